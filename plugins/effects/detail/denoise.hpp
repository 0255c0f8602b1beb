// Noise taken out by the mean of what looks alike nearby, in this frame and its neighbours in time.
#pragma once

#include "support/float_image.hpp"

namespace rushes::effects {

struct DenoiseInput {
  FloatImage image;
  std::vector<float> luma;  // of each pixel
  void measure();           // fills luma
};

// Row y of the first input, its neighbours in space (2 pixels around) and in the other inputs (1 pixel around), each
// weighted by how little the 3 x 3 pixels around them differ, `sigma` being the noise to expect. After Buades, Coll and
// Morel, "A non-local algorithm for image denoising" (2005).
inline constexpr int denoise_reach = 4;
void denoise_row(const std::vector<DenoiseInput>& frames, float sigma, FloatRow& row, int y);

}  // namespace rushes::effects
