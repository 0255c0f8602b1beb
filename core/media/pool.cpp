#include "core/media/pool.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

namespace rushes {

namespace {

constexpr std::size_t slack = 64, page = 4096;
constexpr std::size_t first_arena = std::size_t{64} << 20, next_arena = std::size_t{256} << 20;

// Eight classes to a doubling: at most 1/8 is wasted, and frames of one size share a class.
std::size_t class_of(std::size_t bytes) {
  const std::size_t pages = (bytes + page - 1) / page;
  const std::size_t step = std::max<std::size_t>(1, std::bit_floor(pages) / 8);
  return (pages + step - 1) / step * step * page;
}

std::string size_text(std::uint64_t bytes) { return std::to_string((bytes + (1 << 20) - 1) >> 20) + " MiB"; }

}  // namespace

ArenaPool::~ArenaPool() {
  for (Arena& a : arenas_) {
    ASAN_UNPOISON_MEMORY_REGION(a.base, a.size);
    ::munmap(a.base, a.size);
    if (a.fd >= 0) ::close(a.fd);
  }
}

Result<std::shared_ptr<FramePool>> FramePool::create(std::uint64_t limit_bytes) {
  return std::shared_ptr<FramePool>(std::make_shared<ArenaPool>(limit_bytes));
}

bool ArenaPool::grow(std::size_t at_least) {
  const std::size_t usual = arenas_.empty() ? first_arena : next_arena;
  Arena a;
  a.size = std::max(usual, at_least);
  a.fd = ::memfd_create("rushes-frames", MFD_CLOEXEC);
  if (a.fd >= 0 && ::ftruncate(a.fd, static_cast<off_t>(a.size)) != 0) {
    ::close(a.fd);
    a.fd = -1;
  }
  // Without memfd (very old kernels, some sandboxes) frames live in ordinary memory and cannot be lent to a worker.
  const int flags = a.fd >= 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  void* base = ::mmap(nullptr, a.size, PROT_READ | PROT_WRITE, flags, a.fd, 0);
  if (base == MAP_FAILED) {
    if (a.fd >= 0) ::close(a.fd);
    return false;
  }
  a.base = static_cast<std::byte*>(base);
  a.free.emplace(0, a.size);
  ASAN_POISON_MEMORY_REGION(a.base, a.size);
  stats_.reserved += a.size;
  arenas_.push_back(std::move(a));
  return true;
}

// Best fit, the lowest address among equals.
bool ArenaPool::take_extent(std::size_t block, Block& out) {
  Arena* best = nullptr;
  std::map<std::uint64_t, std::uint64_t>::iterator where;
  for (Arena& a : arenas_) {
    for (auto it = a.free.begin(); it != a.free.end(); ++it) {
      if (it->second >= block && (!best || it->second < where->second)) best = &a, where = it;
    }
  }
  if (!best) return false;
  const auto [offset, bytes] = *where;
  best->free.erase(where);
  if (bytes > block) best->free.emplace(offset + block, bytes - block);
  out = {static_cast<int>(best - arenas_.data()), offset};
  return true;
}

void ArenaPool::flush_lists() {
  for (auto& [size, blocks] : lists_) {
    for (const Block& b : blocks) {
      auto& free = arenas_[static_cast<std::size_t>(b.arena)].free;
      auto it = free.emplace(b.offset, size).first;
      if (const auto next = std::next(it); next != free.end() && it->first + it->second == next->first) {
        it->second += next->second;
        free.erase(next);
      }
      if (it != free.begin()) {
        const auto before = std::prev(it);
        if (before->first + before->second == it->first) {
          before->second += it->second;
          free.erase(it);
        }
      }
    }
  }
  lists_.clear();
}

Result<std::shared_ptr<Buffer>> ArenaPool::allocate_buffer(std::size_t size) {
  const std::size_t block = class_of(size + slack);
  auto buffer = std::make_unique<Buffer>();
  {
    const std::lock_guard hold(lock_);
    if (limit_ && stats_.in_use + block > limit_) {
      return Error{Errc::unavailable, "the frame pool's limit of " + size_text(limit_) + " is reached (" +
                                          size_text(stats_.in_use) + " in use, " + size_text(block) + " more wanted)"};
    }
    Block at{};
    if (const auto list = lists_.find(block); list != lists_.end() && !list->second.empty()) {
      at = list->second.back();
      list->second.pop_back();
      ++stats_.reuses;
    } else if (!take_extent(block, at)) {
      flush_lists();
      if (!take_extent(block, at) && (!grow(block) || !take_extent(block, at))) {
        return Error{Errc::unavailable, "no memory for a picture of " + size_text(block)};
      }
    }
    ++stats_.allocations;
    stats_.in_use += block;
    stats_.peak = std::max(stats_.peak, stats_.in_use);
    const Arena& arena = arenas_[static_cast<std::size_t>(at.arena)];
    buffer->data = arena.base + at.offset;
    buffer->arena = at.arena;
    buffer->offset = at.offset;
  }
  buffer->size = size;
  ASAN_UNPOISON_MEMORY_REGION(buffer->data, size + slack);
  const auto self = std::static_pointer_cast<ArenaPool>(shared_from_this());
  return std::shared_ptr<Buffer>(buffer.release(), [self, block](Buffer* b) {
    self->release(*b, block);
    delete b;
  });
}

void ArenaPool::release(const Buffer& buffer, std::size_t block) {
  ASAN_POISON_MEMORY_REGION(buffer.data, block);
  const std::lock_guard hold(lock_);
  stats_.in_use -= block;
  lists_[block].push_back({buffer.arena, buffer.offset});
}

Result<std::shared_ptr<Frame>> ArenaPool::allocate(const VideoFormat& format, const Rect& bounds, const Rect& full) {
  if (!valid(format)) return Error{Errc::invalid, "a frame cannot have the format " + to_string(format)};
  const bool sized =
      !empty(bounds) && width(full) <= 32768 && height(full) <= 32768 && width(full) > 0 && height(full) > 0;
  if (!sized || !contains(full, bounds)) {
    return Error{Errc::invalid, "a frame of " + std::to_string(width(bounds)) + "x" + std::to_string(height(bounds)) +
                                    " in " + std::to_string(width(full)) + "x" + std::to_string(height(full)) +
                                    " cannot be held (1 to 32768 each way, inside the full picture)"};
  }
  if (bounds.x1 & ((1 << format.sub_w) - 1) || bounds.y1 & ((1 << format.sub_h) - 1)) {
    return Error{Errc::invalid, "a frame's bounds must begin on a chroma sample"};
  }
  auto frame = std::make_shared<Frame>();
  frame->format = format;
  frame->bounds = bounds;
  frame->full = full;
  frame->n_planes = plane_count(format);
  for (int p = 0; p < frame->n_planes; ++p) {
    const std::size_t row = static_cast<std::size_t>(plane_width(format, p, width(bounds))) *
                            static_cast<std::size_t>(bytes_per_pixel(format, p));
    const std::size_t stride = (row + 63) & ~std::size_t{63};
    auto buffer = allocate_buffer(stride * static_cast<std::size_t>(plane_height(format, p, height(bounds))));
    if (!buffer) return std::move(buffer).error();
    frame->planes[static_cast<std::size_t>(p)] = {*buffer, (*buffer)->data, static_cast<std::int64_t>(stride)};
  }
  return frame;
}

FramePool::Stats ArenaPool::stats() const {
  const std::lock_guard hold(lock_);
  return stats_;
}

void ArenaPool::trim() {
  const std::lock_guard hold(lock_);
  flush_lists();
  for (const Arena& a : arenas_) {
    for (const auto& [offset, bytes] : a.free) {
      if (a.fd < 0)
        ::madvise(a.base + offset, bytes, MADV_DONTNEED);
      else
        ::fallocate(a.fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(offset),
                    static_cast<off_t>(bytes));
    }
  }
}

int ArenaPool::arena_fd(int arena) const {
  const std::lock_guard hold(lock_);
  return arena >= 0 && static_cast<std::size_t>(arena) < arenas_.size() ? arenas_[static_cast<std::size_t>(arena)].fd
                                                                        : -1;
}

bool ArenaPool::owns(const void* p) const {
  const std::lock_guard hold(lock_);
  const auto* at = static_cast<const std::byte*>(p);
  return std::ranges::any_of(arenas_, [at](const Arena& a) { return at >= a.base && at < a.base + a.size; });
}

}  // namespace rushes
