#include "support/float_kernels.hpp"

#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "support/float_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rushes::effects::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using std::size_t;

const hn::ScalableTag<float> df;
const hn::ScalableTag<std::int32_t> di32;
const hn::Rebind<std::uint8_t, decltype(df)> du8q;
const hn::Rebind<std::uint16_t, decltype(df)> du16h;

auto LoadSamples(const std::uint8_t* p) { return hn::ConvertTo(df, hn::PromoteTo(di32, hn::LoadU(du8q, p))); }
auto LoadSamples(const std::uint16_t* p) { return hn::ConvertTo(df, hn::PromoteTo(di32, hn::LoadU(du16h, p))); }
template <class V>
V FiniteOrZero(V v) {
  return hn::IfThenElseZero(hn::Le(hn::Abs(v), hn::Set(df, 3.4028234e38f)), v);
}
auto LoadSamples(const float* p) { return FiniteOrZero(hn::LoadU(df, p)); }
inline float Sample(std::uint8_t v) { return v; }
inline float Sample(std::uint16_t v) { return v; }
inline float Sample(float v) { return std::fabs(v) <= 3.4028234e38f ? v : 0.0f; }

template <class T>
void ToFloat(const T* in, float* out, size_t n, float black, float scale) {
  const auto b = hn::Set(df, black), k = hn::Set(df, scale);
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df))
    hn::StoreU(hn::Mul(hn::Sub(LoadSamples(in + i), b), k), df, out + i);
  for (; i < n; ++i) out[i] = (Sample(in[i]) - black) * scale;
}
void ToFloat8(const std::uint8_t* in, float* out, size_t n, float b, float k) { ToFloat(in, out, n, b, k); }
void ToFloat16(const std::uint16_t* in, float* out, size_t n, float b, float k) { ToFloat(in, out, n, b, k); }
void ToFloatF(const float* in, float* out, size_t n, float b, float k) { ToFloat(in, out, n, b, k); }

template <class T, class D>
void FromFloat(D narrow, const float* in, T* out, size_t n, float black, float scale, float max) {
  const auto b = hn::Set(df, black), k = hn::Set(df, scale), half = hn::Set(df, 0.5f), zero = hn::Zero(df),
             top = hn::Set(df, max);
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df)) {
    const auto raw = hn::LoadU(df, in + i);
    const auto v = hn::Add(hn::Mul(hn::IfThenElseZero(hn::Eq(raw, raw), raw), k), b);
    const auto whole = hn::ConvertTo(di32, hn::Add(hn::Min(hn::Max(v, zero), top), half));
    hn::StoreU(hn::DemoteTo(narrow, whole), narrow, out + i);
  }
  for (; i < n; ++i) {
    const float v = (in[i] == in[i] ? in[i] : 0.0f) * scale + black;
    out[i] = static_cast<T>((v > 0 ? v < max ? v : max : 0.0f) + 0.5f);
  }
}
void FromFloat8(const float* in, std::uint8_t* out, size_t n, float b, float k, float max) {
  FromFloat(du8q, in, out, n, b, k, max);
}
void FromFloat16(const float* in, std::uint16_t* out, size_t n, float b, float k, float max) {
  FromFloat(du16h, in, out, n, b, k, max);
}
void FromFloatF(const float* in, float* out, size_t n, float black, float scale) {
  const auto b = hn::Set(df, black), k = hn::Set(df, scale);
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df))
    hn::StoreU(hn::Add(hn::Mul(hn::LoadU(df, in + i), k), b), df, out + i);
  for (; i < n; ++i) out[i] = in[i] * scale + black;
}

void YuvToRgb(const YuvSpace& s, float* y, float* u, float* v, size_t n) {
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df)) {
    const auto vy = hn::LoadU(df, y + i), vu = hn::LoadU(df, u + i), vv = hn::LoadU(df, v + i);
    hn::StoreU(hn::Add(vy, hn::Mul(vv, hn::Set(df, s.r_v))), df, y + i);
    hn::StoreU(hn::Add(hn::Add(vy, hn::Mul(vu, hn::Set(df, s.g_u))), hn::Mul(vv, hn::Set(df, s.g_v))), df, u + i);
    hn::StoreU(hn::Add(vy, hn::Mul(vu, hn::Set(df, s.b_u))), df, v + i);
  }
  for (; i < n; ++i) {
    const float py = y[i], pu = u[i], pv = v[i];
    y[i] = py + pv * s.r_v;
    u[i] = (py + pu * s.g_u) + pv * s.g_v;
    v[i] = py + pu * s.b_u;
  }
}

void RgbToYuv(const YuvSpace& s, float* r, float* g, float* b, size_t n) {
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df)) {
    const auto vr = hn::LoadU(df, r + i), vg = hn::LoadU(df, g + i), vb = hn::LoadU(df, b + i);
    const auto y = hn::Add(hn::Add(hn::Mul(vr, hn::Set(df, s.kr)), hn::Mul(vg, hn::Set(df, s.kg))),
                           hn::Mul(vb, hn::Set(df, s.kb)));
    hn::StoreU(y, df, r + i);
    hn::StoreU(hn::Mul(hn::Sub(vb, y), hn::Set(df, s.u_scale)), df, g + i);
    hn::StoreU(hn::Mul(hn::Sub(vr, y), hn::Set(df, s.v_scale)), df, b + i);
  }
  for (; i < n; ++i) {
    const float y = (r[i] * s.kr + g[i] * s.kg) + b[i] * s.kb;
    g[i] = (b[i] - y) * s.u_scale;
    b[i] = (r[i] - y) * s.v_scale;
    r[i] = y;
  }
}

void Multiply(float* v, const float* by, size_t n) {
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df))
    hn::StoreU(hn::Mul(hn::LoadU(df, v + i), hn::LoadU(df, by + i)), df, v + i);
  for (; i < n; ++i) v[i] = v[i] * by[i];
}

void Divide(float* v, const float* by, size_t n) {
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df)) {
    const auto d = hn::LoadU(df, by + i);
    hn::StoreU(hn::IfThenElseZero(hn::Gt(d, hn::Zero(df)), hn::Div(hn::LoadU(df, v + i), d)), df, v + i);
  }
  for (; i < n; ++i) v[i] = by[i] > 0 ? v[i] / by[i] : 0.0f;
}

void Accumulate(float* sum, const float* in, float k1, size_t n) {
  const auto k = hn::Set(df, k1);
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df))
    hn::StoreU(hn::Add(hn::LoadU(df, sum + i), hn::Mul(hn::LoadU(df, in + i), k)), df, sum + i);
  for (; i < n; ++i) sum[i] = sum[i] + in[i] * k1;
}

void AccumulatePair(float* sum, const float* a, const float* b, float k1, size_t n) {
  const auto k = hn::Set(df, k1);
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df))
    hn::StoreU(hn::Add(hn::LoadU(df, sum + i), hn::Mul(hn::Add(hn::LoadU(df, a + i), hn::LoadU(df, b + i)), k)), df,
               sum + i);
  for (; i < n; ++i) sum[i] = sum[i] + (a[i] + b[i]) * k1;
}

void ScaleRow(float* out, const float* in, float k1, size_t n) {
  const auto k = hn::Set(df, k1);
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df)) hn::StoreU(hn::Mul(hn::LoadU(df, in + i), k), df, out + i);
  for (; i < n; ++i) out[i] = in[i] * k1;
}

}  // namespace rushes::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rushes::effects {
HWY_EXPORT(ToFloat8);
HWY_EXPORT(ToFloat16);
HWY_EXPORT(ToFloatF);
HWY_EXPORT(FromFloat8);
HWY_EXPORT(FromFloat16);
HWY_EXPORT(FromFloatF);
HWY_EXPORT(YuvToRgb);
HWY_EXPORT(RgbToYuv);
HWY_EXPORT(Multiply);
HWY_EXPORT(Divide);
HWY_EXPORT(Accumulate);
HWY_EXPORT(AccumulatePair);
HWY_EXPORT(ScaleRow);
using std::size_t;

void to_float(const std::uint8_t* in, float* out, size_t n, float b, float k) {
  HWY_DYNAMIC_DISPATCH(ToFloat8)(in, out, n, b, k);
}
void to_float(const std::uint16_t* in, float* out, size_t n, float b, float k) {
  HWY_DYNAMIC_DISPATCH(ToFloat16)(in, out, n, b, k);
}
void to_float(const float* in, float* out, size_t n, float b, float k) {
  HWY_DYNAMIC_DISPATCH(ToFloatF)(in, out, n, b, k);
}
void from_float(const float* in, std::uint8_t* out, size_t n, float b, float k, float max) {
  HWY_DYNAMIC_DISPATCH(FromFloat8)(in, out, n, b, k, max);
}
void from_float(const float* in, std::uint16_t* out, size_t n, float b, float k, float max) {
  HWY_DYNAMIC_DISPATCH(FromFloat16)(in, out, n, b, k, max);
}
void from_float(const float* in, float* out, size_t n, float b, float k, float) {
  HWY_DYNAMIC_DISPATCH(FromFloatF)(in, out, n, b, k);
}
void yuv_to_rgb(const YuvSpace& s, float* y, float* u, float* v, size_t n) {
  HWY_DYNAMIC_DISPATCH(YuvToRgb)(s, y, u, v, n);
}
void rgb_to_yuv(const YuvSpace& s, float* r, float* g, float* b, size_t n) {
  HWY_DYNAMIC_DISPATCH(RgbToYuv)(s, r, g, b, n);
}
void multiply(float* v, const float* by, size_t n) { HWY_DYNAMIC_DISPATCH(Multiply)(v, by, n); }
void divide(float* v, const float* by, size_t n) { HWY_DYNAMIC_DISPATCH(Divide)(v, by, n); }
void accumulate(float* sum, const float* in, float k, size_t n) { HWY_DYNAMIC_DISPATCH(Accumulate)(sum, in, k, n); }
void accumulate_pair(float* sum, const float* a, const float* b, float k, size_t n) {
  HWY_DYNAMIC_DISPATCH(AccumulatePair)(sum, a, b, k, n);
}
void scale_row(float* out, const float* in, float k, size_t n) { HWY_DYNAMIC_DISPATCH(ScaleRow)(out, in, k, n); }

}  // namespace rushes::effects
#endif
