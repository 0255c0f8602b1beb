// Things one can carry.
#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

constexpr float kTau = 2 * std::numbers::pi_v<float>;
constexpr Ink kWood{0x8A5A33};

// A flame that leans and flickers with the phase; the wick is at (x, y).
void flame(Pen& p, float x, float y, float w, float h, float phase, Ink outer = {0xFF9A2E}) {
  const float lean = 0.12f * h * std::sin(kTau * phase), tall = h * (1 + 0.06f * std::sin(2 * kTau * phase));
  const auto tongue = [&](float k, Ink top, Ink bottom) {
    const float tw = w * k, th = tall * k;
    p.fill(Shape::smooth({{x, y + 1},
                          {x - tw, y - th * 0.2f},
                          {x - tw * 0.55f + lean * 0.5f * k, y - th * 0.62f},
                          {x + lean * k, y - th},
                          {x + lean * k, y - th},
                          {x + tw * 0.6f + lean * 0.4f * k, y - th * 0.55f},
                          {x + tw, y - th * 0.2f}}),
           top, bottom, {.round = 0, .glow = 1});
  };
  tongue(1, outer, mix(outer, {0xF2401C}, 0.5f));
  tongue(0.7f, mix(outer, {0xFFF07A}, 0.6f), mix(outer, {0xFFB02E}, 0.4f));
  tongue(0.4f, {0xFFF8DA}, {0xFFE48A});
}

void book(Pen& p, float, Dice&) {
  const Ink cover = p.main(0x8E2F2F);
  p.fill(Shape::path("M4,30 C34,24 60,28 76,38 C92,28 118,24 148,30 L150,94 C120,88 94,90 76,98 C58,90 32,88 2,94 Z"),
         cover, {.round = 5});
  for (int i = 3; i >= 0; --i) {
    const float d = i * 1.5f;
    p.fill(Shape::path("M8,26 C34,18 60,22 76,34 C92,22 118,18 144,26 L145,88 C118,82 94,84 76,94 C58,84 34,82 7,88 Z")
               .transformed({1, 0, 0, 1, 0, d}),
           Ink{0xFBF5E4} * (1 - 0.05f * i), {.round = 3});
  }
  for (const float side : {-1.f, 1.f}) {
    const Shape page = side < 0 ? Shape::path("M8,26 C34,18 60,22 76,34 L76,94 C58,84 34,82 7,88 Z")
                                : Shape::path("M144,26 C118,18 92,22 76,34 L76,94 C94,84 118,82 145,88 Z");
    p.begin(page, {0xFDF8EA}, {.round = 9});
    for (int i = 0; i < 9; ++i) {
      const float y = 35 + i * 5.6f, w = i == 8 ? 0.55f : 1;
      if (side > 0 && i < 4) continue;
      p.stroke(
          Shape::smooth(
              {{76 + side * 8, y + 4}, {76 + side * (8 + 26 * w), y - 4}, {76 + side * (8 + 52 * w), y - 4.4f}}, false),
          1.1f, {0x8A8478});
    }
    if (side > 0) {
      p.fill(Shape::path("M88,36 C102,29 118,27 134,29 L134,50 C118,48 102,50 88,57 Z"), {0xA9CBE0});
      p.fill(Shape::path("M88,52 L104,38 L114,46 L122,40 L134,50 C118,48 102,50 88,57 Z"), {0x6B9A6A});
      p.fill(Shape::circle(124, 34, 3), {0xF6C94A});
    }
    p.fill(Shape::rect(side < 0 ? 68.f : 76.f, 20, 8, 80), {0xB9AE94}, {.alpha = 0.4f});
    p.end();
  }
  p.fill(Shape::path("M104,22 L110,21 L110,60 L107,55 L104,60 Z"), {0xC8352C}, {.round = 1.5f});
}

void candle(Pen& p, float phase, Dice&) {
  const Ink wax = p.main(0xF6EBCF), brass{0xC99A3C};
  p.halo(25, 18, 24, {1, 0.75f, 0.35f}, 0.2f + 0.3f * p.night());
  p.fill(Shape::ellipse(25, 92, 22, 6), brass, {.round = 5, .gloss = 0.6f});
  p.fill(Shape::ellipse(25, 90, 17, 4), brass * 0.7f, {.round = 3});
  p.stroke(Shape::ellipse(45.5f, 88, 4, 4.4f), 1.8f, brass, {.round = 1.5f});
  p.begin(Shape::smooth({{16, 36},
                         {16, 36},
                         {19, 33.6f},
                         {25, 34.6f},
                         {31, 33},
                         {34, 36},
                         {34, 36},
                         {34.5f, 60},
                         {34, 90},
                         {34, 90},
                         {25, 92},
                         {16, 90},
                         {16, 90},
                         {15.5f, 60}}),
          mix(wax, {0xFFC878}, 0.25f * p.night()), {.round = 12});
  p.fill(Shape::rect(10, 30, 30, 12), {0xFFE2A0}, {.alpha = 0.5f});
  p.end();
  p.fill(Shape::limb({{31, 36, 1.8f}, {32, 46, 1.8f}, {31.6f, 54, 2.3f}}), wax, {.round = 2.5f});
  p.fill(Shape::limb({{19, 36, 1.5f}, {18, 42, 1.5f}, {18.4f, 46, 2}}), wax, {.round = 2.2f});
  p.fill(Shape::ellipse(25, 35.6f, 8.6f, 2.2f), {0xFFE9B8}, {.round = 1.5f});
  p.stroke(Shape::path("M25,36 C25,33 25.6,31 25.2,28"), 1.2f, {0x2A2018});
  flame(p, 25.2f, 29, 5, 26, phase);
  p.light(0.5f, 0.17f, {255, 190, 100}, 0.8f);
}

void guitar(Pen& p, float, Dice&) {
  const Ink body = p.main(0xC8803A), dark{0x3A2417};
  p.push(22, 99, 1, 1, 6);
  p.begin(Shape::smooth({{0, -1},
                         {15, -4},
                         {20, -16},
                         {15, -27},
                         {11.5f, -33},
                         {14.5f, -42},
                         {11, -51},
                         {3, -54},
                         {-3, -54},
                         {-11, -51},
                         {-14.5f, -42},
                         {-11.5f, -33},
                         {-15, -27},
                         {-20, -16},
                         {-15, -4}}),
          body, {.round = 6, .gloss = 0.4f});
  p.fill(Shape::smooth({{0, -4},
                        {13, -7},
                        {17, -16},
                        {12.5f, -27},
                        {9, -33},
                        {12, -42},
                        {8, -49},
                        {0, -51},
                        {-8, -49},
                        {-12, -42},
                        {-9, -33},
                        {-12.5f, -27},
                        {-17, -16},
                        {-13, -7}}),
         mix(body, {0xFFD98A}, 0.35f));
  p.fill(Shape::smooth({{3, -33}, {10, -32}, {13, -22}, {8, -18}, {2, -25}}), dark, {.alpha = 0.8f});
  p.end();
  p.fill(Shape::circle(0, -34, 6.6f), dark, {.round = 2});
  p.fill(Shape::circle(0, -34, 5.2f), {0x160D08}, {.round = 0});
  p.fill(Shape::rect(-8.5f, -15, 17, 3.4f, 1), dark, {.round = 1.5f});
  p.begin(Shape::path("M-2.6,-32 L-2.2,-86 H2.2 L2.6,-32 Z"), {0x4E301E}, {.round = 2.5f});
  for (int i = 0; i < 14; ++i)
    p.stroke(Shape::poly({{-4, -38 - i * 3.6f + i * i * 0.02f}, {4, -38 - i * 3.6f + i * i * 0.02f}}, false), 0.45f,
             {0xD5CBB4});
  for (float y : {-47.f, -58.f, -69.f}) p.fill(Shape::circle(0, y, 0.7f), {0xF5F0E2});
  p.end();
  p.fill(Shape::path("M-2.6,-85 L-4.2,-97 C-2,-99 2,-99 4.2,-97 L2.6,-85 Z"), dark, {.round = 2.5f, .gloss = 0.4f});
  for (float y : {-88.f, -91.6f, -95.2f})
    for (float s : {-1.f, 1.f})
      p.fill(Shape::ellipse(s * 5.4f, y, 1.8f, 1.1f), {0xE6E2D6}, {.round = 1, .gloss = 0.5f});
  for (int i = 0; i < 6; ++i)
    p.stroke(Shape::poly({{-1.9f + i * 0.76f, -96}, {-2.6f + i * 1.04f, -13.4f}}, false), 0.22f, {0xEDE8DA});
  p.pop();
}

void cup(Pen& p, float phase, Dice&) {
  const Ink china = p.main(0xF4F1EA);
  for (int i = 0; i < 3; ++i) {
    const float x = 40 + i * 14.f, k = 4 * std::sin(kTau * (phase + i * 0.3f));
    p.stroke(Shape::smooth({{x, 34}, {x + 4 + k, 26}, {x - 3, 17}, {x + 4 - k, 8}, {x, 2}}, false), 2.2f, {0xFFFFFF},
             {.round = 2, .alpha = 0.45f});
  }
  p.fill(Shape::ellipse(56, 91, 54, 8), china * 0.96f, {.round = 5, .gloss = 0.3f});
  p.fill(Shape::ellipse(56, 89, 32, 4.4f), china * 0.82f, {.round = 3});
  p.stroke(Shape::path("M88,50 C108,44 112,70 84,74"), 6, china * 0.97f, {.round = 5, .gloss = 0.3f});
  p.begin(Shape::path("M18,42 C18,66 26,84 40,89 H72 C86,84 94,66 94,42 Z"), china, {.round = 22, .gloss = 0.5f});
  p.fill(Shape::rect(10, 54, 90, 2.2f), mix(china, {0x3D6EA5}, 0.75f));
  p.end();
  p.fill(Shape::ellipse(56, 42, 38, 9), china * 0.94f, {.round = 3});
  p.fill(Shape::ellipse(56, 43, 34, 7), {0x4A2A18}, {.round = 5, .gloss = 0.2f});
  p.stroke(Shape::path("M36,42 C44,38.4 60,38.4 70,41"), 1.2f, {0x9A6A44}, {.round = 0, .alpha = 0.8f});
}

void clock(Pen& p, float phase, Dice&) {
  const Ink body = p.main(0xC8352C), brass{0xD8A83E};
  for (float s : {-1.f, 1.f}) {
    p.fill(Shape::limb({{46 + s * 22, 86, 3.4f}, {46 + s * 30, 97, 2.6f}}), body * 0.8f, {.round = 3});
    p.push(46 + s * 24, 19, 1, 1, s * 38);
    p.fill(Shape::path("M-14,4 C-14,-14 14,-14 14,4 Z"), brass, {.round = 7, .gloss = 0.7f});
    p.fill(Shape::rect(-1.4f, 4, 2.8f, 7), brass * 0.7f, {.round = 1.5f});
    p.pop();
  }
  p.fill(Shape::limb({{46, 17, 1.4f}, {46, 9, 1.4f}}), {0x55585C}, {.round = 1.5f});
  p.fill(Shape::limb({{40, 8, 2.2f}, {52, 8, 2.2f}}), {0x55585C}, {.round = 2.5f});
  p.fill(Shape::circle(46, 56, 40), body, {.round = 11, .gloss = 0.6f});
  p.fill(Shape::circle(46, 56, 33), {0xFCF8EC}, {.round = 5});
  for (int i = 0; i < 60; ++i) {
    const float a = kTau * i / 60, r = i % 5 ? 30 : 27;
    p.stroke(Shape::poly(
                 {{46 + r * std::sin(a), 56 - r * std::cos(a)}, {46 + 31.4f * std::sin(a), 56 - 31.4f * std::cos(a)}},
                 false),
             i % 5    ? 0.6f
             : i % 15 ? 1.6f
                      : 2.6f,
             {0x2A2A2E});
  }
  const auto hand = [&](float turn, float length, float w, Ink ink) {
    const float a = kTau * turn;
    p.stroke(Shape::poly(
                 {{46 - 4 * std::sin(a), 56 + 4 * std::cos(a)}, {46 + length * std::sin(a), 56 - length * std::cos(a)}},
                 false),
             w, ink, {.round = 1});
  };
  hand(10.15f / 12, 16, 3.2f, {0x1E1E22});
  hand(9.f / 60, 24, 2.2f, {0x1E1E22});
  hand(0.58f + phase / 8, 26, 0.9f, {0xC8352C});
  p.fill(Shape::circle(46, 56, 2.6f), {0x1E1E22}, {.round = 1.5f});
}

void computer(Pen& p, float, Dice& dice) {
  const Ink shell = p.main(0x3A3F47);
  p.fill(Shape::path("M52,70 H78 L82,84 H48 Z"), {0xB5BBC2}, {.round = 6});
  p.fill(Shape::rect(38, 82, 54, 4.4f, 2), {0xC9CED4}, {.round = 3});
  p.fill(Shape::rect(6, 2, 118, 70, 5), shell, {.round = 5, .gloss = 0.3f});
  p.begin(Shape::rect(11, 7, 108, 58, 1.5f), {0x14304A}, {.round = 0, .glow = 0.35f + 0.6f * p.night()});
  p.fill(Shape::rect(11, 7, 108, 6), {0x2A5A86});
  for (float x : {15.f, 19.f, 23.f})
    p.fill(Shape::circle(x, 10, 1.2f), x < 16 ? Ink{0xF0605A} : x < 20 ? Ink{0xF5C04A} : Ink{0x5AC86A});
  constexpr Ink inks[] = {{0x7FD6F0}, {0xF0B86A}, {0x9AE08A}, {0xE6E9EE}};
  for (int r = 0; r < 9; ++r) {
    float x = 16 + (r % 4 == 1 || r % 4 == 2 ? 6.f : 0.f);
    for (int w = 0; w < 3; ++w) {
      const float len = dice.in(6, 17);
      p.fill(Shape::rect(x, 17 + r * 5.2f, len, 2.2f, 1), inks[dice.bits() % 4]);
      x += len + 3;
    }
  }
  for (int i = 0; i < 6; ++i) {
    const float h = dice.in(8, 30);
    p.fill(Shape::rect(84 + i * 5.4f, 58 - h, 3.6f, h), {0x4FC3E8});
  }
  p.end();
  p.fill(Shape::path("M11,7 H60 L30,65 H11 Z"), {0xFFFFFF}, {.round = 0, .alpha = 0.07f});
  p.fill(Shape::path("M14,90 H100 L106,98 H8 Z"), {0xD9DDE2}, {.round = 2.5f});
  for (int r = 0; r < 3; ++r)
    for (int i = 0; i < 15; ++i)
      p.fill(Shape::rect(15.5f - r * 0.8f + i * (5.5f + r * 0.1f), 91.2f + r * 2.2f, 4.2f, 1.5f, 0.5f), {0x8C939B});
  p.fill(Shape::ellipse(117, 94.5f, 5.6f, 3.6f), {0xD9DDE2}, {.round = 3});
  p.light(0.5f, 0.37f, {120, 190, 240}, 0.6f);
}

void robot(Pen& p, float phase, Dice&) {
  const Ink metal = p.main(0x9FB4C2), dark{0x3E4A54}, joint{0x6A7782};
  const float s = std::sin(kTau * phase) * 7;
  for (float k : {-1.f, 1.f}) {
    p.fill(Shape::limb({{33 + k * 9, 70, 4}, {33 + k * 9.5f, 88, 4}}), joint, {.round = 5});
    p.fill(Shape::rect(33 + k * 10 - 8, 88 - std::max(0.f, k * s * 0.4f), 16, 10, 3.5f), metal * 0.9f,
           {.round = 5, .gloss = 0.4f});
    p.push(33 + k * 19, 44, 1, 1, k * -14 + s);
    p.fill(Shape::limb({{0, 0, 3.6f}, {0, 12, 3.2f}, {0, 22, 3.2f}}), joint, {.round = 4});
    p.fill(Shape::rect(-5, 9, 10, 12, 3), metal, {.round = 4, .gloss = 0.4f});
    p.fill(Shape::path("M-5,22 C-7,28 -5,32 -2,32 L-1.4,27 H1.4 L2,32 C5,32 7,28 5,22 Z"), dark, {.round = 2});
    p.pop();
  }
  p.fill(Shape::rect(28, 30, 10, 10), joint, {.round = 3});
  p.begin(Shape::rect(15, 38, 36, 34, 6), metal, {.round = 8, .gloss = 0.5f});
  p.fill(Shape::rect(20, 43, 26, 15, 3), dark);
  p.stroke(Shape::path("M22,52 L27,52 L29,46 L32,56 L35,50 L44,50"), 1.1f, {0x6AF0B0});
  for (float x : {22.f, 44.f}) p.fill(Shape::circle(x, 66, 1.4f), joint);
  p.end();
  p.window(Shape::circle(29, 65, 2.2f), 0xE04A3A, 0xFF6A5A);
  p.window(Shape::circle(37, 65, 2.2f), 0xF0BE3A, 0xFFD25A);
  p.stroke(Shape::path("M33,10 V3"), 1.6f, joint, {.round = 1});
  p.window(Shape::circle(33, 3.4f, 2.8f), 0xE04A3A, 0xFF5A4A);
  for (float k : {-1.f, 1.f}) p.fill(Shape::rect(33 + k * 19 - 2.5f, 16, 5, 10, 2), joint, {.round = 2.5f});
  p.begin(Shape::rect(15, 9, 36, 24, 8), metal, {.round = 9, .gloss = 0.6f});
  p.fill(Shape::rect(19, 14, 28, 11, 5), dark);
  p.end();
  for (float x : {26.f, 40.f}) {
    p.fill(Shape::circle(x, 19.5f, 4), {0x7FF0FF}, {.round = 0, .glow = 0.8f});
    p.fill(Shape::circle(x + 0.6f, 19.5f, 1.6f), {0x0E3A48}, {.round = 0});
  }
  for (int i = 0; i < 5; ++i) p.fill(Shape::rect(26 + i * 3.f, 27.4f, 1.8f, 3), dark);
  p.light(0.39f, 0.195f, {127, 240, 255}, 0.08f);
  p.light(0.61f, 0.195f, {127, 240, 255}, 0.08f);
}

void campfire(Pen& p, float phase, Dice& dice) {
  const Ink fire = p.main(0xFF9A2E);
  p.halo(55, 62, 54, {1, 0.55f, 0.2f}, 0.16f + 0.3f * p.night());
  for (int i = 0; i < 9; ++i) {
    const float a = std::numbers::pi_v<float> * i / 8;
    p.fill(Shape::ellipse(55 - 45 * std::cos(a), 92 - 6 * std::sin(a), 7.5f, 5), Ink{0x8A8782} * dice.in(0.75f, 1.05f),
           {.round = 5});
  }
  flame(p, 38, 84, 12, 42, phase + 0.3f, fire);
  flame(p, 73, 84, 11, 38, phase + 0.6f, fire);
  flame(p, 55, 86, 19, 80, phase, fire);
  for (auto [x0, y0, x1, y1] :
       {std::array{18.f, 92.f, 80.f, 76.f}, {92.f, 92.f, 30.f, 76.f}, {34.f, 95.f, 78.f, 90.f}}) {
    p.begin(Shape::limb({{x0, y0, 5.4f}, {x1, y1, 4.6f}}), {0x6A4026}, {.round = 5});
    for (float k : {-2.f, 1.f}) p.stroke(Shape::poly({{x0, y0 + k}, {x1, y1 + k}}, false), 0.8f, {0x3E2414});
    p.end();
    p.fill(Shape::ellipse(x0, y0, 3.4f, 5.2f), {0xC89A66}, {.round = 2});
    p.stroke(Shape::ellipse(x0, y0, 1.6f, 2.6f), 0.6f, {0x8A5E38});
  }
  p.light(0.5f, 0.62f, {255, 150, 60}, 1.1f);
  for (int i = 0; i < 7; ++i) {
    const float t = std::fmod(phase + i / 7.f, 1.f);
    p.fill(Shape::circle(55 + 26 * std::sin(i * 2.4f) * (0.4f + t), 60 - 58 * t, 0.9f), {0xFFC25A},
           {.round = 0, .alpha = 1 - t, .glow = 1});
  }
}

void umbrella(Pen& p, float, Dice&) {
  const Ink cloth = p.main(0xD03A44);
  p.stroke(Shape::path("M50,50 V88 C50,98 36,98 36,89"), 3.2f, kWood, {.round = 2.5f, .gloss = 0.3f});
  p.stroke(Shape::path("M50,10 V3"), 1.8f, {0x4A4D52}, {.round = 1.5f});
  p.begin(Shape::smooth({{2, 54},  {2, 54},  {6, 34},  {22, 15}, {50, 8},  {78, 15}, {94, 34}, {98, 54},
                         {98, 54}, {90, 49}, {82, 49}, {74, 54}, {74, 54}, {66, 49}, {58, 49}, {50, 54},
                         {50, 54}, {42, 49}, {34, 49}, {26, 54}, {26, 54}, {18, 49}, {10, 49}}),
          cloth, {.round = 20, .gloss = 0.2f});
  p.fill(Shape::path("M50,8 C34,16 27,34 26,56 H50 Z"), cloth * 0.85f);
  p.fill(Shape::path("M50,8 C66,16 73,34 74,56 L100,56 C96,30 76,10 50,8 Z"), cloth * 0.92f);
  for (const char* rib : {"M50,8 C34,16 27,34 26,56", "M50,8 C66,16 73,34 74,56", "M50,8 V56"})
    p.stroke(Shape::path(rib), 0.9f, cloth * 0.6f);
  p.end();
}

void lantern(Pen& p, float phase, Dice&) {
  const Ink metal = p.main(0x4A3A2C);
  p.halo(31, 58, 30, {1, 0.7f, 0.3f}, 0.2f + 0.4f * p.night());
  p.stroke(Shape::path("M14,30 C10,6 52,6 48,30"), 1.8f, metal, {.round = 1.5f});
  p.fill(Shape::path("M31,12 C22,16 16,24 13,32 H49 C46,24 40,16 31,12 Z"), metal, {.round = 7, .gloss = 0.3f});
  p.fill(Shape::rect(13, 32, 36, 52, 3), {0xFFE3A6}, {0xFFC46A}, {.round = 10, .glow = 0.25f + 0.6f * p.night()});
  p.fill(Shape::rect(27, 66, 8, 18, 1), {0xF8EED6}, {.round = 4, .glow = 0.4f});
  flame(p, 31, 66, 4.6f, 22, phase);
  for (float x : {13.f, 31.f, 49.f})
    p.stroke(Shape::poly({{x, 32}, {x, 84}}, false), x == 31 ? 1.2f : 2.4f, metal, {.round = 1.4f});
  p.stroke(Shape::path("M13,58 H49"), 1.2f, metal, {.round = 1});
  p.fill(Shape::rect(9, 83, 44, 7, 2), metal, {.round = 3.5f});
  p.fill(Shape::path("M14,90 H48 L52,98 H10 Z"), metal * 0.85f, {.round = 3});
  p.light(0.5f, 0.56f, {255, 190, 100}, 0.7f);
}

void heart(Pen& p, float phase, Dice&) {
  const Ink red = p.main(0xE0284A);
  const float k = 1 + 0.05f * std::sin(kTau * phase);
  p.push(52, 52, k, k);
  p.fill(Shape::path("M0,44 C-16,30 -46,12 -46,-14 C-46,-32 -32,-42 -20,-42 C-10,-42 -3,-36 0,-28 C3,-36 10,-42 20,-42 "
                     "C32,-42 46,-32 46,-14 C46,12 16,30 0,44 Z"),
         red, {.round = 24, .gloss = 0.8f});
  p.pop();
}

void apple(Pen& p, float, Dice&) {
  const Ink skin = p.main(0xD0312B);
  p.begin(Shape::smooth({{48, 28},
                         {64, 22},
                         {84, 30},
                         {92, 52},
                         {84, 80},
                         {66, 97},
                         {48, 93},
                         {30, 97},
                         {12, 80},
                         {4, 52},
                         {12, 30},
                         {32, 22}}),
          skin, {.round = 28, .gloss = 0.7f});
  p.fill(Shape::ellipse(40, 26, 26, 9), mix(skin, {0xF2D24A}, 0.45f), {.alpha = 0.5f});
  p.end();
  p.fill(Shape::ellipse(48, 29, 11, 4), skin * 0.55f, {.round = 3});
  p.fill(Shape::limb({{48, 30, 1.8f}, {49, 18, 1.7f}, {54, 8, 2.2f}}), {0x5E3E24}, {.round = 2.5f});
  p.begin(Shape::path("M51,20 C56,6 72,2 86,6 C80,20 66,26 51,20 Z"), {0x5FA044}, {.round = 6});
  p.stroke(Shape::path("M51,20 C62,14 72,10 86,6"), 0.9f, {0x3C6E2A});
  p.end();
}

void camera(Pen& p, float, Dice&) {
  const Ink leather = p.main(0x2C2E33), silver{0xC8CDD2};
  p.fill(Shape::rect(22, 10, 18, 10, 3), silver, {.round = 4, .gloss = 0.5f});
  p.fill(Shape::rect(98, 12, 22, 8, 3), silver * 0.9f, {.round = 4, .gloss = 0.5f});
  p.fill(Shape::path("M52,20 L58,4 H84 L90,20 Z"), silver, {.round = 5, .gloss = 0.5f});
  p.begin(Shape::rect(4, 18, 134, 78, 9), leather, {.round = 8});
  p.fill(Shape::rect(0, 18, 140, 17), silver);
  p.fill(Shape::rect(0, 87, 140, 10), silver * 0.9f);
  p.end();
  p.window(Shape::rect(104, 22, 20, 9, 2), 0x5A6E7A, 0xDCE8F0, 0.3f);
  p.fill(Shape::circle(71, 58, 34), silver, {.round = 7, .gloss = 0.5f});
  p.fill(Shape::circle(71, 58, 29), {0x1E2024}, {.round = 6, .gloss = 0.3f});
  p.fill(Shape::circle(71, 58, 20), {0x3A4A66}, {0x121622}, {.round = 12, .gloss = 0.9f});
  p.fill(Shape::circle(71, 58, 10), {0x0C0E16}, {.round = 6});
  p.fill(Shape::ellipse(63, 49, 5.5f, 3.6f, -35), {0xE8F0FF}, {.round = 0, .alpha = 0.8f});
  p.fill(Shape::circle(26, 46, 3.4f), {0xD0342C}, {.round = 2.5f});
}

void gift(Pen& p, float, Dice&) {
  const Ink paper = p.main(0x2F7FB8), ribbon{0xE8BE3C};
  p.fill(Shape::rect(12, 46, 76, 52, 2), paper, {.round = 6});
  p.fill(Shape::rect(42, 46, 16, 52), ribbon, {.round = 5});
  for (int r = 0; r < 3; ++r)
    for (int i = 0; i < 2; ++i)
      for (float s : {18.f, 64.f})
        p.fill(Shape::circle(s + 6 + i * 11 + (r % 2) * 2.f, 60 + r * 13.f, 2.2f), mix(paper, {0xFFFFFF}, 0.55f));
  p.fill(Shape::rect(6, 32, 88, 17, 2), paper * 1.08f, {.round = 5});
  p.fill(Shape::rect(41, 32, 18, 17), ribbon, {.round = 4});
  for (float s : {-1.f, 1.f}) {
    p.fill(Shape::path("M0,0 C6,-24 38,-30 36,-10 C34,2 14,4 0,0 Z").transformed({s, 0, 0, 1, 50, 31}), ribbon,
           {.round = 7, .gloss = 0.3f});
    p.fill(Shape::path("M6,-4 C12,-16 26,-19 27,-11 C26,-4 14,-2 6,-4 Z").transformed({s, 0, 0, 1, 50, 31}),
           ribbon * 0.6f, {.round = 3});
  }
  p.fill(Shape::rect(43, 22, 14, 12, 4), ribbon * 1.05f, {.round = 5});
}

// Lying on its back, its neck to the right, the bow before it. 100 units high, 270 wide.
void violin(Pen& p, float, Dice&) {
  const Ink body = p.main(0x9C4A1E), ebony{0x1E1612}, wood{0xB8733A};
  p.push(128, 57, 1, 1, -2.5f);
  const Shape outline = Shape::smooth({{-112, 0},
                                       {-104, -27},
                                       {-78, -37},
                                       {-56, -33},
                                       {-45, -22},
                                       {-33, -22},
                                       {-24, -29},
                                       {-4, -29},
                                       {12, -17},
                                       {16, 0},
                                       {12, 17},
                                       {-4, 29},
                                       {-24, 29},
                                       {-33, 22},
                                       {-45, 22},
                                       {-56, 33},
                                       {-78, 37},
                                       {-104, 27}});
  p.fill(outline.transformed({1, 0, 0, 1, 0, 5}), body * 0.45f, {.round = 6});
  p.begin(outline, body, {.round = 11, .gloss = 0.55f});
  p.fill(Shape::ellipse(-48, 0, 46, 15), mix(body, {0xE89A4A}, 0.6f), {.alpha = 0.55f});
  p.stroke(outline.transformed({0.93f, 0, 0, 0.90f, -3.4f, 0}), 1.1f, body * 0.45f);
  for (const float side : {-1.f, 1.f}) {  // the sound holes
    p.stroke(Shape::smooth({{-60, side * 17}, {-52, side * 20}, {-43, side * 15}, {-34, side * 13}}, false), 2.3f,
             ebony);
    p.fill(Shape::circle(-60, side * 16, 2.2f) + Shape::circle(-34, side * 14, 1.9f), ebony);
  }
  p.end();
  p.fill(Shape::path("M-104,-5 L-66,-3.4 L-66,3.4 L-104,5 Z"), ebony, {.round = 3, .gloss = 0.4f});
  p.fill(Shape::path("M-22,-5 L96,-3.4 L96,3.4 L-22,5 Z"), ebony, {.round = 3, .gloss = 0.4f});
  p.fill(Shape::path("M96,-4 L120,-4.6 C130,-5 136,0 130,5.5 C126,8.5 121,6 122,2.5 L120,4.6 L96,4 Z"), body,
         {.round = 4, .gloss = 0.5f});
  for (const float x : {104.f, 113.f}) {
    p.stroke(Shape::poly({{x, -4}, {x - 1, -12}}, false), 3, ebony, {.round = 1.5f});
    p.stroke(Shape::poly({{x + 4, 4}, {x + 3, 12}}, false), 3, ebony, {.round = 1.5f});
  }
  p.stroke(Shape::poly({{-45, -9}, {-45, 9}}, false), 3.2f, wood, {.round = 1.5f});
  for (int k = 0; k < 4; ++k) {
    const float y = -2.7f + 1.8f * static_cast<float>(k);
    p.stroke(Shape::poly({{-67, y}, {-45, y * 1.5f}, {100, y * 0.9f}}, false), 0.7f, {0xEDE6D2});
  }
  p.pop();
  p.stroke(Shape::smooth({{20, 97}, {130, 92}, {246, 87}}, false), 2.6f, {0x5A2F18}, {.round = 1.6f});
  p.stroke(Shape::poly({{26, 98.4f}, {246, 91}}, false), 1.1f, {0xF2EAD6});
  p.fill(Shape::path("M22,93.5 L38,92.6 L37,98 L23,99 Z"), ebony, {.round = 2});
}

constexpr std::array<Drawing, 15> kTable = {{
    {{"violin", "violin", Place::table, 0.24f, 2.7f, false, 1}, 0.975f, violin},
    {{"book", "open book", Place::table, 0.16f, 1.52f, false, 1}, 0.97f, book},
    {{"candle", "candle", Place::table, 0.3f, 0.5f, false, 8}, 0.96f, candle},
    {{"guitar", "guitar", Place::ground, 1.05f, 0.52f, false, 1}, 0.985f, guitar},
    {{"cup", "cup", Place::table, 0.16f, 1.12f, false, 8}, 0.96f, cup},
    {{"clock", "alarm clock", Place::table, 0.18f, 0.92f, false, 8}, 0.985f, clock},
    {{"computer", "computer", Place::table, 0.5f, 1.3f, false, 1}, 0.985f, computer},
    {{"robot", "robot", Place::ground, 1.6f, 0.68f, true, 8}, 0.985f, robot},
    {{"campfire", "campfire", Place::ground, 0.9f, 1.1f, false, 8}, 0.96f, campfire},
    {{"umbrella", "umbrella", Place::ground, 1.0f, 1.0f, false, 1}, 0.97f, umbrella},
    {{"lantern", "lantern", Place::ground, 0.4f, 0.62f, false, 8}, 0.985f, lantern},
    {{"heart", "heart", Place::air, 0.8f, 1.04f, false, 8}, 0.97f, heart},
    {{"apple", "apple", Place::table, 0.09f, 0.96f, false, 1}, 0.975f, apple},
    {{"camera", "photo camera", Place::table, 0.1f, 1.42f, false, 1}, 0.965f, camera},
    {{"gift", "wrapped gift", Place::table, 0.25f, 1.0f, false, 1}, 0.985f, gift},
}};

}  // namespace

std::span<const Drawing> objects() { return kTable; }

}  // namespace storyteller
