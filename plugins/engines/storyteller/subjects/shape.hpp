// Outlines, in drawing units: x to the right, y down, the drawing is 100 units high. A Shape may hold several closed or
// open contours; filling uses the non-zero rule, so overlapping contours of one Shape melt together.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

namespace storyteller {

struct Pt {
  float x = 0, y = 0;
};
// A bead on a spine: a point with a thickness (radius).
struct Bead {
  float x = 0, y = 0, r = 1;
};

struct Affine {
  float xx = 1, yx = 0, xy = 0, yy = 1, x0 = 0, y0 = 0;
  Pt operator()(Pt p) const { return {xx * p.x + xy * p.y + x0, yx * p.x + yy * p.y + y0}; }
  Affine operator*(const Affine& inner) const;  // first `inner`, then this
  float scale() const;                          // mean linear enlargement
};

class Shape {
 public:
  struct Op {
    enum Kind : unsigned char { move, line, curve, close } kind;
    Pt a, b, c;  // curve: two handles and the end; move and line: a
  };

  Shape& move(float x, float y);
  Shape& line(float x, float y);
  Shape& curve(float x1, float y1, float x2, float y2, float x, float y);
  Shape& close();
  Shape& add(const Shape&);
  Shape transformed(const Affine&) const;
  const std::vector<Op>& ops() const { return ops_; }

  // Path data with M L H V C Q Z (absolute) and m l h v c q (relative), as in SVG.
  static Shape path(std::string_view data);
  static Shape circle(float x, float y, float r) { return ellipse(x, y, r, r); }
  static Shape ellipse(float x, float y, float rx, float ry, float degrees = 0);
  static Shape rect(float x, float y, float w, float h, float corner = 0);
  static Shape poly(const std::vector<Pt>&, bool closed = true);
  // A smooth curve through the points (Catmull-Rom); a point given twice is a corner.
  static Shape smooth(const std::vector<Pt>&, bool closed = true);
  // A limb or body: a smooth spine with varying thickness, rounded at both ends.
  static Shape limb(const std::vector<Bead>&);

 private:
  std::vector<Op> ops_;
};

inline Shape operator+(Shape a, const Shape& b) { return std::move(a.add(b)); }

}  // namespace storyteller
