#include "plugins/engines/storyteller/paint/wonders.hpp"

#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/terrain.hpp"
#include "plugins/engines/storyteller/paint/trees.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

float bump(float x, float middle, float width) {
  const float d = (x - middle) / width;
  return exp_of(-d * d);
}

// A bow of 42 degrees stands opposite to the sun, red outside; a second one of 51 degrees has its colours turned round.
class RainbowLayer : public Layer {
 public:
  explicit RainbowLayer(const Stage& stage) {
    const Look& look = stage.look;
    Dice dice = stage.dice("rainbow");
    x_ = (look.sun_x > 0 ? -1.f : 1.f) * dice.range(0.05f, 0.22f) * stage.aspect();
    radius_ = (look.horizon_y + 0.5f) * dice.range(0.86f, 0.98f) + 0.06f, y_ = look.horizon_y + 0.10f;
    light_ = std::max(0.9f * luma(look.lower) + 0.35f * luma(look.key), 0.06f);
    strength_ = look.night ? 0.35f : 0.62f;
    horizon_ = look.horizon_y;
  }

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(0.02f);
    const float outer = radius_ * 1.34f;
    for (int y = y0; y < y1; ++y) {
      const float dy = (static_cast<float>(y) + 0.5f - p.y) / p.scale - y_, low = horizon_ - y_ - dy;
      if (dy > 0 || -dy > outer) continue;
      const float fade = smooth(-0.02f, 0.10f, low);
      Px* row = picture.row(y);
      for (int x = 0; x < shot.width; ++x) {
        const float dx = (static_cast<float>(x) + 0.5f - p.x) / p.scale - x_, d2 = dx * dx + dy * dy;
        if (d2 > outer * outer || d2 < radius_ * radius_ * 0.81f) continue;
        const float d = std::sqrt(d2);
        const float first = (d - radius_) / kWidth + 0.5f, second = 0.5f - (d - radius_ * 1.25f) / (kWidth * 1.5f);
        const float a = bow(row[x], first, strength_ * fade), b = bow(row[x], second, strength_ * fade * 0.30f);
        // Between the bows the sky is darker, inside the first it is brighter.
        if (a <= 0 && b <= 0 && first > 0 && second > 0) row[x] = dim(row[x], 1 - 0.05f * fade);
      }
    }
  }

 private:
  static Px dim(Px c, float k) { return Px{c[0] * k, c[1] * k, c[2] * k, c[3]}; }

  // Lays the band's colour at `u` (0 violet .. 1 red) over `out`; returns how much of it.
  float bow(Px& out, float u, float strength) const {
    if (u < -0.15f || u > 1.15f) return 0;
    const float a = strength * smooth(-0.15f, 0.12f, u) * smooth(1.15f, 0.88f, u);
    const float r = bump(u, 0.97f, 0.34f) + 0.34f * bump(u, 0.02f, 0.16f), g = bump(u, 0.58f, 0.23f),
                b = 1.1f * bump(u, 0.22f, 0.22f);
    const float keep = out[3];
    const Px colour = Px{r, g, b, 1} * (light_ * 1.15f);
    out = mix(out, out * 0.45f + colour, a);
    out[3] = keep;
    return a;
  }

  static constexpr float kWidth = 0.085f;
  float x_ = 0, y_ = 0, radius_ = 0.6f, light_ = 1, strength_ = 0.6f, horizon_ = 0;
};

// What comes out of a crater: smoke that leans with the wind, and in an eruption a fountain of sparks and streams of
// lava down the flanks. All of it a function of time.
class EruptionLayer : public Layer {
 public:
  struct Stream {
    float x, slope, length, width;
  };
  EruptionLayer(const Stage& stage, float x, float rim, float base, float crater, bool erupts)
      : look_(stage.look), x_(x), rim_(rim), base_(base), crater_(crater), erupts_(erupts), seed_(stage.seed("smoke")) {
    Dice dice = stage.dice("lava");
    lean_ = dice.sign() * dice.range(0.10f, 0.28f);
    for (int k = 0; k < 5; ++k)
      streams_.push_back({dice.range(-0.9f, 0.9f) * crater, dice.around(0, 0.55f), dice.range(0.45f, 1.f),
                          dice.range(0.005f, 0.011f)});
    for (int k = 0; k < kSparks; ++k) sparks_.push_back({dice.around(0, 0.24f), dice.range(0.28f, 0.62f), dice.unit()});
  }

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(kNearness);
    smoke(shot, p, picture, y0, y1);
    if (!erupts_) return;
    lava(shot, p, picture, y0, y1);
    const float cx = x_ * p.scale + p.x, cy = rim_ * p.scale + p.y;
    glow_at(picture, cx, cy, 0.30f * p.scale, Px{0.9f, 0.22f, 0.04f, 0} * (0.75f + 0.15f * sin_of(shot.t * 5)), y0, y1);
    for (const Spark& s : sparks_) {
      const float age = s.phase + shot.t * 0.55f, life = (age - static_cast<float>(floor_int(age))) * 1.7f;
      const float sx = x_ + s.aside * life + crater_ * 0.6f * s.aside, sy = rim_ - s.up * life + 0.42f * life * life;
      if (sy > rim_ + 0.10f) continue;
      const float r = std::max(0.0048f * (1 - 0.4f * life) * p.scale, 0.9f), heat = 1.3f - 0.5f * life;
      glow_at(picture, sx * p.scale + p.x, sy * p.scale + p.y, r * 2.2f, Px{4.2f, 1.25f * heat, 0.22f, 0} * heat, y0,
              y1);
    }
  }

  static constexpr float kNearness = 0.08f;

 private:
  struct Spark {
    float aside, up, phase;
  };
  static constexpr int kSparks = 110;

  static void glow_at(Image& picture, float cx, float cy, float r, Px light, int y0, int y1) {
    for (int y = std::max(y0, floor_int(cy - r)); y < std::min(y1, floor_int(cy + r) + 1); ++y) {
      Px* row = picture.row(y);
      const float dy = (static_cast<float>(y) + 0.5f - cy) / r;
      for (int x = std::max(0, floor_int(cx - r)); x < std::min(picture.width, floor_int(cx + r) + 1); ++x) {
        const float dx = (static_cast<float>(x) + 0.5f - cx) / r, q = 1 - dx * dx - dy * dy;
        if (q > 0) row[x] += light * (q * q * q);
      }
    }
  }

  void smoke(const Shot& shot, const Placement& p, Image& picture, int y0, int y1) const {
    const int step = 4;
    thread_local std::vector<float> puffs;
    const float amount = erupts_ ? 1.f : 0.55f, speed = erupts_ ? 0.16f : 0.06f;
    for (int y = y0; y < y1; ++y) {
      const float py = (static_cast<float>(y) + 0.5f - p.y) / p.scale, up = rim_ + 0.012f - py;
      if (up <= 0) continue;
      const float wide = crater_ * 0.8f + up * (erupts_ ? 0.42f : 0.20f), middle = x_ + lean_ * up * (0.4f + up);
      const int from = std::max(0, floor_int((middle - wide * 1.5f) * p.scale + p.x)),
                to = std::min(shot.width, floor_int((middle + wide * 1.5f) * p.scale + p.x) + 1);
      if (to <= from) continue;
      const int n = (to - from) / step + 2;
      puffs.resize(static_cast<std::size_t>(n));
      const float scale = 7.f / (0.6f + up * 1.4f);
      fbm_row(puffs.data(), n, ((static_cast<float>(from) + 0.5f - p.x) / p.scale - middle) * scale,
              static_cast<float>(step) / p.scale * scale, py * scale * 0.9f + shot.t * speed * 8, {seed_, 5, 0.55f});
      Px* row = picture.row(y);
      const float heat = erupts_ ? exp_of(-up * 7) : 0.25f * exp_of(-up * 22), thin = smooth(0.9f, 0.25f, up);
      for (int x = from; x < to; ++x) {
        const auto i = static_cast<std::size_t>((x - from) / step);
        const float f = static_cast<float>((x - from) % step) / step, v = mix(puffs[i], puffs[i + 1], f);
        const float d = ((static_cast<float>(x) + 0.5f - p.x) / p.scale - middle) / wide;
        const float a = clamp01((1 - d * d) * 1.9f + 1.3f * v) * amount * thin;
        if (a <= 0.01f) continue;
        const float lit = clamp01(0.45f + 0.5f * v + 0.35f * d * (look_.light_x > 0 ? 1.f : -1.f));
        const float pale = erupts_ ? 0.55f : 1.25f;  // ash is dark, steam is white
        Px c = mix(look_.fill * 0.14f, look_.fill * 0.36f + look_.key * 0.24f, lit) * pale;
        c += Px{1.2f, 0.24f, 0.04f, 0} * (heat * heat * clamp01(0.6f - v));
        row[x] = mix(row[x], opaque(c), std::min(a, 0.96f));
      }
    }
  }

  void lava(const Shot& shot, const Placement& p, Image& picture, int y0, int y1) const {
    for (int y = y0; y < y1; ++y) {
      const float py = (static_cast<float>(y) + 0.5f - p.y) / p.scale, down = (py - rim_) / (base_ - rim_);
      if (down < -0.02f || down > 1) continue;
      Px* row = picture.row(y);
      for (const Stream& s : streams_) {
        if (down > s.length) continue;
        const float bend = 0.012f * noise(down * 7, s.x * 90, seed_ + 3);
        const float cx = x_ + s.x + s.slope * (py - rim_) * 1.3f + bend, w = s.width * (0.55f + 1.1f * down);
        const float end = smooth(s.length, s.length * 0.8f, down);
        const float flow = 0.62f + 0.5f * noise(s.x * 50, down * 16 - shot.t * 0.9f, seed_ + 5);
        for (int x = std::max(0, floor_int((cx - 5 * w) * p.scale + p.x));
             x < std::min(shot.width, floor_int((cx + 5 * w) * p.scale + p.x) + 1); ++x) {
          const float d = ((static_cast<float>(x) + 0.5f - p.x) / p.scale - cx) / w, core = exp_of(-d * d * 1.6f),
                      around = exp_of(-std::abs(d) * 0.9f) * 0.16f;
          row[x] += Px{3.4f, 0.85f * flow, 0.10f, 0} * (end * (core * flow + around));
        }
      }
    }
  }

  Look look_;
  float x_, rim_, base_, crater_;
  bool erupts_;
  std::uint32_t seed_;
  float lean_ = 0.2f;
  std::vector<Stream> streams_;
  std::vector<Spark> sparks_;
};

// Falling water between two lines, the spray at its foot and the pool it stands in.
class FallLayer : public Layer {
 public:
  FallLayer(const Stage& stage, float x, float lip, float foot, float width, float nearness)
      : look_(stage.look),
        x_(x),
        lip_(lip),
        foot_(foot),
        width_(width),
        nearness_(nearness),
        seed_(stage.seed("fall")) {
    const Px light = look_.key * 0.55f + look_.fill * 0.65f;
    white_ = opaque(px(0.95f, 0.98f, 1.0f) * light), blue_ = opaque(px(0.34f, 0.50f, 0.58f) * light);
    pool_ = opaque(mix(px(0.14f, 0.30f, 0.32f) * light, look_.lower * 0.55f, 0.45f));
  }

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(nearness_);
    thread_local std::vector<float> streaks, veil;
    for (int y = y0; y < y1; ++y) {
      const float py = (static_cast<float>(y) + 0.5f - p.y) / p.scale;
      if (py < lip_ - 0.01f || py > foot_ + kPool) continue;
      const float down = clamp01((py - lip_) / (foot_ - lip_)), reach = py > foot_ ? kPoolWide : width_ * 4;
      const int from = std::max(0, floor_int((x_ - reach) * p.scale + p.x)),
                to = std::min(shot.width, floor_int((x_ + reach) * p.scale + p.x) + 1);
      if (to <= from) continue;
      const int n = to - from;
      streaks.resize(static_cast<std::size_t>(n)), veil.resize(static_cast<std::size_t>(n));
      const float left = (static_cast<float>(from) + 0.5f - p.x) / p.scale - x_, dx = 1 / p.scale;
      // Water falls faster the lower it is: the pattern is stretched by the root of the way.
      const float fallen = std::sqrt(0.03f + down);
      fbm_row(streaks.data(), n, left * 46 / width_ * 0.11f, dx * 46 / width_ * 0.11f, fallen * 7 - shot.t * 3.2f,
              {seed_, 4, 0.55f});
      fbm_row(veil.data(), n, left * 9, dx * 9, py * 9 + shot.t * 0.5f, {seed_ + 4, 3, 0.5f});
      Px* row = picture.row(y) + from;
      const float half = width_ * (0.86f + 0.34f * down) * (1 + 0.07f * noise(py * 24, 3, seed_ + 2));
      const float splash = bump(py, foot_ - 0.005f, 0.06f);
      for (int i = 0; i < n; ++i) {
        const auto k = static_cast<std::size_t>(i);
        const float d = left + static_cast<float>(i) * dx, side = std::abs(d) / half;
        if (py > foot_) {
          const float depth = (py - foot_) / kPool, wide = kPoolWide * std::sqrt(std::max(0.f, 1 - depth * depth));
          const float in = smooth(wide, wide * 0.93f, std::abs(d));
          const float ring = 0.5f + 0.5f * sin_of((depth * 26 + std::abs(d) * 9) - shot.t * 4 + 2.2f * veil[k]);
          const float foam = exp_of(-depth * 3.5f - d * d / (half * half * 3)) + 0.22f * ring * ring * (1 - depth);
          row[i] = mix(row[i], mix(pool_, white_, clamp01(foam)), in);
        } else if (side < 1.12f && py >= lip_) {
          const float s = streaks[k], edge = smooth(1.10f + 0.12f * s, 0.86f + 0.12f * s, side);
          const float lit = clamp01(0.58f + 0.62f * s + 0.25f * down);
          const float lipped = smooth(lip_, lip_ + 0.012f, py);
          row[i] = mix(row[i], mix(blue_, white_, lit), edge * (0.80f + 0.18f * lit) * lipped);
        }
        const float spray = splash * exp_of(-d * d / (half * half * 2.6f)) * clamp01(0.75f + 0.8f * veil[k]);
        if (spray > 0.01f) row[i] = mix(row[i], white_, std::min(spray, 0.9f));
      }
    }
  }

 private:
  static constexpr float kPool = 0.055f, kPoolWide = 0.34f;
  Look look_;
  float x_, lip_, foot_, width_, nearness_;
  std::uint32_t seed_;
  Px white_, blue_, pool_;
};

}  // namespace

void add_rainbow(Stage& stage) {
  if (stage.sees("rainbow") && stage.wants("rainbow")) stage.add(std::make_unique<RainbowLayer>(stage));
}

void add_volcano(Stage& stage, float x) {
  const Look& look = stage.look;
  Dice dice = stage.dice("volcano");
  const std::uint32_t seed = dice.bits();
  const float base = look.horizon_y + 0.03f, tall = (look.horizon_y + 0.5f) * dice.range(0.56f, 0.66f),
              rim = base - tall, crater = dice.range(0.045f, 0.065f), wide = tall * dice.range(1.45f, 1.75f);
  const bool erupts = stage.sees("eruption");
  constexpr float nearness = EruptionLayer::kNearness;
  Sheet sheet = stage.sheet(nearness, rim - 0.05f, base + 0.10f);
  const float side = look.light_x > 0 ? 1.f : -1.f;
  const auto top_at = [&](float dx) {
    const float out = std::max(std::abs(dx) - crater, 0.f) / wide;
    // Flanks are steepest below the rim; the crater is a notch.
    const float flank = out < 1 ? 1 - (1 - out) * (1 - out) * (0.45f + 0.55f * (1 - out)) : 1.f;
    const float notch = std::abs(dx) < crater ? 0.020f * (1 - dx * dx / (crater * crater)) : 0.f;
    return rim + tall * flank + notch + 0.010f * fbm(dx * 9, 2.5f, {seed, 4, 0.5f}) * (0.4f + out);
  };
  over_rows(stage.parallel, sheet.image.height, [&](int y0, int y1) {
    for (int j = y0; j < y1; ++j) {
      Px* out = sheet.image.row(j);
      const float y = sheet.y_of(j);
      for (int i = 0; i < sheet.image.width; ++i) {
        const float dx = sheet.x_of(i) - x, top = top_at(dx), cover = clamp01((y - top) * sheet.density + 0.5f);
        if (cover <= 0) continue;
        // Gullies run down from the rim: noise over the direction seen from above the peak.
        const float down = std::max(y - rim + 0.09f, 0.02f), turn = dx / down;
        const float gully = ridged(turn * 3.4f, down * 1.6f, {seed + 1, 5, 0.52f}),
                    beyond = ridged((turn + 0.03f * side) * 3.4f, down * 1.6f, {seed + 1, 5, 0.52f});
        const float grain = fbm(dx * 38, y * 38, {seed + 2, 3, 0.5f});
        const float facing = clamp01(0.42f + 0.42f * side * clamp(turn * 0.7f, -1, 1) + (gully - beyond) * 1.9f);
        const float low = smooth(rim + tall * 0.45f, base, y);
        Px rock = mix(hex(0x2e2a2c), hex(0x6f5f58), clamp01(0.25f + 0.5f * gully + 0.3f * grain));
        rock = mix(rock, mix(hex(0x27361f), hex(0x56683a), clamp01(0.5f + 0.6f * grain)), low * 0.75f);
        if (stage.sees("snowcaps") || stage.white())
          rock = mix(rock, px(0.86f, 0.89f, 0.94f), smooth(rim + tall * 0.5f, rim + tall * 0.15f, y + 0.05f * grain));
        const Px lit = rock * (look.key * facing * 1.05f + look.fill * 0.55f);
        Px c = through_air(look, lit, 16, x + dx, y);
        // The fire lights the inside of the rim and the ground near it.
        if (erupts) c += Px{0.9f, 0.20f, 0.03f, 0} * (0.5f * exp_of(-down * down * 26));
        out[i] = opaque(c) * cover;
      }
    }
  });
  const auto layer = [&] { stage.add(std::make_unique<EruptionLayer>(stage, x, rim + 0.006f, base, crater, erupts)); };
  stage.add_plate(sheet, nearness);
  layer();
}

void add_waterfall(Stage& stage, float x, float z, bool leafy) {
  const Look& look = stage.look;
  Dice dice = stage.dice("waterfall");
  const std::uint32_t seed = dice.bits();
  const float nearness = nearness_at(z), foot = line_at(look, z, -0.05f),
              high = (foot + 0.5f) * dice.range(0.66f, 0.78f), wide = dice.range(0.62f, 0.85f),
              fall = dice.range(0.055f, 0.085f);
  const bool snowy = stage.white();
  Sheet sheet = stage.sheet(nearness, -0.62f, foot + 0.03f);
  const auto top_at = [&](float dx) {
    const float out = std::abs(dx) / wide;
    const float lip = smooth(fall * 1.9f, fall * 0.9f, std::abs(dx)) * 0.035f;
    return foot - high * smooth(1.25f, 0.45f, out) * (1 + 0.10f * fbm(dx * 5, 1.5f, {seed, 4, 0.5f})) + lip;
  };
  over_rows(stage.parallel, sheet.image.height, [&](int y0, int y1) {
    for (int j = y0; j < y1; ++j) {
      Px* out = sheet.image.row(j);
      const float y = sheet.y_of(j);
      for (int i = 0; i < sheet.image.width; ++i) {
        const float dx = sheet.x_of(i) - x;
        if (std::abs(dx) > wide * 1.25f) continue;
        const float ragged = 0.010f * fbm(dx * 30, y * 30, {seed + 9, 3, 0.5f});
        const float bottom = foot + 0.010f + ragged;
        const float cover = clamp01((y - top_at(dx)) * sheet.density + 0.5f) * clamp01((bottom - y) * sheet.density);
        if (cover <= 0) continue;
        const float side = look.light_x > 0 ? 1.f : -1.f;
        const auto relief = [&](float u, float v) {
          // Beds of rock lean and bend, and break along steps; a lattice that is not warped would show.
          const float wu = fbm(u * 4 + 7, v * 4, {seed + 6, 3, 0.5f}), wv = fbm(u * 4, v * 4 + 5, {seed + 7, 3, 0.5f});
          const float a = u + 0.10f * wu, b = v + 0.07f * wv + 0.22f * u;
          const float ledge = fbm(a * 4.5f, b * 13, {seed + 1, 4, 0.5f}),
                      block = ridged(a * 5.5f + b * 3, b * 5 - a * 2, {seed + 2, 5, 0.55f});
          return 0.55f * ledge + 0.75f * block;
        };
        const float h = relief(dx, y), hx = relief(dx + 0.006f * side, y), hy = relief(dx, y - 0.006f);
        const float facing = clamp01(0.34f + (h - hx) * 1.6f + (h - hy) * 1.3f);
        const float grain = fbm(dx * 60, y * 60, {seed + 3, 3, 0.5f});
        const float near_water = exp_of(-(dx * dx) / (fall * fall * 5));
        Px rock = mix(hex(0x37332f), hex(0x8a7f70), clamp01(0.45f + 0.35f * h + 0.25f * grain));
        const float moss = smooth(0.05f, 0.55f, fbm(dx * 6, y * 8, {seed + 4, 4, 0.5f}) + (leafy ? 0.30f : 0.f));
        rock = mix(rock, mix(hex(0x24401c), hex(0x5f7f34), clamp01(0.5f + 0.7f * grain)), snowy ? 0 : moss * 0.8f);
        if (snowy) rock = mix(rock, px(0.86f, 0.89f, 0.94f), smooth(0.3f, 0.7f, (h - hy) * 3 + 0.3f));
        rock *= 1 - 0.42f * near_water;  // wet stone is dark
        const Px lit = opaque(rock) * (look.key * facing * 0.95f + look.fill * (0.30f + 0.25f * facing));
        out[i] = through_air(look, lit, z, x + dx, y) * cover;
      }
    }
  });
  // Trees along the edge, bushes at the foot.
  const Px green = leafy ? hex(0x3f7a30) : hex(0x35563a);
  for (int k = 0; k < 46; ++k) {
    const float dx = dice.around(0, wide * 1.15f);
    if (std::abs(dx) < fall * 1.4f) continue;
    const float top = top_at(dx) + 0.004f;
    if (top > foot - 0.02f) continue;
    const TreePaint paint = tree_paint(look, green * dice.range(0.75f, 1.2f), z, x + dx, top, snowy ? 0.8f : 0.f);
    const Point at{x + dx, top};
    if (leafy)
      broadleaf(sheet, at, dice.range(0.05f, 0.12f), paint, dice);
    else
      conifer(sheet, at, dice.range(0.05f, 0.13f), paint, dice);
  }
  for (int k = 0; k < 40; ++k) {
    const float dx = dice.sign() * dice.range(fall * 2.2f, wide * 1.2f);
    const TreePaint paint = tree_paint(look, green * dice.range(0.8f, 1.25f), z, x + dx, foot, snowy ? 0.8f : 0.f);
    tuft(sheet, {x + dx, foot + 0.014f}, dice.range(0.03f, 0.075f), paint, dice);
  }
  stage.add_plate(sheet, nearness);
  const float lip = foot - high + 0.035f;
  stage.add(std::make_unique<FallLayer>(stage, x, lip, foot, fall, nearness));
}

}  // namespace storyteller::paint
