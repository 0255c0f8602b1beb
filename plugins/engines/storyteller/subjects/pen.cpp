#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace storyteller {
namespace {

Ink ink_of(Colour c) { return {c.r / 255.f, c.g / 255.f, c.b / 255.f}; }

void trace(cairo_t* cr, const Shape& shape) {
  for (const Shape::Op& op : shape.ops()) {
    switch (op.kind) {
      case Shape::Op::move:
        cairo_move_to(cr, op.a.x, op.a.y);
        break;
      case Shape::Op::line:
        cairo_line_to(cr, op.a.x, op.a.y);
        break;
      case Shape::Op::curve:
        cairo_curve_to(cr, op.a.x, op.a.y, op.b.x, op.b.y, op.c.x, op.c.y);
        break;
      case Shape::Op::close:
        cairo_close_path(cr);
        break;
    }
  }
}

struct Box {
  int x0, y0, x1, y1;
  float top, bottom;  // of the shape itself, unpadded
};

Box box_of(const Shape& s, float pad, int width, int height) {
  float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
  const auto take = [&](Pt p) {
    x0 = std::min(x0, p.x), x1 = std::max(x1, p.x);
    y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
  };
  for (const Shape::Op& op : s.ops()) {
    if (op.kind == Shape::Op::close) continue;
    take(op.a);
    if (op.kind == Shape::Op::curve) take(op.b), take(op.c);
  }
  const int edge = static_cast<int>(pad) + 2;
  const auto cut = [](float v, int lo, int hi) { return static_cast<int>(std::clamp(v, float(lo), float(hi))); };
  return {cut(std::floor(x0 - pad) - 1, -edge, width + edge),
          cut(std::floor(y0 - pad) - 1, -edge, height + edge),
          cut(std::ceil(x1 + pad) + 1, -edge, width + edge),
          cut(std::ceil(y1 + pad) + 1, -edge, height + edge),
          y0,
          y1};
}

// Running means of the given radius, three times over along both axes: nearly a Gaussian. What lies outside counts as
// 0.
void blur(std::vector<float>& v, int width, int height, int radius) {
  const float weight = 1.f / static_cast<float>(2 * radius + 1);
  std::vector<float> line(static_cast<std::size_t>(std::max(width, 1))), sum, in(v.size());
  for (int pass = 0; pass < 3; ++pass) {
    for (int y = 0; y < height; ++y) {
      float* row = &v[static_cast<std::size_t>(y) * width];
      std::copy_n(row, width, line.begin());
      float s = 0;
      for (int i = 0; i < std::min(radius, width); ++i) s += line[i];
      for (int i = 0; i < width; ++i) {
        if (i + radius < width) s += line[i + radius];
        if (i > radius) s -= line[i - radius - 1];
        row[i] = s * weight;
      }
    }
    // Down the columns, a whole row of sums at a time.
    in = v;
    sum.assign(static_cast<std::size_t>(width), 0.f);
    const auto add = [&](int y, float sign) {
      const float* row = &in[static_cast<std::size_t>(y) * width];
      for (int x = 0; x < width; ++x) sum[x] += sign * row[x];
    };
    for (int y = 0; y < std::min(radius, height); ++y) add(y, 1);
    for (int y = 0; y < height; ++y) {
      if (y + radius < height) add(y + radius, 1);
      if (y > radius) add(y - radius - 1, -1);
      float* row = &v[static_cast<std::size_t>(y) * width];
      for (int x = 0; x < width; ++x) row[x] = sum[x] * weight;
    }
  }
}

float smoothstep(float a, float b, float x) {
  x = std::clamp((x - a) / (b - a), 0.f, 1.f);
  return x * x * (3 - 2 * x);
}

}  // namespace

// Coverage of one part, over its box on the canvas.
struct Pen::Mask {
  Box box;
  int width = 0, height = 0;
  std::vector<std::uint8_t> cover;
};

std::uint32_t Dice::bits() {
  state_ = state_ * 6364136223846793005u + 1442695040888963407u;
  std::uint64_t x = state_ ^ (state_ >> 31);
  x *= 0xBF58476D1CE4E5B9u;
  return static_cast<std::uint32_t>(x >> 32);
}

Pen::Pen(int width, int height, const SubjectLight& l, const Subject& s)
    : width_(width),
      height_(height),
      scale_(height / 100.f),
      key_(ink_of(l.key)),
      shade_(ink_of(l.shade)),
      tint_(ink_of(s.tint)),
      strength_(std::clamp(l.key_strength, 0.f, 1.f)),
      light_x_(l.from_right ? 1.f : -1.f),
      tinted_(s.tinted),
      pixels_(static_cast<std::size_t>(width) * height * 4) {
  transforms_.push_back({scale_, 0, 0, scale_, 0, 0});
}

void Pen::push(float x, float y, float sx, float sy, float degrees) {
  const float a = degrees * std::numbers::pi_v<float> / 180, c = std::cos(a), s = std::sin(a);
  transforms_.push_back(transforms_.back() * Affine{c * sx, s * sx, -s * sy, c * sy, x, y});
}

void Pen::pop() { transforms_.pop_back(); }

// By day a shaded side keeps a good part of its own colour; towards night it sinks into the shade colour.
Ink Pen::lit(Ink a, float t) const {
  const auto channel = [&](float albedo, float key, float shade) {
    const float day_dark = albedo * (0.34f + 0.30f * shade + 0.14f * key) + 0.05f * shade;
    const float day_light = albedo * key;
    const float night_dark = shade * (0.55f + 0.45f * albedo);
    const float night_light = shade * (0.50f + 0.55f * albedo) + 0.16f * albedo * key;
    const float dark = night_dark + (day_dark - night_dark) * strength_;
    const float light = night_light + (day_light - night_light) * strength_;
    return std::clamp(dark + (light - dark) * t, 0.f, 1.f);
  };
  return {channel(a.r, key_.r, shade_.r), channel(a.g, key_.g, shade_.g), channel(a.b, key_.b, shade_.b)};
}

Pen::Mask Pen::mask_of(const Shape& shape, float stroke_width, float pad) const {
  Mask m;
  m.box = box_of(shape, pad + stroke_width, width_, height_);
  m.width = m.box.x1 - m.box.x0, m.height = m.box.y1 - m.box.y0;
  if (m.width <= 0 || m.height <= 0 || shape.ops().empty()) {
    m.width = m.height = 0;
    return m;
  }
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_A8, m.width, m.height);
  cairo_t* cr = cairo_create(surface);
  cairo_translate(cr, -m.box.x0, -m.box.y0);
  trace(cr, shape);
  if (stroke_width > 0) {
    cairo_set_line_width(cr, stroke_width);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cr);
  } else {
    cairo_fill(cr);
  }
  cairo_destroy(cr);
  cairo_surface_flush(surface);
  m.cover.assign(static_cast<std::size_t>(m.width) * m.height, 0);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; data && y < m.height; ++y)
    std::copy_n(data + static_cast<std::ptrdiff_t>(y) * stride, m.width,
                m.cover.begin() + static_cast<std::ptrdiff_t>(y) * m.width);
  cairo_surface_destroy(surface);
  return m;
}

void Pen::shade(const Mask& m, Ink top, Ink bottom, const std::uint32_t* markings, Look look) {
  if (m.width == 0) return;
  const int radius = static_cast<int>(look.round * transforms_.back().scale() * 0.55f + 0.5f);
  std::vector<float> height;
  float steep = 0;
  if (radius >= 1 && look.glow < 1) {
    height.resize(m.cover.size());
    for (std::size_t i = 0; i < height.size(); ++i) height[i] = m.cover[i] / 255.f;
    blur(height, m.width, m.height, radius);
    // Three boxes of this radius are nearly a Gaussian; a blurred edge then has slope 1 / (sigma sqrt(2 pi)).
    steep = std::sqrt(radius * (radius + 1.f)) * 2.5f;
  }
  const float lx = 0.64f * light_x_, ly = -0.52f, lz = 0.57f;
  for (int y = std::max(0, -m.box.y0); y < m.height && y + m.box.y0 < height_; ++y) {
    const float down =
        std::clamp((y + m.box.y0 + 0.5f - m.box.top) / std::max(1.f, m.box.bottom - m.box.top), 0.f, 1.f);
    const Ink row = mix(top, bottom, down);
    for (int x = std::max(0, -m.box.x0); x < m.width && x + m.box.x0 < width_; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * m.width + x;
      if (!m.cover[i]) continue;
      const std::size_t at = static_cast<std::size_t>(y + m.box.y0) * width_ + (x + m.box.x0);
      Ink albedo = row;
      if (markings) albedo = Ink(markings[at] & 0xFFFFFF);
      float t = 0.70f, shine = 0;
      if (steep > 0) {
        const float left = height[x > 0 ? i - 1 : i], right = height[x + 1 < m.width ? i + 1 : i];
        const float above = height[y > 0 ? i - m.width : i], below = height[y + 1 < m.height ? i + m.width : i];
        float nx = (left - right) * 0.5f * steep, ny = (above - below) * 0.5f * steep;
        const float len = std::sqrt(nx * nx + ny * ny);
        if (len > 0.97f) nx *= 0.97f / len, ny *= 0.97f / len;
        const float nz = std::sqrt(std::max(0.f, 1 - nx * nx - ny * ny));
        const float lambert = nx * lx + ny * ly + nz * lz;
        t = smoothstep(-0.75f, 0.95f, lambert);
        if (look.gloss > 0) {
          const float hx = lx, hy = ly, hz = lz + 1, hl = std::sqrt(hx * hx + hy * hy + hz * hz);
          shine = std::pow(std::max(0.f, (nx * hx + ny * hy + nz * hz) / hl), 40.f) * look.gloss *
                  (0.25f + 0.75f * strength_);
        }
      }
      // The side of the whole figure towards the light is a little brighter; its foot a little darker.
      const float across = ((x + m.box.x0 + 0.5f) / width_ - 0.5f) * light_x_;
      const float low = (y + m.box.y0 + 0.5f) / height_;
      t = std::clamp(t + look.level + across * 0.16f - 0.10f * low * low, 0.f, 1.f);
      Ink c = mix(lit(albedo, t), albedo, look.glow);
      c = mix(c, mix(key_, Ink(1, 1, 1), 0.5f), std::min(1.f, shine));
      const float a = m.cover[i] / 255.f * look.alpha;
      float* p = &pixels_[at * 4];
      p[0] = c.r * a + p[0] * (1 - a);
      p[1] = c.g * a + p[1] * (1 - a);
      p[2] = c.b * a + p[2] * (1 - a);
      p[3] = a + p[3] * (1 - a);
    }
  }
}

void Pen::draw(const Shape& shape, float stroke_width, Ink top, Ink bottom, Look look) {
  const Affine& m = transforms_.back();
  const Shape device = shape.transformed(m);
  const float line = stroke_width * m.scale();
  if (markings_.empty()) {
    // Hair-thin lines at small sizes fade instead of vanishing or thickening.
    const float width = stroke_width > 0 ? std::max(line, 0.6f) : 0;
    if (stroke_width > 0 && line < width) look.alpha *= line / width;
    shade(mask_of(device, width, look.round * m.scale() * 1.7f), top, bottom, nullptr, look);
    return;
  }
  const Mask k = mask_of(device, line, 0);
  for (int y = std::max(0, -k.box.y0); y < k.height && y + k.box.y0 < height_; ++y) {
    const Ink row =
        mix(top, bottom, std::clamp((y + k.box.y0 - k.box.top) / std::max(1.f, k.box.bottom - k.box.top), 0.f, 1.f));
    for (int x = std::max(0, -k.box.x0); x < k.width && x + k.box.x0 < width_; ++x) {
      const float a = k.cover[static_cast<std::size_t>(y) * k.width + x] / 255.f * look.alpha;
      if (a <= 0) continue;
      std::uint32_t& at = markings_[static_cast<std::size_t>(y + k.box.y0) * width_ + (x + k.box.x0)];
      const Ink c = mix(Ink(at & 0xFFFFFF), row, a);
      const auto byte = [](float v) { return static_cast<std::uint32_t>(std::clamp(v, 0.f, 1.f) * 255 + 0.5f); };
      at = byte(c.r) << 16 | byte(c.g) << 8 | byte(c.b);
    }
  }
}

void Pen::fill(const Shape& s, Ink ink, Look look) { draw(s, 0, ink, ink, look); }
void Pen::fill(const Shape& s, Ink top, Ink bottom, Look look) { draw(s, 0, top, bottom, look); }
void Pen::stroke(const Shape& s, float width, Ink ink, Look look) { draw(s, width, ink, ink, look); }

void Pen::begin(const Shape& body, Ink ink, Look look) {
  const auto byte = [](float v) { return static_cast<std::uint32_t>(std::clamp(v, 0.f, 1.f) * 255 + 0.5f); };
  markings_.assign(static_cast<std::size_t>(width_) * height_, byte(ink.r) << 16 | byte(ink.g) << 8 | byte(ink.b));
  body_ = body.transformed(transforms_.back());
  body_look_ = look;
}

void Pen::end() {
  std::vector<std::uint32_t> markings = std::move(markings_);
  markings_.clear();
  shade(mask_of(body_, 0, body_look_.round * transforms_.back().scale() * 1.7f), {}, {}, markings.data(), body_look_);
}

void Pen::window(const Shape& s, Ink day, Ink lit, float brightness) {
  const float on = night() * brightness;
  fill(s, mix(day, lit, on), {.round = 0, .glow = on});
}

void Pen::halo(float x, float y, float r, Ink ink, float alpha) {
  const Pt c = transforms_.back()({x, y});
  const float radius = r * transforms_.back().scale();
  const int x0 = std::max(0, int(c.x - radius)), x1 = std::min(width_ - 1, int(c.x + radius) + 1);
  const int y0 = std::max(0, int(c.y - radius)), y1 = std::min(height_ - 1, int(c.y + radius) + 1);
  for (int py = y0; py <= y1; ++py)
    for (int px = x0; px <= x1; ++px) {
      const float d = std::hypot(px + 0.5f - c.x, py + 0.5f - c.y) / radius;
      if (d >= 1) continue;
      const float a = alpha * (1 - d) * (1 - d);
      float* p = &pixels_[(static_cast<std::size_t>(py) * width_ + px) * 4];
      p[0] = ink.r * a + p[0] * (1 - a), p[1] = ink.g * a + p[1] * (1 - a);
      p[2] = ink.b * a + p[2] * (1 - a), p[3] = a + p[3] * (1 - a);
    }
}

void Pen::light(float x, float y, Colour colour, float radius, bool beam) {
  lights_.push_back({x, y, colour, radius, beam});
}

Sprite Pen::finish(float foot_y) {
  Sprite out{width_, height_, foot_y, std::vector<std::uint32_t>(static_cast<std::size_t>(width_) * height_), lights_};
  // Coverage a fixed step towards the light; where it falls off, the edge is lit. Beyond the frame the figure is taken
  // to go on, so that a cut edge gets no rim.
  struct Step {
    int x, y;
    float u, v;
    Step(float dx, float dy)
        : x(static_cast<int>(std::floor(dx))), y(static_cast<int>(std::floor(dy))), u(dx - x), v(dy - y) {}
  };
  const float reach = std::max(0.8f, height_ * 0.009f), amount = 0.30f + 0.65f * night();
  const Step near(0.76f * light_x_ * reach, -0.55f * reach), far(2.1f * light_x_ * reach, -1.5f * reach);
  const auto alpha = [&](int x, int y, const Step& s) {
    const int x0 = std::clamp(x + s.x, 0, width_ - 1), x1 = std::clamp(x + s.x + 1, 0, width_ - 1);
    const std::size_t y0 = static_cast<std::size_t>(std::clamp(y + s.y, 0, height_ - 1)) * width_;
    const std::size_t y1 = static_cast<std::size_t>(std::clamp(y + s.y + 1, 0, height_ - 1)) * width_;
    const auto a = [&](std::size_t at) { return pixels_[at * 4 + 3]; };
    return (a(y0 + x0) * (1 - s.u) + a(y0 + x1) * s.u) * (1 - s.v) + (a(y1 + x0) * (1 - s.u) + a(y1 + x1) * s.u) * s.v;
  };
  for (int y = 0; y < height_; ++y)
    for (int x = 0; x < width_; ++x) {
      const std::size_t at = static_cast<std::size_t>(y) * width_ + x;
      const float* p = &pixels_[at * 4];
      if (p[3] <= 0) continue;
      const float edge = 0.6f * (p[3] - alpha(x, y, near)) + 0.4f * (p[3] - alpha(x, y, far));
      const float rim = std::clamp(edge, 0.f, 1.f) * amount * p[3];
      const auto byte = [](float v) { return static_cast<std::uint32_t>(std::clamp(v, 0.f, 1.f) * 255 + 0.5f); };
      const std::uint32_t a = byte(p[3]);
      const auto colour = [&](float v, float key) { return std::min(a, byte(v + std::max(0.f, key - v) * rim)); };
      out.argb[at] = a << 24 | colour(p[0], key_.r) << 16 | colour(p[1], key_.g) << 8 | colour(p[2], key_.b);
    }
  return out;
}

}  // namespace storyteller
