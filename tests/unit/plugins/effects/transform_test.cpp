// transform: exact where a picture moves by whole pixels or turns by right angles, true to a function where it scales.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

Picture transformed(const Call& call, const Picture& in, int width, int height) {
  const Plugin transform("transform");
  Picture out(transform.output_format(in.format()), width, height);
  EXPECT_EQ(transform.render(call, {&in}, out), "");
  return out;
}

TEST(Transform, WholePixelsAreExact) {
  for (const char* filter : {"bilinear", "bicubic", "lanczos"}) {
    const Picture in = noise(yuv(8, 1, 1), 64, 48, 1);
    const Picture out = transformed(
        {.numbers = {{"position", {0.5 + 6 / 64.0, 0.5 - 4 / 48.0}}}, .texts = {{"filter", filter}}}, in, 64, 48);
    for (int y = 0; y < 48; ++y)
      for (int x = 0; x < 64; ++x) {
        const int sx = x - 6, sy = y + 4;
        const bool inside = sx >= 0 && sy < 48;
        ASSERT_EQ(out.get(3, x, y), inside ? 255 : 0) << x << "," << y;
        ASSERT_EQ(out.get(0, x, y), inside ? in.get(0, sx, sy) : 16) << x << "," << y;
        if (inside && x % 2 == 0 && y % 2 == 0) {
          ASSERT_EQ(out.get(2, x / 2, y / 2), in.get(2, sx / 2, sy / 2));
        }
      }
  }
}

TEST(Transform, RightAnglesAreExact) {
  for (const int bits : {8, 16, 32}) {
    const Picture in = noise(rgba(bits), 40, 40, 1);
    Picture out(rgba(bits), 40, 40);
    const Plugin transform("transform");
    for (const double turns : {1, 2, 3, -1}) {
      ASSERT_EQ(transform.render({.numbers = {{"rotation", {turns * 90}}}}, {&in}, out), "");
      for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 40; ++x)
          for (int c = 0; c < 4; ++c) {
            const double want = turns == 2   ? in.get(0, 4 * (39 - x) + c, 39 - y)
                                : turns == 1 ? in.get(0, 4 * y + c, 39 - x)
                                             : in.get(0, 4 * (39 - y) + c, x);
            ASSERT_EQ(out.get(0, 4 * x + c, y), want) << turns << " " << x << "," << y << "," << c;
          }
    }
  }
}

TEST(Transform, MirrorsExactly) {
  const Picture in = noise(yuv(8, 0, 0), 31, 9, 1);
  const Picture out = transformed({.numbers = {{"scale", {-1, 1}}}}, in, 31, 9);
  for (int x = 0; x < 31; ++x) ASSERT_EQ(out.get(1, x, 4), in.get(1, 30 - x, 4));
}

// A smooth function sampled at the centres of its pixels must be that function after scaling.
double wave(double x, double y) { return 128 + 80 * std::sin(x * 6) * std::cos(y * 5); }

TEST(Transform, ScalingKeepsASmoothFunction) {
  Picture in(yuv(8, 0, 0), 200, 100);
  in.fill([](int, int x, int y) { return std::round(wave((x + 0.5) / 200, (y + 0.5) / 100)); });
  for (const auto& [w, h] : {std::pair{400, 200}, {100, 50}, {64, 32}, {37, 18}})
    for (const char* filter : {"bilinear", "bicubic", "lanczos"}) {
      const Picture out = transformed({.texts = {{"fit", "stretch"}, {"filter", filter}}}, in, w, h);
      for (int y = 3; y < h - 3; ++y)
        for (int x = 3; x < w - 3; ++x)
          ASSERT_NEAR(out.get(0, x, y), wave((x + 0.5) / w, (y + 0.5) / h), 2.5)
              << filter << " " << w << " " << x << "," << y;
    }
}

TEST(Transform, TurningKeepsASmoothFunction) {
  Picture in(yuv(8, 0, 0), 128, 128);
  in.fill([](int, int x, int y) { return std::round(wave((x + 0.5) / 128, (y + 0.5) / 128)); });
  for (const double scale : {1.0, 0.4}) {
    const Picture out = transformed({.numbers = {{"rotation", {30}}, {"scale", {scale, scale}}}}, in, 128, 128);
    const double c = std::cos(30 * M_PI / 180), s = std::sin(30 * M_PI / 180);
    int seen = 0;
    for (int y = 0; y < 128; ++y)
      for (int x = 0; x < 128; ++x) {
        const double dx = (x + 0.5 - 64) / scale, dy = (y + 0.5 - 64) / scale;
        const double u = 64 + c * dx + s * dy, v = 64 - s * dx + c * dy;
        if (u < 6 || v < 6 || u > 122 || v > 122) continue;
        ++seen;
        ASSERT_EQ(out.get(3, x, y), 255);
        ASSERT_NEAR(out.get(0, x, y), wave(u / 128, v / 128), 2.5) << x << "," << y;
      }
    EXPECT_GT(seen, 1000);
  }
}

TEST(Transform, FlatStaysFlatToTheEdge) {
  Picture in(yuv(10, 1, 1), 99, 55);
  in.fill([](int k, int, int) { return k ? 700 : 600; });
  for (const double rotation : {0.0, 17.0}) {
    const Picture out = transformed(
        {.numbers = {{"scale", {0.63, 0.41}}, {"rotation", {rotation}}}, .texts = {{"filter", "lanczos"}}}, in, 99, 55);
    double most = 0;
    for (int y = 0; y < 55; ++y)
      for (int x = 0; x < 99; ++x) {
        if (out.get(3, x, y) == 0) continue;
        most = std::max(most, out.get(3, x, y));
        ASSERT_NEAR(out.get(0, x, y), 600, 1) << x << "," << y;
        ASSERT_NEAR(out.get(1, x / 2, y / 2), 700, 1);
      }
    EXPECT_EQ(most, 1023);
  }
}

TEST(Transform, CropAndOpacityActOnAlpha) {
  Picture in(rgba(8), 20, 20);
  in.fill([](int, int, int) { return 255; });
  Picture out(rgba(8), 20, 20);
  const Plugin transform("transform");
  ASSERT_EQ(
      transform.render({.numbers = {{"crop.left", {0.25}}, {"crop.bottom", {0.5}}, {"opacity", {0.5}}}}, {&in}, out),
      "");
  for (int y = 0; y < 20; ++y)
    for (int x = 0; x < 20; ++x)
      ASSERT_NEAR(out.get(0, 4 * x + 3, y), x >= 5 && y < 10 ? 128 : 0, 0.6) << x << "," << y;
}

TEST(Transform, FitsThePicture) {
  Picture in(yuv(8, 1, 1), 100, 100);
  in.fill([](int k, int, int) { return k ? 128 : 200; });
  const auto covered = [&](const char* fit) {
    const Picture out = transformed({.texts = {{"fit", fit}}}, in, 160, 90);
    int n = 0;
    for (int y = 0; y < 90; ++y)
      for (int x = 0; x < 160; ++x) n += out.get(3, x, y) == 255;
    return n;
  };
  EXPECT_EQ(covered("contain"), 90 * 90);
  EXPECT_EQ(covered("cover"), 160 * 90);
  EXPECT_EQ(covered("stretch"), 160 * 90);
  EXPECT_EQ(covered("none"), 100 * 90);
}

TEST(Transform, WhatDoesNotShowGivesNoColour) {
  Picture in(yuv(8, 0, 0, true), 40, 40);  // a grey square in a white, transparent surrounding
  in.fill([](int k, int x, int y) {
    const bool inside = x >= 10 && x < 30 && y >= 10 && y < 30;
    return k == 3 ? (inside ? 255 : 0) : k ? 128 : inside ? 90 : 235;
  });
  const Picture out = transformed(
      {.numbers = {{"scale", {0.77, 0.77}}, {"rotation", {9}}}, .texts = {{"filter", "bilinear"}}}, in, 40, 40);
  for (int y = 0; y < 40; ++y)
    for (int x = 0; x < 40; ++x)
      if (out.get(3, x, y) > 8) {
        ASSERT_NEAR(out.get(0, x, y), 90, 1) << x << "," << y;
      }
}

TEST(Transform, NotANumberDoesNotSpread) {
  Picture in = gradient(rgba(32), 60, 60);
  in.set(0, 4 * 30 + 1, 30, std::numeric_limits<double>::quiet_NaN());
  in.set(0, 4 * 40, 40, std::numeric_limits<double>::infinity());
  Picture out(rgba(32), 60, 60);
  const Plugin transform("transform");
  ASSERT_EQ(transform.render({.numbers = {{"rotation", {20}}}}, {&in}, out), "");
  for (int y = 0; y < 60; ++y)
    for (int x = 0; x < 240; ++x) ASSERT_TRUE(std::isfinite(out.get(0, x, y)));
}

TEST(Transform, NeutralIsIdentityWhereFormatsAreEqual) {
  const Plugin transform("transform");
  const Picture in = noise(rgba(8), 32, 18, 1);
  EXPECT_EQ(transform.plan({}, {&in}, in).identity, 0);
  EXPECT_LT(transform.plan({.numbers = {{"rotation", {1}}}}, {&in}, in).identity, 0);
  const Picture yuva(yuv(8, 1, 1, true), 32, 18);
  EXPECT_LT(transform.plan({}, {&in}, yuva).identity, 0);
  EXPECT_TRUE(transform.plan({.numbers = {{"position", {5, 5}}}}, {&in}, in).needs.empty());
}

TEST(Transform, AsksOnlyForWhatItUses) {
  const Plugin transform("transform");
  const Picture in(yuv(8, 1, 1), 1920, 1080);
  const Picture out(yuv(8, 1, 1, true), {0, 0, 1920, 1080}, {0, 0, 192, 108});
  const auto plan = transform.plan({}, {&in}, out);
  ASSERT_EQ(plan.needs.size(), 1u);
  EXPECT_LT(plan.needs[0].roi.x2, 240);
  EXPECT_LT(plan.needs[0].roi.y2, 150);
}

}  // namespace
}  // namespace rushes::test
