// Animals of the water, swimming to the right.
#include "plugins/engines/storyteller/subjects/quadruped.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

float wave(float phase, float amount) { return amount * std::sin(phase * 2 * std::numbers::pi_v<float>); }

void fish(Pen& p, float phase, Dice&) {
  const Ink body = p.main(0xF0802A), pale = mix(body, {0xFFF1CC}, 0.55f);
  p.push(40, 52, 1 + wave(phase, 0.16f), 1);
  p.begin(Shape::smooth({{4, 0},
                         {-12, -14},
                         {-32, -34},
                         {-32, -34},
                         {-36, -20},
                         {-25, 0},
                         {-36, 20},
                         {-32, 34},
                         {-32, 34},
                         {-12, 14}}),
          body * 0.9f, {.round = 6});
  for (float y : {-24.f, -14.f, -5.f, 5.f, 14.f, 24.f})
    p.stroke(Shape::poly({{0, y * 0.2f}, {-40, y * 1.1f}}, false), 0.9f, body * 0.62f);
  p.end();
  p.pop();
  p.begin(Shape::smooth({{58, 30}, {66, 8}, {66, 8}, {84, 6}, {100, 16}, {110, 26}, {90, 28}}), body * 0.85f,
          {.round = 5});
  for (int i = 0; i < 6; ++i) p.stroke(Shape::poly({{64 + i * 7.f, 32}, {68 + i * 6.f, 4}}, false), 0.9f, body * 0.58f);
  p.end();
  p.fill(Shape::smooth({{66, 74}, {58, 92}, {58, 92}, {74, 92}, {88, 78}}), body * 0.82f, {.round = 4});
  p.begin(
      Shape::smooth(
          {{34, 50}, {52, 34}, {80, 24}, {110, 28}, {130, 42}, {137, 52}, {130, 64}, {110, 76}, {80, 79}, {52, 68}}),
      body, {.round = 20, .gloss = 0.4f});
  p.fill(Shape::smooth({{40, 62}, {80, 66}, {136, 58}, {120, 84}, {70, 88}}), pale, {.alpha = 0.8f});
  for (int c = 0; c < 8; ++c)
    for (int r = 0; r < 7; ++r)
      p.stroke(Shape::path("M0,-3.6 C4,-2.6 4,2.6 0,3.6")
                   .transformed({1, 0, 0, 1, 46 + c * 7.f, 28 + r * 7.2f + (c % 2) * 3.6f}),
               0.7f, body * 0.7f);
  p.fill(Shape::smooth({{104, 20}, {112, 34}, {112, 66}, {104, 84}, {98, 66}, {98, 36}}), {0xFFF8E8}, {.alpha = 0.85f});
  p.end();
  p.push(96, 58, 1, 1 + wave(phase, 0.3f), 24);
  p.begin(Shape::smooth({{4, -4}, {-16, -7}, {-24, 2}, {-17, 10}, {2, 6}}), body * 0.8f, {.round = 4});
  for (float y : {-3.f, 1.f, 5.f}) p.stroke(Shape::poly({{2, 0}, {-24, y * 1.4f}}, false), 0.8f, body * 0.55f);
  p.end();
  p.pop();
  p.fill(Shape::circle(120, 46, 6), {0xFFFDF2}, {.round = 2});
  draw_eye(p, 121.5f, 46, 3.6f);
  p.stroke(Shape::path("M136,57 C131,60 128,60 125,58.5"), 1.3f, body * 0.45f);
}

void whale_at(Pen& p, float phase, bool spouts) {
  const Ink blue = p.main(0x3C6690), belly{0xDDE6EA};
  for (float s : {-1.f, 1.f})
    for (int i = 0; i < (spouts ? 3 : 0); ++i) {
      const float w = 4 + i * 5.f;
      p.stroke(
          Shape::smooth(
              {{150, 31}, {150 + s * w * 0.25f, 14}, {150 + s * w, 4 + i * 2.f}, {150 + s * (w + 7), 12 + i * 4.f}},
              false),
          1.6f, {0xE8F4FA}, {.round = 0, .alpha = 0.85f});
    }
  p.push(26, 54, 1, 1, wave(phase, 9));
  p.fill(Shape::smooth({{6, 6},
                        {-4, -6},
                        {-12, -28},
                        {-12, -28},
                        {0, -30},
                        {10, -20},
                        {14, -12},
                        {22, -24},
                        {34, -30},
                        {42, -26},
                        {42, -26},
                        {30, -8},
                        {18, 4}}),
         blue * 0.9f, {.round = 7});
  p.pop();
  p.begin(Shape::limb({{32, 54, 5}, {52, 66, 12}, {84, 66, 24}, {124, 62, 31}, {156, 63, 28}, {172, 66, 22}}), blue,
          {.round = 26, .gloss = 0.2f});
  p.fill(Shape::smooth({{56, 80}, {100, 78}, {150, 76}, {198, 70}, {200, 100}, {120, 104}, {60, 100}}), belly);
  for (int i = 0; i < 6; ++i)
    p.stroke(Shape::smooth({{84 + i * 4.f, 81 + i * 3.f}, {130, 80 + i * 3.f}, {196, 74 + i * 4.f}}, false), 0.9f,
             {0xA9BAC4});
  p.stroke(Shape::smooth({{196, 68}, {172, 72}, {156, 76}}, false), 1.3f, blue * 0.5f);
  p.end();
  p.push(116, 84, 1, 1, 18 + wave(phase, 8));
  p.fill(Shape::smooth({{10, -4}, {-10, 2}, {-30, 14}, {-30, 14}, {-14, 14}, {8, 8}}), blue * 0.8f, {.round = 5});
  p.pop();
  draw_eye(p, 158, 66, 2.6f);
}

void whale(Pen& p, float phase, Dice&) { whale_at(p, phase, true); }
void whale_below(Pen& p, float phase, Dice&) { whale_at(p, phase, false); }

Shape dolphin_back() {
  return Shape::limb({{20, 70, 2.6f}, {32, 52, 6}, {50, 36, 11.5f}, {74, 28, 14.5f}, {98, 34, 13}, {112, 44, 9.6f}}) +
         Shape::limb({{112, 44, 7}, {120, 53, 4}, {128, 60, 2.6f}});
}

void dolphin(Pen& p, float phase, Dice&) {
  const Ink grey = p.main(0x5E86A8), belly{0xE6EEF1};
  p.push(8, 6, 0.94f, 0.94f);
  p.push(20, 70, 1, 1, -42 + wave(phase, 10));
  p.fill(Shape::smooth({{4, -4},
                        {-6, -8},
                        {-16, -22},
                        {-16, -22},
                        {-19, -6},
                        {-10, 1},
                        {-19, 10},
                        {-15, 22},
                        {-15, 22},
                        {-4, 10},
                        {5, 4}}),
         grey * 0.85f, {.round = 5});
  p.pop();
  p.fill(Shape::smooth({{64, 17}, {62, 6}, {54, -1}, {54, -1}, {70, 1}, {82, 16}}), grey * 0.9f, {.round = 4});
  p.begin(dolphin_back(), grey, {.round = 13, .gloss = 0.4f});
  p.fill(Shape::smooth({{36, 62}, {54, 48}, {76, 42}, {98, 48}, {116, 58}, {130, 64}, {112, 70}, {80, 62}, {50, 72}}),
         belly);
  p.end();
  p.fill(Shape::smooth({{90, 42}, {98, 46}, {94, 60}, {84, 70}, {84, 70}, {82, 56}}), grey * 0.78f, {.round = 4});
  draw_eye(p, 107.5f, 43, 1.7f);
  p.stroke(Shape::smooth({{128, 60.5f}, {119, 56}, {110, 50}}, false), 0.9f, grey * 0.5f);
  for (auto [x, y, r] :
       {std::array{18.f, 88.f, 2.4f}, {28.f, 92.f, 1.8f}, {12.f, 96.f, 1.6f}, {36.f, 86.f, 1.3f}, {24.f, 80.f, 1.2f}})
    p.fill(Shape::circle(x, y, r), {0xEAF5FB}, {.round = 2, .alpha = 0.9f});
  p.pop();
}

void shark(Pen& p, float phase, Dice&) {
  const Ink grey = p.main(0x6C7C8A), belly{0xE9EDEF};
  p.push(28, 54, 1 + wave(phase, 0.18f), 1);
  p.fill(
      Shape::smooth({{8, 0}, {-8, -14}, {-24, -42}, {-24, -42}, {-16, -12}, {-10, 2}, {-18, 26}, {-18, 26}, {-2, 10}}),
      grey * 0.9f, {.round = 5});
  p.pop();
  p.fill(Shape::smooth({{90, 36}, {92, 18}, {84, 3}, {84, 3}, {108, 14}, {120, 36}}), grey * 0.92f, {.round = 5});
  p.fill(Shape::smooth({{52, 42}, {50, 34}, {46, 30}, {46, 30}, {58, 34}, {62, 42}}), grey * 0.9f, {.round = 3});
  p.begin(Shape::smooth({{26, 53},
                         {60, 42},
                         {100, 33},
                         {140, 33},
                         {172, 42},
                         {196, 54},
                         {196, 54},
                         {182, 64},
                         {160, 72},
                         {120, 78},
                         {70, 68},
                         {28, 58}}),
          grey, {.round = 18, .gloss = 0.2f});
  p.fill(Shape::smooth({{30, 60}, {80, 62}, {130, 62}, {170, 58}, {198, 55}, {190, 84}, {100, 90}, {40, 74}}), belly);
  for (int i = 0; i < 5; ++i)
    p.stroke(Shape::path("M0,-7 C3,-2 3,2 0,7").transformed({1, 0, 0, 1, 132 + i * 4.4f, 54}), 0.9f, grey * 0.55f);
  p.end();
  p.fill(Shape::smooth({{128, 68}, {118, 78}, {102, 96}, {102, 96}, {126, 90}, {142, 72}}), grey * 0.82f, {.round = 5});
  p.fill(Shape::path("M190,59.5 C182,60 172,62 163,68.5 C172,71 184,66 190,59.5 Z"), {0x5A1E22});
  for (int i = 0; i < 7; ++i)
    p.fill(Shape::path("M0,0 L1.5,3.4 L3,-0.4 Z").transformed({1, 0, 0, 1, 167 + i * 3.1f, 65.6f - i * 0.85f}),
           {0xFFFFFF});
  draw_eye(p, 170, 51, 2);
}

void turtle(Pen& p, float phase, Dice&) {
  const Ink shell = p.main(0x6F7F3A), skin{0x7EA05A};
  const float w = wave(phase, 14);
  p.fill(Shape::limb({{40, 76, 5}, {26, 84, 5}, {14, 88, 2}}), skin * 0.75f, {.round = 4});
  p.push(104, 70, 1, 1, w);
  p.fill(Shape::smooth({{4, -4}, {12, 8}, {12, 20}, {4, 27}, {4, 27}, {-6, 18}, {-8, 4}}), skin * 0.7f, {.round = 5});
  p.pop();
  p.begin(Shape::limb({{112, 64, 8}, {126, 54, 7}, {136, 46, 10}, {142, 47, 9}}), skin, {.round = 9});
  for (int i = 0; i < 12; ++i) p.fill(Shape::circle(118 + (i % 4) * 8.f, 44 + (i / 4) * 8.f, 2.2f), skin * 0.74f);
  p.end();
  draw_eye(p, 143, 43, 2.2f);
  p.stroke(Shape::path("M151,50 C146,52.5 142,52.5 138,51"), 1, skin * 0.45f);
  p.fill(Shape::smooth({{22, 72}, {60, 80}, {100, 78}, {124, 68}, {112, 86}, {66, 92}, {30, 84}}), {0xE2D29A},
         {.round = 6});
  p.begin(Shape::smooth(
              {{16, 72}, {16, 72}, {28, 46}, {56, 26}, {86, 26}, {112, 42}, {126, 66}, {126, 66}, {100, 76}, {60, 80}}),
          shell, {.round = 20, .gloss = 0.3f});
  for (auto [x, y, r] :
       {std::array{44.f, 56.f, 14.f}, {72.f, 48.f, 15.f}, {99.f, 55.f, 13.f}, {58.f, 30.f, 9.f}, {86.f, 30.f, 9.f}}) {
    std::vector<Pt> hex;
    for (int i = 0; i < 6; ++i) hex.push_back({x + r * std::cos(i * 1.0472f), y + r * std::sin(i * 1.0472f)});
    p.fill(Shape::poly(hex), shell * 1.22f);
    p.stroke(Shape::poly(hex), 1.6f, shell * 0.6f);
  }
  p.stroke(Shape::smooth({{14, 70}, {60, 76}, {100, 72}, {128, 62}}, false), 2, shell * 0.6f);
  p.end();
  p.push(96, 76, 1, 1, -w * 0.8f);
  p.begin(Shape::smooth({{6, -6}, {10, 6}, {2, 20}, {-16, 23}, {-16, 23}, {-14, 10}, {-8, -2}}), skin, {.round = 5});
  for (auto [x, y] : {std::pair{0.f, 4.f}, {-4.f, 11.f}, {3.f, 11.f}, {-9.f, 17.f}})
    p.fill(Shape::circle(x, y, 2.2f), skin * 0.74f);
  p.end();
  p.pop();
}

void jellyfish(Pen& p, float phase, Dice&) {
  const Ink bell = p.main(0xE58AC4);
  const float pulse = 1 + wave(phase, 0.06f);
  for (int i = 0; i < 9; ++i) {
    const float x = 14 + i * 5.2f, k = 4 * std::sin(i * 1.7f + phase * 6.2832f);
    p.stroke(Shape::smooth({{x, 38}, {x + k, 54}, {x - k, 70}, {x + k, 84 + (i % 3) * 4.f}}, false), 1.1f,
             mix(bell, {0xFFFFFF}, 0.3f), {.round = 1, .alpha = 0.8f});
  }
  for (float x : {27.f, 35.f, 43.f}) {
    const float k = wave(phase + x * 0.01f, 3);
    p.fill(Shape::limb({{x, 38, 4.4f}, {x + k, 50, 4}, {x - k, 62, 3}, {x + k, 74, 1}}), mix(bell, {0xFFFFFF}, 0.45f),
           {.round = 4, .alpha = 0.85f});
  }
  p.push(35, 24, pulse, 2 - pulse);
  p.begin(Shape::smooth({{-29, 16},
                         {-29, 16},
                         {-27, -4},
                         {-14, -20},
                         {0, -23},
                         {14, -20},
                         {27, -4},
                         {29, 16},
                         {29, 16},
                         {22, 12},
                         {15, 17},
                         {8, 12},
                         {0, 17},
                         {-8, 12},
                         {-15, 17},
                         {-22, 12}}),
          bell, {.round = 14, .gloss = 0.5f, .alpha = 0.93f});
  for (float s : {-1.f, 1.f})
    p.fill(Shape::ellipse(s * 7, -4, 5, 7, s * 20), mix(bell, {0xFFFFFF}, 0.4f), {.alpha = 0.7f});
  for (float x : {-20.f, -11.f, 0.f, 11.f, 20.f})
    p.stroke(Shape::smooth({{x * 0.2f, -22}, {x * 0.9f, -6}, {x * 1.15f, 16}}, false), 0.8f, bell * 0.8f);
  p.end();
  p.pop();
  p.light(0.5f, 0.28f, {229, 150, 210}, 0.3f);
}

constexpr std::array<Drawing, 7> kTable = {{
    {{"fish", "fish", Place::water, 0.35f, 1.42f, true, 8}, 0.55f, fish},
    {{"whale", "whale", Place::water, 6, 2.0f, true, 8}, 0.74f, whale},
    {{"whale_below", "whale under water", Place::water, 6, 2.0f, true, 8}, 0.74f, whale_below},
    {{"dolphin", "dolphin", Place::water, 2, 1.34f, true, 8}, 0.97f, dolphin},
    {{"shark", "shark", Place::water, 1.6f, 2.0f, true, 8}, 0.5f, shark},
    {{"turtle", "turtle", Place::water, 0.7f, 1.56f, true, 8}, 0.8f, turtle},
    {{"jellyfish", "jellyfish", Place::water, 0.6f, 0.7f, true, 8}, 0.6f, jellyfish},
}};

}  // namespace

std::span<const Drawing> sea_animals() { return kTable; }

}  // namespace storyteller
