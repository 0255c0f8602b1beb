// One picture becomes the other.
#include "support/mix_pictures.hpp"

namespace {
using namespace rushes::effects;

struct Dissolve : rushes::Effect<Dissolve> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.dissolve",
                                           .name = "Dissolve",
                                           .description = "One picture becomes the other.",
                                           .traits = pointwise_traits | RUSHES_TRAIT_TRANSITION,
                                           .inputs = 2};
  static constexpr std::array params{
      rushes::ParamSpec{.id = "rushes.mix",
                        .label = "Mix",
                        .initial = {0.5},
                        .flags = RUSHES_PF_ANIMATES,
                        .help = "How much of the coming picture shows: 0 is the leaving picture, 1 the coming one.",
                        .step = 0.01}};

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

  void render(const Render& r) const {
    const double mix = tamed(r.number("rushes.mix"), 0, 1);
    // plan() asked for one picture only; it is then the only need.
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

    const int w = to_weight(mix);
    const bool native = same_pixels(a.format, out.format) && same_pixels(b.format, out.format) &&
                        covers(a.bounds, out.bounds) && covers(b.bounds, out.bounds);
    if (!native)
      return for_bands(*this, out.bounds, [&](int y1, int y2) {
        r.check();
        mix_any(a, b, out, y1, y2, [w](int, int x1, int x2, std::uint16_t* row) {
          std::fill_n(row, x2 - x1, static_cast<std::uint16_t>(w));
        });
      });
    if (is_float(out.format)) return whole<float>(a, b, out, w);
    if (out.format.bytes == 1)
      return has_straight_alpha(out.format) ? straight<std::uint8_t>(a, b, out, w) : whole<std::uint8_t>(a, b, out, w);
    has_straight_alpha(out.format) ? straight<std::uint16_t>(a, b, out, w) : whole<std::uint16_t>(a, b, out, w);
  }

  template <class T>
  static void whole(const rushes_image& a, const rushes_image& b, const rushes_image& out, int w) {
    for (int k = 0; k < plane_count(out.format); ++k) {
      const Plane pa = plane(a, k), pb = plane(b, k), po = plane(out, k);
      const std::size_t n = static_cast<std::size_t>(po.width()) * po.channels;
      for (int y = po.y1; y < po.y2; ++y)
        mix_row(pa.at<const T>(po.x1, y), pb.at<const T>(po.x1, y), po.at<T>(po.x1, y), n, w);
    }
  }

  // Straight colour: what shows less counts less.
  template <class T>
  static void straight(const rushes_image& a, const rushes_image& b, const rushes_image& out, int w) {
    const rushes_video_format& f = out.format;
    const int x1 = out.bounds.x1, width = out.bounds.x2 - x1;
    const std::size_t n = static_cast<std::size_t>(width);
    const Plane aa = plane(a, 3), ab = plane(b, 3), ao = plane(out, 3);
    const Plane ya = plane(a, 0), yb = plane(b, 0), yo = plane(out, 0);
    std::vector<std::uint16_t> wa, wb, ratio;
    for (int y = out.bounds.y1; y < out.bounds.y2; y += 1 << f.sub_h) {
      const int count = std::min(1 << f.sub_h, out.bounds.y2 - y);
      for (auto* v : {&wa, &wb}) v->resize(n * static_cast<std::size_t>(count));
      ratio.resize(n);
      for (int i = 0; i < count; ++i) {
        std::uint16_t *ra = wa.data() + n * static_cast<std::size_t>(i),
                      *rb = wb.data() + n * static_cast<std::size_t>(i);
        alpha_weights(aa.at<const T>(x1, y + i), ra, n, f.bits, weight_one);
        alpha_weights(ab.at<const T>(x1, y + i), rb, n, f.bits, weight_one);
        mix_ratio(ra, rb, w, ratio.data(), n);
        mix_row(ya.at<const T>(x1, y + i), yb.at<const T>(x1, y + i), yo.at<T>(x1, y + i), n, ratio.data());
        mix_row(aa.at<const T>(x1, y + i), ab.at<const T>(x1, y + i), ao.at<T>(x1, y + i), n, w);
      }
      chroma_weights(wa, width, count, f.sub_w);
      chroma_weights(wb, width, count, f.sub_w);
      for (int k = 1; k <= 2; ++k) {
        const Plane ca = plane(a, k), cb = plane(b, k), co = plane(out, k);
        const std::size_t m = static_cast<std::size_t>(co.width());
        const int cy = y >> f.sub_h;
        mix_ratio(wa.data(), wb.data(), w, ratio.data(), m);
        mix_row(ca.at<const T>(co.x1, cy), cb.at<const T>(co.x1, cy), co.at<T>(co.x1, cy), m, ratio.data());
      }
    }
  }
};

}  // namespace

RUSHES_PLUGINS(Dissolve);
