#include "core/media/audio_stream.hpp"

namespace rushes::av {

Result<AudioStream> AudioStream::open(AVFormatContext& input, int stream) {
  for (unsigned i = 0; i < input.nb_streams; ++i)
    input.streams[i]->discard = static_cast<int>(i) == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  AudioStream s;
  auto codec = open_decoder(*input.streams[stream], 1);
  if (!codec) return std::move(codec).error();
  s.codec_ = std::move(*codec);
  if (const int rc = avcodec_open2(s.codec_.get(), s.codec_->codec, nullptr); rc < 0) return failed("decoder", rc);
  s.input_ = &input;
  s.stream_ = stream;
  s.base_ = input.streams[stream]->time_base;
  s.packet_ = packet();
  s.frame_ = frame();
  return s;
}

Result<bool> AudioStream::next(Samples& out, const CancelToken& cancel) {
  for (;;) {
    av_frame_unref(frame_.get());
    if (avcodec_receive_frame(codec_.get(), frame_.get()) >= 0) {
      const AVFrame& f = *frame_;
      if (f.nb_samples <= 0 || f.ch_layout.nb_channels <= 0 || f.sample_rate <= 0) continue;
      to_float(f, store_);
      channel_.clear();
      for (const auto& c : store_) channel_.push_back(c.data());
      out = {f.sample_rate,          f.ch_layout.nb_channels,
             layout_of(f.ch_layout), known(f.best_effort_timestamp) ? f.best_effort_timestamp : AV_NOPTS_VALUE,
             f.nb_samples,           channel_.data()};
      return true;
    }
    if (draining_) return false;
    if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    const int rc = av_read_frame(input_, packet_.get());
    if (rc < 0) {
      errors_ += rc != AVERROR_EOF;
      avcodec_send_packet(codec_.get(), nullptr);
      draining_ = true;
      continue;
    }
    if (packet_->stream_index == stream_) errors_ += avcodec_send_packet(codec_.get(), packet_.get()) < 0;
    av_packet_unref(packet_.get());
  }
}

bool AudioStream::seek(std::int64_t pts) {
  if (av_seek_frame(input_, stream_, pts, AVSEEK_FLAG_BACKWARD) < 0) return false;
  avcodec_flush_buffers(codec_.get());
  draining_ = false;
  return true;
}

}  // namespace rushes::av
