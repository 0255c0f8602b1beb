#include "support/turn_fixed.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "support/turn_fixed.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

// Weights are in 1/4096. A row's sum is kept in 1/64, then the rows are weighed.
HWY_BEFORE_NAMESPACE();
namespace rushes::effects::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using std::int32_t;
using std::size_t;

#if HWY_TARGET != HWY_SCALAR
// The sum of four bytes of each lane with the four weights that two lanes of pairs hold.
template <class D, class V>
V FourTaps(D d, V bytes, V low, V high) {
  const auto mask = hn::Set(d, 255);
  const auto first = [](V pair) { return hn::ShiftRight<16>(hn::ShiftLeft<16>(pair)); };
  auto sum = hn::Mul(hn::And(bytes, mask), first(low));
  sum = hn::Add(sum, hn::Mul(hn::And(hn::ShiftRight<8>(bytes), mask), hn::ShiftRight<16>(low)));
  sum = hn::Add(sum, hn::Mul(hn::And(hn::ShiftRight<16>(bytes), mask), first(high)));
  return hn::Add(sum, hn::Mul(hn::And(hn::ShiftRight<24>(bytes), mask), hn::ShiftRight<16>(high)));
}

// `corner`: where the first tap lies, in bytes from `data`. `phase_x`, `phase_y`: of 1024. Whole vectors are read and
// written.
// `weights`: for each phase 4 * words numbers of 16 bits, `taps` of which count.
template <int words>
void Gather(const std::uint8_t* data, int32_t stride, const std::int16_t* weights, int taps, const int32_t* corner,
            const int32_t* phase_x, const int32_t* phase_y, int32_t* out, size_t n) {
  const hn::ScalableTag<int32_t> d;
  const auto* pairs = reinterpret_cast<const int32_t*>(weights);
  const auto* bytes = reinterpret_cast<const int32_t*>(data);
  const auto round = hn::Set(d, 32), half = hn::Set(d, 1 << 17), top = hn::Set(d, 255);
  for (size_t i = 0; i < n; i += hn::Lanes(d)) {
    const auto at = hn::LoadU(d, corner + i);
    const auto px = hn::Mul(hn::LoadU(d, phase_x + i), hn::Set(d, 2 * words)),
               py = hn::Mul(hn::LoadU(d, phase_y + i), hn::Set(d, 2 * words));
    hn::Vec<decltype(d)> across[2 * words];
    for (int k = 0; k < 2 * words; ++k) across[k] = hn::GatherIndex(d, pairs, hn::Add(px, hn::Set(d, k)));
    auto sum = half;
    auto pair = hn::Zero(d);
    for (int j = 0; j < taps; ++j) {
      const auto row = hn::Add(at, hn::Set(d, j * stride));
      auto line = FourTaps(d, hn::GatherOffset(d, bytes, row), across[0], across[1]);
      if constexpr (words == 2)
        line =
            hn::Add(line, FourTaps(d, hn::GatherOffset(d, bytes, hn::Add(row, hn::Set(d, 4))), across[2], across[3]));
      line = hn::ShiftRight<6>(hn::Add(line, round));
      if (j % 2 == 0) pair = hn::GatherIndex(d, pairs, hn::Add(py, hn::Set(d, j / 2)));
      const auto weight = j % 2 == 0 ? hn::ShiftRight<16>(hn::ShiftLeft<16>(pair)) : hn::ShiftRight<16>(pair);
      sum = hn::Add(sum, hn::Mul(line, weight));
    }
    hn::StoreU(hn::Min(hn::Max(hn::ShiftRight<18>(sum), hn::Zero(d)), top), d, out + i);
  }
}
void GatherOf(int words, const std::uint8_t* data, int32_t stride, const std::int16_t* weights, int taps,
              const int32_t* corner, const int32_t* phase_x, const int32_t* phase_y, int32_t* out, size_t n) {
  words == 1 ? Gather<1>(data, stride, weights, taps, corner, phase_x, phase_y, out, n)
             : Gather<2>(data, stride, weights, taps, corner, phase_x, phase_y, out, n);
}
#else
void GatherOf(int words, const std::uint8_t* data, int32_t stride, const std::int16_t* weights, int taps,
              const int32_t* corner, const int32_t* phase_x, const int32_t* phase_y, int32_t* out, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    const std::int16_t *wx = weights + phase_x[i] * 4 * words, *wy = weights + phase_y[i] * 4 * words;
    int32_t sum = 1 << 17;
    for (int j = 0; j < taps; ++j) {
      int32_t line = 32;
      for (int k = 0; k < taps; ++k) line += data[corner[i] + j * stride + k] * wx[k];
      sum += (line >> 6) * wy[j];
    }
    out[i] = std::clamp(sum >> 18, 0, 255);
  }
}
#endif

}  // namespace rushes::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rushes::effects {
HWY_EXPORT(GatherOf);

const float* filter_table(Filter filter);

namespace {

struct Weights {
  int taps, words;
  std::vector<std::int16_t> table;  // 1024 phases of 4 * words
  explicit Weights(Filter filter) : taps(std::max(4, 2 * filter_radius(filter))), words(taps > 4 ? 2 : 1) {
    const int own = 2 * filter_radius(filter), lead = (taps - own) / 2;
    table.resize(1024u * 4u * static_cast<unsigned>(words));
    for (int phase = 0; phase < 1024; ++phase) {
      std::int16_t* w = table.data() + phase * 4 * words;
      const float* from = filter_table(filter) + phase * own;
      int sum = 0, largest = lead;
      for (int k = 0; k < own; ++k) {
        w[lead + k] = static_cast<std::int16_t>(std::lround(from[k] * 4096.0f));
        sum += w[lead + k];
        if (w[lead + k] > w[largest]) largest = lead + k;
      }
      w[largest] = static_cast<std::int16_t>(w[largest] + 4096 - sum);
    }
  }
};
const Weights& weights_of(Filter filter) {
  static const Weights all[] = {Weights(Filter::bilinear), Weights(Filter::bicubic), Weights(Filter::lanczos)};
  return all[static_cast<std::size_t>(filter)];
}

// In 1/1024 samples from the centre of sample 0.
std::int64_t place(std::int64_t step, std::int64_t start, int x) {
  // (x + 0.5) * step + start - 0.5, rounded; far outside, everything is the sample at the end.
  const std::int64_t at = step * x + (step >> 1) + start - (std::int64_t{1} << 31) + (std::int64_t{1} << 21);
  return std::clamp<std::int64_t>(at >> 22, -(std::int64_t{1} << 29), std::int64_t{1} << 29);
}

std::uint8_t one_sample(const BytePlane& p, const Weights& w, std::int64_t fx, std::int64_t fy) {
  const int ix = static_cast<int>(fx >> 10) - (w.taps / 2 - 1), iy = static_cast<int>(fy >> 10) - (w.taps / 2 - 1);
  const std::int16_t *wx = w.table.data() + (fx & 1023) * 4 * w.words, *wy = w.table.data() + (fy & 1023) * 4 * w.words;
  std::int32_t sum = 1 << 17;
  for (int j = 0; j < w.taps; ++j) {
    const std::uint8_t* row = p.data + (std::clamp(iy + j, p.y1, p.y2 - 1) - p.y1) * p.stride;
    std::int32_t line = 32;
    for (int k = 0; k < w.taps; ++k) line += row[std::clamp(ix + k, p.x1, p.x2 - 1) - p.x1] * wx[k];
    sum += (line >> 6) * wy[j];
  }
  return static_cast<std::uint8_t>(std::clamp(sum >> 18, 0, 255));
}

}  // namespace

Line::Line(double a, double b, double c, double d) {
  const auto fixed = [](double v) {
    return static_cast<std::int64_t>(std::floor(std::clamp(v, -65536.0, 65536.0) * 4294967296.0 + 0.5));
  };
  du = fixed(a), u = fixed(b), dv = fixed(c), v = fixed(d);
}

std::uint8_t turned_sample(const BytePlane& plane, Filter filter, const Line& line, int x) {
  return one_sample(plane, weights_of(filter), place(line.du, line.u, x), place(line.dv, line.v, x));
}

void turn_samples(const BytePlane& p, Filter filter, const Line& line, int x1, std::uint8_t* out, int n) {
  const Weights& w = weights_of(filter);
  constexpr int chunk = 256, spare = 63;  // samples; the largest vectors have 64 lanes
  std::int32_t corner[chunk + spare], phase_x[chunk + spare], phase_y[chunk + spare], value[chunk + spare];
  const int reach = w.taps / 2 - 1, right = p.x2 - w.taps, bottom = p.y2 - w.taps;
  const bool far = p.stride * (p.y2 - p.y1) > (std::int64_t{1} << 30);
  for (int done = 0; done < n; done += chunk) {
    const int m = std::min(chunk, n - done);
    int first = -1, last = 0;  // those whose taps all lie within the plane: on a line, they follow each other
    for (int i = 0; i < m; ++i) {
      const std::int64_t fx = place(line.du, line.u, x1 + done + i), fy = place(line.dv, line.v, x1 + done + i);
      const int ix = static_cast<int>(fx >> 10) - reach, iy = static_cast<int>(fy >> 10) - reach;
      if (far || ix < p.x1 || ix > right || iy < p.y1 || iy > bottom) {
        out[done + i] = one_sample(p, w, fx, fy);
        continue;
      }
      if (first < 0) first = i;
      last = i + 1;
      corner[i] = static_cast<std::int32_t>((iy - p.y1) * p.stride + (ix - p.x1));
      phase_x[i] = static_cast<std::int32_t>(fx & 1023), phase_y[i] = static_cast<std::int32_t>(fy & 1023);
    }
    if (first < 0) continue;
    // Whole vectors: what fills the last one is made again and dropped.
    for (int i = last; i < last + spare; ++i)
      corner[i] = corner[last - 1], phase_x[i] = phase_x[last - 1], phase_y[i] = phase_y[last - 1];
    HWY_DYNAMIC_DISPATCH(GatherOf)
    (w.words, p.data, static_cast<std::int32_t>(p.stride), w.table.data(), w.taps, corner + first, phase_x + first,
     phase_y + first, value + first, static_cast<std::size_t>(last - first));
    for (int i = first; i < last; ++i) out[done + i] = static_cast<std::uint8_t>(value[i]);
  }
}

}  // namespace rushes::effects
#endif
