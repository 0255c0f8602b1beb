#include "core/timeline/edit_tracks.hpp"

#include "core/timeline/edit_tools.hpp"
#include "core/timeline/validate.hpp"

#include <algorithm>

namespace rushes {

namespace {

// An effect outside of `track` that takes it as an input.
const Effect* taker(const Timeline& timeline, const std::string& track) {
  const auto in = [&](const std::vector<Effect>& list) -> const Effect* {
    const auto it = std::ranges::find_if(
        list, [&](const Effect& e) { return std::ranges::find(e.inputs, track) != e.inputs.end(); });
    return it == list.end() ? nullptr : &*it;
  };
  for (const Track& other : timeline.tracks) {
    if (other.id == track) continue;
    if (const auto* effect = in(other.effects)) return effect;
    for (const Item& item : other.items) {
      const auto* clip = std::get_if<Clip>(&item);
      if (const auto* effect = clip ? in(clip->effects) : nullptr) return effect;
    }
  }
  return in(timeline.master);
}

// An id of its own for whatever has none.
void name_contents(Track& track, Ids& ids) {
  const auto effects = [&](std::vector<Effect>& list) {
    for (Effect& effect : list)
      if (effect.id.empty()) effect.id = ids.next("e");
  };
  if (track.id.empty()) track.id = ids.next("t");
  effects(track.effects);
  for (Item& item : track.items) {
    if (auto* clip = std::get_if<Clip>(&item)) {
      if (clip->id.empty()) clip->id = ids.next("c");
      effects(clip->effects);
    } else if (auto* x = std::get_if<Transition>(&item); x && x->id.empty()) {
      x->id = ids.next("x");
    }
  }
}

}  // namespace

Result<Timeline> add_track(Timeline timeline, Track track, std::size_t index) {
  Ids ids(timeline);
  name_contents(track, ids);
  index = std::min(index, timeline.tracks.size());
  timeline.tracks.insert(timeline.tracks.begin() + static_cast<std::ptrdiff_t>(index), std::move(track));
  if (auto ok = validate(timeline); !ok) return ok.error().in("add track");
  return timeline;
}

Result<Timeline> remove_track(Timeline timeline, const std::string& track) {
  const auto found = edit::find_open_track(timeline, track);
  if (!found) return found.error().in("remove track");
  if (const auto* effect = taker(timeline, track)) {
    return Error{Errc::invalid,
                 "remove track: effect " + effect->id + " takes track " + track + " as an input; take that away first"};
  }
  timeline.tracks.erase(timeline.tracks.begin() + static_cast<std::ptrdiff_t>(*found));
  return timeline;
}

Result<Timeline> reorder_track(Timeline timeline, const std::string& track, std::size_t index) {
  const auto found = edit::find_track(timeline, track);
  if (!found) return found.error().in("reorder track");
  auto& tracks = timeline.tracks;
  Track moved = std::move(tracks[*found]);
  tracks.erase(tracks.begin() + static_cast<std::ptrdiff_t>(*found));
  tracks.insert(tracks.begin() + static_cast<std::ptrdiff_t>(std::min(index, tracks.size())), std::move(moved));
  return timeline;
}

Result<Timeline> change_track(Timeline timeline, const std::string& track, TrackChange change) {
  const auto found = edit::find_track(timeline, track);
  if (!found) return found.error().in("change track");
  Track& t = timeline.tracks[*found];
  if (change.name) t.name = std::move(*change.name);
  if (change.blend) t.blend = std::move(*change.blend);
  t.enabled = change.enabled.value_or(t.enabled);
  t.locked = change.locked.value_or(t.locked);
  t.mute = change.mute.value_or(t.mute);
  t.solo = change.solo.value_or(t.solo);
  return timeline;
}

Result<Timeline> change_clip(Timeline timeline, const std::string& clip, ClipChange change) {
  const auto alone = edit::group(timeline, clip, false);
  if (!alone) return alone.error().in("change clip");
  Clip& c = edit::clip_at(timeline, *edit::find_clip(timeline, clip));
  if (change.name) c.name = std::move(*change.name);
  c.enabled = change.enabled.value_or(c.enabled);
  return timeline;
}

Result<Timeline> link(Timeline timeline, const std::vector<std::string>& clips) {
  std::vector<std::string> different = clips;
  std::ranges::sort(different);
  different.erase(std::ranges::unique(different).begin(), different.end());
  if (different.size() < 2) return Error{Errc::invalid, "link: two clips at least are needed"};
  const std::string name = Ids(timeline).next("l");
  for (const std::string& id : different) {
    if (const auto alone = edit::group(timeline, id, false); !alone) return alone.error().in("link");
    edit::clip_at(timeline, *edit::find_clip(timeline, id)).link = name;
  }
  return timeline;
}

Result<Timeline> unlink(Timeline timeline, const std::vector<std::string>& clips) {
  for (const std::string& id : clips) {
    if (const auto alone = edit::group(timeline, id, false); !alone) return alone.error().in("unlink");
    edit::clip_at(timeline, *edit::find_clip(timeline, id)).link.clear();
  }
  return timeline;
}

Result<Timeline> put_marker(Timeline timeline, Marker marker) {
  Ids ids(timeline);
  auto& markers = timeline.markers;
  const auto same = std::ranges::find(markers, marker.id, &Marker::id);
  if (marker.id.empty())
    marker.id = ids.next("m");
  else if (same != markers.end())
    markers.erase(same);
  else if (!ids.take(marker.id))
    return Error{Errc::invalid, "put marker: the id \"" + marker.id + "\" is taken"};
  Timeline probe;
  probe.markers = {marker};
  if (auto ok = validate(probe); !ok) return ok.error().in("put marker");
  const auto at =
      std::ranges::upper_bound(markers, marker.range.start, {}, [](const Marker& m) { return m.range.start; });
  markers.insert(at, std::move(marker));
  return timeline;
}

Result<Timeline> remove_marker(Timeline timeline, const std::string& marker) {
  const auto removed = std::erase_if(timeline.markers, [&](const Marker& m) { return m.id == marker; });
  if (removed == 0) return Error{Errc::not_found, "remove marker: there is no marker \"" + marker + "\""};
  return timeline;
}

}  // namespace rushes
