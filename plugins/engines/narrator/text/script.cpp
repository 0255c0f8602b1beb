#include "plugins/engines/narrator/text/script.hpp"

#include "plugins/engines/narrator/text/speak.hpp"
#include "plugins/engines/narrator/text/unicode.hpp"

#include <algorithm>
#include <utility>

namespace narrator {
namespace {

constexpr std::size_t longest_sentence = 48;  // words; longer ones are cut at a comma, or simply cut

struct Token {
  std::size_t offset, length;
  std::string plain;
  int breaks_before = 0;  // line breaks between this token and the one before
};

bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return lower(c) || upper(c); }

char first_of_core(const Token& t) {
  const auto core = split_affixes(t.plain).core;
  return core.empty() ? '\0' : core.front();
}

// Words end at white space, and after a dash or an ellipsis that joins two words ("word\u2014word", "well...yes").
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  int breaks = 0;
  std::size_t start = 0;
  bool inside = false;
  const auto finish = [&](std::size_t end) {
    if (inside && end > start)
      out.push_back({start, end - start, plain(text.substr(start, end - start)), std::exchange(breaks, 0)});
    inside = false;
  };
  char32_t previous = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = next_code_point(text, at);
    if (is_space(c)) {
      finish(here);
      if (is_line_break(c) && !(c == '\n' && previous == '\r')) ++breaks;
    } else {
      const bool joins = previous == 0x2014 || previous == 0x2013 || previous == 0x2026 ||
                         (previous == '.' && here >= 3 && text.substr(here - 3, 3) == "...");
      const std::string ascii = joins && inside ? to_ascii(c) : std::string{};
      // An en dash between numbers is a range and stays inside.
      if (!ascii.empty() && (letter(ascii[0]) || (digit(ascii[0]) && previous != 0x2013))) finish(here);
      if (!inside) start = here, inside = true;
    }
    previous = c;
  }
  finish(text.size());
  return out;
}

bool sentence_starter(std::string_view core) {
  constexpr std::string_view words[] = {"The", "A",   "An",  "He",   "She", "It",  "We",   "They", "I",     "You",
                                        "In",  "On",  "At",  "But",  "And", "So",  "This", "That", "There", "When",
                                        "If",  "His", "Her", "Its",  "Our", "My",  "No",   "Yes",  "What",  "Who",
                                        "How", "Why", "Now", "Then", "As",  "For", "To"};
  return std::ranges::find(words, core) != std::end(words);
}

// The character that ends the sentence after `t`, or 0. `next` is the word that follows, if any.
char sentence_end(const Token& t, const Token* next) {
  const auto [before, core, after] = split_affixes(t.plain);
  const auto mark = after.find_first_of(".!?");
  if (mark == std::string_view::npos) return 0;
  const char end = after.find('?') != std::string_view::npos   ? '?'
                   : after.find('!') != std::string_view::npos ? '!'
                                                               : '.';
  if (!next) return end;
  const char follows = first_of_core(*next);
  if (lower(follows)) return 0;  // "Stop!" he said; approx. five
  if (end != '.' || core.empty()) return end;
  if (after.starts_with("...")) return end;
  if (is_abbreviation(t.plain)) {
    if (!abbreviation_may_end(t.plain) || digit(follows)) return 0;
    return sentence_starter(split_affixes(next->plain).core) ? end : 0;
  }
  // "1." at the start of a line numbers a list.
  if (t.breaks_before > 0 && std::ranges::all_of(core, digit) && core.size() <= 2) return 0;
  return end;
}

// A single line break ends a sentence when the line looks like one of its own: a title, a list entry, a verse.
bool line_ends(std::size_t line_bytes, const Token& next) {
  const char follows = first_of_core(next);
  return line_bytes < 60 && !lower(follows);
}

struct Range {
  std::size_t from, to;
  char ending;
  bool paragraph_end;
};

std::vector<Range> sentences_of(const std::vector<Token>& tokens) {
  std::vector<Range> out;
  std::size_t from = 0, line_start = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].breaks_before > 0) line_start = tokens[i].offset;
    const Token* next = i + 1 < tokens.size() ? &tokens[i + 1] : nullptr;
    const bool paragraph = !next || next->breaks_before > 1;
    char end = sentence_end(tokens[i], paragraph ? nullptr : next);
    if (!end && next && next->breaks_before == 1 && line_ends(tokens[i].offset + tokens[i].length - line_start, *next))
      end = '.';
    if (!end && paragraph) end = '.';
    // A closing quote or bracket may stand alone after the stop.
    if (end) {
      out.push_back({from, i + 1, end, paragraph});
      from = i + 1;
    }
  }
  return out;
}

bool is_shouting(const std::vector<Token>& tokens, const Range& range) {
  std::size_t capital = 0, other = 0;
  for (std::size_t i = range.from; i < range.to; ++i) {
    const auto core = split_affixes(tokens[i].plain).core;
    if (core.size() < 2) continue;
    for (const char c : core) capital += upper(c), other += lower(c);
  }
  return range.to - range.from >= 2 && capital >= 8 && other * 4 < capital;
}

bool pauses(const Token& t) {
  const auto after = split_affixes(t.plain).after;
  if (after.find_first_of(",;:)]-") != std::string_view::npos || after.find("...") != std::string_view::npos)
    return true;
  return t.plain == "-" || t.plain == "--";
}

// Emoji are said only when a sentence has nothing else to say.
std::vector<std::string> emoji_words(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view name = emoji_name(next_code_point(text, at));
    while (!name.empty()) {
      const auto space = std::min(name.find(' '), name.size());
      out.emplace_back(name.substr(0, space));
      name.remove_prefix(std::min(space + 1, name.size()));
    }
  }
  return out;
}

std::vector<ScriptWord> words_of(std::string_view text, const std::vector<Token>& tokens, const Range& range,
                                 bool emoji) {
  const bool shouting = is_shouting(tokens, range);
  std::vector<ScriptWord> out;
  std::string silent;  // what waits for a word to belong to
  std::size_t silent_offset = 0;
  for (std::size_t i = range.from; i < range.to; ++i) {
    const Token& t = tokens[i];
    const std::string written(text.substr(t.offset, t.length));
    const std::string previous = i > range.from ? std::string(split_affixes(tokens[i - 1].plain).core) : std::string{};
    const std::string next = i + 1 < range.to ? std::string(split_affixes(tokens[i + 1].plain).core) : std::string{};
    auto said = emoji ? emoji_words(written) : speak(t.plain, {previous, next, shouting});
    if (said.empty()) {
      if (!out.empty()) {
        out.back().text += ' ' + written;
        out.back().length = t.offset + t.length - out.back().offset;
        out.back().pause_after |= pauses(t);
      } else {
        if (silent.empty()) silent_offset = t.offset;
        silent += written + ' ';
      }
      continue;
    }
    const std::size_t offset = silent.empty() ? t.offset : silent_offset;
    out.push_back(
        {std::exchange(silent, {}) + written, offset, t.offset + t.length - offset, std::move(said), pauses(t)});
  }
  return out;
}

// Cuts an over-long sentence where it pauses, else after `longest_sentence` words.
void add(std::vector<Sentence>& out, std::vector<ScriptWord> words, const Range& range) {
  std::size_t said = 0, from = 0, last_pause = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    said += words[i].said.size();
    if (words[i].pause_after) last_pause = i + 1;
    if (said < longest_sentence || i + 1 == words.size()) continue;
    const std::size_t to = last_pause > from ? last_pause : i + 1;
    out.push_back({{std::make_move_iterator(words.begin() + static_cast<std::ptrdiff_t>(from)),
                    std::make_move_iterator(words.begin() + static_cast<std::ptrdiff_t>(to))},
                   ',',
                   false});
    from = last_pause = to;
    said = 0;
    for (std::size_t k = to; k <= i; ++k) said += words[k].said.size();
  }
  if (from < words.size())
    out.push_back({{std::make_move_iterator(words.begin() + static_cast<std::ptrdiff_t>(from)),
                    std::make_move_iterator(words.end())},
                   range.ending,
                   range.paragraph_end});
}

}  // namespace

std::vector<Sentence> read_script(std::string_view text) {
  std::vector<Sentence> out;
  const auto tokens = tokens_of(text);
  for (const Range& range : sentences_of(tokens)) {
    auto words = words_of(text, tokens, range, false);
    if (words.empty()) words = words_of(text, tokens, range, true);
    if (!words.empty())
      add(out, std::move(words), range);
    else if (!out.empty() && range.paragraph_end)
      out.back().paragraph_end = true;
  }
  return out;
}

}  // namespace narrator
