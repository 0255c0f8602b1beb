// rushes import, export and render of other programs' timelines: with real media, to the frame.
#include "tests/support/run_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <sstream>

using nlohmann::json;
using rushes::test::file_content;
using rushes::test::put_file;
using rushes::test::Ran;
using rushes::test::run;
using rushes::test::TemporaryFolder;
using testing::HasSubstr;
namespace fs = std::filesystem;

namespace {

Ran rushes_(std::vector<std::string> args) {
  args.insert(args.begin(), RUSHES_BINARY);
  return run(args);
}

// Frame n of the film is a grey of 16 + 2 * (n % 100): pictures that tell their number.
void make_film(const std::string& path, const std::string& rate, const std::string& seconds) {
  const Ran r =
      run({"ffmpeg",
           "-hide_banner",
           "-loglevel",
           "error",
           "-y",
           "-f",
           "lavfi",
           "-i",
           "nullsrc=s=64x36:r=" + rate + ":d=" + seconds + ",format=yuv420p,geq=lum='16+2*mod(N,100)':cb=128:cr=128",
           "-f",
           "lavfi",
           "-i",
           "sine=r=48000:d=" + seconds,
           "-c:v",
           "libx264",
           "-qp",
           "4",
           "-g",
           "12",
           "-c:a",
           "pcm_s16le",
           path});
  ASSERT_EQ(r.code, 0) << r.err;
}
// The number that the picture of `frame` tells.
int number_at(const std::string& timeline, int frame, const TemporaryFolder& folder) {
  const std::string png = folder / "still.png";
  const Ran made = rushes_({"frame", timeline, "--at", std::to_string(frame) + "f", "-o", png});
  EXPECT_EQ(made.code, 0) << made.err;
  const Ran grey = run({"ffmpeg", "-hide_banner", "-loglevel", "error", "-i", png, "-vf",
                        "scale=out_range=full,format=gray", "-f", "rawvideo", "-"});
  if (grey.out.empty()) return -1;
  const double full = static_cast<unsigned char>(grey.out[grey.out.size() / 2]);  // 0..255 of what lay in 16..235
  return static_cast<int>((full * 219 / 255 + 16 - 16) / 2 + 0.5);
}

std::string shared(const std::string& name) {
  const char* folder = std::getenv("RUSHES_SHARED");
  return std::string(folder ? folder : RUSHES_SHARED_DEFAULT) + "/media/" + name;
}

constexpr const char* edl =
    "TITLE: Cuts\nFCM: DROP FRAME\n"
    "001  R1 V C 00:00:00;10 00:00:00;20 00:59:59;25 01:00:00;05\n* FROM CLIP NAME: ntsc.mov\n"
    "002  R1 V C 00:00:02;04 00:00:02;24 01:00:00;05 01:00:00;25\n* FROM CLIP NAME: ntsc.mov\n";

TEST(InterchangeCommand, DropFrameTimecodesShowTheRightFrames) {
  const TemporaryFolder folder;
  make_film(folder / "ntsc.mov", "30000/1001", "4");
  put_file(folder / "cuts.edl", edl);
  const std::string cuts = folder / "cuts.edl";
  EXPECT_EQ(number_at(cuts, 0, folder), 10);
  EXPECT_EQ(number_at(cuts, 9, folder), 19);
  EXPECT_EQ(number_at(cuts, 10, folder), 64);
  EXPECT_EQ(number_at(cuts, 29, folder), 83);

  // The same cuts through every format that says them.
  for (const char* name : {"again.otio", "again.fcpxml", "again.edl"}) {
    const Ran out = rushes_({"export", cuts, "-o", folder / name});
    ASSERT_EQ(out.code, 0) << out.err;
    EXPECT_EQ(number_at(folder / name, 10, folder), 64) << name;
    const Ran film = rushes_({"render", folder / name, "-o", "null:", "--json", "--quiet"});
    ASSERT_EQ(film.code, 0) << film.err;
    EXPECT_EQ(json::parse(film.out)["frames"], 30) << name;
  }
}

TEST(InterchangeCommand, ImportSaysWhatItReadAndWhatItCouldNot) {
  const TemporaryFolder folder;
  make_film(folder / "ntsc.mov", "30000/1001", "4");
  put_file(folder / "cuts.edl", std::string(edl) + "003  R9 V K B 00:00:00;00 00:00:01;00 01:00:00;25 01:00:01;25\n");
  const Ran in = rushes_({"import", folder / "cuts.edl", "-o", folder / "film.json", "--json"});
  ASSERT_EQ(in.code, 0) << in.err;
  const json report = json::parse(in.out);
  EXPECT_EQ(report["clips"], 3);
  EXPECT_EQ(report["missing"], json::array({"R9"}));
  EXPECT_THAT(report["notices"].dump(), HasSubstr("key"));
  // Relative, so that both can move together.
  EXPECT_EQ(json::parse(file_content(folder / "film.json"))["assets"][0]["uri"], "ntsc.mov");

  const Ran out = rushes_({"export", folder / "film.json", "-o", folder / "film.otio", "--json"});
  ASSERT_EQ(out.code, 0) << out.err;
  EXPECT_EQ(json::parse(out.out)["format"], "OpenTimelineIO");
  const Ran back = rushes_({"import", folder / "film.otio", "-o", folder / "back.json"});
  ASSERT_EQ(back.code, 0) << back.err;
  const json a = json::parse(file_content(folder / "film.json")), b = json::parse(file_content(folder / "back.json"));
  EXPECT_EQ(a["timeline"], b["timeline"]);
}

TEST(InterchangeCommand, MissingMediaShowASlateAndAreFoundElsewhere) {
  const TemporaryFolder folder;
  fs::create_directories(folder / "elsewhere/deep");
  make_film(folder / "elsewhere/deep/ntsc.mov", "30000/1001", "4");
  put_file(folder / "cuts.edl", edl);
  const Ran lost = rushes_({"render", folder / "cuts.edl", "-o", "null:", "--quiet"});
  EXPECT_EQ(lost.code, 0) << lost.err;
  EXPECT_THAT(lost.err, HasSubstr("missing: ntsc.mov"));
  EXPECT_THAT(lost.err, HasSubstr("--media FOLDER"));
  const Ran found = rushes_({"render", folder / "cuts.edl", "-o", "null:", "--quiet", "--media", folder / "elsewhere"});
  EXPECT_EQ(found.code, 0);
  EXPECT_EQ(found.err.find("missing"), std::string::npos) << found.err;
  // What was found is named where it lies, so that others find it too.
  ASSERT_EQ(
      rushes_({"export", folder / "cuts.edl", "-o", folder / "cuts.fcpxml", "--media", folder / "elsewhere"}).code, 0);
  EXPECT_THAT(file_content(folder / "cuts.fcpxml"), HasSubstr("src=\"elsewhere/deep/ntsc.mov\""));
}

TEST(InterchangeCommand, CaptionsComeInAndGoOut) {
  const TemporaryFolder folder;
  put_file(folder / "words.srt", "1\n00:00:00,500 --> 00:00:01,500\nHello there\n");
  const Ran in = rushes_({"import", folder / "words.srt", "-o", folder / "words.json"});
  ASSERT_EQ(in.code, 0) << in.err;
  const Ran out = rushes_({"export", folder / "words.json", "-o", folder / "words.vtt"});
  ASSERT_EQ(out.code, 0) << out.err;
  EXPECT_EQ(file_content(folder / "words.vtt"), "WEBVTT\n\n00:00:00.500 --> 00:00:01.500\nHello there\n\n");
  EXPECT_EQ(rushes_({"render", folder / "words.srt", "-o", "null:", "--quiet"}).code, 0);
}

TEST(InterchangeCommand, BadInputIsOneClearLine) {
  const TemporaryFolder folder;
  put_file(folder / "bad.otio", "{\"OTIO_SCHEMA\":\"Timeline.1\"");
  put_file(folder / "bad.fcpxml", "<fcpxml><resources>");
  put_file(folder / "bad.edl", "nothing");
  put_file(folder / "bad.otioz", "no zip");
  put_file(folder / "good.srt", "1\n00:00:00,500 --> 00:00:01,500\nHello\n");
  for (const char* name : {"bad.otio", "bad.fcpxml", "bad.edl", "bad.otioz", "none.otio", "good.srt/x"}) {
    const Ran r = rushes_({"import", folder / name, "-o", folder / "out.json"});
    EXPECT_EQ(r.code, 1) << name;
    EXPECT_TRUE(r.err.starts_with("rushes: ")) << r.err;
    EXPECT_EQ(std::ranges::count(r.err, '\n'), 1) << r.err;
    EXPECT_FALSE(fs::exists(folder / "out.json"));
    EXPECT_EQ(rushes_({"render", folder / name, "-o", "null:", "--quiet"}).code, 1) << name;
  }
  const Ran kind = rushes_({"export", folder / "good.srt", "-o", folder / "out.doc"});
  EXPECT_EQ(kind.code, 1);
  EXPECT_THAT(kind.err, HasSubstr(".otio, .edl, .fcpxml"));
  EXPECT_EQ(rushes_({"import", folder / "good.srt", "-o", folder / "out.json", "--rate", "x"}).code, 2);
}

TEST(InterchangeCommand, SharedTimelinesRender) {
  if (!fs::exists(shared("timeline"))) GTEST_SKIP() << "no shared media";
  for (const char* name :
       {"timeline/effects.otio", "timeline/nested_example.otio", "timeline/dissolve_test.edl",
        "timeline/screening_example.edl", "timeline/fcpx_example.fcpxml", "timeline/premiere_example.xml",
        "timeline/kdenlive_example_v221170.kdenlive", "timeline/new.mlt", "timeline_tlrender/Markers.otio",
        "timeline_tlrender/MovieAndSeq.otio", "timeline_tlrender/MultipleRates.otio",
        "timeline_tlrender/SingleClip.otioz", "timeline_tlrender/Transition.otio"}) {
    const Ran r = rushes_({"render", shared(name), "-o", "null:", "--quiet", "--json", "--range", "..12f"});
    ASSERT_EQ(r.code, 0) << name << ": " << r.err;
    EXPECT_EQ(json::parse(r.out)["frames"], 12) << name;
  }
}

// The blocks of shell in the page run, one after the other, beside the film and timeline that they name.
TEST(InterchangeCommand, TheCommandsOfThePageWork) {
  const TemporaryFolder folder;
  make_film(folder / "ntsc.mov", "30000/1001", "4");
  put_file(folder / "cut.edl", edl);
  put_file(folder / "words.srt", "1\n00:00:00,500 --> 00:00:01,500\nHello there\n");
  fs::create_directories(folder / "footage");
  std::string script =
      "set -euo pipefail\ncd '" + folder.path().string() + "'\nrushes() { '" RUSHES_BINARY "' \"$@\"; }\n";
  int commands = 0;
  bool inside = false;
  std::istringstream page(file_content(RUSHES_PAGE));
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("```")) {
      inside = !inside && line == "```sh";
      continue;
    }
    if (inside) script += line + "\n", ++commands;
  }
  EXPECT_GE(commands, 6);
  put_file(folder / "page.sh", script);
  const Ran r = run({"bash", folder / "page.sh"});
  EXPECT_EQ(r.code, 0) << r.out << r.err;
}

}  // namespace
