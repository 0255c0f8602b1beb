// rushes probe against the manifest of media that others made, where it lies beside the project: what both say is the
// same.
#include "tests/support/run_command.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <filesystem>

using nlohmann::json;
using rushes::test::file_content;
using rushes::test::run;
namespace fs = std::filesystem;

namespace {

// Manifests hold numbers as text in places.
double number(const json& j) {
  if (j.is_number()) return j.get<double>();
  if (!j.is_string()) return NAN;
  char* end = nullptr;
  const std::string text = j.get<std::string>();
  const double value = std::strtod(text.c_str(), &end);
  return end && *end == 0 && !text.empty() ? value : NAN;
}

double tolerance(const std::string& key) {
  if (key == "duration" || key == "start_time" || key == "first_pts_s" || key == "peak_dbfs") return 0.025;
  return key == "integrated_lufs" ? 0.11 : 0;
}

bool same(const std::string& key, const json& wanted, const json& got) {
  if (wanted == got) return true;
  if (wanted.is_array() && got.is_array() && wanted.size() == got.size()) {
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (wanted[i] != got[i] && !(std::abs(number(wanted[i]) - number(got[i])) <= 0.011)) return false;
    return true;
  }
  const double a = number(wanted), b = number(got);
  if (!std::isnan(a) && !std::isnan(b)) return std::abs(a - b) <= tolerance(key);
  return false;
}

void compare(const json& wanted, const json& got, const std::string& place, int& compared) {
  for (const auto& [key, value] : wanted.items()) {
    if (key == "streams" || key == "tags" || key == "ffprobe_error") continue;
    if (key == "profile" && value == "0") continue;  // a number that the library has no name for
    ++compared;
    const json mine = got.contains(key) ? got[key] : json("(missing)");
    EXPECT_TRUE(same(key, value, mine)) << place << key << " is " << mine << ", the manifest says " << value;
  }
}

// Stills are read by OpenImageIO: it has other names for formats and codecs, gives pixels as RGB, and knows no time.
void only_what_stills_have(json& wanted) {
  for (const char* key : {"format", "duration", "start_time"}) wanted.erase(key);
  for (json& s : wanted["streams"])
    for (auto it = s.begin(); it != s.end();)
      it = it.key() == "codec_type" || it.key() == "width" || it.key() == "height" || it.key() == "sample_aspect_ratio"
               ? std::next(it)
               : s.erase(it);
}

std::vector<json> of_type(const json& streams, const std::string& type) {
  std::vector<json> out;
  for (const json& s : streams)
    if (s["codec_type"] == type) out.push_back(s);
  return out;
}

}  // namespace

TEST(Probe, SaysWhatTheManifestSays) {
  const char* given = std::getenv("RUSHES_SHARED");
  const fs::path media = fs::path(given ? given : RUSHES_SOURCE "/../shared") / "media";
  if (!fs::exists(media / "manifest.json")) GTEST_SKIP() << "no media beside the project: " << media << " is absent";
  const json manifest = json::parse(file_content(media / "manifest.json"));
  int compared = 0;
  for (const json& file : manifest["files"]) {
    const std::string name = file["file"], category = file["category"];
    if (!file.contains("ffprobe") || (category != "video" && category != "audio" && category != "image")) continue;
    const auto r = run({RUSHES_BINARY, "probe", media / name, "--frames", "--json"});
    json wanted = file["ffprobe"];
    if (wanted.contains("ffprobe_error") && r.code == 1) continue;  // neither reads it
    ASSERT_EQ(r.code, 0) << name << ": " << r.err;
    const json got = json::parse(r.out);
    if (file.contains("sha256")) {
      EXPECT_EQ(got["sha256"], file["sha256"]) << name;
      EXPECT_EQ(got["bytes"], file["bytes"]) << name;
    }
    if (category == "image") only_what_stills_have(wanted);
    // These files' containers say where the pictures end, counted from zero or with a second stream's start; ours is the
    // length of the longest stream.
    if (name.find("firstpts") != name.npos || name.find("fragmented") != name.npos) wanted.erase("duration");
    // Thirty frames, of which the container says that they last for forty hours.
    if (name.find("sample_fragmented") != name.npos) {
      EXPECT_NEAR(number(got["ffprobe"]["duration"]), 1.07, 0.01);
      EXPECT_EQ(got["ffprobe"]["streams"][0]["nb_frames"], 30);
      for (json& s : wanted["streams"]) s.erase("duration");
    }
    compare(wanted, got["ffprobe"], name + ": ", compared);
    for (const char* type : {"video", "audio"}) {
      const auto theirs = of_type(wanted["streams"], type), ours = of_type(got["ffprobe"]["streams"], type);
      for (std::size_t i = 0; i < std::min(theirs.size(), ours.size()); ++i)
        compare(theirs[i], ours[i], name + ": " + type + ".", compared);
    }
    if (file.contains("decode")) compare(file["decode"], got["decode"], name + ": decode.", compared);
  }
  EXPECT_GT(compared, 700);
  RecordProperty("compared", compared);
}
