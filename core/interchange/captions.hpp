// Captions: SubRip, WebVTT and ASS to cues and back. In a project they are a clip of org.rushes.captions that holds the
// file's whole text; its times count from the clip's start.
#pragma once

#include "core/interchange/interchange.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace rushes::interchange {

struct Cue {
  std::int64_t start = 0, end = 0;  // milliseconds
  std::string text;                 // plain but for <b>, <i> and <u>; lines end with \n
};

struct Cues {
  std::vector<Cue> cues;  // by their start
  int skipped = 0;        // what had no readable times or no text
  bool styled = false;    // something was said that cues here do not hold: places, fonts, colours, voices
};

// UTF-8 of bytes in UTF-8 or UTF-16 (by their mark), else Windows-1252; line ends become \n.
std::string caption_text(std::string_view bytes, bool* guessed = nullptr);
Cues parse_cues(std::string_view text, Format format);
std::string print_cues(const std::vector<Cue>& cues, Format format, int width, int height);
// What the captions of a timeline say, in its own time, by their start.
std::vector<Cue> cues_on(const Timeline& timeline, std::vector<Notice>& notices);
std::string without_tags(const std::string& text);  // of a cue: <b>, <i>, <u> taken out

Result<Read> read_captions(std::string_view bytes, Format format, const ReadOptions& options);
Result<Written> write_captions(const Project& project, Format format);

}  // namespace rushes::interchange
