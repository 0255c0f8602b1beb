// rushes make: from a prompt to a film, judged by ffmpeg and ffprobe.
#include "tests/support/run_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <memory>
#include <regex>
#include <sstream>

using nlohmann::json;
using rushes::test::file_content;
using rushes::test::put_file;
using rushes::test::Ran;
using rushes::test::run;
using rushes::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

Ran rushes_(std::vector<std::string> args) {
  args.insert(args.begin(), RUSHES_BINARY);
  return run(args);
}

// One small film, made once for all tests that look at it.
class SmallFilm : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<TemporaryFolder>();
    made = rushes_({"make", "A lighthouse by the sea at dawn, a red boat sails home", "-o", *folder / "film.mp4",
                    "--seconds", "8", "--size", "320x180", "--scenes", "2", "--json"});
  }
  static void TearDownTestSuite() { folder.reset(); }
  void SetUp() override { ASSERT_EQ(made.code, 0) << made.err; }
  static std::string film() { return *folder / "film.mp4"; }
  static std::string project() { return *folder / "film.project/project.json"; }

  static inline std::unique_ptr<TemporaryFolder> folder;
  static inline Ran made;
};

json ffprobe(const std::string& path) {
  const Ran r = run({"ffprobe", "-v", "error", "-count_frames", "-show_streams", "-show_format", "-of", "json", path});
  return json::parse(r.out, nullptr, false);
}

// Hash of every decoded picture, in order.
std::vector<std::string> picture_hashes(const std::string& path) {
  const Ran r = run({"ffmpeg", "-v", "error", "-i", path, "-map", "0:v", "-f", "framemd5", "-"});
  std::vector<std::string> hashes;
  std::stringstream lines(r.out);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty() && line[0] != '#') hashes.push_back(line.substr(line.rfind(' ') + 1));
  return hashes;
}

// The last number that the pattern's group finds.
double number_after(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  double value = 1e9;
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) value = std::stod((*it)[1]);
  return value;
}

}  // namespace

TEST_F(SmallFilm, HasThePictureAndSoundThatWereAsked) {
  const json facts = ffprobe(film());
  ASSERT_EQ(facts["streams"].size(), 2u);
  const json& video = facts["streams"][0]["codec_type"] == "video" ? facts["streams"][0] : facts["streams"][1];
  const json& audio = facts["streams"][0]["codec_type"] == "video" ? facts["streams"][1] : facts["streams"][0];
  EXPECT_EQ(video["codec_name"], "h264");
  EXPECT_EQ(video["width"], 320);
  EXPECT_EQ(video["height"], 180);
  EXPECT_EQ(video["r_frame_rate"], "24/1");
  EXPECT_EQ(video["color_space"], "bt709");
  EXPECT_EQ(audio["codec_name"], "aac");
  EXPECT_EQ(audio["sample_rate"], "48000");
  const json report = json::parse(made.out);
  EXPECT_EQ(video["nb_read_frames"], std::to_string(report["frames"].get<int>()));
  EXPECT_NEAR(std::stod(facts["format"]["duration"].get<std::string>()), report["seconds"].get<double>(), 0.05);
}

TEST_F(SmallFilm, TellsWhatItMade) {
  const json report = json::parse(made.out);
  EXPECT_EQ(report["scenes"].size(), 2u);
  EXPECT_FALSE(report["title"].get<std::string>().empty());
  EXPECT_TRUE(fs::exists(report["project"].get<std::string>()));
  for (const auto& s : report["scenes"]) EXPECT_TRUE(fs::exists(s["asset"].get<std::string>()));
  EXPECT_THAT(made.err, testing::HasSubstr("{\"progress\":\"rendering\""));
}

TEST_F(SmallFilm, ItsPictureMovesAndIsNotBlack) {
  const auto hashes = picture_hashes(film());
  std::size_t still = 0;
  for (std::size_t i = 1; i < hashes.size(); ++i) still += hashes[i] == hashes[i - 1];
  EXPECT_LT(still, hashes.size() / 20);
  const Ran r = run({"ffmpeg", "-v", "info", "-ss", "3", "-i", film(), "-frames:v", "24", "-vf",
                     "signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-", "-f", "null", "-"});
  EXPECT_GT(number_after(r.out, R"(YAVG=([0-9.]+))"), 25);
}

// What players show of a film before it runs. Black has a luma of 16.
TEST_F(SmallFilm, OpensOnAPicture) {
  const Ran r = run({"ffmpeg", "-v", "info", "-i", film(), "-frames:v", "1", "-vf",
                     "signalstats,metadata=print:key=lavfi.signalstats.YHIGH:file=-", "-f", "null", "-"});
  EXPECT_GT(number_after(r.out, R"(YHIGH=([0-9.]+))"), 60);
}

TEST_F(SmallFilm, IsAsLoudAsItShouldBe) {
  const Ran r = run({"ffmpeg", "-nostats", "-i", film(), "-map", "0:a", "-af", "ebur128=peak=true", "-f", "null", "-"});
  EXPECT_NEAR(number_after(r.err, R"(I:\s+(-?[0-9.]+) LUFS)"), -16, 1);
  EXPECT_LE(number_after(r.err, R"(Peak:\s+(-?[0-9.]+) dBFS)"), -1.0);
}

TEST_F(SmallFilm, RendersAgainToTheSameFrames) {
  const std::string again = *folder / "again.mp4";
  const Ran r = rushes_({"render", project(), "-o", again, "--jobs", "1"});
  ASSERT_EQ(r.code, 0) << r.err;
  EXPECT_EQ(picture_hashes(film()), picture_hashes(again));
}

TEST_F(SmallFilm, ARangeIsThatPartOfIt) {
  const std::string part = *folder / "part.mkv";
  const Ran r = rushes_({"render", project(), "-o", part, "--range", "24f..48f", "--crf", "0"});
  ASSERT_EQ(r.code, 0) << r.err;
  const std::string whole = *folder / "whole.mkv";
  ASSERT_EQ(rushes_({"render", project(), "-o", whole, "--crf", "0"}).code, 0);
  const auto all = picture_hashes(whole), some = picture_hashes(part);
  ASSERT_EQ(some.size(), 24u);
  EXPECT_TRUE(std::equal(some.begin(), some.end(), all.begin() + 24));
}

TEST_F(SmallFilm, ASavedGraphRendersLikeItsProject) {
  const std::string graph = *folder / "graph.json", a = *folder / "a.png", b = *folder / "b.png";
  ASSERT_EQ(rushes_({"graph", project(), "-o", graph}).code, 0);
  ASSERT_EQ(rushes_({"frame", project(), "--at", "90f", "-o", a}).code, 0);
  ASSERT_EQ(run({"sh", "-c", "cd / && " RUSHES_BINARY " frame " + graph + " --at 90f -o " + b}).code, 0);
  EXPECT_TRUE(file_content(a) == file_content(b));
  EXPECT_FALSE(file_content(a).empty());
}

TEST_F(SmallFilm, TheGraphOfOneFrameShowsThatFrame) {
  const std::string graph = *folder / "one.json", a = *folder / "a1.png", b = *folder / "b1.png";
  ASSERT_EQ(rushes_({"graph", project(), "--at", "90f", "--json", "-o", graph}).code, 0);
  ASSERT_EQ(rushes_({"frame", project(), "--at", "90f", "-o", a}).code, 0);
  ASSERT_EQ(rushes_({"frame", graph, "--at", "0f", "-o", b}).code, 0);
  EXPECT_TRUE(file_content(a) == file_content(b));
  const std::string keys = rushes_({"hash", project()}).out, key = rushes_({"hash", graph}).out;
  ASSERT_TRUE(key.starts_with("0 ")) << key;
  EXPECT_THAT(keys, testing::HasSubstr("90 " + key.substr(2)));
  EXPECT_LT(fs::file_size(graph), rushes_({"graph", project()}).out.size());
}

TEST_F(SmallFilm, HashNamesEveryFrameWithoutRendering) {
  const Ran r = rushes_({"hash", project()});
  ASSERT_EQ(r.code, 0) << r.err;
  EXPECT_EQ(std::ranges::count(r.out, '\n'), json::parse(made.out)["frames"].get<int>());
  EXPECT_EQ(r.out, rushes_({"hash", project()}).out);
}

TEST_F(SmallFilm, ExplainAndDotSayWhatRuns) {
  const Ran e = rushes_({"explain", project(), "--at", "3"});
  ASSERT_EQ(e.code, 0) << e.err;
  EXPECT_FALSE(json::parse(e.out, nullptr, false).is_discarded());
  EXPECT_THAT(rushes_({"graph", project(), "--dot", "--at", "3"}).out, testing::HasSubstr("digraph"));
}

TEST_F(SmallFilm, ASecondRunMakesOnlyWhatIsMissing) {
  const auto before = fs::last_write_time(*folder / "film.mp4");
  std::size_t assets = 0;
  for ([[maybe_unused]] const auto& f : fs::directory_iterator(*folder / "film.project/assets")) ++assets;
  const Ran r = rushes_({"make", "A lighthouse by the sea at dawn, a red boat sails home", "-o", film(), "--seconds",
                         "8", "--size", "320x180", "--scenes", "2"});
  ASSERT_EQ(r.code, 0) << r.err;
  std::size_t now = 0;
  for ([[maybe_unused]] const auto& f : fs::directory_iterator(*folder / "film.project/assets")) ++now;
  EXPECT_EQ(assets, now);
  EXPECT_GE(fs::last_write_time(film()), before);
}

TEST(MakeFilm, TheSameSeedMakesTheSameFilm) {
  const TemporaryFolder folder;
  for (const char* name : {"a.mkv", "b.mkv"})
    ASSERT_EQ(rushes_({"make", "a forest in the rain", "-o", folder / name, "--seconds", "3", "--size", "160x90",
                       "--scenes", "1", "--seed", "7"})
                  .code,
              0);
  EXPECT_TRUE(file_content(folder / "a.mkv") == file_content(folder / "b.mkv"));
}

TEST(MakeFilm, SpeaksAScriptWordForWordAndWritesCaptionsBesideIt) {
  const TemporaryFolder folder;
  put_file(folder / "script.txt", "The night is clear.\n\nA rocket leaves the ground.\n");
  const Ran r = rushes_({"make", "--script", folder / "script.txt", "-o", folder / "f.mp4", "--seconds", "6", "--size",
                         "160x90", "--captions", "sidecar", "--voice", "slt"});
  ASSERT_EQ(r.code, 0) << r.err;
  const std::string srt = file_content(folder / "f.srt");
  EXPECT_THAT(srt, testing::HasSubstr("The night is clear."));
  EXPECT_THAT(srt, testing::HasSubstr("A rocket leaves the ground."));
}

TEST(MakeFilm, OfOneSecond) {
  const TemporaryFolder folder;
  const Ran r =
      rushes_({"make", "a sea", "-o", folder / "f.mp4", "--seconds", "1", "--size", "160x90", "--voice", "off"});
  ASSERT_EQ(r.code, 0) << r.err;
  EXPECT_NEAR(std::stod(ffprobe(folder / "f.mp4")["format"]["duration"].get<std::string>()), 1, 0.05);
}

TEST(MakeFilm, SilentWhenEverythingIsOff) {
  const TemporaryFolder folder;
  const Ran r = rushes_({"make", "an idea", "-o", folder / "f.mp4", "--seconds", "2", "--size", "161x91", "--voice",
                         "off", "--music", "off", "--captions", "off"});
  ASSERT_EQ(r.code, 0) << r.err;
  EXPECT_FALSE(ffprobe(folder / "f.mp4")["streams"].empty());
}
