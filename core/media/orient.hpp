// Turning pictures upright: whole quarter turns and mirroring, exact, in any format.
#pragma once

#include "core/media/frame.hpp"

namespace rushes {

struct Orientation {
  int rotation = 0;       // clockwise degrees: 0, 90, 180, 270
  bool mirrored = false;  // flipped left to right first
  bool upright() const { return rotation == 0 && !mirrored; }
};

VideoFormat oriented(VideoFormat format, Orientation o);  // subsampling and chroma position turn too
// The frame must hold its full picture.
Result<std::shared_ptr<Frame>> orient(FramePool& pool, const Frame& frame, Orientation o);

}  // namespace rushes
