// What an evaluator is made of.
#pragma once

#include "core/graph/audio_program.hpp"
#include "core/graph/cache.hpp"
#include "core/graph/evaluator.hpp"
#include "core/graph/expand.hpp"
#include "core/graph/media_pool.hpp"
#include "core/graph/scheduler.hpp"
#include "core/graph/video_node.hpp"

namespace rushes {

struct Evaluator::State {
  State(Graph g, EvaluatorOptions o, std::uint64_t flight_bytes)
      : graph(std::move(g)),
        options(std::move(o)),
        flight_budget(flight_bytes),
        media(graph.media, options.open),
        expander(graph, options, media),
        cache(*options.cache),
        nodes(expander, media, cache, options, ledger),
        audio(graph, options, media, ledger),
        scheduler(options.threads, cache, [this](Task& t) { nodes.run(t); }) {
    nodes.set_scheduler(&scheduler);
  }

  const Graph graph;
  const EvaluatorOptions options;
  const std::uint64_t flight_budget;  // bytes of frames that frames() may have under way
  MediaPool media;
  Expander expander;
  FrameCache& cache;
  Ledger ledger;
  VideoNodes nodes;
  AudioNodes audio;
  Scheduler scheduler;  // last: its threads end before what they use
};

// The tasks of a request as JSON; explain.cpp.
std::string explain_tasks(const Graph& graph, std::int64_t n, const TaskPtr& root, const FrameCache& cache);

}  // namespace rushes
