#include "core/graph/graph.hpp"

#include "core/timeline/retime.hpp"

#include <algorithm>

namespace rushes {

namespace {

constexpr int max_depth = 2000;       // the evaluator walks the graph recursively
constexpr int max_sound_depth = 500;  // so it does the effects on sound, and the tracks that feed them
constexpr std::int64_t most_frames = std::int64_t{1} << 40, most_ticks = std::int64_t{1} << 60,
                       most_samples = std::int64_t{1} << 48;

bool beyond(std::int64_t n, std::int64_t limit) { return n < -limit || n > limit; }

Error bad(const std::string& place, const std::string& what) { return {Errc::invalid, place + ": " + what}; }

std::int64_t muldiv_ceil(std::int64_t value, std::int64_t num, std::int64_t den) {
  return -muldiv_floor(-value, num, den);
}

Result<void> check_time(const TimeMap& time, const std::string& place) {
  if (time.speed.den <= 0 || time.speed.den > 1'000'000'000 || beyond(time.speed.num, 1'000'000'000))
    return bad(place + ".time.speed", "must be num/den with den above 0, both at most 10^9");
  if (beyond(time.start.ticks, most_ticks)) return bad(place + ".time.start", "is beyond 2^60 ticks");
  for (std::size_t i = 0; i < time.keys.size(); ++i) {
    const TimeKey& k = time.keys[i];
    const std::string at = place + ".time.keys[" + std::to_string(i) + "]";
    if (beyond(k.at.ticks, most_ticks) || beyond(k.source.ticks, most_ticks)) return bad(at, "lies beyond 2^60 ticks");
    if (i > 0 && k.at <= time.keys[i - 1].at) return bad(at, "is not later than the key before it");
  }
  return {};
}

Result<void> check_params(const Params& params, const std::string& place) {
  for (const auto& [id, p] : params)
    for (const Keyframe& k : p.keys)
      if (beyond(k.at.ticks, most_ticks)) return bad(place + ".params." + id, "a key lies beyond 2^60 ticks");
  return {};
}

Result<void> check_effects(const std::vector<AudioEffect>& effects, std::size_t tracks, const std::string& place) {
  for (std::size_t i = 0; i < effects.size(); ++i) {
    const std::string at = place + ".effects[" + std::to_string(i) + "]";
    for (const int track : effects[i].side)
      if (track < 0 || static_cast<std::size_t>(track) >= tracks)
        return bad(at + ".side", "there is no track " + std::to_string(track));
    if (auto ok = check_params(effects[i].params, at); !ok) return ok;
  }
  return {};
}

// How many signals read from one another below each track's, walked without recursion. A circle counts as endless.
Result<void> check_sound_depth(const AudioProgram& audio, const std::string& name) {
  const auto lists = [&](std::size_t t, const auto& visit) {
    visit(audio.tracks[t].effects);
    for (const AudioClip& c : audio.tracks[t].clips) visit(c.effects);
  };
  const std::size_t n = audio.tracks.size();
  std::vector<std::vector<std::size_t>> feeds(n);  // the tracks that each one feeds, once for every input
  std::vector<std::size_t> waits(n), below(n), ready;
  for (std::size_t t = 0; t < n; ++t) {
    lists(t, [&](const std::vector<AudioEffect>& list) {
      for (const AudioEffect& e : list)
        for (const int side : e.side) feeds[static_cast<std::size_t>(side)].push_back(t), ++waits[t];
    });
    if (waits[t] == 0) ready.push_back(t);
  }
  for (std::size_t i = 0; i < ready.size(); ++i) {
    const std::size_t t = ready[i];
    std::size_t own = audio.tracks[t].effects.size(), clips = 0;
    for (const AudioClip& c : audio.tracks[t].clips) clips = std::max(clips, c.effects.size());
    below[t] += own + clips + 1;
    if (below[t] + audio.master.size() > max_sound_depth)
      return bad(name + ".tracks[" + std::to_string(t) + "]",
                 "more than " + std::to_string(max_sound_depth) + " effects in a row");
    for (const std::size_t to : feeds[t]) {
      below[to] = std::max(below[to], below[t]);
      if (--waits[to] == 0) ready.push_back(to);
    }
  }
  if (ready.size() < n) {
    const auto first = std::ranges::find_if(waits, [](std::size_t w) { return w > 0; }) - waits.begin();
    return bad(name + ".tracks[" + std::to_string(first) + "]", "the track feeds itself through the sides of effects");
  }
  if (audio.master.size() > max_sound_depth)
    return bad(name + ".master", "more than " + std::to_string(max_sound_depth) + " effects in a row");
  return {};
}

// `name`: "audio" or "inner_audio[1]"; `inners`: how many inner programs it may use.
Result<void> check_audio(const Graph& graph, const AudioProgram& audio, const std::string& name, std::size_t inners) {
  if (audio.length < 0 || audio.length > most_samples) return bad(name + ".length", "must be 0 to 2^48 samples");
  if (auto ok = check_effects(audio.master, audio.tracks.size(), name + ".master"); !ok) return ok;
  for (std::size_t t = 0; t < audio.tracks.size(); ++t) {
    const std::string place = name + ".tracks[" + std::to_string(t) + "]";
    if (auto ok = check_effects(audio.tracks[t].effects, audio.tracks.size(), place); !ok) return ok;
    for (std::size_t c = 0; c < audio.tracks[t].clips.size(); ++c) {
      const AudioClip& clip = audio.tracks[t].clips[c];
      const std::string at = place + ".clips[" + std::to_string(c) + "]";
      if (clip.media < -1 || clip.media >= static_cast<int>(graph.media.size()))
        return bad(at + ".media", "there is no such media");
      if (clip.inner < -1 || clip.inner >= static_cast<int>(inners))
        return bad(at + ".inner", "there is no such program before this one");
      for (const std::int64_t n : {clip.start, clip.length, clip.lead, clip.trail, clip.fade_in, clip.fade_out})
        if (n < 0 || n > most_samples) return bad(at, "lengths must be 0 or more and below 2^48");
      if (auto ok = check_time(clip.time, at); !ok) return ok;
      if (auto ok = check_effects(clip.effects, audio.tracks.size(), at); !ok) return ok;
    }
  }
  return check_sound_depth(audio, name);
}

// An inner program is built anew for every clip that shows it: how many signals that makes in all is held in bounds, and
// so is how deep they lie in one another.
Result<void> check_inner_size(const Graph& graph) {
  constexpr std::uint64_t most_signals = 1'000'000, deepest = 32;
  std::vector<std::uint64_t> size(graph.inner_audio.size()), depth(graph.inner_audio.size());
  const auto measure = [&](const AudioProgram& audio, std::uint64_t& below) {
    std::uint64_t sum = 1;
    for (const AudioTrack& track : audio.tracks)
      for (const AudioClip& clip : track.clips) {
        if (clip.inner >= 0) {
          sum += size[static_cast<std::size_t>(clip.inner)];
          below = std::max(below, depth[static_cast<std::size_t>(clip.inner)] + 1);
        }
        if (++sum > most_signals) return most_signals + 1;
      }
    return sum;
  };
  for (std::size_t i = 0; i <= graph.inner_audio.size(); ++i) {
    const bool last = i == graph.inner_audio.size();
    std::uint64_t below = 0;
    const std::uint64_t sum = measure(last ? graph.audio : graph.inner_audio[i], below);
    if (sum > most_signals || below > deepest)
      return bad(last ? "audio" : "inner_audio[" + std::to_string(i) + "]",
                 "shows too many timelines in one another: at most 1000000 clips in all, 32 deep");
    if (!last) size[i] = sum, depth[i] = below;
  }
  return {};
}

Result<void> check_audio(const Graph& graph) {
  for (std::size_t i = 0; i < graph.inner_audio.size(); ++i)
    if (auto ok = check_audio(graph, graph.inner_audio[i], "inner_audio[" + std::to_string(i) + "]", i); !ok) return ok;
  if (auto ok = check_audio(graph, graph.audio, "audio", graph.inner_audio.size()); !ok) return ok;
  return check_inner_size(graph);
}

Time shifted(Time start, std::int64_t ticks) {
  Time sum;
  if (__builtin_add_overflow(start.ticks, ticks, &sum.ticks)) sum.ticks = ticks > 0 ? INT64_MAX : -INT64_MAX;
  return sum;
}

}  // namespace

Time source_time(const TimeMap& map, std::int64_t frame, Rate rate) {
  if (!map.keys.empty()) return retimed(map.keys, frame_start(frame, rate), frame_start(frame + 1, rate));
  const Speed& s = map.speed;
  if (s.num == 0) return map.start;
  // Rounded towards later: a tick too late shows the same frame, a tick too early the one before.
  if (s.num > 0) return shifted(map.start, muldiv_ceil(frame_start(frame, rate).ticks, s.num, s.den));
  return shifted(map.start, -muldiv_floor(frame_start(frame + 1, rate).ticks, -s.num, s.den));
}

bool frozen(const TimeMap& map) { return map.keys.empty() ? map.speed.num == 0 : map.keys.size() == 1; }

const Edge& part_at(const Node& sequence, std::int64_t frame, Rate rate, std::int64_t* inner) {
  const Time time = source_time(sequence.time, frame, rate);
  *inner = std::clamp<std::int64_t>(frame_at(time, rate), 0, sequence.parts.back() - 1);
  const auto next = std::ranges::upper_bound(sequence.parts, *inner);
  return sequence.inputs[static_cast<std::size_t>(next - sequence.parts.begin()) - 1];
}

std::string_view to_string(NodeKind kind) {
  static constexpr std::string_view names[] = {"source",     "gap",   "fit",      "generator", "effect",
                                               "transition", "blend", "sequence", "error"};
  return names[static_cast<int>(kind)];
}

const Segment* Graph::segment_at(std::int64_t frame) const {
  const auto next = std::ranges::upper_bound(segments, frame, {}, &Segment::first);
  if (next == segments.begin()) return nullptr;
  const Segment& s = *std::prev(next);
  return frame < s.last ? &s : nullptr;
}

Result<void> validate(const Graph& graph) {
  const Canvas& canvas = graph.canvas;
  if (canvas.width < 1 || canvas.width > 16384 || canvas.height < 1 || canvas.height > 16384)
    return bad("canvas", "width and height must be 1 to 16384");
  if (canvas.bits != 8 && canvas.bits != 10 && canvas.bits != 12 && canvas.bits != 16)
    return bad("canvas.bits", "must be 8, 10, 12 or 16");
  if (canvas.rate.num <= 0 || canvas.rate.den <= 0 || canvas.rate.num > 1'000'000'000 ||
      canvas.rate.den > 1'000'000'000 || canvas.rate.num / canvas.rate.den > 1000)
    return bad("canvas.rate", "must be above 0 and at most 1000 frames per second");
  if (canvas.sample_rate < 8000 || canvas.sample_rate > 192000)
    return bad("canvas.sample_rate", "must be 8000 to 192000");
  if (canvas.channels < 1 || canvas.channels > 8) return bad("canvas.channels", "must be 1 to 8");
  if (graph.length < 0 || graph.length > most_frames) return bad("length", "must be 0 to 2^40 frames");

  std::vector<int> depth(graph.nodes.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& n = graph.nodes[i];
    const std::string place = "nodes[" + std::to_string(i) + "]";
    for (const Edge& e : n.inputs) {
      if (e.node < 0 || e.node >= static_cast<int>(i))
        return bad(place + ".inputs", "node " + std::to_string(e.node) + " does not come before this one");
      if (beyond(e.offset, most_frames)) return bad(place + ".inputs", "the offset is beyond 2^40 frames");
      depth[i] = std::max(depth[i], depth[e.node] + 1);
    }
    if (depth[i] > max_depth) return bad(place, "more than " + std::to_string(max_depth) + " nodes in a row");
    if (n.kind == NodeKind::source && (n.media < 0 || n.media >= static_cast<int>(graph.media.size())))
      return bad(place + ".media", "there is no such media");
    if (auto ok = check_time(n.time, place); !ok) return ok;
    if (auto ok = check_params(n.params, place); !ok) return ok;
    if (n.length < 0 || n.length > most_frames) return bad(place + ".length", "must be 0 to 2^40 frames");
    const std::size_t inputs = n.inputs.size();
    const bool fits = n.kind == NodeKind::source || n.kind == NodeKind::gap || n.kind == NodeKind::generator
                          ? inputs == 0
                      : n.kind == NodeKind::sequence                                ? inputs >= 1
                      : n.kind == NodeKind::fit                                     ? inputs == 1
                      : n.kind == NodeKind::transition || n.kind == NodeKind::blend ? inputs == 2
                      : n.kind == NodeKind::effect                                  ? inputs >= 1 && inputs <= 16
                                                                                    : inputs <= 16;
    if (n.kind == NodeKind::sequence) {
      bool rising = n.parts.size() == inputs + 1 && n.parts.front() == 0 && n.parts.back() <= most_frames;
      for (std::size_t k = 0; rising && k < inputs; ++k) rising = n.parts[k] < n.parts[k + 1];
      if (!rising) return bad(place + ".parts", "must rise from 0, one number for each input and one for the end");
    } else if (!n.parts.empty()) {
      return bad(place + ".parts", "only a sequence has parts");
    }
    if (!fits)
      return bad(place + ".inputs", "wrong number of inputs for a node of kind " + std::string(to_string(n.kind)));
  }
  std::int64_t end = 0;
  for (std::size_t i = 0; i < graph.segments.size(); ++i) {
    const Segment& s = graph.segments[i];
    const std::string place = "segments[" + std::to_string(i) + "]";
    if (s.first != end || s.last <= s.first)
      return bad(place, "must begin where the one before ends, and be longer than nothing");
    if (s.root.node < 0 || s.root.node >= static_cast<int>(graph.nodes.size()))
      return bad(place + ".root", "there is no such node");
    if (beyond(s.root.offset, most_frames)) return bad(place + ".root", "the offset is beyond 2^40 frames");
    end = s.last;
  }
  if (end != graph.length) return bad("segments", "must cover all " + std::to_string(graph.length) + " frames");
  return check_audio(graph);
}

}  // namespace rushes
