// Deep space: stars in depth, a nebula of warped noise, planets as shaded spheres with air and rings; ground of a moon
// when someone has to stand.
#include "plugins/engines/storyteller/paint/brush.hpp"
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/terrain.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

struct Palette {
  Px deep, cloud, hot;
};

// Nebula and fixed stars: they are painted once.
void backdrop(Stage& stage, const Palette& tone, Dice& dice) {
  Sheet sheet(stage.camera.reach(0.02f), stage.density(0.02f) * 0.5f);
  const std::uint32_t seed = dice.bits();
  const float tilt = dice.range(-0.9f, 0.9f), spread = dice.range(1.3f, 2.4f), shift = dice.range(-0.2f, 0.2f),
              size = dice.range(0.9f, 1.5f);
  over_rows(stage.parallel, sheet.image.height, [&](int y0, int y1) {
    for (int j = y0; j < y1; ++j)
      for (int i = 0; i < sheet.image.width; ++i) {
        const float x = sheet.x_of(i) * size, y = sheet.y_of(j) * size;
        const float wx = fbm(x * 1.1f, y * 1.1f, {seed, 4, 0.5f}),
                    wy = fbm(x * 1.1f + 7, y * 1.1f, {seed + 1, 4, 0.5f});
        const float n = fbm(x * 1.3f + wx * 0.9f, y * 1.3f + wy * 0.9f, {seed + 2, 6, 0.55f});
        const float dust = fbm(x * 2.1f + wy * 0.8f, y * 2.1f + wx * 0.8f, {seed + 3, 6, 0.55f});
        const float across = (y + shift - tilt * x * 0.6f) * spread, band = exp_of(-across * across);
        const float gas = smooth(-0.25f, 0.95f, n + 0.35f * band) * (0.25f + 0.75f * band),
                    core = smooth(0.25f, 1.1f, n + 0.25f * wx) * band;
        Px c = tone.deep * (0.5f + 0.6f * band) +
               mix(tone.cloud, tone.hot, 0.55f * smooth(0.0f, 0.9f, wx + 0.3f * wy)) * (gas * 0.55f) +
               tone.hot * (core * (0.35f + 0.8f * core));
        c *= 1 - 0.75f * smooth(0.05f, 0.6f, dust) * band;
        sheet.image.row(j)[i] = opaque(c);
      }
  });
  stage.add_plate(sheet, 0.02f);
  for (int depth = 0; depth < 3; ++depth) {
    const float nearness = 0.02f + 0.09f * static_cast<float>(depth);
    Sheet stars(stage.camera.reach(nearness), stage.density(nearness));
    const Rect r = stage.camera.reach(nearness);
    const int n = static_cast<int>(r.width() * (depth == 0 ? 1300.f : depth == 1 ? 260.f : 60.f));
    for (int k = 0; k < n; ++k) {
      const float m = dice.unit(), bright = 0.12f + 2.4f * m * m * m * m * m * m * m;
      const Px hue = mix(px(0.70f, 0.82f, 1.2f), px(1.2f, 0.88f, 0.66f), dice.unit());
      const float x = dice.range(r.x0, r.x1), y = dice.range(r.y0, r.y1),
                  radius = (0.0006f + 0.0010f * m * m * m) * (1 + 0.35f * static_cast<float>(depth));
      dab(stars, x, y, radius, opaque(hue * bright), clamp01(0.4f + bright));
      if (bright > 1.9f && dice.chance(0.3f)) {
        glow(stars, x, y, radius * 9, hue * 0.12f);
        for (const Point d : {Point{1, 0}, Point{-1, 0}, Point{0, 1}, Point{0, -1}})
          stroke(stars, {x, y}, radius * 0.35f, {x + d.x * radius * 9, y + d.y * radius * 9}, radius * 0.05f,
                 opaque(hue * 0.8f), 0.5f);
      }
    }
    stage.add_plate(stars, nearness);
  }
}

struct Planet {
  float x, y, r;
  int kind;  // 0 gas with bands, 1 land and sea, 2 rock
  bool ring;
  Px a, b, air;
  std::uint32_t seed;
};

void planet(Stage& stage, const Planet& p, float nearness) {
  const float reach = p.r * (p.ring ? 2.4f : 1.35f), sun_x = stage.look.light_x > 0 ? 1.f : -1.f;
  Sheet sheet({p.x - reach, p.y - reach, p.x + reach, p.y + reach}, stage.density(nearness));
  const float lx = sun_x * 0.72f, ly = -0.38f, lz = 0.58f, tilt = 0.35f;
  const float ct = cos_of(tilt), st = sin_of(tilt);
  over_rows(stage.parallel, sheet.image.height, [&](int y0, int y1) {
    for (int j = y0; j < y1; ++j)
      for (int i = 0; i < sheet.image.width; ++i) {
        const float dx = (sheet.x_of(i) - p.x) / p.r, dy = (sheet.y_of(j) - p.y) / p.r,
                    d = std::sqrt(dx * dx + dy * dy);
        Px out = {};
        const float cover = clamp01((1 - d) * p.r * sheet.density + 0.5f);
        if (cover > 0) {
          const float nz = std::sqrt(std::max(0.f, 1 - d * d)), u = dx * ct + dy * st, v = -dx * st + dy * ct;
          const float day = dx * lx + dy * ly + nz * lz, light = smooth(-0.08f, 0.65f, day);
          // Surface coordinates: the sphere unrolled, so that features crowd at the limb.
          const float lon = u / (0.35f + 0.65f * nz) * 1.2f, lat = v * 1.25f;
          Px c;
          if (p.kind == 0) {
            const float swirl = fbm(lon * 2.2f, lat * 5, {p.seed, 5, 0.5f}),
                        band = fbm(0.3f * lon + 0.25f * swirl, lat * 5 + 0.35f * swirl, {p.seed + 1, 5, 0.55f});
            c = mix(p.a, p.b, clamp01(0.5f + 0.9f * band));
          } else if (p.kind == 1) {
            const float h = fbm(lon * 1.6f, lat * 1.6f, {p.seed, 7, 0.55f}),
                        cloud = fbm(lon * 2.2f + 0.6f * h, lat * 3.4f, {p.seed + 2, 6, 0.55f});
            const float land = smooth(0.02f, 0.08f, h);
            c = mix(p.a * (0.55f + 0.4f * smooth(-0.5f, 0.05f, h)), mix(p.b, p.b * 0.5f, smooth(0.1f, 0.5f, h)), land);
            c = mix(c, px(0.85f, 0.88f, 0.92f), smooth(0.08f, 0.6f, cloud) * 0.9f);
          } else {
            const float h = fbm(lon * 3, lat * 3, {p.seed, 7, 0.6f}),
                        pits = ridged(lon * 4, lat * 4, {p.seed + 4, 4, 0.5f});
            c = mix(p.a, p.b, clamp01(0.5f + 0.6f * h)) * (0.65f + 0.5f * pits);
          }
          float shadow = 1;
          if (p.ring) {
            const float ring_y = v + 0.12f, band = smooth(0.05f, 0.02f, std::abs(ring_y - 0.05f));
            shadow = 1 - 0.45f * band * light;
          }
          c = c * (0.012f + 1.55f * light * shadow);
          const float rim = pow_of(1 - nz, 3.2f);
          if (p.kind != 2) c += p.air * (rim * (0.06f + 1.1f * smooth(-0.25f, 0.5f, day)));
          out = opaque(c) * cover;
        }
        if (p.kind != 2 && d > 0.985f && d < 1.3f) {  // the air beyond the edge
          const float side = smooth(-0.45f, 0.6f, (dx * lx + dy * ly) / d);
          const float halo = exp_of(-(d - 1) * 22) * side * 0.55f * clamp01((d - 0.985f) * 60);
          const Px haze = p.air * halo;
          out += Px{haze[0], haze[1], haze[2], 0.f} * (1 - cover);
        }
        if (p.ring) {
          const float u = dx * ct + dy * st, v = (-dx * st + dy * ct) * 4.2f, q = std::sqrt(u * u + v * v);
          const bool front = v > 0;
          if (q > 1.25f && q < 2.25f && (front || d > 1)) {
            const float grooves = 0.55f + 0.45f * fbm(q * 16, 1.5f, {p.seed + 8, 4, 0.6f});
            const float gap = smooth(0.02f, 0.05f, std::abs(q - 1.82f)),
                        edge = smooth(1.25f, 1.33f, q) * smooth(2.25f, 2.15f, q);
            const bool dark = u * lx < 0 && std::abs(v / 4.2f) < 0.9f && std::abs(u) < 1.9f && !front &&
                              std::abs(dy) < 0.8f && u * sun_x < -0.7f;
            const float a = clamp01(grooves * gap * edge * 0.8f);
            out = over(opaque(mix(p.b, grey(0.7f), 0.3f) * (dark ? 0.08f : 0.95f)) * a, out);
          }
        }
        sheet.image.row(j)[i] = out;
      }
  });
  stage.add_plate(sheet, nearness);
}

}  // namespace

void build_space(Stage& stage) {
  Look& look = stage.look;
  Dice dice = stage.dice("space");
  static const Palette tones[] = {{hex(0x05060f), hex(0x2a3f8f), hex(0xb06ad0)},
                                  {hex(0x070510), hex(0x7a2a6a), hex(0xff8a5a)},
                                  {hex(0x03080c), hex(0x146a72), hex(0x8ae0c0)},
                                  {hex(0x080506), hex(0x8a3a1e), hex(0xffc070)},
                                  {hex(0x04050e), hex(0x3a2a8a), hex(0x5ac0ff)}};
  Palette tone = tones[dice.below(5)];
  const auto tinted = [&](Px c, std::size_t k, float amount) {
    return opaque(mix(c, look.accents[k] * (luma(c) / std::max(luma(look.accents[k]), 0.03f)), amount));
  };
  tone.cloud = tinted(tone.cloud, 2, look.accent), tone.hot = tinted(tone.hot, 3, look.accent);
  // The hour is how near a sun is.
  static constexpr float power[] = {0.62f, 1.0f, 1.5f, 0.8f};
  const float light = power[static_cast<std::size_t>(stage.spec.time)];
  tone.deep *= light, tone.cloud *= light * 2.2f, tone.hot *= light * 1.6f;
  look.exposure /= look.hour_exposure;
  const bool stands = stage.has(Place::ground) || stage.sees("ground");
  backdrop(stage, tone, dice);

  static const Px hues[] = {hex(0xd9a066), hex(0x3f6fb0), hex(0xb0583c), hex(0x6fae9a), hex(0x8a6fb8), hex(0xd8c8a0)};
  const int n = stage.wants("planet") ? 1 + dice.below(3) : 0;
  const float side = dice.sign();
  for (int k = n - 1; k >= 0; --k) {
    const int kind = dice.below(3);
    const Px a = tinted(hues[dice.below(6)], 2, look.accent * 0.7f),
             b = tinted(hues[dice.below(6)], 3, look.accent * 0.7f);
    Planet p{.x = 0,
             .y = 0,
             .r = k == 0 ? dice.range(0.16f, 0.46f) : dice.range(0.03f, 0.09f),
             .kind = kind,
             .ring = kind == 0 && dice.chance(0.6f),
             .a = opaque(a * light),
             .b = opaque(b * light * 1.15f),
             .air = opaque(mix(px(0.35f, 0.6f, 1.f), b, 0.35f)),
             .seed = dice.bits()};
    if (p.kind == 1) p.a = opaque(hex(0x10386e) * light), p.b = opaque(mix(hex(0x4f6b34), b, 0.4f) * light);
    if (p.ring) p.r = std::min(p.r, 0.24f);
    p.x = (k == 0 ? side : dice.sign()) * stage.aspect() * dice.range(0.14f, 0.42f),
    p.y = k == 0 ? dice.range(-0.28f, stands ? -0.05f : 0.34f) : dice.range(-0.4f, 0.2f);
    planet(stage, p, k == 0 ? 0.25f : 0.12f);
  }
  if (stands) {
    look.haze = tone.deep, look.haze_density = 0.12f, look.key = grey(1.5f * light),
    look.fill = mix(tone.cloud * 0.8f, grey(0.16f), 0.5f);
    look.light_x = look.light_x > 0 ? 0.78f : -0.78f, look.light_y = 0.42f, look.light_z = -0.1f;
    const std::uint32_t seed = dice.bits();
    look.horizon_y = std::max(look.horizon_y, 0.08f);
    add_slice(stage, {.relief = Relief::peaks,
                      .ground = Ground::rock,
                      .near = 22,
                      .far = 70,
                      .base = -0.6f,
                      .height = 4.5f,
                      .size = 12,
                      .valley = 0.6f,
                      .valley_x = dice.range(-0.4f, 0.4f),
                      .seed = seed});
    add_slice(stage, {.relief = Relief::meadow,
                      .ground = Ground::rock,
                      .near = 0.9f,
                      .far = 24,
                      .base = -0.16f,
                      .height = 0.30f,
                      .size = 2.2f,
                      .seed = seed + 1});
    stage.ground_y = mix(look.horizon_y, 0.5f, dice.range(0.4f, 0.6f));
  } else {
    look.key = grey(1.4f), look.fill = grey(0.3f);
  }
  look.lamps = true, look.vignette *= 1.2f;
}

}  // namespace storyteller::paint
