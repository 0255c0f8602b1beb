#include "core/graph/evaluator_state.hpp"

#include <nlohmann/json.hpp>

#include <unordered_map>

namespace rushes {

namespace {

using Json = nlohmann::ordered_json;

Json tree(const Graph& g, const TaskPtr& task, const FrameCache& cache, std::unordered_map<const Task*, bool>& seen) {
  static constexpr const char* names[] = {"source", "solid",           "fit",  "convert", "effect",
                                          "chain",  "stateful effect", "error"};
  const Node& n = *task->facts->node;
  const bool cached = cache.holds(task->key, task->roi);
  Json out{{"work", names[static_cast<int>(task->work)]}, {"key", to_string(task->key)}, {"node", task->node}};
  if (!n.label.empty()) out["label"] = n.label;
  if (!n.plugin.empty()) out["plugin"] = n.plugin;
  if (task->chain) {
    Json fused = Json::array();
    for (const NodeFacts* node : task->chain->nodes) fused.push_back(node->node->plugin);
    out["plugins"] = std::move(fused);
    out["passes"] = task->chain->steps.size();
  }
  out["frame"] = task->frame;
  out["format"] = to_string(task->format);
  out["size"] = Json{task->full.x2, task->full.y2};
  if (!same(task->roi, task->full)) out["roi"] = Json{task->roi.x1, task->roi.y1, task->roi.x2, task->roi.y2};
  out["state"] = cached ? "cached" : task->work == Work::error ? "fails" : "would run";
  if (task->work == Work::source) {
    out["media"] = g.media[static_cast<std::size_t>(n.media)].uri;
    if (n.time.keys.empty())
      out["time"] = Json{{"start", n.time.start.ticks}, {"speed", Json{n.time.speed.num, n.time.speed.den}}};
  }
  if (task->error) out["error"] = task->error->message;
  if (!seen.emplace(task.get(), true).second) {
    out["inputs"] = "see above";
    return out;
  }
  Json inputs = Json::array();
  for (const TaskInput& i : task->inputs)
    if (i.task) inputs.push_back(tree(g, i.task, cache, seen));
  if (!inputs.empty()) out["inputs"] = std::move(inputs);
  return out;
}

}  // namespace

std::string explain_tasks(const Graph& graph, std::int64_t n, const TaskPtr& root, const FrameCache& cache) {
  Json out{{"frame", n}};
  if (!root) {
    out["error"] = "the timeline has " + std::to_string(graph.length) + " frames";
  } else {
    const Segment& s = *graph.segment_at(n);
    std::unordered_map<const Task*, bool> seen;
    out["segment"] = Json{s.first, s.last};
    out["tree"] = tree(graph, root, cache, seen);
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace rushes
