// Five colours, dark to light, for a scene: the world's own under its light, or what the prompt asked for.
#include "plugins/engines/storyteller/prompt/lexicon.hpp"

#include <algorithm>
#include <cmath>

namespace storyteller {
namespace {

struct Rgb {
  float r, g, b;
};

constexpr Rgb hex(unsigned v) {
  return {static_cast<float>(v >> 16 & 255), static_cast<float>(v >> 8 & 255), static_cast<float>(v & 255)};
}
Rgb of(Colour c) { return {static_cast<float>(c.r), static_cast<float>(c.g), static_cast<float>(c.b)}; }
Rgb mix(Rgb a, Rgb b, float t) { return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t}; }
float luma(Rgb c) { return 0.2126f * c.r + 0.7152f * c.g + 0.0722f * c.b; }
Rgb saturate(Rgb c, float k) {
  const float y = luma(c);
  return {y + (c.r - y) * k, y + (c.g - y) * k, y + (c.b - y) * k};
}
Colour byte(Rgb c) {
  const auto b = [](float v) { return static_cast<std::uint8_t>(std::clamp(v, 0.f, 255.f) + 0.5f); };
  return {b(c.r), b(c.g), b(c.b)};
}

constexpr unsigned kWorld[10][5] = {
    {0x0E2A44, 0x1F5A7C, 0x3F93B0, 0x9CCFD8, 0xF2EBD6},  // sea
    {0x1E2A3A, 0x3E5470, 0x6E8AA0, 0xAEC2CC, 0xF0EEE6},  // mountains
    {0x10241A, 0x234A2C, 0x4C7A3E, 0x96B464, 0xE8EBC4},  // forest
    {0x4A2418, 0x8E4A2A, 0xC98344, 0xE6B87A, 0xF8E6C2},  // desert
    {0x14161F, 0x2F3548, 0x5E6A80, 0xA6AEBA, 0xF0E6D4},  // city
    {0x24364E, 0x5A7A9A, 0x9CB8CE, 0xD4E2EC, 0xFBFCFE},  // snow
    {0x05060F, 0x171A3A, 0x44307A, 0x8E5AA6, 0xE8D8F4},  // space
    {0x2A1A12, 0x5E3C28, 0x9C6A44, 0xD8AC78, 0xF8EAD2},  // interior
    {0x22401E, 0x4C7A34, 0x8EB050, 0xCFDC8E, 0xF6F2D8},  // countryside
    {0x1A1440, 0x4A2C8A, 0xB8488E, 0xF08A6A, 0xFCE6B4},  // abstract
};
struct Cast {
  Rgb tint;
  float amount, light;
};
constexpr Cast kTime[4] = {{hex(0x0E1A44), 0.52f, 0.55f},
                           {hex(0xF0A09A), 0.30f, 0.95f},
                           {hex(0xFFFFFF), 0.04f, 1},
                           {hex(0xE8703C), 0.34f, 0.88f}};
constexpr Cast kMood[7] = {{hex(0x9AC4C8), 0.08f, 1},     {hex(0xFFC84A), 0.16f, 1.06f}, {hex(0x4A6488), 0.22f, 0.88f},
                           {hex(0x8A1E1E), 0.16f, 0.82f}, {hex(0x3A2A7A), 0.22f, 0.86f}, {hex(0xC8963C), 0.12f, 0.97f},
                           {hex(0xF07A9A), 0.20f, 1}};

}  // namespace

std::array<Colour, 5> make_palette(const SceneSpec& s, const std::vector<Colour>& asked) {
  Rgb p[5];
  for (int i = 0; i < 5; ++i) p[i] = hex(kWorld[static_cast<int>(s.world)][i]);
  if (!asked.empty()) {
    // From a deep shade of the darkest to a pale one of the brightest; every colour asked for is there as itself, as
    // far as there is room: a blend of two would be neither.
    std::vector<Rgb> ramp;
    for (const Colour c : asked) ramp.push_back(of(c));
    std::ranges::stable_sort(ramp, {}, luma);
    const std::size_t n = ramp.size();
    for (int i = 1; i < 4; ++i)
      p[i] = ramp[std::min(n - 1, n == 2 ? static_cast<std::size_t>(i) / 2 : static_cast<std::size_t>(i - 1) * n / 3)];
    p[0] = mix(ramp.front(), hex(0x08080C), 0.68f);
    if (n == 1) p[1] = mix(p[1], hex(0x101018), 0.34f), p[3] = mix(p[3], hex(0xFFFFFF), 0.28f);
    if (n == 2) p[2] = mix(p[2], hex(0x101018), 0.10f), p[3] = mix(p[3], hex(0xFFFFFF), 0.08f);
    p[4] = mix(ramp.back(), hex(0xFFFFFF), n == 1 ? 0.66f : 0.18f);
  }
  const float hold = asked.empty() ? 1.f : 0.35f;  // an asked palette keeps its hues
  for (const Cast& c : {kTime[static_cast<int>(s.time)], kMood[static_cast<int>(s.mood)]})
    for (Rgb& v : p) {
      v = mix(v, c.tint, c.amount * hold);
      const float light = 1 + (c.light - 1) * hold;
      v = {v.r * light, v.g * light, v.b * light};
    }
  for (Rgb& v : p) switch (s.style) {
      case Style::natural:
        break;
      case Style::noir:
        v = saturate(v, 0);
        break;
      case Style::vintage:
        v = mix(saturate(v, 0.6f), hex(0xC8A070), 0.16f);
        break;
      case Style::pastel:
        v = mix(saturate(v, 0.75f), hex(0xFFF6F2), 0.38f);
        break;
      case Style::neon:
        v = saturate(v, 1.5f);
        break;
    }
  if (s.style == Style::neon && asked.empty()) p[2] = hex(0xD4269A), p[3] = hex(0x22C8E8), p[4] = hex(0xF4E8FF);
  std::ranges::sort(p, {}, luma);
  std::array<Colour, 5> out;
  for (int i = 0; i < 5; ++i) out[i] = byte(p[i]);
  return out;
}

}  // namespace storyteller
