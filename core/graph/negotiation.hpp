// Which pixel format flows over an edge.
#pragma once

#include "core/media/format.hpp"
#include "core/project/project.hpp"

#include <vector>

namespace rushes {

// What the timeline works in: planar 4:2:0 BT.709 at the canvas's depth.
VideoFormat canvas_format(const Canvas& canvas, bool alpha = false);

// True where every member of `pattern` is RUSHES_ANY or that of `have`.
bool matches(const VideoFormat& pattern, const VideoFormat& have);
// `pattern` with its open members taken from `have`, or from `canvas` where those of `have` mean nothing in that
// family.
VideoFormat filled(const VideoFormat& pattern, const VideoFormat& have, const VideoFormat& canvas);
// What an input that accepts `accepted` (best first) is given when `have` is there: `have` when it can be, else the
// first.
VideoFormat negotiated(const std::vector<VideoFormat>& accepted, const VideoFormat& have, const VideoFormat& canvas);
// Of two pictures that become one: the format that loses nothing of either.
VideoFormat wider(const VideoFormat& a, const VideoFormat& b);
// The same samples with the same meaning; unknown chroma position and field order do not count.
bool same_pixels(const VideoFormat& a, const VideoFormat& b);

}  // namespace rushes
