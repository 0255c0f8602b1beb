#include "plugins/engines/storyteller/paint/terrain.hpp"

#include "plugins/engines/storyteller/paint/noise.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

struct Normal {
  float x, y, z;
};

Px blend_accent(const Look& look, Px c, std::size_t k, float strength = 1) {
  const Px a = look.accents[k];
  return mix(c, opaque(a * (0.35f * luma(c) / std::max(luma(a), 0.03f) + 0.65f)), clamp01(look.accent * strength));
}

// Colour of the ground before light. `slope` is 1 on level ground.
Px albedo(const Look& look, const Slice& s, float x, float z, float h, float slope, float grain) {
  switch (s.ground) {
    case Ground::rock: {
      const float band = 0.5f + 0.5f * fbm(x * 0.25f, h * 5 + z * 0.1f, {s.seed + 51, 3, 0.5f});
      Px rock = mix(hex(0x3e3a40), hex(0x8a7d74), clamp01(0.30f + 0.5f * band + 0.35f * grain));
      const float moss = smooth(0.62f, 0.86f, slope) * (1 - smooth(0.25f, 0.6f, (h - s.base) / s.height));
      rock = mix(rock, mix(hex(0x33452c), hex(0x5d6b3a), clamp01(0.5f + grain)), moss);
      const float line = h - s.snow_line + 0.22f * s.height * grain;
      const float snow =
          smooth(-0.10f * s.height, 0.10f * s.height, line) * smooth(0.40f, 0.68f, slope + 0.12f * grain);
      return mix(blend_accent(look, rock, 2, 0.7f), px(0.86f, 0.89f, 0.94f), snow);
    }
    case Ground::grass: {
      const float patch = 0.5f + 0.5f * fbm(x * 0.5f, z * 0.5f, {s.seed + 52, 4, 0.5f});
      const Px c = mix(hex(0x4b6b2c), hex(0x9aa350), clamp01(patch * 0.8f + 0.35f * grain));
      return blend_accent(look, mix(c, hex(0x7a6a4c), 0.6f * (1 - smooth(0.5f, 0.8f, slope))), 2, 0.8f);
    }
    case Ground::forest: {
      const float patch = 0.5f + 0.5f * fbm(x * 1.1f, z * 1.1f, {s.seed + 53, 3, 0.5f});
      return blend_accent(look, mix(hex(0x1d3322), hex(0x4f6b38), clamp01(0.2f + 0.5f * patch + 0.6f * grain)), 2,
                          0.7f);
    }
    case Ground::sand: {
      const float patch = 0.5f + 0.5f * fbm(x * 0.3f, z * 0.3f, {s.seed + 54, 3, 0.5f});
      Px sand = mix(hex(0xc98d52), hex(0xe9c48a), clamp01(patch * 0.7f + 0.3f + 0.2f * grain));
      // Wind ripples, where they are wide enough to be seen.
      const float ripple = sin_of((z * 1.0f + x * 0.35f + 0.35f * patch) * 62);
      sand *= 1 + 0.07f * ripple * smooth(7, 2, z);
      return blend_accent(look, opaque(sand), 3, 1);
    }
    case Ground::snow: {
      const float bare = smooth(0.62f, 0.4f, slope);
      return mix(blend_accent(look, px(0.82f, 0.86f, 0.93f), 4, 0.45f),
                 mix(hex(0x55525a), hex(0x787480), 0.5f + 0.5f * grain), bare);
    }
    case Ground::fields: {
      // A patchwork: cells of a warped lattice, each with its own crop and furrows.
      const float wx = x * 0.42f + 0.35f * fbm(x * 0.2f, z * 0.2f, {s.seed + 55, 2, 0.5f}),
                  wz = z * 0.26f + 0.3f * fbm(z * 0.15f, x * 0.2f, {s.seed + 56, 2, 0.5f});
      const int cx = floor_int(wx), cz = floor_int(wz + (cx & 1 ? 0.5f : 0.f));
      const std::uint32_t h32 = scramble(static_cast<std::uint32_t>(cx * 7349 + cz * 9151) + s.seed);
      static const Px crops[] = {hex(0x6f8f3a), hex(0xa7ac4f), hex(0xd6b860),
                                 hex(0x4f7a36), hex(0x8a9a48), hex(0xc79a4e)};
      Px c = crops[h32 % 6];
      const float fx = wx - static_cast<float>(cx), fz = wz + (cx & 1 ? 0.5f : 0.f) - static_cast<float>(cz);
      const float furrow = sin_of(((h32 >> 8) & 1 ? fx : fz) * 150) * smooth(26, 6, z);
      c *= 1 + 0.10f * furrow + 0.16f * grain;
      const float border = std::min(std::min(fx, 1 - fx), std::min(fz, 1 - fz));
      c = mix(c, hex(0x2d4424), 0.85f * smooth(0.045f, 0.02f, border));
      return blend_accent(look, opaque(c), 2 + (h32 & 1), 0.85f);
    }
  }
  return grey(0.5f);
}

}  // namespace

void ground_heights(const Slice& s, const float* x, const float* z, int n, int octaves, float* out) {
  const auto count = static_cast<std::size_t>(n);
  thread_local std::vector<float> u, v, a, b, c, d;
  for (auto* w : {&u, &v, &a, &b, &c, &d}) w->resize(count);
  const float k = 1 / s.size;
  for (std::size_t i = 0; i < count; ++i) u[i] = x[i] * k, v[i] = z[i] * k;
  // Noise of a scaled and shifted place, into `to`.
  thread_local std::vector<float> p, q;
  p.resize(count), q.resize(count);
  const auto at = [&](float su, float ou, float sv) {
    for (std::size_t i = 0; i < count; ++i) p[i] = u[i] * su + ou, q[i] = v[i] * sv;
  };
  switch (s.relief) {
    case Relief::peaks:
      at(1.3f, 0, 1.3f), noise_points(a.data(), p.data(), q.data(), n, s.seed + 7);
      at(1.3f, 5, 1.3f), noise_points(b.data(), p.data(), q.data(), n, s.seed + 8);
      at(0.55f, 0, 0.55f), fbm_points(c.data(), p.data(), q.data(), n, {s.seed + 9, 2, 0.5f});
      for (std::size_t i = 0; i < count; ++i) p[i] = u[i] + 0.22f * a[i], q[i] = v[i] + 0.22f * b[i];
      ridged_points(d.data(), p.data(), q.data(), n, {s.seed, octaves, 0.5f});
      for (std::size_t i = 0; i < count; ++i)
        out[i] = clamp01(0.5f + 0.75f * c[i]) * (0.25f + d[i] * d[i]) + 0.10f * d[i];
      break;
    case Relief::hills:
      fbm_points(a.data(), u.data(), v.data(), n, {s.seed, std::min(octaves, 5), 0.38f});
      for (std::size_t i = 0; i < count; ++i) out[i] = clamp01(0.5f + 0.62f * a[i]);
      break;
    case Relief::dunes:
      // Sharp crests with a steep lee side: a warped wave, leaning over.
      at(0.45f, 0, 0.45f), fbm_points(a.data(), p.data(), q.data(), n, {s.seed, 3, 0.5f});
      at(0.5f, 4, 0.5f), noise_points(b.data(), p.data(), q.data(), n, s.seed + 3);
      at(1.8f, 0, 1.8f), fbm_points(c.data(), p.data(), q.data(), n, {s.seed + 4, 3, 0.4f});
      for (std::size_t i = 0; i < count; ++i) {
        float w = v[i] * 0.9f + u[i] * 0.35f + 1.15f * a[i];
        w -= static_cast<float>(floor_int(w));
        const float wave = w < 0.72f ? smooth(0, 0.72f, w) * (0.6f + 0.4f * w / 0.72f) : 1 - smooth(0.72f, 1, w);
        out[i] = wave * clamp01(0.55f + 0.6f * b[i]) + 0.10f * c[i];
      }
      break;
    case Relief::mesas:
      fbm_points(a.data(), u.data(), v.data(), n, {s.seed, octaves, 0.45f});
      for (std::size_t i = 0; i < count; ++i) {
        const float h = 0.5f + 0.6f * a[i];
        out[i] = smooth(0.50f, 0.56f, h) * 0.62f + smooth(0.64f, 0.69f, h) * 0.38f + 0.12f * h;
      }
      break;
    case Relief::islands:
      fbm_points(a.data(), u.data(), v.data(), n, {s.seed, 3, 0.5f});
      at(1.7f, 0, 1.7f), ridged_points(b.data(), p.data(), q.data(), n, {s.seed + 5, octaves, 0.5f});
      for (std::size_t i = 0; i < count; ++i) out[i] = (a[i] + 0.35f * b[i] - 0.42f) * 1.5f;
      break;
    case Relief::meadow:
      fbm_points(a.data(), u.data(), v.data(), n, {s.seed, std::min(octaves, 4), 0.42f});
      for (std::size_t i = 0; i < count; ++i) p[i] = x[i] * 6, q[i] = z[i] * 6;
      noise_points(b.data(), p.data(), q.data(), n, s.seed + 6);
      for (std::size_t i = 0; i < count; ++i) out[i] = 0.5f + 0.45f * a[i] + 0.012f * b[i];
      break;
  }
  for (std::size_t i = 0; i < count; ++i) {
    float h = out[i];
    if (s.valley > 0) h *= 1 - s.valley * (1 - smooth(0.02f, 0.62f, std::abs(x[i] / z[i] - s.valley_x)));
    // The near end rises from below the ground, so that the cut is never seen.
    if (s.relief != Relief::meadow && s.near > 2) h *= smooth(s.near, s.near * 1.45f, z[i]);
    out[i] = s.base + h * s.height;
  }
}

Px through_air(const Look& look, Px colour, float distance, float x, float y) {
  const float clear = exp_of(-distance * 0.018f * look.haze_density);
  const float dx = x - look.sun_x, dy = y - look.sun_y, d = std::sqrt(dx * dx + dy * dy);
  const Px air = look.haze * 0.92f + look.glow * ((look.moon ? 0.06f : 0.24f) * exp_of(-d * 2.6f));
  return opaque(mix(air, colour, clear));
}

namespace {

// What one column of a slice needs while it is drawn; arrays along the line of sight.
struct Ray {
  std::vector<float> x, z, h, row;          // every step
  std::vector<float> vx, vz, vh, from, to;  // the visible ones, and the rows they cover
  std::vector<float> hx, hz, ax, az, block, shade, fine, rough;

  void visible(std::size_t n) {
    for (auto* v : {&hx, &hz, &ax, &az, &block, &shade, &fine, &rough}) v->resize(n);
  }
};

void draw_column(const Stage& stage, const Slice& s, const Sheet& sheet, float sx, int steps, float ratio, Ray& ray,
                 std::vector<Px>& line) {
  const Look& look = stage.look;
  const int octaves = s.far > 30 ? 8 : 7, rows = sheet.image.height;
  const auto count = static_cast<std::size_t>(steps) + 1;
  for (auto* v : {&ray.x, &ray.z, &ray.h}) v->resize(count);
  float z = s.near;
  for (std::size_t k = 0; k < count; ++k, z *= ratio) ray.z[k] = z, ray.x[k] = sx * z;
  ground_heights(s, ray.x.data(), ray.z.data(), steps + 1, octaves, ray.h.data());
  for (auto* v : {&ray.vx, &ray.vz, &ray.vh, &ray.from, &ray.to}) v->clear();
  float top = static_cast<float>(rows);
  for (std::size_t k = 0; k < count && top > 0; ++k) {
    const float h = ray.h[k], row = std::max(sheet.line(line_at(look, ray.z[k], std::max(h, s.sea_level))), 0.f);
    if (row >= top) continue;
    if (h >= s.sea_level)
      ray.vx.push_back(ray.x[k]), ray.vz.push_back(ray.z[k]), ray.vh.push_back(h), ray.from.push_back(row),
          ray.to.push_back(top);
    top = row;
  }
  const std::size_t n = ray.vx.size();
  if (n == 0) return;
  const int m = static_cast<int>(n);
  ray.visible(n);
  const Normal light = {look.light_x, look.light_y, look.light_z};
  const auto near_by = [&](float dx, float dz, float per_z, std::vector<float>& out, int detail) {
    for (std::size_t i = 0; i < n; ++i)
      ray.ax[i] = ray.vx[i] + dx + (dx > 0 ? per_z * ray.vz[i] : 0),
      ray.az[i] = ray.vz[i] + dz + (dz > 0 ? per_z * ray.vz[i] : 0);
    ground_heights(s, ray.ax.data(), ray.az.data(), m, detail, out.data());
  };
  near_by(0.01f, 0, 0.004f, ray.hx, octaves);
  near_by(0, 0.01f, 0.004f, ray.hz, octaves);
  std::ranges::fill(ray.shade, 1.f);
  if (s.relief != Relief::meadow) {
    float reach = s.size * 0.07f;
    for (int q = 0; q < 3; ++q, reach *= 2.2f) {
      for (std::size_t i = 0; i < n; ++i)
        ray.ax[i] = ray.vx[i] + light.x * reach, ray.az[i] = std::max(ray.vz[i] + light.z * reach, s.near * 0.5f);
      ground_heights(s, ray.ax.data(), ray.az.data(), m, 4, ray.block.data());
      for (std::size_t i = 0; i < n; ++i)
        ray.shade[i] = std::min(ray.shade[i], 1 - smooth(-0.02f * s.height, 0.06f * s.height + 0.03f * reach,
                                                         ray.block[i] - (ray.vh[i] + light.y * reach)));
    }
  }
  for (std::size_t i = 0; i < n; ++i) ray.ax[i] = ray.vx[i] * 3.1f, ray.az[i] = ray.vz[i] * 3.1f;
  noise_points(ray.fine.data(), ray.ax.data(), ray.az.data(), m, s.seed + 60);
  for (std::size_t i = 0; i < n; ++i) ray.ax[i] = ray.vx[i] * 11, ray.az[i] = ray.vz[i] * 11;
  noise_points(ray.rough.data(), ray.ax.data(), ray.az.data(), m, s.seed + 61);
  for (std::size_t i = 0; i < n; ++i) {
    const float e = 0.004f * ray.vz[i] + 0.01f, gx = (ray.hx[i] - ray.vh[i]) / e, gz = (ray.hz[i] - ray.vh[i]) / e;
    const float length = 1 / std::sqrt(gx * gx + gz * gz + 1);
    const Normal normal = {-gx * length, length, -gz * length};
    const float fine = ray.fine[i] * 0.5f + ray.rough[i] * 0.35f * smooth(60, 10, ray.vz[i]);
    const Px base = albedo(look, s, ray.vx[i], ray.vz[i], ray.vh[i], normal.y, fine);
    const float facing = normal.x * light.x + normal.y * light.y + normal.z * light.z;
    const float soft = s.ground == Ground::snow || s.ground == Ground::sand ? 0.12f : 0.04f;
    const float direct = clamp01((facing + soft) / (1 + soft)) * ray.shade[i];
    const Px lit = base * (look.key * direct + look.fill * (0.42f + 0.38f * normal.y));
    const Px c = through_air(look, lit, ray.vz[i], sx, line_at(look, ray.vz[i], ray.vh[i]));
    // The exact share of every pixel this step covers.
    for (int r = static_cast<int>(ray.from[i]); r < rows && static_cast<float>(r) < ray.to[i]; ++r) {
      const float share = std::min(ray.to[i], static_cast<float>(r + 1)) - std::max(ray.from[i], static_cast<float>(r));
      line[static_cast<std::size_t>(r)] += c * share;
    }
  }
}

}  // namespace

void add_slice(Stage& stage, const Slice& s) {
  const Look& look = stage.look;
  const float nearness = std::min(nearness_at(std::sqrt(s.near * std::min(s.far, s.near * 2.5f))), kGroundNearness);
  const float summit = s.base + s.height * 1.45f;
  const float highest = std::min(line_at(look, s.near, summit), line_at(look, s.far, summit));
  Sheet sheet = stage.sheet(nearness, std::max(highest, -0.9f), line_at(look, s.near, s.base) + 0.35f);
  // Smooth land has exact edges with one line of sight a column, steep land needs two.
  const int columns = s.relief == Relief::peaks || s.relief == Relief::mesas || s.relief == Relief::islands ? 2 : 1;
  const int blocks = (sheet.image.width + 31) / 32, rows = sheet.image.height;
  const int steps = static_cast<int>(clamp(180 + sheet.density * 0.35f, 180, 640));
  const float ratio = exp2_of(log2_of(s.far / s.near) / static_cast<float>(steps));
  stage.parallel(blocks, [&](int block) {
    std::vector<Px> line(static_cast<std::size_t>(rows));
    Ray ray;
    for (int column = block * 32; column < std::min(sheet.image.width, block * 32 + 32); ++column) {
      std::ranges::fill(line, Px{});
      for (int sub = 0; sub < columns; ++sub)
        draw_column(
            stage, s, sheet,
            sheet.x0 + (static_cast<float>(column) + (static_cast<float>(sub) + 0.5f) / static_cast<float>(columns)) /
                           sheet.density,
            steps, ratio, ray, line);
      for (int r = 0; r < rows; ++r)
        sheet.image.row(r)[column] = line[static_cast<std::size_t>(r)] * (1.f / static_cast<float>(columns));
    }
  });
  stage.add_plate(sheet, nearness);
}

}  // namespace storyteller::paint
