// Two plugins: the meter (an analyzer) tells the loudness of a sound, and the effect brings a sound to a target, its
// true peak under a ceiling.
#include "plugins/effects/audio_support/audio_block.hpp"
#include "plugins/effects/audio_support/limiter.hpp"
#include "plugins/effects/audio_support/meter.hpp"

#include <rushes/analyzer.hpp>
#include <rushes/audio_effect.hpp>

#include <cstdio>
#include <cstdlib>
#include <optional>

namespace {

constexpr const char* meter_id = "org.rushes.loudness.meter";

struct LoudnessMeter : rushes::Analyzer<LoudnessMeter> {
  static constexpr rushes::PluginSpec spec{.id = meter_id,
                                           .name = "Loudness meter",
                                           .description = "Loudness after EBU R 128, its range, and the true peak.",
                                           .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_INSTANCES};
  static constexpr std::uint32_t wants = RUSHES_WANTS_AUDIO;

  void begin(const rushes::Values<LoudnessMeter>&) {
    meter.reset();
    channels = rate = 0;
  }

  void audio(const rushes_audio& block) {
    if (!meter) {
      channels = block.channels;
      rate = block.rate;
      meter.emplace(channels, rate);
      if (!meter->ok())
        throw rushes::Failure(RUSHES_E_FORMAT, "the loudness of " + std::to_string(channels) + " channels at " +
                                                   std::to_string(rate) + " Hz cannot be measured");
    }
    if (block.channels != channels || block.rate != rate)
      throw rushes::Failure(RUSHES_E_FORMAT, "the sound changed its channels or rate while it was measured");
    meter->add(block.channel, block.frames);
  }

  std::string finish() {
    const loudness::Reading r = meter ? meter->read() : loudness::Reading{};
    char json[400];
    std::snprintf(json, sizeof json,
                  "{\"integrated_lufs\":%.2f,\"range_lu\":%.2f,\"momentary_max_lufs\":%.2f,\"short_term_max_lufs\":%."
                  "2f,\"true_peak_dbtp\":%.2f,"
                  "\"sample_peak_dbfs\":%.2f,\"samples\":%lld,\"rate\":%u,\"channels\":%u}",
                  r.integrated, r.range, r.momentary_max, r.short_term_max, r.true_peak, r.sample_peak,
                  static_cast<long long>(r.samples), rate, channels);
    return json;
  }

  std::optional<loudness::Meter> meter;
  std::uint32_t channels = 0, rate = 0;
};

struct Loudness : rushes::AudioEffect<Loudness> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.loudness",
                                           .name = "Loudness",
                                           .description = "Brings sound to a loudness, its true peak under a ceiling.",
                                           .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_INSTANCES};
  static constexpr double not_measured = 0;
  static constexpr std::array params{
      rushes::ParamSpec{.id = "target",
                        .label = "Target",
                        .initial = {-16},
                        .min = -40,
                        .max = -5,
                        .help = "Integrated loudness wanted, in LUFS."},
      rushes::ParamSpec{.id = "measured",
                        .label = "Measured",
                        .initial = {not_measured},
                        .min = -70,
                        .max = 0,
                        .help = "Integrated loudness of the sound, in LUFS, as the loudness meter tells it. 0 asks for "
                                "the meter's result."},
      rushes::ParamSpec{.id = "trim",
                        .label = "Trim",
                        .initial = {0},
                        .min = -12,
                        .max = 12,
                        .unit = RUSHES_U_DECIBEL,
                        .help = "Gain added to what the target asks for."},
      rushes::ParamSpec{.id = "ceiling",
                        .label = "Ceiling",
                        .initial = {-1},
                        .min = -12,
                        .max = 0,
                        .unit = RUSHES_U_DECIBEL,
                        .help = "The true peak stays at or below this, in dBTP."}};
  // Limiter::memory(), which a test compares.
  static constexpr std::uint32_t preroll = 6948;

  void prepare(std::uint32_t, std::uint32_t, std::uint64_t, std::uint32_t) { limiter_.reset(); }
  void reset(std::int64_t start) {
    position_ = start;
    limiter_.reset();
  }
  std::uint32_t latency() { return static_cast<std::uint32_t>(loudness::Limiter::latency()); }
  std::uint32_t tail() { return latency(); }

  void process(const Process& p) {
    const rushes_audio &in = p.in(), &out = p.out();
    audio::require_same_frames(in, out, "loudness");
    const double measured = p.number("measured") < not_measured ? p.number("measured") : from_meter();
    const double gain = loudness::gain_to(p.number("target"), measured) + p.number("trim");
    if (!limiter_ || limiter_->channels() != out.channels || limiter_->gain_db() != gain ||
        limiter_->ceiling_dbtp() != p.number("ceiling") || position_ != in.start) {
      limiter_.emplace(gain, p.number("ceiling"), out.channels);
      limiter_->reset(in.start);
    }
    std::vector<float> sample(out.channels);
    for (std::uint32_t i = 0; i < out.frames; ++i) {
      for (std::uint32_t c = 0; c < out.channels; ++c) sample[c] = audio::channel_for(in, c)[i];
      limiter_->step(sample.data());
      for (std::uint32_t c = 0; c < out.channels; ++c) out.channel[c][i] = sample[c];
    }
    position_ = in.start + in.frames;
  }

 private:
  // -70 where nobody measured: then the sound keeps its level and is only limited.
  double from_meter() const {
    const auto* analysis = service<rushes_host_analysis>(RUSHES_HOST_ANALYSIS);
    if (!analysis) return -70;
    rushes::StringSink json;
    rushes_error error{};
    error.size = sizeof error;
    if (analysis->result(host, meter_id, 0, &json, &error) != RUSHES_OK) return -70;
    constexpr std::string_view key = "\"integrated_lufs\":";
    const auto at = json.text.find(key);
    return at == std::string::npos ? -70 : std::strtod(json.text.c_str() + at + key.size(), nullptr);
  }

  std::optional<loudness::Limiter> limiter_;
  std::int64_t position_ = 0;
};

}  // namespace

RUSHES_PLUGINS(Loudness, LoudnessMeter);
