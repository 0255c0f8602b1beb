// Gain, then a limiter that keeps the true peak under a ceiling. It sees peaks coming, so its gain never jumps.
#pragma once

#include "plugins/effects/audio_support/delay_line.hpp"
#include "plugins/effects/audio_support/hop_envelope.hpp"
#include "plugins/effects/audio_support/true_peak.hpp"

#include <cstdint>
#include <vector>

namespace loudness {

class Limiter {
 public:
  static constexpr double usual_release = 0.12, longest_release = 1;  // seconds at 48 kHz
  Limiter(double gain_db, double ceiling_dbtp, std::uint32_t channels, double release_s = usual_release);

  static std::int64_t latency();                                 // samples: 10.9 ms at 48 kHz
  static std::int64_t memory(double release_s = usual_release);  // samples after reset() until the result is exact

  void reset(std::int64_t next_sample);
  // One sample of every channel, in place: takes sample n, leaves sample n - latency().
  void step(float* samples);

  double gain_db() const { return gain_db_; }
  double ceiling_dbtp() const { return ceiling_dbtp_; }
  std::uint32_t channels() const { return static_cast<std::uint32_t>(peaks_.size()); }

 private:
  double gain_db_, ceiling_dbtp_;
  float gain_, ceiling_;
  std::vector<TruePeak> peaks_;
  audio::HopEnvelope envelope_;
  audio::DelayLine delay_;
};

}  // namespace loudness
