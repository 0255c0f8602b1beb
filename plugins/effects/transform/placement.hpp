// Where the picture stands in the frame: the affine map from output to source and what of it shows.
#pragma once

#include <rushes/abi/media.h>

namespace rushes::effects {

enum class Fit { none, contain, cover, stretch };

struct PlacementOptions {
  double position[2] = {0.5, 0.5};  // of the anchor, in the frame: 0..1
  double anchor[2] = {0.5, 0.5};    // in the picture: 0..1
  double scale[2] = {1, 1};         // negative mirrors
  double rotation = 0;              // degrees, clockwise on the screen
  double crop[4] = {0, 0, 0, 0};    // left, top, right, bottom: parts of the picture
  Fit fit = Fit::contain;
};

// Continuous coordinates in pixels: the centre of the first pixel is at 0.5.
struct Placement {
  double m[2][2]{}, t[2]{};               // source = m * output + t
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;  // what is shown of the source
  double sx = 0, sy = 0;                  // output pixels for a source pixel
  bool visible = false, axes = false, neutral = false;

  // How much of the output pixel with its centre at (x, y) the picture covers, 0..1.
  float coverage(double x, double y) const;
  // The part of the source that output pixels of `roi` may use with a filter that reaches `radius` samples.
  rushes_rect source_of(const rushes_rect& roi, int radius) const;
};

Placement place(const PlacementOptions& options, const rushes_rect& source, const rushes_rect& frame);

// The same map between the sample grids of a plane whose samples are `kx` by `ky` pixels, at siting (ox, oy).
Placement for_plane(const Placement& p, double kx, double ky, double ox, double oy);

}  // namespace rushes::effects
