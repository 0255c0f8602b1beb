// Inside a wood: trunks behind trunks in green air, rays of light from above, ferns, and a dark frame of leaves in
// front.
#include "plugins/engines/storyteller/paint/growth.hpp"
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/trees.hpp"
#include "plugins/engines/storyteller/paint/wonders.hpp"

#include <algorithm>
#include <span>

namespace storyteller::paint {
namespace {

// Rays from the sun through the crowns. Along a row the angle to the sun changes evenly, so a ray field is a row of
// noise.
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
    const Px light = {look_.glow[0] + look_.key[0] * 0.3f, look_.glow[1] + look_.key[1] * 0.3f,
                      look_.glow[2] + look_.key[2] * 0.3f, 0};
    for (int y = y0; y < y1; ++y) {
      const float py = (static_cast<float>(y) + 0.5f - p.y) / p.scale, down = py - top_;
      const float k = 1 / std::max(down, 0.05f), x0 = ((0.5f - p.x) / p.scale - x_) * k,
                  dx = static_cast<float>(step) / p.scale * k;
      fbm_row(rays.data(), n, x0 * 5.5f, dx * 5.5f, 0.5f + shot.t * 0.05f, {seed_, 3, 0.55f});
      fbm_row(drift.data(), n, x0 * 2.5f + shot.t * 0.02f, dx * 2.5f, py * 2.2f - shot.t * 0.05f, {seed_ + 5, 3, 0.5f});
      const float fade = strength_ * smooth(0.70f, -0.20f, py);
      Px* out = picture.row(y);
      for (int x = 0; x < shot.width; ++x) {
        const auto i = static_cast<std::size_t>(x / step);
        const float f = static_cast<float>(x % step) / step, r = mix(rays[i], rays[i + 1], f),
                    d = mix(drift[i], drift[i + 1], f);
        const float angle = x0 + dx * (static_cast<float>(x) / step);
        out[x] += light * (fade * smooth(0.0f, 0.72f, r) * clamp01(0.7f + 0.6f * d) * exp_of(-angle * angle * 1.1f));
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
  Point at{foot.x, foot.y + width * 0.1f};
  const auto width_at = [&](int k) { return width * (1 - 0.038f * static_cast<float>(k)) * (k == 0 ? 1.12f : 1.f); };
  const float lift = -tall / pieces;
  // Roots.
  for (const float side : {-1.f, 1.f})
    stroke(sheet, {foot.x + side * width * 0.2f, foot.y - width * 0.5f}, width * 0.3f,
           {foot.x + side * width * dice.range(0.7f, 1.1f), foot.y + width * 0.12f}, width * 0.06f, paint.bark);
  const Px dark = birch ? opaque(mix(paint.bark, paint.lit, 0.35f) * 1.2f) : opaque(paint.bark * 0.62f),
           light = opaque(paint.bark * (birch ? 2.4f : 1.7f));
  std::vector<Point> spine{at};
  for (int k = 0; k < pieces; ++k) {
    const Point next{at.x + bend * 0.02f + dice.around(0, 0.05f) * width, at.y + lift};
    spine.push_back(next), at = next;
  }
  // Strips along the trunk: the whole, its dark side, its lit side.
  const auto strip = [&](float from, float to, Px c, float alpha) {
    std::vector<Point> outline;
    for (int k = 0; k <= pieces; ++k)
      outline.push_back(
          {spine[static_cast<std::size_t>(k)].x + from * width_at(k), spine[static_cast<std::size_t>(k)].y});
    for (int k = pieces; k >= 0; --k)
      outline.push_back(
          {spine[static_cast<std::size_t>(k)].x + to * width_at(k), spine[static_cast<std::size_t>(k)].y});
    polygon(sheet, outline, c, c, alpha);
  };
  const Px base = birch ? opaque(paint.bark * 1.7f) : paint.bark;
  strip(-0.5f, 0.5f, base, 1);
  for (int k = 0; k < 5; ++k) {
    const float s = 0.08f + 0.085f * static_cast<float>(k);
    strip(-paint.side * 0.5f, -paint.side * s, dark, 0.20f);
    if (k < 3) strip(paint.side * 0.47f, paint.side * (s + 0.12f), light, 0.26f);
  }
  for (int k = 0; k < pieces; ++k) {
    const Point a = spine[static_cast<std::size_t>(k)], b = spine[static_cast<std::size_t>(k) + 1];
    const float w = width_at(k);
    const int marks = static_cast<int>(clamp(w * sheet.density * 0.6f, 0, 30));
    for (int m = 0; m < marks; ++m) {
      const float u = dice.range(-0.46f, 0.46f), from = dice.unit(), len = dice.range(0.15f, 0.5f);
      const float ax = mix(a.x, b.x, from) + u * w, ay = mix(a.y, b.y, from);
      if (birch)
        stroke(sheet, {ax - w * 0.1f, ay}, w * 0.018f, {ax + w * 0.1f, ay + w * 0.02f}, w * 0.008f,
               opaque(paint.bark * 0.35f), 0.8f);
      else
        stroke(sheet, {ax, ay}, w * 0.020f, {ax + dice.around(0, 0.05f) * w, ay + lift * len}, w * 0.006f,
               dice.chance(0.5f + 0.6f * u * paint.side) ? light : dark, 0.5f);
    }
  }
  if (dice.chance(0.75f)) {
    const int branches = 1 + dice.below(3);
    for (int k = 0; k < branches; ++k) {
      const auto from = spine[static_cast<std::size_t>(4 + dice.below(6))];
      const float side = dice.sign(), len = width * dice.range(2, 4.5f);
      const Point elbow{from.x + side * len * 0.5f, from.y - len * dice.range(0.05f, 0.3f)},
          tip{elbow.x + side * len * 0.6f, elbow.y - len * dice.range(0.1f, 0.5f)};
      stroke(sheet, from, width * 0.12f, elbow, width * 0.08f, paint.bark),
          stroke(sheet, elbow, width * 0.08f, tip, width * 0.02f, paint.bark);
    }
  }
}

// A spray of foliage: leaves in the shade first, those in the light last and towards it.
void leaves(Sheet& sheet, Point middle, float radius, int n, float size, const TreePaint& paint, Dice& dice) {
  for (int k = 0; k < n; ++k) {
    const float front = static_cast<float>(k) / static_cast<float>(n);
    const float a = dice.range(0, kTau), d = std::sqrt(dice.unit()) * radius * mix(1.f, 0.88f, front);
    const Point at{middle.x + cos_of(a) * d * 1.5f + paint.side * radius * 0.10f * front,
                   middle.y + sin_of(a) * d * 0.8f - radius * 0.08f * front};
    const float l = clamp01(0.05f + 0.75f * front + 0.30f * (cos_of(a) * paint.side - sin_of(a)) * d / radius +
                            dice.around(0, 0.28f));
    const float turn = dice.range(0, kTau), r = size * dice.range(0.6f, 1.3f) * mix(1.25f, 0.85f, front);
    stroke(sheet, at, r * 0.40f, {at.x + cos_of(turn) * r, at.y + sin_of(turn) * r * 0.7f}, r * 0.10f,
           mix(opaque(paint.shade * 0.75f), opaque(paint.lit * (1 + 0.25f * front)), l), 0.96f);
  }
}

// Fallen leaves on the ground, the farther the denser.
void litter(Stage& stage, const Slice& floor, std::span<const Px> colours, bool autumn, Dice& dice) {
  const Look& look = stage.look;
  const float nearness = kGroundNearness;
  const Rect reach = stage.camera.reach(nearness);
  Sheet sheet = stage.sheet(nearness, look.horizon_y, reach.y1);
  const int n = static_cast<int>((autumn ? 2600.f : 500.f) * reach.width());
  for (int k = 0; k < n; ++k) {
    const float z = 0.95f * exp2_of(3.2f * dice.unit()), sx = dice.range(reach.x0, reach.x1), x = sx * z;
    float h;
    ground_heights(floor, &x, &z, 1, 7, &h);
    const float y = line_at(look, z, h), r = dice.range(0.008f, 0.017f) / z, turn = dice.range(0, kTau);
    const TreePaint paint =
        tree_paint(look,
                   opaque(colours[static_cast<std::size_t>(dice.below(static_cast<int>(colours.size())))] *
                          dice.range(0.55f, 1.1f)),
                   z, sx, y, 0);
    stroke(sheet, {sx, y}, r * 0.5f, {sx + cos_of(turn) * r * 1.6f, y + sin_of(turn) * r * 0.55f}, r * 0.2f,
           mix(paint.shade, paint.lit, dice.range(0.25f, 1)), 0.9f);
  }
  stage.add_plate(sheet, nearness);
}

}  // namespace

void build_forest(Stage& stage) {
  Look& look = stage.look;
  Dice dice = stage.dice("forest");
  const std::uint32_t seed = dice.bits();
  const bool autumn = stage.sees("leaves") && !stage.white();
  const bool needles = (dice.chance(0.45f) && !autumn) || stage.white(), birch = !needles && dice.chance(0.4f);
  static const Px greens[] = {hex(0x4f7d34), hex(0x6f8f2f), hex(0x3c6b42), hex(0xb08a2c), hex(0xa8562a)};
  static const Px golds[] = {hex(0xd9791c), hex(0xe8a827), hex(0xc2481c), hex(0xf0c040), hex(0xa83a1e), hex(0xcf6a24)};
  const Px summer = needles ? hex(0x37593c) : greens[dice.below(3 + 2 * (dice.chance(0.3f) ? 1 : 0))];
  const Px green = autumn ? golds[dice.below(3)] : mix(summer, look.accents[3], look.accent * 0.9f);
  // In autumn every tree has turned to a colour of its own.
  const auto foliage = [&] {
    return opaque((autumn ? mix(golds[dice.below(6)], green, dice.range(0, 0.35f)) : green) * dice.range(0.8f, 1.2f));
  };
  if (autumn && !look.night) {  // low warm light, whatever the hour and the mood
    const auto warm = [](Px c, float amount) { return mix(c, px(1.16f, 0.97f, 0.64f) * luma(c), amount); };
    look.key = warm(look.key, 0.65f), look.fill = warm(look.fill, 0.35f), look.haze = warm(look.haze, 0.7f);
    look.horizon = warm(look.horizon, 0.5f), look.lower = warm(look.lower, 0.4f), look.glow = warm(look.glow, 0.5f);
    if (look.saturation > 0) {
      look.saturation = std::max(look.saturation, 1.12f);
      look.shadows = mix(look.shadows, px(1.06f, 0.98f, 0.90f), 0.75f);
      look.highlights = mix(look.highlights, px(1.05f, 1.0f, 0.90f), 0.75f);
    }
  }
  // The air of a wood takes the colour of its leaves.
  const Px air = mix(look.haze, green * (luma(look.haze) / std::max(luma(green), 0.02f)),
                     look.night ? 0.18f
                     : autumn   ? 0.10f
                                : 0.34f);
  look.haze = opaque(air * (look.night ? 0.75f : 0.85f)), look.haze_density *= look.fog > 0 ? 1.05f : 1.9f;
  look.contrast *= 1.08f;
  look.horizon = mix(look.horizon, look.haze * 1.2f, 0.5f), look.lower = mix(look.lower, look.haze, 0.4f);
  look.sun_y = std::min(look.sun_y, look.horizon_y - 0.2f);
  add_sky(stage);
  const float snow = stage.white() ? 0.8f : 0;
  add_slice(stage, {.relief = Relief::hills,
                    .ground = snow > 0 ? Ground::snow : Ground::forest,
                    .near = 18,
                    .far = 70,
                    .base = -0.5f,
                    .height = 2.2f,
                    .size = 9,
                    .seed = seed});
  const float clearing = dice.range(-0.35f, 0.35f) * stage.aspect() * 0.5f;
  // Far away the wood closes to a wall of crowns.
  {
    const float nearness = nearness_at(40);
    const Rect reach = stage.camera.reach(nearness);
    Sheet sheet = stage.sheet(nearness, -0.75f, look.horizon_y + 0.05f);
    const float open = dice.range(0.10f, 0.30f);  // how much sky is left above
    for (int row = 0; row < 3; ++row)
      for (float x = reach.x0; x < reach.x1; x += dice.range(0.03f, 0.06f)) {
        const float z = 52 - 9 * static_cast<float>(row), foot = line_at(look, z, 0);
        const TreePaint paint = tree_paint(look, foliage(), z * 0.8f, x, foot - 0.2f, snow);
        const float tall = (0.62f - open - 0.10f * static_cast<float>(row)) * dice.range(0.7f, 1.15f) *
                           (0.8f + 0.5f * std::abs(x - clearing));
        if (needles)
          conifer(sheet, {x, foot}, tall, paint, dice);
        else
          broadleaf(sheet, {x, foot}, tall * 0.9f, paint, dice);
      }
    stage.add_plate(sheet, nearness);
    add_mist(stage, look.horizon_y - 0.02f, 0.12f, nearness, 0.35f + 0.4f * look.fog);
  }
  const float depths[] = {34, 21, 13.5f, 8.5f, 5.2f};
  for (int k = 0; k < 5; ++k) {
    const float z = depths[k], nearness = std::min(nearness_at(z), kGroundNearness);
    Sheet sheet = stage.sheet(nearness, -0.75f, line_at(look, z, 0) + 0.16f);
    const Rect reach = stage.camera.reach(nearness);
    if (k == 3) {
      const Slice floor{.relief = Relief::meadow,
                        .ground = snow > 0 ? Ground::snow : Ground::forest,
                        .near = 0.9f,
                        .far = 12,
                        .base = -0.14f,
                        .height = 0.28f,
                        .size = 2.4f,
                        .seed = seed + 9};
      add_slice(stage, floor);
      if (stage.sees("waterfall") && stage.wants("waterfall")) add_waterfall(stage, clearing, 8, true);
      const Px fern = mix(green, hex(0x7a9a40), autumn ? 0.3f : 0.5f);
      add_growth(stage, floor,
                 {{.plant = Plant::tuft,
                   .count = snow > 0 ? 20 : 300,
                   .near = 1.3f,
                   .far = 9,
                   .low = 0.04f,
                   .high = 0.13f,
                   .clumps = 0.6f,
                   .colour = opaque(fern)},
                  {.plant = Plant::bush,
                   .count = snow > 0 ? 4 : 46,
                   .near = 2.4f,
                   .far = 10,
                   .low = 0.06f,
                   .high = 0.2f,
                   .clumps = 0.5f,
                   .clear_x = clearing,
                   .clear = 0.2f,
                   .colour = green},
                  {.plant = Plant::rock,
                   .count = 5,
                   .near = 1.8f,
                   .far = 8,
                   .low = 0.03f,
                   .high = 0.13f,
                   .colour = hex(0x6a6a5e)}},
                 "floor");
      if (snow == 0)
        litter(stage, floor, autumn ? std::span<const Px>(golds) : std::span<const Px>(greens).first(3), autumn, dice);
    }
    const int n = static_cast<int>(reach.width() * (k == 0   ? 15.f
                                                    : k == 1 ? 11.f
                                                    : k == 2 ? 7.f
                                                    : k == 3 ? 4.2f
                                                             : 2.0f));
    for (int i = 0; i < n; ++i) {
      const float x = mix(reach.x0, reach.x1, (static_cast<float>(i) + dice.range(0.1f, 0.9f)) / static_cast<float>(n));
      // A clearing for the subject, wider in front.
      if (k >= 2 && std::abs(x - clearing) < 0.10f + 0.11f * static_cast<float>(k - 1)) continue;
      const float zi = z * dice.range(0.88f, 1.15f), foot = line_at(look, zi, dice.range(-0.1f, 0.1f));
      const TreePaint paint = tree_paint(look, foliage(), zi, x, foot, snow);
      if (k < 3 && needles && dice.chance(0.6f)) {
        conifer(sheet, {x, foot}, dice.range(3.6f, 6.5f) / zi * 1.3f, paint, dice);
      } else {
        trunk(sheet, {x, foot}, dice.range(0.26f, 0.50f) / zi, dice.around(0, 0.5f), paint, birch, dice);
        for (int crown = 0; crown < 5; ++crown)
          if (k >= 1)
            leaves(sheet, {x + dice.around(0, 1.5f / zi), -0.46f + dice.around(0, 0.16f)}, dice.range(0.7f, 1.3f) / zi,
                   150, 0.105f / zi, paint, dice);
        // A low bough hangs into the light here and there.
        if (k >= 1 && dice.chance(0.55f))
          leaves(sheet, {x + dice.around(0, 1.6f / zi), mix(-0.42f, look.horizon_y, dice.range(0.1f, 0.55f))},
                 dice.range(0.28f, 0.6f) / zi, 90, 0.085f / zi, paint, dice);
      }
      for (int f = 0; f < (k >= 2 ? 9 : 2); ++f)
        if (snow == 0)
          tuft(sheet, {x + dice.around(0, 0.8f / zi), foot + dice.range(0.01f, 0.14f) / zi},
               dice.range(0.14f, 0.34f) / zi, paint, dice);
    }
    stage.add_plate(sheet, nearness);
    if (k < 4)
      add_mist(stage, line_at(look, z, 0.1f), 0.10f + 0.02f * static_cast<float>(k), nearness,
               (0.16f + 0.26f * look.fog) * (k == 0 ? 1.4f : 0.7f));
  }
  stage.add(std::make_unique<RaysLayer>(stage, look.cover > 0.7f ? 0.10f : look.night ? 0.36f : 0.56f));
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
  dark.lit = opaque(look.fill * px(0.10f, 0.14f, 0.08f) + look.key * px(0.02f, 0.03f, 0.01f)),
  dark.shade = opaque(dark.lit * 0.25f), dark.bark = dark.shade, dark.side = look.light_x > 0 ? 1.f : -1.f;
  const float side = look.sun_x > 0 ? -1.f : 1.f,
              edge = std::max(stage.aspect() * 0.5f, std::min(-reach.x0, reach.x1) * 0.94f),
              floor = std::max(0.53f, reach.y1 + 0.01f);
  // Branches hang in from above: each goes on up to what the camera will ever see, so that none floats when it tilts.
  const auto hang = [&](float x, float y, float size, int n, float leaf) {
    for (float at = y; at > reach.y0 - size; at -= size * 0.8f)
      leaves(sheet, {x + dice.range(-0.02f, 0.02f), at}, at == y ? size : size * 1.25f, n, leaf, dark, dice);
  };
  for (int k = 0; k < 9; ++k) {
    const float x = side * edge * dice.range(0.70f, 1.12f), y = -0.5f + dice.range(-0.06f, 0.10f);
    hang(x, y, dice.range(0.06f, 0.12f), 90, 0.034f);
  }
  for (int k = 0; k < 4; ++k) {
    const float x = -side * edge * dice.range(0.9f, 1.12f), y = -0.5f + dice.range(-0.06f, 0.04f);
    hang(x, y, dice.range(0.05f, 0.09f), 70, 0.030f);
  }
  for (int k = 0; k < 46; ++k) {
    const float u = dice.unit(), x = (dice.chance(0.6f) ? side : -side) * edge * (1.15f - 0.75f * u * u);
    tuft(sheet, {x, floor}, dice.range(0.07f, 0.19f) * (0.5f + 0.5f * std::abs(x) / edge), dark, dice);
  }
  stage.add_plate(sheet, nearness);
}

}  // namespace storyteller::paint
