#include "plugins/engines/storyteller/paint/image.hpp"

#include <algorithm>
#include <array>

namespace storyteller::paint {
namespace {

PAINT_WIDE void blend_codes(float* out, const std::uint16_t* a, const std::uint16_t* b, float t, float scale, int n) {
  for (int i = 0; i < n; ++i) {
    const float x = static_cast<float>(static_cast<int>(a[i])), y = static_cast<float>(static_cast<int>(b[i]));
    out[i] = (x + (y - x) * t) * scale;
  }
}

const std::array<float, 256>& decoded() {
  static const auto table = [] {
    std::array<float, 256> t{};
    for (int i = 0; i < 256; ++i) t[static_cast<std::size_t>(i)] = linear_of(static_cast<float>(i) / 255);
    return t;
  }();
  return table;
}

}  // namespace

Px Image::at(float x, float y) const {
  x = clamp(x - 0.5f, 0, static_cast<float>(width - 1)), y = clamp(y - 0.5f, 0, static_cast<float>(height - 1));
  const int ix = std::min(static_cast<int>(x), std::max(0, width - 2)),
            iy = std::min(static_cast<int>(y), std::max(0, height - 2));
  const float u = x - static_cast<float>(ix), v = y - static_cast<float>(iy);
  const int right = ix + 1 < width ? 1 : 0;
  const Px *a = row(iy) + ix, *b = row(iy + 1 < height ? iy + 1 : iy) + ix;
  return mix(mix(a[0], a[right], u), mix(b[0], b[right], u), v);
}

Sheet::Sheet(const Rect& area, float pixels_per_unit)
    : image(std::max(1, static_cast<int>(area.width() * pixels_per_unit) + 1),
            std::max(1, static_cast<int>(area.height() * pixels_per_unit) + 1)),
      x0(area.x0),
      y0(area.y0),
      density(pixels_per_unit) {}

Plate::Plate(const Sheet& sheet) : x_(sheet.x0), y_(sheet.y0), density_(sheet.density) { pack(sheet.image); }

Plate::Plate(const Sprite& s, float x, float y, float height) : x_(x), y_(y) {
  if (s.width <= 0 || s.height <= 0) return;
  density_ = static_cast<float>(s.height) / height;
  const auto& table = decoded();
  Image image(s.width, s.height);
  for (int r = 0; r < s.height; ++r) {
    Px* out = image.row(r);
    for (int c = 0; c < s.width; ++c) {
      const std::uint32_t p =
          s.argb[static_cast<std::size_t>(r) * static_cast<std::size_t>(s.width) + static_cast<std::size_t>(c)];
      const std::uint32_t a = p >> 24;
      if (a == 0) continue;
      const auto part = [&](int shift) { return table[std::min(255u, (((p >> shift) & 255) * 255 + a / 2) / a)]; };
      out[c] = px(part(16), part(8), part(0)) * (static_cast<float>(a) / 255);
    }
  }
  pack(image);
}

void Plate::pack(const Image& image) {
  // One transparent pixel around, so that edges are smooth and sampling needs no bounds.
  width_ = image.width + 2, height_ = image.height + 2;
  x_ -= 1 / density_, y_ -= 1 / density_;
  codes_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 4, 0);
  first_.assign(static_cast<std::size_t>(height_), width_);
  last_.assign(static_cast<std::size_t>(height_), 0);
  for (int y = 0; y < image.height; ++y) {
    const Px* in = image.row(y);
    std::uint16_t* out = codes_.data() + (static_cast<std::size_t>(y + 1) * static_cast<std::size_t>(width_) + 1) * 4;
    auto& first = first_[static_cast<std::size_t>(y) + 1];
    auto& last = last_[static_cast<std::size_t>(y) + 1];
    for (int x = 0; x < image.width; ++x) {
      bool used = false;
      for (int k = 0; k < 4; ++k) {
        const float v = clamp(in[x][k] * kCode + 0.5f, 0, 65535);
        out[x * 4 + k] = static_cast<std::uint16_t>(v);
        used |= out[x * 4 + k] != 0;
      }
      if (used) first = std::min(first, x), last = std::max(last, x + 3);
    }
  }
}

void Plate::blend_row(Px* out, int frame_width, float u0, float step, float v, float opacity) const {
  const int iv = floor_int(v);
  if (iv < 0 || iv + 1 >= height_) return;
  const auto top = static_cast<std::size_t>(iv);
  const int first = std::min(first_[top], first_[top + 1]), last = std::max(last_[top], last_[top + 1]);
  if (first >= last) return;
  // Frame columns whose two samples lie inside first..last.
  const int begin = std::max(0, static_cast<int>((static_cast<float>(first) - u0) / step) - 1);
  const int end = std::min(frame_width, static_cast<int>((static_cast<float>(last) - u0) / step) + 2);
  if (begin >= end) return;
  const int left = std::max(0, static_cast<int>(u0 + static_cast<float>(begin) * step) - 1);
  const int right = std::min(width_ - 1, static_cast<int>(u0 + static_cast<float>(end) * step) + 2);
  if (left > right) return;
  thread_local std::vector<Px> line;
  line.resize(static_cast<std::size_t>(right - left) + 2);
  const std::uint16_t* a =
      codes_.data() + (top * static_cast<std::size_t>(width_) + static_cast<std::size_t>(left)) * 4;
  blend_codes(reinterpret_cast<float*>(line.data()), a, a + static_cast<std::size_t>(width_) * 4,
              v - static_cast<float>(iv), opacity / kCode, (right - left + 1) * 4);
  line[static_cast<std::size_t>(right - left) + 1] = Px{};
  const Px* source = line.data();
  for (int x = begin; x < end; ++x) {
    const float u = u0 + static_cast<float>(x) * step;
    const int iu = static_cast<int>(u);
    if (u < static_cast<float>(left) || iu > right) continue;
    const Px l = source[iu - left], r = source[iu - left + 1];
    const Px c = l + (r - l) * (u - static_cast<float>(iu));
    out[x] = c + out[x] * (1 - c[3]);
  }
}

void Plate::draw(Image& frame, const Placement& p, int y0, int y1, float opacity) const {
  if (empty() || opacity <= 0) return;
  const float step = density_ / p.scale;  // plate pixels a frame pixel
  const float u0 = (0.5f - p.x) * step - x_ * density_ - 0.5f, v0 = (0.5f - p.y) * step - y_ * density_ - 0.5f;
  for (int y = y0; y < y1; ++y)
    blend_row(frame.row(y), frame.width, u0, step, v0 + static_cast<float>(y) * step, opacity);
}

void Plate::draw_mirrored(Image& frame, const Placement& p, int y0, int y1, float mirror, const float* sway,
                          float strength, float fade) const {
  if (empty()) return;
  const float step = density_ / p.scale;
  const float u0 = (0.5f - p.x) * step - x_ * density_ - 0.5f, v0 = (0.5f - p.y) * step - y_ * density_ - 0.5f;
  for (int y = std::max(y0, static_cast<int>(mirror)); y < y1; ++y) {
    const float below = static_cast<float>(y) - mirror;
    if (below < 0) continue;
    const float k = strength * exp_of(-below / static_cast<float>(frame.height) * fade);
    if (k < 0.01f) return;
    blend_row(frame.row(y), frame.width, u0 - sway[y - y0] * step, step,
              v0 + (2 * mirror - static_cast<float>(y)) * step, k);
  }
}

}  // namespace storyteller::paint
