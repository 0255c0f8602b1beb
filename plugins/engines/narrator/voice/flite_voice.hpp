// The built-in voices: flite's CLUSTERGEN voices of CMU, male `rms` and female `slt`, 16 kHz mono.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace narrator {

inline constexpr int voice_rate = 16000;

enum class Voice { rms, slt };
std::optional<Voice> voice_named(const std::string& name);

// A word for the voice: lower-case ASCII letters and apostrophes, and whether a short pause follows.
struct VoiceWord {
  std::string text;
  bool pause_after = false;
};

struct Spoken {
  std::vector<std::int16_t> samples;
  // Sample positions where each word begins and ends; as many as words were given.
  struct Span {
    std::int64_t start, end;
  };
  std::vector<Span> words;
  std::string error;  // non-empty when the voice failed; then nothing else is set
};

// Says one sentence. `ending` is . ? ! or , and shapes the phrase. `stretch` lengthens every sound (1.0 = the voice's
// own pace). The same arguments give the same samples. [any thread; calls take turns]
Spoken say(Voice, const std::vector<VoiceWord>&, char ending, float stretch);

}  // namespace narrator
