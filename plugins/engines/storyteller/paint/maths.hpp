// Numbers of the painter: a linear-light pixel as four floats, and elementary functions of our own, so that the same
// source gives the same picture on any processor (libm picks other code paths on other machines).
#pragma once

#include "plugins/engines/storyteller/scene_spec.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <string_view>

// A second copy of a hot loop for wider vectors; contraction is off, so both give the same bits.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define PAINT_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define PAINT_WIDE
#endif

namespace storyteller::paint {

using Px = float __attribute__((vector_size(16)));  // r, g, b, a; linear light, premultiplied

inline Px px(float r, float g, float b, float a = 1) { return Px{r, g, b, a}; }
inline Px grey(float v) { return Px{v, v, v, 1}; }
inline float clamp01(float x) { return x < 0 ? 0.f : x > 1 ? 1.f : x; }
inline float clamp(float x, float lo, float hi) { return x < lo ? lo : x > hi ? hi : x; }
inline float mix(float a, float b, float t) { return a + (b - a) * t; }
inline Px mix(Px a, Px b, float t) { return a + (b - a) * t; }
inline float smooth(float a, float b, float x) {
  const float t = clamp01((x - a) / (b - a));
  return t * t * (3 - 2 * t);
}
inline int floor_int(float x) {
  const int i = static_cast<int>(x);
  return i - (x < static_cast<float>(i));
}
inline float luma(Px c) { return 0.2126f * c[0] + 0.7152f * c[1] + 0.0722f * c[2]; }
inline Px opaque(Px c) { return Px{c[0], c[1], c[2], 1}; }
inline Px over(Px top, Px under) { return top + under * (1 - top[3]); }

// 2^x, relative error below 2e-6.
inline float exp2_of(float x) {
  x = clamp(x, -120, 120);
  const int i = floor_int(x);
  const float f = x - static_cast<float>(i);
  const float p =
      1 + f * (0.69314718f +
               f * (0.24022651f + f * (0.05550411f + f * (0.00961813f + f * (0.00133336f + f * 0.00015461f)))));
  return p * std::bit_cast<float>(static_cast<std::uint32_t>(i + 127) << 23);
}
inline float exp_of(float x) { return exp2_of(x * 1.44269504f); }

// log2 of a positive number, absolute error below 1e-5: the series of atanh around the mantissa.
inline float log2_of(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  int e = static_cast<int>(bits >> 23) - 127;
  float m = std::bit_cast<float>((bits & 0x7fffffu) | 0x3f800000u);
  if (m > 1.41421356f) m *= 0.5f, ++e;
  const float s = (m - 1) / (m + 1), q = s * s;
  return static_cast<float>(e) + s * (2.88539008f + q * (0.96179669f + q * (0.57707802f + q * 0.41219859f)));
}
inline float pow_of(float x, float y) { return x <= 0 ? 0 : exp2_of(y * log2_of(x)); }

inline constexpr float kTau = 6.28318531f;
inline float sin_of(float x) {
  x -= kTau * static_cast<float>(floor_int(x / kTau + 0.5f));  // now within half a turn
  if (x > kTau / 4) x = kTau / 2 - x;
  if (x < -kTau / 4) x = -kTau / 2 - x;
  const float q = x * x;
  return x * (1 + q * (-0.16666667f + q * (0.00833333f + q * (-0.00019841f + q * 0.00000276f))));
}
inline float cos_of(float x) { return sin_of(x + kTau / 4); }

inline float linear_of(float srgb) { return srgb <= 0.04045f ? srgb / 12.92f : pow_of((srgb + 0.055f) / 1.055f, 2.4f); }
inline float srgb_of(float linear) {
  return linear <= 0.0031308f ? 12.92f * linear : 1.055f * pow_of(linear, 1 / 2.4f) - 0.055f;
}
inline Px hex(std::uint32_t rgb) {
  const auto part = [&](int shift) { return linear_of(static_cast<float>((rgb >> shift) & 255) / 255); };
  return px(part(16), part(8), part(0));
}
inline Px linear(Colour c) {
  return hex(static_cast<std::uint32_t>(c.r) << 16 | static_cast<std::uint32_t>(c.g) << 8 | c.b);
}
inline Colour coded(Px c) {
  const auto part = [](float v) { return static_cast<std::uint8_t>(clamp01(srgb_of(clamp01(v))) * 255 + 0.5f); };
  return {part(c[0]), part(c[1]), part(c[2])};
}
inline Px saturate(Px c, float amount) {
  const float y = luma(c);
  const Px flat = {y, y, y, c[3]};
  return flat + (c - flat) * amount;
}

inline std::uint32_t scramble(std::uint32_t h) {
  h ^= h >> 16, h *= 0x7feb352du, h ^= h >> 15, h *= 0x846ca68bu;
  return h ^ (h >> 16);
}

// A stream of random numbers. Every part of a scene draws from its own, named one, so that adding a draw to one part
// leaves the others as they are.
class Dice {
 public:
  Dice(std::uint64_t seed, std::string_view part) : state_(seed ^ 0x9e3779b97f4a7c15ull) {
    for (const char c : part) state_ = (state_ ^ static_cast<std::uint8_t>(c)) * 0x100000001b3ull;
  }
  std::uint32_t bits() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return static_cast<std::uint32_t>((z ^ (z >> 31)) >> 32);
  }
  float unit() { return static_cast<float>(bits() >> 8) * (1.f / 16777216); }
  float range(float lo, float hi) { return lo + (hi - lo) * unit(); }
  float around(float middle, float spread) { return middle + spread * (unit() + unit() - 1); }
  int below(int n) { return static_cast<int>(bits() % static_cast<std::uint32_t>(n)); }
  bool chance(float p) { return unit() < p; }
  float sign() { return chance(0.5f) ? 1.f : -1.f; }

 private:
  std::uint64_t state_;
};

}  // namespace storyteller::paint
