// A Gaussian in constant time: the plane is reduced by a power of two (boxes on the grid of the frame), the small plane
// is filtered with what is left of the variance, and the result is interpolated back. Up to sigma 4 nothing is reduced
// and the filter is the Gaussian itself.
#pragma once

#include <vector>

namespace rushes::effects {

struct GaussianAxis {
  int factor = 1;             // of the reduction
  std::vector<float> kernel;  // of the reduced plane, symmetric, sum 1
  int radius() const { return static_cast<int>(kernel.size()) / 2; }
};
GaussianAxis gaussian_axis(double sigma);

}  // namespace rushes::effects
