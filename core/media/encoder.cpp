#include "core/media/encoder.hpp"

#include "core/media/convert.hpp"

extern "C" {
#include <libavutil/cpu.h>
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cstring>

namespace rushes::av {

namespace {

const char* encoder_name(VideoCodec codec) {
  switch (codec) {
    case VideoCodec::h264:
      return "libx264";
    case VideoCodec::ffv1:
      return "ffv1";
    default:
      return "prores_ks";
  }
}

VideoFormat yuv_for(const VideoFormat& from, int bits, bool alpha) {
  VideoFormat f = from.family == RUSHES_FAMILY_YUV ? from : video_format::yuv420(bits);
  f.sample = RUSHES_SAMPLE_UINT;
  f.bits = static_cast<std::uint8_t>(bits);
  f.bytes = bits > 8 ? 2 : 1;
  f.packed = 0;
  f.alpha = alpha ? RUSHES_ALPHA_STRAIGHT : RUSHES_ALPHA_NONE;
  if (f.family != from.family || f.matrix == 0 || f.matrix == 2) f.matrix = 1;
  return f;
}

// The nearest format that the codec holds.
VideoFormat codable(const WriteSpec& spec) {
  const VideoFormat& f = spec.format;
  const int bits = f.sample == RUSHES_SAMPLE_FLOAT ? 8 : f.bits;
  if (spec.video == VideoCodec::h264) {
    VideoFormat out = yuv_for(f, bits > 8 ? 10 : 8, false);
    const bool known = out.sub_w <= 1 && out.sub_h <= out.sub_w;
    const bool fits = !(spec.width & ((1 << out.sub_w) - 1)) && !(spec.height & ((1 << out.sub_h) - 1));
    if (!known || !fits) out.sub_w = out.sub_h = out.chroma_loc = 0;
    return out;
  }
  if (spec.video == VideoCodec::prores) {
    VideoFormat out = yuv_for(f, 10, f.alpha != 0);
    out.sub_w =
        f.alpha || (f.family == RUSHES_FAMILY_YUV && !f.sub_w) || f.family == RUSHES_FAMILY_RGB || spec.width & 1 ? 0
                                                                                                                  : 1;
    out.sub_h = 0;
    out.full_range = 0;
    out.chroma_loc = 0;
    return out;
  }
  VideoFormat out = f;
  if (f.alpha) out.alpha = RUSHES_ALPHA_STRAIGHT;
  if (f.sample == RUSHES_SAMPLE_FLOAT) {
    out.sample = RUSHES_SAMPLE_UINT;
    out.bits = 16;
    out.bytes = 2;
    if (out.transfer == 8) out.transfer = 13;
  }
  // Packed for RGB: what FFV1 knows at 8 and 16 bits. Gray with alpha it does not know.
  if (out.family == RUSHES_FAMILY_RGB) {
    out.packed = 1;
    if (out.bits > 8) out.bits = 16;
  }
  if (out.family == RUSHES_FAMILY_GRAY) {
    if (out.alpha)
      out = yuv_for(out, out.bits > 8 ? 16 : 8, true), out.sub_w = out.sub_h = 0;
    else if (out.bits > 8)
      out.bits = 16;
  }
  return out;
}

bool holds(const AVCodec& codec, AVPixelFormat format) {
  for (const AVPixelFormat* p = codec.pix_fmts; p && *p != AV_PIX_FMT_NONE; ++p) {
    if (*p == format) return true;
  }
  return false;
}

// The text of its settings that x264 puts before its first frame need be there once only.
void drop_settings_text(AVPacket& packet) {
  std::uint8_t* data = packet.data;
  const auto size = static_cast<std::size_t>(packet.size);
  const auto start_at = [&](std::size_t from) {
    for (std::size_t i = from; i + 3 < size; ++i) {
      if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1) return i;
    }
    return size;
  };
  const std::size_t first = start_at(0);
  if (first + 5 >= size || data[first + 3] != 6 || data[first + 4] != 5) return;
  std::size_t next = start_at(first + 3);
  if (next >= size) return;
  if (next > 0 && data[next - 1] == 0) --next;
  const std::size_t begin = first > 0 ? first - 1 : 0;
  std::memmove(data + begin, data + next, size - next);
  av_shrink_packet(&packet, static_cast<int>(size - (next - begin)));
}

struct Hold {
  std::shared_ptr<const Buffer> buffer;
};
void drop_hold(void* opaque, std::uint8_t*) { delete static_cast<Hold*>(opaque); }

}  // namespace

Result<Codec> VideoEncoder::make_context() const {
  const AVCodec* codec = avcodec_find_encoder_by_name(encoder_name(spec_.video));
  if (!codec)
    return Error{Errc::unavailable,
                 std::string("FFmpeg has no encoder ") + encoder_name(spec_.video) + " here; install libavcodec-extra"};
  if (!holds(*codec, pixels_))
    return Error{Errc::invalid, std::string(encoder_name(spec_.video)) + " cannot hold " + to_string(coded_)};
  Codec c(avcodec_alloc_context3(codec));
  if (!c) return Error{Errc::unavailable, "no memory for an encoder"};
  c->width = spec_.width;
  c->height = spec_.height;
  c->pix_fmt = pixels_;
  c->time_base = {static_cast<int>(spec_.rate.den), static_cast<int>(spec_.rate.num)};
  c->framerate = {static_cast<int>(spec_.rate.num), static_cast<int>(spec_.rate.den)};
  c->sample_aspect_ratio = {1, 1};
  c->color_primaries = static_cast<AVColorPrimaries>(coded_.primaries ? coded_.primaries : 2);
  c->color_trc = static_cast<AVColorTransferCharacteristic>(coded_.transfer ? coded_.transfer : 2);
  c->colorspace = coded_.family == RUSHES_FAMILY_RGB ? AVCOL_SPC_RGB : static_cast<AVColorSpace>(coded_.matrix);
  c->color_range = coded_.full_range ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  if (coded_.family == RUSHES_FAMILY_YUV && (coded_.sub_w || coded_.sub_h))
    c->chroma_sample_location = static_cast<AVChromaLocation>(coded_.chroma_loc + 1);
  c->thread_count = 1;
  c->flags |= AV_CODEC_FLAG_BITEXACT;
  if (global_header_) c->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  AVDictionary* options = nullptr;
  if (spec_.video == VideoCodec::h264) {
    c->gop_size = spec_.gop;
    av_dict_set(&options, "preset", spec_.preset.c_str(), 0);
    if (spec_.crf <= 0)
      av_dict_set(&options, "qp", "0", 0);
    else
      av_dict_set(&options, "crf", std::to_string(spec_.crf).c_str(), 0);
    // x264's AVX-512 macroblock tree reads memory that was never written (seen in build 164): the bytes would differ
    // from run to run. Everything up to AVX2 is repeatable.
    if (av_get_cpu_flags() & AV_CPU_FLAG_AVX512)
      av_dict_set(&options, "x264-params", "asm=MMX2,SSE2Fast,SSSE3,SSE4.2,AVX,FMA3,BMI2,AVX2", 0);
  } else if (spec_.video == VideoCodec::ffv1) {
    c->level = 3;
    c->gop_size = 1;
    c->slices = 4;
    av_dict_set(&options, "slicecrc", "1", 0);
  } else {
    av_dict_set(&options, "profile", coded_.sub_w ? "hq" : "4444", 0);
    av_dict_set(&options, "vendor", "apl0", 0);
  }
  const int rc = avcodec_open2(c.get(), codec, &options);
  av_dict_free(&options);
  if (rc < 0)
    return Error{Errc::invalid, std::string(encoder_name(spec_.video)) + " does not take these settings (" +
                                    std::to_string(spec_.width) + "x" + std::to_string(spec_.height) + ", " +
                                    to_string(coded_) + ", preset " + spec_.preset + "): " + text(rc)};
  return c;
}

Result<std::unique_ptr<VideoEncoder>> VideoEncoder::open(const WriteSpec& spec, bool global_header,
                                                         std::shared_ptr<FramePool> pool) {
  if (spec.width < 1 || spec.height < 1 || spec.width > 16384 || spec.height > 16384)
    return Error{Errc::invalid, "a film of " + std::to_string(spec.width) + "x" + std::to_string(spec.height) +
                                    " cannot be written (1 to 16384 each way)"};
  if (spec.rate.num <= 0 || spec.rate.den <= 0 || spec.rate.num > INT32_MAX || spec.rate.den > INT32_MAX)
    return Error{Errc::invalid, "a film needs a frame rate above 0"};
  if (!valid(spec.format))
    return Error{Errc::invalid, "frames of the format " + to_string(spec.format) + " cannot be written"};
  auto e = std::unique_ptr<VideoEncoder>(new VideoEncoder);
  e->spec_ = spec;
  e->global_header_ = global_header;
  e->pool_ = std::move(pool);
  if (e->spec_.gop <= 0)
    e->spec_.gop = static_cast<int>(std::clamp<std::int64_t>(muldiv_round(2, spec.rate.num, spec.rate.den), 1, 600));
  // An even number of frames, because neighbouring IDR pictures of all-intra H.264 must differ in a counter of one bit.
  const int gop = spec.video == VideoCodec::h264 ? e->spec_.gop : 1;
  const int groups = (48 + gop - 1) / gop;
  e->segment_frames_ = spec.video == VideoCodec::h264 ? gop * (groups % 2 && gop % 2 ? groups + 1 : groups) : 12;
  e->coded_ = codable(spec);
  e->pixels_ = pixel_format(e->coded_);
  if (spec.video == VideoCodec::ffv1 && e->coded_.packed && e->coded_.bits == 8)
    e->pixels_ = e->coded_.alpha ? AV_PIX_FMT_RGB32 : AV_PIX_FMT_0RGB32;
  auto first = e->make_context();
  if (!first) return std::move(first).error();
  e->first_ = std::move(*first);
  Frame size;
  size.format = spec.format;
  size.bounds = {0, 0, spec.width, spec.height};
  size.n_planes = plane_count(spec.format);
  e->queue_limit_ = std::clamp<std::size_t>((std::size_t{384} << 20) / std::max<std::size_t>(1, size.bytes()), 4,
                                            static_cast<std::size_t>(e->segment_frames_) * 2);
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const unsigned workers = std::min(spec.threads > 0 ? static_cast<unsigned>(spec.threads) : cores, 64u);
  for (unsigned i = 0; i < workers; ++i) e->workers_.emplace_back([encoder = e.get()] { encoder->work(); });
  return e;
}

VideoEncoder::~VideoEncoder() {
  {
    const std::lock_guard hold(lock_);
    stop_ = true;
  }
  changed_.notify_all();
  workers_.clear();
}

Result<void> VideoEncoder::push(const Frame& frame, std::int64_t mark) {
  if (!same(frame.format, spec_.format) || width(frame.bounds) != spec_.width || height(frame.bounds) != spec_.height) {
    return Error{Errc::invalid, "frame " + std::to_string(pushed_) + " is " + std::to_string(width(frame.bounds)) +
                                    "x" + std::to_string(height(frame.bounds)) + " " + to_string(frame.format) +
                                    ", but the film is " + std::to_string(spec_.width) + "x" +
                                    std::to_string(spec_.height) + " " + to_string(spec_.format)};
  }
  std::unique_lock hold(lock_);
  changed_.wait(hold, [&] { return error_ || queued_ < queue_limit_; });
  if (error_) return *error_;
  if (segments_.empty() || segments_.back().complete) {
    segments_.emplace_back();
    segments_.back().first = pushed_;
  }
  Segment& s = segments_.back();
  s.frames.push_back(frame);
  ++queued_;
  ++pushed_;
  if (pushed_ - s.first == segment_frames_) {
    s.complete = true;
    s.mark = mark;
  }
  hold.unlock();
  changed_.notify_all();
  return {};
}

void VideoEncoder::end(std::int64_t mark) {
  {
    const std::lock_guard hold(lock_);
    if (!segments_.empty() && !segments_.back().complete) {
      segments_.back().complete = true;
      segments_.back().mark = mark;
    }
  }
  changed_.notify_all();
}

Result<bool> VideoEncoder::next(std::vector<Packet>& packets, std::int64_t& mark, bool wait) {
  std::unique_lock hold(lock_);
  if (wait) changed_.wait(hold, [&] { return error_ || segments_.empty() || segments_.front().done; });
  if (error_) return *error_;
  if (segments_.empty() || !segments_.front().done) return false;
  packets = std::move(segments_.front().packets);
  mark = segments_.front().mark;
  segments_.pop_front();
  // One frame lasts one tick of the time base; decoding runs ahead of showing by the codec's reordering.
  for (const Packet& p : packets) {
    p->dts = coded_packets_++ - first_->has_b_frames;
    p->duration = 1;
  }
  return true;
}

void VideoEncoder::work() {
  std::unique_lock hold(lock_);
  for (;;) {
    Segment* mine = nullptr;
    changed_.wait(hold, [&] {
      if (stop_ || error_) return true;
      for (Segment& s : segments_) {
        if (!s.taken && !s.frames.empty()) {
          mine = &s;
          return true;
        }
      }
      return false;
    });
    if (stop_ || error_ || !mine) return;
    mine->taken = true;
    hold.unlock();
    auto coded = code(*mine);
    hold.lock();
    if (!coded && !error_) error_ = coded.error();
    mine->done = true;
    changed_.notify_all();
  }
}

Result<FrameRef> VideoEncoder::wrap(const Frame& frame, std::int64_t pts) const {
  FramePtr source = std::make_shared<Frame>(frame);
  auto ready = convert(*pool_, source, coded_);
  if (!ready) return std::move(ready).error();
  const Frame& from = **ready;
  FrameRef out = av::frame();
  out->width = spec_.width;
  out->height = spec_.height;
  out->format = pixels_;
  out->pts = pts;
  out->color_range = first_->color_range;
  out->colorspace = first_->colorspace;
  out->color_primaries = first_->color_primaries;
  out->color_trc = first_->color_trc;
  out->chroma_location = first_->chroma_sample_location;
  if (pixels_ == AV_PIX_FMT_RGB32 || pixels_ == AV_PIX_FMT_0RGB32) {
    if (av_frame_get_buffer(out.get(), 64) < 0) return Error{Errc::unavailable, "no memory for a picture"};
    const int n = coded_.alpha ? 4 : 3;
    for (int y = 0; y < spec_.height; ++y) {
      const auto* in = reinterpret_cast<const std::uint8_t*>(from.planes[0].data + y * from.planes[0].stride);
      std::uint8_t* to = out->data[0] + static_cast<std::ptrdiff_t>(y) * out->linesize[0];
      for (int x = 0; x < spec_.width; ++x)
        to[4 * x] = in[n * x + 2], to[4 * x + 1] = in[n * x + 1], to[4 * x + 2] = in[n * x],
               to[4 * x + 3] = n == 4 ? in[4 * x + 3] : 255;
    }
    return out;
  }
  const AVPixFmtDescriptor* d = av_pix_fmt_desc_get(pixels_);
  for (int p = 0; p < from.n_planes; ++p) {
    const Plane& plane = from.planes[static_cast<std::size_t>(p)];
    const int at = coded_.packed ? 0 : d->comp[p].plane;
    auto hold = std::make_unique<Hold>(Hold{plane.buffer});
    const std::size_t size =
        static_cast<std::size_t>(plane.stride) * static_cast<std::size_t>(plane_height(from.format, p, spec_.height));
    out->buf[at] = av_buffer_create(reinterpret_cast<std::uint8_t*>(plane.data), size, drop_hold, hold.get(),
                                    AV_BUFFER_FLAG_READONLY);
    if (!out->buf[at]) return Error{Errc::unavailable, "no memory for a picture"};
    static_cast<void>(hold.release());  // the buffer's now
    out->data[at] = reinterpret_cast<std::uint8_t*>(plane.data);
    out->linesize[at] = static_cast<int>(plane.stride);
  }
  return out;
}

Result<void> VideoEncoder::code(Segment& segment) {
  auto made = make_context();
  if (!made) return std::move(made).error();
  AVCodecContext& codec = **made;
  const auto receive = [&]() -> Result<void> {
    for (;;) {
      Packet p = av::packet();
      const int rc = avcodec_receive_packet(&codec, p.get());
      if (rc == AVERROR(EAGAIN) || rc == AVERROR_EOF) return {};
      if (rc < 0) return failed("a frame could not be coded", rc);
      if (segment.packets.empty() && segment.first > 0 && spec_.video == VideoCodec::h264) drop_settings_text(*p);
      segment.packets.push_back(std::move(p));
    }
  };
  for (std::int64_t n = segment.first;; ++n) {
    Frame frame;
    {
      std::unique_lock hold(lock_);
      changed_.wait(hold, [&] { return stop_ || error_ || !segment.frames.empty() || segment.complete; });
      if (stop_ || error_) return {};
      if (segment.frames.empty()) break;
      frame = std::move(segment.frames.front());
      segment.frames.pop_front();
      --queued_;
    }
    changed_.notify_all();
    auto picture = wrap(frame, n);
    if (!picture) return std::move(picture).error();
    if (const int rc = avcodec_send_frame(&codec, picture->get()); rc < 0)
      return failed("a frame could not be coded", rc);
    if (auto done = receive(); !done) return done;
  }
  avcodec_send_frame(&codec, nullptr);
  return receive();
}

}  // namespace rushes::av
