// Arithmetic of the grading effects on planar rows of straight R'G'B'. Each is one plain loop, compiled for every SIMD
// target and chosen at run time; the operations are explicit, so the bits are the same on all of them.
#pragma once

#include <cstddef>

namespace rushes::effects {

struct Rgb {
  float *r, *g, *b;
};

// Tables of 4097 values at v = i / 4096, linear between; beyond 0..1 the curve goes on in parallel to the diagonal.
inline constexpr int curve_size = 4097;
void apply_curves(const float* const* tables, Rgb v, std::size_t n);

// By hue: six ranges centred at red, yellow, green, cyan, blue, magenta, each fading to its neighbours; and all of it.
struct HueRanges {
  float hue[7];         // in sixths of the circle; the last acts on every colour
  float saturation[7];  // factors
  float lightness[7];   // -1..1: towards black or white
};
void apply_hue_ranges(const HueRanges& ranges, Rgb v, std::size_t n);

// v + shadows (1 - y)^2 + middle 2 y (1 - y) + highlights y^2, y = luma: the three weights are 1 in all.
struct Wheels {
  float shadows[3], middle[3], highlights[3];
  float luma[3];
  float saturation;
};
void apply_wheels(const Wheels& wheels, Rgb v, std::size_t n);

// light = v^gamma, times the matrix, back; gamma 1 leaves out the powers. Rows of the matrix are R, G, B.
struct LightMatrix {
  float m[9];
  float gamma;
};
void apply_light_matrix(const LightMatrix& matrix, Rgb v, std::size_t n);

struct ToneMap {
  enum Source { pq, hlg } source;
  float source_peak;       // of the picture, nits
  float target_peak;       // of the screen, nits
  float pq_peak, pq_knee;  // BT.2390-8: the target's peak in PQ of the source's peak, and where the roll-off begins
  float source_pq;         // the source's peak in PQ
  float hlg_gamma;         // of the system at the source's peak
  bool to_rec709;
};
void apply_tone_map(const ToneMap& map, Rgb v, std::size_t n);

void apply_levels(float levels, Rgb v, std::size_t n);  // rounded to `levels` values
void apply_invert(float amount, Rgb v, std::size_t n);
// luma below `level - softness` is black, above `level + softness` white
void apply_threshold(const float* luma, float level, float softness, Rgb v, std::size_t n);
// from `dark` to `bright` by luma, mixed with the picture
void apply_duotone(const float* luma, const float* dark, const float* bright, float amount, Rgb v, std::size_t n);
// mixed with matrix * v
void apply_matrix(const float* m, float amount, Rgb v, std::size_t n);

}  // namespace rushes::effects
