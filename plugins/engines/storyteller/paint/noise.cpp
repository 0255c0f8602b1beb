#include "plugins/engines/storyteller/paint/noise.hpp"

#include "plugins/engines/storyteller/paint/maths.hpp"

#include <algorithm>
#include <vector>

namespace storyteller::paint {
namespace {

constexpr float kFull = 1.5f;      // brings the usual range of gradient noise to about -1..1
constexpr float kFiner = 1.9731f;  // not 2, so that the lattices of the octaves do not meet

inline std::uint32_t lattice(int x, int y, std::uint32_t seed) {
  std::uint32_t h =
      static_cast<std::uint32_t>(x) * 0x9e3779b1u ^ static_cast<std::uint32_t>(y) * 0x85ebca77u ^ seed * 0xc2b2ae3du;
  h ^= h >> 15, h *= 0x2c1b3c6du, h ^= h >> 12, h *= 0x297a2d39u;
  return h ^ (h >> 15);
}
inline float part_x(std::uint32_t h) { return static_cast<float>(static_cast<int>(h & 0xffff)) * (1.f / 32768) - 1; }
inline float part_y(std::uint32_t h) { return static_cast<float>(static_cast<int>(h >> 16)) * (1.f / 32768) - 1; }
inline float fade(float t) { return t * t * t * (t * (t * 6 - 15) + 10); }

// The two lattice rows around y seen as one: at lattice column i the noise is slope * (x - i) + height.
struct Column {
  float slope, height;
};
inline Column column(int ix, int iy, float fy, float sy, std::uint32_t seed) {
  const std::uint32_t a = lattice(ix, iy, seed), b = lattice(ix, iy + 1, seed);
  const float ya = part_y(a) * fy, yb = part_y(b) * (fy - 1);
  return {mix(part_x(a), part_x(b), sy), mix(ya, yb, sy)};
}
inline float between(Column l, Column r, float fx) {
  const float a = l.slope * fx + l.height, b = r.slope * (fx - 1) + r.height;
  return (a + (b - a) * fade(fx)) * kFull;
}

PAINT_WIDE void interpolate(float* out, int n, float x0, float dx, int first, const float* slope, const float* height,
                            float amplitude) {
  for (int i = 0; i < n; ++i) {
    const float x = x0 + static_cast<float>(i) * dx;
    const int ix = floor_int(x);
    const float fx = x - static_cast<float>(ix);
    const int k = ix - first;
    const float a = slope[k] * fx + height[k], b = slope[k + 1] * (fx - 1) + height[k + 1];
    out[i] += amplitude * ((a + (b - a) * fade(fx)) * kFull);
  }
}

PAINT_WIDE void points(float* out, const float* x, const float* y, int n, std::uint32_t seed) {
  for (int i = 0; i < n; ++i) {
    const int ix = floor_int(x[i]), iy = floor_int(y[i]);
    const float fx = x[i] - static_cast<float>(ix), fy = y[i] - static_cast<float>(iy), sy = fade(fy);
    out[i] = between(column(ix, iy, fy, sy, seed), column(ix + 1, iy, fy, sy, seed), fx);
  }
}

PAINT_WIDE void octave_points(float* out, const float* x, const float* y, int n, float s, float ox, float oy,
                              std::uint32_t seed) {
  for (int i = 0; i < n; ++i) {
    const float u = x[i] * s + ox, v = y[i] * s + oy;
    const int ix = floor_int(u), iy = floor_int(v);
    const float fx = u - static_cast<float>(ix), fy = v - static_cast<float>(iy), sy = fade(fy);
    out[i] = between(column(ix, iy, fy, sy, seed), column(ix + 1, iy, fy, sy, seed), fx);
  }
}

// Where an octave lies relative to the first: shifted, so that they do not share a centre.
inline float shift_x(int octave) { return 17.31f * static_cast<float>(octave); }
inline float shift_y(int octave) { return 9.73f * static_cast<float>(octave); }

}  // namespace

float noise(float x, float y, std::uint32_t seed) {
  const int ix = floor_int(x), iy = floor_int(y);
  const float fy = y - static_cast<float>(iy), sy = fade(fy);
  return between(column(ix, iy, fy, sy, seed), column(ix + 1, iy, fy, sy, seed), x - static_cast<float>(ix));
}

float noise(float x, float y, std::uint32_t seed, float& slope_x, float& slope_y) {
  const int ix = floor_int(x), iy = floor_int(y);
  const float u = x - static_cast<float>(ix), v = y - static_cast<float>(iy);
  const float su = fade(u), sv = fade(v);
  const float du = 30 * u * u * (u * (u - 2) + 1), dv = 30 * v * v * (v * (v - 2) + 1);
  float g[4][2], n[4];
  for (int k = 0; k < 4; ++k) {
    const std::uint32_t h = lattice(ix + (k & 1), iy + (k >> 1), seed);
    g[k][0] = part_x(h), g[k][1] = part_y(h);
    n[k] = g[k][0] * (u - static_cast<float>(k & 1)) + g[k][1] * (v - static_cast<float>(k >> 1));
  }
  const auto blend = [&](float a, float b, float c, float d) { return mix(mix(a, b, su), mix(c, d, su), sv); };
  slope_x = kFull * (blend(g[0][0], g[1][0], g[2][0], g[3][0]) + du * mix(n[1] - n[0], n[3] - n[2], sv));
  slope_y = kFull * (blend(g[0][1], g[1][1], g[2][1], g[3][1]) + dv * (mix(n[2], n[3], su) - mix(n[0], n[1], su)));
  return kFull * blend(n[0], n[1], n[2], n[3]);
}

float fbm(float x, float y, const Fbm& f) {
  float sum = 0, total = 0, a = 1, s = 1;
  for (int o = 0; o < f.octaves; ++o, a *= f.gain, s *= kFiner) {
    sum += a * noise(x * s + shift_x(o), y * s + shift_y(o), f.seed + static_cast<std::uint32_t>(o) * 101);
    total += a;
  }
  return sum / total * 1.5f;
}

float ridged(float x, float y, const Fbm& f) {
  float sum = 0, total = 0, a = 1, s = 1, weight = 1;
  for (int o = 0; o < f.octaves; ++o, a *= f.gain, s *= kFiner) {
    float n = noise(x * s + shift_x(o), y * s + shift_y(o), f.seed + static_cast<std::uint32_t>(o) * 101);
    n = 1 - (n < 0 ? -n : n);
    n *= n;
    sum += a * n * weight, total += a;
    weight = clamp01(n * 1.9f);  // detail gathers on the crests, valleys stay smooth
  }
  return sum / total;
}

void add_noise_row(float* out, int n, float x0, float dx, float y, std::uint32_t seed, float amplitude) {
  if (n <= 0) return;
  const int iy = floor_int(y);
  const float fy = y - static_cast<float>(iy), sy = fade(fy);
  const float x1 = x0 + static_cast<float>(n - 1) * dx;
  const int first = floor_int(std::min(x0, x1)), last = floor_int(std::max(x0, x1)) + 1;
  if (last - first > 2 * n + 2) {  // finer than the samples: every sample has its own lattice points
    for (int i = 0; i < n; ++i) out[i] += amplitude * noise(x0 + static_cast<float>(i) * dx, y, seed);
    return;
  }
  thread_local std::vector<float> slope, height;
  const std::size_t count = static_cast<std::size_t>(last - first) + 1;
  slope.resize(count), height.resize(count);
  for (std::size_t k = 0; k < count; ++k) {
    const Column c = column(first + static_cast<int>(k), iy, fy, sy, seed);
    slope[k] = c.slope, height[k] = c.height;
  }
  interpolate(out, n, x0, dx, first, slope.data(), height.data(), amplitude);
}

void fbm_row(float* out, int n, float x0, float dx, float y, const Fbm& f) {
  std::fill(out, out + n, 0.f);
  float total = 0, a = 1, s = 1;
  for (int o = 0; o < f.octaves; ++o, a *= f.gain) total += a;
  a = 1.5f / total;
  for (int o = 0; o < f.octaves; ++o, a *= f.gain, s *= kFiner) {
    const float step = std::abs(dx) * s;
    if (step > 1) break;
    add_noise_row(out, n, x0 * s + shift_x(o), dx * s, y * s + shift_y(o), f.seed + static_cast<std::uint32_t>(o) * 101,
                  a * clamp01(2 - 2 * step));
  }
}

void fbm_points(float* out, const float* x, const float* y, int n, const Fbm& f) {
  thread_local std::vector<float> octave;
  octave.resize(static_cast<std::size_t>(n));
  std::fill(out, out + n, 0.f);
  float total = 0, a = 1, s = 1;
  for (int o = 0; o < f.octaves; ++o, a *= f.gain, s *= kFiner) {
    octave_points(octave.data(), x, y, n, s, shift_x(o), shift_y(o), f.seed + static_cast<std::uint32_t>(o) * 101);
    for (int i = 0; i < n; ++i) out[i] += a * octave[static_cast<std::size_t>(i)];
    total += a;
  }
  for (int i = 0; i < n; ++i) out[i] = out[i] / total * 1.5f;
}

void ridged_points(float* out, const float* x, const float* y, int n, const Fbm& f) {
  thread_local std::vector<float> octave, weight;
  octave.resize(static_cast<std::size_t>(n)), weight.assign(static_cast<std::size_t>(n), 1.f);
  std::fill(out, out + n, 0.f);
  float total = 0, a = 1, s = 1;
  for (int o = 0; o < f.octaves; ++o, a *= f.gain, s *= kFiner) {
    octave_points(octave.data(), x, y, n, s, shift_x(o), shift_y(o), f.seed + static_cast<std::uint32_t>(o) * 101);
    for (int i = 0; i < n; ++i) {
      float& w = weight[static_cast<std::size_t>(i)];
      float v = octave[static_cast<std::size_t>(i)];
      v = 1 - (v < 0 ? -v : v);
      v *= v;
      out[i] += a * v * w;
      w = clamp01(v * 1.9f);  // detail gathers on the crests, valleys stay smooth
    }
    total += a;
  }
  for (int i = 0; i < n; ++i) out[i] = out[i] / total;
}

void noise_points(float* out, const float* x, const float* y, int n, std::uint32_t seed) { points(out, x, y, n, seed); }

}  // namespace storyteller::paint
