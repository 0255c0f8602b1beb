#include "core/timeline/edit_transitions.hpp"

#include "core/timeline/edit_tools.hpp"

#include <algorithm>
#include <cstdlib>

namespace rushes {

namespace {

Result<edit::Where> find_transition(const Timeline& timeline, const std::string& id) {
  for (std::size_t t = 0; t < timeline.tracks.size(); ++t) {
    const auto& items = timeline.tracks[t].items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto* transition = std::get_if<Transition>(&items[i]);
      if (!transition || transition->id != id) continue;
      if (timeline.tracks[t].locked)
        return Error{Errc::invalid, "track " + timeline.tracks[t].id + " is locked; unlock it first"};
      return edit::Where{t, i};
    }
  }
  return Error{Errc::not_found, "there is no transition \"" + id + "\""};
}

// The transition at items[at] has its two neighbours. Fits it to them and to their handles.
Result<void> settle(Track& track, std::size_t at, Handles handles, const SourceLength& length) {
  auto& x = std::get<Transition>(track.items[at]);
  for (const Time offset : {x.in_offset, x.out_offset}) {
    if (offset.ticks < 0) return Error{Errc::invalid, "a transition's offsets cannot be negative"};
    if (auto ok = edit::reasonable(offset); !ok) return ok;
  }
  if (x.in_offset.ticks + x.out_offset.ticks == 0) return Error{Errc::invalid, "a transition needs a length"};
  Time before = duration(track.items[at - 1]), behind = duration(track.items[at + 1]);
  if (at >= 2) {
    if (const auto* earlier = std::get_if<Transition>(&track.items[at - 2])) before -= earlier->out_offset;
  }
  if (at + 2 < track.items.size()) {
    if (const auto* later = std::get_if<Transition>(&track.items[at + 2])) behind -= later->in_offset;
  }
  if (x.in_offset > before || x.out_offset > behind) {
    if (handles != Handles::shorten)
      return Error{Errc::invalid, "the transition is longer than the clips beside it have room for"};
    x.in_offset = std::min(x.in_offset, before);
    x.out_offset = std::min(x.out_offset, behind);
  }
  if (handles != Handles::hold) {
    const auto* left = std::get_if<Clip>(&track.items[at - 1]);
    const auto* right = std::get_if<Clip>(&track.items[at + 1]);
    const Time tail = left ? handles_of(*left, length).behind : x.out_offset;
    const Time head = right ? handles_of(*right, length).before : x.in_offset;
    if (handles == Handles::require && tail < x.out_offset)
      return Error{Errc::invalid, "clip " + left->id + " has too few pictures behind its end"};
    if (handles == Handles::require && head < x.in_offset)
      return Error{Errc::invalid, "clip " + right->id + " has too few pictures before its start"};
    x.out_offset = std::min(x.out_offset, tail);
    x.in_offset = std::min(x.in_offset, head);
  }
  if (x.in_offset.ticks + x.out_offset.ticks == 0)
    return Error{Errc::invalid, "the clips have no pictures left for a transition"};
  return {};
}

}  // namespace

HandleRoom handles_of(const Clip& clip, const SourceLength& length) {
  const Time endless{edit::longest};
  if (!clip.retime.empty()) return {};  // the nearest picture stands still
  if (clip.speed.num == 0 || clip.source.kind == SourceKind::generator) return {endless, endless};
  // Rounded down: a part of a tick is no picture. Beyond 10^9 s there is no need to be exact.
  const auto on_timeline = [&](Time t) {
    const double about = static_cast<double>(t.ticks) * static_cast<double>(clip.speed.den) /
                         static_cast<double>(std::abs(clip.speed.num));
    return about >= static_cast<double>(edit::longest)
               ? endless
               : Time{muldiv_floor(t.ticks, clip.speed.den, std::abs(clip.speed.num))};
  };
  const Time before = on_timeline(clip.source_range.start);
  const auto all = length ? length(clip.source) : std::nullopt;
  const Time behind = all ? on_timeline(std::max(Time{}, *all - clip.source_range.end)) : endless;
  return clip.speed.num > 0 ? HandleRoom{before, behind} : HandleRoom{behind, before};
}

Result<Timeline> add_transition(Timeline timeline, const std::string& clip, Transition transition, Handles handles,
                                const SourceLength& length) {
  const auto group = edit::group(timeline, clip, false);  // found, and on an unlocked track
  if (!group) return group.error().in("add transition");
  const edit::Where where = *edit::find_clip(timeline, clip);
  Track& track = timeline.tracks[where.track];
  const std::size_t at = where.item + 1;
  if (at < track.items.size() && std::holds_alternative<Transition>(track.items[at])) {
    track.items.erase(track.items.begin() + static_cast<std::ptrdiff_t>(at));
  }
  if (at >= track.items.size()) return Error{Errc::invalid, "add transition: nothing follows clip " + clip};
  Ids ids(timeline);
  if (transition.id.empty())
    transition.id = ids.next("x");
  else if (!ids.take(transition.id))
    return Error{Errc::invalid, "add transition: the id \"" + transition.id + "\" is taken"};
  // Parameters and plugin are looked at between two long clips; the room is seen to below.
  Transition alone = transition;
  alone.in_offset = alone.out_offset = {1};
  Track holder;
  holder.id = ids.next("t");
  holder.items = {Gap{{2}, {}}, alone, Gap{{2}, {}}};
  Timeline probe;
  probe.tracks = {holder};
  if (auto ok = edit::sound(timeline, std::move(probe)); !ok)
    return ok.error().in("add transition: the transition is not sound");
  track.items.insert(track.items.begin() + static_cast<std::ptrdiff_t>(at), std::move(transition));
  if (auto ok = settle(track, at, handles, length); !ok) return ok.error().in("add transition");
  return timeline;
}

Result<Timeline> remove_transition(Timeline timeline, const std::string& transition) {
  const auto found = find_transition(timeline, transition);
  if (!found) return found.error().in("remove transition");
  auto& items = timeline.tracks[found->track].items;
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(found->item));
  return timeline;
}

Result<Timeline> resize_transition(Timeline timeline, const std::string& transition, Time in_offset, Time out_offset,
                                   Handles handles, const SourceLength& length) {
  const auto found = find_transition(timeline, transition);
  if (!found) return found.error().in("resize transition");
  Track& track = timeline.tracks[found->track];
  auto& x = std::get<Transition>(track.items[found->item]);
  if (found->item == 0 || found->item + 1 >= track.items.size()) {
    return Error{Errc::invalid, "resize transition: " + transition + " does not lie between two clips"};
  }
  x.in_offset = in_offset;
  x.out_offset = out_offset;
  if (auto ok = settle(track, found->item, handles, length); !ok) return ok.error().in("resize transition");
  return timeline;
}

}  // namespace rushes
