#include "grading/illuminant.hpp"

#include <algorithm>
#include <cmath>

namespace rushes::effects {
namespace {

using M = std::array<double, 9>;

M times(const M& a, const M& b) {
  M c{};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 3; ++k) c[3 * i + j] += a[3 * i + k] * b[3 * k + j];
  return c;
}
std::array<double, 3> times(const M& a, const std::array<double, 3>& v) {
  std::array<double, 3> c{};
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k) c[i] += a[3 * i + k] * v[k];
  return c;
}
M inverse(const M& m) {
  const double d =
      m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
  return {(m[4] * m[8] - m[5] * m[7]) / d, (m[2] * m[7] - m[1] * m[8]) / d, (m[1] * m[5] - m[2] * m[4]) / d,
          (m[5] * m[6] - m[3] * m[8]) / d, (m[0] * m[8] - m[2] * m[6]) / d, (m[2] * m[3] - m[0] * m[5]) / d,
          (m[3] * m[7] - m[4] * m[6]) / d, (m[1] * m[6] - m[0] * m[7]) / d, (m[0] * m[4] - m[1] * m[3]) / d};
}

constexpr M to_xyz{0.4123908, 0.3575843, 0.1804808, 0.2126390, 0.7151687, 0.0721923, 0.0193308, 0.1191948, 0.9505322};
constexpr M bradford{0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296};

// Planck's locus by the cubic fits of Kim et al. (2002), 1667 K to 25000 K.
std::array<double, 3> white(double kelvin, double tint) {
  const double t = std::clamp(kelvin, 1667.0, 25000.0), u = 1000 / t;
  const double x = t < 4000 ? ((-0.2661239 * u - 0.2343589) * u + 0.8776956) * u + 0.179910
                            : ((-3.0258469 * u + 2.1070379) * u + 0.2226347) * u + 0.240390;
  double y = t < 2222   ? ((-1.1063814 * x - 1.34811020) * x + 2.18555832) * x - 0.20219683
             : t < 4000 ? ((-0.9549476 * x - 1.37418593) * x + 2.09137015) * x - 0.16748867
                        : ((3.0817580 * x - 5.87338670) * x + 3.75112997) * x - 0.37001483;
  y += tint * 0.0005;  // about 1/20 of a just visible step for each unit
  return {x / y, 1, (1 - x - y) / y};
}

constexpr double reference = 6504;

}  // namespace

std::array<float, 9> adaptation(double kelvin, double tint) {
  const auto from = times(bradford, white(kelvin, tint)), to = times(bradford, white(reference, 0));
  const M scale{to[0] / from[0], 0, 0, 0, to[1] / from[1], 0, 0, 0, to[2] / from[2]};
  const M m = times(inverse(to_xyz), times(inverse(bradford), times(scale, times(bradford, to_xyz))));
  std::array<float, 9> out{};
  for (std::size_t i = 0; i < 9; ++i) out[i] = static_cast<float>(m[i]);
  return out;
}

std::array<double, 3> light_colour(double kelvin, double tint) {
  // Relative to the reference, whose paper is drawn as (1, 1, 1).
  const M b = times(bradford, to_xyz);
  const auto from = times(bradford, white(kelvin, tint)), to = times(bradford, white(reference, 0));
  const M scale{from[0] / to[0], 0, 0, 0, from[1] / to[1], 0, 0, 0, from[2] / to[2]};
  auto c = times(times(inverse(b), times(scale, b)), std::array<double, 3>{1, 1, 1});
  const double g = c[1];
  for (double& v : c) v /= g;
  return c;
}

}  // namespace rushes::effects
