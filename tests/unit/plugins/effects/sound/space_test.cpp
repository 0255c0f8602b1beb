#include "plugins/effects/audio_support/fft.hpp"
#include "plugins/effects/space/convolver.hpp"
#include "plugins/effects/space/room.hpp"

#include "tests/unit/plugins/effects/sound/sound.hpp"

namespace {

using namespace sound;

TEST(Fft, IsTheSumItIsDefinedBy) {
  for (const std::size_t n : {4u, 8u, 64u, 256u}) {
    audio::Fft fft(n);
    const auto in = plugin_driver::noise_block(0, n, 1, n, 1)[0];
    std::vector<std::complex<float>> bins(fft.bins());
    fft.forward(in.data(), bins.data());
    for (std::size_t k = 0; k < bins.size(); ++k) {
      std::complex<double> sum = 0;
      for (std::size_t i = 0; i < n; ++i)
        sum += double(in[i]) * std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(k * i % n) / double(n));
      EXPECT_NEAR(std::abs(sum - std::complex<double>(bins[k])), 0, 1e-5) << n << " " << k;
    }
    std::vector<float> again(n);
    fft.back(bins.data(), again.data());
    for (std::size_t i = 0; i < n; ++i) EXPECT_NEAR(again[i], in[i], 1e-6);
  }
}

TEST(Convolver, IsTheSumItIsDefinedBy) {
  const auto response = plugin_driver::noise_block(0, 5000, 1, 2, 0.05f)[0];
  const auto in = plugin_driver::noise_block(0, 12000, 1, 3, 0.5f)[0];
  space::Convolver c(response);
  std::vector<float> out;
  for (const float x : in) out.push_back(c.step(x));
  for (std::size_t n = space::Convolver::part; n < out.size(); n += 97) {
    double sum = 0;
    const std::size_t at = n - space::Convolver::part;
    for (std::size_t k = 0; k < response.size() && k <= at; ++k) sum += double(response[k]) * in[at - k];
    ASSERT_NEAR(out[n], sum, 1e-4) << n;
  }
}

TEST(Reverb, PrerollCoversTheLongestRoom) {
  const space::Convolver longest(
      space::response({.decay_s = space::longest_decay, .pre_delay_s = space::longest_pre_delay, .size = 1}, 48000, 0));
  const Plugin plugin(SPACE_LIBRARY, "org.rushes.reverb");
  EXPECT_GE(plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT)->preroll_samples, longest.memory());
}

// Seconds for 60 dB, from where the energy that is still to come (Schroeder) has fallen by 5 and by 35 dB.
double decay_of(const std::vector<float>& r) {
  std::vector<double> left(r.size() + 1, 0.0);
  for (std::size_t i = r.size(); i-- > 0;) left[i] = left[i + 1] + double(r[i]) * r[i];
  const auto when = [&](double fallen) {
    std::size_t i = 0;
    while (i < r.size() && 10 * std::log10(left[i] / left[0]) > -fallen) ++i;
    return static_cast<double>(i) / rate;
  };
  return (when(35) - when(5)) * 2;
}

// The criterion: the decay is what was asked for, within 5 %.
TEST(Reverb, DecaysAsLongAsItSays) {
  Plugin plugin(SPACE_LIBRARY, "org.rushes.reverb");
  for (const double decay : {0.5, 1.5, 4.0}) {
    const auto out = run(plugin, impulse(static_cast<std::size_t>(rate * 6)),
                         {.params = {{"decay", decay}, {"damping", 0}, {"mix", 1}}});
    EXPECT_NEAR(decay_of(out[0]) / decay, 1, 0.05) << decay;
    EXPECT_NEAR(decay_of(out[1]) / decay, 1, 0.05) << decay;
  }
}

TEST(Reverb, AnswersAfterThePreDelayAndKeepsTheLoudness) {
  Plugin plugin(SPACE_LIBRARY, "org.rushes.reverb");
  const auto out = run(plugin, impulse(100000), {.params = {{"pre_delay", 0.1}, {"mix", 1}}});
  for (std::size_t i = 0; i < 4800; ++i) ASSERT_NEAR(out[0][i], 0, 1e-6) << i;
  double power = 0, cross = 0, other = 0;
  for (std::size_t i = 0; i < out[0].size(); ++i) {
    power += double(out[0][i]) * out[0][i];
    other += double(out[1][i]) * out[1][i];
    cross += double(out[0][i]) * out[1][i];
  }
  EXPECT_NEAR(power, 1, 0.01);
  EXPECT_LT(std::abs(cross) / std::sqrt(power * other), 0.25);  // the sides differ: the room is wide
}

TEST(Reverb, DampingTakesHighFrequenciesFirst) {
  Plugin plugin(SPACE_LIBRARY, "org.rushes.reverb");
  const auto out = run(plugin, impulse(96000), {.params = {{"damping", 0.8}, {"mix", 1}, {"decay", 2}}});
  const std::vector<float> early(out[0].begin() + 4800, out[0].begin() + 14400),
      late(out[0].begin() + 48000, out[0].begin() + 57600);
  const auto tilt = [](const std::vector<float>& s) {
    double low = 0, high = 0;
    for (int k = 0; k < 40; ++k) {
      low += std::norm(spectrum_at(s, 200 + 10 * k));
      high += std::norm(spectrum_at(s, 6000 + 50 * k));
    }
    return 10 * std::log10(high / low);
  };
  EXPECT_LT(tilt(late), tilt(early) - 6);
}

TEST(Reverb, NoMixIsTheSoundItself) {
  Plugin plugin(SPACE_LIBRARY, "org.rushes.reverb");
  const auto in = plugin_driver::noise_block(0, 9000, 2, 4, 0.5f);
  EXPECT_EQ(run(plugin, in, {.params = {{"mix", 0}}}), in);
}

TEST(Delay, RepeatsAreWhereAndAsLoudAsTheyShouldBe) {
  Plugin plugin(SPACE_LIBRARY, "org.rushes.delay");
  const auto out =
      run(plugin, impulse(60000), {.params = {{"time", 0.25}, {"echoes", 3}, {"level", -3}, {"falloff", 6}}});
  for (std::size_t i = 0; i < out[0].size(); ++i) {
    double expected = 0;
    if (i == 0) expected = 1;
    if (i == 12000) expected = std::pow(10, -3.0 / 20);
    if (i == 24000) expected = std::pow(10, -9.0 / 20);
    if (i == 36000) expected = std::pow(10, -15.0 / 20);
    ASSERT_NEAR(out[0][i], expected, 1e-6) << i;
  }
}

TEST(Delay, PingPongChangesSides) {
  Plugin plugin(SPACE_LIBRARY, "org.rushes.delay");
  Channels in = impulse(60000);
  in[1][0] = 0;
  const auto out = run(plugin, in, {.params = {{"time", 0.25}, {"echoes", 2}, {"ping_pong", 1}}});
  EXPECT_EQ(out[0][12000], 0);
  EXPECT_GT(out[1][12000], 0.4);
  EXPECT_GT(out[0][24000], 0.2);
  EXPECT_EQ(out[1][24000], 0);
}

}  // namespace
