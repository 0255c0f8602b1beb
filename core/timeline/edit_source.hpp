// How much material a source has, for the edits that lengthen clips.
#pragma once

#include "core/timeline/timeline.hpp"

#include <functional>
#include <optional>

namespace rushes {

// The length of a source; nothing when it has no end or is not known. An empty function knows of no end.
using SourceLength = std::function<std::optional<Time>(const Source&)>;

}  // namespace rushes
