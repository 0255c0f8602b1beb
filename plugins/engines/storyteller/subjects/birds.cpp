// What flies by its own wings, and birds that swim or sit. They face right.
#include "plugins/engines/storyteller/subjects/quadruped.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

constexpr float kTau = 2 * std::numbers::pi_v<float>;
constexpr Ink kBeak{0xF2A52C};

// 1 = wing straight up, -0.6 = down; a quick stroke down and a slower one up.
float flap(float phase) { return 0.2f + 0.8f * std::cos(kTau * phase + 0.35f * std::sin(kTau * phase)); }

// A wing with its root at (0,0) reaching up and back; `tip` colours the primaries, `fingers` spreads them.
void wing(Pen& p, float x, float y, float lift, float lean, float span, float chord, Ink ink, Ink tip, int fingers) {
  const float k = std::abs(lift) < 0.12f ? (lift < 0 ? -0.12f : 0.12f) : lift;
  p.push(x, y, 1, k, lean);
  std::vector<Pt> outline{
      {chord * 0.5f, 2}, {chord * 0.42f, -span * 0.35f}, {chord * 0.24f, -span * 0.72f}, {-chord * 0.1f, -span}};
  for (int i = 0; i < fingers; ++i) {
    const float t = (i + 1.f) / (fingers + 1), fx = -chord * (0.1f + 0.52f * t), fy = -span * (1 - 0.52f * t);
    outline.push_back({fx + chord * 0.07f, fy + span * 0.1f});
    outline.push_back({fx, fy});
    outline.push_back({fx, fy});
  }
  outline.insert(outline.end(), {{-chord * 0.62f, -span * 0.28f}, {-chord * 0.55f, 0}, {-chord * 0.1f, 4}});
  p.begin(Shape::smooth(outline), ink, {.round = chord * 0.22f, .level = lift < 0 ? -0.1f : 0.f});
  p.fill(Shape::smooth({{chord * 0.5f, -span * 0.74f},
                        {-chord * 0.1f, -span * 1.1f},
                        {-chord * 1.1f, -span * 0.7f},
                        {-chord * 0.9f, -span * 0.2f},
                        {-chord * 0.3f, -span * 0.5f}}),
         tip);
  for (int i = 0; i < 8; ++i) {
    const float t = i / 8.f;
    p.stroke(Shape::smooth({{chord * (0.28f - 0.2f * t), -span * (0.72f - 0.62f * t)},
                            {-chord * 0.18f, -span * (0.74f - 0.64f * t)},
                            {-chord * 0.85f, -span * (0.78f - 0.72f * t)}},
                           false),
             span * 0.012f, ink * 0.66f);
  }
  p.end();
  p.pop();
}

void bird(Pen& p, float phase, Dice&) {
  const Ink blue = p.main(0x3F86C6), belly{0xF3C9A0};
  const float lift = flap(phase), by = 58 - 3 * lift;
  wing(p, 66, by - 6, lift * 0.92f, 14, 46, 30, blue * 0.62f, blue * 0.4f, 3);
  p.begin(Shape::path("M-2,0 L-34,-7 L-30,-1 L-36,4 L-4,8 Z").transformed({1, 0, 0, 1, 40, by}), blue * 0.72f,
          {.round = 4});
  p.end();
  p.begin(
      Shape::limb({{36, by + 2, 4.5f}, {50, by + 3, 10}, {68, by + 1, 12.5f}, {83, by - 7, 10.4f}, {90, by - 11, 9}}),
      blue, {.round = 11});
  p.fill(Shape::smooth(
             {{40, by + 9}, {60, by + 6}, {78, by + 3}, {96, by - 4}, {96, by + 12}, {70, by + 20}, {48, by + 18}}),
         belly);
  p.end();
  p.fill(Shape::path("M97,-4 L110,1 L97,4 Z").transformed({1, 0, 0, 1, 0, by - 11}), kBeak, {.round = 2});
  draw_eye(p, 92.5f, by - 13, 2);
  wing(p, 60, by - 4, lift, -12, 50, 34, blue, blue * 0.6f, 3);
}

void eagle(Pen& p, float phase, Dice&) {
  const Ink brown = p.main(0x5E3F28), white{0xF7F2E6};
  const float lift = flap(phase) * 0.9f, by = 64 - 3 * lift;
  wing(p, 88, by - 6, lift, 34, 58, 36, brown * 0.7f, brown * 0.45f, 5);
  p.begin(Shape::path("M2,-4 L-30,-4 L-36,3 L-32,9 L-26,12 L4,8 Z").transformed({1, 0, 0, 1, 52, by}), white * 0.93f,
          {.round = 3});
  for (float y : {0.f, 4.f, 8.f}) p.stroke(Shape::poly({{14, by + y}, {50, by + y * 0.6f}}, false), 0.6f, {0xB8B0A0});
  p.end();
  p.fill(Shape::path("M-5,0 L-1,10 L2,7 L5,10 L6,0 Z").transformed({1, 0, 0, 1, 74, by + 10}), kBeak, {.round = 2});
  p.fill(Shape::limb({{50, by + 2, 6}, {68, by + 3, 11.5f}, {86, by, 11.5f}, {98, by - 6, 8.5f}}), brown,
         {.round = 11});
  p.fill(Shape::limb({{97, by - 6, 8.4f}, {105, by - 11, 8.2f}}), white, {.round = 8});
  p.fill(Shape::path("M111,-16 C118,-17 123,-13 121,-5 C118,-9 115,-9 111,-9 Z").transformed({1, 0, 0, 1, 0, by}),
         kBeak, {.round = 2.5f, .gloss = 0.3f});
  p.fill(Shape::circle(108, by - 13, 1.7f), {0xE9C33C}, {.round = 1});
  p.fill(Shape::circle(108.3f, by - 13, 0.9f), {0x17100A});
  p.stroke(Shape::path("M104.5,-15.6 L111,-14.6").transformed({1, 0, 0, 1, 0, by}), 1, {0x9C907C});
  wing(p, 74, by - 5, lift * 1.05f, -26, 60, 42, brown, brown * 0.62f, 5);
}

void seagull(Pen& p, float phase, Dice&) {
  const Ink white = p.main(0xFAFAF7), grey = mix(white, {0x8C97A4}, 0.75f);
  const float lift = flap(phase) * 0.86f, by = 60 - 3 * lift;
  wing(p, 82, by - 4, lift, 30, 62, 22, grey * 0.8f, {0x25272B}, 2);
  p.fill(Shape::path("M2,-4 L-22,-3 L-26,2 L-21,6 L4,6 Z").transformed({1, 0, 0, 1, 46, by}), white * 0.95f,
         {.round = 3});
  p.fill(Shape::limb({{44, by + 1, 4.5f}, {60, by + 2, 8.8f}, {78, by, 9.4f}, {90, by - 5, 7.2f}, {96, by - 7, 6.6f}}),
         white, {.round = 9});
  p.fill(Shape::path("M101,-9.5 L114,-6 L113,-3.6 L101,-4 Z").transformed({1, 0, 0, 1, 0, by}), {0xF0B52E},
         {.round = 2});
  p.fill(Shape::circle(111, by - 5, 1), {0xD0452C});
  draw_eye(p, 98.5f, by - 9, 1.4f);
  p.stroke(Shape::path("M58,10 L46,13 M63,10 L51,14").transformed({1, 0, 0, 1, 0, by}), 1.1f, {0xE8A23A});
  wing(p, 70, by - 3, lift * 1.05f, -30, 64, 25, grey, {0x2B2D31}, 2);
}

void duck(Pen& p, float, Dice&) {
  const Ink head = p.main(0x1F6B48);
  p.fill(Shape::path("M24,62 L4,50 L8,58 L3,62 L12,70 Z"), {0xEFE9DC}, {.round = 4});
  p.fill(Shape::path("M9,58 C4,50 8,42 15,46 C11,48 12,53 16,56 Z"), {0x26262A}, {.round = 1});
  p.begin(Shape::smooth(
              {{14, 64}, {30, 56}, {54, 54}, {78, 54}, {92, 56}, {101, 68}, {98, 84}, {84, 96}, {54, 98}, {28, 92}}),
          {0xB9B4AB}, {.round = 15});
  p.fill(Shape::smooth({{76, 48}, {90, 50}, {108, 62}, {106, 90}, {88, 99}, {79, 84}, {76, 66}}), {0x7A4630});
  for (int i = 0; i < 5; ++i)
    p.stroke(Shape::path("M24,0 C40,6 60,6 74,0").transformed({1, 0, 0, 1, 0, 80 + i * 4.f}), 0.6f, {0x968F84});
  p.end();
  p.begin(Shape::smooth({{18, 62}, {36, 56}, {60, 57}, {76, 62}, {72, 78}, {54, 84}, {36, 80}, {24, 72}}), {0x8A7B6C},
          {.round = 9});
  p.fill(Shape::path("M26,70 L54,76 L50,83 L34,80 Z"), {0x3A58B0});
  p.stroke(Shape::path("M24,69 L54,75 M36,80.5 L52,83.5"), 1.2f, {0xF5F1E8});
  for (int i = 0; i < 4; ++i)
    p.stroke(Shape::path("M30,62 C44,60 58,62 70,66").transformed({1, 0, 0, 1, 0, i * 2.6f}), 0.5f, {0x64584C});
  p.end();
  p.begin(Shape::limb({{90, 64, 9.5f}, {94, 46, 8.6f}, {96, 32, 13.2f}}), head, {.round = 11, .gloss = 0.5f});
  p.fill(Shape::path("M70,55 H116 V60 H70 Z"), {0xF5F3EA});
  p.fill(Shape::path("M70,60 H116 V80 H70 Z"), {0x7A4630});
  p.end();
  p.fill(Shape::smooth({{106, 29}, {114, 34}, {126, 36}, {128, 40}, {118, 42}, {106, 40}}), {0xEDB62F},
         {.round = 3.5f, .gloss = 0.3f});
  p.stroke(Shape::path("M107,37 C114,39 120,39.4 127,38.6"), 0.7f, {0x9A6A14});
  draw_eye(p, 101, 28, 2.3f);
}

void swan(Pen& p, float, Dice&) {
  const Ink white = p.main(0xFBFAF6);
  p.fill(Shape::path("M22,66 L2,50 L8,60 L2,62 L14,74 Z"), white * 0.92f, {.round = 4});
  p.fill(Shape::limb({{88, 78, 11},
                      {100, 66, 7.6f},
                      {99, 50, 5.4f},
                      {91, 36, 4.9f},
                      {88, 22, 4.9f},
                      {94, 12, 5.2f},
                      {101, 13, 5.6f}}),
         white, {.round = 9});
  p.fill(Shape::smooth({{105, 10}, {112, 15}, {120, 20}, {119, 23}, {110, 21}, {104, 18}}), {0xE9822B},
         {.round = 2.5f});
  p.fill(Shape::smooth({{103, 9}, {108, 11}, {109, 15}, {105, 18}, {102, 14}}), {0x1A1818}, {.round = 2});
  draw_eye(p, 101.5f, 10.6f, 1.3f);
  p.fill(Shape::smooth({{12, 70}, {30, 62}, {60, 60}, {88, 66}, {102, 74}, {100, 88}, {84, 97}, {52, 99}, {26, 94}}),
         white, {.round = 15});
  for (int i = 0; i < 3; ++i) {
    const float k = 1 - i * 0.2f;
    p.begin(Shape::smooth({{82, 76},
                           {70, 60},
                           {52, 50},
                           {30, 44},
                           {10, 46},
                           {10, 46},
                           {16, 54},
                           {12, 58},
                           {20, 64},
                           {18, 69},
                           {28, 74},
                           {34, 82},
                           {54, 88},
                           {72, 86}})
                .transformed({k, 0, 0, k, 82 * (1 - k), 78 * (1 - k) + i * 1.5f}),
            mix(white, white * 0.86f, i == 1 ? 1.f : 0.f), {.round = 7});
    for (int f = 0; f < 5; ++f)
      p.stroke(Shape::path("M78,74 C60,66 40,62 14,50").transformed({1, 0, 0, 1, 0, f * 6.f - 4}), 0.7f, white * 0.8f);
    p.end();
  }
}

void owl(Pen& p, float, Dice&) {
  const Ink brown = p.main(0x8A6238), pale = mix(brown, {0xFFF4DE}, 0.7f);
  p.fill(Shape::limb({{0, 92, 3.6f}, {38, 90, 4.2f}, {76, 93, 3.2f}}), {0x5A4030}, {.round = 4});
  p.fill(Shape::path("M29,84 L47,84 L43,99 L33,99 Z"), brown * 0.7f, {.round = 4});
  p.begin(Shape::smooth(
              {{38, 22}, {58, 26}, {66, 46}, {64, 70}, {52, 88}, {38, 91}, {24, 88}, {12, 70}, {10, 46}, {18, 26}}),
          brown, {.round = 17});
  p.fill(Shape::smooth({{38, 40}, {52, 48}, {54, 70}, {46, 86}, {38, 89}, {30, 86}, {22, 70}, {24, 48}}), pale);
  for (int r = 0; r < 6; ++r)
    for (int i = 0; i < 5; ++i)
      p.stroke(
          Shape::path("M-2.4,0 Q0,3.6 2.4,0").transformed({1, 0, 0, 1, 25.f + i * 6.4f + (r % 2) * 3, 50 + r * 6.f}),
          1.1f, brown * 0.8f);
  p.end();
  for (float s : {-1.f, 1.f}) {
    p.begin(
        Shape::smooth({{38 + s * 22, 34}, {38 + s * 29, 50}, {38 + s * 27, 70}, {38 + s * 17, 84}, {38 + s * 16, 60}}),
        brown * 0.78f, {.round = 6});
    for (int i = 0; i < 4; ++i)
      p.stroke(Shape::poly({{38 + s * 15, 56 + i * 8.f}, {38 + s * 30, 48 + i * 8.f}}, false), 0.8f, brown * 0.5f);
    p.end();
  }
  p.begin(Shape::smooth({{12, 4},
                         {12, 4},
                         {24, 10},
                         {38, 12},
                         {52, 10},
                         {64, 4},
                         {64, 4},
                         {67, 24},
                         {60, 40},
                         {38, 46},
                         {16, 40},
                         {9, 24}}),
          brown, {.round = 13});
  for (float s : {-1.f, 1.f}) p.fill(Shape::ellipse(38 + s * 12.5f, 27, 13, 14), pale);
  p.end();
  for (float s : {-1.f, 1.f}) {
    p.fill(Shape::circle(38 + s * 12, 26, 9), {0xF5B922}, {.round = 4});
    p.fill(Shape::circle(38 + s * 11.5f, 26, 5.4f), {0x15100C}, {.round = 3, .gloss = 0.6f});
    p.fill(Shape::circle(38 + s * 11.5f + 2, 23.6f, 1.7f), {0xFFFFFF}, {.round = 0, .glow = 0.6f});
    for (float t : {-3.f, 0.f, 3.f})
      p.fill(Shape::limb({{38 + s * 8 + t, 86, 1.9f}, {38 + s * 8 + t, 92, 1.6f}}), kBeak, {.round = 2});
  }
  p.fill(Shape::smooth({{38, 29}, {42, 33}, {38, 42}, {38, 42}, {34, 33}}), {0xD9A03A}, {.round = 3});
}

void penguin(Pen& p, float phase, Dice&) {
  const Ink black = p.main(0x23272F);
  p.push(28, 98, 1, 1, 6 * std::sin(kTau * phase));
  const float l = std::sin(kTau * phase);
  p.fill(Shape::ellipse(-8, -1.5f - std::max(0.f, l) * 3, 9, 3), kBeak, {.round = 3});
  p.fill(Shape::ellipse(10, -1.5f - std::max(0.f, -l) * 3, 9, 3), kBeak, {.round = 3});
  p.fill(Shape::limb({{-15, -66, 4}, {-21, -50, 4.4f}, {-24, -34, 2.6f}}), black * 0.9f, {.round = 4});
  p.begin(Shape::smooth({{0, -97},
                         {11, -94},
                         {15, -84},
                         {15, -72},
                         {21, -56},
                         {22, -34},
                         {16, -10},
                         {0, -3},
                         {-16, -10},
                         {-22, -34},
                         {-20, -56},
                         {-14, -72},
                         {-14, -86},
                         {-9, -95}}),
          black, {.round = 16});
  p.fill(Shape::smooth({{3, -70}, {16, -60}, {19, -36}, {14, -12}, {2, -6}, {-11, -12}, {-15, -36}, {-10, -60}}),
         {0xFBFAF5});
  p.fill(Shape::smooth({{-6, -80}, {-1, -72}, {5, -68}, {14, -70}, {15, -62}, {4, -58}, {-10, -62}}), {0xF7C04A});
  p.end();
  p.fill(Shape::smooth({{11, -89}, {20, -87}, {28, -83}, {19, -82}, {11, -82}}), kBeak, {.round = 2.5f});
  p.fill(Shape::circle(6, -87, 2.9f), {0xFFFFFF}, {.round = 1});
  draw_eye(p, 6.7f, -87, 1.7f);
  p.fill(Shape::limb({{17, -66, 4}, {22, -50, 4.6f}, {25, -34, 2.8f}}), black, {.round = 4});
  p.pop();
}

void butterfly(Pen& p, float phase, Dice&) {
  const Ink wing = p.main(0xF08A1E), dark{0x211713};
  const float open = 0.62f + 0.38f * std::cos(kTau * phase);
  for (float s : {-1.f, 1.f}) {
    p.push(57, 50, s * open, 1);
    const auto part = [&](const Shape& outline, bool upper) {
      p.begin(outline, dark, {.round = 5});
      p.fill(outline.transformed({0.86f, 0, 0, 0.86f, 3.2f, upper ? -4.2f : 4.4f}), mix(wing, {0xFFE27A}, 0.25f),
             wing * 0.92f);
      p.end();
    };
    const Shape lower = Shape::smooth({{1, 2}, {18, 0}, {36, 8}, {42, 24}, {34, 40}, {20, 46}, {8, 32}, {2, 14}});
    const Shape upper =
        Shape::smooth({{1, 2}, {6, -18}, {22, -38}, {42, -47}, {55, -42}, {55, -26}, {46, -6}, {28, 6}, {10, 6}});
    part(lower, false);
    part(upper, true);
    for (const Pt v : {Pt{49, -38}, Pt{50, -24}, Pt{43, -8}, Pt{36, -44}})
      p.stroke(Shape::smooth({{4, 0}, {v.x * 0.5f, v.y * 0.62f}, v}, false), 1, dark);
    for (const Pt v : {Pt{37, 22}, Pt{29, 36}, Pt{18, 42}})
      p.stroke(Shape::smooth({{4, 6}, {v.x * 0.55f, v.y * 0.5f}, v}, false), 1, dark);
    for (const Pt d : {Pt{51.5f, -37}, Pt{52, -30}, Pt{49.5f, -22}, Pt{45, -43.5f}, Pt{38.5f, 22}, Pt{36, 30},
                       Pt{30, 38}, Pt{22, 43}})
      p.fill(Shape::circle(d.x, d.y, 1.5f), {0xFFFDF5});
    p.pop();
  }
  p.stroke(Shape::path("M56,26 C53,16 48,10 44,7 M58,26 C61,16 66,10 70,7"), 0.9f, dark);
  for (float x : {44.f, 70.f}) p.fill(Shape::circle(x, 7, 1.6f), dark, {.round = 1});
  p.fill(Shape::limb({{57, 29, 3.2f}, {57, 38, 3.6f}, {57, 50, 3.2f}, {57, 74, 1.6f}}), dark, {.round = 4});
}

constexpr std::array<Drawing, 8> kTable = {{
    {{"bird", "bird", Place::air, 0.32f, 1.14f, true, 8}, 0.8f, bird},
    {{"eagle", "eagle", Place::air, 1.1f, 1.26f, true, 8}, 0.8f, eagle},
    {{"seagull", "seagull", Place::air, 0.6f, 1.26f, true, 8}, 0.75f, seagull},
    {{"duck", "duck", Place::water, 0.4f, 1.32f, true, 1}, 0.93f, duck},
    {{"swan", "swan", Place::water, 1.1f, 1.24f, true, 1}, 0.94f, swan},
    {{"owl", "owl", Place::ground, 0.6f, 0.76f, false, 1}, 0.985f, owl},
    {{"penguin", "penguin", Place::ground, 0.9f, 0.62f, true, 8}, 0.985f, penguin},
    {{"butterfly", "butterfly", Place::air, 0.14f, 1.14f, true, 8}, 0.9f, butterfly},
}};

}  // namespace

std::span<const Drawing> birds() { return kTable; }

}  // namespace storyteller
