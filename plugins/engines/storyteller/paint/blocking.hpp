// Blocking, as on a stage: how large the subjects are and where they stand, with room between them.
#pragma once

#include "plugins/engines/storyteller/paint/stage.hpp"

namespace storyteller::paint {

struct Spot {
  float x = 0, y = 0;  // its foot on the plane
  float nearness = 1;
  float scale = 1;  // of its height
};

// Small things that stand on a table when there is one.
bool fits_on_table(const SubjectInfo&);

class Blocking {
 public:
  // `first_side`: -1 or 1, the side of the main subject.
  Blocking(const Stage& stage, float first_side) : stage_(stage), first_side_(first_side) {}

  // The height on the plane of each of `count` things; the first one asked for is the main subject.
  float height_of(const SubjectInfo&, const Subject&);
  // Places a group of `count` things of this height: the main subject by thirds, the others where there is room.
  std::vector<Spot> place(const SubjectInfo&, int count, float height, Dice&);
  // Keeps the place of something that was put down otherwise.
  void keep(float x0, float x1, float y0, float y1) { taken_.push_back({x0, y0, x1, y1}); }

 private:
  float line_for(const SubjectInfo&, float height, bool main, Dice&) const;
  float room_for(float wish, float width, float y, float height, float spread) const;

  const Stage& stage_;
  float first_side_;
  int sized_ = 0, placed_ = 0;
  float main_metres_ = 2, main_height_ = 0.3f;
  std::vector<Rect> taken_;
};

}  // namespace storyteller::paint
