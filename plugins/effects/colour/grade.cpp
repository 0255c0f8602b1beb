#include "colour/grade.hpp"

#include "support/maths.hpp"

namespace rushes::effects {

Grade make_grade(const GradeOptions& o) {
  Grade g{};
  // Stops act on light; stored values are about its root of 2.2.
  const double bright = std::exp2(o.exposure / 2.2);
  // Warm is more red and less blue, magenta less green; white keeps its luma.
  double balance[3] = {std::exp2(0.0035 * o.temperature), std::exp2(-0.0025 * o.tint),
                       std::exp2(-0.0035 * o.temperature)};
  const double luma = 0.2126 * balance[0] + 0.7152 * balance[1] + 0.0722 * balance[2];
  for (int k = 0; k < 3; ++k) {
    const double v = bright * balance[k] / luma;
    g.a[k] = static_cast<float>(v * (o.gain[k] - o.lift[k]));
    g.b[k] = static_cast<float>(o.lift[k]);
    g.inverse_gamma[k] = static_cast<float>(1 / o.gamma[k]);
    g.curved |= o.gamma[k] != 1;
  }
  g.c = static_cast<float>(o.contrast);
  g.d = static_cast<float>(0.5 - 0.5 * o.contrast);
  g.saturation = static_cast<float>(o.saturation);
  bool lines = !g.curved;
  for (int k = 0; k < 3; ++k) lines &= g.a[k] == g.a[0] && g.b[k] == g.b[0];
  g.grey = lines;
  const double degrees = std::remainder(o.hue, 360.0);
  if (degrees != 0) {
    g.turn_c = static_cast<float>(std::cos(degrees * (3.14159265358979323846 / 180)));
    g.turn_s = static_cast<float>(std::sin(degrees * (3.14159265358979323846 / 180)));
  }
  g.neutral = lines && g.a[0] == 1 && g.b[0] == 0 && g.c == 1 && g.saturation == 1 && degrees == 0;
  return g;
}

void Grade::apply(FloatRow& row, const float* luma) const {
  const std::size_t n = static_cast<std::size_t>(row.width);
  float* channel[3] = {row.r.data(), row.g.data(), row.b.data()};
  const float* alpha = row.a.data();
  for (int k = 0; k < 3; ++k) {
    float* v = channel[k];
    if (!curved) {
      const float slope = a[k] * c, base = b[k] * c + d;
      for (std::size_t i = 0; i < n; ++i) v[i] = v[i] * slope + base * alpha[i];
    } else if (inverse_gamma[k] == 1) {
      for (std::size_t i = 0; i < n; ++i) v[i] = (v[i] * a[k] + b[k]) * c + d;
    } else {
      for (std::size_t i = 0; i < n; ++i) v[i] = power(v[i] * a[k] + b[k], inverse_gamma[k]) * c + d;
    }
  }
  if (saturation == 1 && turn_s == 0 && turn_c == 1) return;
  for (std::size_t i = 0; i < n; ++i) {
    const float y = (luma[0] * channel[0][i] + luma[1] * channel[1][i]) + luma[2] * channel[2][i];
    for (int k = 0; k < 3; ++k) channel[k][i] = y + (channel[k][i] - y) * saturation;
  }
  if (turn_s == 0 && turn_c == 1) return;
  // In the plane of the colour differences, each scaled to -0.5..0.5; luma stays.
  const float su = 0.5f / (1 - luma[2]), sv = 0.5f / (1 - luma[0]);
  for (std::size_t i = 0; i < n; ++i) {
    const float y = (luma[0] * channel[0][i] + luma[1] * channel[1][i]) + luma[2] * channel[2][i];
    const float u = (channel[2][i] - y) * su, v = (channel[0][i] - y) * sv;
    channel[2][i] = y + (u * turn_c - v * turn_s) / su;
    channel[0][i] = y + (u * turn_s + v * turn_c) / sv;
    channel[1][i] = (y - luma[0] * channel[0][i] - luma[2] * channel[2][i]) / luma[1];
  }
}

}  // namespace rushes::effects
