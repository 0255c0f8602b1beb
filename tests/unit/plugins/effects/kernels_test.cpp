// The row kernels give the bits of their reference on every SIMD target this machine has.
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include <hwy/targets.h>

#include "support/float_kernels.hpp"
#include "support/rows.hpp"
#include "support/rows_reference.hpp"

namespace rushes::effects {
namespace {

constexpr std::size_t n = 203;  // whole vectors and a tail on every target

template <class T>
std::vector<T> random_row(unsigned seed, std::uint32_t limit) {
  std::mt19937 random(seed);
  std::vector<T> row(n);
  for (auto& v : row) v = static_cast<T>(random() % (limit + 1));
  return row;
}
std::vector<float> random_floats(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<float> row(n);
  for (auto& v : row) v = static_cast<float>(random() % 20001) / 10000.0f - 0.5f;
  return row;
}

// Runs the body once for each target, and again with the default.
template <class Body>
void on_every_target(const Body& body) {
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    body();
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(RowKernels, MixMatchesTheReference) {
  const auto a8 = random_row<std::uint8_t>(1, 255), b8 = random_row<std::uint8_t>(2, 255);
  const auto a16 = random_row<std::uint16_t>(3, 65535), b16 = random_row<std::uint16_t>(4, 65535);
  const auto w = random_row<std::uint16_t>(5, 32768);
  const auto af = random_floats(6), bf = random_floats(7);
  on_every_target([&] {
    for (const int weight : {0, 1, 127, 16384, 32767, 32768}) {
      std::vector<std::uint8_t> o8(n);
      std::vector<std::uint16_t> o16(n);
      std::vector<float> of(n);
      mix_row(a8.data(), b8.data(), o8.data(), n, weight);
      mix_row(a16.data(), b16.data(), o16.data(), n, weight);
      mix_row(af.data(), bf.data(), of.data(), n, weight);
      for (std::size_t i = 0; i < n; ++i) {
        ASSERT_EQ(o8[i], reference::mix(a8[i], b8[i], weight));
        ASSERT_EQ(o16[i], reference::mix(a16[i], b16[i], weight));
        ASSERT_EQ(of[i], reference::mix(af[i], bf[i], static_cast<float>(weight) / 32768.0f));
      }
    }
    std::vector<std::uint8_t> o8(n), v8(n);
    std::vector<std::uint16_t> o16(n), v16(n);
    mix_row(a8.data(), b8.data(), o8.data(), n, w.data());
    mix_row(a16.data(), b16.data(), o16.data(), n, w.data());
    mix_row_value(a8.data(), 77, v8.data(), n, w.data());
    mix_row_value(a16.data(), 7777, v16.data(), n, w.data());
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_EQ(o8[i], reference::mix(a8[i], b8[i], w[i]));
      ASSERT_EQ(o16[i], reference::mix(a16[i], b16[i], w[i]));
      ASSERT_EQ(v8[i], reference::mix(a8[i], std::uint8_t{77}, w[i]));
      ASSERT_EQ(v16[i], reference::mix(a16[i], std::uint16_t{7777}, w[i]));
    }
  });
}

TEST(RowKernels, MixIsWithinOneStepOfTheTruthAndExactAtTheEnds) {
  for (int a = 0; a < 256; a += 3)
    for (int b = 0; b < 256; b += 5)
      for (int w = 0; w <= 32768; w += 1024) {
        const double truth = a + (b - a) * (w / 32768.0);
        ASSERT_NEAR(reference::mix(static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b), w), truth, 0.51);
      }
  EXPECT_EQ(reference::mix(std::uint8_t{255}, std::uint8_t{0}, 32768), 0);
  EXPECT_EQ(reference::mix(std::uint16_t{0}, std::uint16_t{65535}, 32768), 65535);
}

TEST(RowKernels, OverMatchesTheReference) {
  const std::size_t pixels = n / 4;
  const auto base = random_row<std::uint8_t>(1, 255), top = random_row<std::uint8_t>(2, 255);
  const auto fbase = random_floats(3), ftop = random_floats(4);
  on_every_target([&] {
    for (const int opacity : {0, 5000, 32768}) {
      std::vector<std::uint8_t> out(n);
      std::vector<float> fout(n);
      over_rgba(base.data(), top.data(), out.data(), pixels, opacity);
      over_rgba(fbase.data(), ftop.data(), fout.data(), pixels, opacity);
      const float o = static_cast<float>(opacity) / 32768.0f;
      for (std::size_t i = 0; i < pixels * 4; ++i) {
        const int w = reference::alpha_weight(top[i / 4 * 4 + 3], opacity);
        ASSERT_EQ(out[i], reference::over(base[i], top[i], w, opacity));
        ASSERT_EQ(fout[i], reference::over(fbase[i], ftop[i], ftop[i / 4 * 4 + 3] * o, o));
      }
    }
  });
}

TEST(RowKernels, FadeRepeatsTheColourOfAPixel) {
  const auto a8 = random_row<std::uint8_t>(1, 255);
  const auto a16 = random_row<std::uint16_t>(2, 65535);
  const auto af = random_floats(3);
  const std::uint8_t v8[] = {10, 200, 30, 255};
  const std::uint16_t v16[] = {1000, 20000, 65535, 7};
  const float vf[] = {0.1f, 0.9f, 0.5f, 1};
  on_every_target([&] {
    for (const int period : {1, 4}) {
      std::vector<std::uint8_t> o8(n);
      std::vector<std::uint16_t> o16(n);
      std::vector<float> of(n);
      fade_row(a8.data(), v8, period, o8.data(), n, 11111);
      fade_row(a16.data(), v16, period, o16.data(), n, 11111);
      fade_row(af.data(), vf, period, of.data(), n, 11111);
      for (std::size_t i = 0; i < n; ++i) {
        ASSERT_EQ(o8[i], reference::mix(a8[i], v8[i % period], 11111));
        ASSERT_EQ(o16[i], reference::mix(a16[i], v16[i % period], 11111));
        ASSERT_EQ(of[i], reference::mix(af[i], vf[i % period], 11111.0f / 32768.0f));
      }
    }
  });
}

TEST(RowKernels, WeightsMatchTheReference) {
  const auto alpha8 = random_row<std::uint8_t>(1, 255);
  const auto alpha10 = random_row<std::uint16_t>(2, 1023), w = random_row<std::uint16_t>(3, 32768),
             v = random_row<std::uint16_t>(4, 32768);
  on_every_target([&] {
    std::vector<std::uint16_t> o8(n), o10(n), over(n), mixed(n), mean(n), half(n);
    alpha_weights(alpha8.data(), o8.data(), n, 8, 20000);
    alpha_weights(alpha10.data(), o10.data(), n, 10, 32768);
    over_ratio(w.data(), v.data(), over.data(), n);
    mix_ratio(w.data(), v.data(), 12345, mixed.data(), n);
    average_rows(w.data(), v.data(), mean.data(), n);
    halve_row(w.data(), half.data(), n);
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_EQ(o8[i], reference::alpha_weight(alpha8[i], 20000));
      ASSERT_EQ(o10[i], reference::alpha_weight(alpha10[i], 32768.0f / 1023.0f));
      ASSERT_EQ(over[i], reference::over_ratio(w[i], v[i]));
      ASSERT_EQ(mixed[i], reference::mix_ratio(w[i], v[i], 12345));
      ASSERT_EQ(mean[i], reference::average(w[i], v[i]));
    }
    for (std::size_t i = 0; 2 * i + 1 < n; ++i) ASSERT_EQ(half[i], reference::average(w[2 * i], w[2 * i + 1]));
    ASSERT_EQ(half[n / 2], w[n - 1]);
  });
  EXPECT_EQ(reference::alpha_weight(std::uint8_t{255}, 32768), 32768);
  EXPECT_EQ(reference::over_ratio(12000, 32768), 12000);
  EXPECT_EQ(reference::mix_ratio(32768, 32768, 4321), 4321);
}

TEST(FloatKernels, AreBitEqualOnEveryTarget) {
  const auto y = random_floats(1), u = random_floats(2), v = random_floats(3);
  const auto samples = random_row<std::uint16_t>(4, 1023);
  rushes_video_format f{};
  f.bits = 10, f.matrix = 9;
  const YuvSpace space = yuv_space(f);
  std::vector<std::vector<float>> first;
  on_every_target([&] {
    auto r = y, g = u, b = v, sum = y, wide = y;
    yuv_to_rgb(space, r.data(), g.data(), b.data(), n);
    accumulate(sum.data(), u.data(), 0.3f, n);
    accumulate_pair(sum.data(), u.data(), v.data(), 0.7f, n);
    to_float(samples.data(), wide.data(), n, 64, 1.0f / 876);
    std::vector<std::uint16_t> back(n);
    from_float(wide.data(), back.data(), n, 64, 876, 1023);
    ASSERT_EQ(back, samples);
    auto ty = r, tu = g, tv = b;
    rgb_to_yuv(space, ty.data(), tu.data(), tv.data(), n);
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_NEAR(ty[i], y[i], 1e-5);
      ASSERT_NEAR(tu[i], u[i], 1e-5);
      ASSERT_NEAR(tv[i], v[i], 1e-5);
    }
    divide(ty.data(), u.data(), n);
    const std::vector<std::vector<float>> all{r, g, b, sum, wide, ty, tu, tv};
    if (first.empty()) first = all;
    ASSERT_EQ(first, all);
  });
}

TEST(RowKernels, UsedSpanFindsBothEnds) {
  std::vector<std::uint16_t> w(50);
  EXPECT_EQ(used_span(w.data(), 50).first, 50u);
  w[13] = 1, w[41] = 9;
  EXPECT_EQ(used_span(w.data(), 50).first, 13u);
  EXPECT_EQ(used_span(w.data(), 50).last, 42u);
}

}  // namespace
}  // namespace rushes::effects
