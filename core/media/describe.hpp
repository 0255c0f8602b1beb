// What a file says about itself, before an index is made.
#pragma once

#include "core/media/av.hpp"
#include "core/media/orient.hpp"
#include "core/media/source.hpp"

namespace rushes::av {

MediaInfo describe(const AVFormatContext& input, const std::string& path);
Orientation orientation_of(const AVStream& stream);  // from the display matrix, to the nearest quarter turn

}  // namespace rushes::av
