// Shapes as the distance to their edge, from which a feathered coverage follows.
#pragma once

#include <string_view>
#include <vector>

namespace rushes::effects {

struct Vertex {
  double x, y;
};
// "x,y x,y x,y": three points or more. Throws Failure(RUSHES_E_INVALID) with a sentence for anything else.
std::vector<Vertex> parse_polygon(std::string_view text);

struct Shape {
  enum Kind { rectangle, ellipse, polygon } kind = ellipse;
  double x = 0, y = 0;            // centre, pixels
  double half_w = 1, half_h = 1;  // pixels, above 0
  double sine = 0, cosine = 1;    // of how far it is turned
  double roundness = 0;           // radius of a rectangle's corners, pixels
  std::vector<Vertex> vertices;   // of a polygon, pixels about the centre

  // Pixels from (px, py) to the edge, below 0 inside. For an ellipse to first order.
  double distance(double px, double py) const;
};

}  // namespace rushes::effects
