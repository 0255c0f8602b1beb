// The plugins of this host: found by their manifests, listed without running any of their code, loaded when first asked
// for.
//
//     Registry plugins({.search_paths = default_search_paths(exe, getenv("RUSHES_PLUGIN_PATH")), .host_for = ...});
//     auto invert = plugins.find("org.rushes.example.invert");
//
// A plugin that cannot be used is a row with its reason and never stops the others. Thread-safe; no lock is held while
// a plugin's code runs. Libraries are released in the reverse order of loading, each when nothing uses it any more.
#pragma once

#include "core/graph/plugin_library.hpp"
#include "host/plugins/plugin_row.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rushes::host {

class Registry final : public PluginLibrary {
 public:
  struct Options {
    std::vector<std::string> search_paths;  // folders that hold NAME.rushes; the first with an id that loads wins
    // The table a plugin is given; never null; valid until the registry and all that came from it are gone.
    std::function<const rushes_host*(const std::string& plugin_id)> host_for;
    // Told of a plugin whose library turned out not to load, when a later bundle with its id takes its place. Any thread.
    std::function<void(const PluginRow& broken)> passed_over = {};
  };

  explicit Registry(Options options);  // reads the manifests
  ~Registry() override;
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  Result<LoadedPlugin> find(std::string_view id) override;

  std::vector<PluginRow> rows() const;  // as found: by search path, bundle name, place in the bundle
  // The row that find(id) would use, or else the one that says why there is none.
  std::optional<PluginRow> row(std::string_view id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Entries of RUSHES_PLUGIN_PATH (separated by ":", may be null), then the plugins beside the executable `exe`:
// <folder of exe>/../lib/rushes/plugins.
std::vector<std::string> default_search_paths(const std::string& exe, const char* plugin_path);

}  // namespace rushes::host
