// The stages' arithmetic, in double where a formula has powers or logarithms: SMPTE ST 2136-1 for CLF's nodes.
#include "support/lut.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace rushes::effects {

namespace {

float lerp(float a, float b, float t) { return a + (b - a) * t; }

// NaN counts as `low`, so that no index is ever made of it.
float place(float v, float low, float high, int steps) {
  const float t = (v - low) / (high - low);
  return t > 0 ? std::min(t, 1.0f) * static_cast<float>(steps) : 0.0f;
}

// The code of the largest half float that is not above v in magnitude, and how far v is on the way to the next.
std::pair<std::uint32_t, float> half_code(float v) {
  if (std::isnan(v)) return {0, 0};
  const std::uint32_t sign = std::signbit(v) ? 0x8000 : 0;
  const double m = std::min(std::abs(static_cast<double>(v)), 65504.0);
  if (m == 0) return {sign, 0};
  int exponent = 0;
  std::frexp(m, &exponent);
  const double unit = std::ldexp(1.0, std::max(exponent - 1, -14) - 10);  // between neighbours
  const double steps = std::floor(m / unit);
  const auto code =
      static_cast<std::uint32_t>(exponent - 1 < -14 ? steps : steps - 1024 + 1024.0 * (exponent - 1 + 15));
  return {sign | code, static_cast<float>(m / unit - steps)};
}

Rgb run(const LutMatrix& s, Rgb in) {
  Rgb out;
  for (std::size_t r = 0; r < 3; ++r)
    out[r] = static_cast<float>(s.m[r * 3] * in[0] + s.m[r * 3 + 1] * in[1] + s.m[r * 3 + 2] * in[2] + s.offset[r]);
  return out;
}

Rgb run(const LutCurves& s, Rgb in) {
  Rgb out;
  for (std::size_t c = 0; c < 3; ++c) {
    const auto& t = s.table[c];
    if (s.half_domain) {
      const auto [code, part] = half_code(in[c]);
      const std::uint32_t next = (code & 0x7FFF) < 0x7BFF ? code + 1 : code;
      out[c] = lerp(t[code], t[next], part);
    } else {
      const float at = place(in[c], s.low[c], s.high[c], static_cast<int>(t.size()) - 1);
      const auto i = std::min(static_cast<std::size_t>(at), t.size() - 2);
      out[c] = lerp(t[i], t[i + 1], at - static_cast<float>(i));
    }
  }
  return out;
}

Rgb run(const LutCube& s, Rgb in) {
  std::size_t i[3];
  float f[3];
  for (std::size_t c = 0; c < 3; ++c) {
    const float at = place(in[c], s.low[c], s.high[c], s.size - 1);
    i[c] = std::min(static_cast<std::size_t>(at), static_cast<std::size_t>(s.size) - 2);
    f[c] = at - static_cast<float>(i[c]);
  }
  const auto n = static_cast<std::size_t>(s.size);
  const auto corner = [&](std::size_t r, std::size_t g, std::size_t b) {
    return &s.rgb[(((i[2] + b) * n + i[1] + g) * n + i[0] + r) * 3];
  };
  Rgb out;
  if (!s.tetrahedral) {
    for (std::size_t c = 0; c < 3; ++c) {
      const float y0 = lerp(lerp(corner(0, 0, 0)[c], corner(1, 0, 0)[c], f[0]),
                            lerp(corner(0, 1, 0)[c], corner(1, 1, 0)[c], f[0]), f[1]);
      const float y1 = lerp(lerp(corner(0, 0, 1)[c], corner(1, 0, 1)[c], f[0]),
                            lerp(corner(0, 1, 1)[c], corner(1, 1, 1)[c], f[0]), f[1]);
      out[c] = lerp(y0, y1, f[2]);
    }
    return out;
  }
  // From the near corner to the far one along the axes in falling order of their fractions.
  std::size_t order[3] = {0, 1, 2};
  if (f[order[0]] < f[order[1]]) std::swap(order[0], order[1]);
  if (f[order[1]] < f[order[2]]) std::swap(order[1], order[2]);
  if (f[order[0]] < f[order[1]]) std::swap(order[0], order[1]);
  std::size_t at[3] = {0, 0, 0};
  const float* from = corner(0, 0, 0);
  for (std::size_t c = 0; c < 3; ++c) out[c] = from[c];
  for (const std::size_t axis : order) {
    at[axis] = 1;
    const float* to = corner(at[0], at[1], at[2]);
    for (std::size_t c = 0; c < 3; ++c) out[c] += (to[c] - from[c]) * f[axis];
    from = to;
  }
  return out;
}

Rgb run(const LutRange& s, Rgb in) {
  Rgb out;
  for (std::size_t c = 0; c < 3; ++c) {
    double v = in[c];
    if (s.in_low && s.in_high) {
      const double scale = (*s.out_high - *s.out_low) / (*s.in_high - *s.in_low);
      v = v * scale + *s.out_low - *s.in_low * scale;
    } else if (s.in_low) {
      v += *s.out_low - *s.in_low;
    } else {
      v += *s.out_high - *s.in_high;
    }
    if (s.clamp && s.out_low) v = std::max(v, *s.out_low);
    if (s.clamp && s.out_high) v = std::min(v, *s.out_high);
    out[c] = static_cast<float>(v);
  }
  return out;
}

double log_of(double v, double base) { return std::log(std::max(v, 1.17549435e-38)) / std::log(base); }

Rgb run(const LutLog& s, Rgb in) {
  using S = LutLog::Style;
  Rgb out;
  for (std::size_t c = 0; c < 3; ++c) {
    const LutLog::Side& p = s.side[c];
    const double x = in[c];
    const auto to_log = [&](double v) {
      return p.log_slope * log_of(p.lin_slope * v + p.lin_offset, s.base) + p.log_offset;
    };
    const auto to_lin = [&](double v) {
      return (std::pow(s.base, (v - p.log_offset) / p.log_slope) - p.lin_offset) / p.lin_slope;
    };
    // The straight part below the break meets the curve there; without a slope of its own it has the curve's.
    const double inside = p.lin_slope * p.lin_break + p.lin_offset;
    const double slope = p.linear_slope ? *p.linear_slope : p.log_slope * p.lin_slope / (inside * std::log(s.base));
    const double log_break = to_log(p.lin_break), offset = log_break - slope * p.lin_break;
    double v = x;
    switch (s.style) {
      case S::log:
        v = log_of(x, s.base);
        break;
      case S::antilog:
        v = std::pow(s.base, x);
        break;
      case S::lin_to_log:
        v = to_log(x);
        break;
      case S::log_to_lin:
        v = to_lin(x);
        break;
      case S::camera_lin_to_log:
        v = x <= p.lin_break ? slope * x + offset : to_log(x);
        break;
      case S::camera_log_to_lin:
        v = x <= log_break ? (x - offset) / slope : to_lin(x);
        break;
    }
    out[c] = static_cast<float>(v);
  }
  return out;
}

// Rec. 709 luma, as the ASC's saturation has it.
double luma(const std::array<double, 3>& v) { return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; }

Rgb run(const LutCdl& s, Rgb in) {
  using S = LutCdl::Style;
  const bool clamp = s.style == S::forward || s.style == S::reverse;
  const bool forward = s.style == S::forward || s.style == S::forward_no_clamp;
  const auto limit = [&](double v) { return clamp ? std::clamp(v, 0.0, 1.0) : v; };
  // Without clamping, what is negative passes the power as it is.
  const auto power = [&](double v, double p) { return v < 0 ? v : std::pow(v, p); };
  std::array<double, 3> v{in[0], in[1], in[2]};
  if (forward) {
    for (std::size_t c = 0; c < 3; ++c) v[c] = power(limit(v[c] * s.slope[c] + s.offset[c]), s.power[c]);
    const double y = luma(v);
    for (double& x : v) x = limit(y + s.saturation * (x - y));
  } else {
    for (double& x : v) x = limit(x);
    const double y = luma(v);
    for (double& x : v) x = limit(y + (x - y) / s.saturation);
    for (std::size_t c = 0; c < 3; ++c) v[c] = limit((power(v[c], 1 / s.power[c]) - s.offset[c]) / s.slope[c]);
  }
  return {static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])};
}

// IEC 61966-2-1's form: a power with an offset, and a straight line below where both have the same slope.
double monitor(double x, double g, double offset, bool reverse) {
  if (offset == 0 || g == 1) return x <= 0 ? (g == 1 ? x : 0) : std::pow(x, reverse ? 1 / g : g);
  const double at = offset / (g - 1);
  const double scale = (g - 1) / offset * std::pow(offset * g / ((g - 1) * (1 + offset)), g);
  if (reverse) return x >= at * scale ? (1 + offset) * std::pow(x, 1 / g) - offset : x / scale;
  return x >= at ? std::pow((x + offset) / (1 + offset), g) : x * scale;
}

Rgb run(const LutExponent& s, Rgb in) {
  using C = LutExponent::Curve;
  Rgb out;
  for (std::size_t c = 0; c < 3; ++c) {
    const double x = in[c], e = s.reverse ? 1 / s.exponent[c] : s.exponent[c], sign = x < 0 ? -1 : 1;
    double v = 0;
    switch (s.curve) {
      case C::basic:
        v = std::pow(std::max(0.0, x), e);
        break;
      case C::basic_mirror:
        v = sign * std::pow(std::abs(x), e);
        break;
      case C::basic_pass:
        v = x > 0 ? std::pow(x, e) : x;
        break;
      case C::monitor:
        v = monitor(x, s.exponent[c], s.offset[c], s.reverse);
        break;
      case C::monitor_mirror:
        v = sign * monitor(std::abs(x), s.exponent[c], s.offset[c], s.reverse);
        break;
    }
    out[c] = static_cast<float>(v);
  }
  return out;
}

}  // namespace

Rgb apply(const LutStage& stage, Rgb in) {
  return std::visit([&](const auto& s) { return run(s, in); }, stage);
}

Rgb apply(const Lut& lut, Rgb in) {
  for (const LutStage& stage : lut.stages) in = apply(stage, in);
  return in;
}

}  // namespace rushes::effects
