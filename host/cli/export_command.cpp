// rushes export PROJECT -o FILE.otio
#include "core/base/files.hpp"
#include "core/interchange/interchange.hpp"
#include "core/interchange/tree.hpp"
#include "core/interchange/urls.hpp"
#include "host/cli/command.hpp"
#include "host/cli/options.hpp"
#include "host/session/timeline_file.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <memory>

namespace rushes::cli {

namespace fs = std::filesystem;

namespace {

struct Options {
  std::string input, output;
  bool json = false;
};

// Files keep their place: relative to the output where they lie beside or below it, else absolute. What the document
// they came from called them goes on only where that still leads to them.
void relate(Project& project, const std::string& from, const std::string& to) {
  std::error_code error;
  const fs::path source = fs::absolute(from, error), folder = fs::absolute(to, error).lexically_normal().parent_path();
  for (Asset& a : project.assets) {
    const std::string path = resolve_uri(source.string(), a.uri);
    if (path.empty() || path.front() != '/') continue;
    const fs::path whole = fs::path(path).lexically_normal(), near = whole.lexically_relative(folder);
    a.uri = !near.empty() && *near.begin() != ".." ? near.string() : whole.string();
    interchange::Tree extra = interchange::extra_tree(a.extra);
    const std::string called =
        interchange::percent_decoded(interchange::path_of(interchange::text_of(interchange::get(extra, "reference"))));
    if (called.empty() || !fs::exists(whole, error) || (folder / called).lexically_normal() == whole) continue;
    interchange::erase(extra, "reference");
    a.extra = interchange::extra_text(extra);
  }
}

Result<Project> open(const Context& context, const std::string& given) {
  std::error_code error;
  if (host::is_timeline_file(given)) {
    host::TimelineOptions options;
    options.media_folders = context.media_folders;
    options.unpack = (fs::temp_directory_path(error) / "rushes-bundle").string();
    if (given.ends_with(".otioz"))
      return Error{Errc::invalid,
                   given + " is a bundle: rushes import unpacks its media; export the project that it makes"};
    auto read = host::open_timeline(given, options);
    if (!read) return std::move(read).error();
    return std::move(read->project);
  }
  const bool folder = fs::is_directory(given, error);
  return load_project(folder ? (fs::path(given) / "project.json").string() : given);
}

Result<void> run(const Context& context, const Options& o) {
  const auto format = interchange::format_of(o.output);
  if (!format)
    return Error{
        Errc::invalid,
        "'" + o.output + "' names no format that can be written: end it with .otio, .edl, .fcpxml, .srt, .vtt or .ass"};
  if (auto ok = writable(o.output); !ok) return std::move(ok).error();
  auto project = open(context, o.input);
  if (!project) return std::move(project).error();
  relate(*project, o.input, o.output);
  auto written = interchange::write(*project, *format);
  if (!written) return std::move(written).error().in(o.output);
  if (auto saved = write_file(o.output, written->text); !saved) return std::move(saved).error();
  if (o.json) {
    nlohmann::ordered_json j{{"output", o.output},
                             {"format", interchange::name(*format)},
                             {"bytes", written->text.size()},
                             {"notices", nlohmann::ordered_json::array()}};
    for (const auto& n : written->notices) j["notices"].push_back({{"place", n.place}, {"text", n.text}});
    std::printf("%s\n", j.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    return {};
  }
  std::printf("%s: %s, %zu bytes\n", o.output.c_str(), interchange::name(*format), written->text.size());
  for (const auto& n : written->notices) std::printf("note: %s\n", interchange::to_string(n).c_str());
  return {};
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
  auto o = std::make_shared<Options>();
  auto* c = app.add_subcommand("export", "Write a project's timeline, or its captions, for other programs");
  c->add_option("project", o->input, "Project document, the folder it lies in, or another program's timeline")
      ->required();
  c->add_option("-o,--output", o->output, "File to write: .otio .edl .fcpxml, or .srt .vtt .ass for the captions")
      ->required();
  c->add_flag("--json", o->json, "Print the report as JSON");
  c->callback([&context, o] { context.run = [&context, o] { return run(context, *o); }; });
}

}  // namespace rushes::cli
