// What flies by engine, gas or wind.
#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

constexpr float kTau = 2 * std::numbers::pi_v<float>;

void airplane(Pen& p, float, Dice&) {
  const Ink accent = p.main(0x2E62B0), white{0xF6F7F8}, grey{0xC3C9D0};
  p.fill(Shape::path("M150,40 L128,12 L140,11 L182,40 Z"), grey * 0.85f, {.round = 3});
  p.fill(Shape::path("M34,42 L8,8 L30,8 L64,40 Z"), accent, {.round = 5});
  p.fill(Shape::limb({{120, 30, 5}, {134, 31, 5.2f}}), grey * 0.8f, {.round = 5});
  p.begin(Shape::smooth({{10, 40},
                         {30, 37},
                         {70, 32},
                         {150, 30},
                         {200, 32},
                         {226, 40},
                         {238, 52},
                         {230, 60},
                         {200, 66},
                         {140, 67},
                         {80, 62},
                         {40, 52},
                         {14, 44}}),
          white, {.round = 17, .gloss = 0.5f});
  p.fill(Shape::smooth({{0, 44}, {60, 54}, {140, 58}, {240, 55}, {240, 62}, {140, 64}, {60, 60}, {0, 50}}), accent);
  p.end();
  for (int i = 0; i < 19; ++i)
    if (i != 6 && i != 12) p.window(Shape::rect(62 + i * 7.4f, 43.4f - 0.1f * i, 3.4f, 5, 1.6f), 0x3E5566, 0xFFE1A0);
  p.window(Shape::path("M212,39 L226,44 L232,49 L216,48 Z"), 0x2F4350, 0xFFE9C0, 0.6f);
  p.fill(Shape::path("M24,45 L-2,58 L16,59 L58,50 Z"), grey, {.round = 3});
  p.begin(Shape::path("M146,56 L84,96 L104,96 L190,60 Z"), {0xDDE1E6}, {.round = 4});
  p.stroke(Shape::path("M92,95 L160,62"), 0.8f, grey * 0.8f);
  p.end();
  p.fill(Shape::path("M84,96 L78,86 L96,90 Z"), accent, {.round = 2});
  for (auto [x, y] : {std::pair{112.f, 87.f}, {138.f, 76.f}}) {
    p.fill(Shape::limb({{x, y, 4.2f}, {x + 13, y, 5.6f}}), grey, {.round = 6, .gloss = 0.4f});
    p.fill(Shape::ellipse(x + 17, y, 2, 4.8f), {0x34383E}, {.round = 2});
  }
  p.light(0.37f, 0.93f, {255, 60, 50}, 0.07f);
  p.light(0.05f, 0.1f, {255, 255, 255}, 0.06f);
}

void helicopter(Pen& p, float phase, Dice&) {
  const Ink paint = p.main(0xD2372C);
  p.begin(Shape::limb({{88, 44, 8}, {60, 41, 4.6f}, {24, 37, 2.8f}}), paint * 0.92f, {.round = 6});
  p.fill(Shape::rect(30, 20, 6, 40), {0xF6F3EA});
  p.end();
  p.fill(Shape::path("M28,40 L12,18 L22,18 L40,37 Z"), paint, {.round = 3});
  p.push(18, 34, 1, 1, phase * 180);
  p.fill(Shape::ellipse(0, 0, 1.8f, 13), {0x3A3D42}, {.round = 2, .alpha = 0.85f});
  p.fill(Shape::ellipse(0, 0, 13, 1.8f), {0x3A3D42}, {.round = 2, .alpha = 0.85f});
  p.pop();
  p.fill(Shape::rect(112, 12, 4, 16, 1), {0x4A4D52}, {.round = 3});
  p.begin(
      Shape::smooth(
          {{84, 34}, {92, 26}, {116, 22}, {140, 26}, {158, 40}, {166, 56}, {158, 68}, {136, 74}, {106, 73}, {90, 62}}),
      paint, {.round = 15, .gloss = 0.5f});
  p.fill(Shape::path("M80,62 L170,60 V66 L80,68 Z"), {0xF6F3EA});
  p.end();
  p.begin(Shape::smooth({{128, 29}, {142, 31}, {156, 42}, {163, 56}, {163, 56}, {130, 55}, {130, 55}}),
          mix(0x6F93A6, 0xFFE0A0, p.night() * 0.5f), {.round = 7, .gloss = 0.6f});
  p.fill(Shape::path("M138,26 L146,26 L140,60 L132,60 Z"), {0xD5E6EE}, {.alpha = 0.5f});
  p.end();
  p.window(Shape::rect(104, 33, 19, 20, 4), 0x5F8294, 0xFFE0A0, 0.8f);
  p.stroke(Shape::path("M104,74 L100,88 M140,74 L144,88"), 2, {0x55595F}, {.round = 1.6f});
  p.stroke(Shape::path("M84,89 H158 C164,89 167,86 168,82"), 2.6f, {0x55595F}, {.round = 2});
  // The main rotor seen from the side: its blades shorten as they turn.
  const float reach = 66 * (0.35f + 0.65f * std::abs(std::cos(kTau * phase / 2)));
  p.fill(Shape::ellipse(114, 12, 72, 2.4f), {0x8A9098}, {.round = 0, .alpha = 0.28f});
  p.fill(Shape::limb({{114 - reach, 12.5f, 0.8f}, {114, 11, 1.6f}, {114 + reach, 12.5f, 0.8f}}), {0x33363B},
         {.round = 1.5f});
  p.fill(Shape::circle(114, 12, 3), {0x4A4D52}, {.round = 3});
  p.light(0.91f, 0.7f, {255, 244, 214}, 0.2f, true);
  p.light(0.07f, 0.2f, {255, 60, 50}, 0.07f);
}

void hot_air_balloon(Pen& p, float, Dice&) {
  const Ink cloth = p.main(0xD9402F), second{0xF7C948}, third{0xFBF3E0};
  p.stroke(Shape::path("M27,66 L30,82 M48,66 L45,82 M34,70 L33,82 M41,70 L42,82"), 0.5f, {0x5A4632});
  p.begin(Shape::smooth({{37.5f, 1},
                         {58, 7},
                         {72, 22},
                         {73, 40},
                         {62, 56},
                         {49, 67},
                         {46, 71},
                         {46, 71},
                         {29, 71},
                         {29, 71},
                         {26, 67},
                         {13, 56},
                         {2, 40},
                         {3, 22},
                         {17, 7}}),
          cloth, {.round = 26, .gloss = 0.15f});
  // Gores: meridians of the envelope, narrower towards its rim.
  constexpr int gores = 9;
  for (int g = 0; g < gores; ++g) {
    const Ink ink = g % 3 == 0 ? cloth : g % 3 == 1 ? second : third;
    std::vector<Pt> left, right;
    for (int i = 0; i <= 12; ++i) {
      const float t = i / 12.f, y = 0 + t * 72;
      const float half = t < 0.5f ? 38 * std::sqrt(std::max(0.f, 1 - std::pow(1 - t / 0.5f, 2.f)))
                                  : 38 - 29 * std::pow((t - 0.5f) / 0.5f, 1.7f);
      const auto edge = [&](int k) {
        return 37.5f + half * std::sin((k / float(gores) - 0.5f) * std::numbers::pi_v<float>);
      };
      left.push_back({edge(g), y});
      right.insert(right.begin(), {edge(g + 1), y});
    }
    left.insert(left.end(), right.begin(), right.end());
    p.fill(Shape::poly(left), ink);
  }
  p.fill(Shape::path("M-4,36 C20,44 56,44 80,36 V43 C56,51 20,51 -4,43 Z"), cloth * 0.72f);
  p.end();
  p.halo(37.5f, 74, 7, {1, 0.75f, 0.3f}, 0.35f + 0.6f * p.night());
  p.fill(Shape::path("M36,78 C34.5,74 37,73 37.5,70 C38,73 40.5,74 39,78 Z"), {0xFFD25A}, {.round = 0, .glow = 1});
  p.begin(Shape::path("M29,82 H46 L44.5,97 C44,99 31,99 30.5,97 Z"), {0xA9743F}, {.round = 6});
  for (int r = 0; r < 5; ++r)
    for (int c = 0; c < 9; ++c)
      p.stroke(Shape::poly({{29 + c * 2.f + (r % 2), 83.5f + r * 3}, {30 + c * 2.f + (r % 2), 84.5f + r * 3}}, false),
               0.6f, {0x6E4722});
  p.end();
  p.fill(Shape::rect(28, 81, 19, 2.6f, 1.3f), {0x7A4E28}, {.round = 1.5f});
  p.light(0.5f, 0.74f, {255, 190, 90}, 0.4f);
}

void kite(Pen& p, float phase, Dice&) {
  const Ink cloth = p.main(0xE23B4E);
  const float w = 3 * std::sin(kTau * phase);
  p.stroke(Shape::smooth({{40, 60}, {36 + w, 68}, {26, 74}, {22 - w, 82}, {30, 90}, {24 + w, 98}}, false), 0.7f,
           {0x5A4632});
  for (auto [x, y, k] : {std::array{33.f + w * 0.5f, 71.f, 0.f}, {22.f - w * 0.6f, 79.5f, 1.f}, {29.f, 89.f, 2.f}}) {
    const Ink bow = k == 0 ? Ink{0xF5C93A} : k == 1 ? Ink{0x3D8FD0} : Ink{0x58B35A};
    p.fill(Shape::path("M0,0 L-6,-3.4 L-6,3.4 Z M0,0 L6,-3.4 L6,3.4 Z").transformed({1, 0.2f, -0.2f, 1, x, y}), bow,
           {.round = 2});
  }
  p.push(44, 30, 1, 1, 20 + w);
  p.begin(Shape::path("M0,-29 L24,-7 L0,33 L-24,-7 Z"), cloth, {.round = 4});
  p.fill(Shape::path("M0,-29 L24,-7 H0 Z"), {0xF5C93A});
  p.fill(Shape::path("M0,-7 L-24,-7 L0,33 Z"), {0x3D8FD0});
  p.end();
  p.stroke(Shape::path("M0,-29 V33 M-24,-7 H24"), 1, {0x6E4A2A}, {.round = 0.8f});
  p.pop();
}

void balloon(Pen& p, float phase, Dice&) {
  const Ink skin = p.main(0xE0323E);
  const float w = 2 * std::sin(kTau * phase);
  p.stroke(Shape::smooth({{30, 57}, {30 + w, 68}, {27, 78}, {31 - w, 88}, {29, 99}}, false), 0.8f, {0xF3EFE6});
  p.fill(Shape::path("M30,54 L26,60 H34 Z"), skin * 0.8f, {.round = 2});
  p.fill(
      Shape::smooth({{30, 2}, {46, 7}, {54, 22}, {50, 38}, {38, 52}, {30, 56}, {22, 52}, {10, 38}, {6, 22}, {14, 7}}),
      skin, {.round = 22, .gloss = 0.9f});
}

void ufo(Pen& p, float phase, Dice&) {
  const Ink metal = p.main(0xA9B2BE);
  p.fill(Shape::path("M56,66 L96,66 L128,100 H24 Z"), {0xCFFFE0},
         {.round = 0, .alpha = 0.16f + 0.2f * p.night(), .glow = 1});
  p.fill(Shape::smooth({{44, 46}, {48, 22}, {62, 8}, {76, 5}, {90, 8}, {104, 22}, {108, 46}}), {0x9FE3D8},
         {.round = 14, .gloss = 0.9f});
  p.fill(Shape::ellipse(76, 30, 9, 11), {0x6FBF5A}, {.round = 8});
  for (float s : {-1.f, 1.f}) p.fill(Shape::ellipse(76 + s * 4, 28, 2.4f, 4, s * -22), {0x12160F}, {.round = 1.5f});
  p.fill(Shape::ellipse(76, 63, 30, 9), metal * 0.6f, {.round = 6});
  p.begin(Shape::smooth({{2, 52},
                         {24, 42},
                         {50, 37},
                         {76, 36},
                         {102, 37},
                         {128, 42},
                         {150, 52},
                         {128, 62},
                         {102, 66},
                         {76, 67},
                         {50, 66},
                         {24, 62}}),
          metal, {.round = 14, .gloss = 0.9f});
  p.stroke(Shape::smooth({{4, 52}, {40, 57}, {76, 58.5f}, {112, 57}, {148, 52}}, false), 1, metal * 0.55f);
  p.end();
  for (int i = 0; i < 7; ++i) {
    const float u = (i - 3) / 3.f, x = 76 + u * 58, y = 55 - u * u * 4.5f;
    const bool on = (i + static_cast<int>(phase * 4)) % 2 == 0;
    const Ink c = on ? Ink{0xFFE65A} : Ink{0x5AF0D0};
    p.fill(Shape::ellipse(x, y, 3.4f, 2.6f), c, {.round = 0, .glow = 0.9f});
  }
  p.light(0.5f, 0.66f, {207, 255, 224}, 0.5f, true);
  p.light(0.2f, 0.52f, {255, 230, 90}, 0.08f);
  p.light(0.8f, 0.52f, {255, 230, 90}, 0.08f);
}

constexpr std::array<Drawing, 6> kTable = {{
    {{"airplane", "airplane", Place::air, 12, 2.4f, true, 1}, 0.96f, airplane},
    {{"helicopter", "helicopter", Place::air, 4, 1.86f, true, 8}, 0.92f, helicopter},
    {{"hot_air_balloon", "hot-air balloon", Place::air, 24, 0.75f, true, 1}, 0.99f, hot_air_balloon},
    {{"kite", "kite", Place::air, 1.8f, 0.78f, true, 8}, 0.99f, kite},
    {{"balloon", "balloon", Place::air, 1.0f, 0.6f, true, 8}, 0.99f, balloon},
    {{"ufo", "flying saucer", Place::air, 6, 1.52f, true, 4}, 0.72f, ufo},
}};

}  // namespace

std::span<const Drawing> aircraft() { return kTable; }

}  // namespace storyteller
