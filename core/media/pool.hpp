// The pool behind FramePool, for the parts of media that lend its memory to decoders.
#pragma once

#include "core/media/frame.hpp"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace rushes {

// Memory comes from a few memfd arenas (64 MiB, then 256 MiB steps, larger for larger frames). A block is taken from
// the free list of its size class (warm), else from the free extents of the arenas (cold); before a new arena is made,
// the free lists go back to the extents, where neighbours join.
class ArenaPool final : public FramePool {
 public:
  explicit ArenaPool(std::uint64_t limit_bytes) : limit_(limit_bytes) {}
  ~ArenaPool() override;

  Result<std::shared_ptr<Frame>> allocate(const VideoFormat& format, const Rect& bounds, const Rect& full) override;
  Stats stats() const override;
  void trim() override;
  int arena_fd(int arena) const override;

  // One plane's memory of at least `size` bytes, with slack behind it.
  Result<std::shared_ptr<Buffer>> allocate_buffer(std::size_t size);
  // Whether `p` lies in an arena of this pool.
  bool owns(const void* p) const;

 private:
  struct Arena {
    std::byte* base = nullptr;
    std::size_t size = 0;
    int fd = -1;
    std::map<std::uint64_t, std::uint64_t> free;  // offset -> bytes, neighbours joined
  };
  struct Block {
    int arena;
    std::uint64_t offset;
  };

  void release(const Buffer& buffer, std::size_t block);
  bool take_extent(std::size_t block, Block& out);
  bool grow(std::size_t at_least);
  void flush_lists();

  const std::uint64_t limit_;
  mutable std::mutex lock_;
  std::vector<Arena> arenas_;
  std::map<std::size_t, std::vector<Block>> lists_;  // by size class, last in first out
  Stats stats_;
};

}  // namespace rushes
