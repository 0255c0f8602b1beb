// Frames: views of buffers in a shared-memory pool. A Frame that others can see is const; planes may be shared between
// frames.
#pragma once

#include "core/media/format.hpp"

#include <rushes/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace rushes {

class FramePool;

// Memory of one plane, given back to its pool with the last owner. Never null, 64-byte aligned, with 64 bytes of slack.
struct Buffer {
  std::byte* data = nullptr;
  std::size_t size = 0;  // without the slack
  int arena = -1;        // memfd number in the pool and offset in it, for a worker process to map; -1 = ordinary memory
  std::uint64_t offset = 0;
};

struct Plane {
  std::shared_ptr<const Buffer> buffer;
  std::byte* data = nullptr;  // pixel (bounds.x1, bounds.y1)
  std::int64_t stride = 0;    // bytes, a multiple of 64
};

struct Frame {
  VideoFormat format{};
  Rect bounds{}, full{};               // bounds: the pixels present; full: the whole picture
  rushes_rational pixel_aspect{1, 1};  // width : height of one pixel
  int n_planes = 0;
  std::array<Plane, 4> planes;

  std::size_t bytes() const;  // of the pixels it refers to
};
using FramePtr = std::shared_ptr<const Frame>;

rushes_image image_of(const Frame& frame);  // for reading; valid while the frame lives
rushes_image writable_image_of(Frame& frame);

// Thread-safe. Size classes over a few large memfd arenas; freed buffers are kept and reused, warm.
class FramePool : public std::enable_shared_from_this<FramePool> {
 public:
  struct Stats {
    std::uint64_t in_use = 0, peak = 0, reserved = 0, allocations = 0, reuses = 0;  // bytes, bytes, bytes, counts
  };
  // limit 0 = none. Beyond it allocate() answers Errc::unavailable.
  static Result<std::shared_ptr<FramePool>> create(std::uint64_t limit_bytes = 0);
  virtual ~FramePool() = default;

  // Uninitialised pixels. Errc::invalid for a format or size we cannot hold (at most 32768 x 32768).
  virtual Result<std::shared_ptr<Frame>> allocate(const VideoFormat& format, const Rect& bounds, const Rect& full) = 0;
  virtual Stats stats() const = 0;
  virtual void trim() = 0;  // gives unused memory back to the system
  virtual int arena_fd(int arena) const = 0;
};

// The frame itself when nobody else holds it or its planes, else a copy of the shared planes. Consumes `frame`.
Result<std::shared_ptr<Frame>> make_writable(FramePool& pool, FramePtr frame);
// A view of part of a frame, sharing its planes. `roi` is aligned first.
FramePtr crop_view(const FramePtr& frame, const Rect& roi);

}  // namespace rushes
