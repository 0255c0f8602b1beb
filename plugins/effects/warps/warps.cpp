// Effects that move pixels. Each maps a pixel of the output to a place of the input; `Warp` gathers with a cubic, and
// with several samples where the picture gets smaller.
#include "support/float_image.hpp"
#include "warps/homography.hpp"

#include <numbers>

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;
using rushes::PluginSpec;

using std::numbers::pi;

struct Point {
  double x, y;
  bool shows = true;
};

// Derived says `Point from(double x, double y) const`, places in pixels of the frame.
template <class Map>
struct Warp {
  Map map;
  Beyond beyond = Beyond::clear;
  bool neutral = false;
  int reach = whole_frame;

  void operator()(const FloatImage& in, FloatRow& row, int y) const {
    for (int i = 0; i < row.width; ++i) {
      const double x = row.x1 + i + 0.5, v = y + 0.5;
      // How far apart the samples of neighbouring pixels lie: above one, more of them are averaged.
      const Point here = map.from(x, v), right = map.from(x + 1, v), below = map.from(x, v + 1);
      float p[4] = {0, 0, 0, 0};
      const double step =
          std::max(std::hypot(right.x - here.x, right.y - here.y), std::hypot(below.x - here.x, below.y - here.y));
      const int n = step <= 1.25 || std::isnan(step) ? 1 : static_cast<int>(std::min(std::ceil(step), 8.0));
      for (int b = 0; b < n; ++b)
        for (int a = 0; a < n; ++a) {
          const Point s = n == 1 ? here : map.from(x - 0.5 + (a + 0.5) / n, v - 0.5 + (b + 0.5) / n);
          if (!s.shows) continue;
          float q[4];
          n == 1 ? in.bicubic(s.x, s.y, beyond, q) : in.bilinear(s.x, s.y, beyond, q);
          for (int c = 0; c < 4; ++c) p[c] += q[c];
        }
      if (n > 1)
        for (float& c : p) c = c * (1.0f / static_cast<float>(n * n));
      put(row, i, p);
    }
  }
};

struct Crop : PixelEffect<Crop, Alpha::premultiplied, Output::with_alpha> {
  static constexpr PluginSpec spec{.id = "org.rushes.crop",
                                   .name = "Crop",
                                   .description = "Cuts away the sides of the picture; what is cut is transparent.",
                                   .traits = matte_traits};
  static constexpr std::array params{
      number("left", "Left", 0, 0, 1, 0.01, "Share of the width that is cut away.", "", RUSHES_U_NORMALIZED),
      number("right", "Right", 0, 0, 1, 0.01, "Share of the width that is cut away.", "", RUSHES_U_NORMALIZED),
      number("top", "Top", 0, 0, 1, 0.01, "Share of the height that is cut away.", "", RUSHES_U_NORMALIZED),
      number("bottom", "Bottom", 0, 0, 1, 0.01, "Share of the height that is cut away.", "", RUSHES_U_NORMALIZED),
      number("feather", "Feather", 0, 0, 1000, 1, "Width of the soft edge, inwards.", "", RUSHES_U_PIXELS)};
  struct Kernel {
    double x1, y1, x2, y2, feather;
    bool cut_x1, cut_y1, cut_x2, cut_y2;
    bool neutral = false;
    void operator()(FloatRow& row, int y) const {
      const double v = y + 0.5;
      const double ky = (cut_y1 ? std::clamp((v - y1) / feather + 0.5 / feather, 0.0, 1.0) : 1) *
                        (cut_y2 ? std::clamp((y2 - v) / feather + 0.5 / feather, 0.0, 1.0) : 1);
      for (int i = 0; i < row.width; ++i) {
        const double u = row.x1 + i + 0.5;
        const double k = ky * (cut_x1 ? std::clamp((u - x1) / feather + 0.5 / feather, 0.0, 1.0) : 1) *
                         (cut_x2 ? std::clamp((x2 - u) / feather + 0.5 / feather, 0.0, 1.0) : 1);
        const float w = static_cast<float>(k);
        const auto at = static_cast<std::size_t>(i);
        for (auto* c : {&row.r, &row.g, &row.b, &row.a}) (*c)[at] = (*c)[at] * w;
      }
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    const double l = value(a, "left"), r = value(a, "right"), t = value(a, "top"), b = value(a, "bottom");
    return {f.full.x1 + l * f.width(),
            f.full.y1 + t * f.height(),
            f.full.x2 - r * f.width(),
            f.full.y2 - b * f.height(),
            std::max<double>(1, value(a, "feather")),
            l > 0,
            t > 0,
            r > 0,
            b > 0};
  }
};

struct Mirror : AreaEffect<Mirror> {
  static constexpr PluginSpec spec{.id = "org.rushes.mirror",
                                   .name = "Mirror",
                                   .description = "Turns the picture over, or reflects one half onto the other.",
                                   .traits = tiled_traits};
  static constexpr std::array params{choice("style", "Style", "horizontal",
                                            "horizontal|vertical|both|left|right|top|bottom|kaleidoscope",
                                            "Turned over; or the half (or quarter) that is kept and reflected.")};
  struct Kernel {
    bool flip_x = false, flip_y = false, fold_x = false, fold_y = false, far_x = false, far_y = false;
    rushes_rect full{};
    bool neutral = false;
    int reach = whole_frame;
    static int mapped(int v, int low, int high, bool flip, bool fold, bool far) {
      const int other = low + high - 1 - v;
      if (flip) return other;
      if (fold) return far ? std::max(v, other) : std::min(v, other);
      return v;
    }
    void operator()(const FloatImage& in, FloatRow& row, int y) const {
      const int v = mapped(y, full.y1, full.y2, flip_y, fold_y, far_y);
      for (int i = 0; i < row.width; ++i)
        put(row, i, in.near(mapped(row.x1 + i, full.x1, full.x2, flip_x, fold_x, far_x), v));
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    const auto s = a.text("style");
    Kernel k;
    k.full = f.full;
    k.flip_x = s == "horizontal" || s == "both", k.flip_y = s == "vertical" || s == "both";
    k.fold_x = s == "left" || s == "right" || s == "kaleidoscope", k.far_x = s == "right";
    k.fold_y = s == "top" || s == "bottom" || s == "kaleidoscope", k.far_y = s == "bottom";
    k.neutral = !k.flip_x && !k.flip_y && !k.fold_x && !k.fold_y;
    return k;
  }
};

struct CornerPin : AreaEffect<CornerPin, Output::with_alpha> {
  static constexpr PluginSpec spec{.id = "org.rushes.corner_pin",
                                   .name = "Corner pin",
                                   .description = "Puts the picture's corners where they are wanted, in perspective.",
                                   .traits = tiled_traits};
  static constexpr std::array params{point("left_top", "Left top", 0, 0, "Where this corner goes."),
                                     point("right_top", "Right top", 1, 0, "Where this corner goes."),
                                     point("right_bottom", "Right bottom", 1, 1, "Where this corner goes."),
                                     point("left_bottom", "Left bottom", 0, 1, "Where this corner goes.")};
  struct Map {
    std::array<double, 9> m{};
    bool valid = false;
    Frame f;
    Point from(double x, double y) const {
      if (!valid) return {0, 0, false};
      const double u = (x - f.full.x1) / f.width(), v = (y - f.full.y1) / f.height();
      const double w = m[6] * u + m[7] * v + m[8];
      const double s = (m[0] * u + m[1] * v + m[2]) / w, t = (m[3] * u + m[4] * v + m[5]) / w;
      // Behind the eye nothing shows; m is scaled so that w is above 0 within the corners.
      return {f.full.x1 + s * f.width(), f.full.y1 + t * f.height(), w > 0};
    }
  };
  static Warp<Map> kernel(const Args& a, const Frame& f) {
    const char* ids[] = {"left_top", "right_top", "right_bottom", "left_bottom"};
    std::array<Corner, 4> c{};
    for (std::size_t i = 0; i < 4; ++i) c[i] = {value(a, ids[i], 0), value(a, ids[i], 1)};
    Warp<Map> k{{{}, false, f}};
    if (const auto m = to_unit_square(c)) {
      k.map.m = *m, k.map.valid = true;
      const double x = (c[0].x + c[1].x + c[2].x + c[3].x) / 4, y = (c[0].y + c[1].y + c[2].y + c[3].y) / 4;
      if ((*m)[6] * x + (*m)[7] * y + (*m)[8] < 0)
        for (double& v : k.map.m) v = -v;
    }
    return k;
  }
};

struct LensDistortion : AreaEffect<LensDistortion> {
  static constexpr PluginSpec spec{.id = "org.rushes.lens_distortion",
                                   .name = "Lens distortion",
                                   .description = "Bends the picture like a lens, or straightens what a lens bent.",
                                   .traits = tiled_traits};
  static constexpr std::array params{
      number("amount", "Amount", 0, -1, 1, 0.01, "Above 0 a barrel, below 0 a cushion; at the corners."),
      number("fine", "Fine", 0, -1, 1, 0.01, "The same by the fourth power of the distance."),
      point("centre", "Centre", 0.5, 0.5, "Of the lens."),
      choice("edge", "Beyond the picture", "edge", "edge|mirror|black", "What shows where the picture ends.")};
  struct Map {
    double x, y, scale, k1, k2;
    Point from(double px, double py) const {
      const double dx = px - x, dy = py - y, r2 = (dx * dx + dy * dy) * scale;
      const double m = 1 + k1 * r2 + k2 * r2 * r2;
      return {x + dx * m, y + dy * m};
    }
  };
  static Warp<Map> kernel(const Args& a, const Frame& f) {
    const double half = (f.width() * f.width() + f.height() * f.height()) / 4;
    Warp<Map> k{{f.full.x1 + value(a, "centre", 0) * f.width(), f.full.y1 + value(a, "centre", 1) * f.height(),
                 1 / half, value(a, "amount"), value(a, "fine")}};
    const auto edge = a.text("edge");
    k.beyond = edge == "mirror" ? Beyond::mirror : edge == "black" ? Beyond::clear : Beyond::edge;
    k.neutral = k.map.k1 == 0 && k.map.k2 == 0;
    return k;
  }
};

struct PictureInPicture : AreaEffect<PictureInPicture, Output::with_alpha> {
  static constexpr PluginSpec spec{.id = "org.rushes.picture_in_picture",
                                   .name = "Picture in picture",
                                   .description = "The picture small in a corner, with a frame around it.",
                                   .traits = tiled_traits};
  static constexpr std::array params{
      choice("corner", "Corner", "right_bottom", "left_top|right_top|left_bottom|right_bottom|centre", "Where it is."),
      number("size", "Size", 0.33, 0.01, 1, 0.01, "Share of the frame's width."),
      number("margin", "Margin", 0.04, 0, 0.5, 0.01, "Share of the frame's height to its edge."),
      number("border", "Border", 4, 0, 200, 1, "Width of the frame around it.", "", RUSHES_U_PIXELS),
      colour("colour", "Colour of the border", {1, 1, 1, 1}, "Of the frame around it.")};
  struct Kernel {
    double x1, y1, x2, y2, border, size;
    rushes_rect full;
    float colour[4];
    bool neutral = false;
    int reach = whole_frame;
    static double covered(double v, double low, double high) {
      return std::clamp(std::min(v + 0.5, high) - std::max(v - 0.5, low), 0.0, 1.0);
    }
    void operator()(const FloatImage& in, FloatRow& row, int y) const {
      const double v = y + 0.5;
      const int n = static_cast<int>(std::clamp(std::ceil(1 / size), 1.0, 8.0));
      for (int i = 0; i < row.width; ++i) {
        const double u = row.x1 + i + 0.5;
        const float whole =
            static_cast<float>(covered(u, x1 - border, x2 + border) * covered(v, y1 - border, y2 + border));
        const float inner = static_cast<float>(covered(u, x1, x2) * covered(v, y1, y2));
        float p[4];
        for (int c = 0; c < 4; ++c) p[c] = colour[c] * std::max(whole - inner, 0.0f);
        if (inner > 0) {
          float sum[4] = {0, 0, 0, 0};
          for (int b = 0; b < n; ++b)
            for (int a = 0; a < n; ++a) {
              float q[4];
              in.bilinear(full.x1 + (u - 0.5 + (a + 0.5) / n - x1) / size,
                          full.y1 + (v - 0.5 + (b + 0.5) / n - y1) / size, Beyond::edge, q);
              for (int c = 0; c < 4; ++c) sum[c] += q[c];
            }
          for (int c = 0; c < 4; ++c) p[c] += sum[c] * (inner / static_cast<float>(n * n));
        }
        put(row, i, p);
      }
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    const double size = value(a, "size"), w = f.width() * size, h = f.height() * size;
    const double margin = value(a, "margin") * f.height(), border = value(a, "border");
    const auto corner = a.text("corner");
    double x = f.full.x1 + (f.width() - w) / 2, y = f.full.y1 + (f.height() - h) / 2;
    if (corner != "centre") {
      x = corner.starts_with("left") ? f.full.x1 + margin + border : f.full.x2 - margin - border - w;
      y = corner.ends_with("top") ? f.full.y1 + margin + border : f.full.y2 - margin - border - h;
    }
    Kernel k{x, y, x + w, y + h, border, size, f.full, {}};
    const float alpha = value(a, "colour", 3);
    for (int c = 0; c < 3; ++c) k.colour[c] = value(a, "colour", c) * alpha;
    k.colour[3] = alpha;
    return k;
  }
};

struct KenBurns : AreaEffect<KenBurns> {
  static constexpr PluginSpec spec{.id = "org.rushes.ken_burns",
                                   .name = "Ken Burns",
                                   .description = "A slow move over a still: from one view of it to another.",
                                   .traits = tiled_traits | RUSHES_TRAIT_USES_TIME};
  static constexpr std::array params{
      point("from", "From", 0.45, 0.5, "Centre of the first view."),
      number("from.zoom", "Zoom at the start", 1.05, 1, 20, 0.01, "1 is the whole picture."),
      point("to", "To", 0.58, 0.46, "Centre of the last view."),
      number("to.zoom", "Zoom at the end", 1.3, 1, 20, 0.01, "1 is the whole picture."),
      toggle("ease", "Ease", true, "Starts and ends gently.")};
  struct Map {
    double x, y, left, top, zoom;
    Point from(double px, double py) const { return {left + (px - x) / zoom, top + (py - y) / zoom}; }
  };
  static Warp<Map> kernel(const Args& a, const Frame& f) {
    const double last = static_cast<double>(std::max<std::int64_t>(a.duration() - 1, 1));
    double t = a.duration() > 0 ? std::clamp(static_cast<double>(a.frame()) / last, 0.0, 1.0) : 0;
    if (a.flag("ease")) t = t * t * (3 - 2 * t);
    // Zoom moves by equal factors, which looks even.
    const double z1 = value(a, "from.zoom"), z2 = value(a, "to.zoom"), zoom = z1 * std::pow(z2 / z1, t);
    // The centre keeps pace with the zoom: the same point of the picture is approached all the time.
    const double s = std::fabs(z2 - z1) > 1e-6 ? (1 / zoom - 1 / z1) / (1 / z2 - 1 / z1) : t;
    const double half = 0.5 / zoom;
    const auto centre = [&](int k) {
      const double p = value(a, "from", k), q = value(a, "to", k);
      return std::clamp(p + (q - p) * s, half, 1 - half);  // never beyond the picture
    };
    Warp<Map> k{{static_cast<double>(f.full.x1), static_cast<double>(f.full.y1),
                 f.full.x1 + (centre(0) - half) * f.width(), f.full.y1 + (centre(1) - half) * f.height(), zoom}};
    k.beyond = Beyond::edge;
    k.neutral = zoom == 1;
    return k;
  }
};

struct ChromaticAberration : AreaEffect<ChromaticAberration> {
  static constexpr PluginSpec spec{.id = "org.rushes.chromatic_aberration",
                                   .name = "Chromatic aberration",
                                   .description = "Colours part towards the edges, as with a simple lens.",
                                   .traits = tiled_traits};
  static constexpr std::array params{
      number("amount", "Amount", 4, -100, 100, 0.5, "How far red and blue part at the corners.", "", RUSHES_U_PIXELS)};
  struct Kernel {
    double x, y, k;
    bool neutral;
    int reach;
    void operator()(const FloatImage& in, FloatRow& row, int y0) const {
      for (int i = 0; i < row.width; ++i) {
        const double px = row.x1 + i + 0.5, py = y0 + 0.5, dx = (px - x) * k, dy = (py - y) * k;
        float red[4], blue[4], p[4];
        std::copy_n(in.near(row.x1 + i, y0), 4, p);
        in.bilinear(px + dx, py + dy, Beyond::edge, red);
        in.bilinear(px - dx, py - dy, Beyond::edge, blue);
        p[0] = red[0], p[2] = blue[2];
        p[3] = std::max(p[3], std::max(red[3], blue[3]));
        put(row, i, p);
      }
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    const double amount = value(a, "amount"), corner = std::hypot(f.width(), f.height()) / 2;
    return {f.full.x1 + f.width() / 2, f.full.y1 + f.height() / 2, amount / 2 / corner, amount == 0,
            static_cast<int>(std::fabs(amount)) + 3};
  }
};

}  // namespace

RUSHES_PLUGINS(Crop, Mirror, CornerPin, LensDistortion, PictureInPicture, KenBurns, ChromaticAberration);
