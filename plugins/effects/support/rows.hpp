// Row kernels on stored samples, for the best SIMD target of the machine; bit-equal on all of them.
// Weights are Q15 (0..32768). `out` may be one of the inputs; nothing is touched beyond n samples.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rushes::effects {

inline constexpr int weight_one = 32768;
int to_weight(double fraction);  // NaN is 0

// out = a + (b - a) * w
void mix_row(const std::uint8_t* a, const std::uint8_t* b, std::uint8_t* out, std::size_t n, int w);
void mix_row(const std::uint16_t* a, const std::uint16_t* b, std::uint16_t* out, std::size_t n, int w);
void mix_row(const float* a, const float* b, float* out, std::size_t n, int w);
// The same with a weight for each sample.
void mix_row(const std::uint8_t* a, const std::uint8_t* b, std::uint8_t* out, std::size_t n, const std::uint16_t* w);
void mix_row(const std::uint16_t* a, const std::uint16_t* b, std::uint16_t* out, std::size_t n, const std::uint16_t* w);
void mix_row(const float* a, const float* b, float* out, std::size_t n, const std::uint16_t* w);
// b is one value.
void mix_row_value(const std::uint8_t* a, std::uint8_t b, std::uint8_t* out, std::size_t n, const std::uint16_t* w);
void mix_row_value(const std::uint16_t* a, std::uint16_t b, std::uint16_t* out, std::size_t n, const std::uint16_t* w);
// a repeats values of period 1 or 4 (a packed pixel): out = a + (b - a) * w, b = value[i % period]
void fade_row(const std::uint8_t* a, const std::uint8_t* value, int period, std::uint8_t* out, std::size_t n, int w);
void fade_row(const std::uint16_t* a, const std::uint16_t* value, int period, std::uint16_t* out, std::size_t n, int w);
void fade_row(const float* a, const float* value, int period, float* out, std::size_t n, int w);

// Alpha samples as weights, times an opacity (a weight).
void alpha_weights(const std::uint8_t* alpha, std::uint16_t* w, std::size_t n, int bits, int opacity);
void alpha_weights(const std::uint16_t* alpha, std::uint16_t* w, std::size_t n, int bits, int opacity);

// Premultiplied packed RGBA, top over base.
void over_rgba(const std::uint8_t* base, const std::uint8_t* top, std::uint8_t* out, std::size_t pixels, int opacity);
void over_rgba(const std::uint16_t* base, const std::uint16_t* top, std::uint16_t* out, std::size_t pixels,
               int opacity);
void over_rgba(const float* base, const float* top, float* out, std::size_t pixels, int opacity);

// Weights for straight pixels, see rows_reference.hpp.
void over_ratio(const std::uint16_t* top, const std::uint16_t* base, std::uint16_t* w, std::size_t n);
void mix_ratio(const std::uint16_t* a, const std::uint16_t* b, int mix, std::uint16_t* w, std::size_t n);

void average_rows(const std::uint16_t* a, const std::uint16_t* b, std::uint16_t* out, std::size_t n);
void halve_row(const std::uint16_t* in, std::uint16_t* out,
               std::size_t n);  // n inputs, (n + 1) / 2 outputs; not in place
// Each weight four times: from pixels to the channels of a packed picture.
void spread_weights(const std::uint16_t* w, std::uint16_t* out, std::size_t n);

void lut_row(const std::uint8_t* in, const std::uint8_t* lut, std::uint8_t* out, std::size_t n);
void lut_row(const std::uint16_t* in, const std::uint16_t* lut, std::uint16_t* out, std::size_t n);

// First and one past the last sample that is not zero; {n, n} where all are.
struct Span {
  std::size_t first, last;
};
Span used_span(const std::uint16_t* w, std::size_t n);

}  // namespace rushes::effects
