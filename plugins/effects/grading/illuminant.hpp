// White balance as an adaptation of the eye: from the light of the scene to daylight.
#pragma once

#include <array>

namespace rushes::effects {

// Linear BT.709 to linear BT.709: what is white under light of `kelvin` (on Planck's locus, `tint` off it towards green
// above 0) becomes the white of 6504 K. The identity at 6504 K and tint 0. Row by row.
std::array<float, 9> adaptation(double kelvin, double tint);
// The colour of a white paper under that light, linear BT.709, green 1; for tests.
std::array<double, 3> light_colour(double kelvin, double tint);

}  // namespace rushes::effects
