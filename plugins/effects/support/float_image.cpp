#include "support/float_image.hpp"

namespace rushes::effects {
namespace {

// A place as a whole pixel and 1/1024 parts of the way to the next; far places stay within what an int holds.
struct Place {
  int pixel;
  float part;
};
Place place_of(double v) {
  const double at = std::floor(std::clamp(std::isnan(v) ? -1e6 : v, -1e6, 1e6) * 1024 - 512 + 0.5);
  const double whole = std::floor(at / 1024);
  return {static_cast<int>(whole), static_cast<float>(at - whole * 1024) / 1024};
}

// The index of a pixel within [low, high), or -1 << 30 for none.
constexpr int nothing = -(1 << 30);
int resolved(int i, int low, int high, Beyond beyond) {
  if (i >= low && i < high) return i;
  switch (beyond) {
    case Beyond::clear:
      return nothing;
    case Beyond::edge:
      return std::clamp(i, low, high - 1);
    case Beyond::mirror:
      break;
  }
  const int n = high - low, period = 2 * n;
  int k = (i - low) % period;
  if (k < 0) k += period;
  return low + (k < n ? k : period - 1 - k);
}

template <int taps>
void gather(const FloatImage& f, Place px, Place py, const float* wx, const float* wy, Beyond beyond, float* out) {
  constexpr int before = taps / 2 - 1;
  for (int c = 0; c < 4; ++c) out[c] = 0;
  for (int j = 0; j < taps; ++j) {
    const int y = resolved(py.pixel - before + j, f.rect.y1, f.rect.y2, beyond);
    if (y == nothing || wy[j] == 0) continue;
    float row[4] = {0, 0, 0, 0};
    for (int i = 0; i < taps; ++i) {
      const int x = resolved(px.pixel - before + i, f.rect.x1, f.rect.x2, beyond);
      if (x == nothing) continue;
      const float* p = f.at(x, y);
      for (int c = 0; c < 4; ++c) row[c] += p[c] * wx[i];
    }
    for (int c = 0; c < 4; ++c) out[c] += row[c] * wy[j];
  }
}

// Keys' cubic, a = -0.5.
void cubic(float t, float* w) {
  const float t2 = t * t, t3 = t2 * t;
  w[0] = -0.5f * t3 + t2 - 0.5f * t;
  w[1] = 1.5f * t3 - 2.5f * t2 + 1;
  w[2] = -1.5f * t3 + 2 * t2 + 0.5f * t;
  w[3] = 0.5f * t3 - 0.5f * t2;
}

}  // namespace

void FloatImage::bilinear(double x, double y, Beyond beyond, float* out) const {
  const Place px = place_of(x), py = place_of(y);
  const float wx[2] = {1 - px.part, px.part}, wy[2] = {1 - py.part, py.part};
  gather<2>(*this, px, py, wx, wy, beyond, out);
}

void FloatImage::bicubic(double x, double y, Beyond beyond, float* out) const {
  const Place px = place_of(x), py = place_of(y);
  float wx[4], wy[4];
  cubic(px.part, wx);
  cubic(py.part, wy);
  gather<4>(*this, px, py, wx, wy, beyond, out);
  out[3] = std::clamp(out[3], 0.0f, 1.0f);
  for (int c = 0; c < 3; ++c) out[c] = std::max(out[c], 0.0f);
  // Where the edge rings, colour must not exceed what alpha lets through; lights above white are kept inside.
  if (out[3] < 1)
    for (int c = 0; c < 3; ++c) out[c] = std::min(out[c], out[3]);
}

}  // namespace rushes::effects
