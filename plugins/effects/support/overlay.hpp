// For generators of text: a premultiplied RGBA8 canvas put into an output of any format with alpha; where nothing was
// painted the output is transparent.
#pragma once

#include "support/picture.hpp"

namespace rushes::effects {

// As the project, with alpha. In planar YUV that is straight alpha, what a blend takes without conversion.
std::vector<rushes_video_format> overlay_formats();
void require_overlay(const rushes_video_format& format);

// RGBA8 pixels of a part of the frame. Its x is even enough for every subsampling: a multiple of 4.
struct OverlayCanvas {
  rushes_rect area{};
  std::vector<std::uint8_t> pixels;
  // Covers `wanted` within `bounds`, grown to whole samples of chroma.
  OverlayCanvas(const rushes_rect& wanted, const rushes_rect& bounds);
  std::uint8_t* row(int y) {
    return pixels.data() + static_cast<std::size_t>(y - area.y1) * static_cast<std::size_t>(area.x2 - area.x1) * 4;
  }
};
void put_overlay(OverlayCanvas& canvas, const rushes_image& out);

}  // namespace rushes::effects
