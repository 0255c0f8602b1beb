#include "plugins/effects/restoration/noise_reducer.hpp"

#include "tests/unit/plugins/effects/sound/sound.hpp"

namespace {

using namespace sound;

// Syllables: harmonics of a gliding voice, with pauses between them.
Channels speech(double seconds) {
  return made(seconds, 1, [](double t) {
    const double in_word = std::fmod(t, 0.9),
                 loud = in_word < 0.6 ? std::pow(std::sin(std::numbers::pi * in_word / 0.2), 2) : 0;
    double v = 0;
    for (int k = 1; k <= 12; ++k)
      v += std::sin(2 * std::numbers::pi * k * (120 * t + 3 * std::sin(2 * t))) / (1 + 0.4 * k);
    return 0.15 * loud * v;
  });
}
double snr(const Channels& clean, const Channels& heard) {
  double signal = 0, wrong = 0;
  for (std::size_t i = 96000; i < clean[0].size(); ++i) {
    signal += double(clean[0][i]) * clean[0][i];
    wrong += std::pow(double(heard[0][i]) - clean[0][i], 2);
  }
  return 10 * std::log10(signal / wrong);
}

// The criterion: at 10 dB of signal to noise, 6 dB are gained.
TEST(NoiseReduction, GainsSixDecibelsOfSignalToNoise) {
  Plugin plugin(RESTORATION_LIBRARY, "org.rushes.noise_reduction");
  const Channels clean = speech(6);
  Channels noisy = clean;
  const Channels hiss = plugin_driver::noise_block(0, clean[0].size(), 1, 9, 1);
  const double scale =
      std::pow(10, (level(clean[0], 0, clean[0].size()) - level(hiss[0], 0, hiss[0].size()) - 10) / 20);
  for (std::size_t i = 0; i < noisy[0].size(); ++i) noisy[0][i] += static_cast<float>(scale) * hiss[0][i];
  const double before = snr(clean, noisy), after = snr(clean, run(plugin, noisy));
  EXPECT_NEAR(before, 10, 0.5);
  EXPECT_GT(after, before + 6) << "from " << before << " dB";
}

TEST(NoiseReduction, SteadyNoiseFallsByWhatWasAskedFor) {
  Plugin plugin(RESTORATION_LIBRARY, "org.rushes.noise_reduction");
  const Channels hiss = plugin_driver::noise_block(0, 48000 * 4, 1, 4, 0.05f);
  const auto out = run(plugin, hiss, {.params = {{"reduction", 12}, {"strength", 1.5}}});
  EXPECT_NEAR(level(out[0], 96000, 180000), level(hiss[0], 96000, 180000) - 12, 1.5);
}

TEST(NoiseReduction, CleanSoundAndNoReductionStay) {
  Plugin plugin(RESTORATION_LIBRARY, "org.rushes.noise_reduction");
  const Channels clean = speech(5);
  EXPECT_GT(snr(clean, run(plugin, clean)), 25);
  EXPECT_GT(snr(clean, run(plugin, clean, {.params = {{"reduction", 0}}})), 100);
}

}  // namespace
