#include "plugins/effects/audio_support/limiter.hpp"
#include "plugins/effects/audio_support/meter.hpp"
#include "plugins/effects/dynamics/keyed.hpp"

#include "tests/unit/plugins/effects/sound/sound.hpp"

namespace {

using namespace sound;

TEST(Dynamics, PrerollsCoverTheLongestMemory) {
  for (const auto& [id, memory] :
       {std::pair{"org.rushes.compressor", dynamics::Keyed::memory(48000)},
        {"org.rushes.gate", dynamics::Keyed::memory(48000)},
        {"org.rushes.limiter", loudness::Limiter::memory(loudness::Limiter::longest_release)}})
    EXPECT_EQ(Plugin(DYNAMICS_LIBRARY, id).interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT)->preroll_samples, memory)
        << id;
}

// Levels in, levels out, within 0.1 dB of the straight lines and the knee between them.
TEST(Compressor, SteadyTonesFollowTheCurve) {
  Plugin plugin(DYNAMICS_LIBRARY, "org.rushes.compressor");
  const double threshold = -30, ratio = 4, knee = 8;
  for (const double level_in : {-50.0, -36.0, -32.0, -30.0, -28.0, -25.0, -12.0, -4.0}) {
    const auto in = tone(1, 1500, std::sqrt(2.0) * std::pow(10, level_in / 20));
    const auto out = run(plugin, in, {.params = {{"threshold", threshold}, {"ratio", ratio}, {"knee", knee}}});
    const double above = level_in - threshold;
    double expected = level_in;
    if (above >= knee / 2)
      expected = threshold + above / ratio;
    else if (above > -knee / 2)
      expected = level_in + (1 / ratio - 1) * std::pow(above + knee / 2, 2) / (2 * knee);
    for (const auto& c : out) EXPECT_NEAR(level(c, 16000, 32000), expected, 0.1) << level_in;
  }
}

// A quiet tone, a loud second of it, a quiet tone again.
Channels burst() {
  return made(3, 2,
              [](double t) { return (t >= 1 && t < 2 ? 0.5 : 0.01) * std::sin(2 * std::numbers::pi * 1500 * t); });
}
double gain_db(const Channels& in, const Channels& out, double t) {
  const auto at = static_cast<std::size_t>(t * rate);
  return level(out[0], at, at + 64) - level(in[0], at, at + 64);
}

TEST(Compressor, AttackAndReleaseTakeTheirTime) {
  Plugin plugin(DYNAMICS_LIBRARY, "org.rushes.compressor");
  const Params late{{"threshold", -30}, {"ratio", 20}, {"knee", 0}, {"attack", 0.05}, {"ahead", 0}, {"release", 0.4}};
  const auto in = burst(), out = run(plugin, in, {.params = late});
  const double down = gain_db(in, out, 1.5);
  EXPECT_LT(down, -15);
  EXPECT_NEAR(gain_db(in, out, 0.98), 0, 0.1);        // not before it is loud
  EXPECT_NEAR(gain_db(in, out, 1.025), down / 2, 2);  // half way at half of the attack
  EXPECT_NEAR(gain_db(in, out, 1.06), down, 0.2);     // and there at its end
  EXPECT_NEAR(gain_db(in, out, 2.25), down / 2, 1);   // half way back at half of the release, which is as late
  EXPECT_NEAR(gain_db(in, out, 2.48), 0, 0.2);
  Params early = late;
  early.insert_or_assign("ahead", 0.05);
  EXPECT_NEAR(gain_db(in, run(plugin, in, {.params = early}), 1.0), down, 1.5);  // nothing gets through
}

TEST(Compressor, ChannelsKeepTheirPlaces) {
  Plugin plugin(DYNAMICS_LIBRARY, "org.rushes.compressor");
  Channels in = tone(1, 1500, 0.5);
  for (float& v : in[1]) v *= 0.1f;
  const auto out = run(plugin, in, {.params = {{"threshold", -40}, {"ratio", 10}}});
  for (std::size_t i = 0; i < out[0].size(); ++i) ASSERT_NEAR(out[1][i], out[0][i] * 0.1f, 1e-6);
}

TEST(Gate, ClosesByItsRangeAndLeavesWordsAlone) {
  Plugin plugin(DYNAMICS_LIBRARY, "org.rushes.gate");
  const auto in = burst();
  const auto out = run(plugin, in, {.params = {{"threshold", -20}, {"range", 30}, {"hold", 0.1}, {"release", 0.2}}});
  EXPECT_NEAR(gain_db(in, out, 0.5), -30, 0.1);
  EXPECT_NEAR(gain_db(in, out, 2.6), -30, 0.1);
  // From its first sample to the end of the hold not a bit is changed.
  for (std::size_t i = 48000; i < static_cast<std::size_t>(2.1 * rate); ++i) ASSERT_EQ(out[0][i], in[0][i]) << i;
  EXPECT_LT(gain_db(in, out, 0.98), -29);  // opens no earlier than the attack
}

// The criterion: however hard it is driven, the true peak stays at or below the ceiling.
TEST(Limiter, NeverLetsATruePeakAboveItsCeiling) {
  Plugin plugin(DYNAMICS_LIBRARY, "org.rushes.limiter");
  Channels hard = made(2, 2, [](double t) {
    return (std::fmod(t, 0.3) < 0.02 ? 1.6 : 0.2) * std::sin(2 * std::numbers::pi * 11025 * t + 0.7) +
           0.5 * std::sin(2 * std::numbers::pi * 90 * t);
  });
  const Channels noise = plugin_driver::noise_block(0, hard[0].size(), 2, 3, 0.4f);
  for (std::size_t i = 0; i < noise[0].size(); ++i) hard[0][i] += noise[0][i], hard[1][i] -= noise[1][i];
  for (const double ceiling : {-1.0, -6.0})
    for (const double gain : {0.0, 18.0})
      for (const double release : {0.01, 0.12, 1.0}) {
        const auto out = run(plugin, hard, {.params = {{"ceiling", ceiling}, {"gain", gain}, {"release", release}}});
        loudness::Meter meter(2, 48000);
        const float* channel[] = {out[0].data(), out[1].data()};
        meter.add(channel, static_cast<std::uint32_t>(out[0].size()));
        EXPECT_LE(meter.read().true_peak, ceiling) << gain << " dB, " << release << " s";
        EXPECT_GT(meter.read().true_peak, ceiling - 1) << gain << " dB, " << release << " s";
      }
}

TEST(Limiter, LeavesWhatFitsAloneToTheBit) {
  Plugin plugin(DYNAMICS_LIBRARY, "org.rushes.limiter");
  const auto in = tone(1, 440, 0.7);
  EXPECT_EQ(run(plugin, in), in);
}

}  // namespace
