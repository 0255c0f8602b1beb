// What is found beyond the air.
#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

constexpr float kTau = 2 * std::numbers::pi_v<float>;

void rocket(Pen& p, float phase, Dice&) {
  const Ink red = p.main(0xD5372E);
  const float f = 4 * std::sin(kTau * phase);
  p.halo(25, 84, 15, {1, 0.6f, 0.2f}, 0.55f);
  p.fill(Shape::smooth({{18, 76}, {15, 84}, {25 - f * 0.3f, 99}, {25 - f * 0.3f, 99}, {35, 84}, {32, 76}}), {0xFFC23C},
         {0xF0551E}, {.round = 0, .glow = 1});
  p.fill(Shape::smooth({{20.5f, 76},
                        {19.5f, 82},
                        {25 + f * 0.2f, 91 + f * 0.4f},
                        {25 + f * 0.2f, 91 + f * 0.4f},
                        {30.5f, 82},
                        {29.5f, 76}}),
         {0xFFFFF0}, {0xFFE06A}, {.round = 0, .glow = 1});
  for (float s : {-1.f, 1.f})
    p.fill(Shape::smooth({{25 + s * 11, 50},
                          {25 + s * 20, 62},
                          {25 + s * 22, 80},
                          {25 + s * 22, 80},
                          {25 + s * 15, 72},
                          {25 + s * 9, 70}}),
           red * (s > 0 ? 1.f : 0.86f), {.round = 5, .gloss = 0.3f});
  p.fill(Shape::path("M17,70 H33 L31,77 H19 Z"), {0x5A6068}, {.round = 4});
  p.begin(Shape::smooth({{25, 2},
                         {25, 2},
                         {33, 14},
                         {38, 32},
                         {37.5f, 52},
                         {33, 72},
                         {33, 72},
                         {17, 72},
                         {17, 72},
                         {12.5f, 52},
                         {12, 32},
                         {17, 14}}),
          {0xF4F5F6}, {.round = 14, .gloss = 0.6f});
  p.fill(Shape::path("M0,0 H50 V17 C40,21 10,21 0,17 Z"), red);
  p.fill(Shape::path("M0,62 C12,66 38,66 50,62 V66 C38,70 12,70 0,66 Z"), red);
  p.stroke(Shape::path("M8,52 C16,55 34,55 42,52"), 0.6f, {0xB6BCC4});
  p.end();
  p.fill(Shape::circle(25, 33, 7), {0x8A929C}, {.round = 3, .gloss = 0.5f});
  p.window(Shape::circle(25, 33, 5), 0x4F9CC9, 0xBFE9FF);
  p.fill(Shape::ellipse(23.4f, 31, 2, 1.3f, -30), {0xFFFFFF}, {.round = 0, .alpha = 0.8f});
  p.fill(Shape::smooth({{25, 54}, {27.4f, 64}, {27, 80}, {25, 82}, {23, 80}, {22.6f, 64}}), red * 0.92f, {.round = 3});
  p.light(0.5f, 0.86f, {255, 180, 80}, 0.35f);
}

void satellite(Pen& p, float, Dice&) {
  const Ink panel = p.main(0x2B4FA3), gold{0xD9A63C};
  p.push(85, 50, 1, 1, -18);
  p.stroke(Shape::path("M-30,0 H30"), 2.4f, {0x9AA2AC}, {.round = 2});
  for (float s : {-1.f, 1.f}) {
    p.begin(Shape::rect(s > 0 ? 24.f : -78.f, -15, 54, 30, 1), panel, {.round = 2, .gloss = 0.3f});
    for (int i = 1; i < 6; ++i)
      p.stroke(Shape::poly({{(s > 0 ? 24 : -78) + i * 9.f, -15}, {(s > 0 ? 24 : -78) + i * 9.f, 15}}, false), 0.9f,
               {0xBFD0F0});
    for (float y : {-5.f, 5.f}) p.stroke(Shape::poly({{-80, y}, {80, y}}, false), 0.6f, {0xBFD0F0});
    p.end();
    p.stroke(Shape::rect(s > 0 ? 24.f : -78.f, -15, 54, 30, 1), 1.4f, {0xD5DAE0}, {.round = 1});
  }
  p.begin(Shape::rect(-15, -19, 30, 38, 3), gold, {.round = 7, .gloss = 0.7f});
  p.stroke(Shape::path("M-15,-8 L15,-4 M-15,4 L15,10 M-5,-19 L-2,19 M7,-19 L5,19"), 0.7f, {0x8E6418});
  p.end();
  p.fill(Shape::rect(-12, 16, 24, 8, 2), {0xC9CED4}, {.round = 4});
  p.stroke(Shape::path("M0,-19 V-29"), 1.6f, {0x9AA2AC}, {.round = 1});
  p.push(0, -33, 1, 1, 24);
  p.fill(Shape::path("M-17,-6 C-13,9 13,9 17,-6 Z"), {0xE6EAEE}, {.round = 7});
  p.fill(Shape::ellipse(0, -6, 17, 4), {0xB3BBC4}, {.round = 3});
  p.stroke(Shape::path("M-9,-6 L0,-15 L9,-6"), 0.8f, {0x7E868F});
  p.fill(Shape::circle(0, -15, 1.9f), {0xD5372E}, {.round = 1.5f});
  p.pop();
  p.stroke(Shape::path("M8,24 L14,36"), 1, {0x9AA2AC});
  p.pop();
  p.light(0.5f, 0.5f, {255, 90, 70}, 0.05f);
}

void planet(Pen& p, float, Dice& dice) {
  const Ink body = p.main(0xD9A25E);
  // The ring's far half, the ball, then the ring's near half.
  const auto ring = [&](bool near) {
    p.push(80, 50, 1, 1, -16);
    struct Band {
      float radius, width;
      Ink ink;
    };
    for (const auto& [r, w, c] :
         {Band{72.f, 5.f, {0xE9D6B2}}, Band{63.f, 7.5f, {0xC7A97C}}, Band{54.5f, 4.5f, {0xEFE2C6}}}) {
      Shape arc;
      for (int i = 0; i <= 40; ++i) {
        const float a = std::numbers::pi_v<float> * i / 40.f * (near ? 1 : -1), x = r * std::cos(a),
                    y = r * 0.25f * std::sin(a);
        i ? arc.line(x, y) : arc.move(x, y);
      }
      for (int i = 40; i >= 0; --i) {
        const float a = std::numbers::pi_v<float> * i / 40.f * (near ? 1 : -1), q = r - w;
        arc.line(q * std::cos(a), q * 0.25f * std::sin(a));
      }
      p.fill(arc.close(), mix(c, body, 0.2f), {.round = 0, .alpha = 0.94f});
    }
    p.pop();
  };
  ring(false);
  p.begin(Shape::circle(80, 50, 39), body, {.round = 40});
  p.push(80, 50, 1, 1, -16);
  for (int i = 0; i < 9; ++i) {
    const float y = -36 + i * 8.4f, h = dice.in(2, 5), k = dice.in(0.72f, 1.22f);
    p.fill(Shape::smooth({{-42, y},
                          {-14, y + dice.in(1, 3)},
                          {14, y + dice.in(1, 3)},
                          {42, y},
                          {42, y + h},
                          {12, y + h + 2.4f},
                          {-16, y + h + 2.4f},
                          {-42, y + h}}),
           body * k, {.alpha = 0.85f});
  }
  p.fill(Shape::ellipse(14, 16, 7.5f, 3.6f), mix(body, {0x9A3A20}, 0.6f), {.alpha = 0.85f});
  p.fill(Shape::ellipse(0, 4.5f, 48, 3.5f), body * 0.5f, {.alpha = 0.5f});
  p.pop();
  p.end();
  ring(true);
}

void moon(Pen& p, float, Dice&) {
  const Ink pale = p.main(0xF6E7B4);
  p.begin(Shape::path("M62,3 C36,4 13,24 13,51 C13,78 36,97 62,97 C74,97 84,93 90,87 C62,86 42,72 42,49 C42,26 60,9 "
                      "84,8 C77,4.6 70,3 62,3 Z"),
          pale, {.round = 9, .glow = 0.35f + 0.5f * p.night()});
  for (auto [x, y, r] : {std::array{24.f, 48.f, 4.6f},
                         {33.f, 70.f, 5.4f},
                         {40.f, 22.f, 4.f},
                         {50.f, 88.f, 3.6f},
                         {27.f, 34.f, 2.6f},
                         {32.f, 57.f, 2.2f},
                         {64.f, 91.f, 2.4f}}) {
    p.fill(Shape::circle(x, y, r), pale * 0.86f);
    p.fill(Shape::circle(x + r * 0.2f, y + r * 0.2f, r * 0.78f), pale * 0.93f);
  }
  p.end();
  p.light(0.35f, 0.5f, {246, 231, 180}, 0.7f);
}

void star(Pen& p, float phase, Dice&) {
  const Ink gold = p.main(0xFFD44A);
  std::vector<Pt> v;
  for (int i = 0; i < 10; ++i) {
    const float a = kTau * i / 10 - kTau / 4, r = i % 2 ? 19.5f : 46;
    v.push_back({50 + r * std::cos(a), 53 + r * std::sin(a)});
  }
  p.halo(50, 52, 49, {gold.r, gold.g, gold.b}, 0.28f + 0.12f * std::sin(kTau * phase));
  p.fill(Shape::poly(v), gold, {.round = 9, .gloss = 0.5f, .glow = 0.3f * p.night()});
  for (int i = 0; i < 5; ++i)
    p.fill(Shape::poly({{50, 53}, v[2 * i], v[2 * i + 1]}), {0xFFFFFF}, {.round = 0, .alpha = 0.16f});
  p.light(0.5f, 0.52f, {255, 230, 150}, 0.6f);
}

constexpr std::array<Drawing, 5> kTable = {{
    {{"rocket", "rocket", Place::space, 40, 0.5f, true, 4}, 0.79f, rocket},
    {{"satellite", "satellite", Place::space, 6, 1.7f, true, 1}, 0.9f, satellite},
    {{"planet", "planet", Place::space, 60, 1.6f, false, 1}, 0.9f, planet},
    {{"moon", "crescent moon", Place::air, 30, 1.0f, false, 1}, 0.97f, moon},
    {{"star", "star", Place::air, 10, 1.0f, false, 8}, 0.97f, star},
}};

}  // namespace

std::span<const Drawing> space() { return kTable; }

}  // namespace storyteller
