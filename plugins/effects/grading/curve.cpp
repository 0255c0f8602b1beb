#include "grading/curve.hpp"

#include <rushes/plugin.hpp>

#include <charconv>
#include <cmath>

#include "grading/kernels.hpp"

namespace rushes::effects {
namespace {

[[noreturn]] void refuse(std::string_view points) {
  throw Failure(RUSHES_E_INVALID, "the curve '" + std::string(points.substr(0, 60)) +
                                      "' is not a list of points: write x,y pairs of 0 to 1 with rising x, like "
                                      "0,0 0.5,0.6 1,1");
}

struct Point {
  double x, y;
};

std::vector<Point> parse(std::string_view text) {
  std::vector<Point> list;
  const char *p = text.data(), *end = p + text.size();
  const auto skip = [&] {
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == ';')) ++p;
  };
  for (skip(); p < end; skip()) {
    Point q{};
    auto r = std::from_chars(p, end, q.x);
    if (r.ec != std::errc{} || r.ptr == end || *r.ptr != ',') refuse(text);
    r = std::from_chars(r.ptr + 1, end, q.y);
    if (r.ec != std::errc{} || !(q.x >= 0 && q.x <= 1 && q.y >= 0 && q.y <= 1)) refuse(text);
    if (!list.empty() && q.x <= list.back().x) refuse(text);
    list.push_back(q);
    p = r.ptr;
    if (list.size() > 64) refuse(text);
  }
  return list;
}

}  // namespace

std::vector<float> curve_table(std::string_view text) {
  std::vector<float> table(curve_size);
  const std::vector<Point> p = parse(text);
  if (p.empty()) {
    for (int i = 0; i < curve_size; ++i) table[static_cast<std::size_t>(i)] = static_cast<float>(i) / 4096;
    return table;
  }
  // Fritsch and Carlson's tangents by the harmonic mean.
  const std::size_t n = p.size();
  std::vector<double> slope(n > 1 ? n - 1 : 0), tangent(n, 0);
  for (std::size_t i = 0; i + 1 < n; ++i) slope[i] = (p[i + 1].y - p[i].y) / (p[i + 1].x - p[i].x);
  for (std::size_t i = 0; i < n && n > 1; ++i) {
    if (i == 0 || i + 1 == n) {
      tangent[i] = slope[i == 0 ? 0 : n - 2];
      continue;
    }
    const double a = slope[i - 1], b = slope[i];
    if (a * b > 0) {
      const double ha = p[i].x - p[i - 1].x, hb = p[i + 1].x - p[i].x;
      tangent[i] = 3 * (ha + hb) / ((2 * hb + ha) / a + (hb + 2 * ha) / b);
    }
  }
  std::size_t at = 0;
  for (int i = 0; i < curve_size; ++i) {
    const double x = i / 4096.0;
    while (at + 2 < n && x > p[at + 1].x) ++at;
    double y;
    if (x <= p.front().x || n == 1) {
      y = p.front().y;
    } else if (x >= p.back().x) {
      y = p.back().y;
    } else {
      const double h = p[at + 1].x - p[at].x, t = (x - p[at].x) / h, t2 = t * t, t3 = t2 * t;
      y = (2 * t3 - 3 * t2 + 1) * p[at].y + (t3 - 2 * t2 + t) * h * tangent[at] + (3 * t2 - 2 * t3) * p[at + 1].y +
          (t3 - t2) * h * tangent[at + 1];
    }
    table[static_cast<std::size_t>(i)] = static_cast<float>(y);
  }
  return table;
}

}  // namespace rushes::effects
