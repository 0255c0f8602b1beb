#include "tests/support/plugin_driver/plugin_driver.hpp"

#include <cmath>

namespace {

using namespace plugin_driver;

TEST(Gain, MultipliesByTheDecibels) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.gain");
  const auto in = noise_block(0, 5000, 2, 1, 0.5f);
  const auto out = run_audio(plugin, {in}, {.params = {{"gain", -6.0}}});
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t i = 0; i < 5000; ++i) ASSERT_NEAR(out[c][i], in[c][i] * std::pow(10.0, -6.0 / 20), 1e-7);
}

TEST(Gain, BottomIsSilence) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.gain");
  const auto out = run_audio(plugin, {noise_block(0, 100, 1, 1, 1)}, {.params = {{"gain", -60}}, .out_channels = 1});
  for (const float x : out[0]) EXPECT_EQ(x, 0.0f);
}

Params rising(std::int64_t n) { return {{"gain", -20.0 + static_cast<double>(n / 4096)}}; }

TEST(Gain, AnimatedGainHasNoSteps) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.gain");
  const auto out =
      run_audio(plugin, {Channels{std::vector<float>(20000, 1.0f)}}, {.out_channels = 1, .animated = rising});
  for (std::size_t i = 1; i < out[0].size(); ++i) ASSERT_LT(std::abs(out[0][i] - out[0][i - 1]), 0.0001f) << i;
  EXPECT_GT(out[0].back(), out[0].front() * 1.3f);
}

TEST(Gain, BlockSizesAndRandomAccessDoNotMatter) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.gain");
  const auto in = noise_block(0, 30000, 2, 3, 0.5f);
  const auto whole = run_audio(plugin, {in}, {.animated = rising});
  const auto small = run_audio(plugin, {in}, {.block = 512, .animated = rising});
  EXPECT_EQ(whole, small);
  const auto* effect = plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT);
  const std::int64_t from = 8192;
  const auto part =
      run_audio(plugin, {noise_block(from, 30000 - from, 2, 3, 0.5f)}, {.start = from, .animated = rising});
  for (std::size_t i = effect->preroll_samples; i < part[0].size(); ++i) ASSERT_EQ(part[0][i], whole[0][i + from]) << i;
}

TEST(Gain, BlocksThatDoNotMatchAreRefused) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.gain");
  const auto* effect = plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT);
  std::vector<float> samples(16);
  float* channel[] = {samples.data()};
  const rushes_audio in{sizeof in, 48000, 1, 8, 4, 0, channel};
  rushes_audio out{sizeof out, 48000, 1, 16, 4, 0, channel};
  const rushes_audio* const inputs[] = {&in};
  const auto values = plugin.values();
  const rushes_audio_args args{sizeof args, static_cast<std::uint32_t>(values.size()), values.data(), 0};
  rushes_error error = Plugin::empty_error();
  EXPECT_EQ(effect->process(plugin.instance(), nullptr, &args, inputs, 1, &out, &error), RUSHES_E_INVALID);
  EXPECT_EQ(effect->process(plugin.instance(), nullptr, &args, inputs, 0, &out, &error), RUSHES_E_INVALID);
  EXPECT_NE(std::string(error.message).find("missing"), std::string::npos);
}

}  // namespace
