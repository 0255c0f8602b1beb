#include "host/generate/cues.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace rushes::host {

namespace {

constexpr Time hold{Time::per_second * 35 / 100};  // a cue stays this long after its last word, when nothing follows

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t length(const std::vector<SpokenWord>& words) {
  std::size_t n = 0;
  for (const auto& w : words) n += letters(w.text) + 1;
  return n ? n - 1 : 0;
}

std::string stamp(Time t, char fraction) {
  const std::int64_t ms = std::max<std::int64_t>(0, muldiv_round(t.ticks, 1000, Time::per_second));
  char text[32];
  std::snprintf(text, sizeof text, "%02d:%02d:%02d%c%03d", static_cast<int>(ms / 3'600'000),
                static_cast<int>(ms / 60'000 % 60), static_cast<int>(ms / 1000 % 60), fraction,
                static_cast<int>(ms % 1000));
  return text;
}

// The word after which the line breaks: the most even split with the upper line no longer than it must be; words.size()
// = one line.
std::size_t line_break(const std::vector<SpokenWord>& words, std::size_t line) {
  const std::size_t whole = length(words);
  if (whole <= line) return words.size();
  std::size_t best = words.size(), best_difference = whole, upper = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    upper += letters(words[i].text) + (i ? 1 : 0);
    const std::size_t lower = whole - upper - 1, difference = upper > lower ? upper - lower : lower - upper;
    if (difference < best_difference) best = i + 1, best_difference = difference;
  }
  return best;
}

// Nothing in a caption may be taken for markup.
std::string plain(const std::string& text, bool vtt) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i], next = i + 1 < text.size() ? text[i + 1] : '\0',
               third = i + 2 < text.size() ? text[i + 2] : '\0';
    if (vtt && c == '&')
      out += "&amp;";
    else if (vtt && c == '<')
      out += "&lt;";
    else if (vtt && c == '>')
      out += "&gt;";
    else if (!vtt && c == '<')
      out += '(';
    else if (!vtt && c == '>')
      out += ')';
    // Players of SubRip obey "{\\an8}" and "{y:i}": a word joiner, which is not seen, makes plain text of them.
    else if (!vtt && c == '{' && (next == '\\' || third == ':'))
      out += "{\xE2\x81\xA0";
    else
      out += c;
  }
  return out;
}

}  // namespace

std::vector<Cue> make_cues(const std::vector<SpokenWord>& words, std::size_t line) {
  std::vector<Cue> cues;
  Cue cue;
  const auto close = [&] {
    if (!cue.words.empty()) cues.push_back(std::move(cue));
    cue = {};
  };
  for (const SpokenWord& w : words) {
    if (!cue.words.empty() &&
        (length(cue.words) + 1 + letters(w.text) > line * 2 || w.start - cue.words.back().end > Time{Time::per_second}))
      close();
    if (cue.words.empty()) cue.start = w.start;
    cue.words.push_back(w);
    cue.end = w.end;
    if (w.ends_sentence) close();
  }
  close();
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const Time longest = cues[i].end + hold;
    cues[i].end = i + 1 < cues.size() ? std::max(cues[i].end, std::min(longest, cues[i + 1].start)) : longest;
  }
  return cues;
}

std::string to_vtt(const std::vector<Cue>& cues, std::size_t line) {
  std::string out = "WEBVTT\n";
  for (const Cue& cue : cues) {
    out += "\n" + stamp(cue.start, '.') + " --> " + stamp(cue.end, '.') + "\n";
    const std::size_t at = line_break(cue.words, line);
    for (std::size_t i = 0; i < cue.words.size(); ++i) {
      if (i) out += i == at ? "\n" : " ";
      if (i) out += "<" + stamp(cue.words[i].start, '.') + ">";
      out += plain(cue.words[i].text, true);
    }
    out += "\n";
  }
  return out;
}

std::string to_srt(const std::vector<Cue>& cues, std::size_t line) {
  std::string out;
  for (std::size_t n = 0; n < cues.size(); ++n) {
    const Cue& cue = cues[n];
    out +=
        (n ? "\n" : "") + std::to_string(n + 1) + "\n" + stamp(cue.start, ',') + " --> " + stamp(cue.end, ',') + "\n";
    const std::size_t at = line_break(cue.words, line);
    for (std::size_t i = 0; i < cue.words.size(); ++i)
      out += (i ? (i == at ? "\n" : " ") : "") + plain(cue.words[i].text, false);
    out += "\n";
  }
  return out;
}

std::vector<SpokenWord> spoken_words(std::string_view meta_json, Time offset) {
  std::vector<SpokenWord> words;
  const auto meta = nlohmann::json::parse(meta_json, nullptr, false);
  if (!meta.is_object() || !meta.contains("words") || !meta["words"].is_array()) return words;
  const auto& list = meta["words"];
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& w = list[i];
    if (!w.is_object() || !w.contains("text") || !w["text"].is_string() || !w.contains("start") ||
        !w["start"].is_number() || !w.contains("end") || !w["end"].is_number())
      continue;
    const bool last =
        i + 1 == list.size() || (w.contains("sentence") && list[i + 1].is_object() &&
                                 list[i + 1].contains("sentence") && list[i + 1]["sentence"] != w["sentence"]);
    words.push_back({w["text"].get<std::string>(), offset + from_seconds(w["start"].get<double>()),
                     offset + from_seconds(w["end"].get<double>()), last});
  }
  return words;
}

}  // namespace rushes::host
