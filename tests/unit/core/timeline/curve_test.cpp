#include "core/timeline/timeline.hpp"
#include "tests/support/project_builder.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace rushes {
namespace {

using testing::frames;
using testing::key;

double at(const Param& param, double frame) {
  return value_at(param, {static_cast<std::int64_t>(frame * static_cast<double>(frames(1).ticks))}).v[0];
}

TEST(Curve, ConstantWithoutKeys) { EXPECT_EQ(at(testing::constant(0.7), 100), 0.7); }

TEST(Curve, HeldBeforeTheFirstKeyAndAfterTheLast) {
  const Param p{testing::number(9), {key(10, 1), key(20, 2)}, {}};
  EXPECT_EQ(at(p, -5), 1);
  EXPECT_EQ(at(p, 0), 1);
  EXPECT_EQ(at(p, 20), 2);
  EXPECT_EQ(at(p, 1e6), 2);
}

TEST(Curve, LinearInBetween) {
  const Param p{{}, {key(10, 1), key(20, 2), key(30, 0)}, {}};
  EXPECT_EQ(at(p, 10), 1);
  EXPECT_DOUBLE_EQ(at(p, 12.5), 1.25);
  EXPECT_DOUBLE_EQ(at(p, 25), 1);
}

TEST(Curve, HoldJumpsAtTheNextKey) {
  const Param p{{}, {key(10, 1, Interpolation::hold), key(20, 2)}, {}};
  EXPECT_EQ(at(p, 19.99), 1);
  EXPECT_EQ(at(p, 20), 2);
}

TEST(Curve, TextAndUnequalSizesAreHeld) {
  Param p{{}, {key(0, 0), key(10, 1)}, {}};
  p.keys[0].value = testing::text("red");
  EXPECT_EQ(value_at(p, frames(9)).text, "red");
  p.keys[0].value = Value{{1, 2, 0, 0}, 2, {}};
  EXPECT_EQ(value_at(p, frames(9)), p.keys[0].value);
}

TEST(Curve, EveryNumberOfAValueMoves) {
  Param p{{}, {key(0, 0), key(10, 0)}, {}};
  p.keys[0].value = Value{{0, 10, 20, 30}, 4, {}};
  p.keys[1].value = Value{{10, 10, 0, 40}, 4, {}};
  EXPECT_EQ(value_at(p, frames(5)).v, (std::array<double, 4>{5, 10, 10, 35}));
}

// Reference: the same curve by a fine table of t, searched for the nearest x.
double reference(const std::array<double, 4>& c, double x) {
  double best = 0, distance = 2;
  for (int i = 0; i <= 200'000; ++i) {
    const double t = i / 200'000.0, s = 1 - t;
    const double here = 3 * s * s * t * c[0] + 3 * s * t * t * c[2] + t * t * t;
    if (std::abs(here - x) < distance)
      distance = std::abs(here - x), best = 3 * s * s * t * c[1] + 3 * s * t * t * c[3] + t * t * t;
  }
  return best;
}

TEST(Curve, BezierAgreesWithAFineTable) {
  const std::array<double, 4> curves[] = {
      {0.25, 0.1, 0.25, 1}, {0.42, 0, 0.58, 1}, {0.68, -0.55, 0.265, 1.55}, {1, 0, 0, 1}};
  for (const auto& curve : curves) {
    Param p{{}, {key(0, 0, Interpolation::bezier), key(100, 1)}, {}};
    p.keys[0].bezier = curve;
    EXPECT_EQ(at(p, 0), 0);
    for (const double frame : {1.0, 10.0, 25.0, 62.5, 90.0, 99.0})
      EXPECT_NEAR(at(p, frame), reference(curve, frame / 100), 2e-4) << frame;
  }
}

TEST(Curve, CssEaseAtTheMiddle) {
  Param p{{}, {key(0, 0, Interpolation::bezier), key(10, 1)}, {}};  // cubic-bezier(0.25, 0.1, 0.25, 1) is "ease"
  EXPECT_NEAR(at(p, 5), 0.8024, 1e-4);
  p.keys[0].bezier = {1.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3};  // a straight line
  for (int i = 1; i < 10; ++i) EXPECT_NEAR(at(p, i), i / 10.0, 1e-12);
}

TEST(Curve, StaysFiniteBetweenValuesFarApart) {
  const Param p{{}, {key(0, -1.7e308), key(10, 1.7e308)}, {}};
  EXPECT_EQ(at(p, 0), -1.7e308);
  EXPECT_EQ(at(p, 4), -1.7e308);
  EXPECT_EQ(at(p, 6), 1.7e308);
}

TEST(Curve, EqualKeysGiveExactlyTheirValue) {
  const Param p{{}, {key(0, 0.1, Interpolation::bezier), key(7, 0.1)}, {}};
  for (int i = 0; i < 8; ++i) EXPECT_EQ(at(p, i), 0.1);
}

}  // namespace
}  // namespace rushes
