// Kernels on planar rows of float; the same explicit operations on every SIMD target, so bit-equal.
#pragma once

#include "support/colour_space.hpp"

#include <cstddef>
#include <cstdint>

namespace rushes::effects {

// out = (in - black) * scale
void to_float(const std::uint8_t* in, float* out, std::size_t n, float black, float scale);
void to_float(const std::uint16_t* in, float* out, std::size_t n, float black, float scale);
void to_float(const float* in, float* out, std::size_t n, float black,
              float scale);  // what is not finite becomes 0 first
// out = round(clamp(in * scale + black, 0, max)); NaN becomes black
void from_float(const float* in, std::uint8_t* out, std::size_t n, float black, float scale, float max);
void from_float(const float* in, std::uint16_t* out, std::size_t n, float black, float scale, float max);
void from_float(const float* in, float* out, std::size_t n, float black, float scale, float max);  // no clamp

// In place: (y, u, v) <-> (r, g, b) with y in 0..1 and chroma in -0.5..0.5.
void yuv_to_rgb(const YuvSpace& space, float* y, float* u, float* v, std::size_t n);
void rgb_to_yuv(const YuvSpace& space, float* r, float* g, float* b, std::size_t n);

void multiply(float* v, const float* by, std::size_t n);
void divide(float* v, const float* by, std::size_t n);  // where by > 0, else 0

// sum = sum + in * k; the workhorse of vertical filters
void accumulate(float* sum, const float* in, float k, std::size_t n);
// sum = (a + b) * k (+ sum): the two taps of a symmetric kernel
void accumulate_pair(float* sum, const float* a, const float* b, float k, std::size_t n);
void scale_row(float* out, const float* in, float k, std::size_t n);

}  // namespace rushes::effects
