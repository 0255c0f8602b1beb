// The engine: modes "music" and "ambience". The ticket is the request itself; fetch does the work, so nothing is kept
// between calls.
#include "plugins/engines/composer/ambience/ambience.hpp"
#include "plugins/engines/composer/master.hpp"
#include "plugins/engines/composer/music/compose.hpp"
#include "plugins/engines/composer/music/form.hpp"
#include "plugins/engines/composer/synth/render.hpp"
#include "plugins/engines/support/request.hpp"
#include "plugins/engines/support/wav.hpp"

#include <rushes/engine.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace {

using nlohmann::json;
namespace support = engine_support;

constexpr std::int64_t ticks_per_second = 705'600'000;
constexpr double usual_seconds = 30, shortest_ambience = 0.5;

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

struct Composer : rushes::Engine<Composer> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.composer",
      .name = "Composer",
      .description =
          "Composes music for a mood, and makes ambience, of an exact length. Works without network or keys. Music is "
          "played with an installed "
          "SoundFont: MuseScore_General (MIT; parts CC0 and public domain) or TimGM6mb (GPL-2).",
      .license = "MIT",
      .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_USES_SEED,
      .inputs = 0};
  static constexpr std::array params{
      rushes::ParamSpec{.id = "mood",
                        .label = "Mood",
                        .type = RUSHES_P_CHOICE,
                        .text = "auto",
                        .choices = "auto|calm|joyful|melancholic|tense|mysterious|epic|romantic",
                        .help = "Of music. auto reads it from the prompt."},
      rushes::ParamSpec{.id = "ambience",
                        .label = "Place",
                        .type = RUSHES_P_CHOICE,
                        .text = "auto",
                        .choices = "auto|sea|rain|wind|forest|city|night|fire|space|room|thunder",
                        .help = "Of ambience. auto reads it from the prompt."},
      rushes::ParamSpec{.id = "loudness",
                        .label = "Loudness",
                        .initial = {0},
                        .min = -60,
                        .max = 0,
                        .help = "Integrated loudness in LUFS; 0 leaves the choice to the engine (-18 for music)."},
      rushes::ParamSpec{.id = "soundfont",
                        .label = "SoundFont",
                        .type = RUSHES_P_STRING,
                        .help = "Path of an .sf2 or .sf3 file; empty: the installed one."}};

  std::string capabilities() {
    json moods = json::array(), places = json::array();
    for (const auto mood : composer::all_moods) moods.push_back(composer::name_of(mood));
    for (const auto kind : composer::all_ambiences) places.push_back(composer::name_of(kind));
    return dump({{"modes", {"music", "ambience"}},
                 {"durations", {{"min", composer::shortest}, {"max", composer::longest}, {"any", true}}},
                 {"max_prompt", 10'000},
                 {"moods", moods},
                 {"ambiences", places},
                 {"seed", true},
                 {"output", {{"mime", "audio/wav"}, {"rate", composer::sample_rate}, {"channels", 2}}},
                 {"offline", true},
                 {"price", {{"amount", 0}}}});
  }

  rushes_job_state check(const Request& r, std::vector<std::string>& notes) {
    const json job = job_of(r);
    if (r.mode() == "music")
      if (const auto font = composer::find_soundfont(job["soundfont"]); !font) support::raise(font.error());
    if (r.request->duration == 0)
      notes.push_back("No length was asked for: it will last " + std::to_string(std::llround(usual_seconds)) + " s.");
    auto s = state(RUSHES_JOB_SUCCEEDED, 0);
    s.eta_ms = static_cast<std::uint64_t>(1500 + job["seconds"].get<double>() * 60);
    return s;
  }

  std::string submit(const Request& r, const rushes_call*, std::string_view, rushes_job_state& out) {
    const json job = job_of(r);
    out = state(RUSHES_JOB_SUCCEEDED, 1);
    return dump(job);
  }

  rushes_job_state poll(std::string_view, const rushes_call*) { return state(RUSHES_JOB_SUCCEEDED, 1); }
  void cancel(std::string_view, const rushes_call*) {}

  void fetch(std::string_view ticket, std::uint32_t output, const rushes_call* call, const rushes_sink* data,
             const rushes_sink* meta) {
    if (output != 0) throw rushes::Failure(RUSHES_E_NOT_FOUND, "the composer gives one result, number 0");
    const json job = json::parse(ticket, nullptr, false);
    if (!job.is_object() || !job.contains("mode") || !job.contains("seconds") || !job.contains("kind"))
      throw rushes::Failure(RUSHES_E_CORRUPT, "this ticket is not one of the composer's");
    json about = {{"mime", "audio/wav"},
                  {"kind", job["mode"]},
                  {"rate", composer::sample_rate},
                  {"channels", 2},
                  {"seed", job["seed"]}};
    const composer::Stereo sound = job["mode"] == "music" ? music(job, call, about) : ambience(job, call, about);
    about["samples"] = sound.size();
    about["duration_ticks"] = static_cast<std::int64_t>(sound.size()) * (ticks_per_second / composer::sample_rate);
    give(sound, call, data);
    rushes::write(meta, dump(about));
  }

 private:
  // The request as plain values; throws for what cannot be done.
  static json job_of(const Request& r) {
    const bool music = r.mode() == "music";
    if (!music && r.mode() != "ambience")
      throw rushes::Failure(RUSHES_E_UNSUPPORTED, "the composer's modes are \"music\" and \"ambience\", not \"" +
                                                      std::string(r.mode()) + "\"");
    const double seconds = r.request->duration == 0 ? usual_seconds : r.seconds();
    const double least = music ? composer::shortest : shortest_ambience;
    if (!(seconds >= least && seconds <= composer::longest))
      throw rushes::Failure(RUSHES_E_INVALID, std::string(music ? "music lasts 3 s" : "ambience lasts half a second") +
                                                  " to 10 minutes: ask for a length between them");
    if (r.prompt().size() > 10'000)
      throw rushes::Failure(RUSHES_E_INVALID, "the description is longer than 10,000 bytes: say it shorter");
    std::string kind = support::text(r, music ? "mood" : "ambience");
    if (kind == "auto")
      kind = music ? composer::name_of(composer::mood_of(r.prompt()))
                   : composer::name_of(composer::ambience_of(r.prompt()));
    if (music ? !composer::mood_named(kind) : !composer::ambience_named(kind))
      throw rushes::Failure(RUSHES_E_INVALID,
                            "the composer knows no " + std::string(music ? "mood" : "place") + " \"" + kind + "\"");
    const double loudness = support::number(r, "loudness");
    if (!(loudness >= -60 && loudness <= 0))
      throw rushes::Failure(RUSHES_E_INVALID, "the loudness must lie between -60 and 0 LUFS");
    return {{"mode", std::string(r.mode())}, {"kind", kind},         {"seconds", seconds},
            {"seed", r.request->seed},       {"loudness", loudness}, {"soundfont", support::text(r, "soundfont")}};
  }

  static composer::Progress told(const rushes_call* call, double from, double to, const char* what) {
    return [=](double done) {
      rushes::progress(call, from + (to - from) * done, what);
      return !rushes::cancelled(call);
    };
  }

  static void level(composer::Stereo& sound, const json& job, const rushes_call* call, composer::Finish want) {
    if (const double wanted = job.value("loudness", 0.0); wanted < 0) want.loudness = wanted;
    if (!composer::finish(sound, want, told(call, 0.75, 0.95, "mastering"))) throw rushes::Cancelled{};
  }

  static composer::Stereo music(const json& job, const rushes_call* call, json& about) {
    const auto font = composer::find_soundfont(job.value("soundfont", ""));
    if (!font) support::raise(font.error());
    const auto mood = composer::mood_named(job["kind"].get<std::string>());
    if (!mood) throw rushes::Failure(RUSHES_E_CORRUPT, "this ticket names no mood");
    const double seconds = std::clamp(job["seconds"].get<double>(), composer::shortest, composer::longest);
    const composer::Score score = composer::compose({*mood, seconds, job.value("seed", std::uint64_t{0})});
    auto sound = composer::render(score, *font, told(call, 0, 0.75, "playing"));
    if (!sound) support::raise(sound.error());
    level(*sound, job, call, {.fade_in = 0.005, .fade_out = std::min(2.0, 0.5 * (score.seconds - score.last_chord))});
    json sections = json::array();
    for (const auto& s : score.sections)
      sections.push_back({{"kind", composer::name_of(s.kind)},
                          {"bar", s.first_bar},
                          {"bars", s.bars},
                          {"start", score.time_at(s.first_bar * score.meter)},
                          {"intensity", s.intensity}});
    about.update({{"mood", composer::name_of(*mood)},
                  {"key", composer::name_of(score.key)},
                  {"tempo", score.tempo},
                  {"meter", score.meter},
                  {"bars", score.bars},
                  {"last_chord", score.last_chord},
                  {"beats", score.beat_times},
                  {"sections", std::move(sections)},
                  {"soundfont", {{"name", font->name}, {"sha256", font->sha256}}}});
    return std::move(*sound);
  }

  static composer::Stereo ambience(const json& job, const rushes_call* call, json& about) {
    const auto kind = composer::ambience_named(job["kind"].get<std::string>());
    if (!kind) throw rushes::Failure(RUSHES_E_CORRUPT, "this ticket names no place");
    const double seconds = std::clamp(job["seconds"].get<double>(), shortest_ambience, composer::longest);
    auto sound = composer::make_ambience(*kind, seconds, job.value("seed", std::uint64_t{0}),
                                         told(call, 0, 0.75, "making noise"));
    if (!sound) support::raise(sound.error());
    const double edge = std::min(0.5, seconds * 0.1);
    level(*sound, job, call, {.loudness = composer::loudness_of(*kind), .fade_in = edge, .fade_out = edge});
    about["ambience"] = composer::name_of(*kind);
    return std::move(*sound);
  }

  static void give(const composer::Stereo& sound, const rushes_call* call, const rushes_sink* data) {
    const support::WavFormat format{support::WavSample::pcm24, composer::sample_rate, 2};
    const auto header = support::wav_header(format, sound.size());
    if (!header) support::raise(header.error());
    rushes::write(data, *header);
    std::string bytes;
    for (std::size_t at = 0; at < sound.size(); at += composer::sample_rate) {
      rushes::check_cancelled(call);
      const auto n = std::min<std::size_t>(composer::sample_rate, sound.size() - at);
      const std::span<const float> channels[] = {std::span(sound.left).subspan(at, n),
                                                 std::span(sound.right).subspan(at, n)};
      bytes.clear();
      support::wav_append(format, channels, bytes);
      rushes::write(data, bytes);
      rushes::progress(call, 0.95 + 0.05 * static_cast<double>(at + n) / static_cast<double>(sound.size()), "writing");
    }
    rushes::write(data, support::wav_tail(format, sound.size()));
  }
};

}  // namespace

RUSHES_PLUGINS(Composer);
