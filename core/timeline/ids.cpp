#include "core/timeline/ids.hpp"

#include <algorithm>
#include <charconv>

namespace rushes {

Ids::Ids(const Timeline& timeline) {
  const auto note = [&](const std::string& id) {
    if (!id.empty()) used_.insert(id);
  };
  const auto note_all = [&](const auto& list) {
    for (const auto& it : list) note(it.id);
  };
  for (const Track& track : timeline.tracks) {
    note(track.id);
    note_all(track.effects);
    for (const Item& item : track.items) {
      if (const auto* clip = std::get_if<Clip>(&item)) {
        note(clip->id);
        note(clip->link);
        note_all(clip->effects);
      } else if (const auto* transition = std::get_if<Transition>(&item)) {
        note(transition->id);
      }
    }
  }
  note_all(timeline.markers);
  note_all(timeline.master);
}

std::string Ids::next(std::string_view prefix) {
  auto last = last_.find(prefix);
  if (last == last_.end()) {
    // Up to 15 digits count: a longer number is somebody's name for something.
    std::uint64_t highest = 0;
    for (const std::string& id : used_) {
      if (!id.starts_with(prefix) || id.size() > prefix.size() + 15) continue;
      std::uint64_t n = 0;
      const char* const end = id.data() + id.size();
      const auto [stop, error] = std::from_chars(id.data() + prefix.size(), end, n);
      if (error == std::errc{} && stop == end) highest = std::max(highest, n);
    }
    last = last_.emplace(prefix, highest).first;
  }
  std::string id;
  do {
    id = std::string(prefix) + std::to_string(++last->second);
  } while (!used_.insert(id).second);
  return id;
}

}  // namespace rushes
