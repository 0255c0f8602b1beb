#include "plugins/engines/storyteller/paint/signs.hpp"

#include <algorithm>
#include <array>

namespace storyteller::paint {
namespace {

// Letters on a grid 4 wide and 6 high: points are pairs of digits, strokes are separated by blanks.
constexpr std::string_view letter(char c) {
  switch (c) {
    case 'A':
      return "062046 1434";
    case 'B':
      return "0600304142330303 3344453606";
    case 'C':
      return "4130100105163645";
    case 'D':
      return "06002041452606 ";
    case 'E':
      return "40000646 0333";
    case 'F':
      return "400006 0333";
    case 'G':
      return "4130100105163645432343";
    case 'H':
      return "0006 4046 0343";
    case 'I':
      return "2026";
    case 'J':
      return "4044351605";
    case 'K':
      return "0006 400346";
    case 'L':
      return "000646";
    case 'M':
      return "0600234046";
    case 'N':
      return "06004640";
    case 'O':
      return "10304145361605011030";
    case 'P':
      return "06003041423303";
    case 'R':
      return "06003041423303 2346";
    case 'S':
      return "4130100112324445361605";
    case 'T':
      return "0040 2026";
    case 'U':
      return "000516364540";
    case 'V':
      return "002640";
    case 'Z':
      return "00400646";
    default:
      return "";
  }
}
// Pictures on the same grid.
constexpr std::string_view kPictures[] = {
    "0040230040 2326 1636",            // a glass
    "20314233240514210120",            // a diamond
    "230110203040310020 012340 2326",  // a bowl
    "0323 2040262303",                 // an arrow
    "20263516244220",                  // a flame
};
constexpr std::string_view kWords[] = {"HOTEL", "BAR",   "CAFE",  "OPEN",  "JAZZ", "CLUB",  "RAMEN", "CINEMA",
                                       "LIVE",  "GRILL", "METRO", "RADIO", "LUNA", "SUSHI", "NOVA",  "VINO"};

// Light tubes along the strokes of a glyph in a box.
void tube(Sheet& sheet, std::string_view glyph, const Rect& r, float width, Px colour, float brightness) {
  const auto place = [&](char cx, char cy) {
    return Point{r.x0 + r.width() * static_cast<float>(cx - '0') / 4,
                 r.y0 + r.height() * static_cast<float>(cy - '0') / 6};
  };
  const Px light = opaque(colour * (1.9f * brightness)),
           core = opaque(mix(colour, grey(1), 0.30f) * (2.3f * brightness));
  for (const bool inner : {false, true}) {
    std::size_t k = 0;
    while (k + 1 < glyph.size()) {
      if (glyph[k] == ' ') {
        ++k;
        continue;
      }
      const Point from = place(glyph[k], glyph[k + 1]);
      k += 2;
      if (k + 1 >= glyph.size() || glyph[k] == ' ') continue;
      const Point to = place(glyph[k], glyph[k + 1]);
      if (inner) {
        stroke(sheet, from, width * 0.45f, to, width * 0.45f, core);
      } else {
        stroke(sheet, from, width, to, width, light, 0.95f);
        glow(sheet, (from.x + to.x) * 0.5f, (from.y + to.y) * 0.5f, width * 9, colour * (0.10f * brightness));
      }
    }
  }
}

}  // namespace

void neon_sign(Sheet& sheet, const Rect& area, Px colour, Px second, float brightness, Dice& dice) {
  const bool tall = area.height() > area.width() * 1.2f;
  const float edge = 0.10f * std::min(area.width(), area.height()),
              tube_width = 0.028f * std::min(area.width(), area.height());
  glow(sheet, (area.x0 + area.x1) * 0.5f, (area.y0 + area.y1) * 0.5f, std::max(area.width(), area.height()) * 1.3f,
       colour * (0.15f * brightness));
  rectangle(sheet, area, hex(0x14121c) + colour * (0.05f * brightness), hex(0x0c0b12) + colour * (0.03f * brightness));
  const Rect border{area.x0 + edge * 0.5f, area.y0 + edge * 0.5f, area.x1 - edge * 0.5f, area.y1 - edge * 0.5f};
  tube(sheet, "0040460600", border, tube_width * 0.7f, second, brightness);
  const Rect inner{area.x0 + edge * 1.7f, area.y0 + edge * 1.7f, area.x1 - edge * 1.7f, area.y1 - edge * 1.7f};
  const std::string_view word = kWords[dice.below(static_cast<int>(std::size(kWords)))];
  const bool picture = dice.chance(0.4f);
  const float cells = static_cast<float>(word.size()) + (picture ? 1.3f : 0.f);
  const float cell = tall ? inner.height() / cells : inner.width() / cells;
  float at = 0;
  const auto box = [&](float from, float size) {
    const float gap = cell * 0.13f;
    // Letters keep their shape: no wider than four fifths of their height.
    const float wide = std::min(inner.width(), size * 0.8f), middle = (inner.x0 + inner.x1) * 0.5f;
    return tall ? Rect{middle - wide * 0.5f, inner.y0 + from + gap, middle + wide * 0.5f, inner.y0 + from + size - gap}
                : Rect{inner.x0 + from + gap, inner.y0, inner.x0 + from + size - gap, inner.y1};
  };
  if (picture) {
    tube(sheet, kPictures[dice.below(static_cast<int>(std::size(kPictures)))], box(0, cell * 1.3f), tube_width * 1.2f,
         second, brightness);
    at = cell * 1.3f;
  }
  for (const char c : word) {
    tube(sheet, letter(c), box(at, cell), tube_width * 1.25f, colour, brightness);
    at += cell;
  }
}

}  // namespace storyteller::paint
