#include "support/resample_fixed.hpp"

#include <algorithm>
#include <cmath>
#include <list>
#include <mutex>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "support/resample_fixed.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

// Samples v are held as v * 128 (15 bits); a product with a weight, (s * w + 16384) >> 15, is then v * w * 64. Sums of 64ths
// fit 16 bits whatever the filter, also where it overshoots. Those weighed again are sums of 32nds.
HWY_BEFORE_NAMESPACE();
namespace rushes::effects::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using std::int16_t;
using std::size_t;
using std::uint8_t;

const hn::ScalableTag<int16_t> d16;
const hn::Rebind<uint8_t, decltype(d16)> d8;

// One row down the columns: sums of 64ths.
void WeighColumns(const uint8_t* const* rows, const int16_t* weights, int taps, int16_t* out, size_t n) {
  size_t i = 0;
  for (; i + hn::Lanes(d16) <= n; i += hn::Lanes(d16)) {
    auto sum = hn::Zero(d16);
    for (int k = 0; k < taps; ++k) {
      const auto s = hn::ShiftLeft<7>(hn::PromoteTo(d16, hn::LoadU(d8, rows[k] + i)));
      sum = hn::Add(sum, hn::MulFixedPoint15(s, hn::Set(d16, weights[k])));
    }
    hn::StoreU(sum, d16, out + i);
  }
  for (; i < n; ++i) {
    int sum = 0;
    for (int k = 0; k < taps; ++k) sum += ((rows[k][i] << 7) * weights[k] + 16384) >> 15;
    out[i] = static_cast<int16_t>(sum);
  }
}

#if HWY_TARGET == HWY_SCALAR
constexpr size_t block = 16;
void Transpose(const int16_t* const* rows, size_t columns, int16_t* out) {
  for (size_t x = 0; x < columns; ++x)
    for (size_t r = 0; r < block; ++r) out[x * block + r] = rows[r][x];
}
#else
constexpr size_t block = 16;
// Sixteen rows side by side: first four and four, then the fours. The rows and `out` have room for whole vectors.
void Transpose(const int16_t* const* rows, size_t columns, int16_t* out) {
  const hn::CappedTag<int16_t, 8> d;
  const hn::CappedTag<std::uint64_t, 2> dq;
  HWY_ALIGN int16_t fours[4][32];
  for (size_t x = 0; x < columns; x += 8) {
    for (size_t g = 0; g < 4; ++g)
      hn::StoreInterleaved4(hn::LoadU(d, rows[4 * g] + x), hn::LoadU(d, rows[4 * g + 1] + x),
                            hn::LoadU(d, rows[4 * g + 2] + x), hn::LoadU(d, rows[4 * g + 3] + x), d, fours[g]);
    for (size_t c = 0; c < 8; c += 2) {
      const auto part = [&](size_t g) {
        return hn::LoadU(dq, reinterpret_cast<const std::uint64_t*>(fours[g] + 4 * c));
      };
      const auto a = part(0), b = part(1), e = part(2), f = part(3);
      auto* to = reinterpret_cast<std::uint64_t*>(out + (x + c) * block);
      hn::StoreU(hn::InterleaveLower(dq, a, b), dq, to);
      hn::StoreU(hn::InterleaveLower(dq, e, f), dq, to + 2);
      hn::StoreU(hn::InterleaveUpper(dq, a, b), dq, to + 4);
      hn::StoreU(hn::InterleaveUpper(dq, e, f), dq, to + 6);
    }
  }
}
#endif

// Across, sixteen rows at once: out[x * 16 + row] of samples, 0..255.
void WeighRowsOf16(const int16_t* in, const FixedAxis& axis, int x1, int x2, int16_t* out) {
  const hn::CappedTag<int16_t, block> d;
  const auto zero = hn::Zero(d), most = hn::Set(d, int16_t{255}), half = hn::Set(d, int16_t{16});
  for (int x = x1; x < x2; ++x) {
    const int16_t* w = axis.at(x);
    const int16_t* from =
        in + static_cast<std::ptrdiff_t>(axis.start[static_cast<size_t>(x - axis.first_out)] - axis.low) *
                 static_cast<std::ptrdiff_t>(block);
    for (size_t l = 0; l < block; l += hn::Lanes(d)) {
      auto sum = half;
      for (int k = 0; k < axis.taps; ++k)
        sum = hn::Add(sum,
                      hn::MulFixedPoint15(hn::LoadU(d, from + static_cast<size_t>(k) * block + l), hn::Set(d, w[k])));
      const auto v = hn::Min(hn::Max(hn::ShiftRight<5>(sum), zero), most);
      hn::StoreU(v, d, out + static_cast<size_t>(x - x1) * block + l);
    }
  }
}

}  // namespace rushes::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rushes::effects {
HWY_EXPORT(WeighColumns);
HWY_EXPORT(Transpose);
HWY_EXPORT(WeighRowsOf16);

FixedAxis fixed_axis(const Axis& a) {
  FixedAxis f{a.first_out, a.count, a.taps, a.start, {}, a.low, a.high};
  f.weights.resize(a.weights.size());
  for (int i = 0; i < a.count; ++i) {
    const std::size_t at = static_cast<std::size_t>(i) * static_cast<std::size_t>(a.taps);
    int sum = 0;
    std::size_t largest = at;
    for (std::size_t k = at; k < at + static_cast<std::size_t>(a.taps); ++k) {
      f.weights[k] = static_cast<std::int16_t>(std::lround(a.weights[k] * 16384.0f));
      sum += f.weights[k];
      if (f.weights[k] > f.weights[largest]) largest = k;
    }
    f.weights[largest] = static_cast<std::int16_t>(f.weights[largest] + 16384 - sum);
  }
  return f;
}

std::shared_ptr<const FixedAxis> kept_axis(Filter filter, double scale, double offset, int first_out, int count,
                                           int low, int high) {
  struct Entry {
    Filter filter;
    double scale, offset;
    int first_out, count, low, high;
    std::shared_ptr<const FixedAxis> axis;
  };
  static std::mutex mutex;
  static std::list<Entry> kept;  // the last used first
  const auto is = [&](const Entry& e) {
    return e.filter == filter && e.scale == scale && e.offset == offset && e.first_out == first_out &&
           e.count == count && e.low == low && e.high == high;
  };
  {
    const std::lock_guard lock(mutex);
    const auto found = std::find_if(kept.begin(), kept.end(), is);
    if (found != kept.end()) {
      kept.splice(kept.begin(), kept, found);
      return found->axis;
    }
  }
  auto made =
      std::make_shared<const FixedAxis>(fixed_axis(make_axis(filter, scale, offset, first_out, count, low, high)));
  const std::lock_guard lock(mutex);
  kept.push_front({filter, scale, offset, first_out, count, low, high, made});
  if (kept.size() > 32) kept.pop_back();
  return made;
}

void scale_samples_reference(const std::uint8_t* in, std::ptrdiff_t stride, const FixedAxis& across,
                             const FixedAxis& down, int x1, int y, int x2, std::uint8_t* out) {
  const int first = down.start[static_cast<std::size_t>(y - down.first_out)];
  const auto column = [&](int x) {
    int sum = 0;
    for (int k = 0; k < down.taps; ++k) sum += ((in[(first + k) * stride + x] << 7) * down.at(y)[k] + 16384) >> 15;
    return sum;
  };
  for (int x = x1; x < x2; ++x) {
    int sum = 16;
    for (int k = 0; k < across.taps; ++k)
      sum += (column(across.start[static_cast<std::size_t>(x - across.first_out)] + k) * across.at(x)[k] + 16384) >> 15;
    out[x - x1] = static_cast<std::uint8_t>(std::clamp(sum >> 5, 0, 255));
  }
}

void scale_samples(const std::uint8_t* in, std::ptrdiff_t stride, const FixedAxis& across, const FixedAxis& down,
                   int x1, int y1, int x2, int y2, std::uint8_t* out, std::ptrdiff_t out_stride) {
  constexpr int rows = 16;
  const int low = across.low;
  const std::size_t columns = static_cast<std::size_t>(across.high - low), padded = (columns + 15) & ~std::size_t{15};
  const std::size_t n = static_cast<std::size_t>(x2 - x1);
  std::vector<std::int16_t> lines(padded * rows), turned(padded * rows), result(n * rows);
  std::vector<const std::uint8_t*> taps(static_cast<std::size_t>(down.taps));
  const std::int16_t* pointers[rows];
  for (int y = y1; y < y2; y += rows) {
    const int count = std::min(rows, y2 - y);
    for (int r = 0; r < rows; ++r) {
      std::int16_t* line = lines.data() + padded * static_cast<std::size_t>(std::min(r, count - 1));
      pointers[r] = line;
      if (r >= count) continue;
      const int first = down.start[static_cast<std::size_t>(y + r - down.first_out)];
      for (int k = 0; k < down.taps; ++k) taps[static_cast<std::size_t>(k)] = in + (first + k) * stride + low;
      HWY_DYNAMIC_DISPATCH(WeighColumns)(taps.data(), down.at(y + r), down.taps, line, columns);
    }
    HWY_DYNAMIC_DISPATCH(Transpose)(pointers, columns, turned.data());
    HWY_DYNAMIC_DISPATCH(WeighRowsOf16)(turned.data(), across, x1, x2, result.data());
    for (int r = 0; r < count; ++r) {
      std::uint8_t* to = out + (y - y1 + r) * out_stride;
      for (std::size_t x = 0; x < n; ++x)
        to[x] = static_cast<std::uint8_t>(result[x * rows + static_cast<std::size_t>(r)]);
    }
  }
}

}  // namespace rushes::effects
#endif
