// rushes frame PROJECT --at T -o x.png
#include "core/media/writer.hpp"
#include "host/cli/command.hpp"
#include "host/cli/options.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace rushes::cli {

namespace {

struct Options {
  std::string input, output, at = "0";
  EvaluationOptions evaluation;
  bool json = false;
};

Result<void> frame(const Context& context, const Options& o) {
  if (auto ok = writable(o.output); !ok) return std::move(ok).error();
  auto session = Session::open(context);
  if (!session) return std::move(session).error();
  auto graph = (*session)->load_graph(o.input);
  if (!graph) return std::move(graph).error();
  auto n = frame_within(o.at, graph->canvas.rate, graph->length);
  if (!n) return std::move(n).error();
  auto evaluator = (*session)->evaluate(*std::move(graph), o.evaluation);
  if (!evaluator) return std::move(evaluator).error();
  auto picture = (*evaluator)->frame(*n, context.cancel);
  if (!picture) return std::move(picture).error();
  if (auto ok = write_still(*(*session)->pool(), **picture, o.output); !ok) return std::move(ok).error();
  const std::string key = to_string((*evaluator)->key(*n));
  if (o.json)
    std::printf("%s\n", nlohmann::ordered_json{{"output", o.output}, {"frame", *n}, {"key", key}}.dump().c_str());
  else
    std::printf("%s: frame %lld\n", o.output.c_str(), static_cast<long long>(*n));
  return {};
}

}  // namespace

void add_frame(CLI::App& app, Context& context) {
  auto o = std::make_shared<Options>();
  auto* c = app.add_subcommand("frame", "Render one frame to a picture: the very frame that render would encode");
  c->add_option("project", o->input, "Project document, its folder, or a saved graph (JSON)")
      ->type_name("FILE")
      ->required();
  c->add_option("--at", o->at, "Where: a time (2.5, 00:01:02) or a frame (90f)")
      ->type_name("TIME")
      ->check(time_form)
      ->capture_default_str();
  c->add_option("-o,--output", o->output, "File to write: .png .jpg .tif .exr")->type_name("FILE")->required();
  c->add_flag("--proxies", o->evaluation.proxies, "Pictures from proxies where there are some: a draft");
  c->add_option("--jobs", o->evaluation.threads, "Threads; 0 = as many as there are cores")
      ->type_name("N")
      ->check(number_in(0, 1024));
  c->add_flag("--json", o->json, "Print what was made as JSON");
  c->callback([&context, o] { context.run = [&context, o] { return frame(context, *o); }; });
}

}  // namespace rushes::cli
