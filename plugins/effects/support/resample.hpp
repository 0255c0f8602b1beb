// Resampling of one plane: separable where the axes stay axes, by gathering where the picture turns.
// Every weight is computed from absolute coordinates, so a tile is a part of the whole frame, bit by bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rushes::effects {

enum class Filter { bilinear, bicubic, lanczos };
Filter filter_of(std::string_view key);  // bicubic where the key is unknown
int filter_radius(Filter filter);        // in samples of the source, at scale 1

// Weights of one axis for the outputs [first_out, first_out + count): output i is the sum of `taps` samples from
// start[i]. Samples beyond [low, high) are those at its ends: indices stay inside.
struct Axis {
  int first_out = 0, count = 0, taps = 0;
  std::vector<int> start;
  std::vector<float> weights;  // count * taps
  int low = 0, high = 0;       // samples that are read at all

  const float* at(int i) const { return weights.data() + static_cast<std::ptrdiff_t>(i - first_out) * taps; }
};
// Output sample i (centre i + 0.5) lies at scale * (i + 0.5) + offset of the source. The source has samples [low,
// high).
Axis make_axis(Filter filter, double scale, double offset, int first_out, int count, int low, int high);

// out[i] = sum of rows[k][i] * weights[k], in the order of k
void weigh_rows(float* out, const float* const* rows, const float* weights, int taps, std::size_t n);
// One output row of interleaved lanes (4 or 8 floats belong together): in begins with sample axis.low.
void weigh_lanes(const float* in, float* out, const Axis& axis, int lanes);

// A plane of floats: sample (x, y), x1 <= x < x2, at data[(y - y1) * stride + (x - x1) * step].
struct FloatPlane {
  const float* data = nullptr;
  std::ptrdiff_t stride = 0;
  int step = 1;
  int x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};
// out[i * out_step] = the plane at (du * (x + 0.5) + u, dv * (x + 0.5) + v) with x = x1 + i; positions are in samples
// with centres at .5, rounded to 1/1024, and clamped to the plane.
void sample_line(const FloatPlane& plane, Filter filter, double du, double u, double dv, double v, int x1, float* out,
                 int out_step, int n);

}  // namespace rushes::effects
