#include "plugins/effects/audio_fade/fade_shape.hpp"
#include "tests/support/plugin_driver/plugin_driver.hpp"

#include <cmath>

namespace {

using namespace plugin_driver;

TEST(FadeShape, RisesFromSilenceToFull) {
  for (const auto shape : {fade::Shape::linear, fade::Shape::equal_power, fade::Shape::s_curve}) {
    EXPECT_EQ(fade::gain(shape, 0), 0);
    EXPECT_NEAR(fade::gain(shape, 1), 1, 1e-12);
    double before = -1;
    for (double x = 0; x <= 1; x += 0.01) {
      EXPECT_GT(fade::gain(shape, x), before);
      before = fade::gain(shape, x);
    }
  }
}

TEST(FadeShape, CrossedFadesKeepWhatTheyPromise) {
  for (double x = 0; x <= 1; x += 0.01) {
    const double p = fade::gain(fade::Shape::equal_power, x), q = fade::gain(fade::Shape::equal_power, 1 - x);
    EXPECT_NEAR(p * p + q * q, 1, 1e-9);
    EXPECT_NEAR(fade::gain(fade::Shape::linear, x) + fade::gain(fade::Shape::linear, 1 - x), 1, 1e-9);
    EXPECT_NEAR(fade::gain(fade::Shape::s_curve, x) + fade::gain(fade::Shape::s_curve, 1 - x), 1, 1e-9);
  }
}

TEST(AudioFade, FollowsTheFormulaAtBothEnds) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.audio_fade");
  const std::size_t n = 20000;
  const auto out =
      run_audio(plugin, {Channels{std::vector<float>(n, 1.0f)}},
                {.params = {{"in", 0.1}, {"out", 0.2}, {"in_shape", "linear"}, {"out_shape", "equal_power"}},
                 .duration = static_cast<std::int64_t>(n),
                 .out_channels = 1});
  for (std::size_t i = 0; i < n; ++i) {
    const double in = i < 4800 ? static_cast<double>(i) / 4800 : 1;
    const double left = static_cast<double>(n - 1 - i);
    const double off = left < 9600 ? std::sin(std::min(1.0, left / 9600) * std::numbers::pi / 2) : 1;
    ASSERT_NEAR(out[0][i], in * off, 1e-6) << i;
  }
  EXPECT_EQ(out[0].front(), 0.0f);
  EXPECT_EQ(out[0].back(), 0.0f);
}

TEST(AudioFade, AnyBlockFromAnywhereIsTheSame) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.audio_fade");
  const auto in = noise_block(0, 40000, 2, 2, 0.5f);
  const AudioRun run{.params = {{"in", 0.25}, {"out", 0.3}}, .duration = 40000};
  const auto whole = run_audio(plugin, {in}, run);
  auto small = run;
  small.block = 700;
  EXPECT_EQ(run_audio(plugin, {in}, small), whole);
  auto late = run;
  late.start = 31111;
  const auto part = run_audio(plugin, {noise_block(31111, 40000 - 31111, 2, 2, 0.5f)}, late);
  for (std::size_t i = 0; i < part[1].size(); ++i) ASSERT_EQ(part[1][i], whole[1][31111 + i]);
}

TEST(AudioFade, UnknownLengthOnlyFadesIn) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.audio_fade");
  const auto out = run_audio(plugin, {Channels{std::vector<float>(48000, 1.0f)}}, {.out_channels = 1});
  EXPECT_EQ(out[0].back(), 1.0f);
}

}  // namespace
