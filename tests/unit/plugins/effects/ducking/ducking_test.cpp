#include "plugins/effects/ducking/ducker.hpp"
#include "tests/support/plugin_driver/plugin_driver.hpp"

#include <cmath>

namespace {

using namespace plugin_driver;

constexpr const char* id = "org.rushes.ducking";

// A voice from 2 s to 3 s.
Channels voice(std::int64_t start, std::size_t frames) {
  Channels out = noise_block(start, frames, 1, 77, 0.3f);
  for (std::size_t i = 0; i < frames; ++i)
    if (const auto n = start + static_cast<std::int64_t>(i); n < 96000 || n >= 144000) out[0][i] = 0;
  return out;
}

TEST(Ducking, GoesDownBeforeTheVoiceAndComesBackAfter) {
  Plugin plugin(PLUGIN_LIBRARY, id);
  const std::size_t frames = 6 * 48000;
  const auto* effect = plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT);
  const auto out =
      run_audio(plugin, {Channels{std::vector<float>(frames, 0.5f)}, voice(0, frames)},
                {.params = {{"depth", 12}, {"attack", 0.25}, {"hold", 0.3}, {"release", 0.7}}, .out_channels = 1});
  const std::size_t lag = effect->latency(plugin.instance());
  const auto gain_db = [&](double seconds) {
    return 20 * std::log10(out[0][static_cast<std::size_t>(seconds * 48000) + lag] / 0.5);
  };
  EXPECT_NEAR(gain_db(1.0), 0, 1e-3);
  EXPECT_NEAR(gain_db(1.7), 0, 0.01);
  EXPECT_LT(gain_db(1.9), -3);
  for (double t = 2.0; t <= 3.29; t += 0.05) EXPECT_NEAR(gain_db(t), -12, 0.02) << t;
  EXPECT_NEAR(gain_db(3.65), -6, 0.6);
  EXPECT_NEAR(gain_db(4.1), 0, 0.01);
  for (std::size_t i = lag + 1; i < out[0].size(); ++i) ASSERT_LT(std::abs(out[0][i] - out[0][i - 1]), 0.0005f) << i;
}

TEST(Ducking, QuietSideChainChangesNothing) {
  Plugin plugin(PLUGIN_LIBRARY, id);
  const auto in = noise_block(0, 60000, 2, 4, 0.5f);
  const auto out = run_audio(plugin, {in, noise_block(0, 60000, 2, 9, 0.001f)}, {});
  const std::size_t lag = plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT)->latency(plugin.instance());
  ASSERT_GT(lag, 0u);
  for (std::size_t i = lag; i < out[0].size(); ++i) ASSERT_EQ(out[0][i], in[0][i - lag]);
}

TEST(Ducking, RandomAccessIsExactAfterThePreroll) {
  Plugin plugin(PLUGIN_LIBRARY, id);
  const auto* effect = plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT);
  EXPECT_EQ(effect->preroll_samples, ducking::preroll_at_48k());
  const std::size_t frames = 12 * 48000;
  const AudioRun run{.params = {{"release", 5}, {"hold", 2}}};
  const auto whole = run_audio(plugin, {noise_block(0, frames, 2, 4, 0.5f), voice(0, frames)}, run);
  auto small = run;
  small.block = 1000;
  EXPECT_EQ(run_audio(plugin, {noise_block(0, frames, 2, 4, 0.5f), voice(0, frames)}, small), whole);
  // From the middle of the voice on.
  auto late = run;
  late.start = 100'003;
  const std::size_t rest = frames - 100'003;
  const auto part = run_audio(plugin, {noise_block(late.start, rest, 2, 4, 0.5f), voice(late.start, rest)}, late);
  for (std::size_t i = effect->preroll_samples; i < rest; ++i) ASSERT_EQ(part[0][i], whole[0][i + 100'003]) << i;
}

}  // namespace
