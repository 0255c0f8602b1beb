// Where a sound stands between two loudspeakers, at constant power.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pan {

struct Gains {
  float left_to_left, left_to_right, right_to_left, right_to_right;
};

// position -1 (left) .. 1 (right). One source: sine and cosine, -3 dB each in the middle.
inline Gains mono(double position) {
  const double angle = (std::clamp(position, -1.0, 1.0) + 1) * std::numbers::pi / 4;
  return {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle)), 0, 0};
}

// Two sources: the side that is left behind is folded over to the other, so that nothing is lost; the middle changes
// nothing.
inline Gains stereo(double position) {
  const double p = std::clamp(position, -1.0, 1.0), angle = std::abs(p) * std::numbers::pi / 2;
  const auto stays = static_cast<float>(std::cos(angle)), goes = static_cast<float>(std::sin(angle));
  return p >= 0 ? Gains{stays, goes, 0, 1} : Gains{1, 0, goes, stays};
}

}  // namespace pan
