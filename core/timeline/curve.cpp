// Curves of parameters: which two keys surround a time, and how far the curve between them has come.
#include "core/timeline/curve.hpp"

#include "core/timeline/timeline.hpp"

#include <algorithm>
#include <cmath>

namespace rushes {

namespace {

// One coordinate of a cubic Bezier curve from 0 to 1 with inner points a and b.
double bezier(double a, double b, double t) {
  const double s = 1 - t;
  return 3 * s * s * t * a + 3 * s * t * t * b + t * t * t;
}

}  // namespace

// With both inner x in [0, 1] the curve's x only grows, so halving finds t; 60
// halvings reach the last bit of a double, and every step is plain arithmetic with the same result everywhere.
double ease(const std::array<double, 4>& curve, double x) {
  const double x1 = std::clamp(curve[0], 0.0, 1.0), x2 = std::clamp(curve[2], 0.0, 1.0);
  double low = 0, high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (bezier(x1, x2, middle) < x ? low : high) = middle;
  }
  return bezier(curve[1], curve[3], (low + high) / 2);
}

Value value_at(const Param& param, Time at) {
  const auto& keys = param.keys;
  if (keys.empty()) return param.value;
  const auto next = std::ranges::upper_bound(keys, at, {}, &Keyframe::at);
  if (next == keys.begin()) return keys.front().value;
  const Keyframe& from = *std::prev(next);
  if (next == keys.end() || from.to_next == Interpolation::hold || from.value.n == 0 || from.value.n != next->value.n) {
    return from.value;
  }
  double progress = static_cast<double>(at.ticks - from.at.ticks) / static_cast<double>(next->at.ticks - from.at.ticks);
  if (from.to_next == Interpolation::bezier && progress > 0) progress = ease(from.bezier, progress);
  Value value = from.value;
  for (int i = 0; i < std::min(value.n, 4); ++i) {
    const double a = from.value.v[i], b = next->value.v[i];
    const double between = a + (b - a) * progress;  // this form keeps equal values exactly equal
    // Ends so far apart that their difference overflows: a step in the middle.
    value.v[i] = std::isfinite(between) ? between : progress < 0.5 ? a : b;
  }
  return value;
}

}  // namespace rushes
