// Sound of media files: channels, speed, direction; and sums with crossfades.
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

std::int64_t scaled(std::int64_t n, std::int64_t num, std::int64_t den, double* fraction) {
  const __int128 product = static_cast<__int128>(n) * num;
  __int128 whole = product / den, rest = product % den;
  if (rest < 0) --whole, rest += den;
  *fraction = static_cast<double>(rest) / static_cast<double>(den);
  constexpr __int128 farthest = std::int64_t{1} << 60;  // samples; no file reaches there
  return static_cast<std::int64_t>(std::clamp(whole, -farthest, farthest));
}

class MediaSignal : public Signal {
 public:
  explicit MediaSignal(const AudioClip& clip) : clip_(clip) {}

  Result<void> read(AudioContext& c, AudioBlock& out) override {
    std::ranges::fill(out.samples, 0.0f);
    if (!clip_.error.empty()) return fail(c, {Errc::not_found, clip_.error});
    if (clip_.media < 0 || clip_.time.speed.num == 0) return {};
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
    const Speed& s = clip_.time.speed;
    const std::int64_t zero = sample_at(clip_.time.start, media_rate);
    const std::int64_t num = s.num * media_rate, den = s.den * c.graph.canvas.sample_rate;
    if (num == den) return source.audio(zero + from, n, *c.cancel);
    if (num == -den) {
      auto block = source.audio(zero - from - n, n, *c.cancel);
      if (block)
        for (int ch = 0; ch < block->channels; ++ch) std::reverse(block->channel(ch), block->channel(ch) + n);
      return block;
    }
    return resampled(source, c, zero, num, den, from, n);
  }

  // Windowed sinc straight from the position, so that every sample stands for itself. The pitch goes with the speed.
  static Result<AudioBlock> resampled(MediaSource& source, AudioContext& c, std::int64_t zero, std::int64_t num,
                                      std::int64_t den, std::int64_t from, int n) {
    const double ratio = std::abs(static_cast<double>(num) / static_cast<double>(den));
    const double cutoff = ratio > 1 ? 1 / ratio : 1;
    const int half = static_cast<int>(std::ceil(16 * std::min(ratio > 1 ? ratio : 1.0, 16.0)));
    double ignored;
    const std::int64_t a = scaled(from, num, den, &ignored), b = scaled(from + n - 1, num, den, &ignored);
    const std::int64_t low = std::min(a, b) - half, high = std::max(a, b) + half + 2;
    if (high - low > (std::int64_t{1} << 26))
      return Error{Errc::invalid, "sound at this speed needs too many samples at once"};
    auto in = source.audio(zero + low, static_cast<int>(high - low), *c.cancel);
    if (!in) return in;
    AudioBlock out = AudioBlock::silence(in->channels, in->layout, from, n, c.graph.canvas.sample_rate);
    std::vector<double> taps(static_cast<std::size_t>(2 * half));
    for (int i = 0; i < n; ++i) {
      double fraction;
      const std::int64_t at = scaled(from + i, num, den, &fraction);
      double sum = 0;
      for (int k = 0; k < 2 * half; ++k) {
        const double x = (k - half + 1) - fraction;
        const double arc = std::numbers::pi * x * cutoff;
        const double sinc = std::abs(arc) < 1e-9 ? 1 : std::sin(arc) / arc;
        const double window = std::abs(x) >= half ? 0 : 0.5 + 0.5 * std::cos(std::numbers::pi * x / half);
        sum += taps[static_cast<std::size_t>(k)] = sinc * window;
      }
      const std::int64_t base = at - half + 1 - low;
      for (int ch = 0; ch < out.channels; ++ch) {
        double value = 0;
        for (int k = 0; k < 2 * half; ++k) value += taps[static_cast<std::size_t>(k)] * in->channel(ch)[base + k];
        out.channel(ch)[i] = static_cast<float>(value / sum);
      }
    }
    return out;
  }

  const AudioClip& clip_;
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
      if (p.length >= 0) last = std::min(last, p.start + p.length + (p.fade_out ? 0 : p.signal->tail()));
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
std::unique_ptr<Signal> sum_signal(std::vector<Part> parts, std::vector<std::unique_ptr<Signal>> owned) {
  return std::make_unique<SumSignal>(std::move(parts), std::move(owned));
}

}  // namespace rushes
