// Prompts to pictures: what is asked for differently looks different, the same looks the same, and words show in the
// pixels.
#include "plugins/engines/storyteller/paint/painter.hpp"
#include "plugins/engines/storyteller/prompt/parse.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace storyteller {
namespace {

constexpr const char* kPrompts[] = {
    "a lighthouse by the sea at dawn",
    "a red boat on a calm lake",
    "a storm over the ocean, a tall ship fights the waves",
    "fish swimming in a coral reef under water",
    "a couple walking on the beach at sunset",
    "seagulls over a harbour on a cloudy morning",
    "a whale under the stars",
    "palm trees on a tropical island at noon",
    "snowy peaks above a green valley",
    "an eagle circles over the mountains in the wind",
    "northern lights over mountains",
    "a tent and a campfire by a mountain lake at night",
    "a castle on a mountain in a thunderstorm",
    "a pagoda in the fog between mountains",
    "a fox in an autumn forest",
    "a deer in a misty forest at dawn",
    "fireflies in a dark forest",
    "mushrooms in a rainy wood",
    "an owl in a pine forest by moonlight",
    "a caravan of camels in the desert at sunset",
    "pyramids in the desert, golden light",
    "a lonely cactus under a blazing sun",
    "a sandstorm over the dunes",
    "a bus in a city street at night in the rain",
    "neon city, cyberpunk, a robot walks through the crowd",
    "a yellow taxi in Manhattan on a sunny day",
    "a woman with a red umbrella in a rainy street",
    "a city skyline by the water at dusk, a ship passes",
    "an old street in the fog, film noir, a detective",
    "a busy market square in the morning",
    "penguins on the ice",
    "a train in the snow",
    "a snowman in front of a house on a winter evening",
    "a wolf howls in a blizzard",
    "a cabin in the snow under the northern lights",
    "an astronaut floats above the earth",
    "a rocket flies to mars",
    "a ringed planet and a satellite in deep space",
    "a spaceship in a purple nebula",
    "a cup of coffee on a table in the morning",
    "a piano in an empty room",
    "a cat sleeps on a chair in a cosy living room",
    "a candle and an old book at night",
    "a scientist in a laboratory",
    "a computer on a desk, a programmer works late at night",
    "a birthday party with balloons and gifts",
    "sheep in a meadow under a blue sky",
    "a hot air balloon over fields at sunrise",
    "a red barn and a tractor in a wheat field",
    "a windmill and tulips in spring",
    "a horse gallops across the prairie in the wind",
    "elephants in the savanna at dusk",
    "a country road in the rain",
    "children fly a kite on a hill",
    "a church in a village in the evening",
    "the feeling of hope",
    "data flowing through a network",
    "music, joy and colour",
    "a sad memory in grey and blue",
    "a dragon over a burning castle",
};
static_assert(std::size(kPrompts) == 60);
constexpr std::uint64_t kSeeds[] = {1, 2, 3};
constexpr int kWidth = 160, kHeight = 90, kFrames = 48, kFrame = 24;

using Bytes = std::vector<std::uint8_t>;

void in_turn(int n, const std::function<void(int)>& body) {
  for (int i = 0; i < n; ++i) body(i);
}

class Film {
 public:
  Film(const std::string& prompt, std::uint64_t seed)
      : painter_(parse_prompt(prompt, "", seed), {kWidth, kHeight, 24, kFrames, Quality::draft}, in_turn) {}
  Bytes frame(int n) const {
    Bytes rgb(kWidth * kHeight * 3);
    painter_.paint(n, rgb.data(), kWidth * 3);
    return rgb;
  }

 private:
  Painter painter_;
};

double mean_luma(const Bytes& rgb) {
  double sum = 0;
  for (std::size_t i = 0; i < rgb.size(); i += 3) sum += 0.2126 * rgb[i] + 0.7152 * rgb[i + 1] + 0.0722 * rgb[i + 2];
  return sum / (kWidth * kHeight);
}

// How much of the picture's light is red and nothing else.
double red_share(const Bytes& rgb) {
  double red = 0, all = 1;
  for (std::size_t i = 0; i < rgb.size(); i += 3) {
    red += std::max(0, rgb[i] - std::max(rgb[i + 1], rgb[i + 2]));
    all += rgb[i] + rgb[i + 1] + rgb[i + 2];
  }
  return red / all;
}

double difference(const Bytes& a, const Bytes& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
  return sum / static_cast<double>(a.size());
}

// The classic perceptual hash: 32x32 luma, its cosine transform, the 8x8 lowest frequencies against their median.
std::uint64_t phash(const Bytes& rgb) {
  constexpr int kSide = 32, kLow = 8;
  std::array<std::array<double, kSide>, kSide> small{};
  for (int y = 0; y < kSide; ++y)
    for (int x = 0; x < kSide; ++x) {
      const int x0 = x * kWidth / kSide, x1 = std::max((x + 1) * kWidth / kSide, x0 + 1);
      const int y0 = y * kHeight / kSide, y1 = std::max((y + 1) * kHeight / kSide, y0 + 1);
      double sum = 0;
      for (int v = y0; v < y1; ++v)
        for (int u = x0; u < x1; ++u) {
          const auto* p = &rgb[static_cast<std::size_t>((v * kWidth + u) * 3)];
          sum += 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2];
        }
      small[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = sum / ((x1 - x0) * (y1 - y0));
    }
  std::array<double, kLow * kLow> low{};
  const auto wave = [](int k, int i) { return std::cos(std::numbers::pi * k * (2 * i + 1) / (2.0 * kSide)); };
  for (int v = 0; v < kLow; ++v)
    for (int u = 0; u < kLow; ++u)
      for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
          low[static_cast<std::size_t>(v * kLow + u)] +=
              small[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] * wave(u, x) * wave(v, y);
  auto sorted = low;
  std::ranges::nth_element(sorted, sorted.begin() + kLow * kLow / 2);
  const double median = sorted[kLow * kLow / 2];
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < low.size(); ++i) hash |= static_cast<std::uint64_t>(low[i] > median) << i;
  return hash;
}

TEST(Variety, DifferentPromptsGiveDifferentPictures) {
  struct Seen {
    std::size_t prompt;
    std::uint64_t seed, hash;
  };
  std::vector<Seen> seen;
  for (std::size_t p = 0; p < std::size(kPrompts); ++p)
    for (const std::uint64_t seed : kSeeds) seen.push_back({p, seed, phash(Film(kPrompts[p], seed).frame(kFrame))});
  int nearest = 64;
  for (std::size_t a = 0; a < seen.size(); ++a)
    for (std::size_t b = a + 1; b < seen.size(); ++b) {
      if (seen[a].prompt == seen[b].prompt) continue;
      const int distance = std::popcount(seen[a].hash ^ seen[b].hash);
      nearest = std::min(nearest, distance);
      EXPECT_GE(distance, 6) << "\"" << kPrompts[seen[a].prompt] << "\", seed " << seen[a].seed << "  looks like  \""
                             << kPrompts[seen[b].prompt] << "\", seed " << seen[b].seed;
    }
  RecordProperty("nearest", nearest);
}

TEST(Variety, AnotherSeedGivesAnotherPicture) {
  for (const char* prompt : kPrompts) {
    const Bytes one = Film(prompt, 1).frame(kFrame), two = Film(prompt, 2).frame(kFrame);
    EXPECT_GT(difference(one, two), 1.0) << prompt;
  }
}

TEST(Variety, TheSameSeedGivesTheSameBytes) {
  for (std::size_t p = 0; p < std::size(kPrompts); p += 4)
    EXPECT_EQ(Film(kPrompts[p], 9).frame(7), Film(kPrompts[p], 9).frame(7)) << kPrompts[p];
}

TEST(Variety, NightIsDarkerThanDawnAndDawnThanDay) {
  for (const char* place :
       {"a boat on the sea", "mountains and a lake", "a forest with a deer", "a camel in the desert",
        "a street in the city", "a house in the snow", "sheep in a meadow", "a castle on a hill"})
    for (const std::uint64_t seed : kSeeds) {
      const auto at = [&](const char* hour) { return mean_luma(Film(std::string(place) + hour, seed).frame(kFrame)); };
      const double night = at(" at night"), dawn = at(" at dawn"), day = at(" at noon");
      EXPECT_LT(night, dawn) << place << ", seed " << seed;
      EXPECT_LT(dawn, day) << place << ", seed " << seed;
    }
}

TEST(Variety, RedRaisesTheShareOfRed) {
  constexpr std::array<const char*, 2> pairs[] = {{"a boat on the sea at noon", "a red boat on the sea at noon"},
                                                  {"a car in a city street", "a red car in a city street"},
                                                  {"a barn in a field", "a red barn in a field"},
                                                  {"a balloon over the mountains", "a red balloon over the mountains"},
                                                  {"flowers in a meadow", "red flowers in a meadow"},
                                                  {"flowing shapes", "flowing shapes in red"}};
  for (const auto& [plain, red] : pairs)
    for (const std::uint64_t seed : kSeeds) {
      // The same dice for both: only the word "red" may make the difference.
      SceneSpec with = parse_prompt(red, "", seed);
      SceneSpec without = parse_prompt(plain, "", seed);
      without.seed = with.seed, without.camera = with.camera;
      const Canvas canvas{kWidth, kHeight, 24, kFrames, Quality::draft};
      const auto share = [&](const SceneSpec& s) {
        Bytes rgb(kWidth * kHeight * 3);
        Painter(s, canvas, in_turn).paint(kFrame, rgb.data(), kWidth * 3);
        return red_share(rgb);
      };
      const double a = share(without), b = share(with);
      EXPECT_GT(b, a * 1.05 + 0.0005) << red << ", seed " << seed;
    }
}

TEST(Variety, EveryFrameDiffersFromTheOneBefore) {
  for (std::size_t p = 0; p < std::size(kPrompts); p += 2) {
    const Film film(kPrompts[p], 5);
    Bytes before = film.frame(20);
    for (int n = 21; n < 24; ++n) {
      Bytes now = film.frame(n);
      EXPECT_GT(difference(before, now), 0.02) << kPrompts[p] << ", frame " << n;
      before = std::move(now);
    }
  }
  const Film still("a still photograph of a mountain lake", 5);
  EXPECT_LT(difference(still.frame(20), still.frame(21)), 1.5);  // grain and dither only
}

}  // namespace
}  // namespace storyteller
