// What every finished sound must be: no offset, no clipping, no hole in the middle, alive to the end.
#pragma once

#include "plugins/effects/audio_support/meter.hpp"
#include "plugins/engines/composer/sound.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace composer {

inline void expect_sound(const Stereo& sound, double seconds, double loudness, double tolerance) {
  ASSERT_EQ(static_cast<std::int64_t>(sound.size()), std::llround(seconds * sample_rate));
  ASSERT_EQ(sound.right.size(), sound.size());
  double offset[2] = {0, 0};
  std::size_t quiet = 0, longest_quiet = 0, last_heard = 0;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const float l = sound.left[i], r = sound.right[i];
    ASSERT_TRUE(std::isfinite(l) && std::isfinite(r)) << i;
    offset[0] += l, offset[1] += r;
    const float most = std::max(std::abs(l), std::abs(r));
    quiet = most < 1e-4f ? quiet + 1 : 0;
    longest_quiet = std::max(longest_quiet, quiet);
    if (most > 1e-4f) last_heard = i;
  }
  for (const double o : offset) EXPECT_LT(std::abs(o / static_cast<double>(sound.size())), 1e-3);
  EXPECT_LT(longest_quiet, 2u * sample_rate);
  EXPECT_GT(static_cast<double>(last_heard) / sample_rate, seconds - 0.2);
  // The edges do not click.
  EXPECT_LT(std::abs(sound.left.front()), 0.01f);
  EXPECT_LT(std::abs(sound.left.back()), 0.01f);
  loudness::Meter meter(2, sample_rate);
  const float* const channels[] = {sound.left.data(), sound.right.data()};
  meter.add(channels, static_cast<std::uint32_t>(sound.size()));
  EXPECT_NEAR(meter.read().integrated, loudness, tolerance);
  EXPECT_LE(meter.read().true_peak, -1.0);
}

}  // namespace composer
