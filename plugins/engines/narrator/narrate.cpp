#include "plugins/engines/narrator/narrate.hpp"

#include "plugins/engines/narrator/polish/polish.hpp"

#include <algorithm>
#include <cmath>

namespace narrator {
namespace {

using rushes::Errc;
using rushes::Error;
using rushes::Result;

constexpr std::int64_t up = output_rate / voice_rate;
// What is kept of the voice's own silence around a phrase: soft beginnings and endings live there.
constexpr std::int64_t lead = voice_rate * 40 / 1000, trail = voice_rate * 90 / 1000;
constexpr float wanted_peak = 0.70794578f;  // -3 dBFS

bool go_on(const Progress& progress, double fraction) { return !progress || progress(fraction); }

std::int64_t samples_of(double seconds) { return std::llround(seconds * voice_rate); }

}  // namespace

Result<Narration> narrate(std::string_view text, const Options& options, const Progress& progress) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return Error{Errc::invalid, "there is no text to speak: write what the narrator should say"};
  const std::vector<Sentence> script = read_script(text);
  if (script.empty())
    return Error{
        Errc::invalid,
        "nothing in this text can be spoken by an English voice: write it in Latin, Greek or Cyrillic letters"};
  if (!(options.rate >= 0.5 && options.rate <= 2))
    return Error{Errc::invalid, "the speaking rate must lie between 0.5 and 2"};

  Narration out;
  std::int64_t at = samples_of(0.05);
  std::int32_t sentence_number = 0, paragraph = 0;
  for (std::size_t i = 0; i < script.size(); ++i) {
    if (!go_on(progress, static_cast<double>(i) / static_cast<double>(script.size())))
      return Error{Errc::cancelled, "cancelled"};
    const Sentence& sentence = script[i];
    std::vector<VoiceWord> said;
    for (const ScriptWord& word : sentence.words)
      for (const std::string& part : word.said) said.push_back({part, word.pause_after && &part == &word.said.back()});
    Spoken spoken = say(options.voice, said, sentence.ending, static_cast<float>(1 / options.rate));
    if (!spoken.error.empty()) return Error{Errc::internal, spoken.error};

    const std::int64_t length = static_cast<std::int64_t>(spoken.samples.size());
    const std::int64_t from = std::max<std::int64_t>(0, spoken.words.front().start - lead),
                       to = std::min(length, spoken.words.back().end + trail);
    std::size_t part = 0;
    for (const ScriptWord& word : sentence.words) {
      const auto first = spoken.words[part], last = spoken.words[part + word.said.size() - 1];
      part += word.said.size();
      out.words_.push_back({word.text, word.offset, word.length, (at + first.start - from) * up,
                            (at + last.end - from) * up, sentence_number, paragraph});
    }
    out.phrases_.push_back({at, {spoken.samples.begin() + from, spoken.samples.begin() + to}});
    at += to - from;
    if (sentence.ending != ',') ++sentence_number;
    if (sentence.paragraph_end) ++paragraph;
    if (i + 1 < script.size()) {
      const double pause = sentence.ending == ','   ? 0.10
                           : sentence.paragraph_end ? options.paragraph_pause
                                                    : options.sentence_pause;
      // The kept silence is part of the pause.
      at += std::max<std::int64_t>(0, samples_of(pause / options.rate) - lead - trail);
    }
  }
  out.sample_count_ = (at + samples_of(0.05)) * up;
  return out;
}

Result<void> Narration::write(const std::function<void(std::span<const float>)>& take, const Progress& progress) const {
  // Twice over the same pure function, first for the peak: speech of hours need not be kept at the output rate.
  const double passes = 2.0 * static_cast<double>(phrases_.size());
  double done = 0;
  float peak = 0;
  for (const Phrase& phrase : phrases_) {
    if (!go_on(progress, done++ / passes)) return Error{Errc::cancelled, "cancelled"};
    for (const float s : polish(phrase.samples)) peak = std::max(peak, std::abs(s));
  }
  const float gain = peak > 0 ? wanted_peak / peak : 1;
  const std::vector<float> silence(4096, 0.0f);
  std::int64_t at = 0;
  const auto rest = [&](std::int64_t until) {
    while (at < until) {
      const auto n = std::min<std::int64_t>(until - at, static_cast<std::int64_t>(silence.size()));
      take(std::span(silence).first(static_cast<std::size_t>(n)));
      at += n;
    }
  };
  for (const Phrase& phrase : phrases_) {
    if (!go_on(progress, done++ / passes)) return Error{Errc::cancelled, "cancelled"};
    rest(phrase.start * up);
    std::vector<float> samples = polish(phrase.samples);
    for (float& s : samples) s *= gain;
    take(samples);
    at += static_cast<std::int64_t>(samples.size());
  }
  rest(sample_count_);
  return {};
}

}  // namespace narrator
