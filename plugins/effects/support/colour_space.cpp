#include "support/colour_space.hpp"

#include <algorithm>
#include <cmath>

namespace rushes::effects {

YuvSpace yuv_space(const rushes_video_format& f) {
  double kr = 0.2126, kb = 0.0722;  // BT.709, also where the tag says nothing
  switch (f.matrix) {
    case 4:
      kr = 0.30, kb = 0.11;
      break;
    case 5:
    case 6:
      kr = 0.299, kb = 0.114;
      break;
    case 7:
      kr = 0.212, kb = 0.087;
      break;
    case 9:
    case 10:
      kr = 0.2627, kb = 0.0593;
      break;
    default:
      break;
  }
  const double kg = 1 - kr - kb;
  const double unit = std::ldexp(1.0, f.bits - 8), top = std::ldexp(1.0, f.bits) - 1;
  YuvSpace s{};
  s.max = static_cast<float>(top);
  s.middle = static_cast<float>(std::ldexp(1.0, f.bits - 1));
  s.black = static_cast<float>(f.full_range ? 0 : 16 * unit);
  s.luma_range = static_cast<float>(f.full_range ? top : 219 * unit);
  s.chroma_range = static_cast<float>(f.full_range ? top : 224 * unit);
  s.kr = static_cast<float>(kr), s.kg = static_cast<float>(kg), s.kb = static_cast<float>(kb);
  s.r_v = static_cast<float>(2 * (1 - kr));
  s.b_u = static_cast<float>(2 * (1 - kb));
  s.g_u = static_cast<float>(-2 * kb * (1 - kb) / kg);
  s.g_v = static_cast<float>(-2 * kr * (1 - kr) / kg);
  s.u_scale = static_cast<float>(0.5 / (1 - kb));
  s.v_scale = static_cast<float>(0.5 / (1 - kr));
  return s;
}

std::array<float, 4> colour_samples(const rushes_video_format& f, const double* rgba) {
  std::array<float, 4> c{};
  for (int k = 0; k < 4; ++k) c[k] = static_cast<float>(std::isnan(rgba[k]) ? 0 : std::clamp(rgba[k], 0.0, 1.0));
  if (f.family == RUSHES_FAMILY_RGB) {
    const float top = f.sample == RUSHES_SAMPLE_FLOAT ? 1.0f : static_cast<float>((1 << f.bits) - 1);
    return {c[0] * c[3] * top, c[1] * c[3] * top, c[2] * c[3] * top, c[3] * top};
  }
  if (f.alpha == RUSHES_ALPHA_NONE)
    for (int k = 0; k < 3; ++k) c[k] *= c[3];
  const YuvSpace s = yuv_space(f);
  const float y = s.kr * c[0] + s.kg * c[1] + s.kb * c[2];
  return {s.black + y * s.luma_range, s.middle + (c[2] - y) * s.u_scale * s.chroma_range,
          s.middle + (c[0] - y) * s.v_scale * s.chroma_range, c[3] * s.max};
}

}  // namespace rushes::effects
