// Effects that look at other moments: time echo, speed with blended frames, deinterlace.
#include "support/float_image.hpp"
#include "temporal/deinterlace.hpp"

#include <array>

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;
using rushes::PluginSpec;

constexpr std::uint8_t bottom_field_first = 2;  // of rushes_video_format.field_order
constexpr std::uint64_t timed_traits = tiled_traits | RUSHES_TRAIT_USES_TIME;

constexpr ParamSpec whole(const char* id, const char* label, int initial, int min, int max, const char* help,
                          std::int32_t unit = RUSHES_U_NONE) {
  return {.id = id,
          .label = label,
          .type = RUSHES_P_INT,
          .initial = {static_cast<double>(initial)},
          .min = static_cast<double>(min),
          .max = static_cast<double>(max),
          .unit = unit,
          .help = help,
          .step = 1};
}

// A frame and how much of it shows.
struct Moment {
  std::int64_t frame;
  float share;
};

// T gives `static std::vector<Moment> moments(const Args&)`, each frame once, shares that add up to 1, and
// `static bool lighten(const Args&)`: the lightest wins instead of the sum.
template <class T>
struct Mixed : rushes::Effect<T> {
  using Base = rushes::Effect<T>;
  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : native_formats();
  }
  void plan(typename Base::Plan& p) const {
    for (const Moment& m : T::moments(p)) p.need(0, m.frame, p.roi());
    if (p.n == 1) *p.identity = 0;
  }
  void render(const typename Base::Render& r) const {
    const rushes_image& out = r.out();
    require_native(out.format, "the output");
    const auto moments = T::moments(r);
    const bool lighten = T::lighten(r);
    if (moments.size() != r.n_inputs) throw rushes::Failure(RUSHES_E_INVALID, "a frame that was asked for is missing");
    for (std::uint32_t i = 0; i < r.n_inputs; ++i) {
      require_native(r.in(i).format, "the input");
      if (!covers(r.in(i).bounds, out.bounds))
        throw rushes::Failure(RUSHES_E_FORMAT, std::string(T::spec.name) + " needs its input over all of its output");
    }
    if (moments.size() == 1 && same_pixels(r.in().format, out.format)) return copy_picture(r.in(), out);
    for_bands(*this, out.bounds, [&](int y1, int y2) {
      std::vector<RowReader> readers;
      for (std::uint32_t i = 0; i < r.n_inputs; ++i) readers.emplace_back(r.in(i), Alpha::premultiplied);
      RowWriter writer(out, Alpha::premultiplied);
      std::vector<FloatRow> rows(static_cast<std::size_t>(writer.group()));
      FloatRow other;
      for_groups(writer, y1, y2, [&](int y, int count) {
        r.check();
        for (int k = 0; k < count; ++k) {
          FloatRow& row = rows[static_cast<std::size_t>(k)];
          row.resize(out.bounds.x1, out.bounds.x2 - out.bounds.x1);
          for (auto* c : {&row.r, &row.g, &row.b, &row.a}) std::ranges::fill(*c, 0.0f);
          for (std::size_t i = 0; i < readers.size(); ++i) {
            readers[i].read(y + k, out.bounds.x1, out.bounds.x2, other);
            add(row.r, other.r, moments[i].share, lighten);
            add(row.g, other.g, moments[i].share, lighten);
            add(row.b, other.b, moments[i].share, lighten);
            add(row.a, other.a, moments[i].share, lighten);
          }
        }
        writer.write(y, rows.data(), count);
      });
    });
  }

 private:
  static void add(std::vector<float>& sum, const std::vector<float>& v, float share, bool lighten) {
    if (lighten)
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = std::max(sum[i], v[i] * share);
    else
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = sum[i] + v[i] * share;
  }
};

struct TimeEcho : Mixed<TimeEcho> {
  static constexpr PluginSpec spec{.id = "org.rushes.time_echo",
                                   .name = "Time echo",
                                   .description = "Earlier frames stay visible and fade.",
                                   .traits = timed_traits};
  static constexpr std::array params{
      whole("echoes", "Echoes", 4, 0, 16, "How many earlier frames are seen."),
      whole("spacing", "Spacing", 2, 1, 60, "From one of them to the next.", RUSHES_U_FRAMES),
      number("decay", "Decay", 0.6, 0, 1, 0.01, "How strong each is, of the one after it."),
      choice("style", "Style", "mix", "mix|lighten",
             "mix: all share the frame; lighten: the brightest of them shows.")};
  static std::vector<Moment> moments(const Args& a) {
    const int echoes = static_cast<int>(value(a, "echoes")), spacing = static_cast<int>(value(a, "spacing"));
    std::vector<Moment> out{{a.frame(), 1.0f}};
    float share = 1, sum = 1;
    for (int k = 1; k <= echoes; ++k) {
      const std::int64_t frame = a.frame() - std::int64_t{k} * spacing;
      share *= value(a, "decay");
      if (frame < 0 || share < 1.0f / 512) break;
      out.push_back({frame, share});
      sum += share;
    }
    if (!lighten(a))
      for (Moment& m : out) m.share /= sum;
    return out;
  }
  static bool lighten(const Args& a) { return a.text("style") == "lighten"; }
};

struct FrameBlend : Mixed<FrameBlend> {
  static constexpr PluginSpec spec{.id = "org.rushes.speed",
                                   .name = "Speed",
                                   .description = "Another speed, with frames blended so that motion is smooth.",
                                   .traits = timed_traits};
  static constexpr std::array params{
      ParamSpec{.id = "speed",
                .label = "Speed",
                .initial = {50},
                .min = 1,
                .max = 1600,
                .unit = RUSHES_U_PERCENT,
                .help = "Below 100 % neighbours are mixed; above it all frames that pass are. Frames beyond the clip's "
                        "last are that frame.",
                .step = 1},
      toggle("blend", "Blend", true, "Without it the nearest earlier frame is shown.")};
  // The frames under a window that moves with the speed and is as long as what passes, one frame at the least.
  static std::vector<Moment> moments(const Args& a) {
    const double speed = static_cast<double>(value(a, "speed")) / 100;
    const std::int64_t last = a.duration() > 0 ? a.duration() - 1 : std::int64_t{1} << 40;
    const double from = static_cast<double>(std::max<std::int64_t>(0, a.frame())) * speed,
                 length = std::max(1.0, speed);
    const auto held = [&](double v) { return std::min(last, static_cast<std::int64_t>(v)); };
    if (!a.flag("blend")) return {{held(std::floor(from + 1e-9)), 1.0f}};
    std::vector<Moment> out;
    for (double k = std::floor(from); k < from + length; k += 1) {
      const double share = (std::min(k + 1, from + length) - std::max(k, from)) / length;
      if (share < 1e-6) continue;
      if (!out.empty() && out.back().frame == held(k))
        out.back().share += static_cast<float>(share);
      else
        out.push_back({held(k), static_cast<float>(share)});
    }
    return out;
  }
  static bool lighten(const Args&) { return false; }
};

struct Deinterlace : rushes::Effect<Deinterlace> {
  static constexpr PluginSpec spec{.id = "org.rushes.deinterlace",
                                   .name = "Deinterlace",
                                   .description = "Whole frames from fields: what stands still keeps every line.",
                                   .traits = (timed_traits & ~RUSHES_TRAIT_TILES)};
  static constexpr std::array params{
      choice("first", "First field", "auto", "auto|top|bottom",
             "Which field comes first. auto: as the picture is tagged; top where it is not."),
      choice("keep", "Keep", "first", "first|second",
             "The field whose lines stay as they are, and whose moment is shown.")};

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : native_formats();
  }
  void plan(Plan& p) const {
    const rushes_rect& full = p.args->n_inputs > 0 ? p.args->input_full[0] : p.full();
    p.need(0, p.frame(), full);
    if (p.frame() > 0) p.need(0, p.frame() - 1, full);
    if (p.duration() == 0 || p.frame() + 1 < p.duration()) p.need(0, p.frame() + 1, full);
  }
  void render(const Render& r) const {
    const rushes_image &now = r.in(0), &out = r.out();
    require_native(now.format, "the input");
    const bool has_before = r.frame() > 0, has_after = r.duration() == 0 || r.frame() + 1 < r.duration();
    const rushes_image& before = has_before ? r.in(1) : now;
    const rushes_image& after = has_after ? r.in(has_before ? 2 : 1) : now;
    for (const rushes_image* i : {&now, &before, &after})
      if (!same_pixels(i->format, out.format) || !covers(i->bounds, out.bounds) || !covers(i->bounds, now.bounds))
        throw rushes::Failure(RUSHES_E_FORMAT, "deinterlace needs its frames in the format of its output and whole");
    const bool bottom_first =
        r.text("first") == "bottom" || (r.text("first") != "top" && now.format.field_order == bottom_field_first);
    const bool first = r.text("keep") != "second";
    Fields fields{{}, {}, {}, bottom_first == first ? 1 : 0, first};
    for (int k = 0; k < plane_count(out.format); ++k) {
      fields.before = plane(before, k), fields.now = plane(now, k), fields.after = plane(after, k);
      const Plane to = plane(out, k);
      for_bands(*this, {0, to.y1, to.x2, to.y2}, [&](int y1, int y2) {
        r.check();
        for (int y = y1; y < y2; ++y) {
          if (is_float(out.format))
            deinterlace_row<float>(fields, to, y);
          else if (out.format.bytes == 1)
            deinterlace_row<std::uint8_t>(fields, to, y);
          else
            deinterlace_row<std::uint16_t>(fields, to, y);
        }
      });
    }
  }
};

}  // namespace

RUSHES_PLUGINS(TimeEcho, FrameBlend, Deinterlace);
