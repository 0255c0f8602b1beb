// Names for new things on a timeline: a prefix and the next free number, so that the same edits give the same ids.
#pragma once

#include "core/timeline/timeline.hpp"

#include <string>
#include <string_view>
#include <unordered_set>

namespace rushes {

// Remembers every id of a timeline (tracks, clips, transitions, effects, markers and links share one set of names).
// Prefixes in use: t track, c clip, x transition, e effect, m marker, l link.
class Ids {
 public:
  explicit Ids(const Timeline& timeline);
  std::string next(std::string_view prefix);  // "c7": one above the highest in use; taken from then on
  bool taken(const std::string& id) const { return used_.contains(id); }
  bool take(std::string id) { return used_.insert(std::move(id)).second; }  // false: taken already

 private:
  std::unordered_set<std::string> used_;
  std::map<std::string, std::uint64_t, std::less<>> last_;  // by prefix, once asked for
};

}  // namespace rushes
