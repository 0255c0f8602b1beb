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
  const Graph& graph_;
  const EvaluatorOptions& options_;
  MediaPool& media_;
  Ledger& ledger_;
  std::mutex mutex_;
  std::unique_ptr<Signal> mix_;  // made when first asked for
};

}  // namespace rushes
