#include "core/media/resample.hpp"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

#include <array>

namespace rushes::av {

void Resampler::Free::operator()(void* p) const {
  auto* swr = static_cast<SwrContext*>(p);
  swr_free(&swr);
}

Result<Resampler> Resampler::make(int from, int to, int channels) {
  if (from < 1000 || from > 768000 || channels < 1 || channels > 64) {
    return Error{Errc::invalid, "sound of " + std::to_string(channels) + " channels at " + std::to_string(from) +
                                    " Hz cannot be read here"};
  }
  Resampler r;
  r.channels_ = channels;
  if (from == to) return r;
  AVChannelLayout layout{};
  layout.order = AV_CHANNEL_ORDER_UNSPEC;
  layout.nb_channels = channels;
  SwrContext* swr = nullptr;
  int rc = swr_alloc_set_opts2(&swr, &layout, AV_SAMPLE_FMT_FLTP, to, &layout, AV_SAMPLE_FMT_FLTP, from, 0, nullptr);
  r.swr_.reset(swr);
  if (rc >= 0) rc = av_opt_set_int(swr, "filter_size", 64, 0);
  if (rc >= 0) rc = swr_init(swr);
  if (rc < 0) return Error{Errc::internal, "the sound cannot be resampled from " + std::to_string(from) + " Hz"};
  return r;
}

Result<void> Resampler::run(const float* const* channel, int frames, std::vector<std::vector<float>>& out) {
  auto* swr = static_cast<SwrContext*>(swr_.get());
  const int room = swr_get_out_samples(swr, frames);
  if (room < 0) return Error{Errc::internal, "the sound cannot be resampled"};
  const std::size_t had = out[0].size();
  std::array<std::uint8_t*, 64> to{};
  std::array<const std::uint8_t*, 64> from{};
  for (std::size_t c = 0; c < static_cast<std::size_t>(channels_); ++c) {
    out[c].resize(had + static_cast<std::size_t>(room));
    to[c] = reinterpret_cast<std::uint8_t*>(out[c].data() + had);
    if (channel) from[c] = reinterpret_cast<const std::uint8_t*>(channel[c]);
  }
  const int made = swr_convert(swr, to.data(), room, channel ? from.data() : nullptr, frames);
  for (auto& c : out) c.resize(had + static_cast<std::size_t>(std::max(0, made)));
  if (made < 0) return Error{Errc::internal, "the sound cannot be resampled"};
  return {};
}

Result<void> Resampler::push(const float* const* channel, int frames, std::vector<std::vector<float>>& out) {
  out.resize(static_cast<std::size_t>(channels_));
  if (swr_) return run(channel, frames, out);
  for (std::size_t c = 0; c < out.size(); ++c) out[c].insert(out[c].end(), channel[c], channel[c] + frames);
  return {};
}

Result<void> Resampler::finish(std::vector<std::vector<float>>& out) {
  out.resize(static_cast<std::size_t>(channels_));
  return swr_ ? run(nullptr, 0, out) : Result<void>{};
}

}  // namespace rushes::av
