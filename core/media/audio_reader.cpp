#include "core/media/audio_reader.hpp"

#include "core/media/resample.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace rushes::av {

namespace {

// Decoded once, on the first read, and kept: short streams only.
class WholeReader final : public AudioReader {
 public:
  WholeReader(std::string path, int stream, const AudioStreamInfo& info, Time origin)
      : path_(std::move(path)), stream_(stream), channels_(info.channels), layout_(info.layout), origin_(origin) {}

  Result<AudioBlock> read(std::int64_t start, int frames, const CancelToken& cancel) override {
    if (auto ready = decode(cancel); !ready) return std::move(ready).error();
    AudioBlock block = AudioBlock::silence(channels_, layout_, start, frames);
    const std::int64_t size = samples_.empty() ? 0 : static_cast<std::int64_t>(samples_[0].size());
    const std::int64_t from = start + shift_;
    const std::int64_t a = std::clamp<std::int64_t>(from, 0, size),
                       b = std::clamp<std::int64_t>(from + frames, 0, size);
    for (int c = 0; c < channels_ && a < b; ++c) {
      const auto& s = samples_[static_cast<std::size_t>(c)];
      std::copy(s.begin() + a, s.begin() + b, block.channel(c) + (a - from));
    }
    return block;
  }

 private:
  Result<void> decode(const CancelToken& cancel) {
    const std::lock_guard hold(lock_);
    if (done_) return {};
    auto input = av::open(path_);
    if (!input) return std::move(input).error();
    if (static_cast<unsigned>(stream_) >= (*input)->nb_streams)
      return Error{Errc::io, path_ + " has changed while it was open"};
    const AVRational base = (*input)->streams[stream_]->time_base;
    std::vector<std::vector<float>> out;
    Resampler resampler;
    int rate = 0, errors = 0;
    std::int64_t taken = 0;  // samples at the file's rate, gaps included
    std::int64_t first = AV_NOPTS_VALUE;
    Result<void> failure;
    auto run = decode_audio(**input, stream_, cancel, errors, [&](const Samples& s) {
      if (rate == 0) {
        rate = s.rate;
        first = s.pts == AV_NOPTS_VALUE ? 0 : s.pts;
        auto made = Resampler::make(rate, project_rate, channels_);
        if (!made) return failure = std::move(made).error(), false;
        resampler = std::move(*made);
      }
      if (s.rate != rate)
        return failure = Error{Errc::invalid, "the sound of " + path_ + " changes its sample rate from " +
                                                  std::to_string(rate) + " to " + std::to_string(s.rate)},
               false;
      std::vector<const float*> channel(static_cast<std::size_t>(channels_));
      for (int c = 0; c < channels_; ++c) channel[static_cast<std::size_t>(c)] = s.channel[std::min(c, s.channels - 1)];
      // A hole in the time stamps of more than a tenth of a second is a hole in the sound.
      if (s.pts != AV_NOPTS_VALUE) {
        const std::int64_t at = av_rescale_q(s.pts - first, base, {1, rate});
        if (at - taken > rate / 10 && at - taken < std::int64_t{rate} * 3600) {
          const std::vector<float> quiet(static_cast<std::size_t>(rate) / 10);
          const std::vector<const float*> silent(static_cast<std::size_t>(channels_), quiet.data());
          while (taken < at) {
            const int n = static_cast<int>(std::min<std::int64_t>(at - taken, rate / 10));
            if (auto ok = resampler.push(silent.data(), n, out); !ok) return failure = ok, false;
            taken += n;
          }
        }
      }
      taken += s.frames;
      auto ok = resampler.push(channel.data(), s.frames, out);
      if (!ok) failure = ok;
      return static_cast<bool>(ok);
    });
    if (!run) return run;
    if (!failure) return failure;
    if (rate == 0) return Error{Errc::io, "the sound of " + path_ + " cannot be decoded; the file is damaged"};
    if (auto ok = resampler.finish(out); !ok) return ok;
    samples_ = std::move(out);
    shift_ = muldiv_round((origin_ - time_of(first, base)).ticks, project_rate, Time::per_second);
    done_ = true;
    return {};
  }

  const std::string path_;
  const int stream_, channels_;
  const std::uint64_t layout_;
  const Time origin_;
  std::mutex lock_;  // held while decoding: others wait for the same samples
  bool done_ = false;
  std::vector<std::vector<float>> samples_;
  std::int64_t shift_ = 0;  // sample 0 asked for is samples_[shift_]
};

}  // namespace

std::unique_ptr<AudioReader> make_audio_reader(std::string path, int stream, const AudioStreamInfo& info, Time origin) {
  return std::make_unique<WholeReader>(std::move(path), stream, info, origin);
}

}  // namespace rushes::av
