#include "core/graph/video_node.hpp"

#include "core/media/convert.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>
#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace rushes {

namespace {

constexpr int band = 64;  // rows; fixed, so that results cannot depend on the number of threads

std::uint64_t now_ns() {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
          .count());
}

// Plugins are called with the rounding and denormal rules of the C++ standard library and must not leave others behind.
class FloatRules {
 public:
#if defined(__SSE2__)
  FloatRules() : before_(_mm_getcsr()) { _mm_setcsr(0x1F80); }
  ~FloatRules() { _mm_setcsr(before_); }

 private:
  unsigned before_;
#endif
};

// The result of an input; the frame itself when nobody else will ask for it.
FramePtr take(const TaskInput& input, bool* last) {
  Task& t = *input.task;
  FramePtr frame = *t.result;
  *last = t.uses.fetch_sub(1, std::memory_order_acq_rel) == 1;
  if (*last) t.result = FramePtr();
  return frame;
}

// Nobody else holds the frame or its planes: not the decoder either, which gives up its share with its last reference.
bool alone(const FramePtr& frame) {
  if (frame.use_count() != 1) return false;
  for (int k = 0; k < frame->n_planes; ++k)
    if (frame->planes[static_cast<std::size_t>(k)].buffer.use_count() != 1) return false;
  std::atomic_thread_fence(std::memory_order_acquire);  // what they read was read before we write
  return true;
}

struct CallState {
  const CancelToken* cancel;
};

rushes_call call_of(CallState& state) {
  return {sizeof(rushes_call),
          0,
          &state,
          0,
          [](const rushes_call* c) noexcept -> rushes_bool {
            return static_cast<const CallState*>(c->ctx)->cancel->cancelled();
          },
          [](const rushes_call*, double, const char*) noexcept {},
          [](const rushes_call* c, std::uint32_t ms) noexcept -> rushes_status {
            const CallState& s = *static_cast<const CallState*>(c->ctx);
            for (std::uint32_t slept = 0; slept < ms && !s.cancel->cancelled(); slept += 5)
              std::this_thread::sleep_for(std::chrono::milliseconds(5));
            return s.cancel->cancelled() ? RUSHES_E_CANCELLED : RUSHES_OK;
          }};
}

// Rows [y1, y2) of an image, as an image.
rushes_image rows_of(const rushes_image& image, int y1, int y2) {
  rushes_image part = image;
  part.bounds.y1 = y1;
  part.bounds.y2 = y2;
  for (std::uint32_t k = 0; k < image.n_planes; ++k) {
    const int sub = image.format.family == RUSHES_FAMILY_YUV && (k == 1 || k == 2) ? image.format.sub_h : 0;
    part.plane[k].data =
        static_cast<char*>(image.plane[k].data) + ((y1 >> sub) - (image.bounds.y1 >> sub)) * image.plane[k].stride;
  }
  return part;
}

}  // namespace

void Ledger::count(const std::string& name, std::uint64_t ns, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  Evaluator::Counter& c = counters_[name];
  ++c.calls;
  c.ns += ns;
  c.bytes += bytes;
}

void Ledger::count(const PointChain& chain, std::uint64_t ns, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  for (const NodeFacts* node : chain.nodes) {
    Evaluator::Counter& c = counters_[node->node->plugin];
    ++c.calls;
    c.ns += ns / chain.nodes.size();
    c.bytes += bytes;
  }
  if (chain.nodes.size() > 1) counters_["fused"].calls += chain.nodes.size() - 1;
}

void Ledger::failed(const NodeError& error) {
  const std::lock_guard lock(mutex_);
  if (errors_.size() >= 100) return;
  for (const NodeError& e : errors_)
    if (e.node == error.node && e.plugin == error.plugin && e.label == error.label &&
        e.cause.message == error.cause.message)
      return;
  errors_.push_back(error);
}

void Ledger::report(Evaluator::Stats& stats) const {
  const std::lock_guard lock(mutex_);
  stats.nodes = counters_;
  stats.errors = errors_;
}

void VideoNodes::run(Task& task) {
  std::vector<FramePtr> in;
  bool first_is_ours = false;
  for (std::size_t i = 0; i < task.inputs.size(); ++i) {
    const TaskInput& input = task.inputs[i];
    if (!input.task) {
      in.emplace_back();
      continue;
    }
    if (!input.task->result) {
      task.result = input.task->result.error();  // it already says where it happened
      return;
    }
    bool last = false;
    in.push_back(take(input, &last));
    if (i == 0) first_is_ours = last && input.task->own_pixels;
    task.tainted = task.tainted || input.task->tainted;
  }

  const std::uint64_t begin = now_ns();
  static constexpr const char* names[] = {"source", "solid", "fit", "convert", "effect", "chain", "stateful", "error"};
  const bool plugin = task.work == Work::effect || task.work == Work::stateful;
  const NodeFacts* blame = task.facts;
  Result<FramePtr> made = FramePtr();
  switch (task.work) {
    case Work::source:
      made = source(task);
      break;
    case Work::solid:
      made = solid(*options_.pool, task.format, task.full.x2, task.full.y2, 0, 0, 0, task.facts->node->clear ? 0 : 1);
      break;
    case Work::fit:
      made = fit(task, in[0]);
      break;
    case Work::convert:
      made = convert(*options_.pool, in[0], task.format);
      break;
    case Work::effect:
      made = effect(task, in, first_is_ours);
      break;
    case Work::chain:
      made = chain(task, in, first_is_ours, &blame);
      break;
    case Work::stateful:
      made = stateful(task, in);
      break;
    case Work::error:
      made = *task.error;
      break;
  }
  if (!made) {
    if (made.error().code == Errc::cancelled || task.cancel.cancelled()) {
      task.result = Error{Errc::cancelled, "cancelled"};
      return;
    }
    const Node& n = *blame->node;
    const NodeError error{blame->index, n.plugin, n.label, made.error()};
    ledger_.failed(error);
    if (options_.strict)
      task.result = error.as_error();
    else
      substitute(task, in, error.as_error());
    return;
  }
  if (task.work == Work::solid || task.work == Work::chain || task.work == Work::source || plugin)
    task.own_pixels = true;
  if (task.work == Work::convert) task.own_pixels = *made != in[0];
  const std::uint64_t ns = now_ns() - begin;
  if (task.work == Work::chain)
    ledger_.count(*task.chain, ns, (*made)->bytes());
  else
    ledger_.count(plugin ? task.facts->node->plugin : names[static_cast<int>(task.work)], ns, (*made)->bytes());
  if (task.keep && !task.tainted) cache_.insert(task.key, *made, ns);
  task.result = std::move(made);
}

Result<FramePtr> VideoNodes::run_alone(const TaskPtr& task, const CancelToken& cancel) {
  if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
  if (!task->result || *task->result) return task->result;
  if (FramePtr frame = cache_.find(task->key, task->roi)) {
    task->result = frame;
    return frame;
  }
  for (const TaskInput& input : task->inputs) {
    if (!input.task) continue;
    input.task->uses.fetch_add(2);  // never the last use: others of this walk may come back to it
    if (auto made = run_alone(input.task, cancel); !made) return made;
  }
  task->cancel = cancel;
  run(*task);
  return task->result;
}

Result<FramePtr> VideoNodes::source(Task& task) {
  auto media = media_.source(task.facts->node->media);
  if (!media) return std::move(media).error();
  auto frame = (*media)->frame(task.frame, task.cancel);
  if (!frame) return frame;
  // What the file promised, even where it changes its mind midway.
  if (!same((*frame)->full, task.full)) return scale(*options_.pool, *frame, task.full.x2, task.full.y2, task.format);
  return same((*frame)->format, task.format) ? frame : convert(*options_.pool, *frame, task.format);
}

Result<FramePtr> VideoNodes::fit(Task& task, const FramePtr& in) {
  const bool square = in->pixel_aspect.num == in->pixel_aspect.den;
  if (!square || in->full.x2 != task.full.x2 || in->full.y2 != task.full.y2) {
    task.own_pixels = true;
    return rushes::fit(*options_.pool, in, task.full.x2, task.full.y2, task.format);
  }
  if (!same_pixels(in->format, task.format)) {
    task.own_pixels = true;
    return convert(*options_.pool, in, task.format);
  }
  task.own_pixels = true;                    // nobody's, once the input is gone
  auto view = std::make_shared<Frame>(*in);  // the same planes, differently labelled
  view->format = task.format;
  return FramePtr(std::move(view));
}

Result<FramePtr> VideoNodes::call(rushes_instance* instance, const NodeFacts& f, std::int64_t frame, const Task& task,
                                  const ResolvedParams& params, const std::vector<FramePtr>& in,
                                  std::shared_ptr<Frame> out) {
  std::vector<rushes_image> images;
  std::vector<const rushes_image*> pointers;
  images.reserve(in.size());
  for (const FramePtr& frame_in : in) {
    if (frame_in) images.push_back(image_of(*frame_in));
    pointers.push_back(frame_in ? &images.back() : nullptr);
  }
  rushes_image target = writable_image_of(*out);

  struct Sampler {
    const Expander* expander;
    const NodeFacts* facts;
    std::mutex mutex;
    std::vector<std::shared_ptr<const ResolvedParams>> alive;
  } sampled{&expander_, &f, {}, {}};
  const rushes_host_sampler sampler{
      sizeof(rushes_host_sampler), 0, &sampled,
      [](const rushes_host_sampler* s, std::uint32_t param, double at, rushes_value* value) noexcept -> rushes_status {
        auto& me = *static_cast<Sampler*>(s->ctx);
        const Rate rate = me.expander->graph().canvas.rate;
        if (!(at > -1e12 && at < 1e12)) return RUSHES_E_INVALID;
        const Time time{static_cast<std::int64_t>(at * Time::per_second * static_cast<double>(rate.den) /
                                                  static_cast<double>(rate.num))};
        auto all = resolve(me.facts->slot->info(), me.facts->node->params, time, me.expander->graph().resources);
        if (!all || param >= (*all)->values.size()) return RUSHES_E_INVALID;
        *value = (*all)->values[param];
        const std::lock_guard lock(me.mutex);
        me.alive.push_back(std::move(*all));
        return RUSHES_OK;
      }};

  CallState state{&task.cancel};
  const rushes_call call = call_of(state);
  const auto render = [&](const Rect& roi, rushes_image& image, rushes_error& error) {
    rushes_effect_args args = expander_.args_of(f, frame, roi, params, task.seed);
    if (f.sampler) args.sampler = &sampler;
    error = {};
    error.size = sizeof error;
    const FloatRules rules;
    return f.slot->effect().render(instance, &call, &args, pointers.data(), static_cast<std::uint32_t>(pointers.size()),
                                   &image, &error);
  };

  const bool in_bands =
      scheduler_ && !f.stateful && f.slot->has(RUSHES_TRAIT_TILES) && f.slot->has(RUSHES_TRAIT_CONCURRENT);
  const int first = out->bounds.y1 / band, count = (out->bounds.y2 - 1) / band - first + 1;
  if (!in_bands || count < 2 || !scheduler_->has_room()) {
    rushes_error error;
    const rushes_status status = render(out->bounds, target, error);
    if (status < 0) return plugin_error(f.node->plugin, status, error);
    return FramePtr(std::move(out));
  }
  std::vector<rushes_error> errors(static_cast<std::size_t>(count));
  std::vector<rushes_status> status(static_cast<std::size_t>(count));
  scheduler_->parallel(count, [&](int i) {
    const int y1 = std::max(target.bounds.y1, (first + i) * band),
              y2 = std::min(target.bounds.y2, (first + i + 1) * band);
    rushes_image part = rows_of(target, y1, y2);
    status[static_cast<std::size_t>(i)] = render(part.bounds, part, errors[static_cast<std::size_t>(i)]);
  });
  for (std::size_t i = 0; i < status.size(); ++i)
    if (status[i] < 0) return plugin_error(f.node->plugin, status[i], errors[i]);
  return FramePtr(std::move(out));
}

Result<FramePtr> VideoNodes::effect(Task& task, std::vector<FramePtr>& in, bool first_is_ours) {
  const NodeFacts& f = *task.facts;
  PluginSlot::Lease lease(*f.slot);
  if (!lease.ok()) return lease.ok().error();
  std::shared_ptr<Frame> out;
  if (first_is_ours && f.slot->has(RUSHES_TRAIT_IN_PLACE) && in[0] && same(in[0]->format, task.format) &&
      same(in[0]->bounds, task.roi) && same(in[0]->full, task.full) && alone(in[0]))
    out = std::const_pointer_cast<Frame>(in[0]);
  if (!out) {
    auto fresh = options_.pool->allocate(task.format, task.roi, task.full);
    if (!fresh) return std::move(fresh).error();
    out = std::move(*fresh);
  }
  return call(lease.raw(), f, task.frame, task, *task.params, in, std::move(out));
}

Result<FramePtr> VideoNodes::chain(Task& task, std::vector<FramePtr>& in, bool first_is_ours, const NodeFacts** blame) {
  constexpr int tile = 32;  // rows: few enough to stay in the second cache; fixed, as the bands are
  std::vector<const PointStep*> steps;
  for (const PointStep& s : task.chain->steps) steps.push_back(&s);
  const FramePtr from = std::move(in[0]);
  bool marks = false;
  while (true) {
    std::shared_ptr<Frame> out;
    // What may have to be begun again keeps its input.
    if (first_is_ours && options_.strict && same(from->format, task.format) && same(from->bounds, task.roi) &&
        same(from->full, task.full) && alone(from))
      out = std::const_pointer_cast<Frame>(from);
    if (!out) {
      auto fresh = options_.pool->allocate(task.format, task.roi, task.full);
      if (!fresh) return std::move(fresh).error();
      out = std::move(*fresh);
    }
    if (steps.empty()) {
      const PointMap nothing;
      apply(nothing, *from, *out, task.roi.y1, task.roi.y2);
    }
    const rushes_image first = image_of(*from), target = writable_image_of(*out);
    std::atomic<std::size_t> failed_at = steps.size();
    std::mutex mutex;
    Result<void> failure;
    const auto run_rows = [&](int y1, int y2) {
      for (std::size_t i = 0; i < steps.size(); ++i) {
        if (failed_at.load() <= i || task.cancel.cancelled()) return;
        const PointStep& s = *steps[i];
        if (s.map) {
          apply(*s.map, i == 0 ? *from : *out, *out, y1, y2);
          continue;
        }
        CallState state{&task.cancel};
        const rushes_call call = call_of(state);
        rushes_image image = rows_of(target, y1, y2), input = i == 0 ? rows_of(first, y1, y2) : image;
        const rushes_image* inputs[] = {&input};
        const rushes_effect_args args = expander_.args_of(*s.facts, s.frame, image.bounds, *s.params, s.seed);
        rushes_error error{};
        error.size = sizeof error;
        const FloatRules rules;
        const rushes_status status =
            s.facts->slot->effect().render(s.facts->slot->any(), &call, &args, inputs, 1, &image, &error);
        if (status >= 0) continue;
        const std::lock_guard lock(mutex);
        if (i < failed_at.load()) {
          failed_at = i;
          failure = plugin_error(s.facts->node->plugin, status, error);
        }
      }
    };
    const bool one_map = steps.size() == 1 && steps[0]->map;
    const bool parallel = scheduler_ && scheduler_->has_room();
    if (!steps.empty() && one_map && !parallel) {
      run_rows(task.roi.y1, task.roi.y2);
    } else if (!steps.empty()) {
      const int top = task.roi.y1 / tile, count = (task.roi.y2 - 1) / tile - top + 1;
      const auto part = [&](int i) {
        run_rows(std::max(task.roi.y1, (top + i) * tile), std::min(task.roi.y2, (top + i + 1) * tile));
      };
      if (parallel)
        scheduler_->parallel(count, part);
      else
        for (int i = 0; i < count; ++i) part(i);
    }
    if (task.cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    if (failure) {
      if (!marks) return FramePtr(std::move(out));
      task.tainted = true;
      return marked(std::move(out));
    }
    const PointStep& wrong = *steps[failed_at.load()];
    *blame = wrong.facts;
    if (options_.strict || failure.error().code == Errc::cancelled) return failure.error();
    const Node& n = *wrong.facts->node;
    ledger_.failed({wrong.facts->index, n.plugin, n.label, failure.error()});
    marks = true;
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(failed_at.load()));
  }
}

Result<FramePtr> VideoNodes::stateful(Task& task, std::vector<FramePtr>& in) {
  const NodeFacts& f = *task.facts;
  const rushes_effect& table = f.slot->effect();
  History h;
  h.anchor = h.next = anchor_of(f, task.frame);
  {
    const std::lock_guard lock(histories_mutex_);
    auto best = histories_.end();
    for (auto [it, end] = histories_.equal_range(f.index); it != end; ++it)
      if (it->second.anchor == h.anchor && it->second.next <= task.frame &&
          (best == histories_.end() || it->second.next > best->second.next))
        best = it;
    if (best != histories_.end()) {
      h = std::move(best->second);
      histories_.erase(best);
    }
  }
  if (!h.instance) {
    auto made = PluginInstance::create(f.slot->plugin());
    if (!made) return std::move(made).error();
    h.instance = std::make_unique<PluginInstance>(std::move(*made));
    if (RUSHES_HAS(rushes_effect, &table, reset) && table.reset) {
      const auto serial = f.slot->serialised();
      if (const rushes_status status = table.reset(h.instance->raw(), h.anchor); status < 0)
        return Error{Errc::internal, f.node->plugin + ": reset failed with status " + std::to_string(status)};
    }
  }
  FramePtr made;
  for (std::int64_t k = h.next; k <= task.frame; ++k) {
    if (task.cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    TaskPtr past;
    std::vector<FramePtr> past_in;
    if (k < task.frame) {
      past = expander_.node_frame(f.index, k, f.full, f.format);
      if (past->facts != &f || past->work != Work::stateful) continue;  // the plugin passed this frame by
      for (const TaskInput& input : past->inputs) {
        if (!input.task) {
          past_in.emplace_back();
          continue;
        }
        auto frame = run_alone(input.task, task.cancel);
        if (!frame) return frame;
        past_in.push_back(std::move(*frame));
      }
      past->cancel = task.cancel;
    }
    auto out = options_.pool->allocate(f.format, f.full, f.full);
    if (!out) return std::move(out).error();
    const auto serial = f.slot->serialised();
    auto frame = call(h.instance->raw(), f, k, past ? *past : task, past ? *past->params : *task.params,
                      past ? past_in : in, std::move(*out));
    if (!frame) return frame;
    made = std::move(*frame);
  }
  h.next = task.frame + 1;
  const std::lock_guard lock(histories_mutex_);
  if (histories_.count(f.index) >= 4) histories_.erase(histories_.find(f.index));
  histories_.emplace(f.index, std::move(h));
  return made;
}

void VideoNodes::substitute(Task& task, const std::vector<FramePtr>& in, const Error& why) {
  task.tainted = true;
  Result<FramePtr> shown = why;
  if (!in.empty() && in[0] && same(in[0]->full, task.full)) shown = convert(*options_.pool, in[0], task.format);
  if (!shown) shown = solid(*options_.pool, task.format, task.full.x2, task.full.y2, 0.3, 0.02, 0.02, 1);
  task.result = shown ? marked(std::move(*shown)) : std::move(shown);
}

// A red bar over the top: nobody may take this frame for what was meant.
Result<FramePtr> VideoNodes::marked(FramePtr frame) {
  const VideoFormat format = frame->format;
  const Rect full = frame->full;
  auto red = solid(*options_.pool, format, full.x2, full.y2, 0.9, 0.05, 0.05, 1);
  if (!red) return red;
  auto copy = make_writable(*options_.pool, std::move(frame));
  if (!copy) return std::move(copy).error();
  const int bar = std::min(full.y2, std::max(4, full.y2 / 24) & ~3);
  for (int k = 0; k < (*copy)->n_planes; ++k) {
    const int sub = format.family == RUSHES_FAMILY_YUV && (k == 1 || k == 2) ? format.sub_h : 0;
    const Plane& to = (*copy)->planes[static_cast<std::size_t>(k)];
    const Plane& from = (*red)->planes[static_cast<std::size_t>(k)];
    const std::size_t bytes =
        static_cast<std::size_t>(plane_width(format, k, width((*copy)->bounds)) * bytes_per_pixel(format, k));
    const int left = (*copy)->bounds.x1 >> (k == 1 || k == 2 ? format.sub_w : 0);
    const std::byte* source = from.data + left * bytes_per_pixel(format, k);
    for (int y = (*copy)->bounds.y1 >> sub; y < std::min((*copy)->bounds.y2, bar) >> sub; ++y)
      std::memcpy(to.data + (y - ((*copy)->bounds.y1 >> sub)) * to.stride, source + y * from.stride, bytes);
  }
  return FramePtr(std::move(*copy));
}

}  // namespace rushes
