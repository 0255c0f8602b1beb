#include "plugins/engines/narrator/polish/polish.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace narrator {
namespace {

TEST(Polish, UpsamplingKeepsATone) {
  std::vector<float> in(4000);
  const auto tone = [](double t) { return static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * 3000 * t)); };
  for (std::size_t i = 0; i < in.size(); ++i) in[i] = tone(static_cast<double>(i) / 16000);
  const auto out = upsample_by_three(in);
  ASSERT_EQ(out.size(), in.size() * 3);
  double worst = 0;
  for (std::size_t i = 300; i + 300 < out.size(); ++i)
    worst = std::max(worst, std::abs(double(out[i]) - tone(static_cast<double>(i) / 48000)));
  EXPECT_LT(worst, 0.5 * 0.002);
}

TEST(Polish, EdgesAreSilentAndQuietSpeechIsRaised) {
  std::vector<std::int16_t> voice(16000);
  for (std::size_t i = 0; i < voice.size(); ++i)
    voice[i] = static_cast<std::int16_t>(1500 * std::sin(2 * std::numbers::pi * 500 * static_cast<double>(i) / 16000));
  const auto out = polish(voice);
  ASSERT_EQ(out.size(), voice.size() * 3);
  EXPECT_EQ(out.front(), 0.0f);
  EXPECT_EQ(out.back(), 0.0f);
  const float peak = *std::ranges::max_element(out);
  EXPECT_GT(peak, 0.05f);
  EXPECT_LT(peak, 0.5f);
}

TEST(Polish, NothingBecomesNothing) {
  EXPECT_TRUE(polish({}).empty());
  const std::vector<std::int16_t> silence(100, 0);
  for (const float s : polish(silence)) EXPECT_LT(std::abs(s), 1e-6f);
}

}  // namespace
}  // namespace narrator
