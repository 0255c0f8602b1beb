#include "core/timeline/ids.hpp"
#include "core/timeline/timeline.hpp"
#include "tests/support/project_builder.hpp"

#include <gtest/gtest.h>

namespace rushes {
namespace {

using testing::clip;
using testing::dissolve;
using testing::frames;
using testing::gap;

TEST(Layout, ItemsFollowEachOther) {
  const auto placed = layout(testing::track("v1", {clip("c1", "a", 10), gap(5), clip("c2", "a", 20)}));
  ASSERT_EQ(placed.size(), 3u);
  EXPECT_EQ(placed[0].range, (TimeRange{frames(0), frames(10)}));
  EXPECT_EQ(placed[1].range, (TimeRange{frames(10), frames(15)}));
  EXPECT_EQ(placed[2].range, (TimeRange{frames(15), frames(35)}));
  EXPECT_EQ(placed[2].index, 2u);
}

TEST(Layout, TransitionCoversTheCutAndTakesNoRoom) {
  const Track track = testing::track("v1", {clip("c1", "a", 10), dissolve("x1", 3), clip("c2", "a", 20)});
  const auto placed = layout(track);
  EXPECT_EQ(placed[1].range, (TimeRange{frames(7), frames(13)}));
  EXPECT_EQ(placed[2].range.start, frames(10));
  EXPECT_EQ(duration(track), frames(30));
}

TEST(Layout, TimelineIsAsLongAsItsLongestEnabledTrack) {
  Timeline timeline = testing::timeline({testing::track("v1", {gap(10)}), testing::track("v2", {gap(30)})});
  EXPECT_EQ(duration(timeline), frames(30));
  timeline.tracks[1].enabled = false;
  EXPECT_EQ(duration(timeline), frames(10));
  EXPECT_EQ(duration(Timeline{}), Time{});
}

TEST(Ids, NextIsOneAboveTheHighest) {
  Ids ids(testing::timeline({testing::track("v1", {clip("c2", "a", 1), clip("c6", "a", 1), clip("cx", "a", 1)})}));
  EXPECT_EQ(ids.next("c"), "c7");
  EXPECT_EQ(ids.next("c"), "c8");
  EXPECT_EQ(ids.next("v"), "v2");
  EXPECT_EQ(ids.next("e"), "e1");
}

TEST(Ids, AreNeverTaken) {
  Ids ids(testing::timeline({}));
  EXPECT_TRUE(ids.take("c2"));
  EXPECT_FALSE(ids.take("c2"));
  EXPECT_EQ(ids.next("c"), "c3");
  EXPECT_TRUE(ids.take("c4"));
  EXPECT_EQ(ids.next("c"), "c5");
}

}  // namespace
}  // namespace rushes
