#include "transitions/motions.hpp"

namespace rushes::effects {
namespace {

constexpr int shutter_samples = 8;

// `over` on top of what is there, both premultiplied.
void lay(float* under, const float* over) {
  const float rest = 1 - over[3];
  for (int c = 0; c < 4; ++c) under[c] = over[c] + under[c] * rest;
}
// How much of the coming picture shows half way through a turn.
float handover(double e) { return smooth_step(0.35f, 0.65f, static_cast<float>(e)); }

}  // namespace

void Push::Kernel::operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const {
  for (int i = 0; i < row.width; ++i) {
    const double u = row.x1 + i + 0.5, v = y + 0.5;
    float p[4], q[4];
    a.bilinear(u - ax, v - ay, Beyond::clear, p);
    b.bilinear(u - bx, v - by, Beyond::clear, q);
    for (int c = 0; c < 4; ++c) p[c] = p[c] + q[c];
    put(row, i, p);
  }
}

void Slide::Kernel::operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int line) const {
  const FloatImage& moves = cover ? b : a;
  const FloatImage& stays = cover ? a : b;
  for (int i = 0; i < row.width; ++i) {
    float p[4], q[4];
    stays.bilinear(row.x1 + i + 0.5, line + 0.5, Beyond::clear, p);
    moves.bilinear(row.x1 + i + 0.5 - x, line + 0.5 - y, Beyond::clear, q);
    // Beside the moving picture what stays shows; where it lies it takes the place of what it covers, alpha and all.
    const double left = moves.rect.x1 + x, right = moves.rect.x2 + x, top = moves.rect.y1 + y,
                 bottom = moves.rect.y2 + y;
    const auto within = [](double low, double high, double at) {
      return std::clamp(at + 0.5 - low, 0.0, 1.0) * std::clamp(high - (at - 0.5), 0.0, 1.0);
    };
    const auto w = static_cast<float>(within(left, right, row.x1 + i + 0.5) * within(top, bottom, line + 0.5));
    for (int c = 0; c < 4; ++c) p[c] = q[c] + p[c] * (1 - w);
    put(row, i, p);
  }
}

void Zoom::Kernel::operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const {
  const float w = handover(e);
  const int samples = shutter > 0 ? shutter_samples : 1;
  for (int i = 0; i < row.width; ++i) {
    float sum[4] = {};
    for (int s = 0; s < samples; ++s) {
      const double when = std::clamp(e + shutter * ((s + 0.5) / samples - 0.5), 0.0, 1.0);
      // Evenly in octaves: the leaving picture from 1 to the factor, the coming one from its inverse to 1.
      const double into = std::pow(factor, -when), out = std::pow(factor, 1 - when);
      const double dx = row.x1 + i + 0.5 - cx, dy = y + 0.5 - cy;
      float p[4], q[4];
      a.bilinear(cx + dx * into, cy + dy * into, Beyond::mirror, p);
      b.bilinear(cx + dx * out, cy + dy * out, Beyond::mirror, q);
      mix4(p, q, w);
      for (int c = 0; c < 4; ++c) sum[c] = sum[c] + p[c];
    }
    for (float& v : sum) v = v * (1.0f / static_cast<float>(samples));
    put(row, i, sum);
  }
}

void Spin::Kernel::operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const {
  const float w = handover(e);
  const int samples = shutter > 0 ? shutter_samples : 1;
  double turn[shutter_samples][4];
  for (int s = 0; s < samples; ++s) {
    const double when = std::clamp(e + shutter * ((s + 0.5) / samples - 0.5), 0.0, 1.0);
    turn[s][0] = std::cos(angle * when), turn[s][1] = std::sin(angle * when);
    turn[s][2] = std::cos(angle * (when - 1)), turn[s][3] = std::sin(angle * (when - 1));
  }
  for (int i = 0; i < row.width; ++i) {
    const double dx = row.x1 + i + 0.5 - cx, dy = y + 0.5 - cy;
    float sum[4] = {};
    for (int s = 0; s < samples; ++s) {
      const double* t = turn[s];
      float p[4], q[4];
      a.bilinear(cx + dx * t[0] + dy * t[1], cy - dx * t[1] + dy * t[0], Beyond::mirror, p);
      b.bilinear(cx + dx * t[2] + dy * t[3], cy - dx * t[3] + dy * t[2], Beyond::mirror, q);
      mix4(p, q, w);
      for (int c = 0; c < 4; ++c) sum[c] = sum[c] + p[c];
    }
    for (float& v : sum) v = v * (1.0f / static_cast<float>(samples));
    put(row, i, sum);
  }
}

Cube::Kernel Cube::kernel(const Cube&, const Args& p, const Frame& f) {
  const Way way = way_named(p.text("direction"));
  const double e = eased(p), turned = e * 1.57079632679489662;
  Kernel k{};
  k.upright = way.y != 0;
  k.backwards = way.x > 0 || way.y > 0;
  k.cx = f.full.x1 + f.width() / 2, k.cy = f.full.y1 + f.height() / 2;
  k.half = (k.upright ? f.height() : f.width()) / 2;
  k.cosine = std::cos(turned), k.sine = std::sin(turned);
  k.eye = value(p, "distance") * 2 * k.half;
  k.shade = value(p, "shade");
  const float alpha = value(p, "background", 3);
  for (int c = 0; c < 3; ++c) k.background[c] = value(p, "background", c) * alpha;
  k.background[3] = alpha;
  return k;
}

//            eye                  From above: the cube's axis lies behind the screen, just so far that its nearest
//             |                   edge touches the screen; at both ends a side lies in the screen.
//    ---------|--------- screen
//         \   |
//      A   \  |  / B              A pixel's ray meets side A or B at u along the side; from there straight on to v.
//           \ | /
//            axis
void Cube::Kernel::operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const {
  const double axis = half * (cosine + sine);
  struct Side {
    const FloatImage* picture;
    double nx, nz, tx, tz;  // normal, and the way u grows, seen from above
  };
  const Side sides[2] = {{&a, -sine, -cosine, cosine, -sine}, {&b, cosine, -sine, sine, cosine}};
  for (int i = 0; i < row.width; ++i) {
    double x = row.x1 + i + 0.5 - cx, across = y + 0.5 - cy;
    if (upright) std::swap(x, across);
    if (backwards) x = -x;
    float sum[4] = {};
    for (const Side& s : sides) {
      const double facing = x * s.nx + eye * s.nz;
      if (facing >= 0) continue;  // seen from behind
      const double far = (half + (eye + axis) * s.nz) / facing;
      if (far <= 0) continue;
      double u = x * far * s.tx + (eye * far - eye - axis) * s.tz, v = across * far;
      if (backwards) u = -u;
      if (upright) std::swap(u, v);
      float p[4];
      s.picture->bilinear(cx + u, cy + v, Beyond::clear, p);
      const auto light = static_cast<float>(1 - shade * (1 + s.nz));
      for (int c = 0; c < 3; ++c) sum[c] = sum[c] + p[c] * light;
      sum[3] = sum[3] + p[3];
    }
    sum[3] = std::min(sum[3], 1.0f);
    float under[4];
    std::copy_n(background, 4, under);
    lay(under, sum);
    put(row, i, under);
  }
}

}  // namespace rushes::effects
