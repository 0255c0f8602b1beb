#include "core/graph/scheduler.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <exception>
#include <thread>

namespace rushes {

namespace {

bool later(const TaskPtr& a, const TaskPtr& b) { return a->order > b->order; }

void heap_push(std::vector<TaskPtr>& heap, TaskPtr task) {
  heap.push_back(std::move(task));
  std::ranges::push_heap(heap, later);
}
TaskPtr heap_pop(std::vector<TaskPtr>& heap) {
  std::ranges::pop_heap(heap, later);
  TaskPtr task = std::move(heap.back());
  heap.pop_back();
  return task;
}

// oneTBB makes as many workers as there are cores unless told otherwise; arenas then limit themselves.
void allow_threads() {
  static const tbb::global_control control(tbb::global_control::max_allowed_parallelism,
                                           std::max(2 * std::thread::hardware_concurrency(), 32u));
}

}  // namespace

struct Scheduler::Arena {
  tbb::task_arena arena;
  explicit Arena(int threads) : arena(threads, 0) {}
};

Scheduler::Scheduler(int threads, FrameCache& cache, std::function<void(Task&)> run)
    : threads_(threads), cache_(cache), run_(std::move(run)) {
  allow_threads();
  arena_ = std::make_unique<Arena>(threads);
}

Scheduler::~Scheduler() {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  for (const auto& [key, task] : in_flight_) task->cancel.cancel();
  quiet_.wait(lock, [&] { return enqueued_ == 0; });
}

void Scheduler::start(const std::shared_ptr<Request>& request) {
  bool done;
  {
    const std::lock_guard lock(mutex_);
    request->order = (request->interactive ? 0 : std::uint64_t{1} << 62) + next_order_++;
    schedule(request->root, request);
    request->root->uses.fetch_add(1);
    done = request->root->stage == Task::Stage::done;
  }
  if (done) request->done();
}

void Scheduler::schedule(TaskPtr& task, const std::shared_ptr<Request>& request) {
  if (task->stage != Task::Stage::fresh) return want(task, request);
  if (FramePtr frame = cache_.find(task->key, task->roi)) {
    task->result = std::move(frame);
    task->inputs.clear();
    task->stage = Task::Stage::done;
    return;
  }
  TaskPtr& running = in_flight_[task->key];
  if (running && contains(running->roi, task->roi) && !running->cancel.cancelled()) {
    joined_.fetch_add(1, std::memory_order_relaxed);
    if (task->keep) running->keep = true;
    task = running;
    return want(task, request);
  }
  running = task;
  task->stage = Task::Stage::waiting;
  task->order = request->order;
  if (request->interactive) task->keep = true;
  task->wanted_by.push_back(request);
  if (stopping_) task->cancel.cancel();
  for (TaskInput& input : task->inputs) {
    if (!input.task) continue;
    schedule(input.task, request);
    input.task->uses.fetch_add(1);
    if (input.task->stage == Task::Stage::done) continue;
    input.task->dependents.push_back(task);
    ++task->unmet;
  }
  if (task->unmet == 0) make_ready(task);
}

void Scheduler::want(const TaskPtr& task, const std::shared_ptr<Request>& request) {
  if (task->stage == Task::Stage::done || (!task->wanted_by.empty() && task->wanted_by.back() == request)) return;
  task->wanted_by.push_back(request);
  if (request->interactive) task->keep = true;
  for (const TaskInput& input : task->inputs)
    if (input.task) want(input.task, request);
}

void Scheduler::make_ready(const TaskPtr& task) {
  if (Lane* lane = task->lane.get()) {
    if (lane->busy >= lane->capacity) {
      task->stage = Task::Stage::ready;
      heap_push(lane->waiting, task);
      return;
    }
    ++lane->busy;
  }
  push(task);
}

void Scheduler::push(TaskPtr task) {
  task->stage = Task::Stage::ready;
  heap_push(ready_, std::move(task));
  ++enqueued_;
  arena_->arena.enqueue([this] { run_one(); });
}

void Scheduler::run_one() {
  TaskPtr task;
  {
    const std::lock_guard lock(mutex_);
    task = heap_pop(ready_);
    task->stage = Task::Stage::running;
  }
  busy_.fetch_add(1, std::memory_order_relaxed);
  if (task->cancel.cancelled()) {
    task->result = Error{Errc::cancelled, "cancelled"};
  } else {
    try {
      run_(*task);
    } catch (const std::bad_alloc&) {
      task->result = Error{Errc::unavailable, "out of memory"};
    } catch (const std::exception& x) {
      task->result = Error{Errc::internal, x.what()};
    }
  }
  busy_.fetch_sub(1, std::memory_order_relaxed);
  std::vector<std::function<void()>> calls;
  {
    const std::lock_guard lock(mutex_);
    complete(task, calls);
  }
  for (const auto& call : calls) call();
  task.reset();
  const std::lock_guard lock(mutex_);
  if (--enqueued_ == 0) quiet_.notify_all();
}

void Scheduler::complete(const TaskPtr& task, std::vector<std::function<void()>>& calls) {
  task->stage = Task::Stage::done;
  const auto it = in_flight_.find(task->key);
  if (it != in_flight_.end() && it->second == task) in_flight_.erase(it);
  if (Lane* lane = task->lane.get()) {
    if (lane->waiting.empty())
      --lane->busy;
    else
      push(heap_pop(lane->waiting));
  }
  task->inputs.clear();
  for (const TaskPtr& next : task->dependents)
    if (--next->unmet == 0) make_ready(next);
  task->dependents.clear();
  for (const auto& request : task->wanted_by)
    if (request->root == task) calls.push_back(request->done);
  task->wanted_by.clear();
}

void Scheduler::cancel(const std::shared_ptr<Request>& request) {
  const std::lock_guard lock(mutex_);
  request->dead = true;
  drop(request->root);
}

void Scheduler::drop(const TaskPtr& task) {
  if (task->stage == Task::Stage::done || task->cancel.cancelled()) return;
  if (!std::ranges::all_of(task->wanted_by, [](const auto& r) { return r->dead; })) return;
  task->cancel.cancel();
  for (const TaskInput& input : task->inputs)
    if (input.task) drop(input.task);
}

void Scheduler::parallel(int n, const std::function<void(int)>& body) {
  if (n < 2 || !has_room()) {
    for (int i = 0; i < n; ++i) body(i);
    return;
  }
  // Isolated: while this thread waits for the last of them it must not begin another frame.
  tbb::this_task_arena::isolate([&] {
    tbb::parallel_for(
        0, n, [&](int i) { body(i); }, tbb::simple_partitioner());
  });
}

}  // namespace rushes
