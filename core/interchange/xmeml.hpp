// Final Cut Pro 7's XML, as Premiere Pro and others still write it.
#pragma once

#include "core/interchange/interchange.hpp"

namespace rushes::interchange {

Result<Read> read_xmeml(std::string_view text, const ReadOptions& options);

}  // namespace rushes::interchange
