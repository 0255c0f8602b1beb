// Louder or softer, in decibels; an animated level glides.
#include "plugins/effects/audio_support/cell_ramp.hpp"

#include <rushes/audio_effect.hpp>

namespace {

struct Gain : rushes::AudioEffect<Gain> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.gain",
                                           .name = "Gain",
                                           .description = "Makes sound louder or softer.",
                                           .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_INSTANCES};
  static constexpr std::array params{rushes::ParamSpec{.id = "gain",
                                                       .label = "Gain",
                                                       .initial = {0},
                                                       .min = -60,
                                                       .max = 24,
                                                       .unit = RUSHES_U_DECIBEL,
                                                       .flags = RUSHES_PF_ANIMATES,
                                                       .help = "0 dB leaves the sound as it is; -60 dB is silence."}};
  static constexpr std::uint32_t preroll = audio::CellRamp::preroll;

  void reset(std::int64_t) { ramp.reset(); }

  void process(const Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, "gain");
    const double db = p.number("gain");
    const float wanted = db <= -60 ? 0.0f : static_cast<float>(audio::from_db(db));
    audio::CellRamp last = ramp;
    for (std::uint32_t c = 0; c < out.channels; ++c) {
      last = ramp;
      const float* const from = audio::channel_for(in, c);
      for (std::uint32_t i = 0; i < out.frames; ++i) out.channel[c][i] = from[i] * last.at(in.start + i, wanted);
    }
    ramp = last;
  }

  audio::CellRamp ramp;
};

}  // namespace

RUSHES_PLUGINS(Gain);
