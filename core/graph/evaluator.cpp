#include "core/graph/evaluator.hpp"

#include "core/graph/evaluator_state.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_set>

namespace rushes {

namespace {

constexpr int band = 64;           // rows of a tile
constexpr std::size_t ahead = 32;  // frames under way at most: enough to begin the next clip while this one is decoded
constexpr auto look = std::chrono::milliseconds(5);  // how often a waiting thread looks at its cancel token

// Where the waiting thread and the workers meet. Workers hold it too: it may outlive the call.
struct Meeting {
  std::mutex mutex;
  std::condition_variable arrived;
};

// A frame somebody waits for; in tiles, one request for each.
struct Pending {
  std::int64_t n = 0;
  std::vector<std::shared_ptr<Request>> parts;
  std::shared_ptr<int> missing;  // parts not done; under the meeting's lock
  std::uint64_t bytes = 0;
};

std::uint64_t bytes_of(const TaskPtr& root) {
  std::uint64_t total = 0;
  std::unordered_set<const Task*> seen;
  std::vector<const Task*> open{root.get()};
  while (!open.empty()) {
    const Task* t = open.back();
    open.pop_back();
    if (!seen.insert(t).second) continue;
    total += t->bytes();
    for (const TaskInput& i : t->inputs)
      if (i.task) open.push_back(i.task.get());
  }
  return total;
}

}  // namespace

Error NodeError::as_error() const {
  std::string text =
      plugin.empty() || cause.message.starts_with(plugin) ? cause.message : plugin + ": " + cause.message;
  if (!label.empty()) text = label + (plugin.empty() ? ": " : ", ") + text;
  return {cause.code, std::move(text)};
}

Evaluator::Evaluator(std::unique_ptr<State> state) : state_(std::move(state)) {}
Evaluator::~Evaluator() = default;
const Graph& Evaluator::graph() const { return state_->graph; }

Result<std::unique_ptr<Evaluator>> Evaluator::open(Graph graph, EvaluatorOptions options) {
  if (auto ok = validate(graph); !ok) return std::move(ok).error();
  if (!options.pool) {
    auto pool = FramePool::create();
    if (!pool) return std::move(pool).error();
    options.pool = std::move(*pool);
  }
  for (auto& [id, resource] : graph.resources) {
    if (!resource.hash.empty()) continue;
    if (auto digest = sha256_file(resource.uri)) resource.hash = hex(*digest);  // absent: the plugin will say so
  }
  options.threads = options.threads > 0 ? std::min(options.threads, 256)
                                        : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  const std::uint64_t budget = automatic_memory_budget();
  if (!options.cache)
    options.cache = make_frame_cache(options.cache_bytes == ~std::uint64_t{0} ? budget / 4 * 3 : options.cache_bytes);
  return std::unique_ptr<Evaluator>(
      new Evaluator(std::make_unique<State>(std::move(graph), std::move(options), budget / 4)));
}

namespace {

Pending begin(Evaluator::State& s, std::int64_t n, bool interactive, const std::shared_ptr<Meeting>& meeting) {
  Pending p{n, {}, std::make_shared<int>(0), 0};
  const Rect canvas = s.expander.canvas();
  const int step = s.options.tiles ? band : canvas.y2;
  for (int y = 0; y < canvas.y2; y += step) {
    auto request = std::make_shared<Request>();
    request->interactive = interactive;
    request->root = s.expander.frame(n, {0, y, canvas.x2, std::min(canvas.y2, y + step)});
    p.bytes += bytes_of(request->root);
    request->done = [meeting, missing = p.missing] {
      const std::lock_guard lock(meeting->mutex);
      if (--*missing == 0) meeting->arrived.notify_all();
    };
    p.parts.push_back(std::move(request));
  }
  {
    const std::lock_guard lock(meeting->mutex);
    *p.missing = static_cast<int>(p.parts.size());
  }
  return p;
}

void start(Evaluator::State& s, const Pending& p) {
  for (const auto& part : p.parts) s.scheduler.start(part);
}

void cancel(Evaluator::State& s, const Pending& p) {
  for (const auto& part : p.parts) s.scheduler.cancel(part);
}

// False when cancelled first.
bool wait(Evaluator::State& s, const Pending& p, Meeting& meeting, const CancelToken& token) {
  std::unique_lock lock(meeting.mutex);
  while (*p.missing > 0) {
    if (token.cancelled()) {
      lock.unlock();
      cancel(s, p);
      return false;
    }
    meeting.arrived.wait_for(lock, look);
  }
  return true;
}

Result<FramePtr> finished(Evaluator::State& s, const Pending& p) {
  for (const auto& part : p.parts)
    if (const auto& result = part->root->result; !result) {
      if (result.error().code == Errc::cancelled) return result.error();
      return result.error().in("frame " + std::to_string(p.n));
    }
  if (p.parts.size() == 1) return p.parts[0]->root->result;
  const Rect canvas = s.expander.canvas();
  auto whole = s.options.pool->allocate(s.expander.canvas_format(), canvas, canvas);
  if (!whole) return std::move(whole).error();
  for (std::size_t i = 0; i < p.parts.size(); ++i) {
    const Frame& part = **p.parts[i]->root->result;
    const int y1 = static_cast<int>(i) * band, y2 = std::min(canvas.y2, y1 + band);
    for (int k = 0; k < part.n_planes; ++k) {
      const int sub = k == 1 || k == 2 ? part.format.sub_h : 0;
      const Plane& from = part.planes[static_cast<std::size_t>(k)];
      const Plane& to = (*whole)->planes[static_cast<std::size_t>(k)];
      const std::size_t bytes =
          static_cast<std::size_t>(plane_width(part.format, k, canvas.x2) * bytes_per_pixel(part.format, k));
      for (int y = y1 >> sub; y < (y2 + (1 << sub) - 1) >> sub; ++y)
        std::memcpy(to.data + y * to.stride, from.data + (y - (part.bounds.y1 >> sub)) * from.stride, bytes);
    }
  }
  return FramePtr(std::move(*whole));
}

Error no_such_frame(const Graph& g, std::int64_t n) {
  return {Errc::invalid, "frame " + std::to_string(n) + ": the timeline has " + std::to_string(g.length) + " frames"};
}

}  // namespace

Result<FramePtr> Evaluator::frame(std::int64_t n, const CancelToken& token) {
  State& s = *state_;
  if (!s.graph.segment_at(n)) return no_such_frame(s.graph, n);
  const auto meeting = std::make_shared<Meeting>();
  const Pending p = begin(s, n, true, meeting);
  start(s, p);
  if (!wait(s, p, *meeting, token)) return Error{Errc::cancelled, "cancelled"};
  return finished(s, p);
}

Result<void> Evaluator::frames(std::int64_t first, std::int64_t last,
                               const std::function<Result<void>(std::int64_t, const FramePtr&)>& sink,
                               const CancelToken& token) {
  State& s = *state_;
  if (first >= last) return {};
  if (!s.graph.segment_at(first)) return no_such_frame(s.graph, first);
  if (!s.graph.segment_at(last - 1)) return no_such_frame(s.graph, last - 1);
  const auto meeting = std::make_shared<Meeting>();
  std::deque<Pending> under_way;
  std::uint64_t bytes = 0;
  std::int64_t next = first;
  std::optional<Pending> planned;  // the next one, where it has to wait for memory
  const auto look_ahead = [&] {
    while (next < last && under_way.size() < ahead) {
      if (!planned) planned = begin(s, next, false, meeting);
      if (!under_way.empty() && bytes + planned->bytes > s.flight_budget) return;
      bytes += planned->bytes;
      start(s, *planned);
      under_way.push_back(std::move(*planned));
      planned.reset();
      ++next;
    }
  };
  const auto stop = [&](Error error) -> Result<void> {
    for (const Pending& p : under_way) cancel(s, p);
    return error;
  };
  look_ahead();
  while (!under_way.empty()) {
    if (!wait(s, under_way.front(), *meeting, token)) return stop({Errc::cancelled, "cancelled"});
    auto frame = finished(s, under_way.front());
    if (!frame) return stop(std::move(frame).error());
    const std::int64_t n = under_way.front().n;
    bytes -= under_way.front().bytes;
    under_way.pop_front();
    look_ahead();
    if (auto ok = sink(n, *frame); !ok) return stop(std::move(ok).error());
    if (token.cancelled()) return stop({Errc::cancelled, "cancelled"});
  }
  return {};
}

Result<AudioBlock> Evaluator::audio(std::int64_t start_sample, int frames, const CancelToken& cancel) {
  return state_->audio.mix(start_sample, frames, cancel);
}

Key Evaluator::key(std::int64_t n) {
  return state_->graph.segment_at(n) ? state_->expander.frame(n, state_->expander.canvas())->key : Key{};
}

std::string Evaluator::explain(std::int64_t n) {
  State& s = *state_;
  return explain_tasks(s.graph, n, s.graph.segment_at(n) ? s.expander.frame(n, s.expander.canvas()) : nullptr, s.cache);
}

Evaluator::Stats Evaluator::stats() const {
  Stats out;
  state_->ledger.report(out);
  const FrameCache::Stats c = state_->cache.stats();
  out.cache_hits = c.hits;
  out.cache_misses = c.misses;
  out.cache_bytes = c.bytes;
  out.cache_entries = c.entries;
  out.evictions = c.evictions;
  out.joined = state_->scheduler.joined();
  if (state_->options.decoders) out.decode = state_->options.decoders->counts();
  out.peak_bytes = state_->options.pool->stats().peak;
  return out;
}

}  // namespace rushes
