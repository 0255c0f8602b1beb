// The Gaussian of planes of 8 bits in fixed point: reduced, filtered and interpolated as in blur.cpp, each step a pass of
// 16-bit rows.
#pragma once

#include "blur/gaussian.hpp"
#include "support/picture.hpp"

namespace rushes::effects {

// Samples of `out` from `in`, both in coordinates of the plane; beyond `full` the samples at its edge go on.
void blur_bytes(const Plane& in, const rushes_rect& full, const Plane& out, double sigma_x, double sigma_y);

}  // namespace rushes::effects
