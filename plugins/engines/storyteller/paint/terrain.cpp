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
      const float snow = smooth(-0.10f * s.height, 0.10f * s.height, line) * smooth(0.40f, 0.68f, slope + 0.12f * grain);
      return mix(blend_accent(look, rock, 2, 0.7f), px(0.86f, 0.89f, 0.94f), snow);
    }
    case Ground::grass: {
      const float patch = 0.5f + 0.5f * fbm(x * 0.5f, z * 0.5f, {s.seed + 52, 4, 0.5f});
      const Px c = mix(hex(0x4b6b2c), hex(0x9aa350), clamp01(patch * 0.8f + 0.35f * grain));
      return blend_accent(look, mix(c, hex(0x7a6a4c), 0.6f * (1 - smooth(0.5f, 0.8f, slope))), 2, 0.8f);
    }
    case Ground::forest: {
      const float patch = 0.5f + 0.5f * fbm(x * 1.1f, z * 1.1f, {s.seed + 53, 3, 0.5f});
      return blend_accent(look, mix(hex(0x1d3322), hex(0x4f6b38), clamp01(0.2f + 0.5f * patch + 0.6f * grain)), 2, 0.7f);
    }
    case Ground::sand: {
      const float patch = 0.5f + 0.5f * fbm(x * 0.3f, z * 0.3f, {s.seed + 54, 3, 0.5f});
      return blend_accent(look, mix(hex(0xc98d52), hex(0xe9c48a), clamp01(patch * 0.7f + 0.3f + 0.2f * grain)), 3, 1);
    }
    case Ground::snow: {
      const float bare = smooth(0.62f, 0.4f, slope);
      return mix(blend_accent(look, px(0.82f, 0.86f, 0.93f), 4, 0.45f), mix(hex(0x55525a), hex(0x787480), 0.5f + 0.5f * grain), bare);
    }
    case Ground::fields: {
      // A patchwork: cells of a warped lattice, each with its own crop and furrows.
      const float wx = x * 0.42f + 0.35f * fbm(x * 0.2f, z * 0.2f, {s.seed + 55, 2, 0.5f}), wz = z * 0.26f + 0.3f * fbm(z * 0.15f, x * 0.2f, {s.seed + 56, 2, 0.5f});
      const int cx = floor_int(wx), cz = floor_int(wz + (cx & 1 ? 0.5f : 0.f));
      const std::uint32_t h32 = scramble(static_cast<std::uint32_t>(cx * 7349 + cz * 9151) + s.seed);
      static const Px crops[] = {hex(0x6f8f3a), hex(0xa7ac4f), hex(0xd6b860), hex(0x4f7a36), hex(0x8a9a48), hex(0xc79a4e)};
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

float ground_height(const Slice& s, float x, float z, int octaves) {
  const float u = x / s.size, v = z / s.size;
  float h = 0;
  switch (s.relief) {
    case Relief::peaks: {
      const float wu = u + 0.22f * noise(u * 1.3f, v * 1.3f, s.seed + 7), wv = v + 0.22f * noise(u * 1.3f + 5, v * 1.3f, s.seed + 8);
      const float mass = clamp01(0.5f + 0.75f * fbm(u * 0.55f, v * 0.55f, {s.seed + 9, 2, 0.5f}));
      const float crest = ridged(wu, wv, {s.seed, octaves, 0.5f});
      h = mass * (0.25f + 1.0f * crest * crest) + 0.10f * crest;
      break;
    }
    case Relief::hills: h = clamp01(0.5f + 0.62f * fbm(u, v, {s.seed, std::min(octaves, 5), 0.38f})); break;
    case Relief::dunes: {
      // Sharp crests with a steep lee side: a warped wave, leaning over.
      const float warp = fbm(u * 0.45f, v * 0.45f, {s.seed, 3, 0.5f});
      float w = v * 0.9f + u * 0.35f + 1.15f * warp;
      w -= static_cast<float>(floor_int(w));
      const float wave = w < 0.72f ? smooth(0, 0.72f, w) * (0.6f + 0.4f * w / 0.72f) : 1 - smooth(0.72f, 1, w);
      h = wave * clamp01(0.55f + 0.6f * noise(u * 0.5f + 4, v * 0.5f, s.seed + 3)) + 0.10f * fbm(u * 1.8f, v * 1.8f, {s.seed + 4, 3, 0.4f});
      break;
    }
    case Relief::mesas: {
      const float n = 0.5f + 0.6f * fbm(u, v, {s.seed, octaves, 0.45f});
      const float steps = smooth(0.50f, 0.56f, n) * 0.62f + smooth(0.64f, 0.69f, n) * 0.38f;
      h = steps + 0.12f * n;
      break;
    }
    case Relief::islands: {
      const float n = fbm(u, v, {s.seed, 3, 0.5f}) + 0.35f * ridged(u * 1.7f, v * 1.7f, {s.seed + 5, octaves, 0.5f}) - 0.42f;
      h = n * 1.5f;
      break;
    }
    case Relief::meadow: h = 0.5f + 0.45f * fbm(u, v, {s.seed, std::min(octaves, 4), 0.42f}) + 0.012f * noise(x * 6, z * 6, s.seed + 6); break;
  }
  if (s.valley > 0) {
    const float away = std::abs(x / z - s.valley_x);
    h *= 1 - s.valley * (1 - smooth(0.02f, 0.62f, away));
  }
  return s.base + h * s.height;
}

Px through_air(const Look& look, Px colour, float distance, float x, float y) {
  const float clear = exp_of(-distance * 0.018f * look.haze_density);
  const float dx = x - look.sun_x, dy = y - look.sun_y, d = std::sqrt(dx * dx + dy * dy);
  const Px air = look.haze * 0.92f + look.glow * ((look.moon ? 0.06f : 0.24f) * exp_of(-d * 2.6f));
  return opaque(mix(air, colour, clear));
}

void add_slice(Stage& stage, const Slice& s) {
  const Look& look = stage.look;
  const float nearness = nearness_at(std::sqrt(s.near * std::min(s.far, s.near * 2.5f)));
  const float highest = look.horizon_y + (kEye - s.base - s.height * 1.45f) / s.near;
  Sheet sheet = stage.sheet(nearness, std::max(highest, -0.9f), line_at(look, s.near, s.base) + 0.35f);
  const int columns = 2, blocks = (sheet.image.width + 31) / 32, rows = sheet.image.height;
  const int steps = static_cast<int>(clamp(220 + sheet.density * 0.45f, 200, 700) * (s.ground == Ground::rock ? 1.25f : 1.f));
  const float ratio = exp2_of(log2_of(s.far / s.near) / static_cast<float>(steps));
  const int octaves = s.far > 30 ? 8 : 9;
  const Normal light = {look.light_x, look.light_y, -look.light_z};  // z grows away from the eye; light_z > 0 is behind the scene

  stage.parallel(blocks, [&](int block) {
    std::vector<Px> line(static_cast<std::size_t>(rows));
    for (int column = block * 32; column < std::min(sheet.image.width, block * 32 + 32); ++column) {
      std::ranges::fill(line, Px{});
      for (int sub = 0; sub < columns; ++sub) {
        const float sx = sheet.x0 + (static_cast<float>(column) + (static_cast<float>(sub) + 0.5f) / columns) / sheet.density;
        float top = static_cast<float>(rows), z = s.near;
        for (int k = 0; k <= steps && top > 0; ++k, z *= ratio) {
          const float x = sx * z, h = ground_height(s, x, z, octaves);
          const float py = line_at(look, z, std::max(h, s.sea_level)), row = std::max(sheet.line(py), 0.f);
          if (row >= top) continue;
          if (h < s.sea_level) {
            top = row;
            continue;
          }
          const float e = 0.004f * z + 0.01f;
          const float hx = (ground_height(s, x + e, z, octaves) - h) / e, hz = (ground_height(s, x, z + e, octaves) - h) / e;
          const float length = 1 / std::sqrt(hx * hx + hz * hz + 1);
          const Normal n = {-hx * length, length, -hz * length};
          float shadow = 1;
          float reach = s.size * 0.05f;
          for (int q = 0; q < 5; ++q, reach *= 1.75f) {
            const float blocked = ground_height(s, x + light.x * reach, z - light.z * reach, 4) - (h + light.y * reach);
            shadow = std::min(shadow, 1 - smooth(-0.02f * s.height, 0.06f * s.height + 0.03f * reach, blocked));
          }
          const float fine = noise(x * 3.1f, z * 3.1f, s.seed + 60) * 0.5f + noise(x * 11, z * 11, s.seed + 61) * 0.35f * smooth(60, 10, z);
          const Px base = albedo(look, s, x, z, h, n.y, fine);
          const float facing = n.x * light.x + n.y * light.y - n.z * light.z;
          const float soft = s.ground == Ground::snow || s.ground == Ground::sand ? 0.12f : 0.04f;
          const float direct = clamp01((facing + soft) / (1 + soft)) * shadow;
          Px c = base * (look.key * direct + look.fill * (0.42f + 0.38f * n.y));
          c = through_air(look, c, z, sx, py);
          // The exact share of every pixel this step covers.
          const float last = top;
          top = row;
          for (int r = static_cast<int>(row); r < rows && static_cast<float>(r) < last; ++r) {
            const float share = std::min(last, static_cast<float>(r + 1)) - std::max(row, static_cast<float>(r));
            line[static_cast<std::size_t>(r)] += c * share;
          }
        }
      }
      for (int r = 0; r < rows; ++r) sheet.image.row(r)[column] = line[static_cast<std::size_t>(r)] * (1.f / columns);
    }
  });
  stage.add_plate(sheet, nearness);
}

}  // namespace storyteller::paint
