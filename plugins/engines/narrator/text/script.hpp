// A text cut into sentences of words: what is shown in captions, and what is said for it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace narrator {

struct ScriptWord {
  std::string text;  // as written, with its punctuation; silent neighbours (dashes, emoji) joined by a space
  std::size_t offset = 0, length = 0;  // bytes in the source text
  std::vector<std::string> said;       // never empty
  bool pause_after = false;            // a comma, colon, dash or bracket follows inside the sentence
};

struct Sentence {
  std::vector<ScriptWord> words;  // never empty
  char ending = '.';              // . ! ? or , for a part of an over-long sentence
  bool paragraph_end = false;
};

// Any bytes. No sentence comes back when nothing in the text can be said.
std::vector<Sentence> read_script(std::string_view text);

}  // namespace narrator
