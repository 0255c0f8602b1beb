#include "detail/denoise.hpp"

#include "support/maths.hpp"

namespace rushes::effects {

void DenoiseInput::measure() {
  luma.resize(image.data.size() / 4);
  for (std::size_t i = 0; i < luma.size(); ++i) {
    const float* p = &image.data[4 * i];
    luma[i] = (0.3f * p[0] + 0.5f * p[1]) + 0.2f * p[2];
  }
}

void denoise_row(const std::vector<DenoiseInput>& frames, float sigma, FloatRow& row, int y) {
  const FloatImage& own = frames[0].image;
  const rushes_rect& r = own.rect;
  const int n = row.width, w = own.width(), padded = n + 2;
  std::vector<float> total(static_cast<std::size_t>(n)), square(static_cast<std::size_t>(padded));
  for (auto* c : {&row.r, &row.g, &row.b, &row.a}) std::fill(c->begin(), c->end(), 0.0f);
  const auto line = [&](const DenoiseInput& f, int v) {
    return f.luma.data() + static_cast<std::size_t>(std::clamp(v, r.y1, r.y2 - 1) - r.y1) * static_cast<std::size_t>(w);
  };
  // Of the noise in luma: its channels are independent.
  const float noise = 2 * sigma * sigma * (0.3f * 0.3f + 0.5f * 0.5f + 0.2f * 0.2f);
  const float fall = 1.4426950f / (0.6f * noise);
  for (std::size_t t = 0; t < frames.size(); ++t) {
    const int reach = t == 0 ? 2 : 1;
    for (int dy = -reach; dy <= reach; ++dy)
      for (int dx = -reach; dx <= reach; ++dx) {
        std::fill(square.begin(), square.end(), 0.0f);
        for (int j = -1; j <= 1; ++j) {
          const float *a = line(frames[0], y + j), *b = line(frames[t], y + dy + j);
          for (int i = 0; i < padded; ++i) {
            const int x = row.x1 - 1 + i;
            const float d = a[std::clamp(x, r.x1, r.x2 - 1) - r.x1] - b[std::clamp(x + dx, r.x1, r.x2 - 1) - r.x1];
            square[static_cast<std::size_t>(i)] += d * d;
          }
        }
        for (int i = 0; i < n; ++i) {
          const auto k = static_cast<std::size_t>(i);
          const float mean = ((square[k] + square[k + 1]) + square[k + 2]) * (1.0f / 9);
          const float excess = mean > noise ? mean - noise : 0.0f;
          const float e = excess * fall;
          const float weight = e < 60 ? exp2_of(-e) : 0.0f;
          const float* p = frames[t].image.near(row.x1 + i + dx, y + dy);
          row.r[k] += p[0] * weight, row.g[k] += p[1] * weight, row.b[k] += p[2] * weight, row.a[k] += p[3] * weight;
          total[k] += weight;
        }
      }
  }
  for (std::size_t k = 0; k < total.size(); ++k) {
    const float back = 1 / total[k];
    for (auto* c : {&row.r, &row.g, &row.b, &row.a}) (*c)[k] *= back;
  }
}

}  // namespace rushes::effects
