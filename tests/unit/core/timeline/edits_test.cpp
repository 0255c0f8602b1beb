// One picture after the other: each edit in a small case, as its header draws it.
#include "core/timeline/edits.hpp"

#include "core/timeline/validate.hpp"
#include "tests/support/project_builder.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace rushes {
namespace {

using testing::clip;
using testing::dissolve;
using testing::frames;
using testing::gap;
using testing::linked;
using testing::track;

// "c1:10 .5 [x1] c2:20" - ids and frames of a track's items, '.' for a gap.
std::string show(const Track& t) {
  std::string out;
  for (const Item& item : t.items) {
    if (!out.empty()) out += ' ';
    const auto n = std::to_string(frame_at(duration(item), {24, 1}));
    if (const auto* c = std::get_if<Clip>(&item))
      out += c->id + ":" + n;
    else if (const auto* x = std::get_if<Transition>(&item))
      out += "[" + x->id + "]";
    else
      out += "." + n;
  }
  return out;
}

std::string show(const Result<Timeline>& t, std::size_t i = 0) {
  if (!t) return t.error().message;
  if (const auto valid = validate(*t); !valid) return "invalid: " + valid.error().message;
  return show(t->tracks[i]);
}

Timeline abc() {
  return testing::timeline({track("v1", {clip("c1", "a", 10), clip("c2", "b", 10, 5), clip("c3", "c", 10)})});
}
Timeline with_transition() {
  return testing::timeline(
      {track("v1", {clip("c1", "a", 20, 10), dissolve("x1", 4), clip("c2", "b", 20, 10), clip("c3", "c", 10)})});
}
// Picture and sound, linked in pairs.
Timeline pairs() {
  return testing::timeline({
      track("v1", {linked(clip("c1", "a", 20, 10), "l1"), linked(clip("c2", "b", 20, 10), "l2")}),
      track("a1", {linked(clip("c3", "a", 20, 10), "l1"), linked(clip("c4", "b", 20, 10), "l2")}, TrackKind::audio),
  });
}
const Clip& the(const Result<Timeline>& t, std::size_t item, std::size_t track = 0) {
  return std::get<Clip>(t->tracks[track].items[item]);
}

TEST(Insert, MovesWhatFollows) {
  EXPECT_EQ(show(insert(abc(), "v1", frames(10), clip("n", "n", 5))), "c1:10 n:5 c2:10 c3:10");
}
TEST(Insert, CutsAClipInTwo) {
  const auto t = insert(abc(), "v1", frames(4), clip("n", "n", 5));
  EXPECT_EQ(show(t), "c1:4 n:5 c4:6 c2:10 c3:10");
  EXPECT_EQ(the(t, 2).source_range, (TimeRange{frames(4), frames(10)}));
}
TEST(Insert, BehindTheEndLeavesAGap) {
  EXPECT_EQ(show(insert(abc(), "v1", frames(33), clip("", "n", 5))), "c1:10 c2:10 c3:10 .3 c4:5");
}
TEST(Insert, AllTracksMakeRoom) {
  auto t = abc();
  t.tracks.push_back(track("v2", {clip("d1", "d", 30)}));
  t.tracks.push_back(track("v3", {clip("d2", "d", 30)}));
  t.tracks[2].locked = true;
  const auto after = insert(t, "v1", frames(10), clip("n", "n", 5), Ripple::all);
  EXPECT_EQ(show(after, 1), "d1:10 .5 c4:20");
  EXPECT_EQ(show(after, 2), "d2:30");
}
TEST(Insert, RefusesWhatCannotBe) {
  EXPECT_EQ(show(insert(abc(), "v9", {}, clip("n", "n", 5))), "insert: there is no track \"v9\"");
  EXPECT_EQ(show(insert(abc(), "v1", {-1}, clip("n", "n", 5))), "insert: the place lies before the timeline's start");
  EXPECT_EQ(show(insert(abc(), "v1", {}, clip("c2", "n", 5))), "insert: the id \"c2\" is taken");
  EXPECT_FALSE(insert(abc(), "v1", {}, clip("n", "n", 0)));
  EXPECT_FALSE(insert(abc(), "v1", {INT64_MAX}, clip("n", "n", 5)));
  auto t = abc();
  t.tracks[0].locked = true;
  EXPECT_EQ(show(insert(t, "v1", {}, clip("n", "n", 5))), "insert: track v1 is locked; unlock it first");
}

TEST(Overwrite, CoversAndMovesNothing) {
  EXPECT_EQ(show(overwrite(abc(), "v1", frames(5), clip("n", "n", 10))), "c1:5 n:10 c2:5 c3:10");
  EXPECT_EQ(show(overwrite(abc(), "v1", frames(10), clip("n", "n", 10))), "c1:10 n:10 c3:10");
  EXPECT_EQ(show(overwrite(abc(), "v1", frames(25), clip("n", "n", 10))), "c1:10 c2:10 c3:5 n:10");
  EXPECT_EQ(show(overwrite(abc(), "v1", frames(2), clip("n", "n", 5))), "c1:2 n:5 c4:3 c2:10 c3:10");
}
TEST(Overwrite, TakesTheTransitionOfACutThatGoes) {
  EXPECT_EQ(show(overwrite(with_transition(), "v1", frames(15), clip("n", "n", 10))), "c1:15 n:10 c2:15 c3:10");
  EXPECT_EQ(show(overwrite(with_transition(), "v1", frames(25), clip("n", "n", 3))), "c1:20 [x1] c2:5 n:3 c4:12 c3:10");
}
TEST(Append, GoesBehindTheLast) { EXPECT_EQ(show(append(abc(), "v1", clip("", "n", 3))), "c1:10 c2:10 c3:10 c4:3"); }

TEST(Move, LeavesAGapAndCovers) { EXPECT_EQ(show(move(abc(), "c1", "v1", frames(15))), ".10 c2:5 c1:10 c3:5"); }
TEST(Move, ToAnotherTrack) {
  auto t = abc();
  t.tracks.push_back(track("v2", {}));
  const auto after = move(t, "c2", "v2", frames(12));
  EXPECT_EQ(show(after), "c1:10 .10 c3:10");
  EXPECT_EQ(show(after, 1), ".12 c2:10");
}
TEST(Move, InsertMakesRoom) {
  EXPECT_EQ(show(move(abc(), "c3", "v1", frames(10), MoveMode::insert)), "c1:10 c3:10 c2:10");
}
TEST(Move, LinkedClipsStayInSync) {
  const auto t = move(pairs(), "c2", "v1", frames(30));
  EXPECT_EQ(show(t, 0), "c1:20 .10 c2:20");
  EXPECT_EQ(show(t, 1), "c3:20 .10 c4:20");
  EXPECT_EQ(show(move(pairs(), "c2", "v1", frames(30), MoveMode::overwrite, false), 1), "c3:20 c4:20");
}
TEST(Move, NotBetweenPictureAndSound) { EXPECT_FALSE(move(pairs(), "c2", "a1", frames(30))); }

TEST(Lift, LeavesAGap) {
  EXPECT_EQ(show(lift(abc(), {"c2"})), "c1:10 .10 c3:10");
  EXPECT_EQ(show(lift(abc(), {"c2", "c3"})), "c1:10 .20");
  EXPECT_EQ(show(lift(abc(), "v1", {frames(5), frames(12)})), "c1:5 .7 c2:8 c3:10");
  EXPECT_EQ(show(lift(with_transition(), {"c2"})), "c1:20 .20 c3:10");
  EXPECT_EQ(show(lift(abc(), {"zz"})), "lift: there is no clip \"zz\"");
}
TEST(RippleDelete, MovesUp) {
  EXPECT_EQ(show(ripple_delete(abc(), {"c2"})), "c1:10 c3:10");
  EXPECT_EQ(show(ripple_delete(abc(), "v1", {frames(5), frames(12)})), "c1:5 c2:8 c3:10");
  EXPECT_EQ(show(ripple_delete(abc(), "v1", {frames(3), frames(6)})), "c1:3 c4:4 c2:10 c3:10");
  EXPECT_EQ(show(ripple_delete(pairs(), {"c3"}), 0), "c2:20");
  EXPECT_EQ(show(ripple_delete(pairs(), {"c3"}, false), 0), "c1:20 c2:20");
}

TEST(TrimStart, PlainLeavesAGap) {
  const auto t = trim_start(abc(), "c2", frames(3));
  EXPECT_EQ(show(t), "c1:10 .3 c2:7 c3:10");
  EXPECT_EQ(the(t, 2).source_range, (TimeRange{frames(8), frames(15)}));
  EXPECT_EQ(show(trim_start(*t, "c2", frames(-2))), "c1:10 .1 c2:9 c3:10");
  EXPECT_EQ(show(trim_start(*t, "c2", frames(-4))),
            "trim start: there is no gap long enough before clip c2; use ripple or roll");
}
TEST(TrimStart, RippleKeepsTheTransition) {
  EXPECT_EQ(show(trim_start(with_transition(), "c2", frames(3), TrimMode::ripple)), "c1:20 [x1] c2:17 c3:10");
  EXPECT_EQ(show(trim_start(with_transition(), "c2", frames(3))), "c1:20 .3 c2:17 c3:10");
}
TEST(TrimStart, KeysStayOnTheirPictures) {
  auto t = abc();
  std::get<Clip>(t.tracks[0].items[0]).effects = {
      testing::effect("e1", "p", {{"x", {{}, {testing::key(0, 0), testing::key(9, 9)}, {}}}})};
  const auto after = trim_start(t, "c1", frames(3), TrimMode::ripple);
  const Param& x = the(after, 0).effects[0].params.at("x");
  EXPECT_DOUBLE_EQ(value_at(x, frames(0)).v[0], 3);
  EXPECT_DOUBLE_EQ(value_at(x, frames(5)).v[0], 8);
}
TEST(TrimEnd, PlainAndRipple) {
  EXPECT_EQ(show(trim_end(abc(), "c2", frames(-3))), "c1:10 c2:7 .3 c3:10");
  EXPECT_EQ(show(trim_end(abc(), "c2", frames(-3), TrimMode::ripple)), "c1:10 c2:7 c3:10");
  EXPECT_EQ(show(trim_end(abc(), "c3", frames(5))), "c1:10 c2:10 c3:15");
  EXPECT_FALSE(trim_end(abc(), "c2", frames(1)));
  EXPECT_EQ(show(trim_end(abc(), "c2", frames(-10))), "trim end: nothing would be left of clip c2");
}
TEST(Trim, EndsWhereTheSourceEnds) {
  const SourceLength length = [](const Source&) { return frames(12); };
  EXPECT_EQ(show(trim_end(abc(), "c3", frames(2), TrimMode::plain, length)), "c1:10 c2:10 c3:12");
  EXPECT_EQ(show(trim_end(abc(), "c3", frames(3), TrimMode::plain, length)),
            "trim end: the source of clip c3 has no pictures behind its last");
  EXPECT_EQ(show(trim_start(abc(), "c2", frames(-6), TrimMode::ripple)),
            "trim start: the source of clip c2 has no pictures before its first");
}
TEST(Trim, LinkedClipsStayInSync) {
  const auto t = trim_start(pairs(), "c1", frames(4), TrimMode::ripple);
  EXPECT_EQ(show(t, 0), "c1:16 c2:20");
  EXPECT_EQ(show(t, 1), "c3:16 c4:20");
}

TEST(Split, MakesTwoOfOne) {
  const auto t = split(abc(), "c2", frames(14));
  EXPECT_EQ(show(t), "c1:10 c2:4 c4:6 c3:10");
  EXPECT_EQ(the(t, 2).source_range, (TimeRange{frames(9), frames(15)}));
  EXPECT_FALSE(split(abc(), "c2", frames(10)));
  EXPECT_FALSE(split(abc(), "c2", frames(20)));
}
TEST(Split, BackwardsKeepsThePictures) {
  auto t = abc();
  std::get<Clip>(t.tracks[0].items[1]).speed = {-1, 1};
  const auto after = split(t, "c2", frames(14));
  EXPECT_EQ(the(after, 1).source_range, (TimeRange{frames(11), frames(15)}));
  EXPECT_EQ(the(after, 2).source_range, (TimeRange{frames(5), frames(11)}));
}
TEST(Split, LinkedRightPartsAreLinkedToEachOther) {
  const auto t = split(pairs(), "c1", frames(5));
  EXPECT_EQ(show(t, 0), "c1:5 c5:15 c2:20");
  EXPECT_EQ(show(t, 1), "c3:5 c6:15 c4:20");
  EXPECT_EQ(the(t, 0).link, "l1");
  EXPECT_EQ(the(t, 1).link, "l3");
  EXPECT_EQ(the(t, 1, 1).link, "l3");
}
TEST(Split, EffectsOfTheRightPartHaveTheirOwnIds) {
  auto t = abc();
  std::get<Clip>(t.tracks[0].items[1]).effects = {testing::effect("e1", "p")};
  EXPECT_EQ(the(split(t, "c2", frames(14)), 2).effects[0].id, "e2");
}

TEST(Roll, MovesTheCut) {
  const auto t = roll(with_transition(), "c1", frames(3));
  EXPECT_EQ(show(t), "c1:23 [x1] c2:17 c3:10");
  EXPECT_EQ(the(t, 2).source_range.start, frames(13));
  EXPECT_EQ(show(roll(pairs(), "c1", frames(-3)), 1), "c3:17 c4:23");
  EXPECT_FALSE(roll(abc(), "c3", frames(1)));
  EXPECT_FALSE(roll(abc(), "c1", frames(10)));
}
TEST(Slip, ShowsOtherPictures) {
  const auto t = slip(abc(), "c2", frames(-5));
  EXPECT_EQ(show(t), show(abc()));
  EXPECT_EQ(the(t, 1).source_range, (TimeRange{frames(0), frames(10)}));
  EXPECT_FALSE(slip(abc(), "c2", frames(-6)));
  EXPECT_FALSE(slip(abc(), "c2", {INT64_MIN}));
}
TEST(Slide, NeighboursGiveAndTake) {
  const auto t = slide(abc(), "c2", frames(4));
  EXPECT_EQ(show(t), "c1:14 c2:10 c3:6");
  EXPECT_EQ(the(t, 2).source_range.start, frames(4));
  EXPECT_EQ(show(slide(testing::timeline({track("v1", {gap(5), clip("c1", "a", 5), gap(5)})}), "c1", frames(5))),
            ".10 c1:5");
  EXPECT_FALSE(slide(abc(), "c1", frames(1)));
}
TEST(SetSpeed, ChangesTheLength) {
  EXPECT_EQ(show(set_speed(abc(), "c2", {2, 1}, {24, 1})), "c1:10 c2:5 c3:10");
  EXPECT_EQ(show(set_speed(abc(), "c2", {-1, 2}, {24, 1})), "c1:10 c2:20 c3:10");
  EXPECT_EQ(show(set_speed(abc(), "c2", {3, 1}, {24, 1})), "c1:10 c2:3 c3:10");
  EXPECT_EQ(show(set_speed(abc(), "c2", {1000, 1}, {24, 1})), "c1:10 c2:1 c3:10");
  EXPECT_EQ(show(set_speed(abc(), "c2", {0, 1}, {24, 1})), "c1:10 c2:10 c3:10");
  EXPECT_FALSE(set_speed(abc(), "c2", {1, 0}, {24, 1}));
  EXPECT_EQ(show(set_speed(pairs(), "c1", {2, 1}, {24, 1}), 1), "c3:10 c4:20");
}

TEST(Transitions, LieOverTheCut) {
  EXPECT_EQ(show(add_transition(abc(), "c1", dissolve("", 3))), "c1:10 [x1] c2:10 c3:10");
  EXPECT_EQ(show(add_transition(with_transition(), "c1", dissolve("x2", 3))), "c1:20 [x2] c2:20 c3:10");
  EXPECT_EQ(show(remove_transition(with_transition(), "x1")), "c1:20 c2:20 c3:10");
  EXPECT_EQ(show(add_transition(abc(), "c3", dissolve("", 3))), "add transition: nothing follows clip c3");
  EXPECT_FALSE(add_transition(abc(), "c1", dissolve("", 11)));
  EXPECT_FALSE(add_transition(abc(), "c1", dissolve("", 0)));
  EXPECT_FALSE(remove_transition(abc(), "x1"));
}
TEST(Transitions, DoNotOverlap) {
  const auto one = add_transition(abc(), "c1", dissolve("", 6));
  EXPECT_FALSE(add_transition(*one, "c2", dissolve("", 6)));
  EXPECT_EQ(show(add_transition(*one, "c2", dissolve("", 4))), "c1:10 [x1] c2:10 [x2] c3:10");
}
TEST(Transitions, NeedHandlesWhenAsked) {
  const SourceLength length = [](const Source& s) {
    return frames(s.id == "a" ? 12 : 100);
  };  // 2 frames behind c1, 5 before c2
  const auto offsets = [](const Result<Timeline>& t) {
    const auto& x = std::get<Transition>(t->tracks[0].items[1]);
    return std::pair(frame_at(x.in_offset, {24, 1}), frame_at(x.out_offset, {24, 1}));
  };
  EXPECT_EQ(offsets(add_transition(abc(), "c1", dissolve("", 6), Handles::hold, length)), std::pair(6l, 6l));
  EXPECT_EQ(offsets(add_transition(abc(), "c1", dissolve("", 6), Handles::shorten, length)), std::pair(5l, 2l));
  EXPECT_EQ(show(add_transition(abc(), "c1", dissolve("", 6), Handles::require, length)),
            "add transition: clip c1 has too few pictures behind its end");
  EXPECT_TRUE(add_transition(abc(), "c1", dissolve("", 2), Handles::require, length));
  EXPECT_EQ(offsets(resize_transition(with_transition(), "x1", frames(1), frames(7))), std::pair(1l, 7l));
}

TEST(Effects, GoWhereTheyAreAsked) {
  auto t = add_effect(abc(), "c1", testing::effect("", "org.rushes.blur"));
  t = add_effect(*t, "c1", testing::effect("", "org.rushes.glow"), 0);
  ASSERT_EQ(the(t, 0).effects.size(), 2u);
  EXPECT_EQ(the(t, 0).effects[0].id, "e2");
  t = reorder_effect(*t, "e2", 1);
  EXPECT_EQ(the(t, 0).effects[1].id, "e2");
  t = enable_effect(*t, "e2", false);
  EXPECT_FALSE(the(t, 0).effects[1].enabled);
  t = remove_effect(*t, "e1");
  EXPECT_EQ(the(t, 0).effects.size(), 1u);
  EXPECT_EQ(add_effect(abc(), "v1", testing::effect("", "p"))->tracks[0].effects.size(), 1u);
  EXPECT_EQ(add_effect(abc(), "", testing::effect("", "p"))->master.size(), 1u);
  EXPECT_FALSE(add_effect(abc(), "zz", testing::effect("", "p")));
  Effect self = testing::effect("", "p");
  self.inputs = {"v1"};
  EXPECT_FALSE(add_effect(abc(), "v1", self));
}
TEST(Params, ConstantsAndKeys) {
  auto t = add_effect(abc(), "c1", testing::effect("e1", "p"));
  t = set_param(*t, "e1", "amount", testing::number(0.5));
  t = set_key(*t, "e1", "amount", testing::key(10, 1));
  t = set_key(*t, "e1", "amount", testing::key(0, 0));
  t = set_key(*t, "e1", "amount", testing::key(10, 2));
  const auto amount = [&] { return the(t, 0).effects[0].params.at("amount"); };
  EXPECT_EQ(value_at(amount(), frames(5)), testing::number(1));
  t = remove_key(*t, "e1", "amount", frames(0));
  t = remove_key(*t, "e1", "amount", frames(10));
  EXPECT_EQ(amount(), testing::constant(2));
  EXPECT_FALSE(remove_key(*t, "e1", "amount", frames(10)));
  EXPECT_FALSE(set_param(*t, "e1", "amount", testing::number(HUGE_VAL)));
  EXPECT_FALSE(set_param(*t, "e9", "amount", testing::number(1)));
  EXPECT_FALSE(set_param(*t, "c1", "amount", testing::number(1)));  // shows an asset
  EXPECT_TRUE(set_param(with_transition(), "x1", "softness", testing::number(1)));
}

TEST(Tracks, ComeGoAndMove) {
  auto t = add_track(abc(), track("", {}), 0);
  EXPECT_EQ(t->tracks[0].id, "t1");
  t = reorder_track(*t, "t1", 1);
  EXPECT_EQ(t->tracks[1].id, "t1");
  t = change_track(*t, "t1", {.name = "Titles", .locked = true});
  EXPECT_EQ(t->tracks[1].name, "Titles");
  EXPECT_FALSE(remove_track(*t, "t1"));
  t = change_track(*t, "t1", {.locked = false});
  EXPECT_EQ(remove_track(*t, "t1")->tracks.size(), 1u);
  EXPECT_FALSE(add_track(abc(), track("v2", {clip("c1", "a", 3)}), 0));  // c1 is there already
}
TEST(Tracks, StayWhileAnEffectTakesThem) {
  auto t = pairs();
  t.tracks[0].effects = {testing::effect("e1", "p")};
  t.tracks[0].effects[0].inputs = {"a1"};
  EXPECT_EQ(show(remove_track(t, "a1")), "remove track: effect e1 takes track a1 as an input; take that away first");
}
TEST(Links, AreMadeAndCut) {
  auto t = link(abc(), {"c1", "c3"});
  EXPECT_EQ(the(t, 0).link, "l1");
  EXPECT_EQ(the(t, 2).link, "l1");
  t = unlink(*t, {"c1"});
  EXPECT_EQ(the(t, 0).link, "");
  EXPECT_EQ(the(t, 2).link, "l1");
  EXPECT_FALSE(link(abc(), {"c1", "c1"}));
}
TEST(Links, ALockedTrackHoldsTheWholeGroup) {
  auto t = pairs();
  t.tracks[1].locked = true;
  EXPECT_FALSE(ripple_delete(t, {"c1"}));
  EXPECT_TRUE(ripple_delete(t, {"c1"}, false));
}
TEST(Clips, ChangeTheirNames) {
  const auto t = change_clip(abc(), "c2", {.name = "Sea", .enabled = false});
  EXPECT_EQ(the(t, 1).name, "Sea");
  EXPECT_FALSE(the(t, 1).enabled);
}
TEST(Markers, AreKeptInOrder) {
  auto t = put_marker(abc(), {"", "late", "", "", {frames(9), frames(9)}, {}});
  t = put_marker(*t, {"", "early", "", "", {frames(2), frames(3)}, {}});
  EXPECT_EQ(t->markers[0].name, "early");
  t = put_marker(*t, {"m1", "first", "", "", {frames(1), frames(1)}, {}});
  ASSERT_EQ(t->markers.size(), 2u);
  EXPECT_EQ(t->markers[0].name, "first");
  t = remove_marker(*t, "m1");
  EXPECT_EQ(t->markers.size(), 1u);
  EXPECT_FALSE(remove_marker(*t, "m1"));
  EXPECT_FALSE(put_marker(abc(), {"c1", "", "", "", {}, {}}));
}

}  // namespace
}  // namespace rushes
