#include "keying/kernels.hpp"

#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "keying/kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rushes::effects::HWY_NAMESPACE {
using std::size_t;

inline float Clamp01(float v) { return v > 0 ? v < 1 ? v : 1.0f : 0.0f; }
inline float High(float a, float b) { return a > b ? a : b; }

void Chroma(const ChromaKey& k, RgbaRow v, size_t n) {
  const float span = k.high - k.low, step = span > 1e-6f ? 1.0f / span : 1e6f;
  for (size_t i = 0; i < n; ++i) {
    const float a = v.a[i], back = a > 0 ? 1.0f / a : 0.0f;
    const float r = v.r[i] * back, g = v.g[i] * back, b = v.b[i] * back;
    const float y = (k.kr * r + k.kg * g) + k.kb * b;
    const float cu = (b - y) / (2.0f * (1.0f - k.kb)), cv = (r - y) / (2.0f * (1.0f - k.kr));
    const float along = cu * k.along_u + cv * k.along_v, across = cv * k.along_u - cu * k.along_v;
    const float share = High(along - std::fabs(across) * k.narrow, 0.0f) * k.scale;
    const float gone = Clamp01((share - k.low) * step), shown = 1.0f - gone;
    // What is left of the key's chroma in pixels that stay: it leaves along the key's own direction, luma stays.
    const float excess = High(share - gone, 0.0f) * k.clean / k.scale;
    const float du = k.along_u * excess, dv = k.along_v * excess;
    const float dr = 2.0f * (1.0f - k.kr) * dv, db = 2.0f * (1.0f - k.kb) * du;
    const float dg = -(k.kr * dr + k.kb * db) / k.kg;
    const float out_r = High((r - dr) - gone * (k.key[0] * k.spill + r * (1.0f - k.spill)), 0.0f);
    const float out_g = High((g - dg) - gone * (k.key[1] * k.spill + g * (1.0f - k.spill)), 0.0f);
    const float out_b = High((b - db) - gone * (k.key[2] * k.spill + b * (1.0f - k.spill)), 0.0f);
    // Never more light than what shows can give.
    const float most = High(shown, 0.0f);
    v.r[i] = k.only_alpha ? shown * a : (out_r < most ? out_r : most) * a;
    v.g[i] = k.only_alpha ? shown * a : (out_g < most ? out_g : most) * a;
    v.b[i] = k.only_alpha ? shown * a : (out_b < most ? out_b : most) * a;
    v.a[i] = k.only_alpha ? a : shown * a;
  }
}

void Luma(const LumaKey& k, RgbaRow v, size_t n) {
  const float span = k.high - k.low, step = span > 1e-6f ? 1.0f / span : 1e6f;
  for (size_t i = 0; i < n; ++i) {
    const float a = v.a[i], back = a > 0 ? 1.0f / a : 0.0f;
    const float y = ((k.kr * v.r[i] + k.kg * v.g[i]) + k.kb * v.b[i]) * back;
    const float in = Clamp01((y - k.low) * step), w = k.invert ? 1.0f - in : in;
    v.r[i] = v.r[i] * w;
    v.g[i] = v.g[i] * w;
    v.b[i] = v.b[i] * w;
    v.a[i] = a * w;
  }
}

void Scale(const float* by, RgbaRow v, size_t n) {
  for (float* p : {v.r, v.g, v.b, v.a})
    for (size_t i = 0; i < n; ++i) p[i] = p[i] * by[i];
}

}  // namespace rushes::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rushes::effects {
HWY_EXPORT(Chroma);
HWY_EXPORT(Luma);
HWY_EXPORT(Scale);
void apply_chroma_key(const ChromaKey& k, RgbaRow v, std::size_t n) { HWY_DYNAMIC_DISPATCH(Chroma)(k, v, n); }
void apply_luma_key(const LumaKey& k, RgbaRow v, std::size_t n) { HWY_DYNAMIC_DISPATCH(Luma)(k, v, n); }
void scale_pixels(const float* by, RgbaRow v, std::size_t n) { HWY_DYNAMIC_DISPATCH(Scale)(by, v, n); }
}  // namespace rushes::effects
#endif
