// The facts of a full decode.
#include "core/media/audio_decode.hpp"
#include "core/media/still.hpp"
#include "core/media/timing.hpp"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace rushes {

namespace {

Result<void> count_video(const std::string& path, const CancelToken& cancel, DecodeFacts& facts) {
  auto opened = av::open(path);
  if (!opened) return std::move(opened).error();
  AVFormatContext& input = **opened;
  const int stream = av::first_video(input);
  for (unsigned i = 0; i < input.nb_streams; ++i)
    input.streams[i]->discard = static_cast<int>(i) == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  const AVStream& s = *input.streams[stream];
  auto made = av::open_decoder(s, 1);
  if (!made) return std::move(made).error();
  AVCodecContext& codec = **made;
  if (const int rc = avcodec_open2(&codec, codec.codec, nullptr); rc < 0) return av::failed("decoder", rc);
  const av::Packet packet = av::packet();
  const av::FrameRef frame = av::frame();
  std::vector<std::int64_t> pts;
  const auto drain = [&] {
    for (int rc; (rc = avcodec_receive_frame(&codec, frame.get())) != AVERROR(EAGAIN) && rc != AVERROR_EOF;) {
      if (rc < 0) {
        ++facts.errors;
        break;
      }
      ++facts.video_frames;
      if (frame->decode_error_flags) ++facts.errors;
      if (av::known(frame->best_effort_timestamp)) pts.push_back(frame->best_effort_timestamp);
      av_frame_unref(frame.get());
    }
  };
  for (int rc; (rc = av_read_frame(&input, packet.get())) != AVERROR_EOF; av_packet_unref(packet.get())) {
    if (rc < 0) {
      ++facts.errors;
      break;
    }
    if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    if (packet->stream_index != stream) continue;
    if (avcodec_send_packet(&codec, packet.get()) < 0) ++facts.errors;
    drain();
  }
  avcodec_send_packet(&codec, nullptr);
  drain();
  const av::Steps steps = av::steps_of(pts, s.time_base);
  facts.step_min_ms = steps.min_ms;
  facts.step_max_ms = steps.max_ms;
  facts.variable = steps.variable;
  if (!pts.empty()) facts.first_pts_s = static_cast<double>(pts.front()) * av_q2d(s.time_base);
  return {};
}

// Begins anew where the format changes within a file; the last stretch counts.
class Loudness {
 public:
  void add(const av::Samples& s) {
    if (!state_ || s.channels != channels_ || s.rate != rate_) {
      channels_ = s.channels;
      rate_ = s.rate;
      state_.reset(ebur128_init(static_cast<unsigned>(s.channels), static_cast<unsigned long>(s.rate), EBUR128_MODE_I));
    }
    if (!state_) return;
    interleaved_.resize(static_cast<std::size_t>(s.frames) * static_cast<std::size_t>(s.channels));
    for (int c = 0; c < s.channels; ++c)
      for (int i = 0; i < s.frames; ++i)
        interleaved_[static_cast<std::size_t>(i) * static_cast<std::size_t>(s.channels) + static_cast<std::size_t>(c)] =
            s.channel[c][i];
    ebur128_add_frames_float(state_.get(), interleaved_.data(), static_cast<std::size_t>(s.frames));
  }
  // At least -70, the gate below which nothing is counted.
  double integrated() const {
    double lufs = -70;
    if (state_ && ebur128_loudness_global(state_.get(), &lufs) != EBUR128_SUCCESS) lufs = -70;
    return std::isfinite(lufs) ? std::max(lufs, -70.0) : -70;
  }

 private:
  struct Free {
    void operator()(ebur128_state* s) const { ebur128_destroy(&s); }
  };
  std::unique_ptr<ebur128_state, Free> state_;
  int channels_ = 0, rate_ = 0;
  std::vector<float> interleaved_;
};

Result<void> count_audio(const std::string& path, const CancelToken& cancel, DecodeFacts& facts) {
  auto input = av::open(path);
  if (!input) return std::move(input).error();
  float peak = 0;
  Loudness loudness;
  auto done = av::decode_audio(**input, av::first_audio(**input), cancel, facts.errors, [&](const av::Samples& s) {
    facts.audio_samples += s.frames;
    loudness.add(s);
    for (int c = 0; c < s.channels; ++c) {
      for (int i = 0; i < s.frames; ++i) {
        if (const float v = std::abs(s.channel[c][i]); v > peak) peak = v;
      }
    }
    return true;
  });
  facts.peak_dbfs = peak > 0 ? 20 * std::log10(static_cast<double>(peak)) : -INFINITY;
  facts.integrated_lufs = loudness.integrated();
  return done;
}

}  // namespace

Result<DecodeFacts> decode_all(const std::string& path, const CancelToken& cancel) {
  DecodeFacts facts;
  facts.peak_dbfs = -INFINITY;
  if (is_sequence(path) || is_still(path)) {
    auto pool = FramePool::create();
    if (!pool) return std::move(pool).error();
    auto source = open_media(*pool, path);
    if (!source) return std::move(source).error();
    const VideoStreamInfo& v = (*source)->info().video.front();
    Error last;
    for (std::int64_t n = 0; n < v.frames; ++n) {
      if (auto frame = (*source)->frame(n, cancel)) {
        ++facts.video_frames;
      } else {
        last = frame.error();
        if (last.code == Errc::cancelled) return last;
        ++facts.errors;
      }
    }
    if (facts.video_frames == 0) return last;
    if (v.frames > 1)
      facts.step_min_ms = facts.step_max_ms =
          1000.0 * static_cast<double>(v.rate.den) / static_cast<double>(v.rate.num);
    return facts;
  }
  bool video = false, audio = false;
  {
    auto input = av::open(path);
    if (!input) return std::move(input).error();
    video = av::first_video(**input) >= 0;
    audio = av::first_audio(**input) >= 0;
  }
  if (!video && !audio) return Error{Errc::invalid, "cannot read " + path + ": there is no picture and no sound in it"};
  if (video) {
    if (auto done = count_video(path, cancel, facts); !done) return std::move(done).error().in("cannot read " + path);
  }
  if (audio) {
    if (auto done = count_audio(path, cancel, facts); !done) return std::move(done).error().in("cannot read " + path);
  }
  if (facts.video_frames == 0 && facts.audio_samples == 0) {
    return Error{Errc::io, "cannot read " + path + ": nothing in it can be decoded (" + std::to_string(facts.errors) +
                               " errors)"};
  }
  return facts;
}

}  // namespace rushes
