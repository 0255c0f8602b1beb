// The response of a room that does not exist: a few early reflections, then a tail of noise that dies away.
#pragma once

#include <cstdint>
#include <vector>

namespace space {

struct Room {
  double decay_s = 1.5;  // until the sound has fallen by 60 dB
  double damping = 0.3;  // 0: all frequencies last equally long; 1: high ones are gone at once
  double pre_delay_s = 0.02;
  double size = 0.5;  // 0 a cupboard .. 1 a hall: how far apart the early reflections lie
  bool operator==(const Room&) const = default;
};
inline constexpr double longest_decay = 5, longest_pre_delay = 0.2;  // seconds
// A tail is cut where it has fallen by this much.
inline constexpr double cut_db = 70;

// For one of several channels, each with reflections of its own; the sum of its squares is 1.
std::vector<float> response(const Room& room, double rate, std::uint32_t channel);

// The longest response, in samples at 48 kHz.
inline constexpr std::int64_t longest_response =
    static_cast<std::int64_t>(48000 * (longest_pre_delay + 0.12 + longest_decay * cut_db / 60)) + 2;

}  // namespace space
