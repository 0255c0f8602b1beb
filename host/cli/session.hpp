// What the subcommands work with: a frame pool, the plugins, and evaluators over project or graph files.
#pragma once

#include "core/graph/evaluator.hpp"
#include "core/project/project.hpp"
#include "host/cli/command.hpp"
#include "host/plugins/registry.hpp"
#include "host/services/services.hpp"

#include <memory>
#include <string>

namespace rushes::cli {

struct EvaluationOptions {
  int threads = 0;                    // 0 = as many as there are cores
  std::uint64_t cache_bytes = ~0ull;  // automatic
  bool tiles = false;
  bool strict = true;  // false: a failing node shows a slate instead of ending the work
};

class Session {
 public:
  static Result<std::unique_ptr<Session>> open(const Context& context);
  ~Session();
  Session(const Session&) = delete;

  const std::shared_ptr<FramePool>& pool() const { return pool_; }
  host::Registry& plugins() { return *plugins_; }

  // A project document or a saved graph (told apart by their first field), compiled. Files named in it are relative to
  // it.
  Result<Graph> load_graph(const std::string& path);
  // `path`: the project's file, which uris are relative to.
  Result<Graph> compile_project(const Project& project, const std::string& path);
  Result<std::unique_ptr<Evaluator>> evaluate(Graph graph, const EvaluationOptions& options);

 private:
  Session() = default;
  std::shared_ptr<FramePool> pool_;
  std::shared_ptr<DecoderPool> decoders_ = std::make_shared<DecoderPool>();
  std::string scratch_;
  std::unique_ptr<host::Services> services_;  // outlives the plugins
  std::unique_ptr<host::Registry> plugins_;
};

}  // namespace rushes::cli
