#include "core/media/convert.hpp"

#include "core/media/pack.hpp"
#include "core/media/resize.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace rushes {

namespace {

std::shared_ptr<Frame> retagged(const Frame& frame, const VideoFormat& format) {
  auto out = std::make_shared<Frame>(frame);
  out->format = format;
  return out;
}

bool same_layout(const VideoFormat& a, const VideoFormat& b) {
  return a.family == b.family && a.sample == b.sample && a.bits == b.bits && a.sub_w == b.sub_w && a.sub_h == b.sub_h &&
         !a.alpha == !b.alpha;
}

// The same numbers mean the same picture in both.
bool same_meaning(const VideoFormat& a, const VideoFormat& b) {
  const auto matrix = [](int m) { return m == 6 ? 5 : m; };
  const bool coded =
      a.family == RUSHES_FAMILY_RGB ||
      (a.full_range == b.full_range && (a.family == RUSHES_FAMILY_GRAY || matrix(a.matrix) == matrix(b.matrix)));
  const bool placed = a.chroma_loc == b.chroma_loc || (!a.sub_w && !a.sub_h);
  return coded && placed && !changes_light(a, b);
}

// A gray picture as YUV 4:4:4 without colour: its plane is the luma.
Result<std::shared_ptr<Frame>> with_chroma(FramePool& pool, const Frame& gray, const VideoFormat& like) {
  VideoFormat f = gray.format;
  f.family = RUSHES_FAMILY_YUV;
  f.matrix = like.family == RUSHES_FAMILY_YUV ? like.matrix : f.matrix ? f.matrix : 1;
  VideoFormat plane = gray.format;
  plane.alpha = RUSHES_ALPHA_NONE;
  auto neutral = pool.allocate(plane, gray.bounds, gray.full);
  if (!neutral) return neutral;
  const Plane& p = (*neutral)->planes[0];
  for (int y = 0, w = width(gray.bounds); y < height(gray.bounds); ++y) {
    std::byte* row = p.data + y * p.stride;
    if (f.sample == RUSHES_SAMPLE_FLOAT)
      std::fill_n(reinterpret_cast<float*>(row), w, 0.0f);
    else if (f.bytes == 1)
      std::memset(row, 128, static_cast<std::size_t>(w));
    else
      std::fill_n(reinterpret_cast<std::uint16_t*>(row), w, static_cast<std::uint16_t>(1 << (f.bits - 1)));
  }
  auto out = std::make_shared<Frame>(gray);
  out->format = f;
  out->n_planes = plane_count(f);
  if (f.alpha) out->planes[3] = gray.planes[1];
  out->planes[1] = out->planes[2] = p;
  return out;
}

std::shared_ptr<Frame> luma_of(const Frame& yuv, const VideoFormat& gray) {
  auto out = std::make_shared<Frame>(yuv);
  out->format = gray;
  out->format.alpha = yuv.format.alpha;
  out->n_planes = plane_count(out->format);
  if (yuv.format.alpha) out->planes[1] = yuv.planes[3];
  out->planes[2] = out->planes[3] = {};
  if (!yuv.format.alpha) out->planes[1] = {};
  return out;
}

FramePtr without_alpha(const FramePtr& frame) {
  auto out = std::make_shared<Frame>(*frame);
  out->format.alpha = RUSHES_ALPHA_NONE;
  out->planes[static_cast<std::size_t>(--out->n_planes)] = {};
  return out;
}

Result<FramePtr> with_alpha(FramePool& pool, const FramePtr& frame, int kind) {
  VideoFormat gray = frame->format;
  gray.family = RUSHES_FAMILY_GRAY;
  gray.sub_w = gray.sub_h = gray.matrix = gray.chroma_loc = 0;
  auto plane = pool.allocate(gray, frame->bounds, frame->full);
  if (!plane) return std::move(plane).error();
  fill_opaque(**plane);
  auto out = std::make_shared<Frame>(*frame);
  out->format.alpha = static_cast<std::uint8_t>(kind);
  out->planes[static_cast<std::size_t>(out->n_planes++)] = (*plane)->planes[0];
  return FramePtr(std::move(out));
}

Result<FramePtr> associated(FramePool& pool, FramePtr frame, int kind) {
  if (!frame->format.alpha || !kind || frame->format.alpha == kind) return frame;
  auto out = associate(pool, *frame, kind == RUSHES_ALPHA_PREMULTIPLIED);
  if (!out) return std::move(out).error();
  return FramePtr(std::move(*out));
}

// Planar to planar by zimg, to w x h, alpha kept as it is.
Result<FramePtr> recode(FramePool& pool, const FramePtr& frame, VideoFormat target, int w, int h, Filter filter) {
  target.alpha = frame->format.alpha;
  const bool sized = w != width(frame->bounds) || h != height(frame->bounds);
  auto out =
      sized ? pool.allocate(target, {0, 0, w, h}, {0, 0, w, h}) : pool.allocate(target, frame->bounds, frame->full);
  if (!out) return std::move(out).error();
  (*out)->pixel_aspect = frame->pixel_aspect;
  if (auto done = resize(pool, *frame, **out, filter); !done) return std::move(done).error();
  return FramePtr(std::move(*out));
}

#define RUSHES_TRY(value, expression)          \
  {                                            \
    auto made = (expression);                  \
    if (!made) return std::move(made).error(); \
    (value) = std::move(*made);                \
  }

// Blending and filtering need colours multiplied by alpha; changing light needs them straight.
Result<FramePtr> transform(FramePool& pool, const FramePtr& frame, const VideoFormat& target, int w, int h,
                           Filter filter) {
  if (!valid(target)) return Error{Errc::invalid, "pictures cannot be converted to " + to_string(target)};
  const bool sized = w != width(frame->bounds) || h != height(frame->bounds);
  if (!sized && same(frame->format, target)) return frame;
  const bool meaning = same_meaning(frame->format, target) && same_layout(frame->format, target);
  FramePtr at = frame;
  if (at->format.packed)
    RUSHES_TRY(at, unpack(pool, *at, sized || !meaning))
  else if (sized || !meaning)
    RUSHES_TRY(at, sanitized(pool, at))

  if (sized || !meaning) {
    const bool light = changes_light(at->format, target);
    const bool gray_both = at->format.family == RUSHES_FAMILY_GRAY && target.family == RUSHES_FAMILY_GRAY;
    if (at->format.family == RUSHES_FAMILY_GRAY && !gray_both) RUSHES_TRY(at, with_chroma(pool, *at, target))
    VideoFormat goal = planar(target);
    if (goal.family == RUSHES_FAMILY_GRAY && !gray_both) {
      goal.family = RUSHES_FAMILY_YUV;
      if (goal.matrix == 0 || goal.matrix == 2)
        goal.matrix = at->format.family == RUSHES_FAMILY_YUV ? at->format.matrix : 1;
    }
    if (sized && light && at->format.alpha) {
      RUSHES_TRY(at, associated(pool, at, RUSHES_ALPHA_PREMULTIPLIED))
      RUSHES_TRY(at, recode(pool, at, at->format, w, h, filter))
    }
    if (light)
      RUSHES_TRY(at, associated(pool, at, RUSHES_ALPHA_STRAIGHT))
    else if (sized)
      RUSHES_TRY(at, associated(pool, at, RUSHES_ALPHA_PREMULTIPLIED))
    // Without its alpha a picture is what it shows over black; converting that is cheaper than converting the alpha.
    if (!goal.alpha && at->format.alpha && !light) {
      RUSHES_TRY(at, associated(pool, at, RUSHES_ALPHA_PREMULTIPLIED))
      at = without_alpha(at);
    }
    RUSHES_TRY(at, recode(pool, at, goal, w, h, filter))
    if (target.family == RUSHES_FAMILY_GRAY && !gray_both) at = luma_of(*at, planar(target));
  }
  if (at->format.alpha && !target.alpha) {
    RUSHES_TRY(at, associated(pool, at, RUSHES_ALPHA_PREMULTIPLIED))
    at = without_alpha(at);
  } else if (!at->format.alpha && target.alpha) {
    RUSHES_TRY(at, with_alpha(pool, at, target.alpha))
  } else {
    RUSHES_TRY(at, associated(pool, at, target.alpha))
  }
  if (target.packed) RUSHES_TRY(at, pack(pool, *at))
  return FramePtr(retagged(*at, target));
}

}  // namespace

Result<FramePtr> convert(FramePool& pool, const FramePtr& frame, const VideoFormat& target) {
  return transform(pool, frame, target, width(frame->bounds), height(frame->bounds), Filter::bicubic);
}

Result<FramePtr> scale(FramePool& pool, const FramePtr& frame, int w, int h, const VideoFormat& target, Filter filter) {
  if (w < 1 || h < 1 || w > 32768 || h > 32768)
    return Error{Errc::invalid, "a picture cannot be scaled to " + std::to_string(w) + "x" + std::to_string(h)};
  if (!same(frame->bounds, frame->full)) return Error{Errc::invalid, "only a whole picture can be scaled"};
  auto out = transform(pool, frame, target, w, h, filter);
  if (!out || ((*out)->pixel_aspect.num == (*out)->pixel_aspect.den && (*out)->full.x1 == 0 && (*out)->full.y1 == 0))
    return out;
  auto square = std::make_shared<Frame>(**out);
  square->pixel_aspect = {1, 1};
  square->bounds = square->full = {0, 0, w, h};
  return FramePtr(std::move(square));
}

Result<FramePtr> fit(FramePool& pool, const FramePtr& frame, int w, int h, const VideoFormat& target, Filter filter) {
  if (w < 1 || h < 1 || w > 32768 || h > 32768)
    return Error{Errc::invalid, "a picture cannot be fitted into " + std::to_string(w) + "x" + std::to_string(h)};
  const rushes_rational aspect =
      frame->pixel_aspect.num > 0 && frame->pixel_aspect.den > 0 ? frame->pixel_aspect : rushes_rational{1, 1};
  const double shown_w =
      static_cast<double>(width(frame->full)) * static_cast<double>(aspect.num) / static_cast<double>(aspect.den);
  const double shown_h = height(frame->full);
  const double ratio = std::min(w / shown_w, h / shown_h);
  // Within half a pixel of filling a side it fills it; else whole chroma samples, so that the picture can be placed
  // exactly.
  const auto side = [&](double shown, int room, int shift) {
    const double exact = shown * ratio;
    if (exact > room - 0.5) return room;
    const int step = 1 << shift, n = static_cast<int>(exact / step + 0.5) * step;
    return std::clamp(n, std::min(step, room), room);
  };
  const int sw = side(shown_w, w, target.sub_w), sh = side(shown_h, h, target.sub_h);
  auto scaled = scale(pool, frame, sw, sh, target, filter);
  if (!scaled || (sw == w && sh == h)) return scaled;
  auto canvas = solid(pool, target, w, h, 0, 0, 0, target.alpha ? 0 : 1);
  if (!canvas) return canvas;
  auto out = make_writable(pool, std::move(*canvas));
  if (!out) return std::move(out).error();
  const int x = (w - sw) / 2 >> target.sub_w << target.sub_w, y = (h - sh) / 2 >> target.sub_h << target.sub_h;
  for (int p = 0; p < (*out)->n_planes; ++p) {
    const Plane &from = (*scaled)->planes[static_cast<std::size_t>(p)],
                &to = (*out)->planes[static_cast<std::size_t>(p)];
    const auto bytes = static_cast<std::ptrdiff_t>(bytes_per_pixel(target, p));
    const std::size_t row = static_cast<std::size_t>(plane_width(target, p, sw)) * static_cast<std::size_t>(bytes);
    for (int r = 0, rows = plane_height(target, p, sh); r < rows; ++r) {
      std::memcpy(to.data + (plane_height(target, p, y) + r) * to.stride + plane_width(target, p, x) * bytes,
                  from.data + r * from.stride, row);
    }
  }
  return FramePtr(std::move(*out));
}

Result<FramePtr> solid(FramePool& pool, const VideoFormat& format, int w, int h, double r, double g, double b,
                       double alpha) {
  const Rect full{0, 0, w, h};
  VideoFormat drop = video_format::rgba_float();
  drop.alpha = RUSHES_ALPHA_STRAIGHT;
  auto small = pool.allocate(drop, {0, 0, 16, 16}, {0, 0, 16, 16});
  if (!small) return std::move(small).error();
  const float colour[4] = {static_cast<float>(r), static_cast<float>(g), static_cast<float>(b),
                           static_cast<float>(alpha)};
  for (int y = 0; y < 16; ++y) {
    for (int x = 0; x < 16; ++x)
      std::memcpy((*small)->planes[0].data + y * (*small)->planes[0].stride + x * 16, colour, sizeof colour);
  }
  auto pixel = convert(pool, *small, format);
  if (!pixel) return pixel;
  auto out = pool.allocate(format, full, full);
  if (!out) return std::move(out).error();
  for (int p = 0; p < (*out)->n_planes; ++p) {
    const Plane& to = (*out)->planes[static_cast<std::size_t>(p)];
    const auto bytes = static_cast<std::size_t>(bytes_per_pixel(format, p));
    const std::size_t row = static_cast<std::size_t>(plane_width(format, p, w)) * bytes;
    for (std::size_t at = 0; at < row; at += bytes)
      std::memcpy(to.data + at, (*pixel)->planes[static_cast<std::size_t>(p)].data, bytes);
    for (int y = 1, rows = plane_height(format, p, h); y < rows; ++y)
      std::memcpy(to.data + y * to.stride, to.data, row);
  }
  return FramePtr(std::move(*out));
}

}  // namespace rushes
