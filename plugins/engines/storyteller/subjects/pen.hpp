// The pen all subjects are drawn with. Every filled part is inflated (a normal is taken from its blurred outline) and
// lit by the scene's key light, so flat outlines become rounded, shaded bodies; finish() adds the rim light along the
// whole figure. Not shared between threads: one Pen draws one sprite.
#pragma once

#include "plugins/engines/storyteller/subjects/shape.hpp"
#include "plugins/engines/storyteller/subjects/subject.hpp"

#include <cstdint>
#include <vector>

namespace storyteller {

// Surface colour, sRGB coded, 0..1.
struct Ink {
  float r = 0, g = 0, b = 0;
  constexpr Ink() = default;
  constexpr Ink(float red, float green, float blue) : r(red), g(green), b(blue) {}
  constexpr Ink(std::uint32_t hex)
      : r((hex >> 16 & 255) / 255.f), g((hex >> 8 & 255) / 255.f), b((hex & 255) / 255.f) {}
  Ink operator*(float k) const { return {r * k, g * k, b * k}; }
};
inline Ink mix(Ink a, Ink b, float t) { return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t}; }

struct Look {
  float round = 6;  // how far from the outline the surface bends, in units; 0 = flat
  float gloss = 0;  // highlight, 0..1
  float alpha = 1;
  float glow = 0;   // 1 = shines by itself whatever the light
  float level = 0;  // added to the lighting, -1..1: parts that face up or lie in shadow
};

// A stream of random numbers that only depends on its seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 0x632BE59BD9B4E019u) {}
  std::uint32_t bits();
  float unit() { return static_cast<float>(bits() >> 8) / 16777216.f; }  // [0, 1)
  float in(float lo, float hi) { return lo + (hi - lo) * unit(); }

 private:
  std::uint64_t state_;
};

class Pen {
 public:
  Pen(int width, int height, const SubjectLight&, const Subject&);

  // The colour of the subject's principal part: the prompt's when it gave one.
  Ink main(Ink usual) const { return tinted_ ? tint_ : usual; }
  float night() const { return 1 - strength_; }

  void fill(const Shape&, Ink, Look = {});
  void fill(const Shape&, Ink top, Ink bottom, Look = {});  // vertical gradient over the shape's box
  void stroke(const Shape&, float width, Ink, Look = {.round = 0});
  // Between begin and end, fills and strokes are markings on the body `shape`: clipped to it and lit with its form.
  void begin(const Shape&, Ink, Look = {});
  void end();
  // Glass that is dark by day and shines `lit` by night.
  void window(const Shape&, Ink day, Ink lit, float brightness = 1);
  // A soft round glow, brightest in the middle.
  void halo(float x, float y, float r, Ink, float alpha);
  // A light at (x, y) of the whole drawing, 0..1 both ways, whatever transform is in force.
  void light(float x, float y, Colour, float radius, bool beam = false);

  // Moves, turns (degrees, clockwise) and scales all that follows, until pop().
  void push(float x, float y, float sx = 1, float sy = 1, float degrees = 0);
  void pop();

  Sprite finish(float foot_y);

 private:
  struct Mask;
  struct Group;
  Mask mask_of(const Shape& device, float stroke_width, float pad) const;
  void shade(const Mask&, Ink top, Ink bottom, const std::uint32_t* markings, Look);
  void draw(const Shape&, float stroke_width, Ink top, Ink bottom, Look);
  Ink lit(Ink albedo, float t) const;

  int width_, height_;
  float scale_;
  Ink key_, shade_, tint_;
  float strength_, light_x_;
  bool tinted_;
  std::vector<float> pixels_;  // premultiplied RGBA
  std::vector<LightPoint> lights_;
  std::vector<Affine> transforms_;
  std::vector<std::uint32_t> markings_;  // of the open begin(), canvas sized; empty when none is open
  Shape body_;
  Look body_look_;
};

// One drawing of the library: what it is, and how it is drawn. `phase` is pose / poses, in [0, 1).
struct Drawing {
  SubjectInfo info;
  float foot_y;
  void (*draw)(Pen&, float phase, Dice&);
};

// The families; each file has its table.
std::span<const Drawing> boats();
std::span<const Drawing> buildings();
std::span<const Drawing> plants();
std::span<const Drawing> people();
std::span<const Drawing> animals();
std::span<const Drawing> birds();
std::span<const Drawing> sea_animals();
std::span<const Drawing> vehicles();
std::span<const Drawing> aircraft();
std::span<const Drawing> objects();
std::span<const Drawing> furniture();
std::span<const Drawing> landmarks();
std::span<const Drawing> wild_animals();
std::span<const Drawing> space();
std::span<const Drawing> play();

}  // namespace storyteller
