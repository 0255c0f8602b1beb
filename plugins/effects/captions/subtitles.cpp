#include "captions/subtitles.hpp"

#include <ass/ass.h>
#include <dlfcn.h>

#include <cstdlib>
#include <list>

namespace rushes::effects {
namespace {

struct FreeTrack {
  void operator()(ASS_Track* t) const { ass_free_track(t); }
};
using Track = std::unique_ptr<ASS_Track, FreeTrack>;

// &HAABBGGRR with alpha 0 = opaque.
std::string ass_colour(const double* rgba, double opacity = 1) {
  const auto byte = [](double v) { return static_cast<unsigned>(std::clamp(v, 0.0, 1.0) * 255 + 0.5); };
  char text[16];
  std::snprintf(text, sizeof text, "&H%02X%02X%02X%02X", byte(1 - rgba[3] * opacity), byte(rgba[2]), byte(rgba[1]),
                byte(rgba[0]));
  return text;
}

// A line of a script must not be broken by a font's name.
std::string plain_name(std::string name) {
  std::erase_if(name, [](char c) { return c == ',' || static_cast<unsigned char>(c) < 32; });
  return name.empty() ? "DejaVu Sans" : name;
}

std::string header(const CaptionOptions& o) {
  const double black[4] = {0, 0, 0, 1};
  const bool boxed = o.style == CaptionStyle::boxed;
  const int width = static_cast<int>(std::lround(1080.0 * o.width / std::max(1, o.height)));
  const double size = 54 * o.size;
  char style[640];
  // BorderStyle 4 is libass's box round the whole cue: BackColour is its colour, Shadow its padding.
  std::snprintf(
      style, sizeof style, "Style: Default,%s,%.2f,%s,%s,%s,%s,%d,0,0,0,100,100,%.2f,0,%d,%.2f,%.2f,2,%d,%d,%d,1\n",
      plain_name(o.font).c_str(), size, ass_colour(o.colour).c_str(), ass_colour(o.accent).c_str(),
      ass_colour(black, boxed ? 1 : 0.9).c_str(), ass_colour(black, boxed ? 0.72 : 0.55).c_str(), boxed ? 0 : -1,
      size * 0.012, boxed ? 4 : 1, boxed ? 0 : size * 0.055, boxed ? size * 0.26 : size * 0.035, width / 10, width / 10,
      static_cast<int>(64 + std::clamp(o.position, 0.0, 1.0) * (1080 - 128 - size * 1.4)));
  return "[Script Info]\nScriptType: v4.00+\nPlayResX: " + std::to_string(width) +
         "\nPlayResY: 1080\nWrapStyle: 0\nScaledBorderAndShadow: yes\n\n[V4+ Styles]\n"
         "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
         "Underline, StrikeOut, "
         "ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, "
         "Encoding\n" +
         style + "\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
}

void add_event(ASS_Track* track, std::int64_t start, std::int64_t end, const std::string& text) {
  if (end <= start) return;
  const int i = ass_alloc_event(track);
  if (i < 0) return;
  ASS_Event& e = track->events[i];
  e.Start = start, e.Duration = end - start;
  e.ReadOrder = i, e.Style = track->n_styles - 1;  // the header's; libass puts one of its own before it
  e.Name = strdup(""), e.Effect = strdup("");
  e.Text = strdup(text.c_str());
}

// A cue without times for its words gets them by the length of the words.
std::vector<CaptionWord> timed(const Cue& cue) {
  if (cue.words.size() > 1) return cue.words;
  std::vector<CaptionWord> words;
  std::string_view s = cue.words.front().text;
  std::size_t letters = 0;
  while (!s.empty()) {
    // A word ends after its space or line break.
    std::size_t end = std::min(s.find(' '), s.find("\\N"));
    end = end == s.npos ? s.size() : std::min(s.size(), end + (s[end] == ' ' ? 1 : 2));
    words.push_back({static_cast<std::int64_t>(letters), std::string(s.substr(0, end))});
    letters += end;
    s.remove_prefix(end);
  }
  for (CaptionWord& w : words)
    w.start =
        cue.start + (cue.end - cue.start) * w.start / static_cast<std::int64_t>(std::max<std::size_t>(1, letters));
  return words;
}

void add_cue(ASS_Track* track, const Cue& cue, const CaptionOptions& o) {
  std::string lead = "{\\q0";
  if (cue.place != 2) lead += "\\an" + std::to_string(cue.place);
  if (o.style != CaptionStyle::boxed) lead += "\\blur1.2";
  lead += "}";
  if (o.style != CaptionStyle::word_highlight) {
    std::string text = lead;
    for (const CaptionWord& w : cue.words) text += w.text;
    return add_event(track, cue.start, cue.end, text);
  }
  const auto words = timed(cue);
  const auto written = [&](std::size_t lit) {
    std::string text = lead;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string accent = ass_colour(o.accent), normal = ass_colour(o.colour);
      text += i == lit ? "{\\1c&H" + accent.substr(4) + "&}" + words[i].text + "{\\1c&H" + normal.substr(4) + "&}"
                       : words[i].text;
    }
    return text;
  };
  std::int64_t from = cue.start;
  std::size_t lit = words.size();  // none before the first word's time
  for (std::size_t i = 0; i <= words.size(); ++i) {
    const std::int64_t to =
        i == words.size() ? cue.end : std::clamp(words[i].start < 0 ? from : words[i].start, from, cue.end);
    add_event(track, from, to, written(lit));
    from = to, lit = i;
  }
}

}  // namespace

struct Subtitles::State {
  ASS_Library* library = nullptr;
  ASS_Renderer* renderer = nullptr;
  std::list<std::pair<std::string, Track>> kept;  // the last used first

  ~State() {
    kept.clear();
    if (renderer) ass_renderer_done(renderer);
    if (library) ass_library_done(library);
  }
};

Subtitles::Subtitles() : state_(std::make_unique<State>()) {
  // libass brings GLib by way of its shaper, whose types cannot be registered twice: it stays when this bundle goes.
  dlopen("libass.so.9", RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
  State& s = *state_;
  s.library = ass_library_init();
  if (!s.library) throw Failure(RUSHES_E_FAILED, "libass could not be started");
  ass_set_message_cb(
      s.library, [](int, const char*, va_list, void*) {}, nullptr);
  s.renderer = ass_renderer_init(s.library);
  if (!s.renderer) throw Failure(RUSHES_E_FAILED, "the renderer of libass could not be started");
  ass_set_fonts(s.renderer, nullptr, "DejaVu Sans", ASS_FONTPROVIDER_AUTODETECT, nullptr, 1);
  ass_set_hinting(s.renderer, ASS_HINTING_NONE);
}
Subtitles::~Subtitles() = default;

int Subtitles::paint(const CaptionOptions& o, std::int64_t ms, const rushes_rect& full, const rushes_rect& bounds,
                     std::unique_ptr<OverlayCanvas>& canvas) {
  State& s = *state_;
  int skipped = 0;
  std::string key = o.text + '\0' + o.font + '\0';
  const double numbers[] = {double(o.format), double(o.style), o.size, o.position, double(o.width), double(o.height)};
  key.append(reinterpret_cast<const char*>(numbers), sizeof numbers);
  key.append(reinterpret_cast<const char*>(o.colour), sizeof o.colour);
  key.append(reinterpret_cast<const char*>(o.accent), sizeof o.accent);
  const CaptionFormat format = o.format == CaptionFormat::automatic ? detect(o.text) : o.format;
  auto found = std::ranges::find(s.kept, key, [](const auto& k) -> const std::string& { return k.first; });
  if (found != s.kept.end()) {
    s.kept.splice(s.kept.begin(), s.kept, found);
  } else {
    Track track;
    if (format == CaptionFormat::ass) {
      std::string copy = o.text;  // libass writes into it
      track.reset(ass_read_memory(s.library, copy.data(), copy.size(), nullptr));
    } else {
      track.reset(ass_new_track(s.library));
      if (track) {
        std::string head = header(o);
        ass_process_codec_private(track.get(), head.data(), static_cast<int>(head.size()));
        const Captions captions = format == CaptionFormat::vtt ? parse_vtt(o.text) : parse_srt(o.text);
        skipped = captions.skipped;
        for (const Cue& cue : captions.cues) add_cue(track.get(), cue, o);
      }
    }
    s.kept.emplace_front(std::move(key), std::move(track));
    if (s.kept.size() > 4) s.kept.pop_back();
  }
  ASS_Track* track = s.kept.front().second.get();
  if (!track) return skipped;

  ass_set_frame_size(s.renderer, o.width, o.height);
  ass_set_storage_size(s.renderer, o.width, o.height);
  ass_set_font_scale(s.renderer, format == CaptionFormat::ass ? o.size : 1);
  ass_set_line_position(s.renderer, format == CaptionFormat::ass ? o.position * 100 : 0);
  const ASS_Image* images = ass_render_frame(s.renderer, track, ms, nullptr);

  rushes_rect area{INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
  for (const ASS_Image* i = images; i; i = i->next)
    if (i->w > 0 && i->h > 0)
      area = {std::min(area.x1, i->dst_x), std::min(area.y1, i->dst_y), std::max(area.x2, i->dst_x + i->w),
              std::max(area.y2, i->dst_y + i->h)};
  if (area.x1 >= area.x2) return skipped;
  canvas = std::make_unique<OverlayCanvas>(
      rushes_rect{area.x1 + full.x1, area.y1 + full.y1, area.x2 + full.x1, area.y2 + full.y1}, bounds);
  if (canvas->pixels.empty()) return skipped;
  for (const ASS_Image* i = images; i; i = i->next) {
    const int x1 = i->dst_x + full.x1, y1 = i->dst_y + full.y1;
    const unsigned r = i->color >> 24, g = i->color >> 16 & 255, b = i->color >> 8 & 255,
                   opaque = 255 - (i->color & 255);
    for (int y = std::max(y1, canvas->area.y1); y < std::min(y1 + i->h, canvas->area.y2); ++y) {
      const unsigned char* mask = i->bitmap + static_cast<std::ptrdiff_t>(y - y1) * i->stride;
      for (int x = std::max(x1, canvas->area.x1); x < std::min(x1 + i->w, canvas->area.x2); ++x) {
        const unsigned a = mask[x - x1] * opaque;  // of 255 * 255
        if (a == 0) continue;
        std::uint8_t* p = canvas->row(y) + static_cast<std::ptrdiff_t>(x - canvas->area.x1) * 4;
        const unsigned left = 65025 - a;
        const unsigned top[4] = {r, g, b, 255};
        for (int c = 0; c < 4; ++c) p[c] = static_cast<std::uint8_t>((top[c] * a + p[c] * left + 32512) / 65025);
      }
    }
  }
  return skipped;
}

}  // namespace rushes::effects
