// Sights of nature that fill a picture: the bow in the rain, a waterfall with its cliff, a volcano.
#pragma once

#include "plugins/engines/storyteller/paint/stage.hpp"

namespace storyteller::paint {

void add_rainbow(Stage&);           // after the sky and before the land; nothing when none was asked for
void add_volcano(Stage&, float x);  // stands on the horizon
void add_waterfall(Stage&, float x, float z, bool leafy);  // a cliff `z` away, on ground that is painted already

}  // namespace storyteller::paint
