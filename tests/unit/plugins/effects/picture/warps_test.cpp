// Where pixels go.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

// A picture whose red is x and green is y, so that a pixel tells where it came from; opaque.
Picture map_picture(int w, int h) {
  Picture p(rgba(32), w, h);
  p.fill([&](int, int x, int y) {
    return x % 4 == 0 ? (x / 4 + 0.5) / w : x % 4 == 1 ? (y + 0.5) / h : x % 4 == 2 ? 0 : 1;
  });
  return p;
}
Picture rendered(const char* plugin, const Call& call, const Picture& in) {
  const Plugin effect(plugin);
  Picture out(effect.output_format(in.format()), in.bounds().x2, in.bounds().y2);
  EXPECT_EQ(effect.render(call, {&in}, out), "");
  return out;
}

TEST(Mirror, TwiceIsThePictureExactly) {
  const Picture in = noise(yuv(8, 0, 0, false, true), 61, 40, 4), grid = noise(rgba(8), 61, 40, 4);
  for (const char* style : {"horizontal", "vertical", "both"}) {
    const Call call{.texts = {{"style", style}}};
    EXPECT_EQ(grid.difference(rendered("warps/mirror", call, rendered("warps/mirror", call, grid))), "") << style;
  }
  EXPECT_NE(grid.difference(rendered("warps/mirror", {}, grid)), "");
}

TEST(Mirror, HalvesAreReflected) {
  const Picture out = rendered("warps/mirror", {.texts = {{"style", "right"}}}, map_picture(40, 20));
  for (int x = 0; x < 40; ++x) EXPECT_EQ(out.get(0, 4 * x, 7), out.get(0, 4 * (39 - x), 7));
  EXPECT_GT(out.get(0, 0, 7), 0.9);
}

TEST(CornerPin, NeutralIsThePictureAndCornersGoWhereTheyShould) {
  const Picture in = map_picture(80, 60);
  EXPECT_EQ(in.difference(rendered("warps/corner_pin", {}, in), 1e-6), "");
  const Call call{.numbers = {{"left_top", {0.2, 0.1}},
                              {"right_top", {0.9, 0.25}},
                              {"right_bottom", {0.8, 0.9}},
                              {"left_bottom", {0.1, 0.8}}}};
  const Picture out = rendered("warps/corner_pin", call, in);
  // Just within a corner shows that corner; the crossing of the diagonals is the middle.
  EXPECT_NEAR(out.get(0, 4 * 17, 8), 0.03, 0.05);
  EXPECT_NEAR(out.get(0, 4 * 17 + 1, 8), 0.05, 0.06);
  EXPECT_EQ(out.get(0, 3, 0), 0);
  const double ax = 0.2, ay = 0.1, bx = 0.8, by = 0.9, cx = 0.9, cy = 0.25, dx = 0.1, dy = 0.8;
  const double den = (ax - bx) * (cy - dy) - (ay - by) * (cx - dx);
  const double mx = ((ax * by - ay * bx) * (cx - dx) - (ax - bx) * (cx * dy - cy * dx)) / den,
               my = ((ax * by - ay * bx) * (cy - dy) - (ay - by) * (cx * dy - cy * dx)) / den;
  const int px = static_cast<int>(mx * 80), py = static_cast<int>(my * 60);
  EXPECT_NEAR(out.get(0, 4 * px, py), 0.5, 0.02);
  EXPECT_NEAR(out.get(0, 4 * px + 1, py), 0.5, 0.02);
}

TEST(CornerPin, CrossedCornersShowNothing) {
  const Picture out = rendered("warps/corner_pin", {.numbers = {{"left_top", {1, 1}}}}, map_picture(20, 20));
  EXPECT_EQ(out.get(0, 4 * 10 + 3, 10), 0);
}

// Straight lines move by the polynomial to within a tenth of a pixel.
TEST(LensDistortion, FollowsItsPolynomial) {
  const int w = 160, h = 120;
  const Picture out =
      rendered("warps/lens_distortion", {.numbers = {{"amount", {-0.2}}, {"fine", {0.05}}}}, map_picture(w, h));
  const double half = (w * w + h * h) / 4.0;
  for (const int x : {5, 30, 80, 140})
    for (const int y : {4, 60, 110}) {
      const double dx = x + 0.5 - w / 2.0, dy = y + 0.5 - h / 2.0, r = (dx * dx + dy * dy) / half;
      const double m = 1 - 0.2 * r + 0.05 * r * r;
      EXPECT_NEAR(out.get(0, 4 * x, y) * w, w / 2.0 + dx * m, 0.1) << x << "," << y;
      EXPECT_NEAR(out.get(0, 4 * x + 1, y) * h, h / 2.0 + dy * m, 0.1) << x << "," << y;
    }
}

TEST(PictureInPicture, IsWhereItShouldBe) {
  const Picture out =
      rendered("warps/picture_in_picture",
               {.numbers = {{"size", {0.25}}, {"margin", {0.1}}, {"border", {0}}}, .texts = {{"corner", "left_top"}}},
               map_picture(200, 100));
  EXPECT_EQ(out.get(0, 4 * 9 + 3, 20), 0);
  EXPECT_EQ(out.get(0, 4 * 11 + 3, 20), 1);
  EXPECT_EQ(out.get(0, 4 * 59 + 3, 34), 1);
  EXPECT_EQ(out.get(0, 4 * 61 + 3, 34), 0);
  EXPECT_NEAR(out.get(0, 4 * 35, 22), 0.51, 0.01);
}

TEST(KenBurns, StartsAndEndsAtItsViews) {
  const auto middle = [](std::int64_t frame) {
    const Picture out =
        rendered("warps/ken_burns",
                 {.numbers = {{"from", {0.4, 0.5}}, {"from.zoom", {2}}, {"to", {0.6, 0.55}}, {"to.zoom", {4}}},
                  .frame = frame,
                  .duration = 100},
                 map_picture(101, 81));
    return out.get(0, 4 * 50, 40);
  };
  EXPECT_NEAR(middle(0), 0.4, 0.003);
  EXPECT_NEAR(middle(99), 0.6, 0.003);
  double last = 0;
  for (int f = 0; f < 100; f += 9) {
    EXPECT_GT(middle(f) + 1e-9, last);
    last = middle(f);
  }
}

TEST(Crop, CutsItsShare) {
  const Picture out = rendered("warps/crop", {.numbers = {{"left", {0.25}}, {"bottom", {0.5}}}}, map_picture(40, 20));
  EXPECT_EQ(out.get(0, 4 * 9 + 3, 4), 0);
  EXPECT_EQ(out.get(0, 4 * 10 + 3, 4), 1);
  EXPECT_EQ(out.get(0, 4 * 20 + 3, 9), 1);
  EXPECT_EQ(out.get(0, 4 * 20 + 3, 10), 0);
}

TEST(ChromaticAberration, MovesRedAndBlueApart) {
  const Picture out = rendered("warps/chromatic_aberration", {.numbers = {{"amount", {10}}}}, map_picture(160, 120));
  const double corner = std::hypot(160, 120) / 2, x = 150.5 - 80;
  EXPECT_NEAR(out.get(0, 4 * 150, 60) * 160, 150.5 + x * 5 / corner, 0.1);
  EXPECT_NEAR(out.get(0, 4 * 150 + 1, 60) * 120, 60.5, 0.1);
}

}  // namespace
}  // namespace rushes::test
