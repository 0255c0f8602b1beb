// One picture over another.
#include "blend/modes.hpp"
#include "support/mix_pictures.hpp"

namespace {
using namespace rushes::effects;

struct Blend : rushes::Effect<Blend> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.blend",
                                           .name = "Blend",
                                           .description = "One picture over another, with opacity and the usual modes.",
                                           .traits = pointwise_traits,
                                           .inputs = 2};
  static constexpr std::array params{
      rushes::ParamSpec{.id = "mode",
                        .label = "Mode",
                        .type = RUSHES_P_CHOICE,
                        .text = "normal",
                        .choices = blend_mode_keys,
                        .help = "How the colours of the upper picture act on those below."},
      rushes::ParamSpec{.id = "opacity",
                        .label = "Opacity",
                        .initial = {1},
                        .flags = RUSHES_PF_ANIMATES,
                        .help = "How much of the upper picture shows: 0 nothing, 1 all of it.",
                        .step = 0.01}};

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : native_formats();
  }

  void plan(Plan& p) const {
    if (p.args->n_inputs < 2) return;
    const rushes_rect top = intersection(p.roi(), p.args->input_full[1]);
    if (tamed(p.number("opacity"), 0, 1) <= 0 || empty(top)) return p.pass(0);
    p.need(0, p.frame(), p.roi());
    p.need(1, p.frame(), top);
  }

  void render(const Render& r) const {
    const rushes_image &base = r.in(0), &out = r.out();
    require_native(base.format, "the lower picture");
    require_native(out.format, "the output");
    const int opacity = to_weight(tamed(r.number("opacity"), 0, 1));
    const bool kept = same_pixels(base.format, out.format) && covers(base.bounds, out.bounds);
    if (kept && (opacity == 0 || r.n_inputs < 2)) return copy_picture(base, out);
    const rushes_image& top = r.in(1);
    require_native(top.format, "the upper picture");
    const BlendMode mode = blend_mode(r.text("mode"));
    if (kept && mode == BlendMode::normal && same_samples(top.format, out.format)) {
      if (is_float(out.format)) return packed<float>(base, top, out, opacity);
      if (out.format.packed)
        return out.format.bytes == 1 ? packed<std::uint8_t>(base, top, out, opacity)
                                     : packed<std::uint16_t>(base, top, out, opacity);
      return out.format.bytes == 1 ? planar<std::uint8_t>(base, top, out, opacity)
                                   : planar<std::uint16_t>(base, top, out, opacity);
    }
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      r.check();
      switch (mode) {
        case BlendMode::normal:
          return any<BlendMode::normal>(base, top, out, y1, y2, opacity);
        case BlendMode::multiply:
          return any<BlendMode::multiply>(base, top, out, y1, y2, opacity);
        case BlendMode::screen:
          return any<BlendMode::screen>(base, top, out, y1, y2, opacity);
        case BlendMode::overlay:
          return any<BlendMode::overlay>(base, top, out, y1, y2, opacity);
        case BlendMode::add:
          return any<BlendMode::add>(base, top, out, y1, y2, opacity);
        case BlendMode::soft_light:
          return any<BlendMode::soft_light>(base, top, out, y1, y2, opacity);
        case BlendMode::hard_light:
          return any<BlendMode::hard_light>(base, top, out, y1, y2, opacity);
        case BlendMode::darken:
          return any<BlendMode::darken>(base, top, out, y1, y2, opacity);
        case BlendMode::lighten:
          return any<BlendMode::lighten>(base, top, out, y1, y2, opacity);
        case BlendMode::difference:
          return any<BlendMode::difference>(base, top, out, y1, y2, opacity);
      }
    });
  }

  template <class T>
  static void packed(const rushes_image& base, const rushes_image& top, const rushes_image& out, int opacity) {
    const Plane pb = plane(base, 0), pt = plane(top, 0), po = plane(out, 0);
    const int x1 = std::max(po.x1, pt.x1), x2 = std::max(x1, std::min(po.x2, pt.x2));
    for (int y = po.y1; y < po.y2; ++y) {
      if (y < pt.y1 || y >= pt.y2 || x1 == x2) {
        copy_row(pb, po, po.x1, po.x2, y, sizeof(T));
        continue;
      }
      copy_row(pb, po, po.x1, x1, y, sizeof(T));
      over_rgba(pb.at<const T>(x1, y), pt.at<const T>(x1, y), po.at<T>(x1, y), static_cast<std::size_t>(x2 - x1),
                opacity);
      copy_row(pb, po, x2, po.x2, y, sizeof(T));
    }
  }

  // Row by row of chroma; only the span in which the upper picture shows is computed.
  template <class T>
  static void planar(const rushes_image& base, const rushes_image& top, const rushes_image& out, int opacity) {
    const rushes_video_format& f = out.format;
    const bool base_alpha = has_straight_alpha(f);
    const int step = 1 << f.sub_w, group = 1 << f.sub_h;
    Plane pb[4], pt[4], po[4];
    for (int k = 0; k < plane_count(f); ++k) pb[k] = plane(base, k), po[k] = plane(out, k);
    for (int k = 0; k < plane_count(top.format); ++k) pt[k] = plane(top, k);

    const int x1 = std::max(out.bounds.x1, top.bounds.x1), end = std::min(out.bounds.x2, top.bounds.x2);
    // Up to the end of the last sample of chroma, as far as the frame has pixels there.
    const int x2 = std::max(x1, std::min((end + step - 1) / step * step, out.bounds.x2));
    const std::size_t n = static_cast<std::size_t>(x2 - x1), shown = static_cast<std::size_t>(std::max(0, end - x1));
    std::vector<std::uint16_t> all(n * static_cast<std::size_t>(group)), w, under, ratio(n);
    for (int y = out.bounds.y1; y < out.bounds.y2; y += group) {
      const int count = std::min(group, out.bounds.y2 - y), cy = y >> f.sub_h;
      std::size_t first = n, last = 0;
      for (int i = 0; i < count; ++i) {
        std::uint16_t* row = all.data() + n * static_cast<std::size_t>(i);
        std::fill_n(row, n, std::uint16_t{0});
        if (y + i < top.bounds.y1 || y + i >= top.bounds.y2 || shown == 0) continue;
        if (has_straight_alpha(top.format))
          alpha_weights(pt[3].at<const T>(x1, y + i), row, shown, f.bits, opacity);
        else
          std::fill_n(row, shown, static_cast<std::uint16_t>(opacity));
        const Span used = used_span(row, n);
        if (used.first < used.last) first = std::min(first, used.first), last = std::max(last, used.last);
      }
      if (first >= last) first = last = 0;
      const int from = x1 + static_cast<int>(first) / step * step;
      const int to = std::min(x1 + (static_cast<int>(last) + step - 1) / step * step, x2);
      const std::size_t m = static_cast<std::size_t>(std::max(0, to - from)),
                        skip = static_cast<std::size_t>(from - x1);
      w.resize(m * static_cast<std::size_t>(count));
      under.resize(w.size());
      for (int i = 0; i < count; ++i) {
        const std::uint16_t* cover = all.data() + n * static_cast<std::size_t>(i) + skip;
        std::copy_n(cover, m, w.data() + m * static_cast<std::size_t>(i));
        const bool here = m > 0 && y + i >= top.bounds.y1 && y + i < top.bounds.y2;
        const std::uint16_t* take = cover;
        if (base_alpha && m > 0) {
          std::uint16_t* below = under.data() + m * static_cast<std::size_t>(i);
          alpha_weights(pb[3].at<const T>(from, y + i), below, m, f.bits, weight_one);
          over_ratio(cover, below, ratio.data(), m);
          take = ratio.data();
        }
        const int stop = std::min(to, end);  // the upper picture has no pixels beyond
        for (const int k : {0, 3}) {
          if (k == 3 && !base_alpha) break;
          copy_row(pb[k], po[k], po[k].x1, here ? from : po[k].x2, y + i, sizeof(T));
          if (!here) continue;
          const std::size_t length = static_cast<std::size_t>(stop - from);
          if (k == 0)
            mix_row(pb[0].at<const T>(from, y + i), pt[0].at<const T>(from, y + i), po[0].at<T>(from, y + i), length,
                    take);
          else
            mix_row_value(pb[3].at<const T>(from, y + i), static_cast<T>(max_value(f)), po[3].at<T>(from, y + i),
                          length, cover);
          copy_row(pb[k], po[k], stop, po[k].x2, y + i, sizeof(T));
        }
      }
      const int c1 = from >> f.sub_w, c2 = m == 0 ? c1 : (to + step - 1) >> f.sub_w;
      const std::size_t chroma = static_cast<std::size_t>(c2 - c1);
      if (m > 0) {
        chroma_weights(w, static_cast<int>(m), count, f.sub_w);
        if (base_alpha) {
          chroma_weights(under, static_cast<int>(m), count, f.sub_w);
          over_ratio(w.data(), under.data(), w.data(), chroma);
        }
      }
      for (int k = 1; k <= 2; ++k) {
        copy_row(pb[k], po[k], po[k].x1, m > 0 ? c1 : po[k].x2, cy, sizeof(T));
        if (m == 0) continue;
        mix_row(pb[k].at<const T>(c1, cy), pt[k].at<const T>(c1, cy), po[k].at<T>(c1, cy), chroma, w.data());
        copy_row(pb[k], po[k], c2, po[k].x2, cy, sizeof(T));
      }
    }
  }

  template <BlendMode mode>
  static void any(const rushes_image& base, const rushes_image& top, const rushes_image& out, int y1, int y2,
                  int opacity) {
    RowReader read_base(base, Alpha::premultiplied), read_top(top, Alpha::premultiplied);
    RowWriter writer(out, Alpha::premultiplied);
    const int x1 = out.bounds.x1, x2 = out.bounds.x2;
    const float shown = static_cast<float>(opacity) / static_cast<float>(weight_one);
    const bool clamped = !is_float(out.format);
    std::vector<FloatRow> rows(static_cast<std::size_t>(writer.group()));
    FloatRow over;
    for_groups(writer, y1, y2, [&](int y, int count) {
      for (int i = 0; i < count; ++i) {
        FloatRow& row = rows[static_cast<std::size_t>(i)];
        read_base.read(y + i, x1, x2, row);
        read_top.read(y + i, x1, x2, over);
        compose<mode>(row, over, shown, clamped);
      }
      writer.write(y, rows.data(), count);
    });
  }

  // Premultiplied source-over with the mode's colour where both pictures are.
  template <BlendMode mode>
  static void compose(FloatRow& base, const FloatRow& top, float opacity, bool clamped) {
    for (auto channel : {&FloatRow::r, &FloatRow::g, &FloatRow::b}) {
      float* b = (base.*channel).data();
      const float* t = (top.*channel).data();
      for (std::size_t i = 0; i < static_cast<std::size_t>(base.width); ++i) {
        const float ab = base.a[i], raw = top.a[i], at = raw * opacity;
        if (at == 0 && t[i] == 0) continue;
        if constexpr (mode == BlendMode::normal) {
          b[i] = t[i] * opacity + b[i] * (1 - at);
        } else {
          float cb = ab > 0 ? b[i] / ab : 0, ct = raw > 0 ? t[i] / raw : 0;
          if (clamped) cb = std::clamp(cb, 0.0f, 1.0f), ct = std::clamp(ct, 0.0f, 1.0f);
          float mixed = blend_value<mode>(cb, ct);
          if (clamped) mixed = std::clamp(mixed, 0.0f, 1.0f);
          b[i] = t[i] * opacity * (1 - ab) + b[i] * (1 - at) + at * ab * mixed;
        }
      }
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(base.width); ++i) {
      const float at = top.a[i] * opacity;
      base.a[i] = at + base.a[i] * (1 - at);
    }
  }
};

}  // namespace

RUSHES_PLUGINS(Blend);
