// Animals of the wild and of tales, going to the right.
#include "plugins/engines/storyteller/subjects/quadruped.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

float wave(float phase, float amount) { return amount * std::sin(phase * 2 * std::numbers::pi_v<float>); }

void lion(Pen& p, float phase, Dice&) {
  const Ink coat = p.main(0xD2A052), mane{0x8A4E22}, pale = mix(coat, {0xFFF3DC}, 0.6f);
  const float sway = wave(phase, 5);
  p.fill(Shape::limb({{20, 48, 2.6f}, {10, 56, 2.2f}, {7, 70, 2}, {11 + sway, 80, 1.8f}}), coat * 0.92f, {.round = 3});
  p.fill(Shape::smooth({{9 + sway, 78}, {14 + sway, 80}, {16 + sway, 88}, {11 + sway, 92}, {8 + sway, 86}}), mane,
         {.round = 3});
  Quadruped q;
  q.body = {{{28, 50, 13.5f}, {46, 52, 13.5f}, {64, 50, 15}, {82, 48, 15}}, {{84, 46, 13}, {98, 34, 12}}};
  q.hind = {27, 56, 11, 5, 4.2f, 5, 4};
  q.fore = {82, 58, 9, 5, 4.4f, 5.2f, 1};
  q.stride = 10, q.lift = 5, q.coat = coat;
  draw_quadruped(p, q, phase, [&] {
    p.fill(Shape::smooth({{34, 66}, {56, 63}, {76, 64}, {70, 74}, {44, 74}}), pale, {.alpha = 0.7f});
  });
  Shape fringe = Shape::ellipse(99, 35, 23, 25);
  for (int i = 0; i < 22; ++i) {
    const float a = i * 0.2856f, r = i % 2 ? 27.f : 24.f;
    fringe.add(Shape::ellipse(99 + r * 0.86f * std::cos(a), 36 + r * 0.94f * std::sin(a), 6.5f, 4, a * 57.3f));
  }
  p.begin(fringe, mane, {.round = 9});
  for (int i = 0; i < 40; ++i) {
    const float a = i * 0.157f;
    p.stroke(Shape::poly({{99 + 14 * std::cos(a), 36 + 15 * std::sin(a)},
                          {99 + 27 * std::cos(a + 0.05f), 36 + 29 * std::sin(a + 0.05f)}},
                         false),
             0.8f, i % 3 ? mane * 0.65f : mane * 1.35f);
  }
  p.end();
  for (float s : {-1.f, 1.f}) {
    p.fill(Shape::circle(101 + s * 13, 18, 5), coat, {.round = 4});
    p.fill(Shape::circle(101 + s * 13, 18.6f, 2.6f), {0x6A3A20});
  }
  p.begin(
      Shape::smooth(
          {{101, 18}, {112, 21}, {116, 32}, {112, 46}, {106, 54}, {101, 55}, {96, 54}, {90, 46}, {86, 32}, {90, 21}}),
      coat, {.round = 11});
  p.fill(Shape::smooth({{96, 22}, {106, 22}, {105, 40}, {97, 40}}), mix(coat, {0xFFE9B8}, 0.35f));
  p.fill(Shape::ellipse(101, 48, 10, 7), pale);
  p.end();
  p.fill(Shape::smooth({{96, 40}, {106, 40}, {103, 45.4f}, {99, 45.4f}}), {0x3A2018}, {.round = 2});
  p.stroke(
      Shape::path("M101,45 V48.4 M101,48.4 C98.6,51.4 95,50.8 93.6,48.8 M101,48.4 C103.4,51.4 107,50.8 108.4,48.8"),
      0.9f, {0x3A2018});
  for (float s : {-1.f, 1.f}) {
    p.fill(Shape::ellipse(101 + s * 7, 32, 2.8f, 2.3f), {0xF2C84A}, {.round = 1});
    p.fill(Shape::circle(101 + s * 7, 32, 1.5f), {0x16100A});
    p.stroke(Shape::poly({{101 + s * 3.6f, 29.6f}, {101 + s * 10.6f, 28.6f}}, false), 1.1f, {0x7A4A24});
  }
}

void giraffe(Pen& p, float phase, Dice&) {
  const Ink coat = p.main(0xE8BE72), patch{0x9A5A2A};
  const float sway = wave(phase, 2);
  p.stroke(Shape::smooth({{14, 62}, {9, 70}, {10 + sway, 78}}, false), 1, coat * 0.9f, {.round = 1});
  p.fill(Shape::ellipse(10 + sway, 80, 1.2f, 2.6f), {0x3A2418}, {.round = 1});
  Quadruped q;
  q.body = {{{20, 62, 7.6f}, {30, 60.5f, 8.6f}, {42, 57, 9.4f}},
            {{43, 56, 8}, {50, 42, 5}, {56, 26, 3.6f}, {60, 14, 3.2f}, {61, 10, 3.4f}},
            {{61, 10, 3.6f}, {67, 12.6f, 2.8f}, {72, 15.4f, 2.1f}}};
  q.hind = {19, 65, 6, 2, 1.5f, 1.8f, 2};
  q.fore = {43, 63, 5, 2, 1.5f, 1.8f, 0.6f};
  q.stride = 6, q.lift = 3, q.coat = coat, q.foot_height = 3, q.round = 8;
  draw_quadruped(p, q, phase, [&] {
    constexpr float spots[][3] = {
        {17, 58, 3.6f},    {24, 55, 3.4f},    {31, 54, 3.6f},    {38, 52, 3.4f}, {21, 64, 3.6f},    {29, 62, 3.8f},
        {37, 60, 3.8f},    {44, 58, 3.2f},    {26, 69, 2.8f},    {35, 68, 2.8f}, {43, 66, 3},       {46, 49, 3},
        {50, 44, 2.8f},    {47.5f, 41, 2.2f}, {52.6f, 37, 2.6f}, {55.6f, 31, 2}, {53.6f, 29, 1.9f}, {57, 24, 2},
        {58.4f, 19, 1.6f}, {18, 71, 2.4f},    {19, 77, 1.6f},    {43, 73, 2.2f}, {43.6f, 79, 1.5f}};
    for (const auto& s : spots) {
      std::vector<Pt> v;
      for (int i = 0; i < 6; ++i)
        v.push_back({s[0] + s[2] * (0.8f + 0.2f * ((i * 7 + int(s[0])) % 3) / 2) * std::cos(i * 1.047f),
                     s[1] + s[2] * 0.92f * std::sin(i * 1.047f)});
      p.fill(Shape::poly(v), patch);
    }
  });
  p.fill(Shape::smooth({{58, 8}, {55.4f, 14}, {51, 26}, {45, 40}, {40, 48}, {43, 48}, {48, 40}, {54, 26}, {58, 14}}),
         {0x7A4420}, {.round = 1.5f});
  for (float x : {59.6f, 62.6f}) {
    p.stroke(Shape::poly({{x, 8}, {x - 0.4f, 3.4f}}, false), 1.1f, coat * 0.9f, {.round = 0.8f});
    p.fill(Shape::circle(x - 0.4f, 3, 1.1f), {0x3A2418}, {.round = 1});
  }
  p.fill(Shape::smooth({{58.6f, 8.6f}, {54, 6}, {52.6f, 8}, {56, 11}}), coat * 0.85f, {.round = 1.4f});
  draw_eye(p, 64, 10.4f, 1);
  p.fill(Shape::ellipse(72.6f, 14.8f, 0.5f, 0.7f), {0x4A2A18});
  p.stroke(Shape::path("M68,17 C70,17.6 72,17.6 73.6,16.8"), 0.4f, {0x4A2A18});
}

void rabbit(Pen& p, float phase, Dice&) {
  const Ink coat = p.main(0xB59A7C), pale = mix(coat, {0xFFF8EE}, 0.72f);
  const float hop = 4 * std::abs(std::sin(std::numbers::pi_v<float> * phase)), y = -hop;
  p.push(0, y);
  p.fill(Shape::circle(12, 78, 7.4f), pale, {.round = 6});
  p.fill(Shape::limb({{66, 40, 4}, {58, 22, 5.4f}, {53, 6, 2.6f}}), coat * 0.8f, {.round = 5});
  p.fill(Shape::limb({{60, 82, 4.4f}, {62, 95, 3.4f}, {67, 96.5f, 3}}), coat * 0.72f, {.round = 4});
  p.begin(Shape::limb({{30, 72, 20.5f}, {46, 68, 19}, {60, 64, 14.5f}}) +
              Shape::limb({{62, 62, 12}, {70, 46, 13.4f}, {78, 48, 9.6f}}),
          coat, {.round = 17});
  p.fill(Shape::smooth({{64, 60}, {76, 56}, {74, 74}, {62, 84}, {44, 92}, {52, 76}}), pale, {.alpha = 0.85f});
  p.fill(Shape::smooth({{76, 50}, {90, 48}, {90, 60}, {76, 60}}), pale);
  p.end();
  p.fill(Shape::ellipse(30, 80, 17, 14.5f, -18), coat, {.round = 9});
  p.fill(Shape::limb({{26, 95, 4.2f}, {42, 96, 3.8f}}), coat, {.round = 4});
  p.fill(Shape::limb({{66, 78, 5}, {69, 90, 3.6f}, {70, 96, 3.2f}, {75, 96.8f, 2.8f}}), coat, {.round = 4});
  p.fill(Shape::limb({{70, 38, 4.2f}, {67, 20, 6}, {65, 4, 2.8f}}), coat, {.round = 6});
  p.fill(Shape::limb({{69.6f, 36, 2}, {67.2f, 21, 3.4f}, {65.4f, 8, 1.4f}}), {0xE6B0A8}, {.round = 3});
  draw_eye(p, 76, 43, 2.5f);
  p.fill(Shape::smooth({{86, 47}, {89.4f, 48}, {87, 51}}), {0xD88A8A}, {.round = 1});
  p.stroke(Shape::path("M84,52 L96,49 M84,53.6 L96,54.6"), 0.4f, {0xFFFFFF});
  p.pop();
}

// Fox and wolf share a frame; what differs is build and colour.
void canine(Pen& p, float phase, Ink coat, Ink dark, Ink pale, bool fox) {
  const float sway = wave(phase, 4);
  p.begin(fox ? Shape::limb({{26, 52, 4}, {14, 56, 8}, {11, 66, 9}, {9 + sway * 0.4f, 78, 5}, {10 + sway, 86, 1}})
              : Shape::limb({{24, 46, 4.4f}, {14, 54, 6.4f}, {10 + sway * 0.5f, 66, 6.4f}, {10 + sway, 78, 1.4f}}),
          coat * 0.95f, {.round = 8});
  if (fox)
    p.fill(Shape::rect(-5, 74, 30, 20), pale);
  else
    p.fill(Shape::rect(-5, 68, 30, 20), dark);
  p.end();
  for (float dx : {6.f, 0.f}) {
    if (dx > 0)
      p.fill(Shape::smooth({{90 + dx, 26}, {92 + dx, 6}, {92 + dx, 6}, {103 + dx, 22}}), coat * 0.7f, {.round = 3});
  }
  Quadruped q;
  q.body = {{{28, 50, 10.5f}, {46, 52, 10.5f}, {62, 51, 12}, {78, 49, 12.5f}},
            {{78, 46, 11.5f}, {87, 36, 9.6f}, {95, 28, 10}},
            {{95, 28, 10}, {105, 33, 5.6f}, {116, 37.5f, 2.8f}}};
  q.hind = {28, 54, 9, 3.4f, 2.7f, 3.2f, 4};
  q.fore = {79, 56, 7, 3.3f, 2.8f, 3.3f, 1};
  q.stride = 11, q.lift = 5, q.coat = coat, q.foot = dark, q.foot_height = fox ? 20 : 0;
  draw_quadruped(p, q, phase, [&] {
    p.fill(Shape::smooth({{76, 50}, {90, 42}, {98, 38}, {94, 52}, {84, 64}, {66, 66}, {40, 66}, {34, 61}, {56, 60}}),
           pale, {.alpha = 0.92f});
    p.fill(Shape::smooth({{92, 36}, {104, 34}, {122, 37}, {120, 44}, {102, 44}}), pale);
    if (!fox)
      p.fill(Shape::smooth({{18, 36}, {46, 38}, {76, 34}, {90, 22}, {92, 30}, {80, 44}, {50, 46}, {22, 46}}), dark,
             {.alpha = 0.8f});
  });
  p.fill(Shape::smooth({{86, 24}, {86, 4}, {86, 4}, {98, 19}}), coat, {.round = 4});
  p.fill(Shape::smooth({{88, 21}, {87.6f, 10}, {87.6f, 10}, {94.6f, 19}}), dark);
  p.fill(Shape::ellipse(117.4f, 36.2f, 2.7f, 2.2f), {0x17120F}, {.round = 2, .gloss = 0.5f});
  p.fill(Shape::ellipse(100, 26.6f, 2.4f, 1.8f, 20), fox ? Ink{0x2A1A0E} : Ink{0xF2C84A}, {.round = 1});
  p.fill(Shape::circle(100.4f, 26.6f, 1.2f), {0x120C08});
  p.stroke(Shape::path("M116,40 C110,41.6 105,41.4 101,39.4"), 0.8f, {0x2A1A14});
}

void fox(Pen& p, float phase, Dice&) { canine(p, phase, p.main(0xD8682A), {0x35221A}, {0xFBF3E6}, true); }

void wolf(Pen& p, float phase, Dice&) {
  const Ink coat = p.main(0x8E9298);
  canine(p, phase, coat, coat * 0.5f, mix(coat, {0xFFFFFF}, 0.6f), false);
}

void bear(Pen& p, float phase, Dice&) {
  const Ink coat = p.main(0x6B4428), snout = mix(coat, {0xE8C89A}, 0.5f);
  p.fill(Shape::circle(12, 48, 5), coat, {.round = 4});
  p.fill(Shape::circle(104, 20, 5), coat * 0.7f, {.round = 4});
  Quadruped q;
  q.body = {{{32, 50, 21}, {52, 48, 21.5f}, {72, 42, 22}, {86, 42, 18}},
            {{88, 42, 15}, {104, 34, 14}},
            {{106, 35, 10}, {118, 41, 6.6f}, {122, 43, 5.6f}}};
  q.hind = {30, 60, 14, 8, 7, 7.4f, 2};
  q.fore = {80, 60, 12, 8, 7, 7.4f, 0.5f};
  q.stride = 9, q.lift = 5, q.coat = coat, q.round = 17;
  draw_quadruped(p, q, phase, [&] {
    p.fill(Shape::smooth({{110, 36}, {122, 34}, {132, 42}, {124, 54}, {110, 48}}), snout);
  });
  p.fill(Shape::circle(95, 20.5f, 5.8f), coat, {.round = 5});
  p.fill(Shape::circle(95.4f, 21, 3), coat * 0.6f, {.round = 2});
  p.fill(Shape::ellipse(126, 40, 3.6f, 2.8f), {0x18110D}, {.round = 2, .gloss = 0.6f});
  p.stroke(Shape::path("M125,46.6 C121,48.8 117,48.6 114,47"), 1, {0x2A1A10});
  draw_eye(p, 109.5f, 31, 1.8f);
}

void unicorn(Pen& p, float phase, Dice&) {
  const Ink coat = p.main(0xF8F6FA);
  const float sway = wave(phase, 3);
  constexpr Ink manes[] = {{0xF08AC0}, {0xB58AE8}, {0x7AB8F0}};
  for (int i = 0; i < 3; ++i)
    p.fill(Shape::limb({{18, 40 + i * 2.f, 2.4f},
                        {11 - i * 1.5f, 46, 3},
                        {7 + i * 2.f + sway * 0.4f, 60, 3.2f},
                        {9 - i * 2.f + sway, 74 - i * 3.f, 2.6f},
                        {4 + i * 3.f + sway, 84 - i * 4.f, 0.8f}}),
           manes[i], {.round = 4});
  p.fill(Shape::path("M101,16 L103,8 L107,14 Z"), coat * 0.85f, {.round = 2});
  Quadruped q;
  q.body = {{{28, 48, 13}, {44, 49, 12.5f}, {60, 50, 13}, {77, 48, 13}},
            {{78, 47, 11.5f}, {87, 36, 9}, {95, 24, 6.6f}, {100, 19, 5.6f}},
            {{100, 19, 5.8f}, {106, 22, 5.4f}, {112, 29, 4.1f}, {116, 35, 3.6f}}};
  q.hind = {27, 54, 10.5f, 3.4f, 2.4f, 2.8f, 4};
  q.fore = {78, 57, 8, 3.2f, 2.3f, 2.7f, 1.5f};
  q.stride = 12, q.lift = 7, q.coat = coat, q.foot = {0xD9B45A}, q.foot_height = 5;
  draw_quadruped(p, q, phase,
                 [&] { p.fill(Shape::path("M113,26 L122,34 L116,42 L110,36 Z"), {0xF2C4CE}, {.alpha = 0.8f}); });
  p.begin(Shape::path("M100.6,14 L114,-1 L106,15.4 Z").transformed({1, 0, 0, 1, 0, 1.4f}), {0xF2C84A},
          {.round = 2, .gloss = 0.6f});
  for (int i = 0; i < 5; ++i)
    p.stroke(Shape::poly({{100 + i * 2.4f, 12.6f - i * 2.8f}, {106 + i * 1.6f, 14.6f - i * 2.8f}}, false), 0.7f,
             {0xB8862A});
  p.end();
  for (int i = 0; i < 3; ++i)
    p.fill(Shape::limb({{102 - i * 2.f, 12 + i * 1.5f, 3},
                        {93 - i * 2.f, 18 + i * 2.f, 4},
                        {85 - i * 1.f, 30 + i * 2.f, 4.2f},
                        {77 - i * 3.f + sway * 0.5f, 40 + i * 2.f, 3},
                        {71 - i * 2.f + sway, 46 + i * 3.f, 0.8f}}),
           manes[i], {.round = 4});
  draw_eye(p, 105.3f, 21.4f, 1.3f);
  p.fill(Shape::ellipse(117, 34, 0.9f, 1.2f), {0xB07A86});
  p.stroke(Shape::path("M112,38 C114,38.6 116,38.6 118,37.6"), 0.6f, {0xA06A76});
}

void dragon(Pen& p, float phase, Dice&) {
  const Ink hide = p.main(0x3E8A4E), belly{0xE6CF8A}, web = mix(hide, {0xD8482A}, 0.78f);
  const float beat = std::cos(2 * std::numbers::pi_v<float> * phase), lift = 0.15f + 0.85f * beat;
  const auto wing = [&](float x, float y, float lean, float shade) {
    const float k = std::abs(lift) < 0.15f ? 0.15f : lift;
    p.push(x, y, 1, k, lean);
    p.begin(Shape::smooth({{6, 2},
                           {6, 2},
                           {2, -24},
                           {14, -50},
                           {14, -50},
                           {-10, -44},
                           {-18, -36},
                           {-18, -36},
                           {-24, -38},
                           {-38, -30},
                           {-38, -30},
                           {-32, -22},
                           {-44, -8},
                           {-44, -8},
                           {-28, -8},
                           {-14, 4},
                           {-14, 4}}),
            web * shade, {.round = 5});
    p.fill(Shape::smooth({{0, 0}, {-4, -20}, {-18, -34}, {-26, -16}}), web * (shade * 0.85f), {.alpha = 0.7f});
    p.end();
    for (const Pt tip : {Pt{14, -50}, Pt{-18, -36}, Pt{-38, -30}, Pt{-44, -8}})
      p.stroke(Shape::smooth({{4, 0}, {2 + tip.x * 0.3f, -8 + tip.y * 0.5f}, tip}, false), 1.9f, hide * shade,
               {.round = 1.6f});
    p.pop();
  };
  p.push(6, 13, 0.86f, 0.86f);
  wing(86, 50, 28, 0.66f);
  for (float x : {64.f, 92.f})
    p.fill(Shape::limb({{x, 66, 6}, {x - 6, 78, 4.4f}, {x + 1, 86, 3}, {x + 6, 87, 2.4f}}), hide * 0.75f, {.round = 4});
  const float t = wave(phase, 4);
  p.fill(Shape::path("M2,0 L-12,-8 L-9,1 L-13,9 Z").transformed({1, 0, 0, 1, 12, 74 + t}), web, {.round = 2});
  Shape spikes;
  for (auto [x, y] : {std::pair{46.f, 60.f}, {54.f, 54.5f}, {63.f, 51.f}, {97.f, 42.f}, {103.f, 34.f}, {109.f, 26.f}})
    spikes.add(Shape::path("M-4,3 L-2,-6 L4,2 Z").transformed({1, 0, 0, 1, x, y}));
  p.fill(spikes, web, {.round = 1.5f});
  p.begin(Shape::limb({{10, 74 + t, 1.6f},
                       {24, 76 + t * 0.5f, 4},
                       {40, 70, 8},
                       {60, 62, 12.5f},
                       {82, 58, 13},
                       {98, 50, 9},
                       {108, 38, 7},
                       {114, 28, 7.4f}}) +
              Shape::limb({{114, 27, 8}, {124, 28, 6}, {136, 31, 4.4f}}),
          hide, {.round = 12, .gloss = 0.2f});
  p.fill(Shape::smooth({{36, 82}, {60, 72}, {84, 68}, {102, 54}, {114, 38}, {122, 36}, {112, 58}, {90, 82}, {50, 86}}),
         belly);
  for (int i = 0; i < 10; ++i)
    p.stroke(Shape::path("M-6,-5 C0,-3 4,2 6,8").transformed({1, 0, 0, 1, 50 + i * 6.6f, 76 - i * 3.0f}), 0.7f,
             belly * 0.75f);
  p.end();
  p.fill(Shape::limb({{114, 20, 2.2f}, {106, 12, 1.8f}, {100, 9, 0.5f}}), {0xE9DDBE}, {.round = 2});
  p.fill(Shape::limb({{118, 20, 2}, {112, 10, 1.6f}, {108, 5, 0.5f}}), {0xF4EACF}, {.round = 2});
  p.fill(Shape::ellipse(121, 24.6f, 2.6f, 1.9f, 14), {0xFFD23A}, {.round = 1, .glow = 0.4f});
  p.fill(Shape::ellipse(121.4f, 24.6f, 0.8f, 1.8f), {0x120C08});
  p.fill(Shape::circle(136.4f, 28.6f, 1), {0x1A3420});
  p.stroke(Shape::path("M139,33.4 C132,35.6 126,35.4 120,33"), 0.9f, {0x1A3420});
  for (float x : {134.f, 129.f})
    p.fill(Shape::path("M-1,0 L0,3 L1,0 Z").transformed({1, 0, 0, 1, x, 34.2f}), {0xFFFFFF});
  for (float x : {66.f, 95.f})
    p.fill(Shape::limb({{x, 66, 6.4f}, {x - 4, 80, 4.6f}, {x + 4, 89, 3.2f}, {x + 9, 90, 2.6f}}), hide, {.round = 5});
  wing(76, 50, -14, 1);
  p.pop();
}

constexpr std::array<Drawing, 8> kTable = {{
    {{"lion", "lion", Place::ground, 1.2f, 1.32f, true, 8}, 0.985f, lion},
    {{"giraffe", "giraffe", Place::ground, 4.8f, 0.78f, true, 8}, 0.985f, giraffe},
    {{"rabbit", "rabbit", Place::ground, 0.4f, 0.98f, true, 8}, 0.99f, rabbit},
    {{"fox", "fox", Place::ground, 0.6f, 1.22f, true, 8}, 0.985f, fox},
    {{"wolf", "wolf", Place::ground, 0.95f, 1.22f, true, 8}, 0.985f, wolf},
    {{"bear", "bear", Place::ground, 1.4f, 1.34f, true, 8}, 0.985f, bear},
    {{"unicorn", "unicorn", Place::ground, 2.2f, 1.24f, true, 8}, 0.985f, unicorn},
    {{"dragon", "dragon", Place::air, 5, 1.44f, true, 8}, 0.9f, dragon},
}};

}  // namespace

std::span<const Drawing> wild_animals() { return kTable; }

}  // namespace storyteller
