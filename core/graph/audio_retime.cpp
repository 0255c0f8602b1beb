#include "core/graph/audio_retime.hpp"

#include "core/timeline/retime.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

namespace rushes {

namespace {

struct Position {
  std::int64_t whole = 0;
  double fraction = 0;  // [0, 1)
};

Position scaled(std::int64_t n, std::int64_t num, std::int64_t den) {
  const __int128 product = static_cast<__int128>(n) * num;
  __int128 whole = product / den, rest = product % den;
  if (rest < 0) --whole, rest += den;
  constexpr __int128 farthest = std::int64_t{1} << 60;  // samples; no file reaches there
  return {static_cast<std::int64_t>(std::clamp(whole, -farthest, farthest)),
          static_cast<double>(rest) / static_cast<double>(den)};
}

double between(const Position& a, const Position& b) {
  return static_cast<double>(b.whole - a.whole) + (b.fraction - a.fraction);
}

// Reads `positions` out of the source; ratios[i] is how many of its samples pass there in one of the clip's. 0 = silence.
Result<AudioBlock> read_at(const std::vector<Position>& positions, const std::vector<double>& ratios, std::int64_t from,
                           int clip_rate, const FetchSound& fetch) {
  const auto half_of = [](double ratio) {
    return static_cast<int>(std::ceil(16 * std::min(std::max(ratio, 1.0), 16.0)));
  };
  std::optional<std::int64_t> low, high;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (ratios[i] == 0) continue;
    const int half = half_of(ratios[i]);
    low = std::min(low.value_or(positions[i].whole), positions[i].whole - half);
    high = std::max(high.value_or(positions[i].whole), positions[i].whole + half + 2);
  }
  const int n = static_cast<int>(positions.size());
  if (!low) return AudioBlock::silence(1, layout_mono, from, n, clip_rate);
  if (*high - *low > (std::int64_t{1} << 26))
    return Error{Errc::invalid, "sound at this speed needs too many samples at once"};
  auto in = fetch(*low, static_cast<int>(*high - *low));
  if (!in) return in;
  AudioBlock out = AudioBlock::silence(in->channels, in->layout, from, n, clip_rate);
  std::vector<double> taps;
  for (int i = 0; i < n; ++i) {
    const double ratio = ratios[static_cast<std::size_t>(i)];
    if (ratio == 0) continue;
    const Position& at = positions[static_cast<std::size_t>(i)];
    const double cutoff = ratio > 1 ? 1 / ratio : 1;
    const int half = half_of(ratio);
    taps.resize(static_cast<std::size_t>(2 * half));
    double sum = 0;
    for (int k = 0; k < 2 * half; ++k) {
      const double x = (k - half + 1) - at.fraction;
      const double arc = std::numbers::pi * x * cutoff;
      const double sinc = std::abs(arc) < 1e-9 ? 1 : std::sin(arc) / arc;
      const double window = std::abs(x) >= half ? 0 : 0.5 + 0.5 * std::cos(std::numbers::pi * x / half);
      sum += taps[static_cast<std::size_t>(k)] = sinc * window;
    }
    const std::int64_t base = at.whole - half + 1 - *low;
    for (int ch = 0; ch < out.channels; ++ch) {
      double value = 0;
      for (int k = 0; k < 2 * half; ++k) value += taps[static_cast<std::size_t>(k)] * in->channel(ch)[base + k];
      out.channel(ch)[i] = static_cast<float>(value / sum);
    }
  }
  return out;
}

Result<AudioBlock> at_speed(const TimeMap& time, int source_rate, int clip_rate, std::int64_t from, int n,
                            const FetchSound& fetch) {
  const Speed& s = time.speed;
  const std::int64_t zero = sample_at(time.start, source_rate);
  const std::int64_t num = s.num * source_rate, den = s.den * clip_rate;
  if (num == den) return fetch(zero + from, n);
  if (num == -den) {
    auto block = fetch(zero - from - n, n);
    if (block)
      for (int ch = 0; ch < block->channels; ++ch) std::reverse(block->channel(ch), block->channel(ch) + n);
    return block;
  }
  std::vector<Position> positions(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) {
    Position& p = positions[static_cast<std::size_t>(i)] = scaled(from + i, num, den);
    p.whole += zero;
  }
  const std::vector<double> ratios(positions.size(), std::abs(static_cast<double>(num) / static_cast<double>(den)));
  return read_at(positions, ratios, from, clip_rate, fetch);
}

// Along one stretch of the curve, where the source moves one way.
Result<AudioBlock> along(const TimeMap& time, int source_rate, int clip_rate, std::int64_t from, int n,
                         const FetchSound& fetch) {
  const auto place = [&](std::int64_t sample) {
    const Time begin = sample_start(sample, clip_rate);
    return scaled(retimed(time.keys, begin, sample_start(sample + 1, clip_rate)).ticks, source_rate, Time::per_second);
  };
  std::vector<Position> positions(static_cast<std::size_t>(n));
  std::vector<double> ratios(positions.size());
  Position next = place(from);
  for (int i = 0; i < n; ++i) {
    positions[static_cast<std::size_t>(i)] = next;
    next = place(from + i + 1);
    const double moved = std::abs(between(positions[static_cast<std::size_t>(i)], next));
    // A jump to the next stretch is no speed: the one before goes on. A standstill is silent.
    ratios[static_cast<std::size_t>(i)] = moved > 1001 && i > 0 ? ratios[static_cast<std::size_t>(i) - 1] : moved;
    if (moved * clip_rate < 1e-3 * source_rate) ratios[static_cast<std::size_t>(i)] = 0;
  }
  return read_at(positions, ratios, from, clip_rate, fetch);
}

}  // namespace

Result<AudioBlock> retimed_sound(const TimeMap& time, int source_rate, int clip_rate, std::int64_t from, int n,
                                 const FetchSound& fetch) {
  if (time.keys.empty()) {
    if (time.speed.num == 0) return AudioBlock::silence(1, layout_mono, from, n, clip_rate);
    return at_speed(time, source_rate, clip_rate, from, n, fetch);
  }
  // From key to key, so that a jump between two stretches asks for no more than both of them.
  std::optional<AudioBlock> out;
  for (std::int64_t at = from; at < from + n;) {
    std::int64_t end = from + n;
    for (const TimeKey& key : time.keys) {
      const std::int64_t cut = sample_at(key.at, clip_rate);
      if (cut > at && cut < end) end = cut;
    }
    auto part = along(time, source_rate, clip_rate, at, static_cast<int>(end - at), fetch);
    if (!part) return part;
    if (!out || (part->channels != out->channels && out->channels == 1)) {
      // Silence so far takes the channels of the sound.
      out = AudioBlock::silence(part->channels, part->layout, from, n, clip_rate);
    }
    if (part->channels == out->channels)
      for (int ch = 0; ch < part->channels; ++ch)
        std::copy_n(part->channel(ch), part->frames, out->channel(ch) + (at - from));
    at = end;
  }
  return std::move(*out);
}

}  // namespace rushes
