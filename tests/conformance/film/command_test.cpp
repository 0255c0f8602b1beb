// Bad input to the command: one clear line, the right exit code, nothing left behind.
#include "tests/support/run_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <sys/mount.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <set>

using nlohmann::json;
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

// One line on stderr that begins with "rushes: ".
void expect_clear_error(const Ran& r, const std::string& says) {
  EXPECT_EQ(r.code, 1) << r.out << r.err;
  EXPECT_THAT(r.err, HasSubstr("rushes: "));
  EXPECT_THAT(r.err, HasSubstr(says));
  const auto line = r.err.substr(r.err.rfind("rushes: "));
  EXPECT_EQ(std::ranges::count(line, '\n'), 1) << line;
}

std::string project(const std::string& timeline, const std::string& rest = "") {
  return R"({"rushes_project":1,"id":"p","title":"t","canvas":{"width":64,"height":36,"rate":"24"})" + rest +
         R"(,"timeline":)" + timeline + "}";
}

}  // namespace

TEST(Command, WrongUsageIsTwo) {
  EXPECT_EQ(rushes_({}).code, 2);
  EXPECT_EQ(rushes_({"nonsense"}).code, 2);
  EXPECT_EQ(rushes_({"render"}).code, 2);
  EXPECT_EQ(rushes_({"make"}).code, 2);
  EXPECT_EQ(rushes_({"make", "x", "--seconds", "minus"}).code, 2);
  EXPECT_EQ(rushes_({"make", "x", "--voice", "nobody"}).code, 2);
  EXPECT_THAT(rushes_({"nonsense"}).err, HasSubstr("'nonsense'"));
  for (const auto& [option, value] : {std::pair{"--size", "7x9"},
                                      {"--fps", "0"},
                                      {"--seconds", "nan"},
                                      {"--seconds", "0"},
                                      {"--seed", "-3"},
                                      {"--seed", "x"}}) {
    const Ran r = rushes_({"make", "a sea", option, value, "-o", "/tmp/never.mp4"});
    EXPECT_EQ(r.code, 2) << option << value;
    EXPECT_THAT(r.err, HasSubstr(value));
  }
  EXPECT_EQ(rushes_({"render", "p.json", "-o", "x.mp4", "--range", "2"}).code, 2);
  EXPECT_EQ(rushes_({"frame", "p.json", "-o", "x.png", "--at", "soon"}).code, 2);
}

TEST(Command, WrongUsageIsOneLineThatNamesTheHelp) {
  for (const std::vector<std::string>& args :
       {std::vector<std::string>{"render"}, {"render", "p.json", "-o", "x.mp4", "--crf", "99"}, {"plugins", "info"}}) {
    const Ran r = rushes_(args);
    EXPECT_EQ(r.code, 2);
    EXPECT_TRUE(r.err.starts_with("rushes: ")) << r.err;
    EXPECT_EQ(std::ranges::count(r.err, '\n'), 1) << r.err;
    EXPECT_THAT(r.err, HasSubstr("rushes " + args[0]));
  }
  EXPECT_THAT(rushes_({"render", "p.json", "-o", "x.mp4", "--crf", "99"}).err,
              HasSubstr("'99' is not a number from 0 to 51"));
}

TEST(Command, HelpAndVersionAreZero) {
  EXPECT_EQ(rushes_({"--help"}).code, 0);
  EXPECT_EQ(rushes_({"render", "--help"}).code, 0);
  EXPECT_THAT(rushes_({"--version"}).out, HasSubstr("rushes 0.1.0"));
}

TEST(Command, MissingProject) {
  expect_clear_error(rushes_({"render", "/nowhere/p.json", "-o", "/tmp/x.mp4"}), "/nowhere/p.json");
}

TEST(Command, HostileProjects) {
  const TemporaryFolder folder;
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("[]"), std::string(200'000, '['),
        std::string(R"({"rushes_project":99})"), std::string(R"({"rushes_project":1,"timeline":{"tracks":5}})"),
        std::string("\xff\xfe\x00", 3), std::string(R"({"rushes_graph":1,"x":NaN})"),
        std::string(R"({"rushes_graph":1,"x":1,"x":2})"), R"({"rushes_graph":1,"x":)" + std::string(100'000, '[')}) {
    put_file(folder / "p.json", text);
    const Ran r = rushes_({"render", folder / "p.json", "-o", folder / "x.mp4"});
    expect_clear_error(r, "p.json");
    EXPECT_EQ(r.err.find("json.exception"), std::string::npos) << "the words of a library: " << r.err;
    EXPECT_FALSE(fs::exists(folder / "x.mp4"));
  }
}

TEST(Command, AnEmptyTimelineIsSaid) {
  const TemporaryFolder folder;
  put_file(folder / "p.json", project(R"({"tracks":[]})"));
  expect_clear_error(rushes_({"render", folder / "p.json", "-o", folder / "x.mp4"}), "0 frames");
}

TEST(Command, MissingMediaAndPluginNameTheClip) {
  const TemporaryFolder folder;
  const std::string assets = R"(,"assets":[{"id":"a1","name":"a","kind":"clip","uri":"gone.mp4"}])";
  put_file(folder / "p.json",
           project(R"({"tracks":[{"id":"t1","kind":"video","items":[{"type":"clip","id":"c1","name":"Beach",
    "source":{"kind":"asset","id":"a1"},"source_range":[0,705600000],"duration":705600000}]}]})",
                   assets));
  expect_clear_error(rushes_({"render", folder / "p.json", "-o", folder / "x.mp4"}), "put the file back");
  EXPECT_FALSE(fs::exists(folder / "x.mp4"));
}

// Ten minutes of black, then a slip: found before the first frame, not behind the last.
TEST(Command, ARenderIsCheckedBeforeItBegins) {
  const TemporaryFolder folder;
  const auto put = [&](const std::string& effects, const std::string& more) {
    put_file(folder / "p.json",
             project(R"({"tracks":[{"id":"t1","kind":"video","items":[
      {"type":"gap","duration":423360000000},
      {"type":"clip","id":"c1","duration":705600000,"effects":[)" +
                     effects + R"(],"source":{"kind":"generator","id":"org.rushes.title"}}]}])" + more + "}"));
  };
  const auto render = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"render", folder / "p.json", "-o", folder / "x.mp4"});
    const Ran r = rushes_(std::move(more));
    if (r.code) {
      EXPECT_EQ(r.err.find("progress"), std::string::npos) << "it had begun: " << r.err;
    }
    return r;
  };
  put(R"({"plugin":"org.rushes.blur","params":{"sigam":2}})", "");
  expect_clear_error(render({}), R"(clip c1, org.rushes.blur has no parameter "sigam"; did you mean "sigma"?)");
  EXPECT_EQ(render({"--range", "0f..3f"}).code, 0) << "the slip lies outside of that part";
  put(R"({"plugin":"org.rushes.blurr"})", R"(,"master":[{"plugin":"org.rushes.gain","params":{"gain":"loud"}}])");
  expect_clear_error(render({}), "no plugin org.rushes.blurr");
  EXPECT_THAT(render({}).err, HasSubstr("(and 1 more like this)"));
  EXPECT_THAT(render({"--range", "0f..3f"}).err,
              HasSubstr("parameter \"gain\" of org.rushes.gain is a number, not text"));
  put(R"({"plugin":"org.rushes.transform","params":{"scale":[1,2,3]}})", "");
  expect_clear_error(render({}), "is 2 numbers, not 3");
}

TEST(Command, ARenderIsCheckedBeforeItBeginsInTimelinesWithinToo) {
  const TemporaryFolder folder;
  const auto shows_inner = [](const char* kind) {
    return std::string(R"({"tracks":[{"kind":")") + kind +
           R"(","items":[{"type":"gap","duration":423360000000},)"
           R"({"type":"clip","source":{"kind":"timeline","id":"n"},"duration":705600000}]}]})";
  };
  const auto inner = [](const std::string& kind, const std::string& source) {
    return R"(,"assets":[{"id":"a","kind":"audio","uri":"gone.wav"}],"timelines":[{"id":"n","timeline":{"tracks":[{"kind":")" +
           kind + R"(","items":[{"type":"clip","id":"deep","source":)" + source + R"(,"duration":705600000}]}]}}])";
  };
  put_file(folder / "sound.json", project(shows_inner("audio"), inner("audio", R"({"id":"a"})")));
  const Ran sound = rushes_({"render", folder / "sound.json", "-o", folder / "film.mp4"});
  EXPECT_EQ(sound.code, 1);
  EXPECT_NE(sound.err.find("clip deep: cannot open"), std::string::npos) << sound.err;
  EXPECT_EQ(sound.err.find("progress"), std::string::npos) << sound.err;
  put_file(folder / "picture.json",
           project(shows_inner("video"),
                   inner("video", R"({"kind":"generator","id":"org.rushes.title","params":{"sise":1}})")));
  const Ran picture = rushes_({"render", folder / "picture.json", "-o", folder / "film.mp4"});
  EXPECT_EQ(picture.code, 1);
  EXPECT_NE(picture.err.find("did you mean \"size\"?"), std::string::npos) << picture.err;
  EXPECT_EQ(picture.err.find("progress"), std::string::npos) << picture.err;
}

TEST(Command, AProjectIsNamedByItsFolderToo) {
  const TemporaryFolder folder;
  expect_clear_error(rushes_({"hash", folder / "."}), "there is no project.json in the folder");
  put_file(folder / "project.json",
           project(R"({"tracks":[{"id":"t1","kind":"video","items":[{"type":"gap","duration":58800000}]}]})"));
  const Ran r = rushes_({"hash", folder / "."});
  EXPECT_EQ(r.code, 0) << r.err;
  EXPECT_EQ(std::ranges::count(r.out, '\n'), 2);
  put_file(folder / "film.mp4", "no project");
  expect_clear_error(rushes_({"hash", folder / "film.mp4"}), "is no project");
}

TEST(Command, FilmsOfOddSizeAreCutToWhatPlayersShow) {
  const TemporaryFolder folder;
  put_file(
      folder / "p.json",
      R"({"rushes_project":1,"canvas":{"width":67,"height":35,"rate":"24"},"timeline":{"tracks":[{"id":"t1","kind":"video",
    "items":[{"type":"clip","id":"c1","duration":58800000,"source":{"kind":"generator","id":"org.rushes.title"}}]}]}})");
  const auto made = [&](const char* odd) {
    const Ran r =
        rushes_({"render", folder / "p.json", "-o", folder / "x.mp4", "--quiet", "--json", "--odd-size", odd});
    EXPECT_EQ(r.code, 0) << r.err;
    const json said = json::parse(r.out), probed = json::parse(rushes_({"probe", folder / "x.mp4", "--json"}).out);
    const json& v = probed["ffprobe"]["streams"][0];
    EXPECT_EQ(said["width"], v["width"]);
    EXPECT_EQ(said["height"], v["height"]);
    return std::to_string(v["width"].get<int>()) + "x" + std::to_string(v["height"].get<int>()) + " " +
           v["pix_fmt"].get<std::string>() + ": " + (said["notes"].empty() ? "" : said["notes"][0].get<std::string>());
  };
  EXPECT_THAT(made("cut"),
              HasSubstr("66x34 yuv420p: H.264 holds even sizes: the film is 66x34, the last column and row"));
  EXPECT_THAT(made("keep"), HasSubstr("67x35 yuv444p: a picture of odd size (67x35) is written as H.264 4:4:4"));
}

TEST(Command, OutputThatCannotBeWritten) {
  expect_clear_error(rushes_({"make", "a sea", "-o", "/nowhere/f.mp4"}), "there is no folder /nowhere");
  expect_clear_error(rushes_({"make", "a sea", "-o", "film.docx"}), ".mp4");
  expect_clear_error(rushes_({"make", "a sea", "-o", "/tmp"}), "must end in");
}

TEST(Command, DevicesAreNotReplaced) {
  const TemporaryFolder folder;
  put_file(folder / "p.json",
           project(R"({"tracks":[{"id":"t1","kind":"video","items":[{"type":"gap","duration":705600000}]}]})"));
  ASSERT_EQ(::mkfifo((folder / "pipe.png").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo((folder / "pipe.mp4").c_str(), 0600), 0);
  expect_clear_error(rushes_({"frame", folder / "p.json", "-o", folder / "pipe.png"}), "a device or a pipe");
  expect_clear_error(rushes_({"render", folder / "p.json", "-o", folder / "pipe.mp4"}), "a device or a pipe");
  expect_clear_error(rushes_({"graph", folder / "p.json", "-o", folder / "pipe.png"}), "a device or a pipe");
  EXPECT_TRUE(fs::is_fifo(folder / "pipe.png"));
}

TEST(Command, AFullDiskIsSaidAndNothingIsLeft) {
  const TemporaryFolder folder;
  const std::string disk = folder / "disk";
  fs::create_directories(disk);
  if (::mount("none", disk.c_str(), "tmpfs", 0, "size=64k") != 0) GTEST_SKIP() << "no right to mount a small disk here";
  put_file(
      folder / "p.json",
      R"({"rushes_project":1,"id":"p","canvas":{"width":640,"height":360,"rate":"24"},"timeline":{"tracks":[{"id":"t1","kind":"video","items":[
    {"type":"clip","id":"c1","source":{"kind":"generator","id":"org.rushes.title","params":{"text":"Full disk"}},"source_range":[0,1411200000]}]}]}})");
  put_file(disk + "/filler", std::string(62 * 1024, 'x'));
  for (const char* name : {"x.png", "x.jpg", "x.tif", "x.exr", "x.mp4", "x.wav"}) {
    const bool still = name[2] != 'm' && name[2] != 'w';
    expect_clear_error(still ? rushes_({"frame", folder / "p.json", "--at", "1", "-o", disk + "/" + name})
                             : rushes_({"render", folder / "p.json", "-o", disk + "/" + name}),
                       name);
  }
  std::size_t left = 0;
  for ([[maybe_unused]] const auto& f : fs::directory_iterator(disk)) ++left;
  EXPECT_EQ(left, 1u);
  ::umount(disk.c_str());
}

TEST(Command, AScriptThatIsNoTextIsRefusedAtOnce) {
  const TemporaryFolder folder;
  put_file(folder / "script.txt", "Dawn over the sea.\xff\xfe");
  const Ran r = rushes_({"make", "--script", folder / "script.txt", "-o", folder / "film.mp4"});
  EXPECT_EQ(r.code, 1);
  EXPECT_NE(r.err.find("script.txt is not text in UTF-8: save it as plain text"), std::string::npos) << r.err;
  EXPECT_FALSE(fs::exists(folder / "film.mp4"));
}

TEST(Command, PromptsOfNothing) {
  expect_clear_error(rushes_({"make", "", "-o", "/tmp/never.mp4"}), "the prompt is empty");
  expect_clear_error(rushes_({"make", "  \n", "-o", "/tmp/never.mp4"}), "the prompt is empty");
  expect_clear_error(rushes_({"make", "--script", "/nowhere.txt", "-o", "/tmp/never.mp4"}), "/nowhere.txt");
}

TEST(Command, AVeryLongPromptIsRefusedAndALongScriptMakesAFilm) {
  const TemporaryFolder folder;
  std::string prompt;
  while (prompt.size() < 100'000) prompt += "A ship on the sea, under clouds that never end. ";
  expect_clear_error(rushes_({"make", prompt, "-o", folder / "f.mp4"}), "may have 8000");
  EXPECT_FALSE(fs::exists(folder / "f.project"));
  put_file(folder / "s.txt", prompt.substr(0, 4'800));
  const Ran r = rushes_({"make", "--script", folder / "s.txt", "-o", folder / "f.mp4", "--seconds", "3", "--size",
                         "64x36", "--quality", "draft", "--voice", "off", "--fps", "1"});
  EXPECT_EQ(r.code, 0) << r.err;
}

TEST(Command, AReportThatCannotBeWrittenIsAFailure) {
  const TemporaryFolder folder;
  for (const char* command : {"plugins list --json", "plugins list", "plugins info org.rushes.fade"}) {
    const Ran r = run({"sh", "-c", std::string(RUSHES_BINARY) + " " + command + " > /dev/full"});
    expect_clear_error(r, "standard output");
  }
}

TEST(Command, AProjectSavedWithAByteOrderMarkOpens) {
  const TemporaryFolder folder;
  const std::string text =
      R"({"rushes_project":1,"id":"p","canvas":{"width":64,"height":36,"rate":"24"},"timeline":{"tracks":[]}})";
  put_file(folder / "plain.json", text);
  put_file(folder / "marked.json", "\xef\xbb\xbf" + text);
  const Ran r = rushes_({"graph", folder / "marked.json"});
  EXPECT_EQ(r.code, 0) << r.err;
  EXPECT_EQ(r.out, rushes_({"graph", folder / "plain.json"}).out);
}

TEST(Command, InterruptedLeavesNothingUnderTheFinalName) {
  const TemporaryFolder folder;
  const Ran r = run({"timeout", "--signal=INT", "3", RUSHES_BINARY, "make", "a city in the rain", "-o",
                     folder / "f.mp4", "--size", "1280x720"});
  EXPECT_NE(r.code, 0);
  EXPECT_FALSE(fs::exists(folder / "f.mp4"));
  EXPECT_THAT(r.err, HasSubstr("interrupted"));
  if (fs::exists(folder / "f.project")) EXPECT_THAT(r.err, HasSubstr("f.project: the same command goes on"));
}

TEST(Command, ProbeRefusesWhatIsNoMedia) {
  const TemporaryFolder folder;
  put_file(folder / "text.mp4", "this is no film");
  put_file(folder / "empty.mp4", "");
  expect_clear_error(rushes_({"probe", folder / "text.mp4"}), "text.mp4");
  expect_clear_error(rushes_({"probe", folder / "empty.mp4"}), "empty.mp4");
  expect_clear_error(rushes_({"probe", folder / "none.mp4"}), "none.mp4");
}

TEST(Command, ProbeTellsAllOfAFilm) {
  const TemporaryFolder folder;
  const std::string film = folder / "f.mp4";
  ASSERT_EQ(run({"ffmpeg",
                 "-v",
                 "error",
                 "-f",
                 "lavfi",
                 "-i",
                 "testsrc2=size=320x180:rate=25:duration=2",
                 "-f",
                 "lavfi",
                 "-i",
                 "sine=duration=2",
                 "-c:v",
                 "libx264",
                 "-pix_fmt",
                 "yuv420p",
                 "-color_primaries",
                 "bt709",
                 "-color_trc",
                 "bt709",
                 "-colorspace",
                 "bt709",
                 "-c:a",
                 "aac",
                 film})
                .code,
            0);
  const Ran r = rushes_({"probe", film, "--frames", "--json"});
  ASSERT_EQ(r.code, 0) << r.err;
  const json j = json::parse(r.out);
  EXPECT_EQ(j["decode"]["decoded_video_frames"], 50);
  EXPECT_EQ(j["decode"]["vfr"], false);
  EXPECT_EQ(j["sha256"].get<std::string>().size(), 64u);
  EXPECT_EQ(run({"sha256sum", film}).out.substr(0, 64), j["sha256"].get<std::string>());
  const json& video = j["ffprobe"]["streams"][0];
  EXPECT_EQ(video["width"], 320);
  EXPECT_EQ(video["avg_frame_rate"], "25/1");
  EXPECT_EQ(video["color_space"], "bt709");
  EXPECT_EQ(video["color_range"], "tv");
  EXPECT_EQ(j["ffprobe"]["streams"][1]["channel_layout"], "mono");
}

TEST(Command, ListsAndDescribesPlugins) {
  const json list = json::parse(rushes_({"plugins", "--json"}).out);
  std::set<std::string> ids;
  for (const auto& p : list) {
    EXPECT_EQ(p["state"], "ok") << p;
    ids.insert(p["id"]);
  }
  for (const char* name :
       {"storyteller", "narrator", "composer", "transform", "blend", "dissolve", "fade", "wipe", "colour", "title",
        "captions", "blur", "gain", "pan", "audio_fade", "ducking", "loudness", "local"})
    EXPECT_TRUE(ids.contains(std::string("org.rushes.") + name)) << name;
  const json blur = json::parse(rushes_({"plugins", "info", "org.rushes.blur", "--json"}).out);
  EXPECT_FALSE(blur["params"].empty());
  expect_clear_error(rushes_({"plugins", "info", "org.rushes.none"}), "org.rushes.none");
}

TEST(Command, ABrokenBundleIsListedAndStopsNobody) {
  const TemporaryFolder folder;
  fs::create_directories(folder.path() / "broken.rushes/lib");
  put_file(
      folder / "broken.rushes/manifest.json",
      R"({"rushes_manifest":1,"abi":"1.0","library":"lib/x.so","plugins":[{"id":"test.broken","kind":"effect","name":"B","version":1}]})");
  put_file(folder / "broken.rushes/lib/x.so", "no library");
  const Ran r = run({RUSHES_BINARY, "plugins", "--json"}, {"RUSHES_PLUGIN_PATH=" + folder.path().string()});
  ASSERT_EQ(r.code, 0);
  bool seen = false, others = false;
  for (const auto& p : json::parse(r.out)) {
    if (p["bundle"].get<std::string>().find("broken.rushes") != std::string::npos) {
      seen = true;
      EXPECT_EQ(p["state"], "failed");
      EXPECT_FALSE(p["reason"].get<std::string>().empty());
    } else {
      others |= p["state"] == "ok";
    }
  }
  EXPECT_TRUE(seen);
  EXPECT_TRUE(others);
}
