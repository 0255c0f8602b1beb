#include "plugins/effects/ducking/ducker.hpp"

#include "plugins/effects/audio_support/audio_block.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ducking {
namespace {

constexpr double knee_db = 6;  // from nothing to all over this much level

int hops(double seconds, double most) {
  return static_cast<int>(std::lround(std::clamp(seconds, 0.0, most) * hops_per_second));
}

audio::HopEnvelope::Shape shape_of(const Settings& s, std::uint32_t rate) {
  return {static_cast<int>(std::max<std::uint32_t>(1, rate / hops_per_second)), hops(longest_attack, longest_attack),
          hops(s.attack_s, longest_attack), hops(s.hold_s, longest_hold), hops(s.release_s, longest_release)};
}

}  // namespace

Ducker::Ducker(const Settings& settings, std::uint32_t rate)
    : settings_(settings), envelope_(shape_of(settings, rate)) {}

void Ducker::reset(std::int64_t next_sample) {
  envelope_.reset(next_sample);
  const int hop = envelope_.shape().hop;
  inside_ = static_cast<int>(next_sample - audio::floor_div(next_sample, hop) * hop);
  power_ = 0;
}

float Ducker::step(double side) {
  const int hop = envelope_.shape().hop;
  power_ += side;
  float needed = 0;
  if (++inside_ == hop) {
    const double level_db = 10 * std::log10(power_ / hop + 1e-20);
    needed = static_cast<float>(std::clamp((level_db - settings_.threshold_db) / knee_db + 0.5, 0.0, 1.0));
    inside_ = 0;
    power_ = 0;
  }
  const float amount = envelope_.step(needed);
  if (amount != known_amount_) {
    // A raised cosine over the straight ramps: the gain starts and ends gently.
    const double eased = 0.5 - 0.5 * std::cos(std::numbers::pi * static_cast<double>(amount));
    known_gain_ = static_cast<float>(audio::from_db(-settings_.depth_db * eased));
    known_amount_ = amount;
  }
  return known_gain_;
}

std::int64_t latency_at(std::uint32_t rate) { return Ducker({}, rate).latency(); }

std::uint32_t preroll_at_48k() {
  const Settings longest{.attack_s = longest_attack, .hold_s = longest_hold, .release_s = longest_release};
  return static_cast<std::uint32_t>(audio::HopEnvelope(shape_of(longest, 48000)).memory());
}

}  // namespace ducking
