// Rows of 16-bit fixed point for filters on planes of 8 bits: a sample v is held as v * 128. The same bits on every SIMD
// target; fixed_rows_reference.hpp has the arithmetic of one sample.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rushes::effects {

// sum[i] += in[i]
void add_bytes(std::uint16_t* sum, const std::uint8_t* in, std::size_t n);
// out[i] = the mean of samples whose sum, over `factor` entries of `sums`, is one of 2^shift samples; factor is 1, 2, 4 ...
void mean_of_groups(const std::uint16_t* sums, std::int16_t* out, std::size_t n, int factor, int shift);
// out[i] = sum of rows[k][i] * weights[k]; weights in 1/16384, positive, with the sum 16384
void weigh_fixed(std::int16_t* out, const std::int16_t* const* rows, const std::int16_t* weights, int taps,
                 std::size_t n);
// Between in[i] and in[i + 1], `factor` samples at (2 k + 1) / (2 factor) of the way, for n intervals.
void widen_fixed(const std::int16_t* in, std::int16_t* out, std::size_t n, int factor);
// out[i] = a[i] + (b[i] - a[i]) * t, rounded to bytes; t in 1/32768, below 1
void between_rows(const std::int16_t* a, const std::int16_t* b, int t, std::uint8_t* out, std::size_t n);

}  // namespace rushes::effects
