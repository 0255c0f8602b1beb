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
  bool dress = false, long_hair = false, backpack = false, scarf = false, armour = false;
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

// How far the body is lifted: legs are straight while they carry, so the hip sinks when they are apart.
float lifted(const Figure& f, float phase) {
  const float reach = (97 - f.hip) * 0.27f, tall = 93.5f - f.hip;
  return (std::hypot(reach, tall) - tall) * std::abs(std::sin(phase * kTau));
}

void walker(Pen& p, const Figure& f, float phase) {
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
  const float swing = std::cos(phase * kTau), bob = lifted(f, phase);
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
  arm(-swing, (f.armour ? f.legs : f.top) * 0.68f);
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
  arm(swing, f.armour ? f.legs : f.top);
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

void knight(Pen& p, float phase, Dice&) {
  const Ink steel{0xAEB7C1}, coat = p.main(0xB3302C), gold{0xD9B24A};
  const Figure f{.top = coat, .legs = steel, .hair = steel, .skin = steel * 0.9f, .shoe{0x646A72}, .armour = true};
  p.push(3, 9, 0.91f, 0.91f);
  const float up = -lifted(f, phase);
  // The sword, upright in the hand on the far side.
  p.push(41, 44 + up, 1, 1, 10);
  p.fill(Shape::path("M-1.5,0 L-1.3,-38 L0,-43 L1.3,-38 L1.5,0 Z"), {0xDDE4EA}, {.round = 1.5f, .gloss = 0.8f});
  p.fill(Shape::rect(-6, -1, 12, 2.4f, 1), gold, {.round = 1.4f});
  p.fill(Shape::rect(-1.1f, 1, 2.2f, 8, 1), {0x4A3222}, {.round = 1});
  p.fill(Shape::circle(0, 10, 1.9f), gold, {.round = 1.6f});
  p.pop();
  walker(p, f, phase);
  p.fill(Shape::limb({{26, 27 + up, 3}, {34, 36 + up, 2.7f}, {41, 46 + up, 2.4f}}), steel, {.round = 3, .gloss = 0.5f});
  p.fill(Shape::circle(41, 47 + up, 2.7f), steel * 0.8f, {.round = 2.4f, .gloss = 0.4f});
  // Plates on the shoulders and the skirt of the coat.
  p.fill(Shape::ellipse(24.5f, 26 + up, 6.4f, 4.8f), steel, {.round = 4, .gloss = 0.6f});
  p.fill(Shape::path("M16,50 H34 L37,66 L31,63 L25,67 L19,63 L13,66 Z").transformed({1, 0, 0, 1, 0, up}), coat,
         {.round = 4});
  // Helmet: a dome with a visor, breathing holes and a plume.
  p.fill(
      Shape::smooth({{24, -1}, {14, -7}, {4, -4}, {1, 8}, {7, 2}, {15, 3}, {23, 4}}).transformed({1, 0, 0, 1, 0, up}),
      coat, {.round = 4});
  p.begin(
      Shape::smooth({{18, 20}, {17.4f, 9}, {21, 2.4f}, {27, 1.4f}, {33, 4}, {35, 10}, {36.6f, 14}, {33, 21}, {25, 23}})
          .transformed({1, 0, 0, 1, 0, up}),
      steel, {.round = 8, .gloss = 0.8f});
  p.stroke(Shape::poly({{27, 9.8f + up}, {37, 10.6f + up}}, false), 1.7f, {0x16181C});
  p.stroke(Shape::poly({{26.4f, 6 + up}, {26, 20 + up}}, false), 0.8f, steel * 0.55f);
  for (int k = 0; k < 3; ++k) p.fill(Shape::circle(30.5f + 1.9f * k, 15.6f + up, 0.62f), {0x24272C});
  p.end();
  p.stroke(Shape::smooth({{19, 3.5f + up}, {25, 0.6f + up}, {31, 2.4f + up}}, false), 1.4f, gold, {.round = 1});
  // The shield hangs before the body.
  const Shape shield = Shape::path("M8,31 C15,33.4 23,33.4 30,31 C30.6,46 27,58 19,65 C11,58 7.4,46 8,31 Z")
                           .transformed({1, 0, 0, 1, 0, up});
  p.begin(shield, {0xEDE8DA}, {.round = 7, .gloss = 0.25f});
  p.fill(Shape::rect(16.6f, 28 + up, 4.8f, 40), coat);
  p.fill(Shape::rect(5, 41 + up, 28, 4.8f), coat);
  p.end();
  p.stroke(shield, 1.5f, steel * 0.75f, {.round = 1});
  p.pop();
}

void wizard(Pen& p, float phase, Dice&) {
  const Ink robe = p.main(0x3C3F9C), beard{0xEFEFEC}, skin{0xE2B48E}, gold{0xE8C65A};
  const float sway = std::sin(phase * kTau);
  p.push(5, 25, 0.745f, 0.745f);
  p.fill(Shape::limb({{51, -8, 1.5f}, {50, 40, 1.7f}, {51 + sway, 97, 1.5f}}), {0x6A4426}, {.round = 2});
  p.stroke(Shape::path("M51,-6 C46,-9 45,-16 49,-19 M51,-6 C57,-9 58,-16 54,-20"), 1.8f, {0x6A4426}, {.round = 1.4f});
  p.halo(51.5f, -14, 13, {0.55f, 0.85f, 1.0f}, 0.5f);
  p.fill(Shape::circle(51.5f, -14, 4), {0xA8E4FF}, {.round = 3, .gloss = 0.8f, .glow = 0.8f});
  p.begin(Shape::smooth({{19, 24},
                         {31, 24},
                         {36, 34},
                         {34, 54},
                         {40, 78},
                         {44 + sway, 97},
                         {44 + sway, 97},
                         {24, 99},
                         {5 + sway, 97},
                         {5 + sway, 97},
                         {12, 76},
                         {16, 54},
                         {14, 34}}),
          robe, {.round = 10});
  for (const float x : {-1.f, -0.3f, 0.5f, 1.1f})
    p.stroke(Shape::smooth({{25 + x * 6, 54}, {25 + x * 10, 76}, {25 + x * 16 + sway, 98}}, false), 1, robe * 0.66f);
  p.fill(Shape::rect(8, 93, 42, 3), gold);
  p.fill(Shape::rect(10, 51, 30, 3.2f), gold * 0.9f);
  for (const auto& [x, y] : {std::pair{18.f, 66.f}, {33.f, 72.f}, {22.f, 84.f}, {37.f, 88.f}})
    p.fill(Shape::circle(x, y, 1.1f), gold);
  p.end();
  p.fill(Shape::limb({{27, 29, 4}, {36, 40, 4.4f}, {46, 41, 5.6f}}), robe * 0.88f, {.round = 5});
  p.fill(Shape::circle(50.5f, 41, 2.7f), skin, {.round = 2.4f});
  p.fill(Shape::circle(26, 14, 6.6f) + Shape::smooth({{31.6f, 12}, {35, 15.6f}, {31.4f, 17}}), skin, {.round = 6});
  p.fill(Shape::ellipse(30.4f, 13, 0.7f, 1), {0x2A1A14});
  p.stroke(Shape::path("M28,10.6 Q30.6,9.4 32.4,10.8"), 1.4f, beard, {.round = 1});
  p.begin(
      Shape::smooth(
          {{19, 13}, {23, 18.5f}, {31, 18}, {34, 20}, {35, 28}, {33 + sway, 40}, {29 + sway, 51}, {24, 42}, {19, 30}}),
      beard, {.round = 6});
  for (const float x : {24.f, 28.f, 31.f})
    p.stroke(Shape::smooth({{x, 22}, {x + 0.5f, 32}, {x * 0.5f + 14.5f + sway, 46}}, false), 0.7f, beard * 0.78f);
  p.end();
  p.begin(Shape::path("M14,8.6 C19,-3 20,-16 12,-29 C24,-22 33,-8 38,8.6 C30,12 21,12 14,8.6 Z"), robe, {.round = 8});
  p.fill(Shape::path("M10,4 C20,8 31,8 42,4 V9 C31,13 20,13 10,9 Z"), gold * 0.9f);
  for (const auto& [x, y] : {std::pair{22.f, -12.f}, {27.f, -4.f}, {21.f, -2.f}})
    p.fill(Shape::circle(x, y, 1.2f), gold);
  p.end();
  p.fill(Shape::ellipse(26, 9.6f, 17, 2.8f, 2), robe * 0.8f, {.round = 2.4f});
  p.pop();
  p.light(0.70f, 0.15f, {160, 220, 255}, 0.10f);
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

constexpr std::array<Drawing, 8> kTable = {{
    {{"person", "person", Place::ground, 1.78f, 0.5f, true, 8}, 0.985f, person},
    {{"woman", "woman", Place::ground, 1.68f, 0.5f, true, 8}, 0.985f, woman},
    {{"child", "child", Place::ground, 1.15f, 0.5f, true, 8}, 0.985f, child},
    {{"couple", "couple", Place::ground, 1.78f, 0.78f, true, 8}, 0.985f, couple},
    {{"astronaut", "astronaut", Place::space, 1.95f, 0.72f, true, 8}, 0.985f, astronaut},
    {{"knight", "knight", Place::ground, 1.9f, 0.5f, true, 8}, 0.985f, knight},
    {{"wizard", "wizard", Place::ground, 2.1f, 0.5f, true, 8}, 0.985f, wizard},
    {{"snowman", "snowman", Place::ground, 1.7f, 0.6f, false, 1}, 0.985f, snowman},
}};

}  // namespace

std::span<const Drawing> people() { return kTable; }

}  // namespace storyteller
