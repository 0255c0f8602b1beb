// A street between houses, or a skyline over water. Houses are blocks in plan; every line of sight is followed through
// the plan once, and what it meets is shaded as a facade with floors, windows, shops and roofs.
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/signs.hpp"
#include "plugins/engines/storyteller/paint/street.hpp"
#include "plugins/engines/storyteller/paint/terrain.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

struct Block {
  float x0, x1, z0, z1, top, bottom = 0;
  Px wall;
  float floor = 0.85f, bay = 0.7f, window_w = 0.5f, window_h = 0.55f, lit = 0.4f;
  int style = 0;  // 0 stone with windows, 1 glass, 2 ribbon windows, 3 plain roof structure
  std::uint32_t seed = 1;
};

struct Hit {
  const Block* block;
  float z, u;
  bool front;
};

class Facades {
 public:
  Facades(const Stage& stage, std::vector<Block> blocks, float air)
      : look_(stage.look), blocks_(std::move(blocks)), air_(air) {
    const bool neon = stage.spec.style == Style::neon || look_.night;
    spill_ = look_.lamps
                 ? mix(px(1.0f, 0.62f, 0.32f), look_.accents[3], neon ? 0.35f : 0.15f) * (look_.night ? 0.32f : 0.14f)
                 : Px{};
  }

  // Paints all blocks between two distances onto a sheet.
  void draw(Sheet& sheet, float near, float far, const Parallel& parallel) const {
    const int rows = sheet.image.height, width = sheet.image.width;
    parallel((width + 31) / 32, [&](int group) {
      std::vector<Hit> hits;
      for (int column = group * 32; column < std::min(width, group * 32 + 32); ++column) {
        for (int sub = 0; sub < 2; ++sub) {
          const float sx =
              sheet.x0 + (static_cast<float>(column) + (static_cast<float>(sub) + 0.5f) * 0.5f) / sheet.density;
          trace(sx, near, far, hits);
          if (hits.empty()) continue;
          for (int r = 0; r < rows; ++r)
            for (int down = 0; down < 3; ++down) {
              const float y =
                  sheet.y0 + (static_cast<float>(r) + (static_cast<float>(down) + 0.5f) / 3) / sheet.density;
              for (const Hit& h : hits) {
                const float height = kEye - (y - look_.horizon_y) * h.z;
                if (height > h.block->top || height < h.block->bottom) continue;
                const Px c = shade(h, height, h.z / sheet.density);
                sheet.image.row(r)[column] += through_air(look_, c, h.z * air_, sx, y) * (1.f / 6);
                break;
              }
            }
        }
      }
    });
  }

  // Where the nearest wall of a range of distances meets the ground along a line of sight, on the plane.
  float foot(float sx, float near, float far, std::vector<Hit>& hits) const {
    trace(sx, near, far, hits);
    for (const Hit& h : hits)
      if (h.block->bottom <= 0) return look_.horizon_y + kEye / h.z;
    return kNoWall;
  }

 private:
  void trace(float sx, float near, float far, std::vector<Hit>& hits) const {
    hits.clear();
    for (const Block& b : blocks_) {
      if (b.z0 < near || b.z0 >= far) continue;
      float in = b.z0, out = b.z1;
      if (std::abs(sx) > 1e-5f) {
        const float za = b.x0 / sx, zb = b.x1 / sx;
        in = std::max(in, std::min(za, zb)), out = std::min(out, std::max(za, zb));
      } else if (b.x0 > 0 || b.x1 < 0) {
        continue;
      }
      if (in >= out || in <= 0.05f) continue;
      const bool front = in <= b.z0 * 1.00001f;
      hits.push_back({&b, in, front ? sx * in - b.x0 : in - b.z0, front});
    }
    std::ranges::sort(hits, {}, &Hit::z);
  }

  Px shade(const Hit& hit, float v, float pixel) const {
    const Block& b = *hit.block;
    const float side = hit.front ? 0 : (b.x0 > 0 ? -1.f : 1.f);
    const float facing = hit.front ? -look_.light_z : side * look_.light_x;
    const float up = v / std::max(b.top, 0.1f);
    const float direct = std::max(facing, 0.f) * smooth(0.05f, 0.5f, up + 0.25f * look_.light_y);
    const float open = 0.35f + 0.65f * smooth(0, 7, v);  // the street below sees less sky
    const Px light = look_.key * (0.95f * direct) + look_.fill * (0.95f * open * (hit.front ? 1.f : 0.85f)) +
                     spill_ * exp_of(-v * 0.75f);
    const float grime = noise(hit.u * 1.7f, v * 0.6f, b.seed) * 0.10f +
                        noise(hit.u * 7, v * 5, b.seed + 1) * 0.05f * smooth(0.2f, 0.05f, pixel);
    Px wall = b.wall * (1 + grime);
    if (b.style == 3) return opaque(wall * light);
    const float fv = v / b.floor, fu = hit.u / b.bay;
    const int iv = floor_int(fv), iu = floor_int(fu);
    const float cv = fv - static_cast<float>(iv), cu = fu - static_cast<float>(iu);
    const std::uint32_t h =
        scramble(static_cast<std::uint32_t>(iu * 7919 + iv * 104729) + b.seed * 31 + (hit.front ? 17u : 0u));
    const auto part = [&](int shift) { return static_cast<float>((h >> shift) & 255) * (1.f / 255); };
    // Ledges between floors, a cornice at the top, pilasters between the bays.
    wall *= 1 - 0.28f * smooth(0.93f, 0.99f, cv) * (b.style == 0 ? 1.f : 0.5f);
    if (v > b.top - 0.16f) wall *= 1.25f;
    if (b.style == 0 && (iu % 4) == 0) wall *= 1 + 0.10f * smooth(0.12f, 0.05f, cu);
    Px c = wall * light;
    const float ax = pixel / b.bay, ay = pixel / b.floor;
    const auto inside = [](float x, float half, float soft) {
      return clamp01((half - std::abs(x)) / std::max(soft, 0.02f) + 0.5f);
    };
    const bool shop = iv == 0 && b.bottom <= 0;
    if (shop) return shopfront(b, c, light, cv, fu, ax, ay);
    if (v > b.top - 0.30f * b.floor) return opaque(c);
    const float w = b.style == 2 ? 0.98f : b.window_w, tall = b.window_h;
    const float window = inside(cu - 0.5f, w * 0.5f, ax) * inside(cv - 0.52f, tall * 0.5f, ay);
    // A pale frame or sill around it.
    const float frame = inside(cu - 0.5f, w * 0.5f + 0.05f, ax) * inside(cv - 0.50f, tall * 0.5f + 0.05f, ay);
    if (b.style == 0) c = mix(c, wall * light * 1.30f, clamp01(frame - window) * 0.8f);
    if (window <= 0) return opaque(c);
    // Glass mirrors the sky, more the higher it is; a lit room shows its ceiling light and sometimes a curtain.
    const float sky = clamp01(0.15f + 0.5f * up + 0.35f * part(0));
    Px glass = mix(look_.lower, look_.upper, sky) * (b.style == 1 ? 0.62f : 0.34f) +
               look_.glow * (b.style == 1 ? 0.16f * std::max(facing, 0.f) : 0.05f);
    glass = glass * (0.72f + 0.5f * part(8)) * open;
    const float wx = (cu - 0.5f) / w + 0.5f, wy = (cv - 0.52f) / tall + 0.5f;
    if (look_.lamps && part(16) < b.lit) {
      static const Px warm = px(1.0f, 0.62f, 0.28f), pale = px(1.0f, 0.82f, 0.55f), cool = px(0.55f, 0.75f, 1.0f);
      Px lamp = mix(warm, pale, part(24));
      if (part(4) > 0.84f) lamp = cool;
      lamp = mix(lamp, look_.accents[3], look_.accent * 0.6f);
      float room = (0.45f + 0.75f * wy) * (0.5f + 0.8f * part(12)) * (look_.night ? 1.1f : 0.75f);
      if (part(20) < 0.35f) room *= 0.45f + 0.55f * smooth(0.30f, 0.34f, std::abs(wx - 0.5f));  // curtains
      if (part(10) < 0.25f)
        room *= 1 - 0.55f * smooth(0.06f, 0.03f, std::abs(wx - 0.3f - 0.4f * part(6))) *
                        smooth(0.62f, 0.55f, wy);  // someone
      glass = glass * 0.5f + lamp * room;
    }
    const float bars = std::max(smooth(0.045f, 0.02f, std::abs(wx - 0.5f)),
                                b.style == 1 ? 0.f : smooth(0.04f, 0.02f, std::abs(wy - 0.62f)));
    glass = mix(glass, wall * light * 0.5f, bars * 0.8f * smooth(0.25f, 0.10f, ax));
    return opaque(mix(c, glass, window));
  }

  Px shopfront(const Block& b, Px wall, Px light, float cv, float fu, float ax, float ay) const {
    const int shop = floor_int(fu / 3);
    const std::uint32_t h = scramble(static_cast<std::uint32_t>(shop) * 977 + b.seed);
    const auto part = [&](int shift) { return static_cast<float>((h >> shift) & 255) * (1.f / 255); };
    const Px hue = mix(mix(px(1.0f, 0.56f, 0.22f), px(0.78f, 0.88f, 1.0f), smooth(0.88f, 0.94f, part(0))),
                       look_.accents[2 + (h & 1)], 0.18f + look_.accent * 0.4f);
    const float s = fu / 3 - static_cast<float>(shop), along = s * 3;
    const int slot = floor_int(along);
    const float u = along - static_cast<float>(slot) - 0.5f, fine = smooth(0.14f, 0.05f, ax);
    const bool door = slot == static_cast<int>(h % 3);
    const auto edge = [](float inside, float soft) { return clamp01(inside / std::max(soft, 0.012f) + 0.5f); };
    const float power = look_.lamps ? (0.42f + 0.40f * part(8)) * (look_.night ? 1.f : 0.7f) : 0.20f;
    // The room behind: lamps under the ceiling, darker towards the floor and the sides, goods on shelves at the back.
    const float sides = 1 - 0.9f * (s - 0.5f) * (s - 0.5f);
    Px room = hue * (power * sides * (0.30f + 1.05f * smooth(0.08f, 0.72f, cv)));
    room += mix(hue, grey(1), 0.35f) *
            (power * 0.9f * exp_of(-(cv - 0.70f) * (cv - 0.70f) * 420) * (0.55f + 0.45f * std::abs(sin_of(along * 9))));
    const float row = (cv - 0.22f) * 7.2f, in_row = row - static_cast<float>(floor_int(row));
    if (row > 0 && row < 3.2f && !door) {
      const float column = along * 8 + static_cast<float>(floor_int(row)) * 0.37f,
                  in_column = column - static_cast<float>(floor_int(column)) - 0.5f;
      const std::uint32_t g = scramble(h + static_cast<std::uint32_t>(floor_int(column) * 131 + floor_int(row) * 7919));
      const float tall = 0.30f + 0.50f * static_cast<float>(g & 255) / 255,
                  wide = 0.22f + 0.20f * static_cast<float>((g >> 8) & 255) / 255;
      const Px ware = mix(hue, mix(hex(0x3a6a70), hex(0xa04638), static_cast<float>((g >> 16) & 255) / 255), 0.6f) *
                      (power * 0.55f);
      const float thing =
          edge(wide - std::abs(in_column), ax * 8) * edge(tall - in_row, ay * 7.2f) * ((g >> 24) > 60 ? 1.f : 0.f);
      room = mix(room, ware, thing * 0.75f * fine);
      room *= 1 - 0.45f * smooth(0.10f, 0.04f, in_row) * fine;
    }
    // On show in front: a figure in a dress or a coat, or a few boxes.
    if (!door) {
      const float x = u - 0.5f * (part(12) - 0.5f) - 0.10f, y = cv;
      float figure = 0;
      if (((h >> (9 + slot)) & 3) != 0) {
        const float skirt = mix(0.13f, 0.05f, smooth(0.14f, 0.36f, y));
        const float torso = edge((0.065f + 0.02f * smooth(0.42f, 0.50f, y)) - std::abs(x), ax) * edge(y - 0.33f, ay) *
                            edge(0.51f - y, ay);
        const float below = edge(skirt - std::abs(x), ax) * edge(y - 0.15f, ay) * edge(0.37f - y, ay);
        const float head = edge(0.040f - std::sqrt(x * x + (y - 0.575f) * (y - 0.575f)), ax),
                    stand = edge(0.012f - std::abs(x), ax) * edge(0.2f - y, ay);
        figure = std::max({torso, below, head, stand});
      } else {
        for (int k = 0; k < 3; ++k) {
          const float bx = x + 0.16f * static_cast<float>(k - 1),
                      top = 0.20f + 0.05f * static_cast<float>((h >> (k * 3)) & 3);
          figure = std::max(figure, edge(0.065f - std::abs(bx), ax) * edge(top - y, ay));
        }
      }
      room = mix(room, hue * (power * 0.09f), figure * 0.85f * fine);
    }
    room += light * 0.05f;
    const float frame_x = door ? 0.27f : 0.455f, low = door ? 0.03f : 0.135f;
    const float pane = edge(frame_x - std::abs(u), ax) * edge(cv - low, ay) * edge(0.73f - cv, ay);
    const float bars =
        door ? std::max(smooth(0.035f, 0.015f, std::abs(u)), smooth(0.03f, 0.015f, std::abs(cv - 0.30f))) : 0.f;
    Px c = mix(wall * 0.55f + hue * (look_.lamps ? 0.02f : 0.f), mix(room, wall * 0.35f, bars * 0.8f * fine), pane);
    const float awning = clamp01((0.09f - std::abs(cv - 0.84f)) / std::max(ay, 0.02f) + 0.5f);
    const Px cloth = mix(mix(hex(0x7a2a2a), hex(0x1f4a52), part(16)), look_.accents[3], 0.35f);
    const float stripes = 0.75f + 0.25f * (sin_of(fu * 24) > 0 ? 1.f : -0.2f);
    return opaque(mix(c, cloth * stripes * light * 1.15f + hue * (look_.lamps ? 0.12f : 0.f),
                      awning * smooth(0.49f, 0.46f, std::abs(s - 0.5f))));
  }

  Look look_;
  std::vector<Block> blocks_;
  float air_;  // how thick the air is for this view
  Px spill_;
};

Px wall_colour(const Look& look, Dice& dice, int style) {
  static const Px stones[] = {hex(0x8d7a68), hex(0x9a5f4a), hex(0xb9a58a), hex(0x6d7178),
                              hex(0x845248), hex(0xa79a94), hex(0x5e6a72)};
  static const Px glass[] = {hex(0x3c4a5a), hex(0x46525e), hex(0x2f3f4c), hex(0x5a6470)};
  Px c = style == 1 ? glass[dice.below(4)] : stones[dice.below(7)];
  c = mix(c, look.accents[2 + dice.below(2)], look.accent * 0.5f);
  return opaque(c * dice.range(0.8f, 1.1f));
}

Block block(const Look& look, Dice& dice, float x0, float x1, float z0, float z1, float top) {
  Block b{.x0 = x0, .x1 = x1, .z0 = z0, .z1 = z1, .top = top, .wall = {}};
  b.style = top > 11 ? (dice.chance(0.6f) ? 1 : 2) : dice.chance(0.7f) ? 0 : 2;
  b.wall = wall_colour(look, dice, b.style);
  b.floor = dice.range(0.78f, 0.98f), b.bay = b.style == 1 ? dice.range(0.38f, 0.55f) : dice.range(0.6f, 0.95f);
  b.window_w = b.style == 1 ? 0.86f : dice.range(0.42f, 0.62f), b.window_h = b.style == 1   ? 0.80f
                                                                             : b.style == 2 ? 0.48f
                                                                                            : dice.range(0.5f, 0.68f);
  b.lit = dice.range(0.22f, 0.6f), b.seed = dice.bits();
  return b;
}

void add_roof(std::vector<Block>& blocks, const Block& b, Dice& dice) {
  const float w = b.x1 - b.x0, d = b.z1 - b.z0;
  Block r = b;
  r.style = 3, r.bottom = b.top, r.wall = opaque(b.wall * 0.8f);
  r.x0 += w * dice.range(0.1f, 0.4f), r.x1 -= w * dice.range(0.1f, 0.4f), r.z0 += d * 0.15f, r.z1 -= d * 0.2f,
      r.top += dice.range(0.25f, 0.7f);
  if (r.x0 < r.x1) blocks.push_back(r);
  if (dice.chance(0.5f)) {
    Block mast = r;
    const float x = mix(r.x0, r.x1, dice.unit());
    mast.x0 = x, mast.x1 = x + 0.05f, mast.bottom = r.top, mast.top = r.top + dice.range(0.8f, 2.4f),
    mast.wall = opaque(b.wall * 0.5f);
    blocks.push_back(mast);
  }
}

constexpr int kDirections = 2048;  // lines of sight in which the feet of the walls are known

void street(Stage& stage) {
  Look& look = stage.look;
  // A canyon of houses sees little sky: by day it is exposed for, by night its lamps are.
  look.exposure *= look.night ? 0.80f : look.lamps ? 1.1f : 1.32f;
  Dice dice = stage.dice("street");
  std::vector<Block> blocks;
  const float half = dice.range(1.9f, 2.7f), bend = dice.range(-0.12f, 0.12f);
  const float low = dice.range(3.2f, 5), high = low + dice.range(2.5f, 7);
  for (const float side : {-1.f, 1.f}) {
    float z = 1.2f;
    while (z < 75) {
      const float depth = dice.range(2, 4.6f) * (1 + z * 0.02f), set = dice.chance(0.3f) ? dice.range(0.15f, 0.5f) : 0;
      const float middle = bend * z * 0.35f * (z / 75);
      const auto add = [&](float from, float to, float top) {
        const float a = middle + side * from, b = middle + side * to;
        blocks.push_back(block(look, dice, std::min(a, b), std::max(a, b), z, z + depth, top));
        if (top < 14 || dice.chance(0.5f)) add_roof(blocks, Block(blocks.back()), dice);
      };
      add(half + set, half + 6, dice.range(low, high) * (1 + z * 0.012f));
      if (dice.chance(0.6f)) add(half + 6.4f, half + 12, dice.range(high, high * 1.9f + 2));
      z += depth + (dice.chance(0.25f) ? dice.range(0.5f, 1.6f) : 0.f);
    }
  }
  for (int k = 0; k < 22; ++k) {
    const float x = dice.range(-40, 40), z = dice.range(62, 110), w = dice.range(3, 7);
    if (std::abs(x) < 3 && z < 85) continue;
    blocks.push_back(block(look, dice, x - w / 2, x + w / 2, z, z + w, dice.range(12, 38)));
    if (dice.chance(0.5f)) add_roof(blocks, Block(blocks.back()), dice);
  }
  const Facades facades(stage, std::move(blocks), 1.1f);
  const bool signs = stage.wants("sign") && stage.wants("neon");
  static const Px tubes[] = {px(1.0f, 0.06f, 0.30f), px(0.05f, 0.75f, 1.0f), px(1.0f, 0.45f, 0.04f),
                             px(0.45f, 0.12f, 1.0f), px(0.05f, 1.0f, 0.45f), px(1.0f, 0.14f, 0.06f)};
  const float slices[] = {120, 30, 11, 1};
  StreetPlan plan;
  for (int k = 0; k < 3; ++k) {
    const float far = slices[k], near = slices[k + 1],
                nearness = clamp(nearness_at(near * 1.7f), 0.08f, kGroundNearness * 1.3f);
    Sheet sheet = stage.sheet(nearness, -0.9f, look.horizon_y + kEye / near + 0.05f);
    facades.draw(sheet, near, far, stage.parallel);
    StreetCard card{nearness, std::vector<float>(kDirections)};
    const Rect all = stage.camera.reach(0);
    plan.walls_x0 = std::min(plan.walls_x0, 2 * all.x0), plan.walls_x1 = std::max(plan.walls_x1, 2 * all.x1);
    stage.parallel(kDirections / 64, [&](int group) {
      std::vector<Hit> hits;
      for (int i = group * 64; i < group * 64 + 64; ++i)
        card.foot[static_cast<std::size_t>(i)] =
            facades.foot(mix(plan.walls_x0, plan.walls_x1, static_cast<float>(i) / (kDirections - 1)), near, far, hits);
    });
    plan.cards.push_back(std::move(card));
    if (signs && k > 0) {
      const float bright = look.night ? 0.85f : look.lamps ? 0.7f : 0.28f;
      float side = dice.sign();
      for (float z = far * 0.8f; z > std::max(near, 4.4f); z *= dice.range(0.70f, 0.84f)) {
        if (dice.chance(0.8f)) side = -side;
        const float out = dice.range(0.42f, 0.70f), bottom = dice.range(1.2f, 2.1f),
                    tall = dice.chance(0.75f) ? out * dice.range(2.6f, 3.9f) : out * 0.45f;
        const float a = side * half, b = side * (half - out);
        const Rect r{std::min(a, b) / z, line_at(look, z, bottom + tall), std::max(a, b) / z, line_at(look, z, bottom)};
        const Px colour = mix(tubes[dice.below(6)], look.accents[3], look.accent * 0.7f),
                 second = mix(tubes[dice.below(6)], look.accents[4], look.accent * 0.5f);
        neon_sign(sheet, r, opaque(colour), opaque(second), bright * exp_of(-z * 0.012f * look.haze_density), dice);
      }
    }
    // Lamp posts along both kerbs.
    for (int n = 6; n >= 0; --n) {
      const float z = 4.2f + static_cast<float>(n) * 4.6f;
      if (z < near || z >= far) continue;
      for (const float side : {-1.f, 1.f}) {
        const float x = side * (half - 0.42f), arm = side * (half - 0.95f), thick = 0.028f / z;
        const Px iron =
            through_air(look, hex(0x1c2024) * (look.fill * 0.8f + look.key * 0.25f), z * 1.6f, x / z, look.horizon_y);
        const Point foot{x / z, line_at(look, z, 0)}, neck{x / z, line_at(look, z, 1.75f)},
            head{arm / z, line_at(look, z, 1.9f)};
        stroke(sheet, foot, thick * 1.2f, neck, thick * 0.8f, iron);
        stroke(sheet, neck, thick * 0.8f, head, thick * 0.7f, iron);
        if (look.lamps) {
          const Px lamp = px(1.0f, 0.66f, 0.33f);
          glow(sheet, head.x, head.y, 0.85f / z, lamp * (0.09f + 0.12f * look.fog));
          glow(sheet, head.x, head.y, 0.20f / z, lamp * 0.32f);
          dab(sheet, head.x, head.y, 0.042f / z, opaque(lamp * 1.7f));
        } else {
          dab(sheet, head.x, head.y, 0.06f / z, iron);
        }
      }
    }
    stage.add_plate(sheet, nearness);
    if (k == 0) add_mist(stage, look.horizon_y - 0.02f, 0.06f, 0.2f, 0.28f + 0.6f * look.fog);
    if (k == 1) add_mist(stage, look.horizon_y, 0.05f, 0.4f, 0.12f + 0.6f * look.fog);
  }
  plan.half = half, plan.wet = look.rain > 0                     ? 1.f
                               : stage.spec.style == Style::neon ? 0.9f
                               : look.night                      ? 0.55f
                               : look.lamps                      ? 0.3f
                                                                 : 0.06f;
  if (look.snow > 0) plan.wet = 0.25f;
  stage.wet = plan.wet, stage.ground_y = mix(look.horizon_y, 0.5f, dice.range(0.5f, 0.7f));
  add_street(stage, std::move(plan));
  // Who walks here is lit by the lamps and shops.
  if (look.lamps)
    look.key = mix(look.key, px(1.0f, 0.70f, 0.42f), look.night ? 0.75f : 0.4f),
    look.fill = mix(look.fill, px(0.45f, 0.36f, 0.42f), 0.6f);
}

void skyline(Stage& stage) {
  Look& look = stage.look;
  Dice dice = stage.dice("skyline");
  const float centre = dice.range(-12, 12);
  const float slices[] = {140, 62, 36};
  for (int k = 0; k < 2; ++k) {
    std::vector<Block> blocks;
    const int n = k == 0 ? 60 : 48;
    for (int i = 0; i < n; ++i) {
      const float z = k == 0 ? dice.range(66, 120) : dice.range(40, 58), x = dice.around(0, k == 0 ? 95.f : 48.f),
                  w = dice.range(2, 5.5f);
      const float hill = exp_of(-(x - centre) * (x - centre) / 500);
      const float top = dice.range(2.5f, 7) + hill * dice.range(2, k == 0 ? 30.f : 15.f);
      blocks.push_back(block(look, dice, x - w / 2, x + w / 2, z, z + w, top));
      if (top > 14 && dice.chance(0.6f)) {  // towers narrow towards the top
        Block upper = blocks.back();
        upper.x0 += w * 0.16f, upper.x1 -= w * 0.16f, upper.z0 += 0.4f,
            upper.bottom = top, upper.top = top * dice.range(1.12f, 1.35f), upper.seed += 1;
        blocks.push_back(upper);
      }
      add_roof(blocks, Block(blocks.back()), dice);
    }
    const float nearness = nearness_at(slices[k + 1] * 1.2f);
    Sheet sheet = stage.sheet(nearness, -0.7f, look.horizon_y + 0.03f);
    Facades(stage, std::move(blocks), 0.38f).draw(sheet, slices[k + 1], slices[k], stage.parallel);
    stage.add_plate(sheet, nearness);
    add_mist(stage, look.horizon_y - 0.01f, 0.04f, 0.1f, 0.22f + 0.6f * look.fog);
  }
  add_water(stage, look.horizon_y + 0.012f);
  stage.ground_y = mix(look.horizon_y, 0.5f, dice.range(0.3f, 0.5f));
}

}  // namespace

void build_city(Stage& stage) {
  add_sky(stage);
  add_cloud_bank(stage);
  add_bolts(stage);
  // Boats need water; who walks needs a street.
  const bool sails = stage.has(Place::water), stands = stage.has(Place::ground);
  if (sails || (!stands && stage.wants("water") && stage.dice("city").chance(0.25f)))
    skyline(stage);
  else
    street(stage);
}

}  // namespace storyteller::paint
