// Trees, painted stroke by stroke onto a sheet.
#pragma once

#include "plugins/engines/storyteller/paint/brush.hpp"
#include "plugins/engines/storyteller/paint/look.hpp"

namespace storyteller::paint {

struct TreePaint {
  Px lit, shade, bark;  // already lit and seen through the air
  float side = 1;       // the light comes from the right (1) or the left (-1)
  float snow = 0;
  Px snow_colour;
};

// The colours of a tree at this distance. `leaves` is the colour of its foliage in white light.
TreePaint tree_paint(const Look&, Px leaves, float distance, float x, float y, float snow);

void conifer(Sheet&, Point foot, float height, const TreePaint&, Dice&);
void broadleaf(Sheet&, Point foot, float height, const TreePaint&, Dice&);
// A tuft of grass or fern.
void tuft(Sheet&, Point foot, float height, const TreePaint&, Dice&);

}  // namespace storyteller::paint
