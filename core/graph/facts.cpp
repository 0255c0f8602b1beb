// What is true of a node for all its frames: formats by negotiation, sizes, and which nodes can be left out.
#include "core/graph/check_params.hpp"
#include "core/graph/expand.hpp"

#include <algorithm>
#include <cstring>
#include <thread>

namespace rushes {

namespace {

constexpr int semantics = 1;  // raised when the evaluator makes other pixels of the same graph

// The layout of a source's pixels with the colours of the canvas: what goes into a plugin when no fit stands before it.
VideoFormat with_colours_of(VideoFormat f, const VideoFormat& canvas) {
  f.primaries = canvas.primaries;
  f.transfer = canvas.transfer;
  if (f.family != RUSHES_FAMILY_YUV) return f;
  f.matrix = canvas.matrix;
  f.full_range = canvas.full_range;
  f.chroma_loc = f.sub_w || f.sub_h ? canvas.chroma_loc : 0;
  return f;
}

}  // namespace

Expander::Expander(const Graph& graph, const EvaluatorOptions& options, MediaPool& media)
    : graph_(graph),
      options_(options),
      media_(media),
      canvas_{0, 0, graph.canvas.width, graph.canvas.height},
      canvas_format_(rushes::canvas_format(graph.canvas)),
      facts_(graph.nodes.size()),
      once_(graph.nodes.size()),
      takers_(graph.nodes.size()) {
  for (const Node& n : graph.nodes)
    for (const Edge& e : n.inputs) ++takers_[static_cast<std::size_t>(e.node)];
  for (const Segment& s : graph.segments) ++takers_[static_cast<std::size_t>(s.root.node)];
}

Expander::~Expander() = default;

const NodeFacts& Expander::facts(int node) {
  const auto i = static_cast<std::size_t>(node);
  std::call_once(once_[i], [&] {
    auto f = std::make_unique<NodeFacts>();
    f->node = &graph_.nodes[i];
    f->index = node;
    f->takers = takers_[i];
    find_facts(*f);
    if (f->forward >= 0) {
      const Edge& e = f->node->inputs[static_cast<std::size_t>(f->forward)];
      const NodeFacts& in = facts(e.node);
      f->shows = in.forward >= 0 ? Edge{in.shows.node, e.offset + in.shows.offset} : e;
    }
    facts_[i] = std::move(f);
  });
  return *facts_[i];
}

void Expander::find_facts(NodeFacts& f) {
  const Node& n = *f.node;
  f.full = canvas_;
  f.format = n.clear ? rushes::canvas_format(graph_.canvas, true) : canvas_format_;
  switch (n.kind) {
    case NodeKind::source:
      return find_source(f);
    case NodeKind::gap:
      f.still = true;
      return;
    case NodeKind::fit:
      return find_fit(f);
    case NodeKind::error:
      f.error = Error{Errc::not_found, n.message.empty() ? "it cannot be made" : n.message};
      f.format = canvas_format_;
      return;
    case NodeKind::blend: {
      // What lies under an opaque picture does not show, and nothing need be blended.
      const auto mode = n.params.find("mode");
      const bool normal = n.params.empty() || (n.params.size() == 1 && mode != n.params.end() &&
                                               mode->second.keys.empty() && mode->second.value.text == "normal");
      const NodeFacts& over = facts(n.inputs[1].node);
      if (normal && !over.format.alpha && same(over.full, canvas_)) {
        f.forward = 1;
        f.format = over.format;
        f.still = over.still;
        return;
      }
      f.over_sequence = normal && over.node->kind == NodeKind::sequence && !over.error;
      return find_plugin(f);
    }
    case NodeKind::sequence: {
      bool clear = false;
      for (const Edge& e : n.inputs) {
        const NodeFacts& in = facts(e.node);
        clear = clear || in.format.alpha;
        f.still = n.inputs.size() == 1 && in.still;
        if (!same(in.full, canvas_) && !f.error)
          f.error = Error{Errc::invalid, "a picture of the inner timeline has not the size of the canvas"};
      }
      f.format = rushes::canvas_format(graph_.canvas, clear);
      f.still = f.still || frozen(n.time);
      return;
    }
    case NodeKind::generator:
    case NodeKind::effect:
    case NodeKind::transition:
      return find_plugin(f);
  }
}

void Expander::find_source(NodeFacts& f) {
  auto source = media_.source(f.node->media);
  if (!source) {
    f.error = source.error();
    return;
  }
  const MediaInfo& info = (*source)->info();
  if (info.video.empty() || info.video.front().frames <= 0) {
    f.error = Error{Errc::invalid, graph_.media[static_cast<std::size_t>(f.node->media)].uri + " holds no picture"};
    return;
  }
  f.video = info.video.front();
  const bool turned = f.video.rotation % 180 != 0;
  if (turned && f.video.pixel_aspect.num > 0 && f.video.pixel_aspect.den > 0)
    std::swap(f.video.pixel_aspect.num, f.video.pixel_aspect.den);
  f.full = turned ? Rect{0, 0, f.video.height, f.video.width} : Rect{0, 0, f.video.width, f.video.height};
  // The graph knows square pixels only; others are made square when the frame is read.
  if (f.video.pixel_aspect.num > 0 && f.video.pixel_aspect.den > 0 &&
      f.video.pixel_aspect.num != f.video.pixel_aspect.den)
    f.full.x2 = static_cast<int>(std::clamp<std::int64_t>(
        muldiv_round(f.full.x2, f.video.pixel_aspect.num, f.video.pixel_aspect.den), 1, 32768));
  f.format = f.video.format;
  f.content = (*source)->content_key();
  f.still = info.kind == MediaKind::still || f.video.frames == 1 || frozen(f.node->time);
  // Frames of one clip go in their order; clips of one file at once, each at a decoder of its own.
  f.lane = std::make_shared<Lane>();
  if (!valid(f.format) || empty(f.full))
    f.error = Error{Errc::invalid,
                    graph_.media[static_cast<std::size_t>(f.node->media)].uri + ": pixels of an unknown format"};
}

void Expander::find_fit(NodeFacts& f) {
  const NodeFacts& in = facts(f.node->inputs[0].node);
  f.still = in.still;
  f.format = canvas_format_;
  if (in.error) {
    f.forward = 0;
    return;
  }
  // Shapes compared without dividing; a column or row of rounding is no bar.
  const std::int64_t w = std::int64_t{width(in.full)} * canvas_.y2, h = std::int64_t{height(in.full)} * canvas_.x2;
  const bool bars = std::max(w, h) - std::min(w, h) > std::max(w, h) / std::max(canvas_.x2, canvas_.y2);
  if (in.format.alpha || (f.node->clear && bars)) f.format = rushes::canvas_format(graph_.canvas, true);
  f.passes = same(in.full, canvas_) && same_pixels(in.format, f.format);
}

Result<std::shared_ptr<PluginSlot>> Expander::slot(const std::string& id) {
  const std::lock_guard lock(slots_mutex_);
  auto it = slots_.find(id);
  if (it == slots_.end()) {
    if (options_.plugins)
      it = slots_.emplace(id, PluginSlot::load(*options_.plugins, id)).first;
    else
      it = slots_.emplace(id, Error{Errc::not_found, "there is no plugin " + id}).first;
    if (it->second) {
      PluginSlot& s = **it->second;
      if (!s.has(RUSHES_TRAIT_CONCURRENT)) {
        auto lane = lanes_[id] = std::make_shared<Lane>();
        if (s.has(RUSHES_TRAIT_INSTANCES))
          lane->capacity = options_.threads > 0 ? options_.threads
                                                : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
      }
    }
  }
  return it->second;
}

void Expander::find_plugin(NodeFacts& f) {
  const Node& n = *f.node;
  auto found = slot(n.plugin);
  if (!found) {
    f.error = found.error();
    return;
  }
  f.slot = std::move(*found);
  const rushes_plugin_info& info = f.slot->info();
  if (info.kind != RUSHES_KIND_EFFECT) {
    f.error = Error{Errc::invalid, n.plugin + " is not an effect on pictures"};
    return;
  }
  if (info.n_inputs != n.inputs.size()) {
    f.error = Error{Errc::invalid, n.plugin + " takes " + std::to_string(info.n_inputs) + " pictures, not " +
                                       std::to_string(n.inputs.size())};
    return;
  }
  if (std::string why = wrong_param(info, n.params); !why.empty()) {
    f.error = Error{Errc::invalid, std::move(why)};
    return;
  }
  {
    const std::lock_guard lock(slots_mutex_);
    const auto lane = lanes_.find(n.plugin);
    if (lane != lanes_.end()) f.lane = lane->second;
  }
  f.stateful = !f.slot->has(RUSHES_TRAIT_STATELESS);
  if (f.stateful) f.lane = std::make_shared<Lane>();  // frames in their order, so that history goes on
  for (const char* const* id = info.requires_; id && *id; ++id)
    f.sampler = f.sampler || std::strcmp(*id, RUSHES_HOST_SAMPLER) == 0;

  // Formats: a transition's pictures meet in one format, the others come as they are.
  std::vector<VideoFormat> have;
  bool stills = true;
  for (const Edge& e : n.inputs) {
    const NodeFacts& in = facts(e.node);
    have.push_back(in.node->kind == NodeKind::source && !in.error ? with_colours_of(in.format, canvas_format_)
                                                                  : in.format);
    f.in_full.push_back(in.full);
    stills = stills && in.still;
  }
  if (n.kind == NodeKind::transition) have[0] = have[1] = wider(have[0], have[1]);
  f.moves = f.slot->has(RUSHES_TRAIT_USES_TIME | RUSHES_TRAIT_USES_SEED) || f.sampler || f.stateful;
  const bool fixed = constant(info, n.params);
  // A picture that never changes is brought to the project's samples once, where something else is done to it for every
  // frame; what is done once is done to all the colours that it has.
  const auto once = [&](const NodeFacts& in, VideoFormat& format) {
    if (!in.still || in.error || format.family != RUSHES_FAMILY_RGB || format.sample != RUSHES_SAMPLE_UINT) return;
    const std::uint8_t alpha = format.alpha ? RUSHES_ALPHA_STRAIGHT : RUSHES_ALPHA_NONE;
    format = canvas_format_;
    format.alpha = alpha;
  };
  if (n.kind == NodeKind::effect && !n.inputs.empty() && facts(n.inputs[0].node).node->kind == NodeKind::source &&
      (!fixed || f.moves))
    once(facts(n.inputs[0].node), have[0]);
  const auto accepted = [&](std::uint32_t input) {
    VideoFormat list[64];
    const std::uint32_t count = f.slot->effect().formats ? f.slot->effect().formats(f.slot->any(), input, list, 64) : 0;
    return std::vector<VideoFormat>(list, list + std::min(count, 64u));
  };
  for (std::size_t i = 0; i < have.size(); ++i)
    f.in_formats.push_back(negotiated(accepted(static_cast<std::uint32_t>(i)), have[i], canvas_format_));
  // A layer is blended in the samples of what lies below it, unless it is blended with neither's.
  if (n.kind == NodeKind::blend && f.in_formats.size() == 2 && f.in_formats[0].family == RUSHES_FAMILY_YUV) {
    VideoFormat layer = f.in_formats[0];
    layer.alpha = have[1].alpha ? RUSHES_ALPHA_STRAIGHT : RUSHES_ALPHA_NONE;
    if (f.in_formats[1].family == RUSHES_FAMILY_RGB && same(negotiated(accepted(1), layer, canvas_format_), layer))
      f.in_formats[1] = layer;
  }
  const VideoFormat base = f.in_formats.empty() ? canvas_format_ : f.in_formats[0];
  const std::vector<VideoFormat> out = accepted(RUSHES_OUTPUT);
  f.format = out.empty() ? base : filled(out.front(), base, canvas_format_);
  for (const VideoFormat& x : f.in_formats)
    if (!valid(x)) f.error = Error{Errc::invalid, n.plugin + " asks for a pixel format that cannot be"};
  if (!valid(f.format)) f.error = Error{Errc::invalid, n.plugin + " makes a pixel format that cannot be"};
  if (f.error) return;

  Hasher h;
  h.add(semantics).add("effect").add(std::string_view(info.id)).add(info.version).bytes(&f.format, sizeof f.format);
  h.add(f.full.x2).add(f.full.y2).add(options_.quality).add(info.n_inputs);
  for (std::size_t i = 0; i < f.in_formats.size(); ++i)
    h.bytes(&f.in_formats[i], sizeof(VideoFormat)).add(f.in_full[i].x2).add(f.in_full[i].y2);
  if (fixed) {
    auto params = resolve(info, n.params, {}, graph_.resources);
    if (!params) {
      f.error = params.error();
      return;
    }
    f.params = std::move(*params);
  }
  f.base = h.key();
  f.still = fixed && !f.moves && stills;
  if (fixed && !f.moves && constant_identity(f)) {
    const NodeFacts& in = facts(n.inputs[static_cast<std::size_t>(f.forward)].node);
    f.format = in.format;
    f.full = in.full;
    f.still = in.still;
    return;
  }
  constexpr std::uint64_t point =
      RUSHES_TRAIT_POINTWISE | RUSHES_TRAIT_IN_PLACE | RUSHES_TRAIT_TILES | RUSHES_TRAIT_CONCURRENT;
  f.pointwise = options_.fuse && (info.traits & point) == point && !f.stateful && !f.sampler && n.inputs.size() == 1 &&
                same(f.in_formats[0], f.format) && same(f.in_full[0], f.full);
  if (f.pointwise && f.params && !f.moves) find_chain(f);
  if (f.params && !f.moves) f.extent = told_extent(f, 0, *f.params).value_or(f.full);
}

// What never moves is put together once, for all frames.
void Expander::find_chain(NodeFacts& f) {
  PointStep step{.facts = &f, .params = f.params};
  step.map = declared_map(*f.slot, args_of(f, 0, f.full, *f.params, 0));
  Edge in = f.node->inputs[0];
  const NodeFacts* before = &facts(in.node);
  if (before->forward >= 0) {
    in = {before->shows.node, in.offset + before->shows.offset};
    before = &facts(in.node);
  }
  // A picture that others want too is made once, for all of them.
  const bool longer = before->chain && before->takers == 1 && same(before->format, f.format);
  Hasher h;
  h.add(f.base).add(f.params->key).add(std::uint32_t{1}).add(std::uint32_t{0}).add(std::int64_t{0});
  f.chain = joined(longer ? before->chain.get() : nullptr, one_step(std::move(step)));
  f.chain_input = longer ? Edge{before->chain_input.node, before->chain_input.offset + in.offset} : in;
  f.chain_key = longer ? Hasher().add(before->chain_key).add(h.key()).key() : h.key();
}

std::optional<Rect> Expander::told_extent(const NodeFacts& f, std::int64_t frame, const ResolvedParams& params) const {
  if (!options_.fuse || !f.slot || !f.slot->hints() || !f.slot->hints()->extent || f.stateful || !f.format.alpha)
    return std::nullopt;
  const rushes_effect_args args = args_of(f, frame, f.full, params, 0);
  Rect shown{};
  if (f.slot->hints()->extent(f.slot->any(), &args, &shown) != RUSHES_OK) return std::nullopt;
  // Room at the edges for filters, and whole samples of every chroma there is.
  constexpr int margin = 8;
  if (empty(shown)) return Rect{};
  shown = {(shown.x1 - margin) & ~7, (shown.y1 - margin) & ~7, (shown.x2 + margin + 7) & ~7,
           (shown.y2 + margin + 7) & ~7};
  return intersect(shown, f.full);
}

Rect Expander::extent_at(const NodeFacts& f, std::int64_t frame) {
  if (f.error || f.forward >= 0 || !f.slot) return f.full;
  if (f.extent) return *f.extent;
  std::optional<Error> error;
  const auto params = params_at(f, frame, error);
  return params ? told_extent(f, frame, *params).value_or(f.full) : f.full;
}

// plan() cannot know the frame, so its answer holds for all of them.
bool Expander::constant_identity(NodeFacts& f) {
  if (f.in_formats.empty() || !f.slot->effect().plan) return false;
  const rushes_effect_args args = args_of(f, 0, f.full, *f.params, 0);
  rushes_need needs[64];
  std::uint32_t n = 0;
  std::int32_t identity = -1;
  rushes_error error{};
  error.size = sizeof error;
  const rushes_status status = f.slot->effect().plan(f.slot->any(), &args, needs, 64, &n, &identity, &error);
  if (status < 0 || identity < 0 || static_cast<std::uint32_t>(identity) >= std::min(n, 64u)) return false;
  const rushes_need& need = needs[identity];
  if (need.frame != 0 || need.input >= f.in_formats.size() || !same(f.in_full[need.input], f.full)) return false;
  f.forward = static_cast<int>(need.input);
  return true;
}

std::shared_ptr<const ResolvedParams> Expander::params_at(const NodeFacts& f, std::int64_t frame,
                                                          std::optional<Error>& error) const {
  if (f.params) return f.params;
  const double length = static_cast<double>(std::max<std::int64_t>(f.node->length, 1));
  const double mix =
      std::clamp((static_cast<double>(frame) + 0.5) / length, 0.0, 1.0);  // symmetric: backwards is the same
  auto params = resolve(f.slot->info(), f.node->params, frame_start(frame, graph_.canvas.rate), graph_.resources, mix);
  if (params) return std::move(*params);
  error = params.error();
  return nullptr;
}

rushes_effect_args Expander::args_of(const NodeFacts& f, std::int64_t frame, const Rect& roi,
                                     const ResolvedParams& params, std::uint64_t seed) const {
  const bool timed = f.slot->has(RUSHES_TRAIT_USES_TIME);
  rushes_effect_args a{};
  a.size = sizeof a;
  a.quality = static_cast<std::uint32_t>(options_.quality);
  a.time = {timed ? frame : 0, {graph_.canvas.rate.num, graph_.canvas.rate.den}};
  a.roi = roi;
  a.scale = {1, 1};
  a.format = f.format;
  a.full = f.full;
  a.n_params = static_cast<std::uint32_t>(params.values.size());
  a.n_inputs = static_cast<std::uint32_t>(f.in_full.size());
  a.params = params.values.data();
  a.input_full = f.in_full.data();
  a.seed = seed;
  a.duration = timed ? f.node->length : 0;
  return a;
}

}  // namespace rushes
