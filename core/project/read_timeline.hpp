// A timeline's JSON by itself, outside of a project document.
#pragma once

#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <string_view>

namespace rushes {

// Ids and references are not looked at: validate() does once it stands in a project.
Result<Timeline> timeline_from_json(std::string_view json);

}  // namespace rushes
