// Music steps back while someone speaks: input 0 is turned down while input 1, the side chain, is heard.
#include "plugins/effects/audio_support/audio_block.hpp"
#include "plugins/effects/audio_support/delay_line.hpp"
#include "plugins/effects/ducking/ducker.hpp"

#include <rushes/audio_effect.hpp>

#include <optional>

namespace {

struct Ducking : rushes::AudioEffect<Ducking> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.ducking",
      .name = "Ducking",
      .description = "Turns the first sound down while the second, a voice, is heard.",
      .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_INSTANCES,
      .inputs = 2};
  static constexpr std::array params{rushes::ParamSpec{.id = "depth",
                                                       .label = "Depth",
                                                       .initial = {12},
                                                       .min = 0,
                                                       .max = 60,
                                                       .unit = RUSHES_U_DECIBEL,
                                                       .help = "How far the sound is turned down."},
                                     rushes::ParamSpec{.id = "threshold",
                                                       .label = "Threshold",
                                                       .initial = {-38},
                                                       .min = -80,
                                                       .max = 0,
                                                       .unit = RUSHES_U_DECIBEL,
                                                       .help = "A voice louder than this counts."},
                                     rushes::ParamSpec{.id = "attack",
                                                       .label = "Attack",
                                                       .initial = {0.25},
                                                       .min = 0,
                                                       .max = ducking::longest_attack,
                                                       .unit = RUSHES_U_SECONDS,
                                                       .help = "How long before a word it begins to go down."},
                                     rushes::ParamSpec{.id = "hold",
                                                       .label = "Hold",
                                                       .initial = {0.3},
                                                       .min = 0,
                                                       .max = ducking::longest_hold,
                                                       .unit = RUSHES_U_SECONDS,
                                                       .help = "How long it stays down after a word."},
                                     rushes::ParamSpec{.id = "release",
                                                       .label = "Release",
                                                       .initial = {0.7},
                                                       .min = 0,
                                                       .max = ducking::longest_release,
                                                       .unit = RUSHES_U_SECONDS,
                                                       .help = "How long it takes to come back."}};
  // ducking::preroll_at_48k(), which a test compares: the longest settings, in samples.
  static constexpr std::uint32_t preroll = 360960;

  void prepare(std::uint32_t rate_, std::uint32_t channels, std::uint64_t, std::uint32_t) {
    rate = rate_;
    delay.prepare(channels, ducking::latency_at(rate));
    ducker.reset();
  }
  void reset(std::int64_t start) {
    position = start;
    delay.reset();
    ducker.reset();
  }
  std::uint32_t latency() { return static_cast<std::uint32_t>(ducking::latency_at(rate)); }
  std::uint32_t tail() { return latency(); }

  void process(const Process& p) {
    const rushes_audio &in = p.in(0), &side = p.in(1), &out = p.out();
    audio::require_same_frames(in, out, "ducking");
    audio::require_same_frames(side, out, "ducking");
    const ducking::Settings wanted{p.number("threshold"), p.number("depth"), p.number("attack"), p.number("hold"),
                                   p.number("release")};
    if (!ducker || ducker->settings() != wanted || in.start != position) {
      ducker.emplace(wanted, rate);
      ducker->reset(in.start);
      if (in.start != position) delay.reset();
    }
    if (delay.channels() != out.channels) delay.prepare(out.channels, ducking::latency_at(rate));
    for (std::uint32_t i = 0; i < out.frames; ++i) {
      double power = 0;
      for (std::uint32_t c = 0; c < side.channels; ++c) power += double(side.channel[c][i]) * side.channel[c][i];
      const float gain = ducker->step(power / side.channels);
      for (std::uint32_t c = 0; c < out.channels; ++c) {
        const float* const from = audio::channel_for(in, c);
        out.channel[c][i] = delay.exchange(c, from[i]) * gain;
      }
      delay.advance();
    }
    position = in.start + in.frames;
  }

  std::uint32_t rate = 48000;
  std::int64_t position = 0;
  audio::DelayLine delay;
  std::optional<ducking::Ducker> ducker;
};

}  // namespace

RUSHES_PLUGINS(Ducking);
