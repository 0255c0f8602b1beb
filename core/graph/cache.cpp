#include "core/graph/cache.hpp"

#include "core/graph/evaluator.hpp"

#include <vector>

namespace rushes {

std::shared_ptr<FrameCache> make_frame_cache(std::uint64_t bytes) { return std::make_shared<FrameCache>(bytes); }

FramePtr FrameCache::find(const Key& key, const Rect& roi) {
  Shard& s = shard(key);
  const std::lock_guard lock(s.mutex);
  const auto it = s.entries.find(key);
  if (it == s.entries.end() || !contains(it->second.frame->bounds, roi)) {
    misses_.fetch_add(1, std::memory_order_relaxed);
    return nullptr;
  }
  hits_.fetch_add(1, std::memory_order_relaxed);
  Entry& e = it->second;
  s.order.erase({e.value, key});
  e.value = age_.load(std::memory_order_relaxed) + static_cast<double>(++e.uses) * e.worth;
  s.order.emplace(e.value, key);
  return e.frame;
}

bool FrameCache::holds(const Key& key, const Rect& roi) const {
  Shard& s = shard(key);
  const std::lock_guard lock(s.mutex);
  const auto it = s.entries.find(key);
  return it != s.entries.end() && contains(it->second.frame->bounds, roi);
}

void FrameCache::insert(const Key& key, FramePtr frame, std::uint64_t cost_ns) {
  const std::uint64_t bytes = frame->bytes() + 256;
  if (bytes > budget_) return;
  FramePtr old;  // freed after the lock
  {
    Shard& s = shard(key);
    const std::lock_guard lock(s.mutex);
    Entry& e = s.entries[key];
    if (e.frame) {
      if (contains(e.frame->bounds, frame->bounds)) return;
      s.order.erase({e.value, key});
      bytes_.fetch_sub(e.bytes);
      old = std::move(e.frame);
    }
    e.frame = std::move(frame);
    e.bytes = bytes;
    e.worth = static_cast<double>(cost_ns + 1000) / static_cast<double>(bytes);
    e.value = age_.load(std::memory_order_relaxed) + static_cast<double>(e.uses) * e.worth;
    s.order.emplace(e.value, key);
    bytes_.fetch_add(bytes);
  }
  if (bytes_.load() > budget_) evict();
}

void FrameCache::evict() {
  std::vector<FramePtr> gone;  // freed without a lock
  const std::lock_guard only(evicting_);
  while (bytes_.load() > budget_) {
    Shard* worst = nullptr;
    double least = 0;
    for (Shard& s : shards_) {
      const std::lock_guard lock(s.mutex);
      if (!s.order.empty() && (!worst || s.order.begin()->first < least)) worst = &s, least = s.order.begin()->first;
    }
    if (!worst) return;
    const std::lock_guard lock(worst->mutex);
    if (worst->order.empty()) continue;
    const auto [value, key] = *worst->order.begin();
    const auto it = worst->entries.find(key);
    age_.store(value, std::memory_order_relaxed);
    bytes_.fetch_sub(it->second.bytes);
    gone.push_back(std::move(it->second.frame));
    worst->entries.erase(it);
    worst->order.erase(worst->order.begin());
    evictions_.fetch_add(1, std::memory_order_relaxed);
  }
}

FrameCache::Stats FrameCache::stats() const {
  Stats out{hits_.load(), misses_.load(), bytes_.load(), 0, evictions_.load()};
  for (const Shard& s : shards_) {
    const std::lock_guard lock(s.mutex);
    out.entries += s.entries.size();
  }
  return out;
}

}  // namespace rushes
