// Captions from exact word times: words become cues of at most two lines, cues become WebVTT (with a time at every
// word, for highlighting) or SubRip.
#pragma once

#include "core/base/time.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rushes::host {

struct SpokenWord {
  std::string text;  // as written, with its punctuation
  Time start, end;   // on the film's timeline
  bool ends_sentence = false;
};

struct Cue {
  Time start, end;
  std::vector<SpokenWord> words;
};

// Words in order of time. A cue ends with its sentence, before a pause of over a second, and when `line` x 2 letters
// are full.
std::vector<Cue> make_cues(const std::vector<SpokenWord>& words, std::size_t line = 38);
std::string to_vtt(const std::vector<Cue>& cues, std::size_t line = 38);
std::string to_srt(const std::vector<Cue>& cues, std::size_t line = 38);

// The words of a narrator's meta JSON, moved to `offset`. Empty when it has none.
std::vector<SpokenWord> spoken_words(std::string_view meta_json, Time offset);

}  // namespace rushes::host
