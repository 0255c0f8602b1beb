// Whether what a project sets on a plugin is what the plugin knows.
#pragma once

#include "core/timeline/timeline.hpp"

#include <rushes/abi/plugin.h>

#include <cstdint>
#include <string>

namespace rushes {

// Of RUSHES_P_*: whether values are text; if not, how many numbers each has.
bool is_text(std::int32_t type);
int count_of_numbers(std::int32_t type);

// The first parameter of `params` that `info` does not know or that has a value of another kind, as a sentence that
// names it and, where one is near, the name that was probably meant. Empty: all are as they should be.
std::string wrong_param(const rushes_plugin_info& info, const Params& params);

}  // namespace rushes
