#include "blur/gaussian.hpp"

#include <algorithm>
#include <cmath>

namespace rushes::effects {

GaussianAxis gaussian_axis(double sigma) {
  GaussianAxis axis;
  while (sigma / (2 * axis.factor) >= 2) axis.factor *= 2;
  const double f = axis.factor;
  double variance = sigma * sigma;
  if (axis.factor > 1) {
    variance -= (f * f - 1) / 12;  // of the boxes
    double linear = 0;             // of the interpolation, over the places of pixels between two samples
    for (int k = 0; k < axis.factor; ++k) {
      const double t = (k + 0.5) / f;
      linear += t * (1 - t) * f;
    }
    variance -= linear;
  }
  const double left = std::sqrt(std::max(variance, 0.0)) / f;
  const int radius = std::max(1, static_cast<int>(std::ceil(3.5 * left)));
  std::vector<double> w;
  double total = 0;
  for (int k = -radius; k <= radius; ++k) {
    w.push_back(left > 1e-6 ? std::exp(-0.5 * k * k / (left * left)) : k == 0);
    total += w.back();
  }
  for (const double v : w) axis.kernel.push_back(static_cast<float>(v / total));
  return axis;
}

}  // namespace rushes::effects
