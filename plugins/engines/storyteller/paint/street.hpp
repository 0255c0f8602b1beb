// The ground of a street: asphalt, kerbs and marks, wet mirrors of what stands above, and the cars that pass.
#pragma once

#include "plugins/engines/storyteller/paint/stage.hpp"

#include <vector>

namespace storyteller::paint {

struct StreetPlan {
  float half = 2.4f;         // of its width, between the houses
  float wet = 0;             // 0 dry .. 1 after rain
  std::vector<float> walls;  // distance of the nearest wall for directions wall_x0..wall_x1
  float wall_x0 = -1, wall_x1 = 1;
};

void add_street(Stage&, StreetPlan);

}  // namespace storyteller::paint
