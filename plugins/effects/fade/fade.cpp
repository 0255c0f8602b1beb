// A picture to or from a colour.
#include "support/colour_space.hpp"
#include "support/mix_pictures.hpp"

namespace {
using namespace rushes::effects;

struct Fade : rushes::Effect<Fade> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.fade",
                                           .name = "Fade",
                                           .description = "A picture to or from a colour.",
                                           .traits = pointwise_traits};
  static constexpr std::array params{
      rushes::ParamSpec{.id = "amount",
                        .label = "Amount",
                        .initial = {0},
                        .flags = RUSHES_PF_ANIMATES,
                        .help = "0 is the picture, 1 the colour.",
                        .step = 0.01},
      rushes::ParamSpec{.id = "colour",
                        .label = "Colour",
                        .type = RUSHES_P_COLOR,
                        .initial = {0, 0, 0, 1},
                        .flags = RUSHES_PF_ANIMATES,
                        .help = "The colour that is left at the end; with alpha 0 the picture becomes transparent."}};

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : native_formats();
  }

  void plan(Plan& p) const {
    if (tamed(p.number("amount"), 0, 1) <= 0) p.pass(0);
  }

  void render(const Render& r) const {
    const rushes_image &in = r.in(), &out = r.out();
    require_native(out.format, "the output");
    if (!same_pixels(in.format, out.format) || !covers(in.bounds, out.bounds))
      throw rushes::Failure(RUSHES_E_FORMAT, "fade needs its input in the format of its output and over all of it");
    const int w = to_weight(tamed(r.number("amount"), 0, 1));
    if (w == 0) return copy_picture(in, out);
    const auto colour = colour_samples(out.format, r.at("colour").v);
    if (is_float(out.format)) return whole<float>(in, out, colour, w);
    if (has_straight_alpha(out.format))
      return out.format.bytes == 1 ? straight<std::uint8_t>(in, out, colour, w)
                                   : straight<std::uint16_t>(in, out, colour, w);
    out.format.bytes == 1 ? whole<std::uint8_t>(in, out, colour, w) : whole<std::uint16_t>(in, out, colour, w);
  }

  template <class T>
  static T sample(float v) {
    if constexpr (std::is_same_v<T, float>)
      return v;
    else
      return static_cast<T>(v + 0.5f);
  }

  template <class T>
  static void whole(const rushes_image& in, const rushes_image& out, const std::array<float, 4>& colour, int w) {
    const bool packed = out.format.packed;
    for (int k = 0; k < plane_count(out.format); ++k) {
      const Plane from = plane(in, k), to = plane(out, k);
      const T value[4] = {sample<T>(colour[packed ? 0 : k]), sample<T>(colour[1]), sample<T>(colour[2]),
                          sample<T>(colour[3])};
      const std::size_t n = static_cast<std::size_t>(to.width()) * to.channels;
      for (int y = to.y1; y < to.y2; ++y)
        fade_row(from.at<const T>(to.x1, y), value, packed ? 4 : 1, to.at<T>(to.x1, y), n, w);
    }
  }

  // Straight colour: the less a pixel shows, the sooner it takes the fade's colour.
  template <class T>
  static void straight(const rushes_image& in, const rushes_image& out, const std::array<float, 4>& colour, int w) {
    const rushes_video_format& f = out.format;
    const int x1 = out.bounds.x1, width = out.bounds.x2 - x1;
    const std::size_t n = static_cast<std::size_t>(width);
    const Plane ai = plane(in, 3), ao = plane(out, 3), yi = plane(in, 0), yo = plane(out, 0);
    const T alpha[1] = {sample<T>(colour[3])};
    std::uint16_t weight;
    alpha_weights(alpha, &weight, 1, f.bits, weight_one);
    const std::vector<std::uint16_t> other(n, weight);
    std::vector<std::uint16_t> own, ratio(n);
    for (int y = out.bounds.y1; y < out.bounds.y2; y += 1 << f.sub_h) {
      const int count = std::min(1 << f.sub_h, out.bounds.y2 - y);
      own.resize(n * static_cast<std::size_t>(count));
      for (int i = 0; i < count; ++i) {
        std::uint16_t* row = own.data() + n * static_cast<std::size_t>(i);
        alpha_weights(ai.at<const T>(x1, y + i), row, n, f.bits, weight_one);
        mix_ratio(row, other.data(), w, ratio.data(), n);
        mix_row_value(yi.at<const T>(x1, y + i), sample<T>(colour[0]), yo.at<T>(x1, y + i), n, ratio.data());
        fade_row(ai.at<const T>(x1, y + i), alpha, 1, ao.at<T>(x1, y + i), n, w);
      }
      chroma_weights(own, width, count, f.sub_w);
      for (int k = 1; k <= 2; ++k) {
        const Plane ci = plane(in, k), co = plane(out, k);
        const std::size_t m = static_cast<std::size_t>(co.width());
        const int cy = y >> f.sub_h;
        mix_ratio(own.data(), other.data(), w, ratio.data(), m);
        mix_row_value(ci.at<const T>(co.x1, cy), sample<T>(colour[static_cast<std::size_t>(k)]), co.at<T>(co.x1, cy), m,
                      ratio.data());
      }
    }
  }
};

}  // namespace

RUSHES_PLUGINS(Fade);
