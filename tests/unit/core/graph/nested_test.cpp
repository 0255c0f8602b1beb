// Timelines within timelines, and clips whose speed changes: which pictures show.
#include "core/project/edit_compound.hpp"
#include "core/timeline/edits.hpp"
#include "tests/support/graph/graph_fixture.hpp"

#include <algorithm>

namespace rushes {
namespace {

using namespace testing;

struct Nested : GraphFixture {
  static Project film() {
    Clip graded = clip("c2", "a2", 20, 30);
    graded.effects.push_back(effect("i", "test.invert", {{"amount", constant(0.5)}}));
    return small().track("v1", {clip("c1", "a1", 20), dissolve("x", 4), graded, clip("c3", "a1", 10, 40)});
  }
  static std::string compound_of(const Project& p) {
    for (const Track& track : p.timeline.tracks)
      for (const Item& item : track.items)
        if (const Clip* c = std::get_if<Clip>(&item); c && c->source.kind == SourceKind::timeline) return c->id;
    return {};
  }
};

TEST_F(Nested, ACompoundClipShowsWhatItWasMadeOf) {
  const Project flat = film();
  const auto nested = make_compound(flat, {"c1", "c2"}, "opening");
  ASSERT_TRUE(nested) << nested.error().message;
  const auto a = evaluator(flat), b = evaluator(*nested);
  for (std::int64_t n = 0; n < 50; ++n) EXPECT_EQ(b->key(n), a->key(n)) << n;
}

TEST_F(Nested, ItMayBeTrimmedReversedAndNestedAgain) {
  Project p = *make_compound(film(), {"c1", "c2"}, "opening");
  p = *make_compound(p, {compound_of(p), "c3"}, "all");
  const std::string id = compound_of(p);
  const auto flat = evaluator(film());
  Project trimmed = p;
  trimmed.timeline = *trim_start(p.timeline, id, frames(7), TrimMode::ripple);
  const auto t = evaluator(trimmed);
  for (std::int64_t n = 0; n < 43; ++n) EXPECT_EQ(t->key(n), flat->key(n + 7)) << n;
  Project reversed = p;
  reversed.timeline = *set_speed(p.timeline, id, {-1, 1}, {24, 1});
  const auto r = evaluator(reversed);
  for (std::int64_t n = 0; n < 50; ++n) EXPECT_EQ(r->key(n), flat->key(49 - n)) << n;
}

TEST_F(Nested, WhatLiesBelowShowsThroughIt) {
  Project p = small().track("v1", {clip("under", "a1", 30)}).track("v2", {gap(5), clip("over", "a2", 10)});
  p.timeline.tracks[1].items.insert(p.timeline.tracks[1].items.begin() + 1, clip("first", "a2", 3, 50));
  std::get<Gap>(p.timeline.tracks[1].items[0]).duration = frames(2);
  p.timeline.tracks[1].items.insert(p.timeline.tracks[1].items.begin() + 2, gap(6));
  const auto nested = make_compound(p, {"first", "over"}, "upper");
  ASSERT_TRUE(nested) << nested.error().message;
  const auto a = evaluator(p), b = evaluator(*nested);
  for (std::int64_t n = 0; n < 30; ++n) {
    const auto wanted = a->frame(n), shown = b->frame(n);
    ASSERT_TRUE(wanted && shown) << n;
    EXPECT_TRUE(digest(**wanted) == digest(**shown)) << n;
  }
}

TEST_F(Nested, ARetimedClipShowsTheFramesOfItsCurve) {
  Clip c = clip("c", "a1", 20);
  const auto at = [](std::int64_t frame, std::int64_t source) {
    TimeKey k;
    k.at = frames(frame);
    k.source = frames(source);
    return k;
  };
  c.retime = {at(0, 10), at(5, 20), at(10, 20), at(20, 10)};
  const auto e = evaluator(small().track("v1", {c}));
  const auto plain = evaluator(small().track("v1", {clip("c", "a1", 60)}));
  for (std::int64_t n = 0; n < 5; ++n) EXPECT_EQ(e->key(n), plain->key(10 + 2 * n)) << n;
  for (std::int64_t n = 5; n < 10; ++n) EXPECT_EQ(e->key(n), plain->key(20)) << n;
  for (std::int64_t n = 10; n < 20; ++n) EXPECT_EQ(e->key(n), plain->key(29 - n)) << n;
}

TEST_F(Nested, GraphsWithSequencesAndCurvesSurviveARoundTrip) {
  Project p = *make_compound(film(), {"c1", "c2"}, "opening");
  const SpeedKey speeds[] = {{frames(0), {1, 1}}, {frames(20), {1, 4}}};
  p.timeline = *set_speed_ramp(p.timeline, compound_of(p), speeds);
  const Graph g = compiled(p);
  const auto read = graph_from_json(to_json(g));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, g);
  Graph broken = g;
  for (Node& n : broken.nodes)
    if (n.kind == NodeKind::sequence) n.parts.pop_back();
  EXPECT_FALSE(graph_from_json(to_json(broken)));
}

TEST_F(Nested, AnEmptyTimelineShowsNothing) {
  Project p = small().track("v1", {clip("under", "a1", 10)}).track("v2", {});
  p.timelines.push_back({"n1", "empty", {}, {}});
  Clip c = clip("n", "n1", 5);
  c.source.kind = SourceKind::timeline;
  p.timeline.tracks[1].items = {c};
  const auto e = evaluator(p), plain = evaluator(small().track("v1", {clip("under", "a1", 10)}));
  const auto shown = e->frame(2), wanted = plain->frame(2);
  ASSERT_TRUE(shown && wanted);
  EXPECT_TRUE(digest(**shown) == digest(**wanted));
}

// The mix of frames [first, last), in pieces of odd lengths.
std::vector<float> heard(Evaluator& e, std::int64_t first, std::int64_t last, int piece) {
  std::vector<float> out;
  for (std::int64_t at = first * 2000; at < last * 2000; at += piece) {
    const auto block = e.audio(at, static_cast<int>(std::min<std::int64_t>(piece, last * 2000 - at)));
    if (!block) return {};
    out.insert(out.end(), block->channel(0), block->channel(0) + block->frames);
  }
  return out;
}

TEST_F(Nested, ACompoundClipSoundsLikeWhatItWasMadeOf) {
  Clip quiet = clip("s2", "a2", 20, 30);
  quiet.effects.push_back(effect("g", "test.gain", {{"amount", constant(0.5)}}));
  Project flat = small()
                     .track("v1", {clip("c1", "a1", 40)})
                     .track(track("a1", {clip("s1", "a1", 20), quiet, clip("s3", "a1", 10, 40)}, TrackKind::audio));
  auto nested = make_compound(flat, {"c1", "s1", "s2"}, "opening");
  ASSERT_TRUE(nested) << nested.error().message;
  nested = make_compound(*nested, {compound_of(*nested)}, "deeper");
  ASSERT_TRUE(nested) << nested.error().message;
  const auto a = evaluator(flat), b = evaluator(*nested);
  const auto wanted = heard(*a, 0, 50, 9999);
  ASSERT_FALSE(wanted.empty());
  EXPECT_GT(std::ranges::max(wanted), 0.01f);
  EXPECT_TRUE(heard(*b, 0, 50, 9999) == wanted);
  EXPECT_TRUE(heard(*b, 0, 50, 4001) == wanted);
  // Backwards, as its pictures.
  Project reversed = *nested;
  for (const Track& t : nested->timeline.tracks)
    for (const Item& item : t.items)
      if (const Clip* c = std::get_if<Clip>(&item); c && c->source.kind == SourceKind::timeline)
        reversed.timeline = *set_speed(reversed.timeline, c->id, {-1, 1}, {24, 1}, false);
  auto turned = heard(*evaluator(reversed), 0, 40, 7001);
  std::ranges::reverse(turned);
  EXPECT_TRUE(turned == std::vector<float>(wanted.begin(), wanted.begin() + 80000));
  const auto read = graph_from_json(to_json(compiled(*nested)));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, compiled(*nested));
}

TEST_F(Nested, ARetimedSoundFollowsItsCurveHoweverItIsCut) {
  const auto at = [](std::int64_t frame, std::int64_t source, Interpolation to_next = Interpolation::linear) {
    TimeKey k;
    k.at = frames(frame);
    k.source = frames(source);
    k.to_next = to_next;
    return k;
  };
  Clip c = clip("s", "a1", 40);
  c.retime = {at(0, 10), at(10, 20), at(20, 20), at(30, 40, Interpolation::hold), at(35, 80), at(40, 75)};
  c.source_range = span_of(c.retime);
  const auto e = evaluator(small().track(track("a1", {c}, TrackKind::audio)));
  const auto plain = evaluator(small().track(track("a1", {clip("s", "a1", 100)}, TrackKind::audio)));
  const auto whole = heard(*e, 0, 40, 80000), source = heard(*plain, 0, 100, 50000);
  ASSERT_EQ(whole.size(), 80000u);
  EXPECT_TRUE(heard(*e, 0, 40, 777) == whole);
  for (int i = 100; i < 19900; ++i) ASSERT_NEAR(whole[i], source[20000 + i], 1e-4) << i;  // normal speed
  for (int i = 20010; i < 39990; ++i) ASSERT_EQ(whole[i], 0) << i;                        // a standstill is silent
  for (int i = 60010; i < 69990; ++i) ASSERT_EQ(whole[i], 0) << i;                        // so is a hold
  for (int i = 100; i < 9900; ++i) ASSERT_NEAR(whole[70000 + i], source[160000 - 1 - i], 2e-2) << i;  // backwards
}

}  // namespace
}  // namespace rushes
