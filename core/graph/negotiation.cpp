#include "core/graph/negotiation.hpp"

#include <algorithm>

namespace rushes {

VideoFormat canvas_format(const Canvas& canvas, bool alpha) {
  return alpha ? video_format::yuv(1, 1, canvas.bits, true) : video_format::yuv420(canvas.bits);
}

namespace {

constexpr std::uint8_t VideoFormat::*members[] = {
    &VideoFormat::family,     &VideoFormat::sample,     &VideoFormat::bits,   &VideoFormat::bytes,
    &VideoFormat::sub_w,      &VideoFormat::sub_h,      &VideoFormat::alpha,  &VideoFormat::packed,
    &VideoFormat::primaries,  &VideoFormat::transfer,   &VideoFormat::matrix, &VideoFormat::full_range,
    &VideoFormat::chroma_loc, &VideoFormat::field_order};

}  // namespace

bool matches(const VideoFormat& pattern, const VideoFormat& have) {
  return std::ranges::all_of(members, [&](auto m) { return pattern.*m == RUSHES_ANY || pattern.*m == have.*m; });
}

VideoFormat filled(const VideoFormat& pattern, const VideoFormat& have, const VideoFormat& canvas) {
  VideoFormat f = pattern;
  // Primaries and transfer mean the same in every family; the rest only within one.
  const bool same_family = pattern.family == RUSHES_ANY || pattern.family == have.family;
  VideoFormat from = same_family || pattern.family != canvas.family ? have : canvas;
  from.primaries = have.primaries;
  from.transfer = have.transfer;
  for (const auto m : members)
    if (f.*m == RUSHES_ANY) f.*m = from.*m;
  if (f.bits == 0 || f.bits > 8 * f.bytes || (f.sample == RUSHES_SAMPLE_UINT && f.bytes == 2 && f.bits <= 8))
    f.bits = f.bytes == 2 ? 16 : static_cast<std::uint8_t>(8 * f.bytes);
  if (f.family != RUSHES_FAMILY_YUV) {
    f.sub_w = f.sub_h = f.chroma_loc = 0;
    f.matrix = 0;
  }
  return f;
}

VideoFormat negotiated(const std::vector<VideoFormat>& accepted, const VideoFormat& have, const VideoFormat& canvas) {
  for (const VideoFormat& f : accepted)
    if (matches(f, have)) return have;
  return accepted.empty() ? have : filled(accepted.front(), have, canvas);
}

VideoFormat wider(const VideoFormat& a, const VideoFormat& b) {
  const auto rank = [](const VideoFormat& f) {
    return (f.sample == RUSHES_SAMPLE_FLOAT ? 1000 : 0) + f.bits * 10 +
           (f.family == RUSHES_FAMILY_RGB ? 6 : 2 - f.sub_w + 2 - f.sub_h) + (f.alpha ? 1 : 0);
  };
  const bool alpha = a.alpha || b.alpha;
  VideoFormat f = rank(b) > rank(a) ? b : a;
  if (alpha && !f.alpha) f.alpha = f.packed ? RUSHES_ALPHA_PREMULTIPLIED : RUSHES_ALPHA_STRAIGHT;
  return f;
}

bool same_pixels(const VideoFormat& a, const VideoFormat& b) {
  VideoFormat x = a, y = b;
  x.field_order = y.field_order = 0;
  if (!x.chroma_loc || !y.chroma_loc || !(x.sub_w || x.sub_h)) x.chroma_loc = y.chroma_loc = 0;
  return same(x, y);
}

}  // namespace rushes
