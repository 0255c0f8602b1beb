// Inside a wood: trunks behind trunks in green air, rays of light from above, ferns, and a dark frame of leaves in front.
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/terrain.hpp"
#include "plugins/engines/storyteller/paint/trees.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

// Rays from the sun through the crowns. Along a row the angle to the sun changes evenly, so a ray field is a row of noise.
class RaysLayer : public Layer {
 public:
  RaysLayer(const Stage& stage, float strength) : look_(stage.look), seed_(stage.seed("rays")), strength_(strength) {
    top_ = std::min(look_.sun_y, -0.35f) - 0.35f;
    x_ = look_.sun_x * 1.1f;
  }
  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(0.3f);
    const int step = 2, n = shot.width / step + 2;
    thread_local std::vector<float> rays, drift;
    rays.resize(static_cast<std::size_t>(n)), drift.resize(static_cast<std::size_t>(n));
    const Px light = {look_.glow[0] + look_.key[0] * 0.3f, look_.glow[1] + look_.key[1] * 0.3f, look_.glow[2] + look_.key[2] * 0.3f, 0};
    for (int y = y0; y < y1; ++y) {
      const float py = (static_cast<float>(y) + 0.5f - p.y) / p.scale, down = py - top_;
      const float k = 1 / std::max(down, 0.05f), x0 = ((0.5f - p.x) / p.scale - x_) * k, dx = static_cast<float>(step) / p.scale * k;
      fbm_row(rays.data(), n, x0 * 5.5f, dx * 5.5f, 0.5f + shot.t * 0.05f, {seed_, 3, 0.55f});
      fbm_row(drift.data(), n, x0 * 2.5f + shot.t * 0.02f, dx * 2.5f, py * 2.2f - shot.t * 0.05f, {seed_ + 5, 3, 0.5f});
      const float fade = strength_ * smooth(0.62f, -0.25f, py);
      Px* out = picture.row(y);
      for (int x = 0; x < shot.width; ++x) {
        const auto i = static_cast<std::size_t>(x / step);
        const float f = static_cast<float>(x % step) / step, r = mix(rays[i], rays[i + 1], f), d = mix(drift[i], drift[i + 1], f);
        const float angle = x0 + dx * (static_cast<float>(x) / step);
        out[x] += light * (fade * smooth(0.02f, 0.75f, r) * clamp01(0.7f + 0.6f * d) * exp_of(-angle * angle * 1.1f));
      }
    }
  }

 private:
  Look look_;
  std::uint32_t seed_;
  float strength_, top_ = -0.8f, x_ = 0;
};

void trunk(Sheet& sheet, Point foot, float width, float bend, const TreePaint& paint, bool birch, Dice& dice) {
  const float tall = foot.y + 0.75f;
  const int pieces = 10;
  Point at = foot;
  float w = width;
  const float lift = -tall / pieces;
  // Roots.
  for (const float side : {-1.f, 1.f}) stroke(sheet, {foot.x + side * width * 0.2f, foot.y - width * 0.5f}, width * 0.3f, {foot.x + side * width * dice.range(0.7f, 1.1f), foot.y + width * 0.12f}, width * 0.06f, paint.bark);
  const Px dark = birch ? opaque(mix(paint.bark, paint.lit, 0.35f) * 1.2f) : opaque(paint.bark * 0.62f), light = opaque(paint.bark * (birch ? 2.4f : 1.7f));
  std::vector<Point> spine{at};
  for (int k = 0; k < pieces; ++k) {
    const Point next{at.x + bend * 0.02f + dice.around(0, 0.05f) * width, at.y + lift};
    spine.push_back(next), at = next;
  }
  for (int k = 0; k < pieces; ++k, w *= 0.955f) {
    const Point a = spine[static_cast<std::size_t>(k)], b = spine[static_cast<std::size_t>(k) + 1];
    stroke(sheet, a, w * 0.5f, b, w * 0.478f, birch ? opaque(paint.bark * 1.7f) : paint.bark);
    // The lit and the dark side, then streaks of bark along it.
    stroke(sheet, {a.x + paint.side * w * 0.30f, a.y}, w * 0.14f, {b.x + paint.side * w * 0.29f, b.y}, w * 0.13f, light, 0.55f);
    stroke(sheet, {a.x - paint.side * w * 0.30f, a.y}, w * 0.19f, {b.x - paint.side * w * 0.29f, b.y}, w * 0.18f, dark, 0.60f);
    const int marks = static_cast<int>(clamp(w * sheet.density * 0.45f, 0, 22));
    for (int m = 0; m < marks; ++m) {
      const float u = dice.range(-0.45f, 0.45f), from = dice.unit(), len = dice.range(0.10f, 0.35f);
      const float ax = mix(a.x, b.x, from) + u * w, ay = mix(a.y, b.y, from);
      if (birch) stroke(sheet, {ax - w * 0.1f, ay}, w * 0.018f, {ax + w * 0.1f, ay + w * 0.02f}, w * 0.008f, opaque(paint.bark * 0.35f), 0.8f);
      else stroke(sheet, {ax, ay}, w * 0.022f, {ax + dice.around(0, 0.06f) * w, ay + lift * len}, w * 0.008f, u * paint.side > 0 ? light : dark, 0.45f);
    }
  }
  if (dice.chance(0.75f)) {
    const int branches = 1 + dice.below(3);
    for (int k = 0; k < branches; ++k) {
      const auto from = spine[static_cast<std::size_t>(4 + dice.below(6))];
      const float side = dice.sign(), len = width * dice.range(2, 4.5f);
      const Point elbow{from.x + side * len * 0.5f, from.y - len * dice.range(0.05f, 0.3f)}, tip{elbow.x + side * len * 0.6f, elbow.y - len * dice.range(0.1f, 0.5f)};
      stroke(sheet, from, width * 0.12f, elbow, width * 0.08f, paint.bark), stroke(sheet, elbow, width * 0.08f, tip, width * 0.02f, paint.bark);
    }
  }
}

void leaves(Sheet& sheet, Point middle, float radius, int n, float size, const TreePaint& paint, Dice& dice) {
  for (int k = 0; k < n; ++k) {
    const float a = dice.range(0, kTau), d = std::sqrt(dice.unit()) * radius;
    const Point at{middle.x + cos_of(a) * d * 1.5f, middle.y + sin_of(a) * d * 0.8f};
    const float l = clamp01(0.35f + 0.45f * (cos_of(a) * paint.side - sin_of(a)) * d / radius + dice.around(0, 0.35f));
    const float turn = dice.range(0, kTau), r = size * dice.range(0.6f, 1.3f);
    stroke(sheet, at, r * 0.42f, {at.x + cos_of(turn) * r, at.y + sin_of(turn) * r * 0.7f}, r * 0.12f, mix(paint.shade, paint.lit, l), 0.95f);
  }
}

}  // namespace

void build_forest(Stage& stage) {
  Look& look = stage.look;
  Dice dice = stage.dice("forest");
  const std::uint32_t seed = dice.bits();
  const bool needles = dice.chance(0.45f) || look.snow > 0, birch = !needles && dice.chance(0.4f);
  static const Px greens[] = {hex(0x4f7d34), hex(0x6f8f2f), hex(0x3c6b42), hex(0xb08a2c), hex(0xa8562a)};
  const Px green = mix(needles ? hex(0x37593c) : greens[dice.below(5)], look.accents[3], look.accent * 0.9f);
  // The air of a wood takes the colour of its leaves.
  const Px air = mix(look.haze, green * (luma(look.haze) / std::max(luma(green), 0.02f)), look.night ? 0.18f : 0.34f);
  look.haze = opaque(air * (look.night ? 0.75f : 0.85f)), look.haze_density *= 2.6f;
  look.horizon = mix(look.horizon, look.haze * 1.2f, 0.5f), look.lower = mix(look.lower, look.haze, 0.4f);
  look.sun_y = std::min(look.sun_y, look.horizon_y - 0.2f);
  add_sky(stage);
  const float snow = look.snow > 0 ? 0.8f : 0;
  add_slice(stage, {.relief = Relief::hills, .ground = snow > 0 ? Ground::snow : Ground::forest, .near = 18, .far = 70, .base = -0.5f, .height = 2.2f, .size = 9, .seed = seed});
  const float clearing = dice.range(-0.35f, 0.35f) * stage.aspect() * 0.5f;
  const float depths[] = {34, 21, 13.5f, 8.5f, 5.2f};
  for (int k = 0; k < 5; ++k) {
    const float z = depths[k], nearness = std::min(nearness_at(z), kGroundNearness);
    Sheet sheet = stage.sheet(nearness, -0.75f, line_at(look, z, 0) + 0.16f);
    const Rect reach = stage.camera.reach(nearness);
    if (k == 3)
      add_slice(stage, {.relief = Relief::meadow, .ground = snow > 0 ? Ground::snow : Ground::forest, .near = 0.9f, .far = 12, .base = -0.14f, .height = 0.28f, .size = 2.4f, .seed = seed + 9});
    const int n = static_cast<int>(reach.width() * (k == 0 ? 15.f : k == 1 ? 11.f : k == 2 ? 7.f : k == 3 ? 4.2f : 2.0f));
    for (int i = 0; i < n; ++i) {
      const float x = mix(reach.x0, reach.x1, (static_cast<float>(i) + dice.range(0.1f, 0.9f)) / static_cast<float>(n));
      // A clearing for the subject, wider in front.
      if (k >= 2 && std::abs(x - clearing) < 0.10f + 0.11f * static_cast<float>(k - 1)) continue;
      const float zi = z * dice.range(0.88f, 1.15f), foot = line_at(look, zi, dice.range(-0.1f, 0.1f));
      const TreePaint paint = tree_paint(look, green * dice.range(0.8f, 1.2f), zi, x, foot, snow);
      if (k < 3 && needles && dice.chance(0.6f)) {
        conifer(sheet, {x, foot}, dice.range(3.6f, 6.5f) / zi * 1.3f, paint, dice);
      } else {
        trunk(sheet, {x, foot}, dice.range(0.26f, 0.50f) / zi, dice.around(0, 0.5f), paint, birch, dice);
        if (k >= 1 && dice.chance(0.8f)) leaves(sheet, {x + dice.around(0, 0.1f), -0.48f + dice.around(0, 0.08f)}, dice.range(0.9f, 1.6f) / zi, 120, 0.20f / zi, paint, dice);
      }
      for (int f = 0; f < (k >= 2 ? 4 : 1); ++f)
        if (snow == 0) tuft(sheet, {x + dice.around(0, 0.8f / zi), foot + dice.range(0, 0.12f) / zi}, dice.range(0.14f, 0.34f) / zi, paint, dice);
    }
    stage.add_plate(sheet, nearness);
    if (k < 4) add_mist(stage, line_at(look, z, 0.1f), 0.10f + 0.02f * static_cast<float>(k), nearness, (0.20f + 0.5f * look.fog) * (k == 0 ? 1.2f : 0.7f));
  }
  stage.add(std::make_unique<RaysLayer>(stage, look.cover > 0.7f ? 0.10f : look.night ? 0.35f : 0.55f));
  stage.ground_y = mix(look.horizon_y, 0.5f, dice.range(0.42f, 0.6f));
}

// The dark frame of leaves and ferns between the eye and the scene.
void add_foreground(Stage& stage) {
  const Look& look = stage.look;
  Dice dice = stage.dice("frame");
  const float nearness = 1.7f;
  const Rect reach = stage.camera.reach(nearness);
  Sheet sheet(reach, stage.density(nearness) * 0.8f);
  TreePaint dark;
  dark.lit = opaque(look.fill * px(0.10f, 0.14f, 0.08f) + look.key * px(0.02f, 0.03f, 0.01f)), dark.shade = opaque(dark.lit * 0.25f), dark.bark = dark.shade, dark.side = look.light_x > 0 ? 1.f : -1.f;
  const float side = look.sun_x > 0 ? -1.f : 1.f, edge = stage.aspect() * 0.5f;
  for (int k = 0; k < 9; ++k) leaves(sheet, {side * edge * dice.range(0.70f, 1.12f), -0.5f + dice.range(-0.06f, 0.10f)}, dice.range(0.06f, 0.12f), 90, 0.034f, dark, dice);
  for (int k = 0; k < 4; ++k) leaves(sheet, {-side * edge * dice.range(0.9f, 1.12f), -0.5f + dice.range(-0.06f, 0.04f)}, dice.range(0.05f, 0.09f), 70, 0.030f, dark, dice);
  for (int k = 0; k < 46; ++k) {
    const float u = dice.unit(), x = (dice.chance(0.6f) ? side : -side) * edge * (1.15f - 0.75f * u * u);
    tuft(sheet, {x, 0.53f}, dice.range(0.07f, 0.19f) * (0.5f + 0.5f * std::abs(x) / edge), dark, dice);
  }
  stage.add_plate(sheet, nearness);
}

}  // namespace storyteller::paint
