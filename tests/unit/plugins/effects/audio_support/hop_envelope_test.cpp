#include "plugins/effects/audio_support/hop_envelope.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace audio {
namespace {

constexpr HopEnvelope::Shape shape{.hop = 10, .look_ahead = 5, .attack = 5, .hold = 2, .release = 20};

std::vector<float> envelope_of(const std::vector<float>& needed, std::int64_t start = 0, HopEnvelope::Shape s = shape) {
  HopEnvelope e(s);
  e.reset(start);
  std::vector<float> lagging;
  for (const float x : needed) lagging.push_back(e.step(x));
  lagging.erase(lagging.begin(), lagging.begin() + static_cast<std::ptrdiff_t>(std::min<std::int64_t>(
                                                       e.latency(), static_cast<std::int64_t>(lagging.size()))));
  return lagging;
}

TEST(HopEnvelope, IsNeverBelowWhatIsNeeded) {
  std::vector<float> needed(3000);
  std::uint32_t state = 1;
  for (float& x : needed) {
    state = state * 1664525u + 1013904223u;
    x = (state >> 24) == 0 ? static_cast<float>(state >> 16 & 255) / 255 : 0;
  }
  const auto e = envelope_of(needed);
  ASSERT_GT(std::ranges::max(needed), 0.5f);
  for (std::size_t i = 0; i < e.size(); ++i) ASSERT_GE(e[i], needed[i]) << i;
}

TEST(HopEnvelope, RisesBeforeHoldsAndFallsAfter) {
  std::vector<float> needed(1000, 0.0f);
  std::fill(needed.begin() + 400, needed.begin() + 450, 1.0f);
  const auto e = envelope_of(needed);
  EXPECT_EQ(e[320], 0.0f);
  EXPECT_GT(e[370], 0.2f);
  EXPECT_LT(e[370], 0.8f);
  for (std::size_t i = 400; i < 470; ++i) EXPECT_EQ(e[i], 1.0f) << i;
  EXPECT_NEAR(e[575], 0.5f, 0.06f);
  EXPECT_EQ(e[720], 0.0f);
  // No step is larger than the steepest of the straight lines.
  for (std::size_t i = 1; i < e.size(); ++i) ASSERT_LE(std::abs(e[i] - e[i - 1]), 1.0f / 50 + 1e-5f) << i;
}

TEST(HopEnvelope, StartingAnywhereIsExactAfterItsMemory) {
  std::vector<float> needed(4000, 0.0f);
  for (std::size_t i = 0; i < needed.size(); i += 137) needed[i] = static_cast<float>(i % 7) / 7;
  HopEnvelope whole(shape);
  whole.reset(0);
  std::vector<float> all;
  for (const float x : needed) all.push_back(whole.step(x));
  for (const std::size_t from : {3u, 250u, 1111u}) {
    HopEnvelope part(shape);
    part.reset(static_cast<std::int64_t>(from));
    for (std::size_t i = from; i < needed.size(); ++i) {
      const float x = part.step(needed[i]);
      if (i >= from + static_cast<std::size_t>(part.memory())) {
        ASSERT_EQ(x, all[i]) << from << " " << i;
      }
    }
  }
}

}  // namespace
}  // namespace audio
