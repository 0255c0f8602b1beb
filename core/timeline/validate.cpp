#include "core/timeline/validate.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace rushes {

namespace {

constexpr std::int64_t longest = 1'000'000'000 * Time::per_second;
constexpr std::int64_t fastest = 1'000'000;

bool in_range(Time t) { return -longest <= t.ticks && t.ticks <= longest; }

class Check {
 public:
  Check(const Timeline& timeline, Rate rate) : timeline_(timeline), rate_(rate) {}

  Result<void> run() {
    const auto& tracks = timeline_.tracks;
    for (std::size_t i = 0; i < tracks.size(); ++i) track_index_.emplace(tracks[i].id, i);
    feeds_.resize(tracks.size());
    for (std::size_t i = 0; i < tracks.size() && !error_; ++i) track(tracks[i], i);
    for (std::size_t i = 0; i < timeline_.markers.size() && !error_; ++i)
      marker(timeline_.markers[i], nth("markers", i));
    effects(timeline_.master, "master", nullptr);
    if (!error_) circles();
    if (error_) return std::move(*error_);
    return {};
  }

 private:
  static std::string nth(const std::string& list, std::size_t i) { return list + "[" + std::to_string(i) + "]"; }
  void fail(const std::string& place, const std::string& what) {
    if (!error_) error_ = Error{Errc::invalid, place + ": " + what};
  }

  void id(const std::string& id, const std::string& place) {
    if (id.empty())
      fail(place + ".id", "is empty");
    else if (!ids_.insert(id).second)
      fail(place + ".id", "\"" + id + "\" is used twice on this timeline");
  }

  void track(const Track& track, std::size_t index) {
    const std::string place = nth("tracks", index);
    id(track.id, place);
    Time end;
    for (std::size_t i = 0; i < track.items.size() && !error_; ++i) {
      // The place becomes text only where something is to be said about it, or something small lies below it.
      item(
          track, i, [&] { return nth(place + ".items", i); }, &feeds_[index]);
      end += duration(track.items[i]);
      if (!error_ && !in_range(end)) fail(place, "is longer than 1000000000 seconds");
    }
    effects(track.effects, place + ".effects", &feeds_[index]);
  }

  template <class Where>
  void item(const Track& track, std::size_t i, const Where& where, std::vector<std::size_t>* feeds) {
    if (const auto* clip = std::get_if<Clip>(&track.items[i])) {
      this->clip(*clip, where(), feeds);
    } else if (const auto* gap = std::get_if<Gap>(&track.items[i])) {
      if (gap->duration.ticks < 0) fail(where() + ".duration", "a gap cannot be negative");
      if (!in_range(gap->duration)) fail(where() + ".duration", "is beyond 1000000000 seconds");
    } else {
      transition(track, i, where());
    }
  }

  void clip(const Clip& clip, const std::string& place, std::vector<std::size_t>* feeds) {
    const std::string it = "clip " + clip.id + " ";
    id(clip.id, place);
    if (clip.source.id.empty()) fail(place + ".source.id", it + "names no source");
    const TimeRange& range = clip.source_range;
    const Speed speed = clip.speed;
    if (clip.duration.ticks <= 0) return fail(place + ".duration", it + "has no length");
    if (!in_range(clip.duration)) return fail(place + ".duration", "is beyond 1000000000 seconds");
    if (range.start.ticks < 0) return fail(place + ".source_range", it + "starts before the source's first frame");
    if (range.end < range.start) return fail(place + ".source_range", "ends before it starts");
    if (!in_range(range.end)) return fail(place + ".source_range", "is beyond 1000000000 seconds");
    if (speed.den <= 0) return fail(place + ".speed", "its denominator must be above 0");
    if (speed.den > fastest || speed.num > fastest || speed.num < -fastest)
      return fail(place + ".speed", "has a part beyond 1000000");
    if (!clip.retime.empty()) {
      retime(clip, place);
    } else if (speed.num != 0) {
      const std::int64_t num = std::abs(speed.num);
      const std::int64_t wanted = muldiv_round(clip.duration.ticks, num, speed.den);
      const std::int64_t frame = frame_start(1, rate_).ticks;
      const std::int64_t tolerance = std::max(frame, muldiv_round(frame, num, speed.den));
      if (std::abs(range.duration().ticks - wanted) > tolerance) {
        return fail(place + ".source_range", it + "shows " + std::to_string(range.duration().ticks) +
                                                 " ticks of its source, but its duration and speed make " +
                                                 std::to_string(wanted));
      }
    }
    if (!clip.source.params.empty()) params(clip.source.params, place + ".source.params");
    effects(clip.effects, place + ".effects", feeds);
  }

  void retime(const Clip& clip, const std::string& place) {
    if (clip.speed != Speed{}) return fail(place + ".speed", "must be 1 where retime rules");
    for (std::size_t i = 0; i < clip.retime.size() && !error_; ++i) {
      const TimeKey& key = clip.retime[i];
      const std::string at = nth(place + ".retime", i);
      if (!in_range(key.at)) fail(at + ".at", "is beyond 1000000000 seconds");
      if (i > 0 && key.at <= clip.retime[i - 1].at) fail(at + ".at", "is not later than the key before it");
      if (key.source.ticks < 0) fail(at + ".source", "lies before the source's first frame");
      if (!in_range(key.source)) fail(at + ".source", "is beyond 1000000000 seconds");
      curve(key.bezier, at);
    }
  }

  void curve(const std::array<double, 4>& bezier, const std::string& place) {
    for (const std::size_t n : {0, 2}) {
      if (!(bezier[n] >= 0 && bezier[n] <= 1)) fail(place + ".bezier", "its first and third number must lie in 0 to 1");
      if (!(std::abs(bezier[n + 1]) <= 1000))
        fail(place + ".bezier", "its second and fourth number must lie in -1000 to 1000");
    }
  }

  void transition(const Track& track, std::size_t i, const std::string& place) {
    const auto& t = std::get<Transition>(track.items[i]);
    id(t.id, place);
    const std::string it = "transition " + t.id + " ";
    if (t.plugin.empty()) return fail(place + ".plugin", it + "names no plugin");
    if (t.in_offset.ticks < 0) return fail(place + ".in_offset", "cannot be negative");
    if (t.out_offset.ticks < 0) return fail(place + ".out_offset", "cannot be negative");
    if (!in_range(t.in_offset) || !in_range(t.out_offset)) return fail(place, it + "is beyond 1000000000 seconds");
    if (t.in_offset.ticks + t.out_offset.ticks == 0) return fail(place, it + "has no length");
    const auto is_item = [&](std::size_t at) {
      return at < track.items.size() && !std::holds_alternative<Transition>(track.items[at]);
    };
    if (i == 0 || !is_item(i - 1) || !is_item(i + 1)) return fail(place, it + "does not lie between two clips or gaps");
    // An earlier transition over the start of the item before may take part of it already.
    Time free = duration(track.items[i - 1]);
    const Transition* earlier = i >= 2 ? std::get_if<Transition>(&track.items[i - 2]) : nullptr;
    if (t.in_offset > free) return fail(place + ".in_offset", it + "is longer than what lies before it");
    if (earlier && earlier->out_offset + t.in_offset > free)
      return fail(place, it + "overlaps transition " + earlier->id);
    if (t.out_offset > duration(track.items[i + 1]))
      return fail(place + ".out_offset", it + "is longer than what lies behind it");
    if (!t.params.empty()) params(t.params, place + ".params");
  }

  void marker(const Marker& marker, const std::string& place) {
    id(marker.id, place);
    if (marker.range.end < marker.range.start) fail(place + ".range", "ends before it starts");
    if (marker.range.start.ticks < 0) fail(place + ".range", "starts before the timeline");
    if (!in_range(marker.range.end)) fail(place + ".range", "is beyond 1000000000 seconds");
  }

  void effects(const std::vector<Effect>& list, const std::string& place, std::vector<std::size_t>* feeds) {
    for (std::size_t i = 0; i < list.size() && !error_; ++i) {
      const Effect& effect = list[i];
      const std::string at = nth(place, i);
      id(effect.id, at);
      if (effect.plugin.empty()) fail(at + ".plugin", "effect " + effect.id + " names no plugin");
      params(effect.params, at + ".params");
      for (std::size_t k = 0; k < effect.inputs.size(); ++k) {
        const auto found = track_index_.find(effect.inputs[k]);
        if (found == track_index_.end())
          fail(nth(at + ".inputs", k), "there is no track \"" + effect.inputs[k] + "\"");
        else if (feeds)
          feeds->push_back(found->second);
      }
    }
  }

  void params(const Params& params, const std::string& place) {
    for (const auto& [name, param] : params) {
      const std::string at = place + "." + name;
      value(param.value, at);
      for (std::size_t i = 0; i < param.keys.size() && !error_; ++i) {
        const Keyframe& key = param.keys[i];
        const std::string here = nth(at + ".keys", i);
        value(key.value, here);
        if (!in_range(key.at)) fail(here + ".at", "is beyond 1000000000 seconds");
        if (i > 0 && key.at <= param.keys[i - 1].at) fail(here + ".at", "is not later than the key before it");
        curve(key.bezier, here);
      }
    }
  }

  void value(const Value& value, const std::string& place) {
    if (value.n < 0 || value.n > 4)
      return fail(place, "has " + std::to_string(value.n) + " numbers where at most 4 are possible");
    for (int i = 0; i < value.n; ++i) {
      if (!std::isfinite(value.v[static_cast<std::size_t>(i)])) fail(place, "is not finite");
    }
  }

  // Takes away, again and again, the tracks that wait for nothing. What stays waits for itself.
  void circles() {
    std::vector<std::vector<std::size_t>> fed(feeds_.size());
    std::vector<std::size_t> waits(feeds_.size()), ready;
    for (std::size_t i = 0; i < feeds_.size(); ++i) {
      waits[i] = feeds_[i].size();
      for (const std::size_t from : feeds_[i]) fed[from].push_back(i);
      if (waits[i] == 0) ready.push_back(i);
    }
    for (std::size_t i = 0; i < ready.size(); ++i) {
      for (const std::size_t to : fed[ready[i]]) {
        if (--waits[to] == 0) ready.push_back(to);
      }
    }
    if (ready.size() == feeds_.size()) return;
    const std::size_t first =
        static_cast<std::size_t>(std::ranges::find_if(waits, [](std::size_t n) { return n > 0; }) - waits.begin());
    fail(nth("tracks", first),
         "track " + timeline_.tracks[first].id + " feeds itself through the inputs of its effects");
  }

  const Timeline& timeline_;
  Rate rate_;
  std::unordered_set<std::string> ids_;
  std::unordered_map<std::string, std::size_t> track_index_;
  std::vector<std::vector<std::size_t>> feeds_;  // for each track, those that its effects take as inputs
  std::optional<Error> error_;
};

}  // namespace

Result<void> validate(const Timeline& timeline, Rate rate) { return Check(timeline, rate).run(); }

}  // namespace rushes
