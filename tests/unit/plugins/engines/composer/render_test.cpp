#include "plugins/engines/composer/synth/render.hpp"

#include "plugins/engines/composer/master.hpp"
#include "plugins/engines/composer/music/compose.hpp"
#include "tests/unit/plugins/engines/composer/sound_checks.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include <unistd.h>

namespace composer {
namespace {

class Render : public testing::Test {
 protected:
  void SetUp() override {
    auto found = find_soundfont("");
    if (!found) GTEST_SKIP() << found.error().message;
    font_ = *found;
  }
  Stereo played(const Brief& brief) {
    const Score score = compose(brief);
    auto sound = render(score, font_, {});
    EXPECT_TRUE(sound) << sound.error().message;
    EXPECT_TRUE(
        finish(*sound, {.fade_in = 0.005, .fade_out = std::min(2.0, 0.5 * (score.seconds - score.last_chord))}, {}));
    return std::move(*sound);
  }
  SoundFont font_;
};

TEST_F(Render, MusicIsWhatASoundMustBe) {
  expect_sound(played({Mood::calm, 3, 1}), 3, -18, 1);
  expect_sound(played({Mood::joyful, 8.123, 2}), 8.123, -18, 1);
  expect_sound(played({Mood::epic, 6, 3}), 6, -18, 1);
}

TEST_F(Render, TheLastChordDecays) {
  const Score score = compose({Mood::melancholic, 8, 4});
  auto sound = render(score, font_, {});
  ASSERT_TRUE(sound);
  ASSERT_TRUE(finish(*sound, {.fade_out = 0.5 * (score.seconds - score.last_chord)}, {}));
  const auto power = [&](double from, double to) {
    double sum = 0;
    for (auto i = static_cast<std::size_t>(from * sample_rate); i < static_cast<std::size_t>(to * sample_rate); ++i)
      sum += double(sound->left[i]) * sound->left[i];
    return sum / (to - from);
  };
  EXPECT_GT(power(score.last_chord + 0.1, score.last_chord + 0.6), 20 * power(score.seconds - 0.3, score.seconds));
}

TEST_F(Render, SameScoreSameSamplesOnAnyThread) {
  const Score score = compose({Mood::romantic, 3, 6});
  const auto once = render(score, font_, {});
  ASSERT_TRUE(once);
  Stereo other;
  std::thread([&] {
    if (auto r = render(score, font_, {})) other = std::move(*r);
  }).join();
  EXPECT_EQ(once->left, other.left);
  EXPECT_EQ(once->right, other.right);
}

TEST_F(Render, CanBeStopped) {
  const auto stopped = render(compose({Mood::calm, 20, 6}), font_, [](double done) { return done < 0.1; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, rushes::Errc::cancelled);
}

TEST_F(Render, FontsHashIsStable) {
  EXPECT_EQ(font_.sha256.size(), 64u);
  EXPECT_EQ(find_soundfont(font_.path)->sha256, font_.sha256);
}

TEST(SoundFont, MissingOrBrokenIsSaidClearly) {
  const auto missing = find_soundfont("/nowhere/at/all.sf2");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, rushes::Errc::not_found);
  const auto path = std::filesystem::temp_directory_path() / ("broken_" + std::to_string(getpid()) + ".sf2");
  std::ofstream(path) << "this is no SoundFont";
  const auto font = find_soundfont(path.string());
  ASSERT_TRUE(font);
  const auto sound = render(compose({Mood::calm, 3, 1}), *font, {});
  EXPECT_FALSE(sound);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace composer
