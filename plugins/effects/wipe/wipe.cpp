// An edge moves over the frame and uncovers the coming picture.
#include "support/maths.hpp"
#include "support/mix_pictures.hpp"

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;

enum class Style { linear, radial, iris, clock };

// The weight of the coming picture at every pixel. Lengths in pixels.
struct Edge {
  Style style;
  float cx, cy;       // centre
  float dx, dy;       // direction of the linear edge, or of the hand at the start
  float place, soft;  // where the edge is (pixels or radians), how wide it is (pixels)

  void operator()(int y, int x1, int x2, std::uint16_t* w) const {
    const float py = static_cast<float>(y) + 0.5f - cy;
    for (int x = x1; x < x2; ++x) w[x - x1] = weight(static_cast<float>(x) + 0.5f - cx, py);
  }

  std::uint16_t weight(float x, float y) const {
    float v = 0;
    const float scale = 1.0f / soft;
    if (style == Style::linear) {
      v = ramp((place - (x * dx + y * dy)) * scale + 0.5f);
    } else {
      const float r = std::sqrt(x * x + y * y);
      if (style == Style::iris) {
        v = ramp((place - r) * scale + 0.5f);
      } else {
        // Clockwise from the hand's direction.
        const float angle = angle_of(dx * y - dy * x, dx * x + dy * y);
        if (style == Style::radial) {
          v = ramp((place - std::fabs(angle)) * r * scale + 0.5f);
        } else {
          const float a = angle < 0 ? angle + 6.28318531f : angle, before = a - 6.28318531f;
          const float here = ramp((place - a) * r * scale + 0.5f) * ramp(a * r * scale + 0.5f);
          // The other side of the line the hand starts from.
          const float there = ramp((place - before) * r * scale + 0.5f) * ramp(before * r * scale + 0.5f);
          v = here > there ? here : there;
        }
      }
    }
    return static_cast<std::uint16_t>(v * v * (3 - 2 * v) * 32768.0f + 0.5f);
  }
  static float ramp(float v) { return v < 0 ? 0.0f : v > 1 ? 1.0f : v; }
};

struct Wipe : rushes::Effect<Wipe> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.wipe",
      .name = "Wipe",
      .description = "An edge moves over the frame and uncovers the coming picture.",
      .traits = tiled_traits | RUSHES_TRAIT_IN_PLACE | RUSHES_TRAIT_TRANSITION,
      .inputs = 2};
  static constexpr std::array params{
      ParamSpec{.id = "rushes.mix",
                .label = "Mix",
                .initial = {0.5},
                .flags = RUSHES_PF_ANIMATES,
                .help = "How far the edge has come: 0 is the leaving picture, 1 the coming one.",
                .step = 0.01},
      ParamSpec{.id = "style",
                .label = "Style",
                .type = RUSHES_P_CHOICE,
                .text = "linear",
                .choices = "linear|radial|iris|clock",
                .help = "linear: a straight edge; radial: a fan that opens to both sides; iris: a circle that grows; "
                        "clock: a hand that goes round."},
      ParamSpec{.id = "angle",
                .label = "Angle",
                .initial = {0},
                .min = -360,
                .max = 360,
                .unit = RUSHES_U_DEGREES,
                .flags = RUSHES_PF_ANIMATES,
                .help = "linear: the way the edge moves, 0 from left to right, 90 downwards; radial and clock: where "
                        "it starts, 0 is up.",
                .step = 1},
      ParamSpec{.id = "softness",
                .label = "Softness",
                .initial = {0.02},
                .unit = RUSHES_U_NORMALIZED,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Width of the edge against the way it goes; 0 is sharp.",
                .step = 0.01},
      ParamSpec{.id = "centre",
                .label = "Centre",
                .type = RUSHES_P_POINT,
                .initial = {0.5, 0.5},
                .min = -1,
                .max = 2,
                .unit = RUSHES_U_NORMALIZED,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Of radial, iris and clock: 0,0 is the upper left corner, 1,1 the lower right."}};

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : native_formats();
  }

  void plan(Plan& p) const {
    const double mix = tamed(p.number("rushes.mix"), 0, 1);
    if (mix <= 0)
      p.pass(0);
    else if (mix >= 1)
      p.pass(1);
  }

  static Edge edge(const Args& a, double mix) {
    const std::string_view key = a.text("style");
    const Style style = key == "radial"  ? Style::radial
                        : key == "iris"  ? Style::iris
                        : key == "clock" ? Style::clock
                                         : Style::linear;
    const rushes_rect& f = a.full();
    const double w = f.x2 - f.x1, h = f.y2 - f.y1, softness = tamed(a.number("softness"), 0, 1);
    const double turned = tamed(a.number("angle"), -1e6, 1e6) - (style == Style::linear ? 0 : 90);
    const double angle = std::fmod(turned, 360.0) * (3.14159265358979323846 / 180);
    const double dx = std::cos(angle), dy = std::sin(angle);
    if (style == Style::linear) {
      const double reach = (w * std::fabs(dx) + h * std::fabs(dy)) / 2, soft = std::max(1.0, softness * 2 * reach);
      return {style,      float(f.x1 + w / 2), float(f.y1 + h / 2),
              float(dx),  float(dy),           float((2 * mix - 1) * (reach + soft / 2)),
              float(soft)};
    }
    const double cx = tamed(a.number("centre", 0), -10, 10, 0.5) * w,
                 cy = tamed(a.number("centre", 1), -10, 10, 0.5) * h;
    const double reach =
        std::hypot(std::max(std::fabs(cx), std::fabs(w - cx)), std::max(std::fabs(cy), std::fabs(h - cy)));
    // A hand starts and ends at the same line: there its edge gets sharp, so that nothing jumps.
    const double ends = style == Style::iris ? 1 : std::min({1.0, 10 * mix, 10 * (1 - mix)});
    const double soft = std::max(1.0, softness * reach * ends);
    const double place = style == Style::iris     ? mix * (reach + soft) - soft / 2
                         : style == Style::radial ? mix * 3.14159265358979
                                                  : mix * 6.28318530717959;
    return {style, float(f.x1 + cx), float(f.y1 + cy), float(dx), float(dy), float(place), float(soft)};
  }

  void render(const Render& r) const {
    const double mix = tamed(r.number("rushes.mix"), 0, 1);
    const rushes_image& a = r.in(0);
    const rushes_image& b = r.n_inputs > 1 ? r.in(1) : a;
    const rushes_image& out = r.out();
    require_native(a.format, "the leaving picture");
    require_native(b.format, "the coming picture");
    require_native(out.format, "the output");
    for (const int side : {0, 1})
      if (const rushes_image& only = side ? b : a;
          mix == side && same_pixels(only.format, out.format) && covers(only.bounds, out.bounds))
        return copy_picture(only, out);
    const Edge weights = edge(r, mix);
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      r.check();
      mix_pictures(a, b, out, y1, y2, weights);
    });
  }
};

}  // namespace

RUSHES_PLUGINS(Wipe);
