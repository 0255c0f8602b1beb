#include "plugins/engines/storyteller/paint/growth.hpp"

#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/trees.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

struct Place3 {
  float x, z, h, line;
  const Growth* kind;
};

// True when nearer ground of the slice hides the foot.
bool hidden(const Stage& stage, const Slice& s, float plane_x, float z, float foot) {
  constexpr int kSteps = 20;
  float x[kSteps], d[kSteps], h[kSteps];
  for (int k = 0; k < kSteps; ++k)
    d[k] = mix(s.near, z * 0.985f, static_cast<float>(k) / kSteps), x[k] = plane_x * d[k];
  ground_heights(s, x, d, kSteps, 5, h);
  for (int k = 0; k < kSteps; ++k)
    if (line_at(stage.look, d[k], h[k]) < foot - 0.004f) return true;
  return false;
}

void bush(Sheet& sheet, Point foot, float height, const TreePaint& paint, Dice& dice) {
  const int n = static_cast<int>(clamp(height * sheet.density * 1.2f, 8, 120));
  for (int k = 0; k < n; ++k) {
    const float a = dice.range(0, kTau / 2), d = std::sqrt(dice.unit()), dx = cos_of(a) * d, dy = sin_of(a) * d;
    const float l = clamp01(0.30f + 0.35f * dx * paint.side + 0.45f * dy + dice.around(0, 0.25f));
    dab(sheet, foot.x + dx * height * 0.75f, foot.y - dy * height * 0.9f, height * dice.range(0.07f, 0.13f),
        paint.snow > 0 && dy > 0.25f && dice.chance(paint.snow) ? paint.snow_colour : mix(paint.shade, paint.lit, l),
        0.94f);
  }
}

// A weathered stone: rough outline, half in the ground, each layer nearer to the light smaller and brighter.
void rock(Sheet& sheet, Point foot, float height, const TreePaint& paint, Dice& dice) {
  constexpr int kCorners = 11;
  const float w = height * dice.range(0.9f, 1.7f);
  float rough[kCorners];
  for (float& r : rough) r = dice.range(0.84f, 1.08f);
  for (int layer = 0; layer < 5; ++layer) {
    const float s = 1 - 0.17f * static_cast<float>(layer), shift = paint.side * w * 0.055f * static_cast<float>(layer),
                lift = height * 0.10f * static_cast<float>(layer);
    Point outline[kCorners];
    for (int k = 0; k < kCorners; ++k) {
      const float a = kTau / 2 * static_cast<float>(k) / (kCorners - 1);
      const float flat = k == 0 || k == kCorners - 1 ? 1.f : 0.f;
      outline[k] = {foot.x + shift + cos_of(a) * w * s * rough[k],
                    foot.y - sin_of(a) * height * s * rough[k] * 0.9f - lift * (1 - flat * 0.9f)};
    }
    const Px c = mix(paint.shade, paint.lit, 0.10f + 0.15f * static_cast<float>(layer));
    polygon(sheet, outline, opaque(c * 1.12f), opaque(c * 0.72f));
  }
}

}  // namespace

void add_growth(Stage& stage, const Slice& s, const std::vector<Growth>& kinds, std::string_view part) {
  const Look& look = stage.look;
  Dice dice = stage.dice(part);
  const float nearness = std::min(nearness_at(std::sqrt(s.near * std::min(s.far, s.near * 2.5f))), kGroundNearness);
  const Rect reach = stage.camera.reach(nearness);
  const std::uint32_t seed = dice.bits();
  std::vector<Place3> places;
  for (const Growth& g : kinds) {
    const int n = static_cast<int>(static_cast<float>(g.count) * reach.width());
    for (int k = 0; k < n; ++k) {
      // Even over the picture means denser far away; squared brings more of them forward.
      const float u = dice.unit(), z = g.near * exp2_of(log2_of(g.far / g.near) * u),
                  at_x = dice.range(reach.x0, reach.x1);
      if (g.clear > 0 && std::abs(at_x - g.clear_x) < g.clear) continue;
      const float x = at_x * z;
      if (g.clumps > 0 && fbm(x * 0.35f, z * 0.35f, {seed, 2, 0.5f}) < g.clumps * dice.range(0, 0.5f)) continue;
      float h;
      ground_heights(s, &x, &z, 1, 7, &h);
      const float line = line_at(look, z, h);
      if (s.relief != Relief::meadow && hidden(stage, s, at_x, z, line)) continue;
      places.push_back({at_x, z, h, line, &g});
    }
  }
  std::ranges::stable_sort(places, std::greater{}, &Place3::z);
  float top = 0.5f, bottom = -0.5f;
  for (const Place3& p : places)
    top = std::min(top, p.line - p.kind->high * 1.1f / p.z), bottom = std::max(bottom, p.line + 0.01f);
  if (places.empty()) return;
  Sheet sheet = stage.sheet(nearness, top - 0.01f, bottom + 0.01f);
  for (const Place3& p : places) {
    const Growth& g = *p.kind;
    const float height = dice.range(g.low, g.high) / p.z;
    const TreePaint paint = tree_paint(look, opaque(g.colour * dice.range(0.78f, 1.22f)), p.z, p.x, p.line,
                                       stage.white() || s.ground == Ground::snow ? 0.75f : 0.f);
    const Point foot{p.x, p.line + 0.03f * height};
    if (g.plant != Plant::tuft && g.plant != Plant::flower)  // a little shade where it stands
      for (int k = 0; k < 3; ++k)
        dab(sheet, foot.x - paint.side * height * (0.08f + 0.07f * static_cast<float>(k)), foot.y,
            height * (0.10f - 0.015f * static_cast<float>(k)), opaque(paint.shade * 0.5f), 0.22f, 1);
    switch (g.plant) {
      case Plant::conifer:
        conifer(sheet, foot, height, paint, dice);
        break;
      case Plant::broadleaf:
        broadleaf(sheet, foot, height, paint, dice);
        break;
      case Plant::bush:
        bush(sheet, foot, height, paint, dice);
        break;
      case Plant::tuft:
        tuft(sheet, foot, height, paint, dice);
        break;
      case Plant::rock:
        rock(sheet, foot, height, paint, dice);
        break;
      case Plant::flower:
        stroke(sheet, foot, height * 0.03f, {foot.x, foot.y - height}, height * 0.02f,
               mix(paint.shade, hex(0x35501f) * (look.fill + look.key * 0.5f), 0.5f));
        dab(sheet, foot.x, foot.y - height, height * 0.17f, paint.lit, 1);
        dab(sheet, foot.x + paint.side * height * 0.05f, foot.y - height * 1.05f, height * 0.08f,
            opaque(paint.lit * 1.5f), 0.8f);
        break;
    }
  }
  stage.add_plate(sheet, nearness);
}

}  // namespace storyteller::paint
