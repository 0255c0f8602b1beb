// Runs one task: pixels.
#pragma once

#include "core/graph/expand.hpp"
#include "core/graph/scheduler.hpp"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace rushes {

// Counts and failures, by plugin id or kind of node.
class Ledger {
 public:
  void count(const std::string& name, std::uint64_t ns, std::uint64_t bytes);
  void count(const PointChain& chain, std::uint64_t ns, std::uint64_t bytes);  // shared out among its nodes
  void failed(const NodeError& error);
  void report(Evaluator::Stats& stats) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Evaluator::Counter> counters_;
  std::vector<NodeError> errors_;
};

class VideoNodes {
 public:
  VideoNodes(Expander& expander, MediaPool& media, FrameCache& cache, const EvaluatorOptions& options, Ledger& ledger)
      : expander_(expander), media_(media), cache_(cache), options_(options), ledger_(ledger) {}

  void set_scheduler(Scheduler* scheduler) { scheduler_ = scheduler; }
  // Fills task.result from the results of its inputs. Any thread.
  void run(Task& task);
  // The same with all that it needs, on this thread alone.
  Result<FramePtr> run_alone(const TaskPtr& task, const CancelToken& cancel);

 private:
  // An instance of a stateful effect on its way through a chunk.
  struct History {
    std::unique_ptr<PluginInstance> instance;
    std::int64_t anchor = 0, next = 0;
  };

  Result<FramePtr> pixels(Task& task);
  Result<FramePtr> source(Task& task);
  Result<FramePtr> fit(Task& task, const FramePtr& in);
  Result<FramePtr> effect(Task& task, std::vector<FramePtr>& in, bool first_is_ours);
  Result<FramePtr> chain(Task& task, std::vector<FramePtr>& in, bool first_is_ours, const NodeFacts** blame);
  Result<FramePtr> stateful(Task& task, std::vector<FramePtr>& in);
  Result<FramePtr> call(rushes_instance* instance, const NodeFacts& facts, std::int64_t frame, const Task& task,
                        const ResolvedParams& params, const std::vector<FramePtr>& in, std::shared_ptr<Frame> out);
  void substitute(Task& task, const std::vector<FramePtr>& in, const Error& why);
  Result<FramePtr> marked(FramePtr frame);

  Expander& expander_;
  MediaPool& media_;
  FrameCache& cache_;
  const EvaluatorOptions& options_;
  Ledger& ledger_;
  Scheduler* scheduler_ = nullptr;
  std::mutex histories_mutex_;
  std::multimap<int, History> histories_;  // by node; not in use now
};

}  // namespace rushes
