#include "plugins/engines/storyteller/subjects/shape.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <string>

namespace storyteller {
namespace {

constexpr float kArc = 0.5522847498f;  // handle length of a quarter circle

template <class T>
T catmull(T a, T b, T c, T d, float t) {
  const auto f = [t](float p, float q, float r, float s) {
    return 0.5f * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - 3 * r + s - p) * t * t * t);
  };
  if constexpr (requires { a.r; })
    return {f(a.x, b.x, c.x, d.x), f(a.y, b.y, c.y, d.y), std::max(0.05f, f(a.r, b.r, c.r, d.r))};
  else
    return {f(a.x, b.x, c.x, d.x), f(a.y, b.y, c.y, d.y)};
}

// Reads numbers separated by blanks or commas.
struct Numbers {
  std::string text;
  const char* at;
  explicit Numbers(std::string_view s) : text(s), at(text.c_str()) {}
  void skip() {
    while (*at == ' ' || *at == ',' || *at == '\n' || *at == '\t') ++at;
  }
  bool more() {
    skip();
    return *at == '-' || *at == '.' || (*at >= '0' && *at <= '9');
  }
  float next() {
    skip();
    char* end = nullptr;
    const float v = std::strtof(at, &end);
    if (end == at) return 0;
    at = end;
    return v;
  }
};

}  // namespace

Affine Affine::operator*(const Affine& i) const {
  return {xx * i.xx + xy * i.yx, yx * i.xx + yy * i.yx,      xx * i.xy + xy * i.yy,
          yx * i.xy + yy * i.yy, xx * i.x0 + xy * i.y0 + x0, yx * i.x0 + yy * i.y0 + y0};
}

float Affine::scale() const { return std::sqrt(std::abs(xx * yy - xy * yx)); }

Shape& Shape::move(float x, float y) {
  ops_.push_back({Op::move, {x, y}, {}, {}});
  return *this;
}
Shape& Shape::line(float x, float y) {
  ops_.push_back({Op::line, {x, y}, {}, {}});
  return *this;
}
Shape& Shape::curve(float x1, float y1, float x2, float y2, float x, float y) {
  ops_.push_back({Op::curve, {x1, y1}, {x2, y2}, {x, y}});
  return *this;
}
Shape& Shape::close() {
  ops_.push_back({Op::close, {}, {}, {}});
  return *this;
}
Shape& Shape::add(const Shape& other) {
  ops_.insert(ops_.end(), other.ops_.begin(), other.ops_.end());
  return *this;
}

Shape Shape::transformed(const Affine& m) const {
  Shape out = *this;
  for (Op& op : out.ops_) op.a = m(op.a), op.b = m(op.b), op.c = m(op.c);
  return out;
}

Shape Shape::path(std::string_view data) {
  Shape s;
  Numbers in(data);
  Pt at, start;
  for (in.skip(); *in.at; in.skip()) {
    const char command = *in.at++;
    const bool relative = command >= 'a';
    const auto point = [&] {
      Pt p{in.next(), 0};
      p.y = in.next();
      return relative ? Pt{at.x + p.x, at.y + p.y} : p;
    };
    char c = static_cast<char>(command & ~0x20);
    if (c == 'Z') {
      s.close();
      at = start;
      continue;
    }
    if (!in.more()) continue;
    do {
      if (c == 'M') {
        at = start = point();
        s.move(at.x, at.y);
        c = 'L';
      } else if (c == 'L') {
        at = point();
        s.line(at.x, at.y);
      } else if (c == 'H') {
        at.x = in.next() + (relative ? at.x : 0);
        s.line(at.x, at.y);
      } else if (c == 'V') {
        at.y = in.next() + (relative ? at.y : 0);
        s.line(at.x, at.y);
      } else if (c == 'C') {
        const Pt a = point(), b = point(), e = point();
        s.curve(a.x, a.y, b.x, b.y, e.x, e.y);
        at = e;
      } else if (c == 'Q') {
        const Pt q = point(), e = point();
        s.curve(at.x + (q.x - at.x) * 2 / 3, at.y + (q.y - at.y) * 2 / 3, e.x + (q.x - e.x) * 2 / 3,
                e.y + (q.y - e.y) * 2 / 3, e.x, e.y);
        at = e;
      } else {
        in.next();  // not a command of ours: its numbers are passed over
      }
    } while (in.more());
  }
  return s;
}

Shape Shape::ellipse(float x, float y, float rx, float ry, float degrees) {
  Shape s;
  s.move(1, 0);
  s.curve(1, kArc, kArc, 1, 0, 1).curve(-kArc, 1, -1, kArc, -1, 0);
  s.curve(-1, -kArc, -kArc, -1, 0, -1).curve(kArc, -1, 1, -kArc, 1, 0).close();
  const float a = degrees * std::numbers::pi_v<float> / 180, c = std::cos(a), n = std::sin(a);
  return s.transformed({c * rx, n * rx, -n * ry, c * ry, x, y});
}

Shape Shape::rect(float x, float y, float w, float h, float corner) {
  Shape s;
  const float r = std::min({corner, w / 2, h / 2}), k = r * (1 - kArc);
  if (r <= 0) {
    s.move(x, y).line(x + w, y).line(x + w, y + h).line(x, y + h);
    return s.close();
  }
  s.move(x + r, y).line(x + w - r, y).curve(x + w - k, y, x + w, y + k, x + w, y + r);
  s.line(x + w, y + h - r).curve(x + w, y + h - k, x + w - k, y + h, x + w - r, y + h);
  s.line(x + r, y + h).curve(x + k, y + h, x, y + h - k, x, y + h - r);
  s.line(x, y + r).curve(x, y + k, x + k, y, x + r, y);
  return s.close();
}

Shape Shape::poly(const std::vector<Pt>& p, bool closed) {
  Shape s;
  for (std::size_t i = 0; i < p.size(); ++i) i ? s.line(p[i].x, p[i].y) : s.move(p[i].x, p[i].y);
  if (closed) s.close();
  return s;
}

Shape Shape::smooth(const std::vector<Pt>& p, bool closed) {
  Shape s;
  const int n = static_cast<int>(p.size());
  if (n < 3) return poly(p, closed);
  const auto at = [&](int i) { return closed ? p[(i % n + n) % n] : p[std::clamp(i, 0, n - 1)]; };
  s.move(p[0].x, p[0].y);
  for (int i = 0; i < (closed ? n : n - 1); ++i) {
    const Pt a = at(i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
    if (b.x == c.x && b.y == c.y) continue;
    s.curve(b.x + (c.x - a.x) / 6, b.y + (c.y - a.y) / 6, c.x - (d.x - b.x) / 6, c.y - (d.y - b.y) / 6, c.x, c.y);
  }
  if (closed) s.close();
  return s;
}

Shape Shape::limb(const std::vector<Bead>& spine) {
  Shape s;
  const int n = static_cast<int>(spine.size());
  if (n == 0) return s;
  std::vector<Bead> beads;
  const auto at = [&](int i) { return spine[std::clamp(i, 0, n - 1)]; };
  constexpr int kSteps = 10;
  for (int i = 0; i + 1 < n; ++i)
    for (int k = 0; k < kSteps; ++k)
      beads.push_back(catmull(at(i - 1), at(i), at(i + 1), at(i + 2), static_cast<float>(k) / kSteps));
  beads.push_back(spine.back());
  // Beads much closer than they are thick add nothing that can be seen.
  std::size_t kept = 0;
  for (std::size_t i = 1; i < beads.size(); ++i) {
    const bool last = i + 1 == beads.size();
    if (last || std::hypot(beads[i].x - beads[kept].x, beads[i].y - beads[kept].y) > 0.22f * beads[i].r)
      beads[++kept] = beads[i];
  }
  beads.resize(std::min(beads.size(), kept + 1));
  // Each step is a circle and the hull between it and the next one; all wind the same way, so they melt together.
  for (std::size_t i = 0; i < beads.size(); ++i) {
    const Bead a = beads[i];
    s.add(circle(a.x, a.y, a.r));
    if (i + 1 == beads.size()) break;
    const Bead b = beads[i + 1];
    const float dx = b.x - a.x, dy = b.y - a.y, d = std::sqrt(dx * dx + dy * dy);
    if (d < 1e-4f) continue;
    const float nx = -dy / d, ny = dx / d;
    s.move(a.x - nx * a.r, a.y - ny * a.r).line(b.x - nx * b.r, b.y - ny * b.r);
    s.line(b.x + nx * b.r, b.y + ny * b.r).line(a.x + nx * a.r, a.y + ny * a.r).close();
  }
  return s;
}

}  // namespace storyteller
