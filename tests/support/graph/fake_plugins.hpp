// Plugins made for tests of the graph, linked in: each is the smallest of its sort. Ids "test.*"; org.rushes.dissolve,
// blend and transform stand in for the real ones.
#pragma once

#include "core/graph/plugin_library.hpp"

#include <map>
#include <set>
#include <string>

namespace rushes::testing {

class FakePlugins final : public PluginLibrary {
 public:
  Result<LoadedPlugin> find(std::string_view id) override;
  std::set<std::string, std::less<>> missing;  // ids to deny
};

// Render (or process) calls of a plugin since the last reset, over all its instances.
int renders(const std::string& id);
void reset_renders();
// The most calls of test.serial that ran at once; must be 1.
int most_serial_calls();

}  // namespace rushes::testing
