#include "core/media/audio_decode.hpp"

#include "core/media/audio_stream.hpp"

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
  auto audio = AudioStream::open(input, stream);
  if (!audio) return std::move(audio).error();
  Samples samples;
  for (bool more = true; more;) {
    auto next = audio->next(samples, cancel);
    if (!next) return std::move(next).error();
    more = *next && take(samples);
  }
  errors += audio->errors();
  return {};
}

}  // namespace rushes::av
