// rushes import FILE -o project.json
#include "core/interchange/interchange.hpp"
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
  std::string input, output, rate;
  bool json = false;
};

// Relative to the project where they lie beside or below it, so that both can be moved together.
void relate(Project& project, const std::string& file) {
  std::error_code error;
  const fs::path folder = fs::absolute(file, error).lexically_normal().parent_path();
  for (Asset& a : project.assets) {
    if (a.uri.empty() || a.uri.front() != '/') continue;
    const fs::path near = fs::path(a.uri).lexically_relative(folder);
    if (!near.empty() && *near.begin() != "..") a.uri = near.string();
  }
}

Result<void> import(const Context& context, const Options& o) {
  if (auto ok = writable(o.output); !ok) return std::move(ok).error();
  host::TimelineOptions options;
  options.media_folders = context.media_folders;
  if (!o.rate.empty()) {
    Rate rate;
    if (parse_rate(o.rate, rate)) options.rate = rate;
  }
  options.unpack = fs::path(o.output).replace_extension().string() + ".media";
  auto read = host::open_timeline(o.input, options);
  if (!read) return std::move(read).error();
  relate(read->project, o.output);
  if (auto saved = save_project(read->project, o.output); !saved) return std::move(saved).error();
  std::size_t clips = 0;
  for (const Track& t : read->project.timeline.tracks)
    for (const Item& i : t.items) clips += std::holds_alternative<Clip>(i);
  const double seconds = duration(read->project.timeline).seconds();
  if (o.json) {
    nlohmann::ordered_json j{
        {"output", o.output}, {"tracks", read->project.timeline.tracks.size()}, {"clips", clips},
        {"seconds", seconds}, {"notices", nlohmann::ordered_json::array()},     {"missing", read->missing}};
    for (const auto& n : read->notices) j["notices"].push_back({{"place", n.place}, {"text", n.text}});
    std::printf("%s\n", j.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    return {};
  }
  std::printf("%s: %zu clips on %zu tracks, %.2f s\n", o.output.c_str(), clips, read->project.timeline.tracks.size(),
              seconds);
  for (const auto& n : read->notices) std::printf("note: %s\n", interchange::to_string(n).c_str());
  for (const std::string& m : read->missing) std::printf("missing: %s\n", m.c_str());
  return {};
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
  auto o = std::make_shared<Options>();
  auto* c = app.add_subcommand("import", "Read another program's timeline, or captions, into a project document");
  c->add_option("file", o->input,
                ".otio .otioz .otiod .edl .fcpxml .xml (Final Cut Pro 7) .mlt .kdenlive .srt .vtt .ass")
      ->required();
  c->add_option("-o,--output", o->output, "Project document to write")->required();
  c->add_option("--rate", o->rate, "Frames a second of an EDL, which does not say them (24, 29.97, 30000/1001)")
      ->check(rate_form);
  c->add_flag("--json", o->json, "Print the report as JSON");
  c->callback([&context, o] { context.run = [&context, o] { return import(context, *o); }; });
}

}  // namespace rushes::cli
