// The shape of transitions that move pictures: both of them whole, as floats; the ends are the pictures themselves.
#pragma once

#include "support/float_image.hpp"
#include "support/mix_pictures.hpp"

namespace rushes::effects {

inline constexpr std::uint64_t transition_traits = tiled_traits | RUSHES_TRAIT_TRANSITION;

inline constexpr ParamSpec mix_param{.id = "rushes.mix",
                                     .label = "Mix",
                                     .initial = {0.5},
                                     .flags = RUSHES_PF_ANIMATES,
                                     .help = "How far it has come: 0 is the leaving picture, 1 the coming one.",
                                     .step = 0.01};
inline constexpr ParamSpec ease_param = choice("ease", "Pace", "smooth", "smooth|linear",
                                               "smooth starts and ends gently; linear moves evenly all the way.");

// The mix after its pace, between 0 and 1.
template <class T>
double eased(const rushes::Values<T>& a) {
  const double m = tamed(a.number("rushes.mix"), 0, 1);
  return a.text("ease") == "linear" ? m : m * m * (3 - 2 * m);
}

// T gives
//     static auto kernel(const Render&, const Frame&)
//     void operator()(const FloatImage& leaving, const FloatImage& coming, FloatRow& row, int y) const   fills a row
template <class T>
struct MovingTransition : rushes::Effect<T> {
  using Base = rushes::Effect<T>;

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : native_formats();
  }

  void plan(typename Base::Plan& p) const {
    const double mix = tamed(p.number("rushes.mix"), 0, 1);
    if (mix <= 0) return p.pass(0);
    if (mix >= 1) return p.pass(1);
    for (std::uint32_t i = 0; i < 2; ++i) p.need(i, p.frame(), p.args->n_inputs > i ? p.args->input_full[i] : p.full());
  }

  void render(const typename Base::Render& r) const {
    const double mix = tamed(r.number("rushes.mix"), 0, 1);
    // plan() asked for one picture only at the ends; it is then the only need.
    const rushes_image& a = r.in(0);
    const rushes_image& b = r.n_inputs > 1 ? r.in(1) : a;
    const rushes_image& out = r.out();
    require_native(a.format, "the leaving picture");
    require_native(b.format, "the coming picture");
    require_native(out.format, "the output");
    if (mix <= 0 || mix >= 1) return one_of_them(r, mix <= 0 ? a : b);
    const auto kernel = T::kernel(static_cast<const T&>(*this), r, frame_of(out.full, out.format));
    const FloatImage leaving = load(*this, a, a.bounds), coming = load(*this, b, b.bounds);
    if (empty(leaving.rect) || empty(coming.rect))
      throw rushes::Failure(RUSHES_E_FORMAT, std::string(T::spec.name) + " was given an empty picture");
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      r.check();
      RowWriter writer(out, Alpha::premultiplied);
      std::vector<FloatRow> rows(static_cast<std::size_t>(writer.group()));
      for_groups(writer, y1, y2, [&](int y, int count) {
        for (int i = 0; i < count; ++i) {
          FloatRow& row = rows[static_cast<std::size_t>(i)];
          row.resize(out.bounds.x1, out.bounds.x2 - out.bounds.x1);
          kernel(leaving, coming, row, y + i);
        }
        writer.write(y, rows.data(), count);
      });
    });
  }

 private:
  void one_of_them(const typename Base::Render& r, const rushes_image& only) const {
    const rushes_image& out = r.out();
    if (same_pixels(only.format, out.format) && covers(only.bounds, out.bounds)) return copy_picture(only, out);
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      mix_any(only, only, out, y1, y2, [](int, int x1, int x2, std::uint16_t* w) { std::fill_n(w, x2 - x1, 0); });
    });
  }
};

inline void mix4(float* a, const float* b, float w) {
  for (int c = 0; c < 4; ++c) a[c] = a[c] + (b[c] - a[c]) * w;
}

}  // namespace rushes::effects
