// Text -> speech at 48 kHz, mono, and when each word is said.
#pragma once

#include "plugins/engines/narrator/text/script.hpp"
#include "plugins/engines/narrator/voice/flite_voice.hpp"

#include <rushes/result.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace narrator {

struct Options {
  Voice voice = Voice::rms;
  double rate = 1.0;             // speaking rate, 0.5 .. 2.0
  double sentence_pause = 0.40;  // seconds at rate 1
  double paragraph_pause = 0.85;
};

struct Word {
  std::string text;                  // as written, with its punctuation
  std::size_t offset, length;        // bytes in the source
  std::int64_t start, end;           // samples at 48 kHz; words never overlap and stand in order
  std::int32_t sentence, paragraph;  // counted from 0
};

// Told how far it is, 0..1; answers false to stop. Called between sentences.
using Progress = std::function<bool(double)>;

// The finished speech, held at the voice's own rate and polished while it is written.
class Narration {
 public:
  const std::vector<Word>& words() const { return words_; }
  std::int64_t sample_count() const { return sample_count_; }  // at 48 kHz
  // Hands over every sample in order, in pieces. The peak is -3 dBFS.
  rushes::Result<void> write(const std::function<void(std::span<const float>)>& take, const Progress& progress) const;

 private:
  friend rushes::Result<Narration> narrate(std::string_view, const Options&, const Progress&);
  struct Phrase {
    std::int64_t start;  // samples at the voice's rate
    std::vector<std::int16_t> samples;
  };
  std::vector<Phrase> phrases_;
  std::vector<Word> words_;
  std::int64_t sample_count_ = 0;
};

// Errc::invalid for a text with nothing to say, Errc::cancelled when `progress` answered false. [any thread]
rushes::Result<Narration> narrate(std::string_view text, const Options&, const Progress&);

}  // namespace narrator
