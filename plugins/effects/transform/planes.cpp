#include "transform/planes.hpp"

#include "support/resample_fixed.hpp"

namespace rushes::effects {
namespace {

// The samples a filter may touch: those that show, as far as they are here.
struct Usable {
  int x1, y1, x2, y2;
};
Usable usable(const PlaneSource& s, const Placement& map) {
  const Plane p = plane(s.image, s.k);
  const auto low = [](double v, int a, int b) { return std::clamp(static_cast<int>(std::floor(v + 1e-4)), a, b - 1); };
  const auto high = [](double v, int a, int b) { return std::clamp(static_cast<int>(std::ceil(v - 1e-4)), a, b); };
  Usable u{low(map.x1, p.x1, p.x2), low(map.y1, p.y1, p.y2), 0, 0};
  u.x2 = high(map.x2, u.x1 + 1, p.x2);
  u.y2 = high(map.y2, u.y1 + 1, p.y2);
  return u;
}

// Separable: rows are weighed first, eight of them then side by side.
std::vector<float> along_axes(const PlaneSource& s, const Usable& u, Filter filter, double ax, double bx, double ay,
                              double by, int x1, int y1, int x2, int y2) {
  const int channels = s.image.format.packed ? 4 : 1, lanes = channels == 4 ? 4 : 8;
  const std::size_t width = static_cast<std::size_t>(x2 - x1) * static_cast<std::size_t>(channels);
  std::vector<float> out(width * static_cast<std::size_t>(y2 - y1));
  const Axis across = make_axis(filter, ax, bx, x1, x2 - x1, u.x1, u.x2),
             down = make_axis(filter, ay, by, y1, y2 - y1, u.y1, u.y2);
  const std::size_t columns = static_cast<std::size_t>(across.high - across.low) * static_cast<std::size_t>(channels);

  const int slots = down.taps;
  std::vector<float> kept(columns * static_cast<std::size_t>(slots));
  std::vector<int> holds(static_cast<std::size_t>(slots), INT32_MIN);
  std::vector<const float*> rows(static_cast<std::size_t>(slots));
  std::vector<float> weights(static_cast<std::size_t>(slots));
  const auto weigh = [&](int y, float* to) {
    int used = 0;
    for (int k = 0; k < down.taps; ++k) {
      const float w = down.at(y)[k];
      if (w == 0) continue;
      const int row = down.start[static_cast<std::size_t>(y - y1)] + k, slot = ((row % slots) + slots) % slots;
      float* data = kept.data() + columns * static_cast<std::size_t>(slot);
      if (holds[static_cast<std::size_t>(slot)] != row) {
        s.load(row, across.low, across.high, data);
        holds[static_cast<std::size_t>(slot)] = row;
      }
      rows[static_cast<std::size_t>(used)] = data;
      weights[static_cast<std::size_t>(used++)] = w;
    }
    weigh_rows(to, rows.data(), weights.data(), used, columns);
  };

  std::vector<float> line(columns), block, result;
  if (channels == 4) {
    for (int y = y1; y < y2; ++y) {
      weigh(y, line.data());
      weigh_lanes(line.data(), out.data() + width * static_cast<std::size_t>(y - y1), across, 4);
    }
    return out;
  }
  block.resize(columns * static_cast<std::size_t>(lanes));
  result.resize(width * static_cast<std::size_t>(lanes));
  for (int y = y1; y < y2; y += lanes) {
    const int n = std::min(lanes, y2 - y);
    for (int r = 0; r < n; ++r) {
      weigh(y + r, line.data());
      for (std::size_t i = 0; i < columns; ++i)
        block[i * static_cast<std::size_t>(lanes) + static_cast<std::size_t>(r)] = line[i];
    }
    weigh_lanes(block.data(), result.data(), across, lanes);
    for (int r = 0; r < n; ++r) {
      float* to = out.data() + width * static_cast<std::size_t>(y + r - y1);
      for (std::size_t i = 0; i < width; ++i)
        to[i] = result[i * static_cast<std::size_t>(lanes) + static_cast<std::size_t>(r)];
    }
  }
  return out;
}

}  // namespace

std::vector<float> resample(const PlaneSource& s, const Placement& map, Filter filter, int x1, int y1, int x2, int y2) {
  const Usable u = usable(s, map);
  if (map.axes) return along_axes(s, u, filter, map.m[0][0], map.t[0], map.m[1][1], map.t[1], x1, y1, x2, y2);

  // A picture that shrinks is first made smaller along its own axes, then turned.
  const int channels = s.image.format.packed ? 4 : 1, radius = filter_radius(filter) + 1;
  const double kx = std::min(1.0, map.sx), ky = std::min(1.0, map.sy);
  const int lx = static_cast<int>(std::floor(u.x1 * kx)), ly = static_cast<int>(std::floor(u.y1 * ky));
  const int hx = std::max(lx + 1, static_cast<int>(std::ceil(u.x2 * kx))),
            hy = std::max(ly + 1, static_cast<int>(std::ceil(u.y2 * ky)));
  double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
  for (const int x : {x1, x2})
    for (const int y : {y1, y2}) {
      const double px = (map.m[0][0] * x + map.m[0][1] * y + map.t[0]) * kx,
                   py = (map.m[1][0] * x + map.m[1][1] * y + map.t[1]) * ky;
      left = std::min(left, px), right = std::max(right, px);
      top = std::min(top, py), bottom = std::max(bottom, py);
    }
  FloatPlane plane;
  plane.x1 = std::clamp(static_cast<int>(std::floor(left)) - radius, lx, hx - 1);
  plane.x2 = std::clamp(static_cast<int>(std::ceil(right)) + radius, plane.x1 + 1, hx);
  plane.y1 = std::clamp(static_cast<int>(std::floor(top)) - radius, ly, hy - 1);
  plane.y2 = std::clamp(static_cast<int>(std::ceil(bottom)) + radius, plane.y1 + 1, hy);
  plane.step = channels;
  plane.stride = static_cast<std::ptrdiff_t>(plane.x2 - plane.x1) * channels;
  std::vector<float> small;
  if (kx == 1 && ky == 1) {
    small.resize(static_cast<std::size_t>(plane.stride) * static_cast<std::size_t>(plane.y2 - plane.y1));
    for (int y = plane.y1; y < plane.y2; ++y)
      s.load(y, plane.x1, plane.x2, small.data() + (y - plane.y1) * plane.stride);
  } else {
    small = along_axes(s, u, filter, 1 / kx, 0, 1 / ky, 0, plane.x1, plane.y1, plane.x2, plane.y2);
  }

  const std::size_t width = static_cast<std::size_t>(x2 - x1) * static_cast<std::size_t>(channels);
  std::vector<float> out(width * static_cast<std::size_t>(y2 - y1));
  for (int y = y1; y < y2; ++y) {
    // The product with x, not a sum of steps: the same position whichever tile asks.
    const double ou = map.m[0][1] * (y + 0.5) + map.t[0], ov = map.m[1][1] * (y + 0.5) + map.t[1];
    for (int c = 0; c < channels; ++c) {
      plane.data = small.data() + c;
      sample_line(plane, filter, kx * map.m[0][0], kx * ou, ky * map.m[1][0], ky * ov, x1,
                  out.data() + width * static_cast<std::size_t>(y - y1) + c, channels, x2 - x1);
    }
  }
  return out;
}

void resample_fixed(const PlaneSource& s, const Placement& map, Filter filter, int x1, int y1, int x2, int y2,
                    int rows1, int rows2, std::uint8_t* out, std::ptrdiff_t stride) {
  const Usable u = usable(s, map);
  const Plane p = plane(s.image, s.k);
  const auto across = kept_axis(filter, map.m[0][0], map.t[0], x1, x2 - x1, u.x1, u.x2),
             down = kept_axis(filter, map.m[1][1], map.t[1], rows1, rows2 - rows1, u.y1, u.y2);
  const auto* origin = reinterpret_cast<const std::uint8_t*>(p.data) - p.y1 * p.stride - p.x1;
  scale_samples(origin, p.stride, *across, *down, x1, y1, x2, y2, out, stride);
}

TurnedPlane::TurnedPlane(const PlaneSource& s, const Placement& map, Filter filter, int x1, int y1, int x2, int y2)
    : map_(map), filter_(filter), kx_(std::min(1.0, map.sx)), ky_(std::min(1.0, map.sy)) {
  const Usable u = usable(s, map);
  const Plane p = plane(s.image, s.k);
  if (kx_ == 1 && ky_ == 1) {
    plane_ = {p.at<const std::uint8_t>(u.x1, u.y1), p.stride, u.x1, u.y1, u.x2, u.y2};
    return;
  }
  // A picture that shrinks is first made smaller along its own axes, as far as it is wanted here.
  const int radius = filter_radius(filter) + 1;
  const int lx = static_cast<int>(std::floor(u.x1 * kx_)), ly = static_cast<int>(std::floor(u.y1 * ky_));
  const int hx = std::max(lx + 1, static_cast<int>(std::ceil(u.x2 * kx_))),
            hy = std::max(ly + 1, static_cast<int>(std::ceil(u.y2 * ky_)));
  double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
  for (const int x : {x1, x2})
    for (const int y : {y1, y2}) {
      const double px = (map.m[0][0] * x + map.m[0][1] * y + map.t[0]) * kx_,
                   py = (map.m[1][0] * x + map.m[1][1] * y + map.t[1]) * ky_;
      left = std::min(left, px), right = std::max(right, px);
      top = std::min(top, py), bottom = std::max(bottom, py);
    }
  plane_.x1 = std::clamp(static_cast<int>(std::floor(left)) - radius, lx, hx - 1);
  plane_.x2 = std::clamp(static_cast<int>(std::ceil(right)) + radius, plane_.x1 + 1, hx);
  plane_.y1 = std::clamp(static_cast<int>(std::floor(top)) - radius, ly, hy - 1);
  plane_.y2 = std::clamp(static_cast<int>(std::ceil(bottom)) + radius, plane_.y1 + 1, hy);
  plane_.stride = plane_.x2 - plane_.x1;
  small_.resize(static_cast<std::size_t>(plane_.stride) * static_cast<std::size_t>(plane_.y2 - plane_.y1) + 64);
  plane_.data = small_.data();
  const FixedAxis across = fixed_axis(make_axis(filter, 1 / kx_, 0, plane_.x1, plane_.x2 - plane_.x1, u.x1, u.x2)),
                  down = fixed_axis(make_axis(filter, 1 / ky_, 0, plane_.y1, plane_.y2 - plane_.y1, u.y1, u.y2));
  const auto* origin = reinterpret_cast<const std::uint8_t*>(p.data) - p.y1 * p.stride - p.x1;
  scale_samples(origin, p.stride, across, down, plane_.x1, plane_.y1, plane_.x2, plane_.y2, small_.data(),
                plane_.stride);
}

void TurnedPlane::row(int x1, int x2, int y, std::uint8_t* out) const {
  // The product with y, not a sum of steps: the same place whichever tile asks.
  const double u = map_.m[0][1] * (y + 0.5) + map_.t[0], v = map_.m[1][1] * (y + 0.5) + map_.t[1];
  turn_samples(plane_, filter_, Line(kx_ * map_.m[0][0], kx_ * u, ky_ * map_.m[1][0], ky_ * v), x1, out, x2 - x1);
}

}  // namespace rushes::effects
