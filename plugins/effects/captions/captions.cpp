// Captions from ASS, SubRip or WebVTT.
#include "captions/subtitles.hpp"

#include <mutex>

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;

struct CaptionEffect : rushes::Effect<CaptionEffect> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.captions",
                                           .name = "Captions",
                                           .description = "Captions from ASS, SubRip or WebVTT, also word by word.",
                                           .traits = tiled_traits | RUSHES_TRAIT_USES_TIME | RUSHES_TRAIT_GENERATOR,
                                           .inputs = 0};
  static constexpr std::array params{
      ParamSpec{.id = "text",
                .label = "Text",
                .type = RUSHES_P_STRING,
                .flags = RUSHES_PF_MULTILINE,
                .help = "The whole content of the caption file; its times count from the start of this clip."},
      ParamSpec{.id = "format",
                .label = "Format",
                .type = RUSHES_P_CHOICE,
                .text = "auto",
                .choices = "auto|ass|srt|vtt",
                .help = "auto looks at the content."},
      ParamSpec{
          .id = "style",
          .label = "Style",
          .type = RUSHES_P_CHOICE,
          .text = "clean",
          .choices = "clean|boxed|word_highlight",
          .help = "Of SubRip and WebVTT; word_highlight lights the word that is spoken. ASS brings its own styles."},
      ParamSpec{.id = "size",
                .label = "Size",
                .initial = {1},
                .min = 0.2,
                .max = 5,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Against the usual size, one twentieth of the frame's height.",
                .step = 0.05},
      ParamSpec{.id = "position",
                .label = "Position",
                .initial = {0},
                .flags = RUSHES_PF_ANIMATES,
                .help = "0 is the lower edge of the safe area, 1 its upper edge.",
                .step = 0.05},
      ParamSpec{.id = "font",
                .label = "Font",
                .type = RUSHES_P_STRING,
                .text = "DejaVu Sans",
                .help = "Family of SubRip and WebVTT."},
      ParamSpec{
          .id = "colour", .label = "Colour", .type = RUSHES_P_COLOR, .initial = {1, 1, 1, 1}, .help = "Of the text."},
      ParamSpec{.id = "accent",
                .label = "Accent",
                .type = RUSHES_P_COLOR,
                .initial = {1, 0.8, 0.25, 1},
                .help = "Of the word that is spoken."}};

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? overlay_formats() : std::vector<rushes_video_format>{};
  }

  void render(const Render& r) {
    const rushes_image& out = r.out();
    require_overlay(out.format);
    CaptionOptions o;
    o.text = r.text("text"), o.font = r.text("font");
    const std::string_view format = r.text("format"), style = r.text("style");
    o.format = format == "ass"   ? CaptionFormat::ass
               : format == "srt" ? CaptionFormat::srt
               : format == "vtt" ? CaptionFormat::vtt
                                 : CaptionFormat::automatic;
    o.style = style == "boxed"            ? CaptionStyle::boxed
              : style == "word_highlight" ? CaptionStyle::word_highlight
                                          : CaptionStyle::clean;
    o.size = tamed(r.number("size"), 0.2, 5, 1);
    o.position = tamed(r.number("position"), 0, 1);
    for (int k = 0; k < 4; ++k) {
      o.colour[k] = tamed(r.number("colour", k), 0, 1, 1);
      o.accent[k] = tamed(r.number("accent", k), 0, 1, 1);
    }
    o.width = out.full.x2 - out.full.x1, o.height = out.full.y2 - out.full.y1;
    const rushes_rational& rate = r.args->time.rate;
    const bool timed = rate.num > 0 && rate.den > 0;
    // The time of the frame's start, in whole milliseconds.
    const auto ms = static_cast<std::int64_t>(std::floor(
        static_cast<double>(r.frame()) * 1000.0 * (timed ? double(rate.den) / double(rate.num) : 0.04) + 1e-6));

    std::unique_ptr<OverlayCanvas> canvas;
    int skipped = 0;
    if (!o.text.empty() && o.width > 0 && o.height > 0) {
      const std::lock_guard lock(mutex_);
      if (!subtitles_) subtitles_ = std::make_unique<Subtitles>();
      skipped = subtitles_->paint(o, std::max<std::int64_t>(0, ms), out.full, out.bounds, canvas);
    }
    if (skipped > 0)
      log(RUSHES_LOG_WARNING, "captions: " + std::to_string(skipped) + (skipped == 1 ? " cue was" : " cues were") +
                                  " skipped, not understood");
    OverlayCanvas nothing({}, {});
    put_overlay(canvas ? *canvas : nothing, out);
  }

 private:
  std::mutex mutex_;  // libass draws for one caller at a time
  std::unique_ptr<Subtitles> subtitles_;
};

}  // namespace

RUSHES_PLUGINS(CaptionEffect);
