// What people build, apart from machines. Lit windows are reported as lights.
#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <array>
#include <cmath>

namespace storyteller {
namespace {

constexpr Colour kWarm{255, 205, 120};
constexpr Ink kGlass{0x3D5566}, kLamp{0xFFCF7A}, kStone{0xB9AE9C}, kDoor{0x5A3A24};

Shape moved(const Shape& s, float x, float y, float k = 1) { return s.transformed({k, 0, 0, k, x, y}); }

// A window with cross bars and a sill.
void pane(Pen& p, float x, float y, float w, float h, Ink frame, float on = 1) {
  p.fill(Shape::rect(x - 0.9f, y - 0.9f, w + 1.8f, h + 1.8f, 0.5f), frame, {.round = 0.8f});
  p.window(Shape::rect(x, y, w, h), kGlass, kLamp, on);
  p.stroke(Shape::poly({{x + w / 2, y}, {x + w / 2, y + h}}, false), 0.7f, frame);
  p.stroke(Shape::poly({{x, y + h / 2}, {x + w, y + h / 2}}, false), 0.7f, frame);
  p.fill(Shape::rect(x - 1.6f, y + h + 0.7f, w + 3.2f, 1.4f), frame, {.round = 0.8f});
}

// Rows of courses on the body that is open with begin().
void bricks(Pen& p, float x0, float y0, float x1, float y1, float w, float h, Ink joint, Dice& dice) {
  int row = 0;
  for (float y = y0; y < y1; y += h, ++row) {
    p.stroke(Shape::poly({{x0, y}, {x1, y}}, false), h * 0.09f, joint);
    for (float x = x0 + (row % 2 ? w / 2 : 0); x < x1; x += w)
      if (dice.unit() < 0.6f) p.stroke(Shape::poly({{x, y}, {x, y + h}}, false), h * 0.08f, joint);
  }
}

void lighthouse(Pen& p, float, Dice& dice) {
  const Ink band = p.main(0xC8352C);
  p.begin(
      Shape::smooth({{1, 99}, {1, 99}, {5, 92}, {12, 88}, {17, 84}, {27, 83}, {36, 86}, {43, 91}, {49, 99}, {49, 99}}),
      {0x6E655C}, {.round = 8});
  for (int i = 0; i < 16; ++i)
    p.fill(moved(Shape::path("M0,0 L4,-1.6 L6,1 L3,2.6 Z"), dice.in(2, 44), dice.in(86, 98)),
           mix({0x544C45}, {0x8E857A}, dice.unit()), {.alpha = 0.6f});
  p.end();
  p.begin(Shape::path("M16.5,86 L20,25 H30 L33.5,86 Z"), {0xF6F1E6}, {.round = 13});
  for (int i = 0; i < 3; ++i) p.fill(Shape::rect(10, 31.f + i * 20, 30, 10), band);
  p.end();
  for (float y : {44.f, 63.f}) p.window(Shape::rect(23.6f, y, 2.8f, 4.6f, 1.3f), 0x2C3A44, kLamp);
  p.fill(Shape::path("M22,86 V77 C22,73.5 28,73.5 28,77 V86 Z"), kDoor, {.round = 1.5f});
  // Gallery with railing, lantern room, cupola.
  p.fill(Shape::path("M16,24 H34 L32,27.5 H18 Z"), {0x3C3F45}, {.round = 2});
  p.window(Shape::rect(20.5f, 12, 9, 12), 0xBFD7DE, 0xFFF3C4);
  p.halo(25, 18, 5.5f, {1, 0.96f, 0.75f}, 0.5f + 0.5f * p.night());
  for (float x : {20.5f, 23.5f, 26.5f, 29.5f}) p.stroke(Shape::poly({{x, 12}, {x, 24}}, false), 0.5f, {0x3C3F45});
  for (int i = 0; i < 8; ++i)
    p.stroke(Shape::poly({{16.5f + i * 2.43f, 20}, {16.5f + i * 2.43f, 24}}, false), 0.35f, {0x2F3136});
  p.stroke(Shape::path("M16.3,20.2 H33.7"), 0.5f, {0x2F3136});
  p.fill(Shape::path("M18.5,12.4 C20,7.5 23,5.6 25,5 C27,5.6 30,7.5 31.5,12.4 Z"), band, {.round = 5});
  p.fill(Shape::rect(24.5f, 0.8f, 1, 5), {0x33363B}, {.round = 1});
  p.fill(Shape::circle(25, 4.6f, 1.2f), {0x33363B}, {.round = 1});
  p.light(0.5f, 0.18f, {255, 243, 196}, 0.22f, true);
}

void house(Pen& p, float, Dice& dice) {
  const Ink wall = p.main(0xEFE3CB);
  p.fill(Shape::rect(82, 8, 11, 28), {0x9C5A45}, {.round = 3});
  p.fill(Shape::rect(80.5f, 6, 14, 4), {0x7C4535}, {.round = 2});
  p.begin(Shape::path("M14,46 H106 V98 H14 Z"), wall, {.round = 4});
  p.fill(Shape::rect(10, 46, 100, 6), wall * 0.68f);  // shadow of the eaves
  p.fill(Shape::rect(10, 92, 100, 8), {0x8C8478});
  for (int i = 0; i < 12; ++i) p.stroke(Shape::poly({{14 + i * 8.f, 92}, {14 + i * 8.f, 98}}, false), 0.5f, {0x6A6258});
  p.end();
  p.begin(Shape::path("M4,50 L26,12 H94 L116,50 Z"), {0xA8482F}, {.round = 5});
  for (int r = 0; r < 8; ++r)
    for (int i = 0; i < 24; ++i) {
      const float x = i * 5.4f + (r % 2) * 2.7f - 4, y = 12 + r * 4.9f;
      p.fill(moved(Shape::path("M0,0 H5 V3 C5,5.4 0,5.4 0,3 Z"), x, y), mix({0xB6533A}, {0x8E3B27}, dice.unit()));
    }
  p.end();
  p.fill(Shape::path("M3,49 H117 L116,53 H4 Z"), {0x6E3323}, {.round = 1.5f});
  // The gable before the roof.
  p.fill(Shape::path("M40,56 V40 L60,20 L80,40 V56 Z"), wall, {.round = 2.5f});
  p.fill(Shape::path("M60,14.5 L87,42 L83.5,45 L60,21.5 L36.5,45 L33,42 Z"), {0x8A3C29}, {.round = 2});
  pane(p, 54, 33, 12, 12, {0xFCF8EE});
  pane(p, 22, 61, 17, 18, {0xFCF8EE});
  pane(p, 81, 61, 17, 18, {0xFCF8EE}, 0.9f);
  for (float x : {15.f, 40.5f, 74.f, 99.5f}) p.fill(Shape::rect(x, 60, 5.5f, 20, 0.6f), {0x3F6B57}, {.round = 1.2f});
  p.fill(Shape::rect(50, 60, 20, 38, 1), {0xFCF8EE}, {.round = 1.5f});
  p.fill(Shape::rect(52, 62, 16, 36), {0x7A3B2A}, {.round = 2});
  for (float x : {54.f, 61.5f})
    for (float y : {76.f, 87.f}) p.fill(Shape::rect(x, y, 4.8f, 8.4f, 0.6f), {0x633022}, {.round = 1});
  p.window(Shape::path("M54,72 V69 C54,64 66,64 66,69 V72 Z"), kGlass, kLamp);
  p.fill(Shape::circle(65.7f, 81.5f, 1), {0xE9C766}, {.round = 1});
  p.fill(Shape::rect(47, 96.5f, 26, 3), {0xA59C8E}, {.round = 1});
  p.light(0.255f, 0.7f, kWarm, 0.16f);
  p.light(0.745f, 0.7f, kWarm, 0.16f);
  p.light(0.5f, 0.39f, kWarm, 0.12f);
}

void turret(Pen& p, float x, float w, float top, Ink stone, Ink roof, bool pointed, Dice& dice) {
  const float c = x + w / 2;
  p.begin(Shape::rect(x, top, w, 99 - top), stone, {.round = w * 0.42f});
  bricks(p, x, top, x + w, 99, w * 0.3f, 4, stone * 0.78f, dice);
  p.end();
  p.begin(Shape::rect(x - 2, top - 6, w + 4, 8), stone * 1.03f, {.round = w * 0.42f});
  p.fill(Shape::rect(x - 3, top + 0.2f, w + 6, 3), stone * 0.66f);
  p.end();
  const int merlons = 4;
  for (int i = 0; i < merlons; ++i) {
    const float mw = (w + 4) / (2 * merlons - 1);
    p.fill(Shape::rect(x - 2 + i * 2 * mw, top - 10, mw, 5), stone, {.round = 1.5f});
  }
  if (pointed) {
    p.fill(Shape::path("M0,0 L-1,1 C-0.4,1.12 0.4,1.12 1,1 Z")
               .transformed({w * 0.62f, 0, 0, w * 1.25f, c, top - 8 - w * 1.25f}),
           roof, {.round = w * 0.4f});
    p.stroke(Shape::poly({{c, top - 8 - w * 1.25f}, {c, top - 17 - w * 1.25f}}, false), 0.7f, {0x4A4038});
    p.fill(moved(Shape::path("M0,0 C3,-1.5 5,1.5 9,0 V5 C5,6.5 3,3.5 0,5 Z"), c, top - 17 - w * 1.25f), {0xD84A3A},
           {.round = 1});
  }
  p.window(Shape::path("M-1.4,5 V0 C-1.4,-2.6 1.4,-2.6 1.4,0 V5 Z").transformed({1, 0, 0, 1, c, top + 10}), 0x2B2C33,
           kLamp);
}

void castle(Pen& p, float, Dice& dice) {
  const Ink stone = p.main(kStone), roof{0x3F5B86};
  turret(p, 52, 16, 38, stone * 0.92f, roof, true, dice);
  turret(p, 34, 12, 46, stone * 0.9f, roof, false, dice);
  turret(p, 74, 12, 46, stone * 0.9f, roof, false, dice);
  p.begin(Shape::rect(14, 62, 92, 37), stone, {.round = 3});
  bricks(p, 14, 62, 106, 99, 7, 4, stone * 0.8f, dice);
  p.end();
  for (int i = 0; i < 12; ++i) p.fill(Shape::rect(22 + i * 6.7f, 57.5f, 3.8f, 5.5f), stone, {.round = 1});
  turret(p, 4, 18, 54, stone, roof, true, dice);
  turret(p, 98, 18, 54, stone, roof, true, dice);
  // Gatehouse with portcullis.
  p.begin(Shape::rect(44, 58, 32, 41), stone * 1.04f, {.round = 5});
  bricks(p, 44, 58, 76, 99, 6, 4, stone * 0.82f, dice);
  p.end();
  for (int i = 0; i < 4; ++i) p.fill(Shape::rect(44 + i * 8.9f, 53, 5.3f, 6), stone * 1.04f, {.round = 1.2f});
  p.fill(Shape::path("M50,99 V80 C50,68 70,68 70,80 V99 Z"), {0x6E6558}, {.round = 2});
  p.window(Shape::path("M52,99 V81 C52,71 68,71 68,81 V99 Z"), 0x241C16, 0xD98A3E, 0.6f);
  for (float x : {55.f, 58.3f, 61.6f, 65.f}) p.stroke(Shape::poly({{x, 74}, {x, 99}}, false), 0.7f, {0x17120E});
  for (float y : {79.f, 84.f, 89.f, 94.f}) p.stroke(Shape::poly({{52, y}, {68, y}}, false), 0.6f, {0x17120E});
  for (float x : {32.f, 86.f}) p.window(Shape::rect(x, 74, 2.6f, 7, 1.3f), 0x2B2C33, kLamp);
  p.light(0.5f, 0.88f, {255, 170, 90}, 0.14f);
  p.light(0.5f, 0.5f, kWarm, 0.06f);
  p.light(0.108f, 0.65f, kWarm, 0.06f);
  p.light(0.892f, 0.65f, kWarm, 0.06f);
}

void church(Pen& p, float, Dice& dice) {
  const Ink wall = p.main(0xEEE7DA), roof{0x59606E};
  p.begin(Shape::rect(28, 62, 50, 37), wall, {.round = 3});
  bricks(p, 28, 62, 78, 99, 6, 4, wall * 0.93f, dice);
  p.end();
  p.begin(Shape::path("M24,64 L32,40 H76 L83,64 Z"), roof, {.round = 3});
  for (float y : {46.f, 52.f, 58.f}) p.stroke(Shape::poly({{20, y}, {90, y}}, false), 0.5f, roof * 0.75f);
  p.end();
  for (float x : {40.f, 52.f, 64.f}) {
    p.fill(moved(Shape::path("M-4.6,21 V5 C-4.6,0 -2,-3 0,-4.4 C2,-3 4.6,0 4.6,5 V21 Z"), x, 71), {0xD5CAB6},
           {.round = 1});
    p.window(moved(Shape::path("M-3.4,20 V5.4 C-3.4,1 -1.6,-1.4 0,-2.6 C1.6,-1.4 3.4,1 3.4,5.4 V20 Z"), x, 71),
             0x46587A, 0xFFC26A);
    p.stroke(moved(Shape::path("M0,-2.6 V20 M-3.4,9 H3.4"), x, 71), 0.6f, {0xD5CAB6});
  }
  p.begin(Shape::rect(7, 40, 24, 59), wall * 1.02f, {.round = 6});
  bricks(p, 7, 40, 31, 99, 6, 4, wall * 0.93f, dice);
  p.end();
  p.fill(Shape::path("M19,10 L33.5,42 H4.5 Z"), roof, {.round = 8});
  p.fill(Shape::rect(4.5f, 40.5f, 29, 3, 1), wall * 0.86f, {.round = 1});
  p.stroke(Shape::path("M19,1.5 V11 M15.6,4.6 H22.4"), 1.4f, {0xD9B45A}, {.round = 1.2f});
  p.fill(Shape::path("M14.5,60 V53 C14.5,47 23.5,47 23.5,53 V60 Z"), {0x39312C}, {.round = 1});
  p.fill(Shape::path("M16,59 C16,54 17,51.5 19,51.5 C21,51.5 22,54 22,59 Z"), {0xC79A45}, {.round = 2, .gloss = 0.5f});
  p.fill(Shape::circle(19, 69, 4), {0xFBF7EC}, {.round = 1});
  p.stroke(Shape::path("M19,69 V66 M19,69 L21.2,70.2"), 0.6f, {0x2A2622});
  p.fill(Shape::path("M13,99 V86 C13,81 25,81 25,86 V99 Z"), kDoor, {.round = 2});
  p.stroke(Shape::path("M19,82 V99"), 0.5f, {0x2F1D11});
  p.light(0.65f, 0.8f, {255, 194, 106}, 0.2f);
}

void windmill(Pen& p, float phase, Dice& dice) {
  const Ink body = p.main(0xD9CDB8);
  p.begin(Shape::path("M26,99 L33,42 H51 L58,99 Z"), body, {.round = 13});
  bricks(p, 24, 44, 60, 99, 6, 4.4f, body * 0.87f, dice);
  p.end();
  p.fill(Shape::path("M20,76 H64 L62,80 H22 Z"), {0x6B4A30}, {.round = 2});
  for (int i = 0; i < 8; ++i) p.stroke(Shape::poly({{21 + i * 6.f, 70}, {21 + i * 6.f, 76}}, false), 0.7f, {0x6B4A30});
  p.stroke(Shape::path("M20.5,70.4 H63.5"), 0.9f, {0x7D5838});
  p.fill(Shape::path("M31,43 C31,30 37,26 42,26 C47,26 53,30 53,43 Z"), {0x5B3B28}, {.round = 6});
  pane(p, 38.5f, 56, 7, 8, {0xF5EFE2});
  p.fill(Shape::path("M36,99 V88 C36,83 48,83 48,88 V99 Z"), kDoor, {.round = 2});
  for (int i = 0; i < 4; ++i) {
    p.push(42, 38, 1, 1, 45 + 90 * (i + phase));
    p.fill(Shape::rect(-0.9f, -37, 1.8f, 37), {0x5A3D27}, {.round = 1.2f});
    p.fill(Shape::rect(0.9f, -36, 9, 28, 0.6f), {0xF2EAD8}, {.round = 2, .alpha = 0.92f});
    for (int k = 0; k < 8; ++k)
      p.stroke(Shape::poly({{0.9f, -36 + k * 4.f}, {9.9f, -36 + k * 4.f}}, false), 0.7f, {0x7A573A});
    for (float x : {5.4f, 9.9f}) p.stroke(Shape::poly({{x, -36}, {x, -8}}, false), 0.7f, {0x7A573A});
    p.pop();
  }
  p.fill(Shape::circle(42, 38, 3), {0x3C2A1C}, {.round = 2});
  p.light(0.5f, 0.6f, kWarm, 0.09f);
}

void tent(Pen& p, float, Dice&) {
  const Ink cloth = p.main(0xE08A2E);
  p.stroke(Shape::path("M52,10 L4,97 M94,14 L138,97"), 0.7f, {0xD9CDB4});
  p.fill(Shape::path("M52,8 L96,13 L136,96 L104,98 Z"), cloth * 0.8f, cloth * 0.7f, {.round = 6});
  p.begin(Shape::path("M52,8 C42,42 26,74 6,98 L104,98 C84,74 64,42 52,8 Z"), cloth, {.round = 9});
  p.fill(Shape::path("M0,90 H110 V100 H0 Z"), cloth * 0.72f);
  p.end();
  const float on = p.night();
  p.fill(Shape::path("M52,26 C48,52 40,78 31,98 H74 C66,78 56,52 52,26 Z"), mix({0x3A2A1E}, {0xFFC765}, on),
         mix({0x241A14}, {0xF0963A}, on), {.round = 0, .glow = on});
  p.fill(Shape::path("M52,26 C48,52 40,78 31,98 H24 C36,76 46,50 52,26 Z"), cloth * 1.08f, {.round = 3});
  p.fill(Shape::path("M52,26 C56,52 66,78 74,98 H82 C70,76 58,50 52,26 Z"), cloth * 1.04f, {.round = 3});
  p.fill(Shape::circle(52, 8, 1.8f), {0x4A3524}, {.round = 1});
  for (float x : {5.f, 104.f, 136.f}) p.stroke(Shape::poly({{x - 1, 94}, {x + 1, 99}}, false), 1.2f, {0x55585C});
  p.light(0.37f, 0.8f, {255, 190, 100}, 0.4f);
}

constexpr std::array<Drawing, 6> kTable = {{
    {{"lighthouse", "lighthouse", Place::ground, 32, 0.5f, false, 1}, 0.985f, lighthouse},
    {{"house", "house", Place::ground, 8, 1.2f, false, 1}, 0.985f, house},
    {{"castle", "castle", Place::ground, 38, 1.2f, false, 1}, 0.985f, castle},
    {{"church", "church", Place::ground, 26, 0.88f, false, 1}, 0.985f, church},
    {{"windmill", "windmill", Place::ground, 20, 0.84f, false, 16}, 0.985f, windmill},
    {{"tent", "tent", Place::ground, 2.1f, 1.42f, false, 1}, 0.98f, tent},
}};

}  // namespace

std::span<const Drawing> buildings() { return kTable; }

}  // namespace storyteller
