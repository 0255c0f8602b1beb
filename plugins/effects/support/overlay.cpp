#include "support/overlay.hpp"

#include "support/float_rows.hpp"

namespace rushes::effects {

std::vector<rushes_video_format> overlay_formats() {
  rushes_video_format f;
  std::memset(&f, RUSHES_ANY, sizeof f);
  f.alpha = RUSHES_ALPHA_STRAIGHT;
  return {f};
}

void require_overlay(const rushes_video_format& format) {
  rushes_video_format f = format;
  if (f.family == RUSHES_FAMILY_RGB) f.alpha = RUSHES_ALPHA_PREMULTIPLIED;
  require_native(f, "the output");
}

OverlayCanvas::OverlayCanvas(const rushes_rect& wanted, const rushes_rect& bounds) {
  const rushes_rect r = intersection(wanted, bounds);
  if (empty(r)) return;
  area = {r.x1 & ~3, r.y1 & ~3, (r.x2 + 3) & ~3, (r.y2 + 3) & ~3};
  area = intersection(area, bounds);
  pixels.resize(static_cast<std::size_t>(area.x2 - area.x1) * static_cast<std::size_t>(area.y2 - area.y1) * 4);
}

namespace {

template <class T>
void clear_row(const Plane& p, int y, float value, int count) {
  std::fill_n(p.at<T>(p.x1, y), count, static_cast<T>(value));
}

}  // namespace

void put_overlay(OverlayCanvas& canvas, const rushes_image& out) {
  const rushes_video_format& f = out.format;
  const YuvSpace space = yuv_space(f);
  for (int k = 0; k < plane_count(f); ++k) {
    const Plane p = plane(out, k);
    const float value = !is_yuv(f) || k == 3 ? 0 : k == 0 ? space.black : space.middle;
    for (int y = p.y1; y < p.y2; ++y) {
      if (is_float(f))
        clear_row<float>(p, y, value, p.width() * p.channels);
      else
        f.bytes == 1 ? clear_row<std::uint8_t>(p, y, value, p.width() * p.channels)
                     : clear_row<std::uint16_t>(p, y, value, p.width() * p.channels);
    }
  }
  if (canvas.pixels.empty()) return;

  rushes_image source{};
  source.format = formats::rgba8;
  source.bounds = source.full = canvas.area;
  source.n_planes = 1;
  source.plane[0] = {canvas.pixels.data(), static_cast<std::int64_t>(canvas.area.x2 - canvas.area.x1) * 4};
  // The part of the output the canvas covers, as an image of its own.
  rushes_image part = out;
  part.bounds = canvas.area;
  for (int k = 0; k < plane_count(f); ++k) {
    const Plane p = plane(out, k);
    const bool chroma = is_yuv(f) && (k == 1 || k == 2);
    part.plane[k].data =
        p.data + ((canvas.area.y1 >> (chroma ? f.sub_h : 0)) - p.y1) * p.stride +
        static_cast<std::ptrdiff_t>((canvas.area.x1 >> (chroma ? f.sub_w : 0)) - p.x1) * p.channels * f.bytes;
  }
  RowReader reader(source, Alpha::premultiplied);
  RowWriter writer(part, Alpha::premultiplied);
  std::vector<FloatRow> rows(static_cast<std::size_t>(writer.group()));
  for_groups(writer, canvas.area.y1, canvas.area.y2, [&](int y, int count) {
    for (int i = 0; i < count; ++i)
      reader.read(y + i, canvas.area.x1, canvas.area.x2, rows[static_cast<std::size_t>(i)]);
    writer.write(y, rows.data(), count);
  });
}

}  // namespace rushes::effects
