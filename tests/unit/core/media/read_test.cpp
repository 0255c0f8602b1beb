#include "helpers.hpp"

#include "core/media/convert.hpp"
#include "core/media/source.hpp"
#include "core/media/writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <random>
#include <thread>

namespace rushes {
namespace {

using testing::Folder;

// Frame n of the made media has the luma code(n) all over, with moving noise of one step, so that any frame can be read
// back.
int code(int n) { return 24 + n * 37 % 200; }
std::string numbered(int frames, const std::string& rate = "25", const std::string& size = "96x64") {
  return "-f lavfi -i \"color=gray:s=" + size + ":r=" + rate +
         ",format=yuv420p,geq=lum='24+mod(N*37,200)+mod(X+Y+N,2)':cb=128:cr=128\" -frames:v " + std::to_string(frames) +
         " ";
}

struct Case {
  const char* name;
  const char* file;
  const char* options;
  int frames;
  std::string rate = "25";
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class MadeMedia : public ::testing::TestWithParam<Case> {};

TEST_P(MadeMedia, GivesEveryFrameByNumberInAnyOrder) {
  const Case& c = GetParam();
  Folder folder;
  const std::string path = folder / c.file;
  ASSERT_TRUE(testing::ffmpeg(numbered(c.frames, c.rate) + c.options + " " + path));
  auto pool = *FramePool::create();
  auto opened = open_media(pool, path);
  ASSERT_TRUE(opened) << opened.error().message;
  MediaSource& source = **opened;
  ASSERT_EQ(source.info().video.front().frames, c.frames);
  std::vector<Key> linear;
  for (int n = 0; n < c.frames; ++n) {
    auto f = source.frame(n);
    ASSERT_TRUE(f) << f.error().message;
    linear.push_back(testing::pixels_of(**f));
    const double scale = 1 << ((*f)->format.bits - 8);
    EXPECT_NEAR(testing::sample(**f, 0, 40, 30) / scale, code(n), 3) << "frame " << n;
  }
  auto again = *open_media(pool, path);
  std::mt19937 random(7);
  for (int i = 0; i < 50; ++i) {
    const int n = static_cast<int>(random() % static_cast<unsigned>(c.frames));
    auto f = again->frame(n);
    ASSERT_TRUE(f) << f.error().message;
    EXPECT_EQ(testing::pixels_of(**f), linear[static_cast<std::size_t>(n)]) << "frame " << n;
  }
  for (int n = c.frames - 1; n >= std::max(0, c.frames - 30); --n)
    EXPECT_EQ(testing::pixels_of(**again->frame(n)), linear[static_cast<std::size_t>(n)]);
  EXPECT_FALSE(source.frame(c.frames));
  EXPECT_FALSE(source.frame(-1));
  for (int n = 0; n < c.frames; ++n) EXPECT_EQ(source.frame_at(source.frame_time(n)), n);
}

INSTANTIATE_TEST_SUITE_P(
    Media, MadeMedia,
    ::testing::Values(
        Case{"BFrames", "a.mp4", "-c:v libx264 -bf 3 -g 24 -pix_fmt yuv420p", 100},
        Case{"OpenGop", "a.mp4", "-c:v libx264 -bf 3 -g 12 -x264-params open-gop=1 -pix_fmt yuv420p", 100},
        Case{"OpenGopMatroska", "a.mkv", "-c:v libx264 -bf 3 -g 12 -x264-params open-gop=1 -pix_fmt yuv420p", 100,
             "30000/1001"},
        Case{"IntraRefresh", "a.mp4", "-c:v libx264 -bf 0 -g 24 -x264-params intra-refresh=1 -pix_fmt yuv420p", 80},
        Case{"TransportStream", "a.ts", "-c:v libx264 -bf 2 -g 25 -pix_fmt yuv420p", 75},
        Case{"TenBits", "a.mp4", "-c:v libx264 -pix_fmt yuv420p10le -g 20", 60},
        Case{"Hevc", "a.mp4", "-c:v libx265 -x265-params log-level=none:keyint=12 -pix_fmt yuv420p", 60},
        Case{"Mpeg2", "a.mpg", "-c:v mpeg2video -bf 2 -g 12 -q:v 2", 60},
        Case{"Mpeg4Avi", "a.avi", "-c:v mpeg4 -bf 2 -q:v 2", 60}, Case{"ProRes", "a.mov", "-c:v prores_ks", 20},
        Case{"Ffv1", "a.mkv", "-c:v ffv1", 20},
        Case{"StartsLater", "a.mp4", "-c:v libx264 -bf 2 -pix_fmt yuv420p -output_ts_offset 3", 50},
        Case{"Fragmented", "a.mp4", "-c:v libx264 -bf 2 -g 12 -pix_fmt yuv420p -movflags +frag_keyframe+empty_moov",
             50},
        Case{"Vp9", "a.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -auto-alt-ref 1 -lag-in-frames 16 -g 20",
             50}),
    [](const auto& i) { return i.param.name; });

TEST(Reading, UnevenFramesKeepTheirTimes) {
  Folder folder;
  const std::string path = folder / "vfr.mp4";
  // Every third frame is left out.
  ASSERT_TRUE(testing::ffmpeg(
      "-f lavfi -i testsrc2=s=64x48:r=30:d=1 -vf \"select='mod(n+1\\,3)'\" -vsync vfr -c:v libx264 -pix_fmt yuv420p " +
      path));
  auto source = *open_media(*FramePool::create(), path);
  const VideoStreamInfo& v = source->info().video.front();
  EXPECT_EQ(v.frames, 20);
  EXPECT_TRUE(v.variable);
  EXPECT_NEAR(source->frame_time(2).seconds(), 3 / 30.0, 1e-4);
  EXPECT_EQ(source->frame_at(from_seconds(2 / 30.0 + 0.001)), 1);
  EXPECT_EQ(source->frame_at(from_seconds(3 / 30.0 + 0.001)), 2);
  EXPECT_EQ(source->frame_at(from_seconds(-1)), 0);
  EXPECT_EQ(source->frame_at(from_seconds(100)), 19);
}

TEST(Reading, TurnsPicturesUpright) {
  Folder folder;
  const std::string plain = folder / "plain.mp4", turned = folder / "turned.mp4";
  ASSERT_TRUE(testing::ffmpeg("-f lavfi -i testsrc2=s=128x64:r=5:d=0.4 -c:v libx264 -qp 0 -pix_fmt yuv444p " + plain));
  ASSERT_TRUE(testing::ffmpeg("-i " + plain + " -c copy -metadata:s:v rotate=90 " + turned));
  auto pool = *FramePool::create();
  auto a = *open_media(pool, plain), b = *open_media(pool, turned);
  const auto& v = b->info().video.front();
  ASSERT_TRUE(v.rotation == 90 || v.rotation == 270) << v.rotation;
  auto f = *a->frame(0), g = *b->frame(0);
  ASSERT_EQ(width(g->full), 64);
  ASSERT_EQ(height(g->full), 128);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 128; ++x) {
      const int tx = v.rotation == 90 ? 63 - y : y, ty = v.rotation == 90 ? x : 127 - x;
      ASSERT_EQ(testing::sample(*f, 0, x, y), testing::sample(*g, 0, tx, ty));
    }
  }
}

TEST(Reading, SeveralThreadsAskAtOnce) {
  Folder folder;
  const std::string path = folder / "a.mp4";
  ASSERT_TRUE(testing::ffmpeg(numbered(120) + "-c:v libx264 -bf 2 -g 30 -pix_fmt yuv420p " + path));
  auto source = *open_media(*FramePool::create(), path);
  std::vector<Key> expected;
  for (int n = 0; n < 120; ++n) expected.push_back(testing::pixels_of(**source->frame(n)));
  auto shared = *open_media(*FramePool::create(), path);
  std::atomic<int> next{0}, wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int n; (n = next++) < 120;) {
        auto f = shared->frame(n);
        if (!f || testing::pixels_of(**f) != expected[static_cast<std::size_t>(n)]) ++wrong;
      }
    });
  }
  for (auto& t : threads) t.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Reading, SoundDoesNotDependOnHowItIsCut) {
  Folder folder;
  for (const char* options :
       {"-c:a aac a.m4a", "-c:a flac a.flac", "-c:a libopus a.mka", "-ar 44100 -c:a pcm_s16le a.wav"}) {
    const std::string text = options;
    const std::string name = text.substr(text.rfind(' ') + 1);
    const std::string path = folder / name;
    ASSERT_TRUE(testing::ffmpeg("-f lavfi -i \"sine=440:d=3,aformat=channel_layouts=stereo\" " +
                                text.substr(0, text.rfind(' ')) + " " + path))
        << options;
    auto source = *open_media(*FramePool::create(), path);
    auto whole = source->audio(-100, 100000);
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole->channel(0)[50], 0.0f);
    double power = 0;
    for (int i = 2000; i < 50000; ++i) power += whole->channel(0)[i] * whole->channel(0)[i];
    EXPECT_GT(power / 48000, 1e-4) << name;
    auto other = *open_media(*FramePool::create(), path);
    std::mt19937 random(3);
    for (int i = 0; i < 40; ++i) {
      const int at = static_cast<int>(random() % 99000u), n = 1 + static_cast<int>(random() % 999u);
      auto part = *other->audio(at - 100, n);
      ASSERT_EQ(part.start, at - 100);
      for (int c = 0; c < 2; ++c)
        ASSERT_EQ(0, std::memcmp(part.channel(c), whole->channel(c) + at, static_cast<std::size_t>(n) * sizeof(float)))
            << name;
    }
  }
}

TEST(Reading, SampleZeroIsWhereTheFirstFrameStarts) {
  Folder folder;
  const std::string path = folder / "late.mkv";
  // A click in the sound 0.5 s after its start; the picture starts 0.25 s after the sound.
  ASSERT_TRUE(
      testing::ffmpeg("-f lavfi -i \"aevalsrc='if(eq(n,24000),0.9,0)':s=48000:d=1\" -itsoffset 0.25 -f lavfi -i "
                      "testsrc2=s=64x48:r=20:d=1 -map 1:v -map 0:a -c:a flac -c:v ffv1 " +
                      path));
  auto source = *open_media(*FramePool::create(), path);
  auto block = *source->audio(0, 24000);
  const auto* begin = block.channel(0);
  EXPECT_EQ(std::max_element(begin, begin + block.frames) - begin, 12000);
}

TEST(Reading, StillsAnswerEveryFrameAndMultiplyTheirAlpha) {
  Folder folder;
  const std::string path = folder / "a.png";
  ASSERT_TRUE(
      testing::ffmpeg("-f lavfi -i color=red:s=20x10,format=rgba,colorchannelmixer=aa=0.5 -frames:v 1 " + path));
  auto source = *open_media(*FramePool::create(), path);
  EXPECT_EQ(source->info().kind, MediaKind::still);
  auto f = *source->frame(1000);
  EXPECT_TRUE(same(f->format, video_format::rgba8())) << to_string(f->format);
  EXPECT_NEAR(testing::sample(*f, 0, 0, 0), 127, 2);
  EXPECT_NEAR(testing::sample(*f, 0, 3, 0), 127, 1);
}

TEST(Reading, SequencesAreFoundByTheirPattern) {
  Folder folder;
  ASSERT_TRUE(testing::ffmpeg("-f lavfi -i testsrc2=s=32x32:r=10:d=1 -start_number 98 " + (folder / "p.%04d.png")));
  auto pool = *FramePool::create();
  auto hash = open_media(pool, folder / "p.####.png", {.sequence_rate = {10, 1}});
  ASSERT_TRUE(hash) << hash.error().message;
  EXPECT_EQ((*hash)->info().video.front().frames, 10);
  EXPECT_EQ((*hash)->frame_at(from_seconds(0.35)), 3);
  auto percent = *open_media(pool, folder / "p.%04d.png");
  EXPECT_EQ(testing::pixels_of(**(*hash)->frame(9)), testing::pixels_of(**percent->frame(9)));
  std::filesystem::remove(folder / "p.0100.png");
  auto gap = *open_media(pool, folder / "p.####.png");
  EXPECT_EQ(gap->frame(2).error().code, Errc::not_found);
  EXPECT_TRUE(gap->frame(3));
}

TEST(Reading, TheContentKeyFollowsTheBytesNotThePlace) {
  Folder folder;
  const std::string a = folder / "a.png", b = folder / "b.png", c = folder / "c.png";
  ASSERT_TRUE(testing::ffmpeg("-f lavfi -i color=red:s=20x10 -frames:v 1 " + a));
  ASSERT_TRUE(testing::ffmpeg("-f lavfi -i color=blue:s=20x10 -frames:v 1 " + c));
  std::filesystem::copy_file(a, b);
  auto pool = *FramePool::create();
  EXPECT_EQ((*open_media(pool, a))->content_key(), (*open_media(pool, b))->content_key());
  EXPECT_NE((*open_media(pool, a))->content_key(), (*open_media(pool, c))->content_key());
}

TEST(Reading, WhatIsNoMediaIsRefusedInOneSentence) {
  Folder folder;
  auto pool = *FramePool::create();
  const auto write = [&](const std::string& name, const std::string& content) {
    std::ofstream(folder / name, std::ios::binary) << content;
    return folder / name;
  };
  std::string half;
  ASSERT_TRUE(testing::ffmpeg("-f lavfi -i testsrc2=s=64x48:d=1 -c:v libx264 " + (folder / "whole.mp4")));
  half = testing::bytes_of(folder / "whole.mp4");
  half.resize(half.size() / 2);
  std::string noise(5000, '\0');
  std::mt19937 random(5);
  for (char& c : noise) c = static_cast<char>(random());
  std::filesystem::create_directory(folder.path / "folder.mp4");
  const std::vector<std::string> paths = {folder / "missing.mp4",
                                          write("empty.mp4", ""),
                                          write("text.mp4", "This is a text.\nIt has lines.\n"),
                                          write("noise.mp4", noise),
                                          write("half.mp4", half),
                                          write("noise.png", noise),
                                          write("noise.exr", noise),
                                          write("empty.png", ""),
                                          folder / "folder.mp4",
                                          folder / "none.####.png",
                                          write("list.m3u8", "#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:1,\n/etc/passwd\n")};
  for (const std::string& path : paths) {
    for (const auto& error : {open_media(pool, path).error(), probe(path).error(), decode_all(path).error()}) {
      EXPECT_NE(error.message.find(path), std::string::npos) << error.message;
      EXPECT_EQ(error.message.find('\n'), std::string::npos);
    }
  }
  EXPECT_EQ(open_media(pool, folder / "missing.mp4").error().code, Errc::not_found);
}

TEST(Reading, DamageInTheMiddleCostsOnlyWhatIsDamaged) {
  Folder folder;
  const std::string path = folder / "a.mp4";
  ASSERT_TRUE(testing::ffmpeg(numbered(100) + "-c:v libx264 -g 10 -bf 0 -pix_fmt yuv420p " + path));
  std::string data = testing::bytes_of(path);
  const auto mdat = data.find("mdat");
  ASSERT_NE(mdat, std::string::npos);
  for (std::size_t i = 0; i < 400; ++i) data[mdat + (data.size() - mdat) / 4 + i] ^= 0x5A;
  std::ofstream(path, std::ios::binary) << data;
  auto source = open_media(*FramePool::create(), path);
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_NEAR(testing::sample(**(*source)->frame(0), 0, 40, 30), code(0), 3);
  const auto last = (*source)->info().video.front().frames - 1;
  EXPECT_NEAR(testing::sample(**(*source)->frame(last), 0, 40, 30), code(99), 3);
  for (int n = 0; n <= last; ++n) (void)(*source)->frame(n);
}

// The header of a fragmented file may say anything of lengths that only its fragments tell.
TEST(Reading, LengthsThatCannotBeAreMeasured) {
  Folder folder;
  const std::string path = folder / "a.mp4";
  ASSERT_TRUE(testing::ffmpeg("-f lavfi -i sine=d=0.5:r=48000 " + numbered(12) +
                              "-map 1 -map 0 -g 6 -c:v libx264 -c:a aac -movflags frag_keyframe+empty_moov " + path));
  std::string bytes = testing::bytes_of(path);
  int patched = 0;
  for (std::size_t at = bytes.find("mdhd"); at != bytes.npos; at = bytes.find("mdhd", at + 4), ++patched)
    bytes.replace(at + 20, 4, "\x7f\xff\xff\xff");  // duration, version 0
  ASSERT_EQ(patched, 2);
  std::ofstream(path, std::ios::binary) << bytes;
  const auto info = probe(path);
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_EQ(info->video.front().frames, 12);
  EXPECT_NEAR(info->video.front().duration.seconds(), 0.48, 0.001);
  EXPECT_GT(info->audio.front().duration.seconds(), 0.05);
  EXPECT_LT(info->audio.front().duration.seconds(), 0.6);
  EXPECT_NEAR(info->duration.seconds(), 0.5, 0.1);
  auto source = open_media(*FramePool::create(), path);
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_NEAR((*source)->info().duration.seconds(), 0.5, 0.1);
}

// Fragments say where they begin in 64 bits; a damaged file may say anything.
TEST(Reading, TimesBeyondAllReasonAreHeldWithinTheNumbers) {
  Folder folder;
  const std::string good = folder / "good.mp4", bad = folder / "bad.mp4";
  ASSERT_TRUE(testing::ffmpeg(
      "-f lavfi -i sine=d=0.5 " + numbered(12) +
      "-map 1 -map 0 -g 6 -c:v libx264 -c:a aac -movflags frag_keyframe+empty_moov+default_base_moof " + good));
  const std::string whole = testing::bytes_of(good);
  auto pool = *FramePool::create();
  for (const std::uint64_t begin : {0x6000000000000000u, 0x7fffffffffffff00u, 0x8000000000000010u}) {
    std::string bytes = whole;
    int patched = 0;
    for (std::size_t at = bytes.find("tfdt"); at != bytes.npos; at = bytes.find("tfdt", at + 4), ++patched)
      for (int i = 0; i < 8; ++i)
        bytes[at + 8 + static_cast<std::size_t>(i)] = static_cast<char>(begin >> (56 - 8 * i));  // version 1
    ASSERT_GT(patched, 1);
    std::ofstream(bad, std::ios::binary) << bytes;
    constexpr Time farthest{std::int64_t{1} << 60};
    const auto info = probe(bad);
    EXPECT_TRUE(!info || info->duration <= farthest);
    auto source = open_media(pool, bad);
    if (!source) {
      EXPECT_EQ(source.error().code, Errc::invalid) << source.error().message;
      continue;
    }
    EXPECT_LE((*source)->info().duration, farthest);
    EXPECT_TRUE((*source)->frame(0));
    EXPECT_EQ((*source)->frame_at(Time{INT64_MAX}), (*source)->info().video.front().frames - 1);
    for (const std::int64_t start : {std::int64_t{0}, std::int64_t{1} << 59, -(std::int64_t{1} << 59)})
      EXPECT_TRUE((*source)->audio(start, 100));
  }
}

TEST(Reading, StopsWhenCancelled) {
  Folder folder;
  const std::string path = folder / "a.mp4";
  ASSERT_TRUE(testing::ffmpeg(numbered(50) + "-c:v libx264 -pix_fmt yuv420p " + path));
  auto source = *open_media(*FramePool::create(), path);
  const CancelToken token = CancelToken::make();
  token.cancel();
  auto f = source->frame(40, token);
  ASSERT_FALSE(f);
  EXPECT_EQ(f.error().code, Errc::cancelled);
  EXPECT_TRUE(source->frame(40));
}

}  // namespace
}  // namespace rushes
