// Prompt text as words: lower case, split at everything that is not a letter or digit, with the breaks between clauses
// kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace storyteller {

struct Token {
  std::string word;      // lower case
  bool breaks = false;   // a comma, full stop or other pause stands before it
  bool capital = false;  // written with a capital first letter
};

struct Text {
  std::vector<Token> tokens;
  std::string title;  // what stood in quotes
};

// Any bytes are welcome: what is not UTF-8 separates words, emoji are passed over. `find_title` false: quotes are plain
// text.
Text read_text(std::string_view prompt, bool find_title);

// The text without what a terminal obeys: control characters become blanks, line ends and tabs stay.
std::string printable(std::string_view text);

// Singular forms a plural may have, likeliest first; empty when the word is not a plural.
std::vector<std::string> singulars(const std::string& word);
// Base forms of a verb in -s, -ed, -ing.
std::vector<std::string> verb_bases(const std::string& word);

std::uint64_t fnv1a(std::string_view bytes, std::uint64_t basis = 0xcbf29ce484222325u);

}  // namespace storyteller
