#include "core/timeline/edit_place.hpp"

#include "core/timeline/edit_tools.hpp"

#include <algorithm>

namespace rushes {

namespace {

Result<void> possible(Time at) {
  if (at.ticks < 0) return Error{Errc::invalid, "the place lies before the timeline's start"};
  return edit::reasonable(at);
}

Result<Timeline> checked(const char* name, Timeline timeline) {
  for (const Track& track : timeline.tracks) {
    if (auto ok = edit::reasonable(track); !ok) return ok.error().in(name);
  }
  return timeline;
}

// What the last clip of a track leaves behind is no part of the film.
void drop_last_gap(Track& track) {
  while (!track.items.empty()) {
    const auto* gap = std::get_if<Gap>(&track.items.back());
    if (!gap || !gap->extra.empty()) break;
    track.items.pop_back();
  }
  edit::tidy(track);  // a transition to the gap goes too
}

}  // namespace

Result<Timeline> insert(Timeline timeline, const std::string& track, Time at, Clip clip, Ripple ripple) {
  const auto found = edit::find_open_track(timeline, track);
  if (!found) return found.error().in("insert");
  if (auto ok = possible(at); !ok) return ok.error().in("insert");
  Ids ids(timeline);
  auto adopted = edit::adopt(timeline, std::move(clip), ids);
  if (!adopted) return adopted.error().in("insert");
  const Time length = adopted->duration;
  edit::carve(timeline.tracks[*found], {at, at}, edit::only(std::move(*adopted)), ids);
  for (std::size_t i = 0; ripple == Ripple::all && i < timeline.tracks.size(); ++i) {
    Track& other = timeline.tracks[i];
    if (i != *found && !other.locked && at < duration(other))
      edit::carve(other, {at, at}, edit::only(Gap{length, {}}), ids);
  }
  return checked("insert", std::move(timeline));
}

Result<Timeline> overwrite(Timeline timeline, const std::string& track, Time at, Clip clip) {
  const auto found = edit::find_open_track(timeline, track);
  if (!found) return found.error().in("overwrite");
  if (auto ok = possible(at); !ok) return ok.error().in("overwrite");
  Ids ids(timeline);
  auto adopted = edit::adopt(timeline, std::move(clip), ids);
  if (!adopted) return adopted.error().in("overwrite");
  const TimeRange range{at, at + adopted->duration};
  edit::carve(timeline.tracks[*found], range, edit::only(std::move(*adopted)), ids);
  return checked("overwrite", std::move(timeline));
}

Result<Timeline> append(Timeline timeline, const std::string& track, Clip clip) {
  const auto found = edit::find_open_track(timeline, track);
  if (!found) return found.error().in("append");
  Ids ids(timeline);
  auto adopted = edit::adopt(timeline, std::move(clip), ids);
  if (!adopted) return adopted.error().in("append");
  timeline.tracks[*found].items.emplace_back(std::move(*adopted));
  return checked("append", std::move(timeline));
}

Result<Timeline> move(Timeline timeline, const std::string& clip, const std::string& track, Time to, MoveMode mode,
                      bool with_links) {
  const auto target = edit::find_open_track(timeline, track);
  if (!target) return target.error().in("move");
  const auto group = edit::group(timeline, clip, with_links);
  if (!group) return group.error().in("move");
  if (auto ok = possible(to); !ok) return ok.error().in("move");
  const TrackKind kind = timeline.tracks[edit::find_clip(timeline, clip)->track].kind;
  if (timeline.tracks[*target].kind != kind) {
    return Error{Errc::invalid, "move: clip " + clip + " cannot go between video and audio tracks"};
  }
  const Time delta = to - edit::range_of(timeline, *edit::find_clip(timeline, clip)).start;

  // All leave before the first arrives, so that none lands on another of its group.
  struct Moving {
    Clip clip;
    std::size_t from, track;
    Time to;
  };
  std::vector<Moving> moving;
  Ids ids(timeline);
  for (const std::string& id : *group) {
    const auto where = *edit::find_clip(timeline, id);
    const TimeRange range = edit::range_of(timeline, where);
    if (auto ok = possible(range.start + delta); !ok) return ok.error().in("move");
    moving.push_back(
        {edit::clip_at(timeline, where), where.track, id == clip ? *target : where.track, range.start + delta});
    edit::carve(timeline.tracks[where.track], range, edit::only(Gap{range.duration(), {}}), ids);
  }
  std::ranges::stable_sort(moving, {},
                           &Moving::to);  // inserted from left to right, each finds its place already shifted right
  for (Moving& m : moving) {
    const TimeRange range{m.to, mode == MoveMode::insert ? m.to : m.to + m.clip.duration};
    edit::carve(timeline.tracks[m.track], range, edit::only(std::move(m.clip)), ids);
  }
  for (const Moving& m : moving) drop_last_gap(timeline.tracks[m.from]);
  return checked("move", std::move(timeline));
}

}  // namespace rushes
