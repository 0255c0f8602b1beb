// Project -> Graph. Opens no media; loads the plugins the timeline names.
#pragma once

#include "core/graph/graph.hpp"
#include "core/graph/plugin_library.hpp"
#include "core/project/project.hpp"

#include <functional>
#include <string>

namespace rushes {

struct CompileOptions {
  PluginLibrary* plugins = nullptr;  // none: every plugin is missing
  std::function<std::string(const std::string& uri)>
      resolve;  // asset uri -> what Media::uri becomes; "" = it is not there
};

// What is missing becomes an error node that keeps its parameters, and never makes this fail. Fails for projects no
// canvas can hold.
Result<Graph> compile(const Project& project, const CompileOptions& options);

}  // namespace rushes
