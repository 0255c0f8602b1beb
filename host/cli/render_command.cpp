// rushes render PROJECT -o FILE
#include "core/graph/export.hpp"
#include "host/cli/check.hpp"
#include "host/cli/command.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace rushes::cli {

namespace {

struct Options {
  std::string input, output, range, preset = "veryfast", odd_size = "cut";
  EvaluationOptions evaluation;
  double crf = 18;
  bool json = false, quiet = false, keep_going = false;
};

nlohmann::ordered_json counts_json(const RenderCounts& c) {
  return {{"evaluated", c.evaluated},
          {"encoded", c.encoded},
          {"copied", c.copied},
          {"cached", c.cached},
          {"decoded", c.decode.decoded},
          {"decoding_skipped", c.decode.skipped},
          {"delivered", c.decode.delivered},
          {"reused", c.decode.reused},
          {"seeks", c.decode.seeks},
          {"decoders_opened", c.decode.opened}};
}

Result<void> render(const Context& context, const Options& o) {
  ExportSpec spec;
  spec.path = o.output;
  spec.crf = o.crf;
  spec.preset = o.preset;
  spec.even_sides = o.odd_size == "cut";
  if (auto ok = codecs_for(o.output, spec.video, spec.audio); !ok) return std::move(ok).error();
  if (auto ok = writable(o.output); !ok) return std::move(ok).error();
  auto session = Session::open(context);
  if (!session) return std::move(session).error();
  auto graph = (*session)->load_graph(o.input);
  if (!graph) return std::move(graph).error();
  if (!o.range.empty())
    if (auto ok = parse_range(o.range, graph->canvas.rate, spec.first, spec.last); !ok) return std::move(ok).error();
  const Part part{spec.first, spec.last, spec.video != VideoCodec::none, spec.audio != AudioCodec::none};
  if (!o.keep_going)
    if (auto ok = check(*graph, part, (*session)->plugins()); !ok) return std::move(ok).error();
  EvaluationOptions evaluation = o.evaluation;
  evaluation.strict = !o.keep_going;
  auto evaluator = (*session)->evaluate(*std::move(graph), evaluation);
  if (!evaluator) return std::move(evaluator).error();

  Progress progress(progress_style(o.quiet));
  auto report = export_film(
      **evaluator, (*session)->pool(), spec,
      [&](std::int64_t done, std::int64_t total) {
        progress.update("rendering", static_cast<double>(done), static_cast<double>(total), "frames");
      },
      context.cancel);
  progress.end();
  if (!report) return std::move(report).error();
  const Canvas& canvas = (*evaluator)->graph().canvas;
  const std::string note = odd_size_note(spec.video, canvas.width, canvas.height, report->width, report->height);
  const std::string name = o.output.starts_with("null:") ? "nothing written" : o.output;
  const double fps = report->seconds > 0 ? static_cast<double>(report->frames) / report->seconds : 0;
  const std::vector<NodeError> errors = (*evaluator)->stats().errors;
  if (o.json) {
    nlohmann::ordered_json j{{"output", o.output},
                             {"frames", report->frames},
                             {"samples", report->samples},
                             {"width", report->width},
                             {"height", report->height},
                             {"bytes", report->bytes},
                             {"seconds", report->seconds},
                             {"frames_per_second", fps},
                             {"counts", counts_json(report->counts)},
                             {"errors", nlohmann::ordered_json::array()}};
    for (const auto& e : errors) j["errors"].push_back(e.as_error().message);
    j["notes"] = nlohmann::ordered_json::array();
    if (!note.empty()) j["notes"].push_back(note);
    std::printf("%s\n", j.dump().c_str());
  } else {
    const double megabytes = static_cast<double>(report->bytes) / 1e6;
    if (report->frames > 0)
      std::printf("%s: %lld frames, %.1f MB, in %.1f s (%.1f frames/s)\n", name.c_str(),
                  static_cast<long long>(report->frames), megabytes, report->seconds, fps);
    else
      std::printf("%s: %.2f s of sound, %.1f MB, in %.1f s\n", name.c_str(),
                  static_cast<double>(report->samples) / canvas.sample_rate, megabytes, report->seconds);
    if (report->frames > 0)
      std::printf("frames decoded %llu, encoded %llu, copied %llu, cached %llu\n",
                  static_cast<unsigned long long>(report->counts.decode.decoded),
                  static_cast<unsigned long long>(report->counts.encoded),
                  static_cast<unsigned long long>(report->counts.copied),
                  static_cast<unsigned long long>(report->counts.cached));
    if (!note.empty()) std::printf("note: %s\n", note.c_str());
    for (const auto& e : errors) std::printf("shown as a slate: %s\n", e.as_error().message.c_str());
  }
  return {};
}

}  // namespace

void add_render(CLI::App& app, Context& context) {
  auto o = std::make_shared<Options>();
  auto* c = app.add_subcommand("render", "Render a project (or a saved graph) to a film file");
  c->add_option("project", o->input, "Project document, its folder, or a saved graph (JSON)")
      ->type_name("FILE")
      ->required();
  c->add_option("-o,--output", o->output,
                "File to write: .mp4 .mov .mkv, or .wav .flac .m4a for the sound alone; null: makes "
                "every frame and writes nothing")
      ->type_name("FILE")
      ->required();
  c->add_option("--range", o->range,
                "Part of the timeline: A..B, each a time (2.5, 00:01:02) or a frame (90f); B is not included")
      ->type_name("A..B")
      ->check(range_form);
  c->add_flag("--proxies", o->evaluation.proxies, "Pictures from proxies where there are some: a draft");
  c->add_option("--jobs", o->evaluation.threads,
                "Threads; 0 = as many as there are cores. The bytes do not depend on it")
      ->type_name("N")
      ->check(number_in(0, 1024));
  c->add_option("--crf", o->crf, "x264's quality: 0 lossless, 18 visually clear, 51 worst")
      ->type_name("N")
      ->check(number_in(0, 51))
      ->capture_default_str();
  c->add_option("--preset", o->preset, "x264's speed")
      ->type_name("NAME")
      ->check(CLI::IsMember(
          {"ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow"}))
      ->capture_default_str();
  add_odd_size(*c, o->odd_size);
  c->add_flag("--keep-going", o->keep_going, "Show a slate where a node fails instead of ending");
  c->add_flag("--json", o->json, "Print the report as JSON");
  c->add_flag("--quiet", o->quiet, "No progress");
  c->callback([&context, o] { context.run = [&context, o] { return render(context, *o); }; });
}

}  // namespace rushes::cli
