// Merging, replacing what a clip shows, and changing speeds.
#include "core/timeline/edits.hpp"
#include "core/timeline/validate.hpp"
#include "tests/support/project_builder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace rushes {
namespace {

using testing::clip;
using testing::frames;
using testing::key;
using testing::linked;
using testing::timeline;
using testing::track;

const Clip& nth(const Timeline& t, std::size_t i, std::size_t on = 0) { return std::get<Clip>(t.tracks[on].items[i]); }

// The source frame that a retimed clip shows in its frame n.
std::int64_t shows(const Clip& c, std::int64_t n) {
  return frame_at(retimed(c.retime, frames(n), frames(n + 1)), {24, 1});
}

TimeKey at(std::int64_t frame, std::int64_t source, Interpolation to_next = Interpolation::linear) {
  TimeKey k;
  k.at = frames(frame);
  k.source = frames(source);
  k.to_next = to_next;
  return k;
}

TEST(Merge, UndoesASplitWithEffectsAndLinks) {
  Clip a = linked(clip("a", "s", 48, 10), "l1"), b = linked(clip("b", "s", 48, 10), "l1");
  Effect blur = testing::effect("e1", "org.rushes.blur");
  blur.params["size"].keys = {key(0, 1), key(40, 5)};
  a.effects = {blur};
  const Timeline before = timeline({track("v", {a}), track("s", {b}, TrackKind::audio)});
  const auto cut = split(before, "a", frames(20));
  ASSERT_TRUE(cut) << cut.error().message;
  const auto whole = merge(*cut, "a");
  ASSERT_TRUE(whole) << whole.error().message;
  EXPECT_EQ(*whole, before);
}

RC_GTEST_PROP(Merge, UndoesAnySplit, ()) {
  Clip c = clip("a", "s", *rc::gen::inRange(4, 40), *rc::gen::inRange(0, 20));
  c.speed = *rc::gen::element(Speed{1, 1}, Speed{-1, 1}, Speed{2, 1}, Speed{1, 2}, Speed{0, 1});
  c.source_range.end = c.source_range.start + Time{muldiv_round(c.duration.ticks, std::abs(c.speed.num), c.speed.den)};
  if (*rc::gen::arbitrary<bool>()) {
    c.speed = {};
    c.retime = {at(0, 5), at(3, 20), at(9, 2), at(30, 2)};
    c.source_range = span_of(c.retime);
  }
  const Timeline before = timeline({track("v", {c})});
  RC_ASSERT(validate(before).has_value());
  const auto cut = split(before, "a", frames(*rc::gen::inRange<std::int64_t>(1, frame_at(c.duration, {24, 1}))));
  RC_ASSERT(cut.has_value());
  RC_ASSERT(validate(*cut).has_value());
  const auto whole = merge(*cut, "a");
  RC_ASSERT(whole.has_value());
  RC_ASSERT(*whole == before);
}

TEST(Merge, IsRefusedWhereThePicturesDoNotGoOn) {
  EXPECT_EQ(merge(timeline({track("v", {clip("a", "s", 10), clip("b", "s", 10, 11)})}), "a").error().message,
            "merge: clip b does not show what clip a would go on with");
  EXPECT_EQ(merge(timeline({track("v", {clip("a", "s", 10)})}), "a").error().message,
            "merge: no clip follows clip a directly");
  Timeline t = timeline({track("v", {clip("a", "s", 10), clip("b", "s", 10, 10)})});
  std::get<Clip>(t.tracks[0].items[1]).effects = {testing::effect("e1", "org.rushes.blur")};
  EXPECT_EQ(merge(t, "a").error().message, "merge: the effects of clips a and b differ");
}

TEST(ReplaceSource, KeepsPlaceLengthAndSpeed) {
  Clip a = clip("a", "s", 24);
  a.speed = {2, 1};
  a.source_range.end = frames(48);
  const Timeline before = timeline({track("v", {a, clip("b", "s", 5)})});
  Source other;
  other.id = "t";
  const auto after = replace_source(before, "a", other, frames(7), [](const Source&) { return frames(55); });
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(nth(*after, 0).source.id, "t");
  EXPECT_EQ(nth(*after, 0).source_range, (TimeRange{frames(7), frames(55)}));
  EXPECT_EQ(nth(*after, 0).duration, frames(24));
  EXPECT_EQ(nth(*after, 1), nth(before, 1));
  EXPECT_EQ(replace_source(before, "a", other, frames(8), [](const Source&) { return frames(55); }).error().message,
            "replace source: the new source is too short for clip a; trim the clip or start earlier");
}

TEST(Retime, ShowsFramesForwardsBackwardsAndFrozen) {
  Clip c = clip("a", "s", 30);
  c.retime = {at(0, 10), at(10, 30), at(20, 30), at(30, 20)};
  EXPECT_EQ(shows(c, 0), 10);
  EXPECT_EQ(shows(c, 4), 18);   // twice as fast
  EXPECT_EQ(shows(c, 15), 30);  // frozen
  EXPECT_EQ(shows(c, 20), 29);  // backwards: what ends at 30
  EXPECT_EQ(shows(c, 29), 20);
  EXPECT_EQ(shows(c, 40), 20);  // behind the last key
  EXPECT_EQ(shows(c, -3), 10);
}

TEST(Retime, BackwardsShowsThePicturesOfForwards) {
  Clip up = clip("a", "s", 20), down = up;
  up.retime = {at(0, 5), at(20, 25)};
  down.retime = {at(0, 25), at(20, 5)};
  for (int n = 0; n < 20; ++n) EXPECT_EQ(shows(down, n), shows(up, 19 - n)) << n;
}

TEST(Retime, AHoldJumps) {
  Clip c = clip("a", "s", 20);
  c.retime = {at(0, 3, Interpolation::hold), at(10, 40), at(20, 50)};
  EXPECT_EQ(shows(c, 9), 3);
  EXPECT_EQ(shows(c, 10), 40);
}

TEST(SpeedRamp, ARampCoversTheAreaUnderItsSpeeds) {
  const SpeedKey speeds[] = {{frames(0), {1, 1}}, {frames(24), {3, 1}}, {frames(48), {3, 1}}};
  const auto keys = speed_curve(frames(100), speeds, frames(60));
  ASSERT_TRUE(keys) << keys.error().message;
  ASSERT_EQ(keys->size(), 4u);
  EXPECT_EQ((*keys)[1].source, frames(100 + 48));       // (1 + 3) / 2 * 24
  EXPECT_EQ((*keys)[2].source, frames(100 + 48 + 72));  // 3 * 24
  EXPECT_EQ((*keys)[3].source, frames(100 + 48 + 72 + 36));
  // Halfway the speed is 2, so that a quarter of the ramp's gain lies behind: t + t^2 of 24 frames at t = 1/2.
  EXPECT_NEAR(static_cast<double>(retimed(*keys, frames(12), frames(13)).ticks), static_cast<double>(frames(118).ticks),
              2);
}

TEST(SpeedRamp, TurnsWhereTheSpeedChangesItsSign) {
  const SpeedKey speeds[] = {{frames(0), {1, 1}}, {frames(20), {-1, 1}}};
  const auto keys = speed_curve(frames(0), speeds, frames(20));
  ASSERT_TRUE(keys) << keys.error().message;
  ASSERT_EQ(keys->size(), 3u);
  EXPECT_EQ((*keys)[1].at, frames(10));
  EXPECT_EQ((*keys)[1].source, frames(5));
  EXPECT_EQ((*keys)[2].source, frames(0));
  const SpeedKey too_far[] = {{frames(0), {-1, 1}}};
  EXPECT_EQ(speed_curve(frames(5), too_far, frames(20)).error().message,
            "at these speeds the source runs back over its first picture");
}

TEST(SpeedRamp, KeepsPlaceAndLengthAndIsSound) {
  const Timeline before = timeline({track("v", {clip("a", "s", 48, 4), clip("b", "s", 5)})});
  const SpeedKey speeds[] = {{frames(0), {1, 2}}, {frames(40), {2, 1}}};
  const auto after = set_speed_ramp(before, "a", speeds);
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_TRUE(validate(*after));
  EXPECT_EQ(nth(*after, 0).duration, frames(48));
  EXPECT_EQ(shows(nth(*after, 0), 0), 4);
  EXPECT_EQ(nth(*after, 0).source_range.start, frames(4));
  EXPECT_EQ(set_speed_ramp(before, "a", speeds, [](const Source&) { return frames(40); }).error().message,
            "set speed ramp: the source of clip a has no pictures behind its last");
  const auto plain = set_retime(*after, "a", {});
  ASSERT_TRUE(plain);
  EXPECT_EQ(*plain, before);
}

TEST(Retime, TrimAndSlipKeepPicturesInTheirPlaces) {
  Clip c = clip("a", "s", 30);
  c.retime = {at(0, 10), at(10, 30), at(30, 35)};
  c.source_range = span_of(c.retime);
  const Timeline before = timeline({track("v", {c})});
  const auto trimmed = trim_start(before, "a", frames(4), TrimMode::ripple);
  ASSERT_TRUE(trimmed);
  for (int n = 0; n < 26; ++n) EXPECT_EQ(shows(nth(*trimmed, 0), n), shows(c, n + 4)) << n;
  const auto slipped = slip(before, "a", frames(-3));
  ASSERT_TRUE(slipped);
  for (int n = 0; n < 30; ++n) EXPECT_EQ(shows(nth(*slipped, 0), n), shows(c, n) - 3) << n;
  EXPECT_TRUE(validate(*slipped));
}

}  // namespace
}  // namespace rushes
