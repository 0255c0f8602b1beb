// Images as planes in absolute coordinates, so that tiles and whole frames are the same code.
#pragma once

#include <rushes/effect.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace rushes::effects {

// Pixel (x, y) depends on little but (x, y), whichever thread asks.
inline constexpr std::uint64_t tiled_traits =
    RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS | RUSHES_TRAIT_CONCURRENT | RUSHES_TRAIT_TILES;
inline constexpr std::uint64_t pointwise_traits = tiled_traits | RUSHES_TRAIT_POINTWISE | RUSHES_TRAIT_IN_PLACE;

// Packed RGBA premultiplied of 8, 16 bits and float; planar YUV of 8 to 16 bits with and without straight alpha. The
// first is what a host converts foreign pictures to, hence the one that loses nothing.
const std::vector<rushes_video_format>& native_formats();

// Throws Failure(RUSHES_E_FORMAT) for what native_formats() does not list.
void require_native(const rushes_video_format& format, const char* what);

inline bool is_yuv(const rushes_video_format& f) { return f.family == RUSHES_FAMILY_YUV; }
inline bool is_float(const rushes_video_format& f) { return f.sample == RUSHES_SAMPLE_FLOAT; }
inline bool has_straight_alpha(const rushes_video_format& f) { return f.alpha == RUSHES_ALPHA_STRAIGHT; }
inline int plane_count(const rushes_video_format& f) { return f.packed ? 1 : has_straight_alpha(f) ? 4 : 3; }
inline int max_value(const rushes_video_format& f) { return (1 << f.bits) - 1; }
// Samples of both mean the same; alpha may be there or not.
bool same_samples(const rushes_video_format& a, const rushes_video_format& b);
inline bool same_pixels(const rushes_video_format& a, const rushes_video_format& b) {
  return same_samples(a, b) && a.alpha == b.alpha;
}

// One plane of an image, addressed by absolute coordinates of that plane (chroma counts its own samples).
struct Plane {
  char* data = nullptr;
  std::int64_t stride = 0;
  int x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  int channels = 1;

  template <class T>
  T* at(int x, int y) const {
    return reinterpret_cast<T*>(data + (y - y1) * stride) + static_cast<std::ptrdiff_t>(x - x1) * channels;
  }
  int width() const { return x2 - x1; }
};
Plane plane(const rushes_image& image, int k);

inline bool empty(const rushes_rect& r) { return r.x1 >= r.x2 || r.y1 >= r.y2; }
inline rushes_rect intersection(const rushes_rect& a, const rushes_rect& b) {
  return {std::max(a.x1, b.x1), std::max(a.y1, b.y1), std::min(a.x2, b.x2), std::min(a.y2, b.y2)};
}
inline bool covers(const rushes_rect& outer, const rushes_rect& inner) {
  return outer.x1 <= inner.x1 && outer.y1 <= inner.y1 && outer.x2 >= inner.x2 && outer.y2 >= inner.y2;
}

// Copies what `out` shows of `in`; both of the same pixels, `in` covers `out`. Nothing happens in place.
void copy_picture(const rushes_image& in, const rushes_image& out);
// Copies samples [x1, x2) of a row of one plane, unless both are the same memory.
void copy_row(const Plane& in, const Plane& out, int x1, int x2, int y, int bytes);

// Parameters come from people and curves: never NaN, never outside.
inline double tamed(double v, double low, double high, double otherwise = 0) {
  return std::isnan(v) ? std::clamp(otherwise, low, high) : std::clamp(v, low, high);
}

// body(y1, y2) over the rows of `rect`, cut at multiples of 64 rows of the frame so that results cannot depend on the
// number of threads. Small pictures are done by the caller alone.
template <class Effect, class Body>
void for_bands(const Effect& effect, const rushes_rect& rect, const Body& body) {
  constexpr int band = 64;
  if (empty(rect)) return;
  if (std::int64_t{rect.x2 - rect.x1} * (rect.y2 - rect.y1) < 128 * 128) return body(rect.y1, rect.y2);
  const int first = rect.y1 / band, last = (rect.y2 - 1) / band;
  effect.parallel(static_cast<std::uint32_t>(last - first + 1), [&](std::uint32_t i) {
    const int top = (first + static_cast<int>(i)) * band;
    body(std::max(rect.y1, top), std::min(rect.y2, top + band));
  });
}

}  // namespace rushes::effects
