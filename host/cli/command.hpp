// The rushes command: one file per subcommand, each adding itself to the CLI11 application.
//
// Exit codes: 0 done, 1 could not (one line on stderr: what, why, what to do), 2 wrong usage, 130 interrupted.
#pragma once

#include "core/base/cancel.hpp"
#include "host/session/session.hpp"

#include <rushes/result.hpp>

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace rushes::cli {

using host::EvaluationOptions;
using host::Session;

// What every subcommand shares. The chosen one sets `run`.
struct Context {
  std::string executable;                  // its own path: bundles lie relative to it
  CancelToken cancel;                      // set by Ctrl-C and SIGTERM
  std::vector<std::string> media_folders;  // where media of other programs' timelines are looked for
  operator host::SessionOptions() const {
    return {.plugin_paths = {}, .executable = executable, .log = {}, .media_folders = media_folders};
  }
  std::string kept;                   // what an interrupted command left on purpose, and how to go on
  std::function<Result<void>()> run;  // what the chosen subcommand does once all options are read
};

void add_make(CLI::App& app, Context& context);
void add_render(CLI::App& app, Context& context);
void add_frame(CLI::App& app, Context& context);
void add_graph(CLI::App& app, Context& context);  // graph, hash, explain
void add_probe(CLI::App& app, Context& context);
void add_import(CLI::App& app, Context& context);
void add_export(CLI::App& app, Context& context);
void add_proxy(CLI::App& app, Context& context);
void add_plugins(CLI::App& app, Context& context);

}  // namespace rushes::cli
