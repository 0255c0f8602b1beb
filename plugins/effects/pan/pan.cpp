// Places a sound between left and right: mono becomes stereo, stereo is moved.
#include "plugins/effects/audio_support/cell_ramp.hpp"
#include "plugins/effects/pan/pan_law.hpp"

#include <rushes/audio_effect.hpp>

namespace {

struct Pan : rushes::AudioEffect<Pan> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.pan",
                                           .name = "Pan",
                                           .description = "Places sound between left and right, at constant power.",
                                           .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_INSTANCES};
  static constexpr std::array params{rushes::ParamSpec{.id = "position",
                                                       .label = "Position",
                                                       .initial = {0},
                                                       .min = -1,
                                                       .max = 1,
                                                       .flags = RUSHES_PF_ANIMATES,
                                                       .help = "-1 is left, 0 the middle, 1 right."}};
  static constexpr std::uint32_t preroll = audio::CellRamp::preroll;

  void reset(std::int64_t) { ramp.reset(); }

  void process(const Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, "pan");
    const auto wanted = static_cast<float>(p.number("position"));
    const bool from_mono = in.channels == 1;
    pan::Gains g{};
    float known = 9;  // no position
    for (std::uint32_t i = 0; i < out.frames; ++i) {
      const float position = ramp.at(in.start + i, wanted);
      if (position != known) {
        g = from_mono ? pan::mono(position) : pan::stereo(position);
        known = position;
      }
      const float l = in.channel[0][i], r = from_mono ? 0.0f : in.channel[1][i];
      // A mono output hears both sides, as a stereo signal is mixed down.
      const float left = l * g.left_to_left + r * g.right_to_left, right = l * g.left_to_right + r * g.right_to_right;
      if (out.channels == 1) {
        out.channel[0][i] = from_mono ? l : 0.5f * (left + right);
      } else {
        out.channel[0][i] = left;
        out.channel[1][i] = right;
      }
      for (std::uint32_t c = 2; c < out.channels; ++c) out.channel[c][i] = c < in.channels ? in.channel[c][i] : 0.0f;
    }
  }

  audio::CellRamp ramp;
};

}  // namespace

RUSHES_PLUGINS(Pan);
