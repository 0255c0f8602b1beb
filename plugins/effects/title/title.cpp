// Titles: drawn once, then only moved and faded.
#include "title/layers.hpp"

#include "support/overlay.hpp"
#include "support/rows.hpp"

#include <list>
#include <mutex>

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;

double eased(double p) {  // fast, then gentle
  const double rest = 1 - std::clamp(p, 0.0, 1.0);
  return 1 - rest * rest * rest;
}

// Where a layer is at a time: how much of it shows, how far below its place, how far a line is drawn out.
struct Pose {
  double opacity = 1, below = 0, drawn = 1;
};

Pose pose(const TitleLayer& layer, double t, double duration, bool animated) {
  Pose p;
  if (!animated) return p;
  // A short title has short ways in and out.
  const double pace = duration > 0 ? std::min(1.0, duration / 2.4) : 1;
  const double in = eased((t / pace - layer.delay) / layer.length);
  p.drawn = layer.grow == Grow::none ? 1 : in;
  p.opacity = layer.grow == Grow::none ? in : std::min(1.0, in * 4);
  p.below = (1 - in) * layer.rise;
  if (duration > 0) {
    const double left = std::clamp((duration - t) / (0.5 * pace), 0.0, 1.0);
    p.opacity *= left * left * (3 - 2 * left);
    p.below -= (1 - eased(left)) * layer.rise * 0.4;
  }
  return p;
}

struct Title : rushes::Effect<Title> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.title",
      .name = "Title",
      .description = "Text over the picture: lower third, centred, chapter or plain, animated in and out.",
      .traits = tiled_traits | RUSHES_TRAIT_USES_TIME | RUSHES_TRAIT_GENERATOR,
      .inputs = 0};
  static constexpr std::array params{
      ParamSpec{.id = "text",
                .label = "Text",
                .type = RUSHES_P_STRING,
                .text = "Title",
                .flags = RUSHES_PF_MULTILINE,
                .help = "The title; lines break where it does and where the frame ends."},
      ParamSpec{.id = "subtitle",
                .label = "Subtitle",
                .type = RUSHES_P_STRING,
                .flags = RUSHES_PF_MULTILINE,
                .help = "The smaller line; above the title in the style chapter, below it else."},
      ParamSpec{
          .id = "style",
          .label = "Style",
          .type = RUSHES_P_CHOICE,
          .text = "lower_third",
          .choices = "lower_third|centred|chapter|plain",
          .help =
              "lower_third names a person or place, centred opens a film, chapter a part of it, plain is text alone."},
      ParamSpec{.id = "font",
                .label = "Font",
                .type = RUSHES_P_STRING,
                .text = "DejaVu Sans Condensed, DejaVu Sans",
                .help = "Families in order of preference, separated by commas."},
      ParamSpec{.id = "size",
                .label = "Size",
                .initial = {1},
                .min = 0.1,
                .max = 5,
                .help = "Against the size the style has; what does not fit is made smaller.",
                .step = 0.05},
      ParamSpec{
          .id = "colour", .label = "Colour", .type = RUSHES_P_COLOR, .initial = {1, 1, 1, 1}, .help = "Of the text."},
      ParamSpec{.id = "accent",
                .label = "Accent",
                .type = RUSHES_P_COLOR,
                .initial = {1, 0.71, 0.16, 1},
                .help = "Of the line."},
      ParamSpec{.id = "shadow",
                .label = "Shadow",
                .initial = {1},
                .help = "How much the text is set off from the picture.",
                .step = 0.05},
      ParamSpec{.id = "position",
                .label = "Position",
                .type = RUSHES_P_POINT,
                .initial = {0, 0},
                .min = -1,
                .max = 1,
                .unit = RUSHES_U_NORMALIZED,
                .help = "Moves it from the place the style has, in parts of the frame; it stays inside."},
      ParamSpec{.id = "opacity",
                .label = "Opacity",
                .initial = {1},
                .flags = RUSHES_PF_ANIMATES,
                .help = "0 is invisible.",
                .step = 0.01},
      ParamSpec{.id = "animate",
                .label = "Animate",
                .type = RUSHES_P_BOOL,
                .initial = {1},
                .help = "Comes in and goes out by itself."}};

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? overlay_formats() : std::vector<rushes_video_format>{};
  }

  struct Clock {
    double t, duration;
  };
  static Clock clock(const Args& a) {
    const double rate = a.args->time.rate.num > 0 && a.args->time.rate.den > 0 ? a.rate() : 25;
    return {static_cast<double>(a.frame()) / rate, static_cast<double>(std::max<std::int64_t>(0, a.duration())) / rate};
  }

  // The layers at a time, and the part of the frame they show in; empty where nothing does.
  static rushes_rect posed(const TitleDrawing& drawing, const Args& a, const rushes_rect& full,
                           std::vector<Pose>& poses) {
    const bool animated = a.flag("animate");
    const double shown = tamed(a.number("opacity"), 0, 1, 1);
    const Clock now = clock(a);
    rushes_rect area{INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (const TitleLayer& l : drawing.layers) {
      poses.push_back(pose(l, now.t, now.duration, animated));
      poses.back().opacity *= shown;
      if (to_weight(poses.back().opacity) == 0) continue;
      const int move = static_cast<int>(std::floor(poses.back().below));
      area = {std::min(area.x1, l.raster.x), std::min(area.y1, l.raster.y + move),
              std::max(area.x2, l.raster.x + l.raster.width),
              std::max(area.y2, l.raster.y + l.raster.height + move + 1)};
    }
    if (area.x1 >= area.x2) return {};  // nothing shows
    return {area.x1 + full.x1, area.y1 + full.y1, area.x2 + full.x1, area.y2 + full.y1};
  }

  bool extent(const Args& a, rushes_rect& out) {
    const auto drawing = drawn(a);
    std::vector<Pose> poses;
    out = posed(*drawing, a, a.full(), poses);
    return true;
  }

  // Between the way in and the way out, every frame is the first of them.
  bool same_as(const Args& a, std::int64_t& frame) {
    if (!a.flag("animate")) {
      frame = 0;
      return true;
    }
    const Clock now = clock(a);
    const double rate = a.args->time.rate.num > 0 && a.args->time.rate.den > 0 ? a.rate() : 25;
    const double pace = now.duration > 0 ? std::min(1.0, now.duration / 2.4) : 1;
    double arrived = 0;
    const auto drawing = drawn(a);
    for (const TitleLayer& l : drawing->layers) arrived = std::max(arrived, (l.delay + l.length) * pace);
    const auto first = static_cast<std::int64_t>(std::ceil(arrived * rate)) + 1;
    if (a.frame() <= first || (now.duration > 0 && now.duration - now.t < 0.5 * pace)) return false;
    frame = first;
    return true;
  }

  void render(const Render& r) {
    const rushes_image& out = r.out();
    require_overlay(out.format);
    const auto drawing = drawn(r);
    const rushes_rect& full = out.full;
    std::vector<Pose> poses;
    OverlayCanvas canvas(posed(*drawing, r, full, poses), out.bounds);
    if (!canvas.pixels.empty())
      for (std::size_t i = 0; i < poses.size(); ++i) put(drawing->layers[i], poses[i], full, canvas);
    put_overlay(canvas, out);
  }

  static void put(const TitleLayer& layer, const Pose& pose, const rushes_rect& full, OverlayCanvas& canvas) {
    const int opacity = to_weight(pose.opacity);
    if (opacity == 0) return;
    const Raster& raster = layer.raster;
    // Between two rows of pixels both are mixed.
    const int move = static_cast<int>(std::floor(pose.below));
    const int part = to_weight(pose.below - move);
    // Of a line that is drawn out, the columns from..to show.
    const double half = raster.width * 0.5;
    const int from = layer.grow == Grow::from_centre ? static_cast<int>(std::lround(half - half * pose.drawn)) : 0;
    const int to = layer.grow == Grow::none        ? raster.width
                   : layer.grow == Grow::from_left ? static_cast<int>(std::lround(raster.width * pose.drawn))
                                                   : raster.width - from;
    const int left = raster.x + full.x1, top = raster.y + full.y1 + move;
    const int x1 = std::max(canvas.area.x1, left + from), x2 = std::min(canvas.area.x2, left + to);
    if (x1 >= x2) return;
    const std::size_t n = static_cast<std::size_t>(x2 - x1) * 4;
    const std::vector<std::uint8_t> nothing(n);
    std::vector<std::uint8_t> mixed(n);
    for (int y = std::max(canvas.area.y1, top); y < std::min(canvas.area.y2, top + raster.height + 1); ++y) {
      const auto row = [&](int v) {
        return v < 0 || v >= raster.height
                   ? nothing.data()
                   : raster.pixels.data() + (static_cast<std::size_t>(v) * static_cast<std::size_t>(raster.width) +
                                             static_cast<std::size_t>(x1 - left)) *
                                                4;
      };
      mix_row(row(y - top), row(y - top - 1), mixed.data(), n, part);
      std::uint8_t* at = canvas.row(y) + static_cast<std::ptrdiff_t>(x1 - canvas.area.x1) * 4;
      over_rgba(at, mixed.data(), at, n / 4, opacity);
    }
  }

 private:
  std::mutex mutex_;  // of all below
  TitleArtist artist_;
  std::list<std::pair<std::string, std::shared_ptr<const TitleDrawing>>> kept_;  // the last used first

  std::shared_ptr<const TitleDrawing> drawn(const Args& r) {
    TitleOptions o;
    o.text = r.text("text"), o.subtitle = r.text("subtitle"), o.font = r.text("font");
    const std::string_view style = r.text("style");
    o.style = style == "centred"   ? TitleStyle::centred
              : style == "chapter" ? TitleStyle::chapter
              : style == "plain"   ? TitleStyle::plain
                                   : TitleStyle::lower_third;
    o.size = tamed(r.number("size"), 0.1, 10, 1);
    o.shadow = tamed(r.number("shadow"), 0, 1, 1);
    for (int k = 0; k < 4; ++k) {
      o.colour[k] = tamed(r.number("colour", k), 0, 1, 1);
      o.accent[k] = tamed(r.number("accent", k), 0, 1, 1);
    }
    o.dx = tamed(r.number("position", 0), -1, 1), o.dy = tamed(r.number("position", 1), -1, 1);
    o.width = r.full().x2 - r.full().x1, o.height = r.full().y2 - r.full().y1;

    std::string key;
    for (const std::string* s : {&o.text, &o.subtitle, &o.font}) key += *s + '\0';
    const double numbers[] = {double(o.style), o.size, o.shadow, o.dx, o.dy, double(o.width), double(o.height)};
    for (const auto& [data, bytes] : {std::pair<const double*, std::size_t>{numbers, sizeof numbers},
                                      {o.colour, sizeof o.colour},
                                      {o.accent, sizeof o.accent}})
      key.append(reinterpret_cast<const char*>(data), bytes);

    const std::lock_guard lock(mutex_);
    for (auto i = kept_.begin(); i != kept_.end(); ++i)
      if (i->first == key) {
        kept_.splice(kept_.begin(), kept_, i);
        return kept_.front().second;
      }
    kept_.emplace_front(std::move(key), std::make_shared<const TitleDrawing>(artist_.draw(o)));
    if (kept_.size() > 8) kept_.pop_back();
    return kept_.front().second;
  }
};

}  // namespace

RUSHES_PLUGINS(Title);
