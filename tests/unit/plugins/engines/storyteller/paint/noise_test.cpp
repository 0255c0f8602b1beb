#include "plugins/engines/storyteller/paint/noise.hpp"

#include "plugins/engines/storyteller/paint/maths.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace storyteller::paint {
namespace {

TEST(Noise, RowIsTheSameAsOneByOne) {
  for (const float dx : {0.003f, 0.21f, 0.97f, 3.7f, -0.4f}) {
    std::vector<float> row(301, 0.f);
    add_noise_row(row.data(), 301, -17.3f, dx, 4.6f, 99, 1.f);
    for (int i = 0; i < 301; ++i)
      ASSERT_EQ(row[static_cast<std::size_t>(i)], 0 + 1.f * noise(-17.3f + static_cast<float>(i) * dx, 4.6f, 99))
          << dx << " " << i;
  }
}

TEST(Noise, PointsAreTheSameAsOneByOne) {
  std::vector<float> x, y, fast(500);
  Dice dice(5, "points");
  for (int i = 0; i < 500; ++i) x.push_back(dice.range(-90, 90)), y.push_back(dice.range(-90, 90));
  noise_points(fast.data(), x.data(), y.data(), 500, 7);
  for (std::size_t i = 0; i < 500; ++i) ASSERT_EQ(fast[i], noise(x[i], y[i], 7));
  fbm_points(fast.data(), x.data(), y.data(), 500, {3, 6, 0.5f});
  for (std::size_t i = 0; i < 500; ++i) ASSERT_EQ(fast[i], fbm(x[i], y[i], {3, 6, 0.5f}));
  ridged_points(fast.data(), x.data(), y.data(), 500, {3, 6, 0.5f});
  for (std::size_t i = 0; i < 500; ++i) ASSERT_EQ(fast[i], ridged(x[i], y[i], {3, 6, 0.5f}));
}

TEST(Noise, SlopesAreThoseOfTheNoise) {
  Dice dice(6, "slopes");
  for (int i = 0; i < 200; ++i) {
    const float x = dice.range(-20, 20), y = dice.range(-20, 20), e = 1e-3f;
    float sx, sy;
    EXPECT_NEAR(noise(x, y, 4, sx, sy), noise(x, y, 4), 1e-5f);
    EXPECT_NEAR(sx, (noise(x + e, y, 4) - noise(x - e, y, 4)) / (2 * e), 0.02f);
    EXPECT_NEAR(sy, (noise(x, y + e, 4) - noise(x, y - e, 4)) / (2 * e), 0.02f);
  }
}

TEST(Noise, IsCentredAndUsesItsRange) {
  double sum = 0, square = 0;
  const int n = 200;
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i) {
      const float v = fbm(static_cast<float>(i) * 0.37f, static_cast<float>(j) * 0.41f, {11, 4, 0.5f});
      ASSERT_LT(std::abs(v), 1.8f);
      sum += v, square += v * v;
    }
  EXPECT_NEAR(sum / (n * n), 0, 0.05);
  EXPECT_GT(std::sqrt(square / (n * n)), 0.2);
}

TEST(Maths, FunctionsAreCloseToTheLibrarys) {
  for (float x = -20; x < 20; x += 0.0173f) {
    EXPECT_NEAR(sin_of(x), std::sin(x), 2e-5f);
    EXPECT_NEAR(exp_of(x) / std::exp(x), 1, 2e-5f);
    const float p = std::exp(x);
    EXPECT_NEAR(log2_of(p), std::log2(p), 2e-4f);
  }
  for (int i = 0; i < 256; ++i) {
    const float c = static_cast<float>(i) / 255;
    EXPECT_NEAR(srgb_of(linear_of(c)), c, 1e-4f);
  }
}

}  // namespace
}  // namespace storyteller::paint
