// The sky: gradient of the hour, sun or moon, stars, and a plane of drifting clouds, lit from the side of the light.
// Painted at a third of the size and enlarged; discs and stars are drawn at full size.
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/stage.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

struct Star {
  float x, y, size, phase;
  Px colour;
};

class SkyLayer : public Layer {
 public:
  explicit SkyLayer(const Stage& stage) : seed_(stage.seed("sky")), look_(stage.look) {
    Dice dice = stage.dice("clouds");
    scale_ = dice.range(0.75f, 1.35f), stretch_ = dice.range(1.5f, 2.6f),
    drift_ = dice.sign() * dice.range(0.02f, 0.035f);
    cirrus_ = stage.look.cover > 0.02f && stage.look.cover < 0.7f ? dice.range(0.0f, 0.5f) : 0;
    phase_ = dice.chance(0.45f) ? dice.range(0.9f, 2.1f) * dice.sign() : dice.range(-0.5f, 0.5f);
    tilt_ = dice.range(-0.5f, 0.5f), milky_ = stage.look.night ? dice.range(0.3f, 1.f) * stage.look.stars : 0;
    if (look_.stars > 0) scatter(stage, dice);
    aurora_ = stage.sees("aurora") && stage.spec.time != TimeOfDay::day;
  }

  Image prepare(const Shot& shot, const Image&, const Parallel& parallel) const override {
    const int part = shot.quality == Quality::preview ? 4 : 3;
    const int rows = std::min(shot.height, static_cast<int>(std::max(shot.horizon_row(), 0.f)) + 8 * part);
    Image low((shot.width + part - 1) / part + 1, (rows + part - 1) / part + 1);
    over_rows(parallel, low.height, [&](int y0, int y1) {
      for (int y = y0; y < y1; ++y) row(shot, low, part, y);
    });
    return low;
  }

  void paint(const Shot& shot, const Image& low, Image& picture, int y0, int y1) const override {
    const float part = shot.quality == Quality::preview ? 4.f : 3.f;
    thread_local std::vector<Px> line;
    line.resize(static_cast<std::size_t>(low.width));
    for (int y = y0; y < y1; ++y) {
      const float v = clamp((static_cast<float>(y) + 0.5f) / part - 0.5f, 0, static_cast<float>(low.height - 1));
      const int iv = std::min(static_cast<int>(v), std::max(0, low.height - 2)),
                next = std::min(iv + 1, low.height - 1);
      const float fv = v - static_cast<float>(iv);
      for (int x = 0; x < low.width; ++x) line[static_cast<std::size_t>(x)] = mix(low.row(iv)[x], low.row(next)[x], fv);
      Px* out = picture.row(y);
      for (int x = 0; x < shot.width; ++x) {
        const float u = std::max((static_cast<float>(x) + 0.5f) / part - 0.5f, 0.f);
        const auto iu = std::min(static_cast<std::size_t>(u), static_cast<std::size_t>(std::max(0, low.width - 2)));
        const Px c = low.width > 1 ? mix(line[iu], line[iu + 1], u - static_cast<float>(iu)) : line[0];
        out[x] = c;  // its alpha still says how much cloud there is
      }
    }
    stars(shot, picture, y0, y1);
    if (look_.disc_visible) disc(shot, picture, y0, y1);
    // From here on alpha says what is covered: below the horizon, and a little far land lost in haze, that is for the
    // ground to do.
    const float horizon = shot.horizon_row() + 2 + 0.02f * shot.place(0).scale;
    for (int y = y0; y < y1; ++y) {
      Px* out = picture.row(y);
      const float covered = static_cast<float>(y) < horizon ? 1.f : 0.f;
      for (int x = 0; x < shot.width; ++x) out[x][3] = covered;
    }
  }

 private:
  void scatter(const Stage& stage, Dice& dice) {
    const Rect r = stage.camera.reach(0);
    const int n = static_cast<int>(760 * r.width() * (look_.night ? 1.f : 0.35f));
    for (int k = 0; k < n; ++k) {
      const float m = dice.unit();
      const float bright = 0.10f + 1.5f * m * m * m * m * m * m;
      const float warm = dice.unit();
      stars_.push_back({dice.range(r.x0, r.x1), mix(r.y0, look_.horizon_y, dice.unit()), 0.00055f + 0.0010f * m * m * m,
                        dice.range(0, kTau), mix(px(0.75f, 0.85f, 1.15f), px(1.15f, 0.95f, 0.75f), warm) * bright});
    }
  }

  void row(const Shot& shot, Image& low, int part, int j) const {
    const int n = low.width;
    const Placement p = shot.place(0.02f);
    const float step = static_cast<float>(part) / p.scale, x0 = (0.5f * static_cast<float>(part) - p.x) / p.scale;
    const float y = ((static_cast<float>(j) + 0.5f) * static_cast<float>(part) - p.y) / p.scale;
    const float rise = look_.horizon_y - y, e = clamp01(rise / (look_.horizon_y + 0.5f));
    Px base = e < 0.2f    ? mix(look_.horizon, look_.lower, smooth(-0.05f, 0.2f, e))
              : e < 0.52f ? mix(look_.lower, look_.upper, smooth(0.2f, 0.52f, e))
                          : mix(look_.upper, look_.zenith, smooth(0.5f, 1.05f, e));
    base = opaque(base);
    const Px haze = look_.haze;

    thread_local std::vector<float> fold, rays, reach;
    if (aurora_) {
      for (auto* v : {&fold, &rays, &reach}) v->resize(static_cast<std::size_t>(n));
      // What a curtain is like depends on the column alone: where its hem hangs, its rays, how high they reach.
      fbm_row(fold.data(), n, x0 * 1.1f + shot.t * 0.020f, step * 1.1f, 0.4f + shot.t * 0.03f, {seed_ + 51, 3, 0.5f});
      fbm_row(rays.data(), n, x0 * 13 + shot.t * 0.16f, step * 13, 2.7f + shot.t * 0.11f, {seed_ + 52, 4, 0.6f});
      fbm_row(reach.data(), n, x0 * 3 - shot.t * 0.05f, step * 3, 7.1f + shot.t * 0.05f, {seed_ + 53, 3, 0.5f});
    }
    thread_local std::vector<float> density, beyond, thin, wide;
    for (auto* v : {&density, &beyond, &thin, &wide}) v->resize(static_cast<std::size_t>(n));
    const bool clouds = look_.cover > 0.02f && rise > 0.003f;
    const float z = 0.5f / (std::max(rise, 0.f) + 0.10f) * scale_;
    const float time = shot.t * drift_ * look_.wind;
    float toward = 0;
    if (clouds) {
      const float u0 = x0 * z * 1.9f + time * 2 + 31, du = step * z * 1.9f, v = z * stretch_ + 5 - shot.t * 0.006f;
      fbm_row(density.data(), n, u0, du, v, {seed_, 6, 0.52f});
      fbm_row(wide.data(), n, u0 * 0.31f + 9, du * 0.31f, v * 0.31f, {seed_ + 71, 2, 0.5f});
      // A second look a little nearer to the light: less cloud there = lit on this side.
      const float zs = 0.5f / (std::max(look_.horizon_y - look_.sun_y, 0.02f) + 0.10f) * scale_;
      const float k = 0.10f / (std::abs(zs - z) + 0.6f);
      toward = (zs - z) * stretch_ * k;
      const float du_sun = look_.sun_x * zs * 1.9f * k;
      fbm_row(beyond.data(), n, u0 + du_sun - x0 * z * 1.9f * k, du * (1 - k), v + toward, {seed_, 4, 0.52f});
      if (cirrus_ > 0)
        fbm_row(thin.data(), n, u0 * 0.5f + v * 0.4f - time, du * 0.5f, v * 2.4f - u0 * 0.02f, {seed_ + 33, 5, 0.55f});
    }
    // Cover 0..1 -> the density from which there is cloud.
    const float threshold = mix(0.62f, -0.62f, look_.cover), fade = smooth(0.0f, 0.13f, rise);
    const float overcast = smooth(0.55f, 0.9f, look_.cover);
    const Px lit = mix(look_.key * 0.78f + look_.fill * 0.30f, look_.horizon, look_.night ? 0.7f : 0.25f) *
                   (look_.night ? 0.85f : 1.f);
    const Px shade = mix(look_.upper, look_.fill, 0.4f) * (look_.night ? 0.5f : 0.62f);
    Px* out = low.row(j);
    for (int i = 0; i < n; ++i) {
      const float x = x0 + static_cast<float>(i) * step;
      const float dx = x - look_.sun_x, dy = (y - look_.sun_y) * 1.12f, d = std::sqrt(dx * dx + dy * dy);
      const float near = exp_of(-d * 8.5f), far = exp_of(-d * 2.4f);
      Px c = base + look_.glow * (look_.moon ? 0.42f * near + 0.10f * far : 0.85f * near + 0.30f * far);
      if (milky_ > 0) c += milky(x, y);
      if (aurora_) {
        const auto q = static_cast<std::size_t>(i);
        for (int k = 0; k < 2; ++k) {
          const float bend = k == 0 ? fold[q] : -fold[q] * 0.7f + 0.5f * reach[q];
          const float hem = (k == 0 ? 0.36f : 0.58f) + 0.22f * bend,
                      up = (e - hem) / ((k == 0 ? 0.34f : 0.26f) * (1 + 0.5f * reach[q]));
          if (up < -0.25f || up > 2.2f) continue;
          const float body = up < 0 ? smooth(-0.25f, 0.0f, up) : exp_of(-up * 2.4f);
          const float strength =
              body * clamp01(0.50f + 0.75f * rays[q]) * clamp01(0.75f + 0.8f * reach[q]) * (k == 0 ? 1.f : 0.6f);
          c +=
              mix(px(0.06f, 0.62f, 0.30f, 0), px(0.38f, 0.10f, 0.52f, 0), smooth(0.05f, 1.0f, up)) * (0.62f * strength);
        }
      }
      float opacity = 0;
      if (clouds) {
        const auto q = static_cast<std::size_t>(i);
        const float raw = density[q] + 0.55f * wide[q];
        const float cloud = smooth(threshold, threshold + 0.55f, raw);
        const float side = clamp01(0.52f + (density[q] - beyond[q]) * 1.5f);
        const float thick = smooth(threshold + 0.25f, threshold + 1.1f, raw);
        const float silver = near * (1 - thick) * 1.2f + far * 0.45f;
        Px body = mix(shade, lit, side * (1 - 0.55f * thick));
        body += look_.glow * (silver * (0.35f + 0.65f * side));
        body = mix(body, haze, 0.35f * (1 - smooth(0.f, 0.3f, rise)));
        if (overcast > 0) body *= 1 - 0.38f * overcast * clamp01(0.5f - 0.9f * density[q]);
        opacity = (1 - (1 - cloud) * (1 - cloud)) * 0.94f * fade;
        if (cirrus_ > 0) {
          const float wisp = smooth(0.05f, 0.9f, thin[q] + 0.3f * wide[q]) * cirrus_ * fade;
          c = mix(c, mix(lit, look_.horizon, 0.5f) + look_.glow * (0.4f * far), wisp * 0.75f);
        }
        c = mix(c, body, opacity);
        if (shot.flash > 0)
          c += px(0.55f, 0.62f, 0.9f) * (shot.flash * (0.12f + 0.5f * opacity * clamp01(0.5f + density[q])));
      }
      const float ground = exp_of(-std::max(rise, 0.f) * (26 / look_.haze_density));
      c = mix(c, haze + look_.glow * (0.35f * near), (look_.haze_density > 1.5f ? 0.75f : 0.4f) * ground);
      c[3] = opacity;
      out[i] = c;
    }
  }

  Px milky(float x, float y) const {
    const float across = (y + 0.22f - tilt_ * x) * 3.2f, along = x + tilt_ * y;
    const float band = exp_of(-across * across);
    if (band < 0.03f) return Px{};
    const float n = fbm(along * 2.2f, across * 1.3f, {seed_ + 5, 5, 0.55f}),
                dark = smooth(0.05f, 0.5f, fbm(along * 3 + 9, across * 2.6f, {seed_ + 8, 4, 0.55f}));
    const float v = band * clamp01(0.55f + 0.7f * n) * (1 - 0.75f * dark * band) * milky_;
    return mix(px(0.05f, 0.07f, 0.14f, 0), px(0.12f, 0.09f, 0.12f, 0), clamp01(0.5f + n)) * v;
  }

  void stars(const Shot& shot, Image& picture, int y0, int y1) const {
    const Placement p = shot.place(0);
    for (const Star& s : stars_) {
      const float x = s.x * p.scale + p.x, y = s.y * p.scale + p.y, r = std::max(s.size * p.scale, 0.6f);
      const int top = floor_int(y - r - 1), bottom = floor_int(y + r + 2);
      if (bottom <= y0 || top >= y1 || x < -2 || x > static_cast<float>(shot.width + 2)) continue;
      const float twinkle = 0.8f + 0.2f * sin_of(s.phase + shot.t * (1.5f + s.phase * 0.4f));
      const float low = smooth(0.02f, 0.3f, look_.horizon_y - s.y), fine = std::min(s.size * p.scale / 0.55f, 1.f),
                  power = fine * fine;  // smaller than a pixel: paler
      for (int j = std::max(top, y0); j < std::min(bottom, y1); ++j) {
        Px* row = picture.row(j);
        for (int i = std::max(0, floor_int(x - r - 1)); i < std::min(shot.width, floor_int(x + r + 2)); ++i) {
          const float dx = static_cast<float>(i) + 0.5f - x, dy = static_cast<float>(j) + 0.5f - y;
          const float q = 1 - (dx * dx + dy * dy) / ((r + 0.7f) * (r + 0.7f));
          if (q <= 0) continue;
          const float clear = 1 - row[i][3], keep = row[i][3];
          row[i] += s.colour * (q * q * twinkle * low * power * clear * clear * look_.stars);
          row[i][3] = keep;
        }
      }
    }
  }

  void disc(const Shot& shot, Image& picture, int y0, int y1) const {
    const Placement p = shot.place(0);
    const float cx = look_.sun_x * p.scale + p.x, cy = look_.sun_y * p.scale + p.y, r = look_.disc_radius * p.scale;
    const float lx = sin_of(phase_) * 0.94f, ly = -0.34f * sin_of(phase_), lz = cos_of(phase_);
    for (int j = std::max(y0, floor_int(cy - r - 1)); j < std::min(y1, floor_int(cy + r + 2)); ++j) {
      Px* row = picture.row(j);
      for (int i = std::max(0, floor_int(cx - r - 1)); i < std::min(shot.width, floor_int(cx + r + 2)); ++i) {
        const float dx = (static_cast<float>(i) + 0.5f - cx) / r, dy = (static_cast<float>(j) + 0.5f - cy) / r,
                    d2 = dx * dx + dy * dy;
        const float edge = clamp01((1 - std::sqrt(d2)) * r + 0.5f);
        if (edge <= 0) continue;
        const float keep = row[i][3], clear = edge * (1 - keep * 0.93f);
        Px face = look_.disc * 3.2f;
        if (look_.moon) {
          const float nz = std::sqrt(std::max(0.f, 1 - d2));
          const float lit = clamp01((dx * lx + dy * ly + nz * lz) * 3.5f + 0.1f);
          const float maria = smooth(-0.1f, 0.5f, fbm(dx * 1.3f + 3, dy * 1.3f, {seed_ + 17, 5, 0.55f}));
          face = look_.disc * (1.25f * (1 - 0.42f * maria) * (0.03f + lit));
          row[i] = mix(row[i], row[i] * 0.6f + face, clear);
        } else {
          row[i] = mix(row[i], face, clear);
        }
        row[i][3] = keep;
      }
    }
  }

  std::uint32_t seed_;
  Look look_;
  float scale_ = 1, stretch_ = 2, drift_ = 0, cirrus_ = 0, phase_ = 0, tilt_ = 0, milky_ = 0;
  bool aurora_ = false;
  std::vector<Star> stars_;
};

}  // namespace

void add_sky(Stage& stage) { stage.add(std::make_unique<SkyLayer>(stage)); }

// Cumulus standing over the horizon: a density field with flat bases, lit by marching towards the light.
void add_cloud_bank(Stage& stage) {
  const Look& look = stage.look;
  Dice dice = stage.dice("bank");
  const float amount = look.cover <= 0.02f || look.fog > 0 ? 0
                       : look.cover > 0.7f                 ? dice.range(0, 0.5f)
                                                           : dice.range(0.f, 1.f);
  if (amount < 0.3f) return;
  const std::uint32_t seed = dice.bits();
  const float base = look.horizon_y - dice.range(0.03f, 0.14f), tall = dice.range(0.14f, 0.42f) * amount,
              frequency = dice.range(0.8f, 2.4f);
  Rect area = stage.camera.reach(0.05f);
  area.x0 -= 0.15f, area.x1 += 0.15f, area.y0 = base - tall * 1.25f, area.y1 = base + 0.05f;
  Sheet sheet(area, stage.density(0.05f) * 0.5f);
  const auto density = [&](float x, float y, int octaves) {
    const float height = (base - y) / tall;  // 0 at the flat base, 1 at the top of the tallest
    const float tower = 0.25f + 0.95f * clamp01(0.5f + 0.85f * fbm(x * frequency, 3.3f, {seed + 1, 3, 0.5f}));
    const float envelope = height < 0 ? height * 9 : -height / std::max(tower, 0.05f) * 1.15f;
    float puffs = 0, a = 0.6f, s = frequency * 3.1f;
    for (int o = 0; o < octaves; ++o, a *= 0.52f, s *= 2.02f)
      puffs += a * (1 - 2.1f * std::abs(noise(x * s, y * s * 1.15f, seed + 10 + static_cast<std::uint32_t>(o))));
    return puffs + envelope + 0.20f;
  };
  const float sun_x = clamp(look.sun_x * 1.2f, -1.5f, 1.5f),
              sun_y = look.night || look.sun_y > -0.2f ? look.sun_y : -0.8f;
  const Px lit = mix(look.key * 0.75f + look.fill * 0.32f, look.horizon, look.night ? 0.6f : 0.12f);
  const Px shade = mix(mix(look.upper, look.fill, 0.5f) * (look.night ? 0.6f : 0.62f), look.haze * 0.8f, 0.35f);
  over_rows(stage.parallel, sheet.image.height, [&](int y0, int y1) {
    for (int j = y0; j < y1; ++j) {
      Px* out = sheet.image.row(j);
      const float y = sheet.y_of(j), height = clamp01((base - y) / tall);
      for (int i = 0; i < sheet.image.width; ++i) {
        const float x = sheet.x_of(i), d = density(x, y, 6);
        const float a = smooth(0.0f, 0.22f, d) * 0.96f;
        if (a <= 0.004f) continue;
        float dx = sun_x - x, dy = sun_y - y;
        const float length = std::sqrt(dx * dx + dy * dy) + 1e-4f, step = tall * 0.075f;
        dx *= step / length, dy *= step / length;
        float depth = 0;
        for (int k = 1; k <= 5; ++k)
          depth += clamp01(density(x + dx * static_cast<float>(k), y + dy * static_cast<float>(k), 3)) *
                   (k < 3 ? 1.f : 0.7f);
        const float light = exp_of(-depth * 1.25f);
        const float gx = x - look.sun_x, gy = y - look.sun_y, behind = exp_of(-(gx * gx + gy * gy) * 9);
        Px c = mix(shade, lit, light * (0.55f + 0.45f * height)) +
               look.glow * (behind * (0.25f + 0.9f * (1 - smooth(0.05f, 0.5f, d))));
        c = mix(c, look.haze, (0.55f - 0.45f * height) * clamp(look.haze_density * 0.5f, 0.3f, 0.9f));
        out[i] = opaque(c) * a;
      }
    }
  });
  stage.add_drifting(sheet, 0.05f, dice.sign() * 0.0022f * look.wind, 0.96f);
}

}  // namespace storyteller::paint
