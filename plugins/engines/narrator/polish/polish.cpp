#include "plugins/engines/narrator/polish/polish.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace narrator {
namespace {

constexpr double pi = std::numbers::pi;

// Modified Bessel function of the first kind, order 0, by its power series.
double bessel_i0(double x) {
  double sum = 1, term = 1;
  for (int k = 1; k < 40; ++k) {
    term *= (x / (2 * k)) * (x / (2 * k));
    sum += term;
  }
  return sum;
}

// phase p holds the taps that make output 3n+p from inputs n-reach+1 .. n+reach.
constexpr int reach = 24;
using Phases = std::array<std::array<float, 2 * reach>, 3>;

Phases make_phases() {
  constexpr double cutoff = 7500.0 / 8000.0, beta = 8.0;
  Phases phases{};
  for (int p = 0; p < 3; ++p) {
    double sum = 0;
    std::array<double, 2 * reach> taps{};
    for (int k = 0; k < 2 * reach; ++k) {
      const double t = (k - reach + 1) - p / 3.0;  // distance in input samples
      const double x = pi * cutoff * t;
      const double w = 1 - (t / reach) * (t / reach);
      taps[static_cast<std::size_t>(k)] =
          w <= 0 ? 0 : (std::abs(x) < 1e-9 ? 1 : std::sin(x) / x) * bessel_i0(beta * std::sqrt(w)) / bessel_i0(beta);
      sum += taps[static_cast<std::size_t>(k)];
    }
    for (int k = 0; k < 2 * reach; ++k)
      phases[static_cast<std::size_t>(p)][static_cast<std::size_t>(k)] =
          static_cast<float>(taps[static_cast<std::size_t>(k)] / sum);
  }
  return phases;
}

// Second-order filter, coefficients after R. Bristow-Johnson's "Audio EQ Cookbook"; direct form II transposed, in
// double.
struct Biquad {
  double b0, b1, b2, a1, a2, z1 = 0, z2 = 0;
  double operator()(double x) {
    const double y = b0 * x + z1;
    z1 = b1 * x - a1 * y + z2;
    z2 = b2 * x - a2 * y;
    return y;
  }
};

Biquad high_pass(double hz, double q) {
  const double w = 2 * pi * hz / output_rate, c = std::cos(w), alpha = std::sin(w) / (2 * q), a0 = 1 + alpha;
  return {(1 + c) / 2 / a0, -(1 + c) / a0, (1 + c) / 2 / a0, -2 * c / a0, (1 - alpha) / a0};
}

Biquad peaking(double hz, double q, double db) {
  const double a = std::pow(10, db / 40), w = 2 * pi * hz / output_rate, c = std::cos(w), alpha = std::sin(w) / (2 * q),
               a0 = 1 + alpha / a;
  return {(1 + alpha * a) / a0, -2 * c / a0, (1 - alpha * a) / a0, -2 * c / a0, (1 - alpha / a) / a0};
}

Biquad high_shelf(double hz, double db) {
  const double a = std::pow(10, db / 40), w = 2 * pi * hz / output_rate, c = std::cos(w),
               alpha = std::sin(w) / std::numbers::sqrt2, r = 2 * std::sqrt(a) * alpha;
  const double a0 = (a + 1) - (a - 1) * c + r;
  return {a * ((a + 1) + (a - 1) * c + r) / a0, -2 * a * ((a - 1) + (a + 1) * c) / a0,
          a * ((a + 1) + (a - 1) * c - r) / a0, 2 * ((a - 1) - (a + 1) * c) / a0, ((a + 1) - (a - 1) * c - r) / a0};
}

// Root mean square of the 20 ms pieces that carry speech (within 30 dB of the loudest).
double active_level(std::span<const std::int16_t> voice) {
  constexpr std::size_t piece = 320;
  std::vector<double> power;
  for (std::size_t at = 0; at < voice.size(); at += piece) {
    double sum = 0;
    const auto part = voice.subspan(at, std::min(piece, voice.size() - at));
    for (const std::int16_t s : part) sum += double(s) * s;
    power.push_back(sum / static_cast<double>(part.size()));
  }
  const double loudest = power.empty() ? 0 : *std::ranges::max_element(power);
  double sum = 0;
  int n = 0;
  for (const double p : power)
    if (p > loudest * 1e-3) sum += p, ++n;
  return n > 0 ? std::sqrt(sum / n) / 32768 : 0;
}

}  // namespace

std::vector<float> upsample_by_three(std::span<const float> in) {
  static const Phases phases = make_phases();
  std::vector<float> out(in.size() * 3);
  const auto size = static_cast<std::ptrdiff_t>(in.size());
  for (std::ptrdiff_t n = 0; n < size; ++n)
    for (std::size_t p = 0; p < 3; ++p) {
      float sum = 0;
      const std::ptrdiff_t first = n - reach + 1;
      const std::ptrdiff_t from = std::max<std::ptrdiff_t>(0, -first),
                           to = std::min<std::ptrdiff_t>(2 * reach, size - first);
      for (std::ptrdiff_t k = from; k < to; ++k)
        sum += phases[p][static_cast<std::size_t>(k)] * in[static_cast<std::size_t>(first + k)];
      out[static_cast<std::size_t>(n) * 3 + p] = sum;
    }
  return out;
}

std::vector<float> polish(std::span<const std::int16_t> voice) {
  constexpr double wanted_level = 0.1;  // -20 dBFS
  const double level = active_level(voice);
  const double gain = level > 0 ? std::clamp(wanted_level / level, 0.25, 8.0) : 1;
  std::vector<float> scaled(voice.size());
  for (std::size_t i = 0; i < voice.size(); ++i) scaled[i] = static_cast<float>(voice[i] / 32768.0 * gain);
  std::vector<float> out = upsample_by_three(scaled);

  Biquad rumble = high_pass(75, 0.707), mud = peaking(320, 0.9, -2.0), presence = high_shelf(3200, 4.0),
         brilliance = peaking(5500, 1.0, 1.5);
  // Air: what the voice has above 4 kHz, bent so that it grows harmonics, and only those above its own 8 kHz kept.
  Biquad air_in = high_pass(4000, 0.707), air_out1 = high_pass(8200, 0.541), air_out2 = high_pass(8200, 1.307);
  // Compressor: 2.2:1 above -24 dBFS, soft over 8 dB around it.
  constexpr double threshold_db = -24, slope = 1 - 1 / 2.2, knee_db = 8;
  const double attack = 1 - std::exp(-1.0 / (0.006 * output_rate)),
               release = 1 - std::exp(-1.0 / (0.120 * output_rate));
  double power = 0;
  for (float& sample : out) {
    double x = brilliance(presence(mud(rumble(sample))));
    const double high = air_in(x);
    x += 0.35 * air_out2(air_out1(std::abs(high)));
    const double square = x * x;
    power += (square - power) * (square > power ? attack : release);
    const double over = 10 * std::log10(power + 1e-12) - threshold_db;
    const double bent = over <= -knee_db / 2  ? 0
                        : over >= knee_db / 2 ? over
                                              : (over + knee_db / 2) * (over + knee_db / 2) / (2 * knee_db);
    x *= std::pow(10, -slope * bent / 20);
    sample = static_cast<float>(x);
  }
  const std::size_t fade_in = std::min<std::size_t>(out.size(), output_rate * 5 / 1000),
                    fade_out = std::min<std::size_t>(out.size(), output_rate * 15 / 1000);
  for (std::size_t i = 0; i < fade_in; ++i)
    out[i] *= static_cast<float>(0.5 - 0.5 * std::cos(pi * static_cast<double>(i) / static_cast<double>(fade_in)));
  for (std::size_t i = 0; i < fade_out; ++i)
    out[out.size() - 1 - i] *=
        static_cast<float>(0.5 - 0.5 * std::cos(pi * static_cast<double>(i) / static_cast<double>(fade_out)));
  return out;
}

}  // namespace narrator
