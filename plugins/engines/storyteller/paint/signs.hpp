// Shop signs of glass tubes: words and pictures bent from strokes, with their glow.
#pragma once

#include "plugins/engines/storyteller/paint/brush.hpp"

#include <string_view>

namespace storyteller::paint {

// Draws a sign into `area` (plane), letters below each other when it is taller than wide.
void neon_sign(Sheet&, const Rect& area, Px colour, Px second, float brightness, Dice&);

}  // namespace storyteller::paint
