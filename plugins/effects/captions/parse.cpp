#include "captions/parse.hpp"

#include <algorithm>
#include <cctype>

namespace rushes::effects {
namespace {

constexpr std::size_t most_cues = 100'000;

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  return s;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find_first_of("\r\n");
    lines.push_back(text.substr(0, end));
    if (end == text.npos) break;
    const bool two = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    text.remove_prefix(end + (two ? 2 : 1));
  }
  return lines;
}

// "1:02:03,45", "02:03.456", "3.5": hours and minutes may be missing, comma and point are the same. Takes it off `s`.
bool take_time(std::string_view& s, std::int64_t& ms) {
  s = trimmed(s);
  std::int64_t parts[3] = {0, 0, 0};
  int n = 0;
  for (;;) {
    std::size_t digits = 0;
    std::int64_t v = 0;
    while (digits < s.size() && digits < 9 && std::isdigit(static_cast<unsigned char>(s[digits])))
      v = v * 10 + (s[digits++] - '0');
    if (digits == 0 || n == 3) return false;
    s.remove_prefix(digits);
    parts[n++] = v;
    if (s.empty() || s.front() != ':') break;
    s.remove_prefix(1);
  }
  std::int64_t fraction = 0, unit = 100;
  if (!s.empty() && (s.front() == ',' || s.front() == '.')) {
    s.remove_prefix(1);
    while (!s.empty() && std::isdigit(static_cast<unsigned char>(s.front()))) {
      fraction += (s.front() - '0') * unit;
      unit /= 10;
      s.remove_prefix(1);
    }
  }
  std::int64_t seconds = 0;
  for (int i = 0; i < n; ++i) seconds = seconds * 60 + parts[i];
  if (seconds > 400LL * 3600) return false;
  ms = seconds * 1000 + fraction;
  return true;
}

// The parts of `text` that ASS would take for commands, made harmless.
void append_plain(std::string& out, char c) {
  if (c == '{' || c == '}')
    (out += '\\') += c;
  else if (c == '\\')
    out += "\\\xE2\x81\xA0";  // a word joiner: no letter follows
  else
    out += c;
}

bool take_entity(std::string_view& s, std::string& out) {
  static constexpr std::pair<std::string_view, std::string_view> entities[] = {{"&amp;", "&"},
                                                                               {"&lt;", "<"},
                                                                               {"&gt;", ">"},
                                                                               {"&quot;", "\""},
                                                                               {"&apos;", "'"},
                                                                               {"&nbsp;", "\\h"},
                                                                               {"&lrm;", "\xE2\x80\x8E"},
                                                                               {"&rlm;", "\xE2\x80\x8F"}};
  for (const auto& [name, value] : entities)
    if (s.starts_with(name)) {
      out += value;
      s.remove_prefix(name.size());
      return true;
    }
  return false;
}

// <b>, <i>, <u> become commands, times begin a new word, every other tag is left out.
void tag(std::string_view name, std::vector<CaptionWord>& words) {
  std::string_view time = name;
  std::int64_t ms;
  if (!name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) && take_time(time, ms) &&
      trimmed(time).empty()) {
    words.push_back({ms, {}});
    return;
  }
  const bool end = name.starts_with('/');
  if (end) name.remove_prefix(1);
  name = name.substr(0, name.find_first_of(". \t"));
  if (name.size() != 1) return;
  const char c = static_cast<char>(std::tolower(static_cast<unsigned char>(name.front())));
  if (c == 'b' || c == 'i' || c == 'u') words.back().text += std::string("{\\") + c + (end ? "0}" : "1}");
}

std::vector<CaptionWord> words_of(const std::vector<std::string_view>& lines) {
  std::vector<CaptionWord> words(1);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) words.back().text += "\\N";
    for (std::string_view s = trimmed(lines[i]); !s.empty();) {
      if (s.front() == '<') {
        const auto close = s.find('>');
        if (close != s.npos && close < 200) {
          tag(s.substr(1, close - 1), words);
          s.remove_prefix(close + 1);
          continue;
        }
      }
      // The few commands of ASS that are common in SubRip files: a place, kept out of the text.
      if (s.starts_with("{\\") && s.find('}') != s.npos) {
        s.remove_prefix(s.find('}') + 1);
        continue;
      }
      if (s.front() == '&' && take_entity(s, words.back().text)) continue;
      append_plain(words.back().text, s.front());
      s.remove_prefix(1);
    }
  }
  if (words.size() > 1 && words.front().text.empty()) words.erase(words.begin());
  return words;
}

bool says_something(const std::vector<CaptionWord>& words) {
  return std::ranges::any_of(
      words, [](const CaptionWord& w) { return w.text.find_first_not_of(" \t\\N") != std::string::npos; });
}

// "align:left line:10%" and such, of WebVTT.
int place_of(std::string_view settings) {
  int column = 1, row = 0;
  while (!(settings = trimmed(settings)).empty()) {
    const auto end = std::min(settings.find_first_of(" \t"), settings.size());
    const std::string_view s = settings.substr(0, end);
    settings.remove_prefix(end);
    if (s == "align:left" || s == "align:start") column = 0;
    if (s == "align:right" || s == "align:end") column = 2;
    if (s.starts_with("line:") && s.size() > 5 && std::isdigit(static_cast<unsigned char>(s[5]))) {
      int v = 0;
      for (std::size_t i = 5; i < s.size() && i < 9 && std::isdigit(static_cast<unsigned char>(s[i])); ++i)
        v = v * 10 + (s[i] - '0');
      const bool percent = s.find('%') != s.npos;
      row = percent ? (v < 34 ? 2 : v < 67 ? 1 : 0) : (v < 5 ? 2 : v < 10 ? 1 : 0);
    }
  }
  return row * 3 + column + 1;
}

Captions parse(std::string_view text, bool vtt) {
  Captions out;
  const auto lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size() && out.cues.size() < most_cues; ++i) {
    const auto arrow = lines[i].find("-->");
    if (arrow == std::string_view::npos) {
      const auto line = trimmed(lines[i]);
      if (vtt && (line.starts_with("NOTE") || line == "STYLE" || line == "REGION"))
        while (i + 1 < lines.size() && !trimmed(lines[i + 1]).empty()) ++i;
      continue;
    }
    Cue cue;
    std::string_view from = lines[i].substr(0, arrow), to = lines[i].substr(arrow + 3);
    bool good = take_time(from, cue.start) && trimmed(from).empty() && take_time(to, cue.end) && cue.end > cue.start;
    if (good && vtt) cue.place = place_of(to);
    std::vector<std::string_view> body;
    while (i + 1 < lines.size() && !trimmed(lines[i + 1]).empty() && lines[i + 1].find("-->") == std::string_view::npos)
      body.push_back(lines[++i]);
    // Without the empty line between, the last line is the number of the next cue.
    if (i + 1 < lines.size() && lines[i + 1].find("-->") != std::string_view::npos && !body.empty() &&
        std::ranges::all_of(trimmed(body.back()), [](unsigned char c) { return std::isdigit(c); }))
      body.pop_back();
    if (good) {
      cue.words = words_of(body);
      good = says_something(cue.words);
    }
    good ? out.cues.push_back(std::move(cue)) : void(++out.skipped);
  }
  std::ranges::stable_sort(out.cues, {}, &Cue::start);
  return out;
}

}  // namespace

CaptionFormat detect(std::string_view text) {
  const std::string_view start = trimmed(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
  if (start.starts_with("WEBVTT")) return CaptionFormat::vtt;
  if (start.starts_with("[") && text.find("Dialogue:") != text.npos) return CaptionFormat::ass;
  return CaptionFormat::srt;
}

Captions parse_srt(std::string_view text) { return parse(text, false); }
Captions parse_vtt(std::string_view text) { return parse(text, true); }

}  // namespace rushes::effects
