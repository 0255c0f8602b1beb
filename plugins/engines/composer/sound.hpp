// Finished sound: two channels of one length at 48 kHz, and how a maker of sound is told to stop.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace composer {

inline constexpr int sample_rate = 48000;

struct Stereo {
  std::vector<float> left, right;
  explicit Stereo(std::size_t samples = 0) : left(samples, 0.0f), right(samples, 0.0f) {}
  std::size_t size() const { return left.size(); }
};

// Told how far it is, 0..1; answers false to stop.
using Progress = std::function<bool(double)>;

}  // namespace composer
