#include "plugins/engines/storyteller/paint/trees.hpp"

#include "plugins/engines/storyteller/paint/terrain.hpp"

#include <algorithm>

namespace storyteller::paint {

TreePaint tree_paint(const Look& look, Px leaves, float distance, float x, float y, float snow) {
  const auto seen = [&](Px c) { return through_air(look, c, distance, x, y); };
  TreePaint p;
  const Px bark = hex(0x5a4636);
  p.lit = seen(leaves * (look.key * 0.85f + look.fill * 0.55f)),
  p.shade = seen(leaves * (look.fill * 0.30f + look.key * 0.04f));
  p.bark = seen(bark * (look.key * 0.35f + look.fill * 0.45f));
  p.side = look.light_x > 0 ? 1.f : -1.f;
  p.snow = snow, p.snow_colour = seen(px(0.85f, 0.89f, 0.95f) * (look.key * 0.75f + look.fill * 0.7f));
  return p;
}

void conifer(Sheet& sheet, Point foot, float height, const TreePaint& paint, Dice& dice) {
  const float pixels = height * sheet.density;
  const int tiers = static_cast<int>(clamp(pixels * 0.16f, 6, 30)), fan = pixels > 90 ? 4 : 2;
  const float lean = dice.around(0, 0.02f) * height, wide = dice.range(0.17f, 0.25f) * height;
  stroke(sheet, foot, height * 0.016f, {foot.x + lean, foot.y - height}, height * 0.002f, paint.bark);
  // The body behind the branches; far trees are little else.
  const float body = pixels < 70 ? 0.8f : 0.5f;
  const Point shape[] = {{foot.x + lean, foot.y - height},
                         {foot.x + wide * body, foot.y - height * 0.06f},
                         {foot.x - wide * body, foot.y - height * 0.06f}};
  polygon(sheet, shape, mix(paint.shade, paint.lit, 0.25f), mix(paint.shade, paint.lit, 0.08f), 0.95f);
  for (int k = 0; k <= tiers; ++k) {
    const float s = static_cast<float>(k) / static_cast<float>(tiers), at = 1 - s * 0.88f;
    const Point trunk{foot.x + lean * at, foot.y - height * at};
    const float reach = wide * (0.05f + 0.95f * pow_of(s + 0.001f, 0.85f)) * dice.range(0.75f, 1.15f);
    for (int i = 0; i < fan * 2; ++i) {
      const float side = i & 1 ? 1.f : -1.f, far = reach * dice.range(0.45f, 1);
      const Point tip{trunk.x + side * far, trunk.y + far * dice.range(0.32f, 0.62f) + height * 0.01f};
      const float l = clamp01(0.34f + 0.42f * side * paint.side + dice.around(0, 0.24f) - 0.12f * s);
      const float r = height * (0.007f + 0.012f * s) * dice.range(0.8f, 1.25f);
      stroke(sheet, trunk, r * 1.15f, tip, r * 0.25f, mix(paint.shade, paint.lit, l));
      if (paint.snow > 0 && dice.chance(paint.snow))
        stroke(sheet, {mix(trunk.x, tip.x, 0.25f), mix(trunk.y, tip.y, 0.25f) - r * 0.7f}, r * 0.55f,
               {tip.x, tip.y - r * 0.4f}, r * 0.2f, mix(paint.snow_colour * 0.72f, paint.snow_colour, l), 0.92f);
    }
  }
}

namespace {

// A limb that forks until its twigs are thin; snow lies along what is not too steep.
void fork(Sheet& sheet, Point from, float angle, float length, float radius, int levels, const TreePaint& paint,
          Dice& dice) {
  const Point to{from.x + sin_of(angle) * length, from.y - cos_of(angle) * length};
  stroke(sheet, from, radius, to, radius * 0.66f, mix(paint.bark, paint.shade, 0.2f));
  if (paint.snow > 0 && std::abs(angle) > 0.35f)
    stroke(sheet, {from.x, from.y - radius * 0.7f}, radius * 0.45f, {to.x, to.y - radius * 0.5f}, radius * 0.3f,
           paint.snow_colour, 0.9f);
  if (levels == 0) return;
  const int n = levels > 2 ? 3 : 2;
  for (int k = 0; k < n; ++k) {
    const float spread = (static_cast<float>(k) / static_cast<float>(n - 1) - 0.5f) * 1.15f + dice.around(0, 0.28f);
    fork(sheet, to, angle * 0.75f + spread, length * dice.range(0.58f, 0.78f), radius * 0.62f, levels - 1, paint, dice);
  }
}

}  // namespace

void broadleaf(Sheet& sheet, Point foot, float height, const TreePaint& paint, Dice& dice) {
  if (paint.snow > 0)  // in winter it has no leaves
    return fork(sheet, foot, dice.around(0, 0.08f), height * 0.34f, height * 0.030f,
                height * sheet.density > 60 ? 5 : 3, paint, dice);
  const float pixels = height * sheet.density, lean = dice.around(0, 0.06f) * height;
  const Point fork{foot.x + lean * 0.5f, foot.y - height * dice.range(0.28f, 0.4f)};
  stroke(sheet, foot, height * 0.032f, fork, height * 0.02f, paint.bark);
  struct Blob {
    Point at;
    float r;
  };
  Blob blobs[8];
  for (Blob& b : blobs) {
    const float a = dice.range(0, kTau), d = dice.range(0.08f, 0.22f) * height;
    b = {{fork.x + lean * 0.5f + cos_of(a) * d * 1.15f, foot.y - height * 0.66f + sin_of(a) * d},
         height * dice.range(0.12f, 0.18f)};
    stroke(sheet, fork, height * 0.012f, {b.at.x, b.at.y}, height * 0.004f, paint.bark);
  }
  std::ranges::sort(blobs, std::greater{}, [](const Blob& b) { return b.at.y; });
  const int dabs = static_cast<int>(clamp(pixels * 0.45f, 10, 110));
  for (int layer = 0; layer < 2; ++layer)
    for (const Blob& b : blobs)
      for (int k = 0; k < dabs; ++k) {
        const float a = dice.range(0, kTau), d = std::sqrt(dice.unit()) * b.r, dx = cos_of(a) * d, dy = sin_of(a) * d;
        const float l = clamp01(0.42f + (dx * paint.side * 0.75f - dy) / b.r * 0.42f + dice.around(0, 0.25f) -
                                (layer == 0 ? 0.3f : 0.f));
        const float r = height * dice.range(0.012f, 0.026f) * (pixels < 60 ? 1.6f : 1.f);
        Px c = mix(paint.shade, paint.lit, l);
        if (paint.snow > 0 && dy < -0.3f * b.r && dice.chance(paint.snow)) c = paint.snow_colour;
        dab(sheet, b.at.x + dx, b.at.y + dy, r, c, 0.93f);
      }
}

void tuft(Sheet& sheet, Point foot, float height, const TreePaint& paint, Dice& dice) {
  const int n = 5 + dice.below(5);
  for (int k = 0; k < n; ++k) {
    const float a = dice.around(0, 0.9f), h = height * dice.range(0.5f, 1);
    const Point mid{foot.x + a * h * 0.35f, foot.y - h * 0.6f}, tip{foot.x + a * h, foot.y - h * (1 - 0.3f * a * a)};
    const Px c = mix(paint.shade, paint.lit, clamp01(0.35f + 0.4f * a * paint.side + dice.around(0, 0.3f)));
    stroke(sheet, {foot.x + a * h * 0.05f, foot.y}, h * 0.035f, mid, h * 0.03f, c);
    stroke(sheet, mid, h * 0.03f, tip, h * 0.006f, c);
  }
}

}  // namespace storyteller::paint
