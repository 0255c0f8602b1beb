// Any bytes are either refused with one clean sentence or are a graph that survives writing and reading, and whose
// times hold.
#include "core/graph/graph.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

void require(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rushes;
  const auto graph = graph_from_json({reinterpret_cast<const char*>(data), size});
  if (!graph) {
    const std::string& message = graph.error().message;
    require(!message.empty() && message.size() <= 403 && message.find('\n') == message.npos,
            "an error is one sentence");
    return 0;
  }
  require(validate(*graph).has_value(), "what was read is valid");
  const std::string json = to_json(*graph);
  const auto again = graph_from_json(json);
  require(again.has_value(), "what was written can be read");
  require(to_json(*again) == json, "the form is canonical");
  to_dot(*graph, 0);
  for (const Segment& s : graph->segments) {
    require(graph->segment_at(s.first) == &s && graph->segment_at(s.last - 1) == &s, "a frame lies in its segment");
    for (const Node& n : graph->nodes) {
      source_time(n.time, s.first + s.root.offset, graph->canvas.rate);
      source_time(n.time, s.last + s.root.offset, graph->canvas.rate);
      for (const auto& [name, param] : n.params)
        value_at(param, frame_start(s.last + s.root.offset, graph->canvas.rate));
    }
  }
  return 0;
}
