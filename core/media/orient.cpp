#include "core/media/orient.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace rushes {

namespace {

// Chroma positions in half luma samples, by H.273 code: left, centre, top left, top, bottom left, bottom.
struct Half {
  int x, y;
};
constexpr Half places[] = {{0, 1}, {1, 1}, {0, 0}, {1, 0}, {0, 2}, {1, 2}};

// Copies w x h pixels to where the turn puts them, in tiles so that both sides stay in the cache.
template <std::size_t Bytes>
void turn(const std::byte* from, std::int64_t from_stride, std::byte* to, std::int64_t to_stride, int w, int h,
          Orientation o) {
  const bool quarter = o.rotation == 90 || o.rotation == 270;
  const auto place = [&](int x, int y) -> std::byte* {
    if (o.mirrored) x = w - 1 - x;
    switch (o.rotation) {
      case 90:
        return to + x * to_stride + static_cast<std::int64_t>(h - 1 - y) * static_cast<std::int64_t>(Bytes);
      case 180:
        return to + static_cast<std::int64_t>(h - 1 - y) * to_stride +
               static_cast<std::int64_t>(w - 1 - x) * static_cast<std::int64_t>(Bytes);
      case 270:
        return to + static_cast<std::int64_t>(w - 1 - x) * to_stride + y * static_cast<std::int64_t>(Bytes);
      default:
        return to + y * to_stride + x * static_cast<std::int64_t>(Bytes);
    }
  };
  const int tile = quarter ? 32 : std::max(w, 1);
  for (int y0 = 0; y0 < h; y0 += 32) {
    for (int x0 = 0; x0 < w; x0 += tile) {
      const int x1 = std::min(w, x0 + tile), y1 = std::min(h, y0 + 32);
      for (int y = y0; y < y1; ++y) {
        const std::byte* source = from + y * from_stride + x0 * static_cast<std::int64_t>(Bytes);
        std::byte* target = place(x0, y);
        const std::int64_t step = x1 - x0 > 1 ? place(x0 + 1, y) - target : 0;
        for (int x = x0; x < x1; ++x, source += Bytes, target += step) std::memcpy(target, source, Bytes);
      }
    }
  }
}

void turn_plane(std::size_t bytes, const Plane& from, const Plane& to, int w, int h, Orientation o) {
  const auto run = [&]<std::size_t N>() { turn<N>(from.data, from.stride, to.data, to.stride, w, h, o); };
  switch (bytes) {
    case 1:
      return run.operator()<1>();
    case 2:
      return run.operator()<2>();
    case 3:
      return run.operator()<3>();
    case 4:
      return run.operator()<4>();
    case 6:
      return run.operator()<6>();
    case 8:
      return run.operator()<8>();
    case 12:
      return run.operator()<12>();
    default:
      return run.operator()<16>();
  }
}

}  // namespace

VideoFormat oriented(VideoFormat f, Orientation o) {
  const bool quarter = o.rotation == 90 || o.rotation == 270;
  if (f.family == RUSHES_FAMILY_YUV && (f.sub_w || f.sub_h) && f.chroma_loc < 6 && !o.upright()) {
    // Where a sample of the turned picture lies; what H.273 cannot say (the right column) becomes the centre.
    Half p = places[f.chroma_loc];
    if (o.mirrored) p.x = 2 - p.x;
    Half q = p;
    switch (o.rotation) {
      case 90:
        q = {2 - p.y, p.x};
        break;
      case 180:
        q = {2 - p.x, 2 - p.y};
        break;
      case 270:
        q = {p.y, 2 - p.x};
        break;
      default:
        break;
    }
    if (q.x == 2) q.x = 1;
    for (std::uint8_t code = 0; code < 6; ++code) {
      if (places[code].x == q.x && places[code].y == q.y) f.chroma_loc = code;
    }
  }
  if (quarter) {
    std::swap(f.sub_w, f.sub_h);
    f.field_order = 0;  // lines have become columns
  }
  return f;
}

Result<std::shared_ptr<Frame>> orient(FramePool& pool, const Frame& frame, Orientation o) {
  const bool quarter = o.rotation == 90 || o.rotation == 270;
  const int w = width(frame.full), h = height(frame.full);
  const Rect full = quarter ? Rect{0, 0, h, w} : Rect{0, 0, w, h};
  auto out = pool.allocate(oriented(frame.format, o), full, full);
  if (!out) return out;
  (*out)->pixel_aspect = frame.pixel_aspect;
  if (quarter) std::swap((*out)->pixel_aspect.num, (*out)->pixel_aspect.den);
  for (int p = 0; p < frame.n_planes; ++p) {
    const auto i = static_cast<std::size_t>(p);
    turn_plane(static_cast<std::size_t>(bytes_per_pixel(frame.format, p)), frame.planes[i], (*out)->planes[i],
               plane_width(frame.format, p, w), plane_height(frame.format, p, h), o);
  }
  return out;
}

}  // namespace rushes
