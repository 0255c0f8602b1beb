#include "detail/denoise.hpp"

#include "support/maths.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "detail/denoise.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

// Plain loops, compiled for every target.
HWY_BEFORE_NAMESPACE();
namespace rushes::effects::HWY_NAMESPACE {
using std::size_t;

// For each of n pixels: how alike the 3 x 3 around it (luma rows a, from one pixel before) and around another (b) are, and
// the other's channels c added with that weight to sums; sums[4] is of the weights. `square` has room for n + 2.
void AddAlike(const float* const* a, const float* const* b, const float* const* c, float noise, float fall,
              float* HWY_RESTRICT square, float* const* sums, size_t n) {
  const float *a0 = a[0], *a1 = a[1], *a2 = a[2], *b0 = b[0], *b1 = b[1], *b2 = b[2];
  for (size_t i = 0; i < n + 2; ++i) {
    const float d0 = a0[i] - b0[i], d1 = a1[i] - b1[i], d2 = a2[i] - b2[i];
    square[i] = (d0 * d0 + d1 * d1) + d2 * d2;
  }
  const float *cr = c[0], *cg = c[1], *cb = c[2], *ca = c[3];
  float *HWY_RESTRICT r = sums[0], *HWY_RESTRICT g = sums[1], *HWY_RESTRICT bl = sums[2], *HWY_RESTRICT al = sums[3],
                      *HWY_RESTRICT total = sums[4];
  for (size_t i = 0; i < n; ++i) {
    const float mean = ((square[i] + square[i + 1]) + square[i + 2]) * (1.0f / 9);
    const float excess = mean > noise ? mean - noise : 0.0f;
    const float e = excess * fall, near = e < 60 ? e : 60.0f;
    const float all = exp2_of(-near);
    const float weight = e < 60 ? all : 0.0f;
    r[i] += cr[i] * weight;
    g[i] += cg[i] * weight;
    bl[i] += cb[i] * weight;
    al[i] += ca[i] * weight;
    total[i] += weight;
  }
}

}  // namespace rushes::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rushes::effects {
HWY_EXPORT(AddAlike);

DenoiseInput::DenoiseInput(const FloatImage& image) : rect_(image.rect), stride_(image.width() + 2 * border) {
  const int height = image.height() + 2 * border;
  for (auto& plane : planes_) plane.resize(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    const float* from = image.at(rect_.x1, std::clamp(rect_.y1 + y - border, rect_.y1, rect_.y2 - 1));
    float* to[5];
    for (int k = 0; k < 5; ++k) to[k] = planes_[k].data() + y * stride_;
    for (std::ptrdiff_t x = 0; x < stride_; ++x) {
      const float* p = from + 4 * std::clamp<std::ptrdiff_t>(x - border, 0, image.width() - 1);
      for (int k = 0; k < 4; ++k) to[k][x] = p[k];
      to[4][x] = (0.3f * p[0] + 0.5f * p[1]) + 0.2f * p[2];
    }
  }
}

void denoise_row(const std::vector<DenoiseInput>& frames, float sigma, FloatRow& row, int y) {
  // Of the noise in luma: its channels are independent.
  const float noise = 2 * sigma * sigma * (0.3f * 0.3f + 0.5f * 0.5f + 0.2f * 0.2f);
  const float fall = 1.4426950f / (0.6f * noise);
  for (auto* c : {&row.r, &row.g, &row.b, &row.a}) std::fill(c->begin(), c->end(), 0.0f);
  constexpr int chunk = 480;  // pixels whose rows stay in the first cache
  float square[chunk + 2], total[chunk];
  for (int done = 0; done < row.width; done += chunk) {
    const int n = std::min(chunk, row.width - done), x = row.x1 + done;
    float* const sums[5] = {row.r.data() + done, row.g.data() + done, row.b.data() + done, row.a.data() + done, total};
    std::fill_n(total, n, 0.0f);
    for (std::size_t t = 0; t < frames.size(); ++t) {
      const int reach = t == 0 ? 2 : 1;
      for (int dy = -reach; dy <= reach; ++dy)
        for (int dx = -reach; dx <= reach; ++dx) {
          const float *a[3], *b[3], *c[4];
          for (int j = 0; j < 3; ++j) {
            a[j] = frames[0].at(4, x - 1, y + j - 1);
            b[j] = frames[t].at(4, x - 1 + dx, y + dy + j - 1);
          }
          for (int k = 0; k < 4; ++k) c[k] = frames[t].at(k, x + dx, y + dy);
          HWY_DYNAMIC_DISPATCH(AddAlike)(a, b, c, noise, fall, square, sums, static_cast<std::size_t>(n));
        }
    }
    for (int i = 0; i < n; ++i) {
      const float back = 1 / total[i];
      for (int k = 0; k < 4; ++k) sums[k][i] *= back;
    }
  }
}

}  // namespace rushes::effects
#endif
