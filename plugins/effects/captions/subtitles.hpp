// Captions as libass draws them.
#pragma once

#include "captions/parse.hpp"
#include "support/overlay.hpp"

#include <memory>

namespace rushes::effects {

enum class CaptionStyle { clean, boxed, word_highlight };

struct CaptionOptions {
  std::string text, font;
  CaptionFormat format = CaptionFormat::automatic;
  CaptionStyle style = CaptionStyle::clean;
  double size = 1;      // of 54 pixels in a frame of 1080 rows
  double position = 0;  // from the lower edge of the safe area (0) to its upper edge (1)
  double colour[4] = {1, 1, 1, 1}, accent[4] = {1, 0.8, 0.25, 1};
  int width = 0, height = 0;
};

// One caller at a time: libass keeps state in its renderer.
class Subtitles {
 public:
  Subtitles();
  ~Subtitles();
  Subtitles(const Subtitles&) = delete;
  // Paints what is said at `ms` into a canvas for `bounds` of the frame `full`. Returns how many cues were not
  // understood when this text is seen for the first time, else 0.
  int paint(const CaptionOptions& options, std::int64_t ms, const rushes_rect& full, const rushes_rect& bounds,
            std::unique_ptr<OverlayCanvas>& canvas);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rushes::effects
