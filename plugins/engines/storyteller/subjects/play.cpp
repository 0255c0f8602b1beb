// What people play with. All drawings face right.
#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

constexpr float kTau = 2 * std::numbers::pi_v<float>;

Shape pentagon(float x, float y, float r, float turn) {
  std::vector<Pt> corners;
  for (int k = 0; k < 5; ++k) {
    const float a = turn + kTau * static_cast<float>(k) / 5;
    corners.push_back({x + r * std::sin(a), y - r * std::cos(a)});
  }
  return Shape::poly(corners);
}

// Leather with black patches, rolling to the right.
void ball(Pen& p, float phase, Dice&) {
  const Ink patch{0x1E2024};
  const float turn = kTau * phase;
  p.begin(Shape::circle(50, 52, 46), p.main(0xF6F5F0), {.round = 42, .gloss = 0.35f});
  p.fill(pentagon(50, 52, 16, turn), patch);
  for (int k = 0; k < 5; ++k) {
    const float a = turn + kTau * static_cast<float>(k) / 5, sx = std::sin(a), cy = -std::cos(a);
    p.stroke(Shape::poly({{50 + 16 * sx, 52 + 16 * cy}, {50 + 31 * sx, 52 + 31 * cy}}, false), 1.8f, patch);
    p.fill(pentagon(50 + 43 * sx, 52 + 43 * cy, 15, a + kTau / 2), patch);
  }
  p.end();
}

// Two posts, a bar and a net, seen from the field.
void goal(Pen& p, float, Dice&) {
  const Ink post = p.main(0xF7F8F8), net{0xE6EAEE};
  const Look thread{.round = 0, .alpha = 0.55f};
  p.stroke(Shape::path("M7,6 L26,24 L20,97 M221,6 L202,24 L208,97 M26,24 H202"), 1.4f, {0xAEB6BE}, {.round = 1});
  for (int k = 0; k <= 22; ++k) {
    const float u = static_cast<float>(k) / 22;
    p.stroke(Shape::poly({{7 + 214 * u, 7}, {26 + 176 * u, 24}, {20 + 188 * u, 97}}, false), 0.55f, net, thread);
  }
  for (int k = 0; k <= 10; ++k) {
    const float v = static_cast<float>(k) / 10, x0 = 26 - 6 * v, y = 24 + 73 * v;
    p.stroke(Shape::poly({{7, 7 + 90 * v}, {x0, y}, {228 - x0, y}, {221, 7 + 90 * v}}, false), 0.55f, net, thread);
  }
  p.fill(Shape::rect(4, 4, 4.6f, 94, 2), post, {.round = 2.4f});
  p.fill(Shape::rect(219.4f, 4, 4.6f, 94, 2), post, {.round = 2.4f});
  p.fill(Shape::rect(4, 3, 220, 4.6f, 2), post, {.round = 2.4f});
}

constexpr std::array<Drawing, 2> kTable = {{
    {{"ball", "football", Place::ground, 0.24f, 1, true, 8}, 0.975f, ball},
    {{"goal", "football goal", Place::ground, 2.44f, 2.28f, false, 1}, 0.975f, goal},
}};

}  // namespace

std::span<const Drawing> play() { return kTable; }

}  // namespace storyteller
