// What compressor and gate share: the level of a sound, an envelope made of it that knows what comes, and the sound
// itself as much later. All of it has a bounded memory, so that a run from anywhere is exact after a preroll.
#pragma once

#include "plugins/effects/audio_support/delay_line.hpp"
#include "plugins/effects/audio_support/hop_envelope.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace dynamics {

inline constexpr int hops_per_second = 750;                                           // 64 samples at 48 kHz
inline constexpr double longest_attack = 0.1, longest_hold = 1, longest_release = 2;  // seconds

// The level (mean power in decibels) hop by hop, over eight hops (11 ms) weighted towards the middle.
class Level {
 public:
  static constexpr int window = 8, lag = window / 2;  // hops
  void reset() { *this = {}; }
  // Takes the mean power of the next hop; gives the level around the hop `lag` hops ago.
  double step(double power);

 private:
  std::array<double, window> recent_{};
};

struct Shape {
  double attack_s = 0.01, hold_s = 0, release_s = 0.2;
  double ahead_s = 1;  // how much of the attack lies before its cause; at most attack_s counts
  bool operator==(const Shape&) const = default;
};

class Keyed {
 public:
  Keyed(const Shape& shape, std::uint32_t rate, std::uint32_t channels);
  static std::int64_t latency(std::uint32_t rate);
  static std::int64_t memory(std::uint32_t rate);  // samples after reset() until nothing depends on what came before

  const Shape& shape() const { return shape_; }
  std::uint32_t channels() const { return delay_.channels(); }
  void reset(std::int64_t next_sample);

  // `power`: of the key at the next sample n. asked(level in dB) -> amount >= 0 is called once a hop. Gives the amount
  // for sample n - latency().
  template <class Asked>
  float step(double power, const Asked& asked) {
    power_ += power;
    float needed = 0;
    if (++inside_ == hop_) {
      const double level = level_.step(power_ / hop_);
      waiting_[at_] = asked(level);
      at_ = (at_ + 1) % waiting_.size();
      needed = waiting_[at_];
      inside_ = 0;
      power_ = 0;
    }
    return envelope_.step(needed);
  }
  // What went in latency() samples ago; after all channels of a sample: advance().
  float exchange(std::uint32_t channel, float newest) { return delay_.exchange(channel, newest); }
  void advance() { delay_.advance(); }

 private:
  Shape shape_;
  audio::HopEnvelope envelope_;
  audio::DelayLine delay_;
  Level level_;
  std::vector<float> waiting_;  // amounts that are asked for later than their cause came
  std::size_t at_ = 0;
  int hop_ = 64, inside_ = 0;
  double power_ = 0;
};

}  // namespace dynamics
