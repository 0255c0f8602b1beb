// How a written word is said: "$3.50" -> three dollars fifty cents, "Dr." -> doctor, "NASA" -> nasa, "BBC" -> b b c.
#pragma once

#include "plugins/engines/narrator/text/numbers.hpp"

#include <string>
#include <string_view>

namespace narrator {

// A written word in the narrow alphabet the rules below work on: ASCII plus Latin-1 codes for the few symbols that are
// spoken (pound, yen, degree, fractions, ...), 0x80 for the euro.
std::string plain(std::string_view utf8);

// The parts of a plain word: what stands before and after its core.
struct Affixes {
  std::string_view before, core, after;
};
Affixes split_affixes(std::string_view plain_word);

// True for abbreviations that take a full stop and go on ("Dr.", "e.g.", "vol."), single initials and "U.S.".
bool is_abbreviation(std::string_view plain_word);
// ... and may also be the last word of a sentence ("etc.", "Inc.", "U.S.").
bool abbreviation_may_end(std::string_view plain_word);

struct Neighbours {
  std::string_view previous, next;  // plain words beside this one in its sentence, or empty
  bool shouting = false;            // the sentence is set in capitals, so that capitals say nothing about acronyms
};

// The words to say, of lower-case ASCII letters and apostrophes, none longer than 40 letters. Empty when the word is
// silent (a lone dash, an emoji, a script an English voice cannot read).
Words speak(std::string_view plain_word, const Neighbours&);

}  // namespace narrator
