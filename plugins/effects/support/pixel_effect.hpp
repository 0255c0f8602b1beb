// The shape of effects whose pixel depends on the same pixel (and its place) only, and of generators. T gives
//
//     static auto kernel(const Args&, const Frame&)    an object with `bool neutral` and, callable from any thread,
//     void operator()(FloatRow& row, int y) const      which changes (or, for a generator, fills) a row in place.
//
// Everything else - formats, the plan, bands, rows of chroma, alpha - is said here once.
#pragma once

#include "support/float_rows.hpp"
#include "support/overlay.hpp"

namespace rushes::effects {

// What a kernel may know of the picture it works on.
struct Frame {
  rushes_rect full{};  // of the picture: places count from its corner
  YuvSpace space{};    // BT.709 for RGB
  double width() const { return full.x2 - full.x1; }
  double height() const { return full.y2 - full.y1; }
};
inline Frame frame_of(const rushes_rect& full, const rushes_video_format& format) { return {full, yuv_space(format)}; }

// What comes out: the same pixels, or pixels that have alpha because the effect makes some.
enum class Output { as_input, with_alpha };
// Of pointwise effects that make alpha: what comes out is not what goes in, so never in place.
inline constexpr std::uint64_t matte_traits = tiled_traits | RUSHES_TRAIT_POINTWISE;

template <class T, Alpha alpha = Alpha::straight, Output output = Output::as_input>
struct PixelEffect : rushes::Effect<T> {
  using Base = rushes::Effect<T>;

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    if (input != RUSHES_OUTPUT) return native_formats();
    return output == Output::with_alpha ? overlay_formats() : std::vector<rushes_video_format>{};
  }

  void plan(typename Base::Plan& p) const {
    if (output == Output::as_input && T::kernel(p, frame_of(p.full(), p.args->format)).neutral) p.pass(0);
  }

  void render(const typename Base::Render& r) const {
    const rushes_image &in = r.in(), &out = r.out();
    require_native(in.format, "the input");
    require_overlay(out.format);
    if (!covers(in.bounds, out.bounds))
      throw rushes::Failure(RUSHES_E_FORMAT, std::string(T::spec.name) + " needs its input over all of its output");
    const auto kernel = T::kernel(r, frame_of(out.full, out.format));
    if (kernel.neutral && same_pixels(in.format, out.format)) return copy_picture(in, out);
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      r.check();
      RowReader reader(in, alpha);
      RowWriter writer(out, alpha);
      std::vector<FloatRow> rows(static_cast<std::size_t>(writer.group()));
      for_groups(writer, y1, y2, [&](int y, int count) {
        for (int i = 0; i < count; ++i) {
          FloatRow& row = rows[static_cast<std::size_t>(i)];
          reader.read(y + i, out.bounds.x1, out.bounds.x2, row);
          kernel(row, y + i);
        }
        writer.write(y, rows.data(), count);
      });
    });
  }
};

inline constexpr std::uint64_t generator_traits = tiled_traits | RUSHES_TRAIT_GENERATOR;

// Rows are premultiplied.
template <class T>
struct PixelGenerator : rushes::Effect<T> {
  using Base = rushes::Effect<T>;
  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? overlay_formats() : std::vector<rushes_video_format>{};
  }
  void render(const typename Base::Render& r) const {
    const rushes_image& out = r.out();
    require_overlay(out.format);
    const auto kernel = T::kernel(r, frame_of(out.full, out.format));
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      r.check();
      RowWriter writer(out, Alpha::premultiplied);
      std::vector<FloatRow> rows(static_cast<std::size_t>(writer.group()));
      for_groups(writer, y1, y2, [&](int y, int count) {
        for (int i = 0; i < count; ++i) {
          FloatRow& row = rows[static_cast<std::size_t>(i)];
          row.resize(out.bounds.x1, out.bounds.x2 - out.bounds.x1);
          kernel(row, y + i);
        }
        writer.write(y, rows.data(), count);
      });
    });
  }
};

// Smooth from 0 at `low` to 1 at `high`; a step where both are the same.
inline float smooth_step(float low, float high, float v) {
  if (high <= low) return v >= high ? 1.0f : 0.0f;
  const float t = std::clamp((v - low) / (high - low), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

// A parameter that animates, in a line: most numbers of most effects.
constexpr ParamSpec number(const char* id, const char* label, double initial, double min, double max, double step,
                           const char* help, const char* group = "", std::int32_t unit = RUSHES_U_NONE) {
  return {.id = id,
          .label = label,
          .initial = {initial},
          .min = min,
          .max = max,
          .unit = unit,
          .flags = RUSHES_PF_ANIMATES,
          .help = help,
          .group = group,
          .step = step};
}
constexpr ParamSpec point(const char* id, const char* label, double x, double y, const char* help,
                          const char* group = "") {
  return {.id = id,
          .label = label,
          .type = RUSHES_P_POINT,
          .initial = {x, y},
          .min = -4,
          .max = 5,
          .unit = RUSHES_U_NORMALIZED,
          .flags = RUSHES_PF_ANIMATES,
          .help = help,
          .group = group};
}
constexpr ParamSpec colour(const char* id, const char* label, std::array<double, 4> initial, const char* help,
                           double min = 0, double max = 1) {
  return {.id = id,
          .label = label,
          .type = RUSHES_P_COLOR,
          .initial = initial,
          .min = min,
          .max = max,
          .flags = RUSHES_PF_ANIMATES,
          .help = help};
}
constexpr ParamSpec choice(const char* id, const char* label, const char* initial, const char* keys, const char* help) {
  return {.id = id, .label = label, .type = RUSHES_P_CHOICE, .text = initial, .choices = keys, .help = help};
}
constexpr ParamSpec toggle(const char* id, const char* label, bool initial, const char* help) {
  return {.id = id, .label = label, .type = RUSHES_P_BOOL, .initial = {initial ? 1.0 : 0.0}, .help = help};
}

// The value of a parameter within its declared range, its initial value for what is no number.
template <class T>
float value(const rushes::Values<T>& a, std::string_view id, int k = 0) {
  const ParamSpec& p = T::params[static_cast<std::size_t>(rushes::Values<T>::index(id))];
  return static_cast<float>(tamed(a.number(id, k), p.min, p.max, p.initial[static_cast<std::size_t>(k)]));
}

}  // namespace rushes::effects
