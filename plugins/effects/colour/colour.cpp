// Exposure, white balance, lift, gamma, gain, contrast and saturation.
#include "colour/grade.hpp"
#include "support/rows.hpp"

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;

struct Colour : rushes::Effect<Colour> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.colour",
      .name = "Colour",
      .description = "Exposure, white balance, lift, gamma, gain, contrast and saturation.",
      .traits = pointwise_traits};
  static constexpr std::array params{ParamSpec{.id = "exposure",
                                               .label = "Exposure",
                                               .initial = {0},
                                               .min = -5,
                                               .max = 5,
                                               .flags = RUSHES_PF_ANIMATES,
                                               .help = "In stops: 1 is twice the light.",
                                               .step = 0.05},
                                     ParamSpec{.id = "contrast",
                                               .label = "Contrast",
                                               .initial = {1},
                                               .min = 0,
                                               .max = 4,
                                               .flags = RUSHES_PF_ANIMATES,
                                               .help = "About the middle grey: 0 is flat, 1 as it is.",
                                               .step = 0.01},
                                     ParamSpec{.id = "saturation",
                                               .label = "Saturation",
                                               .initial = {1},
                                               .min = 0,
                                               .max = 4,
                                               .flags = RUSHES_PF_ANIMATES,
                                               .help = "0 is grey, 1 as it is.",
                                               .step = 0.01},
                                     ParamSpec{.id = "temperature",
                                               .label = "Temperature",
                                               .initial = {0},
                                               .min = -100,
                                               .max = 100,
                                               .flags = RUSHES_PF_ANIMATES,
                                               .help = "Above 0 warmer, below colder.",
                                               .group = "White balance",
                                               .step = 1},
                                     ParamSpec{.id = "tint",
                                               .label = "Tint",
                                               .initial = {0},
                                               .min = -100,
                                               .max = 100,
                                               .flags = RUSHES_PF_ANIMATES,
                                               .help = "Above 0 towards magenta, below towards green.",
                                               .group = "White balance",
                                               .step = 1},
                                     ParamSpec{.id = "lift",
                                               .label = "Lift",
                                               .type = RUSHES_P_COLOR,
                                               .initial = {0, 0, 0, 1},
                                               .min = -1,
                                               .max = 1,
                                               .flags = RUSHES_PF_ANIMATES,
                                               .help = "What is added to the shadows.",
                                               .group = "Wheels"},
                                     ParamSpec{.id = "gamma",
                                               .label = "Gamma",
                                               .type = RUSHES_P_COLOR,
                                               .initial = {1, 1, 1, 1},
                                               .min = 0.1,
                                               .max = 8,
                                               .flags = RUSHES_PF_ANIMATES,
                                               .help = "Above 1 lightens the middle tones.",
                                               .group = "Wheels"},
                                     ParamSpec{.id = "gain",
                                               .label = "Gain",
                                               .type = RUSHES_P_COLOR,
                                               .initial = {1, 1, 1, 1},
                                               .min = 0,
                                               .max = 8,
                                               .flags = RUSHES_PF_ANIMATES,
                                               .help = "What the highlights are multiplied with.",
                                               .group = "Wheels"}};

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : native_formats();
  }

  static Grade grade(const Args& a) {
    GradeOptions o;
    o.exposure = tamed(a.number("exposure"), -20, 20);
    o.contrast = tamed(a.number("contrast"), 0, 100, 1);
    o.saturation = tamed(a.number("saturation"), 0, 100, 1);
    o.temperature = tamed(a.number("temperature"), -100, 100);
    o.tint = tamed(a.number("tint"), -100, 100);
    for (int k = 0; k < 3; ++k) {
      o.lift[k] = tamed(a.number("lift", k), -10, 10);
      o.gamma[k] = tamed(a.number("gamma", k), 0.05, 20, 1);
      o.gain[k] = tamed(a.number("gain", k), 0, 100, 1);
    }
    return make_grade(o);
  }

  void plan(Plan& p) const {
    if (grade(p).neutral) p.pass(0);
  }

  void render(const Render& r) const {
    const rushes_image &in = r.in(), &out = r.out();
    require_native(out.format, "the output");
    if (!same_pixels(in.format, out.format) || !covers(in.bounds, out.bounds))
      throw rushes::Failure(RUSHES_E_FORMAT, "colour needs its input in the format of its output and over all of it");
    const Grade g = grade(r);
    if (g.neutral) return copy_picture(in, out);
    if (is_yuv(out.format) && g.grey)
      return out.format.bytes == 1 ? by_tables<std::uint8_t>(g, in, out) : by_tables<std::uint16_t>(g, in, out);

    const YuvSpace space = yuv_space(out.format);  // BT.709 for RGB
    const float luma[3] = {space.kr, space.kg, space.kb};
    const Alpha alpha = g.curved ? Alpha::straight : Alpha::premultiplied;
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      r.check();
      RowReader reader(in, alpha);
      RowWriter writer(out, alpha);
      std::vector<FloatRow> rows(static_cast<std::size_t>(writer.group()));
      for_groups(writer, y1, y2, [&](int y, int count) {
        for (int i = 0; i < count; ++i) {
          reader.read(y + i, out.bounds.x1, out.bounds.x2, rows[static_cast<std::size_t>(i)]);
          g.apply(rows[static_cast<std::size_t>(i)], luma);
        }
        writer.write(y, rows.data(), count);
      });
    });
  }

  // The same straight line for R, G and B is a straight line of luma and a factor of chroma.
  template <class T>
  static void by_tables(const Grade& g, const rushes_image& in, const rushes_image& out) {
    const YuvSpace s = yuv_space(out.format);
    const float slope = g.a[0] * g.c, base = g.b[0] * g.c + g.d;
    const std::size_t size = sizeof(T) == 1 ? 256 : 65536;
    std::vector<T> luma(size), chroma(size);
    const auto stored = [&](float v) { return static_cast<T>((v > 0 ? v < s.max ? v : s.max : 0) + 0.5f); };
    for (std::size_t i = 0; i < size; ++i) {
      const float v = static_cast<float>(i);
      luma[i] = stored(s.black + (v - s.black) * slope + base * s.luma_range);
      chroma[i] = stored(s.middle + (v - s.middle) * (slope * g.saturation));
    }
    for (int k = 0; k < plane_count(out.format); ++k) {
      const Plane from = plane(in, k), to = plane(out, k);
      const T* table = k == 0 ? luma.data() : chroma.data();
      for (int y = to.y1; y < to.y2; ++y) {
        if (k == 3)
          copy_row(from, to, to.x1, to.x2, y, sizeof(T));
        else
          lut_row(from.at<const T>(to.x1, y), table, to.at<T>(to.x1, y), static_cast<std::size_t>(to.width()));
      }
    }
  }
};

}  // namespace

RUSHES_PLUGINS(Colour);
