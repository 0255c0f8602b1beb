// A box filter in constant time. Sums are whole numbers, so they are exact and no tile or thread can change a bit.
#pragma once

#include "support/float_image.hpp"

namespace rushes::effects {

struct BoxAxis {
  int whole = 0;          // samples on either side that count wholly
  std::int64_t part = 0;  // 1/1024 of the next one on either side
  double scale = 1;       // 1 / (the sum of weights * the unit of fixed point)
  explicit BoxAxis(double radius) {
    whole = static_cast<int>(std::floor(radius));
    part = static_cast<std::int64_t>((radius - whole) * 1024 + 0.5);
    scale = 1 / (static_cast<double>((2 * whole + 1) * std::int64_t{1024} + 2 * part) * 1048576);
  }
};
inline std::int64_t fixed_point(float v) {
  return static_cast<std::int64_t>(std::floor(static_cast<double>(std::clamp(v, -4096.0f, 4096.0f)) * 1048576 + 0.5));
}

// The mean over `rx`, `ry` pixels on either side (fractions count in part); the edge of the image goes on beyond it.
template <class Bands>
void box_blur(FloatImage& f, double rx, double ry, const Bands& bands) {
  const int w = f.width(), h = f.height();
  const rushes_rect rect = f.rect;
  if (rx > 0) {
    const BoxAxis axis(rx);
    bands(rect, [&](int y1, int y2) {
      std::vector<std::int64_t> sums(static_cast<std::size_t>(w + 1) * 4), values(static_cast<std::size_t>(w) * 4);
      for (int y = y1; y < y2; ++y) {
        float* p = f.at(rect.x1, y);
        for (int i = 0; i < 4 * w; ++i) values[static_cast<std::size_t>(i)] = fixed_point(p[i]);
        for (std::size_t i = 0; i < values.size(); ++i) sums[i + 4] = sums[i] + values[i];
        const auto value = [&](int x, int c) {
          return values[static_cast<std::size_t>(std::clamp(x, 0, w - 1) * 4 + c)];
        };
        for (int x = 0; x < w; ++x)
          for (int c = 0; c < 4; ++c) {
            const int from = x - axis.whole, to = x + axis.whole + 1;
            const int a = std::max(from, 0), b = std::min(to, w);
            const std::int64_t inner = sums[static_cast<std::size_t>(b * 4 + c)] -
                                       sums[static_cast<std::size_t>(a * 4 + c)] + (a - from) * value(0, c) +
                                       (to - b) * value(w - 1, c);
            const std::int64_t total = inner * 1024 + axis.part * (value(from - 1, c) + value(to, c));
            p[x * 4 + c] = static_cast<float>(static_cast<double>(total) * axis.scale);
          }
      }
    });
  }
  if (ry > 0) {
    const BoxAxis axis(ry);
    FloatImage out;
    out.rect = rect;
    out.data.resize(f.data.size());
    const std::size_t n = static_cast<std::size_t>(w) * 4;
    bands(rect, [&](int y1, int y2) {
      std::vector<std::int64_t> sum(n, 0);
      const auto line = [&](int y) { return f.at(rect.x1, std::clamp(y, rect.y1, rect.y1 + h - 1)); };
      for (int y = y1 - axis.whole; y <= y1 + axis.whole; ++y) {
        const float* p = line(y);
        for (std::size_t i = 0; i < n; ++i) sum[i] += fixed_point(p[i]);
      }
      for (int y = y1; y < y2; ++y) {
        const float *above = line(y - axis.whole - 1), *below = line(y + axis.whole + 1), *first = line(y - axis.whole);
        float* to = out.at(rect.x1, y);
        for (std::size_t i = 0; i < n; ++i) {
          const std::int64_t next = fixed_point(below[i]);
          const std::int64_t total = sum[i] * 1024 + axis.part * (fixed_point(above[i]) + next);
          to[i] = static_cast<float>(static_cast<double>(total) * axis.scale);
          sum[i] += next - fixed_point(first[i]);
        }
      }
    });
    f = std::move(out);
  }
}

// Three boxes are a Gaussian to within 3 % of its height.
inline double box_radius(double sigma) { return (std::sqrt(4 * sigma * sigma + 1) - 1) / 2; }
inline int soft_reach(double sigma) { return 3 * (static_cast<int>(std::ceil(box_radius(sigma))) + 1); }
template <class Bands>
void soften(FloatImage& f, double sigma, const Bands& bands) {
  for (int i = 0; i < 3; ++i) box_blur(f, box_radius(sigma), box_radius(sigma), bands);
}

}  // namespace rushes::effects
