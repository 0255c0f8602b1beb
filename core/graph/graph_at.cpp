#include "core/graph/graph.hpp"

namespace rushes {

std::set<int> nodes_under(const Graph& graph, int root) {
  std::set<int> seen;
  std::vector<int> open{root};
  while (!open.empty()) {
    const int n = open.back();
    open.pop_back();
    if (!seen.insert(n).second) continue;
    for (const Edge& e : graph.nodes[static_cast<std::size_t>(n)].inputs) open.push_back(e.node);
  }
  return seen;
}

Graph graph_at(const Graph& graph, std::int64_t frame) {
  Graph out;
  out.canvas = graph.canvas;
  out.resources = graph.resources;
  const Segment* s = graph.segment_at(frame);
  if (!s) return out;
  std::map<int, int> nodes, media;  // old numbers to new ones; the order stays, inputs first
  for (const int old : nodes_under(graph, s->root.node)) {
    Node node = graph.nodes[static_cast<std::size_t>(old)];
    for (Edge& e : node.inputs) e.node = nodes.at(e.node);
    if (node.media >= 0) {
      const auto [at, fresh] = media.emplace(node.media, static_cast<int>(out.media.size()));
      if (fresh) out.media.push_back(graph.media[static_cast<std::size_t>(node.media)]);
      node.media = at->second;
    }
    nodes.emplace(old, static_cast<int>(out.nodes.size()));
    out.nodes.push_back(std::move(node));
  }
  out.length = 1;
  out.segments = {{0, 1, {nodes.at(s->root.node), s->root.offset + frame}}};
  return out;
}

}  // namespace rushes
