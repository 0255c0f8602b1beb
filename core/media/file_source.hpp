// A media file as a source: pictures by an index, sound by sample number.
#pragma once

#include "core/media/known_files.hpp"

namespace rushes::av {

Result<std::shared_ptr<MediaSource>> open_file(std::shared_ptr<FramePool> pool, const std::string& path,
                                               std::shared_ptr<KnownFiles> known, const SourceOptions& options);

}  // namespace rushes::av
