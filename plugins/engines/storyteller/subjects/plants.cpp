// Trees, flowers and what else grows.
#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;
constexpr Ink kStem{0x4E8A3A}, kBark{0x6B4A33};

void oak(Pen& p, float, Dice& dice) {
  const Ink leaf = p.main(0x4F8F3A);
  p.begin(Shape::limb({{50, 97, 6.5f}, {49.5f, 84, 4.6f}, {50, 68, 4.4f}, {51, 48, 3.2f}}) +
              Shape::limb({{50, 72, 3.4f}, {41, 60, 2.4f}, {32, 50, 1.4f}}) +
              Shape::limb({{50, 68, 3.2f}, {61, 57, 2.2f}, {70, 48, 1.3f}}) +
              Shape::limb({{45, 97, 2}, {38, 99, 1.3f}}) + Shape::limb({{55, 97, 2}, {63, 99, 1.3f}}),
          kBark, {.round = 5});
  for (int i = 0; i < 9; ++i) {
    const float x = dice.in(45, 55);
    p.stroke(Shape::smooth({{x, 96}, {x + dice.in(-1, 1), 86}, {x + dice.in(-1.5f, 1.5f), 74}}, false), 0.6f,
             kBark * 0.62f);
  }
  p.end();
  // Clumps of leaves from the shaded bottom of the crown to its sunlit top.
  struct Clump {
    float x, y, r;
  };
  std::vector<Clump> clumps;
  for (int i = 0; i < 46; ++i) {
    const float a = dice.in(0, 2 * kPi), d = std::sqrt(dice.unit());
    clumps.push_back({50 + 38 * d * std::cos(a), 37 + 26 * d * std::sin(a), dice.in(7.5f, 11)});
  }
  for (int i = 0; i < 14; ++i) {
    const float a = i * 2 * kPi / 14;
    clumps.push_back({50 + 37 * std::cos(a), 37 + 25 * std::sin(a), 9});
  }
  std::ranges::sort(clumps, std::greater{}, [](const Clump& c) { return c.y; });
  for (const Clump& c : clumps) {
    const float up = std::clamp((62 - c.y) / 52, 0.f, 1.f);
    const Ink ink = mix(leaf * 0.55f, mix(leaf, {0xE8F0A0}, 0.2f), up);
    Shape s;
    for (int i = 0; i < 9; ++i) {
      const float a = i * 2 * kPi / 9 + dice.in(-0.2f, 0.2f);
      s.add(
          Shape::circle(c.x + c.r * 0.62f * std::cos(a), c.y + c.r * 0.62f * std::sin(a), c.r * dice.in(0.3f, 0.44f)));
    }
    s.add(Shape::circle(c.x, c.y, c.r * 0.7f));
    p.begin(s, ink, {.round = 6});
    for (int i = 0; i < 7; ++i)
      p.fill(Shape::ellipse(c.x + dice.in(-0.8f, 0.8f) * c.r, c.y + dice.in(-0.8f, 0.8f) * c.r, 1.3f, 0.7f,
                            dice.in(0, 180)),
             ink * dice.in(0.75f, 1.25f));
    p.end();
  }
}

void pine(Pen& p, float, Dice& dice) {
  const Ink green = p.main(0x2F6B45);
  p.fill(Shape::path("M27.5,99 L28.6,80 H31.4 L32.5,99 Z"), kBark, {.round = 3});
  constexpr int tiers = 9;
  for (int t = 0; t < tiers; ++t) {
    const float low = 92 - t * 9.4f, half = 27 * std::pow((tiers - t) / float(tiers), 0.92f) + 1,
                top = low - 19 + t * 0.6f;
    std::vector<Pt> edge{{30, std::max(2.f, top)}, {30, std::max(2.f, top)}};
    const int tips = 9 - t / 2;
    for (int i = 0; i <= tips; ++i) {
      const float u = 1 - 2.f * i / tips, sag = (1 - u * u) * 4.5f;
      const float x = 30 + u * half, y = low - 3.5f + sag + dice.in(-1, 1);
      edge.push_back({x, y});
      edge.push_back({x, y});
      if (i < tips) {
        const float un = 1 - 2.f * (i + 0.5f) / tips;
        edge.push_back({30 + un * half * 0.95f, y - 4.f + (1 - std::abs(un)) * 1.0f});
      }
    }
    const Ink ink = mix(green * 0.72f, mix(green, {0xD6E8B0}, 0.22f), t / float(tiers));
    p.begin(Shape::smooth(edge), ink, {.round = 6});
    for (int i = 0; i < 26; ++i) {
      const float u = dice.in(-1, 1), v = dice.in(0.25f, 1);
      const float x = 30 + u * half * v, y = top + (low - top) * v;
      p.stroke(Shape::poly({{x, y}, {x + u * 3, y + 2.6f}}, false), 0.45f, ink * dice.in(0.68f, 1.3f));
    }
    p.fill(Shape::path("M0,0 H60 V2 H0 Z").transformed({1, 0, 0, 1, 0, low - 1.6f}), ink * 0.7f, {.alpha = 0.4f});
    p.end();
  }
}

void palm(Pen& p, float, Dice& dice) {
  const Ink green = p.main(0x4C9A45);
  p.begin(Shape::limb({{34, 98, 4.2f}, {35.5f, 88, 3}, {40, 70, 2.5f}, {45, 50, 2.2f}, {48, 30, 2.1f}}), {0x9A7650},
          {.round = 4});
  for (int i = 0; i < 24; ++i)
    p.stroke(Shape::path("M-6,0 Q0,2.4 6,0").transformed({1, 0, 0, 1, 36 + i * 0.55f, 97 - i * 2.9f}), 0.6f,
             {0x5E4630});
  p.end();
  const auto frond = [&](float degrees, float length, float droop, Ink ink) {
    const float a = degrees * kPi / 180, ex = 48 + length * std::cos(a), ey = 28 + length * std::sin(a) + droop;
    const float mx = 48 + length * 0.55f * std::cos(a), my = 28 + length * 0.6f * std::sin(a) - length * 0.24f;
    const auto on = [&](float t) {
      const float u = 1 - t;
      return Pt{u * u * 48 + 2 * u * t * mx + t * t * ex, u * u * 28 + 2 * u * t * my + t * t * ey};
    };
    Shape s;
    constexpr int n = 26;
    for (int i = 2; i < n; ++i) {
      const float t = i / float(n);
      const Pt b = on(t), c = on(std::min(1.f, t + 0.05f));
      const float dx = c.x - b.x, dy = c.y - b.y, d = std::hypot(dx, dy) + 1e-4f;
      const float len = 10.5f * std::sin(kPi * std::pow(t, 0.7f) * 0.92f) + 1.2f;
      for (float side : {-1.f, 1.f}) {
        // Leaflets point outwards and hang.
        const float lx = dx / d * 0.75f - side * dy / d * 0.62f, ly = dy / d * 0.75f + side * dx / d * 0.62f + 0.42f;
        s.move(b.x - dx / d * 0.9f, b.y - dy / d * 0.9f)
            .line(b.x + lx * len, b.y + ly * len)
            .line(b.x + dx / d * 0.9f, b.y + dy / d * 0.9f)
            .close();
      }
    }
    p.fill(s, ink, {.round = 1.6f});
    p.stroke(Shape::path("M0,0").add(Shape::smooth({on(0), on(0.25f), on(0.5f), on(0.75f), on(1)}, false)), 0.9f,
             mix(ink, {0xE6E2A0}, 0.4f), {.round = 0.8f});
  };
  for (auto [deg, len, droop] :
       {std::array{-172.f, 34.f, 22.f}, {-8.f, 34.f, 22.f}, {-105.f, 24.f, 4.f}, {-70.f, 25.f, 4.f}})
    frond(deg + dice.in(-3, 3), len, droop, green * 0.66f);
  for (auto [deg, len, droop] : {std::array{158.f, 30.f, 24.f},
                                 {22.f, 31.f, 24.f},
                                 {-148.f, 36.f, 10.f},
                                 {-30.f, 37.f, 10.f},
                                 {190.f, 38.f, 14.f},
                                 {-12.f, 39.f, 14.f},
                                 {-125.f, 28.f, 3.f},
                                 {-50.f, 30.f, 3.f}})
    frond(deg + dice.in(-3, 3), len, droop, green);
  for (auto [x, y] : {std::pair{45.f, 31.f}, {50.f, 32.f}, {47.6f, 33.8f}})
    p.fill(Shape::circle(x, y, 2.6f), {0x6A4428}, {.round = 3, .gloss = 0.2f});
}

void cactus(Pen& p, float, Dice& dice) {
  const Ink green = p.main(0x4F8A4B);
  const auto column = [&](const std::vector<Bead>& spine, std::initializer_list<float> ribs) {
    p.begin(Shape::limb(spine), green, {.round = spine[0].r * 1.5f});
    for (float k : ribs) {
      std::vector<Pt> line;
      for (std::size_t i = 0; i < spine.size(); ++i) {
        const Bead &a = spine[i ? i - 1 : 0], &b = spine[i + 1 < spine.size() ? i + 1 : i];
        const float dx = b.x - a.x, dy = b.y - a.y, d = std::hypot(dx, dy) + 1e-4f;
        line.push_back({spine[i].x - dy / d * k * spine[i].r, spine[i].y + dx / d * k * spine[i].r});
      }
      p.stroke(Shape::smooth(line, false), 0.8f, green * 0.62f);
    }
    p.end();
    for (std::size_t i = 0; i + 1 < spine.size(); ++i)
      for (float t : {0.1f, 0.4f, 0.7f})
        for (float k : {-0.7f, -0.25f, 0.25f, 0.7f}) {
          const float x = spine[i].x + (spine[i + 1].x - spine[i].x) * t + k * spine[i].r + dice.in(-0.4f, 0.4f);
          const float y = spine[i].y + (spine[i + 1].y - spine[i].y) * t + k * 2;
          p.stroke(Shape::path("M-0.9,-0.8 L0,0 L0.9,-0.8 M0,0 V-1.3").transformed({1, 0, 0, 1, x, y}), 0.3f,
                   {0xF1EBCB});
        }
  };
  column({{33, 60, 4.6f}, {20, 59, 4.6f}, {14, 54, 4.8f}, {13, 44, 4.8f}, {13, 34, 4.4f}}, {-0.4f, 0.4f});
  column({{33, 70, 4.6f}, {48, 69, 4.6f}, {54, 63, 4.8f}, {55, 50, 4.8f}, {55, 42, 4.4f}}, {-0.4f, 0.4f});
  column({{33, 98, 7}, {33, 80, 8}, {33, 55, 8.4f}, {33, 30, 8}, {33, 11, 6.6f}}, {-0.7f, -0.25f, 0.25f, 0.7f});
  for (auto [x, y] : {std::pair{31.f, 4.5f}, {36.5f, 6.f}, {13.f, 29.f}}) {
    for (int i = 0; i < 5; ++i)
      p.fill(Shape::ellipse(x + 2 * std::cos(i * 1.2566f - 1.57f), y + 2 * std::sin(i * 1.2566f - 1.57f), 1.7f, 1.7f),
             {0xE8569A}, {.round = 2});
    p.fill(Shape::circle(x, y, 1.1f), {0xF7D95C}, {.round = 1});
  }
}

void stem(Pen& p, float x, float top) {
  p.fill(Shape::limb({{x - 1, 99, 1.5f}, {x + 1, 80, 1.4f}, {x - 0.5f, 60, 1.3f}, {x, top, 1.3f}}), kStem,
         {.round = 2});
  p.begin(Shape::path("M0,0 C5,-13 18,-18 28,-17 C25,-6 14,3 0,0 Z").transformed({1, 0, 0, 1, x, 88}), kStem * 1.08f,
          {.round = 4});
  p.stroke(Shape::path("M0,0 C8,-8 16,-12 28,-17").transformed({1, 0, 0, 1, x, 88}), 0.8f, kStem * 0.7f);
  p.end();
  p.begin(Shape::path("M0,0 C-4,-12 -15,-18 -25,-18 C-22,-7 -13,2 0,0 Z").transformed({1, 0, 0, 1, x, 80}), kStem,
          {.round = 4});
  p.stroke(Shape::path("M0,0 C-8,-8 -14,-12 -25,-18").transformed({1, 0, 0, 1, x, 80}), 0.8f, kStem * 0.7f);
  p.end();
}

void petals(Pen& p, float x, float y, int n, float reach, float width, Ink ink, float turn) {
  for (int i = 0; i < n; ++i) {
    p.push(x, y, 1, 1, turn + i * 360.f / n);
    p.begin(Shape::smooth({{0, 0},
                           {-width, -reach * 0.55f},
                           {-width * 0.6f, -reach * 0.93f},
                           {0, -reach},
                           {width * 0.6f, -reach * 0.93f},
                           {width, -reach * 0.55f}}),
            ink, {.round = width * 1.1f});
    p.stroke(Shape::path("M0,-2 V-14").transformed({1, 0, 0, reach / 18, 0, 0}), 0.6f, ink * 0.82f);
    p.end();
    p.pop();
  }
}

void flower(Pen& p, float, Dice&) {
  const Ink petal = p.main(0xFBFAF4);
  stem(p, 30, 30);
  petals(p, 30, 28, 14, 25, 4.6f, petal * 0.86f, 13);
  petals(p, 30, 28, 14, 25, 4.8f, petal, 0);
  p.begin(Shape::circle(30, 28, 8.5f), {0xF3BE2E}, {.round = 9});
  for (int i = 0; i < 40; ++i)
    p.fill(Shape::circle(30 + 1.3f * std::sqrt(float(i)) * std::cos(i * 2.4f),
                         28 + 1.3f * std::sqrt(float(i)) * std::sin(i * 2.4f), 0.5f),
           {0xC6811E});
  p.end();
}

void sunflower(Pen& p, float, Dice&) {
  const Ink petal = p.main(0xF7C21F);
  stem(p, 30, 34);
  petals(p, 30, 30, 18, 28, 3.9f, petal * 0.82f, 10);
  petals(p, 30, 30, 18, 27, 4, petal, 0);
  p.begin(Shape::circle(30, 30, 14), {0x5B3519}, {.round = 12});
  for (int i = 0; i < 130; ++i)
    p.fill(Shape::circle(30 + 1.2f * std::sqrt(float(i)) * std::cos(i * 2.39996f),
                         30 + 1.2f * std::sqrt(float(i)) * std::sin(i * 2.39996f), 0.5f),
           i < 40 ? Ink{0x8A6A2A} : Ink{0x2E190B});
  p.end();
}

void tulip(Pen& p, float, Dice&) {
  const Ink petal = p.main(0xE2445C);
  p.fill(Shape::limb({{22, 99, 1.5f}, {22.5f, 70, 1.4f}, {22, 40, 1.4f}}), kStem, {.round = 2});
  for (float s : {1.f, -1.f}) {
    p.begin(Shape::path("M0,0 C3,-18 8,-34 17,-46 C20,-30 16,-10 2,2 Z").transformed({s, 0, 0, 1, 22, 97}),
            kStem * (s > 0 ? 1.1f : 0.95f), {.round = 4});
    p.stroke(Shape::path("M1,0 C6,-18 11,-32 17,-46").transformed({s, 0, 0, 1, 22, 97}), 0.7f, kStem * 0.7f);
    p.end();
  }
  p.fill(Shape::path("M10,14 C14,2 18,4 22,1 C26,4 30,2 34,14 L30,34 H14 Z"), petal * 0.72f, {.round = 5});
  p.fill(Shape::path("M22,44 C9,44 4,32 7,8 C13,11 21,22 22,44 Z"), petal, {.round = 7});
  p.fill(Shape::path("M22,44 C35,44 40,32 37,8 C31,11 23,22 22,44 Z"), petal, {.round = 7});
  p.fill(Shape::path("M22,5 C31,16 32,34 22,44.5 C12,34 13,16 22,5 Z"), mix(petal, {0xFFFFFF}, 0.12f), {.round = 7});
}

void rose(Pen& p, float, Dice&) {
  const Ink red = p.main(0xC81E3A);
  stem(p, 30, 40);
  for (float y : {55.f, 68.f, 92.f})
    p.fill(Shape::path("M0,-1.6 L3.4,-2.4 L0,1.2 Z").transformed({y == 68 ? -1.f : 1.f, 0, 0, 1, 30, y}), kStem * 0.8f,
           {.round = 0.6f});
  for (float d : {-62.f, -25.f, 25.f, 62.f}) {
    p.push(30, 43, 1, 1, 180 + d);
    p.fill(Shape::path("M-3,0 C-3,-8 0,-12 0,-16 C0,-12 3,-8 3,0 Z"), kStem * 1.05f, {.round = 2});
    p.pop();
  }
  // Outer petals open, inner ones wrap in a spiral.
  struct Petal {
    float x, y, rx, ry, turn, light;
  };
  constexpr Petal outer[] = {{18, 30, 12, 13, -24, 0.74f}, {42, 30, 12, 13, 24, 0.74f}, {30, 36, 15, 10, 0, 0.8f},
                             {23, 18, 12, 12, -30, 0.86f}, {37, 18, 12, 12, 30, 0.84f}, {30, 13, 11, 9, 0, 0.9f}};
  for (const Petal& o : outer) p.fill(Shape::ellipse(o.x, o.y, o.rx, o.ry, o.turn), red * o.light, {.round = 5});
  p.fill(Shape::smooth({{13, 22}, {16, 36}, {28, 46}, {38, 42}, {30, 30}, {18, 22}}), red * 0.92f, {.round = 5});
  p.fill(Shape::smooth({{47, 22}, {45, 35}, {34, 46}, {24, 43}, {33, 31}, {42, 22}}), red, {.round = 5});
  for (auto [r, k] : {std::pair{12.5f, 0.8f}, {9.8f, 0.98f}, {7.2f, 0.76f}, {4.8f, 0.95f}, {2.6f, 0.6f}})
    p.fill(Shape::ellipse(30 + (12.5f - r) * 0.1f, 21.5f - (12.5f - r) * 0.22f, r, r * 0.88f), red * k,
           {.round = 2.4f});
  p.stroke(Shape::path("M30,19 C33,16 36,20 32,23 C27,26 22,21 25,16 C29,10 39,12 40,20 C40,28 31,31 24,28"), 0.8f,
           red * 0.5f);
}

void mushroom(Pen& p, float, Dice&) {
  const Ink cap = p.main(0xD1322B);
  p.begin(Shape::smooth({{38, 52},
                         {38, 52},
                         {37, 72},
                         {33, 90},
                         {35, 98},
                         {55, 99},
                         {72, 98},
                         {74, 90},
                         {69, 72},
                         {68, 52},
                         {68, 52}}),
          {0xF6EEDC}, {.round = 14});
  for (int i = 0; i < 6; ++i)
    p.stroke(Shape::smooth({{40 + i * 5.f, 99}, {41 + i * 4.6f, 80}, {42 + i * 4.6f, 60}}, false), 0.5f, {0xD8CCB2});
  p.end();
  p.fill(Shape::smooth({{36, 58}, {53, 62}, {70, 58}, {75, 66}, {64, 69}, {53, 70}, {42, 69}, {31, 66}}), {0xFBF5E6},
         {.round = 3});
  p.begin(Shape::ellipse(53, 51, 46, 9), {0xE8D9BE}, {.round = 4, .level = -0.1f});
  for (int i = -12; i <= 12; ++i)
    p.stroke(Shape::poly({{53 + i * 1.3f, 48}, {53 + i * 4.f, 62}}, false), 0.5f, {0xB9A684});
  p.end();
  p.begin(Shape::smooth({{5, 52},
                         {5, 52},
                         {9, 30},
                         {28, 9},
                         {53, 3},
                         {78, 9},
                         {97, 30},
                         {101, 52},
                         {101, 52},
                         {78, 47},
                         {53, 46},
                         {28, 47}}),
          cap, {.round = 22, .gloss = 0.5f});
  constexpr float dots[][4] = {{50, 20, 9, 7},       {26, 32, 7, 6.5f},    {76, 27, 8, 7},
                               {40, 39, 5, 4},       {64, 40, 5.5f, 4.4f}, {14, 44, 4, 4.5f},
                               {91, 43, 4.2f, 4.6f}, {68, 11, 4.4f, 3},    {33, 14, 4, 3}};
  for (const auto& d : dots) p.fill(Shape::ellipse(d[0], d[1], d[2], d[3]), {0xFFF9EC});
  p.end();
}

void pumpkin(Pen& p, float, Dice&) {
  const Ink skin = p.main(0xE8811F);
  p.fill(Shape::limb({{58, 30, 5}, {60, 18, 4}, {69, 9, 3.6f}}), {0x5E7A34}, {.round = 4});
  for (float k : {-1.f, 1.f, -0.62f, 0.62f, -0.3f, 0.3f, 0.f})
    p.fill(Shape::ellipse(60 + k * 34, 62 - std::abs(k) * -1.5f, 24 - std::abs(k) * 4, 36 - std::abs(k) * 5),
           skin * (1 - std::abs(k) * 0.12f), {.round = 14, .gloss = 0.15f});
  p.stroke(Shape::path("M52,35 C48,30 44,30 40,33 C36,37 31,33 33,29"), 1.2f, {0x5E7A34}, {.round = 1});
}

// A limb that forks until it is a twig.
void bare_limb(Pen& p, float x, float y, float angle, float length, float r, int levels, Ink bark, Dice& dice) {
  const float tx = x + std::sin(angle) * length, ty = y - std::cos(angle) * length;
  p.fill(Shape::limb({{x, y, r}, {tx, ty, r * 0.64f}}), bark, {.round = r * 1.5f});
  if (levels > 1 && std::abs(angle) > 0.3f)  // snow lies on what is not steep
    p.stroke(Shape::poly({{x, y - r * 0.8f}, {tx, ty - r * 0.6f}}, false), r * 0.8f, {0xF4F7FB}, {.round = 1});
  if (levels == 0) return;
  const int n = levels > 3 ? 3 : 2;
  for (int k = 0; k < n; ++k) {
    const float spread = (static_cast<float>(k) / static_cast<float>(n - 1) - 0.5f) * 1.25f + dice.in(-0.2f, 0.2f);
    bare_limb(p, tx, ty, angle * 0.8f + spread, length * dice.in(0.62f, 0.8f), r * 0.6f, levels - 1, bark, dice);
  }
}

void bare_tree(Pen& p, float, Dice& dice) {
  const Ink bark = p.main(0x5E4A3C);
  p.fill(Shape::path("M43,98 C47,94 48,88 48,74 H56 C56,88 57,94 61,98 Z"), bark, {.round = 4});
  bare_limb(p, 52, 80, dice.in(-0.05f, 0.05f), 26, 4.6f, 5, bark, dice);
}

constexpr std::array<Drawing, 11> kTable = {{
    {{"bare_tree", "bare tree", Place::ground, 9, 1.04f, false, 1}, 0.97f, bare_tree},
    {{"oak", "broad-leaved tree", Place::ground, 12, 1.0f, false, 1}, 0.985f, oak},
    {{"pine", "fir tree", Place::ground, 14, 0.6f, false, 1}, 0.985f, pine},
    {{"palm", "palm tree", Place::ground, 10, 0.98f, false, 1}, 0.985f, palm},
    {{"cactus", "cactus", Place::ground, 4, 0.66f, false, 1}, 0.985f, cactus},
    {{"flower", "flower", Place::ground, 0.5f, 0.6f, false, 1}, 0.99f, flower},
    {{"sunflower", "sunflower", Place::ground, 1.8f, 0.6f, false, 1}, 0.99f, sunflower},
    {{"tulip", "tulip", Place::ground, 0.45f, 0.44f, false, 1}, 0.99f, tulip},
    {{"rose", "rose", Place::ground, 0.6f, 0.6f, false, 1}, 0.99f, rose},
    {{"mushroom", "mushroom", Place::ground, 0.25f, 1.06f, false, 1}, 0.985f, mushroom},
    {{"pumpkin", "pumpkin", Place::ground, 0.4f, 1.2f, false, 1}, 0.975f, pumpkin},
}};

}  // namespace

std::span<const Drawing> plants() { return kTable; }

}  // namespace storyteller
