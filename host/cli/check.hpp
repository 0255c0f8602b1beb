// What a graph asks for and cannot have, found before a frame is made: plugins that are not there, parameters they do
// not know, files that are gone. So a long render does not end in its last minute.
#pragma once

#include "core/graph/graph.hpp"
#include "core/graph/plugin_library.hpp"

#include <rushes/result.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace rushes::cli {

struct Part {
  std::int64_t first = 0, last = -1;  // frames, half-open; last < 0: to the end
  bool pictures = true, sound = true;
};

// One sentence each, that names clip and plugin; in the graph's order. Loads the plugins that the part names.
std::vector<std::string> problems(const Graph& graph, const Part& part, PluginLibrary& plugins);

// The first problem as an error, with the count of the others.
Result<void> check(const Graph& graph, const Part& part, PluginLibrary& plugins);

}  // namespace rushes::cli
