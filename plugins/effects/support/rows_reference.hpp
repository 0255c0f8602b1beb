// The arithmetic of the row kernels, one sample at a time. It defines the result: the vector code must give the same
// bits (tests compare), and it finishes the samples at the end of a row that fill no vector.
#pragma once

#include <algorithm>
#include <cstdint>

namespace rushes::effects::reference {

inline constexpr int one = 32768;  // weights are Q15: 0..32768

inline std::uint8_t mix(std::uint8_t a, std::uint8_t b, int w) {
  return static_cast<std::uint8_t>(a + (((b - a) * std::min(w, one - 1) + one / 2) >> 15));
}
inline std::uint16_t mix(std::uint16_t a, std::uint16_t b, int w) {
  const auto sum =
      std::uint32_t{a} * static_cast<std::uint32_t>(one - w) + std::uint32_t{b} * static_cast<std::uint32_t>(w);
  return static_cast<std::uint16_t>((sum + one / 2) >> 15);
}
inline float mix(float a, float b, float w) { return a + (b - a) * w; }

// 255 becomes 32768.
inline int alpha_weight(std::uint8_t a, int opacity) {
  const int w = a * 128 + (a >> 1) + (a >> 7);
  return opacity >= one ? w : (std::min(w, one - 1) * opacity + one / 2) >> 15;
}
inline int alpha_weight(std::uint16_t a, float scale) { return static_cast<int>(std::min(a * scale + 0.5f, 32768.0f)); }

// Premultiplied top over premultiplied base; w is the weight of the top's alpha, opacity included.
inline std::uint8_t over(std::uint8_t base, std::uint8_t top, int w, int opacity) {
  const int shown = opacity >= one ? top : (top * opacity + one / 2) >> 15;
  const int sum = shown + base - ((base * std::min(w, one - 1) + one / 2) >> 15);
  return static_cast<std::uint8_t>(std::clamp(sum, 0, 255));
}
inline float over(float base, float top, float cover, float opacity) { return top * opacity + base * (1.0f - cover); }

inline std::uint16_t average(std::uint16_t a, std::uint16_t b) { return static_cast<std::uint16_t>((a + b + 1) >> 1); }

// How much of the top's colour a straight pixel takes when weight `top` covers weight `base`.
inline std::uint16_t over_ratio(std::uint16_t top, std::uint16_t base) {
  const float t = top, b = base;
  const float whole = t + b * ((32768.0f - t) * (1.0f / 32768.0f));
  return whole > 0 ? static_cast<std::uint16_t>(t / whole * 32768.0f + 0.5f) : std::uint16_t{0};
}
// How much of the second colour a straight pixel takes when alphas a and b are mixed by w.
inline std::uint16_t mix_ratio(std::uint16_t a, std::uint16_t b, int w) {
  const float second = float(b) * float(w), first = float(a) * float(one - w);
  const float whole = first + second;
  return whole > 0 ? static_cast<std::uint16_t>(second / whole * 32768.0f + 0.5f) : static_cast<std::uint16_t>(w);
}

}  // namespace rushes::effects::reference
