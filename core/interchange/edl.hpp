// CMX3600 edit decision lists.
//
// What becomes of an event (the reel is the medium, source times are its timecodes):
//   C cut, D dissolve, W wipe with its SMPTE code; V, A, A2, B, AA/V and such: which tracks; M2: speed, also backwards;
//   BL a gap, AX and others the file that the comments name; comments FROM/TO CLIP NAME, SOURCE FILE, LOC.
#pragma once

#include "core/interchange/interchange.hpp"

namespace rushes::interchange {

Result<Read> read_edl(std::string_view text, const ReadOptions& options);
Result<Written> write_edl(const Project& project);

// Wipes of SMPTE 258M that org.rushes.wipe has: code -> style and angle.
struct WipeCode {
  int code;
  const char* style;
  double angle;
};
inline constexpr WipeCode wipe_codes[] = {{1, "linear", 0}, {2, "linear", 90}, {3, "linear", 45}, {4, "linear", 135},
                                          {101, "iris", 0}, {119, "iris", 0},  {201, "clock", 0}, {213, "radial", 0}};

}  // namespace rushes::interchange
