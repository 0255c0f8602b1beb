// The separable blend modes of the W3C's "Compositing and Blending Level 1" on R'G'B' in 0..1, and add.
#pragma once

#include <algorithm>
#include <cmath>
#include <string_view>

namespace rushes::effects {

enum class BlendMode { normal, multiply, screen, overlay, add, soft_light, hard_light, darken, lighten, difference };
inline constexpr const char* blend_mode_keys =
    "normal|multiply|screen|overlay|add|soft_light|hard_light|darken|lighten|difference";

inline BlendMode blend_mode(std::string_view key) {
  std::string_view rest = blend_mode_keys;
  for (int i = 0; !rest.empty(); ++i) {
    const auto bar = rest.find('|');
    if (rest.substr(0, bar) == key) return static_cast<BlendMode>(i);
    rest = bar == rest.npos ? std::string_view{} : rest.substr(bar + 1);
  }
  return BlendMode::normal;
}

// base and top are straight colour; what comes out is the colour where both are opaque.
template <BlendMode mode>
inline float blend_value(float base, float top) {
  if constexpr (mode == BlendMode::multiply) return base * top;
  if constexpr (mode == BlendMode::screen) return base + top - base * top;
  if constexpr (mode == BlendMode::hard_light)
    return top <= 0.5f ? base * (2 * top) : base + (2 * top - 1) - base * (2 * top - 1);
  if constexpr (mode == BlendMode::overlay) return blend_value<BlendMode::hard_light>(top, base);
  if constexpr (mode == BlendMode::add) return base + top;
  if constexpr (mode == BlendMode::soft_light) {
    if (top <= 0.5f) return base - (1 - 2 * top) * base * (1 - base);
    const float d = base <= 0.25f ? ((16 * base - 12) * base + 4) * base : std::sqrt(base);
    return base + (2 * top - 1) * (d - base);
  }
  if constexpr (mode == BlendMode::darken) return std::min(base, top);
  if constexpr (mode == BlendMode::lighten) return std::max(base, top);
  if constexpr (mode == BlendMode::difference) return std::fabs(base - top);
  return top;
}

}  // namespace rushes::effects
