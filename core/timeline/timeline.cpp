#include "core/timeline/timeline.hpp"

#include <algorithm>

namespace rushes {

Time duration(const Item& item) {
  if (const auto* clip = std::get_if<Clip>(&item)) return clip->duration;
  if (const auto* gap = std::get_if<Gap>(&item)) return gap->duration;
  return {};
}

Time duration(const Track& track) {
  Time total;
  for (const Item& item : track.items) total += duration(item);
  return total;
}

Time duration(const Timeline& timeline) {
  Time longest;
  for (const Track& track : timeline.tracks) {
    if (track.enabled) longest = std::max(longest, duration(track));
  }
  return longest;
}

std::vector<Placed> layout(const Track& track) {
  std::vector<Placed> placed;
  placed.reserve(track.items.size());
  Time at;
  for (std::size_t i = 0; i < track.items.size(); ++i) {
    if (const auto* transition = std::get_if<Transition>(&track.items[i])) {
      placed.push_back({i, {at - transition->in_offset, at + transition->out_offset}});
    } else {
      const Time end = at + duration(track.items[i]);
      placed.push_back({i, {at, end}});
      at = end;
    }
  }
  return placed;
}

}  // namespace rushes
