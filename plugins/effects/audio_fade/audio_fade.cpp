// Fades sound in at its beginning and out at its end.
#include "plugins/effects/audio_fade/fade_shape.hpp"
#include "plugins/effects/audio_support/audio_block.hpp"

#include <rushes/audio_effect.hpp>

namespace {

struct AudioFade : rushes::AudioEffect<AudioFade> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.audio_fade",
      .name = "Audio fade",
      .description = "Fades sound in and out.",
      .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS | RUSHES_TRAIT_INSTANCES | RUSHES_TRAIT_IN_PLACE};
  static constexpr std::array params{
      rushes::ParamSpec{
          .id = "in", .label = "Fade in", .initial = {0.5}, .min = 0, .max = 60, .unit = RUSHES_U_SECONDS},
      rushes::ParamSpec{
          .id = "out", .label = "Fade out", .initial = {0.5}, .min = 0, .max = 60, .unit = RUSHES_U_SECONDS},
      rushes::ParamSpec{.id = "in_shape",
                        .label = "Shape of the fade in",
                        .type = RUSHES_P_CHOICE,
                        .text = "equal_power",
                        .choices = "linear|equal_power|s_curve"},
      rushes::ParamSpec{.id = "out_shape",
                        .label = "Shape of the fade out",
                        .type = RUSHES_P_CHOICE,
                        .text = "equal_power",
                        .choices = "linear|equal_power|s_curve"}};

  void process(const Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, "audio fade");
    const auto in_shape = fade::shape_named(p.text("in_shape")), out_shape = fade::shape_named(p.text("out_shape"));
    if (!in_shape || !out_shape)
      throw rushes::Failure(RUSHES_E_INVALID, "audio fade: a shape is linear, equal_power or s_curve");
    const auto samples = [&](const char* id) { return std::llround(std::clamp(p.number(id), 0.0, 3600.0) * out.rate); };
    const fade::Fade f{samples("in"), samples("out"), *in_shape, *out_shape, p.duration()};
    // Most blocks lie between the fades.
    const bool full = in.start >= f.in && (f.duration == 0 || f.out == 0 || in.start + in.frames <= f.duration - f.out);
    for (std::uint32_t c = 0; c < out.channels; ++c) {
      const float* const from = audio::channel_for(in, c);
      if (full)
        std::copy_n(from, out.frames, out.channel[c]);
      else
        for (std::uint32_t i = 0; i < out.frames; ++i)
          out.channel[c][i] = static_cast<float>(from[i] * fade::gain_at(f, in.start + i));
    }
  }
};

}  // namespace

RUSHES_PLUGINS(AudioFade);
