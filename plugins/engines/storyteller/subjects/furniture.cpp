// What stands in rooms and along streets.
#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <array>

namespace storyteller {
namespace {

constexpr Ink kWood{0x9A6A3E};

void table(Pen& p, float, Dice&) {
  const Ink wood = p.main(kWood);
  for (float x : {24.f, 128.f})
    p.fill(Shape::limb({{x, 22, 3.6f}, {x, 60, 3}, {x, 90, 2.4f}}), wood * 0.6f, {.round = 3});
  p.fill(Shape::path("M8,24 H152 V36 H8 Z"), wood * 0.8f, {.round = 3});
  p.stroke(Shape::rect(60, 26, 40, 8, 1), 0.8f, wood * 0.5f);
  p.fill(Shape::circle(80, 30, 1.6f), {0xD8B04A}, {.round = 1.5f, .gloss = 0.5f});
  for (float x : {14.f, 146.f})
    p.fill(Shape::limb({{x, 26, 5}, {x, 40, 3.6f}, {x, 46, 4.6f}, {x, 80, 3.4f}, {x, 96, 2.8f}}), wood,
           {.round = 5, .gloss = 0.2f});
  p.begin(Shape::path("M22,8 H138 L158,22 C159,25 158,26 156,26 H4 C2,26 1,25 2,22 Z"), mix(wood, {0xFFE2B0}, 0.25f),
          {.round = 3, .gloss = 0.2f});
  for (float y : {11.f, 14.f, 18.f})
    p.stroke(Shape::path("M0,0 C50,1.5 110,-1.5 160,0").transformed({1, 0, 0, 1, 0, y}), 0.6f, wood * 0.85f);
  p.fill(Shape::rect(0, 22, 160, 5), wood * 0.9f);
  p.end();
}

void chair(Pen& p, float, Dice&) {
  const Ink wood = p.main(0xA6703E);
  p.push(0, 3, 1, 0.97f);
  p.fill(Shape::limb({{22, 58, 2.6f}, {21, 90, 2.2f}}), wood * 0.6f, {.round = 3});
  p.fill(Shape::limb({{46, 58, 2.6f}, {48, 88, 2.2f}}), wood * 0.6f, {.round = 3});
  p.fill(Shape::limb({{12, 6, 2.8f}, {13, 30, 2.8f}, {12, 60, 3}, {9, 96, 2.4f}}), wood, {.round = 4, .gloss = 0.2f});
  p.fill(Shape::limb({{42, 4, 2.8f}, {42, 30, 2.8f}, {42, 56, 3}}), wood * 0.92f, {.round = 4, .gloss = 0.2f});
  p.fill(Shape::path("M11,4 C22,-1 33,-1 43,2 L43,14 C33,10 22,11 12,15 Z"), wood, {.round = 4});
  for (float x : {18.f, 24.f, 30.f, 36.f})
    p.fill(Shape::limb({{x, 12 - (x - 18) * 0.08f, 1.4f}, {x, 54, 1.4f}}), wood * 0.95f, {.round = 2});
  p.fill(Shape::path("M9,54 L44,51 L58,60 L57,66 L14,69 L8,60 Z"), wood * 0.75f, {.round = 2});
  p.fill(Shape::path("M9,53 C20,50 34,49 45,50 L59,58 C59,61 57,62 55,62 L15,64 C11,62 8,57 9,53 Z"), {0xB8413C},
         {.round = 6});
  p.stroke(Shape::path("M13,80 L51,78"), 2, wood * 0.8f, {.round = 1.6f});
  p.fill(Shape::limb({{15, 66, 3}, {14, 82, 2.6f}, {13, 97, 2.2f}}), wood, {.round = 4});
  p.fill(Shape::limb({{54, 64, 3}, {54, 82, 2.6f}, {55, 97, 2.2f}}), wood, {.round = 4});
  p.pop();
}

void bench(Pen& p, float, Dice&) {
  const Ink wood = p.main(0x9C6A3C), iron{0x34373C};
  p.push(2, 0);
  for (float x : {20.f, 172.f}) {
    p.stroke(Shape::smooth({{x - 8, 98}, {x - 5, 76}, {x - 10, 58}, {x - 4, 30}, {x - 12, 6}}, false), 5, iron,
             {.round = 3});
    p.stroke(Shape::smooth({{x - 6, 62}, {x + 12, 64}, {x + 18, 72}, {x + 14, 98}}, false), 5, iron, {.round = 3});
    p.stroke(Shape::smooth({{x - 6, 42}, {x + 10, 40}, {x + 20, 46}, {x + 16, 58}}, false), 4, iron, {.round = 3});
  }
  for (int i = 0; i < 4; ++i) p.fill(Shape::rect(4, 6 + i * 12.f, 184, 8, 2), wood * (1 - i * 0.03f), {.round = 3});
  for (int i = 0; i < 3; ++i)
    p.fill(Shape::rect(6 + i * 2.f, 58 + i * 5.4f, 184, 5.2f, 2), wood * (0.85f + i * 0.08f), {.round = 2.5f});
  p.pop();
}

void lamp(Pen& p, float, Dice&) {
  const Ink shade = p.main(0xE8C27A);
  const float on = 0.35f + 0.65f * p.night();
  p.halo(34, 28, 33, {1, 0.8f, 0.45f}, 0.35f * p.night());
  p.fill(Shape::ellipse(34, 95, 18, 4), {0xA9762F}, {.round = 4, .gloss = 0.6f});
  p.fill(Shape::limb({{34, 92, 4}, {34, 84, 7.5f}, {34, 74, 9}, {34, 62, 4.4f}, {34, 54, 2}, {34, 44, 1.6f}}),
         {0xC08A3A}, {.round = 8, .gloss = 0.7f});
  p.begin(Shape::path("M20,4 C28,2 40,2 48,4 L64,46 C46,52 22,52 4,46 Z"), mix(shade, {0xFFF0C4}, 0.5f * on),
          {.round = 16, .glow = 0.7f * p.night()});
  for (int i = 0; i < 13; ++i)
    p.stroke(Shape::poly({{20 + i * 2.33f, 2}, {4 + i * 5.f, 52}}, false), 0.6f, shade * 0.85f);
  p.fill(Shape::rect(0, 43, 70, 2.4f), shade * 0.7f);
  p.fill(Shape::rect(0, 5, 70, 2), shade * 0.7f);
  p.end();
  p.stroke(Shape::path("M44,50 V62"), 0.6f, {0xD8B04A});
  p.fill(Shape::circle(44, 63, 1.4f), {0xD8B04A}, {.round = 1});
  p.light(0.5f, 0.34f, {255, 214, 140}, 0.9f);
}

void street_lamp(Pen& p, float, Dice&) {
  const Ink iron = p.main(0x2C3238);
  const float on = p.night();
  p.halo(16, 17, 15, {1, 0.85f, 0.5f}, 0.5f * on);
  p.fill(Shape::path("M8,99 L9,94 H23 L24,99 Z"), iron, {.round = 2.5f});
  p.fill(Shape::path("M11,94 L12.6,82 H19.4 L21,94 Z"), iron, {.round = 4});
  p.fill(Shape::limb({{16, 84, 1.9f}, {16, 60, 1.5f}, {16, 32, 1.2f}}), iron, {.round = 2.5f, .gloss = 0.2f});
  for (float y : {80.f, 58.f, 36.f}) p.fill(Shape::ellipse(16, y, 2.5f, 1), iron * 1.2f, {.round = 1.2f});
  p.stroke(Shape::path("M8.5,36.5 H23.5"), 1.1f, iron, {.round = 0.8f});
  for (float x : {8.f, 24.f}) p.fill(Shape::circle(x, 36.5f, 1.1f), iron, {.round = 1});
  p.fill(Shape::path("M12.6,31 H19.4 L18,33.5 H14 Z"), iron, {.round = 1});
  p.fill(Shape::path("M9.4,10 H22.6 L19.4,31 H12.6 Z"), mix({0xD8E2E2}, {0xFFE9A8}, 0.35f + 0.65f * on),
         {.round = 5, .glow = on});
  p.fill(Shape::ellipse(16, 21, 2.2f, 4), {0xFFF6D6}, {.round = 0, .alpha = 0.5f + 0.5f * on, .glow = 1});
  for (const char* bar : {"M9.4,10 L12.6,31", "M22.6,10 L19.4,31", "M16,10 V31"})
    p.stroke(Shape::path(bar), 0.7f, iron, {.round = 0.5f});
  p.fill(Shape::path("M7.4,10.4 L12,4.4 H20 L24.6,10.4 Z"), iron, {.round = 3});
  p.fill(Shape::limb({{16, 4.4f, 1.3f}, {16, 1.4f, 0.6f}}), iron, {.round = 1});
  p.light(0.5f, 0.2f, {255, 222, 150}, 0.35f);
}

void piano(Pen& p, float, Dice&) {
  const Ink lacquer = p.main(0x1C1C20);
  // A grand piano from its keyboard side: lid up, held by its stick.
  p.fill(Shape::smooth(
             {{26, 46}, {26, 46}, {34, 12}, {60, 3}, {98, 3}, {134, 12}, {152, 26}, {152, 26}, {146, 46}, {146, 46}}),
         lacquer, {.round = 7, .gloss = 0.7f});
  p.fill(Shape::smooth({{38, 44}, {44, 18}, {64, 10}, {98, 10}, {128, 18}, {140, 30}, {138, 44}}),
         mix(lacquer, {0xC98A3A}, 0.5f), {.round = 4});
  for (int i = 0; i < 16; ++i)
    p.stroke(Shape::poly({{52 + i * 5.f, 44}, {56 + i * 4.6f, 22}}, false), 0.4f, {0xE9D6A0});
  p.stroke(Shape::path("M128,46 L118,16"), 1.6f, lacquer * 1.3f, {.round = 1});
  for (float x : {34.f, 140.f})
    p.fill(Shape::limb({{x, 66, 4.6f}, {x, 80, 3.2f}, {x, 94, 2.4f}}), lacquer, {.round = 4, .gloss = 0.4f});
  p.fill(Shape::limb({{88, 64, 2.4f}, {88, 90, 1.8f}}), lacquer, {.round = 3});
  p.fill(Shape::path("M78,90 H98 L100,95 H76 Z"), {0xC99A3C}, {.round = 2, .gloss = 0.5f});
  for (float x : {33.f, 141.f}) p.fill(Shape::circle(x, 96.5f, 2.3f), {0xC99A3C}, {.round = 2, .gloss = 0.5f});
  p.begin(Shape::path("M18,44 H156 L160,70 H14 Z"), lacquer, {.round = 5, .gloss = 0.8f});
  p.fill(Shape::rect(22, 54, 130, 11), {0xFBF9F2});
  for (int i = 0; i < 36; ++i)
    p.stroke(Shape::poly({{22 + i * 3.61f, 54}, {22 + i * 3.61f, 65}}, false), 0.4f, {0x6A6862});
  for (int i = 0; i < 35; ++i)
    if (i % 7 != 2 && i % 7 != 6) p.fill(Shape::rect(22 + (i + 1) * 3.61f - 1.1f, 54, 2.2f, 6.8f), {0x101013});
  p.end();
  p.fill(Shape::path("M66,30 H110 L114,46 H62 Z"), lacquer * 1.5f, {.round = 2});
  p.fill(Shape::path("M70,30 L87,32 L87,45 L68,44 Z M106,30 L89,32 L89,45 L108,44 Z"), {0xFBF6E6}, {.round = 1});
  for (int i = 0; i < 4; ++i)
    p.stroke(Shape::poly({{72, 33.5f + i * 2.6f}, {85, 35.f + i * 2.6f}}, false), 0.4f, {0x6A6862});
  for (int i = 0; i < 4; ++i)
    p.stroke(Shape::poly({{91, 35 + i * 2.6f}, {105, 33.5f + i * 2.6f}}, false), 0.4f, {0x6A6862});
}

constexpr std::array<Drawing, 6> kTable = {{
    {{"table", "table", Place::ground, 0.76f, 1.6f, false, 1}, 0.985f, table},
    {{"chair", "chair", Place::ground, 0.95f, 0.66f, false, 1}, 0.985f, chair},
    {{"bench", "park bench", Place::ground, 0.85f, 1.98f, false, 1}, 0.985f, bench},
    {{"lamp", "table lamp", Place::table, 0.5f, 0.68f, false, 1}, 0.985f, lamp},
    {{"street_lamp", "street lamp", Place::ground, 4, 0.32f, false, 1}, 0.985f, street_lamp},
    {{"piano", "grand piano", Place::ground, 1.5f, 1.74f, false, 1}, 0.985f, piano},
}};

}  // namespace

std::span<const Drawing> furniture() { return kTable; }

}  // namespace storyteller
