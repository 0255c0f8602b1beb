// A parametric equaliser: two cuts, two shelves and three bells, one after the other.
#include "plugins/effects/audio_support/audio_block.hpp"
#include "plugins/effects/equaliser/biquad.hpp"

#include <rushes/audio_effect.hpp>

#include <optional>

namespace {

using rushes::ParamSpec;

constexpr ParamSpec frequency(const char* id, const char* label, double initial, double min, double max,
                              const char* help) {
  return {.id = id, .label = label, .initial = {initial}, .min = min, .max = max, .help = help, .step = 1};
}
constexpr ParamSpec gain(const char* id, const char* label) {
  return {.id = id,
          .label = label,
          .initial = {0},
          .min = -18,
          .max = 18,
          .unit = RUSHES_U_DECIBEL,
          .help = "0 dB leaves this band alone.",
          .step = 0.1};
}
constexpr ParamSpec width(const char* id) {
  return {.id = id,
          .label = "Q",
          .initial = {1},
          .min = 0.3,
          .max = 6,
          .help = "How narrow the bell is: 1 is about 1.4 octaves, 4 a third of an octave.",
          .step = 0.1};
}

struct Equaliser : rushes::AudioEffect<Equaliser> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.equaliser",
      .name = "Equaliser",
      .description = "Raises and lowers parts of the spectrum: two cuts, two shelves, three bells.",
      .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_INSTANCES | RUSHES_TRAIT_IN_PLACE};
  static constexpr std::array params{
      frequency("low_cut", "Low cut", 0, 0, 1000, "In Hz: what lies below fades by 12 dB an octave. 0 is off."),
      frequency("low.frequency", "Low shelf", 100, 20, 2000, "In Hz: the middle of the low shelf's slope."),
      gain("low.gain", "Low shelf gain"),
      frequency("bell1.frequency", "Bell 1", 250, 20, 20000, "In Hz: the middle of the first bell."),
      gain("bell1.gain", "Bell 1 gain"),
      width("bell1.q"),
      frequency("bell2.frequency", "Bell 2", 1000, 20, 20000, "In Hz: the middle of the second bell."),
      gain("bell2.gain", "Bell 2 gain"),
      width("bell2.q"),
      frequency("bell3.frequency", "Bell 3", 4000, 20, 20000, "In Hz: the middle of the third bell."),
      gain("bell3.gain", "Bell 3 gain"),
      width("bell3.q"),
      frequency("high.frequency", "High shelf", 8000, 500, 20000, "In Hz: the middle of the high shelf's slope."),
      gain("high.gain", "High shelf gain"),
      frequency("high_cut", "High cut", 0, 0, 20000, "In Hz: what lies above fades by 12 dB an octave. 0 is off.")};
  // Three seconds: then the longest ringing (18 dB at 20 Hz with a Q of 6) has fallen by 96 dB.
  static constexpr std::uint32_t preroll = 144000;

  void prepare(std::uint32_t rate_, std::uint32_t, std::uint64_t, std::uint32_t) {
    rate = rate_;
    known.reset();
  }
  void reset(std::int64_t) {
    for (auto& f : filters) f.reset();
  }

  void process(const Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, "equaliser");
    std::array<double, params.size()> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = p.values[i].v[0];
      if (!std::isfinite(values[i])) values[i] = params[i].initial[0];
    }
    if (known != values || channels != out.channels) {
      known = values;
      channels = out.channels;
      choose(p);
    }
    for (std::uint32_t c = 0; c < out.channels; ++c) {
      const float* const from = audio::channel_for(in, c);
      if (filters.empty()) {
        std::copy_n(from, out.frames, out.channel[c]);
        continue;
      }
      for (std::uint32_t i = 0; i < out.frames; ++i) {
        double v = std::isfinite(from[i]) ? from[i] : 0;
        for (auto& f : filters) v = f.step(c, v);
        out.channel[c][i] = static_cast<float>(v);
      }
    }
  }

 private:
  void choose(const Process& p) {
    constexpr double butterworth = 0.70710678118654752;
    filters.clear();
    const auto value = [&](const char* id) { return (*known)[static_cast<std::size_t>(p.index(id))]; };
    const auto add = [&](const equaliser::Coefficients& c) { filters.emplace_back(c, channels); };
    if (value("low_cut") > 0) add(equaliser::low_cut(rate, value("low_cut"), butterworth));
    if (value("low.gain") != 0) add(equaliser::low_shelf(rate, value("low.frequency"), value("low.gain"), butterworth));
    if (value("bell1.gain") != 0)
      add(equaliser::bell(rate, value("bell1.frequency"), value("bell1.gain"), value("bell1.q")));
    if (value("bell2.gain") != 0)
      add(equaliser::bell(rate, value("bell2.frequency"), value("bell2.gain"), value("bell2.q")));
    if (value("bell3.gain") != 0)
      add(equaliser::bell(rate, value("bell3.frequency"), value("bell3.gain"), value("bell3.q")));
    if (value("high.gain") != 0)
      add(equaliser::high_shelf(rate, value("high.frequency"), value("high.gain"), butterworth));
    if (value("high_cut") > 0) add(equaliser::high_cut(rate, value("high_cut"), butterworth));
  }

  std::uint32_t rate = 48000, channels = 0;
  std::optional<std::array<double, params.size()>> known;
  std::vector<equaliser::Biquad> filters;
};

}  // namespace

RUSHES_PLUGINS(Equaliser);
