// Where a sound is heard: a room around it (reverb), a wall far away (delay).
#include "plugins/effects/audio_support/audio_block.hpp"
#include "plugins/effects/audio_support/delay_line.hpp"
#include "plugins/effects/space/convolver.hpp"
#include "plugins/effects/space/room.hpp"

#include <rushes/audio_effect.hpp>

#include <optional>

namespace {

using rushes::ParamSpec;

constexpr auto traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_INSTANCES;

template <class P, class Specs>
double number(const P& p, const Specs& specs, const char* id) {
  const auto& s = specs[static_cast<std::size_t>(p.index(id))];
  const double v = p.number(id);
  return std::isfinite(v) ? std::clamp(v, s.min, s.max) : s.initial[0];
}
float sound(float x) { return std::isfinite(x) ? x : 0.0f; }

struct Reverb : rushes::AudioEffect<Reverb> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.reverb", .name = "Reverb", .description = "Puts a sound into a room.", .traits = traits};
  static constexpr std::array params{
      ParamSpec{.id = "mix",
                .label = "Mix",
                .initial = {0.25},
                .help = "How much of the room is heard: 0 none, 1 only the room.",
                .step = 0.01},
      ParamSpec{.id = "decay",
                .label = "Decay",
                .initial = {1.5},
                .min = 0.1,
                .max = space::longest_decay,
                .unit = RUSHES_U_SECONDS,
                .help = "How long until the room has fallen by 60 dB.",
                .step = 0.1},
      ParamSpec{.id = "pre_delay",
                .label = "Pre-delay",
                .initial = {0.02},
                .min = 0,
                .max = space::longest_pre_delay,
                .unit = RUSHES_U_SECONDS,
                .help = "How long before the room answers.",
                .step = 0.005},
      ParamSpec{.id = "size",
                .label = "Size",
                .initial = {0.5},
                .help = "How far apart the first reflections lie: 0 a cupboard, 1 a hall.",
                .step = 0.01},
      ParamSpec{.id = "damping",
                .label = "Damping",
                .initial = {0.3},
                .help = "How much sooner high frequencies die: 0 as late as low ones.",
                .step = 0.01}};
  // The longest response in whole partitions and two more, which a test compares.
  static constexpr std::uint32_t preroll = static_cast<std::uint32_t>(
      ((space::longest_response + space::Convolver::part - 1) / space::Convolver::part + 2) * space::Convolver::part);

  void prepare(std::uint32_t rate_, std::uint32_t, std::uint64_t, std::uint32_t) {
    rate = rate_;
    rooms.clear();
  }
  void reset(std::int64_t start) {
    for (auto& r : rooms) r.reset(start);
    dry.reset();
    position = start;
  }
  std::uint32_t latency() { return space::Convolver::part; }
  std::uint32_t tail() {
    return static_cast<std::uint32_t>(space::longest_response * std::max<std::int64_t>(rate, 48000) / 48000);
  }

  void process(const Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, "reverb");
    const space::Room wanted{number(p, params, "decay"), number(p, params, "damping"), number(p, params, "pre_delay"),
                             number(p, params, "size")};
    if (rooms.size() != out.channels || wanted != room || in.start != position) {
      room = wanted;
      rooms.clear();
      for (std::uint32_t c = 0; c < out.channels; ++c) {
        rooms.emplace_back(space::response(room, rate, c));
        rooms.back().reset(in.start);
      }
      dry.prepare(out.channels, space::Convolver::part);
    }
    const auto mix = static_cast<float>(number(p, params, "mix"));
    for (std::uint32_t i = 0; i < out.frames; ++i) {
      for (std::uint32_t c = 0; c < out.channels; ++c) {
        const float x = sound(audio::channel_for(in, c)[i]);
        out.channel[c][i] = dry.exchange(c, x) * (1 - mix) + rooms[c].step(x) * mix;
      }
      dry.advance();
    }
    position = in.start + in.frames;
  }

  std::uint32_t rate = 48000;
  std::int64_t position = 0;
  space::Room room;
  std::vector<space::Convolver> rooms;
  audio::DelayLine dry;
};

struct Delay : rushes::AudioEffect<Delay> {
  static constexpr double longest_time = 1;
  static constexpr int most_echoes = 8;
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.delay",
                                           .name = "Delay",
                                           .description = "Repeats a sound, each time more quietly.",
                                           .traits = traits};
  static constexpr std::array params{ParamSpec{.id = "time",
                                               .label = "Time",
                                               .initial = {0.35},
                                               .min = 0.001,
                                               .max = longest_time,
                                               .unit = RUSHES_U_SECONDS,
                                               .help = "From one repeat to the next.",
                                               .step = 0.01},
                                     ParamSpec{.id = "echoes",
                                               .label = "Echoes",
                                               .type = RUSHES_P_INT,
                                               .initial = {4},
                                               .min = 0,
                                               .max = most_echoes,
                                               .help = "How many repeats there are.",
                                               .step = 1},
                                     ParamSpec{.id = "level",
                                               .label = "Level",
                                               .initial = {-6},
                                               .min = -60,
                                               .max = 0,
                                               .unit = RUSHES_U_DECIBEL,
                                               .help = "Of the first repeat.",
                                               .step = 0.5},
                                     ParamSpec{.id = "falloff",
                                               .label = "Falloff",
                                               .initial = {6},
                                               .min = 0,
                                               .max = 40,
                                               .unit = RUSHES_U_DECIBEL,
                                               .help = "How much quieter each repeat is than the one before.",
                                               .step = 0.5},
                                     ParamSpec{.id = "ping_pong",
                                               .label = "Ping-pong",
                                               .type = RUSHES_P_BOOL,
                                               .help = "Every other repeat comes from the other side (stereo)."}};
  // All repeats of the longest delay at 48 kHz.
  static constexpr std::uint32_t preroll = most_echoes * 48000;

  void prepare(std::uint32_t rate_, std::uint32_t, std::uint64_t, std::uint32_t) {
    rate = rate_;
    past.clear();
  }
  void reset(std::int64_t) {
    for (auto& line : past) std::ranges::fill(line, 0.0f);
  }
  std::uint32_t tail() { return most_echoes * rate; }

  void process(const Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, "delay");
    const std::size_t step = static_cast<std::size_t>(
        std::max<long long>(1, std::llround(number(p, params, "time") * static_cast<double>(rate))));
    const int echoes = static_cast<int>(number(p, params, "echoes"));
    const bool swap = p.flag("ping_pong") && out.channels == 2;
    std::array<float, most_echoes> gains{};
    for (int k = 0; k < echoes; ++k)
      gains[static_cast<std::size_t>(k)] =
          static_cast<float>(audio::from_db(number(p, params, "level") - k * number(p, params, "falloff")));
    // A ring over all repeats of the longest delay.
    const std::size_t size = static_cast<std::size_t>(most_echoes) * rate + 1;
    if (past.size() != out.channels) past.assign(out.channels, std::vector<float>(size, 0.0f));
    std::vector<float> now(out.channels);
    for (std::uint32_t i = 0; i < out.frames; ++i) {
      for (std::uint32_t c = 0; c < out.channels; ++c) past[c][at] = now[c] = sound(audio::channel_for(in, c)[i]);
      for (std::uint32_t c = 0; c < out.channels; ++c) {
        float sum = now[c];
        for (int k = 0; k < echoes; ++k) {
          const std::size_t back = step * static_cast<std::size_t>(k + 1);
          const auto& line = past[swap && k % 2 == 0 ? 1 - c : c];
          sum += gains[static_cast<std::size_t>(k)] * line[at >= back ? at - back : at + size - back];
        }
        out.channel[c][i] = sum;
      }
      if (++at == size) at = 0;
    }
  }

  std::uint32_t rate = 48000;
  std::vector<std::vector<float>> past;
  std::size_t at = 0;
};

}  // namespace

RUSHES_PLUGINS(Reverb, Delay);
