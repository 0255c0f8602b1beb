// Numbers of ITU-T H.273: how R'G'B' in 0..1 becomes the stored samples of a planar YUV picture, and back.
#pragma once

#include <rushes/abi/media.h>

#include <array>

namespace rushes::effects {

struct YuvSpace {
  // Stored samples: luma = black + y * luma_range, chroma = middle + c * chroma_range with c in -0.5..0.5.
  float black, luma_range, middle, chroma_range, max;
  float kr, kg, kb;          // luma weights of the matrix
  float r_v, g_u, g_v, b_u;  // R = y + r_v v, G = y + g_u u + g_v v, B = y + b_u u
  float u_scale, v_scale;    // u = (B - y) * u_scale, v = (R - y) * v_scale
};
YuvSpace yuv_space(const rushes_video_format& format);

// A colour (R'G'B' straight, alpha) as the samples of each plane or channel of `format`, not yet rounded: Y, U, V, A of
// straight YUVA; over black for YUV without alpha; R, G, B, A premultiplied (0..max, or 0..1 of float) for RGBA.
std::array<float, 4> colour_samples(const rushes_video_format& format, const double* rgba);

}  // namespace rushes::effects
