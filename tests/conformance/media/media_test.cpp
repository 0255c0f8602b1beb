// Every file of a collection of real media against what its manifest says of it. The collection is found by
// RUSHES_SHARED.
#include "core/media/source.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace rushes {
namespace {

using nlohmann::json;

std::filesystem::path media_folder() {
  const char* set = std::getenv("RUSHES_SHARED");
  return std::filesystem::path(set ? set : RUSHES_SHARED_DEFAULT) / "media";
}

json entries() {
  std::ifstream in(media_folder() / "manifest.json");
  if (!in) return json::array();
  json kept = json::array();
  const json manifest = json::parse(in);
  for (const json& f : manifest.at("files")) {
    const std::string kind = f.at("category");
    if (kind == "video" || kind == "audio" || kind == "broken") kept.push_back(f);
  }
  return kept;
}

Key pixels_of(const Frame& f) {
  Hasher h;
  for (int p = 0; p < f.n_planes; ++p) {
    const auto row = static_cast<std::size_t>(plane_width(f.format, p, width(f.bounds)) * bytes_per_pixel(f.format, p));
    for (int y = 0; y < plane_height(f.format, p, height(f.bounds)); ++y)
      h.bytes(f.planes[static_cast<std::size_t>(p)].data + y * f.planes[static_cast<std::size_t>(p)].stride, row);
  }
  return h.key();
}

class Media : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (GetParam().empty()) GTEST_SKIP() << "no media at " << media_folder() << "; set RUSHES_SHARED";
    for (const json& f : entries()) {
      if (f.at("file") == GetParam()) entry_ = f;
    }
    path_ = (media_folder() / GetParam()).string();
    decode_ = entry_.value("decode", json::object());
    if (!decode_.is_object()) decode_ = json::object();
    broken_ = entry_.at("category") == "broken" && decode_.value("video_rc", 0) != 0;
  }
  json entry_, decode_;
  std::string path_;
  bool broken_ = false;
};

TEST_P(Media, AFullDecodeGivesTheFactsOfTheManifest) {
  const auto begin = std::chrono::steady_clock::now();
  auto facts = decode_all(path_);
  if (broken_) {
    ASSERT_FALSE(facts);
    EXPECT_NE(facts.error().message.find(path_), std::string::npos);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
    return;
  }
  ASSERT_TRUE(facts) << facts.error().message;
  if (decode_.contains("decoded_video_frames")) {
    EXPECT_EQ(facts->video_frames, decode_["decoded_video_frames"].get<std::int64_t>());
  }
  if (decode_.contains("audio_samples")) {
    EXPECT_EQ(facts->audio_samples, decode_["audio_samples"].get<std::int64_t>());
  }
  if (decode_.contains("vfr")) {
    EXPECT_EQ(facts->variable, decode_["vfr"].get<bool>());
  }
  if (decode_.contains("first_pts_s")) {
    EXPECT_NEAR(facts->first_pts_s, decode_["first_pts_s"].get<double>(), 1e-3);
  }
  if (decode_.contains("frame_step_ms")) {
    EXPECT_NEAR(facts->step_min_ms, decode_["frame_step_ms"][0].get<double>(), 0.02);
    EXPECT_NEAR(facts->step_max_ms, decode_["frame_step_ms"][1].get<double>(), 0.02);
  }
  if (decode_.contains("peak_dbfs")) {
    const std::string text = decode_["peak_dbfs"];
    if (text == "-inf") {
      EXPECT_TRUE(std::isinf(facts->peak_dbfs)) << facts->peak_dbfs;
    } else {
      EXPECT_NEAR(facts->peak_dbfs, std::stod(text), 0.05);
    }
  }
}

TEST_P(Media, EveryFrameIsFoundByItsNumber) {
  auto pool = *FramePool::create();
  auto opened = open_media(pool, path_);
  if (broken_) {
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find(path_), std::string::npos);
    return;
  }
  ASSERT_TRUE(opened) << opened.error().message;
  const MediaInfo& info = (*opened)->info();
  if (!info.audio.empty()) {
    auto block = (*opened)->audio(0, 4800);
    ASSERT_TRUE(block) << block.error().message;
    EXPECT_EQ(block->channels, info.audio.front().channels);
  }
  if (!decode_.contains("decoded_video_frames")) return;
  const VideoStreamInfo& v = info.video.front();
  ASSERT_EQ(v.frames, decode_["decoded_video_frames"].get<std::int64_t>());
  EXPECT_EQ(v.variable, decode_["vfr"].get<bool>());
  EXPECT_NEAR(v.first.seconds(), decode_["first_pts_s"].get<double>(), 1e-3);
  std::vector<Key> linear;
  for (std::int64_t n = 0; n < v.frames; ++n) {
    auto f = (*opened)->frame(n);
    ASSERT_TRUE(f) << f.error().message;
    linear.push_back(pixels_of(**f));
  }
  auto other = *open_media(pool, path_);
  std::vector<std::int64_t> wanted = {v.frames - 1,     v.frames / 2,     0,           v.frames / 3,
                                      v.frames / 3 - 1, v.frames * 3 / 4, 1 % v.frames};
  for (std::int64_t k = 1; k <= 6; ++k) wanted.push_back(v.frames - 1 - (k * 7919) % v.frames);
  for (const std::int64_t n : wanted) {
    if (n < 0) continue;
    auto f = other->frame(n);
    ASSERT_TRUE(f) << f.error().message;
    EXPECT_EQ(pixels_of(**f), linear[static_cast<std::size_t>(n)]) << "frame " << n;
  }
}

std::vector<std::string> files() {
  std::vector<std::string> names;
  for (const json& f : entries()) names.push_back(f.at("file"));
  if (names.empty()) names.emplace_back();
  return names;
}

std::string name_of(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.empty() ? "absent" : info.param;
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Shared, Media, ::testing::ValuesIn(files()), name_of);

}  // namespace
}  // namespace rushes
