// Places a picture in the frame: position, scale, rotation, anchor, crop, opacity.
#include "support/colour_space.hpp"
#include "support/float_kernels.hpp"
#include "support/overlay.hpp"
#include "transform/planes.hpp"

#include <optional>

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;

struct Transform : rushes::Effect<Transform> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.transform",
      .name = "Transform",
      .description = "Position, scale, rotation, crop and opacity of a picture in the frame.",
      .traits = tiled_traits};
  static constexpr std::array params{
      ParamSpec{.id = "position",
                .label = "Position",
                .type = RUSHES_P_POINT,
                .initial = {0.5, 0.5},
                .min = -10,
                .max = 10,
                .unit = RUSHES_U_NORMALIZED,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Where the anchor stands in the frame: 0,0 is the upper left corner, 1,1 the lower right."},
      ParamSpec{.id = "scale",
                .label = "Scale",
                .type = RUSHES_P_POINT,
                .initial = {1, 1},
                .min = -100,
                .max = 100,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Width and height against the fitted picture; below 0 mirrors.",
                .step = 0.01},
      ParamSpec{.id = "rotation",
                .label = "Rotation",
                .initial = {0},
                .min = -36000,
                .max = 36000,
                .unit = RUSHES_U_DEGREES,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Clockwise, round the anchor.",
                .step = 1},
      ParamSpec{.id = "anchor",
                .label = "Anchor",
                .type = RUSHES_P_POINT,
                .initial = {0.5, 0.5},
                .min = -10,
                .max = 10,
                .unit = RUSHES_U_NORMALIZED,
                .flags = RUSHES_PF_ANIMATES,
                .help = "The point of the picture that position, scale and rotation are about."},
      ParamSpec{.id = "crop.left",
                .label = "Crop left",
                .initial = {0},
                .unit = RUSHES_U_NORMALIZED,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Part of the width cut off at the left.",
                .group = "Crop",
                .step = 0.01},
      ParamSpec{.id = "crop.top",
                .label = "Crop top",
                .initial = {0},
                .unit = RUSHES_U_NORMALIZED,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Part of the height cut off at the top.",
                .group = "Crop",
                .step = 0.01},
      ParamSpec{.id = "crop.right",
                .label = "Crop right",
                .initial = {0},
                .unit = RUSHES_U_NORMALIZED,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Part of the width cut off at the right.",
                .group = "Crop",
                .step = 0.01},
      ParamSpec{.id = "crop.bottom",
                .label = "Crop bottom",
                .initial = {0},
                .unit = RUSHES_U_NORMALIZED,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Part of the height cut off at the bottom.",
                .group = "Crop",
                .step = 0.01},
      ParamSpec{.id = "opacity",
                .label = "Opacity",
                .initial = {1},
                .flags = RUSHES_PF_ANIMATES,
                .help = "0 is invisible, 1 as the picture is.",
                .step = 0.01},
      ParamSpec{.id = "filter",
                .label = "Filter",
                .type = RUSHES_P_CHOICE,
                .text = "bicubic",
                .choices = "bilinear|bicubic|lanczos",
                .help = "How samples between pixels are found: bilinear is soft, bicubic natural, lanczos crisp."},
      ParamSpec{.id = "fit",
                .label = "Fit",
                .type = RUSHES_P_CHOICE,
                .text = "contain",
                .choices = "none|contain|cover|stretch",
                .help = "The size at scale 1: none is pixel for pixel, contain shows all of the picture, cover fills "
                        "the frame, stretch does both by distorting."}};

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    if (input != RUSHES_OUTPUT) return native_formats();
    return overlay_formats();  // as input 0, but with alpha: where the picture is not, what lies below shows
  }

  static double number(const Args& a, const char* id, double low, double high, double otherwise, int k = 0) {
    return tamed(a.number(id, k), low, high, otherwise);
  }

  static Placement placement(const Args& a) {
    PlacementOptions o;
    for (int k = 0; k < 2; ++k) {
      o.position[k] = number(a, "position", -100, 100, 0.5, k);
      o.anchor[k] = number(a, "anchor", -100, 100, 0.5, k);
      o.scale[k] = number(a, "scale", -1000, 1000, 1, k);
    }
    o.rotation = number(a, "rotation", -1e6, 1e6, 0);
    const char* sides[] = {"crop.left", "crop.top", "crop.right", "crop.bottom"};
    for (int k = 0; k < 4; ++k) o.crop[k] = number(a, sides[k], 0, 1, 0);
    const std::string_view fit = a.text("fit");
    o.fit = fit == "none" ? Fit::none : fit == "cover" ? Fit::cover : fit == "stretch" ? Fit::stretch : Fit::contain;
    const rushes_rect source = a.args->n_inputs > 0 ? a.args->input_full[0] : a.full();
    return place(o, source, a.full());
  }
  static double opacity(const Args& a) { return number(a, "opacity", 0, 1, 1); }

  void plan(Plan& p) const {
    const Placement place = placement(p);
    p.handled = true;
    if (!place.visible || opacity(p) <= 0) return;  // nothing is needed of a picture that does not show
    // A YUV picture may come without alpha and leaves with it: only then is the same picture not the answer.
    if (place.neutral && opacity(p) >= 1 && p.args->format.alpha != RUSHES_ALPHA_STRAIGHT) return p.pass(0);
    const rushes_rect need =
        intersection(place.source_of(p.roi(), filter_radius(filter_of(p.text("filter")))), p.args->input_full[0]);
    if (!empty(need)) p.need(0, p.frame(), need);
  }

  // The frame round what shows.
  bool extent(const Args& a, rushes_rect& out) const {
    const Placement p = placement(a);
    out = {};
    if (!p.visible || opacity(a) <= 0) return true;
    const double d = p.m[0][0] * p.m[1][1] - p.m[0][1] * p.m[1][0];
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    for (const double u : {p.x1, p.x2})
      for (const double v : {p.y1, p.y2}) {
        const double x = (p.m[1][1] * (u - p.t[0]) - p.m[0][1] * (v - p.t[1])) / d,
                     y = (p.m[0][0] * (v - p.t[1]) - p.m[1][0] * (u - p.t[0])) / d;
        left = std::min(left, x), right = std::max(right, x);
        top = std::min(top, y), bottom = std::max(bottom, y);
      }
    const auto whole = [](double v) { return static_cast<int>(std::clamp(v, -1e9, 1e9)); };
    out = intersection({whole(std::floor(left)) - 1, whole(std::floor(top)) - 1, whole(std::ceil(right)) + 1,
                        whole(std::ceil(bottom)) + 1},
                       a.full());
    if (empty(out)) out = {};
    return true;
  }

  void render(const Render& r) const {
    const rushes_image& out = r.out();
    require_overlay(out.format);
    const Placement place = placement(r);
    const rushes_image* in = r.n_inputs > 0 ? r.inputs[0] : nullptr;
    if (in) {
      require_native(in->format, "the picture");
      if (!same_samples(in->format, out.format))
        throw rushes::Failure(RUSHES_E_FORMAT, "transform needs its output in the samples of its input");
      if (empty(in->bounds)) in = nullptr;
    }
    const float shown = static_cast<float>(opacity(r));
    const Filter filter = filter_of(r.text("filter"));
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      r.check();
      band(place, in, out, y1, y2, shown, filter);
    });
  }

  // How much the picture covers of each output pixel of the band, and the columns it shows in.
  struct Cover {
    int x1, y1, x2, y2, first, last;
    std::vector<float> values;
    float at(int x, int y) const {
      return values[static_cast<std::size_t>(y - y1) * static_cast<std::size_t>(x2 - x1) +
                    static_cast<std::size_t>(x - x1)];
    }
  };

  static Cover cover(const Placement& place, const rushes_image& out, int y1, int y2, bool nothing) {
    Cover c{out.bounds.x1, y1, out.bounds.x2, y2, out.bounds.x2, out.bounds.x1, {}};
    const std::size_t width = static_cast<std::size_t>(c.x2 - c.x1);
    c.values.assign(width * static_cast<std::size_t>(y2 - y1), 0.0f);
    if (nothing) return c;
    if (place.axes) {
      // A product of one factor for the column and one for the row.
      Placement tall = place, wide = place;
      tall.x1 = -1e9, tall.x2 = 1e9, wide.y1 = -1e9, wide.y2 = 1e9;
      std::vector<float> columns(width);
      for (int x = c.x1; x < c.x2; ++x) {
        const float v = columns[static_cast<std::size_t>(x - c.x1)] = wide.coverage(x + 0.5, 0.5);
        if (v > 0) c.first = std::min(c.first, x), c.last = x + 1;
      }
      bool any = false;
      for (int y = y1; y < y2; ++y) {
        const float row = tall.coverage(0.5, y + 0.5);
        any |= row > 0;
        if (row > 0) scale_row(c.values.data() + width * static_cast<std::size_t>(y - y1), columns.data(), row, width);
      }
      if (!any) c.first = c.x2, c.last = c.x1;
      return c;
    }
    for (int y = y1; y < y2; ++y)
      for (int x = c.x1; x < c.x2; ++x) {
        const float v = place.coverage(x + 0.5, y + 0.5);
        c.values[width * static_cast<std::size_t>(y - y1) + static_cast<std::size_t>(x - c.x1)] = v;
        if (v > 0) c.first = std::min(c.first, x), c.last = std::max(c.last, x + 1);
      }
    return c;
  }

  static void band(const Placement& place, const rushes_image* in, const rushes_image& out, int y1, int y2,
                   float opacity, Filter filter) {
    const bool shows = in && place.visible && opacity > 0;
    if (shows && is_yuv(out.format) && out.format.bytes == 1 && has_straight_alpha(out.format) &&
        !has_straight_alpha(in->format)) {
      if (place.axes) return upright(place, *in, out, y1, y2, opacity, filter);
      return turned(place, *in, out, y1, y2, opacity, filter);
    }
    const Cover c = cover(place, out, y1, y2, !in || !place.visible || opacity <= 0);
    if (out.format.packed) return packed(place, in, out, c, opacity, filter);
    for (const int k : {0, 1, 2}) planar(place, in, out, k, c, opacity, filter);
    if (!has_straight_alpha(out.format)) return;

    const Plane to = plane(out, 3);
    std::vector<float> row(static_cast<std::size_t>(c.x2 - c.x1)), alpha;
    const bool own = in && has_straight_alpha(in->format) && c.first < c.last;
    if (own) alpha = resample({*in, 0, Field::alpha, 0}, place, filter, c.first, y1, c.last, y2);
    for (int y = y1; y < y2; ++y) {
      scale_row(row.data(), &c.values[static_cast<std::size_t>(y - y1) * row.size()], opacity, row.size());
      if (own) {
        float* a = alpha.data() + static_cast<std::ptrdiff_t>(y - y1) * (c.last - c.first);
        for (int i = 0; i < c.last - c.first; ++i) a[i] = a[i] > 0 ? std::min(a[i], 1.0f) : 0.0f;
        multiply(row.data() + (c.first - c.x1), a, static_cast<std::size_t>(c.last - c.first));
      }
      store_row(out, to, to.x1, y, row.data(), row.size(), static_cast<float>(max_value(out.format)));
    }
  }

  // An opaque picture of 8 bits whose axes stay axes: what shows is a rectangle, its alpha a product of a factor for the
  // column and one for the row.
  static void upright(const Placement& place, const rushes_image& in, const rushes_image& out, int y1, int y2,
                      float opacity, Filter filter) {
    const rushes_video_format& f = out.format;
    Placement tall = place, wide = place;
    tall.x1 = -1e9, tall.x2 = 1e9, wide.y1 = -1e9, wide.y2 = 1e9;
    const Plane pa = plane(out, 3);
    std::vector<float> columns(static_cast<std::size_t>(pa.width())), row(columns.size());
    int first = pa.x2, last = pa.x1;
    for (int x = pa.x1; x < pa.x2; ++x) {
      const float v = columns[static_cast<std::size_t>(x - pa.x1)] = wide.coverage(x + 0.5, 0.5);
      if (v > 0) first = std::min(first, x), last = x + 1;
    }
    int above = y2, below = y1;  // the rows that show
    const std::uint8_t* like = nullptr;
    float factor = -1;
    for (int y = y1; y < y2; ++y) {
      const float v = first < last ? tall.coverage(0.5, y + 0.5) : 0;
      if (v > 0) above = std::min(above, y), below = y + 1;
      std::uint8_t* to = pa.at<std::uint8_t>(pa.x1, y);
      if (v == factor) {
        std::copy_n(like, row.size(), to);
        continue;
      }
      scale_row(row.data(), columns.data(), v, row.size());
      scale_row(row.data(), row.data(), opacity, row.size());
      store_row(out, pa, pa.x1, y, row.data(), row.size(), static_cast<float>(max_value(f)));
      like = to, factor = v;
    }
    const YuvSpace space = yuv_space(f);
    for (const int k : {0, 1, 2}) {
      const int sw = k ? f.sub_w : 0, sh = k ? f.sub_h : 0;
      const auto neutral = static_cast<std::uint8_t>(k ? space.middle : space.black);
      const Plane to = plane(out, k);
      const bool any = above < below;
      const int x1 = any ? first >> sw : to.x2, x2 = any ? ((last - 1) >> sw) + 1 : to.x2;
      const int top = any ? above >> sh : y2 >> sh, bottom = any ? ((below - 1) >> sh) + 1 : y2 >> sh;
      for (int y = y1 >> sh; y < (y2 + (1 << sh) - 1) >> sh; ++y) {
        const bool outside = y < top || y >= bottom;
        std::fill(to.at<std::uint8_t>(to.x1, y), to.at<std::uint8_t>(outside ? to.x2 : x1, y), neutral);
        if (!outside) std::fill(to.at<std::uint8_t>(x2, y), to.at<std::uint8_t>(to.x2, y), neutral);
      }
      if (!any) continue;
      resample_fixed({in, k, Field::value, 0}, plane_map(place, f, k), filter, x1, top, x2, bottom, to.y1, to.y2,
                     to.at<std::uint8_t>(x1, top), to.stride);
    }
  }

  struct Span {
    int first, last;
  };
  // An opaque picture of 8 bits at any angle: of each row, only what shows is looked for.
  static void turned(const Placement& place, const rushes_image& in, const rushes_image& out, int y1, int y2,
                     float opacity, Filter filter) {
    const rushes_video_format& f = out.format;
    const YuvSpace space = yuv_space(f);
    const Plane pa = plane(out, 3);
    const std::size_t width = static_cast<std::size_t>(pa.width());
    std::vector<float> row(width);
    std::vector<Span> spans;
    int left = pa.x2, right = pa.x1, above = y2, below = y1;
    for (int y = y1; y < y2; ++y) {
      const Span s = coverage_row(place, pa.x1, pa.x2, y, row.data());
      spans.push_back(s);
      if (s.first < s.last) {
        left = std::min(left, s.first), right = std::max(right, s.last);
        above = std::min(above, y), below = y + 1;
      }
      scale_row(row.data(), row.data(), opacity, width);
      store_row(out, pa, pa.x1, y, row.data(), width, static_cast<float>(max_value(f)));
    }
    for (const int k : {0, 1, 2}) {
      const int sw = k ? f.sub_w : 0, sh = k ? f.sub_h : 0;
      const auto neutral = static_cast<std::uint8_t>(k ? space.middle : space.black);
      const Plane to = plane(out, k);
      std::optional<TurnedPlane> source;
      if (above < below)
        source.emplace(PlaneSource{in, k, Field::value, 0}, plane_map(place, f, k), filter, left >> sw, above >> sh,
                       ((right - 1) >> sw) + 1, ((below - 1) >> sh) + 1);
      for (int y = y1 >> sh; y < (y2 + (1 << sh) - 1) >> sh; ++y) {
        Span s{pa.x2, pa.x1};
        for (int i = y << sh; i < std::min((y + 1) << sh, y2); ++i) {
          const Span& of = spans[static_cast<std::size_t>(i - y1)];
          if (of.first < of.last) s = {std::min(s.first, of.first), std::max(s.last, of.last)};
        }
        const int x1 = s.first < s.last ? s.first >> sw : to.x2,
                  x2 = s.first < s.last ? ((s.last - 1) >> sw) + 1 : to.x2;
        std::fill(to.at<std::uint8_t>(to.x1, y), to.at<std::uint8_t>(x1, y), neutral);
        std::fill(to.at<std::uint8_t>(x2, y), to.at<std::uint8_t>(to.x2, y), neutral);
        if (x1 < x2) source->row(x1, x2, y, to.at<std::uint8_t>(x1, y));
      }
    }
  }

  // Coverage of the pixels of a row, and those from the first to the last that show. What shows is convex: between two
  // pixels that are covered wholly lie others that are.
  static Span coverage_row(const Placement& place, int x1, int x2, int y, float* out) {
    Span found{x2, x1};
    constexpr int step = 32;
    float at_begin = place.coverage(x1 + 0.5, y + 0.5);
    for (int x = x1; x < x2; x += step) {
      const int end = std::min(x + step, x2);
      const float at_end = place.coverage(end + 0.5, y + 0.5);
      if (at_begin == 1 && at_end == 1) {
        std::fill(out + (x - x1), out + (end - x1), 1.0f);
        found.first = std::min(found.first, x), found.last = end;
      } else {
        for (int i = x; i < end; ++i) {
          const float v = out[i - x1] = place.coverage(i + 0.5, y + 0.5);
          if (v > 0) found.first = std::min(found.first, i), found.last = i + 1;
        }
      }
      at_begin = at_end;
    }
    return found;
  }

  // The placement between the sample grids of plane k.
  static Placement plane_map(const Placement& whole, const rushes_video_format& f, int k) {
    const double kx = k ? 1 << f.sub_w : 1, ky = k ? 1 << f.sub_h : 1;
    const bool left = f.chroma_loc == 0 || f.chroma_loc == 2 || f.chroma_loc == 4;
    const double ox = left ? 0 : (kx - 1) / 2, oy = f.chroma_loc <= 1 ? (ky - 1) / 2 : f.chroma_loc <= 3 ? 0 : ky - 1;
    return for_plane(whole, kx, ky, k ? ox : 0, k ? oy : 0);
  }

  static void packed(const Placement& place, const rushes_image* in, const rushes_image& out, const Cover& c,
                     float opacity, Filter filter) {
    const Plane to = plane(out, 0);
    const float max = is_float(out.format) ? 1.0f : static_cast<float>(max_value(out.format));
    const int n = c.last - c.first;
    std::vector<float> values;
    if (n > 0) values = resample({*in, 0, Field::value, 0}, place, filter, c.first, c.y1, c.last, c.y2);
    std::vector<float> row(static_cast<std::size_t>(c.x2 - c.x1) * 4);
    for (int y = c.y1; y < c.y2; ++y) {
      std::fill(row.begin(), row.end(), 0.0f);
      for (int x = c.first; x < c.last; ++x) {
        const float* v = values.data() + (static_cast<std::ptrdiff_t>(y - c.y1) * n + (x - c.first)) * 4;
        float* p = row.data() + static_cast<std::ptrdiff_t>(x - c.x1) * 4;
        const float k = c.at(x, y) * opacity;
        if (k <= 0) continue;
        for (int i = 0; i < 4; ++i) p[i] = v[i] * k;
        if (is_float(out.format)) {
          if (!has_straight_alpha(out.format)) continue;
        } else {
          // A filter that overshoots must not leave more colour than alpha.
          p[3] = std::clamp(p[3], 0.0f, max);
          for (int i = 0; i < 3; ++i) p[i] = std::clamp(p[i], 0.0f, p[3]);
        }
        if (has_straight_alpha(out.format))
          for (int i = 0; i < 3; ++i) p[i] = p[3] > 0 ? p[i] / p[3] * max : 0;
      }
      store_row(out, to, to.x1, y, row.data(), row.size(), 1);
    }
  }

  static void planar(const Placement& whole, const rushes_image* in, const rushes_image& out, int k, const Cover& c,
                     float opacity, Filter filter) {
    const rushes_video_format& f = out.format;
    const int sw = k ? f.sub_w : 0, sh = k ? f.sub_h : 0;
    const YuvSpace space = yuv_space(f);
    const float neutral = k ? space.middle : space.black;
    const Plane to = plane(out, k);
    const int y1 = c.y1 >> sh, y2 = (c.y2 + (1 << sh) - 1) >> sh;
    const int x1 = c.first >= c.last ? to.x1 : c.first >> sw, x2 = c.first >= c.last ? to.x1 : ((c.last - 1) >> sw) + 1;
    const int n = x2 - x1;
    std::vector<float> values, alpha;
    if (n > 0) {
      const Placement map = plane_map(whole, f, k);
      const bool own = has_straight_alpha(in->format);
      values = resample({*in, k, own ? Field::weighted : Field::value, neutral}, map, filter, x1, y1, x2, y2);
      if (own) {
        alpha = resample({*in, k, Field::alpha, 0}, map, filter, x1, y1, x2, y2);
        for (float& a : alpha) a = a > 1e-3f ? a : 0.0f;
        divide(values.data(), alpha.data(), values.size());
        for (float& v : values) v += neutral;
      }
    }
    std::vector<float> row(static_cast<std::size_t>(to.width()));
    for (int y = y1; y < y2; ++y) {
      std::fill(row.begin(), row.end(), neutral);
      for (int x = x1; x < x2; ++x) {
        // What shows of the pixels this sample belongs to.
        float most = 0, sum = 0;
        int count = 0;
        for (int v = y << sh; v < std::min((y + 1) << sh, c.y2); ++v)
          for (int u = x << sw; u < std::min((x + 1) << sw, c.x2); ++u, ++count) {
            const float k2 = c.at(u, v);
            most = std::max(most, k2), sum += k2;
          }
        if (most <= 0) continue;
        const std::size_t i =
            static_cast<std::size_t>(y - y1) * static_cast<std::size_t>(n) + static_cast<std::size_t>(x - x1);
        float v = values[i];
        if (!has_straight_alpha(f))
          v = neutral + (v - neutral) * (sum / static_cast<float>(count) * opacity *
                                         (alpha.empty() ? 1.0f : std::min(alpha[i], 1.0f)));
        row[static_cast<std::size_t>(x - to.x1)] = v;
      }
      store_row(out, to, to.x1, y, row.data(), row.size(), 1);
    }
  }
};

}  // namespace

RUSHES_PLUGINS(Transform);
