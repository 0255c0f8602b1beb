// The layers of a title, drawn once for a set of parameters and a size of frame; animation only moves and fades them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace rushes::effects {

enum class TitleStyle { lower_third, centred, chapter, plain };

struct TitleOptions {
  std::string text, subtitle, font;
  TitleStyle style = TitleStyle::lower_third;
  double size = 1;                  // of the style's own
  double colour[4] = {1, 1, 1, 1};  // R'G'B'A straight
  double accent[4] = {1, 0.72, 0.2, 1};
  double shadow = 1;          // 0 none
  double dx = 0, dy = 0;      // from the style's place, parts of the frame
  int width = 0, height = 0;  // of the frame
};

// Premultiplied RGBA8 at a place of the frame.
struct Raster {
  int x = 0, y = 0, width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};

enum class Grow { none, from_left, from_centre };
struct TitleLayer {
  Raster raster;
  Grow grow = Grow::none;          // a line that is drawn out instead of fading in
  double delay = 0, length = 0.6;  // seconds of its way in
  double rise = 0;                 // pixels it comes up by
};

struct TitleDrawing {
  std::vector<TitleLayer> layers;  // lowest first
};

// Draws text with Pango. One caller at a time.
class TitleArtist {
 public:
  TitleArtist();
  ~TitleArtist();
  TitleArtist(const TitleArtist&) = delete;
  TitleDrawing draw(const TitleOptions& options);

 private:
  struct Fonts;
  std::unique_ptr<Fonts> fonts_;
};

}  // namespace rushes::effects
