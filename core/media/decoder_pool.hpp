// What open files share: how many decoders may stand idle, whichever file they are of, and the counts of what they did.
// A decoder of 1080p pictures holds some 16 MB of frames; what has not been used for longest is closed.
#pragma once

#include "core/media/decode_counts.hpp"

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace rushes {

// Thread-safe.
class DecoderPool {
 public:
  // Who has decoders: a reader of one file. Called under the pool's lock; must not call back.
  class Holder {
   public:
    virtual ~Holder() = default;
    // How many stand idle, and when the longest unused of them was last used (by next_use()).
    virtual std::size_t idle(std::uint64_t& oldest) = 0;
    virtual void close_oldest() = 0;
  };

  explicit DecoderPool(std::size_t keep_idle = 4) : keep_idle_(keep_idle) {}
  DecoderPool(const DecoderPool&) = delete;

  void join(Holder* holder);
  void leave(Holder* holder);
  std::uint64_t next_use() { return ++clock_; }
  // Closes idle decoders down to the limit. Called after use, without a lock of the holder.
  void settle();

  DecodeCounts counts() const {
    return {decoded.load(), skipped.load(), delivered.load(), reused.load(), seeks.load(), opened.load()};
  }
  // Counted by the readers.
  std::atomic<std::uint64_t> decoded = 0, skipped = 0, delivered = 0, reused = 0, seeks = 0, opened = 0;

 private:
  const std::size_t keep_idle_;
  std::atomic<std::uint64_t> clock_ = 0;
  std::mutex lock_;
  std::vector<Holder*> holders_;
};

}  // namespace rushes
