// Which channel is heard where: swap, fold, solo, widen, or any matrix.
#include "plugins/effects/audio_support/audio_block.hpp"
#include "plugins/effects/channels/matrix.hpp"

#include <rushes/audio_effect.hpp>

namespace {

using rushes::ParamSpec;

struct Channels : rushes::AudioEffect<Channels> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.channels",
      .name = "Channel mapping",
      .description = "Says which channel of the sound is heard where.",
      .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS | RUSHES_TRAIT_INSTANCES};
  static constexpr std::array params{
      ParamSpec{.id = "map",
                .label = "Map",
                .type = RUSHES_P_CHOICE,
                .text = "same",
                .choices = "same|swap|mono|left|right|side|downmix|matrix",
                .help = "same; left and right swapped; both the mean; both the left; both the right; both the "
                        "difference; front channels with the centre, surround and no bass channel folded in; or the "
                        "matrix below."},
      ParamSpec{.id = "width",
                .label = "Width",
                .initial = {1},
                .min = 0,
                .max = 2,
                .help = "Of left and right after the map: 0 is mono, 1 as it is, 2 twice as far apart.",
                .step = 0.01},
      ParamSpec{.id = "invert_left", .label = "Invert left", .type = RUSHES_P_BOOL, .help = "Turns its polarity."},
      ParamSpec{.id = "invert_right", .label = "Invert right", .type = RUSHES_P_BOOL, .help = "Turns its polarity."},
      ParamSpec{.id = "matrix",
                .label = "Matrix",
                .type = RUSHES_P_STRING,
                .text = "1 0; 0 1",
                .help = "A row for each channel that is heard, with a factor for each channel of the input: rows "
                        "between semicolons, factors between spaces. Missing ones are 0."}};

  void process(const Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, "channel mapping");
    channels::Matrix m(out.channels, in.channels);
    if (p.text("map") == "matrix") {
      if (const auto why = m.parse(p.text("matrix")); !why.empty())
        throw rushes::Failure(RUSHES_E_INVALID, "channel mapping: " + why);
    } else if (!m.set(p.text("map"))) {
      throw rushes::Failure(RUSHES_E_INVALID, "channel mapping: there is no map " + std::string(p.text("map")));
    }
    const double width = p.number("width");
    m.widen(std::isfinite(width) ? std::clamp(width, 0.0, 2.0) : 1);
    if (p.flag("invert_left")) m.scale_row(0, -1);
    if (p.flag("invert_right") && out.channels > 1) m.scale_row(1, -1);
    // The output may be the input: a sample of every channel first.
    std::vector<float> now(in.channels);
    for (std::uint32_t i = 0; i < out.frames; ++i) {
      for (std::uint32_t c = 0; c < in.channels; ++c) now[c] = in.channel[c][i];
      for (std::uint32_t c = 0; c < out.channels; ++c) out.channel[c][i] = m.apply(c, now.data());
    }
  }
};

}  // namespace

RUSHES_PLUGINS(Channels);
