// What of a picture shows: by its colour, by its light, by a shape.
#include "keying/kernels.hpp"
#include "keying/shape.hpp"
#include "support/pixel_effect.hpp"

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;
using rushes::PluginSpec;

RgbaRow row_of(FloatRow& row) { return {row.r.data(), row.g.data(), row.b.data(), row.a.data()}; }
std::size_t size_of(const FloatRow& row) { return static_cast<std::size_t>(row.width); }

struct ChromaKeyer : PixelEffect<ChromaKeyer, Alpha::premultiplied, Output::with_alpha> {
  static constexpr PluginSpec spec{.id = "org.rushes.chroma_key",
                                   .name = "Chroma key",
                                   .description = "Takes away a screen of one colour and its light on what stays.",
                                   .traits = matte_traits};
  static constexpr std::array params{
      colour("colour", "Colour of the screen", {0.1, 0.7, 0.2, 1}, "As it is in the picture, evenly lit."),
      number("angle", "Width of hues", 90, 10, 175, 1, "How far hues may be from the screen's to count as part of it.",
             "", RUSHES_U_DEGREES),
      number("low", "Opaque below", 0.08, 0, 1, 0.01, "Pixels with a smaller share of the screen show wholly."),
      number("high", "Clear above", 0.92, 0, 2, 0.01, "Pixels with a larger share of the screen do not show."),
      number("spill", "Spill suppression", 1, 0, 1, 0.01, "How much of the screen's light is taken out of what stays."),
      toggle("matte", "Show the matte", false, "White is what shows, black what does not.")};
  struct Kernel {
    ChromaKey key{};
    bool neutral = false;
    void operator()(FloatRow& row, int) const { apply_chroma_key(key, row_of(row), size_of(row)); }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    Kernel made;
    ChromaKey& k = made.key;
    k.kr = f.space.kr, k.kg = f.space.kg, k.kb = f.space.kb;
    for (int i = 0; i < 3; ++i) k.key[i] = value(a, "colour", i);
    const double y = k.kr * k.key[0] + k.kg * k.key[1] + k.kb * k.key[2];
    const double u = (k.key[2] - y) / (2 * (1 - k.kb)), v = (k.key[0] - y) / (2 * (1 - k.kr));
    const double chroma = std::sqrt(u * u + v * v);
    // A grey has no hue to key by: nothing is taken away.
    const bool some = chroma > 1e-3;
    k.along_u = some ? static_cast<float>(u / chroma) : 0;
    k.along_v = some ? static_cast<float>(v / chroma) : 0;
    k.scale = some ? static_cast<float>(1 / chroma) : 1;
    k.narrow = static_cast<float>(1 / std::tan(value(a, "angle") * 3.14159265358979 / 360));
    k.low = value(a, "low"), k.high = std::max(value(a, "high"), k.low + 1e-3f);
    k.spill = k.clean = value(a, "spill");
    k.only_alpha = a.flag("matte");
    return made;
  }
};

struct LumaKeyer : PixelEffect<LumaKeyer, Alpha::premultiplied, Output::with_alpha> {
  static constexpr PluginSpec spec{.id = "org.rushes.luma_key",
                                   .name = "Luma key",
                                   .description = "Shows what is bright, or what is dark.",
                                   .traits = matte_traits};
  static constexpr std::array params{number("low", "Clear below", 0.1, 0, 1, 0.01, "Luma that does not show at all."),
                                     number("high", "Opaque above", 0.3, 0, 1, 0.01, "Luma that shows wholly."),
                                     toggle("invert", "Invert", false, "Shows what is dark instead.")};
  struct Kernel {
    LumaKey key{};
    bool neutral = false;
    void operator()(FloatRow& row, int) const { apply_luma_key(key, row_of(row), size_of(row)); }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    const float low = value(a, "low");
    return {{f.space.kr, f.space.kg, f.space.kb, low, std::max(value(a, "high"), low + 1e-3f), a.flag("invert")}};
  }
};

struct Mask : PixelEffect<Mask, Alpha::premultiplied, Output::with_alpha> {
  static constexpr PluginSpec spec{.id = "org.rushes.mask",
                                   .name = "Mask",
                                   .description = "Shows what is within a shape, or outside it.",
                                   .traits = matte_traits};
  static constexpr std::array params{
      choice("shape", "Shape", "ellipse", "rectangle|ellipse|polygon", "What shows."),
      point("centre", "Centre", 0.5, 0.5, "Of the shape, in the frame."),
      ParamSpec{.id = "size",
                .label = "Size",
                .type = RUSHES_P_POINT,
                .initial = {0.6, 0.6},
                .min = 0,
                .max = 8,
                .unit = RUSHES_U_NORMALIZED,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Width and height as shares of the frame's; for a polygon 1,1 is as written."},
      number("rotation", "Rotation", 0, -3600, 3600, 1, "Clockwise.", "", RUSHES_U_DEGREES),
      number("roundness", "Roundness", 0, 0, 2000, 1, "Radius of a rectangle's corners.", "", RUSHES_U_PIXELS),
      ParamSpec{.id = "points",
                .label = "Points",
                .type = RUSHES_P_STRING,
                .text = "0.5,0 1,1 0,1",
                .help = "Of a polygon: x,y pairs, 0 to 1 across the frame at size 1,1 and centre 0.5,0.5."},
      number("feather", "Feather", 8, 0, 2000, 1, "Width of the soft edge, half of it on either side.", "",
             RUSHES_U_PIXELS),
      number("expand", "Expand", 0, -2000, 2000, 1, "Moves the edge outwards; below 0 inwards.", "", RUSHES_U_PIXELS),
      number("opacity", "Opacity", 1, 0, 1, 0.01, "How strongly the mask acts: 0 shows everything."),
      toggle("invert", "Invert", false, "Shows what is outside instead.")};
  struct Kernel {
    Shape shape;
    double left, top, soft, expand;
    float opacity;
    bool invert;
    bool neutral = false;
    void operator()(FloatRow& row, int y) const {
      std::vector<float> w(size_of(row));
      for (int i = 0; i < row.width; ++i) {
        const double d = shape.distance(row.x1 + i + 0.5 - left, y + 0.5 - top) - expand;
        const double t = std::clamp(0.5 - d / soft, 0.0, 1.0);
        // Soft edges are smooth at both ends; an edge of one pixel is plain coverage.
        float c = static_cast<float>(soft > 1.5 ? t * t * (3 - 2 * t) : t);
        if (invert) c = 1 - c;
        w[static_cast<std::size_t>(i)] = 1 + (c - 1) * opacity;
      }
      scale_pixels(w.data(), row_of(row), size_of(row));
    }
  };
  static Kernel kernel(const Args& a, const Frame& f) {
    Kernel k;
    Shape& s = k.shape;
    const auto kind = a.text("shape");
    s.kind = kind == "rectangle" ? Shape::rectangle : kind == "polygon" ? Shape::polygon : Shape::ellipse;
    s.x = value(a, "centre", 0) * f.width(), s.y = value(a, "centre", 1) * f.height();
    const double w = value(a, "size", 0) * f.width(), h = value(a, "size", 1) * f.height();
    s.half_w = std::max(w / 2, 1e-3), s.half_h = std::max(h / 2, 1e-3);
    const double turn = value(a, "rotation") * 3.14159265358979323846 / 180;
    s.sine = std::sin(turn), s.cosine = std::cos(turn);
    s.roundness = value(a, "roundness");
    if (s.kind == Shape::polygon)
      for (const Vertex& v : parse_polygon(a.text("points"))) s.vertices.push_back({(v.x - 0.5) * w, (v.y - 0.5) * h});
    k.left = f.full.x1, k.top = f.full.y1;
    k.soft = std::max<double>(1, value(a, "feather"));
    k.expand = value(a, "expand");
    k.opacity = value(a, "opacity");
    k.invert = a.flag("invert");
    return k;
  }
};

}  // namespace

RUSHES_PLUGINS(ChromaKeyer, LumaKeyer, Mask);
