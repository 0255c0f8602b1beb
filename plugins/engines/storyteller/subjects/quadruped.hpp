// The four-legged frame that most animals share: a body of beads, four legs on a walk cycle, and what is painted on the
// coat.
#pragma once

#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <functional>
#include <vector>

namespace storyteller {

struct Leg {
  float x, y;                      // where it leaves the body
  float thigh, knee, ankle, foot;  // radii from top to bottom
  float bend;                      // of the middle joint; positive = forwards
};

struct Quadruped {
  std::vector<std::vector<Bead>> body;  // spines of trunk, neck and head, melted into one form
  Leg hind, fore;
  float ground = 98;
  float stride = 9, lift = 4;  // of the walk, in units
  Ink coat{0x8A6A4A};
  Ink foot{0x2E241C};
  float foot_height = 0;  // painted hoof or paw, 0 = none
  float round = 12;
  float far_shade = 0.68f;  // darkness of the legs on the far side
};

// Draws the far legs, then the body with the near legs. `markings` paints on the coat, clipped to body and near legs.
void draw_quadruped(Pen&, const Quadruped&, float phase, const std::function<void()>& markings = {});

// An eye with a spark of light.
void draw_eye(Pen&, float x, float y, float r, Ink = {0x1A120C});

}  // namespace storyteller
