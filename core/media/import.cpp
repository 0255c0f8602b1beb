// From FFmpeg's frames to ours: decoders write straight into the pool where the codec allows it.
#include "core/media/av.hpp"
#include "core/media/pool.hpp"

extern "C" {
#include <libavutil/imgutils.h>
#include <libswscale/swscale.h>
}

#include <cstring>

namespace rushes::av {

namespace {

// What AVBufferRef's opaque points to: a share in a buffer of the pool.
using Share = std::shared_ptr<Buffer>;

void drop(void* opaque, std::uint8_t*) { delete static_cast<Share*>(opaque); }

int get_buffer(AVCodecContext* codec, AVFrame* frame, int flags) {
  auto* pool = static_cast<ArenaPool*>(codec->opaque);
  const auto format = static_cast<AVPixelFormat>(frame->format);
  const auto found =
      pixel_map(format, frame->width, frame->height, AVCOL_RANGE_UNSPECIFIED, AVCOL_SPC_UNSPECIFIED,
                AVCOL_PRI_UNSPECIFIED, AVCOL_TRC_UNSPECIFIED, AVCHROMA_LOC_UNSPECIFIED, AV_FIELD_PROGRESSIVE);
  if (!(codec->codec->capabilities & AV_CODEC_CAP_DR1) || !found || found->native != format)
    return avcodec_default_get_buffer2(codec, frame, flags);
  const VideoFormat& f = found->format;
  int w = frame->width, h = frame->height, line_alignment[AV_NUM_DATA_POINTERS] = {};
  avcodec_align_dimensions2(codec, &w, &h, line_alignment);
  // All planes keep the ratio of their widths, as FFmpeg's own buffers do, and every row begins at 64 bytes.
  const int step = 64 << f.sub_w;
  const std::int64_t luma = (static_cast<std::int64_t>(w) * bytes_per_pixel(f, 0) + step - 1) / step * step;
  for (int p = 0; p < plane_count(f); ++p) {
    const std::int64_t stride = plane_width(f, p, 1 << f.sub_w) == 1 && f.sub_w ? luma >> f.sub_w : luma;
    // Some decoders write a little beyond the last row.
    auto buffer =
        pool->allocate_buffer(static_cast<std::size_t>(stride) * static_cast<std::size_t>(plane_height(f, p, h)) + 128);
    const int at = found->plane[static_cast<std::size_t>(p)];
    if (buffer) {
      auto share = std::make_unique<Share>(*buffer);
      frame->buf[at] =
          av_buffer_create(reinterpret_cast<std::uint8_t*>((*buffer)->data), (*buffer)->size, drop, share.get(), 0);
      if (frame->buf[at]) static_cast<void>(share.release());  // the buffer's now
    }
    if (!frame->buf[at]) {
      for (AVBufferRef*& b : frame->buf) av_buffer_unref(&b);
      return AVERROR(ENOMEM);
    }
    frame->data[at] = frame->buf[at]->data;
    frame->linesize[at] = static_cast<int>(stride);
  }
  frame->extended_data = frame->data;
  return 0;
}

bool borrow(ArenaPool& pool, const AVFrame& from, const PixelMap& map, Frame& to) {
  for (int p = 0; p < to.n_planes; ++p) {
    const auto at = static_cast<std::size_t>(map.plane[static_cast<std::size_t>(p)]);
    const auto address = reinterpret_cast<std::uintptr_t>(from.data[at]);
    if (!from.buf[at] || from.linesize[at] <= 0 || address % 64 || from.linesize[at] % 64 || !pool.owns(from.data[at]))
      return false;
  }
  for (int p = 0; p < to.n_planes; ++p) {
    const auto at = static_cast<std::size_t>(map.plane[static_cast<std::size_t>(p)]);
    const Share& share = *static_cast<const Share*>(av_buffer_get_opaque(from.buf[at]));
    to.planes[static_cast<std::size_t>(p)] = {share, reinterpret_cast<std::byte*>(from.data[at]), from.linesize[at]};
  }
  return true;
}

struct FreeSws {
  void operator()(SwsContext* p) const { sws_freeContext(p); }
};

// Layout only: the colours keep their meaning, so both sides get the same matrix and range.
Result<void> repack(const AVFrame& from, const PixelMap& map, Frame& to) {
  thread_local std::unique_ptr<SwsContext, FreeSws> cached;
  SwsContext* sws = sws_getCachedContext(
      cached.release(), from.width, from.height, static_cast<AVPixelFormat>(from.format), from.width, from.height,
      map.native, SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP, nullptr,
      nullptr, nullptr);
  cached.reset(sws);
  if (!sws)
    return Error{Errc::invalid, std::string("pictures in the pixel format ") +
                                    av_get_pix_fmt_name(static_cast<AVPixelFormat>(from.format)) +
                                    " cannot be read here"};
  const int* matrix = sws_getCoefficients(map.format.matrix == 9   ? SWS_CS_BT2020
                                          : map.format.matrix == 1 ? SWS_CS_ITU709
                                                                   : SWS_CS_ITU601);
  const int full = map.format.full_range;
  sws_setColorspaceDetails(sws, matrix, full, matrix, full, 0, 1 << 16, 1 << 16);
  std::uint8_t* data[4] = {};
  int stride[4] = {};
  for (int p = 0; p < to.n_planes; ++p) {
    const auto at = static_cast<std::size_t>(map.plane[static_cast<std::size_t>(p)]);
    data[at] = reinterpret_cast<std::uint8_t*>(to.planes[static_cast<std::size_t>(p)].data);
    stride[at] = static_cast<int>(to.planes[static_cast<std::size_t>(p)].stride);
  }
  const int rows = sws_scale(sws, from.data, from.linesize, 0, from.height, data, stride);
  if (rows != from.height) return Error{Errc::internal, "a picture could not be repacked"};
  return {};
}

}  // namespace

void decode_into(AVCodecContext& codec, const std::shared_ptr<FramePool>& pool) {
  auto* ours = dynamic_cast<ArenaPool*>(pool.get());
  if (!ours) return;
  codec.opaque = ours;
  codec.get_buffer2 = get_buffer;
}

Result<std::shared_ptr<Frame>> import_frame(const std::shared_ptr<FramePool>& pool, const AVFrame& from,
                                            AVFieldOrder order, AVRational pixel_aspect) {
  const auto map = pixel_map(from, order);
  if (!map) return map.error();
  const Rect full{0, 0, from.width, from.height};
  const auto aspect =
      from.sample_aspect_ratio.num > 0 && from.sample_aspect_ratio.den > 0 ? from.sample_aspect_ratio : pixel_aspect;
  std::shared_ptr<Frame> frame;
  auto borrowed = std::make_shared<Frame>();
  borrowed->format = map->format;
  borrowed->bounds = borrowed->full = full;
  borrowed->n_planes = plane_count(map->format);
  auto* ours = dynamic_cast<ArenaPool*>(pool.get());
  if (ours && map->native == from.format && borrow(*ours, from, *map, *borrowed)) {
    frame = std::move(borrowed);
  } else {
    auto made = pool->allocate(map->format, full, full);
    if (!made) return std::move(made).error();
    frame = std::move(*made);
    if (map->native != from.format) {
      if (auto done = repack(from, *map, *frame); !done) return std::move(done).error();
    } else {
      for (int p = 0; p < frame->n_planes; ++p) {
        const auto at = static_cast<std::size_t>(map->plane[static_cast<std::size_t>(p)]);
        const Plane& to = frame->planes[static_cast<std::size_t>(p)];
        const std::size_t row = static_cast<std::size_t>(plane_width(frame->format, p, from.width)) *
                                static_cast<std::size_t>(bytes_per_pixel(frame->format, p));
        for (int y = 0, h = plane_height(frame->format, p, from.height); y < h; ++y) {
          std::memcpy(to.data + y * to.stride, from.data[at] + static_cast<std::ptrdiff_t>(y) * from.linesize[at], row);
        }
      }
    }
  }
  if (aspect.num > 0 && aspect.den > 0) frame->pixel_aspect = {aspect.num, aspect.den};
  return frame;
}

}  // namespace rushes::av
