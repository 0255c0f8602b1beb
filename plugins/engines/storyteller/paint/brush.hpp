// Strokes on a sheet: soft-edged by exactly one pixel, in plane coordinates.
#pragma once

#include "plugins/engines/storyteller/paint/image.hpp"

#include <span>

namespace storyteller::paint {

struct Point {
  float x = 0, y = 0;
};

// A round dab. `softness` 0 = crisp edge, 1 = fades from the middle.
void dab(Sheet&, float x, float y, float radius, Px colour, float alpha = 1, float softness = 0);
// A dab that only adds light.
void glow(Sheet&, float x, float y, float radius, Px colour);
// A line that tapers from radius r0 to r1, round at both ends.
void stroke(Sheet&, Point from, float r0, Point to, float r1, Px colour, float alpha = 1);
// A filled polygon (any shape, non-zero winding), shaded from `top` at its highest point to `bottom` at its lowest.
void polygon(Sheet&, std::span<const Point>, Px top, Px bottom, float alpha = 1);
void rectangle(Sheet&, const Rect&, Px top, Px bottom, float alpha = 1);

}  // namespace storyteller::paint
