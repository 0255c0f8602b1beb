// The arithmetic of a grade on R'G'B'.
#pragma once

#include "support/float_rows.hpp"

namespace rushes::effects {

struct GradeOptions {
  double exposure = 0;  // stops
  double contrast = 1, saturation = 1;
  double temperature = 0, tint = 0;  // -100..100
  double hue = 0;                    // degrees by which colours turn
  double lift[3] = {0, 0, 0}, gamma[3] = {1, 1, 1}, gain[3] = {1, 1, 1};
};

// v' = contrast((gain v + lift (1 - v))^(1 / gamma)) for each channel, then saturation, then hue.
struct Grade {
  float a[3], b[3];  // before gamma: a v + b
  float inverse_gamma[3];
  float c = 1, d = 0;  // after: c v + d
  float saturation = 1;
  float turn_c = 1, turn_s = 0;  // cosine and sine of the hue's turn
  bool neutral = false;          // nothing changes
  bool curved = false;           // some gamma is not 1
  bool grey = false;             // straight lines, the same for all channels: luma and chroma can be done alone

  // Premultiplied rows where not curved, straight ones else.
  void apply(FloatRow& row, const float* luma_weights) const;
};
Grade make_grade(const GradeOptions& options);

}  // namespace rushes::effects
