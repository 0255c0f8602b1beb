#include "support/resample.hpp"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "support/resample_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rushes::effects::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using std::size_t;

const hn::ScalableTag<float> df;

void WeighRows(float* out, const float* const* rows, const float* weights, int taps, size_t n) {
  size_t i = 0;
  const size_t step = hn::Lanes(df);
  for (; i + 2 * step <= n; i += 2 * step) {
    auto a = hn::Mul(hn::LoadU(df, rows[0] + i), hn::Set(df, weights[0]));
    auto b = hn::Mul(hn::LoadU(df, rows[0] + i + step), hn::Set(df, weights[0]));
    for (int k = 1; k < taps; ++k) {
      const auto w = hn::Set(df, weights[k]);
      a = hn::Add(a, hn::Mul(hn::LoadU(df, rows[k] + i), w));
      b = hn::Add(b, hn::Mul(hn::LoadU(df, rows[k] + i + step), w));
    }
    hn::StoreU(a, df, out + i);
    hn::StoreU(b, df, out + i + step);
  }
  for (; i < n; ++i) {
    float sum = rows[0][i] * weights[0];
    for (int k = 1; k < taps; ++k) sum = sum + rows[k][i] * weights[k];
    out[i] = sum;
  }
}

template <int lanes>
void WeighLanesOf(const float* in, float* out, const Axis& axis) {
  const hn::CappedTag<float, lanes> d;
  for (int i = 0; i < axis.count; ++i) {
    const float* w = axis.weights.data() + static_cast<std::ptrdiff_t>(i) * axis.taps;
    const float* from = in + static_cast<std::ptrdiff_t>(axis.start[static_cast<size_t>(i)] - axis.low) * lanes;
    for (size_t l = 0; l < lanes; l += hn::Lanes(d)) {
      auto sum = hn::Mul(hn::LoadU(d, from + l), hn::Set(d, w[0]));
      for (int k = 1; k < axis.taps; ++k)
        sum = hn::Add(sum, hn::Mul(hn::LoadU(d, from + k * lanes + l), hn::Set(d, w[k])));
      hn::StoreU(sum, d, out + static_cast<std::ptrdiff_t>(i) * lanes + static_cast<std::ptrdiff_t>(l));
    }
  }
}
void WeighLanes(const float* in, float* out, const Axis& axis, int lanes) {
  lanes == 4 ? WeighLanesOf<4>(in, out, axis) : WeighLanesOf<8>(in, out, axis);
}

// x and y: the whole sample left of and above the position; phases in 1/1024.
template <int taps>
void GatherRow(const FloatPlane& p, const float* table, const std::int32_t* x, const std::int32_t* y,
               const std::int32_t* px, const std::int32_t* py, float* out, size_t n) {
  const hn::ScalableTag<std::int32_t> di;
  const auto left = hn::Set(di, p.x1), right = hn::Set(di, p.x2 - 1), top = hn::Set(di, p.y1),
             bottom = hn::Set(di, p.y2 - 1);
  const auto step = hn::Set(di, p.step), stride = hn::Set(di, static_cast<std::int32_t>(p.stride)),
             wide = hn::Set(di, taps);
  for (size_t i = 0; i < n; i += hn::Lanes(df)) {  // the arrays are padded to whole vectors
    const auto vx = hn::LoadU(di, x + i), vy = hn::LoadU(di, y + i);
    const auto wx = hn::Mul(hn::LoadU(di, px + i), wide), wy = hn::Mul(hn::LoadU(di, py + i), wide);
    hn::Vec<decltype(di)> column[taps];
    hn::Vec<decltype(df)> weight[taps];
    for (int k = 0; k < taps; ++k) {
      const auto cx = hn::Min(hn::Max(hn::Add(vx, hn::Set(di, k - (taps / 2 - 1))), left), right);
      column[k] = hn::Mul(hn::Sub(cx, left), step);
      weight[k] = hn::GatherIndex(df, table, hn::Add(wx, hn::Set(di, k)));
    }
    auto sum = hn::Zero(df);
    for (int j = 0; j < taps; ++j) {
      const auto cy = hn::Min(hn::Max(hn::Add(vy, hn::Set(di, j - (taps / 2 - 1))), top), bottom);
      const auto row = hn::Mul(hn::Sub(cy, top), stride);
      auto line = hn::Mul(hn::GatherIndex(df, p.data, hn::Add(row, column[0])), weight[0]);
      for (int k = 1; k < taps; ++k)
        line = hn::Add(line, hn::Mul(hn::GatherIndex(df, p.data, hn::Add(row, column[k])), weight[k]));
      sum = hn::Add(sum, hn::Mul(line, hn::GatherIndex(df, table, hn::Add(wy, hn::Set(di, j)))));
    }
    hn::StoreU(sum, df, out + i);
  }
}
void Gather(const FloatPlane& p, const float* table, int taps, const std::int32_t* x, const std::int32_t* y,
            const std::int32_t* px, const std::int32_t* py, float* out, size_t n) {
  if (taps == 2)
    GatherRow<2>(p, table, x, y, px, py, out, n);
  else if (taps == 4)
    GatherRow<4>(p, table, x, y, px, py, out, n);
  else
    GatherRow<6>(p, table, x, y, px, py, out, n);
}

}  // namespace rushes::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rushes::effects {
HWY_EXPORT(WeighRows);
HWY_EXPORT(WeighLanes);
HWY_EXPORT(Gather);

const float* filter_table(Filter filter);

void weigh_rows(float* out, const float* const* rows, const float* weights, int taps, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(WeighRows)(out, rows, weights, taps, n);
}
void weigh_lanes(const float* in, float* out, const Axis& axis, int lanes) {
  HWY_DYNAMIC_DISPATCH(WeighLanes)(in, out, axis, lanes);
}

void sample_line(const FloatPlane& plane, Filter filter, double du, double u, double dv, double v, int x1, float* out,
                 int out_step, int n) {
  constexpr int chunk = 256;
  alignas(64) std::int32_t ix[chunk], iy[chunk], px[chunk], py[chunk];
  alignas(64) float values[chunk];
  const double far = 1 << 20;  // far outside, everything is the sample at the end
  for (int done = 0; done < n; done += chunk) {
    const int m = std::min(chunk, n - done), padded = std::min(chunk, (m + 63) / 64 * 64);
    for (int i = 0; i < padded; ++i) {
      const double x = x1 + done + std::min(i, m - 1) + 0.5;
      const auto fx = static_cast<std::int64_t>(std::floor((std::clamp(du * x + u, -far, far) - 0.5) * 1024 + 0.5));
      const auto fy = static_cast<std::int64_t>(std::floor((std::clamp(dv * x + v, -far, far) - 0.5) * 1024 + 0.5));
      ix[i] = static_cast<std::int32_t>(fx >> 10), px[i] = static_cast<std::int32_t>(fx & 1023);
      iy[i] = static_cast<std::int32_t>(fy >> 10), py[i] = static_cast<std::int32_t>(fy & 1023);
    }
    HWY_DYNAMIC_DISPATCH(Gather)
    (plane, filter_table(filter), 2 * filter_radius(filter), ix, iy, px, py, values, static_cast<std::size_t>(m));
    for (int i = 0; i < m; ++i) out[static_cast<std::ptrdiff_t>(done + i) * out_step] = values[i];
  }
}

}  // namespace rushes::effects
#endif
