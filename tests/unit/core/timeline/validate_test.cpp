#include "core/timeline/validate.hpp"
#include "tests/support/project_builder.hpp"

#include <cmath>
#include <limits>
#include <ostream>

#include <gtest/gtest.h>

namespace rushes {
namespace {

using testing::clip;
using testing::dissolve;
using testing::frames;
using testing::gap;

// A timeline with some of everything, and nothing wrong.
Timeline sound() {
  Timeline t = testing::timeline({
      testing::track(
          "v1", {clip("c1", "a", 48, 24), dissolve("x1", 12), clip("c2", "a", 48, 24), gap(24), clip("c3", "a", 48)}),
      testing::track("a1", {clip("c4", "b", 100)}, TrackKind::audio),
      testing::track("a2", {clip("c5", "b", 100)}, TrackKind::audio),
  });
  auto& c1 = std::get<Clip>(t.tracks[0].items[0]);
  c1.effects = {testing::effect("e1", "org.rushes.blur",
                                {{"radius", {testing::number(1), {testing::key(0, 1), testing::key(9, 2)}, {}}}})};
  t.tracks[1].effects = {testing::effect("e2", "org.rushes.duck")};
  t.tracks[1].effects[0].inputs = {"a2"};
  t.markers = {{"m1", "here", "red", "", {frames(3), frames(3)}, {}}};
  t.master = {testing::effect("e3", "org.rushes.limiter")};
  return t;
}

Clip& c1(Timeline& t) { return std::get<Clip>(t.tracks[0].items[0]); }
Transition& x1(Timeline& t) { return std::get<Transition>(t.tracks[0].items[1]); }

struct Case {
  const char* name;
  void (*spoil)(Timeline&);
  const char* message;  // what the error begins with
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class Validate : public ::testing::TestWithParam<Case> {};

TEST(ValidateTimeline, ASoundOnePasses) {
  const auto valid = validate(sound());
  EXPECT_TRUE(valid) << valid.error().message;
  EXPECT_TRUE(validate(Timeline{}));
}

TEST_P(Validate, NamesThePlace) {
  Timeline t = sound();
  GetParam().spoil(t);
  const auto valid = validate(t);
  ASSERT_FALSE(valid);
  EXPECT_EQ(valid.error().code, Errc::invalid);
  EXPECT_EQ(valid.error().message.rfind(GetParam().message, 0), 0u) << valid.error().message;
}

const Case cases[] = {
    {"NoLength", [](Timeline& t) { c1(t).duration = {}; }, "tracks[0].items[0].duration: clip c1 has no length"},
    {"NegativeLength", [](Timeline& t) { c1(t).duration = {-1}; }, "tracks[0].items[0].duration: clip c1"},
    {"NegativeGap", [](Timeline& t) { std::get<Gap>(t.tracks[0].items[3]).duration = {-1}; },
     "tracks[0].items[3].duration: a gap"},
    {"HugeLength", [](Timeline& t) { c1(t).duration = {std::numeric_limits<std::int64_t>::max()}; },
     "tracks[0].items[0].duration: is beyond"},
    {"HugeTrack",
     [](Timeline& t) {
       for (int i = 0; i < 20; ++i) t.tracks[0].items.push_back(Gap{{90'000'000 * Time::per_second}, {}});
     },
     "tracks[0]: is longer"},
    {"NoSource", [](Timeline& t) { c1(t).source.id.clear(); }, "tracks[0].items[0].source.id: clip c1"},
    {"RangeBeforeSource",
     [](Timeline& t) {
       c1(t).source_range = {{-1}, {c1(t).duration.ticks - 1}};
     },
     "tracks[0].items[0].source_range: clip c1"},
    {"RangeBackwards",
     [](Timeline& t) {
       c1(t).source_range = {frames(5), frames(4)};
     },
     "tracks[0].items[0].source_range: ends"},
    {"RangeTooShort", [](Timeline& t) { c1(t).source_range.end -= frames(2); },
     "tracks[0].items[0].source_range: clip c1 shows"},
    {"RangeIgnoresSpeed",
     [](Timeline& t) {
       c1(t).speed = {2, 1};
     },
     "tracks[0].items[0].source_range: clip c1 shows"},
    {"SpeedZeroDen",
     [](Timeline& t) {
       c1(t).speed = {1, 0};
     },
     "tracks[0].items[0].speed"},
    {"SpeedNegativeDen",
     [](Timeline& t) {
       c1(t).speed = {1, -1};
     },
     "tracks[0].items[0].speed"},
    {"SameClipTwice", [](Timeline& t) { std::get<Clip>(t.tracks[1].items[0]).id = "c1"; },
     "tracks[1].items[0].id: \"c1\" is used twice"},
    {"SameIdAcrossKinds", [](Timeline& t) { t.markers[0].id = "e1"; }, "markers[0].id: \"e1\" is used twice"},
    {"NoId", [](Timeline& t) { t.tracks[0].id.clear(); }, "tracks[0].id: is empty"},
    {"TransitionFirst", [](Timeline& t) { t.tracks[0].items.erase(t.tracks[0].items.begin()); },
     "tracks[0].items[0]: transition x1 does not lie"},
    {"TransitionLast", [](Timeline& t) { t.tracks[0].items.resize(2); },
     "tracks[0].items[1]: transition x1 does not lie"},
    {"TransitionsTouch",
     [](Timeline& t) { t.tracks[0].items.insert(t.tracks[0].items.begin() + 1, dissolve("x2", 1)); },
     "tracks[0].items[1]: transition x2 does not lie"},
    {"TransitionTooLongBefore", [](Timeline& t) { x1(t).in_offset = frames(49); },
     "tracks[0].items[1].in_offset: transition x1"},
    {"TransitionTooLongBehind", [](Timeline& t) { x1(t).out_offset = frames(49); },
     "tracks[0].items[1].out_offset: transition x1"},
    {"TransitionsOverlap",
     [](Timeline& t) {
       t.tracks[0].items.insert(t.tracks[0].items.begin() + 3, Item{Transition{"x2", "p", frames(40), {}, {}, {}}});
     },
     "tracks[0].items[3]: transition x2 overlaps transition x1"},
    {"TransitionEmpty", [](Timeline& t) { x1(t).in_offset = x1(t).out_offset = {}; },
     "tracks[0].items[1]: transition x1 has no length"},
    {"KeysUnsorted",
     [](Timeline& t) {
       std::swap(c1(t).effects[0].params["radius"].keys[0], c1(t).effects[0].params["radius"].keys[1]);
     },
     "tracks[0].items[0].effects[0].params.radius.keys[1].at"},
    {"KeysAtOneTime", [](Timeline& t) { c1(t).effects[0].params["radius"].keys[1].at = {}; },
     "tracks[0].items[0].effects[0].params.radius.keys[1].at"},
    {"NotANumber", [](Timeline& t) { c1(t).effects[0].params["radius"].value.v[0] = std::nan(""); },
     "tracks[0].items[0].effects[0].params.radius: is not"},
    {"InfiniteKey", [](Timeline& t) { c1(t).effects[0].params["radius"].keys[1].value.v[0] = HUGE_VAL; },
     "tracks[0].items[0].effects[0].params.radius.keys[1]: is not"},
    {"BezierOutside", [](Timeline& t) { c1(t).effects[0].params["radius"].keys[0].bezier[0] = 1.5; },
     "tracks[0].items[0].effects[0].params.radius.keys[0].bezier"},
    {"BezierNotANumber", [](Timeline& t) { c1(t).effects[0].params["radius"].keys[0].bezier[3] = std::nan(""); },
     "tracks[0].items[0].effects[0].params.radius.keys[0].bezier: its second"},
    {"TooManyNumbers", [](Timeline& t) { t.master[0].params["x"].value.n = 5; }, "master[0].params.x: has 5"},
    {"InputNowhere", [](Timeline& t) { t.tracks[1].effects[0].inputs = {"zz"}; },
     "tracks[1].effects[0].inputs[0]: there is no track \"zz\""},
    {"InputItself", [](Timeline& t) { t.tracks[1].effects[0].inputs = {"a1"}; }, "tracks[1]: track a1 feeds itself"},
    {"InputCircle",
     [](Timeline& t) {
       t.tracks[2].effects = {testing::effect("e9", "org.rushes.duck")};
       t.tracks[2].effects[0].inputs = {"a1"};
     },
     "tracks[1]: track a1 feeds itself"},
    {"MarkerBackwards",
     [](Timeline& t) {
       t.markers[0].range = {frames(4), frames(3)};
     },
     "markers[0].range: ends"},
    {"MarkerEarly", [](Timeline& t) { t.markers[0].range.start = {-1}; }, "markers[0].range: starts"},
};
INSTANTIATE_TEST_SUITE_P(Timeline, Validate, ::testing::ValuesIn(cases),
                         [](const auto& p) { return std::string(p.param.name); });

TEST(ValidateTimeline, OneFrameOfDifferenceIsRounding) {
  Timeline t = sound();
  c1(t).source_range.end += frames(1);
  EXPECT_TRUE(validate(t));
  c1(t).source_range.end += Time{1};
  EXPECT_FALSE(validate(t));
}

TEST(ValidateTimeline, AFreezeMayHaveAnyRange) {
  Timeline t = sound();
  c1(t).speed = {0, 1};
  c1(t).source_range = {frames(7), frames(7)};
  EXPECT_TRUE(validate(t));
}

}  // namespace
}  // namespace rushes
