// zimg: one planar picture to another size, depth, range, matrix, transfer and subsampling, in one pass.
#pragma once

#include "core/media/convert.hpp"

namespace rushes {

// Both planar; the same kind of family on both sides or YUV and RGB. Alpha planes are resized and re-quantised as they
// are: association is the caller's matter. `to` covers the whole of `from`.
Result<void> resize(FramePool& pool, const Frame& from, Frame& to, Filter filter);

// Whether going from a to b changes light (transfer or primaries), not only its coding.
bool changes_light(const VideoFormat& a, const VideoFormat& b);

}  // namespace rushes
