// Pictures in files of their own, by OpenImageIO: stills, and sequences of numbered files.
#pragma once

#include "core/media/source.hpp"

namespace rushes {

// By the ending: a kind of still that OpenImageIO knows, or that is known to be one (HEIC) even where it cannot be
// read.
bool is_still(const std::string& path);
// "name.####.exr" or "name.%04d.exr", where no file has that very name.
bool is_sequence(const std::string& path);

// Where else librushes_stills.so may lie, for programs that are not installed along with it. Any thread.
void look_for_stills_in(const std::string& folder);

Result<FramePtr> read_still(FramePool& pool, const std::string& path);
Result<std::shared_ptr<MediaSource>> open_still(std::shared_ptr<FramePool> pool, const std::string& path);
Result<std::shared_ptr<MediaSource>> open_sequence(std::shared_ptr<FramePool> pool, const std::string& pattern,
                                                   Rate rate);
Result<MediaInfo> probe_still(const std::string& path);
Result<MediaInfo> probe_sequence(const std::string& pattern, Rate rate);

}  // namespace rushes
