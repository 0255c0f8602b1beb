#include "core/interchange/building.hpp"

#include "core/interchange/times.hpp"
#include "core/interchange/tree.hpp"
#include "core/interchange/urls.hpp"

#include <algorithm>

namespace rushes::interchange {

namespace {

bool usable(Rate rate) { return rate.num > 0 && rate.den > 0 && rate.num >= rate.den && rate.num / rate.den < 1000; }

constexpr const char* reference_field = "reference";

}  // namespace

Param constant(double value) { return {{{value, 0, 0, 0}, 1, {}}, {}, {}}; }
Param constant(double x, double y) { return {{{x, y, 0, 0}, 2, {}}, {}, {}}; }
Param constant(std::string text) { return {{{}, 0, std::move(text)}, {}, {}}; }

Building::Building(const ReadOptions& options) : options_(options) {
  project.title = options.title;
  project.status = ProjectStatus::ready;
  if (options.canvas) project.canvas = *options.canvas;
}

void Building::note(std::string place, std::string text) {
  constexpr std::size_t most = 2000;
  if (notices_.size() < most && said_.emplace(place, text).second)
    notices_.push_back({std::move(place), std::move(text)});
}

std::string Building::next(const char* prefix) {
  std::string id;
  do id = prefix + std::to_string(++last_[prefix]);
  while (!used_.insert(id).second);
  return id;
}

void Building::adopt(Project base) {
  base.timeline = {};
  base.timelines.clear();
  project = std::move(base);
  for (const Asset& a : project.assets) {
    const std::string url = text_of(get(extra_tree(a.extra), reference_field), a.uri);
    asset_of_.emplace(url, a.id);
    Media m;
    m.uri = a.uri, m.width = a.width, m.height = a.height, m.rate = a.rate, m.duration = a.duration;
    m.still = a.kind == AssetKind::image, m.picture = a.kind != AssetKind::audio, m.sound = !m.still;
    media_.emplace(a.id, m);
    used_.insert(a.id);
  }
}

std::string Building::asset(const Reference& r) {
  const std::string key = r.url.empty() ? "\n" + r.name : r.url;
  if (const auto known = asset_of_.find(key); known != asset_of_.end()) return known->second;
  std::optional<Media> found;
  if (options_.find && !r.url.empty()) found = options_.find(r.url);
  if (!found) missing_.push_back(r.url.empty() ? "(" + (r.name.empty() ? "no name" : r.name) + ")" : r.url);
  const Looks looks = looks_like(path_of(r.url));
  Media m;
  if (found) {
    m = *found;
  } else {
    m.uri = path_of(r.url);
    m.still = r.still || looks == Looks::still;
    m.picture = r.picture && looks != Looks::sound;
    m.sound = r.sound && !m.still;
  }
  if (m.width == 0) m.width = std::clamp(r.width, 0, 16384), m.height = std::clamp(r.height, 0, 16384);
  if (!usable(m.rate)) m.rate = usable(r.rate) ? r.rate : Rate{0, 1};
  if (m.duration.ticks <= 0 && !m.still) m.duration = std::max(Time{}, r.duration);

  Asset a;
  a.id = next("a");
  a.name = !r.name.empty() ? r.name : file_name(path_of(r.url));
  a.kind = m.still ? AssetKind::image : m.picture ? AssetKind::clip : AssetKind::audio;
  a.uri = m.uri;
  a.duration = m.duration;
  a.width = m.width, a.height = m.height;
  if (usable(m.rate)) a.rate = m.rate;
  if (a.uri != r.url && !r.url.empty()) a.extra = extra_text(object({{reference_field, text(r.url)}}));
  asset_of_.emplace(key, a.id);
  media_.emplace(a.id, m);
  project.assets.push_back(a);
  return a.id;
}

const Media& Building::media(const std::string& asset) const {
  static const Media nothing;
  const auto found = media_.find(asset);
  return found == media_.end() ? nothing : found->second;
}

Track Building::track(TrackKind kind, std::string name) {
  Track t;
  t.id = next("t");
  t.kind = kind;
  t.name = std::move(name);
  return t;
}

Clip Building::clip(std::string name, Source source, Time start, Time duration, Speed speed) {
  Clip c;
  c.id = next("c");
  c.name = std::move(name);
  c.source = std::move(source);
  if (start.ticks < 0) {
    note("clip " + c.name, "begins before its medium does; it shows the medium's beginning");
    start = {};
  }
  const std::int64_t num = speed.num < 0 ? -speed.num : speed.num;
  c.source_range = {start, start + Time{muldiv_round(duration.ticks, num, speed.den)}};
  c.duration = duration;
  c.speed = speed;
  return c;
}

void Building::canvas_from_media(bool size, bool rate) {
  for (const Asset& a : project.assets) {
    const Media& m = media(a.id);
    if (!m.picture || m.width <= 0 || m.height <= 0) continue;
    if (size) {
      // Even sides, which every encoder takes.
      project.canvas.width = std::clamp(m.width & ~1, 16, 8192),
      project.canvas.height = std::clamp(m.height & ~1, 16, 8192);
      size = false;
    }
    if (rate && usable(m.rate) && !m.still) project.canvas.rate = m.rate, rate = false;
  }
  if (size) project.canvas.width = 1920, project.canvas.height = 1080;
}

bool place(Track& track, Time at, Item item) {
  const Time end = duration(track);
  if (at < end) return false;
  if (at > end) track.items.emplace_back(Gap{at - end, {}});
  track.items.push_back(std::move(item));
  return true;
}

Track& free_track(Building& b, std::vector<Track>& tracks, TrackKind kind, Time at, std::size_t from) {
  for (std::size_t i = from; i < tracks.size(); ++i)
    if (tracks[i].kind == kind && duration(tracks[i]) <= at) return tracks[i];
  return tracks.emplace_back(b.track(kind, {}));
}

void place_transition(Building& b, Track& track, std::string plugin, Time in, Time out, Params params) {
  track.items.emplace_back(Transition{b.next("x"), std::move(plugin), in, out, std::move(params), {}});
}

void settle(Building& b, Track& track) {
  const std::string place = "track " + (track.name.empty() ? track.id : track.name);
  const auto is_transition = [&](std::size_t i) {
    return i < track.items.size() && std::holds_alternative<Transition>(track.items[i]);
  };
  // Two transitions side by side: the second lies over no cut.
  for (std::size_t i = 1; i < track.items.size();) {
    if (!is_transition(i) || !is_transition(i - 1)) {
      ++i;
      continue;
    }
    b.note(place, "two transitions lie on one cut; the second is left out");
    track.items.erase(track.items.begin() + static_cast<std::ptrdiff_t>(i));
  }
  const std::string made = extra_text(object({{"made", Tree{true}}}));
  if (is_transition(0)) track.items.insert(track.items.begin(), Gap{{}, made});
  if (is_transition(track.items.size() - 1)) track.items.emplace_back(Gap{{}, made});
  Time taken;  // of the item before, by the transition at its start
  for (std::size_t i = 1; i + 1 < track.items.size(); ++i) {
    auto* t = std::get_if<Transition>(&track.items[i]);
    if (!t) {
      if (!is_transition(i - 1)) taken = {};
      continue;
    }
    if (i < 2 || !is_transition(i - 2)) taken = {};
    const Time in = std::clamp(t->in_offset, Time{}, std::max(Time{}, duration(track.items[i - 1]) - taken));
    const Time out = std::clamp(t->out_offset, Time{}, duration(track.items[i + 1]));
    if (in != t->in_offset || out != t->out_offset)
      b.note(place, "a transition is longer than the clips beside it and is shortened");
    t->in_offset = in, t->out_offset = out;
    taken = out;
    if (in + out == Time{}) {
      b.note(place, "a transition has no room and is left out");
      track.items.erase(track.items.begin() + static_cast<std::ptrdiff_t>(i--));
    }
  }
}

Result<Read> Building::finish() {
  const auto all = [&](Timeline& timeline) {
    for (Track& track : timeline.tracks) settle(*this, track);
  };
  all(project.timeline);
  for (NestedTimeline& nested : project.timelines) all(nested.timeline);
  if (auto valid = validate(project); !valid) return std::move(valid).error();
  return Read{std::move(project), std::move(notices_), std::move(missing_)};
}

}  // namespace rushes::interchange
