#include "title/layers.hpp"

#include <dlfcn.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace rushes::effects {
namespace {

template <class T, void (*release)(T*)>
struct Releaser {
  void operator()(T* p) const { release(p); }
};
void unref(PangoLayout* p) { g_object_unref(p); }
void unref(PangoContext* p) { g_object_unref(p); }
using Layout = std::unique_ptr<PangoLayout, Releaser<PangoLayout, unref>>;
using Context = std::unique_ptr<PangoContext, Releaser<PangoContext, unref>>;
using Surface = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_t, cairo_surface_destroy>>;
using Cairo = std::unique_ptr<cairo_t, Releaser<cairo_t, cairo_destroy>>;

struct TextStyle {
  PangoWeight weight;
  double size;     // pixels
  double spacing;  // letter spacing in parts of the size
  PangoAlignment align;
  const double* colour;
};

struct Text {
  Layout layout;
  double left = 0, top = 0, width = 0, height = 0;  // logical extents
};

Text make_text(PangoFontMap* map, const std::string& font, const std::string& words, const TextStyle& style,
               double max_width) {
  Context context(pango_font_map_create_context(map));
  cairo_font_options_t* options = cairo_font_options_create();
  // Unhinted: the same shapes at every size and place.
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context.get(), FALSE);

  Text text{Layout(pango_layout_new(context.get()))};
  PangoLayout* layout = text.layout.get();
  PangoFontDescription* description = pango_font_description_new();
  pango_font_description_set_family(description, font.c_str());
  pango_font_description_set_weight(description, style.weight);
  pango_font_description_set_absolute_size(description, style.size * PANGO_SCALE);
  pango_layout_set_font_description(layout, description);
  pango_font_description_free(description);
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes,
                         pango_attr_letter_spacing_new(static_cast<int>(style.spacing * style.size * PANGO_SCALE)));
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_line_spacing(layout, 1.06f);
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout, style.align);
  gchar* valid = g_utf8_make_valid(words.data(), static_cast<gssize>(words.size()));
  pango_layout_set_text(layout, valid, -1);
  g_free(valid);
  pango_layout_set_width(layout, -1);
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  if (logical.width > max_width * PANGO_SCALE)
    pango_layout_set_width(layout, static_cast<int>(max_width * PANGO_SCALE));
  pango_layout_get_extents(layout, nullptr, &logical);
  text.left = logical.x / double(PANGO_SCALE), text.top = logical.y / double(PANGO_SCALE);
  text.width = logical.width / double(PANGO_SCALE), text.height = logical.height / double(PANGO_SCALE);
  return text;
}

// Three passes of a box are a Gaussian to the eye.
void soften(std::vector<float>& v, int w, int h, double sigma) {
  const int r = std::max(1, static_cast<int>(std::lround((std::sqrt(4 * sigma * sigma + 1) - 1) / 2)));
  std::vector<float> line(static_cast<std::size_t>(std::max(w, h)));
  const auto pass = [&](float* p, int n, int step) {
    double sum = 0;
    for (int i = -r; i <= r; ++i) sum += i >= 0 && i < n ? p[i * step] : 0;
    for (int i = 0; i < n; ++i) {
      line[static_cast<std::size_t>(i)] = static_cast<float>(sum / (2 * r + 1));
      sum += (i + r + 1 < n ? p[(i + r + 1) * step] : 0) - (i - r >= 0 ? p[(i - r) * step] : 0);
    }
    for (int i = 0; i < n; ++i) p[i * step] = line[static_cast<std::size_t>(i)];
  };
  for (int k = 0; k < 3; ++k) {
    for (int y = 0; y < h; ++y) pass(v.data() + static_cast<std::ptrdiff_t>(y) * w, w, 1);
    for (int x = 0; x < w; ++x) pass(v.data() + x, h, w);
  }
}

// What was drawn, with a close shadow that cuts it out and a wide one that darkens what is behind.
Raster with_shadow(cairo_surface_t* surface, int x, int y, double unit, double strength) {
  cairo_surface_flush(surface);
  Raster out;
  out.x = x, out.y = y;
  out.width = cairo_image_surface_get_width(surface), out.height = cairo_image_surface_get_height(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface), w = out.width, h = out.height;
  const auto pixel = [&](int px, int py) {
    std::uint32_t v;
    std::memcpy(&v, data + static_cast<std::ptrdiff_t>(py) * stride + px * 4, 4);
    return v;
  };
  const std::size_t n = static_cast<std::size_t>(w) * static_cast<std::size_t>(h);
  std::vector<float> close(n), wide(n);
  const int drop = std::max(1, static_cast<int>(std::lround(2.5 * unit)));
  for (int py = 0; py < h; ++py)
    for (int px = 0; px < w; ++px) {
      const float a = static_cast<float>(pixel(px, py) >> 24) / 255;
      const std::size_t at = static_cast<std::size_t>(py) * static_cast<std::size_t>(w) + static_cast<std::size_t>(px);
      wide[at] = a;
      if (py + drop < h) close[at + static_cast<std::size_t>(drop) * static_cast<std::size_t>(w)] = a;
    }
  if (strength > 0) {
    soften(close, w, h, 2.6 * unit);
    soften(wide, w, h, 15 * unit);
  }
  out.pixels.resize(n * 4);
  for (int py = 0; py < h; ++py)
    for (int px = 0; px < w; ++px) {
      const std::size_t at = static_cast<std::size_t>(py) * static_cast<std::size_t>(w) + static_cast<std::size_t>(px);
      const std::uint32_t v = pixel(px, py);
      const float a = static_cast<float>(v >> 24);
      const float dark = strength <= 0
                             ? 0
                             : static_cast<float>(strength) * (1 - (1 - 0.74f * std::min(1.0f, 1.9f * close[at])) *
                                                                       (1 - 0.6f * std::min(1.0f, 2.4f * wide[at])));
      std::uint8_t* p = out.pixels.data() + at * 4;
      p[0] = static_cast<std::uint8_t>(v >> 16), p[1] = static_cast<std::uint8_t>(v >> 8),
      p[2] = static_cast<std::uint8_t>(v);
      p[3] = static_cast<std::uint8_t>(std::lround(a + dark * (255 - a)));
    }
  return out;
}

struct Canvas {
  int x, y;
  Surface surface;
  Cairo cairo;
  Canvas(double left, double top, double width, double height, double pad)
      : x(static_cast<int>(std::floor(left - pad))),
        y(static_cast<int>(std::floor(top - pad))),
        surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
                                           std::clamp(static_cast<int>(std::ceil(width + 2 * pad)) + 2, 1, 16384),
                                           std::clamp(static_cast<int>(std::ceil(height + 2 * pad)) + 2, 1, 16384))),
        cairo(cairo_create(surface.get())) {
    cairo_translate(cairo.get(), -x, -y);
  }
};

void paint(cairo_t* c, const double* rgba) { cairo_set_source_rgba(c, rgba[0], rgba[1], rgba[2], rgba[3]); }

Raster draw_text(const Text& text, double left, double top, const double* colour, double unit, double shadow) {
  Canvas canvas(left, top, text.width, text.height, 48 * unit);
  paint(canvas.cairo.get(), colour);
  cairo_move_to(canvas.cairo.get(), left - text.left, top - text.top);
  pango_cairo_show_layout(canvas.cairo.get(), text.layout.get());
  return with_shadow(canvas.surface.get(), canvas.x, canvas.y, unit, shadow);
}

Raster draw_bar(double left, double top, double width, double height, const double* colour, double unit,
                double shadow) {
  // Whole pixels: a line of two shades looks unsharp.
  left = std::round(left), top = std::round(top), width = std::max(1.0, std::round(width)),
  height = std::max(1.0, std::round(height));
  Canvas canvas(left, top, width, height, 48 * unit);
  paint(canvas.cairo.get(), colour);
  cairo_rectangle(canvas.cairo.get(), left, top, width, height);
  cairo_fill(canvas.cairo.get());
  return with_shadow(canvas.surface.get(), canvas.x, canvas.y, unit, shadow * 0.8);
}

}  // namespace

struct TitleArtist::Fonts {
  PangoFontMap* map = pango_cairo_font_map_new();
  ~Fonts() { g_object_unref(map); }
};

TitleArtist::TitleArtist() : fonts_(std::make_unique<Fonts>()) {
  // GLib's types cannot be registered twice: Pango stays when this bundle goes.
  dlopen("libpangocairo-1.0.so.0", RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}
TitleArtist::~TitleArtist() = default;

TitleDrawing TitleArtist::draw(const TitleOptions& o) {
  TitleDrawing drawing;
  if (o.width < 8 || o.height < 8 || (o.text.empty() && o.subtitle.empty())) return drawing;
  const double W = o.width, H = o.height;
  const bool left = o.style == TitleStyle::lower_third || o.style == TitleStyle::chapter;
  const PangoAlignment align = left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER;
  const double margin_x = W * 0.0675, margin_y = H * 0.075, max_width = W - 2 * margin_x, max_height = H - 2 * margin_y;

  struct Look {
    double title, subtitle, title_spacing, subtitle_spacing, gap, line_width, line_height, line_gap;
    PangoWeight title_weight, subtitle_weight;
  };
  const Look looks[] = {
      {58, 30, 0.005, 0.035, 10, 84, 5, 20, PANGO_WEIGHT_BOLD, PANGO_WEIGHT_NORMAL},  // lower third
      {92, 36, 0.055, 0.09, 26, 132, 4, 30, PANGO_WEIGHT_BOLD, PANGO_WEIGHT_NORMAL},  // centred
      {124, 34, -0.005, 0.22, 22, 0, 3, 34, PANGO_WEIGHT_BOLD, PANGO_WEIGHT_NORMAL},  // chapter
      {66, 36, 0.01, 0.02, 14, 0, 0, 0, PANGO_WEIGHT_BOLD, PANGO_WEIGHT_NORMAL},      // plain
  };
  const Look& look = looks[static_cast<int>(o.style)];
  double quiet[4] = {o.colour[0], o.colour[1], o.colour[2], o.colour[3] * 0.93};
  const double* subtitle_colour = o.style == TitleStyle::chapter ? o.accent : quiet;

  // Shrinks until the block fits into the safe area; a word longer than a line breaks.
  double unit = std::min(W / 1920, H / 1080) * std::clamp(o.size, 0.05, 20.0), height = 0, width = 0;
  Text title, subtitle;
  for (int attempt = 0; attempt < 24; ++attempt, unit *= 0.86) {
    height = width = 0;
    if (!o.text.empty()) {
      title = make_text(fonts_->map, o.font, o.text,
                        {look.title_weight, look.title * unit, look.title_spacing, align, o.colour}, max_width);
      height += title.height, width = std::max(width, title.width);
    }
    if (!o.subtitle.empty()) {
      subtitle = make_text(fonts_->map, o.font, o.subtitle,
                           {look.subtitle_weight, look.subtitle * unit, look.subtitle_spacing, align, subtitle_colour},
                           max_width);
      height += subtitle.height + (o.text.empty() ? 0 : look.gap * unit), width = std::max(width, subtitle.width);
    }
    if (look.line_height > 0) height += (look.line_gap + look.line_height) * unit;
    if (height <= max_height && width <= max_width + 1) break;
  }

  // The block's corner: the style's place, moved, kept inside the safe area.
  double bx = left ? margin_x : (W - width) / 2, by = 0;
  if (o.style == TitleStyle::lower_third)
    by = H * 0.885 - height;
  else
    by = (H - height) / 2;
  bx = std::clamp(bx + o.dx * W, margin_x / 2, std::max(margin_x / 2, W - margin_x / 2 - width));
  by = std::clamp(by + o.dy * H, margin_y / 2, std::max(margin_y / 2, H - margin_y / 2 - height));

  const auto add_text = [&](const Text& text, double top, const double* colour, double delay, double rise) {
    const double x = left ? bx : bx + (width - text.width) / 2;
    drawing.layers.push_back({draw_text(text, x, top, colour, unit, o.shadow), Grow::none, delay, 0.7, rise * unit});
  };
  const auto add_bar = [&](double x, double top, double bar_width, const double* colour, Grow grow, double delay) {
    drawing.layers.push_back(
        {draw_bar(x, top, bar_width, look.line_height * unit, colour, unit, o.shadow), grow, delay, 0.65, 0});
  };
  const double gap = o.text.empty() || o.subtitle.empty() ? 0 : look.gap * unit;
  double y = by;
  switch (o.style) {
    case TitleStyle::lower_third:
      add_bar(bx, y, look.line_width * unit, o.accent, Grow::from_left, 0);
      y += (look.line_height + look.line_gap) * unit;
      if (!o.text.empty()) add_text(title, y, o.colour, 0.12, 22), y += title.height + gap;
      if (!o.subtitle.empty()) add_text(subtitle, y, subtitle_colour, 0.26, 16);
      break;
    case TitleStyle::centred:
      if (!o.text.empty()) add_text(title, y, o.colour, 0, 18), y += title.height;
      y += look.line_gap * unit * 0.55;
      add_bar(bx + (width - look.line_width * unit) / 2, y, look.line_width * unit, o.accent, Grow::from_centre, 0.15);
      y += look.line_height * unit + look.line_gap * unit * 0.45 + gap * 0.6;
      if (!o.subtitle.empty()) add_text(subtitle, y, subtitle_colour, 0.3, 14);
      break;
    case TitleStyle::chapter:
      if (!o.subtitle.empty()) add_text(subtitle, y, subtitle_colour, 0, 14), y += subtitle.height + gap;
      if (!o.text.empty()) add_text(title, y, o.colour, 0.12, 30), y += title.height;
      y += look.line_gap * unit;
      add_bar(bx, y, std::min(max_width, W - bx - margin_x), o.accent, Grow::from_left, 0.2);
      break;
    case TitleStyle::plain:
      if (!o.text.empty()) add_text(title, y, o.colour, 0, 0), y += title.height + gap;
      if (!o.subtitle.empty()) add_text(subtitle, y, subtitle_colour, 0.1, 0);
      break;
  }
  return drawing;
}

}  // namespace rushes::effects
