#include "core/media/audio_encoder.hpp"

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cmath>
#include <cstring>

namespace rushes::av {

namespace {

constexpr int chunk = 4096;  // of codecs that take any length

// Nearest code, full scale is 1; louder is cut off.
std::int64_t quantised(float v, double scale) {
  if (std::isnan(v)) return 0;
  return static_cast<std::int64_t>(std::floor(std::clamp(static_cast<double>(v) * scale, -scale, scale - 1) + 0.5));
}

}  // namespace

Result<std::unique_ptr<AudioEncoder>> AudioEncoder::open(const WriteSpec& spec, bool global_header) {
  if (spec.audio_rate < 8000 || spec.audio_rate > 192000 || spec.audio_channels < 1 || spec.audio_channels > 8) {
    return Error{Errc::invalid, "sound of " + std::to_string(spec.audio_channels) + " channels at " +
                                    std::to_string(spec.audio_rate) + " Hz cannot be written"};
  }
  const AVCodecID id = spec.audio == AudioCodec::aac    ? AV_CODEC_ID_AAC
                       : spec.audio == AudioCodec::flac ? AV_CODEC_ID_FLAC
                                                        : AV_CODEC_ID_PCM_S24LE;
  const AVCodec* codec = avcodec_find_encoder(id);
  if (!codec) return Error{Errc::unavailable, "FFmpeg has no encoder for this sound here"};
  auto e = std::unique_ptr<AudioEncoder>(new AudioEncoder);
  e->codec_.reset(avcodec_alloc_context3(codec));
  AVCodecContext& c = *e->codec_;
  c.sample_rate = spec.audio_rate;
  c.time_base = {1, spec.audio_rate};
  av_channel_layout_default(&c.ch_layout, spec.audio_channels);
  c.sample_fmt = spec.audio == AudioCodec::aac ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_S32;
  // Without noise made up by the decoder in place of the sound's own (which would differ in the two channels of a
  // voice, and rise above the true peak that was mastered), and by the search that comes closest at these rates.
  if (spec.audio == AudioCodec::aac) {
    c.bit_rate = spec.audio_bitrate;
    av_opt_set_int(c.priv_data, "aac_pns", 0, 0);
    av_opt_set(c.priv_data, "aac_coder", "fast", 0);
  }
  if (spec.audio == AudioCodec::flac) c.bits_per_raw_sample = 24;
  c.thread_count = 1;
  c.flags |= AV_CODEC_FLAG_BITEXACT;
  if (global_header) c.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  if (const int rc = avcodec_open2(&c, codec, nullptr); rc < 0)
    return failed("the sound's encoder does not take these settings", rc);
  e->block_ = c.frame_size > 0 ? c.frame_size : chunk;
  e->waiting_.resize(static_cast<std::size_t>(spec.audio_channels));
  return e;
}

Result<void> AudioEncoder::push(const AudioBlock& block, std::vector<Packet>& packets) {
  if (block.rate != codec_->sample_rate || block.channels != static_cast<int>(waiting_.size()) ||
      block.start != pushed_) {
    return Error{Errc::invalid, "sound of " + std::to_string(block.channels) + " channels at " +
                                    std::to_string(block.rate) + " Hz from sample " + std::to_string(block.start) +
                                    " does not follow: expected " + std::to_string(waiting_.size()) + " channels at " +
                                    std::to_string(codec_->sample_rate) + " Hz from sample " + std::to_string(pushed_)};
  }
  for (int c = 0; c < block.channels; ++c)
    waiting_[static_cast<std::size_t>(c)].insert(waiting_[static_cast<std::size_t>(c)].end(), block.channel(c),
                                                 block.channel(c) + block.frames);
  pushed_ += block.frames;
  while (static_cast<int>(waiting_[0].size()) >= block_) {
    if (auto done = code(block_, packets); !done) return done;
  }
  return {};
}

Result<void> AudioEncoder::end(std::vector<Packet>& packets) {
  if (!waiting_[0].empty()) {
    if (auto done = code(static_cast<int>(waiting_[0].size()), packets); !done) return done;
  }
  avcodec_send_frame(codec_.get(), nullptr);
  return receive(packets);
}

Result<void> AudioEncoder::code(int frames, std::vector<Packet>& packets) {
  const FrameRef f = av::frame();
  f->nb_samples = frames;
  f->format = codec_->sample_fmt;
  f->sample_rate = codec_->sample_rate;
  av_channel_layout_copy(&f->ch_layout, &codec_->ch_layout);
  if (av_frame_get_buffer(f.get(), 0) < 0) return Error{Errc::unavailable, "no memory for sound"};
  f->pts = coded_;
  coded_ += frames;
  const std::size_t channels = waiting_.size();
  for (std::size_t c = 0; c < channels; ++c) {
    const float* from = waiting_[c].data();
    if (codec_->sample_fmt == AV_SAMPLE_FMT_FLTP) {
      std::memcpy(f->extended_data[c], from, static_cast<std::size_t>(frames) * sizeof(float));
    } else {
      auto* to = reinterpret_cast<std::int32_t*>(f->extended_data[0]);
      for (int i = 0; i < frames; ++i)
        to[static_cast<std::size_t>(i) * channels + c] = static_cast<std::int32_t>(quantised(from[i], 8388608.0) * 256);
    }
    waiting_[c].erase(waiting_[c].begin(), waiting_[c].begin() + frames);
  }
  if (const int rc = avcodec_send_frame(codec_.get(), f.get()); rc < 0) return failed("sound could not be coded", rc);
  return receive(packets);
}

Result<void> AudioEncoder::receive(std::vector<Packet>& packets) {
  for (;;) {
    Packet p = av::packet();
    const int rc = avcodec_receive_packet(codec_.get(), p.get());
    if (rc == AVERROR(EAGAIN) || rc == AVERROR_EOF) return {};
    if (rc < 0) return failed("sound could not be coded", rc);
    packets.push_back(std::move(p));
  }
}

}  // namespace rushes::av
