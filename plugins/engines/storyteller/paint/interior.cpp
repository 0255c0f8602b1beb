// A room: the hour behind a window, its light on the wall and floor, a table, a lamp, shelves, and dust in the air.
#include "plugins/engines/storyteller/paint/blocking.hpp"
#include "plugins/engines/storyteller/paint/brush.hpp"
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/terrain.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

struct Room {
  Rect window;
  Rect fireplace;
  bool fire = false;
  Point lamp;  // where the lamp shines
  float floor_y = 0.3f;
  Px wall, wood, cloth, accent;
  Px daylight, lamplight;
  float ambient = 0.1f;  // share of the daylight that reaches every corner
};

// Wall, floor and all that hangs or stands there, painted once; the window is a hole in it.
void wall(Stage& stage, const Room& room, Dice& dice) {
  const Look& look = stage.look;
  const float nearness = 0.8f;
  Sheet sheet(stage.camera.reach(nearness), stage.density(nearness));
  const std::uint32_t seed = dice.bits();
  const float wx = (room.window.x0 + room.window.x1) * 0.5f, wy = (room.window.y0 + room.window.y1) * 0.5f;
  const bool stripes = dice.chance(0.4f);
  const float floor = room.floor_y;
  const auto light_at = [&](float x, float y, bool on_floor) {
    const float lx = x - room.lamp.x, ly = y - room.lamp.y, lamp = exp_of(-(lx * lx + ly * ly * 1.4f) * 4.2f);
    const float dx = x - wx, dy = y - wy, sky = exp_of(-std::sqrt(dx * dx + dy * dy) * 1.5f);
    Px c = room.lamplight * (0.06f + 1.05f * lamp) + room.daylight * (room.ambient + 0.6f * sky);
    if (room.fire) {
      const float fx = x - (room.fireplace.x0 + room.fireplace.x1) * 0.5f, fy = y - room.fireplace.y1;
      c += px(1.0f, 0.42f, 0.12f) * (0.9f * exp_of(-(fx * fx + fy * fy) * 9));
    }
    if (on_floor) {  // the window thrown on the boards, leaning away from the sun
      const float down = (y - floor) / 0.35f, lean = (look.light_x > 0 ? -1.f : 1.f) * (0.25f + 0.35f * down);
      const float u = (x - wx - lean) / (room.window.width() * (0.55f + 0.3f * down));
      const float pane = smooth(0.5f, 0.44f, std::abs(u)) * (0.4f + 0.6f * smooth(0.02f, 0.05f, std::abs(u)));
      c += room.daylight *
           (1.5f * pane * smooth(0.0f, 0.12f, down) * smooth(1.05f, 0.75f, down) * clamp01(luma(look.key)));
    }
    return c;
  };
  over_rows(stage.parallel, sheet.image.height, [&](int y0, int y1) {
    for (int j = y0; j < y1; ++j)
      for (int i = 0; i < sheet.image.width; ++i) {
        const float x = sheet.x_of(i), y = sheet.y_of(j);
        if (x > room.window.x0 && x < room.window.x1 && y > room.window.y0 && y < room.window.y1) continue;
        Px c;
        if (y < floor) {
          c = room.wall * (1 + 0.05f * fbm(x * 9, y * 9, {seed, 4, 0.5f}));
          if (stripes) c *= 1 + 0.07f * smooth(-0.2f, 0.2f, sin_of(x * 60));
          if (y > floor - 0.17f) c = room.wood * (0.95f + 0.10f * noise(x * 40, y * 3, seed + 2));
          c *= light_at(x, y, false);
          c *= 1 - 0.35f * smooth(floor - 0.10f, floor, y);
        } else {
          // Boards run towards the eye.
          const float z = 0.16f / (y - floor + 0.10f), u = x * z * 4.2f;
          const int board = floor_int(u);
          const float in = u - static_cast<float>(board);
          const float tone =
              0.8f + 0.4f * static_cast<float>(scramble(static_cast<std::uint32_t>(board) + seed) >> 24) / 255;
          c = room.wood * tone * (1 + 0.18f * noise(u * 7, z * 9, seed + 3));
          c *= 1 - 0.5f * smooth(0.05f, 0.0f, std::min(in, 1 - in));
          c *= light_at(x, y, true);
          c += room.daylight * (0.10f * exp_of(-std::abs(x - wx) * 6) * smooth(0.3f, 0.f, y - floor));
        }
        sheet.image.row(j)[i] = opaque(c);
      }
  });
  const auto lit = [&](Px c, float x, float y) { return opaque(c * light_at(x, y, false)); };
  const auto box = [&](const Rect& r, Px c) {
    rectangle(sheet, r, lit(c * 1.15f, (r.x0 + r.x1) * 0.5f, r.y0), lit(c * 0.8f, (r.x0 + r.x1) * 0.5f, r.y1));
  };
  // Rails, skirting, frame and sill.
  const Rect all = stage.camera.reach(nearness);
  box({all.x0, floor - 0.185f, all.x1, floor - 0.168f}, room.wood * 1.5f);
  box({all.x0, floor - 0.035f, all.x1, floor}, room.wood * 1.35f);
  const Rect& w = room.window;
  const float f = 0.018f;
  for (const Rect& r :
       {Rect{w.x0 - f, w.y0 - f, w.x1 + f, w.y0 + 0.004f}, Rect{w.x0 - f, w.y0 - f, w.x0 + 0.004f, w.y1 + f},
        Rect{w.x1 - 0.004f, w.y0 - f, w.x1 + f, w.y1 + f},
        Rect{w.x0 - f * 2, w.y1 - 0.004f, w.x1 + f * 2, w.y1 + 0.03f}})
    box(r, px(0.62f, 0.58f, 0.52f));
  const int panes = w.width() > 0.5f ? 3 : 2;
  for (int k = 1; k < panes; ++k) {
    const float x = mix(w.x0, w.x1, static_cast<float>(k) / static_cast<float>(panes));
    box({x - 0.006f, w.y0, x + 0.006f, w.y1}, px(0.55f, 0.52f, 0.47f));
  }
  box({w.x0, mix(w.y0, w.y1, 0.42f) - 0.005f, w.x1, mix(w.y0, w.y1, 0.42f) + 0.005f}, px(0.55f, 0.52f, 0.47f));
  // Curtains with folds.
  for (const float side : {-1.f, 1.f}) {
    const float from = side < 0 ? w.x0 - 0.11f : w.x1 - 0.035f, wide = 0.145f;
    const int folds = 26;
    for (int k = 0; k < folds; ++k) {
      const float a = from + wide * static_cast<float>(k) / folds,
                  b = from + wide * static_cast<float>(k + 1) / folds + 0.001f;
      const float shade =
          0.62f + 0.38f * sin_of(static_cast<float>(k) * 1.35f + 0.6f * sin_of(static_cast<float>(k) * 0.5f));
      const Px c = room.cloth * shade;
      const float through =
          (side < 0 ? smooth(0.4f, 1, static_cast<float>(k) / folds) : smooth(0.6f, 0, static_cast<float>(k) / folds)) *
          0.35f;
      const Point fold[] = {
          {a, w.y0 - 0.05f}, {b, w.y0 - 0.05f}, {b + side * 0.012f, floor - 0.06f}, {a + side * 0.012f, floor - 0.06f}};
      polygon(sheet, fold, opaque(lit(c, a, w.y0) + room.daylight * room.cloth * through),
              opaque(lit(c * 0.8f, a, floor) + room.daylight * room.cloth * (through * 0.7f)));
    }
  }
  stroke(sheet, {w.x0 - 0.13f, w.y0 - 0.052f}, 0.006f, {w.x1 + 0.13f, w.y0 - 0.052f}, 0.006f,
         lit(room.wood * 0.7f, wx, w.y0));
  // A bookcase or a fireplace on the other side, pictures between.
  const float side = wx > 0 ? -1.f : 1.f, middle = side * stage.aspect() * 0.33f;
  if (room.fire) {
    const Rect& r = room.fireplace;
    box({r.x0 - 0.09f, r.y0 - 0.10f, r.x1 + 0.09f, floor + 0.01f}, px(0.42f, 0.36f, 0.32f));
    for (int k = 0; k < 60; ++k) {
      const float x = dice.range(r.x0 - 0.085f, r.x1 + 0.05f),
                  y = r.y0 - 0.09f + 0.032f * static_cast<float>(dice.below(12));
      if (y > floor - 0.03f || (x > r.x0 - 0.05f && x < r.x1 && y > r.y0 - 0.03f)) continue;
      box({x, y, x + dice.range(0.03f, 0.05f), y + 0.026f}, px(0.44f, 0.30f, 0.25f) * dice.range(0.7f, 1.1f));
    }
    rectangle(sheet, r, px(0.012f, 0.008f, 0.006f), px(0.20f, 0.06f, 0.015f));
    box({r.x0 - 0.12f, r.y0 - 0.135f, r.x1 + 0.12f, r.y0 - 0.10f}, room.wood * 1.4f);
    for (int k = 0; k < 3; ++k)
      stroke(sheet, {mix(r.x0, r.x1, 0.2f), r.y1 - 0.012f - 0.012f * static_cast<float>(k)}, 0.010f,
             {mix(r.x0, r.x1, 0.8f), r.y1 - 0.016f - 0.008f * static_cast<float>(k)}, 0.010f, px(0.10f, 0.04f, 0.02f));
  } else {
    const Rect shelf{middle - 0.20f, floor - 0.62f, middle + 0.20f, floor + 0.005f};
    box(shelf, room.wood * 0.8f);
    for (int row = 0; row < 5; ++row) {
      const float top = shelf.y0 + 0.02f + 0.12f * static_cast<float>(row), base = top + 0.105f;
      rectangle(sheet, {shelf.x0 + 0.015f, top, shelf.x1 - 0.015f, base}, lit(room.wood * 0.22f, middle, top),
                lit(room.wood * 0.35f, middle, base));
      for (float x = shelf.x0 + 0.02f; x < shelf.x1 - 0.035f;) {
        const float thick = dice.range(0.008f, 0.019f), tall = dice.range(0.06f, 0.094f);
        if (dice.chance(0.12f)) {
          x += dice.range(0.02f, 0.05f);
          continue;
        }
        static const Px spines[] = {hex(0x7a2f2a), hex(0x2f4a5e), hex(0x8a6a34), hex(0x3f5a40),
                                    hex(0x5a3a5e), hex(0xa89a80), hex(0x2a2c34)};
        const Px c = mix(spines[dice.below(7)], look.accents[1 + dice.below(4)], look.accent * 0.6f);
        box({x, base - tall, x + thick, base}, c);
        if (thick > 0.012f) box({x + 0.002f, base - tall * 0.8f, x + thick - 0.002f, base - tall * 0.74f}, c * 1.8f);
        x += thick + 0.0015f;
      }
    }
  }
  const int pictures = 1 + dice.below(3);
  for (int k = 0; k < pictures; ++k) {
    const float x = mix(middle + (side > 0 ? -0.36f : 0.36f), (wx + middle) * 0.5f, dice.unit()) +
                    0.13f * static_cast<float>(k - 1),
                y = -0.16f + dice.around(0, 0.07f), h = dice.range(0.05f, 0.085f), wd = h * dice.range(0.75f, 1.35f);
    if (x + wd > w.x0 - 0.14f && x - wd < w.x1 + 0.14f) continue;
    box({x - wd, y - h, x + wd, y + h}, room.wood * 0.55f);
    box({x - wd + 0.009f, y - h + 0.009f, x + wd - 0.009f, y + h - 0.009f}, px(0.72f, 0.69f, 0.62f));
    const Rect in{x - wd + 0.022f, y - h + 0.022f, x + wd - 0.022f, y + h - 0.022f};
    rectangle(sheet, in, lit(mix(look.accents[3], px(0.5f, 0.6f, 0.7f), 0.5f), x, y),
              lit(mix(look.accents[2], px(0.5f, 0.4f, 0.3f), 0.5f), x, y));
    const Point hill[] = {{in.x0, in.y1},
                          {in.x0, mix(in.y0, in.y1, 0.7f)},
                          {mix(in.x0, in.x1, 0.4f), mix(in.y0, in.y1, 0.45f)},
                          {in.x1, mix(in.y0, in.y1, 0.75f)},
                          {in.x1, in.y1}};
    polygon(sheet, hill, lit(room.cloth * 0.6f, x, y), lit(room.cloth * 0.4f, x, y));
  }
  // A rug.
  const float rx = dice.around(0, 0.15f), ry = floor + 0.14f;
  for (int k = 0; k < 5; ++k) {
    const float s = 1 - 0.17f * static_cast<float>(k);
    const Point rug[] = {{rx - 0.42f * s, ry - 0.055f * s},
                         {rx + 0.42f * s, ry - 0.055f * s},
                         {rx + 0.60f * s, ry + 0.085f * s},
                         {rx - 0.60f * s, ry + 0.085f * s}};
    const Px c = (k & 1 ? mix(room.accent, px(0.7f, 0.62f, 0.5f), 0.6f) : room.cloth * 0.75f);
    polygon(sheet, rug, opaque(c * light_at(rx, ry - 0.05f, false)), opaque(c * 1.05f * light_at(rx, ry + 0.1f, true)),
            0.96f);
  }
  stage.add_plate(sheet, nearness);
}

// The table in front, with a lamp on it.
void table(Stage& stage, const Room& room, float top, Dice& dice) {
  const float nearness = 1;
  const Rect reach = stage.camera.reach(nearness);
  Sheet sheet({reach.x0, -0.5f, reach.x1, reach.y1}, stage.density(nearness));
  const auto light_at = [&](float x, float y) {
    const float lx = x - room.lamp.x, ly = y - room.lamp.y;
    return room.lamplight * (0.05f + 1.25f * exp_of(-(lx * lx + ly * ly) * 3.6f)) +
           room.daylight * (0.14f + room.ambient);
  };
  const float half = stage.aspect() * 0.36f, back = top - 0.035f, front = top + 0.075f;
  const Px wood = room.wood * 1.15f;
  const int slices = 48;
  for (int k = 0; k < slices; ++k) {
    const float a = static_cast<float>(k) / slices * 2 - 1, b = static_cast<float>(k + 1) / slices * 2 - 1;
    const float mid = (a + b) * 0.5f * half;
    const float grain = 0.92f + 0.10f * noise(static_cast<float>(k) * 0.7f, 1.5f, 11);
    const Point t[] = {
        {a * half * 0.88f, back}, {b * half * 0.88f + 0.0005f, back}, {b * half + 0.0005f, front}, {a * half, front}};
    polygon(sheet, t, opaque(wood * grain * light_at(mid, back)), opaque(wood * grain * 1.1f * light_at(mid, front)));
    const Point edge[] = {{a * half, front - 0.0005f},
                          {b * half + 0.0005f, front - 0.0005f},
                          {b * half + 0.0005f, front + 0.028f},
                          {a * half, front + 0.028f}};
    polygon(sheet, edge, opaque(wood * 0.55f * light_at(mid, front)), opaque(wood * 0.35f * light_at(mid, front)));
  }
  for (const float side : {-1.f, 1.f})
    rectangle(sheet, {side * half * 0.9f - 0.022f, front + 0.027f, side * half * 0.9f + 0.022f, 0.8f},
              opaque(wood * 0.4f * light_at(side * half, front)), opaque(wood * 0.15f * light_at(side * half, front)));
  // The lamp.
  const Point l = room.lamp;
  const float base = top + 0.01f;
  const bool on = stage.look.lamps || stage.look.cover > 0.8f;
  const Px brass = opaque(px(0.55f, 0.40f, 0.18f) * (light_at(l.x, base) * 0.9f));
  for (int k = 0; k < 10; ++k)
    dab(sheet, l.x, base + 0.006f, 0.06f - 0.004f * static_cast<float>(k), px(0, 0, 0), 0.05f);
  const Point foot[] = {
      {l.x - 0.045f, base}, {l.x - 0.03f, base - 0.016f}, {l.x + 0.03f, base - 0.016f}, {l.x + 0.045f, base}};
  polygon(sheet, foot, opaque(brass * 1.4f), opaque(brass * 0.5f));
  stroke(sheet, {l.x, base - 0.012f}, 0.007f, {l.x, l.y}, 0.005f, brass);
  const Px shade = mix(room.cloth, px(0.95f, 0.82f, 0.6f), 0.6f);
  const Point hood[] = {{l.x - 0.048f, l.y - 0.065f},
                        {l.x + 0.048f, l.y - 0.065f},
                        {l.x + 0.088f, l.y + 0.045f},
                        {l.x - 0.088f, l.y + 0.045f}};
  if (on) {
    polygon(sheet, hood, opaque(shade * room.lamplight * 0.95f), opaque(shade * room.lamplight * 1.9f));
    glow(sheet, l.x, l.y + 0.02f, 0.34f, room.lamplight * 0.16f);
    glow(sheet, l.x, l.y + 0.03f, 0.12f, room.lamplight * 0.25f);
  } else {
    polygon(sheet, hood, opaque(shade * light_at(l.x, l.y) * 0.9f), opaque(shade * light_at(l.x, l.y) * 0.7f));
  }
  if (dice.chance(0.7f)) {  // a few books lying about
    float y = base + 0.03f;
    const float x = -l.x * dice.range(0.6f, 1.1f);
    for (int k = 0; k < 2 + dice.below(3); ++k, y -= 0.022f) {
      const float w = dice.range(0.06f, 0.09f), o = dice.around(0, 0.012f);
      const Px c = mix(mix(hex(0x7a2f2a), hex(0x2f4a5e), dice.unit()), room.accent, 0.3f);
      rectangle(sheet, {x + o - w, y - 0.020f, x + o + w, y}, opaque(c * 1.2f * light_at(x, y)),
                opaque(c * 0.7f * light_at(x, y)));
      rectangle(sheet, {x + o - w + 0.004f, y - 0.016f, x + o + w, y - 0.004f},
                opaque(px(0.7f, 0.66f, 0.55f) * light_at(x, y)), opaque(px(0.5f, 0.46f, 0.38f) * light_at(x, y)));
    }
  }
  stage.add_plate(sheet, nearness);
}

// Light that falls slanting through the window, and the fire's flicker.
class AirLayer : public Layer {
 public:
  AirLayer(const Look& look, const Room& room, std::uint32_t seed) : room_(room), seed_(seed) {
    lean_ = look.light_x > 0 ? -1.f : 1.f;
    strength_ = look.night ? 0.05f : 0.17f * clamp01(0.3f + luma(look.key));
  }
  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(0.9f);
    thread_local std::vector<float> veil;
    veil.resize(static_cast<std::size_t>(shot.width));
    const Rect& w = room_.window;
    const Px beam = {room_.daylight[0], room_.daylight[1], room_.daylight[2], 0};
    const float flicker = 0.75f + 0.35f * noise(shot.t * 4.3f, 0.5f, seed_) + 0.15f * noise(shot.t * 11, 2.5f, seed_);
    for (int y = y0; y < y1; ++y) {
      const float py = (static_cast<float>(y) + 0.5f - p.y) / p.scale, down = py - w.y0;
      Px* out = picture.row(y);
      if (down > 0 && strength_ > 0) {
        const float x0 = (0.5f - p.x) / p.scale, dx = 1 / p.scale, shift = lean_ * down * 0.62f;
        fbm_row(veil.data(), shot.width, (x0 - shift) * 5 + shot.t * 0.04f, dx * 5, py * 3 - shot.t * 0.03f,
                {seed_, 3, 0.5f});
        const float middle = (w.x0 + w.x1) * 0.5f + shift, half = w.width() * 0.46f + down * 0.05f,
                    soft = 0.02f + 0.10f * down;
        for (int x = 0; x < shot.width; ++x) {
          const float d = std::abs(x0 + static_cast<float>(x) * dx - middle);
          if (d > half + soft) continue;
          out[x] += beam * (strength_ * smooth(half + soft, half - soft, d) *
                            (0.75f + 0.5f * veil[static_cast<std::size_t>(x)]) * smooth(1.1f, 0.2f, down));
        }
      }
      if (room_.fire) fire(shot, p, out, py, flicker);
    }
  }

 private:
  void fire(const Shot& shot, const Placement& p, Px* out, float py, float flicker) const {
    const Rect& r = room_.fireplace;
    const float up = (r.y1 - 0.02f - py) / (r.height() * 0.85f), fx = (r.x0 + r.x1) * 0.5f;
    const float glow_y = (py - r.y1 + 0.08f) * 3.2f;
    for (int x = 0; x < shot.width; ++x) {
      const float at_x = (static_cast<float>(x) + 0.5f - p.x) / p.scale, u = (at_x - fx) / (r.width() * 0.5f);
      if (std::abs(at_x - fx) < 0.6f) {
        const float g = exp_of(-((at_x - fx) * (at_x - fx) * 14 + glow_y * glow_y));
        out[x] += px(1.0f, 0.36f, 0.09f, 0) * (0.20f * g * (0.25f + 0.75f * flicker));
      }
      if (up < 0 || up > 1.1f || std::abs(u) > 0.95f) continue;
      const float n = fbm(u * 1.6f, up * 1.5f - shot.t * 1.9f, {seed_ + 3, 4, 0.5f});
      const float body = 1 - up * 0.9f - std::abs(u + 0.25f * n * up) * (0.9f + 0.6f * up) + 0.75f * n;
      const float heat = smooth(0.1f, 0.95f, body);
      out[x] = opaque(mix(out[x], mix(px(1.1f, 0.22f, 0.03f), px(3.0f, 1.9f, 0.6f), heat * heat),
                          smooth(0.05f, 0.35f, body) * 0.95f));
    }
  }
  Room room_;
  std::uint32_t seed_;
  float lean_ = 1, strength_ = 0.1f;
};

}  // namespace

void build_interior(Stage& stage) {
  Look& look = stage.look;
  Dice dice = stage.dice("room");
  Room room;
  const float side = dice.sign(), wide = dice.range(0.36f, 0.66f),
              wx = side * stage.aspect() * dice.range(0.10f, 0.24f);
  room.window = {wx - wide * 0.5f, dice.range(-0.42f, -0.36f), wx + wide * 0.5f, dice.range(0.02f, 0.08f)};
  room.floor_y = dice.range(0.24f, 0.32f);
  room.lamp = {-side * stage.aspect() * dice.range(0.16f, 0.27f), 0};
  static const Px walls[] = {hex(0x6f7f6a), hex(0x8a6a58), hex(0x55687a), hex(0xb09a7c), hex(0x7a5a64), hex(0x9a9488)};
  room.wall = mix(walls[dice.below(6)], look.accents[2], look.accent * 0.8f);
  room.wood = mix(mix(hex(0x5a3a22), hex(0x8a6238), dice.unit()), look.accents[1], look.accent * 0.35f);
  static const Px cloths[] = {hex(0x8a2f2c), hex(0x2f5a52), hex(0xb08a3c), hex(0x4a4470), hex(0xa8a090)};
  room.cloth = mix(cloths[dice.below(5)], look.accents[3], look.accent * 0.8f),
  room.accent = mix(cloths[dice.below(5)], look.accents[4], look.accent);
  room.daylight =
      opaque(mix(look.lower * 0.8f + look.key * 0.45f, look.fill * 1.4f, 0.3f) * (look.night ? 1.3f : 1.05f));
  room.ambient = look.night ? 0.07f : 0.14f + 0.30f * clamp01(luma(look.key));
  const bool lamp = look.lamps || look.cover > 0.8f;
  room.lamplight = lamp ? px(1.0f, 0.62f, 0.30f) * (look.night ? 1.15f : 0.95f) : px(0.10f, 0.08f, 0.06f);
  room.fire = dice.chance(look.lamps || look.snow > 0 ? 0.55f : 0.2f) && stage.wants("fire");
  const float fx = -side * stage.aspect() * 0.33f;
  room.fireplace = {fx - 0.12f, room.floor_y - 0.24f, fx + 0.12f, room.floor_y - 0.005f};

  look.horizon_y = dice.range(-0.10f, -0.02f);
  look.sun_x = wx + dice.range(-0.12f, 0.12f),
  look.sun_y = look.horizon_y - (stage.spec.time == TimeOfDay::day ? 0.5f : dice.range(0.06f, 0.2f));
  look.exposure *= (look.night ? 0.95f : stage.spec.time == TimeOfDay::day ? 1.3f : 1.15f) / look.hour_exposure;
  add_sky(stage);
  const std::uint32_t seed = dice.bits();
  add_slice(stage, {.relief = Relief::meadow,  // seen beyond the hills by a camera that rises
                    .ground = stage.white() ? Ground::snow : Ground::forest,
                    .near = 40,
                    .far = 400,
                    .base = -1,
                    .height = 0.5f,
                    .size = 40,
                    .seed = seed + 5});
  add_slice(stage, {.relief = Relief::hills,
                    .ground = stage.white() ? Ground::snow : Ground::forest,
                    .near = 14,
                    .far = 70,
                    .base = -1,
                    .height = dice.range(2, 5),
                    .size = 12,
                    .seed = seed});
  add_slice(stage, {.relief = Relief::meadow,
                    .ground = stage.white() ? Ground::snow : Ground::grass,
                    .near = 1.2f,
                    .far = 20,
                    .base = -0.2f,
                    .height = 0.5f,
                    .size = 4,
                    .seed = seed + 1});
  if (look.rain > 0 || look.snow > 0) add_falling(stage);
  // How much is outside of the window's light range: glass dims it a little.
  const float top = dice.range(0.26f, 0.32f);
  room.lamp.y = top - dice.range(0.22f, 0.27f);
  wall(stage, room, dice);
  stage.add(std::make_unique<AirLayer>(look, room, dice.bits()));
  const bool small_things = std::ranges::any_of(stage.spec.subjects, [](const Subject& s) {
    const SubjectInfo* info = find_subject(s.kind);
    return info && fits_on_table(*info);
  });
  const bool stands = std::ranges::any_of(stage.spec.subjects, [&](const Subject& s) {
    const SubjectInfo* info = find_subject(s.kind);
    return info && info->place == Place::ground && !fits_on_table(*info) && !(s.kind == "table" && small_things);
  });
  stage.table_y = top + 0.035f;
  stage.ground_y = room.floor_y + 0.12f;
  stage.has_table = !stands;
  if (!stands)
    table(stage, room, top, dice);
  else
    stage.table_y = room.floor_y + 0.10f;
  add_dust(stage, room.daylight * 0.8f + room.lamplight * 0.25f);
  look.key = room.daylight * 0.8f + room.lamplight * 0.5f, look.fill = room.daylight * 0.35f + room.lamplight * 0.25f;
  look.light_x = side > 0 ? 0.8f : -0.8f;
  look.haze_density *= 0.1f;
}

}  // namespace storyteller::paint
