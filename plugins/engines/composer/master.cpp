#include "plugins/engines/composer/master.hpp"

#include "plugins/effects/audio_support/limiter.hpp"
#include "plugins/effects/audio_support/meter.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace composer {
namespace {

constexpr std::size_t step = sample_rate;

// First-order high-pass at 12 Hz.
void remove_offset(std::vector<float>& samples) {
  const double keep = std::exp(-2 * std::numbers::pi * 12 / sample_rate);
  double before = samples.empty() ? 0 : samples[0], out = 0;
  for (float& s : samples) {
    out = keep * (out + s - before);
    before = s;
    s = static_cast<float>(out);
  }
}

void fade(std::vector<float>& samples, double in_seconds, double out_seconds) {
  const auto length = [&](double seconds) {
    return std::min(samples.size(), static_cast<std::size_t>(std::llround(seconds * sample_rate)));
  };
  const std::size_t in = length(in_seconds), out = length(out_seconds);
  for (std::size_t i = 0; i < in; ++i)
    samples[i] *=
        static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * static_cast<double>(i) / static_cast<double>(in)));
  for (std::size_t i = 0; i < out; ++i)
    samples[samples.size() - 1 - i] *=
        static_cast<float>(std::sin(0.5 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(out)));
}

}  // namespace

bool finish(Stereo& sound, const Finish& want, const Progress& progress) {
  for (auto* channel : {&sound.left, &sound.right}) {
    remove_offset(*channel);
    fade(*channel, want.fade_in, want.fade_out);
  }
  loudness::Meter meter(2, sample_rate);
  for (std::size_t at = 0; at < sound.size(); at += step) {
    if (progress && !progress(0.5 * static_cast<double>(at) / static_cast<double>(sound.size()))) return false;
    const float* const channels[] = {sound.left.data() + at, sound.right.data() + at};
    meter.add(channels, static_cast<std::uint32_t>(std::min(step, sound.size() - at)));
  }
  loudness::Limiter limiter(loudness::gain_to(want.loudness, meter.read().integrated), want.ceiling, 2);
  const auto lag = static_cast<std::size_t>(loudness::Limiter::latency());
  for (std::size_t i = 0; i < sound.size() + lag; ++i) {
    if (i % step == 0 && progress &&
        !progress(0.5 + 0.5 * static_cast<double>(i) / static_cast<double>(sound.size() + lag)))
      return false;
    float sample[2] = {i < sound.size() ? sound.left[i] : 0, i < sound.size() ? sound.right[i] : 0};
    limiter.step(sample);
    if (i >= lag) sound.left[i - lag] = sample[0], sound.right[i - lag] = sample[1];
  }
  return true;
}

}  // namespace composer
