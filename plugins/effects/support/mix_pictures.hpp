// Mixing two pictures by a weight for each pixel, in whatever format they come.
#pragma once

#include "support/float_rows.hpp"
#include "support/rows.hpp"

namespace rushes::effects {

// Weights of `rows` rows of `width` pixels (one after the other in w) brought to one row of chroma.
void chroma_weights(std::vector<std::uint16_t>& w, int width, int rows, int sub_w);

// The slow and general way: any two formats, any bounds. weights(y, x1, x2, w) writes Q15 weights of picture b.
template <class Weights>
void mix_any(const rushes_image& a, const rushes_image& b, const rushes_image& out, int y1, int y2,
             const Weights& weights) {
  RowReader read_a(a, Alpha::premultiplied), read_b(b, Alpha::premultiplied);
  RowWriter writer(out, Alpha::premultiplied);
  const int x1 = out.bounds.x1, x2 = out.bounds.x2;
  const std::size_t n = static_cast<std::size_t>(x2 - x1);
  std::vector<FloatRow> rows(static_cast<std::size_t>(writer.group()));
  FloatRow other;
  std::vector<std::uint16_t> w(n);
  for_groups(writer, y1, y2, [&](int y, int count) {
    for (int i = 0; i < count; ++i) {
      FloatRow& row = rows[static_cast<std::size_t>(i)];
      read_a.read(y + i, x1, x2, row);
      read_b.read(y + i, x1, x2, other);
      weights(y + i, x1, x2, w.data());
      mix_row(row.r.data(), other.r.data(), row.r.data(), n, w.data());
      mix_row(row.g.data(), other.g.data(), row.g.data(), n, w.data());
      mix_row(row.b.data(), other.b.data(), row.b.data(), n, w.data());
      mix_row(row.a.data(), other.a.data(), row.a.data(), n, w.data());
    }
    writer.write(y, rows.data(), count);
  });
}

template <class T, class Weights>
void mix_native(const rushes_image& a, const rushes_image& b, const rushes_image& out, int y1, int y2,
                const Weights& weights) {
  const rushes_video_format& f = out.format;
  const int x1 = out.bounds.x1, x2 = out.bounds.x2, width = x2 - x1;
  const std::size_t n = static_cast<std::size_t>(width);
  if (f.packed) {
    std::vector<std::uint16_t> w(n), spread(4 * n);
    const Plane pa = plane(a, 0), pb = plane(b, 0), po = plane(out, 0);
    for (int y = y1; y < y2; ++y) {
      weights(y, x1, x2, w.data());
      spread_weights(w.data(), spread.data(), n);
      mix_row(pa.at<const T>(x1, y), pb.at<const T>(x1, y), po.at<T>(x1, y), 4 * n, spread.data());
    }
    return;
  }
  if constexpr (!std::is_same_v<T, float>) {
    std::vector<std::uint16_t> w;
    const int group = 1 << f.sub_h;
    for (int y = y1; y < y2; y += group) {
      const int count = std::min(group, y2 - y);
      w.resize(n * static_cast<std::size_t>(count));
      const Plane pa = plane(a, 0), pb = plane(b, 0), po = plane(out, 0);
      for (int i = 0; i < count; ++i) {
        std::uint16_t* row = w.data() + n * static_cast<std::size_t>(i);
        weights(y + i, x1, x2, row);
        mix_row(pa.at<const T>(x1, y + i), pb.at<const T>(x1, y + i), po.at<T>(x1, y + i), n, row);
      }
      chroma_weights(w, width, count, f.sub_w);
      for (int k = 1; k <= 2; ++k) {
        const Plane ca = plane(a, k), cb = plane(b, k), co = plane(out, k);
        const int cy = y >> f.sub_h;
        mix_row(ca.at<const T>(co.x1, cy), cb.at<const T>(co.x1, cy), co.at<T>(co.x1, cy),
                static_cast<std::size_t>(co.width()), w.data());
      }
    }
  }
}

// Rows [y1, y2) of out = a + (b - a) * weight. y1 is a multiple of the chroma subsampling.
template <class Weights>
void mix_pictures(const rushes_image& a, const rushes_image& b, const rushes_image& out, int y1, int y2,
                  const Weights& weights) {
  const bool native = same_pixels(a.format, out.format) && same_pixels(b.format, out.format) &&
                      covers(a.bounds, out.bounds) && covers(b.bounds, out.bounds) && !has_straight_alpha(out.format);
  if (!native) return mix_any(a, b, out, y1, y2, weights);
  if (is_float(out.format)) return mix_native<float>(a, b, out, y1, y2, weights);
  out.format.bytes == 1 ? mix_native<std::uint8_t>(a, b, out, y1, y2, weights)
                        : mix_native<std::uint16_t>(a, b, out, y1, y2, weights);
}

}  // namespace rushes::effects
