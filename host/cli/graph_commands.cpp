// rushes graph, hash and explain: what a project is evaluated as, without evaluating it.
#include "core/base/files.hpp"
#include "core/graph/graph.hpp"
#include "host/cli/check.hpp"
#include "host/cli/command.hpp"
#include "host/cli/options.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <optional>

namespace rushes::cli {

namespace {

struct Options {
  std::string input, output, at, range;
  bool dot = false, json = false;
};

Result<std::optional<std::int64_t>> wanted_frame(const Options& o, const Graph& graph) {
  if (o.at.empty()) return std::optional<std::int64_t>();
  auto n = frame_within(o.at, graph.canvas.rate, graph.length);
  if (!n) return std::move(n).error();
  return std::optional(*n);
}

Result<void> print(const std::string& text, const std::string& output) {
  if (!output.empty()) return write_file(output, text);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    return Error{Errc::io, "cannot write to the standard output"};
  return {};
}

std::string absolute(const std::string& uri) {
  if (uri.empty() || uri.find("://") != uri.npos) return uri;
  std::error_code error;
  const auto path = std::filesystem::absolute(uri, error);
  return error ? uri : path.lexically_normal().string();
}

Result<void> graph(const Context& context, const Options& o) {
  auto session = Session::open(context);
  if (!session) return std::move(session).error();
  auto g = (*session)->load_graph(o.input);
  if (!g) return std::move(g).error();
  auto n = wanted_frame(o, *g);
  if (!n) return std::move(n).error();
  // A saved graph works wherever it lies.
  for (Media& m : g->media) m.uri = absolute(m.uri);
  for (auto& [id, m] : g->resources) m.uri = absolute(m.uri);
  return print(o.dot ? to_dot(*g, *n) : to_json(*n ? graph_at(*g, **n) : *g), o.output);
}

Result<void> hash(const Context& context, const Options& o) {
  auto session = Session::open(context);
  if (!session) return std::move(session).error();
  auto g = (*session)->load_graph(o.input);
  if (!g) return std::move(g).error();
  std::int64_t first = 0, last = -1;
  if (!o.range.empty())
    if (auto ok = parse_range(o.range, g->canvas.rate, first, last); !ok) return std::move(ok).error();
  if (last < 0 || last > g->length) last = g->length;
  // Their frames have keys too, which change when they can be made.
  for (const std::string& p : problems(*g, {first, last, true, false}, (*session)->plugins()))
    std::fprintf(stderr, "warning: %s\n", p.c_str());
  auto evaluator = (*session)->evaluate(*std::move(g), {});
  if (!evaluator) return std::move(evaluator).error();
  std::string text;
  for (std::int64_t i = first; i < last; ++i) {
    if (context.cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    const std::string key = to_string((*evaluator)->key(i));
    text += o.json ? "{\"frame\":" + std::to_string(i) + ",\"key\":\"" + key + "\"}\n"
                   : std::to_string(i) + " " + key + "\n";
  }
  return print(text, o.output);
}

Result<void> explain(const Context& context, const Options& o) {
  auto session = Session::open(context);
  if (!session) return std::move(session).error();
  auto g = (*session)->load_graph(o.input);
  if (!g) return std::move(g).error();
  auto n = wanted_frame(o, *g);
  if (!n) return std::move(n).error();
  auto evaluator = (*session)->evaluate(*std::move(g), {});
  if (!evaluator) return std::move(evaluator).error();
  std::string text = (*evaluator)->explain(n->value_or(0));
  if (text.empty() || text.back() != '\n') text += '\n';
  return print(text, o.output);
}

void common(CLI::App* c, const std::shared_ptr<Options>& o) {
  c->add_option("project", o->input, "Project document, its folder, or a saved graph (JSON)")
      ->type_name("FILE")
      ->required();
  c->add_option("-o,--output", o->output, "File to write instead of the standard output")->type_name("FILE");
}

}  // namespace

void add_graph(CLI::App& app, Context& context) {
  {
    auto o = std::make_shared<Options>();
    auto* c = app.add_subcommand("graph", "Print the node graph of a project; render takes it in place of the project");
    common(c, o);
    c->add_option("--at", o->at, "Only what this frame needs, a graph of one frame: a time or a frame (90f)")
        ->type_name("TIME")
        ->check(time_form);
    auto* dot = c->add_flag("--dot", o->dot, "As a drawing for Graphviz");
    c->add_flag("--json", o->json, "As JSON (the default)")->excludes(dot);
    c->callback([&context, o] { context.run = [&context, o] { return graph(context, *o); }; });
  }
  {
    auto o = std::make_shared<Options>();
    auto* c = app.add_subcommand("hash", "Print the content key of each frame, without rendering");
    common(c, o);
    c->add_option("--range", o->range, "Part of the timeline: A..B")->type_name("A..B")->check(range_form);
    c->add_flag("--json", o->json, "One JSON object a line");
    c->callback([&context, o] { context.run = [&context, o] { return hash(context, *o); }; });
  }
  {
    auto o = std::make_shared<Options>();
    auto* c =
        app.add_subcommand("explain", "Print what would run for one frame, as JSON: nodes, keys, formats, sources");
    common(c, o);
    c->add_option("--at", o->at, "Where: a time or a frame (90f); the start by default")
        ->type_name("TIME")
        ->check(time_form);
    c->add_flag("--json", o->json, "As JSON (the default)");
    c->callback([&context, o] { context.run = [&context, o] { return explain(context, *o); }; });
  }
}

}  // namespace rushes::cli
