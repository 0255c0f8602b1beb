#include "plugins/effects/audio_support/true_peak.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace loudness {
namespace {

constexpr int taps = 2 * TruePeak::reach;
using Phases = std::array<std::array<float, taps>, 3>;  // at 1/4, 1/2, 3/4; the sample itself needs none

// A sinc under a Kaiser window (beta 6): within 0.02 dB up to 20 kHz at 48 kHz.
Phases make_phases() {
  const auto bessel = [](double x) {
    double sum = 1, term = 1;
    for (int k = 1; k < 30; ++k) sum += term *= (x / (2 * k)) * (x / (2 * k));
    return sum;
  };
  Phases out{};
  for (int p = 0; p < 3; ++p) {
    std::array<double, taps> h{};
    double sum = 0;
    for (int k = 0; k < taps; ++k) {
      const double t = k - (TruePeak::reach - 1) - (p + 1) / 4.0, w = 1 - (t / TruePeak::reach) * (t / TruePeak::reach);
      h[static_cast<std::size_t>(k)] =
          std::sin(std::numbers::pi * t) / (std::numbers::pi * t) * bessel(6 * std::sqrt(std::max(0.0, w)));
      sum += h[static_cast<std::size_t>(k)];
    }
    for (int k = 0; k < taps; ++k)
      out[static_cast<std::size_t>(p)][static_cast<std::size_t>(k)] =
          static_cast<float>(h[static_cast<std::size_t>(k)] / sum);
  }
  return out;
}

}  // namespace

void TruePeak::reset() {
  history_.fill(0);
  at_ = 0;
}

float TruePeak::step(float x) {
  static const Phases phases = make_phases();
  history_[static_cast<std::size_t>(at_)] = history_[static_cast<std::size_t>(at_ + taps)] = x;
  if (++at_ == taps) at_ = 0;
  const float* const window = history_.data() + at_;  // the oldest sample first
  float peak = std::abs(window[reach - 1]);
  for (const auto& phase : phases) {
    float sum = 0;
    for (std::size_t k = 0; k < taps; ++k) sum += phase[k] * window[k];
    peak = std::max(peak, std::abs(sum));
  }
  return peak;
}

}  // namespace loudness
