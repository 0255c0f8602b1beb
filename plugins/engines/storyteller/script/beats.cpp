#include "plugins/engines/storyteller/script/script.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>

namespace storyteller {

namespace {

constexpr std::size_t longest_beat = 400;  // bytes; a longer one is cut at a comma or a blank
constexpr std::size_t most_beats = 2000;

constexpr std::size_t longest_word = 45;       // letters; the longest that dictionaries list
constexpr std::size_t letters_of_a_word = 12;  // up to so many take about as long as any word

// Characters, not bytes.
std::size_t letters(std::string_view word) {
  return static_cast<std::size_t>(std::ranges::count_if(
      word, [](unsigned char c) { return (c & 0xC0) != 0x80 && (std::isalnum(c) || c >= 0x80); }));
}

std::string trim(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  std::string out;
  for (const char c : text) {
    if (is_space(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  return out;
}

bool has_letter(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return std::isalnum(c) || c >= 0x80; });
}

// A full stop after these ends no sentence.
bool abbreviation(std::string_view before) {
  static constexpr std::array words{"mr", "mrs", "ms", "dr", "st", "prof", "vs", "etc", "e.g", "i.e", "no"};
  const auto blank = before.find_last_of(" \n\t(");
  const std::string last = lower(before.substr(blank == before.npos ? 0 : blank + 1));
  return last.size() == 1 ? std::isalpha(static_cast<unsigned char>(last[0])) && last != "i" && last != "a"
                          : std::ranges::find(words, last) != words.end();
}

std::vector<std::string> sentences(std::string_view line) {
  std::vector<std::string> out;
  std::size_t from = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool stop = c == '.' || c == '!' || c == '?';
    if (!stop && c != ';') continue;
    std::size_t end = i + 1;
    while (end < line.size() && (line[end] == '.' || line[end] == '!' || line[end] == '?' || line[end] == '"' ||
                                 line[end] == '\'' || line[end] == ')'))
      ++end;
    if (end < line.size() && line[end] != ' ' && line[end] != '\t') continue;  // 3.5, example.com
    if (c == '.' && end == i + 1 && abbreviation(line.substr(from, i - from))) continue;
    out.push_back(trim(line.substr(from, end - from)));
    from = end;
    i = end - 1;
  }
  out.push_back(trim(line.substr(from)));
  std::erase_if(out, [](const std::string& s) { return !has_letter(s); });
  return out;
}

// "a boat leaves, then it sails home" has two beats.
std::vector<std::string> clauses(const std::string& sentence) {
  static constexpr std::array marks{", then ",    "; then ",           " and then ",    ", and finally ",
                                    ", finally ", ", and after that ", ", after that ", ", next "};
  std::vector<std::string> out;
  std::string rest = sentence;
  for (;;) {
    const std::string low = lower(rest);
    std::size_t at = low.npos, length = 0;
    for (const std::string_view m : marks)
      if (const auto found = low.find(m); found < at) at = found, length = m.size();
    if (at == low.npos) break;
    out.push_back(trim(rest.substr(0, at)));
    rest = trim(rest.substr(at + length));
  }
  out.push_back(rest);
  std::erase_if(out, [](const std::string& s) { return !has_letter(s); });
  return out;
}

std::vector<std::string> bounded(std::string text) {
  std::vector<std::string> out;
  while (text.size() > longest_beat) {
    auto cut = text.rfind(", ", longest_beat);
    if (cut == text.npos || cut < longest_beat / 3) cut = text.rfind(' ', longest_beat);
    if (cut == text.npos || cut == 0) {
      cut = longest_beat;
      while (cut > 1 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;  // never inside a letter
    }
    out.push_back(trim(text.substr(0, cut)));
    text = trim(text.substr(cut + (text[cut] == ',' ? 1 : 0)));
  }
  if (has_letter(text)) out.push_back(text);
  return out;
}

// Words for the maker of pictures, not for the audience.
const std::regex& production_segment() {
  static const std::regex r(
      R"(^(?:(?:very|highly|ultra|super|extremely|beautiful|beautifully|dramatic|soft|warm|cold|volumetric|studio|natural|moody|epic|slow|fast|smooth|subtle|shallow|deep|film|movie)\s+)*)"
      R"((?:cinematic|photo-?realistic|hyper-?realistic|realistic|detailed|hd|uhd|hdr|4k|8k|1080p|720p|60fps|24fps|masterpiece|high quality|best quality|trending on \w+|unreal engine|octane render|3d render|anamorphic|bokeh|depth of field|lens flare|film grain|grain|color grading|colour grading|lighting|light|shot|wide shot|wide angle|close-?up|medium shot|establishing shot|aerial(?: view| shot)?|drone(?: view| shot)?|bird's[- ]eye view|low angle|high angle|tracking shot|dolly(?: in| out)?|pan(?: left| right)?|tilt(?: up| down)?|zoom(?: in| out)?|push in|pull (?:back|out)|handheld|steadicam|crane(?: up| down| shot)?|orbit|slow motion|slow-?mo|time-?lapse|still|static|noir|vintage|pastel|neon style|style)[.!]?$)",
      std::regex::icase | std::regex::optimize);
  return r;
}

const std::regex& production_opening() {
  static const std::regex r(
      R"(^(?:(?:please\s+)?(?:make|create|generate|show|render|give)(?:\s+me)?\s+)?(?:(?:a|an|the)\s+)?(?:(?:short|slow|beautiful|cinematic|dramatic|epic|wide|close-?up|medium|aerial|drone|establishing|tracking|low angle|high angle|animated|calm|sad|happy)\s+)*(?:film|movie|video|clip|animation|story|shot|view|footage|scene|close-?up|time-?lapse|picture|image)\s+(?:of|about|showing|where|in which|with)\s+)",
      std::regex::icase | std::regex::optimize);
  return r;
}

const std::regex& scene_label() {
  static const std::regex r(
      R"(^\s*(?:(?:scene|shot|part|chapter|act)\s*\d+\s*[:.\-\u2013]?\s*|\d+\s*[.):]\s+|[-*\u2022]\s+))",
      std::regex::icase | std::regex::optimize);
  return r;
}

std::string spoken_form(const std::string& text) {
  std::string body = std::regex_replace(text, production_opening(), "", std::regex_constants::format_first_only);
  std::string out;
  for (std::size_t at = 0; at <= body.size();) {
    const auto comma = std::min(body.find(',', at), body.size());
    const std::string part = trim(std::string_view(body).substr(at, comma - at));
    if (!part.empty() && !std::regex_match(part, production_segment())) out += (out.empty() ? "" : ", ") + part;
    at = comma + 1;
  }
  if (!has_letter(out)) return {};
  std::erase(out, '"');
  if (const auto first = static_cast<unsigned char>(out[0]); first < 0x80)
    out[0] = static_cast<char>(std::toupper(first));
  while (!out.empty() && (out.back() == ';' || out.back() == ',' || out.back() == ':')) out.pop_back();
  if (out.back() != '.' && out.back() != '!' && out.back() != '?') out += '.';
  return out;
}

}  // namespace

std::string sayable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!word.empty() && letters(word) <= longest_word) out.append(out.empty() ? "" : " ").append(word);
    at = end + 1;
  }
  return has_letter(out) ? out : std::string();
}

int spoken_length(std::string_view text) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (const std::size_t n = letters(text.substr(at, end - at)); n > 0)
      words += (n + letters_of_a_word - 1) / letters_of_a_word;
    at = end + 1;
  }
  return static_cast<int>(std::min<std::size_t>(words, 1'000'000));
}

std::vector<Beat> split_beats(std::string_view prompt, std::size_t* left_out) {
  std::vector<Beat> beats;
  std::size_t behind = 0;
  while (!prompt.empty()) {
    const auto end = std::min(prompt.find('\n'), prompt.size());
    std::string line = trim(prompt.substr(0, end));
    prompt.remove_prefix(std::min(end + 1, prompt.size()));
    if (line.size() < 4096) line = std::regex_replace(line, scene_label(), "", std::regex_constants::format_first_only);
    for (const auto& sentence : sentences(line)) {
      if (beats.size() >= most_beats) {
        ++behind;
        continue;
      }
      if (!beats.empty() && beats.back().text == sentence) {  // said again and again: one thought
        ++beats.back().times;
        continue;
      }
      for (const auto& piece : bounded(sentence))
        for (const auto& clause : clauses(piece))
          if (beats.size() < most_beats) beats.push_back({clause, sayable(spoken_form(clause)), 1});
    }
  }
  if (left_out) *left_out = behind;
  return beats;
}

}  // namespace storyteller
