#include "core/media/audio_chunks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace rushes::av {

namespace {

constexpr std::int64_t warm = 1;  // seconds before a chunk that are resampled too; whole, so that the phase is the same

// Containers whose stamps are exact to the sample and that find a place by them.
bool counts_samples(const AVFormatContext& input, AVRational base, int rate) {
  const std::string_view name = input.iformat->name;
  constexpr std::array exact{"mp4", "wav", "w64", "flac", "caf", "aiff"};
  return base.num == 1 && base.den % rate == 0 &&
         std::ranges::any_of(exact, [&](const char* n) { return name.find(n) != name.npos; });
}

}  // namespace

Result<void> AudioChunks::restart(Run& run) {
  auto input = parameters_ ? reopen(path_, stream_, *parameters_) : av::open(path_);
  if (!input) return std::move(input).error();
  if (static_cast<unsigned>(stream_) >= (*input)->nb_streams)
    return Error{Errc::io, path_ + " has changed while it was open"};
  run.input = std::move(*input);
  auto stream = AudioStream::open(*run.input, stream_);
  if (!stream) return std::move(stream).error();
  run.stream = std::move(*stream);
  if (rate_ > 0) {
    auto resampler = Resampler::make(rate_, out_rate_, channels_);
    if (!resampler) return std::move(resampler).error();
    run.resampler = std::move(*resampler);
  }
  run.out.assign(static_cast<std::size_t>(channels_), {});
  return {};
}

Result<void> AudioChunks::begin(const CancelToken& cancel) {
  if (begun_) return {};
  Run probe;
  if (auto ok = restart(probe); !ok) return ok;
  Samples s;
  auto more = probe.stream->next(s, cancel);
  if (!more) return std::move(more).error();
  if (!*more) return Error{Errc::io, "the sound of " + path_ + " cannot be decoded; the file is damaged"};
  rate_ = s.rate;
  first_ = s.pts == AV_NOPTS_VALUE ? 0 : s.pts;
  base_ = probe.stream->time_base();
  counted_ = s.pts != AV_NOPTS_VALUE && counts_samples(*probe.input, base_, rate_);
  if (auto ok = Resampler::make(rate_, out_rate_, channels_); !ok) return std::move(ok).error();
  Parameters parameters(avcodec_parameters_alloc());
  if (parameters && avcodec_parameters_copy(parameters.get(), probe.input->streams[stream_]->codecpar) >= 0)
    parameters_ = std::move(parameters);
  begun_ = true;
  return {};
}

Result<void> AudioChunks::feed(Run& run, const Samples& s, std::int64_t skip) {
  if (s.rate != rate_)
    return Error{Errc::invalid, "the sound of " + path_ + " changes its sample rate from " + std::to_string(rate_) +
                                    " to " + std::to_string(s.rate)};
  std::vector<const float*> channel(static_cast<std::size_t>(channels_));
  for (int c = 0; c < channels_; ++c)
    channel[static_cast<std::size_t>(c)] = s.channel[std::min(c, s.channels - 1)] + skip;
  run.taken += s.frames - skip;
  return run.resampler.push(channel.data(), static_cast<int>(s.frames - skip), run.out);
}

Result<void> AudioChunks::silence(Run& run, std::int64_t end) {
  const std::vector<float> quiet(static_cast<std::size_t>(std::min<std::int64_t>(end - run.taken, rate_ / 10 + 1)));
  const std::vector<const float*> silent(static_cast<std::size_t>(channels_), quiet.data());
  while (run.taken < end) {
    const auto n = std::min<std::int64_t>(end - run.taken, static_cast<std::int64_t>(quiet.size()));
    if (auto ok = run.resampler.push(silent.data(), static_cast<int>(n), run.out); !ok) return ok;
    run.taken += n;
  }
  return {};
}

// A run that begins `warm` seconds before the chunk.
Result<void> AudioChunks::placed(Run& run, std::int64_t number, const CancelToken& cancel) {
  if (auto ok = restart(run); !ok) return ok;
  const std::int64_t second = std::max<std::int64_t>(0, number * seconds - warm);
  run.taken = second * rate_;
  run.start = second * out_rate_;
  if (second == 0) return {};
  // Half a second more for the decoder: overlapping windows, the bit reservoir of MP3.
  if (!run.stream->seek(first_ + av_rescale_q(run.taken - rate_ / 2, {1, rate_}, base_)))
    return Error{Errc::io, "the sound of " + path_ + " cannot be sought"};
  Samples s;
  for (;;) {
    auto more = run.stream->next(s, cancel);
    if (!more) return std::move(more).error();
    if (!*more) return {};  // behind the end
    if (s.pts == AV_NOPTS_VALUE) return Error{Errc::io, "the sound of " + path_ + " cannot be sought"};
    const std::int64_t at = av_rescale_q(s.pts - first_, base_, {1, rate_});
    if (at + s.frames <= run.taken) continue;
    if (at > run.taken) {
      if (auto ok = silence(run, at); !ok) return ok;
    }
    return feed(run, s, run.taken - at);
  }
}

// Decodes until output sample `end` is there, or the sound has ended.
Result<void> AudioChunks::until(Run& run, std::int64_t end, const CancelToken& cancel) {
  Samples s;
  while (!run.ended && run.start + static_cast<std::int64_t>(run.out[0].size()) < end) {
    auto more = run.stream->next(s, cancel);
    if (!more) return std::move(more).error();
    if (!*more) {
      run.ended = true;
      return run.resampler.finish(run.out);
    }
    // A hole in the time stamps of more than a tenth of a second is a hole in the sound.
    if (s.pts != AV_NOPTS_VALUE) {
      const std::int64_t at = av_rescale_q(s.pts - first_, base_, {1, rate_});
      if (at - run.taken > rate_ / 10 && at - run.taken < std::int64_t{rate_} * 3600) {
        if (auto ok = silence(run, at); !ok) return ok;
      }
    }
    if (auto ok = feed(run, s, 0); !ok) return ok;
  }
  return {};
}

// Takes samples [from, to) out of what is ready; what lies before them goes.
AudioChunks::Chunk AudioChunks::cut(Run& run, std::int64_t from, std::int64_t to) const {
  Chunk chunk(static_cast<std::size_t>(channels_));
  const auto size = static_cast<std::int64_t>(run.out[0].size());
  const auto a = std::clamp<std::int64_t>(from - run.start, 0, size),
             b = std::clamp<std::int64_t>(to - run.start, a, size);
  for (std::size_t c = 0; c < chunk.size(); ++c) {
    auto& out = run.out[c];
    chunk[c].assign(out.begin() + a, out.begin() + b);
    out.erase(out.begin(), out.begin() + b);
  }
  run.start += b;
  return chunk;
}

Result<void> AudioChunks::make(std::int64_t number, const Made& made, const CancelToken& cancel) {
  if (auto ok = begin(cancel); !ok) return ok;
  const std::int64_t size = seconds * out_rate_;
  if (counted_) {
    Run run;
    auto ok = placed(run, number, cancel);
    if (ok) ok = until(run, (number + 1) * size, cancel);
    if (ok) {
      made(number, cut(run, number * size, (number + 1) * size));
      return {};
    }
    if (ok.error().code != Errc::io) return ok;
    counted_ = false;  // the index is not what it says: from the beginning then
  }
  if (!run_ || number < next_) {
    run_.emplace();
    next_ = 0;
    if (auto ok = restart(*run_); !ok) {
      run_.reset();
      return ok;
    }
  }
  while (next_ <= number) {
    if (auto ok = until(*run_, (next_ + 1) * size, cancel); !ok) {
      run_.reset();
      return ok;
    }
    Chunk chunk = cut(*run_, next_ * size, (next_ + 1) * size);
    const bool ended = chunk[0].empty() && run_->ended;
    if (ended) next_ = number;  // all that follow are empty
    made(next_++, std::move(chunk));
  }
  return {};
}

}  // namespace rushes::av
