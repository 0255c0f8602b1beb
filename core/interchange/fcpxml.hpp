// Final Cut Pro's XML, versions 1.8 to 1.11.
#pragma once

#include "core/interchange/interchange.hpp"

namespace rushes::interchange {

Result<Read> read_fcpxml(std::string_view text, const ReadOptions& options);
Result<Written> write_fcpxml(const Project& project);

}  // namespace rushes::interchange
