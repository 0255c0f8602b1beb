#include "support/picture.hpp"

namespace rushes::effects {

const std::vector<rushes_video_format>& native_formats() {
  static const std::vector<rushes_video_format> all{formats::rgba_float, formats::yuv8,  formats::yuva8, formats::yuv16,
                                                    formats::yuva16,     formats::rgba8, formats::rgba16};
  return all;
}

void require_native(const rushes_video_format& f, const char* what) {
  bool good = false;
  if (f.family == RUSHES_FAMILY_YUV)
    good = f.sample == RUSHES_SAMPLE_UINT && !f.packed && f.alpha != RUSHES_ALPHA_PREMULTIPLIED && f.sub_w <= 2 &&
           f.sub_h <= 2 && ((f.bytes == 1 && f.bits == 8) || (f.bytes == 2 && f.bits > 8 && f.bits <= 16));
  else if (f.family == RUSHES_FAMILY_RGB)
    good = f.packed && f.alpha == RUSHES_ALPHA_PREMULTIPLIED &&
           ((f.sample == RUSHES_SAMPLE_UINT && f.bytes == 1 && f.bits == 8) ||
            (f.sample == RUSHES_SAMPLE_UINT && f.bytes == 2 && f.bits == 16) ||
            (f.sample == RUSHES_SAMPLE_FLOAT && f.bytes == 4));
  if (!good)
    throw Failure(RUSHES_E_FORMAT,
                  std::string(what) + " has a pixel format that was not among the accepted ones; convert it first");
}

bool same_samples(const rushes_video_format& a, const rushes_video_format& b) {
  return a.family == b.family && a.sample == b.sample && a.bits == b.bits && a.bytes == b.bytes &&
         a.packed == b.packed &&
         (!is_yuv(a) ||
          (a.sub_w == b.sub_w && a.sub_h == b.sub_h && a.matrix == b.matrix && a.full_range == b.full_range));
}

Plane plane(const rushes_image& image, int k) {
  Plane p;
  p.data = static_cast<char*>(image.plane[k].data);
  p.stride = image.plane[k].stride;
  p.channels = image.format.packed ? 4 : 1;
  const bool chroma = is_yuv(image.format) && (k == 1 || k == 2);
  const int sw = chroma ? image.format.sub_w : 0, sh = chroma ? image.format.sub_h : 0;
  const rushes_rect& b = image.bounds;
  p.x1 = b.x1 >> sw;
  p.y1 = b.y1 >> sh;
  p.x2 = (b.x2 + (1 << sw) - 1) >> sw;
  p.y2 = (b.y2 + (1 << sh) - 1) >> sh;
  return p;
}

void copy_row(const Plane& in, const Plane& out, int x1, int x2, int y, int bytes) {
  if (x2 <= x1) return;
  const std::size_t offset_in = static_cast<std::size_t>(x1 - in.x1) * in.channels * bytes;
  const std::size_t offset_out = static_cast<std::size_t>(x1 - out.x1) * out.channels * bytes;
  const char* from = in.data + (y - in.y1) * in.stride + offset_in;
  char* to = out.data + (y - out.y1) * out.stride + offset_out;
  if (from != to) std::memmove(to, from, static_cast<std::size_t>(x2 - x1) * in.channels * bytes);
}

void copy_picture(const rushes_image& in, const rushes_image& out) {
  for (int k = 0; k < plane_count(out.format); ++k) {
    const Plane from = plane(in, k), to = plane(out, k);
    for (int y = to.y1; y < to.y2; ++y) copy_row(from, to, to.x1, to.x2, y, out.format.bytes);
  }
}

}  // namespace rushes::effects
