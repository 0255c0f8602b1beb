// The engine: mode "speech". The ticket is the request itself; fetch does the work, so nothing is kept between calls.
#include "plugins/engines/narrator/narrate.hpp"
#include "plugins/engines/narrator/polish/polish.hpp"
#include "plugins/engines/support/request.hpp"
#include "plugins/engines/support/wav.hpp"

#include <rushes/engine.hpp>

#include <nlohmann/json.hpp>

#include <cmath>

namespace {

using nlohmann::json;
namespace support = engine_support;

constexpr std::size_t longest_text = 300'000;  // bytes: some seven hours, what one WAV file can hold
constexpr double letters_per_second = 14.5;    // measured over English prose at rate 1
constexpr std::int64_t ticks_per_sample = 705'600'000 / narrator::output_rate;

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

struct Narrator : rushes::Engine<Narrator> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.narrator",
      .name = "Narrator",
      .description = "Speaks a text in English, with the time of every word. Works without network or keys.",
      .license = "MIT AND MIT-CMU",
      .traits = RUSHES_TRAIT_DETERMINISTIC,
      .inputs = 0};
  static constexpr std::array params{rushes::ParamSpec{.id = "voice",
                                                       .label = "Voice",
                                                       .type = RUSHES_P_CHOICE,
                                                       .text = "rms",
                                                       .choices = "rms|slt",
                                                       .help = "rms is a man's voice, slt a woman's."},
                                     rushes::ParamSpec{.id = "rate",
                                                       .label = "Speaking rate",
                                                       .initial = {1},
                                                       .min = 0.5,
                                                       .max = 2,
                                                       .help = "1 is the voice's own pace, 2 twice as fast."},
                                     rushes::ParamSpec{.id = "sentence_pause",
                                                       .label = "Pause between sentences",
                                                       .initial = {0.4},
                                                       .min = 0.14,
                                                       .max = 5,
                                                       .unit = RUSHES_U_SECONDS},
                                     rushes::ParamSpec{.id = "paragraph_pause",
                                                       .label = "Pause between paragraphs",
                                                       .initial = {0.85},
                                                       .min = 0.14,
                                                       .max = 10,
                                                       .unit = RUSHES_U_SECONDS}};

  std::string capabilities() {
    return dump({{"modes", {"speech"}},
                 {"languages", {"en-US"}},
                 {"voices", {{{"id", "rms"}, {"gender", "male"}}, {{"id", "slt"}, {"gender", "female"}}}},
                 {"max_prompt", longest_text},
                 {"output", {{"mime", "audio/wav"}, {"rate", narrator::output_rate}, {"channels", 1}}},
                 {"word_times", true},
                 {"offline", true},
                 {"price", {{"amount", 0}}}});
  }

  rushes_job_state check(const Request& r, std::vector<std::string>& notes) {
    require(r);
    auto s = state(RUSHES_JOB_SUCCEEDED, 0);
    const double seconds = static_cast<double>(r.prompt().size()) / letters_per_second / support::number(r, "rate");
    s.eta_ms = static_cast<std::uint64_t>(200 + seconds * 40);
    if (r.request->duration > 0 && std::abs(seconds - r.seconds()) > 0.25 * r.seconds())
      notes.push_back("Speech lasts as long as its words need: about " + std::to_string(std::llround(seconds)) +
                      " s, not " + std::to_string(std::llround(r.seconds())) + " s.");
    return s;
  }

  std::string submit(const Request& r, const rushes_call*, std::string_view, rushes_job_state& out) {
    require(r);
    out = state(RUSHES_JOB_SUCCEEDED, 1);
    return dump({{"text", std::string(r.prompt())},
                 {"voice", support::text(r, "voice")},
                 {"rate", support::number(r, "rate")},
                 {"sentence_pause", support::number(r, "sentence_pause")},
                 {"paragraph_pause", support::number(r, "paragraph_pause")}});
  }

  rushes_job_state poll(std::string_view, const rushes_call*) { return state(RUSHES_JOB_SUCCEEDED, 1); }
  void cancel(std::string_view, const rushes_call*) {}

  void fetch(std::string_view ticket, std::uint32_t output, const rushes_call* call, const rushes_sink* data,
             const rushes_sink* meta) {
    if (output != 0) throw rushes::Failure(RUSHES_E_NOT_FOUND, "a narration has one result, number 0");
    const json job = json::parse(ticket, nullptr, false);
    const auto voice = job.is_object() ? narrator::voice_named(job.value("voice", "")) : std::nullopt;
    if (!voice || !job.contains("text"))
      throw rushes::Failure(RUSHES_E_CORRUPT, "this ticket is not one of the narrator's");
    narrator::Options options{*voice, job.value("rate", 1.0), job.value("sentence_pause", 0.4),
                              job.value("paragraph_pause", 0.85)};
    const std::string text = job["text"];
    const auto told = [call](double from, double to, const char* what) {
      return [=](double done) {
        rushes::progress(call, from + (to - from) * done, what);
        return !rushes::cancelled(call);
      };
    };
    auto spoken = narrator::narrate(text, options, told(0, 0.8, "speaking"));
    if (!spoken) support::raise(spoken.error());

    const support::WavFormat format{support::WavSample::pcm24, narrator::output_rate, 1};
    const auto samples = static_cast<std::uint64_t>(spoken->sample_count());
    auto header = support::wav_header(format, samples);
    if (!header) support::raise(header.error());
    rushes::write(data, *header);
    std::string bytes;
    const auto written = spoken->write(
        [&](std::span<const float> piece) {
          bytes.clear();
          const std::span<const float> channels[] = {piece};
          support::wav_append(format, channels, bytes);
          rushes::write(data, bytes);
        },
        told(0.8, 1, "polishing"));
    if (!written) support::raise(written.error());
    rushes::write(data, support::wav_tail(format, samples));

    json words = json::array();
    for (const narrator::Word& w : spoken->words())
      words.push_back({{"text", w.text},
                       {"offset", w.offset},
                       {"length", w.length},
                       {"start", static_cast<double>(w.start) / narrator::output_rate},
                       {"end", static_cast<double>(w.end) / narrator::output_rate},
                       {"start_sample", w.start},
                       {"end_sample", w.end},
                       {"sentence", w.sentence},
                       {"paragraph", w.paragraph}});
    rushes::write(meta, dump({{"mime", "audio/wav"},
                              {"kind", "speech"},
                              {"rate", narrator::output_rate},
                              {"channels", 1},
                              {"samples", samples},
                              {"duration_ticks", static_cast<std::int64_t>(samples) * ticks_per_sample},
                              {"voice", job["voice"]},
                              {"language", "en-US"},
                              {"words", std::move(words)}}));
  }

 private:
  static void require(const Request& r) {
    if (r.mode() != "speech")
      throw rushes::Failure(RUSHES_E_UNSUPPORTED,
                            "the narrator's mode is \"speech\", not \"" + std::string(r.mode()) + "\"");
    if (r.prompt().find_first_not_of(" \t\r\n") == std::string_view::npos)
      throw rushes::Failure(RUSHES_E_INVALID, "there is no text to speak: write what the narrator should say");
    if (r.prompt().size() > longest_text)
      throw rushes::Failure(RUSHES_E_INVALID, "the text has " + std::to_string(r.prompt().size()) +
                                                  " bytes, the narrator speaks " + std::to_string(longest_text) +
                                                  " at once: split it");
    if (!narrator::voice_named(support::text(r, "voice")))
      throw rushes::Failure(RUSHES_E_INVALID,
                            "there is no voice \"" + support::text(r, "voice") + "\": rms and slt are");
    const double rate = support::number(r, "rate");
    if (!(rate >= 0.5 && rate <= 2))
      throw rushes::Failure(RUSHES_E_INVALID, "the speaking rate must lie between 0.5 and 2");
    for (const char* pause : {"sentence_pause", "paragraph_pause"})
      if (const double p = support::number(r, pause); !(p >= 0 && p <= 10))
        throw rushes::Failure(RUSHES_E_INVALID, "a pause must lie between 0 and 10 s");
  }
};

}  // namespace

RUSHES_PLUGINS(Narrator);
