#include "core/timeline/edit_tools.hpp"

#include "core/timeline/validate.hpp"

#include <algorithm>
#include <cstdlib>

namespace rushes::edit {

Result<std::size_t> find_track(const Timeline& timeline, const std::string& id) {
  const auto it = std::ranges::find(timeline.tracks, id, &Track::id);
  if (it == timeline.tracks.end()) return Error{Errc::not_found, "there is no track \"" + id + "\""};
  return static_cast<std::size_t>(it - timeline.tracks.begin());
}

Result<std::size_t> find_open_track(const Timeline& timeline, const std::string& id) {
  auto found = find_track(timeline, id);
  if (found && timeline.tracks[*found].locked)
    return Error{Errc::invalid, "track " + id + " is locked; unlock it first"};
  return found;
}

Result<Where> find_clip(const Timeline& timeline, const std::string& id) {
  for (std::size_t t = 0; t < timeline.tracks.size(); ++t) {
    const auto& items = timeline.tracks[t].items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (const auto* clip = std::get_if<Clip>(&items[i]); clip && clip->id == id) return Where{t, i};
    }
  }
  return Error{Errc::not_found, "there is no clip \"" + id + "\""};
}

Clip& clip_at(Timeline& timeline, Where where) {
  return std::get<Clip>(timeline.tracks[where.track].items[where.item]);
}

TimeRange range_of(const Timeline& timeline, Where where) {
  const Track& track = timeline.tracks[where.track];
  Time start;
  for (std::size_t i = 0; i < where.item; ++i) start += duration(track.items[i]);
  return {start, start + duration(track.items[where.item])};
}

Result<std::vector<std::string>> group(const Timeline& timeline, const std::string& id, bool with_links) {
  const auto found = find_clip(timeline, id);
  if (!found) return found.error();
  const std::string& link = std::get<Clip>(timeline.tracks[found->track].items[found->item]).link;
  std::vector<std::string> ids{id};
  for (const Track& track : timeline.tracks) {
    for (const Item& item : track.items) {
      const auto* clip = std::get_if<Clip>(&item);
      const bool same = clip && (clip->id == id || (with_links && !link.empty() && clip->link == link));
      if (!same) continue;
      if (track.locked)
        return Error{Errc::invalid, "clip " + clip->id + " lies on the locked track " + track.id + "; unlock it first"};
      if (clip->id != id) ids.push_back(clip->id);
    }
  }
  return ids;
}

Result<Clip> slice(Clip clip, Time from, Time to, const SourceLength& length) {
  if (to <= from) return Error{Errc::invalid, "nothing would be left of clip " + clip.id};
  const Time old = clip.duration;
  clip.duration = to - from;
  if (from.ticks != 0) {
    for (Effect& effect : clip.effects) {
      for (auto& [name, param] : effect.params) {
        for (Keyframe& key : param.keys) key.at -= from;
      }
    }
  }
  if (!clip.retime.empty()) {
    for (TimeKey& key : clip.retime) key.at -= from;
    return clip;
  }
  if (clip.speed.num == 0) return clip;

  const auto in_source = [&](Time t) { return Time{muldiv_round(t.ticks, std::abs(clip.speed.num), clip.speed.den)}; };
  const double factor = std::abs(static_cast<double>(clip.speed.num)) / static_cast<double>(clip.speed.den);
  for (const Time t : {from, to}) {
    if (std::abs(static_cast<double>(t.ticks)) * factor > static_cast<double>(longest))
      return reasonable(Time{longest + 1}).error();
  }
  const TimeRange range = clip.source_range;
  // An end that is not touched keeps its exact place, whatever the rounding.
  if (clip.speed.num > 0) {
    if (to != old) clip.source_range.end = range.start + in_source(to);
    clip.source_range.start = range.start + in_source(from);
  } else {
    if (to != old) clip.source_range.start = range.end - in_source(to);
    clip.source_range.end = range.end - in_source(from);
  }
  TimeRange& now = clip.source_range;
  if (clip.source.kind == SourceKind::generator && now.start.ticks < 0)
    now = {{}, now.duration()};  // it begins when asked
  if (now.start.ticks < 0)
    return Error{Errc::invalid, "the source of clip " + clip.id + " has no pictures before its first"};
  if (auto ok = reasonable(now.end); !ok) return ok.error();
  if (now.end > range.end && length) {
    if (const auto all = length(clip.source); all && now.end > *all) {
      return Error{Errc::invalid, "the source of clip " + clip.id + " has no pictures behind its last"};
    }
  }
  return clip;
}

void carve(Track& track, TimeRange range, std::vector<Item> filling, Ids& ids) {
  std::vector<Item> out;
  out.reserve(track.items.size() + filling.size() + 2);
  Time at;
  bool filled = false;
  const auto fill = [&] {
    if (!filled) std::ranges::move(filling, std::back_inserter(out));
    filled = true;
  };
  // Parts of a clip lie inside of it, so slicing cannot fail.
  const auto part = [](const Item& item, Time from, Time to) -> Item {
    if (const auto* gap = std::get_if<Gap>(&item)) return Gap{to - from, gap->extra};
    auto clip = slice(std::get<Clip>(item), from, to, {});
    return std::move(*clip);
  };
  for (Item& item : track.items) {
    if (std::holds_alternative<Transition>(item)) {
      if (at < range.start || range.end < at) out.push_back(std::move(item));
      continue;
    }
    const Time start = at, end = at + duration(item);
    at = end;
    if (end <= range.start) {
      out.push_back(std::move(item));
    } else if (start >= range.end) {
      fill();
      out.push_back(std::move(item));
    } else {
      const bool left = start < range.start;
      if (left) out.push_back(part(item, {}, range.start - start));
      fill();
      if (range.end < end) {
        Item right = part(item, range.end - start, end - start);
        if (auto* clip = std::get_if<Clip>(&right); clip && left) {
          clip->id = ids.next("c");
          for (Effect& effect : clip->effects) effect.id = ids.next("e");
        }
        out.push_back(std::move(right));
      }
    }
  }
  if (!filled && !filling.empty()) {
    if (at < range.start) out.push_back(Gap{range.start - at, {}});
    fill();
  }
  track.items = std::move(out);
  tidy(track);
}

std::vector<Item> only(Item item) {
  std::vector<Item> list;
  list.push_back(std::move(item));
  return list;
}

void tidy(Track& track) {
  std::vector<Item> out;
  out.reserve(track.items.size());
  for (Item& item : track.items) {
    if (const auto* gap = std::get_if<Gap>(&item)) {
      if (gap->duration.ticks <= 0) continue;
      auto* before = out.empty() ? nullptr : std::get_if<Gap>(&out.back());
      if (before && before->extra.empty() && gap->extra.empty()) {
        before->duration += gap->duration;
        continue;
      }
    }
    out.push_back(std::move(item));
  }
  const auto is_transition = [](const Item& item) { return std::holds_alternative<Transition>(item); };
  const auto is_gap = [](const Item& item) { return std::holds_alternative<Gap>(item); };
  std::vector<Item> kept;
  kept.reserve(out.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (auto* t = std::get_if<Transition>(&out[i])) {
      const bool between =
          !kept.empty() && !is_transition(kept.back()) && i + 1 < out.size() && !is_transition(out[i + 1]);
      if (!between || (is_gap(kept.back()) && is_gap(out[i + 1]))) continue;
      Time free = duration(kept.back());
      if (kept.size() >= 2 && is_transition(kept[kept.size() - 2]))
        free -= std::get<Transition>(kept[kept.size() - 2]).out_offset;
      t->in_offset = std::min(t->in_offset, free);
      t->out_offset = std::min(t->out_offset, duration(out[i + 1]));
      if (t->in_offset.ticks + t->out_offset.ticks <= 0) continue;
    }
    kept.push_back(std::move(out[i]));
  }
  track.items = std::move(kept);
}

Result<void> sound(const Timeline& timeline, Timeline probe) {
  for (const Track& track : timeline.tracks) {
    Track known;
    known.id = track.id;
    probe.tracks.push_back(std::move(known));
  }
  return validate(probe);
}

Result<Clip> adopt(const Timeline& timeline, Clip clip, Ids& ids) {
  if (clip.id.empty())
    clip.id = ids.next("c");
  else if (!ids.take(clip.id))
    return Error{Errc::invalid, "the id \"" + clip.id + "\" is taken"};
  for (Effect& effect : clip.effects) {
    if (effect.id.empty() || !ids.take(effect.id)) effect.id = ids.next("e");
  }
  Track holder;
  holder.id = ids.next("t");
  holder.items = {clip};
  Timeline probe;
  probe.tracks.push_back(std::move(holder));
  if (auto ok = sound(timeline, std::move(probe)); !ok)
    return Error{Errc::invalid, "the new clip is not sound, " + ok.error().message};
  return clip;
}

Result<void> reasonable(Time time) {
  if (time.ticks < -longest || time.ticks > longest)
    return Error{Errc::invalid, "a time beyond 1000000000 seconds is asked for"};
  return {};
}

Result<void> reasonable(const Track& track) {
  if (duration(track).ticks > longest)
    return Error{Errc::invalid, "track " + track.id + " would be longer than 1000000000 seconds"};
  return {};
}

}  // namespace rushes::edit
