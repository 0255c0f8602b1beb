// One plane of the source, resampled for a band of output rows.
#pragma once

#include "support/picture.hpp"
#include "support/resample.hpp"
#include "transform/placement.hpp"

namespace rushes::effects {

// What is resampled: the stored values; or, of straight pictures, (value - neutral) * alpha and alpha itself, so that what
// does not show gives no colour.
enum class Field { value, weighted, alpha };

struct PlaneSource {
  const rushes_image& image;
  int k;
  Field field;
  float neutral;
  // Samples [x1, x2) of row y, all within the plane; 4 floats for a packed pixel.
  void load(int y, int x1, int x2, float* out) const;
};

// Rows [y1, y2), samples [x1, x2) of plane k of the output, one after the other. `map` is the plane's own.
std::vector<float> resample(const PlaneSource& source, const Placement& map, Filter filter, int x1, int y1, int x2, int y2);

}  // namespace rushes::effects
