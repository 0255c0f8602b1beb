// Effects that look at the neighbours of a pixel.
#include "detail/box.hpp"
#include "detail/denoise.hpp"

#include <numbers>

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;
using rushes::PluginSpec;

using std::numbers::pi;

struct BoxBlur : AreaEffect<BoxBlur> {
  static constexpr PluginSpec spec{.id = "org.rushes.box_blur",
                                   .name = "Box blur",
                                   .description = "The mean of a rectangle around each pixel, in constant time.",
                                   .traits = tiled_traits};
  static constexpr std::array params{
      number("width", "Width", 8, 0, 500, 0.5, "On either side.", "", RUSHES_U_PIXELS),
      number("height", "Height", 8, 0, 500, 0.5, "Above and below.", "", RUSHES_U_PIXELS)};
  struct Kernel {
    double x, y;
    bool neutral;
    int reach;
    template <class Bands>
    void prepare(FloatImage& f, const Bands& bands) const {
      box_blur(f, x, y, bands);
    }
    void operator()(const FloatImage& in, FloatRow& row, int y0) const {
      for (int i = 0; i < row.width; ++i) put(row, i, in.near(row.x1 + i, y0));
    }
  };
  static Kernel kernel(const Args& a, const Frame&) {
    const double x = value(a, "width"), y = value(a, "height");
    return {x, y, x == 0 && y == 0, static_cast<int>(std::max(x, y)) + 2};
  }
};

// The mean of n places along a line through each pixel.
template <class Line>
struct Streak {
  Line line;
  bool neutral = false;
  int reach = whole_frame;
  void operator()(const FloatImage& in, FloatRow& row, int y) const {
    for (int i = 0; i < row.width; ++i) {
      double dx, dy;
      const double x = row.x1 + i + 0.5, v = y + 0.5;
      line.at(x, v, dx, dy);  // half of the way, in pixels
      const int n = static_cast<int>(std::min(2 * std::ceil(std::hypot(dx, dy)) + 1, 801.0));
      float sum[4] = {0, 0, 0, 0}, p[4];
      for (int k = 0; k < n; ++k) {
        const double t = n == 1 ? 0 : 2.0 * k / (n - 1) - 1;
        in.bilinear(x + dx * t, v + dy * t, Beyond::edge, p);
        for (int c = 0; c < 4; ++c) sum[c] += p[c];
      }
      for (float& c : sum) c /= static_cast<float>(n);
      put(row, i, sum);
    }
  }
};

struct DirectionalBlur : AreaEffect<DirectionalBlur> {
  static constexpr PluginSpec spec{.id = "org.rushes.directional_blur",
                                   .name = "Directional blur",
                                   .description = "Smeared along a line, like a moving camera.",
                                   .traits = tiled_traits};
  static constexpr std::array params{
      number("length", "Length", 24, 0, 800, 1, "Of the smear.", "", RUSHES_U_PIXELS),
      number("angle", "Angle", 0, -3600, 3600, 1, "0 is along the lines, clockwise.", "", RUSHES_U_DEGREES)};
  struct Line {
    double x, y;
    void at(double, double, double& dx, double& dy) const { dx = x, dy = y; }
  };
  static Streak<Line> kernel(const Args& a, const Frame&) {
    const double length = value(a, "length"), angle = value(a, "angle") * pi / 180;
    return {
        {std::cos(angle) * length / 2, std::sin(angle) * length / 2}, length == 0, static_cast<int>(length / 2) + 3};
  }
};

struct ZoomBlur : AreaEffect<ZoomBlur> {
  static constexpr PluginSpec spec{.id = "org.rushes.zoom_blur",
                                   .name = "Zoom blur",
                                   .description = "Smeared away from a centre, or around it.",
                                   .traits = tiled_traits};
  static constexpr std::array params{
      choice("style", "Style", "zoom", "zoom|spin", "Away from the centre or around it."),
      number("amount", "Amount", 0.12, 0, 1, 0.01, "Of the distance to the centre that a point is smeared over."),
      point("centre", "Centre", 0.5, 0.5, "Where the picture stays sharp.")};
  struct Line {
    double x, y, k;
    bool spin;
    void at(double px, double py, double& dx, double& dy) const {
      dx = (px - x) * k, dy = (py - y) * k;
      if (spin) std::swap(dx, dy), dx = -dx;
    }
  };
  static Streak<Line> kernel(const Args& a, const Frame& f) {
    const double amount = value(a, "amount");
    return {{f.full.x1 + value(a, "centre", 0) * f.width(), f.full.y1 + value(a, "centre", 1) * f.height(), amount / 2,
             a.text("style") == "spin"},
            amount == 0};
  }
};

// What `mix(own, soft, out)` makes of each pixel and a softened copy of the picture.
template <class Mix>
struct WithSoft {
  double sigma;
  Mix mix;
  bool neutral = false;
  int reach = 0;
  FloatImage soft = {};
  template <class Bands>
  void prepare(FloatImage& f, const Bands& bands) {
    soft = f;
    mix.before(soft);
    soften(soft, sigma, bands);
  }
  void operator()(const FloatImage& in, FloatRow& row, int y) const {
    for (int i = 0; i < row.width; ++i) {
      float p[4];
      mix(in.near(row.x1 + i, y), soft, row.x1 + i, y, p);
      put(row, i, p);
    }
  }
};

struct Sharpen : AreaEffect<Sharpen> {
  static constexpr PluginSpec spec{.id = "org.rushes.sharpen",
                                   .name = "Sharpen",
                                   .description = "Unsharp mask on luma: edges gain contrast, hues stay.",
                                   .traits = tiled_traits};
  static constexpr std::array params{number("amount", "Amount", 0.6, 0, 5, 0.05, "How much of the detail is added."),
                                     number("radius", "Radius", 1.2, 0.3, 50, 0.1,
                                            "Standard deviation of what counts as detail.", "", RUSHES_U_PIXELS),
                                     number("threshold", "Threshold", 0.01, 0, 0.5, 0.005,
                                            "Detail that is smaller is left alone, so that noise stays.")};
  struct Mix {
    float amount, threshold, kr, kg, kb;
    void before(FloatImage&) const {}
    void operator()(const float* own, const FloatImage& soft, int x, int y, float* out) const {
      const float* s = soft.near(x, y);
      const float d = (kr * (own[0] - s[0]) + kg * (own[1] - s[1])) + kb * (own[2] - s[2]);
      const float size = std::fabs(d) - threshold, more = (size > 0 ? std::copysign(size, d) : 0.0f) * amount;
      for (int c = 0; c < 3; ++c) out[c] = std::max(own[c] + more * own[3], 0.0f);
      out[3] = own[3];
    }
  };
  static WithSoft<Mix> kernel(const Args& a, const Frame& f) {
    const double radius = value(a, "radius");
    return {radius,
            {value(a, "amount"), value(a, "threshold"), f.space.kr, f.space.kg, f.space.kb},
            value(a, "amount") == 0,
            soft_reach(radius)};
  }
};

struct Glow : AreaEffect<Glow> {
  static constexpr PluginSpec spec{.id = "org.rushes.glow",
                                   .name = "Glow",
                                   .description = "Bright parts shine over what is around them.",
                                   .traits = tiled_traits};
  static constexpr std::array params{number("threshold", "Threshold", 0.65, 0, 1, 0.01, "What is brighter shines."),
                                     number("radius", "Radius", 18, 0.5, 200, 0.5, "How far.", "", RUSHES_U_PIXELS),
                                     number("amount", "Amount", 0.8, 0, 4, 0.05, "How strongly."),
                                     colour("colour", "Tint", {1, 1, 1, 1}, "What the light is multiplied with.")};
  struct Mix {
    float threshold, amount, tint[3];
    void before(FloatImage& f) const {
      for (std::size_t i = 0; i < f.data.size(); i += 4) {
        float* p = &f.data[i];
        const float top = std::max(p[0], std::max(p[1], p[2]));
        // A soft knee: what is at the threshold gives nothing, white all of it.
        const float w = std::clamp((top - threshold * p[3]) / std::max(1 - threshold, 1e-3f), 0.0f, 1.0f);
        for (int c = 0; c < 3; ++c) p[c] = p[c] * w;
      }
    }
    void operator()(const float* own, const FloatImage& soft, int x, int y, float* out) const {
      const float* s = soft.near(x, y);
      out[3] = own[3];
      // Screened, within what alpha lets through: light adds up but does not clip.
      for (int c = 0; c < 3; ++c) {
        const float light = std::clamp(s[c] * amount * tint[c], 0.0f, 1.0f);
        out[c] = own[c] + light * std::max(own[3] - own[c], 0.0f);
      }
    }
  };
  static WithSoft<Mix> kernel(const Args& a, const Frame&) {
    const double radius = value(a, "radius");
    return {radius,
            {value(a, "threshold"),
             value(a, "amount"),
             {value(a, "colour", 0), value(a, "colour", 1), value(a, "colour", 2)}},
            value(a, "amount") == 0,
            soft_reach(radius)};
  }
};

struct DropShadow : AreaEffect<DropShadow, Output::with_alpha> {
  static constexpr PluginSpec spec{.id = "org.rushes.drop_shadow",
                                   .name = "Drop shadow",
                                   .description = "A soft shadow below what shows of a picture with alpha.",
                                   .traits = tiled_traits};
  static constexpr std::array params{
      number("distance", "Distance", 12, 0, 500, 1, "From the picture.", "", RUSHES_U_PIXELS),
      number("angle", "Angle", 45, -3600, 3600, 1, "0 is to the right, clockwise.", "", RUSHES_U_DEGREES),
      number("softness", "Softness", 6, 0, 200, 0.5, "Standard deviation of its edge.", "", RUSHES_U_PIXELS),
      number("opacity", "Opacity", 0.6, 0, 1, 0.01, "Of the shadow."),
      colour("colour", "Colour", {0, 0, 0, 1}, "Of the shadow.")};
  struct Mix {
    int dx, dy;
    float opacity, colour[3];
    void before(FloatImage&) const {}
    void operator()(const float* own, const FloatImage& soft, int x, int y, float* out) const {
      const int u = x - dx, v = y - dy;
      const bool inside = u >= soft.rect.x1 && u < soft.rect.x2 && v >= soft.rect.y1 && v < soft.rect.y2;
      const float a = inside ? soft.at(u, v)[3] * opacity : 0.0f, k = a * (1 - own[3]);
      for (int c = 0; c < 3; ++c) out[c] = own[c] + colour[c] * k;
      out[3] = own[3] + k;
    }
  };
  static WithSoft<Mix> kernel(const Args& a, const Frame&) {
    const double angle = value(a, "angle") * pi / 180, d = value(a, "distance"), s = value(a, "softness");
    return {s,
            {static_cast<int>(std::lround(std::cos(angle) * d)),
             static_cast<int>(std::lround(std::sin(angle) * d)),
             value(a, "opacity"),
             {value(a, "colour", 0), value(a, "colour", 1), value(a, "colour", 2)}},
            false,
            soft_reach(s) + static_cast<int>(d) + 2};
  }
};

// What `make(neighbours, out)` gives of the 3 x 3 pixels around.
template <class Make>
struct Near {
  Make make;
  bool neutral = false;
  int reach = 1;
  void operator()(const FloatImage& in, FloatRow& row, int y) const {
    for (int i = 0; i < row.width; ++i) {
      const float* p[9];
      for (int j = 0; j < 9; ++j) p[j] = in.near(row.x1 + i + j % 3 - 1, y + j / 3 - 1);
      float out[4];
      make(p, out);
      put(row, i, out);
    }
  }
};

struct Edges : AreaEffect<Edges> {
  static constexpr PluginSpec spec{.id = "org.rushes.edges",
                                   .name = "Edges",
                                   .description = "Outlines, by Sobel's operator.",
                                   .traits = tiled_traits};
  static constexpr std::array params{number("strength", "Strength", 1, 0, 10, 0.05, "Brightness of the lines."),
                                     number("mix", "Mix", 1, 0, 1, 0.01, "0 is the picture, 1 the lines alone."),
                                     toggle("invert", "Dark on white", false, "Dark lines on white, like a drawing.")};
  struct Make {
    float strength, mix, kr, kg, kb;
    bool invert;
    void operator()(const float* const* p, float* out) const {
      const auto y = [&](int j) { return (kr * p[j][0] + kg * p[j][1]) + kb * p[j][2]; };
      const float gx = (y(2) + 2 * y(5) + y(8)) - (y(0) + 2 * y(3) + y(6)),
                  gy = (y(6) + 2 * y(7) + y(8)) - (y(0) + 2 * y(1) + y(2));
      float e = std::min(std::sqrt(gx * gx + gy * gy) * strength * 0.5f, 1.0f);
      if (invert) e = 1 - e;
      out[3] = p[4][3];
      for (int c = 0; c < 3; ++c) out[c] = p[4][c] + (e * out[3] - p[4][c]) * mix;
    }
  };
  static Near<Make> kernel(const Args& a, const Frame& f) {
    return {{value(a, "strength"), value(a, "mix"), f.space.kr, f.space.kg, f.space.kb, a.flag("invert")},
            value(a, "mix") == 0};
  }
};

struct Emboss : AreaEffect<Emboss> {
  static constexpr PluginSpec spec{.id = "org.rushes.emboss",
                                   .name = "Emboss",
                                   .description = "A relief lit from one side.",
                                   .traits = tiled_traits};
  static constexpr std::array params{
      number("angle", "Light from", 225, -3600, 3600, 1, "0 is the right, clockwise.", "", RUSHES_U_DEGREES),
      number("height", "Height", 1.5, 0, 10, 0.05, "Of the relief."),
      number("mix", "Mix", 1, 0, 1, 0.01, "0 is the picture, 1 the relief alone.")};
  struct Make {
    float x, y, mix, kr, kg, kb;
    void operator()(const float* const* p, float* out) const {
      const auto l = [&](int j) { return (kr * p[j][0] + kg * p[j][1]) + kb * p[j][2]; };
      const float gx = (l(2) + 2 * l(5) + l(8)) - (l(0) + 2 * l(3) + l(6)),
                  gy = (l(6) + 2 * l(7) + l(8)) - (l(0) + 2 * l(1) + l(2));
      // Bright where the ground rises away from the light's side.
      const float e = std::clamp(0.5f - (gx * x + gy * y) * 0.25f, 0.0f, 1.0f);
      out[3] = p[4][3];
      for (int c = 0; c < 3; ++c) out[c] = p[4][c] + (e * out[3] - p[4][c]) * mix;
    }
  };
  static Near<Make> kernel(const Args& a, const Frame& f) {
    const double angle = value(a, "angle") * pi / 180, height = value(a, "height");
    return {{static_cast<float>(std::cos(angle) * height), static_cast<float>(std::sin(angle) * height),
             value(a, "mix"), f.space.kr, f.space.kg, f.space.kb},
            value(a, "mix") == 0};
  }
};

struct Denoise : rushes::Effect<Denoise> {
  static constexpr PluginSpec spec{.id = "org.rushes.denoise",
                                   .name = "Denoise",
                                   .description = "Takes out noise by what looks alike nearby, in space and time.",
                                   .traits = tiled_traits | RUSHES_TRAIT_USES_TIME};
  static constexpr std::array params{
      number("noise", "Noise", 0.03, 0, 0.3, 0.005, "Standard deviation of the noise, of the whole range."),
      number("strength", "Strength", 1, 0, 1, 0.01, "How much of it is taken out."),
      toggle("temporal", "Use neighbouring frames", true, "The frames before and after help where nothing moves.")};

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : native_formats();
  }
  static bool neutral(const Args& a) { return value(a, "noise") <= 0 || value(a, "strength") <= 0; }

  void plan(Plan& p) const {
    if (neutral(p)) return p.pass(0);
    // And a chroma sample beyond, which those at its edge are mixed with.
    constexpr int reach = denoise_reach + 2;
    const rushes_rect& roi = p.roi();
    const rushes_rect need =
        intersection({roi.x1 - reach, roi.y1 - reach, roi.x2 + reach, roi.y2 + reach}, p.args->input_full[0]);
    p.need(0, p.frame(), need);
    if (!p.flag("temporal")) return;
    if (p.frame() > 0) p.need(0, p.frame() - 1, need, true);
    if (p.frame() + 1 < p.duration()) p.need(0, p.frame() + 1, need, true);
  }

  void render(const Render& r) const {
    const rushes_image &in = r.in(), &out = r.out();
    require_native(in.format, "the input");
    require_native(out.format, "the output");
    if (!covers(in.bounds, out.bounds) || !same_pixels(in.format, out.format))
      throw rushes::Failure(RUSHES_E_FORMAT, "denoise needs its input in the format of its output and over all of it");
    if (neutral(r)) return copy_picture(in, out);
    std::vector<DenoiseInput> frames;
    std::vector<FloatImage> sources;
    for (std::uint32_t i = 0; i < r.n_inputs; ++i) {
      const rushes_image* image = r.inputs[i];
      if (!image || !covers(image->bounds, in.bounds)) continue;
      require_native(image->format, "a neighbouring frame");
      sources.push_back(load(*this, *image, in.bounds));
      frames.emplace_back(sources.back());
      if (sources.size() > 1) sources.pop_back();  // of the others, no more is wanted
    }
    const float sigma = value(r, "noise"), strength = value(r, "strength");
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      RowWriter writer(out, Alpha::premultiplied);
      std::vector<FloatRow> rows(static_cast<std::size_t>(writer.group()));
      for_groups(writer, y1, y2, [&](int y, int count) {
        r.check();
        for (int i = 0; i < count; ++i) {
          FloatRow& row = rows[static_cast<std::size_t>(i)];
          row.resize(out.bounds.x1, out.bounds.x2 - out.bounds.x1);
          denoise_row(frames, sigma, row, y + i);
          for (int x = 0; x < row.width; ++x) {
            const float* own = sources[0].at(row.x1 + x, y + i);
            const auto k = static_cast<std::size_t>(x);
            float* c[4] = {&row.r[k], &row.g[k], &row.b[k], &row.a[k]};
            for (int n = 0; n < 4; ++n) *c[n] = own[n] + (*c[n] - own[n]) * strength;
          }
        }
        writer.write(y, rows.data(), count);
      });
    });
  }
};

}  // namespace

RUSHES_PLUGINS(BoxBlur, DirectionalBlur, ZoomBlur, Sharpen, Glow, DropShadow, Edges, Emboss, Denoise);
