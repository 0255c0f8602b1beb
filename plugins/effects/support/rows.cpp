#include "support/rows.hpp"

#include "support/rows_reference.hpp"

#include <cmath>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "support/rows.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rushes::effects::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using std::size_t;
using std::uint16_t;
using std::uint32_t;
using std::uint8_t;

const hn::ScalableTag<std::int16_t> di16;
const hn::Rebind<uint8_t, decltype(di16)> du8;
const hn::ScalableTag<uint16_t> du16;
const hn::ScalableTag<uint32_t> du32;
const hn::ScalableTag<std::int32_t> di32;
const hn::Rebind<uint16_t, decltype(du32)> du16h;
const hn::ScalableTag<float> df;
// The last resort target has one lane, which holds no pixel of four.
constexpr bool whole_pixels = HWY_TARGET != HWY_SCALAR;

template <class V>
V MixVector(V a, V b, V w) {
  return hn::Add(a, hn::MulFixedPoint15(hn::Sub(b, a), w));
}

template <class V>
V MixVector32(V a, V b, V w) {
  const auto sum = hn::Add(hn::Mul(a, hn::Sub(hn::Set(du32, 32768u), w)), hn::Mul(b, w));
  return hn::ShiftRight<15>(hn::Add(sum, hn::Set(du32, 16384u)));
}

auto LoadWeights(const uint16_t* w) {
  return hn::BitCast(di16, hn::Min(hn::LoadU(du16, w), hn::Set(du16, uint16_t{32767})));
}

void Mix8(const uint8_t* a, const uint8_t* b, uint8_t* out, size_t n, int weight) {
  const auto w = hn::Set(di16, static_cast<std::int16_t>(weight > 32767 ? 32767 : weight));
  size_t i = 0;
  for (; i + hn::Lanes(di16) <= n; i += hn::Lanes(di16)) {
    const auto va = hn::PromoteTo(di16, hn::LoadU(du8, a + i)), vb = hn::PromoteTo(di16, hn::LoadU(du8, b + i));
    hn::StoreU(hn::DemoteTo(du8, MixVector(va, vb, w)), du8, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], b[i], weight);
}

void Mix16(const uint16_t* a, const uint16_t* b, uint16_t* out, size_t n, int weight) {
  const auto w = hn::Set(du32, static_cast<uint32_t>(weight));
  size_t i = 0;
  for (; i + hn::Lanes(du32) <= n; i += hn::Lanes(du32)) {
    const auto va = hn::PromoteTo(du32, hn::LoadU(du16h, a + i)), vb = hn::PromoteTo(du32, hn::LoadU(du16h, b + i));
    hn::StoreU(hn::DemoteTo(du16h, hn::BitCast(di32, MixVector32(va, vb, w))), du16h, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], b[i], weight);
}

void MixF(const float* a, const float* b, float* out, size_t n, int weight) {
  const float w1 = static_cast<float>(weight) * (1.0f / 32768.0f);
  const auto w = hn::Set(df, w1);
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df)) {
    const auto va = hn::LoadU(df, a + i), vb = hn::LoadU(df, b + i);
    hn::StoreU(hn::Add(va, hn::Mul(hn::Sub(vb, va), w)), df, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], b[i], w1);
}

void MixRows8(const uint8_t* a, const uint8_t* b, uint8_t* out, size_t n, const uint16_t* w) {
  size_t i = 0;
  for (; i + hn::Lanes(di16) <= n; i += hn::Lanes(di16)) {
    const auto va = hn::PromoteTo(di16, hn::LoadU(du8, a + i)), vb = hn::PromoteTo(di16, hn::LoadU(du8, b + i));
    hn::StoreU(hn::DemoteTo(du8, MixVector(va, vb, LoadWeights(w + i))), du8, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], b[i], w[i]);
}

void MixRows16(const uint16_t* a, const uint16_t* b, uint16_t* out, size_t n, const uint16_t* w) {
  size_t i = 0;
  for (; i + hn::Lanes(du32) <= n; i += hn::Lanes(du32)) {
    const auto va = hn::PromoteTo(du32, hn::LoadU(du16h, a + i)), vb = hn::PromoteTo(du32, hn::LoadU(du16h, b + i));
    const auto vw = hn::PromoteTo(du32, hn::LoadU(du16h, w + i));
    hn::StoreU(hn::DemoteTo(du16h, hn::BitCast(di32, MixVector32(va, vb, vw))), du16h, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], b[i], w[i]);
}

void MixRowsF(const float* a, const float* b, float* out, size_t n, const uint16_t* w) {
  const auto unit = hn::Set(df, 1.0f / 32768.0f);
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df)) {
    const auto va = hn::LoadU(df, a + i), vb = hn::LoadU(df, b + i);
    const auto vw = hn::Mul(hn::ConvertTo(df, hn::PromoteTo(di32, hn::LoadU(du16h, w + i))), unit);
    hn::StoreU(hn::Add(va, hn::Mul(hn::Sub(vb, va), vw)), df, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], b[i], static_cast<float>(w[i]) * (1.0f / 32768.0f));
}

void MixValue8(const uint8_t* a, uint8_t value, uint8_t* out, size_t n, const uint16_t* w) {
  const auto vb = hn::Set(di16, static_cast<std::int16_t>(value));
  size_t i = 0;
  for (; i + hn::Lanes(di16) <= n; i += hn::Lanes(di16)) {
    const auto va = hn::PromoteTo(di16, hn::LoadU(du8, a + i));
    hn::StoreU(hn::DemoteTo(du8, MixVector(va, vb, LoadWeights(w + i))), du8, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], value, w[i]);
}

void MixValue16(const uint16_t* a, uint16_t value, uint16_t* out, size_t n, const uint16_t* w) {
  const auto vb = hn::Set(du32, static_cast<uint32_t>(value));
  size_t i = 0;
  for (; i + hn::Lanes(du32) <= n; i += hn::Lanes(du32)) {
    const auto va = hn::PromoteTo(du32, hn::LoadU(du16h, a + i));
    const auto vw = hn::PromoteTo(du32, hn::LoadU(du16h, w + i));
    hn::StoreU(hn::DemoteTo(du16h, hn::BitCast(di32, MixVector32(va, vb, vw))), du16h, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], value, w[i]);
}

// Lanes are multiples of 4 where whole_pixels, so a pixel's four values repeat within each vector.
void Fade8(const uint8_t* a, const uint8_t* value, int period, uint8_t* out, size_t n, int weight) {
  HWY_ALIGN std::int16_t values[HWY_MAX_BYTES / 2];
  for (size_t k = 0; k < hn::Lanes(di16); ++k) values[k] = value[k % period];
  const auto vb = hn::Load(di16, values);
  const auto w = hn::Set(di16, static_cast<std::int16_t>(weight > 32767 ? 32767 : weight));
  size_t i = 0;
  for (; whole_pixels && i + hn::Lanes(di16) <= n; i += hn::Lanes(di16)) {
    const auto va = hn::PromoteTo(di16, hn::LoadU(du8, a + i));
    hn::StoreU(hn::DemoteTo(du8, MixVector(va, vb, w)), du8, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], value[i % period], weight);
}

void Fade16(const uint16_t* a, const uint16_t* value, int period, uint16_t* out, size_t n, int weight) {
  HWY_ALIGN uint32_t values[HWY_MAX_BYTES / 4];
  for (size_t k = 0; k < hn::Lanes(du32); ++k) values[k] = value[k % period];
  const auto vb = hn::Load(du32, values), w = hn::Set(du32, static_cast<uint32_t>(weight));
  size_t i = 0;
  for (; whole_pixels && i + hn::Lanes(du32) <= n; i += hn::Lanes(du32)) {
    const auto va = hn::PromoteTo(du32, hn::LoadU(du16h, a + i));
    hn::StoreU(hn::DemoteTo(du16h, hn::BitCast(di32, MixVector32(va, vb, w))), du16h, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], value[i % period], weight);
}

void FadeF(const float* a, const float* value, int period, float* out, size_t n, int weight) {
  HWY_ALIGN float values[HWY_MAX_BYTES / 4];
  for (size_t k = 0; k < hn::Lanes(df); ++k) values[k] = value[k % period];
  const float w1 = static_cast<float>(weight) * (1.0f / 32768.0f);
  const auto vb = hn::Load(df, values), w = hn::Set(df, w1);
  size_t i = 0;
  for (; whole_pixels && i + hn::Lanes(df) <= n; i += hn::Lanes(df)) {
    const auto va = hn::LoadU(df, a + i);
    hn::StoreU(hn::Add(va, hn::Mul(hn::Sub(vb, va), w)), df, out + i);
  }
  for (; i < n; ++i) out[i] = reference::mix(a[i], value[i % period], w1);
}

void AlphaWeights8(const uint8_t* alpha, uint16_t* w, size_t n, int opacity) {
  const auto o = hn::Set(di16, static_cast<std::int16_t>(opacity > 32767 ? 32767 : opacity));
  const auto most = hn::Set(du16, uint16_t{32767});
  size_t i = 0;
  for (; i + hn::Lanes(di16) <= n; i += hn::Lanes(di16)) {
    const auto a = hn::BitCast(du16, hn::PromoteTo(di16, hn::LoadU(du8, alpha + i)));
    auto v = hn::Add(hn::Add(hn::ShiftLeft<7>(a), hn::ShiftRight<1>(a)), hn::ShiftRight<7>(a));
    if (opacity < 32768) v = hn::BitCast(du16, hn::MulFixedPoint15(hn::BitCast(di16, hn::Min(v, most)), o));
    hn::StoreU(v, du16, w + i);
  }
  for (; i < n; ++i) w[i] = static_cast<uint16_t>(reference::alpha_weight(alpha[i], opacity));
}

void AlphaWeights16(const uint16_t* alpha, uint16_t* w, size_t n, float scale) {
  const auto k = hn::Set(df, scale), half = hn::Set(df, 0.5f);
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df)) {
    const auto a = hn::ConvertTo(df, hn::PromoteTo(di32, hn::LoadU(du16h, alpha + i)));
    hn::StoreU(hn::DemoteTo(du16h, hn::ConvertTo(di32, hn::Min(hn::Add(hn::Mul(a, k), half), hn::Set(df, 32768.0f)))),
               du16h, w + i);
  }
  for (; i < n; ++i) w[i] = static_cast<uint16_t>(reference::alpha_weight(alpha[i], scale));
}

// A copy of the last of each four lanes in all four.
template <class D>
auto SpreadAlpha8(D d8, const uint8_t* top) {
  HWY_ALIGN static constexpr uint8_t places[64] = {
      3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15, 3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15,
      3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15, 3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15};
  return hn::TableLookupBytes(hn::LoadU(d8, top), hn::Load(d8, places));
}

void Over8(const uint8_t* base, const uint8_t* top, uint8_t* out, size_t pixels, int opacity) {
  const size_t n = pixels * 4;
  const auto o = hn::Set(di16, static_cast<std::int16_t>(opacity > 32767 ? 32767 : opacity));
  const auto most = hn::Set(du16, uint16_t{32767});
  size_t i = 0;
  for (; whole_pixels && i + hn::Lanes(di16) <= n; i += hn::Lanes(di16)) {
    const auto a = hn::BitCast(du16, hn::PromoteTo(di16, SpreadAlpha8(du8, top + i)));
    auto w = hn::BitCast(
        di16, hn::Min(hn::Add(hn::Add(hn::ShiftLeft<7>(a), hn::ShiftRight<1>(a)), hn::ShiftRight<7>(a)), most));
    auto shown = hn::PromoteTo(di16, hn::LoadU(du8, top + i));
    if (opacity < 32768) {
      w = hn::MulFixedPoint15(w, o);
      shown = hn::MulFixedPoint15(shown, o);
    }
    const auto vb = hn::PromoteTo(di16, hn::LoadU(du8, base + i));
    hn::StoreU(hn::DemoteTo(du8, hn::Sub(hn::Add(shown, vb), hn::MulFixedPoint15(vb, w))), du8, out + i);
  }
  for (; i < n; i += 4) {
    const int w = reference::alpha_weight(top[i + 3], opacity);
    for (int c = 0; c < 4; ++c) out[i + c] = reference::over(base[i + c], top[i + c], w, opacity);
  }
}

void Over16(const uint16_t* base, const uint16_t* top, uint16_t* out, size_t pixels, int opacity) {
  const float o = static_cast<float>(opacity) * (1.0f / 32768.0f);
  for (size_t i = 0; i < pixels * 4; i += 4) {
    const float cover = static_cast<float>(top[i + 3]) * (1.0f / 65535.0f) * o;
    for (int c = 0; c < 4; ++c) {
      const float v = reference::over(static_cast<float>(base[i + c]), static_cast<float>(top[i + c]), cover, o) + 0.5f;
      out[i + c] = static_cast<uint16_t>(v < 65535.0f ? v : 65535.0f);
    }
  }
}

void OverF(const float* base, const float* top, float* out, size_t pixels, int opacity) {
  const float o1 = static_cast<float>(opacity) * (1.0f / 32768.0f);
  const hn::CappedTag<float, 4> d;  // a pixel
  const auto o = hn::Set(d, o1), one = hn::Set(d, 1.0f);
  size_t i = 0;
  for (; whole_pixels && i < pixels * 4; i += 4) {
    const auto t = hn::LoadU(d, top + i);
    const auto cover = hn::Mul(hn::Set(d, top[i + 3]), o);
    hn::StoreU(hn::Add(hn::Mul(t, o), hn::Mul(hn::LoadU(d, base + i), hn::Sub(one, cover))), d, out + i);
  }
  for (; i < pixels * 4; i += 4) {
    const float cover = top[i + 3] * o1;
    for (int c = 0; c < 4; ++c) out[i + c] = reference::over(base[i + c], top[i + c], cover, o1);
  }
}

template <class V>
void StoreRatio(V part, V whole, V otherwise, uint16_t* w) {
  const auto ratio = hn::Add(hn::Mul(hn::Div(part, whole), hn::Set(df, 32768.0f)), hn::Set(df, 0.5f));
  const auto v = hn::IfThenElse(hn::Gt(whole, hn::Zero(df)), ratio, otherwise);
  hn::StoreU(hn::DemoteTo(du16h, hn::ConvertTo(di32, v)), du16h, w);
}

void OverRatio(const uint16_t* top, const uint16_t* base, uint16_t* w, size_t n) {
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df)) {
    const auto t = hn::ConvertTo(df, hn::PromoteTo(di32, hn::LoadU(du16h, top + i)));
    const auto b = hn::ConvertTo(df, hn::PromoteTo(di32, hn::LoadU(du16h, base + i)));
    const auto left = hn::Mul(hn::Sub(hn::Set(df, 32768.0f), t), hn::Set(df, 1.0f / 32768.0f));
    StoreRatio(t, hn::Add(t, hn::Mul(b, left)), hn::Zero(df), w + i);
  }
  for (; i < n; ++i) w[i] = reference::over_ratio(top[i], base[i]);
}

void MixRatio(const uint16_t* a, const uint16_t* b, int mix, uint16_t* w, size_t n) {
  const auto second = hn::Set(df, static_cast<float>(mix)), first = hn::Set(df, static_cast<float>(32768 - mix));
  size_t i = 0;
  for (; i + hn::Lanes(df) <= n; i += hn::Lanes(df)) {
    const auto va = hn::Mul(hn::ConvertTo(df, hn::PromoteTo(di32, hn::LoadU(du16h, a + i))), first);
    const auto vb = hn::Mul(hn::ConvertTo(df, hn::PromoteTo(di32, hn::LoadU(du16h, b + i))), second);
    StoreRatio(vb, hn::Add(va, vb), second, w + i);
  }
  for (; i < n; ++i) w[i] = reference::mix_ratio(a[i], b[i], mix);
}

void Average(const uint16_t* a, const uint16_t* b, uint16_t* out, size_t n) {
  size_t i = 0;
  for (; i + hn::Lanes(du16) <= n; i += hn::Lanes(du16))
    hn::StoreU(hn::AverageRound(hn::LoadU(du16, a + i), hn::LoadU(du16, b + i)), du16, out + i);
  for (; i < n; ++i) out[i] = reference::average(a[i], b[i]);
}

void Halve(const uint16_t* in, uint16_t* out, size_t n) {
  size_t i = 0;
  for (; 2 * (i + hn::Lanes(du16)) <= n; i += hn::Lanes(du16)) {
    hn::Vec<decltype(du16)> even, odd;
    hn::LoadInterleaved2(du16, in + 2 * i, even, odd);
    hn::StoreU(hn::AverageRound(even, odd), du16, out + i);
  }
  for (; 2 * i < n; ++i) out[i] = 2 * i + 1 < n ? reference::average(in[2 * i], in[2 * i + 1]) : in[2 * i];
}

}  // namespace rushes::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rushes::effects {
HWY_EXPORT(Mix8);
HWY_EXPORT(Mix16);
HWY_EXPORT(MixF);
HWY_EXPORT(MixRows8);
HWY_EXPORT(MixRows16);
HWY_EXPORT(MixRowsF);
HWY_EXPORT(MixValue8);
HWY_EXPORT(MixValue16);
HWY_EXPORT(Fade8);
HWY_EXPORT(Fade16);
HWY_EXPORT(FadeF);
HWY_EXPORT(AlphaWeights8);
HWY_EXPORT(AlphaWeights16);
HWY_EXPORT(Over8);
HWY_EXPORT(Over16);
HWY_EXPORT(OverF);
HWY_EXPORT(OverRatio);
HWY_EXPORT(MixRatio);
HWY_EXPORT(Average);
HWY_EXPORT(Halve);

using std::size_t;
using std::uint16_t;
using std::uint8_t;

int to_weight(double fraction) {
  if (!(fraction > 0)) return 0;
  return fraction >= 1 ? weight_one : static_cast<int>(std::lround(fraction * weight_one));
}

void mix_row(const uint8_t* a, const uint8_t* b, uint8_t* out, size_t n, int w) {
  HWY_DYNAMIC_DISPATCH(Mix8)(a, b, out, n, w);
}
void mix_row(const uint16_t* a, const uint16_t* b, uint16_t* out, size_t n, int w) {
  HWY_DYNAMIC_DISPATCH(Mix16)(a, b, out, n, w);
}
void mix_row(const float* a, const float* b, float* out, size_t n, int w) {
  HWY_DYNAMIC_DISPATCH(MixF)(a, b, out, n, w);
}
void mix_row(const uint8_t* a, const uint8_t* b, uint8_t* out, size_t n, const uint16_t* w) {
  HWY_DYNAMIC_DISPATCH(MixRows8)(a, b, out, n, w);
}
void mix_row(const uint16_t* a, const uint16_t* b, uint16_t* out, size_t n, const uint16_t* w) {
  HWY_DYNAMIC_DISPATCH(MixRows16)(a, b, out, n, w);
}
void mix_row(const float* a, const float* b, float* out, size_t n, const uint16_t* w) {
  HWY_DYNAMIC_DISPATCH(MixRowsF)(a, b, out, n, w);
}
void mix_row_value(const uint8_t* a, uint8_t b, uint8_t* out, size_t n, const uint16_t* w) {
  HWY_DYNAMIC_DISPATCH(MixValue8)(a, b, out, n, w);
}
void mix_row_value(const uint16_t* a, uint16_t b, uint16_t* out, size_t n, const uint16_t* w) {
  HWY_DYNAMIC_DISPATCH(MixValue16)(a, b, out, n, w);
}
void fade_row(const uint8_t* a, const uint8_t* v, int period, uint8_t* out, size_t n, int w) {
  HWY_DYNAMIC_DISPATCH(Fade8)(a, v, period, out, n, w);
}
void fade_row(const uint16_t* a, const uint16_t* v, int period, uint16_t* out, size_t n, int w) {
  HWY_DYNAMIC_DISPATCH(Fade16)(a, v, period, out, n, w);
}
void fade_row(const float* a, const float* v, int period, float* out, size_t n, int w) {
  HWY_DYNAMIC_DISPATCH(FadeF)(a, v, period, out, n, w);
}

void alpha_weights(const uint8_t* alpha, uint16_t* w, size_t n, int, int opacity) {
  HWY_DYNAMIC_DISPATCH(AlphaWeights8)(alpha, w, n, opacity);
}
void alpha_weights(const uint16_t* alpha, uint16_t* w, size_t n, int bits, int opacity) {
  HWY_DYNAMIC_DISPATCH(AlphaWeights16)(alpha, w, n, static_cast<float>(opacity) / static_cast<float>((1 << bits) - 1));
}

void over_rgba(const uint8_t* base, const uint8_t* top, uint8_t* out, size_t pixels, int opacity) {
  HWY_DYNAMIC_DISPATCH(Over8)(base, top, out, pixels, opacity);
}
void over_rgba(const uint16_t* base, const uint16_t* top, uint16_t* out, size_t pixels, int opacity) {
  HWY_DYNAMIC_DISPATCH(Over16)(base, top, out, pixels, opacity);
}
void over_rgba(const float* base, const float* top, float* out, size_t pixels, int opacity) {
  HWY_DYNAMIC_DISPATCH(OverF)(base, top, out, pixels, opacity);
}

void over_ratio(const uint16_t* top, const uint16_t* base, uint16_t* w, size_t n) {
  HWY_DYNAMIC_DISPATCH(OverRatio)(top, base, w, n);
}
void mix_ratio(const uint16_t* a, const uint16_t* b, int mix, uint16_t* w, size_t n) {
  HWY_DYNAMIC_DISPATCH(MixRatio)(a, b, mix, w, n);
}
void average_rows(const uint16_t* a, const uint16_t* b, uint16_t* out, size_t n) {
  HWY_DYNAMIC_DISPATCH(Average)(a, b, out, n);
}
void halve_row(const uint16_t* in, uint16_t* out, size_t n) { HWY_DYNAMIC_DISPATCH(Halve)(in, out, n); }

void spread_weights(const uint16_t* w, uint16_t* out, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    const std::uint64_t four = w[i] * 0x0001000100010001ull;
    std::memcpy(out + 4 * i, &four, sizeof four);
  }
}

void lut_row(const uint8_t* in, const uint8_t* lut, uint8_t* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = lut[in[i]];
}
void lut_row(const uint16_t* in, const uint16_t* lut, uint16_t* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = lut[in[i]];
}

Span used_span(const uint16_t* w, size_t n) {
  size_t first = 0, last = n;
  std::uint64_t four;
  while (first + 4 <= n && (std::memcpy(&four, w + first, 8), four == 0)) first += 4;
  while (first < n && w[first] == 0) ++first;
  while (last >= first + 4 && (std::memcpy(&four, w + last - 4, 8), four == 0)) last -= 4;
  while (last > first && w[last - 1] == 0) --last;
  return {first, last};
}

}  // namespace rushes::effects
#endif
