// Sound longer than what is kept of it at once.
#include "core/media/source.hpp"
#include "tests/unit/core/media/helpers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <random>

namespace rushes::testing {
namespace {

struct Made {
  const char* name;
  const char* options;
};
void PrintTo(const Made& m, std::ostream* out) { *out << m.name; }

class LongSound : public ::testing::TestWithParam<Made> {};

// 40 s of a 441 Hz tone, five chunks: read from its end to its beginning, here and there, and in order.
TEST_P(LongSound, IsTheSameInAnyOrderAndWithoutASeam) {
  Folder folder;
  const std::string path = folder / GetParam().name;
  ASSERT_TRUE(testing::ffmpeg("-f lavfi -i \"sine=441:d=40,volume=4,aformat=channel_layouts=stereo\" " +
                              std::string(GetParam().options) + " " + path));
  constexpr int second = 48000;
  auto source = *open_media(*FramePool::create(), path), other = *open_media(*FramePool::create(), path);
  std::vector<float> whole;
  for (int s = 0; s < 40; ++s) {
    auto block = source->audio(s * second, second);
    ASSERT_TRUE(block) << block.error().message;
    whole.insert(whole.end(), block->channel(1), block->channel(1) + second);
  }
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    const int n = 1 + static_cast<int>(random() % 20000u);
    const int at = i < 6 ? (40 - 7 * i) * second - n : static_cast<int>(random() % (39u * second));
    auto part = other->audio(at, n);
    ASSERT_TRUE(part) << part.error().message;
    ASSERT_EQ(0, std::memcmp(part->channel(1), whole.data() + at, static_cast<std::size_t>(n) * sizeof(float)))
        << at << " +" << n;
  }
  // A sine obeys x[n+1] = 2 cos(w) x[n] - x[n-1]: a sample lost or doubled at a seam breaks it.
  const double twice = 2 * std::cos(2 * std::numbers::pi * 441 / second);
  double worst = 0;
  for (std::size_t i = second; i + second < whole.size(); ++i)
    worst = std::max(worst, std::abs(whole[i + 1] - twice * whole[i] + whole[i - 1]));
  EXPECT_LT(worst, 0.004);
  EXPECT_GT(*std::ranges::max_element(whole), 0.3f);
}

INSTANTIATE_TEST_SUITE_P(, LongSound,
                         ::testing::Values(Made{"a.m4a", "-ar 44100 -c:a aac -b:a 192k"},
                                           Made{"a.flac", "-ar 44100 -c:a flac"},
                                           Made{"a.wav", "-ar 32000 -c:a pcm_s24le"},
                                           Made{"b.mka", "-ar 48000 -c:a aac -b:a 192k"},
                                           Made{"c.mp3", "-ar 44100 -c:a libmp3lame -b:a 192k"}));

}  // namespace
}  // namespace rushes::testing
