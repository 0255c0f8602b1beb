// Sound that was recorded badly: steady noise is taken out.
#include "plugins/effects/audio_support/audio_block.hpp"
#include "plugins/effects/restoration/noise_reducer.hpp"

#include <rushes/audio_effect.hpp>

namespace {

using restoration::NoiseReducer;
using rushes::ParamSpec;

struct NoiseReduction : rushes::AudioEffect<NoiseReduction> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.noise_reduction",
      .name = "Noise reduction",
      .description = "Takes out steady noise: hiss, hum, a fan. It learns it from the quiet moments around.",
      .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_INSTANCES};
  static constexpr std::array params{
      ParamSpec{.id = "reduction",
                .label = "Reduction",
                .initial = {18},
                .min = 0,
                .max = 40,
                .unit = RUSHES_U_DECIBEL,
                .help = "How far noise is turned down at most.",
                .step = 1},
      ParamSpec{.id = "strength",
                .label = "Strength",
                .initial = {1},
                .min = 0.2,
                .max = 4,
                .help = "How far above the noise a sound must be to stay: more takes more noise and more of the sound.",
                .step = 0.1}};
  static constexpr std::uint32_t preroll = static_cast<std::uint32_t>(NoiseReducer::memory);

  void prepare(std::uint32_t, std::uint32_t, std::uint64_t, std::uint32_t) { reducers.clear(); }
  void reset(std::int64_t start) {
    position = start;
    for (auto& r : reducers) r.reset(start);
  }
  std::uint32_t latency() { return static_cast<std::uint32_t>(NoiseReducer::latency); }
  std::uint32_t tail() { return latency(); }

  void process(const Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, "noise reduction");
    const auto number = [&](const char* id) {
      const auto& s = params[static_cast<std::size_t>(p.index(id))];
      const double v = p.number(id);
      return std::isfinite(v) ? std::clamp(v, s.min, s.max) : s.initial[0];
    };
    const restoration::Settings wanted{number("reduction"), number("strength")};
    if (reducers.size() != out.channels || reducers[0].settings() != wanted || position != in.start) {
      reducers.clear();
      for (std::uint32_t c = 0; c < out.channels; ++c) {
        reducers.emplace_back(wanted);
        reducers.back().reset(in.start);
      }
    }
    for (std::uint32_t c = 0; c < out.channels; ++c) {
      const float* const from = audio::channel_for(in, c);
      for (std::uint32_t i = 0; i < out.frames; ++i)
        out.channel[c][i] = reducers[c].step(std::isfinite(from[i]) ? from[i] : 0.0f);
    }
    position = in.start + in.frames;
  }

  std::int64_t position = 0;
  std::vector<NoiseReducer> reducers;
};

}  // namespace

RUSHES_PLUGINS(NoiseReduction);
