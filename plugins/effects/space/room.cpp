#include "plugins/effects/space/room.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace space {
namespace {

// Evenly distributed in -1 .. 1, the same for each n and seed.
double noise(std::uint64_t n, std::uint64_t seed) {
  std::uint64_t x = n * 0x9E3779B97F4A7C15ull + (seed + 1) * 0xBF58476D1CE4E5B9ull;
  x ^= x >> 30, x *= 0xBF58476D1CE4E5B9ull, x ^= x >> 27, x *= 0x94D049BB133111EBull, x ^= x >> 31;
  return static_cast<double>(x >> 11) / 4503599627370496.0 - 1;
}

}  // namespace

std::vector<float> response(const Room& room, double rate, std::uint32_t channel) {
  const double decay = std::clamp(room.decay_s, 0.1, longest_decay), damping = std::clamp(room.damping, 0.0, 1.0);
  const auto early = static_cast<std::size_t>((0.02 + 0.1 * std::clamp(room.size, 0.0, 1.0)) * rate);
  const auto first = static_cast<std::size_t>(std::clamp(room.pre_delay_s, 0.0, longest_pre_delay) * rate);
  const auto tail = static_cast<std::size_t>(decay * cut_db / 60 * rate);
  std::vector<double> r(first + early + tail, 0.0);
  const double fall = -3 * std::numbers::ln10 / (decay * rate);  // to a thousandth within the decay
  // The tail sets in over the time of the early reflections. Damped: a one-pole filter that closes as time goes on.
  double smooth = 0;
  for (std::size_t i = 0; i < early + tail; ++i) {
    const double t = static_cast<double>(i) / rate;
    const double cutoff = 20000 * std::pow(0.02, damping * std::min(1.0, 0.25 + t / decay));
    const double k = damping > 0 ? 1 - std::exp(-2 * std::numbers::pi * cutoff / rate) : 1;
    smooth += k * (noise(i, 2 * channel) - smooth);
    const double in = std::min(1.0, static_cast<double>(i + 1) / static_cast<double>(early));
    r[first + i] = smooth * in * std::exp(fall * static_cast<double>(i)) / std::sqrt(k / (2 - k));
  }
  for (std::uint64_t j = 0; j < 8; ++j) {
    const double at = (static_cast<double>(j) + 0.5 + 0.4 * noise(j, 2 * channel + 1)) / 8 * static_cast<double>(early);
    r[first + static_cast<std::size_t>(at)] +=
        (j % 2 ? -3.0 : 3.0) * std::exp(fall * at) / (1 + static_cast<double>(j));
  }
  double power = 0;
  for (const double v : r) power += v * v;
  std::vector<float> out(r.size());
  std::ranges::transform(r, out.begin(), [&](double v) { return static_cast<float>(v / std::sqrt(power)); });
  return out;
}

}  // namespace space
