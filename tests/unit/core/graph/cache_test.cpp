#include "core/graph/cache.hpp"

#include <gtest/gtest.h>

namespace rushes {
namespace {

struct Cache : ::testing::Test {
  std::shared_ptr<FramePool> pool = *FramePool::create();
  FramePtr frame(int w = 64, int h = 64, Rect bounds = {}) {
    const Rect full{0, 0, w, h};
    return *pool->allocate(video_format::yuv420(8), empty(bounds) ? full : bounds, full);
  }
};

TEST_F(Cache, GivesBackWhatCoversTheWish) {
  FrameCache cache(1 << 20);
  cache.insert({1, 1}, frame(64, 64, {0, 0, 64, 32}), 1000);
  EXPECT_TRUE(cache.find({1, 1}, {0, 0, 64, 32}));
  EXPECT_TRUE(cache.find({1, 1}, {0, 16, 64, 20}));
  EXPECT_FALSE(cache.find({1, 1}, {0, 0, 64, 64}));
  EXPECT_FALSE(cache.find({2, 1}, {0, 0, 1, 1}));
  cache.insert({1, 1}, frame(), 1000);
  EXPECT_TRUE(cache.find({1, 1}, {0, 0, 64, 64}));
  cache.insert({1, 1}, frame(64, 64, {0, 0, 64, 32}), 1000);  // less than there is
  EXPECT_TRUE(cache.find({1, 1}, {0, 0, 64, 64}));
}

TEST_F(Cache, StaysWithinItsBudget) {
  const std::uint64_t one = frame()->bytes() + 256;
  FrameCache cache(one * 10);
  for (std::uint64_t i = 0; i < 1000; ++i) {
    cache.insert({i, i * 7919}, frame(), 1000 + i);
    ASSERT_LE(cache.stats().bytes, one * 10);
  }
  EXPECT_EQ(cache.stats().entries, 10u);
  EXPECT_EQ(cache.stats().evictions, 990u);
  EXPECT_LE(pool->stats().in_use, one * 40);  // what left is freed
}

TEST_F(Cache, KeepsNothingWithoutABudget) {
  FrameCache cache(0);
  cache.insert({1, 1}, frame(), 1);
  EXPECT_FALSE(cache.find({1, 1}, {0, 0, 1, 1}));
}

TEST_F(Cache, DearAndWantedFramesOutliveCheapOnes) {
  const std::uint64_t one = frame()->bytes() + 256;
  FrameCache cache(one * 4);
  cache.insert({9, 9}, frame(), 50'000'000);
  for (std::uint64_t i = 0; i < 100; ++i) cache.insert({i + 10, i}, frame(), 1000);
  EXPECT_TRUE(cache.holds({9, 9}, {0, 0, 64, 64}));
}

}  // namespace
}  // namespace rushes
