// How much of a vignette's colour each sample of a planar picture takes, kept for the next frame that looks the same.
#pragma once

#include "support/picture.hpp"
#include "support/rows.hpp"

#include <memory>
#include <vector>

namespace rushes::effects {

struct VignetteShape {
  float x, y, sx, sy;  // the centre in pixels; 1 / distance at which a way along one axis counts as 1
  float amount, low, high;
  bool operator==(const VignetteShape&) const = default;
  // Of the pixel whose centre is (px, py).
  float weight(float px, float py) const;
};

// Weights (rows.hpp) of luma, and their means over the pixels of each sample of chroma.
struct VignetteWeights {
  int x1 = 0, y1 = 0, width = 0, chroma_width = 0, sub_w = 0, sub_h = 0;
  std::vector<std::uint16_t> luma, chroma;
  const std::uint16_t* row(int k, int x, int y) const {  // of plane k, in its own coordinates
    const bool c = k == 1 || k == 2;
    return c ? chroma.data() + static_cast<std::ptrdiff_t>(y - (y1 >> sub_h)) * chroma_width + (x - (x1 >> sub_w))
             : luma.data() + static_cast<std::ptrdiff_t>(y - y1) * width + (x - x1);
  }
};
// For a picture of size `full`; any thread.
std::shared_ptr<const VignetteWeights> vignette_weights(const VignetteShape& shape, const rushes_rect& full, int sub_w,
                                                        int sub_h);

}  // namespace rushes::effects
