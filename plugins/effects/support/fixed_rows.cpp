#include "support/fixed_rows.hpp"

#include "support/fixed_rows_reference.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "support/fixed_rows.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rushes::effects::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using std::int16_t;
using std::size_t;
using std::uint16_t;
using std::uint8_t;

const hn::ScalableTag<int16_t> d16;
const hn::ScalableTag<uint16_t> du16;
const hn::Rebind<uint8_t, decltype(d16)> d8;

void AddBytes(uint16_t* sum, const uint8_t* in, size_t n) {
  size_t i = 0;
  for (; i + hn::Lanes(du16) <= n; i += hn::Lanes(du16))
    hn::StoreU(hn::Add(hn::LoadU(du16, sum + i), hn::PromoteTo(du16, hn::LoadU(d8, in + i))), du16, sum + i);
  for (; i < n; ++i) sum[i] = static_cast<uint16_t>(sum[i] + in[i]);
}

void MeanOfGroups(const uint16_t* sums, int16_t* out, size_t n, int factor, int shift) {
  size_t i = 0;
  const size_t lanes = hn::Lanes(du16);
  // 2^shift samples of 255 fit 16 bits.
  if (shift <= 7 && factor <= 4) {
    for (; i + lanes <= n; i += lanes) {
      auto sum = hn::Zero(du16);
      if (factor == 1) {
        sum = hn::LoadU(du16, sums + i);
#if HWY_TARGET != HWY_SCALAR
      } else if (factor == 2) {
        hn::Vec<decltype(du16)> a, b;
        hn::LoadInterleaved2(du16, sums + 2 * i, a, b);
        sum = hn::Add(a, b);
      } else {
        hn::Vec<decltype(du16)> a, b, c, d;
        hn::LoadInterleaved4(du16, sums + 4 * i, a, b, c, d);
        sum = hn::Add(hn::Add(a, b), hn::Add(c, d));
#else
      } else {
        break;
#endif
      }
      hn::StoreU(hn::BitCast(d16, hn::ShiftLeftSame(sum, 7 - shift)), d16, out + i);
    }
  }
  for (; i < n; ++i) {
    std::uint32_t sum = 0;
    for (int k = 0; k < factor; ++k) sum += sums[i * static_cast<size_t>(factor) + static_cast<size_t>(k)];
    out[i] = reference::mean(sum, shift);
  }
}

void WeighFixed(int16_t* out, const int16_t* const* rows, const int16_t* weights, int taps, size_t n) {
  size_t i = 0;
  const size_t lanes = hn::Lanes(d16);
  for (; i + 2 * lanes <= n; i += 2 * lanes) {
    auto a = hn::Zero(d16), b = hn::Zero(d16);
    for (int k = 0; k < taps; ++k) {
      const auto w = hn::Set(d16, weights[k]);
      a = hn::Add(a, hn::MulFixedPoint15(hn::LoadU(d16, rows[k] + i), w));
      b = hn::Add(b, hn::MulFixedPoint15(hn::LoadU(d16, rows[k] + i + lanes), w));
    }
    hn::StoreU(hn::SaturatedAdd(a, a), d16, out + i);
    hn::StoreU(hn::SaturatedAdd(b, b), d16, out + i + lanes);
  }
  for (; i < n; ++i) {
    int sum = 0;
    for (int k = 0; k < taps; ++k) sum += reference::product(rows[k][i], weights[k]);
    out[i] = reference::weighed(sum);
  }
}

template <class V>
V Between(V a, V b, V t) {
  return hn::Add(a, hn::MulFixedPoint15(hn::Sub(b, a), t));
}

void WidenFixed(const int16_t* in, int16_t* out, size_t n, int factor) {
  size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
  const size_t lanes = hn::Lanes(d16);
  const auto t = [&](int k) { return hn::Set(d16, static_cast<int16_t>(reference::part_of_way(k, factor))); };
  if (factor == 2 || factor == 4)
    for (; i + lanes <= n; i += lanes) {
      const auto a = hn::LoadU(d16, in + i), b = hn::LoadU(d16, in + i + 1);
      if (factor == 2)
        hn::StoreInterleaved2(Between(a, b, t(0)), Between(a, b, t(1)), d16, out + 2 * i);
      else
        hn::StoreInterleaved4(Between(a, b, t(0)), Between(a, b, t(1)), Between(a, b, t(2)), Between(a, b, t(3)), d16,
                              out + 4 * i);
    }
#endif
  for (; i < n; ++i)
    for (int k = 0; k < factor; ++k)
      out[i * static_cast<size_t>(factor) + static_cast<size_t>(k)] =
          reference::between(in[i], in[i + 1], reference::part_of_way(k, factor));
}

void BetweenRows(const int16_t* a, const int16_t* b, int t, uint8_t* out, size_t n) {
  const auto vt = hn::Set(d16, static_cast<int16_t>(t)), half = hn::Set(d16, int16_t{64});
  size_t i = 0;
  for (; i + hn::Lanes(d16) <= n; i += hn::Lanes(d16)) {
    const auto v = Between(hn::LoadU(d16, a + i), hn::LoadU(d16, b + i), vt);
    hn::StoreU(hn::DemoteTo(d8, hn::ShiftRight<7>(hn::SaturatedAdd(v, half))), d8, out + i);
  }
  for (; i < n; ++i) out[i] = reference::byte(reference::between(a[i], b[i], t));
}

}  // namespace rushes::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rushes::effects {
HWY_EXPORT(AddBytes);
HWY_EXPORT(MeanOfGroups);
HWY_EXPORT(WeighFixed);
HWY_EXPORT(WidenFixed);
HWY_EXPORT(BetweenRows);

void add_bytes(std::uint16_t* sum, const std::uint8_t* in, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(AddBytes)(sum, in, n);
}
void mean_of_groups(const std::uint16_t* sums, std::int16_t* out, std::size_t n, int factor, int shift) {
  HWY_DYNAMIC_DISPATCH(MeanOfGroups)(sums, out, n, factor, shift);
}
void weigh_fixed(std::int16_t* out, const std::int16_t* const* rows, const std::int16_t* weights, int taps,
                 std::size_t n) {
  HWY_DYNAMIC_DISPATCH(WeighFixed)(out, rows, weights, taps, n);
}
void widen_fixed(const std::int16_t* in, std::int16_t* out, std::size_t n, int factor) {
  HWY_DYNAMIC_DISPATCH(WidenFixed)(in, out, n, factor);
}
void between_rows(const std::int16_t* a, const std::int16_t* b, int t, std::uint8_t* out, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(BetweenRows)(a, b, t, out, n);
}

}  // namespace rushes::effects
#endif
