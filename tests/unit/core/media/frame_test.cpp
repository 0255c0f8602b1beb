#include "helpers.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <thread>

namespace rushes {
namespace {

std::shared_ptr<FramePool> make_pool(std::uint64_t limit = 0) { return *FramePool::create(limit); }
const Rect hd{0, 0, 1920, 1080};

TEST(FramePool, RowsBeginAt64BytesAndHaveSlackBehind) {
  auto pool = make_pool();
  for (const VideoFormat& f :
       {video_format::yuv420(), video_format::yuv(1, 0, 10, true), video_format::rgba8(), video_format::rgba_float()}) {
    auto frame = pool->allocate(f, {0, 0, 161, 121}, {0, 0, 161, 121});
    ASSERT_TRUE(frame) << frame.error().message;
    for (int p = 0; p < (*frame)->n_planes; ++p) {
      const Plane& plane = (*frame)->planes[static_cast<std::size_t>(p)];
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(plane.data) % 64, 0u);
      EXPECT_EQ(plane.stride % 64, 0);
      std::memset(plane.data, 1, plane.buffer->size + 64);  // the sanitizer sees it when the slack is not ours
      EXPECT_GE(pool->arena_fd(plane.buffer->arena), 0);
    }
  }
}

TEST(FramePool, FreedMemoryComesBackWarm) {
  auto pool = make_pool();
  const std::byte* first = nullptr;
  for (int i = 0; i < 100; ++i) {
    auto frame = *pool->allocate(video_format::yuv420(), hd, hd);
    if (!i) first = frame->planes[0].data;
    EXPECT_EQ(frame->planes[0].data, first);
  }
  const auto s = pool->stats();
  EXPECT_EQ(s.allocations, 300u);
  EXPECT_EQ(s.in_use, 0u);
  EXPECT_GE(s.reuses, 296u);
  EXPECT_LE(s.reserved, 64u << 20);
}

TEST(FramePool, MixedSizesShareOneArenaAgainAfterTheyAreFreed) {
  auto pool = make_pool();
  for (int round = 0; round < 20; ++round) {
    std::vector<std::shared_ptr<Frame>> held;
    const Rect r{0, 0, 300 + 97 * round, 200 + 53 * round};
    for (int i = 0; i < 4; ++i) held.push_back(*pool->allocate(video_format::rgba8(), r, r));
  }
  EXPECT_LE(pool->stats().reserved, (64u << 20) + (256u << 20));
}

TEST(FramePool, RefusesBeyondItsLimitAndServesAgainBelowIt) {
  auto pool = make_pool(12u << 20);
  auto a = pool->allocate(video_format::rgba8(), hd, hd);
  ASSERT_TRUE(a);
  auto b = pool->allocate(video_format::rgba8(), hd, hd);
  ASSERT_FALSE(b);
  EXPECT_EQ(b.error().code, Errc::unavailable);
  *a = nullptr;
  EXPECT_TRUE(pool->allocate(video_format::rgba8(), hd, hd));
}

TEST(FramePool, RefusesWhatCannotBeHeld) {
  auto pool = make_pool();
  VideoFormat odd = video_format::yuv420();
  odd.bits = RUSHES_ANY;
  EXPECT_EQ(pool->allocate(odd, hd, hd).error().code, Errc::invalid);
  EXPECT_EQ(pool->allocate(video_format::rgba8(), {0, 0, 40000, 2}, {0, 0, 40000, 2}).error().code, Errc::invalid);
  EXPECT_EQ(pool->allocate(video_format::rgba8(), {0, 0, 20, 20}, {0, 0, 10, 10}).error().code, Errc::invalid);
  EXPECT_EQ(pool->allocate(video_format::yuv420(), {1, 0, 9, 9}, {0, 0, 10, 10}).error().code, Errc::invalid);
}

TEST(FramePool, ThreadsTakeAndGiveBackAtOnce) {
  auto pool = make_pool();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 500; ++i) {
        const Rect r{0, 0, 64 + 32 * ((i + t) % 5), 64};
        auto f = *pool->allocate(video_format::rgba8(), r, r);
        std::memset(f->planes[0].data, t, f->planes[0].buffer->size);
        ASSERT_EQ(static_cast<int>(f->planes[0].data[f->planes[0].buffer->size - 1]), t);
      }
    });
  }
  for (auto& t : threads) t.join();
  pool->trim();
  EXPECT_EQ(pool->stats().in_use, 0u);
}

TEST(Frame, IsWrittenInPlaceOnlyWhenNobodyElseHoldsIt) {
  auto pool = make_pool();
  auto made = *pool->allocate(video_format::yuv420(), hd, hd);
  const std::byte* data = made->planes[0].data;
  auto alone = make_writable(*pool, std::move(made));
  ASSERT_TRUE(alone);
  EXPECT_EQ((*alone)->planes[0].data, data);

  std::memset((*alone)->planes[0].data, 7, (*alone)->planes[0].buffer->size);
  FramePtr shared = *alone;
  auto copy = make_writable(*pool, std::move(*alone));
  ASSERT_TRUE(copy);
  EXPECT_NE((*copy)->planes[0].data, data);
  std::memset((*copy)->planes[0].data, 9, (*copy)->planes[0].buffer->size);
  EXPECT_EQ(static_cast<int>(shared->planes[0].data[100]), 7);
}

TEST(Frame, CopiesOnlyThePlanesThatAreShared) {
  auto pool = make_pool();
  auto a = *pool->allocate(video_format::yuv420(), hd, hd);
  auto b = std::make_shared<Frame>(*pool->allocate(video_format::yuv420(), hd, hd).operator*());
  b->planes[1] = a->planes[1];
  const std::byte* own = b->planes[0].data;
  auto w = make_writable(*pool, std::move(b));
  ASSERT_TRUE(w);
  EXPECT_EQ((*w)->planes[0].data, own);
  EXPECT_NE((*w)->planes[1].data, a->planes[1].data);
}

TEST(Frame, ACropShowsTheSamePixelsWithoutACopy) {
  auto pool = make_pool();
  auto f = *pool->allocate(video_format::yuv420(), hd, hd);
  for (int y = 0; y < 1080; ++y) {
    for (int x = 0; x < 1920; ++x)
      f->planes[0].data[y * f->planes[0].stride + x] = static_cast<std::byte>(x * 3 + y * 7);
  }
  const FramePtr crop = crop_view(f, {301, 51, 700, 401});
  EXPECT_TRUE(contains(crop->bounds, {301, 51, 700, 401}));
  EXPECT_EQ(crop->bounds.x1 % 2, 0);
  EXPECT_EQ(crop->planes[0].buffer, f->planes[0].buffer);
  for (int p = 0; p < 3; ++p)
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(crop->planes[static_cast<std::size_t>(p)].data) % 64, 0u);
  const auto* row = crop->planes[0].data + (60 - crop->bounds.y1) * crop->planes[0].stride;
  EXPECT_EQ(static_cast<int>(row[400 - crop->bounds.x1]), (400 * 3 + 60 * 7) & 255);
  EXPECT_TRUE(same(crop->full, hd));
}

TEST(VideoFormat, AlignmentGrowsToWholeChromaSamplesWithinThePicture) {
  EXPECT_TRUE(same(align({3, 5, 7, 9}, video_format::yuv420(), {0, 0, 100, 100}), {2, 4, 8, 10}));
  EXPECT_TRUE(same(align({3, 5, 99, 99}, video_format::yuv420(), {0, 0, 99, 99}), {2, 4, 99, 99}));
  EXPECT_EQ(plane_width(video_format::yuv420(), 1, 161), 81);
}

}  // namespace
}  // namespace rushes
