// Great buildings, old and new.
#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <array>
#include <cmath>

namespace storyteller {
namespace {

constexpr Colour kWarm{255, 205, 120};
constexpr Ink kGlass{0x3D5566}, kLamp{0xFFCF7A};

void bridge(Pen& p, float, Dice&) {
  const Ink steel = p.main(0xC0462F);
  const float deck = 66;
  // Two main cables sag between the towers and run down to the banks.
  const auto cable = [&](float x) {
    if (x < 70) return 10 + (70 - x) / 70 * 50;
    if (x > 230) return 10 + (x - 230) / 70 * 50;
    const float u = (x - 150) / 80;
    return 10 + (1 - u * u) * 46;
  };
  for (float x = 6; x < 296; x += 6) p.stroke(Shape::poly({{x, cable(x)}, {x, deck}}, false), 0.5f, steel * 0.85f);
  p.stroke(Shape::path("M0,66 H300"), 1, steel);
  std::vector<Pt> line;
  for (float x = 0; x <= 300; x += 5) line.push_back({x, cable(x)});
  p.stroke(Shape::poly(line, false), 2, steel, {.round = 1.4f});
  for (float x : {70.f, 230.f}) {
    p.fill(Shape::rect(x - 13, 86, 26, 13, 1), {0x9A9488}, {.round = 4});
    for (float s : {-1.f, 1.f})
      p.fill(Shape::path("M-2.6,0 H2.6 L3.4,96 H-3.4 Z").transformed({1, 0, 0, 1, x + s * 7, 2}), steel, {.round = 3});
    for (float y : {7.f, 24.f, 42.f}) p.fill(Shape::rect(x - 8, y, 16, 4.4f), steel * 0.94f, {.round = 2});
    p.stroke(Shape::poly({{x - 6, 70}, {x + 6, 86}}, false), 1.4f, steel * 0.85f);
    p.stroke(Shape::poly({{x + 6, 70}, {x - 6, 86}}, false), 1.4f, steel * 0.85f);
    p.window(Shape::circle(x, 2.2f, 1.6f), 0xD04030, 0xFF5040);
    p.light(x / 300, 0.022f, {255, 80, 64}, 0.06f);
  }
  p.fill(Shape::rect(0, deck, 300, 6), steel * 0.82f, {.round = 2});
  for (float x = 4; x < 300; x += 9)
    p.stroke(Shape::poly({{x, deck + 1}, {x + 4.5f, deck + 5.4f}, {x + 9, deck + 1}}, false), 0.7f, steel * 0.55f);
  p.fill(Shape::rect(0, deck - 2.4f, 300, 2.4f), {0x6E7278}, {.round = 0.8f});
  for (float x = 22; x < 300; x += 32) {
    p.stroke(Shape::poly({{x, deck - 2}, {x, deck - 10}}, false), 0.7f, {0x55585C});
    p.window(Shape::circle(x, deck - 10.4f, 1.3f), 0xC8C8C0, 0xFFE6AA);
  }
  for (float x : {54.f, 118.f, 182.f, 246.f}) p.light(x / 300, 0.556f, {255, 226, 160}, 0.1f);
}

void clock_tower(Pen& p, float, Dice&) {
  const Ink stone = p.main(0xCDB283), roof{0x55626A}, gold{0xD9AE4C};
  p.fill(Shape::limb({{17, 8, 0.7f}, {17, 1, 0.4f}}), gold, {.round = 1});
  p.fill(Shape::path("M17,5 L21.5,16 H12.5 Z"), roof, {.round = 3});
  p.fill(Shape::rect(12.4f, 15.6f, 9.2f, 4), stone, {.round = 2});
  for (float x : {14.f, 17.f, 20.f}) p.window(Shape::rect(x - 0.7f, 16.2f, 1.4f, 2.8f, 0.7f), 0x3A3226, kLamp);
  p.fill(Shape::path("M11.4,19.4 H22.6 L27.6,29 H6.4 Z"), roof, {.round = 4});
  for (float x : {6.f, 28.f})
    p.fill(Shape::path("M0,-5 L1.3,0 H-1.3 Z").transformed({1, 0, 0, 1, x, 30}), gold, {.round = 1});
  p.fill(Shape::rect(5, 28.6f, 24, 2.4f), stone * 0.9f, {.round = 1});
  p.begin(Shape::rect(5.6f, 31, 22.8f, 18), stone, {.round = 7});
  p.stroke(Shape::rect(7.4f, 32, 19.2f, 16), 0.7f, stone * 0.7f);
  p.end();
  p.fill(Shape::circle(17, 40, 7.4f), gold, {.round = 2});
  p.fill(Shape::circle(17, 40, 6.5f), {0xFDF8E8}, {.round = 1, .glow = 0.9f * p.night()});
  for (int i = 0; i < 12; ++i) {
    const float a = i * 0.5236f;
    p.stroke(Shape::poly({{17 + 5 * std::sin(a), 40 - 5 * std::cos(a)}, {17 + 6 * std::sin(a), 40 - 6 * std::cos(a)}},
                         false),
             0.5f, {0x26262A});
  }
  p.stroke(Shape::path("M17,40 L17,35 M17,40 L20.2,41.8"), 0.8f, {0x1A1A1E});
  p.fill(Shape::rect(5, 48.6f, 24, 2.4f), stone * 0.9f, {.round = 1});
  p.begin(Shape::rect(7, 51, 20, 48), stone, {.round = 7});
  for (float x : {10.5f, 14.8f, 19.2f, 23.5f}) p.stroke(Shape::poly({{x, 51}, {x, 99}}, false), 0.6f, stone * 0.75f);
  for (float y : {60.f, 72.f, 84.f}) p.fill(Shape::rect(5, y, 24, 1.4f), stone * 0.78f);
  p.end();
  for (int r = 0; r < 3; ++r)
    for (float x : {12.6f, 17.f, 21.4f})
      p.window(Shape::rect(x - 0.9f, 53.4f + r * 12, 1.8f, 5, 0.9f), 0x3A3226, kLamp, (r + int(x)) % 2 ? 1.f : 0.3f);
  p.fill(Shape::path("M3,99 L5,92 H29 L31,99 Z"), stone * 0.85f, {.round = 3});
  p.light(0.5f, 0.4f, {255, 244, 210}, 0.1f);
}

void skyscraper(Pen& p, float, Dice& dice) {
  const Ink stone = p.main(0x8FA3B5);
  p.fill(Shape::limb({{20, 14, 0.7f}, {20, 1, 0.3f}}), {0x9AA2AC}, {.round = 0.8f});
  struct Block {
    float x, y, w;
    int columns;
  };
  for (const Block b : {Block{15, 10, 10, 3}, Block{10, 20, 20, 6}, Block{5, 40, 30, 9}}) {
    p.begin(Shape::rect(b.x, b.y, b.w, 100 - b.y), stone, {.round = 5});
    for (int i = 0; i <= b.columns; ++i)
      p.fill(Shape::rect(b.x + i * b.w / b.columns - 0.35f, b.y, 0.7f, 100), stone * 1.14f);
    p.end();
    p.fill(Shape::rect(b.x - 0.5f, b.y - 0.6f, b.w + 1, 1.6f), stone * 1.1f, {.round = 0.8f});
    const float step = b.w / b.columns;
    const float end = b.y == 10 ? 19 : b.y == 20 ? 39 : 90;
    for (float y = b.y + 2.4f; y < end; y += 3.1f)
      for (int i = 0; i < b.columns; ++i)
        p.window(Shape::rect(b.x + i * step + 0.75f, y, step - 1.5f, 1.9f), mix(kGlass, {0xA8C6DA}, dice.unit() * 0.5f),
                 dice.unit() < 0.75f ? kLamp : Ink{0xCFE6FF}, dice.unit() < 0.55f ? 1.f : 0.12f);
  }
  p.fill(Shape::rect(4, 91, 32, 8.6f), stone * 0.6f, {.round = 2});
  p.window(Shape::rect(16, 92.6f, 8, 7), 0x2A3A44, 0xFFE0A0);
  p.window(Shape::circle(20, 1.4f, 0.9f), 0xD04030, 0xFF5040);
  p.light(0.5f, 0.014f, {255, 80, 64}, 0.04f);
  p.light(0.5f, 0.96f, kWarm, 0.1f);
  p.light(0.5f, 0.6f, kWarm, 0.18f);
}

void barn(Pen& p, float, Dice&) {
  const Ink red = p.main(0xA83228), white{0xF6F1E6};
  p.fill(Shape::rect(104, 18, 22, 80, 2), {0xB4BAC0}, {.round = 10, .gloss = 0.3f});
  for (float y : {30.f, 44.f, 58.f, 72.f, 86.f}) p.stroke(Shape::poly({{104, y}, {126, y}}, false), 0.7f, {0x868D94});
  p.fill(Shape::path("M103,20 C104,8 126,8 127,20 Z"), {0x9AA2AA}, {.round = 7, .gloss = 0.4f});
  p.begin(Shape::path("M12,98 V52 L22,30 L54,12 L86,30 L96,52 V98 Z"), red, {.round = 3});
  for (int i = 0; i < 22; ++i) p.stroke(Shape::poly({{12 + i * 4.f, 0}, {12 + i * 4.f, 99}}, false), 0.5f, red * 0.75f);
  p.fill(Shape::path("M0,52 L20,27 L54,8 L88,27 L108,52 L96,60 L84,36 L54,19 L24,36 L12,60 Z"), red * 0.6f,
         {.alpha = 0.6f});
  p.end();
  p.stroke(Shape::path("M5,56 L20,28 L54,9 L88,28 L103,56"), 5, {0x5A5F66}, {.round = 3.5f});
  p.fill(Shape::rect(44, 30, 20, 17), white, {.round = 1});
  p.fill(Shape::rect(46, 32, 16, 13), {0x3A2418}, {.round = 0});
  p.fill(Shape::path("M47,45 C50,38 58,38 61,45 Z"), {0xD9B458}, {.round = 2});
  p.fill(Shape::rect(30, 58, 48, 40), white, {.round = 1});
  for (float x : {33.f, 55.5f}) {
    p.begin(Shape::rect(x, 61, 19.5f, 37), red * 0.88f, {.round = 2});
    for (int i = 1; i < 5; ++i) p.stroke(Shape::poly({{x + i * 4, 61}, {x + i * 4, 98}}, false), 0.4f, red * 0.6f);
    p.end();
    p.stroke(Shape::poly({{x + 1, 62}, {x + 18.5f, 97}}, false), 2, white, {.round = 1});
    p.stroke(Shape::poly({{x + 18.5f, 62}, {x + 1, 97}}, false), 2, white, {.round = 1});
    p.stroke(Shape::rect(x + 0.6f, 61.6f, 18.3f, 35.8f), 1.6f, white, {.round = 0.8f});
  }
  for (float x : {17.f, 82.f}) {
    p.fill(Shape::rect(x, 66, 9, 11), white, {.round = 1});
    p.window(Shape::rect(x + 1.2f, 67.2f, 6.6f, 8.6f), kGlass, kLamp);
  }
  p.light(0.16f, 0.71f, kWarm, 0.1f);
}

void pyramid(Pen& p, float, Dice& dice) {
  const Ink sand = p.main(0xD9B06A);
  // The face towards us is broad, the other lies in shade; courses of blocks shrink towards the top.
  const auto face = [&](const std::vector<Pt>& tri, Ink ink, float level) {
    p.begin(Shape::poly(tri), ink, {.round = 0, .level = level});
    int row = 0;
    for (float y = 8; y < 99; y += 4.2f, ++row) {
      p.stroke(Shape::poly({{0, y}, {200, y}}, false), 0.55f, ink * 0.78f);
      for (float x = (row % 2) * 4.f; x < 200; x += 8)
        if (dice.unit() < 0.75f) p.stroke(Shape::poly({{x, y}, {x, y + 4.2f}}, false), 0.45f, ink * 0.8f);
    }
    p.end();
  };
  face({{96, 3}, {4, 98}, {124, 98}}, sand, 0.12f);
  face({{96, 3}, {124, 98}, {186, 98}}, sand * 0.78f, -0.25f);
  p.fill(Shape::path("M56,98 V89 H64 V98 Z"), {0x3A2814}, {.round = 1});
}

void temple(Pen& p, float, Dice&) {
  const Ink marble = p.main(0xEDE6D6);
  for (int i = 0; i < 3; ++i)
    p.fill(Shape::rect(4 + i * 4.f, 94 - i * 4.6f, 152 - i * 8.f, 5), marble * (0.9f + i * 0.03f), {.round = 1.6f});
  p.fill(Shape::rect(22, 38, 116, 48), marble * 0.42f, marble * 0.34f, {.round = 2});
  p.window(Shape::rect(70, 48, 20, 38), 0x2A221C, 0xF0A850, 0.8f);
  for (int i = 0; i < 6; ++i) {
    const float x = 22 + i * 23.2f;
    p.begin(Shape::path("M-5,0 H5 L5.8,44 H-5.8 Z").transformed({1, 0, 0, 1, x, 40}), marble, {.round = 7});
    for (float k : {-3.6f, -1.8f, 0.f, 1.8f, 3.6f})
      p.stroke(Shape::poly({{x + k * 0.9f, 40}, {x + k, 84}}, false), 0.6f, marble * 0.76f);
    p.end();
    p.fill(Shape::rect(x - 7.4f, 36.4f, 14.8f, 4.2f, 1.4f), marble, {.round = 1.8f});
    p.fill(Shape::rect(x - 7.4f, 82.6f, 14.8f, 3.2f, 1.4f), marble, {.round = 1.5f});
  }
  p.fill(Shape::rect(10, 28, 140, 8.6f), marble, {.round = 2});
  for (int i = 0; i < 14; ++i) p.fill(Shape::rect(16 + i * 9.6f, 29.6f, 3.4f, 5.4f), marble * 0.74f);
  p.fill(Shape::path("M80,3 L156,26 V29 H4 V26 Z"), marble * 1.02f, {.round = 3});
  p.fill(Shape::path("M80,9 L138,26 H22 Z"), marble * 0.74f, {.round = 1.5f});
  p.fill(Shape::circle(80, 20, 4.4f), marble, {.round = 2});
  p.light(0.5f, 0.7f, {255, 180, 90}, 0.25f);
}

void pagoda(Pen& p, float, Dice&) {
  const Ink red = p.main(0xB5352B), tile{0x3E5A52}, cream{0xF2E4C8};
  p.fill(Shape::rect(12, 93, 56, 6, 1), {0xA8A194}, {.round = 2});
  p.fill(Shape::limb({{40, 14, 0.9f}, {40, 2, 0.4f}}), {0xD9AE4C}, {.round = 1});
  for (float y : {5.f, 8.f, 11.f}) p.fill(Shape::ellipse(40, y, 2.2f, 0.9f), {0xD9AE4C}, {.round = 1});
  for (int t = 4; t >= 0; --t) {
    const float y = 93 - t * 16.4f, w = 22 - t * 2.7f, eave = w + 13, top = y - 11;
    p.fill(Shape::rect(40 - w, top, 2 * w, 11), cream, {.round = 3});
    const int bays = 5;
    for (int i = 0; i < bays; ++i) {
      const float bw = 2 * w / bays, x = 40 - w + i * bw;
      if (i == bays / 2 && t == 0)
        p.fill(Shape::rect(x + 0.8f, top + 2, bw - 1.6f, 9), {0x4A2418}, {.round = 1});
      else
        p.window(Shape::rect(x + 1, top + 3, bw - 2, 5.4f, 0.5f), 0x6A4A34, kLamp, i % 2 ? 1.f : 0.7f);
      p.fill(Shape::rect(x - 0.7f, top, 1.4f, 11), red, {.round = 1});
    }
    p.fill(Shape::rect(40 + w - 0.7f, top, 1.4f, 11), red, {.round = 1});
    p.fill(Shape::rect(40 - w - 2, y - 2.2f, 2 * w + 4, 1.4f), red, {.round = 0.8f});
    // The roof sweeps up at its corners.
    p.begin(Shape::path("M-1,0.2 C-0.6,1 -0.4,1 0,1 C0.4,1 0.6,1 1,0.2 C0.72,0.3 0.5,-0.2 0.42,-0.9 H-0.42 C-0.5,-0.2 "
                        "-0.72,0.3 -1,0.2 Z")
                .transformed({eave, 0, 0, 3.6f, 40, top - 1}),
            tile, {.round = 2.6f});
    for (int i = -8; i <= 8; ++i)
      p.stroke(Shape::poly({{40 + i * eave * 0.05f, top - 5}, {40 + i * eave * 0.12f, top + 3}}, false), 0.5f,
               tile * 0.65f);
    p.end();
    for (float s : {-1.f, 1.f}) p.fill(Shape::circle(40 + s * eave, top - 0.6f, 0.9f), {0xD9AE4C}, {.round = 0.8f});
  }
  p.light(0.5f, 0.88f, {255, 200, 120}, 0.12f);
  p.light(0.5f, 0.55f, {255, 200, 120}, 0.12f);
}

constexpr std::array<Drawing, 7> kTable = {{
    {{"bridge", "suspension bridge", Place::water, 60, 3.0f, false, 1}, 0.97f, bridge},
    {{"clock_tower", "clock tower", Place::ground, 60, 0.34f, false, 1}, 0.985f, clock_tower},
    {{"skyscraper", "skyscraper", Place::ground, 120, 0.4f, false, 1}, 0.99f, skyscraper},
    {{"barn", "barn", Place::ground, 11, 1.3f, false, 1}, 0.98f, barn},
    {{"pyramid", "pyramid", Place::ground, 70, 1.9f, false, 1}, 0.98f, pyramid},
    {{"temple", "temple", Place::ground, 16, 1.6f, false, 1}, 0.985f, temple},
    {{"pagoda", "pagoda", Place::ground, 32, 0.8f, false, 1}, 0.985f, pagoda},
}};

}  // namespace

std::span<const Drawing> landmarks() { return kTable; }

}  // namespace storyteller
