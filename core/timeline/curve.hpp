// The shape of a curve between two keys.
#pragma once

#include <array>

namespace rushes {

// y of the cubic Bezier curve through (0, 0) and (1, 1) with inner points (x1, y1) and (x2, y2), where its x is `x` in
// [0, 1]: CSS Easing Functions Level 1, cubic-bezier(). The same steps and the same bits everywhere.
double ease(const std::array<double, 4>& curve, double x);

}  // namespace rushes
