// One plane of the source, resampled for a band of output rows.
#pragma once

#include "support/plane_source.hpp"
#include "support/resample.hpp"
#include "support/turn_fixed.hpp"
#include "transform/placement.hpp"

namespace rushes::effects {

// Rows [y1, y2), samples [x1, x2) of plane k of the output, one after the other. `map` is the plane's own.
std::vector<float> resample(const PlaneSource& source, const Placement& map, Filter filter, int x1, int y1, int x2,
                            int y2);

// The same in fixed point, for planes of 8 bits whose axes stay axes, straight into rows of `out`. Rows [rows1, rows2) are
// those that other calls for the same picture will ask for.
void resample_fixed(const PlaneSource& source, const Placement& map, Filter filter, int x1, int y1, int x2, int y2,
                    int rows1, int rows2, std::uint8_t* out, std::ptrdiff_t stride);

// The same for planes of 8 bits that are turned: made smaller if need be, then turned row by row.
class TurnedPlane {
 public:
  // For outputs within [x1, x2) x [y1, y2).
  TurnedPlane(const PlaneSource& source, const Placement& map, Filter filter, int x1, int y1, int x2, int y2);
  void row(int x1, int x2, int y, std::uint8_t* out) const;

 private:
  Placement map_;
  Filter filter_;
  double kx_, ky_;
  std::vector<std::uint8_t> small_;
  BytePlane plane_;
};

}  // namespace rushes::effects
