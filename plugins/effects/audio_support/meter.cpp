#include "plugins/effects/audio_support/meter.hpp"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace loudness {
namespace {

constexpr double gate = -70, silence = -120;

double decibels(double amplitude) { return amplitude > 0 ? std::max(silence, 20 * std::log10(amplitude)) : silence; }

}  // namespace

struct Meter::State {
  ebur128_state* meter = nullptr;
  std::uint32_t channels = 0, rate = 0;
  std::vector<float> interleaved;
  std::int64_t samples = 0, next_look = 0;
  double momentary = gate, short_term = gate;
  ~State() {
    if (meter) ebur128_destroy(&meter);
  }
};

Meter::Meter(std::uint32_t channels, std::uint32_t rate) : state_(std::make_unique<State>()) {
  state_->channels = channels;
  state_->rate = rate;
  state_->next_look = rate / 10;
  if (channels > 0 && channels <= 64 && rate >= 8000 && rate <= 384000)
    state_->meter = ebur128_init(channels, rate,
                                 EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_S | EBUR128_MODE_TRUE_PEAK |
                                     EBUR128_MODE_SAMPLE_PEAK | EBUR128_MODE_HISTOGRAM);
  // One channel of speech is heard from both loudspeakers.
  if (state_->meter && channels == 1) ebur128_set_channel(state_->meter, 0, EBUR128_DUAL_MONO);
}
Meter::~Meter() = default;
Meter::Meter(Meter&&) noexcept = default;
Meter& Meter::operator=(Meter&&) noexcept = default;

bool Meter::ok() const { return state_->meter != nullptr; }

void Meter::add(const float* const* channels, std::uint32_t frames) {
  State& s = *state_;
  if (!s.meter) return;
  // In steps that end at every tenth of a second of the whole, so that the maxima do not depend on the blocks.
  for (std::uint32_t from = 0; from < frames;) {
    const auto n = static_cast<std::uint32_t>(std::min<std::int64_t>(frames - from, s.next_look - s.samples));
    s.interleaved.resize(std::size_t{n} * s.channels);
    for (std::uint32_t i = 0; i < n; ++i)
      for (std::uint32_t c = 0; c < s.channels; ++c) {
        const float x = channels[c][from + i];
        s.interleaved[std::size_t{i} * s.channels + c] = std::isfinite(x) ? x : 0;
      }
    ebur128_add_frames_float(s.meter, s.interleaved.data(), n);
    s.samples += n;
    from += n;
    if (s.samples < s.next_look) continue;
    s.next_look += s.rate / 10;
    double value = 0;
    if (ebur128_loudness_momentary(s.meter, &value) == EBUR128_SUCCESS && std::isfinite(value))
      s.momentary = std::max(s.momentary, value);
    if (ebur128_loudness_shortterm(s.meter, &value) == EBUR128_SUCCESS && std::isfinite(value))
      s.short_term = std::max(s.short_term, value);
  }
}

Reading Meter::read() const {
  const State& s = *state_;
  Reading r;
  r.samples = s.samples;
  if (!s.meter) return r;
  r.momentary_max = s.momentary;
  r.short_term_max = s.short_term;
  double value = 0;
  if (ebur128_loudness_global(s.meter, &value) == EBUR128_SUCCESS && std::isfinite(value))
    r.integrated = std::max(gate, value);
  if (ebur128_loudness_range(s.meter, &value) == EBUR128_SUCCESS && std::isfinite(value)) r.range = value;
  double peak = 0, sample = 0;
  for (std::uint32_t c = 0; c < s.channels; ++c) {
    if (ebur128_true_peak(s.meter, c, &value) == EBUR128_SUCCESS) peak = std::max(peak, value);
    if (ebur128_sample_peak(s.meter, c, &value) == EBUR128_SUCCESS) sample = std::max(sample, value);
  }
  r.true_peak = decibels(std::max(peak, sample));
  r.sample_peak = decibels(sample);
  return r;
}

double gain_to(double target, double measured) {
  return measured <= gate || !std::isfinite(measured) ? 0 : std::clamp(target - measured, -40.0, 40.0);
}

}  // namespace loudness
