// Samples of a plane of 8 bits at places along any line, in fixed point: what turning a picture is made of. The same bits
// on every SIMD target.
#pragma once

#include "support/resample.hpp"

#include <cstdint>

namespace rushes::effects {

// Sample (x, y), x1 <= x < x2, at data[(y - y1) * stride + (x - x1)]. 64 bytes behind the last row may be read.
struct BytePlane {
  const std::uint8_t* data = nullptr;
  std::ptrdiff_t stride = 0;
  int x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

// A line through the plane: output x is at (du * (x + 0.5) + u, dv * (x + 0.5) + v), in samples with their centres at .5.
// Held in 1/2^32 samples, so that a place is the same whichever part of the line is asked for.
struct Line {
  std::int64_t du, u, dv, v;
  Line(double du, double u, double dv, double v);
};

// out[i] for x = x1 + i. Places count to 1/1024; beyond the plane the samples at its edge go on.
void turn_samples(const BytePlane& plane, Filter filter, const Line& line, int x1, std::uint8_t* out, int n);
// One of them: what turn_samples() must give.
std::uint8_t turned_sample(const BytePlane& plane, Filter filter, const Line& line, int x);

}  // namespace rushes::effects
