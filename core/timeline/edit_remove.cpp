#include "core/timeline/edit_remove.hpp"

#include "core/timeline/edit_tools.hpp"

#include <algorithm>

namespace rushes {

namespace {

std::vector<Item> hole(Time length, bool keep_room) {
  if (!keep_room) return {};
  return edit::only(Gap{length, {}});
}

Result<Timeline> remove(Timeline timeline, const std::vector<std::string>& clips, bool with_links, bool keep_room) {
  std::vector<std::string> all;
  for (const std::string& id : clips) {
    auto group = edit::group(timeline, id, with_links);
    if (!group) return std::move(group).error();
    for (std::string& member : *group) {
      if (std::ranges::find(all, member) == all.end()) all.push_back(std::move(member));
    }
  }
  Ids ids(timeline);
  for (const std::string& id : all) {
    const auto where = *edit::find_clip(timeline, id);
    const TimeRange range = edit::range_of(timeline, where);
    edit::carve(timeline.tracks[where.track], range, hole(range.duration(), keep_room), ids);
  }
  return timeline;
}

Result<Timeline> remove(Timeline timeline, const std::string& track, TimeRange range, bool keep_room) {
  const auto found = edit::find_open_track(timeline, track);
  if (!found) return found.error();
  if (range.start.ticks < 0 || range.empty())
    return Error{Errc::invalid, "the stretch is empty or lies before the timeline's start"};
  range.end = std::min(range.end, duration(timeline.tracks[*found]));
  if (range.empty()) return timeline;
  Ids ids(timeline);
  edit::carve(timeline.tracks[*found], range, hole(range.duration(), keep_room), ids);
  return timeline;
}

Result<Timeline> at(const char* place, Result<Timeline> result) {
  if (!result) return std::move(result).error().in(place);
  return result;
}

}  // namespace

Result<Timeline> lift(Timeline timeline, const std::vector<std::string>& clips, bool with_links) {
  return at("lift", remove(std::move(timeline), clips, with_links, true));
}

Result<Timeline> lift(Timeline timeline, const std::string& track, TimeRange range) {
  return at("lift", remove(std::move(timeline), track, range, true));
}

Result<Timeline> ripple_delete(Timeline timeline, const std::vector<std::string>& clips, bool with_links) {
  return at("ripple delete", remove(std::move(timeline), clips, with_links, false));
}

Result<Timeline> ripple_delete(Timeline timeline, const std::string& track, TimeRange range) {
  return at("ripple delete", remove(std::move(timeline), track, range, false));
}

}  // namespace rushes
