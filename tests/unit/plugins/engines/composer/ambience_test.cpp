#include "plugins/engines/composer/ambience/ambience.hpp"

#include "plugins/engines/composer/master.hpp"
#include "tests/unit/plugins/engines/composer/sound_checks.hpp"

namespace composer {
namespace {

Stereo made(Ambience kind, double seconds, std::uint64_t seed) {
  auto sound = make_ambience(kind, seconds, seed, {});
  EXPECT_TRUE(sound);
  return std::move(*sound);
}

class EachAmbience : public testing::TestWithParam<Ambience> {};
INSTANTIATE_TEST_SUITE_P(Composer, EachAmbience, testing::ValuesIn(all_ambiences),
                         [](const auto& kind) { return std::string(name_of(kind.param)); });

TEST_P(EachAmbience, IsWhatASoundMustBe) {
  Stereo sound = made(GetParam(), 3.25, 3);
  ASSERT_TRUE(finish(sound, {.loudness = loudness_of(GetParam()), .fade_in = 0.1, .fade_out = 0.1}, {}));
  if (GetParam() == Ambience::room) {  // a room is heard as -42 LUFS: the others' idea of silence does not fit
    EXPECT_EQ(sound.size(), 156000u);
  } else {
    expect_sound(sound, 3.25, loudness_of(GetParam()), 1.0);
  }
}

TEST_P(EachAmbience, IsWideAndTheSeedDecides) {
  const Stereo one = made(GetParam(), 1.5, 1), again = made(GetParam(), 1.5, 1), other = made(GetParam(), 1.5, 2);
  EXPECT_EQ(one.left, again.left);
  EXPECT_EQ(one.right, again.right);
  EXPECT_NE(one.left, other.left);
  EXPECT_NE(one.left, one.right);
}

// Share of the power that lies above about `hz`, by a first-order split.
double high_share(const Stereo& s, double hz) {
  const double k = 1 - std::exp(-2 * 3.14159265 * hz / sample_rate);
  double low = 0, high_power = 0, power = 0;
  for (const float x : s.left) {
    low += k * (x - low);
    high_power += (x - low) * (x - low);
    power += double(x) * x;
  }
  return high_power / power;
}

TEST(Ambience, KindsSoundDifferent) {
  EXPECT_GT(high_share(made(Ambience::rain, 4, 1), 1500), 0.5);
  EXPECT_GT(high_share(made(Ambience::night, 4, 1), 1500), 0.5);
  EXPECT_LT(high_share(made(Ambience::city, 4, 1), 1500), 0.2);
  EXPECT_LT(high_share(made(Ambience::space, 4, 1), 1500), 0.1);
}

TEST(Ambience, NeverRepeats) {
  // A loop would show as a strong likeness of two stretches; noise of its own has almost none.
  const Stereo sound = made(Ambience::rain, 6, 9);
  for (const std::size_t shift : {48000u, 96000u, 144000u}) {
    double product = 0, power = 0;
    for (std::size_t i = 0; i < 96000; ++i)
      product += double(sound.left[i]) * sound.left[i + shift], power += double(sound.left[i]) * sound.left[i];
    EXPECT_LT(std::abs(product / power), 0.1) << shift;
  }
}

TEST(Ambience, CanBeStopped) {
  const auto stopped = make_ambience(Ambience::forest, 5, 1, [](double done) { return done == 0; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, rushes::Errc::cancelled);
}

TEST(Ambience, IsReadFromWords) {
  EXPECT_EQ(ambience_of("waves on a lonely beach"), Ambience::sea);
  EXPECT_EQ(ambience_of("a storm with lightning and rain"), Ambience::thunder);
  EXPECT_EQ(ambience_of("by the window of an office"), Ambience::room);
  EXPECT_EQ(ambience_of(""), Ambience::room);
}

}  // namespace
}  // namespace composer
