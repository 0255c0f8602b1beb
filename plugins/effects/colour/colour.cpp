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
      .description = "Exposure, white balance, lift, gamma, gain, contrast, saturation and hue.",
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
                                               .group = "Wheels"},
                                     ParamSpec{.id = "hue",
                                               .label = "Hue",
                                               .initial = {0},
                                               .min = -180,
                                               .max = 180,
                                               .unit = RUSHES_U_DEGREES,
                                               .flags = RUSHES_PF_ANIMATES,
                                               .help = "Turns all colours: 120 makes green of red.",
                                               .step = 1}};

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
    o.hue = tamed(a.number("hue"), -36000, 36000);
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
    if (by_map(g, out.format))
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

  // The same straight line for R, G and B is a straight line of luma, and a factor and a turn of chroma.
  static void luma_table(const Grade& g, const YuvSpace& s, std::uint16_t* table, std::uint32_t n) {
    const float slope = g.a[0] * g.c, base = g.b[0] * g.c + g.d;
    for (std::uint32_t i = 0; i < n; ++i)
      table[i] = stored(s.black + (static_cast<float>(i) - s.black) * slope + base * s.luma_range, s.max);
  }
  static void chroma_table(const Grade& g, const YuvSpace& s, std::uint16_t* table, std::uint32_t n) {
    const float factor = g.a[0] * g.c * g.saturation;
    for (std::uint32_t i = 0; i < n; ++i)
      table[i] = stored(s.middle + (static_cast<float>(i) - s.middle) * factor, s.max);
  }
  static std::uint16_t stored(float v, float max) {
    return static_cast<std::uint16_t>((v > 0 ? v < max ? v : max : 0) + 0.5f);
  }
  static bool turns(const Grade& g) { return g.turn_c != 1 || g.turn_s != 0; }
  // U' and V' of rushes_pointwise.mix. The factor goes into the matrix: one rounding, not two.
  static void turn_matrix(const Grade& g, const YuvSpace& s, std::int32_t (&m)[3][4]) {
    const double factor = std::clamp<double>(g.a[0] * g.c * g.saturation, -5, 5);
    const auto c = static_cast<std::int32_t>(std::lround(factor * g.turn_c * 16384)),
               t = static_cast<std::int32_t>(std::lround(factor * g.turn_s * 16384)),
               middle = static_cast<std::int32_t>(s.middle);
    m[1][0] = m[2][0] = 0;
    m[1][1] = c, m[1][2] = -t, m[1][3] = middle * (16384 - c + t);
    m[2][1] = t, m[2][2] = c, m[2][3] = middle * (16384 - c - t);
  }
  // More than 12 bits are turned by way of R'G'B'.
  static bool by_map(const Grade& g, const rushes_video_format& f) {
    return is_yuv(f) && g.grey && (!turns(g) || f.bits <= 12);
  }

  bool map(const Args& a, rushes_pointwise& out) const {
    const Grade g = grade(a);
    const rushes_video_format& f = a.args->format;
    if (!by_map(g, f)) return false;
    const YuvSpace s = yuv_space(f);
    luma_table(g, s, out.table[0], out.entries);
    if (turns(g)) {
      out.mixes = 1;
      turn_matrix(g, s, out.mix);
      return true;
    }
    for (const int k : {1, 2}) chroma_table(g, s, out.table[k], out.entries);
    return true;
  }

  template <class T>
  static void by_tables(const Grade& g, const rushes_image& in, const rushes_image& out) {
    const YuvSpace s = yuv_space(out.format);
    const std::uint32_t size = 1u << out.format.bits;
    std::vector<std::uint16_t> wide(size);
    luma_table(g, s, wide.data(), size);
    const std::vector<T> luma(wide.begin(), wide.end());
    chroma_table(g, s, wide.data(), size);
    const std::vector<T> chroma(wide.begin(), wide.end());
    const bool turned = turns(g);
    for (int k = 0; k < plane_count(out.format); ++k) {
      if (turned && (k == 1 || k == 2)) continue;
      const Plane from = plane(in, k), to = plane(out, k);
      const T* table = k == 0 ? luma.data() : chroma.data();
      const T top = static_cast<T>(s.max);
      for (int y = to.y1; y < to.y2; ++y) {
        if (k == 3)
          copy_row(from, to, to.x1, to.x2, y, sizeof(T));
        else if (sizeof(T) == 1 || s.max >= 65535)
          lut_row(from.at<const T>(to.x1, y), table, to.at<T>(to.x1, y), static_cast<std::size_t>(to.width()));
        else  // samples above what their bits can say
          for (int x = to.x1; x < to.x2; ++x) *to.at<T>(x, y) = table[std::min(*from.at<const T>(x, y), top)];
      }
    }
    if (!turned) return;
    std::int32_t m[3][4];
    turn_matrix(g, s, m);
    const Plane pu = plane(in, 1), pv = plane(in, 2), to_u = plane(out, 1), to_v = plane(out, 2);
    const int max = max_value(out.format);
    const auto mixed = [max](const std::int32_t* r, int u, int v) {
      return static_cast<T>(std::clamp((r[1] * u + r[2] * v + r[3] + 8192) >> 14, 0, max));
    };
    for (int y = to_u.y1; y < to_u.y2; ++y)
      for (int x = to_u.x1; x < to_u.x2; ++x) {
        const int u = *pu.at<const T>(x, y), v = *pv.at<const T>(x, y);
        *to_u.at<T>(x, y) = mixed(m[1], u, v);
        *to_v.at<T>(x, y) = mixed(m[2], u, v);
      }
  }
};

}  // namespace

RUSHES_PLUGINS(Colour);
