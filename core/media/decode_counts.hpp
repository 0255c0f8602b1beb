// What decoders did. Whole frames of the first video streams; sound is not counted.
#pragma once

#include <cstdint>

namespace rushes {

struct DecodeCounts {
  std::uint64_t decoded = 0;    // frames that came out of decoders, those on the way to a wanted one included
  std::uint64_t skipped = 0;    // frames on the way that nothing refers to, and that were not decoded
  std::uint64_t delivered = 0;  // frames handed out
  std::uint64_t reused = 0;     // of these, kept from earlier decoding
  std::uint64_t seeks = 0;      // times a decoder began anew at an entry point
  std::uint64_t opened = 0;     // decoders opened
  bool operator==(const DecodeCounts&) const = default;
};

}  // namespace rushes
