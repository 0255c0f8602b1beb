#include "core/timeline/edit_trim.hpp"

#include "core/timeline/edit_tools.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace rushes {

namespace {

using edit::Where;

constexpr std::size_t none = static_cast<std::size_t>(-1);

// The clip or gap beside an item, past a transition between them.
std::size_t beside(const Track& track, std::size_t item, int step) {
  for (std::size_t i = item + static_cast<std::size_t>(step); i < track.items.size();
       i += static_cast<std::size_t>(step)) {
    if (!std::holds_alternative<Transition>(track.items[i])) return i;
  }
  return none;
}

// Applies `change(timeline, where)` to a clip and those linked to it.
template <class Change>
Result<Timeline> each(const char* name, Timeline timeline, const std::string& clip, Time delta, bool with_links,
                      const Change& change) {
  if (auto ok = edit::reasonable(delta); !ok) return ok.error().in(name);
  const auto group = edit::group(timeline, clip, with_links);
  if (!group) return group.error().in(name);
  for (const std::string& id : *group) {
    const Where where = *edit::find_clip(timeline, id);
    if (auto done = change(timeline, where); !done) return done.error().in(name);
    const auto now = edit::find_clip(timeline, id);  // a gap may have come in before it
    if (auto ok = edit::reasonable(edit::clip_at(timeline, *now).source_range.end); !ok) return ok.error().in(name);
    edit::tidy(timeline.tracks[where.track]);
    if (auto ok = edit::reasonable(timeline.tracks[where.track]); !ok) return ok.error().in(name);
  }
  return timeline;
}

Error no_room(const std::string& clip, const char* side) {
  return {Errc::invalid, "there is no gap long enough " + std::string(side) + " clip " + clip + "; use ripple or roll"};
}

// Cuts or lengthens a neighbour (clip or gap): `from` off its start, `to` onto its end.
Result<void> give(Item& item, Time from, Time to, const SourceLength& length) {
  if (auto* gap = std::get_if<Gap>(&item)) {
    const Time left = gap->duration - from + to;
    if (left.ticks < 0) return Error{Errc::invalid, "the gap beside it is too short"};
    gap->duration = left;
    return {};
  }
  auto& clip = std::get<Clip>(item);
  auto part = edit::slice(clip, from, clip.duration + to, length);
  if (!part) return std::move(part).error();
  clip = std::move(*part);
  return {};
}

}  // namespace

Result<Timeline> trim_start(Timeline timeline, const std::string& clip, Time delta, TrimMode mode,
                            const SourceLength& length, bool with_links) {
  return each("trim start", std::move(timeline), clip, delta, with_links,
              [&](Timeline& t, Where where) -> Result<void> {
                Track& track = t.tracks[where.track];
                const std::string id = edit::clip_at(t, where).id;
                if (auto cut = give(track.items[where.item], delta, {}, length); !cut) return cut;
                if (mode == TrimMode::ripple || delta.ticks == 0) return {};
                if (delta.ticks > 0) {  // the cut goes, and with it a transition over it
                  std::size_t at = where.item;
                  if (at > 0 && std::holds_alternative<Transition>(track.items[at - 1]))
                    track.items.erase(track.items.begin() + static_cast<std::ptrdiff_t>(--at));
                  track.items.insert(track.items.begin() + static_cast<std::ptrdiff_t>(at), Gap{delta, {}});
                  return {};
                }
                const std::size_t before = beside(track, where.item, -1);
                auto* gap = before == none ? nullptr : std::get_if<Gap>(&track.items[before]);
                if (!gap || gap->duration < -delta) return no_room(id, "before");
                gap->duration += delta;
                return {};
              });
}

Result<Timeline> trim_end(Timeline timeline, const std::string& clip, Time delta, TrimMode mode,
                          const SourceLength& length, bool with_links) {
  return each("trim end", std::move(timeline), clip, delta, with_links, [&](Timeline& t, Where where) -> Result<void> {
    Track& track = t.tracks[where.track];
    const std::string id = edit::clip_at(t, where).id;
    if (auto cut = give(track.items[where.item], {}, delta, length); !cut) return cut;
    const std::size_t behind = beside(track, where.item, 1);
    if (mode == TrimMode::ripple || delta.ticks == 0 || behind == none) return {};
    if (delta.ticks < 0) {
      const auto at = track.items.begin() + static_cast<std::ptrdiff_t>(where.item) + 1;
      if (std::holds_alternative<Transition>(*at))
        *at = Gap{-delta, {}};
      else
        track.items.insert(at, Gap{-delta, {}});
      return {};
    }
    auto* gap = std::get_if<Gap>(&track.items[behind]);
    if (!gap || gap->duration < delta) return no_room(id, "behind");
    gap->duration -= delta;
    return {};
  });
}

Result<Timeline> split(Timeline timeline, const std::string& clip, Time at, bool with_links) {
  const auto group = edit::group(timeline, clip, with_links);
  if (!group) return group.error().in("split");
  Ids ids(timeline);
  std::vector<std::string> right;
  for (const std::string& id : *group) {
    const Where where = *edit::find_clip(timeline, id);
    const TimeRange range = edit::range_of(timeline, where);
    if (at <= range.start || range.end <= at) {
      if (id == clip) return Error{Errc::invalid, "split: the place does not lie inside of clip " + clip};
      continue;
    }
    Track& track = timeline.tracks[where.track];
    edit::carve(track, {at, at}, {}, ids);
    right.push_back(std::get<Clip>(track.items[edit::find_clip(timeline, id)->item + 1]).id);
  }
  if (!edit::clip_at(timeline, *edit::find_clip(timeline, clip)).link.empty() && with_links) {
    const std::string link = right.size() > 1 ? ids.next("l") : "";
    for (const std::string& id : right) edit::clip_at(timeline, *edit::find_clip(timeline, id)).link = link;
  }
  return timeline;
}

Result<Timeline> roll(Timeline timeline, const std::string& clip, Time delta, const SourceLength& length,
                      bool with_links) {
  const auto first = edit::find_clip(timeline, clip);
  if (!first) return first.error().in("roll");
  const Time cut = edit::range_of(timeline, *first).end;
  return each("roll", std::move(timeline), clip, delta, with_links, [&](Timeline& t, Where where) -> Result<void> {
    if (edit::range_of(t, where).end != cut) return {};
    Track& track = t.tracks[where.track];
    const std::size_t behind = beside(track, where.item, 1);
    if (behind == none) return Error{Errc::invalid, "nothing follows clip " + edit::clip_at(t, where).id};
    if (auto left = give(track.items[where.item], {}, delta, length); !left) return left;
    return give(track.items[behind], delta, {}, length);
  });
}

Result<Timeline> slip(Timeline timeline, const std::string& clip, Time delta, const SourceLength& length,
                      bool with_links) {
  return each("slip", std::move(timeline), clip, delta, with_links, [&](Timeline& t, Where where) -> Result<void> {
    Clip& c = edit::clip_at(t, where);
    const TimeRange range{c.source_range.start + delta, c.source_range.end + delta};
    if (range.start.ticks < 0)
      return Error{Errc::invalid, "the source of clip " + c.id + " has no pictures before its first"};
    const auto all = length ? length(c.source) : std::nullopt;
    if (all && delta.ticks > 0 && range.end > *all) {
      return Error{Errc::invalid, "the source of clip " + c.id + " has no pictures behind its last"};
    }
    c.source_range = range;
    for (TimeKey& key : c.retime) key.source += delta;
    return {};
  });
}

Result<Timeline> slide(Timeline timeline, const std::string& clip, Time delta, const SourceLength& length,
                       bool with_links) {
  return each("slide", std::move(timeline), clip, delta, with_links, [&](Timeline& t, Where where) -> Result<void> {
    Track& track = t.tracks[where.track];
    const std::string id = edit::clip_at(t, where).id;
    const std::size_t before = beside(track, where.item, -1), behind = beside(track, where.item, 1);
    if (before == none) return Error{Errc::invalid, "nothing lies before clip " + id};
    if (auto left = give(track.items[before], {}, delta, length); !left) return left;
    return behind == none ? Result<void>{} : give(track.items[behind], delta, {}, length);
  });
}

Result<Timeline> set_speed(Timeline timeline, const std::string& clip, Speed speed, Rate rate, bool with_links) {
  constexpr std::int64_t most = 1'000'000;
  if (speed.den <= 0 || speed.den > most || speed.num > most || speed.num < -most || rate.num <= 0 || rate.den <= 0) {
    return Error{Errc::invalid,
                 "set speed: a speed is a fraction of whole numbers up to 1000000 with a denominator above 0"};
  }
  return each(
      "set speed", std::move(timeline), clip, Time{}, with_links, [&](Timeline& t, Where where) -> Result<void> {
        Clip& c = edit::clip_at(t, where);
        c.speed = speed;
        c.retime.clear();
        if (speed.num == 0) return {};
        const std::int64_t num = std::abs(speed.num);
        // Checked as a double: the product may lie beyond 64 bits.
        const double factor = static_cast<double>(num) / static_cast<double>(speed.den);
        const auto too_long = [](double ticks) { return ticks > static_cast<double>(edit::longest); };
        if (too_long(static_cast<double>(c.source_range.duration().ticks) / factor) ||
            too_long(static_cast<double>(c.duration.ticks) * factor)) {
          return Error{Errc::invalid, "at this speed clip " + c.id + " would be longer than 1000000000 seconds"};
        }
        if (c.source_range.empty()) {  // was a freeze
          c.source_range.end = c.source_range.start + Time{muldiv_round(c.duration.ticks, num, speed.den)};
          return {};
        }
        const std::int64_t ticks = muldiv_round(c.source_range.duration().ticks, speed.den, num);
        const std::int64_t count = muldiv_round(ticks, rate.num, Time::per_second * rate.den);
        c.duration = frame_start(std::max<std::int64_t>(1, count), rate);
        // Whole frames on the timeline show a little more or less of the source than before.
        const Time shown{muldiv_round(c.duration.ticks, num, speed.den)};
        if (speed.num > 0 || shown > c.source_range.end)
          c.source_range.end = c.source_range.start + shown;
        else
          c.source_range.start = c.source_range.end - shown;
        return {};
      });
}

}  // namespace rushes
