// Gradient noise, one value at a time and a row at a time. Along a row that is straight in noise space only the lattice
// points it passes are hashed, so a row costs a few operations a pixel; the results are equal bit for bit.
#pragma once

#include <cstdint>

namespace storyteller::paint {

// About -1..1, mean 0.
float noise(float x, float y, std::uint32_t seed);
// The same with its slopes.
float noise(float x, float y, std::uint32_t seed, float& slope_x, float& slope_y);

// Octaves of noise, each `gain` as strong and about twice as fine as the one before; scaled to about -1..1.
struct Fbm {
  std::uint32_t seed = 1;
  int octaves = 5;
  float gain = 0.5f;
};
float fbm(float x, float y, const Fbm&);
// Creases upwards (mountain crests), 0..1.
float ridged(float x, float y, const Fbm&);

// out[i] += amplitude * noise(x0 + i * dx, y)
void add_noise_row(float* out, int n, float x0, float dx, float y, std::uint32_t seed, float amplitude);
// out[i] = fbm(x0 + i * dx, y). Octaves finer than two samples a period are left out.
void fbm_row(float* out, int n, float x0, float dx, float y, const Fbm&);
// out[i] = noise(x[i], y[i]) for points that lie anyhow.
void noise_points(float* out, const float* x, const float* y, int n, std::uint32_t seed);
void fbm_points(float* out, const float* x, const float* y, int n, const Fbm&);
void ridged_points(float* out, const float* x, const float* y, int n, const Fbm&);

}  // namespace storyteller::paint
