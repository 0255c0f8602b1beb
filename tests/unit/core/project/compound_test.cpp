// Compound clips and timelines within timelines.
#include "core/project/edit_compound.hpp"
#include "core/timeline/edits.hpp"
#include "tests/support/project_builder.hpp"

#include <gtest/gtest.h>

namespace rushes {
namespace {

using testing::clip;
using testing::dissolve;
using testing::frames;
using testing::gap;
using testing::linked;
using testing::ProjectBuilder;

Project small() {
  return ProjectBuilder()
      .asset("s", 500)
      .track("v1",
             {clip("a", "s", 20), dissolve("x", 4), linked(clip("b", "s", 30, 40), "l1"), clip("d", "s", 10, 100)})
      .track("v2", {gap(25), clip("c", "s", 10, 200)})
      .track("a1", {gap(20), linked(clip("bs", "s", 30, 40), "l1")}, TrackKind::audio);
}

const Clip& nth(const Project& p, std::size_t t, std::size_t i) {
  return std::get<Clip>(p.timeline.tracks[t].items[i]);
}

TEST(Compound, TakesTheClipsAlongAndStandsInTheirPlace) {
  const auto made = make_compound(small(), {"a", "b", "c"}, "opening");
  ASSERT_TRUE(made) << made.error().message;
  ASSERT_EQ(made->timelines.size(), 1u);
  const Timeline& inner = made->timelines[0].timeline;
  ASSERT_EQ(inner.tracks.size(), 3u);
  EXPECT_EQ(inner.tracks[0].items.size(), 3u) << "a, the dissolve, b";
  EXPECT_EQ(duration(inner), frames(50));
  const Clip& shown = nth(*made, 0, 0);
  EXPECT_EQ(shown.source.kind, SourceKind::timeline);
  EXPECT_EQ(shown.duration, frames(50));
  EXPECT_EQ(nth(*made, 0, 1).id, "d");
  EXPECT_EQ(nth(*made, 2, 0).source, shown.source) << "its sound";
  EXPECT_EQ(nth(*made, 2, 0).link, shown.link);
  EXPECT_FALSE(shown.link.empty());
  EXPECT_EQ(duration(made->timeline), duration(small().timeline));
}

TEST(Compound, ComesApartAgain) {
  const auto made = make_compound(small(), {"a", "b", "c"}, "opening");
  ASSERT_TRUE(made) << made.error().message;
  const auto apart = break_compound(*made, nth(*made, 0, 0).id);
  ASSERT_TRUE(apart) << apart.error().message;
  EXPECT_TRUE(apart->timelines.empty());
  const Project before = small();
  ASSERT_EQ(apart->timeline.tracks.size(), 4u) << "the upper track comes back as one of its own";
  EXPECT_EQ(apart->timeline.tracks[0].items.size(), before.timeline.tracks[0].items.size());
  for (const std::size_t i : {0u, 2u, 3u}) {
    EXPECT_EQ(nth(*apart, 0, i).source_range, nth(before, 0, i).source_range);
    EXPECT_EQ(nth(*apart, 0, i).id, nth(before, 0, i).id);
  }
  const Track& above = apart->timeline.tracks[1];
  ASSERT_EQ(above.items.size(), 3u);
  EXPECT_EQ(duration(above.items[0]), frames(25));
  EXPECT_EQ(std::get<Clip>(above.items[1]).id, "c");
  EXPECT_EQ(nth(*apart, 3, 1).link, nth(*apart, 0, 2).link);
}

TEST(Compound, ATrimmedOneComesApartTrimmed) {
  Project made = *make_compound(small(), {"a", "b", "c"}, "opening");
  const std::string id = nth(made, 0, 0).id;
  made.timeline = *trim_start(made.timeline, id, frames(10));
  made.timeline = *trim_end(made.timeline, id, frames(-5));
  const auto apart = break_compound(made, id);
  ASSERT_TRUE(apart) << apart.error().message;
  EXPECT_EQ(duration(apart->timeline.tracks[0].items[0]), frames(10)) << "the gap that the trim left";
  EXPECT_EQ(nth(*apart, 0, 1).source_range, (TimeRange{frames(10), frames(20)}));
  EXPECT_EQ(nth(*apart, 0, 3).source_range, (TimeRange{frames(40), frames(65)}));
}

TEST(Compound, RefusesWhatLiesBetween) {
  EXPECT_EQ(make_compound(small(), {"a", "d"}, "n").error().message,
            "make compound: clip b lies between the others on track v1; choose it too, or move it away");
  EXPECT_EQ(break_compound(small(), "a").error().message, "break compound: clip a does not show a timeline");
}

TEST(Compound, CompoundsNestAndSurviveARoundTrip) {
  Project p = *make_compound(small(), {"a", "b", "c"}, "inner");
  p = *make_compound(p, {nth(p, 0, 0).id, "d"}, "outer");
  ASSERT_EQ(p.timelines.size(), 2u);
  const auto read = project_from_json(to_json(p));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, p);
}

TEST(Nesting, CirclesAndTimelinesThatAreNotThereAreRefused) {
  Project p = *make_compound(small(), {"a", "b", "c"}, "inner");
  Project circle = p;
  std::get<Clip>(circle.timelines[0].timeline.tracks[0].items[0]).source = nth(p, 0, 0).source;
  EXPECT_EQ(validate(circle).error().message, "timelines[0]: timeline n1 shows itself by way of its clips");
  p.timelines.clear();
  EXPECT_EQ(validate(p).error().message, "timeline.tracks[0].items[0].source.id: there is no timeline \"n1\"");
}

}  // namespace
}  // namespace rushes
