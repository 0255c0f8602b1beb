// blur against a true Gaussian.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

using Values = std::vector<double>;

// Separable, to five sigma, the samples at the edge going on beyond it.
Values gaussian(const Values& in, int w, int h, double sx, double sy) {
  const auto pass = [](const Values& from, int n, int lines, int step, int line_step, double s) {
    Values out(from.size());
    const int radius = static_cast<int>(std::ceil(5 * s));
    for (int l = 0; l < lines; ++l)
      for (int i = 0; i < n; ++i) {
        double sum = 0, total = 0;
        for (int k = -radius; k <= radius; ++k) {
          const double g = std::exp(-0.5 * k * k / (s * s));
          sum += g * from[static_cast<std::size_t>(l * line_step + std::clamp(i + k, 0, n - 1) * step)];
          total += g;
        }
        out[static_cast<std::size_t>(l * line_step + i * step)] = sum / total;
      }
    return out;
  };
  return pass(pass(in, w, h, 1, w, sx), h, w, w, 1, sy);
}

Values plane_of(const Picture& p, int k) {
  Values v;
  for (int y = 0; y < p.plane_height(k); ++y)
    for (int x = 0; x < p.plane_width(k); ++x) v.push_back(p.get(k, x, y));
  return v;
}

double ssim(const Values& a, const Values& b, int w, int h) {
  double sum = 0;
  int n = 0;
  for (int y = 0; y + 8 <= h; y += 4)
    for (int x = 0; x + 8 <= w; x += 4, ++n) {
      double ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
      for (int j = 0; j < 8; ++j)
        for (int i = 0; i < 8; ++i) {
          const double u = a[static_cast<std::size_t>((y + j) * w + x + i)],
                       v = b[static_cast<std::size_t>((y + j) * w + x + i)];
          ma += u, mb += v, aa += u * u, bb += v * v, ab += u * v;
        }
      ma /= 64, mb /= 64, aa = aa / 64 - ma * ma, bb = bb / 64 - mb * mb, ab = ab / 64 - ma * mb;
      const double c1 = 6.5025, c2 = 58.5225;
      sum += (2 * ma * mb + c1) * (2 * ab + c2) / ((ma * ma + mb * mb + c1) * (aa + bb + c2));
    }
  return sum / n;
}

// Bars, blocks and noise: all frequencies, hard edges, also at the border.
Picture busy(const rushes_video_format& f, int w, int h) {
  Picture p = noise(f, w, h, 9);
  const Picture n = noise(f, w, h, 10);
  p.fill([&](int k, int x, int y) {
    const double bars = (x / 23 + y / 31) % 2 ? 210 : 40;
    return std::round(0.8 * bars + 0.2 * n.get(k, x, y));
  });
  return p;
}

TEST(Blur, IsAGaussian) {
  const Plugin blur("blur");
  const Picture in = busy(yuv(8, 1, 1), 320, 180);
  for (const double sigma : {0.5, 1.0, 2.0, 3.9, 4.1, 8.0, 15.0, 40.0}) {
    Picture out(in.format(), 320, 180);
    ASSERT_EQ(blur.render({.numbers = {{"sigma", {sigma}}}}, {&in}, out), "");
    for (const int k : {0, 1}) {
      const int w = in.plane_width(k), h = in.plane_height(k);
      const double s = k ? sigma / 2 : sigma;
      const Values want = gaussian(plane_of(in, k), w, h, s, s), got = plane_of(out, k);
      double worst = 0;
      for (std::size_t i = 0; i < want.size(); ++i) worst = std::max(worst, std::fabs(want[i] - got[i]));
      EXPECT_GE(ssim(want, got, w, h), 0.998) << "sigma " << sigma << " plane " << k;
      EXPECT_LT(worst, 2) << "sigma " << sigma << " plane " << k;
    }
  }
}

TEST(Blur, KeepsAFlatPicture) {
  const Plugin blur("blur");
  for (const auto& f : {yuv(8, 1, 1), yuv(12, 1, 0), rgba(16)}) {
    Picture in(f, 70, 50), out(f, 70, 50);
    in.fill([](int, int, int) { return 200; });
    for (const double sigma : {1.3, 12.0, 200.0}) {
      ASSERT_EQ(blur.render({.numbers = {{"sigma", {sigma}}}}, {&in}, out), "");
      EXPECT_EQ(in.difference(out), "") << sigma;
    }
  }
}

TEST(Blur, NotANumberDoesNotSpread) {
  const Plugin blur("blur");
  Picture in = gradient(rgba(32), 80, 60);
  in.set(0, 4 * 30, 30, std::numeric_limits<double>::quiet_NaN());
  in.set(0, 4 * 60 + 1, 10, -std::numeric_limits<double>::infinity());
  Picture clean(in);
  clean.set(0, 4 * 30, 30, 0);
  clean.set(0, 4 * 60 + 1, 10, 0);
  Picture out(in.format(), 80, 60), expected(in.format(), 80, 60);
  ASSERT_EQ(blur.render({.numbers = {{"sigma", {6}}}}, {&in}, out), "");
  ASSERT_EQ(blur.render({.numbers = {{"sigma", {6}}}}, {&clean}, expected), "");
  EXPECT_EQ(expected.difference(out), "");
}

TEST(Blur, WhatDoesNotShowGivesNoColour) {
  const Plugin blur("blur");
  Picture in(yuv(8, 1, 1, true), 60, 60), out(in.format(), 60, 60);
  in.fill([](int k, int x, int y) {
    const int s = k == 1 || k == 2 ? 1 : 0;
    const bool inside = (x << s) >= 20 && (x << s) < 40 && (y << s) >= 20 && (y << s) < 40;
    return k == 3 ? inside * 255 : k ? 128 : inside ? 90 : 235;
  });
  ASSERT_EQ(blur.render({.numbers = {{"sigma", {5}}}}, {&in}, out), "");
  for (int y = 0; y < 60; ++y)
    for (int x = 0; x < 60; ++x)
      if (out.get(3, x, y) > 4) {
        ASSERT_NEAR(out.get(0, x, y), 90, 1) << x << "," << y;
      }
  EXPECT_NEAR(out.get(3, 30, 30), 255 * std::pow(std::erf(10 / (5 * std::sqrt(2.0))), 2), 2);
}

TEST(Blur, PassesAndAsks) {
  const Plugin blur("blur");
  const Picture in(yuv(8, 1, 1), 1920, 1080);
  EXPECT_EQ(blur.plan({.numbers = {{"sigma", {0}}}}, {&in}, in).identity, 0);
  const Picture tile(yuv(8, 1, 1), {0, 0, 1920, 1080}, {960, 540, 1024, 604});
  const auto plan = blur.plan({.numbers = {{"sigma", {8}}}}, {&in}, tile);
  ASSERT_EQ(plan.needs.size(), 1u);
  EXPECT_LT(plan.needs[0].roi.x1, 960 - 24);
  EXPECT_GT(plan.needs[0].roi.x1, 960 - 100);
}

}  // namespace
}  // namespace rushes::test
