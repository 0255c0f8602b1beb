// What is laid over a finished picture.
#include "finishing/vignette_weights.hpp"
#include "support/float_image.hpp"
#include "support/noise.hpp"

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;
using rushes::PluginSpec;

struct Vignette : PixelEffect<Vignette, Alpha::premultiplied> {
  static constexpr PluginSpec spec{.id = "org.rushes.vignette",
                                   .name = "Vignette",
                                   .description = "Darker, or another colour, towards the corners.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{
      number("amount", "Amount", 0.5, 0, 1, 0.01, "How much of the colour shows in the corners."),
      number("size", "Size", 0.55, 0, 2, 0.01, "Where it begins; 1 is half the frame's diagonal."),
      number("softness", "Softness", 0.6, 0.01, 2, 0.01, "How far it takes to come in."),
      number("roundness", "Roundness", 0.3, 0, 1, 0.01, "0 follows the shape of the frame, 1 is a circle."),
      point("centre", "Centre", 0.5, 0.5, "Where the picture stays as it is."),
      colour("colour", "Colour", {0, 0, 0, 1}, "Of the corners.")};
  struct Kernel {
    VignetteShape shape;
    float colour[3];
    bool neutral;
    void operator()(FloatRow& row, int py) const {
      for (int i = 0; i < row.width; ++i) {
        const float w = shape.weight(static_cast<float>(row.x1 + i) + 0.5f, static_cast<float>(py) + 0.5f);
        const auto k = static_cast<std::size_t>(i);
        row.r[k] = row.r[k] + (colour[0] * row.a[k] - row.r[k]) * w;
        row.g[k] = row.g[k] + (colour[1] * row.a[k] - row.g[k]) * w;
        row.b[k] = row.b[k] + (colour[2] * row.a[k] - row.b[k]) * w;
      }
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    const double w = f.width(), h = f.height(), round = value(a, "roundness"), d = std::hypot(w, h) / 2;
    // In units of half the diagonal for a circle; of the corner's distance for an ellipse of the frame's shape.
    const double ex = 1 / (w / std::sqrt(2.0)), ey = 1 / (h / std::sqrt(2.0));
    Kernel k{{.x = static_cast<float>(f.full.x1 + value(a, "centre", 0) * w),
              .y = static_cast<float>(f.full.y1 + value(a, "centre", 1) * h),
              .sx = static_cast<float>(ex + (1 / d - ex) * round),
              .sy = static_cast<float>(ey + (1 / d - ey) * round),
              .amount = value(a, "amount"),
              .low = value(a, "size"),
              .high = value(a, "size") + value(a, "softness")},
             {},
             value(a, "amount") == 0};
    for (int c = 0; c < 3; ++c) k.colour[c] = value(a, "colour", c);
    return k;
  }

  // A mix of colours is one of their luma and chroma: planar pictures are mixed as they are stored.
  void render(const Render& r) const {
    const rushes_image &in = r.in(), &out = r.out();
    const Kernel k = kernel(r, frame_of(out.full, out.format));
    if (!is_yuv(out.format) || out.format.packed || k.neutral || !same_pixels(in.format, out.format) ||
        !covers(in.bounds, out.bounds))
      return PixelEffect::render(r);
    out.format.bytes == 1 ? planar<std::uint8_t>(k, in, out) : planar<std::uint16_t>(k, in, out);
  }

 private:
  template <class T>
  void planar(const Kernel& k, const rushes_image& in, const rushes_image& out) const {
    const rushes_video_format& f = out.format;
    const auto weights = vignette_weights(k.shape, out.full, f.sub_w, f.sub_h);
    rushes_video_format opaque = f;
    opaque.alpha = RUSHES_ALPHA_STRAIGHT;
    const double rgba[4] = {k.colour[0], k.colour[1], k.colour[2], 1};
    const auto colour = colour_samples(opaque, rgba);
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      for (int p = 0; p < plane_count(f); ++p) {
        const int sh = p == 1 || p == 2 ? f.sub_h : 0;
        const Plane from = plane(in, p), to = plane(out, p);
        const auto value = static_cast<T>(std::lround(colour[static_cast<std::size_t>(p)]));
        for (int y = y1 >> sh; y < (y2 + (1 << sh) - 1) >> sh; ++y)
          if (p == 3)
            copy_row(from, to, to.x1, to.x2, y, sizeof(T));
          else
            mix_row_value(from.at<const T>(to.x1, y), value, to.at<T>(to.x1, y), static_cast<std::size_t>(to.width()),
                          weights->row(p, to.x1, y));
      }
    });
  }
};

struct Grain : PixelEffect<Grain> {
  static constexpr PluginSpec spec{
      .id = "org.rushes.grain",
      .name = "Film grain",
      .description = "The living noise of film, strongest in the middle tones; the same for the same seed.",
      .traits = pointwise_traits | RUSHES_TRAIT_USES_TIME | RUSHES_TRAIT_USES_SEED};
  static constexpr std::array params{
      number("amount", "Amount", 0.04, 0, 0.5, 0.005, "Standard deviation in the middle tones, of the whole range."),
      number("size", "Size", 1.6, 1, 16, 0.1, "Of a grain.", "", RUSHES_U_PIXELS),
      number("colour", "Colour", 0.25, 0, 1, 0.01, "0 is grey grain, 1 of its own in each channel.")};
  struct Kernel {
    float amount, mixed;
    double size;
    std::uint64_t seed;
    std::uint32_t frame;
    float luma[3];
    bool neutral;
    // Interpolated between the points of a lattice, its spread kept at 1.
    float field(double x, double y, std::uint32_t layer) const {
      const double u = x / size, v = y / size, fx = std::floor(u), fy = std::floor(v);
      const auto at = [&](int i, int j) {
        return bell_of(hash_of(static_cast<std::uint32_t>(static_cast<std::int64_t>(fx) + i),
                               static_cast<std::uint32_t>(static_cast<std::int64_t>(fy) + j), frame * 4 + layer, seed));
      };
      if (size == 1) return at(0, 0);
      const float s = static_cast<float>(u - fx), t = static_cast<float>(v - fy), s1 = 1 - s, t1 = 1 - t;
      const float sum = (at(0, 0) * s1 + at(1, 0) * s) * t1 + (at(0, 1) * s1 + at(1, 1) * s) * t;
      return sum / std::sqrt((s1 * s1 + s * s) * (t1 * t1 + t * t));
    }
    void operator()(FloatRow& row, int y) const {
      for (int i = 0; i < row.width; ++i) {
        const auto k = static_cast<std::size_t>(i);
        float* c[3] = {&row.r[k], &row.g[k], &row.b[k]};
        const float light = std::clamp((luma[0] * *c[0] + luma[1] * *c[1]) + luma[2] * *c[2], 0.0f, 1.0f);
        // None in black and white, all of it in the middle.
        const float strength = amount * std::sqrt(std::max(4 * light * (1 - light), 0.0f));
        const double x = row.x1 + i;
        const float grey = field(x, y, 0), scale = strength / std::sqrt((1 - mixed) * (1 - mixed) + mixed * mixed);
        for (int n = 0; n < 3; ++n) {
          const float own = mixed > 0 ? field(x, y, static_cast<std::uint32_t>(n) + 1) : 0.0f;
          *c[n] = *c[n] + (grey * (1 - mixed) + own * mixed) * scale;
        }
      }
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    return {value(a, "amount"),
            value(a, "colour"),
            value(a, "size"),
            a.args->seed,
            static_cast<std::uint32_t>(a.frame()),
            {f.space.kr, f.space.kg, f.space.kb},
            value(a, "amount") == 0};
  }
};

// A colour over the parts of the frame outside (or, for lines, inside) a rectangle.
struct Bars {
  double x1, y1, x2, y2;  // what stays
  float colour[4];        // premultiplied
  bool neutral = false;
  void operator()(FloatRow& row, int y) const {
    const double v = std::clamp(std::min(y + 1.0, y2) - std::max<double>(y, y1), 0.0, 1.0);
    for (int i = 0; i < row.width; ++i) {
      const double x = row.x1 + i, u = std::clamp(std::min(x + 1, x2) - std::max(x, x1), 0.0, 1.0);
      const float w = static_cast<float>(1 - u * v);
      const auto k = static_cast<std::size_t>(i);
      float* c[4] = {&row.r[k], &row.g[k], &row.b[k], &row.a[k]};
      for (int n = 0; n < 4; ++n) *c[n] = *c[n] + (colour[n] - *c[n] * colour[3]) * w;
    }
  }
};
template <class T>
Bars bars(const rushes::Values<T>& a, double x1, double y1, double x2, double y2) {
  Bars k{x1, y1, x2, y2, {}};
  k.colour[3] = value(a, "colour", 3);
  for (int c = 0; c < 3; ++c) k.colour[c] = value(a, "colour", c) * k.colour[3];
  return k;
}

struct Letterbox : PixelEffect<Letterbox, Alpha::premultiplied> {
  static constexpr PluginSpec spec{.id = "org.rushes.letterbox",
                                   .name = "Letterbox",
                                   .description = "Bars that leave a picture of another shape.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{
      number("ratio", "Ratio", 2.39, 0.2, 5, 0.01, "Width by height of what stays: cinema 2.39, 1.85; upright 0.5625."),
      colour("colour", "Colour", {0, 0, 0, 1}, "Of the bars.")};
  static Bars kernel(const Args& a, const Frame& f) {
    const double ratio = value(a, "ratio"), w = f.width(), h = f.height();
    // Whole pixels, even, so that edges are sharp in subsampled chroma too.
    const double dx = w > h * ratio ? std::round((w - h * ratio) / 4) * 2 : 0,
                 dy = w < h * ratio ? std::round((h - w / ratio) / 4) * 2 : 0;
    return bars(a, f.full.x1 + dx, f.full.y1 + dy, f.full.x2 - dx, f.full.y2 - dy);
  }
};

struct Border : PixelEffect<Border, Alpha::premultiplied> {
  static constexpr PluginSpec spec{.id = "org.rushes.border",
                                   .name = "Border",
                                   .description = "A frame of one colour, inwards from the edges.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{number("width", "Width", 24, 0, 2000, 1, "Of the frame.", "", RUSHES_U_PIXELS),
                                     colour("colour", "Colour", {1, 1, 1, 1}, "Of the frame.")};
  static Bars kernel(const Args& a, const Frame& f) {
    const double w = value(a, "width");
    Bars k = bars(a, f.full.x1 + w, f.full.y1 + w, f.full.x2 - w, f.full.y2 - w);
    k.neutral = w == 0;
    return k;
  }
};

struct Scanlines : PixelEffect<Scanlines, Alpha::premultiplied> {
  static constexpr PluginSpec spec{.id = "org.rushes.scanlines",
                                   .name = "Scanlines",
                                   .description = "The lines of an old screen.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{
      number("amount", "Amount", 0.35, 0, 1, 0.01, "How dark the gaps are."),
      number("spacing", "Spacing", 4, 2, 200, 0.5, "From line to line.", "", RUSHES_U_PIXELS)};
  struct Kernel {
    float amount;
    double spacing;
    int top;
    bool neutral;
    void operator()(FloatRow& row, int y) const {
      const double at = (y - top + 0.5) / spacing, part = at - std::floor(at);
      // A raised cosine by its square: brightest in the middle of a line.
      const double t = std::fabs(2 * part - 1);
      const float k = 1 - amount * static_cast<float>(t * t * (3 - 2 * t));
      for (auto* c : {&row.r, &row.g, &row.b})
        for (float& v : *c) v = v * k;
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    return {value(a, "amount"), value(a, "spacing"), f.full.y1, value(a, "amount") == 0};
  }
};

struct Mosaic : AreaEffect<Mosaic> {
  static constexpr PluginSpec spec{.id = "org.rushes.mosaic",
                                   .name = "Mosaic",
                                   .description = "Blocks of one colour, the mean of what they cover.",
                                   .traits = tiled_traits};
  static constexpr std::array params{number("size", "Size", 24, 1, 512, 1, "Of a block.", "", RUSHES_U_PIXELS)};
  struct Kernel {
    int size;
    rushes_rect full;
    bool neutral;
    int reach;
    int start(int v, int low) const { return low + (v - low) / size * size; }
    void operator()(const FloatImage& in, FloatRow& row, int y) const {
      const int y1 = start(y, full.y1), y2 = std::min(y1 + size, full.y2);
      for (int i = 0; i < row.width;) {
        const int x1 = start(row.x1 + i, full.x1), x2 = std::min(x1 + size, full.x2);
        float sum[4] = {0, 0, 0, 0};
        for (int v = y1; v < y2; ++v)
          for (int u = x1; u < x2; ++u)
            for (int c = 0; c < 4; ++c) sum[c] += in.at(u, v)[c];
        for (float& c : sum) c /= static_cast<float>((x2 - x1) * (y2 - y1));
        for (; i < row.width && row.x1 + i < x2; ++i) put(row, i, sum);
      }
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    const int size = static_cast<int>(value(a, "size") + 0.5f);
    return {size, f.full, size <= 1, size};
  }
};

struct Dither : PixelEffect<Dither> {
  static constexpr PluginSpec spec{.id = "org.rushes.dither",
                                   .name = "Dither",
                                   .description = "Few levels of each colour, mixed by an even pattern.",
                                   .traits = pointwise_traits};
  static constexpr std::array params{number("levels", "Levels", 4, 2, 64, 1, "Of each channel."),
                                     number("size", "Size", 2, 1, 32, 1, "Of a dot.", "", RUSHES_U_PIXELS)};
  struct Kernel {
    float levels;
    int size, left, top;
    bool neutral = false;
    // Bayer's 8 x 8 order: the bits of x ^ y and y, interleaved and reversed.
    static int order(int x, int y) {
      const int a = x ^ y;
      return (a & 1) << 5 | (y & 1) << 4 | (a & 2) << 2 | (y & 2) << 1 | (a & 4) >> 1 | (y & 4) >> 2;
    }
    void operator()(FloatRow& row, int y) const {
      const float k = levels - 1, back = 1 / k;
      for (int i = 0; i < row.width; ++i) {
        const float t = (static_cast<float>(order((row.x1 + i - left) / size & 7, (y - top) / size & 7)) + 0.5f) / 64;
        const auto at = static_cast<std::size_t>(i);
        for (auto* c : {&row.r, &row.g, &row.b}) {
          float& v = (*c)[at];
          v = std::floor(std::clamp(v, 0.0f, 1.0f) * k + t) * back;
        }
      }
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    return {std::floor(value(a, "levels") + 0.5f), static_cast<int>(value(a, "size") + 0.5f), f.full.x1, f.full.y1};
  }
};

}  // namespace

RUSHES_PLUGINS(Vignette, Grain, Letterbox, Border, Scanlines, Mosaic, Dither);
