// What open files share: the counts of what their decoders did.
#pragma once

#include "core/media/decode_counts.hpp"

#include <atomic>
#include <memory>

namespace rushes {

// Thread-safe.
class DecoderPool {
 public:
  DecodeCounts counts() const {
    return {decoded.load(), skipped.load(), delivered.load(), reused.load(), seeks.load(), opened.load()};
  }

  // Counted by the readers.
  std::atomic<std::uint64_t> decoded = 0, skipped = 0, delivered = 0, reused = 0, seeks = 0, opened = 0;
};

}  // namespace rushes
