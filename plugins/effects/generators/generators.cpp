// Pictures from nothing.
#include "support/noise.hpp"
#include "support/pixel_effect.hpp"

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;
using rushes::PluginSpec;

void set(FloatRow& row, int i, const float* c) {
  const auto k = static_cast<std::size_t>(i);
  row.r[k] = c[0], row.g[k] = c[1], row.b[k] = c[2], row.a[k] = c[3];
}
template <class T>
void premultiplied(const rushes::Values<T>& a, const char* id, float* out) {
  out[3] = value(a, id, 3);
  for (int c = 0; c < 3; ++c) out[c] = value(a, id, c) * out[3];
}

struct Solid : PixelGenerator<Solid> {
  static constexpr PluginSpec spec{.id = "org.rushes.solid",
                                   .name = "Solid colour",
                                   .description = "One colour all over.",
                                   .traits = generator_traits,
                                   .inputs = 0};
  static constexpr std::array params{
      colour("colour", "Colour", {0, 0, 0, 1}, "With alpha below 1 what lies below shows.")};
  struct Kernel {
    float c[4];
    void operator()(FloatRow& row, int) const {
      for (int i = 0; i < row.width; ++i) set(row, i, c);
    }
  };
  static Kernel kernel(const Args& a, const Frame&) {
    Kernel k{};
    premultiplied(a, "colour", k.c);
    return k;
  }
};

struct ColourBars : PixelGenerator<ColourBars> {
  static constexpr PluginSpec spec{.id = "org.rushes.bars",
                                   .name = "Colour bars",
                                   .description = "Bars to set up a screen by, over a ramp from black to white.",
                                   .traits = generator_traits,
                                   .inputs = 0};
  static constexpr std::array params{number("level", "Level", 0.75, 0.1, 1, 0.05, "Of the colours: 0.75 or 1.")};
  struct Kernel {
    float level;
    Frame f;
    void operator()(FloatRow& row, int y) const {
      const double v = (y + 0.5 - f.full.y1) / f.height();
      for (int i = 0; i < row.width; ++i) {
        const double u = std::clamp((row.x1 + i + 0.5 - f.full.x1) / f.width(), 0.0, 0.999999);
        float c[4] = {0, 0, 0, 1};
        if (v < 0.75) {  // white, yellow, cyan, green, magenta, red, blue
          const int n = 7 - static_cast<int>(u * 7);
          c[0] = n & 2 ? level : 0, c[1] = n & 4 ? level : 0, c[2] = n & 1 ? level : 0;
        } else {
          c[0] = c[1] = c[2] = static_cast<float>(u);
        }
        set(row, i, c);
      }
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) { return {value(a, "level"), f}; }
};

struct Gradient : PixelGenerator<Gradient> {
  static constexpr PluginSpec spec{.id = "org.rushes.gradient",
                                   .name = "Gradient",
                                   .description = "From one colour to another, along a line or from a centre.",
                                   .traits = generator_traits,
                                   .inputs = 0};
  static constexpr std::array params{choice("style", "Style", "linear", "linear|radial", "Along a line or in rings."),
                                     point("from", "From", 0.5, 0, "Where the first colour is."),
                                     point("to", "To", 0.5, 1, "Where the second colour is."),
                                     colour("first", "First colour", {0.16, 0.22, 0.42, 1}, "At the start."),
                                     colour("second", "Second colour", {0.93, 0.62, 0.42, 1}, "At the end.")};
  struct Kernel {
    double x, y, dx, dy, scale;
    bool radial;
    float first[4], second[4];
    void operator()(FloatRow& row, int py) const {
      for (int i = 0; i < row.width; ++i) {
        const double u = row.x1 + i + 0.5 - x, v = py + 0.5 - y;
        const double at = radial ? std::sqrt((u * u + v * v) * scale) : (u * dx + v * dy) * scale;
        const float t = static_cast<float>(std::clamp(at, 0.0, 1.0));
        float c[4];
        for (int k = 0; k < 4; ++k) c[k] = first[k] + (second[k] - first[k]) * t;
        set(row, i, c);
      }
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    Kernel k{};
    k.x = f.full.x1 + value(a, "from", 0) * f.width(), k.y = f.full.y1 + value(a, "from", 1) * f.height();
    k.dx = f.full.x1 + value(a, "to", 0) * f.width() - k.x, k.dy = f.full.y1 + value(a, "to", 1) * f.height() - k.y;
    k.scale = 1 / std::max(k.dx * k.dx + k.dy * k.dy, 1e-6);
    k.radial = a.text("style") == "radial";
    premultiplied(a, "first", k.first);
    premultiplied(a, "second", k.second);
    return k;
  }
};

struct Noise : PixelGenerator<Noise> {
  static constexpr PluginSpec spec{.id = "org.rushes.noise",
                                   .name = "Noise",
                                   .description = "Clouds or static that move; the same for the same seed.",
                                   .traits = generator_traits | RUSHES_TRAIT_USES_TIME | RUSHES_TRAIT_USES_SEED,
                                   .inputs = 0};
  static constexpr std::array params{
      number("size", "Size", 160, 1, 4000, 1, "Of the largest features; 1 is static.", "", RUSHES_U_PIXELS),
      number("detail", "Detail", 4, 1, 8, 1, "How many times finer features are added."),
      number("speed", "Speed", 0.5, 0, 20, 0.1, "Changes in a second."),
      colour("first", "First colour", {0, 0, 0, 1}, "Where the noise is low."),
      colour("second", "Second colour", {1, 1, 1, 1}, "Where it is high.")};
  struct Kernel {
    double size, t;
    int detail;
    std::uint64_t seed;
    int left, top;
    float first[4], second[4];
    static double corner(std::int64_t x, std::int64_t y, std::int64_t z, std::uint64_t seed) {
      return hash_of(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), static_cast<std::uint32_t>(z),
                     seed) /
             4294967296.0;
    }
    static double smooth(double v) { return v * v * v * (v * (v * 6 - 15) + 10); }
    // Values at the points of a lattice, smoothly joined, in place and time.
    static double values(double x, double y, double z, std::uint64_t seed) {
      const double fx = std::floor(x), fy = std::floor(y), fz = std::floor(z);
      const double u = smooth(x - fx), v = smooth(y - fy), w = smooth(z - fz);
      const auto i = static_cast<std::int64_t>(fx), j = static_cast<std::int64_t>(fy),
                 k = static_cast<std::int64_t>(fz);
      double plane[2];
      for (int d = 0; d < 2; ++d) {
        const double a = corner(i, j, k + d, seed), b = corner(i + 1, j, k + d, seed),
                     c = corner(i, j + 1, k + d, seed), e = corner(i + 1, j + 1, k + d, seed);
        const double above = a + (b - a) * u, below = c + (e - c) * u;
        plane[d] = above + (below - above) * v;
      }
      return plane[0] + (plane[1] - plane[0]) * w;
    }
    void operator()(FloatRow& row, int y) const {
      for (int i = 0; i < row.width; ++i) {
        double sum = 0, total = 0, k = 1, s = size;
        for (int n = 0; n < detail && s >= 1; ++n, k /= 2, s /= 2) {
          sum += k * values((row.x1 + i - left) / s, (y - top) / s, t, seed + static_cast<std::uint64_t>(n));
          total += k;
        }
        const float m = static_cast<float>(std::clamp((sum / total - 0.5) * 1.6 + 0.5, 0.0, 1.0));
        float c[4];
        for (int n = 0; n < 4; ++n) c[n] = first[n] + (second[n] - first[n]) * m;
        set(row, i, c);
      }
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    Kernel k{};
    k.size = value(a, "size");
    const double rate = a.args->time.rate.num > 0 && a.args->time.rate.den > 0 ? a.rate() : 25;
    k.t = static_cast<double>(a.frame()) / rate * value(a, "speed");
    k.detail = static_cast<int>(value(a, "detail") + 0.5f);
    k.seed = a.args->seed;
    k.left = f.full.x1, k.top = f.full.y1;
    premultiplied(a, "first", k.first);
    premultiplied(a, "second", k.second);
    return k;
  }
};

}  // namespace

RUSHES_PLUGINS(Solid, ColourBars, Gradient, Noise);
