// The response of what is heard, against the analogue filters the formulas come from.
#include "plugins/effects/equaliser/biquad.hpp"

#include "tests/unit/plugins/effects/sound/sound.hpp"

namespace {

using namespace sound;
using Complex = std::complex<double>;

// s of the analogue prototype, 1 at `corner`: what the bilinear transform makes of a frequency.
Complex prototype(double hz, double corner) {
  return {0, std::tan(std::numbers::pi * hz / rate) / std::tan(std::numbers::pi * corner / rate)};
}
double db(const Complex& h) { return 20 * std::log10(std::abs(h)); }

// Within 0.1 dB at 31 frequencies, measured on the response to an impulse.
void expect_response(const Params& params, const std::function<Complex(double hz)>& expected) {
  Plugin plugin(EQUALISER_LIBRARY, "org.rushes.equaliser");
  const auto out = run(plugin, impulse(96000, 1), {.params = params});
  for (double hz = 20; hz < 20500; hz *= std::pow(10, 0.1))
    if (const double wanted = db(expected(hz)); wanted > -60) {
      EXPECT_NEAR(db(spectrum_at(out[0], hz)), wanted, 0.1) << hz << " Hz";
    }
}

TEST(Equaliser, BellsFollowTheirFormula) {
  for (const double gain : {12.0, -9.0, 3.0})
    for (const double q : {0.5, 4.0}) {
      expect_response({{"bell2.frequency", 1200}, {"bell2.gain", gain}, {"bell2.q", q}}, [=](double hz) {
        const Complex s = prototype(hz, 1200);
        const double a = std::pow(10, gain / 40);
        return (s * s + s * (a / q) + 1.0) / (s * s + s / (a * q) + 1.0);
      });
    }
}

TEST(Equaliser, ShelvesFollowTheirFormula) {
  const double q = std::sqrt(0.5);
  for (const double gain : {10.0, -15.0}) {
    const double a = std::pow(10, gain / 40), root = std::sqrt(a);
    expect_response({{"low.frequency", 200}, {"low.gain", gain}}, [=](double hz) {
      const Complex s = prototype(hz, 200);
      return a * (s * s + s * (root / q) + a) / (a * s * s + s * (root / q) + 1.0);
    });
    expect_response({{"high.frequency", 5000}, {"high.gain", gain}}, [=](double hz) {
      const Complex s = prototype(hz, 5000);
      return a * (a * s * s + s * (root / q) + 1.0) / (s * s + s * (root / q) + a);
    });
  }
}

TEST(Equaliser, CutsFollowTheirFormulaAndBandsAddUp) {
  const double q = std::sqrt(0.5);
  expect_response({{"low_cut", 120}, {"high_cut", 6000}, {"bell1.frequency", 800}, {"bell1.gain", 6}}, [=](double hz) {
    const Complex l = prototype(hz, 120), h = prototype(hz, 6000), b = prototype(hz, 800);
    const double a = std::pow(10, 6.0 / 40);
    return l * l / (l * l + l / q + 1.0) / (h * h + h / q + 1.0) * (b * b + b * a + 1.0) / (b * b + b / a + 1.0);
  });
}

TEST(Equaliser, NeutralLeavesEverySampleAlone) {
  Plugin plugin(EQUALISER_LIBRARY, "org.rushes.equaliser");
  const auto in = plugin_driver::noise_block(0, 5000, 2, 8, 1);
  EXPECT_EQ(run(plugin, in), in);
}

TEST(Equaliser, SilenceAfterSoundEndsInSilence) {
  equaliser::Biquad filter(equaliser::bell(48000, 40, 18, 6), 1);
  filter.step(0, 1);
  double last = 1;
  for (int i = 0; i < 48000 * 12; ++i) last = filter.step(0, 0);
  EXPECT_EQ(last, 0);
}

}  // namespace
