// A grey picture that says when each place of a luma wipe changes: 0 first, 1 last.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rushes::effects {

struct Luma {
  int width = 0, height = 0;
  std::vector<float> grey;  // 0..1, row by row
  // At a place of the frame (0..1 each way), bilinear, the edge going on beyond.
  float at(double u, double v) const;
};

// Any picture OpenImageIO reads (PNG, JPEG, TIFF, EXR ...), as BT.709 luma, spread so that it goes from 0 to 1.
// Throws rushes::Failure with a sentence for what is no picture.
std::shared_ptr<const Luma> read_luma(const std::string& bytes);

// Patterns that need no picture. A name that is not known is "diagonal".
float luma_pattern(std::string_view name, double u, double v, double aspect);

}  // namespace rushes::effects
