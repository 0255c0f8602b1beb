// Video tracks -> nodes and segments. The edges of all clips and transitions cut the timeline into segments in which
// the same nodes show; the way from a frame to its segment is then a binary search, however long the timeline is.
#include "core/graph/compiler.hpp"

#include <algorithm>

namespace rushes {

std::vector<const Track*> active_tracks(const Timeline& timeline, TrackKind kind) {
  const bool solo =
      std::ranges::any_of(timeline.tracks, [&](const Track& t) { return t.kind == kind && t.solo && t.enabled; });
  std::vector<const Track*> out;
  for (const Track& t : timeline.tracks)
    if (t.kind == kind && t.enabled && !t.mute && (!solo || t.solo)) out.push_back(&t);
  return out;
}

namespace {

constexpr const char* blend_plugin = "org.rushes.blend";
constexpr const char* transform_plugin = "org.rushes.transform";

void add(Hasher& h, const Value& v) {
  h.add(v.n);
  for (const double d : v.v) h.add(d);
  h.add(v.text);
}

Key identity(const Node& n) {
  Hasher h;
  h.add(n.kind).add(n.label).add(n.media).add(n.time.start.ticks).add(n.time.speed.num).add(n.time.speed.den);
  h.add(n.time.keys.size());
  for (const TimeKey& k : n.time.keys) {
    h.add(k.at.ticks).add(k.source.ticks).add(k.to_next);
    for (const double d : k.bezier) h.add(d);
  }
  h.add(n.parts.size());
  for (const std::int64_t p : n.parts) h.add(p);
  h.add(n.clear).add(n.plugin).add(n.length).add(n.message).add(n.params.size());
  for (const auto& [id, p] : n.params) {
    h.add(id);
    add(h, p.value);
    h.add(p.keys.size());
    for (const Keyframe& k : p.keys) {
      h.add(k.at.ticks).add(k.to_next);
      for (const double d : k.bezier) h.add(d);
      add(h, k.value);
    }
  }
  for (const Edge& e : n.inputs) h.add(e.node).add(e.offset);
  return h.key();
}

// Frames [first, last) of a track show frame n + root.offset of root.node.
struct Span {
  std::int64_t first, last;
  Edge root;
};

class VideoCompiler {
 public:
  explicit VideoCompiler(Compiler& c) : c_(c), rate_(c.graph.canvas.rate) {}

  void run() { c_.graph.segments = segments_of(c_.project.timeline, c_.graph.length, false); }

 private:
  // `inner`: a timeline within another one, which shows through where nothing lies on its tracks.
  std::vector<Segment> segments_of(const Timeline& timeline, std::int64_t length, bool inner) {
    std::vector<Segment> out;
    std::vector<const Track*> tracks = active_tracks(timeline, TrackKind::video);
    std::vector<std::vector<Span>> spans;
    std::vector<std::int64_t> edges{0, length};
    for (std::size_t i = 0; i < tracks.size(); ++i) {
      spans.push_back(spans_of(*tracks[i], inner || i > 0, length));
      for (const Span& s : spans.back()) {
        edges.push_back(s.first);
        edges.push_back(s.last);
      }
    }
    std::ranges::sort(edges);
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());

    std::vector<std::size_t> next(spans.size());
    for (std::size_t e = 0; e + 1 < edges.size(); ++e) {
      if (edges[e] < 0 || edges[e] >= length) continue;
      std::vector<Layer> layers;
      for (std::size_t t = 0; t < spans.size(); ++t) {
        while (next[t] < spans[t].size() && spans[t][next[t]].last <= edges[e]) ++next[t];
        if (next[t] < spans[t].size() && spans[t][next[t]].first <= edges[e])
          layers.push_back({spans[t][next[t]].root, tracks[t]});
      }
      append(out, {edges[e], edges[e + 1], compose(layers, inner)});
    }
    return out;
  }

  struct Layer {
    Edge root;
    const Track* track;
  };

  // Equal nodes are one node.
  int add_node(Node n) {
    const auto [it, fresh] = known_.emplace(identity(n), static_cast<int>(c_.graph.nodes.size()));
    if (fresh) c_.graph.nodes.push_back(std::move(n));
    return it->second;
  }

  int gap(bool clear) { return add_node({.kind = NodeKind::gap, .clear = clear}); }

  void append(std::vector<Segment>& list, Segment s) {
    const bool same = !list.empty() && list.back().root == s.root &&
                      c_.graph.nodes[static_cast<std::size_t>(s.root.node)].kind == NodeKind::gap;
    if (same)
      list.back().last = s.last;
    else
      list.push_back(s);
  }

  // Bottom to top over black, or over nothing. A layer that hides what lies below is found by the evaluator, which knows what is opaque.
  Edge compose(const std::vector<Layer>& layers, bool inner) {
    Edge below{gap(inner), 0};
    for (const Layer& layer : layers) {
      // The blend counts as its upper layer does, so that layers that move together keep their nodes.
      const std::int64_t shift = layer.root.offset;
      Node n{.kind = NodeKind::blend, .label = c_.label(*layer.track), .plugin = blend_plugin};
      if (!layer.track->blend.empty()) n.params["mode"].value = {{}, 0, layer.track->blend};
      const bool black = c_.graph.nodes[static_cast<std::size_t>(below.node)].kind == NodeKind::gap;
      n.inputs = {{below.node, black ? 0 : below.offset - shift}, {layer.root.node, 0}};
      below = {add_node(std::move(n)), shift};
    }
    return below;
  }

  // The frames at which a clip or a transition shows.
  std::int64_t frame(Time t) const { return frames_in(t, rate_); }

  std::vector<Span> spans_of(const Track& track, bool over_others, std::int64_t length) {
    const std::vector<Placed> placed = layout(track);
    std::vector<Edge> roots(placed.size());  // of clips; node -1 = nothing there
    for (std::size_t i = 0; i < placed.size(); ++i)
      if (const Clip* clip = std::get_if<Clip>(&track.items[placed[i].index]))
        roots[i] = root_of(*clip, placed[i].range, over_others);

    std::vector<Span> cuts;  // transitions, over the clips
    for (std::size_t i = 0; i < placed.size(); ++i) {
      const Transition* t = std::get_if<Transition>(&track.items[placed[i].index]);
      if (!t) continue;
      Span s{frame(placed[i].range.start), frame(placed[i].range.end), {}};
      if (!cuts.empty()) s.first = std::max(s.first, cuts.back().last);
      if (s.first >= s.last) continue;
      const Edge before = i > 0 ? roots[i - 1] : Edge{}, after = i + 1 < placed.size() ? roots[i + 1] : Edge{};
      s.root = transition_of(*t, s, before, after);
      if (s.root.node >= 0) cuts.push_back(s);
    }

    std::vector<Span> out;
    std::size_t k = 0;
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (roots[i].node < 0) continue;
      std::int64_t at = frame(placed[i].range.start);
      const std::int64_t end = frame(placed[i].range.end);
      while (at < end) {
        while (k < cuts.size() && cuts[k].last <= at) out.push_back(cuts[k++]);
        const std::int64_t stop = k < cuts.size() ? std::min(end, cuts[k].first) : end;
        if (at < stop) out.push_back({at, stop, roots[i]});
        at = std::max(stop, k < cuts.size() && cuts[k].first <= stop ? cuts[k].last : stop);
      }
    }
    while (k < cuts.size()) out.push_back(cuts[k++]);
    std::ranges::sort(out, {}, &Span::first);
    for (Span& s : out) s.root = with_track_effects(track, s.root, length);
    return out;
  }

  Edge transition_of(const Transition& t, const Span& span, Edge before, Edge after) {
    if (before.node < 0 && after.node < 0) return {};
    const auto side = [&](Edge root) {
      return root.node < 0 ? Edge{gap(true), 0} : Edge{root.node, span.first + root.offset};
    };
    const std::string label = "transition " + t.id;
    Node n = plugin_node(NodeKind::transition, t.plugin, t.params, label, {side(before), side(after)},
                         span.last - span.first);
    return {add_node(std::move(n)), -span.first};
  }

  // A node that runs a plugin, or the error node in its place.
  Node plugin_node(NodeKind kind, const std::string& plugin, const Params& params, const std::string& label,
                   std::vector<Edge> inputs, std::int64_t length) {
    Node n{.kind = kind,
           .label = label,
           .plugin = plugin,
           .params = params,
           .inputs = std::move(inputs),
           .length = length};
    std::string why;
    const rushes_plugin_info* info = c_.plugin(plugin, &why);
    if (info) {
      c_.note_resources(*info, params);
      const bool generator = info->n_inputs == 0;
      if (info->kind != RUSHES_KIND_EFFECT)
        why = plugin + " is not an effect on pictures";
      else if (kind == NodeKind::transition && info->n_inputs != 2)
        why = plugin + " is not a transition: it takes " + std::to_string(info->n_inputs) + " pictures, not 2";
      else if (kind == NodeKind::generator && !generator)
        why = plugin + " is not a generator: it needs a picture";
      else if (kind == NodeKind::effect && generator)
        why = plugin + " is a generator and cannot be applied to a picture";
      else if (kind == NodeKind::effect && info->n_inputs > 1)
        why = plugin + " needs " + std::to_string(info->n_inputs) + " pictures; a clip has one";
    }
    if (!why.empty()) {
      n.kind = NodeKind::error;
      n.message = why;
    }
    return n;
  }

  Edge root_of(const Clip& clip, TimeRange range, bool over_others) {
    const std::int64_t first = frame(range.start), last = frame(range.end);
    if (!clip.enabled || first >= last) return {};
    std::vector<const Effect*> effects;
    for (const Effect& e : clip.effects) {
      if (!e.enabled || is_sound(e.plugin)) continue;
      if (e.plugin == transform_plugin && invisible(e)) return {};
      effects.push_back(&e);
    }
    const std::string label = c_.label(clip);
    const std::int64_t length = last - first;
    int node;
    if (clip.source.kind == SourceKind::timeline) {
      node = sequence_of(clip, label, frame_start(first, rate_) - range.start);
      if (node < 0) return {};
    } else if (clip.source.kind == SourceKind::generator) {
      node = add_node(plugin_node(NodeKind::generator, clip.source.id, clip.source.params, label, {}, length));
    } else {
      const Compiler::Picture picture = c_.picture_of(clip.source);
      Node n{.kind = NodeKind::source, .label = label, .media = picture.media};
      n.time = time_map(clip, frame_start(first, rate_) - range.start);
      if (picture.media < 0) {
        n.kind = NodeKind::error;
        n.message = picture.why;
      }
      node = add_node(std::move(n));
      // A transform places the picture itself, and loses nothing when it gets it in its own size.
      const bool placed = picture.media >= 0 && !effects.empty() && effects.front()->plugin == transform_plugin;
      if (!placed)
        node = add_node({.kind = NodeKind::fit, .label = label, .clear = over_others, .inputs = {{node, 0}}});
    }
    for (const Effect* e : effects)
      node = add_node(plugin_node(NodeKind::effect, e->plugin, e->params, label, {{node, 0}}, length));
    return {node, -first};
  }

  // -1: the inner timeline has no length.
  int sequence_of(const Clip& clip, const std::string& label, Time phase) {
    const auto [known, fresh] = timelines_.try_emplace(clip.source.id);
    std::vector<Segment>& parts = known->second;
    if (fresh) {
      const NestedTimeline* nested = c_.project.find_timeline(clip.source.id);
      const std::int64_t length = nested ? frames_in(duration(nested->timeline), rate_) : 0;
      if (length > 0) parts = segments_of(nested->timeline, length, true);
    }
    if (parts.empty()) return -1;
    Node n{.kind = NodeKind::sequence, .label = label};
    n.time = time_map(clip, phase);
    for (const Segment& s : parts) {
      n.inputs.push_back(s.root);
      n.parts.push_back(s.first);
    }
    n.parts.push_back(parts.back().last);
    return add_node(std::move(n));
  }

  Edge with_track_effects(const Track& track, Edge root, std::int64_t length) {
    for (const Effect& e : track.effects) {
      if (!e.enabled || is_sound(e.plugin)) continue;
      root = {add_node(plugin_node(NodeKind::effect, e.plugin, e.params, c_.label(track), {root}, length)), 0};
    }
    return root;
  }

  // `phase`: from the clip's start to its first frame, where it does not begin on one.
  static TimeMap time_map(const Clip& clip, Time phase) {
    if (!clip.retime.empty()) {
      TimeMap map{.start = {}, .speed = {}, .keys = clip.retime};
      for (TimeKey& k : map.keys) k.at -= phase;
      return map;
    }
    const Speed& s = clip.speed;
    if (s.num >= 0 || s.den <= 0)
      return {clip.source_range.start + Time{muldiv_round(phase.ticks, s.num, std::max<std::int64_t>(s.den, 1))}, s};
    Time end = clip.source_range.end;
    if (end <= clip.source_range.start)
      end = clip.source_range.start + Time{muldiv_round(clip.duration.ticks, -s.num, s.den)};
    return {end - Time{muldiv_round(phase.ticks, -s.num, s.den)}, s};
  }

  bool is_sound(const std::string& plugin) {
    std::string why;
    const rushes_plugin_info* info = c_.plugin(plugin, &why);
    return info && info->kind == RUSHES_KIND_AUDIO_EFFECT;
  }

  static bool invisible(const Effect& e) {
    const auto opacity = e.params.find("opacity");
    return opacity != e.params.end() && opacity->second.keys.empty() && opacity->second.value.n == 1 &&
           opacity->second.value.v[0] <= 0;
  }

  Compiler& c_;
  Rate rate_;
  std::unordered_map<Key, int> known_;
  std::map<std::string, std::vector<Segment>> timelines_;  // those within, by id
};

}  // namespace

void compile_video(Compiler& compiler) { VideoCompiler(compiler).run(); }

}  // namespace rushes
