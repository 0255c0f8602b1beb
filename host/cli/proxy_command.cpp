// rushes proxy FILE... : small copies of media that are quick to show in any order
#include "core/media/proxy.hpp"
#include "host/cli/command.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

namespace rushes::cli {

namespace {

struct Options {
  std::vector<std::string> inputs;
  ProxySpec spec;
  bool again = false, json = false, quiet = false;
};

// The media of projects and saved graphs, and whatever else is named; each once.
Result<std::vector<std::string>> media_of(Session& session, const std::vector<std::string>& inputs) {
  std::vector<std::string> out;
  const auto add = [&out](const std::string& path) {
    if (std::ranges::find(out, path) == out.end()) out.push_back(path);
  };
  for (const std::string& input : inputs) {
    std::error_code error;
    if (!input.ends_with(".json") && !std::filesystem::is_directory(input, error)) {
      add(input);
      continue;
    }
    auto graph = session.load_graph(input);
    if (!graph) return std::move(graph).error();
    for (const Media& m : graph->media) add(m.uri);
  }
  return out;
}

Result<void> proxy(const Context& context, const Options& o) {
  auto session = Session::open(context);
  if (!session) return std::move(session).error();
  auto media = media_of(**session, o.inputs);
  if (!media) return std::move(media).error();
  auto done = nlohmann::ordered_json::array();
  for (const std::string& path : *media) {
    auto source = (*session)->open_media(path);
    if (!source) return std::move(source).error();
    std::string what = why_no_proxy((*source)->info()), place;
    if (what.empty()) {
      auto found = (*session)->proxy_of(**source);
      if (!found) return std::move(found).error();
      place = *found;
      std::error_code error;
      std::filesystem::create_directories(std::filesystem::path(place).parent_path(), error);
      what = "there already";
      if (o.again || !std::filesystem::exists(place, error)) {
        Progress progress(progress_style(o.quiet));
        const auto tell = [&](std::int64_t n, std::int64_t of) {
          progress.update("proxy of " + std::filesystem::path(path).filename().string(), static_cast<double>(n),
                          static_cast<double>(of), "frames");
        };
        if (auto ok = make_proxy((*session)->pool(), **source, place, o.spec, tell, context.cancel); !ok) return ok;
        what = "made";
      }
    } else {
      what = "not made: " + what;
    }
    if (o.json)
      done.push_back({{"media", path},
                      {"proxy", place.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(place)},
                      {"state", what}});
    else
      std::printf("%s: %s\n", path.c_str(), what.c_str());
  }
  if (o.json) std::printf("%s\n", done.dump(1).c_str());
  return {};
}

}  // namespace

void add_proxy(CLI::App& app, Context& context) {
  auto o = std::make_shared<Options>();
  auto* c =
      app.add_subcommand("proxy", "Make small copies of media that are quick to show in any order, for --proxies");
  c->add_option("media", o->inputs, "Media files, project documents, their folders")->type_name("FILE")->required();
  c->add_option("--height", o->spec.height, "Pixels high at most")
      ->type_name("N")
      ->check(number_in(16, 2160))
      ->capture_default_str();
  c->add_flag("--again", o->again, "Make those anew that are there already");
  c->add_flag("--json", o->json, "Print what was made as JSON");
  c->add_flag("--quiet", o->quiet, "No progress");
  c->callback([&context, o] { context.run = [&context, o] { return proxy(context, *o); }; });
}

}  // namespace rushes::cli
