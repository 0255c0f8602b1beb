// What a render did, so that a test can say what it must not do.
#pragma once

#include "core/media/decode_counts.hpp"

#include <cstdint>

namespace rushes {

// Frames of the film by where they come from: encoded + copied + cached is the length of what was written. With the
// null sink all three are 0.
struct RenderCounts {
  DecodeCounts decode;
  std::uint64_t evaluated = 0;  // frames asked of the evaluator
  std::uint64_t encoded = 0;    // through an encoder
  std::uint64_t copied = 0;     // packets taken over from a source file as they are
  std::uint64_t cached = 0;     // packets found in the segment cache
  bool operator==(const RenderCounts&) const = default;
};

}  // namespace rushes
