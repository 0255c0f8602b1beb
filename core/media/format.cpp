#include "core/media/format.hpp"

#include <algorithm>

namespace rushes {

namespace {

int shifted_up(int value, int shift) { return (value + (1 << shift) - 1) >> shift; }

bool is_chroma(const VideoFormat& f, int plane) { return f.family == RUSHES_FAMILY_YUV && (plane == 1 || plane == 2); }

const char* matrix_name(int matrix) {
  switch (matrix) {
    case 0:
      return "rgb";
    case 1:
      return "bt709";
    case 5:
      return "bt601-625";
    case 6:
      return "bt601-525";
    case 9:
      return "bt2020";
    default:
      return "untagged";
  }
}

const char* transfer_name(int transfer) {
  switch (transfer) {
    case 8:
      return " linear";
    case 16:
      return " pq";
    case 18:
      return " hlg";
    default:
      return "";
  }
}

}  // namespace

Rect intersect(const Rect& a, const Rect& b) {
  const Rect r{std::max(a.x1, b.x1), std::max(a.y1, b.y1), std::min(a.x2, b.x2), std::min(a.y2, b.y2)};
  return empty(r) ? Rect{} : r;
}

Rect unite(const Rect& a, const Rect& b) {
  if (empty(a)) return empty(b) ? Rect{} : b;
  if (empty(b)) return a;
  return {std::min(a.x1, b.x1), std::min(a.y1, b.y1), std::max(a.x2, b.x2), std::max(a.y2, b.y2)};
}

bool contains(const Rect& outer, const Rect& inner) {
  return empty(inner) || (outer.x1 <= inner.x1 && outer.y1 <= inner.y1 && outer.x2 >= inner.x2 && outer.y2 >= inner.y2);
}

Rect align(const Rect& r, const VideoFormat& f, const Rect& full) {
  const int w = 1 << f.sub_w, h = 1 << f.sub_h;
  const auto down = [](int v, int step) { return v & -step; };
  Rect out{down(r.x1, w), down(r.y1, h), down(r.x2 + w - 1, w), down(r.y2 + h - 1, h)};
  return intersect(out, full);
}

int plane_count(const VideoFormat& f) {
  if (f.packed) return 1;
  return (f.family == RUSHES_FAMILY_GRAY ? 1 : 3) + (f.alpha ? 1 : 0);
}

int plane_width(const VideoFormat& f, int plane, int w) { return is_chroma(f, plane) ? shifted_up(w, f.sub_w) : w; }

int plane_height(const VideoFormat& f, int plane, int h) { return is_chroma(f, plane) ? shifted_up(h, f.sub_h) : h; }

int bytes_per_pixel(const VideoFormat& f, int) {
  if (!f.packed) return f.bytes;
  return f.bytes * ((f.family == RUSHES_FAMILY_GRAY ? 1 : 3) + (f.alpha ? 1 : 0));
}

bool valid(const VideoFormat& f) {
  if (f.family < RUSHES_FAMILY_GRAY || f.family > RUSHES_FAMILY_YUV) return false;
  if (f.sample == RUSHES_SAMPLE_FLOAT) {
    if (f.bits != 32 || f.bytes != 4) return false;
  } else if (f.sample == RUSHES_SAMPLE_UINT) {
    if (f.bits < 8 || f.bits > 16 || f.bytes != (f.bits > 8 ? 2 : 1)) return false;
  } else {
    return false;
  }
  if (f.alpha > RUSHES_ALPHA_STRAIGHT || f.packed > 1 || f.full_range > 1) return false;
  if (f.family == RUSHES_FAMILY_YUV ? f.packed || f.sub_w > 2 || f.sub_h > 2 : f.sub_w || f.sub_h) return false;
  return f.primaries != RUSHES_ANY && f.transfer != RUSHES_ANY && f.matrix != RUSHES_ANY &&
         f.chroma_loc != RUSHES_ANY && f.field_order != RUSHES_ANY;
}

std::string to_string(const VideoFormat& f) {
  std::string out;
  switch (f.family) {
    case RUSHES_FAMILY_GRAY:
      out = "gray";
      break;
    case RUSHES_FAMILY_RGB:
      out = "rgb";
      break;
    case RUSHES_FAMILY_YUV: {
      const int code = f.sub_w * 3 + f.sub_h;
      constexpr const char* names[] = {"yuv444", "yuv440", "yuv4xx", "yuv422", "yuv420",
                                       "yuv4xx", "yuv411", "yuv4xx", "yuv410"};
      out = code < 9 ? names[code] : "yuv?";
      break;
    }
    default:
      return "unknown";
  }
  if (f.alpha) out += 'a';
  if (!f.packed) out += 'p';
  out += f.sample == RUSHES_SAMPLE_FLOAT ? " float" : " " + std::to_string(f.bits) + "-bit";
  if (f.family == RUSHES_FAMILY_YUV) out += std::string(" ") + matrix_name(f.matrix);
  out += transfer_name(f.transfer);
  if (f.sample != RUSHES_SAMPLE_FLOAT && f.family != RUSHES_FAMILY_RGB) out += f.full_range ? " full" : " limited";
  if (f.alpha) out += f.alpha == RUSHES_ALPHA_STRAIGHT ? " straight" : " premultiplied";
  return out;
}

namespace video_format {

namespace {

VideoFormat packed_rgba(int sample, int bits, int bytes, int transfer) {
  VideoFormat f{};
  f.family = RUSHES_FAMILY_RGB;
  f.sample = static_cast<std::uint8_t>(sample);
  f.bits = static_cast<std::uint8_t>(bits);
  f.bytes = static_cast<std::uint8_t>(bytes);
  f.alpha = RUSHES_ALPHA_PREMULTIPLIED;
  f.packed = 1;
  f.primaries = 1;
  f.transfer = static_cast<std::uint8_t>(transfer);
  f.matrix = 0;
  f.full_range = 1;
  return f;
}

}  // namespace

VideoFormat yuv(int sub_w, int sub_h, int bits, bool alpha) {
  VideoFormat f{};
  f.family = RUSHES_FAMILY_YUV;
  f.sample = RUSHES_SAMPLE_UINT;
  f.bits = static_cast<std::uint8_t>(bits);
  f.bytes = bits > 8 ? 2 : 1;
  f.sub_w = static_cast<std::uint8_t>(sub_w);
  f.sub_h = static_cast<std::uint8_t>(sub_h);
  f.alpha = alpha ? RUSHES_ALPHA_STRAIGHT : RUSHES_ALPHA_NONE;
  f.primaries = f.transfer = f.matrix = 1;
  return f;
}

VideoFormat yuv420(int bits) { return yuv(1, 1, bits, false); }
VideoFormat rgba8() { return packed_rgba(RUSHES_SAMPLE_UINT, 8, 1, 13); }
VideoFormat rgba16() { return packed_rgba(RUSHES_SAMPLE_UINT, 16, 2, 13); }
VideoFormat rgba_float() { return packed_rgba(RUSHES_SAMPLE_FLOAT, 32, 4, 13); }

}  // namespace video_format

}  // namespace rushes
