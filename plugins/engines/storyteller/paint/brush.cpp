#include "plugins/engines/storyteller/paint/brush.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

struct Box {
  int x0, y0, x1, y1;
};
Box box(const Sheet& s, float x0, float y0, float x1, float y1) {
  const auto low = [](float v) { return std::max(0, static_cast<int>(clamp(v, -1, 1e6f)) - 1); };
  const auto high = [](float v, int n) { return std::min(n, static_cast<int>(clamp(v, -2, 1e6f)) + 2); };
  return {low(s.column(x0)), low(s.line(y0)), high(s.column(x1), s.image.width), high(s.line(y1), s.image.height)};
}
inline void lay(Px& under, Px colour, float alpha) { under = colour * alpha + under * (1 - colour[3] * alpha); }

// Adds the area of one edge to the coverage rows: the signed-area method (each row keeps differences, summed later).
void edge(std::vector<float>& area, int width, int height, Point a, Point b) {
  if (a.y == b.y) return;
  float direction = 1;
  if (a.y > b.y) std::swap(a, b), direction = -1;
  const float slope = (b.x - a.x) / (b.y - a.y);
  const int first = std::max(0, static_cast<int>(std::max(a.y, 0.f))),
            last = std::min(height - 1, static_cast<int>(std::max(b.y, -1.f)));
  for (int y = first; y <= last; ++y) {
    const float ya = std::max(a.y, static_cast<float>(y)), yb = std::min(b.y, static_cast<float>(y + 1));
    if (yb <= ya) continue;
    const float limit = static_cast<float>(width);
    const float xa = clamp(a.x + (ya - a.y) * slope, 0, limit), xb = clamp(a.x + (yb - a.y) * slope, 0, limit);
    const float left = std::min(xa, xb), right = std::max(xa, xb), dy = (yb - ya) * direction;
    float* row = area.data() + static_cast<std::ptrdiff_t>(y) * (width + 2);
    const int i0 = static_cast<int>(left), i1 = static_cast<int>(right);
    if (i0 == i1) {
      const float middle = (left + right) * 0.5f - static_cast<float>(i0);
      row[i0] += dy * (1 - middle), row[i0 + 1] += dy * middle;
      continue;
    }
    // The part of the edge over each pixel column, each with its own mean distance.
    const float per = dy / (right - left);
    for (int i = i0; i <= i1; ++i) {
      const float l = std::max(left, static_cast<float>(i)), r = std::min(right, static_cast<float>(i + 1));
      if (r <= l) continue;
      const float part = per * (r - l), middle = (l + r) * 0.5f - static_cast<float>(i);
      row[i] += part * (1 - middle), row[i + 1] += part * middle;
    }
  }
}

}  // namespace

void dab(Sheet& s, float x, float y, float radius, Px colour, float alpha, float softness) {
  const float cx = s.column(x), cy = s.line(y), r = std::max(radius * s.density, 0.35f);
  // Smaller than a pixel: paler instead of wider.
  const float true_r = radius * s.density, fine = true_r < 0.35f ? true_r * true_r / (0.35f * 0.35f) : 1;
  const Box b = box(s, x - radius - 1 / s.density, y - radius - 1 / s.density, x + radius + 1 / s.density,
                    y + radius + 1 / s.density);
  for (int j = b.y0; j < b.y1; ++j) {
    Px* row = s.image.row(j);
    const float dy = static_cast<float>(j) + 0.5f - cy;
    for (int i = b.x0; i < b.x1; ++i) {
      const float dx = static_cast<float>(i) + 0.5f - cx, d = std::sqrt(dx * dx + dy * dy);
      float a = clamp01(r + 0.5f - d);
      if (a <= 0) continue;
      if (softness > 0) {
        const float k = clamp01((1 - d / (r + 0.5f)) / softness);
        a *= k * k * (3 - 2 * k);
      }
      lay(row[i], colour, a * alpha * fine);
    }
  }
}

void glow(Sheet& s, float x, float y, float radius, Px colour) {
  const float cx = s.column(x), cy = s.line(y), r = std::max(radius * s.density, 1.f);
  const Box b = box(s, x - radius, y - radius, x + radius, y + radius);
  const float fine = std::min(radius * s.density / r, 1.f);  // smaller than a pixel: paler instead of wider
  const Px light = Px{colour[0], colour[1], colour[2], 0} * (fine * fine);
  for (int j = b.y0; j < b.y1; ++j) {
    Px* row = s.image.row(j);
    const float dy = (static_cast<float>(j) + 0.5f - cy) / r;
    for (int i = b.x0; i < b.x1; ++i) {
      const float dx = (static_cast<float>(i) + 0.5f - cx) / r, q = 1 - (dx * dx + dy * dy);
      if (q > 0) row[i] += light * (q * q * q);
    }
  }
}

void stroke(Sheet& s, Point from, float r0, Point to, float r1, Px colour, float alpha) {
  const float reach = std::max(r0, r1) + 1 / s.density;
  const Box b = box(s, std::min(from.x, to.x) - reach, std::min(from.y, to.y) - reach, std::max(from.x, to.x) + reach,
                    std::max(from.y, to.y) + reach);
  const float ax = s.column(from.x), ay = s.line(from.y), bx = s.column(to.x) - ax, by = s.line(to.y) - ay;
  const float length2 = std::max(bx * bx + by * by, 1e-6f);
  for (int j = b.y0; j < b.y1; ++j) {
    Px* row = s.image.row(j);
    const float py = static_cast<float>(j) + 0.5f - ay;
    for (int i = b.x0; i < b.x1; ++i) {
      const float at_x = static_cast<float>(i) + 0.5f - ax;
      const float k = clamp01((at_x * bx + py * by) / length2), dx = at_x - bx * k, dy = py - by * k;
      const float true_r = mix(r0, r1, k) * s.density, r = std::max(true_r, 0.5f);
      const float a = clamp01(r + 0.5f - std::sqrt(dx * dx + dy * dy));
      if (a > 0) lay(row[i], colour, a * alpha * (true_r / r));
    }
  }
}

void polygon(Sheet& s, std::span<const Point> points, Px top, Px bottom, float alpha) {
  if (points.size() < 3) return;
  float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
  for (const Point p : points)
    x0 = std::min(x0, p.x), x1 = std::max(x1, p.x), y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
  const Box b = box(s, x0, y0, x1, y1);
  const int w = b.x1 - b.x0, h = b.y1 - b.y0;
  if (w <= 0 || h <= 0) return;
  thread_local std::vector<float> area;
  area.assign(static_cast<std::size_t>(w + 2) * static_cast<std::size_t>(h), 0.f);
  const auto local = [&](Point p) {
    return Point{s.column(p.x) - static_cast<float>(b.x0), s.line(p.y) - static_cast<float>(b.y0)};
  };
  for (std::size_t k = 0; k < points.size(); ++k)
    edge(area, w, h, local(points[k]), local(points[(k + 1) % points.size()]));
  for (int j = 0; j < h; ++j) {
    const Px colour = mix(top, bottom, clamp01((s.y_of(b.y0 + j) - y0) / std::max(y1 - y0, 1e-6f)));
    const float* row = area.data() + static_cast<std::ptrdiff_t>(j) * (w + 2);
    Px* out = s.image.row(b.y0 + j) + b.x0;
    float sum = 0;
    for (int i = 0; i < w; ++i) {
      sum += row[i];
      const float a = std::min(std::abs(sum), 1.f);
      if (a > 0.002f) lay(out[i], colour, a * alpha);
    }
  }
}

void rectangle(Sheet& s, const Rect& r, Px top, Px bottom, float alpha) {
  const Point corners[] = {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}};
  polygon(s, corners, top, bottom, alpha);
}

}  // namespace storyteller::paint
