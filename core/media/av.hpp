// FFmpeg's objects with owners. Included by .cpp files of this folder only.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
}

#include "core/base/time.hpp"
#include "core/media/frame.hpp"

#include <rushes/result.hpp>

#include <memory>
#include <string>

namespace rushes::av {

struct Free {
  void operator()(AVFormatContext* p) const { avformat_close_input(&p); }
  void operator()(AVCodecContext* p) const { avcodec_free_context(&p); }
  void operator()(AVFrame* p) const { av_frame_free(&p); }
  void operator()(AVPacket* p) const { av_packet_free(&p); }
  void operator()(AVCodecParameters* p) const { avcodec_parameters_free(&p); }
};
using Input = std::unique_ptr<AVFormatContext, Free>;
using Codec = std::unique_ptr<AVCodecContext, Free>;
using FrameRef = std::unique_ptr<AVFrame, Free>;
using Packet = std::unique_ptr<AVPacket, Free>;
using Parameters = std::unique_ptr<AVCodecParameters, Free>;

inline Packet packet() { return Packet(av_packet_alloc()); }
inline FrameRef frame() { return FrameRef(av_frame_alloc()); }

std::string text(int error);  // FFmpeg's words for an error code, in lower case
Error failed(const std::string& what, int error);

// Keeps FFmpeg from printing: errors are values here. Called before the first use of the library, by whoever comes
// first.
void quiet();

// Opens and looks at the streams, within bounded time and memory. The error names the file and what is wrong with it.
Result<Input> open(const std::string& path);
// The same file once more, for another decoder of a stream that is known already. Containers that say where their
// packets are (MP4, Matroska) are not looked into again.
Result<Input> reopen(const std::string& path, int stream, const AVCodecParameters& known);
// The first stream of a kind that can be decoded: for video, no attached picture. -1 when there is none.
int first_video(const AVFormatContext& input);
int first_audio(const AVFormatContext& input);
int attached_pictures(const AVFormatContext& input);

// A decoder for a stream, opened. VP8 and VP9 with an alpha plane get libvpx, which alone decodes it.
Result<Codec> open_decoder(const AVStream& stream, int threads);

// Whether a stream's timestamp is one. Those beyond 2^60, which only damaged files have, count as absent, so that sums
// and differences of the others hold.
inline bool known(std::int64_t timestamp) {
  return timestamp >= -(std::int64_t{1} << 60) && timestamp <= std::int64_t{1} << 60;
}
// Ticks of a stream timestamp, rounded to the nearest; at most 2^60 to either side.
Time time_of(std::int64_t timestamp, AVRational base);

// The pixels of a decoded frame: our format for it (colour tags resolved), and the pixel format to convert to first
// when the frame's own is none of ours.
struct PixelMap {
  VideoFormat format{};
  AVPixelFormat native = AV_PIX_FMT_NONE;  // equals the frame's format when nothing is to be converted
  std::array<int, 4> plane{0, 1, 2, 3};    // our plane k is plane[k] of FFmpeg's
};
Result<PixelMap> pixel_map(AVPixelFormat format, int width, int height, AVColorRange range, AVColorSpace matrix,
                           AVColorPrimaries primaries, AVColorTransferCharacteristic transfer,
                           AVChromaLocation location, AVFieldOrder order);
Result<PixelMap> pixel_map(const AVFrame& frame, AVFieldOrder order);
// FFmpeg's format with exactly our layout, or AV_PIX_FMT_NONE.
AVPixelFormat pixel_format(const VideoFormat& format);

// Lets a codec context decode into `pool`; call before avcodec_open2. The pool must be one of ours (an ArenaPool), else
// nothing happens and frames are copied.
void decode_into(AVCodecContext& codec, const std::shared_ptr<FramePool>& pool);
// A decoded frame as ours: without a copy where it lies in the pool and its rows are aligned.
Result<std::shared_ptr<Frame>> import_frame(const std::shared_ptr<FramePool>& pool, const AVFrame& frame,
                                            AVFieldOrder order, AVRational pixel_aspect);

}  // namespace rushes::av
