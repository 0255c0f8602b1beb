// The missing lines of a field, from the lines around them in space and time.
#pragma once

#include "support/picture.hpp"

namespace rushes::effects {

// Lines of one plane of three frames. `kept` = 0: the field of even lines is kept, 1: of odd lines. `first`: the kept
// field came first of the two in its frame.
struct Fields {
  Plane before, now, after;
  int kept = 0;
  bool first = true;
};

// Row y of the plane, samples [x1, x2) of each channel, for samples of type T. A line of the kept field is copied.
// Otherwise, after the published idea of Michael Niedermayer's yadif: interpolated along the direction in which the
// lines above and below agree best, then held within what the neighbours in time allow, so that what stands still keeps
// all its lines and what moves does not comb.
template <class T>
void deinterlace_row(const Fields& f, const Plane& out, int y);

}  // namespace rushes::effects
