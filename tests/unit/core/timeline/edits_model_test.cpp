// Random edits on a timeline and on a plain list of pictures must agree.
#include "core/timeline/edits.hpp"
#include "core/timeline/validate.hpp"
#include "tests/support/project_builder.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace rushes {
namespace {

using testing::clip;
using testing::frames;

constexpr Rate rate{24, 1};

// What a track shows in each frame: the source and its frame, or nothing.
using Picture = std::pair<std::string, std::int64_t>;
using Pictures = std::vector<Picture>;
const Picture nothing{"", 0};

Pictures pictures(const Track& track) {
  Pictures out;
  for (const Item& item : track.items) {
    const std::int64_t n = frame_at(duration(item), rate);
    const auto* c = std::get_if<Clip>(&item);
    for (std::int64_t i = 0; i < n; ++i) {
      if (!c) {
        if (std::holds_alternative<Gap>(item)) out.push_back(nothing);
        continue;
      }
      const std::int64_t step = muldiv_floor(frames(1).ticks * i, c->speed.num, c->speed.den);
      const Time at =
          c->speed.num < 0 ? c->source_range.end + Time{step} - Time{1} : c->source_range.start + Time{step};
      out.push_back({c->source.id, frame_at(at, rate)});
    }
  }
  return out;
}

std::int64_t pick(std::int64_t low, std::int64_t high) { return *rc::gen::inRange<std::int64_t>(low, high + 1); }

Track any_track(const std::string& name, bool speeds = false) {
  Track t = testing::track(name, {});
  for (std::int64_t n = pick(1, 6), i = 0; i < n; ++i) {
    if (pick(0, 3) == 0) {
      t.items.push_back(testing::gap(pick(1, 9)));
      if (i + 1 < n) t.items.push_back(clip(name + "g" + std::to_string(i), "s" + std::to_string(i), pick(1, 9), 50));
    } else {
      Clip c = clip(name + "c" + std::to_string(i), "s" + std::to_string(i), 2 * pick(1, 9), pick(20, 40));
      if (speeds) {
        c.speed = *rc::gen::element(Speed{1, 1}, Speed{-1, 1}, Speed{2, 1}, Speed{1, 2}, Speed{-2, 1});
        c.source_range.end =
            c.source_range.start + Time{muldiv_round(c.duration.ticks, std::abs(c.speed.num), c.speed.den)};
      }
      t.items.push_back(c);
    }
  }
  return t;
}

// Dissolves over some cuts between two clips, as long as they fit.
Timeline with_transitions(Timeline t) {
  const Timeline plain = t;
  for (const Item& item : plain.tracks[0].items) {
    const auto* c = std::get_if<Clip>(&item);
    if (!c || pick(0, 1) == 0) continue;
    if (auto added = add_transition(t, c->id, testing::dissolve("", pick(1, 4)))) t = std::move(*added);
  }
  return t;
}

std::string any_clip(const Timeline& t, std::size_t track = 0) {
  std::vector<std::string> ids;
  for (const Item& item : t.tracks[track].items) {
    if (const auto* c = std::get_if<Clip>(&item)) ids.push_back(c->id);
  }
  RC_PRE(!ids.empty());
  return *rc::gen::elementOf(ids);
}

TimeRange place_of(const Timeline& t, const std::string& id) {
  for (const Track& track : t.tracks) {
    for (const Placed& p : layout(track)) {
      const auto* c = std::get_if<Clip>(&track.items[p.index]);
      if (c && c->id == id) return p.range;
    }
  }
  RC_FAIL("no clip " + id);
  return {};
}

void pad(Pictures& model, std::int64_t n) {
  if (static_cast<std::int64_t>(model.size()) < n) model.resize(static_cast<std::size_t>(n), nothing);
}

RC_GTEST_PROP(EditsModel, AgreeWithAListOfPictures, ()) {
  Timeline t = with_transitions(testing::timeline({any_track("v")}));
  RC_ASSERT(validate(t).has_value());
  Pictures model = pictures(t.tracks[0]);
  for (std::int64_t steps = pick(1, 8); steps > 0; --steps) {
    const auto size = static_cast<std::int64_t>(model.size());
    const std::int64_t at = pick(0, size + 3), n = pick(1, 12);
    const Clip fresh = clip("", "new", n, pick(0, 5));
    Pictures shown;
    for (std::int64_t i = 0; i < n; ++i) shown.push_back({"new", frame_at(fresh.source_range.start, rate) + i});
    const auto begin = [&](std::int64_t f) { return model.begin() + f; };
    Result<Timeline> edited = Error{};
    switch (pick(0, 5)) {
      case 0:
        edited = insert(t, "v", frames(at), fresh);
        pad(model, at);
        model.insert(begin(at), shown.begin(), shown.end());
        break;
      case 1:
        edited = overwrite(t, "v", frames(at), fresh);
        pad(model, at + n);
        std::copy(shown.begin(), shown.end(), begin(at));
        break;
      case 2:
        edited = append(t, "v", fresh);
        model.insert(model.end(), shown.begin(), shown.end());
        break;
      case 3: {
        const std::string id = any_clip(t);
        const TimeRange r = place_of(t, id);
        edited = lift(t, {id});
        std::fill(begin(frame_at(r.start, rate)), begin(frame_at(r.end, rate)), nothing);
        RC_ASSERT(edited.has_value());
        RC_ASSERT(duration(edited->tracks[0]) == duration(t.tracks[0]));
        break;
      }
      case 4: {
        RC_PRE(at < size);
        const std::int64_t end = std::min(size, at + n);
        edited = ripple_delete(t, "v", {frames(at), frames(end)});
        model.erase(begin(at), begin(end));
        break;
      }
      default: {
        const std::string id = any_clip(t);
        const TimeRange r = place_of(t, id);
        const std::int64_t first = frame_at(r.start, rate), last = frame_at(r.end, rate);
        RC_PRE(last - first > 1);
        edited = split(t, id, frames(pick(first + 1, last - 1)));
        break;
      }
    }
    RC_ASSERT(edited.has_value());
    const auto valid = validate(*edited);
    if (!valid) RC_FAIL(valid.error().message);
    RC_ASSERT(pictures(edited->tracks[0]) == model);
    RC_ASSERT(duration(edited->tracks[0]) == frames(static_cast<std::int64_t>(model.size())));
    t = std::move(*edited);
  }
}

RC_GTEST_PROP(EditsModel, SplitKeepsEveryPictureAtEverySpeed, ()) {
  const Timeline t = testing::timeline({any_track("v", true)});
  RC_ASSERT(validate(t).has_value());
  const std::string id = any_clip(t);
  const TimeRange r = place_of(t, id);
  const std::int64_t first = frame_at(r.start, rate), last = frame_at(r.end, rate);
  RC_PRE(last - first > 1);
  const auto edited = split(t, id, frames(pick(first + 1, last - 1)));
  RC_ASSERT(edited.has_value());
  RC_ASSERT(validate(*edited).has_value());
  RC_ASSERT(edited->tracks[0].items.size() == t.tracks[0].items.size() + 1);
  RC_ASSERT(pictures(edited->tracks[0]) == pictures(t.tracks[0]));
}

RC_GTEST_PROP(EditsModel, LiftAndOverwriteWithTheOldClipIsUndone, ()) {
  const Timeline t = testing::timeline({any_track("v", true)});
  const std::string id = any_clip(t);
  const TimeRange r = place_of(t, id);
  Clip old;
  for (const Item& item : t.tracks[0].items)
    if (const auto* c = std::get_if<Clip>(&item); c && c->id == id) old = *c;
  const auto lifted = lift(t, {id});
  const auto again = overwrite(*lifted, "v", r.start, old);
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == Timeline(t));
}

RC_GTEST_PROP(EditsModel, TrimThereAndBackShowsTheSame, ()) {
  const Timeline t = testing::timeline({any_track("v", true)});
  const std::string id = any_clip(t);
  const std::int64_t n = frame_at(place_of(t, id).duration(), rate);
  RC_PRE(n > 1);
  const Time d = frames(pick(1, n - 1));
  const bool start = pick(0, 1);
  const auto mode = pick(0, 1) ? TrimMode::ripple : TrimMode::plain;
  const auto shorter = start ? trim_start(t, id, d, mode) : trim_end(t, id, -d, mode);
  RC_ASSERT(shorter.has_value());
  RC_ASSERT(validate(*shorter).has_value());
  const auto back = start ? trim_start(*shorter, id, -d, mode) : trim_end(*shorter, id, d, mode);
  RC_ASSERT(back.has_value());
  RC_ASSERT(pictures(back->tracks[0]) == pictures(t.tracks[0]));
}

// Picture and sound cut alike, linked clip by clip.
Timeline linked_pairs() {
  Timeline t = testing::timeline({any_track("v")});
  Track sound = t.tracks[0];
  sound.id = "a";
  sound.kind = TrackKind::audio;
  std::int64_t n = 0;
  for (std::size_t i = 0; i < sound.items.size(); ++i) {
    auto* c = std::get_if<Clip>(&sound.items[i]);
    if (!c) continue;
    c->id += "a";
    c->link = std::get<Clip>(t.tracks[0].items[i]).link = "l" + std::to_string(++n);
  }
  t.tracks.push_back(std::move(sound));
  return t;
}

RC_GTEST_PROP(EditsModel, LinkedTracksStayInSync, ()) {
  Timeline t = linked_pairs();
  int done = 0;
  for (std::int64_t steps = pick(1, 10); steps > 0; --steps) {
    const std::string id = any_clip(t, static_cast<std::size_t>(pick(0, 1)));
    const TimeRange r = place_of(t, id);
    const Time d = frames(pick(-6, 6));
    Result<Timeline> edited = Error{};
    switch (pick(0, 8)) {
      case 0:
        edited = trim_start(t, id, d, TrimMode::ripple);
        break;
      case 1:
        edited = trim_end(t, id, d, TrimMode::ripple);
        break;
      case 2:
        edited = trim_start(t, id, d);
        break;
      case 3:
        edited = split(t, id, r.start + frames(pick(1, 6)));
        break;
      case 4:
        edited = roll(t, id, d);
        break;
      case 5:
        edited = slip(t, id, d);
        break;
      case 6:
        edited = slide(t, id, d);
        break;
      case 7:
        edited = set_speed(t, id, *rc::gen::element(Speed{2, 1}, Speed{1, 2}, Speed{-1, 1}), rate);
        break;
      default:
        edited = pick(0, 1) ? lift(t, {id}) : ripple_delete(t, {id});
        break;
    }
    if (!edited) continue;  // not possible here; the old timeline is still whole
    ++done;
    const auto valid = validate(*edited);
    if (!valid) RC_FAIL(valid.error().message);
    RC_ASSERT(pictures(edited->tracks[0]) == pictures(edited->tracks[1]));
    t = std::move(*edited);
    if (pictures(t.tracks[0]).empty() ||
        std::ranges::none_of(t.tracks[0].items, [](const Item& i) { return i.index() == 0; }))
      break;
  }
  RC_CLASSIFY(done > 0, "edited");
}

RC_GTEST_PROP(EditsModel, HostileTimesAreRefusedOrSound, ()) {
  const Timeline t = with_transitions(testing::timeline({any_track("v", true)}));
  const std::string id = any_clip(t);
  const Time wild{*rc::gen::element<std::int64_t>(INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX,
                                                  1'000'000'000 * Time::per_second, 705'599'999'999'999'999)};
  const Speed speed{*rc::gen::element<std::int64_t>(INT64_MIN, -1'000'000, 0, 1, 1'000'000, INT64_MAX),
                    *rc::gen::element<std::int64_t>(-1, 0, 1, 1'000'000, INT64_MAX)};
  Clip odd = clip("", "s", 5);
  odd.duration = wild;
  for (const auto& edited :
       {insert(t, "v", wild, clip("", "s", 5)), overwrite(t, "v", wild, clip("", "s", 5)), append(t, "v", odd),
        move(t, id, "v", wild), lift(t, "v", {{0}, wild}), ripple_delete(t, "v", {wild, {INT64_MAX}}),
        trim_start(t, id, wild), trim_end(t, id, wild, TrimMode::ripple), split(t, id, wild), roll(t, id, wild),
        slip(t, id, wild), slide(t, id, wild), set_speed(t, id, speed, rate)}) {
    if (!edited) continue;
    const auto valid = validate(*edited);
    if (!valid) RC_FAIL(valid.error().message);
  }
}

}  // namespace
}  // namespace rushes
