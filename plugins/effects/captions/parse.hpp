// SubRip and WebVTT, read with tolerance: what cannot be understood is skipped and counted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rushes::effects {

enum class CaptionFormat { automatic, ass, srt, vtt };

struct CaptionWord {
  std::int64_t start = -1;  // milliseconds; -1 = not told
  std::string text;         // in the notation of ASS, with its spaces and line breaks (\N)
};
struct Cue {
  std::int64_t start = 0, end = 0;  // milliseconds, half open
  std::vector<CaptionWord> words;
  int place = 2;  // as on a number pad: 2 = below in the middle, 7 = above left
};
struct Captions {
  std::vector<Cue> cues;
  int skipped = 0;
};

CaptionFormat detect(std::string_view text);
Captions parse_srt(std::string_view text);
Captions parse_vtt(std::string_view text);

}  // namespace rushes::effects
