#include "core/media/source.hpp"
#include "core/media/still.hpp"
#include "tests/unit/core/media/helpers.hpp"

#include <gtest/gtest.h>

namespace rushes::testing {
namespace {

bool mapped(const std::string& library) { return bytes_of("/proc/self/maps").find(library) != std::string::npos; }

// A process of its own under CTest, as every test.
TEST(StillsModule, IsLoadedWithTheFirstStillAndNotBefore) {
  if (mapped("librushes_stills")) GTEST_SKIP() << "another test of this process has read a still";
  Folder folder;
  ASSERT_TRUE(ffmpeg("-f lavfi -i testsrc2=s=64x48:r=25:d=1 -c:v ffv1 " + (folder / "a.mkv")));
  ASSERT_TRUE(ffmpeg("-f lavfi -i testsrc2=s=64x48 -frames:v 1 " + (folder / "a.png")));
  auto pool = *FramePool::create();
  auto film = open_media(pool, folder / "a.mkv");
  ASSERT_TRUE(film && (*film)->frame(3));
  EXPECT_FALSE(mapped("OpenImageIO"));
  auto still = read_still(*pool, folder / "a.png");
  ASSERT_TRUE(still) << still.error().message;
  EXPECT_TRUE(mapped("OpenImageIO"));
}

}  // namespace
}  // namespace rushes::testing
