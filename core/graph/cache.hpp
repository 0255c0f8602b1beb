// Frames by content key, within a budget of bytes. What goes first is what would cost least to make again for the
// memory it takes, how often it was wanted counted in (greedy dual size frequency); ages on by itself, so that old
// favourites leave too.
#pragma once

#include "core/base/hash.hpp"
#include "core/media/frame.hpp"

#include <array>
#include <atomic>
#include <mutex>
#include <set>
#include <unordered_map>

namespace rushes {

class FrameCache {
 public:
  explicit FrameCache(std::uint64_t budget) : budget_(budget) {}

  // The frame, when what is stored covers `roi`. Counts as a use.
  FramePtr find(const Key& key, const Rect& roi);
  bool holds(const Key& key, const Rect& roi) const;  // does not count
  // Keeps the one with more pixels when there is one already. A frame above the budget is not kept.
  void insert(const Key& key, FramePtr frame, std::uint64_t cost_ns);

  struct Stats {
    std::uint64_t hits = 0, misses = 0, bytes = 0, entries = 0, evictions = 0;
  };
  Stats stats() const;

 private:
  struct Entry {
    FramePtr frame;
    std::uint64_t bytes = 0, uses = 1;
    double worth = 0, value = 0;  // cost per byte; place in the order of leaving
  };
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<Key, Entry> entries;
    std::set<std::pair<double, Key>> order;
  };
  Shard& shard(const Key& key) const { return shards_[key.high % shards_.size()]; }
  void evict();

  const std::uint64_t budget_;
  mutable std::array<Shard, 16> shards_;
  std::mutex evicting_;
  std::atomic<double> age_ = 0;
  std::atomic<std::uint64_t> bytes_ = 0, hits_ = 0, misses_ = 0, evictions_ = 0;
};

}  // namespace rushes
