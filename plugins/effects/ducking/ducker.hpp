// How far music steps back under a voice: from the voice's level alone, known ahead, with a bounded memory.
#pragma once

#include "plugins/effects/audio_support/hop_envelope.hpp"

#include <cstdint>

namespace ducking {

struct Settings {
  double threshold_db = -38;  // RMS level of the side chain above which it counts
  double depth_db = 12;       // how far the music goes down, positive
  double attack_s = 0.25, hold_s = 0.30, release_s = 0.70;
  bool operator==(const Settings&) const = default;
};

inline constexpr double longest_attack = 0.5, longest_hold = 2, longest_release = 5;  // seconds
inline constexpr int hops_per_second = 200;

class Ducker {
 public:
  Ducker(const Settings&, std::uint32_t rate);
  std::int64_t latency() const { return envelope_.latency(); }
  const Settings& settings() const { return settings_; }
  void reset(std::int64_t next_sample);
  // `side` is the side chain's power (mean square over channels) at the next sample n; gives the gain for sample n -
  // latency().
  float step(double side);

 private:
  Settings settings_;
  audio::HopEnvelope envelope_;
  int inside_ = 0;
  double power_ = 0;
  float known_amount_ = 0, known_gain_ = 1;
};

// Fixed by the rate, not by the settings: the host asks before it knows them.
std::int64_t latency_at(std::uint32_t rate);
std::uint32_t preroll_at_48k();

}  // namespace ducking
