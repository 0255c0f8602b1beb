#include "plugins/engines/storyteller/subjects/quadruped.hpp"

#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

struct Foot {
  float x, y, swing;  // swing: 0 on the ground .. 1 at the top of its step
};

// Half of the cycle the foot stands and travels back with the ground, half it is carried forwards.
Foot step(float phase, float stride, float lift) {
  phase -= std::floor(phase);
  if (phase < 0.5f) return {stride * (1 - 4 * phase), 0, 0};
  const float t = (phase - 0.5f) * 2, up = std::sin(t * std::numbers::pi_v<float>);
  return {-stride * std::cos(t * std::numbers::pi_v<float>), -lift * up, up};
}

struct Placed {
  Shape shape;
  float x, y;
};

Placed leg(const Leg& l, const Quadruped& q, float phase) {
  const Foot f = step(phase, q.stride, q.lift);
  const float fx = l.x + f.x - l.bend * 0.3f, fy = q.ground - l.foot + f.y;
  const auto along = [&](float t, float off) { return Pt{l.x + (fx - l.x) * t + off, l.y + (fy - l.y) * t}; };
  const float bent = l.bend * (1 + 0.9f * f.swing);
  const Pt knee = along(0.42f, bent), shin = along(0.70f, -bent * 0.55f - f.swing * 1.5f),
           ankle = along(0.9f, -f.swing * 2);
  Shape s = Shape::limb({{l.x, l.y, l.thigh},
                         {knee.x, knee.y, (l.thigh + l.knee) * 0.47f},
                         {shin.x, shin.y, l.knee},
                         {ankle.x, ankle.y, l.ankle},
                         {fx, fy, l.foot * 0.9f}});
  s.add(Shape::limb({{fx, fy, l.foot}, {fx + l.foot * 0.8f, fy + l.foot * 0.12f, l.foot * 0.86f}}));
  return {s, fx, fy};
}

void paint_foot(Pen& p, const Quadruped& q, const Leg& l, const Placed& at, float shade) {
  if (q.foot_height <= 0) return;
  p.fill(Shape::rect(at.x - l.foot * 2, at.y + l.foot - q.foot_height, l.foot * 5, q.foot_height + 1), q.foot * shade);
}

}  // namespace

void draw_quadruped(Pen& p, const Quadruped& q, float phase, const std::function<void()>& markings) {
  // A walk: hind and fore of one side a quarter apart, the far side half a cycle later.
  for (const auto& [l, shift] : {std::pair{&q.hind, 0.5f}, std::pair{&q.fore, 0.75f}}) {
    Leg far = *l;
    far.x += 2.5f;
    const Placed at = leg(far, q, phase + shift);
    p.begin(at.shape, q.coat * q.far_shade, {.round = far.knee * 2.4f, .level = -0.12f});
    paint_foot(p, q, far, at, q.far_shade);
    p.end();
  }
  Shape whole;
  for (const auto& spine : q.body) whole.add(Shape::limb(spine));
  const Placed hind = leg(q.hind, q, phase), fore = leg(q.fore, q, phase + 0.25f);
  whole.add(hind.shape).add(fore.shape);
  p.begin(whole, q.coat, {.round = q.round});
  if (markings) markings();
  paint_foot(p, q, q.hind, hind, 1);
  paint_foot(p, q, q.fore, fore, 1);
  p.end();
}

void draw_eye(Pen& p, float x, float y, float r, Ink ink) {
  p.fill(Shape::circle(x, y, r), ink, {.round = r});
  p.fill(Shape::circle(x + r * 0.3f, y - r * 0.35f, r * 0.36f), {0xFFFFFF}, {.round = 0, .glow = 0.6f});
}

}  // namespace storyteller
