#include "support/plane_source.hpp"

#include "support/float_kernels.hpp"

namespace rushes::effects {
namespace {

template <class T>
void load_values(const Plane& p, int y, int x1, int x2, float* out, float black) {
  to_float(p.at<const T>(x1, y), out, static_cast<std::size_t>(x2 - x1) * static_cast<std::size_t>(p.channels), black,
           1.0f);
}
void load_values(const rushes_image& image, int k, int y, int x1, int x2, float* out, float black) {
  const Plane p = plane(image, k);
  if (is_float(image.format))
    load_values<float>(p, y, x1, x2, out, black);
  else if (image.format.bytes == 1)
    load_values<std::uint8_t>(p, y, x1, x2, out, black);
  else
    load_values<std::uint16_t>(p, y, x1, x2, out, black);
}

// Alpha 0..1 at the samples of plane k: the mean of the pixels of a sample of chroma.
void load_alpha(const rushes_image& image, int k, int y, int x1, int x2, float* out) {
  const float scale = 1.0f / static_cast<float>(max_value(image.format));
  const int sw = k == 0 ? 0 : image.format.sub_w, sh = k == 0 ? 0 : image.format.sub_h;
  const Plane alpha = plane(image, 3);
  const int from = x1 << sw, to = std::min(x2 << sw, alpha.x2);
  std::vector<float> row(static_cast<std::size_t>(to - from));
  std::fill_n(out, x2 - x1, 0.0f);
  int rows = 0;
  for (int v = y << sh; v < std::min((y + 1) << sh, alpha.y2); ++v, ++rows) {
    load_values(image, 3, v, from, to, row.data(), 0);
    for (int x = from; x < to; ++x) out[(x >> sw) - x1] += row[static_cast<std::size_t>(x - from)];
  }
  for (int x = x1; x < x2; ++x)
    out[x - x1] *= scale / static_cast<float>(rows * (std::min((x + 1) << sw, to) - (x << sw)));
}

}  // namespace

void PlaneSource::load(int y, int x1, int x2, float* out) const {
  if (field == Field::alpha) return load_alpha(image, k, y, x1, x2, out);
  load_values(image, k, y, x1, x2, out, field == Field::weighted ? neutral : 0.0f);
  if (field == Field::value) return;
  std::vector<float> alpha(static_cast<std::size_t>(x2 - x1));
  load_alpha(image, k, y, x1, x2, alpha.data());
  multiply(out, alpha.data(), alpha.size());
}

void store_row(const rushes_image& out, const Plane& p, int x, int y, const float* v, std::size_t n, float scale) {
  const float max = static_cast<float>(is_float(out.format) ? 0 : max_value(out.format));
  if (is_float(out.format))
    from_float(v, p.at<float>(x, y), n, 0, scale, 0);
  else if (out.format.bytes == 1)
    from_float(v, p.at<std::uint8_t>(x, y), n, 0, scale, max);
  else
    from_float(v, p.at<std::uint16_t>(x, y), n, 0, scale, max);
}

}  // namespace rushes::effects
