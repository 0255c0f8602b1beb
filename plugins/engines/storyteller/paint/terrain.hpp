// Landscapes seen from the eye of a standing person or a bird: a height field cut into slices of distance. Each slice
// is drawn once, in true perspective and lit by the hour, onto a plate of its own; plates then move against each other.
#pragma once

#include "plugins/engines/storyteller/paint/stage.hpp"

namespace storyteller::paint {

enum class Relief { peaks, hills, dunes, mesas, islands, meadow };
enum class Ground { rock, grass, forest, sand, snow, fields };

struct Slice {
  Relief relief = Relief::hills;
  Ground ground = Ground::grass;
  float near = 10, far = 40;       // distances
  float base = 0;                  // height of the lowest ground
  float height = 1;                // how far it rises
  float size = 6;                  // width of its forms
  float snow_line = 1e9f;          // height above which there is snow
  float valley = 0, valley_x = 0;  // 0..1: how low it stays around plane position valley_x
  float sea_level = -1e9f;         // ground below is left open
  std::uint32_t seed = 1;
};

inline constexpr float kEye = 0.55f;  // height of the eye

// out[i] = height of the ground at (x[i], z[i])
void ground_heights(const Slice&, const float* x, const float* z, int n, int octaves, float* out);
void add_slice(Stage&, const Slice&);
// Plane line on which ground of this height lies at this distance.
inline float line_at(const Look& look, float z, float height = 0) { return look.horizon_y + (kEye - height) / z; }
// The same turned round: how far away flat ground on this line is.
inline float distance_at(const Look& look, float y, float height = 0) {
  const float below = y - look.horizon_y;
  return below > 0.004f ? (kEye - height) / below : 140.f;
}
// A colour seen through the air.
Px through_air(const Look&, Px colour, float distance, float x, float y);

}  // namespace storyteller::paint
