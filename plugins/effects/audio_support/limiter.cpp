#include "plugins/effects/audio_support/limiter.hpp"

#include "plugins/effects/audio_support/audio_block.hpp"

#include <algorithm>
#include <cmath>

namespace loudness {
namespace {

// Hops of 16 samples: 10 ms ahead, 2 ms hold (at 48 kHz).
audio::HopEnvelope::Shape shape(double release_s) {
  const double sound = release_s > 0 ? std::min(release_s, Limiter::longest_release) : 0;
  return {.hop = 16, .look_ahead = 30, .attack = 30, .hold = 6, .release = static_cast<int>(std::lround(sound * 3000))};
}
// The gain moves a little between the points where the peak was measured, and other meters interpolate in other ways.
constexpr double margin_db = 0.15;

}  // namespace

Limiter::Limiter(double gain_db, double ceiling_dbtp, std::uint32_t channels, double release_s)
    : gain_db_(gain_db),
      ceiling_dbtp_(ceiling_dbtp),
      gain_(static_cast<float>(audio::from_db(gain_db))),
      ceiling_(static_cast<float>(audio::from_db(ceiling_dbtp - margin_db))),
      peaks_(channels),
      envelope_(shape(release_s)) {
  delay_.prepare(channels, latency());
  reset(0);
}

std::int64_t Limiter::latency() { return audio::HopEnvelope(shape(0)).latency() + TruePeak::reach; }
std::int64_t Limiter::memory(double release_s) {
  return audio::HopEnvelope(shape(release_s)).memory() + 2 * TruePeak::reach + latency();
}

void Limiter::reset(std::int64_t next_sample) {
  for (TruePeak& peak : peaks_) peak.reset();
  delay_.reset();
  // The peak that arrives with sample n belongs to sample n - reach.
  envelope_.reset(next_sample - TruePeak::reach);
}

void Limiter::step(float* samples) {
  float peak = 0;
  for (std::uint32_t c = 0; c < channels(); ++c) {
    samples[c] = std::isfinite(samples[c]) ? samples[c] * gain_ : 0.0f;
    peak = std::max(peak, peaks_[c].step(samples[c]));
  }
  // In decibels of attenuation: straight lines there are even falls to the ear.
  const float needed = peak > ceiling_ ? 20.0f * std::log10(peak / ceiling_) : 0.0f;
  const float attenuation = envelope_.step(needed);
  const float gain = attenuation > 0 ? std::pow(10.0f, -attenuation / 20.0f) : 1.0f;
  for (std::uint32_t c = 0; c < channels(); ++c) samples[c] = delay_.exchange(c, samples[c]) * gain;
  delay_.advance();
}

}  // namespace loudness
