// Between packed and planar pixels of the same samples, and between the two kinds of alpha.
#pragma once

#include "core/media/frame.hpp"

namespace rushes {

VideoFormat planar(VideoFormat f);
// The same samples plane by plane. With `sanitize`, floats that are no numbers become 0 and infinite ones +-65504 (the
// largest half), so that filters do not spread them.
Result<std::shared_ptr<Frame>> unpack(FramePool& pool, const Frame& frame, bool sanitize);
Result<std::shared_ptr<Frame>> pack(FramePool& pool, const Frame& frame);
// Planar floats with the same cleaning; the frame itself when its samples are integers.
Result<FramePtr> sanitized(FramePool& pool, const FramePtr& frame);

// Premultiplies or divides the colours of a planar frame with alpha; the alpha plane is shared.
Result<std::shared_ptr<Frame>> associate(FramePool& pool, const Frame& frame, bool premultiplied);
void fill_opaque(const Frame& frame);  // the alpha plane of a planar frame

}  // namespace rushes
