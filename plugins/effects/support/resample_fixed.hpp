// Separable resampling of planes of 8 bits in fixed point: the arithmetic of a filter with weights in 1/16384, the same
// bits on every SIMD target. Twice as many samples fit into a vector as in float, and none is converted.
#pragma once

#include "support/resample.hpp"

#include <memory>

namespace rushes::effects {

// An Axis whose weights are whole numbers of 1/16384 that sum up to 16384.
struct FixedAxis {
  int first_out = 0, count = 0, taps = 0;
  std::vector<int> start;
  std::vector<std::int16_t> weights;  // count * taps
  int low = 0, high = 0;
  const std::int16_t* at(int i) const { return weights.data() + static_cast<std::ptrdiff_t>(i - first_out) * taps; }
};
FixedAxis fixed_axis(const Axis& axis);
// The same as make_axis(), fixed, kept for the next call that asks for it. Any thread.
std::shared_ptr<const FixedAxis> kept_axis(Filter filter, double scale, double offset, int first_out, int count,
                                           int low, int high);

// Outputs [x1, x2) of rows [y1, y2), within the axes. Sample (0, 0) of the source would be at `in`.
void scale_samples(const std::uint8_t* in, std::ptrdiff_t stride, const FixedAxis& across, const FixedAxis& down,
                   int x1, int y1, int x2, int y2, std::uint8_t* out, std::ptrdiff_t out_stride);

// One output row, sample by sample: what scale_samples() must give.
void scale_samples_reference(const std::uint8_t* in, std::ptrdiff_t stride, const FixedAxis& across,
                             const FixedAxis& down, int x1, int y, int x2, std::uint8_t* out);

}  // namespace rushes::effects
