// What a program that works with films holds: a frame pool, the plugins, and evaluators over project or graph files.
// The rushes command is built on it, and so is whatever embeds the framework (docs/embedding.md).
#pragma once

#include "core/graph/evaluator.hpp"
#include "core/media/known_files.hpp"
#include "core/project/project.hpp"
#include "host/plugins/registry.hpp"
#include "host/services/services.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace rushes::host {

struct EvaluationOptions {
  int threads = 0;                    // 0 = as many as there are cores
  std::uint64_t cache_bytes = ~0ull;  // automatic
  bool tiles = false;
  bool proxies = false;  // media that have a proxy are shown by it: quick and small, sound as ever
  bool strict = true;    // false: a failing node shows a slate instead of ending the work
};

struct SessionOptions {
  // Folders of bundles; of two with one id the first found counts. Empty: RUSHES_PLUGIN_PATH and what
  // default_search_paths() makes of `executable`.
  std::vector<std::string> plugin_paths;
  std::string executable;  // the program's own path: bundles lie beside it, in ../lib/rushes/plugins
  // For what can be made again: what is known of media files, proxies. Empty: default_cache_folder(); "none": nothing
  // is kept.
  std::string cache_folder = {};
  // Lines of plugins, on any thread. Empty: warnings and errors go to stderr.
  std::function<void(LogLevel, std::string_view plugin, std::string_view text)> log;
  // Where media of other programs' timelines are looked for by their names, besides beside the timeline.
  std::vector<std::string> media_folders = {};
};

// rushes in XDG_CACHE_HOME or in .cache of the home folder; empty where there is neither.
std::string default_cache_folder();

// Thread-safe but for the destructor, which comes after all evaluators are gone.
class Session {
 public:
  static Result<std::unique_ptr<Session>> open(const SessionOptions& options);
  ~Session();
  Session(const Session&) = delete;

  const std::shared_ptr<FramePool>& pool() const { return pool_; }
  Registry& plugins() { return *plugins_; }

  // A project document, the folder it lies in, a saved graph (told apart by their first field), or another program's
  // timeline (timeline_file.hpp), compiled. Files named in it are relative to it. What another program's timeline says
  // and we do not show, and media that are missing (a slate shows in their place), go to the log.
  Result<Graph> load_graph(const std::string& path);
  // `path`: the project's file, which uris are relative to.
  Result<Graph> compile_project(const Project& project, const std::string& path);
  Result<std::unique_ptr<Evaluator>> evaluate(Graph graph, const EvaluationOptions& options);

  // One media file, with what is known of it from earlier runs. `proxies`: by its proxy where it has one.
  Result<std::shared_ptr<MediaSource>> open_media(const std::string& path, bool proxies = false);
  // Where the proxy of a source lies, or would: by its content, so that a file that was renamed or copied has one and a
  // file that was changed has none. An error without a cache folder.
  Result<std::string> proxy_of(const MediaSource& source) const;

 private:
  Session() = default;
  Result<Graph> load_timeline(const std::string& path);
  std::shared_ptr<FramePool> pool_;
  // As many as the layers of a busy timeline; those that are not asked for a while rest by themselves.
  std::shared_ptr<DecoderPool> decoders_ = std::make_shared<DecoderPool>(16);
  std::string cache_;  // folder; empty: none
  std::shared_ptr<KnownFiles> known_;
  std::string scratch_;
  std::vector<std::string> media_folders_;
  std::function<void(LogLevel, std::string_view, std::string_view)> log_;
  struct SequenceRates;
  std::shared_ptr<SequenceRates> sequence_rates_;
  std::unique_ptr<Services> services_;  // outlives the plugins
  std::unique_ptr<Registry> plugins_;
};

}  // namespace rushes::host
