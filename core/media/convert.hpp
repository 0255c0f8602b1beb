// Between formats and sizes, with the right matrix, range, transfer and chroma position. Deterministic for any thread
// count.
#pragma once

#include "core/media/frame.hpp"

#include <rushes/result.hpp>

namespace rushes {

enum class Filter { nearest, bilinear, bicubic, lanczos };

// The same picture in another format. Same format: the same frame, no copy. bounds and full stay.
Result<FramePtr> convert(FramePool& pool, const FramePtr& frame, const VideoFormat& target);
// The whole picture scaled to width x height square pixels (full = bounds = 0,0,width,height), in `target` format.
// The frame must hold its full picture.
Result<FramePtr> scale(FramePool& pool, const FramePtr& frame, int width, int height, const VideoFormat& target,
                       Filter filter = Filter::bicubic);
// Scaled to fit into width x height keeping its display aspect (pixel_aspect counted), centred on black (alpha:
// transparent).
Result<FramePtr> fit(FramePool& pool, const FramePtr& frame, int width, int height, const VideoFormat& target,
                     Filter filter = Filter::bicubic);
// A frame of one colour: r, g, b (sRGB, 0..1) and alpha, straight.
Result<FramePtr> solid(FramePool& pool, const VideoFormat& format, int width, int height, double r, double g, double b,
                       double alpha);

}  // namespace rushes
