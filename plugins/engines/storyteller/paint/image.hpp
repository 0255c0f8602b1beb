// Pictures in memory: an Image while it is painted, a Plate when it is kept and moved.
#pragma once

#include "plugins/engines/storyteller/paint/maths.hpp"
#include "plugins/engines/storyteller/subjects/subject.hpp"

#include <cstdint>
#include <vector>

namespace storyteller::paint {

// The plane everything is placed on: one unit = the height of the frame, origin in its middle, x right, y down.
struct Rect {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
};

class Image {
 public:
  Image() = default;
  Image(int w, int h) : width(w), height(h), pixels_(static_cast<std::size_t>(w) * static_cast<std::size_t>(h)) {}
  Px* row(int y) { return pixels_.data() + static_cast<std::ptrdiff_t>(y) * width; }
  const Px* row(int y) const { return pixels_.data() + static_cast<std::ptrdiff_t>(y) * width; }
  bool empty() const { return pixels_.empty(); }
  // Bilinear, pixel centres at .5, edges repeated.
  Px at(float x, float y) const;

  int width = 0, height = 0;

 private:
  std::vector<Px> pixels_;
};

// An image with its place on the plane, to paint on.
struct Sheet {
  Sheet(const Rect& area, float pixels_per_unit);
  float column(float x) const { return (x - x0) * density; }
  float line(float y) const { return (y - y0) * density; }
  float x_of(int column) const { return x0 + (static_cast<float>(column) + 0.5f) / density; }
  float y_of(int line) const { return y0 + (static_cast<float>(line) + 0.5f) / density; }

  Image image;
  float x0, y0, density;
};

// Where a layer of the plane lands in the frame: pixel = plane * scale + offset.
struct Placement {
  float scale = 1, x = 0, y = 0;
};

// A finished layer: 16-bit linear light up to 4, with the used part of every row known.
class Plate {
 public:
  Plate() = default;
  explicit Plate(const Sheet&);
  // From a drawing of the subject library: its top left corner at (x, y), `height` units high.
  Plate(const Sprite&, float x, float y, float height);

  // Lays rows y0..y1 of the plate over `frame`.
  void draw(Image& frame, const Placement&, int y0, int y1, float opacity = 1) const;
  // The same upside down below the line `mirror` (frame pixels), shifted by `sway[y]` pixels, `fade` per frame height.
  void draw_mirrored(Image& frame, const Placement&, int y0, int y1, float mirror, const float* sway, float strength,
                     float fade) const;
  bool empty() const { return width_ == 0; }
  int width() const { return width_; }

 private:
  void pack(const Image&);
  void blend_row(Px* out, int frame_width, float u0, float step, float v, float opacity) const;

  static constexpr float kCode = 16384;  // a power of two, so that opaque stays exactly opaque
  int width_ = 0, height_ = 0;
  float x_ = 0, y_ = 0, density_ = 1;
  std::vector<std::uint16_t> codes_;  // four a pixel, one empty pixel on every side
  std::vector<int> first_, last_;     // used columns of each row, half-open
};

}  // namespace storyteller::paint
