// Which of FFmpeg's pixel formats are ours, and what to convert the others to.
#include "core/media/av.hpp"

#include <array>
#include <map>

namespace rushes::av {

namespace {

bool is_ours(AVPixelFormat format, PixelMap& out) {
  const AVPixFmtDescriptor* d = av_pix_fmt_desc_get(format);
  if (!d) return false;
  constexpr std::uint64_t foreign = AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL |
                                    AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_BAYER;
  if (d->flags & foreign) return false;
  const bool rgb = d->flags & AV_PIX_FMT_FLAG_RGB, alpha = d->flags & AV_PIX_FMT_FLAG_ALPHA,
             planar = d->flags & AV_PIX_FMT_FLAG_PLANAR;
  const bool is_float = d->flags & AV_PIX_FMT_FLAG_FLOAT;
  const int colours = d->nb_components - (alpha ? 1 : 0);
  if (colours != 1 && colours != 3) return false;
  const bool packed = colours == 3 && !planar;
  if (packed && !rgb) return false;
  const int depth = d->comp[0].depth, bytes = is_float ? depth / 8 : depth > 8 ? 2 : 1;
  if (is_float ? depth != 32 : depth < 8 || depth > 16) return false;
  for (int c = 0; c < d->nb_components; ++c) {
    const AVComponentDescriptor& k = d->comp[c];
    if (k.depth != depth || k.shift != 0) return false;
    if (packed ? k.plane != 0 || k.offset != c * bytes || k.step != d->nb_components * bytes
               : k.offset != 0 || k.step != bytes)
      return false;
    if (!packed) out.plane[static_cast<std::size_t>(c)] = k.plane;
  }
  if (d->log2_chroma_w > 2 || d->log2_chroma_h > 2) return false;
  VideoFormat& f = out.format;
  f = {};
  f.family = colours == 1 ? RUSHES_FAMILY_GRAY : rgb ? RUSHES_FAMILY_RGB : RUSHES_FAMILY_YUV;
  f.sample = is_float ? RUSHES_SAMPLE_FLOAT : RUSHES_SAMPLE_UINT;
  f.bits = static_cast<std::uint8_t>(depth);
  f.bytes = static_cast<std::uint8_t>(bytes);
  if (f.family == RUSHES_FAMILY_YUV) f.sub_w = d->log2_chroma_w, f.sub_h = d->log2_chroma_h;
  f.alpha = alpha ? RUSHES_ALPHA_STRAIGHT : RUSHES_ALPHA_NONE;
  f.packed = packed;
  out.native = format;
  return valid(f);
}

// Every format of FFmpeg that is one of ours, by the 8 bytes that say its layout.
std::uint64_t layout_key(const VideoFormat& f) {
  std::uint64_t key = 0;
  for (const int part :
       {int(f.family), int(f.sample), int(f.bits), int(f.sub_w), int(f.sub_h), f.alpha ? 1 : 0, int(f.packed)})
    key = key << 8 | static_cast<unsigned>(part);
  return key;
}

const std::map<std::uint64_t, AVPixelFormat>& ours() {
  static const auto table = [] {
    std::map<std::uint64_t, AVPixelFormat> t;
    for (const AVPixFmtDescriptor* d = nullptr; (d = av_pix_fmt_desc_next(d));) {
      PixelMap m;
      const AVPixelFormat id = av_pix_fmt_desc_get_id(d);
      if (is_ours(id, m)) t.emplace(layout_key(m.format), id);  // yuvj* come after yuv* and are the same layout
    }
    return t;
  }();
  return table;
}

// The nearest of ours that loses nothing: the same family, depth rounded up, the subsampling it has.
AVPixelFormat nearest(AVPixelFormat format) {
  const AVPixFmtDescriptor* d = av_pix_fmt_desc_get(format);
  if (!d || d->flags & AV_PIX_FMT_FLAG_HWACCEL) return AV_PIX_FMT_NONE;
  const bool alpha = d->flags & AV_PIX_FMT_FLAG_ALPHA, pal = d->flags & AV_PIX_FMT_FLAG_PAL;
  int depth = 8;
  for (int c = 0; c < d->nb_components; ++c) depth = std::max(depth, d->comp[c].depth);
  const int colours = d->nb_components - (alpha ? 1 : 0);
  if (pal) return AV_PIX_FMT_RGBA;
  if (d->flags & AV_PIX_FMT_FLAG_FLOAT && colours == 3) return alpha ? AV_PIX_FMT_GBRAPF32LE : AV_PIX_FMT_GBRPF32LE;
  if (d->flags & AV_PIX_FMT_FLAG_BAYER) return depth > 8 ? AV_PIX_FMT_RGB48LE : AV_PIX_FMT_RGB24;
  if (colours == 1) {
    if (alpha) return depth > 8 ? AV_PIX_FMT_RGBA64LE : AV_PIX_FMT_RGBA;
    return depth > 8 ? AV_PIX_FMT_GRAY16LE : AV_PIX_FMT_GRAY8;
  }
  if (d->flags & AV_PIX_FMT_FLAG_RGB || colours != 3) {
    if (depth > 8) return alpha ? AV_PIX_FMT_RGBA64LE : AV_PIX_FMT_RGB48LE;
    return alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24;
  }
  for (int bits = depth; bits <= 16; ++bits) {
    VideoFormat f = video_format::yuv(d->log2_chroma_w, d->log2_chroma_h, bits, alpha);
    if (const auto it = ours().find(layout_key(f)); it != ours().end()) return it->second;
  }
  return depth > 8 ? AV_PIX_FMT_YUV444P16LE : AV_PIX_FMT_YUV444P;
}

bool is_jpeg_range(AVPixelFormat f) {
  return f == AV_PIX_FMT_YUVJ420P || f == AV_PIX_FMT_YUVJ422P || f == AV_PIX_FMT_YUVJ444P || f == AV_PIX_FMT_YUVJ440P ||
         f == AV_PIX_FMT_YUVJ411P;
}

}  // namespace

// What a stream does not tag is guessed: YUV of 720 lines or 1280 columns and more is BT.709, smaller is BT.601 (the
// 625-line kind at 576 lines, else the 525-line kind), whose primaries are assumed only at the broadcast heights 576,
// 480 and 486; limited range unless it is one of the JPEG formats. RGB is full-range sRGB.
Result<PixelMap> pixel_map(AVPixelFormat format, int width, int height, AVColorRange range, AVColorSpace matrix,
                           AVColorPrimaries primaries, AVColorTransferCharacteristic transfer,
                           AVChromaLocation location, AVFieldOrder order) {
  PixelMap m;
  const AVPixelFormat native = is_ours(format, m) ? format : nearest(format);
  if (native == AV_PIX_FMT_NONE || !is_ours(native, m)) {
    const char* name = av_get_pix_fmt_name(format);
    return Error{Errc::invalid,
                 std::string("pictures in the pixel format ") + (name ? name : "(none)") + " cannot be read here"};
  }
  VideoFormat& f = m.format;
  const auto given = [](int tag) { return tag > 0 && tag != 2 && tag < RUSHES_ANY; };
  const bool hd = height >= 720 || width >= 1280;
  if (f.family == RUSHES_FAMILY_RGB) {
    f.matrix = 0;
    f.primaries = given(primaries) ? static_cast<std::uint8_t>(primaries) : 1;
    f.transfer = given(transfer) ? static_cast<std::uint8_t>(transfer) : f.sample == RUSHES_SAMPLE_FLOAT ? 8 : 13;
    f.full_range = 1;
  } else {
    f.matrix = given(matrix) ? static_cast<std::uint8_t>(matrix) : hd ? 1 : height == 576 ? 5 : 6;
    const int guessed = hd ? 1 : height == 576 ? 5 : height == 480 || height == 486 ? 6 : 1;
    f.primaries = static_cast<std::uint8_t>(given(primaries) ? static_cast<int>(primaries)
                                            : f.matrix == 9  ? 9
                                                             : guessed);
    f.transfer = given(transfer) ? static_cast<std::uint8_t>(transfer) : f.family == RUSHES_FAMILY_GRAY ? 13 : 1;
    f.full_range = range == AVCOL_RANGE_JPEG ||
                   (range != AVCOL_RANGE_MPEG && (is_jpeg_range(format) || f.family == RUSHES_FAMILY_GRAY));
    if (f.family == RUSHES_FAMILY_GRAY && !given(matrix)) f.matrix = 1;
  }
  if (f.family == RUSHES_FAMILY_YUV && (f.sub_w || f.sub_h)) {
    const int unspecified =
        is_jpeg_range(format) ? 1 : 0;  // JPEG samples chroma in the middle, MPEG-2 and H.264 at the left
    f.chroma_loc =
        static_cast<std::uint8_t>(location == AVCHROMA_LOC_UNSPECIFIED ? unspecified : static_cast<int>(location) - 1);
  }
  f.field_order = order == AV_FIELD_UNKNOWN || order == AV_FIELD_PROGRESSIVE ? 0
                  : order == AV_FIELD_TT || order == AV_FIELD_TB             ? 1
                                                                             : 2;
  return m;
}

Result<PixelMap> pixel_map(const AVFrame& frame, AVFieldOrder order) {
  return pixel_map(static_cast<AVPixelFormat>(frame.format), frame.width, frame.height, frame.color_range,
                   frame.colorspace, frame.color_primaries, frame.color_trc, frame.chroma_location, order);
}

AVPixelFormat pixel_format(const VideoFormat& format) {
  const auto it = ours().find(layout_key(format));
  return it == ours().end() ? AV_PIX_FMT_NONE : it->second;
}

}  // namespace rushes::av
