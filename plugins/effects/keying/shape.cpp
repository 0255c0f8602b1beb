#include "keying/shape.hpp"

#include <rushes/plugin.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace rushes::effects {

std::vector<Vertex> parse_polygon(std::string_view text) {
  const auto refuse = [&]() -> Failure {
    return {RUSHES_E_INVALID, "the polygon '" + std::string(text.substr(0, 60)) +
                                  "' is not a list of three points or more: write x,y pairs, 0 to 1 across the frame, "
                                  "like 0.2,0.2 0.8,0.2 0.5,0.9"};
  };
  std::vector<Vertex> list;
  const char *p = text.data(), *end = p + text.size();
  while (true) {
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == ';')) ++p;
    if (p == end) break;
    Vertex v{};
    auto r = std::from_chars(p, end, v.x);
    if (r.ec != std::errc{} || r.ptr == end || *r.ptr != ',') throw refuse();
    r = std::from_chars(r.ptr + 1, end, v.y);
    if (r.ec != std::errc{} || !(std::fabs(v.x) < 100 && std::fabs(v.y) < 100) || list.size() >= 256) throw refuse();
    list.push_back(v);
    p = r.ptr;
  }
  if (list.size() < 3) throw refuse();
  return list;
}

double Shape::distance(double px, double py) const {
  const double dx = px - x, dy = py - y;
  const double u = dx * cosine + dy * sine, v = dy * cosine - dx * sine;
  switch (kind) {
    case rectangle: {
      const double r = std::min({roundness, half_w, half_h});
      const double qx = std::fabs(u) - half_w + r, qy = std::fabs(v) - half_h + r;
      const double ox = std::max(qx, 0.0), oy = std::max(qy, 0.0);
      return std::sqrt(ox * ox + oy * oy) + std::min(std::max(qx, qy), 0.0) - r;
    }
    case ellipse: {
      const double a = u / half_w, b = v / half_h, k = std::sqrt(a * a + b * b);
      const double ga = a / half_w, gb = b / half_h, slope = std::sqrt(ga * ga + gb * gb);
      return slope > 1e-12 ? k * (k - 1) / slope : -std::min(half_w, half_h);
    }
    case polygon:
      break;
  }
  // The nearest edge; inside where a ray crosses an odd number of edges.
  double nearest = 1e30;
  bool inside = false;
  for (std::size_t i = 0, j = vertices.size() - 1; i < vertices.size(); j = i++) {
    const Vertex &a = vertices[j], &b = vertices[i];
    const double ex = b.x - a.x, ey = b.y - a.y, wx = u - a.x, wy = v - a.y;
    const double length = ex * ex + ey * ey, t = length > 0 ? std::clamp((wx * ex + wy * ey) / length, 0.0, 1.0) : 0;
    const double rx = wx - ex * t, ry = wy - ey * t;
    nearest = std::min(nearest, rx * rx + ry * ry);
    if ((a.y > v) != (b.y > v) && u < ex * (v - a.y) / ey + a.x) inside = !inside;
  }
  return inside ? -std::sqrt(nearest) : std::sqrt(nearest);
}

}  // namespace rushes::effects
