// Sound of media files and of inner timelines, with their channels; and sums with crossfades.
#include "core/graph/audio_retime.hpp"
#include "core/graph/audio_signal.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rushes {

std::uint64_t layout_of(int channels) {
  switch (channels) {
    case 1:
      return layout_mono;
    case 2:
      return layout_stereo;
    case 6:
      return layout_5_1;
    default:
      return (std::uint64_t{1} << channels) - 1;
  }
}

namespace {

constexpr int media_rate = 48000;  // what MediaSource::audio gives

// What a speaker adds to the left and right one of two (ITU-R BS.775; the LFE is left out).
std::pair<float, float> stereo_share(std::uint64_t speaker) {
  constexpr float half_power = 0.70710678f;
  switch (speaker) {
    case 0x1:
      return {1, 0};
    case 0x2:
      return {0, 1};
    case 0x4:
      return {half_power, half_power};
    case 0x10:
    case 0x200:
      return {half_power, 0};
    case 0x20:
    case 0x400:
      return {0, half_power};
    case 0x100:
      return {0.5f, 0.5f};
    case 0x40:
      return {half_power, half_power / 2};
    case 0x80:
      return {half_power / 2, half_power};
    default:
      return {0, 0};
  }
}

std::uint64_t nth_speaker(std::uint64_t layout, int n) {
  for (std::uint64_t bit = 1; bit; bit <<= 1)
    if ((layout & bit) && n-- == 0) return bit;
  return 0;
}

void add(float* out, const float* in, int n, float gain) {
  for (int i = 0; i < n; ++i) out[i] += in[i] * gain;
}

class MediaSignal : public Signal {
 public:
  explicit MediaSignal(const AudioClip& clip) : clip_(clip) {}

  Result<void> read(AudioContext& c, AudioBlock& out) override {
    std::ranges::fill(out.samples, 0.0f);
    if (!clip_.error.empty()) return fail(c, {Errc::not_found, clip_.error});
    if (clip_.media < 0 || frozen(clip_.time)) return {};
    const std::int64_t length = clip_.lead + clip_.length + clip_.trail;
    const std::int64_t first = std::clamp<std::int64_t>(out.start, 0, length),
                       last = std::clamp<std::int64_t>(out.start + out.frames, 0, length);
    if (first >= last) return {};
    auto source = c.media.source(clip_.media);
    if (!source) return fail(c, source.error());
    if ((*source)->info().audio.empty()) return {};
    auto part = samples(**source, c, first - clip_.lead, static_cast<int>(last - first));
    if (!part) return part.error().code == Errc::cancelled ? Result<void>(part.error()) : fail(c, part.error());
    AudioBlock mapped = AudioBlock::silence(out.channels, out.layout, first, part->frames, out.rate);
    map_channels(*part, mapped);
    for (int ch = 0; ch < out.channels; ++ch)
      std::copy_n(mapped.channel(ch), mapped.frames, out.channel(ch) + (first - out.start));
    return {};
  }

 private:
  Result<void> fail(AudioContext& c, const Error& cause) const {
    const NodeError error{-1, "", clip_.label, cause};
    c.ledger.failed(error);
    if (c.options.strict) return error.as_error();
    return {};
  }

  // Samples from `from`, in the clip's own count.
  Result<AudioBlock> samples(MediaSource& source, AudioContext& c, std::int64_t from, int n) const {
    return retimed_sound(clip_.time, media_rate, c.graph.canvas.sample_rate, from, n,
                         [&](std::int64_t start, int count) { return source.audio(start, count, *c.cancel); });
  }

  const AudioClip& clip_;
};

// The mix of a timeline within the timeline, at the speed of the clip that shows it.
class InnerSignal : public Signal {
 public:
  InnerSignal(const AudioClip& clip, std::unique_ptr<Signal> mix, std::int64_t length)
      : clip_(clip), mix_(std::move(mix)), length_(length) {}

  Result<void> read(AudioContext& c, AudioBlock& out) override {
    auto part = retimed_sound(clip_.time, out.rate, out.rate, out.start - clip_.lead, out.frames,
                              [&](std::int64_t start, int n) { return inner(c, out, start, n); });
    if (!part) return std::move(part).error();
    std::ranges::fill(out.samples, 0.0f);
    if (part->channels == out.channels) out.samples = std::move(part->samples);  // else it is silence
    return {};
  }
  void rest() override { mix_->rest(); }

 private:
  // Silence before the inner timeline's start and behind its end.
  Result<AudioBlock> inner(AudioContext& c, const AudioBlock& like, std::int64_t start, int n) {
    AudioBlock block = AudioBlock::silence(like.channels, like.layout, start, n, like.rate);
    const std::int64_t first = std::max<std::int64_t>(start, 0), last = std::min(start + n, length_);
    if (first >= last) return block;
    AudioBlock inside =
        AudioBlock::silence(like.channels, like.layout, first, static_cast<int>(last - first), like.rate);
    if (auto ok = mix_->read(c, inside); !ok) return std::move(ok).error();
    for (int ch = 0; ch < block.channels; ++ch)
      std::copy_n(inside.channel(ch), inside.frames, block.channel(ch) + (first - start));
    return block;
  }

  const AudioClip& clip_;
  std::unique_ptr<Signal> mix_;
  std::int64_t length_;
};

class SumSignal : public Signal {
 public:
  SumSignal(std::vector<Part> parts, std::vector<std::unique_ptr<Signal>> owned)
      : parts_(std::move(parts)), owned_(std::move(owned)) {}

  Result<void> read(AudioContext& c, AudioBlock& out) override {
    std::ranges::fill(out.samples, 0.0f);
    constexpr std::int64_t near = 30 * 48000;  // samples; clips farther away rest
    for (Part& p : parts_) {
      if (!p.signal) continue;
      if (p.awake && p.length >= 0 &&
          (p.start > out.start + out.frames + near || p.start + p.length < out.start - near)) {
        p.signal->rest();
        p.awake = false;
      }
      std::int64_t first = std::max(out.start, p.start), last = out.start + out.frames;
      if (const std::int64_t end = p.start + p.length; p.length >= 0 && last > end)
        last = std::min(last, end + (p.fade_out || first >= end + longest_tail ? 0 : p.signal->tail(c)));
      if (first >= last) continue;
      p.awake = true;
      AudioBlock part =
          AudioBlock::silence(out.channels, out.layout, first - p.start, static_cast<int>(last - first), out.rate);
      if (auto ok = p.signal->read(c, part); !ok) return ok;
      if (p.fade_in || p.fade_out) fade(p, part);
      for (int ch = 0; ch < out.channels; ++ch)
        add(out.channel(ch) + (first - out.start), part.channel(ch), part.frames, 1);
    }
    return {};
  }
  void rest() override {
    for (Part& p : parts_)
      if (p.signal && p.awake) p.signal->rest(), p.awake = false;
  }

 private:
  // Equal power: two different sounds keep their loudness across the cut.
  static void fade(const Part& p, AudioBlock& b) {
    for (int i = 0; i < b.frames; ++i) {
      const std::int64_t at = b.start + i;
      double gain = 1;
      if (at < p.fade_in)
        gain *= std::sin((static_cast<double>(at) + 0.5) / static_cast<double>(p.fade_in) * std::numbers::pi / 2);
      if (p.fade_out && at >= p.length - p.fade_out)
        gain *= std::cos((static_cast<double>(at - (p.length - p.fade_out)) + 0.5) / static_cast<double>(p.fade_out) *
                         std::numbers::pi / 2);
      if (gain != 1)
        for (int ch = 0; ch < b.channels; ++ch) b.channel(ch)[i] = static_cast<float>(b.channel(ch)[i] * gain);
    }
  }

  std::vector<Part> parts_;
  std::vector<std::unique_ptr<Signal>> owned_;
};

}  // namespace

void map_channels(const AudioBlock& in, AudioBlock& out) {
  const int n = std::min(in.frames, out.frames);
  if (in.channels == out.channels) {
    for (int c = 0; c < out.channels; ++c) std::copy_n(in.channel(c), n, out.channel(c));
    return;
  }
  if (in.channels == 1) {  // one microphone: as loud on both sides
    for (int c = 0; c < std::min(out.channels, 2); ++c) add(out.channel(c), in.channel(0), n, 1);
    return;
  }
  const std::uint64_t layout = in.layout ? in.layout : layout_of(in.channels);
  for (int c = 0; c < in.channels; ++c) {
    const std::uint64_t speaker = nth_speaker(layout, c);
    if (out.channels > 2) {
      int place = 0;
      while (place < out.channels && nth_speaker(out.layout, place) != speaker) ++place;
      if (place < out.channels) {
        add(out.channel(place), in.channel(c), n, 1);
        continue;
      }
    }
    const auto [left, right] = stereo_share(speaker);
    if (out.channels == 1) {
      add(out.channel(0), in.channel(c), n, (left + right) / 2);
    } else {
      if (left > 0) add(out.channel(0), in.channel(c), n, left);
      if (right > 0) add(out.channel(1), in.channel(c), n, right);
    }
  }
}

std::unique_ptr<Signal> media_signal(const AudioClip& clip) { return std::make_unique<MediaSignal>(clip); }
std::unique_ptr<Signal> inner_signal(const AudioClip& clip, std::unique_ptr<Signal> mix, std::int64_t length) {
  return std::make_unique<InnerSignal>(clip, std::move(mix), length);
}
std::unique_ptr<Signal> sum_signal(std::vector<Part> parts, std::vector<std::unique_ptr<Signal>> owned) {
  return std::make_unique<SumSignal>(std::move(parts), std::move(owned));
}

}  // namespace rushes
