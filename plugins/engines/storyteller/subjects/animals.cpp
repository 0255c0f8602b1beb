// Animals on land, all walking to the right.
#include "plugins/engines/storyteller/subjects/quadruped.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

float wave(float phase, float amount) { return amount * std::sin(phase * 2 * std::numbers::pi_v<float>); }

void dog(Pen& p, float phase, Dice&) {
  const Ink coat = p.main(0xB9803F), dark = coat * 0.6f, pale = mix(coat, {0xFFF6E4}, 0.62f);
  const float wag = wave(phase * 2, 5);
  p.fill(Shape::limb({{20, 44, 4.2f}, {11, 36, 3.8f}, {7, 25, 3.2f}, {10 + wag, 14, 2}}), coat * 0.92f, {.round = 6});
  Quadruped q;
  q.body = {{{25, 49, 11}, {42, 50, 11.5f}, {58, 50, 13.5f}, {74, 47, 14.5f}},
            {{74, 45, 13}, {83, 35, 10.5f}, {92, 25, 11.5f}},
            {{92, 25, 11.5f}, {102, 28.5f, 7}, {112, 30.5f, 5.2f}}};
  q.hind = {25, 55, 10, 4.4f, 3.6f, 4, 4};
  q.fore = {76, 56, 8, 4.4f, 3.8f, 4.2f, 1};
  q.stride = 10, q.lift = 5, q.coat = coat;
  q.foot = pale, q.foot_height = 9;
  draw_quadruped(p, q, phase, [&] {
    p.fill(Shape::smooth({{66, 50}, {80, 44}, {94, 36}, {92, 52}, {84, 66}, {66, 64}, {40, 64}, {30, 61}, {48, 58}}),
           pale, {.alpha = 0.9f});
    p.fill(Shape::smooth({{97, 24}, {106, 25}, {120, 28}, {120, 38}, {104, 38}, {98, 33}}), pale);
    p.fill(Shape::smooth({{24, 36}, {44, 35}, {66, 33}, {64, 44}, {44, 46}, {26, 46}}), dark, {.alpha = 0.75f});
  });
  p.stroke(Shape::path("M99,34.5 C105,37 111,36.5 116,33"), 1, {0x3A2418});
  p.fill(Shape::path("M103,36 C103,42 110,43 110.5,35.8 Z"), {0xE77E86}, {.round = 2});
  p.fill(Shape::ellipse(115.6f, 27.6f, 3.2f, 2.7f), {0x1C1512}, {.round = 2, .gloss = 0.6f});
  draw_eye(p, 98, 22, 1.9f);
  p.fill(Shape::smooth({{86, 14}, {93, 17}, {92, 30}, {86, 40}, {79, 38}, {79, 26}}), dark, {.round = 5});
  p.stroke(Shape::path("M78,41.5 C82,48 88,49 93,46"), 3.4f, {0xD23A32}, {.round = 2});
  p.fill(Shape::circle(89, 51, 2.4f), {0xE9C04A}, {.round = 2, .gloss = 0.5f});
}

void cat(Pen& p, float phase, Dice&) {
  const Ink coat = p.main(0xE08A3C), stripe = coat * 0.66f, pale = mix(coat, {0xFFF8EC}, 0.72f);
  const float sway = wave(phase, 5);
  p.begin(Shape::limb({{20, 52, 4.4f}, {10, 45, 4.2f}, {7, 30, 4}, {13 + sway * 0.5f, 17, 3.8f}, {11 + sway, 6, 3}}),
          coat, {.round = 6});
  for (float y : {8.f, 17.f, 27.f, 37.f}) p.stroke(Shape::poly({{0, y + 2}, {24, y - 1}}, false), 3, stripe);
  p.end();
  Quadruped q;
  q.body = {{{24, 57, 12}, {42, 58, 12}, {60, 57, 12}, {76, 55, 12}}, {{76, 54, 11}, {88, 42, 9.5f}}};
  q.hind = {24, 62, 10, 4.6f, 3.6f, 4.2f, 4};
  q.fore = {78, 62, 7.5f, 4.2f, 3.6f, 4.2f, 1};
  q.stride = 9, q.lift = 5, q.coat = coat, q.foot = pale, q.foot_height = 8;
  draw_quadruped(p, q, phase, [&] {
    p.fill(Shape::smooth({{72, 58}, {90, 52}, {88, 66}, {72, 72}, {40, 72}, {30, 69}, {54, 66}}), pale,
           {.alpha = 0.8f});
    for (int i = 0; i < 6; ++i)
      p.stroke(Shape::path("M0,42 C4,50 4,56 1,62").transformed({1, 0, 0, 1, 20.f + i * 9.5f, 0}), 3.2f, stripe);
    p.stroke(Shape::path("M15,72 C22,74 28,73 32,71"), 3, stripe);
  });
  // The face looks at us.
  p.fill(Shape::path("M80,25 L79,4 C86,7 91,12 94,18 Z"), coat, {.round = 4});
  p.fill(Shape::path("M114,25 L116,4 C109,7 104,12 101,18 Z"), coat, {.round = 4});
  p.fill(Shape::path("M82.5,19 L82,9 C86,11 88,14 90,17 Z"), {0xE9A7A0});
  p.fill(Shape::path("M112,19 L113,9 C109,11 107,14 105,17 Z"), {0xE9A7A0});
  p.begin(Shape::smooth({{97.5f, 13},
                         {108, 15},
                         {116, 24},
                         {117, 34},
                         {110, 42},
                         {97.5f, 45},
                         {85, 42},
                         {78, 34},
                         {79, 24},
                         {87, 15}}),
          coat, {.round = 11});
  for (float x : {91.f, 97.5f, 104.f})
    p.stroke(Shape::poly({{x, 12}, {97.5f + (x - 97.5f) * 0.7f, 21}}, false), 2.2f, stripe);
  p.stroke(Shape::path("M77,30 L85,32 M77,36 L85,36 M118,30 L110,32 M118,36 L110,36"), 1.6f, stripe);
  p.fill(Shape::ellipse(97.5f, 39, 9, 6.5f), pale);
  p.end();
  for (float x : {90.f, 105.f}) {
    p.fill(Shape::ellipse(x, 27.5f, 4, 4.4f), {0xC9D65A}, {.round = 2});
    p.fill(Shape::ellipse(x, 27.5f, 1.5f, 4), {0x14110C});
    p.fill(Shape::circle(x + 1.3f, 25.8f, 1), {0xFFFFFF}, {.round = 0, .glow = 0.6f});
  }
  p.fill(Shape::path("M95,34 H100 L97.5,37 Z"), {0xD8727A}, {.round = 1});
  p.stroke(Shape::path("M97.5,37 C97,40 94,41 92,40 M97.5,37 C98,40 101,41 103,40"), 0.8f, {0x4A2A1C});
  p.stroke(Shape::path("M90,37 L74,34 M90,39 L74,40 M105,37 L121,34 M105,39 L121,40"), 0.45f, {0xFFFFFF});
}

void horse_like(Pen& p, float phase, Ink coat, Ink mane, bool striped) {
  const float sway = wave(phase, 3);
  p.fill(
      Shape::limb(
          {{17, 36, 2.6f}, {10, 42, 4}, {7 + sway * 0.4f, 56, 4.6f}, {8 + sway, 70, 3.6f}, {5 + sway * 1.4f, 80, 1}}),
      mane, {.round = 6});
  Quadruped q;
  q.body = {{{28, 43, 13.5f}, {44, 44, 13}, {60, 45, 13.5f}, {77, 43, 13.5f}},
            {{78, 42, 12}, {87, 31, 9.4f}, {95, 18, 6.8f}, {100, 12, 5.8f}},
            {{100, 12, 6}, {106, 15, 5.6f}, {112, 23, 4.2f}, {116, 29, 3.7f}}};
  q.hind = {27, 49, 11, 3.5f, 2.5f, 2.9f, 4};
  q.fore = {78, 52, 8.5f, 3.3f, 2.4f, 2.8f, 1.5f};
  q.stride = 12, q.lift = 7, q.coat = coat, q.foot_height = 5;
  p.fill(Shape::path("M97,9 L98,0.5 C102,3 103.5,6.5 103,10 Z"), coat * 0.85f, {.round = 2});
  draw_quadruped(p, q, phase, [&] {
    p.fill(Shape::path("M113,20 L122,28 L116,36 L110,30 Z"), coat * 0.55f, {.alpha = 0.8f});
    if (!striped) return p.stroke(Shape::path("M106,11 L113,19"), 2, {0xF6EFE2});
    const Ink black{0x1C1A1C};
    for (int k = 0; k < 8; ++k) {  // round the barrel, leaning back over the hind quarters
      const float x = 31 + 6.2f * static_cast<float>(k), lean = 9 - 1.7f * static_cast<float>(k);
      p.stroke(Shape::smooth({{x - lean, 27}, {x - lean * 0.2f, 38}, {x + 0.6f, 48}, {x - 1.2f, 57.5f}}, false), 2.9f,
               black);
    }
    for (int k = 0; k < 5; ++k) {  // across the neck
      const float t = static_cast<float>(k) / 4, x = 79 + 15 * t, y = 37 - 21 * t;
      p.stroke(Shape::smooth({{x - 11, y - 4}, {x, y + 2}, {x + 9, y + 8}}, false), 2.6f, black);
    }
    for (int k = 0; k < 3; ++k) {
      const float x = 101 + 3.4f * static_cast<float>(k), y = 8 + 5 * static_cast<float>(k);
      p.stroke(Shape::poly({{x + 4, y - 3}, {x - 2, y + 8}}, false), 1.5f, black);
    }
    for (int k = 0; k < 8; ++k) {  // rings down the legs
      const float y = 58 + 4.6f * static_cast<float>(k);
      for (const float x : {8.f, 64.f})
        p.stroke(Shape::smooth({{x, y}, {x + 15, y + 2.2f}, {x + 34, y - 0.5f}}, false), 2.0f, black);
    }
  });
  p.fill(Shape::smooth({{103, 4},
                        {98, 3},
                        {91, 10},
                        {84, 22},
                        {76, 33},
                        {70, 34},
                        {74, 41},
                        {82, 40},
                        {89, 32},
                        {95, 21},
                        {101, 12},
                        {106, 12}}),
         mane, {.round = 4});
  p.fill(Shape::path("M101,8 L104,0.5 C106.5,3.5 107,7 105.5,10 Z"), coat, {.round = 2});
  draw_eye(p, 105.3f, 14.4f, 1.2f);
  p.fill(Shape::ellipse(117, 28, 0.9f, 1.3f), {0x1E120C});
  p.stroke(Shape::path("M112,32 C114,32.6 116,32.6 118,31.6"), 0.6f, {0x2A1812});
}

void horse(Pen& p, float phase, Dice&) { horse_like(p, phase, p.main(0x8C5230), {0x2B1A12}, false); }
void zebra(Pen& p, float phase, Dice&) { horse_like(p, phase, p.main(0xF1EDE4), {0x1C1A1C}, true); }

void cow(Pen& p, float phase, Dice& dice) {
  const Ink coat = p.main(0xF5F0E6), patch{0x2C2623};
  p.stroke(Shape::path("M15,32 C8,38 9,52 10,64"), 1.8f, coat * 0.9f, {.round = 1.5f});
  p.fill(Shape::ellipse(10, 67, 2.4f, 5), patch, {.round = 2});
  p.fill(Shape::ellipse(42, 68, 8, 7), {0xE9B3A8}, {.round = 5});
  p.fill(Shape::rect(40, 72, 2, 5, 1) + Shape::rect(44, 72, 2, 5, 1), {0xDB9C92}, {.round = 1});
  Quadruped q;
  q.body = {{{26, 44, 16}, {46, 46, 18}, {68, 46, 18}, {86, 44, 16}},
            {{88, 40, 13}, {99, 31, 10.5f}, {108, 25, 9.5f}},
            {{108, 25, 9.5f}, {116, 33, 7.6f}, {121, 40, 6.4f}}};
  q.hind = {25, 54, 11, 4.4f, 3.4f, 3.8f, 3};
  q.fore = {86, 56, 9, 4.4f, 3.4f, 3.8f, 1};
  q.stride = 8, q.lift = 4, q.coat = coat, q.foot_height = 6, q.round = 14;
  p.fill(Shape::smooth({{101, 19}, {94, 16}, {90, 20}, {96, 26}}), coat * 0.8f, {.round = 3});
  draw_quadruped(p, q, phase, [&] {
    const float j = dice.in(-2, 2);
    p.fill(Shape::smooth({{8, 30}, {24, 26}, {36, 32}, {34, 46}, {22, 54}, {10, 48}}), patch);
    p.fill(Shape::smooth({{50 + j, 26}, {66 + j, 26}, {74, 40}, {66, 56}, {54, 58}, {46, 44}}), patch);
    p.fill(Shape::smooth({{82, 54}, {94, 48}, {96, 60}, {86, 68}}), patch);
    p.fill(Shape::smooth({{98, 16}, {110, 14}, {113, 24}, {108, 36}, {98, 36}, {92, 28}}), patch);
    p.fill(Shape::smooth({{115, 34}, {126, 34}, {130, 44}, {120, 50}, {113, 42}}), {0xE9B3A8});
  });
  p.fill(Shape::limb({{103, 16, 2.2f}, {100, 9, 1.9f}, {104, 4, 0.8f}}), {0xDCCBA6}, {.round = 2});
  p.fill(Shape::limb({{111, 15, 2.2f}, {113, 8, 1.9f}, {118, 4, 0.8f}}), {0xE8D8B4}, {.round = 2});
  p.fill(Shape::smooth({{101, 19}, {93, 22}, {90, 28}, {97, 29}, {103, 25}}), patch, {.round = 3});
  draw_eye(p, 112, 25, 1.7f);
  p.fill(Shape::ellipse(123.4f, 38.6f, 1.2f, 1.6f), {0x7A4640});
  p.stroke(Shape::path("M116,44.5 C119,46 122,46 125,44"), 0.8f, {0x7A4640});
  p.stroke(Shape::path("M93,48 C98,50 102,46 104,40"), 2.2f, {0x8A4A2C}, {.round = 1.5f});
  p.fill(Shape::path("M95,50 L102,48 L103,56 H95 Z"), {0xD9B04A}, {.round = 2, .gloss = 0.4f});
}

void sheep(Pen& p, float phase, Dice& dice) {
  const Ink wool = p.main(0xF7F1E3), skin{0x3A322F};
  Quadruped q;
  q.body = {{{96, 36, 10}, {105, 45, 6.8f}, {109, 53, 5.6f}}};
  q.hind = {32, 66, 7, 3.6f, 3, 3.6f, 2};
  q.fore = {80, 66, 6, 3.4f, 3, 3.6f, 0.5f};
  q.stride = 7, q.lift = 4, q.coat = skin, q.foot = {0x17120F}, q.foot_height = 4, q.round = 6;
  draw_quadruped(p, q, phase);
  Shape fleece = Shape::ellipse(55, 48, 38, 25);
  for (int i = 0; i < 22; ++i) {
    const float a = i * 2 * std::numbers::pi_v<float> / 22;
    fleece.add(Shape::circle(55 + 39 * std::cos(a), 48 + 25.5f * std::sin(a), 8.2f + dice.in(-1, 1)));
  }
  p.fill(fleece, wool, {.round = 15});
  for (int i = 0; i < 24; ++i) {  // curls, spread evenly
    const float a = i * 2.39996f, r = std::sqrt((i + 0.6f) / 24);
    const float x = 55 + 35 * r * std::cos(a) + dice.in(-1.5f, 1.5f),
                y = 48 + 23 * r * std::sin(a) + dice.in(-1.5f, 1.5f);
    p.stroke(Shape::path("M-4,0 C-4,-4.5 4,-4.5 4,0 C4,2.5 0,2.5 0,0.4").transformed({1, 0, 0, 1, x, y}), 0.9f,
             wool * 0.8f);
  }
  p.fill(Shape::circle(93, 25, 6) + Shape::circle(100, 23, 6) + Shape::circle(88, 31, 6) + Shape::circle(96, 28, 6),
         wool, {.round = 6});
  p.fill(Shape::smooth({{92, 31}, {84, 31}, {79, 36}, {85, 39}, {93, 36}}), skin * 1.25f, {.round = 3});
  draw_eye(p, 103.5f, 38, 1.6f, {0xE9D27A});
  p.fill(Shape::circle(103.8f, 38, 0.8f), {0x120E0B});
  p.stroke(Shape::path("M106,56 C108,57 110,56.6 112,55"), 0.7f, {0x8A7A72});
}

void deer(Pen& p, float phase, Dice&) {
  const Ink coat = p.main(0xA96E3C), pale = mix(coat, {0xFFF5E2}, 0.7f), horn{0xC9AE86};
  p.fill(Shape::limb({{17, 50, 3}, {12, 54, 3}, {11, 59, 1.6f}}), pale, {.round = 3});
  const auto antler = [&](Ink ink, float dx) {
    p.push(dx, 0);
    p.stroke(Shape::path(
                 "M78,26 C76,18 68,16 66,3 M75,18 C80,14 80,9 79,4 M69,13 C62,12 59,9 58,5 M73,17 C66,19 61,17 58,14"),
             1.9f, ink, {.round = 1.6f});
    p.pop();
  };
  antler(horn * 0.75f, 7);
  Quadruped q;
  q.body = {{{27, 55, 11}, {42, 56, 10.5f}, {56, 56, 10.8f}, {68, 54, 10.5f}},
            {{68, 53, 9.5f}, {75, 43, 6.6f}, {79, 33, 5.4f}, {82, 29, 5.4f}},
            {{82, 29, 5.6f}, {89, 32.5f, 3.9f}, {95, 36, 2.8f}}};
  q.hind = {26, 60, 9.5f, 2.7f, 1.8f, 2.1f, 4};
  q.fore = {69, 60, 7, 2.5f, 1.8f, 2.1f, 1};
  q.stride = 9, q.lift = 6, q.coat = coat, q.foot_height = 3.5f, q.round = 10;
  draw_quadruped(p, q, phase, [&] {
    p.fill(Shape::smooth({{30, 68}, {50, 64}, {66, 63}, {66, 72}, {40, 74}}), pale, {.alpha = 0.8f});
    p.fill(Shape::smooth({{14, 50}, {19, 48}, {21, 58}, {16, 64}}), pale);
    p.fill(Shape::smooth({{76, 40}, {82, 36}, {80, 46}, {74, 52}}), pale, {.alpha = 0.8f});
    for (int i = 0; i < 11; ++i) {
      const int row = i / 6;
      p.fill(Shape::circle(26 + (i % 6) * 6.5f + row * 3, 49.5f + row * 5.f, 1.1f), pale);
    }
    p.fill(Shape::smooth({{88, 35}, {98, 35}, {98, 41}, {90, 39}}), pale);
  });
  p.fill(Shape::smooth({{79, 27}, {71, 21}, {67, 22}, {70, 28}, {77, 31}}), coat * 0.85f, {.round = 3});
  p.fill(Shape::smooth({{77, 28}, {72, 24}, {70, 24}, {72, 27}}), {0xE3B7A0});
  antler(horn, 0);
  draw_eye(p, 84.5f, 28.6f, 1.4f);
  p.fill(Shape::ellipse(96.6f, 35.4f, 1.8f, 1.5f), {0x1B1412}, {.round = 1});
}

void elephant(Pen& p, float phase, Dice&) {
  const Ink hide = p.main(0x8D9098);
  const float sway = wave(phase, 4);
  p.stroke(Shape::path("M12,40 C6,48 8,58 7,66"), 1.8f, hide * 0.8f, {.round = 1.5f});
  p.fill(Shape::ellipse(7, 68, 1.6f, 3), {0x35353A});
  p.fill(Shape::limb({{112, 58, 3.2f}, {121, 64, 2.6f}, {128, 61, 1}}), {0xE9E0CC}, {.round = 2});
  Quadruped q;
  q.body = {{{34, 44, 23}, {52, 42, 25}, {74, 42, 24}},
            {{82, 38, 20}, {98, 34, 18}, {106, 36, 15}},
            {{108, 40, 12}, {117, 52, 8}, {119 + sway * 0.3f, 66, 6}, {118 + sway, 80, 4.6f}, {124 + sway, 88, 3.4f}}};
  q.hind = {28, 58, 15, 9, 8, 8.4f, 2};
  q.fore = {80, 60, 13, 9, 8, 8.4f, 0.5f};
  q.stride = 8, q.lift = 4, q.coat = hide, q.round = 18;
  draw_quadruped(p, q, phase, [&] {
    for (int i = 0; i < 9; ++i)
      p.stroke(Shape::path("M108,0 q6,2.5 17,0").transformed({1, 0, 0, 1, 0, 52.f + i * 4}), 0.7f, hide * 0.7f);
    p.stroke(Shape::path("M22,74 q6,2 12,0 M74,76 q6,2 12,0 M23,80 q6,2 12,0 M74,82 q6,2 12,0"), 0.7f, hide * 0.7f);
    for (float x : {20.f, 26.f, 32.f, 73.f, 79.f, 85.f})
      p.fill(Shape::ellipse(x + 3, 97, 2.4f, 2), {0xE4DCCB}, {.alpha = 0.55f});
  });
  p.begin(Shape::smooth({{86, 18}, {74, 16}, {65, 26}, {65, 44}, {72, 60}, {80, 66}, {88, 58}, {94, 46}, {95, 28}}),
          hide * 0.93f, {.round = 9});
  p.fill(Shape::smooth({{84, 24}, {75, 24}, {71, 34}, {74, 50}, {80, 57}, {86, 48}, {89, 32}}), {0xB79C9C},
         {.alpha = 0.5f});
  p.end();
  p.fill(Shape::limb({{108, 56, 3.4f}, {117, 66, 2.8f}, {127, 66, 1}}), {0xF7F0DF}, {.round = 2.5f, .gloss = 0.2f});
  draw_eye(p, 104, 32, 1.8f);
  p.stroke(Shape::path("M101,28.5 C103,27 106,27 108,29"), 0.7f, hide * 0.6f);
}

void camel(Pen& p, float phase, Dice&) {
  const Ink coat = p.main(0xC9975A);
  p.stroke(Shape::path("M17,42 C11,48 11,56 12,62"), 1.8f, coat * 0.85f, {.round = 1.5f});
  p.fill(Shape::ellipse(12, 64, 1.8f, 3.4f), coat * 0.5f, {.round = 1});
  Quadruped q;
  q.body = {{{27, 47, 11.5f}, {42, 45, 13}, {58, 45, 13}, {74, 47, 12.5f}},
            {{38, 36, 9}, {46, 25, 8.5f}, {52, 20, 5}, {56, 26, 8}, {62, 36, 9}},
            {{76, 48, 10.5f}, {88, 50, 8}, {98, 42, 6}, {102, 28, 5}, {103, 17, 5}},
            {{103, 16, 5.4f}, {109, 17, 4.8f}, {116, 20, 4}}};
  q.hind = {26, 53, 10, 3.4f, 2.7f, 3.4f, 4};
  q.fore = {75, 55, 8, 3.8f, 2.7f, 3.4f, 1.5f};
  q.stride = 10, q.lift = 6, q.coat = coat, q.foot = coat * 0.6f, q.foot_height = 3;
  draw_quadruped(p, q, phase, [&] {
    p.fill(Shape::smooth({{42, 26}, {50, 12}, {60, 26}, {54, 30}, {48, 27}}), coat * 0.62f, {.alpha = 0.7f});
    p.fill(Shape::smooth({{82, 58}, {94, 54}, {104, 42}, {106, 50}, {94, 62}}), coat * 0.62f, {.alpha = 0.7f});
  });
  // Saddle cloth over the hump.
  p.begin(Shape::smooth({{38, 27}, {46, 19}, {54, 18}, {63, 28}, {67, 46}, {67, 46}, {52, 50}, {34, 46}, {34, 46}}),
          {0xB03A3A}, {.round = 8});
  for (float y : {36.f, 43.f}) p.stroke(Shape::poly({{28, y}, {72, y}}, false), 2, {0xE9C25A});
  p.end();
  for (int i = 0; i < 8; ++i) p.stroke(Shape::poly({{36 + i * 4.2f, 48}, {36 + i * 4.2f, 52}}, false), 1, {0xE9C25A});
  p.fill(Shape::path("M99,13 L97,7 C100,7 103,9 104,12 Z"), coat * 0.8f, {.round = 2});
  draw_eye(p, 107, 14.6f, 1.3f);
  p.fill(Shape::ellipse(118.6f, 18.6f, 0.9f, 0.7f), {0x3A2416});
  p.stroke(Shape::path("M112,22.6 C115,23.6 117,23.4 120,22"), 0.7f, {0x4A2E1C});
}

constexpr std::array<Drawing, 9> kTable = {{
    {{"dog", "dog", Place::ground, 0.75f, 1.24f, true, 8}, 0.985f, dog},
    {{"cat", "cat", Place::ground, 0.42f, 1.24f, true, 8}, 0.985f, cat},
    {{"horse", "horse", Place::ground, 2.1f, 1.24f, true, 8}, 0.985f, horse},
    {{"zebra", "zebra", Place::ground, 1.8f, 1.24f, true, 8}, 0.985f, zebra},
    {{"cow", "cow", Place::ground, 1.6f, 1.36f, true, 8}, 0.985f, cow},
    {{"sheep", "sheep", Place::ground, 1.1f, 1.22f, true, 8}, 0.985f, sheep},
    {{"deer", "deer", Place::ground, 1.9f, 1.02f, true, 8}, 0.985f, deer},
    {{"elephant", "elephant", Place::ground, 3.2f, 1.36f, true, 8}, 0.985f, elephant},
    {{"camel", "camel", Place::ground, 2.3f, 1.28f, true, 8}, 0.985f, camel},
}};

}  // namespace

std::span<const Drawing> animals() { return kTable; }

}  // namespace storyteller
