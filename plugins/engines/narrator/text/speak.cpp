#include "plugins/engines/narrator/text/speak.hpp"

#include "plugins/engines/narrator/text/speak_number.hpp"
#include "plugins/engines/narrator/text/unicode.hpp"

#include <algorithm>
#include <cctype>

namespace narrator {
namespace {

constexpr std::size_t longest_word = 40;  // letters; the voice's own buffers are small

bool digit(char c) { return c >= '0' && c <= '9'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool letter(char c) { return upper(c) || lower(c); }

std::string to_lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (upper(c)) c = static_cast<char>(c - 'A' + 'a');
  return out;
}

struct Short {
  std::string_view written, said;
};
// Written with a full stop after them.
constexpr Short abbreviations[] = {
    {"mr", "mister"},
    {"mrs", "missus"},
    {"ms", "miz"},
    {"dr", "doctor"},
    {"prof", "professor"},
    {"st", "saint"},
    {"jr", "junior"},
    {"sr", "senior"},
    {"gen", "general"},
    {"col", "colonel"},
    {"capt", "captain"},
    {"lt", "lieutenant"},
    {"sgt", "sergeant"},
    {"gov", "governor"},
    {"sen", "senator"},
    {"rep", "representative"},
    {"rev", "reverend"},
    {"hon", "honorable"},
    {"pres", "president"},
    {"e.g", "for example"},
    {"i.e", "that is"},
    {"etc", "et cetera"},
    {"vs", "versus"},
    {"cf", "compare"},
    {"approx", "approximately"},
    {"dept", "department"},
    {"est", "established"},
    {"fig", "figure"},
    {"figs", "figures"},
    {"vol", "volume"},
    {"ch", "chapter"},
    {"pp", "pages"},
    {"ed", "edition"},
    {"jan", "january"},
    {"feb", "february"},
    {"mar", "march"},
    {"apr", "april"},
    {"jun", "june"},
    {"jul", "july"},
    {"aug", "august"},
    {"sept", "september"},
    {"sep", "september"},
    {"oct", "october"},
    {"nov", "november"},
    {"dec", "december"},
    {"mon", "monday"},
    {"tue", "tuesday"},
    {"wed", "wednesday"},
    {"thu", "thursday"},
    {"fri", "friday"},
    {"ave", "avenue"},
    {"blvd", "boulevard"},
    {"rd", "road"},
    {"mt", "mount"},
    {"ft", "fort"},
    {"inc", "incorporated"},
    {"ltd", "limited"},
    {"co", "company"},
    {"corp", "corporation"},
    {"bros", "brothers"},
    {"no", "number"},
    {"nos", "numbers"},
    {"al", "al"},
    {"ca", "circa"},
    {"a.m", "a m"},
    {"p.m", "p m"},
    {"min", "minutes"},
    {"max", "maximum"},
    {"ext", "extension"},
    {"tel", "telephone"},
};
// These also end sentences: the stop goes on only before a lower-case word or a number.
constexpr std::string_view may_end[] = {"etc", "jr",  "sr",  "inc", "ltd", "co",  "corp", "a.m", "p.m",
                                        "al",  "no",  "ed",  "mon", "fri", "wed", "sun",  "sat", "min",
                                        "max", "mar", "jun", "dec", "est", "ave", "blvd", "rd",  "ext"};
// Said the same with and without the stop.
constexpr Short bare[] = {{"mr", "mister"},     {"mrs", "missus"}, {"dr", "doctor"},   {"prof", "professor"},
                          {"etc", "et cetera"}, {"vs", "versus"},  {"jr", "junior"},   {"ok", "okay"},
                          {"ft", "featuring"},  {"w/", "with"},    {"w/o", "without"}, {"aka", "a k a"},
                          {"tv", "t v"},        {"diy", "d i y"},  {"dna", "d n a"},   {"pov", "p o v"}};

constexpr std::string_view said_as_words[] = {"NASA",  "NATO", "UNESCO", "UNICEF", "OPEC",  "LASER", "RADAR", "SONAR",
                                              "SCUBA", "AIDS", "FIFA",   "UEFA",   "NAFTA", "NOAA",  "ASAP",  "PIN",
                                              "GIF",   "JPEG", "RAM",    "ROM",    "SIM",   "WIFI",  "IMAX",  "NIMBY",
                                              "YOLO",  "LOL",  "FOMO",   "COVID",  "SWAT",  "BASIC", "ASCII", "JSON"};

// Words that are often set in capitals for weight, not as letters: read as words even alone.
constexpr std::string_view plain_words[] = {
    "A",   "I",   "AM",  "AN",  "AND", "ARE", "AS",  "AT",  "BE",  "BUT", "BY",  "CAN", "DO",  "FOR",
    "GO",  "HAS", "HE",  "HER", "HIS", "HOW", "IF",  "IN",  "IS",  "ME",  "MY",  "NEW", "NO",  "NOT",
    "NOW", "OF",  "OFF", "OH",  "ON",  "ONE", "OR",  "OUR", "OUT", "SAY", "SEE", "SHE", "SO",  "THE",
    "TO",  "TOO", "TWO", "UP",  "WAS", "WE",  "WHO", "WHY", "YES", "YOU", "ALL", "DAY", "END", "NEVER",
    "ACT", "ART", "SUN", "SEA", "SKY", "WAR", "WIN", "OLD", "BIG", "TOP", "HOT", "RED"};

constexpr std::string_view regnal[] = {
    "Henry",  "Louis", "George", "Elizabeth", "Charles",   "Edward",   "Richard", "William",   "James",     "Napoleon",
    "Philip", "Pius",  "Paul",   "Benedict",  "Alexander", "Nicholas", "Leo",     "Frederick", "Catherine", "John"};

void say(Words& out, std::string_view phrase) {
  while (!phrase.empty()) {
    const auto space = phrase.find(' ');
    if (space != 0) out.emplace_back(phrase.substr(0, space));
    phrase.remove_prefix(space == std::string_view::npos ? phrase.size() : space + 1);
  }
}

// Said as "x" (a letter) by the voice, except "a", which it would say as the article.
void say_letter(Words& out, char c) {
  out.push_back(c == 'a' || c == 'A' ? "ay" : std::string(1, static_cast<char>(upper(c) ? c - 'A' + 'a' : c)));
}

bool has_vowel(std::string_view s) { return s.find_first_of("aeiouyAEIOUY") != std::string_view::npos; }

// A run of letters and apostrophes.
void say_run(Words& out, std::string_view run, bool shouting) {
  while (!run.empty() && run.front() == '\'') run.remove_prefix(1);
  while (!run.empty() && run.back() == '\'') run.remove_suffix(1);
  if (run.empty()) return;
  std::string_view stem = run, ending;
  if (const auto apostrophe = run.find('\''); apostrophe != std::string_view::npos)
    stem = run.substr(0, apostrophe), ending = run.substr(apostrophe);
  else if (run.size() > 2 && run.back() == 's' && std::ranges::all_of(run.substr(0, run.size() - 1), upper))
    stem = run.substr(0, run.size() - 1), ending = "'s";
  const bool capitals = std::ranges::all_of(stem, upper);
  const bool no_word = !has_vowel(stem) && stem.size() > 1;
  const bool spelled =
      (capitals && !shouting && stem.size() >= 2 && stem.size() <= 5 &&
       std::ranges::find(said_as_words, stem) == std::end(said_as_words) &&
       std::ranges::find(plain_words, stem) == std::end(plain_words)) ||
      (no_word && stem.size() <= 6 && ending.empty() && to_lower(stem) != "hmm" && to_lower(stem) != "shh" &&
       to_lower(stem) != "psst" && to_lower(stem) != "pfft" && to_lower(stem) != "brr");
  if (spelled) {
    for (const char c : stem) say_letter(out, c);
    if (ending == "'s" || ending == "'S") out.back() += "'s";
    return;
  }
  std::string word = to_lower(run);
  // More apostrophes than English knows ("rock'n'roll") would only confuse the voice: they part words.
  if (std::ranges::count(word, '\'') > 1) std::ranges::replace(word, '\'', ' ');
  for (std::size_t at = 0; at < word.size();) {
    const auto space = std::min(word.find(' ', at), word.size());
    for (std::size_t from = at; from < space; from += longest_word)
      out.push_back(word.substr(from, std::min(longest_word, space - from)));
    at = space + 1;
  }
}

std::string_view symbol_name(char c) {
  switch (c) {
    case '&':
      return "and";
    case '+':
      return "plus";
    case '=':
      return "equals";
    case '@':
      return "at";
    case '%':
      return "percent";
    case '<':
      return "less than";
    case '>':
      return "greater than";
    case '$':
      return "dollars";
    case euro:
      return "euros";
    case pound:
      return "pounds";
    case yen:
      return "yen";
    case degree:
      return "degrees";
    case plus_minus:
      return "plus or minus";
    case squared:
      return "squared";
    case cubed:
      return "cubed";
    case micro:
      return "micro";
    case times_sign:
      return "times";
    case divide_sign:
      return "divided by";
    case half:
      return "half";
    case quarter:
      return "a quarter";
    case three_quarters:
      return "three quarters";
    default:
      return {};
  }
}

// Everything else, piece by piece: letters, digits and the symbols that have names.
void say_pieces(Words& out, std::string_view core, const Neighbours& near) {
  const bool address = core.find('@') != std::string_view::npos || core.starts_with("www.") ||
                       core.find("://") != std::string_view::npos;
  for (std::size_t at = 0; at < core.size();) {
    const char c = core[at];
    std::size_t to = at;
    if (letter(c) || c == '\'') {
      while (to < core.size() && (letter(core[to]) || core[to] == '\'')) ++to;
      say_run(out, core.substr(at, to - at), near.shouting || core.size() > to - at + 6);
    } else if (digit(c)) {
      while (to < core.size() &&
             (digit(core[to]) || ((core[to] == '.' || core[to] == ',') && to + 1 < core.size() && digit(core[to + 1]))))
        ++to;
      if (auto number = speak_number(core.substr(at, to - at), {}))
        append(out, std::move(*number));
      else
        for (const char d : core.substr(at, to - at))
          if (digit(d)) append(out, one_by_one(std::string_view(&d, 1)));
    } else {
      to = at + 1;
      const bool inside = at > 0 && to < core.size();
      if (c == '.' && inside && letter(core[at - 1]) && letter(core[to]))
        out.push_back("dot");
      else if (c == '/' && address && inside) {
        if (core[at - 1] != '/' && core[at - 1] != ':') out.push_back("slash");
      } else if (c == '#' && to < core.size())
        out.push_back("hashtag");
      else
        say(out, symbol_name(c));
    }
    at = to;
  }
}

// U.S., U.S.A, e.g: single letters with stops between them.
bool dotted_letters(std::string_view core) {
  if (core.size() < 3) return false;
  for (std::size_t i = 0; i < core.size(); ++i)
    if (i % 2 == 0 ? !letter(core[i]) : core[i] != '.') return false;
  return core.size() % 2 == 1;
}

bool regnal_name(std::string_view word) { return std::ranges::find(regnal, word) != std::end(regnal); }

}  // namespace

std::string plain(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    constexpr std::u32string_view kept = U"\u00A3\u00A5\u00B0\u00B1\u00B2\u00B3\u00B5\u00BC\u00BD\u00BE\u00D7\u00F7";
    if (c == 0x20AC)
      out += euro;
    else if (c == 0x2022)
      out += ' ';
    else if (c == 0x03BC)
      out += micro;
    else if (c == 0x2192)
      out += "->";
    else if (kept.find(c) != std::u32string_view::npos)
      out += static_cast<char>(c);
    else
      out += to_ascii(c);
  }
  std::erase(out, ' ');
  return out;
}

Affixes split_affixes(std::string_view word) {
  constexpr std::string_view opening = "\"'([{<*_~`|\\^", closing = "\"')]}>*_~`|\\^.,;:!?";
  std::size_t from = 0, to = word.size();
  while (from < to && opening.find(word[from]) != std::string_view::npos) ++from;
  while (to > from && closing.find(word[to - 1]) != std::string_view::npos) --to;
  // 6'2" and 90' keep their marks.
  if (to < word.size() && to > from && digit(word[to - 1]) && from == 0 && (word[to] == '\'' || word[to] == '"') &&
      word.find('\'') <= to)
    ++to;
  while (to > from && word[to - 1] == '-') --to;  // a broken-off word
  while (from < to && word[from] == '-' && (from + 1 == word.size() || !digit(word[from + 1]))) ++from;
  return {word.substr(0, from), word.substr(from, to - from), word.substr(to)};
}

bool is_abbreviation(std::string_view word) {
  const auto [before, core, after] = split_affixes(word);
  if (!after.starts_with('.') || core.empty()) return false;
  if (core.size() == 1 && upper(core[0])) return core[0] != 'I';
  if (dotted_letters(core)) return true;
  const std::string key = to_lower(core);
  return std::ranges::find(abbreviations, key, &Short::written) != std::end(abbreviations);
}

bool abbreviation_may_end(std::string_view word) {
  const auto core = split_affixes(word).core;
  const std::string key = to_lower(core);
  return (dotted_letters(core) && key != "e.g" && key != "i.e") || std::ranges::find(may_end, key) != std::end(may_end);
}

Words speak(std::string_view word, const Neighbours& near) {
  const auto [before, core, after] = split_affixes(word);
  Words out;
  if (core.empty()) {
    if (word.size() == 1 && (word[0] == '<' || word[0] == '>')) say(out, symbol_name(word[0]));
    return out;
  }
  if (auto number = speak_number(core, near)) return *number;
  const std::string key = to_lower(core);
  if (after.starts_with('.') || dotted_letters(core)) {
    if (key == "st" && !near.previous.empty() && upper(near.previous[0]) && (near.next.empty() || !upper(near.next[0])))
      return {"street"};
    if (key == "no" && (near.next.empty() || !digit(near.next[0]))) return {"no"};
    const auto known = std::ranges::find(abbreviations, key, &Short::written);
    const bool ordinary = std::ranges::find(may_end, key) != std::end(may_end) && near.next.empty() &&
                          key.find('.') == std::string::npos && lower(core[0]) && key != "etc";
    if (known != std::end(abbreviations) && !ordinary) {
      if (known->said == "a m" || known->said == "p m") return {known->said[0] == 'a' ? "ay" : "p", "m"};
      say(out, known->said);
      return out;
    }
    if (dotted_letters(core)) {
      for (const char c : core)
        if (letter(c)) say_letter(out, c);
      return out;
    }
    if (core.size() == 1 && upper(core[0]) && core[0] != 'I' && core[0] != 'A') {
      say_letter(out, core[0]);
      return out;
    }
  }
  if (const auto known = std::ranges::find(bare, key, &Short::written); known != std::end(bare)) {
    if (!(key == "ft" && !near.previous.empty() && digit(near.previous[0]))) {
      for (std::string_view rest = known->said; !rest.empty();) {
        const auto space = std::min(rest.find(' '), rest.size());
        if (space == 1)
          say_letter(out, rest[0]);
        else
          out.emplace_back(rest.substr(0, space));
        rest.remove_prefix(std::min(space + 1, rest.size()));
      }
      return out;
    }
    return {"feet"};
  }
  if (core.size() >= 2 && !near.previous.empty() && upper(near.previous[0]) && core.size() <= 7)
    if (const int value = roman(core); value > 0 && value < 90) {
      const std::string digits = std::to_string(value);
      if (!regnal_name(near.previous)) return cardinal(digits);
      out.push_back("the");
      append(out, ordinal(digits));
      return out;
    }
  // "$3 million": the currency is said after the scale.
  if ((key == "thousand" || key == "million" || key == "billion" || key == "trillion") && near.previous.size() > 1 &&
      digit(near.previous[1])) {
    const char sign = near.previous[0];
    if (sign == '$' || sign == euro || sign == pound || sign == yen) return {key, std::string(symbol_name(sign))};
  }
  say_pieces(out, core, near);
  return out;
}

}  // namespace narrator
