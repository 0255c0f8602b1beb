#include "core/project/edit_compound.hpp"

#include "core/timeline/edit_tools.hpp"
#include "core/timeline/edits.hpp"

#include <algorithm>
#include <set>

namespace rushes {

namespace {

using Chosen = std::set<std::string>;

const Clip* as_clip(const Item& item) { return std::get_if<Clip>(&item); }

std::string free_id(const Project& project) {
  for (int n = 1;; ++n) {
    std::string id = "n" + std::to_string(n);
    if (!project.find_timeline(id)) return id;
  }
}

// Gap, clips and transitions of one track between `range`, with everything that is not chosen left out.
std::vector<Item> contents(const Track& track, const Chosen& chosen, TimeRange range) {
  std::vector<Item> out;
  const std::vector<Placed> placed = layout(track);
  Time at = range.start;
  const auto is_chosen = [&](std::size_t i) {
    const Clip* clip = i < placed.size() ? as_clip(track.items[placed[i].index]) : nullptr;
    return clip && chosen.contains(clip->id);
  };
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const Item& item = track.items[placed[i].index];
    if (is_chosen(i)) {
      if (at < placed[i].range.start) out.push_back(Gap{placed[i].range.start - at, {}});
      out.push_back(item);
      at = placed[i].range.end;
    } else if (std::holds_alternative<Transition>(item) && i > 0 && is_chosen(i - 1) && is_chosen(i + 1)) {
      out.push_back(item);
    }
  }
  return out;
}

// Nothing but chosen clips and gaps within `range`.
Result<void> only_chosen(const Track& track, const Chosen& chosen, TimeRange range) {
  for (const Placed& p : layout(track)) {
    const Clip* clip = as_clip(track.items[p.index]);
    if (!clip || !p.range.overlaps(range) || chosen.contains(clip->id)) continue;
    return Error{Errc::invalid, "clip " + clip->id + " lies between the others on track " + track.id +
                                    "; choose it too, or move it away"};
  }
  return {};
}

Clip shown(const std::string& timeline, const std::string& name, Time length) {
  Clip clip;
  clip.name = name;
  clip.source.kind = SourceKind::timeline;
  clip.source.id = timeline;
  clip.source_range = {{}, length};
  clip.duration = length;
  return clip;
}

bool shows(const Timeline& timeline, const std::string& id) {
  for (const Track& track : timeline.tracks)
    for (const Item& item : track.items)
      if (const Clip* clip = as_clip(item); clip && clip->source.kind == SourceKind::timeline && clip->source.id == id)
        return true;
  return false;
}

// Fresh ids where they are taken, and links that do not meet others.
void rename(std::vector<Item>& items, Ids& ids, std::map<std::string, std::string>& links) {
  const auto own = [&](std::string& id, const char* prefix) {
    if (!ids.take(id)) id = ids.next(prefix);
  };
  for (Item& item : items) {
    if (auto* x = std::get_if<Transition>(&item)) own(x->id, "x");
    auto* clip = std::get_if<Clip>(&item);
    if (!clip) continue;
    own(clip->id, "c");
    for (Effect& effect : clip->effects) own(effect.id, "e");
    if (clip->link.empty()) continue;
    const auto [it, fresh] = links.emplace(clip->link, "");
    if (fresh) it->second = ids.next("l");
    clip->link = it->second;
  }
}

}  // namespace

Result<Project> make_compound(Project project, const std::vector<std::string>& clips, const std::string& name,
                              bool with_links) {
  constexpr const char* what = "make compound";
  Timeline& timeline = project.timeline;
  Chosen chosen;
  for (const std::string& id : clips) {
    auto group = edit::group(timeline, id, with_links);
    if (!group) return std::move(group).error().in(what);
    chosen.insert(group->begin(), group->end());
  }
  if (chosen.empty()) return Error{Errc::invalid, "make compound: no clips are chosen"};

  TimeRange range{{edit::longest}, {}};
  for (const std::string& id : chosen) {
    const TimeRange r = edit::range_of(timeline, *edit::find_clip(timeline, id));
    range = {std::min(range.start, r.start), std::max(range.end, r.end)};
  }

  NestedTimeline nested{free_id(project), name, {}, {}};
  std::string place[2];  // the track that gets the new clip, by TrackKind
  for (const Track& track : timeline.tracks) {
    std::vector<Item> items = contents(track, chosen, range);
    if (items.empty()) continue;
    std::string& first = place[static_cast<int>(track.kind)];
    if (first.empty()) first = track.id;
    Track inner;
    inner.id = track.id;
    inner.name = track.name;
    inner.kind = track.kind;
    inner.blend = track.id == first ? "" : track.blend;
    inner.items = std::move(items);
    nested.timeline.tracks.push_back(std::move(inner));
  }
  for (const std::string& id : place) {
    if (id.empty()) continue;
    if (auto ok = only_chosen(timeline.tracks[*edit::find_track(timeline, id)], chosen, range); !ok)
      return std::move(ok).error().in(what);
  }
  for (Track& track : nested.timeline.tracks)
    for (Item& item : track.items)
      if (auto* clip = std::get_if<Clip>(&item))
        for (const Effect& effect : clip->effects)
          for (const std::string& input : effect.inputs)
            if (std::ranges::find(nested.timeline.tracks, input, &Track::id) == nested.timeline.tracks.end())
              return Error{Errc::invalid, "make compound: effect " + effect.id + " of clip " + clip->id +
                                              " listens to track " + input + ", which would not come along"};

  auto lifted = lift(std::move(timeline), {chosen.begin(), chosen.end()}, false);
  if (!lifted) return std::move(lifted).error().in(what);
  timeline = std::move(*lifted);
  std::vector<std::string> made;
  for (const std::string& track : place) {
    if (track.empty()) continue;
    Clip clip = shown(nested.id, name, range.duration());
    clip.id = Ids(timeline).next("c");
    made.push_back(clip.id);
    auto placed = overwrite(std::move(timeline), track, range.start, std::move(clip));
    if (!placed) return std::move(placed).error().in(what);
    timeline = std::move(*placed);
  }
  if (made.size() > 1) {
    auto linked = link(std::move(timeline), made);
    if (!linked) return std::move(linked).error().in(what);
    timeline = std::move(*linked);
  }
  project.timelines.push_back(std::move(nested));
  if (auto ok = validate(project); !ok) return std::move(ok).error().in(what);
  return project;
}

Result<Project> break_compound(Project project, const std::string& clip) {
  constexpr const char* what = "break compound";
  Timeline& timeline = project.timeline;
  const auto group = edit::group(timeline, clip, true);
  if (!group) return group.error().in(what);
  const Clip chosen = edit::clip_at(timeline, *edit::find_clip(timeline, clip));
  const NestedTimeline* nested =
      chosen.source.kind == SourceKind::timeline ? project.find_timeline(chosen.source.id) : nullptr;
  if (!nested) return Error{Errc::invalid, "break compound: clip " + clip + " does not show a timeline"};

  Ids ids(timeline);
  std::map<std::string, std::string> links;
  for (const std::string& id : *group) {
    const edit::Where where = *edit::find_clip(timeline, id);
    const Clip outer = edit::clip_at(timeline, where);
    if (outer.source != chosen.source) continue;
    if (outer.speed != Speed{} || !outer.retime.empty() || !outer.effects.empty())
      return Error{Errc::invalid,
                   "break compound: clip " + id + " has a speed or effects of its own; remove them first"};
    const TimeRange range = edit::range_of(timeline, where);
    const TrackKind kind = timeline.tracks[where.track].kind;
    std::size_t to = where.track;
    bool first = true;
    for (const Track& inner : nested->timeline.tracks) {
      if (inner.kind != kind) continue;
      Track part = inner;
      edit::carve(part, {outer.source_range.end, std::max(outer.source_range.end, duration(inner))}, {}, ids);
      edit::carve(part, {{}, outer.source_range.start}, {}, ids);
      std::erase_if(part.items, [](const Item& item) {
        return !as_clip(item) && duration(item).ticks == 0 && !std::holds_alternative<Transition>(item);
      });
      const Time length = duration(part);
      if (length < range.duration()) part.items.push_back(Gap{range.duration() - length, {}});
      rename(part.items, ids, links);
      if (first) {
        edit::carve(timeline.tracks[to], range, std::move(part.items), ids);
        first = false;
        continue;
      }
      Track above;
      above.id = ids.next("t");
      above.name = inner.name;
      above.kind = kind;
      above.blend = inner.blend;
      above.effects = inner.effects;
      for (Effect& effect : above.effects) effect.id = ids.next("e");
      if (range.start.ticks > 0) above.items.push_back(Gap{range.start, {}});
      std::ranges::move(part.items, std::back_inserter(above.items));
      edit::tidy(above);
      timeline.tracks.insert(timeline.tracks.begin() + static_cast<std::ptrdiff_t>(++to), std::move(above));
    }
    if (first) edit::carve(timeline.tracks[to], range, edit::only(Gap{range.duration(), {}}), ids);
  }
  const std::string gone = chosen.source.id;
  bool used = shows(timeline, gone);
  for (const NestedTimeline& other : project.timelines)
    used = used || (other.id != gone && shows(other.timeline, gone));
  if (!used) std::erase_if(project.timelines, [&](const NestedTimeline& n) { return n.id == gone; });
  if (auto ok = validate(project); !ok) return std::move(ok).error().in(what);
  return project;
}

}  // namespace rushes
