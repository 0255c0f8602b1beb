// Elementary functions by explicit operations: the same bits whatever the C library, and loops over them vectorise.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace rushes::effects {

// x > 0, normal. By atanh's series: log2 m = 2/ln 2 (t + t^3/3 + ...), t = (m - 1) / (m + 1), m in [2/3, 4/3).
inline float log2_of(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x) - 0x3F2AAAAB;  // 2/3
  const float exponent = static_cast<float>(bits >> 23);
  const float m = std::bit_cast<float>((bits & 0x007FFFFF) + 0x3F2AAAAB);
  const float t = (m - 1) / (m + 1), q = t * t;
  return exponent + t * (2.8853901f + q * (0.9617967f + q * (0.5770780f + q * 0.4121986f)));
}

// |x| < 126. The Taylor series of e^(f ln 2) over f in [-0.5, 0.5].
inline float exp2_of(float x) {
  const float whole = std::floor(x + 0.5f), f = (x - whole) * 0.69314718f;
  const float p =
      1 + f * (1 + f * (0.5f + f * (0.16666667f + f * (0.041666667f + f * (0.0083333333f + f * 0.0013888889f)))));
  return p * std::bit_cast<float>((static_cast<std::int32_t>(whole) + 127) << 23);
}

// max(x, 0) to the power of p, p > 0.
inline float power(float x, float p) {
  const float safe = x > 1e-20f ? x : 1e-20f;
  const float e = log2_of(safe) * p;
  const float v = exp2_of(e < -100 ? -100.0f : e > 100 ? 100.0f : e);
  return x > 1e-20f ? v : 0.0f;
}

// The angle of (x, y) in -pi..pi, within 1e-5.
inline float angle_of(float y, float x) {
  const float ax = std::fabs(x), ay = std::fabs(y);
  const float high = ax > ay ? ax : ay, low = ax > ay ? ay : ax;
  const float t = high > 0 ? low / high : 0.0f, q = t * t;
  // Minimax polynomial of atan on 0..1 (Abramowitz and Stegun 4.4.49).
  float a =
      t *
      (1 +
       q * (-0.3333314528f +
            q * (0.1999355085f +
                 q * (-0.1420889944f +
                      q * (0.1065626393f +
                           q * (-0.0752896400f + q * (0.0429096138f + q * (-0.0161657367f + q * 0.0028662257f))))))));
  a = ay > ax ? 1.57079633f - a : a;
  a = x < 0 ? 3.14159265f - a : a;
  return y < 0 ? -a : a;
}

}  // namespace rushes::effects
