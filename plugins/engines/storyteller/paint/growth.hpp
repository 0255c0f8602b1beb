// What grows on the land: trees standing on a slice's ground where it can be seen, grass and flowers in front.
#pragma once

#include "plugins/engines/storyteller/paint/terrain.hpp"

namespace storyteller::paint {

enum class Plant { conifer, broadleaf, bush, tuft, flower, rock };

struct Growth {
  Plant plant = Plant::conifer;
  int count = 60;                // over one frame height of width
  float near = 9, far = 20;      // where on the slice
  float low = 0.5f, high = 1;    // heights
  float clumps = 0;              // 0 = evenly, 1 = in groves
  float clear_x = 0, clear = 0;  // a part of the picture kept free, on the plane
  Px colour = {};
};

void add_growth(Stage&, const Slice&, const std::vector<Growth>&, std::string_view part);

}  // namespace storyteller::paint
