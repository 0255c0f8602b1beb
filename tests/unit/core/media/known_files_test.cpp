// Files that an earlier run has looked at: opened without being read through, and never believed when they have changed.
#include "core/media/known_files.hpp"
#include "core/media/file_facts.hpp"
#include "tests/unit/core/media/helpers.hpp"

#include <gtest/gtest.h>

namespace rushes::testing {
namespace {

constexpr const char* moving = "-f lavfi -i testsrc2=s=64x48:r=25:d=2 ";

struct Kind {
  const char* name;
  const char* file;
  std::string options;
};
void PrintTo(const Kind& k, std::ostream* out) { *out << k.name; }

class KnownFile : public ::testing::TestWithParam<Kind> {};

TEST_P(KnownFile, OpensAsBeforeWithoutADecoder) {
  const Folder folder;
  const std::string path = folder / GetParam().file;
  ASSERT_TRUE(ffmpeg(moving + GetParam().options + " " + path));
  const auto pool = *FramePool::create();
  const auto known = std::make_shared<KnownFiles>(folder / "known");
  auto first = open_known_media(pool, path, known);
  ASSERT_TRUE(first) << first.error().message;

  const auto decoders = std::make_shared<DecoderPool>();
  auto again = open_known_media(pool, path, known, {.decoders = decoders});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(decoders->counts().opened, 0u);
  const MediaInfo &a = (*first)->info(), &b = (*again)->info();
  EXPECT_EQ((*first)->content_key(), (*again)->content_key());
  EXPECT_EQ(a.path, b.path);
  EXPECT_EQ(a.container, b.container);
  EXPECT_EQ(a.duration, b.duration);
  EXPECT_EQ(a.tags, b.tags);
  ASSERT_EQ(a.video.size(), b.video.size());
  ASSERT_EQ(a.audio.size(), b.audio.size());
  const VideoStreamInfo &va = a.video.front(), &vb = b.video.front();
  EXPECT_EQ(va.codec + va.profile + va.pixel_format, vb.codec + vb.profile + vb.pixel_format);
  EXPECT_EQ(va.rate, vb.rate);
  EXPECT_EQ(va.rotation, vb.rotation);
  EXPECT_EQ(va.side_data, vb.side_data);
  EXPECT_TRUE(same(va.format, vb.format));
  ASSERT_EQ(va.frames, vb.frames);
  for (std::int64_t n = va.frames - 1; n >= 0; n -= 3) {
    auto fa = (*first)->frame(n), fb = (*again)->frame(n);
    ASSERT_TRUE(fa && fb) << fb.error().message;
    EXPECT_EQ(pixels_of(**fa), pixels_of(**fb)) << "frame " << n;
    EXPECT_EQ((*fa)->pixel_aspect.num, (*fb)->pixel_aspect.num);
    EXPECT_EQ((*fa)->format.field_order, (*fb)->format.field_order);
    EXPECT_EQ((*first)->frame_time(n), (*again)->frame_time(n));
  }
  if (a.audio.empty()) return;
  auto sa = (*first)->audio(1000, 4000), sb = (*again)->audio(1000, 4000);
  ASSERT_TRUE(sa && sb);
  for (int i = 0; i < 4000; ++i) ASSERT_EQ(sa->channel(0)[i], sb->channel(0)[i]);
}

INSTANTIATE_TEST_SUITE_P(
    Containers, KnownFile,
    ::testing::Values(
        Kind{"mp4_with_b_frames_and_sound", "a.mp4",
             "-f lavfi -i sine=d=2 -c:v libx264 -bf 2 -g 20 -pix_fmt yuv420p -metadata title=Sea -c:a aac"},
        Kind{"mp4_turned", "t.mp4", "-c:v libx264 -pix_fmt yuv420p -metadata:s:v rotate=90"},
        Kind{"mp4_interlaced_wide_pixels", "i.mp4",
             "-vf setsar=4/3,setfield=tff -c:v libx264 -flags +ilme+ildct -pix_fmt yuv420p"},
        Kind{"matroska_ten_bit", "a.mkv",
             "-f lavfi -i sine=d=2 -c:v libx265 -x265-params log-level=none -pix_fmt "
             "yuv420p10le -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc -c:a flac"},
        Kind{"webm_with_alpha", "a.webm", "-vf format=yuva420p -c:v libvpx-vp9 -deadline realtime -cpu-used 8"},
        Kind{"transport_stream", "a.ts", "-c:v libx264 -pix_fmt yuv420p -bf 2"},
        Kind{"mpeg2_program_stream", "a.mpg", "-c:v mpeg2video -bf 2 -g 12"},
        Kind{"prores", "a.mov", "-c:v prores_ks -pix_fmt yuv422p10le"},
        Kind{"avi", "a.avi", "-c:v mjpeg -pix_fmt yuvj420p"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(KnownFiles, AFileThatHasChangedIsReadAnew) {
  const Folder folder;
  const std::string path = folder / "a.mkv";
  const auto pool = *FramePool::create();
  const auto known = std::make_shared<KnownFiles>(folder / "known");
  ASSERT_TRUE(ffmpeg("-f lavfi -i testsrc2=s=64x48:r=25:d=2 -c:v ffv1 " + path));
  auto before = open_known_media(pool, path, known);
  ASSERT_TRUE(before);
  ASSERT_TRUE(ffmpeg("-f lavfi -i testsrc=s=64x48:r=25:d=1 -c:v ffv1 " + path));
  auto after = open_known_media(pool, path, known);
  ASSERT_TRUE(after);
  EXPECT_EQ((*after)->info().video.front().frames, 25);
  EXPECT_NE((*before)->content_key(), (*after)->content_key());
  EXPECT_TRUE((*after)->frame(24));
}

TEST(KnownFiles, ADamagedRecordIsNotBelieved) {
  const Folder folder;
  KnownFiles known(folder / "known");
  const Key state{1, 2};
  known.keep(state, "what is known");
  ASSERT_EQ(known.find(state), "what is known");
  const std::string record = (*std::filesystem::directory_iterator(folder.path / "known")).path();
  const std::string whole = bytes_of(record);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    std::ofstream(record, std::ios::binary) << damaged;
    EXPECT_FALSE(known.find(state)) << "byte " << i;
    std::ofstream(record, std::ios::binary) << whole.substr(0, i);
    EXPECT_FALSE(known.find(state)) << "cut at " << i;
  }
}

TEST(KnownFiles, WhatHasNotBeenUsedForLongestGoes) {
  const Folder folder;
  KnownFiles known(folder / "known", 2500);
  const std::string thousand(1000, 'x');
  const auto old = [&](std::uint64_t k, int hours) {
    const auto path = folder.path / "known" / (to_string(Key{0, k}) + ".facts");
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(hours));
  };
  known.keep({0, 1}, thousand);
  known.keep({0, 2}, thousand);
  old(1, 9);
  old(2, 5);
  EXPECT_TRUE(known.find({0, 1}));  // used just now
  known.keep({0, 3}, thousand);
  EXPECT_TRUE(known.find({0, 1}));
  EXPECT_FALSE(known.find({0, 2}));
  EXPECT_TRUE(known.find({0, 3}));
}

TEST(FileFacts, CutAnywhereTheyAreNoFacts) {
  av::FileFacts facts;
  facts.info.container = "mp4";
  facts.info.video.resize(1);
  facts.info.tags["title"] = "Sea";
  facts.video = 0;
  facts.parameters.reset(avcodec_parameters_alloc());
  auto index = std::make_shared<av::VideoIndex>();
  for (int i = 0; i < 20; ++i) {
    index->packets.push_back({i * 512 + 1024, i * 512, 48 + i * 700, 690, i % 10 == 0});
    index->frames.push_back({i * 512 + 1024, i});
  }
  index->finish();
  facts.index = index;
  const std::string bytes = av::to_bytes(facts);
  auto whole = av::facts_from(bytes);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->info.tags, facts.info.tags);
  ASSERT_EQ(whole->index->packets.size(), 20u);
  EXPECT_EQ(whole->index->packets[7].pos, index->packets[7].pos);
  EXPECT_EQ(whole->index->entry_for(15, INT64_MAX), 10);
  for (std::size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(av::facts_from(bytes.substr(0, n))) << n;
  EXPECT_FALSE(av::facts_from(bytes + "x"));
}

}  // namespace
}  // namespace rushes::testing
