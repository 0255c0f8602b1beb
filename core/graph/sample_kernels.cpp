#include "core/graph/sample_kernels.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/graph/sample_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rushes::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using std::size_t;
using std::uint16_t;
using std::uint8_t;

#if HWY_TARGET == HWY_AVX3_DL
// The whole table lies in four registers.
void LookUp8(const uint8_t* in, const uint8_t* table, uint8_t* out, size_t n) {
  const __m512i t0 = _mm512_loadu_si512(table), t1 = _mm512_loadu_si512(table + 64),
                t2 = _mm512_loadu_si512(table + 128), t3 = _mm512_loadu_si512(table + 192);
  size_t i = 0;
  for (; i + 64 <= n; i += 64) {
    const __m512i v = _mm512_loadu_si512(in + i);
    const __m512i low = _mm512_permutex2var_epi8(t0, v, t1), high = _mm512_permutex2var_epi8(t2, v, t3);
    _mm512_storeu_si512(out + i, _mm512_mask_blend_epi8(_mm512_movepi8_mask(v), low, high));
  }
  for (; i < n; ++i) out[i] = table[in[i]];
}
#elif HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_SSE2
// Sixteen tables of sixteen. The index counted down by 16 at each of them is 0..15 at one only: adding 0x70 with
// saturation sets the top bit of all others, which a byte shuffle answers with 0.
void LookUp8(const uint8_t* in, const uint8_t* table, uint8_t* out, size_t n) {
  const hn::ScalableTag<uint8_t> d;
  const auto step = hn::Set(d, uint8_t{16}), off = hn::Set(d, uint8_t{0x70});
  size_t i = 0;
  for (; i + 2 * hn::Lanes(d) <= n; i += 2 * hn::Lanes(d)) {
    auto u = hn::LoadU(d, in + i), v = hn::LoadU(d, in + i + hn::Lanes(d));
    auto a = hn::Zero(d), b = hn::Zero(d);
    for (size_t k = 0; k < 16; ++k) {
      const auto part = hn::LoadDup128(d, table + 16 * k);
      a = hn::Or(a, hn::TableLookupBytesOr0(part, hn::SaturatedAdd(u, off)));
      b = hn::Or(b, hn::TableLookupBytesOr0(part, hn::SaturatedAdd(v, off)));
      u = hn::Sub(u, step), v = hn::Sub(v, step);
    }
    hn::StoreU(a, d, out + i);
    hn::StoreU(b, d, out + i + hn::Lanes(d));
  }
  for (; i < n; ++i) out[i] = table[in[i]];
}
#else
void LookUp8(const uint8_t* in, const uint8_t* table, uint8_t* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = table[in[i]];
}
#endif

template <class T>
T Mixed(std::int32_t a, std::int32_t b, std::int32_t c, const MixRow& m, int max) {
  const std::int32_t sum = m[0] * a + m[1] * b + m[2] * c + m[3] + 8192;
  return static_cast<T>(std::clamp(sum >> 14, 0, max));
}

template <class T>
void Mix(const T* a, const T* b, const T* c, const MixRow& m, int max, T* out, size_t n) {
  const hn::ScalableTag<std::int32_t> d;
  const hn::Rebind<T, decltype(d)> dt;
  const auto ka = hn::Set(d, m[0]), kb = hn::Set(d, m[1]), kc = hn::Set(d, m[2]), base = hn::Set(d, m[3] + 8192);
  const auto top = hn::Set(d, max), zero = hn::Zero(d);
  size_t i = 0;
  for (; i + hn::Lanes(d) <= n; i += hn::Lanes(d)) {
    auto sum = hn::Add(base, hn::Mul(hn::PromoteTo(d, hn::LoadU(dt, a + i)), ka));
    sum = hn::Add(sum, hn::Mul(hn::PromoteTo(d, hn::LoadU(dt, b + i)), kb));
    sum = hn::Add(sum, hn::Mul(hn::PromoteTo(d, hn::LoadU(dt, c + i)), kc));
    hn::StoreU(hn::DemoteTo(dt, hn::Min(hn::Max(hn::ShiftRight<14>(sum), zero), top)), dt, out + i);
  }
  for (; i < n; ++i) out[i] = Mixed<T>(a[i], b[i], c[i], m, max);
}
void Mix8(const uint8_t* a, const uint8_t* b, const uint8_t* c, const MixRow& m, int max, uint8_t* out, size_t n) {
  Mix(a, b, c, m, max, out, n);
}
void Mix16(const uint16_t* a, const uint16_t* b, const uint16_t* c, const MixRow& m, int max, uint16_t* out, size_t n) {
  Mix(a, b, c, m, max, out, n);
}

}  // namespace rushes::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rushes {
HWY_EXPORT(LookUp8);
HWY_EXPORT(Mix8);
HWY_EXPORT(Mix16);

void look_up(const std::uint8_t* in, const std::uint8_t* table, std::uint8_t* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(LookUp8)(in, table, out, n);
}
void look_up(const std::uint16_t* in, const std::uint16_t* table, std::uint16_t* out, std::size_t n, int max) {
  for (std::size_t i = 0; i < n; ++i) out[i] = table[std::min<int>(in[i], max)];
}
void mix_samples(const std::uint8_t* a, const std::uint8_t* b, const std::uint8_t* c, const MixRow& m, int max,
                 std::uint8_t* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(Mix8)(a, b, c, m, max, out, n);
}
void mix_samples(const std::uint16_t* a, const std::uint16_t* b, const std::uint16_t* c, const MixRow& m, int max,
                 std::uint16_t* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(Mix16)(a, b, c, m, max, out, n);
}

}  // namespace rushes
#endif
