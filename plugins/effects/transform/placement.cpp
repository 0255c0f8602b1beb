#include "transform/placement.hpp"

#include <algorithm>
#include <cmath>

namespace rushes::effects {
namespace {

// Exact for quarter turns.
void turn(double degrees, double& c, double& s) {
  const double rest = std::fmod(std::fmod(degrees, 360.0) + 360.0, 360.0);
  if (rest == 0 || rest == 90 || rest == 180 || rest == 270) {
    const int quarter = static_cast<int>(rest / 90);
    c = quarter == 0 ? 1 : quarter == 2 ? -1 : 0;
    s = quarter == 1 ? 1 : quarter == 3 ? -1 : 0;
    return;
  }
  const double angle = rest * (3.14159265358979323846 / 180);
  c = std::cos(angle), s = std::sin(angle);
}

double ramp(double v) { return std::clamp(v, 0.0, 1.0); }

}  // namespace

Placement place(const PlacementOptions& o, const rushes_rect& source, const rushes_rect& frame) {
  Placement p;
  const double w = source.x2 - source.x1, h = source.y2 - source.y1, W = frame.x2 - frame.x1, H = frame.y2 - frame.y1;
  if (w <= 0 || h <= 0 || W <= 0 || H <= 0) return p;
  double fx = 1, fy = 1;
  if (o.fit == Fit::stretch)
    fx = W / w, fy = H / h;
  else if (o.fit != Fit::none)
    fx = fy = o.fit == Fit::contain ? std::min(W / w, H / h) : std::max(W / w, H / h);
  const double sx = o.scale[0] * fx, sy = o.scale[1] * fy;
  p.x1 = source.x1 + o.crop[0] * w, p.x2 = source.x2 - o.crop[2] * w;
  p.y1 = source.y1 + o.crop[1] * h, p.y2 = source.y2 - o.crop[3] * h;
  p.sx = std::fabs(sx), p.sy = std::fabs(sy);
  if (p.x1 >= p.x2 || p.y1 >= p.y2 || p.sx < 1e-6 || p.sy < 1e-6) return p;

  const double ax = source.x1 + o.anchor[0] * w, ay = source.y1 + o.anchor[1] * h;
  const double px = frame.x1 + o.position[0] * W, py = frame.y1 + o.position[1] * H;
  double c, s;
  turn(o.rotation, c, s);
  // source = anchor + scale^-1 * rotation^-1 * (output - position)
  p.m[0][0] = c / sx, p.m[0][1] = s / sx;
  p.m[1][0] = -s / sy, p.m[1][1] = c / sy;
  p.t[0] = ax - p.m[0][0] * px - p.m[0][1] * py;
  p.t[1] = ay - p.m[1][0] * px - p.m[1][1] * py;
  p.axes = s == 0;
  p.visible = true;
  const bool whole = o.crop[0] == 0 && o.crop[1] == 0 && o.crop[2] == 0 && o.crop[3] == 0;
  p.neutral = whole && p.axes && p.m[0][0] == 1 && p.m[1][1] == 1 && std::fabs(p.t[0]) < 1.0 / 8192 &&
              std::fabs(p.t[1]) < 1.0 / 8192 && source.x1 == frame.x1 && source.y1 == frame.y1 &&
              source.x2 == frame.x2 && source.y2 == frame.y2;
  return p;
}

float Placement::coverage(double x, double y) const {
  constexpr double grid = 4096;  // rounding noise must not soften an edge between two pixels
  const double u = std::round((m[0][0] * x + m[0][1] * y + t[0]) * grid) / grid;
  const double v = std::round((m[1][0] * x + m[1][1] * y + t[1]) * grid) / grid;
  const double e = 1.0 / 2048;
  const auto edge = [e](double distance) { return distance > 1 - e ? 1.0 : distance < e ? 0.0 : distance; };
  return static_cast<float>(edge(ramp((u - x1) * sx + 0.5)) * edge(ramp((x2 - u) * sx + 0.5)) *
                            edge(ramp((v - y1) * sy + 0.5)) * edge(ramp((y2 - v) * sy + 0.5)));
}

rushes_rect Placement::source_of(const rushes_rect& roi, int radius) const {
  double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
  for (const int x : {roi.x1, roi.x2})
    for (const int y : {roi.y1, roi.y2}) {
      const double u = m[0][0] * x + m[0][1] * y + t[0], v = m[1][0] * x + m[1][1] * y + t[1];
      left = std::min(left, u), right = std::max(right, u);
      top = std::min(top, v), bottom = std::max(bottom, v);
    }
  // Twice the filter (scaling down, then turning), in pixels of chroma.
  const double mx = 4 * (2 * radius + 2) / std::min(1.0, sx), my = 4 * (2 * radius + 2) / std::min(1.0, sy);
  if (right + mx < x1 || left - mx > x2 || bottom + my < y1 || top - my > y2) return {0, 0, 0, 0};
  const auto whole = [](double v) { return static_cast<int>(std::clamp(v, -1e9, 1e9)); };
  return {whole(std::floor(std::max(left - mx, x1))), whole(std::floor(std::max(top - my, y1))),
          whole(std::ceil(std::min(right + mx, x2))), whole(std::ceil(std::min(bottom + my, y2)))};
}

Placement for_plane(const Placement& p, double kx, double ky, double ox, double oy) {
  Placement q = p;
  const double k[2] = {kx, ky}, d[2] = {ox + 0.5 - kx / 2, oy + 0.5 - ky / 2};  // pixel = k * plane + d
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 2; ++j) q.m[i][j] = p.m[i][j] * k[j] / k[i];
    q.t[i] = (p.m[i][0] * d[0] + p.m[i][1] * d[1] + p.t[i] - d[i]) / k[i];
  }
  q.x1 = (p.x1 - d[0]) / kx, q.x2 = (p.x2 - d[0]) / kx;
  q.y1 = (p.y1 - d[1]) / ky, q.y2 = (p.y2 - d[1]) / ky;
  return q;
}

}  // namespace rushes::effects
