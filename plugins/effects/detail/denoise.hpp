// Noise taken out by the mean of what looks alike nearby, in this frame and its neighbours in time.
#pragma once

#include "support/float_image.hpp"

namespace rushes::effects {

// A picture as planes of floats, with the pixels at its edge repeated around it.
class DenoiseInput {
 public:
  static constexpr int border = 3;
  explicit DenoiseInput(const FloatImage& image);
  const rushes_rect& rect() const { return rect_; }
  // R, G, B, A and luma; (x, y) within `border` of rect.
  const float* at(int channel, int x, int y) const {
    return planes_[static_cast<std::size_t>(channel)].data() +
           static_cast<std::ptrdiff_t>(y - rect_.y1 + border) * stride_ + (x - rect_.x1 + border);
  }

 private:
  rushes_rect rect_;
  std::ptrdiff_t stride_;
  std::vector<float> planes_[5];
};

// Row y of the first input, its neighbours in space (2 pixels around) and in the other inputs (1 pixel around), each
// weighted by how little the 3 x 3 pixels around them differ, `sigma` being the noise to expect. After Buades, Coll and
// Morel, "A non-local algorithm for image denoising" (2005).
inline constexpr int denoise_reach = 4;
void denoise_row(const std::vector<DenoiseInput>& frames, float sigma, FloatRow& row, int y);

}  // namespace rushes::effects
