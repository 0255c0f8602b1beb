// Runs tasks on threads. A task is started when all its inputs are done and is continued by those that wait for it: no
// thread ever waits for another task, so nothing can lock up, with one thread or many. Equal keys are made once.
#pragma once

#include "core/graph/cache.hpp"
#include "core/graph/task.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace rushes {

class Scheduler {
 public:
  // run(task) fills task.result; called on several threads at once.
  Scheduler(int threads, FrameCache& cache, std::function<void(Task&)> run);
  ~Scheduler();  // cancels and waits

  // Looks for results in the cache and among what is being made, and starts the rest.
  void start(const std::shared_ptr<Request>& request);
  // What nobody else wants is not begun, and what runs is told.
  void cancel(const std::shared_ptr<Request>& request);

  int threads() const { return threads_; }
  bool has_room() const { return threads_ > 1 && busy_.load(std::memory_order_relaxed) < threads_; }
  std::uint64_t joined() const { return joined_.load(); }
  // body(0..n-1), on threads that have nothing to do if there are any, and on this one.
  void parallel(int n, const std::function<void(int)>& body);

 private:
  struct Arena;

  void schedule(TaskPtr& task, const std::shared_ptr<Request>& request);
  static void want(const TaskPtr& task, const std::shared_ptr<Request>& request);
  static void drop(const TaskPtr& task);
  void make_ready(const TaskPtr& task);
  void push(TaskPtr task);
  void run_one();
  void complete(const TaskPtr& task, std::vector<std::function<void()>>& calls);

  const int threads_;
  FrameCache& cache_;
  const std::function<void(Task&)> run_;
  std::mutex mutex_;  // guards everything below and the second part of every task
  std::condition_variable quiet_;
  std::vector<TaskPtr> ready_;  // a heap by order
  std::unordered_map<Key, TaskPtr> in_flight_;
  std::uint64_t next_order_ = 0;
  int enqueued_ = 0;  // run_one() calls to come or running
  bool stopping_ = false;
  std::atomic<int> busy_ = 0;
  std::atomic<std::uint64_t> joined_ = 0;
  std::unique_ptr<Arena> arena_;
};

}  // namespace rushes
