// What changes loudness over time: a compressor, a gate, and a limiter for true peaks.
#include "plugins/effects/audio_support/audio_block.hpp"
#include "plugins/effects/audio_support/limiter.hpp"
#include "plugins/effects/dynamics/keyed.hpp"

#include <rushes/audio_effect.hpp>

#include <optional>

namespace {

using dynamics::Keyed;
using rushes::ParamSpec;

constexpr auto traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_INSTANCES;

constexpr ParamSpec decibels(const char* id, const char* label, double initial, double min, double max,
                             const char* help) {
  return {.id = id,
          .label = label,
          .initial = {initial},
          .min = min,
          .max = max,
          .unit = RUSHES_U_DECIBEL,
          .help = help,
          .step = 0.1};
}
constexpr ParamSpec seconds(const char* id, const char* label, double initial, double max, const char* help,
                            double min = 0) {
  return {.id = id,
          .label = label,
          .initial = {initial},
          .min = min,
          .max = max,
          .unit = RUSHES_U_SECONDS,
          .help = help,
          .step = 0.001};
}

// The power of the loudest channel: all channels get the same gain, so that nothing moves from side to side.
double loudest(const rushes_audio& in, std::uint32_t i) {
  double most = 0;
  for (std::uint32_t c = 0; c < in.channels; ++c) {
    const double v = in.channel[c][i];
    if (std::isfinite(v)) most = std::max(most, v * v);
  }
  return most;
}

// T gives `shape(p)`, and `curve(p)`: an object with asked(level) -> amount and gain(amount).
template <class T>
struct KeyedEffect : rushes::AudioEffect<T> {
  using Base = rushes::AudioEffect<T>;
  // Keyed::memory(48000), which a test compares.
  static constexpr std::uint32_t preroll = 159616;

  struct Numbers {
    const typename Base::Process& p;
    double operator()(const char* id) const {
      const auto& spec = T::params[static_cast<std::size_t>(p.index(id))];
      const double v = p.number(id);
      return std::isfinite(v) ? std::clamp(v, spec.min, spec.max) : spec.initial[0];
    }
  };

  void prepare(std::uint32_t rate_, std::uint32_t, std::uint64_t, std::uint32_t) {
    rate = rate_;
    keyed.reset();
  }
  void reset(std::int64_t start) {
    position = start;
    if (keyed) keyed->reset(start);
  }
  std::uint32_t latency() { return static_cast<std::uint32_t>(Keyed::latency(rate)); }
  std::uint32_t tail() { return latency(); }

  void process(const typename Base::Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, T::spec.name);
    const Numbers number{p};
    const dynamics::Shape wanted = T::shape(number);
    if (!keyed || keyed->shape() != wanted || keyed->channels() != out.channels || in.start != position) {
      keyed.emplace(wanted, rate, out.channels);
      keyed->reset(in.start);
    }
    const auto curve = T::curve(number);
    const auto asked = [&](double level) { return static_cast<float>(curve.asked(level)); };
    float known = -1, gain = 1;
    for (std::uint32_t i = 0; i < out.frames; ++i) {
      const float amount = keyed->step(loudest(in, i), asked);
      if (amount != known) known = amount, gain = static_cast<float>(curve.gain(amount));
      for (std::uint32_t c = 0; c < out.channels; ++c) {
        const float x = audio::channel_for(in, c)[i];
        out.channel[c][i] = keyed->exchange(c, std::isfinite(x) ? x : 0.0f) * gain;
      }
      keyed->advance();
    }
    position = in.start + in.frames;
  }

  std::uint32_t rate = 48000;
  std::int64_t position = 0;
  std::optional<Keyed> keyed;
};

struct Compressor : KeyedEffect<Compressor> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.compressor",
                                           .name = "Compressor",
                                           .description = "Turns down what is loud, so that all of it can be louder.",
                                           .traits = traits};
  static constexpr std::array params{
      decibels("threshold", "Threshold", -24, -80, 0, "Louder than this (RMS) is turned down."),
      ParamSpec{.id = "ratio",
                .label = "Ratio",
                .initial = {3},
                .min = 1,
                .max = 20,
                .help = "So many decibels above the threshold become one.",
                .step = 0.1},
      decibels("knee", "Knee", 6, 0, 24, "How gradually it sets in, around the threshold."),
      seconds("attack", "Attack", 0.01, dynamics::longest_attack, "How long the gain takes to come down."),
      seconds("ahead", "Look-ahead", 0.002, dynamics::longest_attack,
              "How much of the attack lies before the loud sound: 0 lets its first moment through, all of the attack "
              "nothing."),
      seconds("release", "Release", 0.2, dynamics::longest_release, "How long the gain takes to come back."),
      decibels("makeup", "Make-up", 0, -24, 24, "Gain after all this.")};

  struct Curve {
    double threshold, slope, knee, makeup;
    // Decibels to take away at a level: the quadratic meets both straight lines in value and slope.
    double asked(double level) const {
      const double above = level - threshold;
      if (2 * above <= -knee) return 0;
      if (2 * above < knee) return slope * (above + knee / 2) * (above + knee / 2) / (2 * knee);
      return slope * above;
    }
    double gain(double amount) const { return audio::from_db(makeup - amount); }
  };
  static Curve curve(const Numbers& n) { return {n("threshold"), 1 - 1 / n("ratio"), n("knee"), n("makeup")}; }
  static dynamics::Shape shape(const Numbers& n) { return {n("attack"), 0, n("release"), n("ahead")}; }
};

struct Gate : KeyedEffect<Gate> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.gate",
                                           .name = "Gate",
                                           .description = "Turns down what is quiet: noise between words.",
                                           .traits = traits};
  static constexpr std::array params{
      decibels("threshold", "Threshold", -45, -80, 0, "Quieter than this (RMS) is turned down."),
      decibels("range", "Range", 40, 0, 80, "How far it is turned down."),
      seconds("attack", "Attack", 0.005, dynamics::longest_attack,
              "How long it takes to open; it is open when the sound begins."),
      seconds("hold", "Hold", 0.1, dynamics::longest_hold, "How long it stays open after the sound."),
      seconds("release", "Release", 0.2, dynamics::longest_release, "How long it takes to close.")};

  struct Curve {
    double threshold, range;
    // How far it is open: from nothing to all over 3 dB.
    double asked(double level) const { return std::clamp((level - threshold) / 3 + 0.5, 0.0, 1.0); }
    double gain(double amount) const { return amount >= 1 ? 1.0 : audio::from_db(-range * (1 - amount)); }
  };
  static Curve curve(const Numbers& n) { return {n("threshold"), n("range")}; }
  static dynamics::Shape shape(const Numbers& n) { return {n("attack"), n("hold"), n("release"), n("attack")}; }
};

struct Limiter : rushes::AudioEffect<Limiter> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.limiter",
                                           .name = "Limiter",
                                           .description = "Keeps the true peak under a ceiling; it looks 10 ms ahead.",
                                           .traits = traits};
  static constexpr std::array params{
      decibels("gain", "Gain", 0, -24, 24, "Before the limiter."),
      decibels("ceiling", "Ceiling", -1, -24, 0, "The true peak (four times oversampled) never lies above, in dBTP."),
      seconds("release", "Release", 0.12, loudness::Limiter::longest_release, "How long the gain takes to come back.",
              0.01)};
  // Noise has peaks between the points that are measured, and a gain that moves makes some.
  static constexpr double margin_db = 0.35;
  // Limiter::memory(longest_release), which a test compares.
  static constexpr std::uint32_t preroll = 49188;

  void prepare(std::uint32_t, std::uint32_t, std::uint64_t, std::uint32_t) { limiter.reset(); }
  void reset(std::int64_t start) {
    position = start;
    if (limiter) limiter->reset(start);
  }
  std::uint32_t latency() { return static_cast<std::uint32_t>(loudness::Limiter::latency()); }
  std::uint32_t tail() { return latency(); }

  void process(const Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, "limiter");
    const auto number = [&](const char* id) {
      const auto& s = params[static_cast<std::size_t>(p.index(id))];
      const double v = p.number(id);
      return std::isfinite(v) ? std::clamp(v, s.min, s.max) : s.initial[0];
    };
    const std::array<double, 3> wanted{number("gain"), number("ceiling"), number("release")};
    if (!limiter || limiter->channels() != out.channels || known != wanted || position != in.start) {
      known = wanted;
      limiter.emplace(wanted[0], wanted[1] - margin_db, out.channels, wanted[2]);
      limiter->reset(in.start);
    }
    std::vector<float> sample(out.channels);
    for (std::uint32_t i = 0; i < out.frames; ++i) {
      for (std::uint32_t c = 0; c < out.channels; ++c) sample[c] = audio::channel_for(in, c)[i];
      limiter->step(sample.data());
      for (std::uint32_t c = 0; c < out.channels; ++c) out.channel[c][i] = sample[c];
    }
    position = in.start + in.frames;
  }

  std::array<double, 3> known{};
  std::optional<loudness::Limiter> limiter;
  std::int64_t position = 0;
};

}  // namespace

RUSHES_PLUGINS(Compressor, Gate, Limiter);
