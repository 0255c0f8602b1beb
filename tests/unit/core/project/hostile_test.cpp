// What must be refused, each with one sentence that begins with the place.
#include "core/project/project.hpp"
#include "tests/support/project_builder.hpp"

#include <ostream>

#include <gtest/gtest.h>

namespace rushes {
namespace {

struct Case {
  const char* name;
  std::string json;
  const char* message;  // what the error begins with
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

std::string doc(const std::string& fields) { return "{\"rushes_project\": 1, " + fields + "}"; }
std::string on_track(const std::string& items) {
  return doc(R"("assets": [{"id": "a1"}], "timeline": {"tracks": [{"id": "v1", "items": [)" + items + "]}]}");
}
std::string a_clip(const std::string& fields) {
  return on_track(R"({"type": "clip", "id": "c1", "source": {"id": "a1"}, "duration": 100)" + fields + "}");
}
std::string with_param(const std::string& param) {
  return a_clip(R"(, "effects": [{"id": "e1", "plugin": "p", "params": {"x": )" + param + "}}]");
}
std::string times(std::size_t n, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += text;
  return out;
}

class Hostile : public ::testing::TestWithParam<Case> {};

TEST_P(Hostile, IsRefusedWithItsPlace) {
  const auto project = project_from_json(GetParam().json);
  ASSERT_FALSE(project);
  const std::string& message = project.error().message;
  EXPECT_EQ(project.error().code, Errc::invalid);
  EXPECT_EQ(message.rfind(GetParam().message, 0), 0u) << message;
  EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  EXPECT_LT(message.size(), 400u);
  for (const char c : message) EXPECT_TRUE(c >= ' ' && c < 127) << message;
}

const Case cases[] = {
    {"Empty", "", "there is nothing in it"},
    {"Truncated", R"({"rushes_project": 1, "title": "x)", "not valid JSON: line 1"},
    {"TrailingComma", R"({"rushes_project": 1,})", "not valid JSON"},
    {"TwoDocuments", R"({"rushes_project": 1} {})", "not valid JSON"},
    {"Comment", "{\"rushes_project\": 1} // x", "not valid JSON"},
    {"AList", "[1]", "the document is a list where an object is expected"},
    {"ANumber", "7", "the document is a number"},
    {"Null", "null", "the document is null"},
    {"NoVersion", R"({"title": "x"})", "rushes_project: is missing, so this is no Rushes project"},
    {"NewerVersion", R"({"rushes_project": 2})", "rushes_project: is version 2, and this Rushes reads up to 1"},
    {"VersionZero", R"({"rushes_project": 0})", "rushes_project: is 0, outside of"},
    {"VersionText", R"({"rushes_project": "1"})", "rushes_project: is text where a number is expected"},
    {"VersionHuge", R"({"rushes_project": 18446744073709551615})", "rushes_project: is 18446744073709551615, outside"},
    {"BadUtf8", "{\"rushes_project\": 1, \"title\": \"\xff\xfe\"}", "not valid JSON"},
    {"OverlongUtf8", "{\"rushes_project\": 1, \"title\": \"\xc0\xaf\"}", "not valid JSON"},
    {"LoneSurrogate", R"({"rushes_project": 1, "title": "\ud800"})", "not valid JSON"},
    {"NotANumber", with_param("NaN"), "not valid JSON"},
    {"Infinity", with_param("Infinity"), "not valid JSON"},
    {"TooLargeForADouble", with_param("1e999"), "not valid JSON"},
    {"NameTwice", R"({"rushes_project": 1, "title": "a", "title": "b"})",
     "the name \"title\" appears twice in one object"},
    {"UnknownNameTwice", doc(R"("x": {"y": {"z": 1, "w": 2, "z": 3}})"), "the name \"z\" appears twice"},
    {"Deep", doc("\"x\": " + times(100'000, "[")), "nested deeper than 64 levels"},
    {"DeepObjects", doc("\"x\": " + times(70, "{\"a\":") + "1" + times(70, "}")), "nested deeper than 64 levels"},
    {"ManyEntries", doc("\"x\": [0" + times(1'000'001, ",0") + "]"), "more than 1000000 list entries"},
    {"TitleIsANumber", doc("\"title\": 5"), "title: is a number where text is expected"},
    {"TagIsAnObject", doc("\"tags\": [\"a\", {}]"), "tags[1]: is an object where text is expected"},
    {"TagsAreText", doc("\"tags\": \"a\""), "tags: is text where a list is expected"},
    {"BadStatus", doc("\"status\": \"done\""), "status: is none of draft, generating, ready, archived"},
    {"WidthZero", doc("\"canvas\": {\"width\": 0}"), "canvas.width: is 0, outside of 1 to 16384"},
    {"WidthHuge", doc("\"canvas\": {\"width\": 16385}"), "canvas.width: is 16385, outside"},
    {"WidthBeyondInt", doc("\"canvas\": {\"width\": 4294967297}"), "canvas.width: is 4294967297, outside"},
    {"WidthFraction", doc("\"canvas\": {\"width\": 640.5}"),
     "canvas.width: is a number where a whole number is expected"},
    {"BitsNine", doc("\"canvas\": {\"bits\": 9}"), "canvas.bits: must be 8, 10, 12 or 16"},
    {"RateZero", doc("\"canvas\": {\"rate\": \"0\"}"), "canvas.rate: is no frame rate"},
    {"RateOverZero", doc("\"canvas\": {\"rate\": \"24/0\"}"), "canvas.rate: is no frame rate"},
    {"RateNumber", doc("\"canvas\": {\"rate\": 24}"), "canvas.rate: is a number where text"},
    {"SeedNegative", doc(R"("storyboard": [{"id": "s1", "seed": -1}])"), "storyboard[0].seed: is -1, outside"},
    {"SeedFraction", doc(R"("storyboard": [{"id": "s1", "seed": 1.5}])"),
     "storyboard[0].seed: is a number where a whole"},
    {"ParamsNotAnObject", doc("\"generation_params\": [1]"),
     "generation_params: is a list where an object or null is expected"},
    {"AssetTwice", doc(R"("assets": [{"id": "a"}, {"id": "a"}])"), "assets[1].id: \"a\" is used twice"},
    {"AssetNameless", doc(R"("assets": [{"uri": "x"}])"), "assets[0].id: is empty"},
    {"SceneTwice", doc(R"("storyboard": [{"id": "s"}, {"id": "s"}])"), "storyboard[1].id: \"s\" is used twice"},
    {"SceneAssetNowhere", doc(R"("storyboard": [{"id": "s", "asset": "a"}])"),
     "storyboard[0].asset: there is no asset \"a\""},
    {"ParentNowhere", doc(R"("assets": [{"id": "a", "parent_asset": "b"}])"),
     "assets[0].parent_asset: there is no other asset \"b\""},
    {"ParentItself", doc(R"("assets": [{"id": "a", "parent_asset": "a"}])"),
     "assets[0].parent_asset: there is no other"},
    {"AssetDurationNegative", doc(R"("assets": [{"id": "a", "duration": -1}])"),
     "assets[0].duration: is -1, outside of 0"},
    {"ItemWithoutType", on_track("{}"), "timeline.tracks[0].items[0].type: is missing"},
    {"ItemOfNoType", on_track(R"({"type": "film"})"),
     "timeline.tracks[0].items[0].type: is none of clip, gap, transition"},
    {"ItemNull", on_track("null"), "timeline.tracks[0].items[0]: is null where an object is expected"},
    {"GapNegative", on_track(R"({"type": "gap", "duration": -5})"),
     "timeline.tracks[0].items[0].duration: is -5, outside of 0"},
    {"DurationBeyond64Bits", on_track(R"({"type": "gap", "duration": 99999999999999999999})"),
     "timeline.tracks[0].items[0].duration: is a number where a whole number is expected"},
    {"ClipAssetNowhere", on_track(R"({"type": "clip", "id": "c1", "source": {"id": "zz"}, "duration": 9})"),
     "timeline.tracks[0].items[0].source.id: there is no asset \"zz\""},
    {"ClipSceneNowhere",
     on_track(R"({"type": "clip", "id": "c1", "source": {"kind": "scene", "id": "a1"}, "duration": 9})"),
     "timeline.tracks[0].items[0].source.id: there is no scene \"a1\""},
    {"ClipNoLength", on_track(R"({"type": "clip", "id": "c1", "source": {"id": "a1"}})"),
     "timeline.tracks[0].items[0].duration: clip c1 has no length"},
    {"RangeOfThree", a_clip(", \"source_range\": [0, 100, 200]"),
     "timeline.tracks[0].items[0].source_range: needs two times"},
    {"RangeBackwards", a_clip(", \"source_range\": [100, 0]"),
     "timeline.tracks[0].items[0].source_range: ends before it starts"},
    {"RangeNegative", a_clip(", \"source_range\": [-1, 99]"),
     "timeline.tracks[0].items[0].source_range[0]: is -1, outside of 0"},
    {"SpeedOverZero", a_clip(", \"speed\": \"1/0\""), "timeline.tracks[0].items[0].speed: is no speed"},
    {"SpeedWords", a_clip(", \"speed\": \"fast\""), "timeline.tracks[0].items[0].speed: is no speed"},
    {"SpeedHuge", a_clip(", \"speed\": \"9223372036854775807/3\""),
     "timeline.tracks[0].items[0].speed: has a part beyond"},
    {"ClipTwice",
     on_track(
         R"({"type":"clip","id":"c","source":{"id":"a1"},"duration":9},{"type":"clip","id":"c","source":{"id":"a1"},"duration":9})"),
     "timeline.tracks[0].items[1].id: \"c\" is used twice on this timeline"},
    {"TransitionAlone", on_track(R"({"type":"transition","plugin":"p","in_offset":1,"out_offset":1})"),
     "timeline.tracks[0].items[0]: transition x1 does not lie between"},
    {"ParamOfFive", with_param("[1,2,3,4,5]"),
     "timeline.tracks[0].items[0].effects[0].params.x: needs two to four numbers"},
    {"ParamOfWords", with_param("[1,\"a\"]"),
     "timeline.tracks[0].items[0].effects[0].params.x[1]: is text where a number"},
    {"ParamTrue", with_param("true"), "timeline.tracks[0].items[0].effects[0].params.x: is true or false where"},
    {"KeysUnsorted", with_param(R"({"keys": [{"at": 5}, {"at": 4}]})"),
     "timeline.tracks[0].items[0].effects[0].params.x.keys[1].at: is not later"},
    {"BezierOfThree", with_param(R"({"keys": [{"at": 5, "bezier": [0, 0, 1]}]})"),
     "timeline.tracks[0].items[0].effects[0].params.x.keys[0].bezier: needs four"},
    {"InputNowhere", a_clip(R"(, "effects": [{"plugin": "p", "inputs": ["zz"]}])"),
     "timeline.tracks[0].items[0].effects[0].inputs[0]: there is no track \"zz\""},
};
INSTANTIATE_TEST_SUITE_P(Document, Hostile, ::testing::ValuesIn(cases),
                         [](const auto& p) { return std::string(p.param.name); });

TEST(HostileSizes, AFileBeyondTheLimitIsRefusedAtOnce) {
  const auto project = project_from_json(std::string((std::size_t{64} << 20) + 1, ' '));
  ASSERT_FALSE(project);
  EXPECT_EQ(project.error().message, "larger than the 64 MiB that are read here");
}

// Every prefix and every flipped byte of a good document is either refused or read; none may end the program.
TEST(HostileBytes, PrefixesAndFlippedBytesNeverCrash) {
  const Project good = testing::ProjectBuilder()
                           .asset("a1", 240)
                           .scene("s1", "sea", 24)
                           .track("v1", {testing::clip("c1", "a1", 48, 10), testing::dissolve("x1", 6),
                                         testing::clip("c2", "a1", 48, 60)});
  const std::string json = to_json(good);
  ASSERT_TRUE(project_from_json(json));
  int refused = 0;
  for (std::size_t i = 0; i + 2 < json.size(); i += 3)
    refused += !project_from_json(std::string_view(json).substr(0, i));
  EXPECT_EQ(refused, static_cast<int>(json.size() / 3));
  for (std::size_t i = 0; i < json.size(); ++i) {
    std::string bad = json;
    bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 8)));
    if (const auto project = project_from_json(bad)) {
      EXPECT_TRUE(project_from_json(to_json(*project)));
    }
  }
}

}  // namespace
}  // namespace rushes
