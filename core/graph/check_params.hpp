// Whether what a project sets on a plugin is what the plugin knows.
#pragma once

#include "core/timeline/timeline.hpp"

#include <rushes/abi/plugin.h>

#include <string>

namespace rushes {

// The first parameter of `params` that `info` does not know or that has a value of another kind, as a sentence that
// names it and, where one is near, the name that was probably meant. Empty: all are as they should be.
std::string wrong_param(const rushes_plugin_info& info, const Params& params);

}  // namespace rushes
