#include "warps/homography.hpp"

#include <cmath>

namespace rushes::effects {

std::optional<std::array<double, 9>> to_unit_square(const std::array<Corner, 4>& c) {
  // Convex and not flat: every turn goes the same way.
  double sign = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const Corner &a = c[i], &b = c[(i + 1) % 4], &d = c[(i + 2) % 4];
    const double turn = (b.x - a.x) * (d.y - b.y) - (b.y - a.y) * (d.x - b.x);
    if (!(std::fabs(turn) > 1e-9) || turn * sign < 0) return std::nullopt;
    sign = turn;
  }
  // Heckbert's square to quadrilateral, and its adjoint, which is the way back.
  const double dx1 = c[1].x - c[2].x, dx2 = c[3].x - c[2].x, sx = c[0].x - c[1].x + c[2].x - c[3].x;
  const double dy1 = c[1].y - c[2].y, dy2 = c[3].y - c[2].y, sy = c[0].y - c[1].y + c[2].y - c[3].y;
  const double det = dx1 * dy2 - dx2 * dy1;
  const double g = (sx * dy2 - dx2 * sy) / det, h = (dx1 * sy - sx * dy1) / det;
  const double a = c[1].x - c[0].x + g * c[1].x, b = c[3].x - c[0].x + h * c[3].x, e = c[0].x;
  const double d = c[1].y - c[0].y + g * c[1].y, f = c[3].y - c[0].y + h * c[3].y, k = c[0].y;
  return std::array<double, 9>{f - k * h,     e * h - b,     b * k - e * f,  //
                               k * g - d,     a - e * g,     e * d - a * k,  //
                               d * h - f * g, b * g - a * h, a * f - b * d};
}

}  // namespace rushes::effects
