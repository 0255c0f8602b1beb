// evaluate_graph OUT.mp4: a graph built in code, without a project: a title that blurs away, written to a film.
#include <rushes/framework.hpp>

#include <cstdio>

using namespace rushes;

int main(int argc, char** argv) {
  auto session = host::Session::open({.plugin_paths = {PLUGINS}});
  if (!session) return std::fprintf(stderr, "%s\n", session.error().message.c_str()), 1;

  Param text, sigma;
  text.value = {{}, 0, "Made of nodes"};
  sigma.keys = {{.at = {}, .value = {{0}, 1, {}}}, {.at = {Time::per_second}, .value = {{20}, 1, {}}}};

  Graph graph;
  graph.canvas = {.width = 320, .height = 180, .rate = {24, 1}};
  graph.length = 24;
  graph.nodes = {
      {.kind = NodeKind::gap},
      {.kind = NodeKind::generator, .plugin = "org.rushes.title", .params = {{"text", text}}, .length = 24},
      {.kind = NodeKind::effect,
       .plugin = "org.rushes.blur",
       .params = {{"sigma", sigma}},
       .inputs = {{1, 0}},
       .length = 24},
      {.kind = NodeKind::blend, .plugin = "org.rushes.blend", .inputs = {{0, 0}, {2, 0}}},
  };
  graph.segments = {{.first = 0, .last = 24, .root = {3, 0}}};
  if (auto ok = validate(graph); !ok) return std::fprintf(stderr, "%s\n", ok.error().message.c_str()), 1;

  auto evaluator = (*session)->evaluate(graph, {});
  if (!evaluator) return std::fprintf(stderr, "%s\n", evaluator.error().message.c_str()), 1;
  auto report = export_film(**evaluator, (*session)->pool(), {.path = argc > 1 ? argv[1] : "nodes.mp4"});
  if (!report) return std::fprintf(stderr, "%s\n", report.error().message.c_str()), 1;
  std::printf("%lld frames, %llu bytes\n", static_cast<long long>(report->frames),
              static_cast<unsigned long long>(report->bytes));
}
