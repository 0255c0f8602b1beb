// The ground of a street: asphalt, kerbs and marks, wet mirrors of what stands above, and the cars that pass.
#pragma once

#include "plugins/engines/storyteller/paint/stage.hpp"

#include <vector>

namespace storyteller::paint {

// Houses at one range of distances, painted on one plate that the camera moves as a whole.
struct StreetCard {
  float nearness = 0;
  std::vector<float>
      foot;  // where walls meet the ground, on the plane, for directions walls_x0..walls_x1; kNoWall where there are none
};
inline constexpr float kNoWall = -1e9f;

struct StreetPlan {
  float half = 2.4f;              // of its width, between the houses
  float wet = 0;                  // 0 dry .. 1 after rain
  std::vector<StreetCard> cards;  // far to near
  float walls_x0 = -1, walls_x1 = 1;
};

void add_street(Stage&, StreetPlan);

}  // namespace storyteller::paint
