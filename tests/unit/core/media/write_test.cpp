#include "helpers.hpp"

#include "core/media/convert.hpp"
#include "core/media/source.hpp"
#include "core/media/writer.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <csignal>

namespace rushes {
namespace {

using testing::Folder;

FramePtr picture(FramePool& pool, const VideoFormat& format, int n, int w = 96, int h = 64) {
  const double t = n / 100.0;
  return *solid(pool, format, w, h, 0.2 + 0.6 * t, 0.8 - 0.6 * t, 0.5, 1);
}

WriteSpec film(const VideoFormat& format) {
  WriteSpec s;
  s.width = 96;
  s.height = 64;
  s.rate = {25, 1};
  s.format = format;
  return s;
}

Result<void> write(const std::string& path, const WriteSpec& spec, int frames, double seconds_of_sound = -1) {
  auto pool = *FramePool::create();
  auto writer = MediaWriter::open(path, spec);
  if (!writer) return std::move(writer).error();
  std::int64_t at = 0;
  for (int n = 0; n < frames; ++n) {
    if (spec.video != VideoCodec::none) {
      if (auto ok = (*writer)->video(*picture(*pool, spec.format, n)); !ok) return ok;
    }
    if (spec.audio == AudioCodec::none) continue;
    const auto end = seconds_of_sound >= 0
                         ? std::min<std::int64_t>(static_cast<std::int64_t>(seconds_of_sound * 48000), (n + 1) * 1920)
                         : (n + 1) * 1920;
    AudioBlock block = AudioBlock::silence(2, layout_stereo, at, static_cast<int>(end - at));
    for (int c = 0; c < 2; ++c) {
      for (int i = 0; i < block.frames; ++i)
        block.channel(c)[i] = static_cast<float>(0.5 * std::sin((static_cast<double>(at) + i) * 0.05 * (c + 1)));
    }
    if (auto ok = (*writer)->audio(block); !ok) return ok;
    at = end;
  }
  return (*writer)->finish();
}

TEST(Writing, AFilmComesBackFrameForFrameWithItsSound) {
  Folder folder;
  for (const char* name : {"a.mp4", "a.mov", "a.mkv"}) {
    const std::string path = folder / name;
    auto done = write(path, film(video_format::yuv420()), 100);
    ASSERT_TRUE(done) << done.error().message;
    auto pool = *FramePool::create();
    auto source = *open_media(pool, path);
    const VideoStreamInfo& v = source->info().video.front();
    EXPECT_EQ(v.frames, 100);
    EXPECT_EQ(v.rate, (Rate{25, 1}));
    EXPECT_TRUE(same(v.format, video_format::yuv420())) << to_string(v.format);
    for (const int n : {0, 1, 49, 50, 51, 99})
      EXPECT_GT(testing::psnr(**source->frame(n), *picture(*pool, v.format, n)), 42) << name << " " << n;
    auto sound = *source->audio(4800, 4800);
    // Matroska rounds where the sound begins to a millisecond, 24 samples either way; the others say it exactly.
    double best = 10;
    for (int shift = name[2] == 'm' && name[3] == 'k' ? -24 : 0; shift <= 24; ++shift) {
      double worst = 0;
      for (int i = 0; i < 4800; ++i)
        worst = std::max(worst, std::abs(sound.channel(0)[i] - 0.5 * std::sin((4800.0 + i + shift) * 0.05)));
      best = std::min(best, worst);
      if (name[3] != 'k') break;
    }
    EXPECT_LT(best, 0.06) << name;
  }
}

TEST(Writing, TheBytesDoNotDependOnTheThreads) {
  Folder folder;
  std::string first;
  for (const int threads : {1, 2, 3, 8}) {
    WriteSpec spec = film(video_format::yuv420());
    spec.threads = threads;
    spec.gop = 20;
    const std::string path = folder / "a.mp4";
    ASSERT_TRUE(write(path, spec, 170));
    if (first.empty()) first = testing::bytes_of(path);
    EXPECT_TRUE(testing::bytes_of(path) == first) << threads;
  }
}

TEST(Writing, LosslessKeepsEveryBit) {
  Folder folder;
  VideoFormat straight = video_format::rgba8();
  straight.alpha = RUSHES_ALPHA_STRAIGHT;
  for (const VideoFormat& f :
       {video_format::yuv420(10), video_format::yuv(1, 0, 8, true), video_format::yuv(0, 0, 16, false), straight}) {
    WriteSpec spec = film(f);
    spec.video = VideoCodec::ffv1;
    spec.audio = AudioCodec::flac;
    const std::string path = folder / "a.mkv";
    auto done = write(path, spec, 30);
    ASSERT_TRUE(done) << done.error().message;
    auto pool = *FramePool::create();
    auto source = *open_media(pool, path);
    for (const int n : {0, 13, 29}) {
      auto back = convert(*pool, *source->frame(n), f);
      ASSERT_TRUE(back);
      EXPECT_EQ(testing::psnr(**back, *picture(*pool, f, n)), 200)
          << to_string(f) << " from " << to_string((*source->frame(n))->format);
    }
    auto sound = *source->audio(1000, 2000);
    for (int i = 0; i < 2000; ++i) ASSERT_NEAR(sound.channel(1)[i], 0.5 * std::sin((1000 + i) * 0.1), 2e-7);
  }
}

TEST(Writing, ProResAndPcm) {
  Folder folder;
  WriteSpec spec = film(video_format::yuv(1, 0, 10, false));
  spec.video = VideoCodec::prores;
  spec.audio = AudioCodec::pcm;
  ASSERT_TRUE(write(folder / "a.mov", spec, 30));
  auto source = *open_media(*FramePool::create(), folder / "a.mov");
  EXPECT_EQ(source->info().video.front().frames, 30);
  EXPECT_EQ(source->info().audio.front().codec, "pcm_s24le");
}

TEST(Writing, SoundAlone) {
  Folder folder;
  for (const auto& [name, codec] :
       {std::pair{"a.wav", AudioCodec::pcm}, {"a.flac", AudioCodec::flac}, {"a.m4a", AudioCodec::aac}}) {
    WriteSpec spec;
    spec.video = VideoCodec::none;
    spec.audio = codec;
    auto done = write(folder / name, spec, 25);
    ASSERT_TRUE(done) << done.error().message;
    auto facts = decode_all(folder / name);
    ASSERT_TRUE(facts);
    EXPECT_GE(facts->audio_samples, 48000);
    EXPECT_NEAR(facts->peak_dbfs, -6.02,
                codec == AudioCodec::aac ? 6 : 0.1);  // AAC overshoots where the tone is cut off
  }
}

// The s and sh of a voice that stands in the middle: a coder that puts noise of its own in their place makes them wide.
TEST(Writing, HissThatIsAlikeInBothChannelsStaysAlike) {
  Folder folder;
  WriteSpec spec;
  spec.video = VideoCodec::none;
  spec.audio = AudioCodec::aac;
  auto writer = MediaWriter::open(folder / "a.m4a", spec);
  ASSERT_TRUE(writer) << writer.error().message;
  AudioBlock block = AudioBlock::silence(2, layout_stereo, 0, 48000);
  std::uint32_t seed = 1;
  float before = 0;
  for (int i = 0; i < block.frames; ++i) {
    seed = seed * 1664525 + 1013904223;
    const float noise = static_cast<float>(seed >> 8) / (1 << 24) - 0.5F, high = noise - before;
    before = noise;
    const float tone = 0.1F * std::sin(static_cast<float>(i) * 0.02F);
    for (int c = 0; c < 2; ++c) block.channel(c)[i] = tone + (i / 4800 % 2 == 1 ? 0.5F * high : 0);
  }
  ASSERT_TRUE((*writer)->audio(block));
  ASSERT_TRUE((*writer)->finish());
  auto pool = *FramePool::create();
  const auto source = *open_media(pool, folder / "a.m4a");
  const auto sound = *source->audio(0, 48000);
  double mid = 0, side = 0;
  for (int i = 0; i < 48000; ++i) {
    mid += std::pow(sound.channel(0)[i] + sound.channel(1)[i], 2);
    side += std::pow(sound.channel(0)[i] - sound.channel(1)[i], 2);
  }
  EXPECT_LT(side, mid / 1000);
}

TEST(Writing, NothingIsSeenBeforeItIsFinished) {
  Folder folder;
  {
    auto pool = *FramePool::create();
    auto writer = *MediaWriter::open(folder / "a.mp4", film(video_format::yuv420()));
    ASSERT_TRUE(writer->video(*picture(*pool, video_format::yuv420(), 0)));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.mp4"));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path));
}

TEST(Writing, RefusesWhatItCannotWrite) {
  Folder folder;
  const auto refused = [&](const std::string& name, WriteSpec spec) {
    auto w = MediaWriter::open(folder / name, spec);
    EXPECT_FALSE(w);
    if (!w) {
      EXPECT_NE(w.error().message.find(name), std::string::npos) << w.error().message;
    }
  };
  refused("a.xyz", film(video_format::yuv420()));
  refused("a.wav", film(video_format::yuv420()));
  refused("none/a.mp4", film(video_format::yuv420()));
  WriteSpec empty = film(video_format::yuv420());
  empty.width = 0;
  refused("a.mp4", empty);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path));
  auto pool = *FramePool::create();
  auto writer = *MediaWriter::open(folder / "b.mp4", film(video_format::yuv420()));
  EXPECT_FALSE(writer->video(*picture(*pool, video_format::yuv420(), 0, 48, 64)));
  EXPECT_FALSE(writer->audio(AudioBlock::silence(2, layout_stereo, 500, 100)));
}

bool fails_cleanly(const Folder& folder) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{20000, 20000};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  WriteSpec spec = film(video_format::yuv420());
  spec.video = VideoCodec::ffv1;
  spec.audio = AudioCodec::pcm;
  auto done = write(folder / "a.mkv", spec, 200);
  const bool told = !done && done.error().code == Errc::io && done.error().message.find("a.mkv") != std::string::npos;
  return told && std::filesystem::is_empty(folder.path);
}

// A file size limit stands in for a full disk: both make write() fail in the middle.
TEST(Writing, AFailingDiskIsReportedAndLeavesNothing) {
  Folder folder;
  EXPECT_EXIT(std::_Exit(fails_cleanly(folder) ? 0 : 1), ::testing::ExitedWithCode(0), "");
}

TEST(Writing, StillsComeBackAsTheyWere) {
  Folder folder;
  auto pool = *FramePool::create();
  for (const auto& [name, format, least] : {std::tuple{"a.png", video_format::rgba8(), 60.0},
                                            {"b.png", video_format::rgba16(), 60.0},
                                            {"a.tif", video_format::rgba16(), 60.0},
                                            {"a.jpg", video_format::rgba8(), 35.0},
                                            {"a.exr", video_format::rgba_float(), 60.0}}) {
    auto frame = *solid(*pool, format, 40, 30, 0.9, 0.5, 0.1, std::string(name) == "a.jpg" ? 1 : 0.5);
    auto done = write_still(*pool, *frame, folder / name);
    ASSERT_TRUE(done) << done.error().message;
    auto back = open_media(pool, folder / name);
    ASSERT_TRUE(back) << back.error().message;
    auto same_kind = convert(*pool, *(*back)->frame(0), format);
    ASSERT_TRUE(same_kind) << same_kind.error().message;
    EXPECT_GT(testing::psnr(*frame, **same_kind), least - 12) << name;
  }
  EXPECT_FALSE(write_still(*pool, *picture(*pool, video_format::yuv420(), 0), folder / "a.gif"));
  EXPECT_FALSE(write_still(*pool, *picture(*pool, video_format::yuv420(), 0), folder / "no/a.png"));
}

}  // namespace
}  // namespace rushes
