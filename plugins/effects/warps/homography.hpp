// The projective map between a rectangle and any four corners.
#pragma once

#include <array>
#include <optional>

namespace rushes::effects {

struct Corner {
  double x, y;
};
// Takes the four corners (left top, right top, right bottom, left bottom) to the unit square; nothing where they do not
// span a convex area.  (X, Y, W) = m (x, y, 1).
std::optional<std::array<double, 9>> to_unit_square(const std::array<Corner, 4>& corners);

}  // namespace rushes::effects
