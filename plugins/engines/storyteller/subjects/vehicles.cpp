// What drives, to the right. Wheels turn with the phase; head and tail lamps are lights.
#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

constexpr Ink kTyre{0x222326}, kRim{0xC9CDD2}, kGlass{0x4A6272}, kInside{0xFFD894}, kHead{0xFFF4CC}, kTail{0xE23A2C},
    kChrome{0xDCE1E6};
constexpr Colour kHeadlight{255, 244, 214}, kTaillight{226, 58, 44};

void wheel(Pen& p, float x, float y, float r, float phase, int spokes = 5) {
  p.fill(Shape::circle(x, y, r), kTyre, {.round = r * 0.5f});
  p.fill(Shape::circle(x, y, r * 0.62f), kRim, {.round = r * 0.3f, .gloss = 0.5f});
  p.push(x, y, 1, 1, phase * 360.f / spokes);
  for (int i = 0; i < spokes; ++i) {
    const float a = i * 2 * std::numbers::pi_v<float> / spokes;
    p.fill(Shape::ellipse(r * 0.38f * std::cos(a), r * 0.38f * std::sin(a), r * 0.13f, r * 0.1f, a * 57.2958f),
           {0x3A3D42});
  }
  p.pop();
  p.fill(Shape::circle(x, y, r * 0.15f), {0x6B7078}, {.round = r * 0.12f});
}

void car(Pen& p, float phase, Dice&) {
  const Ink paint = p.main(0xC9302B);
  p.fill(Shape::ellipse(118, 96, 108, 3.4f), {0x000000}, {.round = 0, .alpha = 0.3f});
  p.fill(Shape::smooth({{60, 44}, {60, 44}, {72, 22}, {88, 9}, {112, 5}, {140, 7}, {158, 18}, {178, 44}, {178, 44}}),
         paint, {.round = 7, .gloss = 0.5f});
  for (const Shape& s : {Shape::path("M68,43 C74,28 82,17 94,13.5 L113,12 V43 Z"),
                         Shape::path("M119,12 C134,11.5 144,14 152,22 L168,43 H119 Z")}) {
    p.begin(s, mix(kGlass, kInside, p.night() * 0.35f), {.round = 4, .gloss = 0.4f});
    p.fill(Shape::path("M84,0 L98,0 L76,50 L60,50 Z M136,0 L144,0 L126,50 L118,50 Z"), {0xBFD3DE}, {.alpha = 0.45f});
    p.end();
  }
  p.begin(Shape::smooth({{8, 58},
                         {12, 47},
                         {40, 42},
                         {62, 40},
                         {120, 40},
                         {178, 41},
                         {206, 47},
                         {224, 56},
                         {229, 70},
                         {227, 84},
                         {227, 84},
                         {10, 84},
                         {10, 84},
                         {7, 74}}),
          paint, {.round = 11, .gloss = 0.6f});
  p.fill(Shape::rect(0, 78, 240, 8), {0x2A2B2F});
  p.stroke(Shape::path("M12,62 C60,58 170,57 226,66"), 1, paint * 0.62f);
  p.stroke(Shape::path("M66,42 C64,58 66,70 70,80 M116,41 V80 M172,42 C176,56 172,70 166,80"), 0.9f, paint * 0.5f);
  for (float x : {56.f, 178.f}) p.fill(Shape::circle(x, 80, 21), paint * 0.3f);
  p.end();
  for (float x : {100.f, 148.f}) p.fill(Shape::rect(x, 53, 11, 2.6f, 1.3f), kChrome, {.round = 1.5f, .gloss = 0.6f});
  p.fill(Shape::smooth({{170, 42}, {174, 36}, {181, 37}, {180, 43}}), paint * 0.85f, {.round = 3});
  p.window(Shape::smooth({{208, 52}, {220, 56}, {226, 63}, {214, 64}, {206, 59}}), 0xF3F4EE, kHead);
  p.window(Shape::smooth({{8, 54}, {15, 53}, {16, 62}, {7.6f, 64}}), 0xB3261E, kTail);
  p.fill(Shape::rect(222, 73, 9, 4, 2), kChrome, {.round = 2});
  p.fill(Shape::rect(6, 73, 9, 4, 2), kChrome, {.round = 2});
  wheel(p, 56, 80, 18, phase);
  wheel(p, 178, 80, 18, phase);
  p.light(0.925f, 0.6f, kHeadlight, 0.34f, true);
  p.light(0.05f, 0.59f, kTaillight, 0.2f);
}

void bus(Pen& p, float phase, Dice&) {
  const Ink paint = p.main(0xF2B01E);
  p.begin(Shape::rect(4, 6, 212, 80, 9), paint, {.round = 10, .gloss = 0.4f});
  p.fill(Shape::rect(0, 0, 220, 13), mix(paint, {0xFFFFFF}, 0.7f));
  p.fill(Shape::rect(0, 55, 220, 3), {0x2A2A2E});
  p.fill(Shape::rect(0, 62, 220, 2), {0x2A2A2E});
  p.fill(Shape::rect(0, 80, 220, 8), {0x3A3A3E});
  for (float x : {48.f, 170.f}) p.fill(Shape::circle(x, 84, 16), {0x1E1E20});
  p.end();
  for (int i = 0; i < 6; ++i) {
    p.window(Shape::rect(12 + i * 26.f, 19, 21, 29, 3), kGlass, kInside);
    p.stroke(Shape::poly({{12 + i * 26.f, 29}, {33 + i * 26.f, 29}}, false), 0.9f, {0x33383E});
  }
  p.window(Shape::rect(169, 19, 17, 58, 2), kGlass, kInside, 0.8f);
  p.stroke(Shape::path("M177.5,19 V77"), 1.2f, {0x2A2A2E});
  p.window(Shape::path("M192,19 H206 C212,19 214,22 214.5,26 L215,50 H192 Z"), 0x5D7888, kInside, 0.5f);
  p.window(Shape::rect(178, 8, 34, 6.5f, 1.5f), 0x2A2A2E, 0xFF9A2E);
  p.fill(Shape::limb({{211, 22, 1}, {216.5f, 24, 1.2f}, {216.5f, 33, 1.8f}}), {0x2A2A2E}, {.round = 2});
  p.window(Shape::rect(210, 64, 6, 8, 2), 0xF3F4EE, kHead);
  p.window(Shape::rect(4, 62, 4, 10, 1.5f), 0xB3261E, kTail);
  wheel(p, 48, 84, 13.5f, phase, 6);
  wheel(p, 170, 84, 13.5f, phase, 6);
  p.light(0.968f, 0.68f, kHeadlight, 0.3f, true);
  p.light(0.03f, 0.67f, kTaillight, 0.15f);
  p.light(0.4f, 0.33f, {255, 216, 148}, 0.4f);
}

void truck(Pen& p, float phase, Dice&) {
  const Ink cab = p.main(0x2F6DB5);
  p.fill(Shape::rect(8, 74, 200, 9, 2), {0x3A3D42}, {.round = 3});
  p.begin(Shape::rect(4, 6, 142, 69, 2), {0xF2F1EC}, {.round = 4});
  for (int i = 1; i < 14; ++i)
    p.stroke(Shape::poly({{4 + i * 10.2f, 6}, {4 + i * 10.2f, 75}}, false), 0.5f, {0xCBCAC4});
  p.fill(Shape::path("M4,52 L146,30 V42 L4,64 Z"), cab);
  p.fill(Shape::rect(0, 6, 150, 3), {0xB9BAB8});
  p.fill(Shape::rect(0, 72, 150, 4), {0xB9BAB8});
  p.end();
  p.fill(Shape::limb({{151, 70, 2.2f}, {151, 16, 2.2f}}), kChrome, {.round = 2.5f, .gloss = 0.7f});
  p.begin(Shape::smooth({{154, 80},
                         {154, 80},
                         {154, 22},
                         {154, 22},
                         {160, 16},
                         {184, 16},
                         {190, 20},
                         {202, 46},
                         {202, 46},
                         {216, 50},
                         {220, 58},
                         {221, 82},
                         {221, 82}}),
          cab, {.round = 8, .gloss = 0.6f});
  p.stroke(Shape::path("M160,24 V80 M190,46 V80 M160,54 H190"), 0.9f, cab * 0.55f);
  p.fill(Shape::circle(192, 83, 16), {0x1E1E20});
  p.end();
  p.begin(Shape::path("M165,24 H184 L194,46 H165 Z"), mix(kGlass, kInside, p.night() * 0.4f),
          {.round = 3, .gloss = 0.4f});
  p.fill(Shape::path("M174,20 H180 L172,50 H166 Z"), {0xBFD3DE}, {.alpha = 0.5f});
  p.end();
  p.fill(Shape::rect(164, 60, 8, 2.2f, 1), kChrome, {.round = 1.2f});
  p.window(Shape::rect(213, 60, 7.5f, 8, 2), 0xF3F4EE, kHead);
  p.fill(Shape::rect(206, 76, 17, 7, 2), kChrome, {.round = 3, .gloss = 0.5f});
  p.window(Shape::rect(3, 76, 5, 5, 1), 0xB3261E, kTail);
  for (float x : {32.f, 60.f, 128.f, 192.f}) wheel(p, x, 84, 13.5f, phase, 6);
  p.light(0.965f, 0.64f, kHeadlight, 0.3f, true);
  p.light(0.025f, 0.78f, kTaillight, 0.14f);
}

void train(Pen& p, float phase, Dice&) {
  const Ink paint = p.main(0x2F7A4B), dark{0x2A2B2F}, brass{0xE0B54C};
  constexpr float kTau = 2 * std::numbers::pi_v<float>;
  for (int i = 0; i < 6; ++i) {
    const float t = (i + phase) / 6;
    p.halo(236 - t * 118, 15 - 3 * std::sin(t * 3), 9 + t * 15, {0.93f, 0.93f, 0.94f}, 0.85f * (1 - t));
  }
  // A coach behind, then the engine.
  p.fill(Shape::rect(4, 80, 260, 4), dark, {.round = 2});
  p.begin(Shape::rect(2, 34, 112, 48, 3), mix(p.main(0x8E2A2A), {0x8E2A2A}, 0.15f), {.round = 6});
  p.fill(Shape::rect(0, 66, 120, 2), brass);
  p.end();
  p.fill(Shape::path("M-1,36 C2,26 112,26 117,36 Z"), {0x4A4D54}, {.round = 4});
  for (int i = 0; i < 5; ++i) p.window(Shape::rect(10 + i * 21.f, 41, 14, 18, 2), kGlass, kInside);
  p.fill(Shape::path("M126,28 C134,24 176,24 184,28 L184,33 H126 Z"), {0x34363C}, {.round = 3});
  p.begin(Shape::rect(131, 32, 46, 50), paint, {.round = 4});
  p.stroke(Shape::rect(134, 60, 40, 17), 1, brass);
  p.end();
  p.window(Shape::rect(137, 38, 14, 16, 2), kGlass, kInside);
  p.window(Shape::rect(157, 38, 14, 16, 2), kGlass, kInside);
  p.begin(Shape::rect(174, 42, 76, 32, 5), paint, {.round = 18, .gloss = 0.5f});
  for (float x : {190.f, 208.f, 226.f}) p.fill(Shape::rect(x, 40, 2.2f, 40), brass);
  p.end();
  p.fill(Shape::rect(243, 41, 12, 34, 3), dark, {.round = 7, .gloss = 0.3f});
  p.fill(Shape::path("M231,42 L229,26 L224,20 H247 L242,26 L240,42 Z"), dark, {.round = 6, .gloss = 0.3f});
  p.fill(Shape::path("M196,42 C196,32 210,32 210,42 Z"), brass, {.round = 5, .gloss = 0.7f});
  p.fill(Shape::path("M215,42 V36 H219 V42 Z"), brass, {.round = 2, .gloss = 0.7f});
  p.window(Shape::rect(250, 34, 8, 9, 3), 0xE6E2D2, kHead);
  p.fill(Shape::path("M244,82 L262,82 L276,97 H244 Z"), {0xA8322A}, {.round = 3});
  for (float x : {250.f, 256.f, 262.f})
    p.stroke(Shape::poly({{x, 84}, {x + (x - 246) * 0.6f, 96}}, false), 1, {0x4A1814});
  for (float x : {18.f, 34.f, 84.f, 100.f, 236.f}) wheel(p, x, 90, 7.4f, phase, 6);
  for (float x : {146.f, 174.f, 202.f}) {
    p.fill(Shape::circle(x, 84.5f, 13), {0xA8322A}, {.round = 3});
    p.fill(Shape::circle(x, 84.5f, 10.6f), dark, {.round = 2});
    for (int i = 0; i < 8; ++i) {
      const float a = kTau * (i / 8.f + phase);
      p.stroke(Shape::poly({{x, 84.5f}, {x + 10.5f * std::cos(a), 84.5f + 10.5f * std::sin(a)}}, false), 1.2f,
               {0xC24236});
    }
    p.fill(Shape::circle(x, 84.5f, 2.4f), brass, {.round = 2});
  }
  const float rx = 6 * std::cos(kTau * phase), ry = 6 * std::sin(kTau * phase);
  p.fill(Shape::limb({{146 + rx, 84.5f + ry, 1.5f}, {202 + rx, 84.5f + ry, 1.5f}}), kChrome,
         {.round = 1.5f, .gloss = 0.5f});
  p.light(0.92f, 0.385f, kHeadlight, 0.32f, true);
  p.light(0.2f, 0.5f, {255, 216, 148}, 0.3f);
}

void bicycle(Pen& p, float phase, Dice&) {
  const Ink frame = p.main(0x1F8A8A);
  constexpr float kTau = 2 * std::numbers::pi_v<float>;
  for (float x : {36.f, 128.f}) {
    p.stroke(Shape::circle(x, 65, 31), 3.2f, kTyre, {.round = 2.5f});
    p.stroke(Shape::circle(x, 65, 28.6f), 1.3f, kRim, {.round = 1});
    for (int i = 0; i < 18; ++i) {
      const float a = kTau * (i + phase * 2) / 18;
      p.stroke(Shape::poly({{x, 65}, {x + 28.4f * std::cos(a), 65 + 28.4f * std::sin(a)}}, false), 0.4f, {0x9AA0A8});
    }
    p.fill(Shape::circle(x, 65, 2.6f), {0x5A5F66}, {.round = 2});
  }
  const auto tube = [&](float x0, float y0, float x1, float y1, float r, Ink ink) {
    p.fill(Shape::limb({{x0, y0, r}, {x1, y1, r}}), ink, {.round = r * 1.8f, .gloss = 0.4f});
  };
  const float ca = kTau * phase;
  p.fill(Shape::limb({{76, 67, 1.2f}, {76 - 10 * std::cos(ca), 67 - 10 * std::sin(ca), 1.2f}}), {0x4A4E55},
         {.round = 1.4f});
  p.fill(Shape::rect(76 - 10 * std::cos(ca) - 5, 65.8f - 10 * std::sin(ca), 10, 2.4f, 1), {0x2A2A2E}, {.round = 1});
  tube(36, 65, 76, 67, 1.4f, frame);
  tube(36, 65, 64, 32, 1.4f, frame);
  tube(76, 67, 63, 28, 1.9f, frame);
  tube(76, 67, 115, 34, 2, frame);
  tube(65, 34, 112, 28, 1.9f, frame);
  p.fill(Shape::limb({{128, 65, 1.5f}, {120, 46, 1.8f}, {113, 26, 1.9f}}), frame, {.round = 3, .gloss = 0.4f});
  p.stroke(Shape::path("M113,26 L110,16"), 2.2f, kChrome, {.round = 1.6f});
  p.stroke(Shape::path("M104,13 C112,11 120,12 124,17 C126,21 122,24 118,23"), 2.4f, kChrome, {.round = 1.6f});
  p.stroke(Shape::path("M101,13.4 L107,12.4"), 3.4f, {0x3A2A20}, {.round = 2});
  p.stroke(Shape::path("M63,28 L61,20"), 2, kChrome, {.round = 1.4f});
  p.fill(Shape::smooth({{46, 16}, {58, 15}, {72, 17}, {76, 19}, {66, 21}, {56, 23}, {47, 22}}), {0x4A3222},
         {.round = 4});
  p.stroke(Shape::circle(76, 67, 7.5f), 1.8f, {0x5A5F66}, {.round = 1});
  p.stroke(Shape::path("M76,59.6 L36,62 M76,74.4 L36,68"), 0.8f, {0x3A3D42});
  p.fill(Shape::limb({{76, 67, 1.3f}, {76 + 10 * std::cos(ca), 67 + 10 * std::sin(ca), 1.3f}}), {0x8A9098},
         {.round = 1.4f});
  p.fill(Shape::rect(76 + 10 * std::cos(ca) - 5, 65.8f + 10 * std::sin(ca), 10, 2.6f, 1), {0x2A2A2E}, {.round = 1});
  p.window(Shape::circle(121, 31, 3.4f), 0xE6E6DE, kHead);
  p.light(0.73f, 0.31f, kHeadlight, 0.18f, true);
}

void tractor(Pen& p, float phase, Dice&) {
  const Ink paint = p.main(0xC8362C);
  p.fill(Shape::limb({{98, 36, 1.7f}, {98, 12, 1.7f}, {100, 8, 1.7f}}), {0x4A4D52}, {.round = 2});
  p.window(Shape::path("M36,10 H74 L80,46 H30 Z"), 0x9DB6C0, kInside, 0.6f);
  // Who drives it.
  p.fill(Shape::limb({{50, 46, 6}, {52, 34, 6.4f}}), {0x3D6EA5}, {.round = 5});
  p.fill(Shape::limb({{54, 33, 2.2f}, {64, 40, 1.9f}, {72, 38, 1.7f}}), {0x335C8C}, {.round = 2});
  p.fill(Shape::circle(54, 22, 5.2f), {0xDCA988}, {.round = 4});
  p.fill(Shape::path("M48,20.5 C48,14 60,14 60,20 L65,21 L64,22.6 L48,22 Z"), {0xC9A24A}, {.round = 2});
  p.stroke(Shape::ellipse(73, 38, 2.2f, 6, 20), 1.3f, {0x2A2A2E}, {.round = 1});
  p.stroke(Shape::path("M34,9 L28,52 M76,9 L82,48 M56,9 V46"), 2.2f, paint, {.round = 1.8f});
  p.fill(Shape::rect(27, 4, 56, 6, 2.5f), paint, {.round = 3});
  p.begin(Shape::smooth({{28, 46},
                         {28, 46},
                         {80, 44},
                         {84, 34},
                         {124, 38},
                         {134, 44},
                         {135, 66},
                         {135, 66},
                         {100, 70},
                         {60, 72},
                         {28, 66}}),
          paint, {.round = 8, .gloss = 0.4f});
  for (int i = 0; i < 5; ++i) p.stroke(Shape::poly({{96 + i * 5.f, 46}, {96 + i * 5.f, 60}}, false), 1.6f, {0x2A2A2E});
  p.end();
  p.window(Shape::rect(129, 45, 6, 7, 2), 0xF3F4EE, kHead);
  p.fill(Shape::smooth({{6, 58}, {16, 36}, {40, 30}, {62, 40}, {70, 58}, {62, 52}, {40, 44}, {20, 50}}), paint * 0.9f,
         {.round = 4});
  const auto tread = [&](float x, float r) {
    Shape lugs;
    for (int i = 0; i < 16; ++i) {
      const float a = 2 * std::numbers::pi_v<float> * (i + phase) / 16;
      lugs.add(Shape::circle(x + r * std::cos(a), 98 - r - 2 + r * std::sin(a), r * 0.13f));
    }
    p.fill(lugs, kTyre, {.round = 1.5f});
    p.fill(Shape::circle(x, 96 - r, r), kTyre, {.round = r * 0.4f});
    p.fill(Shape::circle(x, 96 - r, r * 0.58f), {0xF0C03A}, {.round = r * 0.25f, .gloss = 0.3f});
    p.fill(Shape::circle(x, 96 - r, r * 0.22f), {0x8A6A1A}, {.round = 2});
    for (int i = 0; i < 6; ++i) {
      const float a = 2 * std::numbers::pi_v<float> * (i + phase * 0.375f) / 6;
      p.fill(Shape::circle(x + r * 0.4f * std::cos(a), 96 - r + r * 0.4f * std::sin(a), r * 0.06f), {0x8A6A1A});
    }
  };
  tread(40, 29);
  tread(114, 17);
  p.light(0.9f, 0.48f, kHeadlight, 0.25f, true);
}

constexpr std::array<Drawing, 6> kTable = {{
    {{"car", "car", Place::ground, 1.5f, 2.36f, true, 6}, 0.975f, car},
    {{"bus", "bus", Place::ground, 3.2f, 2.2f, true, 6}, 0.97f, bus},
    {{"truck", "truck", Place::ground, 3.6f, 2.26f, true, 6}, 0.97f, truck},
    {{"train", "train", Place::ground, 4.2f, 2.78f, true, 8}, 0.975f, train},
    {{"bicycle", "bicycle", Place::ground, 1.1f, 1.64f, true, 8}, 0.97f, bicycle},
    {{"tractor", "tractor", Place::ground, 2.7f, 1.44f, true, 8}, 0.975f, tractor},
}};

}  // namespace

std::span<const Drawing> vehicles() { return kTable; }

}  // namespace storyteller
