#include "core/project/project.hpp"
#include "tests/support/project_builder.hpp"

#include <gtest/gtest.h>

namespace rushes {
namespace {

using testing::clip;
using testing::dissolve;
using testing::gap;

Project full() {
  Project p = testing::ProjectBuilder()
                  .canvas(640, 360, {30000, 1001})
                  .asset("a1", 240)
                  .scene("s1", "a lighthouse", 48)
                  .track("v1", {clip("c1", "a1", 48, 10), dissolve("x1", 6), clip("c2", "a1", 48, 60), gap(5)});
  p.title = "Sea \xE2\x80\x9Cone\xE2\x80\x9D \x01\n";
  p.status = ProjectStatus::ready;
  p.tags = {"sea", ""};
  p.generation_params = R"({"b":[1,2.50],"a":{"big":123456789012345678901234567890}})";
  p.extra = R"({"x":1.10,"later":{"list":[1,{"two":null}],"n":-7},"big":18446744073709551616})";
  p.storyboard[0].seed = 18446744073709551615ull;
  p.storyboard[0].extra = R"({"mood":"calm"})";
  p.assets[0].extra = R"({"camera":"A"})";
  p.lineage.extra = R"({"l":1})";
  p.canvas.extra = R"({"hdr":false})";
  auto& c1 = std::get<Clip>(p.timeline.tracks[0].items[0]);
  c1.extra = R"({"label":"blue"})";
  c1.source.extra = R"({"stream":2})";
  c1.effects = {testing::effect("e1", "org.rushes.blur",
                                {{"radius", testing::constant(2.5)}, {"mode", testing::constant("box")}})};
  c1.effects[0].extra = R"({"ui":"open"})";
  Param curve{testing::number(0),
              {testing::key(0, 0.1, Interpolation::bezier), testing::key(9, -1e300)},
              R"({"colour":"red"})"};
  curve.keys[0].extra = R"({"tension":0.5})";
  curve.keys[1].value = Value{{0.25, 1, -3}, 3, {}};
  c1.effects[0].params["curve"] = curve;
  auto& c2 = std::get<Clip>(p.timeline.tracks[0].items[2]);
  c2.speed = {-1, 2};
  c2.source_range.end = c2.source_range.start + Time{c2.duration.ticks / 2};
  std::get<Transition>(p.timeline.tracks[0].items[1]).extra = R"({"curve":"s"})";
  std::get<Gap>(p.timeline.tracks[0].items[3]).extra = R"({"why":"breath"})";
  p.timeline.tracks[0].extra = R"({"height":44})";
  p.timeline.markers = {{"m1", "n", "red", "c", {{5}, {9}}, R"({"m":[]})"}};
  p.timeline.extra = R"({"zoom":2e3})";
  return p;
}

TEST(Document, ThereAndBackIsTheSame) {
  const std::string json = to_json(full());
  const auto again = project_from_json(json);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, full());
  EXPECT_EQ(to_json(*again), json);
}

TEST(Document, AnEmptyProjectNeedsOnlyItsVersion) {
  const auto p = project_from_json(R"({"rushes_project": 1})");
  ASSERT_TRUE(p) << p.error().message;
  EXPECT_EQ(*p, Project{});
}

TEST(Document, UnknownFieldsKeepTheirSpelling) {
  const std::string json = to_json(full());
  EXPECT_NE(json.find("123456789012345678901234567890"), std::string::npos);
  EXPECT_NE(json.find("18446744073709551616"), std::string::npos);
  EXPECT_NE(json.find("1.10"), std::string::npos);
}

TEST(Document, AnUnknownFieldNeverHidesAKnownOne) {
  Project p;
  p.title = "real";
  p.extra = R"({"title":"false","rushes_project":9,"kept":1})";
  const auto again = project_from_json(to_json(p));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->title, "real");
  EXPECT_EQ(again->extra, R"({"kept":1})");
}

// The form does not depend on how the input was written.
TEST(Document, IsCanonical) {
  const auto p = project_from_json(
      R"({"tags":["b","a"],"title":"\u0041\/","rushes_project":1,"z":[ 1 ,{ }],"canvas":{"rate":"23.976"}})");
  ASSERT_TRUE(p) << p.error().message;
  const std::string json = to_json(*p);
  EXPECT_EQ(json.rfind("{\n  \"rushes_project\": 1,\n  \"id\": \"\",\n  \"title\": \"A/\",", 0), 0u) << json;
  EXPECT_NE(json.find("\n    \"rate\": \"24000/1001\","), std::string::npos) << json;
  EXPECT_NE(json.find("\n  \"tags\": [\"b\", \"a\"],"), std::string::npos) << json;
  EXPECT_TRUE(json.ends_with("\n  \"z\": [\n    1,\n    {}\n  ]\n}\n")) << json;
}

TEST(Document, NamelessThingsGetTheNextFreeIds) {
  const auto p = project_from_json(R"({"rushes_project": 1, "assets": [{"id": "a"}], "timeline": {"tracks": [{"items": [
    {"type": "clip", "source": {"id": "a"}, "duration": 9, "effects": [{"plugin": "p"}]},
    {"type": "transition", "plugin": "d", "in_offset": 1},
    {"type": "clip", "id": "c4", "source": {"id": "a"}, "duration": 9}]}], "markers": [{}]}})");
  ASSERT_TRUE(p) << p.error().message;
  const Track& track = p->timeline.tracks[0];
  EXPECT_EQ(track.id, "t1");
  EXPECT_EQ(std::get<Clip>(track.items[0]).id, "c5");
  EXPECT_EQ(std::get<Clip>(track.items[0]).effects[0].id, "e1");
  EXPECT_EQ(std::get<Transition>(track.items[1]).id, "x1");
  EXPECT_EQ(p->timeline.markers[0].id, "m1");
}

TEST(Document, DurationAndRangeFollowFromEachOther) {
  const auto p = project_from_json(R"({"rushes_project": 1, "assets": [{"id": "a"}], "timeline": {"tracks": [{"items": [
    {"type": "clip", "source": {"id": "a"}, "duration": 100, "speed": "-2"},
    {"type": "clip", "source": {"id": "a"}, "source_range": [50, 150], "speed": "1/2"}]}]}})");
  ASSERT_TRUE(p) << p.error().message;
  EXPECT_EQ(std::get<Clip>(p->timeline.tracks[0].items[0]).source_range, (TimeRange{{0}, {200}}));
  EXPECT_EQ(std::get<Clip>(p->timeline.tracks[0].items[1]).duration, Time{200});
}

}  // namespace
}  // namespace rushes
