// Things that float. Bows point right; the drawing goes a little below the waterline (foot_y), for the water to cover.
#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <array>
#include <cmath>

namespace storyteller {
namespace {

constexpr Ink kCanvasTop{0xFFFBEE}, kCanvas{0xE9DFC6}, kWood{0x8A5A33}, kDarkWood{0x4E3220}, kRope{0x4A4038};

void boat(Pen& p, float, Dice&) {
  const Ink hull = p.main(0xC4392F);
  p.stroke(Shape::path("M40,6 L78,76"), 0.5f, kRope);
  p.stroke(Shape::path("M40,6 L10,78"), 0.4f, kRope);
  // Jib before the mast, mainsail behind it; both belly out to leeward.
  p.begin(Shape::path("M42.5,12 C56,30 69,52 76,73 C64,77 53,77 43.5,75 C46,54 45,32 42.5,12 Z"), kCanvasTop,
          {.round = 11});
  for (float y : {32.f, 47.f, 61.f})
    p.stroke(Shape::path("M42,0 C52,3 62,2 80,-4").transformed({1, 0, 0, 1, 0, y}), 0.5f, {0xC9BC9C});
  p.end();
  p.begin(Shape::path("M38,7 C36,30 36,55 38,74 C28,77 18,77.5 9,75 C20,58 31,33 38,7 Z"), kCanvas, {.round = 11});
  for (float y : {30.f, 45.f, 60.f})
    p.stroke(Shape::path("M6,3 C20,6 30,4 40,0").transformed({1, 0, 0, 1, 0, y}), 0.5f, {0xBFB08C});
  p.fill(Shape::path("M25,50 h8 v5 h-8 Z"), hull);
  p.end();
  p.stroke(Shape::path("M39.5,77 L8,78.5"), 1.3f, kWood, {.round = 1.2f});
  p.fill(Shape::rect(38.9f, 3, 2.2f, 82), kWood, {.round = 2});
  p.fill(Shape::path("M41,3 L53,6 L41,9.5 Z"), hull, {.round = 2});
  // Cabin, then the hull before it.
  p.fill(Shape::path("M28,78 L52,76.5 C54,79 55,81 55,84 L26,85 Z"), {0xF3EBDA}, {.round = 3});
  for (float x : {32.f, 39.f, 46.f}) p.window(Shape::ellipse(x, 81, 1.7f, 1.4f), 0x35505F, 0xFFD27A);
  p.begin(Shape::path("M6,80 C28,86 58,85 82,75 C79,86 73,94 64,99 L22,99 C14,95 9,89 6,80 Z"), hull,
          {.round = 10, .gloss = 0.3f});
  p.fill(Shape::path("M0,94.5 H90 V100 H0 Z"), {0x5B2E28});
  p.fill(Shape::path("M0,92.7 H90 V94.6 H0 Z"), {0xF2E6D2});
  p.stroke(Shape::path("M6,84 C28,89 58,88 82,79"), 0.7f, hull * 0.6f);
  p.end();
  p.stroke(Shape::path("M6,80 C28,86 58,85 82,75"), 1.5f, {0xEAD9B8}, {.round = 1});
  p.light(0.48f, 0.81f, {255, 210, 122}, 0.10f);
}

void rowboat(Pen& p, float phase, Dice&) {
  const Ink hull = p.main(0x3F7F8C);
  const float a = 18 * std::sin(phase * 6.2832f);
  p.push(100, 45, 1, 1, 24 - a);
  p.fill(Shape::limb({{-46, 0, 1.3f}, {40, 0, 1.3f}}), kWood * 0.8f, {.round = 2});
  p.pop();
  p.begin(
      Shape::smooth(
          {{14, 41}, {14, 41}, {60, 52}, {120, 53}, {176, 44}, {206, 30}, {206, 30}, {176, 36}, {120, 44}, {60, 43}}),
      {0x6B4A2E}, {.round = 6});
  p.end();
  for (float x : {60.f, 100.f, 142.f}) p.fill(Shape::rect(x, 45, 15, 5, 1), {0xB98550}, {.round = 2});
  p.begin(Shape::smooth({{12, 41},
                         {12, 41},
                         {60, 51},
                         {120, 53},
                         {176, 44},
                         {208, 29},
                         {208, 29},
                         {198, 60},
                         {176, 86},
                         {176, 86},
                         {110, 92},
                         {44, 86},
                         {44, 86},
                         {24, 66}}),
          hull, {.round = 16});
  for (float k : {11.f, 22.f, 33.f})
    p.stroke(Shape::path("M10,41 C60,56 140,58 212,28").transformed({1, 0, 0, 1, 0, k}), 0.9f, hull * 0.62f);
  p.fill(Shape::path("M0,82 H220 V100 H0 Z"), hull * 0.55f);
  p.end();
  p.stroke(Shape::smooth({{12, 41}, {60, 51}, {120, 53}, {176, 44}, {208, 29}}, false), 3.2f, {0xD8A868},
           {.round = 2.5f});
  p.push(104, 50, 1, 1, 152 + a);
  p.fill(Shape::limb({{-34, 0, 1.5f}, {44, 0, 1.5f}}), {0xC08A50}, {.round = 2});
  p.fill(Shape::path("M40,-2 C48,-6 62,-6 68,-4 L68,4 C62,6 48,6 40,2 Z"), {0xD7A566}, {.round = 3});
  p.pop();
  p.fill(Shape::circle(104, 50, 2.4f), {0x39393C}, {.round = 2});
}

void ship(Pen& p, float, Dice&) {
  const Ink funnel = p.main(0xC8402E);
  const Ink hull = mix(p.main(0x27303F), {0x1B222E}, 0.6f);
  for (int i = 0; i < 3; ++i) {  // smoke drifts aft
    const float x = 96 - i * 17.f, y = 10 - i * 3.f;
    p.halo(x, y + 3, 9.f + i * 5, {0.62f, 0.6f, 0.6f}, 0.34f - 0.08f * i);
  }
  p.stroke(Shape::path("M190,20 V64"), 1.4f, {0x6B5B44}, {.round = 1});
  p.stroke(Shape::path("M190,22 L222,64 M190,22 L160,52"), 0.5f, kRope);
  for (float x : {92.f, 124.f}) {
    p.begin(Shape::path("M0,42 L2,16 H17 L17,42 Z").transformed({1, 0, 0, 1, x, 0}), funnel, {.round = 9});
    p.fill(Shape::rect(x, 10, 22, 10), {0x202020});
    p.fill(Shape::rect(x, 24, 22, 4), {0xF4EEE2});
    p.end();
  }
  const auto deck = [&](float x, float y, float w, float h, int n) {
    p.fill(Shape::rect(x, y, w, h, 2.5f), {0xFBF8F0}, {0xE4DFD2}, {.round = 3});
    for (int i = 0; i < n; ++i) {
      const float wx = x + 4 + i * (w - 8) / n;
      p.window(Shape::rect(wx, y + h * 0.3f, (w - 8) / n * 0.55f, h * 0.38f, 0.8f), 0x3E5566, 0xFFD58A,
               i % 5 == 3 ? 0.3f : 1.f);
    }
    p.stroke(Shape::poly({{x - 2, y + 0.4f}, {x + w + 2, y + 0.4f}}, false), 1, {0xCFC8B8});
  };
  deck(76, 38, 92, 9, 17);
  deck(62, 46, 116, 9, 21);
  deck(46, 54, 142, 10, 25);
  p.fill(Shape::path("M158,28 H176 L180,39 H156 Z"), {0xF8F4EA}, {.round = 3});
  p.window(Shape::path("M160,30.5 H176 L178,35 H159 Z"), 0x2E4452, 0xFFE2A8);
  p.begin(Shape::path("M20,62 L196,63 L236,54 C230,72 220,90 208,99 L34,99 C26,92 21,80 20,62 Z"), hull, {.round = 9});
  p.fill(Shape::path("M0,90 H240 V100 H0 Z"), {0xA23A30});
  p.fill(Shape::path("M0,88.6 H240 V90.4 H0 Z"), {0xF0EADC});
  p.stroke(Shape::path("M20,67 L196,68 L236,59"), 0.9f, {0xDDD6C6});
  p.end();
  for (int i = 0; i < 17; ++i) p.window(Shape::circle(36 + i * 10.f, 77, 1.5f), 0x93A3AE, 0xFFDC9A);
  p.stroke(Shape::path("M216,58 V52 M206,60 V55 M226,56 V50 M200,61 L232,50"), 0.6f, {0xE9E4D8});
  p.fill(Shape::path("M20,62 V50 H8 L12,54 L8,58 H20"), funnel, {.round = 2});
  p.light(0.69f, 0.32f, {255, 226, 168}, 0.12f);
  p.light(0.45f, 0.55f, {255, 213, 138}, 0.25f);
}

void tallship(Pen& p, float, Dice&) {
  const Ink sail = p.main(0xF3E9D0);
  struct Mast {
    float x, top, foot, widest;
  };
  p.stroke(Shape::path("M28,26 L12,74 M62,4 L100,66 M90,18 L118,64 M62,4 L28,60 M28,26 L62,66"), 0.4f, kRope);
  // Jibs between the foremast and the bowsprit.
  p.fill(Shape::path("M93,26 C101,38 110,50 117,61 C108,61 100,60 95,58 Z"), sail, {.round = 6});
  p.fill(Shape::path("M93,20 C104,32 114,46 121,57 C112,48 102,38 94,34 Z"), sail * 0.94f, {.round = 4});
  for (const Mast m : {Mast{28, 22, 74, 22}, Mast{90, 14, 72, 26}, Mast{59, 2, 74, 32}}) {
    p.fill(Shape::rect(m.x - 0.9f, m.top, 1.8f, m.foot - m.top), kWood, {.round = 1.5f});
    const float span = m.foot - m.top - 8;
    float y = m.top + 4;
    for (int i = 0; i < 3; ++i) {
      const float h = span * (0.25f + 0.075f * i), w = m.widest * (0.52f + 0.2f * i) / 2, foot = w * 1.16f;
      // Square sails filled by a wind from astern: the foot bellies forward.
      const Shape s =
          Shape::path("M-1,0 L1,0 C1.18,0.35 1.3,0.7 1.2,1 C0.6,0.84 -0.4,0.84 -0.98,1 C-0.8,0.7 -0.82,0.3 -1,0 Z")
              .transformed({w, 0, 0, h * 0.98f, m.x + 1, y});
      p.begin(s, sail, {.round = 8});
      for (float k : {0.33f, 0.66f})
        p.stroke(Shape::poly({{m.x - foot, y + h * k}, {m.x + foot * 1.4f, y + h * k}}, false), 0.4f, sail * 0.82f);
      p.end();
      p.fill(Shape::rect(m.x - w - 1.5f, y - 0.7f, 2 * w + 4, 1.4f, 0.7f), kDarkWood, {.round = 1});
      y += h;
    }
    p.fill(Shape::path("M0,0 C4,-2 6,2 11,0 L11,4 C6,6 4,2 0,4 Z").transformed({1, 0, 0, 1, m.x, m.top - 1}),
           {0xB93A30}, {.round = 1.5f});
  }
  p.stroke(Shape::path("M100,72 L127,55"), 1.6f, kWood, {.round = 1.5f});
  p.begin(Shape::smooth({{5, 58},
                         {5, 58},
                         {22, 62},
                         {26, 73},
                         {26, 73},
                         {60, 77},
                         {94, 73},
                         {108, 66},
                         {108, 66},
                         {104, 82},
                         {97, 98},
                         {97, 98},
                         {58, 99},
                         {16, 98},
                         {16, 98},
                         {9, 82}}),
          {0x7A4A2A}, {.round = 10});
  for (float k : {8.f, 12.f, 16.f})
    p.stroke(Shape::path("M0,63 C30,73 80,76 112,62").transformed({1, 0, 0, 1, 0, k}), 0.6f, kDarkWood);
  p.fill(Shape::path("M0,72 C30,82 80,85 112,70 L112,75 C80,90 30,87 0,77 Z"), {0xD8B478}, {.alpha = 0.75f});
  for (int i = 0; i < 7; ++i)
    p.fill(Shape::rect(26 + i * 10.f, 80.0f - std::abs(i - 3) * 0.5f, 3.4f, 3.2f), {0x2A1A10});
  p.end();
  for (float x : {9.f, 14.f, 19.f}) p.window(Shape::rect(x, 65, 2.6f, 4, 0.6f), 0x39444C, 0xFFC766);
  p.light(0.11f, 0.67f, {255, 199, 102}, 0.12f);
}

constexpr std::array<Drawing, 4> kTable = {{
    {{"boat", "sailing boat", Place::water, 11, 0.88f, true, 1}, 0.955f, boat},
    {{"rowboat", "rowing boat", Place::water, 1.9f, 2.2f, true, 8}, 0.84f, rowboat},
    {{"ship", "ship", Place::water, 34, 2.4f, true, 1}, 0.94f, ship},
    {{"tallship", "tall ship", Place::water, 38, 1.28f, true, 1}, 0.95f, tallship},
}};

}  // namespace

std::span<const Drawing> boats() { return kTable; }

}  // namespace storyteller
