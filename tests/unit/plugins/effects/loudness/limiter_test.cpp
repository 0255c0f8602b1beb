#include "plugins/effects/audio_support/limiter.hpp"

#include "plugins/effects/audio_support/meter.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace loudness {
namespace {

std::vector<float> limited(const std::vector<float>& in, double gain_db, double ceiling) {
  Limiter limiter(gain_db, ceiling, 1);
  limiter.reset(0);
  std::vector<float> out;
  for (std::size_t i = 0; i < in.size() + static_cast<std::size_t>(Limiter::latency()); ++i) {
    float x = i < in.size() ? in[i] : 0;
    limiter.step(&x);
    if (i >= static_cast<std::size_t>(Limiter::latency())) out.push_back(x);
  }
  return out;
}

double true_peak_of(const std::vector<float>& samples) {
  Meter meter(1, 48000);
  const float* channel[] = {samples.data()};
  meter.add(channel, static_cast<std::uint32_t>(samples.size()));
  return meter.read().true_peak;
}

// Tones with peaks between the samples, bursts and steps.
std::vector<float> hard_signal() {
  std::vector<float> out(3 * 48000);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double t = static_cast<double>(i) / 48000;
    const double burst = std::fmod(t, 0.5) < 0.02 ? 1.6 : 0.3;
    out[i] = static_cast<float>(
        burst * (std::sin(2 * std::numbers::pi * 12000 * t + 0.78) + 0.5 * std::sin(2 * std::numbers::pi * 150 * t)));
  }
  return out;
}

TEST(TruePeak, SeesTheWaveBetweenTheSamples) {
  // A quarter of the sampling rate, sampled 45 degrees off its crests: samples reach 0.707 of the wave.
  TruePeak peak;
  float most = 0;
  for (int i = 0; i < 400; ++i) {
    const auto x = static_cast<float>(std::sin(std::numbers::pi / 2 * i + std::numbers::pi / 4));
    EXPECT_NEAR(std::abs(x), std::sqrt(0.5), 1e-5);
    const float p = peak.step(x);
    if (i > 60) most = std::max(most, p);
  }
  EXPECT_NEAR(most, 1.0, 0.005);
}

TEST(Limiter, KeepsTheTruePeakUnderTheCeiling) {
  const auto in = hard_signal();
  ASSERT_GT(true_peak_of(in), 6);
  for (const double ceiling : {-1.0, -3.0}) {
    const double peak = true_peak_of(limited(in, 3, ceiling));
    EXPECT_LE(peak, ceiling);
    EXPECT_GT(peak, ceiling - 0.6);
  }
}

TEST(Limiter, LeavesWhatFitsAlone) {
  std::vector<float> in(20000);
  for (std::size_t i = 0; i < in.size(); ++i) in[i] = static_cast<float>(0.4 * std::sin(0.05 * static_cast<double>(i)));
  EXPECT_EQ(limited(in, 0, -1), in);
}

TEST(Limiter, StartingAnywhereIsExactAfterItsMemory) {
  const auto in = hard_signal();
  Limiter whole(6, -1, 1), part(6, -1, 1);
  whole.reset(0);
  const std::size_t from = 47'777;
  part.reset(from);
  for (std::size_t i = 0; i < in.size(); ++i) {
    float a = in[i], b = in[i];
    whole.step(&a);
    if (i < from) continue;
    part.step(&b);
    if (i >= from + static_cast<std::size_t>(Limiter::memory())) {
      ASSERT_EQ(a, b) << i;
    }
  }
}

TEST(Limiter, WhatIsNoNumberIsSilence) {
  for (const float x : limited({0.1f, std::nanf(""), INFINITY, 0.1f}, 0, -1)) EXPECT_TRUE(std::isfinite(x));
}

}  // namespace
}  // namespace loudness
