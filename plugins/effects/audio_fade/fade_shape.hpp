// How loud a fade is on its way, as a function of the sample's place alone.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <string_view>

namespace fade {

enum class Shape { linear, equal_power, s_curve };

inline std::optional<Shape> shape_named(std::string_view name) {
  if (name == "linear") return Shape::linear;
  if (name == "equal_power") return Shape::equal_power;
  if (name == "s_curve") return Shape::s_curve;
  return {};
}

// Gain at x = 0 (silent) .. 1 (full). equal_power: two fades that cross keep the power of unrelated sounds; linear and
// s_curve keep the amplitude of equal ones.
inline double gain(Shape shape, double x) {
  const double t = std::clamp(x, 0.0, 1.0);
  switch (shape) {
    case Shape::equal_power:
      return std::sin(t * std::numbers::pi / 2);
    case Shape::s_curve:
      return t * t * (3 - 2 * t);
    default:
      return t;
  }
}

struct Fade {
  std::int64_t in = 0, out = 0;  // samples
  Shape in_shape = Shape::equal_power, out_shape = Shape::equal_power;
  std::int64_t duration = 0;  // samples; 0 = unknown, then nothing fades out
};

// The first sample is silent, sample `in` is full; the last sample before `duration` is silent. Fades that overlap
// multiply.
inline double gain_at(const Fade& f, std::int64_t n) {
  double g = 1;
  if (f.in > 0 && n < f.in) g *= gain(f.in_shape, static_cast<double>(n) / static_cast<double>(f.in));
  if (f.out > 0 && f.duration > 0 && n >= f.duration - f.out)
    g *= gain(f.out_shape, static_cast<double>(f.duration - 1 - n) / static_cast<double>(f.out));
  return g;
}

}  // namespace fade
