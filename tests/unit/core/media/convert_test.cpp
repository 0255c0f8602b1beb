#include "helpers.hpp"

#include "core/media/convert.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace rushes {
namespace {

using testing::Folder;
using testing::psnr;

VideoFormat tagged(VideoFormat f, int matrix, bool full) {
  f.matrix = static_cast<std::uint8_t>(matrix);
  f.full_range = full;
  return f;
}

// A smooth coloured picture, so that subsampled chroma can hold it.
std::shared_ptr<Frame> chart(FramePool& pool, int w = 192, int h = 108) {
  VideoFormat f = video_format::rgba8();
  f.alpha = RUSHES_ALPHA_NONE;
  auto out = *pool.allocate(f, {0, 0, w, h}, {0, 0, w, h});
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x) {
      const double u = x / (w - 1.0), v = y / (h - 1.0);
      const double c[3] = {0.1 + 0.8 * u, 0.15 + 0.7 * v, 0.5 + 0.35 * std::sin(3 * u + 2 * v)};
      for (int k = 0; k < 3; ++k)
        out->planes[0].data[y * out->planes[0].stride + 3 * x + k] = static_cast<std::byte>(std::lround(255 * c[k]));
    }
  }
  return out;
}

TEST(Convert, TheSameFormatIsTheSameFrame) {
  auto pool = *FramePool::create();
  FramePtr f = chart(*pool);
  EXPECT_EQ(*convert(*pool, f, f->format), f);
}

TEST(Convert, TagsThatMeanTheSameShareThePixels) {
  auto pool = *FramePool::create();
  FramePtr f = *convert(*pool, chart(*pool), tagged(video_format::yuv420(), 5, false));
  auto other = *convert(*pool, f, tagged(video_format::yuv420(), 6, false));
  EXPECT_EQ(other->planes[0].data, f->planes[0].data);
}

TEST(Convert, ThereAndBackKeepsThePicture) {
  auto pool = *FramePool::create();
  FramePtr source = chart(*pool);
  for (const int matrix : {1, 6, 9}) {
    for (const bool full : {false, true}) {
      for (const int bits : {8, 10}) {
        for (const int sub : {0, 1}) {
          const VideoFormat f = tagged(video_format::yuv(sub, sub, bits, false), matrix, full);
          auto yuv = convert(*pool, source, f);
          ASSERT_TRUE(yuv) << yuv.error().message;
          auto back = convert(*pool, *yuv, source->format);
          ASSERT_TRUE(back) << back.error().message;
          EXPECT_GT(psnr(*source, **back), 40) << to_string(f);
        }
      }
    }
  }
}

// The judge is ffmpeg's zscale filter, given the same tags.
TEST(Convert, AgreesWithZscaleForEveryMatrixRangeAndDepth) {
  auto pool = *FramePool::create();
  Folder folder;
  FramePtr source = chart(*pool);
  const std::string raw = folder / "in.raw", out = folder / "out.raw";
  {
    std::ofstream file(raw, std::ios::binary);
    for (int y = 0; y < 108; ++y)
      file.write(reinterpret_cast<const char*>(source->planes[0].data + y * source->planes[0].stride), 192 * 3);
  }
  for (const auto& [matrix, name] : {std::pair{1, "709"}, {6, "170m"}, {9, "2020_ncl"}}) {
    for (const bool full : {false, true}) {
      for (const int bits : {8, 10}) {
        const VideoFormat f = tagged(video_format::yuv(1, 1, bits, false), matrix, full);
        ASSERT_TRUE(testing::ffmpeg("-f rawvideo -pix_fmt rgb24 -s 192x108 -i " + raw +
                                    " -vf format=gbrp,zscale=matrixin=gbr:rangein=full:matrix=" + name +
                                    ":range=" + (full ? "full" : "limited") + ":chromal=left:filter=bicubic,format=" +
                                    (bits == 8 ? "yuv420p" : "yuv420p10le") + " -f rawvideo " + out));
        const std::string expected = testing::bytes_of(out);
        auto mine = *convert(*pool, source, f);
        auto theirs = *pool->allocate(f, mine->bounds, mine->full);
        std::size_t at = 0;
        for (int p = 0; p < 3; ++p) {
          const auto row = static_cast<std::size_t>(plane_width(f, p, 192) * f.bytes);
          for (int y = 0; y < plane_height(f, p, 108); ++y, at += row) {
            ASSERT_LE(at + row, expected.size());
            std::memcpy(theirs->planes[static_cast<std::size_t>(p)].data +
                            y * theirs->planes[static_cast<std::size_t>(p)].stride,
                        expected.data() + at, row);
          }
        }
        EXPECT_GT(psnr(*theirs, *mine), 45) << to_string(f);
      }
    }
  }
}

TEST(Convert, BlackAndWhiteLandOnTheirCodes) {
  auto pool = *FramePool::create();
  auto white = *solid(*pool, video_format::yuv420(), 16, 16, 1, 1, 1, 1);
  EXPECT_EQ(testing::sample(*white, 0, 8, 8), 235);
  EXPECT_EQ(testing::sample(*white, 1, 4, 4), 128);
  auto black = *solid(*pool, tagged(video_format::yuv420(10), 1, true), 16, 16, 0, 0, 0, 1);
  EXPECT_EQ(testing::sample(*black, 0, 8, 8), 0);
  EXPECT_EQ(testing::sample(*black, 1, 4, 4), 512);
  auto red = *solid(*pool, video_format::rgba8(), 16, 16, 1, 0, 0, 0.5);
  EXPECT_NEAR(testing::sample(*red, 0, 0, 0), 128, 1);
  EXPECT_EQ(testing::sample(*red, 0, 1, 0), 0);
  EXPECT_NEAR(testing::sample(*red, 0, 3, 0), 128, 1);
}

TEST(Convert, DividingByAlphaUndoesMultiplying) {
  auto pool = *FramePool::create();
  VideoFormat straight = video_format::rgba8();
  straight.alpha = RUSHES_ALPHA_STRAIGHT;
  auto f = *pool->allocate(straight, {0, 0, 64, 4}, {0, 0, 64, 4});
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 64; ++x) {
      const int px[4] = {x * 4, 255 - x * 4, 90, 255 - 20 * y};
      for (int c = 0; c < 4; ++c)
        f->planes[0].data[y * f->planes[0].stride + 4 * x + c] = static_cast<std::byte>(px[c]);
    }
  }
  auto multiplied = *convert(*pool, f, video_format::rgba8());
  EXPECT_EQ(testing::sample(*multiplied, 0, 4 * 63, 3), std::round(252 * 195 / 255.0));
  auto back = *convert(*pool, multiplied, straight);
  EXPECT_GT(psnr(*f, *back), 50);
}

TEST(Convert, DroppingAlphaShowsThePictureOverBlack) {
  auto pool = *FramePool::create();
  auto half = *solid(*pool, video_format::yuv(1, 1, 8, true), 16, 16, 1, 1, 1, 0.5);
  EXPECT_EQ(half->n_planes, 4);
  EXPECT_EQ(testing::sample(*half, 0, 3, 3), 235);
  auto over = *convert(*pool, half, video_format::yuv420());
  EXPECT_NEAR(testing::sample(*over, 0, 3, 3), 16 + 219 * 0.5, 1);
}

TEST(Convert, NotANumberBecomesBlackAndDoesNotSpread) {
  auto pool = *FramePool::create();
  auto f = std::const_pointer_cast<Frame>(*solid(*pool, video_format::rgba_float(), 32, 32, 0.5, 0.5, 0.5, 1));
  auto* row = reinterpret_cast<float*>(f->planes[0].data + 10 * f->planes[0].stride);
  row[4 * 10] = NAN;
  row[4 * 12] = INFINITY;
  VideoFormat flat = video_format::rgba8();
  auto out = *convert(*pool, f, flat);
  EXPECT_EQ(testing::sample(*out, 0, 4 * 10, 10), 0);
  EXPECT_EQ(testing::sample(*out, 0, 4 * 12, 10), 255);
  auto small = *scale(*pool, f, 16, 16, video_format::rgba_float());
  for (int y = 0; y < 16; ++y) {
    for (int x = 0; x < 64; ++x) ASSERT_TRUE(std::isfinite(testing::sample(*small, 0, x, y)));
  }
}

TEST(Convert, GrayAndColourMeet) {
  auto pool = *FramePool::create();
  VideoFormat gray{};
  gray.family = RUSHES_FAMILY_GRAY;
  gray.sample = RUSHES_SAMPLE_UINT;
  gray.bits = 8;
  gray.bytes = gray.primaries = gray.matrix = gray.full_range = 1;
  gray.transfer = 13;
  auto luma = *convert(*pool, chart(*pool), gray);
  auto colour = convert(*pool, luma, video_format::yuv420());
  ASSERT_TRUE(colour) << colour.error().message;
  EXPECT_EQ(testing::sample(**colour, 1, 5, 5), 128);
  EXPECT_GT(psnr(*luma, **convert(*pool, *colour, gray)), 48);
}

TEST(Convert, OddSizesHaveWholeEdges) {
  auto pool = *FramePool::create();
  auto source = chart(*pool, 161, 121);
  auto yuv = convert(*pool, source, video_format::yuv420());
  ASSERT_TRUE(yuv) << yuv.error().message;
  EXPECT_EQ(width((*yuv)->bounds), 161);
  auto back = *convert(*pool, *yuv, source->format);
  EXPECT_GT(psnr(*source, *back), 40);
  auto up = scale(*pool, *yuv, 321, 241, video_format::yuv420());
  ASSERT_TRUE(up) << up.error().message;
  auto down = *scale(*pool, *up, 161, 121, source->format);
  EXPECT_GT(psnr(*source, *down), 38);
}

TEST(Convert, ScalingKeepsThePicture) {
  auto pool = *FramePool::create();
  FramePtr source = chart(*pool, 640, 360);
  for (const Filter filter : {Filter::bilinear, Filter::bicubic, Filter::lanczos}) {
    auto small = *scale(*pool, source, 320, 180, source->format, filter);
    auto expected = chart(*pool, 320, 180);
    EXPECT_GT(psnr(*expected, *small), 38);
  }
}

TEST(Fit, KeepsTheShapeAndCentresOnBlack) {
  auto pool = *FramePool::create();
  auto wide = std::const_pointer_cast<Frame>(*solid(*pool, video_format::yuv420(), 100, 100, 1, 1, 1, 1));
  wide->pixel_aspect = {2, 1};  // shown 200 x 100
  auto out = *fit(*pool, wide, 400, 400, video_format::yuv420());
  EXPECT_EQ(width(out->full), 400);
  EXPECT_EQ(testing::sample(*out, 0, 200, 50), 16);
  EXPECT_EQ(testing::sample(*out, 0, 5, 200), 235);
  EXPECT_EQ(testing::sample(*out, 0, 395, 290), 235);
  EXPECT_EQ(testing::sample(*out, 0, 200, 350), 16);
  EXPECT_EQ(out->pixel_aspect.num, 1);
}

TEST(Fit, LeavesTheRestClearWhereThereIsAlpha) {
  auto pool = *FramePool::create();
  auto out = *fit(*pool, *solid(*pool, video_format::yuv420(), 64, 32, 1, 1, 1, 1), 64, 64, video_format::rgba8());
  EXPECT_EQ(testing::sample(*out, 0, 3, 2), 0);
  EXPECT_EQ(testing::sample(*out, 0, 3, 32), 255);
}

}  // namespace
}  // namespace rushes
