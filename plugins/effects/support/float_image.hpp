// A part of a picture as premultiplied R'G'B'A floats, for effects that look at other places; and their common shape.
#pragma once

#include "support/pixel_effect.hpp"

namespace rushes::effects {

// What lies beyond the picture.
enum class Beyond { clear, edge, mirror };

struct FloatImage {
  rushes_rect rect{};       // pixels held
  std::vector<float> data;  // 4 for a pixel, row by row

  int width() const { return rect.x2 - rect.x1; }
  int height() const { return rect.y2 - rect.y1; }
  // (x, y) within rect.
  float* at(int x, int y) {
    return data.data() + (static_cast<std::size_t>(y - rect.y1) * static_cast<std::size_t>(width()) +
                          static_cast<std::size_t>(x - rect.x1)) *
                             4;
  }
  const float* at(int x, int y) const { return const_cast<FloatImage*>(this)->at(x, y); }
  // The nearest pixel that is held.
  const float* near(int x, int y) const {
    return at(std::clamp(x, rect.x1, rect.x2 - 1), std::clamp(y, rect.y1, rect.y2 - 1));
  }
  // At a place in pixels, centres at .5; rounded to 1/1024 pixel so that it cannot depend on how it was reached.
  void bilinear(double x, double y, Beyond beyond, float* out) const;
  void bicubic(double x, double y, Beyond beyond, float* out) const;  // never more light than alpha, never below 0
};
// What is not finite counts as 0.
template <class Effect>
FloatImage load(const Effect& effect, const rushes_image& image, const rushes_rect& wanted) {
  FloatImage out;
  out.rect = intersection(wanted, image.bounds);
  if (empty(out.rect)) {
    out.rect = {0, 0, 0, 0};
    return out;
  }
  out.data.resize(static_cast<std::size_t>(out.width()) * static_cast<std::size_t>(out.height()) * 4);
  for_bands(effect, out.rect, [&](int y1, int y2) {
    RowReader reader(image, Alpha::premultiplied);
    FloatRow row;
    for (int y = y1; y < y2; ++y) {
      reader.read(y, out.rect.x1, out.rect.x2, row);
      float* p = out.at(out.rect.x1, y);
      const auto sound = [](float v) { return std::fabs(v) <= 3.4028234e38f ? v : 0.0f; };
      for (std::size_t i = 0; i < static_cast<std::size_t>(row.width); ++i, p += 4)
        p[0] = sound(row.r[i]), p[1] = sound(row.g[i]), p[2] = sound(row.b[i]), p[3] = sound(row.a[i]);
    }
  });
  return out;
}
inline void put(FloatRow& row, int i, const float* p) {
  const auto k = static_cast<std::size_t>(i);
  row.r[k] = p[0], row.g[k] = p[1], row.b[k] = p[2], row.a[k] = p[3];
}

inline constexpr int whole_frame = 1 << 20;

// T gives
//     static auto kernel(const Args&, const Frame&)     an object with `bool neutral`, `int reach` (pixels around a
//                                                       pixel that it looks at, or whole_frame)
//     template <class Run> void prepare(FloatImage&, const Run& bands)   optional: works on the whole image first;
//                                                       bands(rect, body(y1, y2)) is in parallel
//     void operator()(const FloatImage&, FloatRow& row, int y) const     fills a row
template <class T, Output output = Output::as_input>
struct AreaEffect : rushes::Effect<T> {
  using Base = rushes::Effect<T>;

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    if (input != RUSHES_OUTPUT) return native_formats();
    return output == Output::with_alpha ? overlay_formats() : std::vector<rushes_video_format>{};
  }

  void plan(typename Base::Plan& p) const {
    const auto kernel = T::kernel(p, frame_of(p.full(), p.args->format));
    if (kernel.neutral && output == Output::as_input) return p.pass(0);
    const rushes_rect& roi = p.roi();
    const rushes_rect full = p.args->n_inputs > 0 ? p.args->input_full[0] : p.full();
    const int n = kernel.reach;
    p.need(0, p.frame(),
           n >= whole_frame ? full : intersection({roi.x1 - n, roi.y1 - n, roi.x2 + n, roi.y2 + n}, full));
  }

  void render(const typename Base::Render& r) const {
    const rushes_image &in = r.in(), &out = r.out();
    require_native(in.format, "the input");
    require_overlay(out.format);
    auto kernel = T::kernel(r, frame_of(out.full, out.format));
    if (kernel.neutral && same_pixels(in.format, out.format) && covers(in.bounds, out.bounds))
      return copy_picture(in, out);
    FloatImage image = load(*this, in, in.bounds);
    if (empty(image.rect))
      throw rushes::Failure(RUSHES_E_FORMAT, std::string(T::spec.name) + " was given an empty part of its input");
    const auto bands = [&](const rushes_rect& rect, const auto& body) { for_bands(*this, rect, body); };
    if constexpr (requires { kernel.prepare(image, bands); }) kernel.prepare(image, bands);
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      r.check();
      RowWriter writer(out, Alpha::premultiplied);
      std::vector<FloatRow> rows(static_cast<std::size_t>(writer.group()));
      for_groups(writer, y1, y2, [&](int y, int count) {
        for (int i = 0; i < count; ++i) {
          FloatRow& row = rows[static_cast<std::size_t>(i)];
          row.resize(out.bounds.x1, out.bounds.x2 - out.bounds.x1);
          kernel(image, row, y + i);
        }
        writer.write(y, rows.data(), count);
      });
    });
  }
};

}  // namespace rushes::effects
