// What always holds for a timeline that the rest of the program may trust.
#pragma once

#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

namespace rushes {

// The first thing that is wrong, with its place: "tracks[1].items[3].duration: clip c7 has no length". Checked are
// - ids: there, and no two the same on the whole timeline; links are names of their own and may repeat;
// - lengths: clips longer than nothing, gaps not negative, every time and every track within 10^9 s;
// - source_range: not before the source's first frame, and as long as duration * |speed| to within one frame at `rate`
//   (of the source's frames where they pass faster);
// - transitions: between two clips or gaps, with a length, not longer than these, not overlapping the next one;
// - parameters: finite numbers, keys in rising order; curves with x in 0..1 and y in +-1000;
// - effect inputs: tracks that exist and do not feed each other in a circle.
Result<void> validate(const Timeline& timeline, Rate rate = {24, 1});

}  // namespace rushes
