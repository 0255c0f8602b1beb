#include "plugins/effects/dynamics/keyed.hpp"

#include "plugins/effects/audio_support/audio_block.hpp"

#include <algorithm>
#include <cmath>

namespace dynamics {
namespace {

int hop_of(std::uint32_t rate) { return static_cast<int>(std::max<std::uint32_t>(1, rate / hops_per_second)); }
int hops(double seconds, double most) {
  return static_cast<int>(std::lround((seconds >= 0 ? std::min(seconds, most) : 0.0) * hops_per_second));
}
audio::HopEnvelope::Shape envelope_shape(const Shape& s, std::uint32_t rate) {
  return {hop_of(rate), hops(longest_attack, longest_attack), hops(s.attack_s, longest_attack),
          hops(s.hold_s, longest_hold), hops(s.release_s, longest_release)};
}

}  // namespace

double Level::step(double power) {
  std::shift_left(recent_.begin(), recent_.end(), 1);
  recent_.back() = power;
  constexpr std::array<double, window> weights{1, 2, 3, 4, 4, 3, 2, 1};
  double sum = 0;
  for (std::size_t i = 0; i < window; ++i) sum += weights[i] * recent_[i];
  return 10 * std::log10(sum / 20 + 1e-20);
}

Keyed::Keyed(const Shape& shape, std::uint32_t rate, std::uint32_t channels)
    : shape_(shape), envelope_(envelope_shape(shape, rate)), hop_(hop_of(rate)) {
  delay_.prepare(channels, latency(rate));
  const int later =
      hops(shape.attack_s, longest_attack) - hops(std::min(shape.ahead_s, shape.attack_s), longest_attack);
  waiting_.assign(static_cast<std::size_t>(later) + 1, 0.0f);
  reset(0);
}

std::int64_t Keyed::latency(std::uint32_t rate) {
  return audio::HopEnvelope(envelope_shape({}, rate)).latency() + std::int64_t{Level::lag} * hop_of(rate);
}

std::int64_t Keyed::memory(std::uint32_t rate) {
  const Shape longest{longest_attack, longest_hold, longest_release};
  return audio::HopEnvelope(envelope_shape(longest, rate)).memory() + latency(rate) +
         std::int64_t{Level::window + hops(longest_attack, longest_attack) + 1} * hop_of(rate);
}

void Keyed::reset(std::int64_t next_sample) {
  envelope_.reset(next_sample);
  delay_.reset();
  level_.reset();
  std::ranges::fill(waiting_, 0.0f);
  at_ = 0;
  inside_ = static_cast<int>(next_sample - audio::floor_div(next_sample, hop_) * hop_);
  power_ = 0;
}

}  // namespace dynamics
