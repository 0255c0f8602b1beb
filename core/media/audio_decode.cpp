#include "core/media/audio_decode.hpp"

#include <cstring>
#include <vector>

namespace rushes::av {

std::uint64_t layout_of(const AVChannelLayout& layout) {
  if (layout.order == AV_CHANNEL_ORDER_NATIVE && layout.u.mask) return layout.u.mask;
  AVChannelLayout usual{};
  av_channel_layout_default(&usual, layout.nb_channels);
  return usual.order == AV_CHANNEL_ORDER_NATIVE ? usual.u.mask : 0;
}

namespace {

template <class T, class Scale>
void spread(const AVFrame& frame, std::vector<std::vector<float>>& store, bool planar, Scale scale) {
  const int channels = frame.ch_layout.nb_channels;
  for (int c = 0; c < channels; ++c) {
    const T* from = reinterpret_cast<const T*>(frame.extended_data[planar ? c : 0]) + (planar ? 0 : c);
    const int step = planar ? 1 : channels;
    float* to = store[static_cast<std::size_t>(c)].data();
    for (int i = 0; i < frame.nb_samples; ++i) to[i] = scale(from[static_cast<std::ptrdiff_t>(i) * step]);
  }
}

}  // namespace

void to_float(const AVFrame& frame, std::vector<std::vector<float>>& store) {
  store.resize(static_cast<std::size_t>(frame.ch_layout.nb_channels));
  for (auto& channel : store) channel.resize(static_cast<std::size_t>(frame.nb_samples));
  const auto format = static_cast<AVSampleFormat>(frame.format);
  const bool planar = av_sample_fmt_is_planar(format);
  switch (av_get_packed_sample_fmt(format)) {
    case AV_SAMPLE_FMT_U8:
      return spread<std::uint8_t>(frame, store, planar,
                                  [](std::uint8_t v) { return static_cast<float>(v - 128) / 128.0f; });
    case AV_SAMPLE_FMT_S16:
      return spread<std::int16_t>(frame, store, planar,
                                  [](std::int16_t v) { return static_cast<float>(v) / 32768.0f; });
    case AV_SAMPLE_FMT_S32:
      return spread<std::int32_t>(frame, store, planar,
                                  [](std::int32_t v) { return static_cast<float>(v / 2147483648.0); });
    case AV_SAMPLE_FMT_S64:
      return spread<std::int64_t>(frame, store, planar, [](std::int64_t v) {
        return static_cast<float>(static_cast<double>(v) / 9223372036854775808.0);
      });
    case AV_SAMPLE_FMT_FLT:
      return spread<float>(frame, store, planar, [](float v) { return v; });
    case AV_SAMPLE_FMT_DBL:
      return spread<double>(frame, store, planar, [](double v) { return static_cast<float>(v); });
    default:
      break;
  }
}

Result<void> decode_audio(AVFormatContext& input, int stream, const CancelToken& cancel, int& errors,
                          const std::function<bool(const Samples&)>& take) {
  for (unsigned i = 0; i < input.nb_streams; ++i)
    input.streams[i]->discard = static_cast<int>(i) == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  auto opened = open_decoder(*input.streams[stream], 1);
  if (!opened) return std::move(opened).error();
  AVCodecContext& codec = **opened;
  if (const int rc = avcodec_open2(&codec, codec.codec, nullptr); rc < 0) return failed("decoder", rc);
  const Packet packet = av::packet();
  const FrameRef frame = av::frame();
  std::vector<std::vector<float>> store;
  std::vector<const float*> channel;
  bool more = true;
  const auto drain = [&] {
    while (more && avcodec_receive_frame(&codec, frame.get()) >= 0) {
      if (frame->nb_samples > 0 && frame->ch_layout.nb_channels > 0 && frame->sample_rate > 0) {
        to_float(*frame, store);
        channel.clear();
        for (const auto& c : store) channel.push_back(c.data());
        const std::int64_t pts = known(frame->best_effort_timestamp) ? frame->best_effort_timestamp : AV_NOPTS_VALUE;
        more = take({frame->sample_rate, frame->ch_layout.nb_channels, layout_of(frame->ch_layout), pts,
                     frame->nb_samples, channel.data()});
      }
      av_frame_unref(frame.get());
    }
  };
  for (int rc; more && (rc = av_read_frame(&input, packet.get())) != AVERROR_EOF; av_packet_unref(packet.get())) {
    if (rc < 0) {
      ++errors;
      break;
    }
    if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    if (packet->stream_index != stream) continue;
    if (avcodec_send_packet(&codec, packet.get()) < 0) ++errors;
    drain();
  }
  if (more) {
    avcodec_send_packet(&codec, nullptr);
    drain();
  }
  return {};
}

}  // namespace rushes::av
