#include "plugins/engines/storyteller/paint/finish.hpp"

#include "plugins/engines/storyteller/paint/noise.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

// The curve is tabled by the leading bits of the number itself: 10 bits of every power of two from 2^-14 to 2^4.
constexpr int kLow = 127 - 14, kHigh = 127 + 4, kShift = 13;
constexpr std::uint32_t kFirst = static_cast<std::uint32_t>(kLow) << 10,
                        kCount = static_cast<std::uint32_t>(kHigh - kLow) << 10;
inline std::uint32_t slot(float v) {
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(v) >> kShift;
  return v <= 0 || bits <= kFirst ? 0 : std::min(bits - kFirst, kCount - 1);
}

// Narkowicz's fit of the ACES film curve, with a shoulder that starts later.
float film(float v) {
  v *= 0.78f;
  return clamp01(v * (2.51f * v + 0.03f) / (v * (2.43f * v + 0.59f) + 0.14f));
}

constexpr int kTile = 256;

// Running mean of 2 * radius + 1 along a line of pixels, edges repeated.
void box(const Px* in, std::ptrdiff_t in_step, Px* out, std::ptrdiff_t out_step, int n, int radius) {
  Px sum = in[0] * static_cast<float>(radius + 1);
  for (int i = 1; i <= radius; ++i) sum += in[std::min(i, n - 1) * in_step];
  const float k = 1.f / static_cast<float>(2 * radius + 1);
  for (int i = 0; i < n; ++i) {
    out[i * out_step] = sum * k;
    sum += in[std::min(i + radius + 1, n - 1) * in_step] - in[std::max(i - radius, 0) * in_step];
  }
}

void blur(Image& image, int radius, const Parallel& parallel) {
  Image other(image.width, image.height);
  for (int pass = 0; pass < 2; ++pass) {
    over_rows(parallel, image.height, [&](int y0, int y1) {
      for (int y = y0; y < y1; ++y) box(image.row(y), 1, other.row(y), 1, image.width, radius);
    });
    over_rows(parallel, image.width, [&](int x0, int x1) {
      for (int x = x0; x < x1; ++x)
        box(other.row(0) + x, other.width, image.row(0) + x, image.width, image.height, radius);
    });
  }
}

}  // namespace

Finish::Finish(const Look& look, std::uint64_t seed, int width, int height) : look_(look) {
  for (int k = 0; k < 3; ++k) {
    auto& table = tone_[k];
    table.resize(kCount);
    for (std::uint32_t i = 0; i < kCount; ++i) {
      const float v = std::bit_cast<float>((i + kFirst) << kShift);
      float f = film(v * look.exposure);
      f = clamp01(f * mix(look.shadows[k], look.highlights[k], smooth(0.0f, 0.6f, f)));
      float c = srgb_of(f);
      // Contrast as two power curves that meet at a pivot: neither end is crushed.
      const float pivot = look.night ? 0.26f : 0.42f;
      c = c < pivot ? pivot * pow_of(c / pivot, look.contrast)
                    : 1 - (1 - pivot) * pow_of((1 - c) / (1 - pivot), look.contrast);
      c = look.lift + c * (1 - look.lift * 1.15f);
      table[i] = c * 255;
    }
  }
  Dice dice(seed, "grain");
  std::vector<float> raw(kTile * kTile);
  for (float& v : raw) v = dice.unit() + dice.unit() + dice.unit() - 1.5f;
  grain_.resize(raw.size());
  for (int y = 0; y < kTile; ++y)
    for (int x = 0; x < kTile; ++x) {
      const auto at = [&](int i, int j) {
        return raw[static_cast<std::size_t>(((y + j) & (kTile - 1)) * kTile + ((x + i) & (kTile - 1)))];
      };
      const float soft = at(0, 0) + 0.45f * (at(1, 0) + at(-1, 0) + at(0, 1) + at(0, -1));
      // Film grain of about one code, over a dither of triangular shape.
      const float dither = dice.unit() - dice.unit();
      grain_[static_cast<std::size_t>(y * kTile + x)] =
          static_cast<std::int16_t>(128 * (soft * 1.5f * look.grain + 0.5f * dither));
    }
  falloff_x_.resize(static_cast<std::size_t>(width)), falloff_y_.resize(static_cast<std::size_t>(height));
  for (int x = 0; x < width; ++x) {
    const float d = (static_cast<float>(x) + 0.5f) / static_cast<float>(width) - 0.5f;
    falloff_x_[static_cast<std::size_t>(x)] = d * d * 0.75f * look.vignette;
  }
  for (int y = 0; y < height; ++y) {
    const float d = (static_cast<float>(y) + 0.5f) / static_cast<float>(height) - 0.5f;
    falloff_y_[static_cast<std::size_t>(y)] = d * d * 0.75f * look.vignette;
  }
}

Image Finish::bloom(const Image& picture, const Parallel& parallel) const {
  Image small((picture.width + 3) / 4, (picture.height + 3) / 4);
  over_rows(parallel, small.height, [&](int y0, int y1) {
    for (int y = y0; y < y1; ++y) {
      Px* out = small.row(y);
      for (int x = 0; x < small.width; ++x) {
        Px sum = {};
        for (int j = 0; j < 4; ++j) {
          const Px* in = picture.row(std::min(y * 4 + j, picture.height - 1));
          for (int i = 0; i < 4; ++i) sum += in[std::min(x * 4 + i, picture.width - 1)];
        }
        sum *= 1.f / 16;
        // Bright parts bleed; everything else a very little, as glass does.
        const float brightness = luma(sum), over = std::max(brightness - 0.85f, 0.f);
        out[x] = sum * std::min(over / std::max(brightness, 0.01f) + 0.035f, 1.f);
        for (int k = 0; k < 4; ++k) out[x][k] = std::min(out[x][k], 6.f);
      }
    }
  });
  blur(small, std::max(1, picture.height / 130), parallel);
  return small;
}

void Finish::apply(const Shot& shot, const Image& picture, int width, int height, std::uint8_t* rgb,
                   std::int64_t stride, const Parallel& parallel) const {
  const Image light = bloom(picture, parallel);
  const float strength = 0.55f * look_.bloom, gain = 1 + 0.25f * shot.flash;
  const bool same = picture.width == width && picture.height == height;
  const float to_x = static_cast<float>(picture.width) / static_cast<float>(width),
              to_y = static_cast<float>(picture.height) / static_cast<float>(height);
  const std::uint32_t shift = scramble(shot.seed * 7919u + static_cast<std::uint32_t>(shot.frame) * 977u + 1);
  over_rows(parallel, height, [&](int y0, int y1) {
    thread_local std::vector<Px> line, wide;
    line.resize(static_cast<std::size_t>(light.width)), wide.resize(static_cast<std::size_t>(picture.width));
    for (int y = y0; y < y1; ++y) {
      const auto pair = [](float v, int n, int& a, int& b, float& f) {
        v = clamp(v, 0, static_cast<float>(n - 1));
        a = std::min(static_cast<int>(v), n - 1), b = std::min(a + 1, n - 1), f = v - static_cast<float>(a);
      };
      int a, b;
      float f;
      const float py = (static_cast<float>(y) + 0.5f) * to_y;
      pair(py * 0.25f - 0.5f, light.height, a, b, f);
      for (int x = 0; x < light.width; ++x)
        line[static_cast<std::size_t>(x)] = mix(light.row(a)[x], light.row(b)[x], f) * strength;
      const Px* in = picture.row(std::min(y, picture.height - 1));
      if (!same) {
        pair(py - 0.5f, picture.height, a, b, f);
        for (int x = 0; x < picture.width; ++x)
          wide[static_cast<std::size_t>(x)] = mix(picture.row(a)[x], picture.row(b)[x], f);
      }
      std::uint8_t* out = rgb + y * stride;
      const std::int16_t* grain =
          grain_.data() + ((static_cast<std::uint32_t>(y) + (shift >> 8)) & (kTile - 1)) * kTile;
      const float fall = falloff_y_[static_cast<std::size_t>(y)];
      for (int x = 0; x < width; ++x, out += 3) {
        const float at_x = (static_cast<float>(x) + 0.5f) * to_x;
        Px c;
        if (same) {
          c = in[x];
        } else {
          int l, r;
          float g;
          pair(at_x - 0.5f, picture.width, l, r, g);
          c = mix(wide[static_cast<std::size_t>(l)], wide[static_cast<std::size_t>(r)], g);
        }
        const float u = std::max(at_x * 0.25f - 0.5f, 0.f);
        const int iu = std::min(static_cast<int>(u), std::max(0, light.width - 2)),
                  ir = std::min(iu + 1, light.width - 1);
        c += mix(line[static_cast<std::size_t>(iu)], line[static_cast<std::size_t>(ir)], u - static_cast<float>(iu));
        const float fade = 1 / (1 + falloff_x_[static_cast<std::size_t>(x)] + fall);
        c *= gain * fade * fade;
        const float brightness = luma(c);
        const float g =
            static_cast<float>(grain[(static_cast<std::uint32_t>(x) + shift) & (kTile - 1)]) * (1.f / 128) + 0.5f;
        for (int k = 0; k < 3; ++k) {
          const float v = brightness + (c[k] - brightness) * look_.saturation;
          out[k] = static_cast<std::uint8_t>(clamp(tone_[k][slot(v)] + g, 0, 255));
        }
      }
    }
  });
}

}  // namespace storyteller::paint
