#include "grading/kernels.hpp"

#include "support/maths.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "grading/kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rushes::effects::HWY_NAMESPACE {
using std::size_t;

inline float Low(float a, float b) { return a < b ? a : b; }
inline float High(float a, float b) { return a > b ? a : b; }
inline float Clamp01(float v) { return v > 0 ? v < 1 ? v : 1.0f : 0.0f; }

void Curves(const float* const* tables, Rgb v, size_t n) {
  float* channel[3] = {v.r, v.g, v.b};
  for (int k = 0; k < 3; ++k) {
    const float* t = tables[k];
    float* p = channel[k];
    for (size_t i = 0; i < n; ++i) {
      const float x = Clamp01(p[i]), at = x * 4096.0f;
      int low = static_cast<int>(at);
      low = low < 4095 ? low : 4095;
      const float f = at - static_cast<float>(low);
      p[i] = (t[low] + (t[low + 1] - t[low]) * f) + (p[i] - x);
    }
  }
}

// A hue of 0..6 as the share of one channel: 1 within a sixth of its centre, falling to 0 at two sixths.
inline float Share(float h) {
  h = std::fabs(h - 6.0f * std::floor(h * (1.0f / 6.0f) + 0.5f));
  return Clamp01(2.0f - h);
}

void HueRange(const HueRanges& k, Rgb v, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    const float r = v.r[i], g = v.g[i], b = v.b[i];
    const float top = High(r, High(g, b)), bottom = Low(r, Low(g, b)), c = top - bottom;
    const float d = c > 1e-6f ? 1.0f / c : 0.0f;
    float h = top == r ? (g - b) * d : top == g ? (b - r) * d + 2.0f : (r - g) * d + 4.0f;
    h = h < 0 ? h + 6.0f : h;
    // The two ranges the hue lies between; greys belong to none.
    int low = static_cast<int>(h);
    low = low < 0 ? 0 : low < 5 ? low : 5;  // also where the hue is not a number
    const int high = low == 5 ? 0 : low + 1;
    const float f = h - static_cast<float>(low), e = 1.0f - f, some = c > 1e-6f ? 1.0f : 0.0f;
    const float turn = (k.hue[low] * e + k.hue[high] * f) + k.hue[6];
    const float factor = (k.saturation[low] * e + k.saturation[high] * f) * k.saturation[6];
    // Lightness of a range counts with the colour's own saturation: greys stay.
    const float strength = Clamp01(c * 2.0f) * some;
    const float light = (k.lightness[low] * e + k.lightness[high] * f) * strength + k.lightness[6];
    h = h + turn;
    const float middle = (top + bottom) * 0.5f, chroma = c * factor;
    const float base = middle - chroma * 0.5f;
    float out[3] = {base + chroma * Share(h), base + chroma * Share(h - 2.0f), base + chroma * Share(h - 4.0f)};
    for (float& o : out) o = light > 0 ? o + (1.0f - o) * light : o + o * light;
    v.r[i] = out[0], v.g[i] = out[1], v.b[i] = out[2];
  }
}

void WheelsOf(const Wheels& w, Rgb v, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    const float y = (w.luma[0] * v.r[i] + w.luma[1] * v.g[i]) + w.luma[2] * v.b[i];
    const float t = Clamp01(y), s = 1.0f - t;
    const float low = s * s, mid = 2.0f * t * s, high = t * t;
    const float r = v.r[i] + ((w.shadows[0] * low + w.middle[0] * mid) + w.highlights[0] * high);
    const float g = v.g[i] + ((w.shadows[1] * low + w.middle[1] * mid) + w.highlights[1] * high);
    const float b = v.b[i] + ((w.shadows[2] * low + w.middle[2] * mid) + w.highlights[2] * high);
    const float grey = (w.luma[0] * r + w.luma[1] * g) + w.luma[2] * b;
    v.r[i] = grey + (r - grey) * w.saturation;
    v.g[i] = grey + (g - grey) * w.saturation;
    v.b[i] = grey + (b - grey) * w.saturation;
  }
}

void Light(const LightMatrix& k, Rgb v, size_t n) {
  const float* m = k.m;
  const bool curved = k.gamma != 1.0f;
  const float back = 1.0f / k.gamma;
  for (size_t i = 0; i < n; ++i) {
    const float r = curved ? power(v.r[i], k.gamma) : v.r[i], g = curved ? power(v.g[i], k.gamma) : v.g[i],
                b = curved ? power(v.b[i], k.gamma) : v.b[i];
    const float x = (m[0] * r + m[1] * g) + m[2] * b, y = (m[3] * r + m[4] * g) + m[5] * b,
                z = (m[6] * r + m[7] * g) + m[8] * b;
    v.r[i] = curved ? power(x, back) : x;
    v.g[i] = curved ? power(y, back) : y;
    v.b[i] = curved ? power(z, back) : z;
  }
}

// SMPTE ST 2084, light in units of 10,000 nits.
inline float PqToLight(float v) {
  const float p = power(v, 1.0f / 78.84375f);
  return power(High(p - 0.8359375f, 0.0f) / (18.8515625f - 18.6875f * p), 1.0f / 0.1593017578125f);
}
inline float LightToPq(float light) {
  const float p = power(light, 0.1593017578125f);
  return power((0.8359375f + 18.8515625f * p) / (1.0f + 18.6875f * p), 78.84375f);
}
// ARIB STD-B67, light of the scene in 0..1.
inline float HlgToLight(float v) {
  return v <= 0.5f
             ? v * v * (1.0f / 3.0f)
             : (exp2_of((Low(v, 1.2f) - 0.55991073f) * (1.44269504f / 0.17883277f)) + 0.28466892f) * (1.0f / 12.0f);
}

// BT.2390-8, 5.4.1: straight up to the knee, then a Hermite spline to the target's peak. E in 0..1 of the source.
inline float RollOff(const ToneMap& k, float e) {
  const float ks = k.pq_knee, top = k.pq_peak;
  if (e < ks) return e;
  const float t = (Low(e, 1.0f) - ks) / High(1.0f - ks, 1e-6f), t2 = t * t, t3 = t2 * t;
  return ((2.0f * t3 - 3.0f * t2 + 1.0f) * ks + (t3 - 2.0f * t2 + t) * (1.0f - ks)) + (3.0f * t2 - 2.0f * t3) * top;
}

void Tones(const ToneMap& k, Rgb v, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    float c[3] = {Clamp01(v.r[i]), Clamp01(v.g[i]), Clamp01(v.b[i])};
    if (k.source == ToneMap::pq) {
      for (float& x : c) x = PqToLight(x) * 10000.0f;
    } else {
      for (float& x : c) x = HlgToLight(x);
      // The system's curve acts on luminance (BT.2100), so that hues stay.
      const float y = (0.2627f * c[0] + 0.6780f * c[1]) + 0.0593f * c[2];
      const float gain = k.source_peak * power(High(y, 1e-6f), k.hlg_gamma - 1.0f);
      for (float& x : c) x = x * gain;
    }
    // The brightest channel is rolled off and the others keep their proportion to it.
    const float brightest = High(c[0], High(c[1], c[2]));
    const float pq = LightToPq(brightest * 1e-4f);
    const float shown = PqToLight(RollOff(k, Low(pq / k.source_pq, 1.0f)) * k.source_pq) * 10000.0f;
    const float gain = brightest > 1e-6f ? shown / (brightest * k.target_peak) : 0.0f;
    for (float& x : c) x = x * gain;
    if (k.to_rec709) {  // ITU-R BT.2087
      const float r = (1.6604910f * c[0] - 0.5876411f * c[1]) - 0.0728499f * c[2];
      const float g = (-0.1245505f * c[0] + 1.1328999f * c[1]) - 0.0083494f * c[2];
      const float b = (-0.0181508f * c[0] - 0.1005789f * c[1]) + 1.1187297f * c[2];
      c[0] = r, c[1] = g, c[2] = b;
    }
    v.r[i] = power(Clamp01(c[0]), 1.0f / 2.4f);
    v.g[i] = power(Clamp01(c[1]), 1.0f / 2.4f);
    v.b[i] = power(Clamp01(c[2]), 1.0f / 2.4f);
  }
}

void Levels(float levels, Rgb v, size_t n) {
  const float k = levels - 1.0f, back = 1.0f / k;
  for (float* p : {v.r, v.g, v.b})
    for (size_t i = 0; i < n; ++i) p[i] = std::floor(Clamp01(p[i]) * k + 0.5f) * back;
}

void Invert(float amount, Rgb v, size_t n) {
  for (float* p : {v.r, v.g, v.b})
    for (size_t i = 0; i < n; ++i) p[i] = p[i] + (1.0f - 2.0f * p[i]) * amount;
}

void Threshold(const float* l, float level, float softness, Rgb v, size_t n) {
  const float low = level - softness, scale = softness > 0 ? 0.5f / softness : 0.0f;
  for (size_t i = 0; i < n; ++i) {
    const float y = (l[0] * v.r[i] + l[1] * v.g[i]) + l[2] * v.b[i];
    const float o = softness > 0 ? Clamp01((y - low) * scale) : y >= level ? 1.0f : 0.0f;
    v.r[i] = v.g[i] = v.b[i] = o;
  }
}

void Duotone(const float* l, const float* dark, const float* bright, float amount, Rgb v, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    const float y = (l[0] * v.r[i] + l[1] * v.g[i]) + l[2] * v.b[i];
    v.r[i] = v.r[i] + ((dark[0] + (bright[0] - dark[0]) * y) - v.r[i]) * amount;
    v.g[i] = v.g[i] + ((dark[1] + (bright[1] - dark[1]) * y) - v.g[i]) * amount;
    v.b[i] = v.b[i] + ((dark[2] + (bright[2] - dark[2]) * y) - v.b[i]) * amount;
  }
}

void Matrix(const float* m, float amount, Rgb v, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    const float r = v.r[i], g = v.g[i], b = v.b[i];
    v.r[i] = r + (((m[0] * r + m[1] * g) + m[2] * b) - r) * amount;
    v.g[i] = g + (((m[3] * r + m[4] * g) + m[5] * b) - g) * amount;
    v.b[i] = b + (((m[6] * r + m[7] * g) + m[8] * b) - b) * amount;
  }
}

}  // namespace rushes::effects::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rushes::effects {
HWY_EXPORT(Curves);
HWY_EXPORT(HueRange);
HWY_EXPORT(WheelsOf);
HWY_EXPORT(Light);
HWY_EXPORT(Tones);
HWY_EXPORT(Levels);
HWY_EXPORT(Invert);
HWY_EXPORT(Threshold);
HWY_EXPORT(Duotone);
HWY_EXPORT(Matrix);
using std::size_t;

void apply_curves(const float* const* t, Rgb v, size_t n) { HWY_DYNAMIC_DISPATCH(Curves)(t, v, n); }
void apply_hue_ranges(const HueRanges& k, Rgb v, size_t n) { HWY_DYNAMIC_DISPATCH(HueRange)(k, v, n); }
void apply_wheels(const Wheels& k, Rgb v, size_t n) { HWY_DYNAMIC_DISPATCH(WheelsOf)(k, v, n); }
void apply_light_matrix(const LightMatrix& k, Rgb v, size_t n) { HWY_DYNAMIC_DISPATCH(Light)(k, v, n); }
void apply_tone_map(const ToneMap& k, Rgb v, size_t n) { HWY_DYNAMIC_DISPATCH(Tones)(k, v, n); }
void apply_levels(float levels, Rgb v, size_t n) { HWY_DYNAMIC_DISPATCH(Levels)(levels, v, n); }
void apply_invert(float amount, Rgb v, size_t n) { HWY_DYNAMIC_DISPATCH(Invert)(amount, v, n); }
void apply_threshold(const float* l, float level, float softness, Rgb v, size_t n) {
  HWY_DYNAMIC_DISPATCH(Threshold)(l, level, softness, v, n);
}
void apply_duotone(const float* l, const float* dark, const float* bright, float amount, Rgb v, size_t n) {
  HWY_DYNAMIC_DISPATCH(Duotone)(l, dark, bright, amount, v, n);
}
void apply_matrix(const float* m, float amount, Rgb v, size_t n) { HWY_DYNAMIC_DISPATCH(Matrix)(m, amount, v, n); }

}  // namespace rushes::effects
#endif
