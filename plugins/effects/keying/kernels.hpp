// Alpha from colour, on planar rows of premultiplied R'G'B'A: plain loops for every SIMD target, the same bits on all.
#pragma once

#include <cstddef>

namespace rushes::effects {

struct RgbaRow {
  float *r, *g, *b, *a;
};

// Colours are taken apart as  pixel = shown * colour + (1 - shown) * key.  How much of the key's chroma a pixel has is
// (along - |across| * narrow) / |key|, the pixel's chroma being split along the key's and across it.
struct ChromaKey {
  float key[3];
  float kr, kg, kb;        // luma weights
  float along_u, along_v;  // direction of the key's chroma
  float narrow;            // tangent of half the angle of what counts as the key
  float scale;             // 1 / the key's chroma
  float low, high;         // shares of key that are still wholly shown, and no longer shown at all
  float spill;             // how much of the key's light is taken out of what is partly shown
  float clean;             // how much of the key's chroma is taken out of what is wholly shown
  bool only_alpha;         // the matte itself as grey
};
void apply_chroma_key(const ChromaKey& key, RgbaRow v, std::size_t n);

struct LumaKey {
  float kr, kg, kb;
  float low, high;  // luma that is wholly out, wholly in
  bool invert;
};
void apply_luma_key(const LumaKey& key, RgbaRow v, std::size_t n);

void scale_pixels(const float* by, RgbaRow v, std::size_t n);

}  // namespace rushes::effects
