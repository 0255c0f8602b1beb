#include "plugins/effects/equaliser/biquad.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace equaliser {
namespace {

struct Angle {
  double cosine, alpha;
};
Angle angle(double rate, double frequency, double q) {
  const double w = 2 * std::numbers::pi * std::clamp(frequency, 5.0, 0.49 * rate) / rate;
  return {std::cos(w), std::sin(w) / (2 * std::clamp(q, 0.1, 20.0))};
}
Coefficients over(double a0, double b0, double b1, double b2, double a1, double a2) {
  return {b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0};
}
double amplitude(double gain_db) { return std::pow(10.0, std::clamp(gain_db, -60.0, 60.0) / 40); }

// side = -1: what lies below the frequency is raised; +1: what lies above.
Coefficients shelf(double rate, double frequency, double gain_db, double q, double side) {
  const auto [c, alpha] = angle(rate, frequency, q);
  const double a = amplitude(gain_db), slope = 2 * std::sqrt(a) * alpha;
  const double plus = a + 1, minus = a - 1;
  return over(plus - side * minus * c + slope, a * (plus + side * minus * c + slope),
              -side * 2 * a * (minus + side * plus * c), a * (plus + side * minus * c - slope),
              side * 2 * (minus - side * plus * c), plus - side * minus * c - slope);
}

}  // namespace

Coefficients bell(double rate, double frequency, double gain_db, double q) {
  const auto [c, alpha] = angle(rate, frequency, q);
  const double a = amplitude(gain_db);
  return over(1 + alpha / a, 1 + alpha * a, -2 * c, 1 - alpha * a, -2 * c, 1 - alpha / a);
}
Coefficients low_shelf(double rate, double frequency, double gain_db, double q) {
  return shelf(rate, frequency, gain_db, q, -1);
}
Coefficients high_shelf(double rate, double frequency, double gain_db, double q) {
  return shelf(rate, frequency, gain_db, q, 1);
}
Coefficients low_cut(double rate, double frequency, double q) {
  const auto [c, alpha] = angle(rate, frequency, q);
  return over(1 + alpha, (1 + c) / 2, -(1 + c), (1 + c) / 2, -2 * c, 1 - alpha);
}
Coefficients high_cut(double rate, double frequency, double q) {
  const auto [c, alpha] = angle(rate, frequency, q);
  return over(1 + alpha, (1 - c) / 2, 1 - c, (1 - c) / 2, -2 * c, 1 - alpha);
}

}  // namespace equaliser
