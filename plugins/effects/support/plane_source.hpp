// The samples of a plane as floats, for filters that look at neighbours.
#pragma once

#include "support/picture.hpp"

namespace rushes::effects {

// What is filtered: the stored values; or, of straight pictures, (value - neutral) * alpha and alpha itself, so that
// what does not show gives no colour.
enum class Field { value, weighted, alpha };

struct PlaneSource {
  const rushes_image& image;
  int k;
  Field field;
  float neutral;
  // Samples [x1, x2) of row y, all within the plane; 4 floats for a packed pixel.
  void load(int y, int x1, int x2, float* out) const;
};

// Writes n floats of the stored scale (times `scale`) to row y of plane k, from sample x on; clamped to what can be
// stored.
void store_row(const rushes_image& out, const Plane& p, int x, int y, const float* v, std::size_t n, float scale = 1);

}  // namespace rushes::effects
