#include "plugins/effects/audio_support/meter.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace loudness {
namespace {

Reading reading_of(double hz, double dbfs, double seconds, std::uint32_t block) {
  std::vector<float> samples(static_cast<std::size_t>(seconds * 48000));
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = static_cast<float>(std::pow(10, dbfs / 20) *
                                    std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / 48000));
  Meter meter(2, 48000);
  for (std::size_t at = 0; at < samples.size(); at += block) {
    const float* const channels[] = {samples.data() + at, samples.data() + at};
    meter.add(channels, static_cast<std::uint32_t>(std::min<std::size_t>(block, samples.size() - at)));
  }
  return meter.read();
}

// EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS reads -23 LUFS; case 2: -33 reads -33.
TEST(Meter, ReadsTheStandardsTones) {
  EXPECT_NEAR(reading_of(1000, -23, 20, 4096).integrated, -23, 0.1);
  EXPECT_NEAR(reading_of(1000, -33, 20, 4096).integrated, -33, 0.1);
  EXPECT_NEAR(reading_of(1000, -23, 20, 4096).true_peak, -23, 0.2);
}

TEST(Meter, BlocksDoNotMatter) {
  const Reading a = reading_of(440, -20, 5, 4096), b = reading_of(440, -20, 5, 777);
  EXPECT_EQ(a.integrated, b.integrated);
  EXPECT_EQ(a.momentary_max, b.momentary_max);
  EXPECT_EQ(a.short_term_max, b.short_term_max);
  EXPECT_EQ(a.samples, b.samples);
}

TEST(Meter, SilenceIsTheGateAndNeedsNoGain) {
  const Reading r = reading_of(440, -200, 2, 4096);
  EXPECT_EQ(r.integrated, -70);
  EXPECT_EQ(gain_to(-16, r.integrated), 0);
  EXPECT_EQ(gain_to(-16, -20), 4);
}

TEST(Meter, MonoCountsAsHeardFromBothSides) {
  Meter mono(1, 48000);
  std::vector<float> samples(5 * 48000);
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = static_cast<float>(0.1 * std::sin(0.13 * static_cast<double>(i)));
  const float* one[] = {samples.data()};
  mono.add(one, static_cast<std::uint32_t>(samples.size()));
  Meter stereo(2, 48000);
  const float* two[] = {samples.data(), samples.data()};
  stereo.add(two, static_cast<std::uint32_t>(samples.size()));
  EXPECT_NEAR(mono.read().integrated, stereo.read().integrated, 1e-6);
}

TEST(Meter, ImpossibleSoundIsSaidSo) {
  EXPECT_FALSE(Meter(0, 48000).ok());
  EXPECT_FALSE(Meter(2, 12).ok());
}

}  // namespace
}  // namespace loudness
