#include "core/graph/expand.hpp"

#include <algorithm>
#include <unordered_map>

namespace rushes {

std::uint64_t Task::bytes() const {
  std::uint64_t total = 0;
  for (int k = 0; k < plane_count(format); ++k)
    total += static_cast<std::uint64_t>(plane_width(format, k, width(roi)) * bytes_per_pixel(format, k) + 64) *
             static_cast<std::uint64_t>(plane_height(format, k, height(roi)));
  return total;
}

namespace {

// What a task of this expansion was made for.
struct Wish {
  int node;
  std::int64_t frame;
  VideoFormat format;
  bool any_format;
  bool operator==(const Wish& o) const {
    return node == o.node && frame == o.frame && any_format == o.any_format && (any_format || same(format, o.format));
  }
};
struct WishHash {
  std::size_t operator()(const Wish& w) const {
    return static_cast<std::size_t>(w.node) * 0x9E3779B97F4A7C15u ^
           static_cast<std::size_t>(w.frame) * 0xC2B2AE3D27D4EB4Fu;
  }
};

}  // namespace

// One walk from an output to its sources.
class Expansion {
 public:
  explicit Expansion(Expander& x) : x_(x), graph_(x.graph()) {}

  // `format`: nullptr = as the node makes it. `soon`: other frames will want it too.
  TaskPtr expand(int node, std::int64_t frame, const Rect& roi, const VideoFormat* format, bool soon = false) {
    const NodeFacts& f = x_.facts(node);
    if (f.forward >= 0) {
      return expand(f.shows.node, frame + f.shows.offset, roi, format, soon);
    }
    if (f.node->kind == NodeKind::sequence && !f.error) {
      std::int64_t inner = 0;
      const Edge& e = part_at(*f.node, frame, graph_.canvas.rate, &inner);
      return expand(e.node, inner + e.offset, roi, format ? format : &f.format, soon || f.still);
    }
    if (f.over_sequence) {
      const Edge& over = f.node->inputs[1];
      std::int64_t inner = 0;
      const NodeFacts& part = x_.facts(
          part_at(graph_.nodes[static_cast<std::size_t>(over.node)], frame + over.offset, graph_.canvas.rate, &inner)
              .node);
      const bool nothing = part.node->kind == NodeKind::gap && part.node->clear;
      if (nothing || !part.format.alpha) {
        const Edge& e = f.node->inputs[nothing ? 0 : 1];
        return expand(e.node, frame + e.offset, roi, format ? format : &f.format, soon);
      }
    }
    const Wish wish{node, frame, format ? *format : VideoFormat{}, !format};
    TaskPtr& known = known_[wish];
    if (known && contains(known->roi, roi)) {
      if (soon) known->keep = true;
      return known;
    }
    TaskPtr task = make(f, frame, roi, format);
    if (format && !same(task->format, *format)) task = converted(task, *format, roi);
    if (soon || f.still) task->keep = true;
    return known_[wish] = std::move(task);  // not `known`: the walk may have moved it
  }

  // Stands for what cannot be made.
  TaskPtr failed(const NodeFacts& f, std::int64_t frame, Error error) {
    TaskPtr t = begin(Work::error, f, frame, x_.canvas_format(), x_.canvas());
    t->full = x_.canvas();
    Hasher h;
    h.add("error").add(std::string_view(f.node->plugin)).add(std::string_view(error.message));
    if (!f.node->inputs.empty()) {
      const Edge& e = f.node->inputs[0];
      TaskPtr in = expand(e.node, frame + e.offset, x_.canvas(), &x_.canvas_format());
      h.add(in->key);
      t->inputs = {{std::move(in), frame + e.offset}};
    }
    t->error = std::move(error);
    t->key = h.key();
    return t;
  }

 private:
  TaskPtr begin(Work work, const NodeFacts& f, std::int64_t frame, const VideoFormat& format, const Rect& roi) {
    auto t = std::make_shared<Task>();
    t->work = work;
    t->node = f.index;
    t->facts = &f;
    t->frame = frame;
    t->format = format;
    t->full = t->shown = f.full;
    t->roi = roi;
    return t;
  }

  TaskPtr converted(const TaskPtr& from, const VideoFormat& format, const Rect& roi) {
    // The whole picture, or all that shows of it: chroma at the edge of a part looks at its neighbours.
    TaskPtr in = from;
    const Rect all = contains(from->shown, roi) ? from->shown : from->full;
    if (!contains(in->roi, all)) in = expand(from->node, from->frame, all, &from->format);
    TaskPtr t = begin(Work::convert, *from->facts, from->frame, format, in->roi);
    t->full = from->full;
    t->shown = from->shown;
    t->key = Hasher().add("convert").bytes(&format, sizeof format).add(in->key).key();
    t->inputs = {{std::move(in), from->frame}};
    return t;
  }

  TaskPtr make(const NodeFacts& f, std::int64_t frame, const Rect& roi, const VideoFormat* format) {
    if (f.error) return failed(f, frame, *f.error);
    switch (f.node->kind) {
      case NodeKind::source:
        return source(f, frame);
      case NodeKind::gap:
        return solid(f, format ? *format : f.format);
      case NodeKind::fit:
        return fit(f, frame, format ? *format : f.format);
      default:
        return effect(f, frame, roi);
    }
  }

  TaskPtr source(const NodeFacts& f, std::int64_t frame) {
    auto media = x_.media_.source(f.node->media);
    if (!media) return failed(f, frame, media.error());
    const std::int64_t n =
        f.still && !frozen(f.node->time) ? 0 : (*media)->frame_at(source_time(f.node->time, frame, graph_.canvas.rate));
    TaskPtr t = begin(Work::source, f, std::clamp<std::int64_t>(n, 0, f.video.frames - 1), f.format, f.full);
    t->key = Hasher().add("source").add(f.content).add(t->frame).key();
    t->lane = f.lane;
    return t;
  }

  TaskPtr solid(const NodeFacts& f, const VideoFormat& format) {
    TaskPtr t = begin(Work::solid, f, 0, format, f.full);
    t->key = Hasher().add("solid").bytes(&format, sizeof format).add(f.full.x2).add(f.full.y2).add(f.node->clear).key();
    return t;
  }

  TaskPtr fit(const NodeFacts& f, std::int64_t frame, const VideoFormat& format) {
    const Edge& e = f.node->inputs[0];
    const NodeFacts& in_facts = x_.facts(e.node);
    TaskPtr in = expand(e.node, frame + e.offset, in_facts.full, nullptr);
    if (in->work == Work::error || (f.passes && same(in->format, format))) return in;
    TaskPtr t = begin(Work::fit, f, frame, format, f.full);
    t->key = Hasher().add("fit").bytes(&format, sizeof format).add(f.full.x2).add(f.full.y2).add(in->key).key();
    t->inputs = {{std::move(in), frame + e.offset}};
    return t;
  }

  // This task as the end of a chain; null where it is none.
  static std::shared_ptr<const PointChain> chain_of(const Task& t) {
    if (t.work == Work::chain) return t.chain;
    if (t.work != Work::effect || !t.facts->pointwise) return nullptr;
    return std::make_shared<PointChain>(
        one_step({.map = nullptr, .facts = t.facts, .frame = t.frame, .seed = t.seed, .params = t.params}));
  }

  // `t` does `chain` to `in`; what `in` does only for us is done on the way.
  TaskPtr chained(TaskPtr t, std::shared_ptr<const PointChain> chain, TaskInput in) {
    t->work = Work::chain;
    t->chain = std::move(chain);
    const Task& before = *in.task;
    if (before.facts->takers == 1 && !before.keep && same(before.format, t->format) && same(before.roi, t->roi))
      if (const auto first = chain_of(before)) {
        t->chain = joined(first.get(), *t->chain);
        t->inputs = before.inputs;
        return t;
      }
    t->inputs = {std::move(in)};
    return t;
  }

  // A generator may say that it has shown this before. True when frames to come will want it too.
  bool settle(const NodeFacts& f, std::int64_t& frame, const ResolvedParams& params) {
    if (!x_.options_.fuse || !f.slot->hints() || !f.slot->hints()->same_as || !f.in_formats.empty() || f.stateful)
      return false;
    if (!f.slot->has(RUSHES_TRAIT_USES_TIME) || f.slot->has(RUSHES_TRAIT_USES_SEED) || f.sampler) return false;
    const auto like = [&](std::int64_t n, std::int64_t* m) {
      const rushes_effect_args args = x_.args_of(f, n, f.full, params, 0);
      return f.slot->hints()->same_as(f.slot->any(), &args, m) == RUSHES_OK;
    };
    std::int64_t same = frame, next = frame + 1;
    if (!like(frame, &same)) return false;
    const bool lasts = same != frame || (like(frame + 1, &next) && next == same);
    frame = same;
    return lasts;
  }

  TaskPtr effect(const NodeFacts& f, std::int64_t frame, Rect roi) {
    if (f.chain && (f.chain->steps.size() > 1 || f.chain->steps[0].map)) {
      roi = align(roi, f.format, f.full);
      const std::int64_t at = frame + f.chain_input.offset;
      TaskInput in{expand(f.chain_input.node, at, roi, &f.format), at};
      TaskPtr t = begin(Work::chain, f, frame, f.format, roi);
      t->key = Hasher().add(f.chain_key).add(in.task->key).key();
      return chained(std::move(t), f.chain, std::move(in));
    }
    std::optional<Error> error;
    auto params = x_.params_at(f, frame, error);
    if (!params) return failed(f, frame, *error);
    const bool lasts = settle(f, frame, *params);
    roi = f.slot->has(RUSHES_TRAIT_TILES) && !f.stateful ? align(roi, f.format, f.full) : f.full;
    const bool timed = f.slot->has(RUSHES_TRAIT_USES_TIME);
    std::uint64_t seed = 0;
    if (f.slot->has(RUSHES_TRAIT_USES_SEED))
      seed = Hasher().add("seed").add(std::string_view(f.slot->info().id)).add(frame).key().low;

    rushes_effect_args args = x_.args_of(f, frame, roi, *params, seed);
    // Of a layer, no more than shows.
    std::vector<Rect> input_full;
    if (f.node->kind == NodeKind::blend && f.in_full.size() == 2) {
      const Edge& over = f.node->inputs[1];
      input_full = f.in_full;
      input_full[1] = intersect(x_.extent_at(x_.facts(over.node), frame + over.offset), f.in_full[1]);
      args.input_full = input_full.data();
    }
    rushes_need needs[64];
    std::uint32_t n = 0;
    std::int32_t identity = -1;
    const rushes_effect& table = f.slot->effect();
    rushes_status status = RUSHES_NOT_HANDLED;
    if (table.plan) {
      rushes_error plan_error{};
      plan_error.size = sizeof plan_error;
      status = table.plan(f.slot->any(), &args, needs, 64, &n, &identity, &plan_error);
      if (status < 0) return failed(f, frame, plugin_error("plan", status, plan_error));
      if (n > 64) return failed(f, frame, {Errc::invalid, "plan: asks for more than 64 frames"});
    }
    if (status == RUSHES_NOT_HANDLED) {
      identity = -1;
      n = 0;
      for (std::uint32_t i = 0; i < args.n_inputs && n < 64; ++i)
        needs[n++] = {i, 0, args.time.frame, same(f.in_full[i], f.full) ? roi : f.in_full[i]};
    }
    for (std::uint32_t i = 0; i < n; ++i)
      if (needs[i].input >= f.in_formats.size())
        return failed(f, frame,
                      {Errc::invalid, "plan: asks for input " + std::to_string(needs[i].input) + ", which it has not"});

    const auto input = [&](const rushes_need& need, const VideoFormat& format, bool soon) {
      const Edge& e = f.node->inputs[need.input];
      // A plugin that is told no time counts from the frame it makes.
      const std::int64_t at = (timed ? need.frame : frame + need.frame) + e.offset;
      Rect part = intersect(need.roi, f.in_full[need.input]);
      if (empty(part)) part = f.in_full[need.input];
      return TaskInput{expand(e.node, at, part, &format, soon), at};
    };
    if (identity >= 0 && static_cast<std::uint32_t>(identity) < n && same(f.in_full[needs[identity].input], f.full)) {
      TaskPtr same_picture = input(needs[identity], f.format, false).task;
      if (same_picture->work != Work::error) return same_picture;
    }

    TaskPtr t = begin(f.stateful ? Work::stateful : Work::effect, f, frame, f.format, roi);
    t->params = params;
    t->seed = seed;
    t->lane = f.lane;
    t->keep = lasts;
    if (f.format.alpha) t->shown = f.extent ? *f.extent : x_.told_extent(f, frame, *params).value_or(f.full);
    // Several frames of one input: the next frame of this node will want most of them again.
    bool window = false;
    for (std::uint32_t i = 1; i < n; ++i)
      window = window || (needs[i].input == needs[0].input && needs[i].frame != needs[0].frame);
    Hasher h;
    h.add(f.base).add(params->key);
    if (timed) h.add(frame).add(f.node->length).add(graph_.canvas.rate.num).add(graph_.canvas.rate.den);
    if (seed) h.add(seed);
    if (f.sampler) h.add(whole_curves(f)).add(frame);
    h.add(n);
    for (std::uint32_t i = 0; i < n; ++i) {
      const bool absent = needs[i].optional && empty(intersect(needs[i].roi, f.in_full[needs[i].input]));
      t->inputs.push_back(absent ? TaskInput{} : input(needs[i], f.in_formats[needs[i].input], window));
      h.add(needs[i].input).add(timed ? needs[i].frame - frame : needs[i].frame);
      if (t->inputs.back().task) h.add(t->inputs.back().task->key);
    }
    t->key = f.stateful ? x_.history_key(f, frame, h.key()) : h.key();
    if (!f.pointwise || t->inputs.size() != 1 || !t->inputs[0].task) return t;
    const rushes_effect_args of_frame = x_.args_of(f, frame, f.full, *params, seed);
    PointStep step{.map = declared_map(*f.slot, of_frame), .facts = &f, .frame = frame, .seed = seed, .params = params};
    TaskInput in = t->inputs[0];
    const bool alone = !step.map && !chain_of(*in.task);
    return alone ? t : chained(std::move(t), std::make_shared<PointChain>(one_step(std::move(step))), std::move(in));
  }

  static Key whole_curves(const NodeFacts& f) {
    Hasher h;
    for (const auto& [id, p] : f.node->params) {
      h.add(std::string_view(id));
      for (const Keyframe& k : p.keys) {
        h.add(k.at.ticks).add(k.to_next).add(k.value.n).add(std::string_view(k.value.text));
        for (const double d : k.value.v) h.add(d);
        for (const double d : k.bezier) h.add(d);
      }
    }
    return h.key();
  }

  Expander& x_;
  const Graph& graph_;
  std::unordered_map<Wish, TaskPtr, WishHash> known_;
};

std::int64_t anchor_of(const NodeFacts& f, std::int64_t frame) {
  const std::int64_t chunk = frame >= 0 ? frame / history_chunk : -((-frame + history_chunk - 1) / history_chunk);
  const std::int64_t start =
      chunk * history_chunk - static_cast<std::int64_t>(RUSHES_HAS(rushes_effect, &f.slot->effect(), preroll_frames)
                                                            ? f.slot->effect().preroll_frames
                                                            : 0);
  return frame >= 0 ? std::max<std::int64_t>(start, 0) : start;
}

// A stateful frame depends on all frames since its anchor; its key chains theirs.
Key Expander::history_key(const NodeFacts& f, std::int64_t frame, const Key& own) {
  const std::int64_t anchor = anchor_of(f, frame);
  std::int64_t from = anchor;
  Key chain = Hasher().add("history").add(f.base).key();
  std::map<std::int64_t, Key>* keys;
  {
    const std::lock_guard lock(history_mutex_);
    keys = &histories_[{f.index, anchor}];
    auto known = keys->upper_bound(frame - 1);
    if (known != keys->begin()) {
      --known;
      chain = known->second;
      from = known->first + 1;
    }
  }
  std::map<std::int64_t, Key> fresh;
  for (std::int64_t k = from; k < frame; ++k) {
    Hasher h;
    h.add(chain).add(k - anchor);
    std::optional<Error> error;
    const auto params = params_at(f, k, error);
    h.add(params ? params->key : Key{});
    for (std::size_t i = 0; i < f.node->inputs.size(); ++i) {
      const Edge& e = f.node->inputs[i];
      h.add(Expansion(*this).expand(e.node, k + e.offset, f.in_full[i], &f.in_formats[i])->key);
    }
    fresh[k] = chain = h.key();
  }
  const std::lock_guard lock(history_mutex_);
  keys->merge(fresh);
  return Hasher().add(chain).add(frame - anchor).add(own).key();
}

TaskPtr Expander::frame(std::int64_t n, const Rect& roi) {
  const Edge root = graph_.segment_at(n)->root;
  if (!same(facts(root.node).full, canvas_))
    return Expansion(*this).failed(
        facts(root.node), n + root.offset,
        {Errc::invalid, "the picture at the root has not the size of the canvas; it needs a fit node"});
  return node_frame(root.node, n + root.offset, roi, canvas_format_);
}

TaskPtr Expander::node_frame(int node, std::int64_t frame, const Rect& roi, const VideoFormat& format) {
  return Expansion(*this).expand(node, frame, roi, &format);
}

}  // namespace rushes
