// wipe and colour against their definitions.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

// A wipe from black to white shows its own weights.
Picture mask(const Call& call, int w, int h) {
  const Plugin wipe("wipe");
  Picture a(yuv(8, 0, 0, false, true), w, h), b(a), out(a);
  a.fill([](int k, int, int) { return k ? 128 : 0; });
  b.fill([](int k, int, int) { return k ? 128 : 255; });
  EXPECT_EQ(wipe.render(call, {&a, &b}, out), "");
  return out;
}
double share(const Picture& p) {
  double sum = 0;
  for (int y = 0; y < p.plane_height(0); ++y)
    for (int x = 0; x < p.plane_width(0); ++x) sum += p.get(0, x, y) / 255;
  return sum / p.plane_width(0) / p.plane_height(0);
}

TEST(Wipe, LinearMovesFromLeftToRight) {
  const Picture p = mask({.numbers = {{"rushes.mix", {0.25}}, {"softness", {0}}}}, 200, 100);
  EXPECT_EQ(p.get(0, 30, 50), 255);
  EXPECT_EQ(p.get(0, 70, 50), 0);
  EXPECT_NEAR(share(p), 0.25, 0.01);
}

TEST(Wipe, AngleTurnsIt) {
  const Picture p = mask({.numbers = {{"rushes.mix", {0.5}}, {"softness", {0}}, {"angle", {90}}}}, 200, 100);
  EXPECT_EQ(p.get(0, 10, 20), 255);
  EXPECT_EQ(p.get(0, 190, 20), 255);
  EXPECT_EQ(p.get(0, 100, 80), 0);
}

TEST(Wipe, IrisIsACircleRoundTheCentre) {
  const Picture p = mask(
      {.numbers = {{"rushes.mix", {0.5}}, {"softness", {0}}, {"centre", {0.25, 0.5}}}, .texts = {{"style", "iris"}}},
      200, 100);
  const double r = 0.5 * std::hypot(150, 50);
  for (int x = 0; x < 200; ++x) {
    const double d = std::fabs(x + 0.5 - 50);
    if (std::fabs(d - r) > 2) {
      EXPECT_EQ(p.get(0, x, 50), d < r ? 255 : 0) << x;
    }
  }
}

TEST(Wipe, ClockGoesRoundFromTheTop) {
  const Picture p =
      mask({.numbers = {{"rushes.mix", {0.25}}, {"softness", {0}}}, .texts = {{"style", "clock"}}}, 200, 200);
  EXPECT_EQ(p.get(0, 150, 50), 255);
  EXPECT_EQ(p.get(0, 150, 150), 0);
  EXPECT_EQ(p.get(0, 50, 50), 0);
  EXPECT_NEAR(share(p), 0.25, 0.01);
}

TEST(Wipe, RadialOpensToBothSides) {
  const Picture p =
      mask({.numbers = {{"rushes.mix", {0.25}}, {"softness", {0}}}, .texts = {{"style", "radial"}}}, 200, 200);
  EXPECT_EQ(p.get(0, 120, 20), 255);
  EXPECT_EQ(p.get(0, 80, 20), 255);
  EXPECT_EQ(p.get(0, 100, 180), 0);
  EXPECT_NEAR(share(p), 0.25, 0.01);
}

TEST(Wipe, NeverRunsBackwards) {
  for (const char* style : {"linear", "radial", "iris", "clock"}) {
    double before = 0;
    for (int i = 0; i <= 20; ++i) {
      const double m = i / 20.0;
      const double now =
          share(mask({.numbers = {{"rushes.mix", {m}}, {"softness", {0.3}}}, .texts = {{"style", style}}}, 64, 36));
      EXPECT_GE(now, before - 1e-9) << style << " " << m;
      before = now;
    }
    EXPECT_EQ(before, 1) << style;
  }
}

Picture graded(const Call& call, const Picture& in) {
  const Plugin colour("colour");
  Picture out(in.format(), in.plane_width(0) / (in.format().packed ? 4 : 1), in.plane_height(0));
  EXPECT_EQ(colour.render(call, {&in}, out), "");
  return out;
}

TEST(Colour, ContrastIsALineThroughMiddleGrey) {
  Picture in(yuv(8, 1, 1), 220, 2);
  in.fill([](int k, int x, int) { return k ? 100 : 16 + x % 220; });
  const Picture out = graded({.numbers = {{"contrast", {1.5}}, {"saturation", {0.5}}}}, in);
  for (int x = 0; x < 220; ++x) {
    const double v = x / 219.0;
    ASSERT_NEAR(out.get(0, x, 0), std::clamp(16 + 219 * ((v - 0.5) * 1.5 + 0.5), 0.0, 255.0), 0.51) << x;
  }
  EXPECT_NEAR(out.get(1, 5, 0), 128 - 28 * 0.75, 0.51);
}

TEST(Colour, NoSaturationIsGrey) {
  const Picture out = graded({.numbers = {{"saturation", {0}}}}, gradient(rgba(8), 40, 30));
  for (int x = 0; x < 40; ++x) {
    EXPECT_NEAR(out.get(0, 4 * x, 9), out.get(0, 4 * x + 1, 9), 1);
    EXPECT_NEAR(out.get(0, 4 * x, 9), out.get(0, 4 * x + 2, 9), 1);
  }
}

TEST(Colour, GammaIsAPower) {
  Picture in(rgba(32), 100, 1);
  in.fill([](int, int x, int) { return x % 4 == 3 ? 1 : x / 4 / 99.0; });
  const Picture out = graded({.numbers = {{"gamma", {2.2, 1, 0.5, 1}}}}, in);
  for (int x = 0; x < 100; ++x) {
    const double v = static_cast<float>(x / 99.0);
    ASSERT_NEAR(out.get(0, 4 * x, 0), std::pow(v, 1 / 2.2), 2e-6) << x;
    ASSERT_EQ(out.get(0, 4 * x + 1, 0), in.get(0, 4 * x + 1, 0));
    ASSERT_NEAR(out.get(0, 4 * x + 2, 0), v * v, 2e-6);
  }
}

TEST(Colour, TheFastWayIsTheGeneralWay) {
  // Lifts that differ by nothing visible take the general way through RGB.
  const Picture in = gradient(yuv(8, 0, 0), 60, 40);
  const Picture fast = graded({.numbers = {{"exposure", {0.4}}, {"contrast", {1.2}}, {"saturation", {1.3}}}}, in);
  const Picture general = graded(
      {.numbers = {{"exposure", {0.4}}, {"contrast", {1.2}}, {"saturation", {1.3}}, {"lift", {1e-6, 0, 0, 1}}}}, in);
  EXPECT_EQ(fast.difference(general, 1), "");
}

TEST(Colour, WarmIsMoreRedAndLessBlueAndWhiteKeepsItsLuma) {
  Picture in(rgba(32), 4, 1);
  in.fill([](int, int x, int) { return x % 4 == 3 ? 1 : 0.5; });
  const Picture out = graded({.numbers = {{"temperature", {60}}}}, in);
  const double r = out.get(0, 0, 0), g = out.get(0, 1, 0), b = out.get(0, 2, 0);
  EXPECT_GT(r, 0.5);
  EXPECT_LT(b, 0.5);
  EXPECT_NEAR(0.2126 * r + 0.7152 * g + 0.0722 * b, 0.5, 1e-5);
}

TEST(Colour, NeutralPasses) {
  const Plugin colour("colour");
  const Picture in(yuv(8, 1, 1), 16, 16);
  EXPECT_EQ(colour.plan({}, {&in}, in).identity, 0);
  EXPECT_LT(colour.plan({.numbers = {{"tint", {1}}}}, {&in}, in).identity, 0);
}

}  // namespace
}  // namespace rushes::test
