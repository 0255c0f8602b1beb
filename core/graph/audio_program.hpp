// Runs the audio program of a graph. Signals read from signals; effects run in blocks of 4096 samples on a fixed grid,
// from fixed anchors, so that no result depends on which range was asked for or what was asked before.
#pragma once

#include "core/graph/evaluator.hpp"
#include "core/graph/media_pool.hpp"
#include "core/graph/video_node.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace rushes {

class Signal;

class AudioNodes {
 public:
  AudioNodes(const Graph& graph, const EvaluatorOptions& options, MediaPool& media, Ledger& ledger);
  ~AudioNodes();

  // Any thread; one at a time inside.
  Result<AudioBlock> mix(std::int64_t start, int frames, const CancelToken& cancel);

 private:
  void build();
  std::unique_ptr<Signal> chain(std::unique_ptr<Signal> signal, const std::vector<AudioEffect>& effects,
                                std::int64_t start, std::int64_t lead, std::int64_t duration);

  const Graph& graph_;
  const EvaluatorOptions& options_;
  MediaPool& media_;
  Ledger& ledger_;
  std::mutex mutex_;
  bool built_ = false;
  std::vector<std::unique_ptr<Signal>> tracks_;
  std::unique_ptr<Signal> master_;
};

}  // namespace rushes
