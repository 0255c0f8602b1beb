#include "core/timeline/edit_content.hpp"

#include "core/timeline/edit_tools.hpp"
#include "core/timeline/validate.hpp"

#include <algorithm>
#include <cstdlib>

namespace rushes {

namespace {

// Keys counted from the start of the clip behind, counted from the start of the one before.
template <class Key>
void shift(std::vector<Key>& keys, Time by) {
  for (Key& key : keys) key.at += by;
}

bool same_effects(const Clip& left, Clip right) {
  if (left.effects.size() != right.effects.size()) return false;
  for (std::size_t i = 0; i < left.effects.size(); ++i) {
    Effect& effect = right.effects[i];
    for (auto& [name, param] : effect.params) shift(param.keys, left.duration);
    effect.id = left.effects[i].id;
  }
  return left.effects == right.effects;
}

bool goes_on(const Clip& left, const Clip& right) {
  if (left.source != right.source || left.enabled != right.enabled || left.speed != right.speed) return false;
  if (!left.retime.empty() || !right.retime.empty()) {
    std::vector<TimeKey> keys = right.retime;
    shift(keys, left.duration);
    return keys == left.retime;
  }
  if (left.speed.num == 0) return left.source_range.start == right.source_range.start;
  return left.speed.num > 0 ? left.source_range.end == right.source_range.start
                            : left.source_range.start == right.source_range.end;
}

// The first moment of its source that a clip shows.
Time first_moment(const Clip& clip) {
  if (!clip.retime.empty()) return retimed(clip.retime, {}, Time{1});
  return clip.speed.num < 0 ? clip.source_range.end : clip.source_range.start;
}

Result<void> put_keys(Clip& clip, std::vector<TimeKey> keys, const SourceLength& length) {
  const Time start = std::min(first_moment(clip), Time{edit::longest} - clip.duration);
  clip.speed = {};
  clip.retime = std::move(keys);
  clip.source_range = clip.retime.empty() ? TimeRange{start, start + clip.duration} : span_of(clip.retime);
  const auto all = length ? length(clip.source) : std::nullopt;
  if (all && clip.source_range.end > *all)
    return Error{Errc::invalid, "the source of clip " + clip.id + " has no pictures behind its last"};
  return {};
}

template <class Change>
Result<Timeline> each(const char* name, Timeline timeline, const std::string& clip, bool with_links,
                      const Change& change) {
  const auto group = edit::group(timeline, clip, with_links);
  if (!group) return group.error().in(name);
  for (const std::string& id : *group)
    if (auto done = change(edit::clip_at(timeline, *edit::find_clip(timeline, id))); !done)
      return done.error().in(name);
  if (auto ok = validate(timeline); !ok) return ok.error().in(name);
  return timeline;
}

}  // namespace

Result<Timeline> merge(Timeline timeline, const std::string& clip, bool with_links) {
  const auto group = edit::group(timeline, clip, with_links);
  if (!group) return group.error().in("merge");
  const Time cut = edit::range_of(timeline, *edit::find_clip(timeline, clip)).end;
  for (const std::string& id : *group) {
    const edit::Where where = *edit::find_clip(timeline, id);
    if (edit::range_of(timeline, where).end != cut) continue;
    auto& items = timeline.tracks[where.track].items;
    auto* right = where.item + 1 < items.size() ? std::get_if<Clip>(&items[where.item + 1]) : nullptr;
    if (!right) {
      if (id != clip) continue;
      return Error{Errc::invalid, "merge: no clip follows clip " + clip + " directly"};
    }
    Clip& left = std::get<Clip>(items[where.item]);
    if (!goes_on(left, *right))
      return Error{Errc::invalid, "merge: clip " + right->id + " does not show what clip " + id + " would go on with"};
    if (!same_effects(left, *right))
      return Error{Errc::invalid, "merge: the effects of clips " + id + " and " + right->id + " differ"};
    if (left.retime.empty() && left.speed.num != 0) {
      if (left.speed.num > 0)
        left.source_range.end = right->source_range.end;
      else
        left.source_range.start = right->source_range.start;
    }
    left.duration += right->duration;
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(where.item) + 1);
    edit::tidy(timeline.tracks[where.track]);
  }
  return timeline;
}

Result<Timeline> replace_source(Timeline timeline, const std::string& clip, Source source, Time start,
                                const SourceLength& length) {
  if (auto ok = edit::reasonable(start); !ok) return ok.error().in("replace source");
  return each("replace source", std::move(timeline), clip, false, [&](Clip& c) -> Result<void> {
    c.source = source;
    if (!c.retime.empty()) {
      const Time by = start - c.source_range.start;
      for (TimeKey& key : c.retime) key.source += by;
    }
    c.source_range = {start, start + c.source_range.duration()};
    if (start.ticks < 0)
      return Error{Errc::invalid, "the source of clip " + c.id + " has no pictures before its first"};
    const auto all = length ? length(c.source) : std::nullopt;
    if (all && c.source_range.end > *all)
      return Error{Errc::invalid, "the new source is too short for clip " + c.id + "; trim the clip or start earlier"};
    return {};
  });
}

Result<Timeline> set_retime(Timeline timeline, const std::string& clip, std::vector<TimeKey> keys,
                            const SourceLength& length, bool with_links) {
  return each("set retime", std::move(timeline), clip, with_links, [&](Clip& c) { return put_keys(c, keys, length); });
}

Result<Timeline> set_speed_ramp(Timeline timeline, const std::string& clip, std::span<const SpeedKey> speeds,
                                const SourceLength& length, bool with_links) {
  return each("set speed ramp", std::move(timeline), clip, with_links, [&](Clip& c) -> Result<void> {
    auto keys = speed_curve(first_moment(c), speeds, c.duration);
    if (!keys) return std::move(keys).error();
    return put_keys(c, std::move(*keys), length);
  });
}

}  // namespace rushes
