#include "plugins/engines/support/wav.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace engine_support {
namespace {

std::uint32_t u32(const std::string& s, std::size_t at) {
  std::uint32_t v;
  std::memcpy(&v, s.data() + at, 4);
  return v;
}

TEST(Wav, HeaderTellsSizesOfTheWholeFile) {
  const WavFormat format{WavSample::pcm24, 48000, 1};
  const std::string header = *wav_header(format, 5);
  EXPECT_EQ(header.size(), 44u);
  EXPECT_EQ(u32(header, 4) + 8, header.size() + 15 + wav_tail(format, 5).size());
  EXPECT_EQ(u32(header, 40), 15u);
  EXPECT_EQ(wav_tail(format, 5).size(), 1u);
  EXPECT_EQ(u32(header, 28), 48000u * 3);
}

TEST(Wav, FloatFilesCarryAFactChunk) {
  const WavFormat format{WavSample::float32, 48000, 2};
  const std::string header = *wav_header(format, 7);
  EXPECT_EQ(header.size(), 58u);
  EXPECT_EQ(header.substr(38, 4), "fact");
  EXPECT_EQ(u32(header, 46), 7u);
  EXPECT_EQ(u32(header, 4) + 8, header.size() + 7 * 8);
}

TEST(Wav, SamplesAreRoundedClampedAndInterleaved) {
  const std::array<float, 2> left{0.5f, 2.0f}, right{-1.0f, std::numeric_limits<float>::quiet_NaN()};
  const std::span<const float> channels[] = {left, right};
  std::string out;
  wav_append({WavSample::pcm24, 48000, 2}, channels, out);
  const auto sample = [&](std::size_t i) {
    std::int32_t v = 0;
    std::memcpy(reinterpret_cast<char*>(&v) + 1, out.data() + 3 * i, 3);
    return v >> 8;
  };
  ASSERT_EQ(out.size(), 12u);
  EXPECT_EQ(sample(0), 4194304);
  EXPECT_EQ(sample(1), -8388607);
  EXPECT_EQ(sample(2), 8388607);
  EXPECT_EQ(sample(3), 0);
}

TEST(Wav, TooLongASoundIsRefused) {
  EXPECT_TRUE(wav_header({WavSample::pcm24, 48000, 2}, 700'000'000));
  const auto refused = wav_header({WavSample::float32, 48000, 2}, 600'000'000);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, rushes::Errc::invalid);
}

}  // namespace
}  // namespace engine_support
