// What verbs and prepositions make of the subjects: how far they travel, and where one stands by another.
#pragma once

#include "plugins/engines/storyteller/paint/blocking.hpp"

namespace storyteller::paint {

// A body on the plane: its foot, its size and the way it goes.
struct Body {
  float x = 0, y = 0, width = 0.3f, height = 0.3f;
};

struct Course {
  float x = 0;                 // where it is in the middle of the scene
  float speed = 0, climb = 0;  // units a second; units over the scene
  float lane = 1;              // 1 = the near one; smaller: farther off, by its scale
  bool right = true;
};

// Wheels, wings and rockets go through the whole picture, legs and sails through a part of it.
bool is_vehicle(const SubjectInfo&);
// The course of the nth of `count` that pass; `spot_x` is where it would stand.
Course passing(const SubjectInfo&, const Stage&, float spot_x, float width, bool right, int nth, int count);

// The height of a thing by the thing it is on, in or under.
float height_by(const SubjectInfo&, const SubjectInfo& by_info, const Body& by, Relation);
// Where the nth of `count` things of this size goes.
Body place_by(Relation, const SubjectInfo& by_info, const Body& by, float width, float height, int nth, int count,
              float aspect, float side);

}  // namespace storyteller::paint
