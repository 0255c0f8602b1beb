// People, and what is shaped like them. Walkers go to the right.
#include "plugins/engines/storyteller/subjects/quadruped.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

constexpr float kTau = 2 * std::numbers::pi_v<float>;

struct Figure {
  Ink top, legs, hair, skin{0xE5B48E}, shoe{0x2B2320};
  bool dress = false, long_hair = false, backpack = false, scarf = false;
  float head = 6.2f;                         // radius
  float hip = 53, shoulder = 24, neck = 13;  // heights of the joints
  float arm = 1;                             // length of the arms
};

// A two-bone leg: the knee lies where thigh and shin of equal length meet, bent forwards.
Shape leg(float hx, float hy, float fx, float fy, float r, float bone) {
  const float dx = fx - hx, dy = fy - hy, d = std::hypot(dx, dy);
  const float half = std::min(d / 2, bone), rise = std::sqrt(std::max(0.f, bone * bone - half * half));
  const float kx = (hx + fx) / 2 + dy / d * rise, ky = (hy + fy) / 2 - dx / d * rise;
  return Shape::limb({{hx, hy, r},
                      {(hx + kx) / 2, (hy + ky) / 2, r * 0.92f},
                      {kx, ky, r * 0.74f},
                      {(kx + fx) / 2, (ky + fy) / 2, r * 0.66f},
                      {fx, fy, r * 0.5f}});
}

void walker(Pen& p, const Figure& f, float phase) {
  // Legs are straight while they carry: the hip sinks when they are apart and rises when they pass.
  const float reach = (97 - f.hip) * 0.27f, tall = 93.5f - f.hip, longest = std::hypot(reach, tall);
  const auto foot = [&](float at, float& x, float& y) {
    at -= std::floor(at);
    if (at < 0.5f) {
      x = reach * (1 - 4 * at), y = 94.5f;
    } else {
      const float t = (at - 0.5f) * 2;
      x = -reach * std::cos(t * kTau / 2), y = 94.5f - 6 * std::sin(t * kTau / 2);
    }
  };
  const float swing = std::cos(phase * kTau), bob = (longest - tall) * std::abs(std::sin(phase * kTau));
  const float cx = 25, hip = f.hip - bob, shoulder = f.shoulder - bob, neck = f.neck - bob;
  const float thigh = (f.hip - f.shoulder) * 0.17f;
  const auto arm = [&](float s, Ink sleeve) {
    const float a = s * 0.62f, l = (f.hip - f.shoulder) * 0.52f * f.arm;
    const float ex = cx + 0.5f + l * std::sin(a), ey = shoulder + 3 + l * std::cos(a);
    const float b = a + 0.45f, wx = ex + l * std::sin(b), wy = ey + l * std::cos(b);
    p.fill(Shape::circle(wx + 0.6f, wy + 1.2f, thigh * 0.5f), f.skin, {.round = 2});
    p.fill(Shape::limb({{cx + 0.5f, shoulder + 3, thigh * 0.68f}, {ex, ey, thigh * 0.56f}, {wx, wy, thigh * 0.46f}}),
           sleeve, {.round = 3.5f});
  };
  const auto one_leg = [&](float at, float shade) {
    float x, y;
    foot(at, x, y);
    const Ink cloth = (f.dress ? f.skin : f.legs) * shade;
    p.fill(Shape::smooth({{cx + x - 2.6f, y - 2.2f},
                          {cx + x + 1.6f, y - 2.2f},
                          {cx + x + 6.2f, y + 1.6f},
                          {cx + x + 6, y + 3.6f},
                          {cx + x - 3, y + 3.6f}}),
           f.shoe * shade, {.round = 2.5f});
    p.fill(leg(cx, hip, cx + x, y - 1, thigh, 0.503f * longest), cloth, {.round = 5});
  };
  arm(-swing, f.top * 0.68f);
  one_leg(phase + 0.5f, 0.66f);
  one_leg(phase, 1);
  if (f.long_hair)
    p.fill(Shape::smooth({{cx - 3, neck - 6},
                          {cx - 7.6f, neck + 1},
                          {cx - 8.6f - swing * 0.6f, shoulder + 9},
                          {cx - 2, shoulder + 8},
                          {cx + 2, neck}}),
           f.hair, {.round = 4});
  if (f.backpack) p.fill(Shape::rect(cx - 12.5f, shoulder + 1, 9, 19, 4), {0x3F6FA8}, {.round = 5});
  p.fill(Shape::limb({{cx, neck + 2, f.head * 0.42f}, {cx, shoulder + 2, f.head * 0.46f}}), f.skin * 0.88f,
         {.round = 3});
  if (f.dress) {
    const float hem = hip + (97 - f.hip) * 0.42f, out = 11 + 1.5f * std::abs(swing);
    p.begin(Shape::smooth({{cx - 4.2f, shoulder},
                           {cx + 3.4f, shoulder},
                           {cx + 5.4f, shoulder + 8},
                           {cx + 4, hip - 9},
                           {cx + 7, hip + 2},
                           {cx + out, hem},
                           {cx + out, hem},
                           {cx, hem + 2.4f},
                           {cx - out - 1, hem},
                           {cx - out - 1, hem},
                           {cx - 7, hip},
                           {cx - 4.4f, hip - 9},
                           {cx - 5.6f, shoulder + 5}}),
            f.top, {.round = 7});
    for (float x : {-6.f, -1.f, 4.f})
      p.stroke(Shape::poly({{cx + x * 0.4f, hip}, {cx + x * 1.5f, hem + 3}}, false), 0.7f, f.top * 0.76f);
    p.fill(Shape::rect(cx - 8, hip - 10.5f, 16, 2.6f), f.top * 0.6f);
    p.end();
  } else {
    p.begin(Shape::limb({{cx, shoulder + 3.5f, thigh * 1.34f},
                         {cx - 0.4f, (shoulder + hip) / 2, thigh * 1.28f},
                         {cx, hip + 0.5f, thigh * 1.18f}}),
            f.top, {.round = 8});
    p.fill(Shape::rect(cx - 12, hip + 2, 24, 2.4f), f.top * 0.62f);
    p.stroke(Shape::poly({{cx + thigh * 0.7f, shoulder}, {cx + thigh * 0.62f, hip + 6}}, false), 0.6f, f.top * 0.62f);
    p.end();
  }
  if (f.backpack)
    p.stroke(Shape::smooth({{cx - 4, shoulder + 1}, {cx + 2, shoulder + 6}, {cx - 3, shoulder + 14}}, false), 1.4f,
             {0x2E5482}, {.round = 1});
  arm(swing, f.top);
  // Head in profile: hair behind, face, nose, ear, hair on top.
  const float r = f.head, hy = neck - r * 0.55f, hx = cx + 0.8f;
  p.fill(Shape::circle(hx, hy, r) +
             Shape::smooth(
                 {{hx + r * 0.9f, hy - r * 0.1f}, {hx + r * 1.26f, hy + r * 0.28f}, {hx + r * 0.9f, hy + r * 0.46f}}) +
             Shape::ellipse(hx + r * 0.36f, hy + r * 0.55f, r * 0.6f, r * 0.5f),
         f.skin, {.round = 6});
  p.fill(Shape::smooth({{hx + r * 0.92f, hy - r * 0.45f},
                        {hx + r * 0.7f, hy - r * 0.98f},
                        {hx, hy - r * 1.2f},
                        {hx - r * 0.85f, hy - r * 0.85f},
                        {hx - r * 1.16f, hy},
                        {hx - r * 0.9f, hy + r * (f.long_hair ? 1.1f : 0.62f)},
                        {hx - r * 0.42f, hy + r * (f.long_hair ? 0.9f : 0.5f)},
                        {hx - r * 0.3f, hy - r * 0.1f},
                        {hx + r * 0.2f, hy - r * 0.42f}}),
         f.hair, {.round = 4, .gloss = 0.15f});
  p.fill(Shape::ellipse(hx - r * 0.12f, hy + r * 0.14f, r * 0.17f, r * 0.26f), f.skin * 0.86f, {.round = 1});
  p.fill(Shape::ellipse(hx + r * 0.66f, hy - r * 0.02f, r * 0.1f, r * 0.15f), {0x2A1A14});
  p.stroke(
      Shape::path("M0,0 Q0.5,0.3 0.9,-0.1").transformed({r * 0.4f, 0, 0, r * 0.5f, hx + r * 0.55f, hy + r * 0.62f}),
      r * 0.09f, f.skin * 0.55f);
  if (f.scarf) {
    p.fill(Shape::limb({{cx - 3.6f, neck + 5.4f, 2.4f}, {cx + 3.4f, neck + 5.8f, 2.4f}}), {0xE6B23C}, {.round = 2.5f});
    p.fill(Shape::limb({{cx - 4, neck + 6, 2}, {cx - 9, neck + 9 + swing, 1.9f}, {cx - 13, neck + 8 - swing, 1.5f}}),
           {0xD49E2C}, {.round = 2});
  }
}

void person(Pen& p, float phase, Dice& dice) {
  constexpr Ink skins[] = {{0xE8B98F}, {0xC98E62}, {0x8A5A3C}, {0xF0C9A4}};
  walker(p, {.top = p.main(0x3D6EA5), .legs{0x3A3A48}, .hair{0x2E1F17}, .skin = skins[dice.bits() % 4]}, phase);
}

void woman(Pen& p, float phase, Dice& dice) {
  constexpr Ink hairs[] = {{0x5A3420}, {0x231915}, {0xB98646}, {0x7E3B22}};
  walker(p,
         {.top = p.main(0xC23B4E),
          .legs{0x3A3A48},
          .hair = hairs[dice.bits() % 4],
          .shoe{0x7A2A34},
          .dress = true,
          .long_hair = true,
          .head = 5.9f},
         phase);
}

void child(Pen& p, float phase, Dice&) {
  walker(p,
         {.top = p.main(0xE9B52E),
          .legs{0x466A9C},
          .hair{0x6B4226},
          .shoe{0xB8342C},
          .backpack = true,
          .head = 10.2f,
          .hip = 62,
          .shoulder = 33,
          .neck = 22},
         phase);
}

void couple(Pen& p, float phase, Dice&) {
  p.push(-1, 0);
  walker(p, {.top = p.main(0x34568C), .legs{0x2F3140}, .hair{0x2A1C14}, .scarf = true}, phase);
  p.pop();
  p.push(27, 5.2f, 0.945f, 0.945f);
  walker(p,
         {.top = mix(p.main(0xC8435A), {0xC8435A}, 0.3f),
          .legs{0},
          .hair{0x6A3C20},
          .shoe{0x6A2430},
          .dress = true,
          .long_hair = true,
          .head = 5.9f},
         phase + 0.06f);
  p.pop();
}

void astronaut(Pen& p, float phase, Dice&) {
  const Ink suit = p.main(0xF2F2EE), grey{0xA9AEB6}, accent{0xD2542E};
  const float sway = std::sin(phase * kTau) * 9;
  p.fill(Shape::rect(16, 30, 38, 34, 6), grey, {.round = 7});
  for (float s : {-1.f, 1.f}) {
    p.begin(Shape::limb({{35 + s * 7, 62, 7.4f}, {35 + s * 9, 76, 6.8f}, {35 + s * 9, 91, 6.2f}}), suit, {.round = 9});
    p.fill(Shape::rect(35 + s * 9 - 9, 72, 18, 3), grey);
    p.end();
    p.fill(
        Shape::smooth(
            {{35 + s * 10 - 7.5f, 90}, {35 + s * 10 + 7.5f, 90}, {35 + s * 11 + 8.4f, 98}, {35 + s * 11 - 8.4f, 98}}),
        grey * 0.8f, {.round = 5});
  }
  // One arm waves, the other hangs away from the body.
  p.begin(Shape::limb({{22, 38, 6.4f}, {12, 50, 5.8f}, {10, 62, 5}}), suit, {.round = 8});
  p.stroke(Shape::path("M4,52 L19,56"), 2.4f, accent);
  p.end();
  p.fill(Shape::circle(9.4f, 65.5f, 5), grey * 0.9f, {.round = 5});
  p.push(48, 38, 1, 1, sway);
  p.begin(Shape::limb({{0, 0, 6.4f}, {11, -5, 5.8f}, {13, -17, 5}}), suit, {.round = 8});
  p.stroke(Shape::path("M5,-10 L20,-8"), 2.4f, accent);
  p.end();
  p.fill(Shape::circle(13.6f, -21, 5), grey * 0.9f, {.round = 5});
  p.pop();
  p.begin(Shape::smooth({{20, 34}, {35, 30}, {50, 34}, {51, 50}, {49, 66}, {35, 69}, {21, 66}, {19, 50}}), suit,
          {.round = 13});
  p.fill(Shape::rect(15, 60, 40, 3), grey);
  p.end();
  p.fill(Shape::rect(26, 43, 18, 13, 2), {0xC9CDD2}, {.round = 2.5f});
  for (auto [x, c] : {std::pair{29.f, Ink{0xD2382E}}, {34.f, Ink{0x3A86C8}}, {39.f, Ink{0xE3B52C}}})
    p.window(Shape::circle(x, 47, 1.5f), c, c);
  p.fill(Shape::rect(28, 51, 14, 2.4f, 1), {0x6E757E}, {.round = 1});
  p.stroke(Shape::path("M30,56 C28,63 22,60 20,56"), 1.6f, grey * 0.8f, {.round = 1.4f});
  p.fill(Shape::ellipse(35, 33.5f, 12, 4.4f), grey, {.round = 3});
  p.fill(Shape::circle(35, 18.5f, 16.5f), suit, {.round = 16, .gloss = 0.4f});
  for (float s : {-1.f, 1.f}) p.fill(Shape::ellipse(35 + s * 16, 19, 3, 5.5f), grey, {.round = 3});
  p.fill(Shape::ellipse(35.5f, 19, 12.8f, 11.4f), {0xC98A2C}, {0x2B1C10}, {.round = 8, .gloss = 0.9f});
  p.fill(Shape::smooth({{28, 14}, {34, 10.5f}, {41, 11.5f}, {36, 13.6f}, {31, 17}}), {0xFFE9BC},
         {.round = 0, .alpha = 0.75f});
  p.fill(Shape::rect(44.6f, 4.5f, 4, 3, 1), {0x5A6068}, {.round = 1});
  p.light(0.66f, 0.06f, {190, 220, 255}, 0.05f);
}

void snowman(Pen& p, float, Dice&) {
  const Ink snow{0xFBFCFF}, scarf = p.main(0xC9302C);
  p.stroke(Shape::path("M16,50 L3,38 M8,43 L2,45 M8,43 L7,35"), 1.5f, {0x5A3D28}, {.round = 1.2f});
  p.stroke(Shape::path("M44,50 L57,38 M52,43 L58,45 M52,43 L53,35"), 1.5f, {0x5A3D28}, {.round = 1.2f});
  p.fill(Shape::circle(30, 79, 20), snow, {.round = 20});
  p.fill(Shape::circle(30, 51, 15.5f), snow, {.round = 16});
  p.fill(Shape::circle(30, 29, 12), snow, {.round = 13});
  for (float y : {48.f, 55.f, 74.f}) p.fill(Shape::circle(31, y, 1.5f), {0x26262A}, {.round = 1.4f});
  p.begin(Shape::limb({{20, 39, 3.2f}, {30, 41.5f, 3.4f}, {40, 39, 3.2f}}), scarf, {.round = 4});
  p.end();
  p.begin(Shape::limb({{37, 41, 2.8f}, {40, 50, 2.8f}, {39, 58, 2.8f}}), scarf * 0.9f, {.round = 3});
  for (float y : {46.f, 51.f, 56.f})
    p.stroke(Shape::poly({{33, y}, {45, y}}, false), 1.2f, mix(scarf, {0xFFFFFF}, 0.7f));
  p.end();
  for (float x : {26.5f, 34.5f}) p.fill(Shape::circle(x, 26, 1.5f), {0x1C1C20}, {.round = 1.2f, .gloss = 0.5f});
  p.fill(Shape::path("M29.5,27.6 L45,31.4 L29.8,31.8 C28.4,31 28.4,28.4 29.5,27.6 Z"), {0xF07F26}, {.round = 2});
  for (int i = 0; i < 5; ++i)
    p.fill(Shape::circle(25.5f + i * 2.6f, 33.6f + 1.2f * (1 - (i - 2) * (i - 2) / 4.f), 0.7f), {0x26262A});
  p.fill(Shape::ellipse(30, 18.5f, 13.5f, 2.6f), {0x2C2C33}, {.round = 2});
  p.begin(Shape::path("M21,18 L21.6,3 C26,1.4 34,1.4 38.4,3 L39,18 C34,20 26,20 21,18 Z"), {0x2C2C33}, {.round = 9});
  p.fill(Shape::rect(18, 13, 24, 3.6f), scarf);
  p.end();
}

constexpr std::array<Drawing, 6> kTable = {{
    {{"person", "person", Place::ground, 1.78f, 0.5f, true, 8}, 0.985f, person},
    {{"woman", "woman", Place::ground, 1.68f, 0.5f, true, 8}, 0.985f, woman},
    {{"child", "child", Place::ground, 1.15f, 0.5f, true, 8}, 0.985f, child},
    {{"couple", "couple", Place::ground, 1.78f, 0.78f, true, 8}, 0.985f, couple},
    {{"astronaut", "astronaut", Place::space, 1.95f, 0.72f, true, 8}, 0.985f, astronaut},
    {{"snowman", "snowman", Place::ground, 1.7f, 0.6f, false, 1}, 0.985f, snowman},
}};

}  // namespace

std::span<const Drawing> people() { return kTable; }

}  // namespace storyteller
