// .otioz bundles: zip archives with content.otio and media/.
#pragma once

#include <rushes/result.hpp>

#include <string>

namespace rushes::host {

// Unpacks into `folder`, which is made. Names that lead out of it, links, and archives of more than 10,000 files or
// 100 GB are refused before anything is written.
Result<void> unzip(const std::string& archive, const std::string& folder);

}  // namespace rushes::host
