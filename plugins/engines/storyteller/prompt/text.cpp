#include "plugins/engines/storyteller/prompt/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace storyteller {
namespace {

constexpr char32_t kBad = 0xFFFD;
constexpr std::size_t kMostTokens = 4000, kLongestWord = 64, kLongestTitle = 200;

// The next code point, or kBad for a byte that starts none.
char32_t next(std::string_view s, std::size_t& i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
  const unsigned char c = byte(i++);
  if (c < 0x80) return c;
  const int more = c >= 0xF0 && c < 0xF5 ? 3 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xC2 && c < 0xE0 ? 1 : 0;
  if (!more || i + more > s.size()) return kBad;
  char32_t v = c & (0x3F >> more);
  for (int k = 0; k < more; ++k) {
    if ((byte(i + k) & 0xC0) != 0x80) return kBad;
    v = v << 6 | (byte(i + k) & 0x3F);
  }
  if ((more == 2 && v < 0x800) || (more == 3 && (v < 0x10000 || v > 0x10FFFF)) || (v >= 0xD800 && v <= 0xDFFF))
    return kBad;
  i += more;
  return v;
}

// Latin letters lose their accents, so that "café" is "cafe".
char32_t plain(char32_t c) {
  if (c < 0xC0) return c;
  constexpr std::string_view latin = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
  if (c <= 0xFF) {
    const char p = latin[c - 0xC0];
    return p == '*' || p == '/' ? ' ' : static_cast<char32_t>(p);
  }
  return c;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  // Scripts, but no punctuation, symbols, arrows or emoji.
  return (c >= 0x100 && c < 0x2000) || (c >= 0x3040 && c < 0xD7B0) || (c >= 0xF900 && c < 0xFB00);
}

void put(std::string& s, char32_t c) {
  if (c < 0x80) {
    s += static_cast<char>(c);
  } else if (c < 0x800) {
    s += static_cast<char>(0xC0 | c >> 6);
    s += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    s += static_cast<char>(0xE0 | c >> 12);
    s += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    s += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    s += static_cast<char>(0xF0 | c >> 18);
    s += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    s += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    s += static_cast<char>(0x80 | (c & 0x3F));
  }
}

char32_t closing(char32_t open) {
  switch (open) {
    case '"':
      return '"';
    case 0x201C:
      return 0x201D;
    case 0x201E:
      return 0x201C;
    case 0xAB:
      return 0xBB;
    case 0x2018:
      return 0x2019;
    case '\'':
      return '\'';
  }
  return 0;
}

bool wordlike(char32_t c) { return c == '\'' || c == 0x2019 || is_letter(plain(c >= 'A' && c <= 'Z' ? c + 32 : c)); }

void tokenise(const std::vector<char32_t>& code, std::size_t from, std::size_t to, std::vector<Token>& out,
              bool breaks) {
  std::string word;
  bool pause = breaks, capital = false;
  const auto flush = [&] {
    if (!word.empty() && out.size() < kMostTokens)
      out.push_back({std::exchange(word, {}), std::exchange(pause, false), capital});
    word.clear();
  };
  for (std::size_t i = from; i < to; ++i) {
    char32_t c = code[i];
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper) c += 32;
    c = plain(c);
    if (is_letter(c)) {
      if (word.empty()) capital = upper;
      if (word.size() < kLongestWord) put(word, c);
      continue;
    }
    // An apostrophe inside a word ends it there: "bird's eye" is bird + eye, "don't" is don.
    if ((c == '\'' || c == 0x2019) && !word.empty() && i + 1 < to && (code[i + 1] == 's' || code[i + 1] == 't') &&
        (i + 2 >= to || !wordlike(code[i + 2]))) {
      if (code[i + 1] == 't' && word.back() == 'n') word = "not";
      flush();
      ++i;
      continue;
    }
    flush();
    if (c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\n' || c == '(' || c == ')' ||
        c == 0x2014 || c == 0x2013 || c == '|' || c == 0x3002 || c == 0x3001)
      pause = true;
  }
  flush();
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool c1 = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0x80 &&
                    static_cast<unsigned char>(text[i + 1]) < 0xA0;  // U+0080..U+009F
    if (c1) ++i;
    out += c1 || c == 0x7F || (c < 0x20 && c != '\n' && c != '\r' && c != '\t') ? ' ' : text[i];
  }
  return out;
}

Text read_text(std::string_view prompt, bool find_title) {
  std::vector<char32_t> code;
  code.reserve(prompt.size());
  for (std::size_t i = 0; i < prompt.size();) code.push_back(next(prompt, i));
  Text out;
  std::size_t from = 0;
  for (std::size_t i = 0; find_title && i < code.size(); ++i) {
    const char32_t close = closing(code[i]);
    const bool single = code[i] == '\'' || code[i] == 0x2018;
    if (!close || (single && i > 0 && wordlike(code[i - 1]))) continue;
    std::size_t end = i + 1;
    while (end < code.size() && end - i <= kLongestTitle &&
           !((code[end] == close || (close == 0x201D && code[end] == '"')) &&
             !(single && end + 1 < code.size() && wordlike(code[end + 1]))))
      ++end;
    if (end >= code.size() || end - i > kLongestTitle || end == i + 1) continue;
    if (out.title.empty())
      for (std::size_t k = i + 1; k < end; ++k) put(out.title, code[k] < 0x20 ? U' ' : code[k]);
    tokenise(code, from, i, out.tokens, true);
    from = end + 1;
    i = end;
  }
  tokenise(code, from, code.size(), out.tokens, true);
  // A prompt that stands in quotes as a whole is a prompt, not a title.
  if (out.tokens.empty() && !out.title.empty()) return read_text(prompt, false);
  return out;
}

std::vector<std::string> singulars(const std::string& w) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> odd = {
      {{"men", "man"},      {"women", "woman"},        {"children", "child"}, {"people", "person"},
       {"mice", "mouse"},   {"geese", "goose"},        {"wolves", "wolf"},    {"leaves", "leaf"},
       {"knives", "knife"}, {"lives", "life"},         {"feet", "foot"},      {"teeth", "tooth"},
       {"oxen", "ox"},      {"shelves", "shelf"},      {"calves", "calf"},    {"thieves", "thief"},
       {"loaves", "loaf"},  {"wives", "wife"},         {"kids", "kid"},       {"cacti", "cactus"},
       {"buses", "bus"},    {"fishermen", "fisherman"}}};
  for (const auto& [plural, one] : odd)
    if (w == plural) return {std::string(one)};
  const std::size_t n = w.size();
  if (n < 4 || w.back() != 's' || w.ends_with("ss") || w.ends_with("us") || w.ends_with("is")) return {};
  const std::string cut1 = w.substr(0, n - 1), cut2 = w.substr(0, n - 2);
  if (w.ends_with("ies") && n > 4) return {w.substr(0, n - 3) + "y", cut1};
  if (w.ends_with("ches") || w.ends_with("shes") || w.ends_with("xes") || w.ends_with("sses") || w.ends_with("zes") ||
      w.ends_with("oes"))
    return {cut2, cut1};
  return {cut1};
}

std::vector<std::string> verb_bases(const std::string& w) {
  const std::size_t n = w.size();
  std::vector<std::string> out;
  const auto stem = [&](std::size_t cut) {
    const std::string s = w.substr(0, n - cut);
    if (s.size() < 2) return;
    out.push_back(s);
    out.push_back(s + "e");
    if (s.size() > 2 && s[s.size() - 1] == s[s.size() - 2]) out.push_back(s.substr(0, s.size() - 1));
  };
  if (w.ends_with("ing") && n > 4) stem(3);
  if (w.ends_with("ed") && n > 3) stem(2);
  if (w.ends_with("s") && n > 3) out.push_back(w.substr(0, n - 1));
  return out;
}

std::uint64_t fnv1a(std::string_view bytes, std::uint64_t h) {
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return h;
}

}  // namespace storyteller
