#include "core/graph/graph.hpp"

#include <algorithm>
#include <cstdlib>

namespace rushes {

namespace {

constexpr int max_depth = 2000;  // the evaluator walks the graph recursively

Error bad(const std::string& place, const std::string& what) { return {Errc::invalid, place + ": " + what}; }

std::int64_t muldiv_ceil(std::int64_t value, std::int64_t num, std::int64_t den) { return -muldiv_floor(-value, num, den); }

Result<void> check_effects(const std::vector<AudioEffect>& effects, std::size_t tracks, const std::string& place) {
  for (std::size_t i = 0; i < effects.size(); ++i)
    for (const int track : effects[i].side)
      if (track < 0 || static_cast<std::size_t>(track) >= tracks)
        return bad(place + ".effects[" + std::to_string(i) + "].side", "there is no track " + std::to_string(track));
  return {};
}

Result<void> check_audio(const Graph& graph) {
  const AudioProgram& audio = graph.audio;
  if (audio.length < 0) return bad("audio.length", "must not be negative");
  if (auto ok = check_effects(audio.master, audio.tracks.size(), "audio.master"); !ok) return ok;
  for (std::size_t t = 0; t < audio.tracks.size(); ++t) {
    const std::string place = "audio.tracks[" + std::to_string(t) + "]";
    if (auto ok = check_effects(audio.tracks[t].effects, audio.tracks.size(), place); !ok) return ok;
    for (std::size_t c = 0; c < audio.tracks[t].clips.size(); ++c) {
      const AudioClip& clip = audio.tracks[t].clips[c];
      const std::string at = place + ".clips[" + std::to_string(c) + "]";
      if (clip.media < -1 || clip.media >= static_cast<int>(graph.media.size())) return bad(at + ".media", "there is no such media");
      for (const std::int64_t n : {clip.start, clip.length, clip.lead, clip.trail, clip.fade_in, clip.fade_out})
        if (n < 0 || n > (std::int64_t{1} << 48)) return bad(at, "lengths must be 0 or more and below 2^48");
      if (clip.time.speed.den <= 0) return bad(at + ".time.speed", "the denominator must be above 0");
      if (auto ok = check_effects(clip.effects, audio.tracks.size(), at); !ok) return ok;
    }
  }
  return {};
}

}  // namespace

Time source_time(const TimeMap& map, std::int64_t frame, Rate rate) {
  const Speed& s = map.speed;
  if (s.num == 0) return map.start;
  // Rounded towards later: a tick too late shows the same frame, a tick too early the one before.
  if (s.num > 0) return map.start + Time{muldiv_ceil(frame_start(frame, rate).ticks, s.num, s.den)};
  return map.start - Time{muldiv_floor(frame_start(frame + 1, rate).ticks, -s.num, s.den)};
}

std::string_view to_string(NodeKind kind) {
  static constexpr std::string_view names[] = {"source", "gap", "fit", "generator", "effect", "transition", "blend", "error"};
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
  if (canvas.width < 1 || canvas.width > 16384 || canvas.height < 1 || canvas.height > 16384) return bad("canvas", "width and height must be 1 to 16384");
  if (canvas.bits != 8 && canvas.bits != 10 && canvas.bits != 12 && canvas.bits != 16) return bad("canvas.bits", "must be 8, 10, 12 or 16");
  if (canvas.rate.num <= 0 || canvas.rate.den <= 0 || canvas.rate.num > 1'000'000'000 || canvas.rate.den > 1'000'000'000 ||
      canvas.rate.num / canvas.rate.den > 1000)
    return bad("canvas.rate", "must be above 0 and at most 1000 frames per second");
  if (canvas.sample_rate < 8000 || canvas.sample_rate > 192000) return bad("canvas.sample_rate", "must be 8000 to 192000");
  if (canvas.channels < 1 || canvas.channels > 8) return bad("canvas.channels", "must be 1 to 8");
  if (graph.length < 0 || graph.length > (std::int64_t{1} << 40)) return bad("length", "must be 0 to 2^40 frames");

  std::vector<int> depth(graph.nodes.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& n = graph.nodes[i];
    const std::string place = "nodes[" + std::to_string(i) + "]";
    for (const Edge& e : n.inputs) {
      if (e.node < 0 || e.node >= static_cast<int>(i)) return bad(place + ".inputs", "node " + std::to_string(e.node) + " does not come before this one");
      if (std::abs(e.offset) > (std::int64_t{1} << 40)) return bad(place + ".inputs", "the offset is beyond 2^40 frames");
      depth[i] = std::max(depth[i], depth[e.node] + 1);
    }
    if (depth[i] > max_depth) return bad(place, "more than " + std::to_string(max_depth) + " nodes in a row");
    if (n.kind == NodeKind::source && (n.media < 0 || n.media >= static_cast<int>(graph.media.size()))) return bad(place + ".media", "there is no such media");
    if (n.time.speed.den <= 0 || n.time.speed.den > 1'000'000'000 || std::abs(n.time.speed.num) > 1'000'000'000) return bad(place + ".time.speed", "must be num/den with den above 0, both at most 10^9");
    if (std::abs(n.time.start.ticks) > (std::int64_t{1} << 60)) return bad(place + ".time.start", "is beyond 2^60 ticks");
    if (n.length < 0) return bad(place + ".length", "must not be negative");
    const std::size_t inputs = n.inputs.size();
    const bool fits = n.kind == NodeKind::source || n.kind == NodeKind::gap || n.kind == NodeKind::generator ? inputs == 0
                      : n.kind == NodeKind::fit                                                              ? inputs == 1
                      : n.kind == NodeKind::transition || n.kind == NodeKind::blend                          ? inputs == 2
                      : n.kind == NodeKind::effect                                                           ? inputs >= 1 && inputs <= 16
                                                                                                             : inputs <= 16;
    if (!fits) return bad(place + ".inputs", "wrong number of inputs for a node of kind " + std::string(to_string(n.kind)));
  }
  std::int64_t end = 0;
  for (std::size_t i = 0; i < graph.segments.size(); ++i) {
    const Segment& s = graph.segments[i];
    const std::string place = "segments[" + std::to_string(i) + "]";
    if (s.first != end || s.last <= s.first) return bad(place, "must begin where the one before ends, and be longer than nothing");
    if (s.root.node < 0 || s.root.node >= static_cast<int>(graph.nodes.size())) return bad(place + ".root", "there is no such node");
    if (std::abs(s.root.offset) > (std::int64_t{1} << 40)) return bad(place + ".root", "the offset is beyond 2^40 frames");
    end = s.last;
  }
  if (end != graph.length) return bad("segments", "must cover all " + std::to_string(graph.length) + " frames");
  return check_audio(graph);
}

}  // namespace rushes
