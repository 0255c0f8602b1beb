// Renders every transition at four moments between two made-up pictures, in rows of one PPM, for people to look at.
#include <cmath>
#include <fstream>
#include <iostream>

#include "tests/support/effect_harness.hpp"

int main(int argc, char** argv) try {
  using namespace rushes::test;
  if (argc != 2) {
    std::cerr << "usage: transitions_sheet OUT.ppm\n";
    return 2;
  }
  constexpr int w = 240, h = 135, columns = 4;
  // A checked floor in warm, rings in cold colours.
  Picture a(rgba(32), w, h), b(rgba(32), w, h);
  a.fill([](int, int x, int y) {
    const int c = x % 4, px = x / 4;
    const double k = (px / 20 + y / 20) % 2 ? 0.9 : 0.55;
    return c == 3 ? 1.0 : c == 0 ? k : c == 1 ? k * (0.3 + 0.5 * y / h) : 0.15;
  });
  b.fill([](int, int x, int y) {
    const int c = x % 4, px = x / 4;
    const double r = std::hypot(px - w / 2.0, y - h / 2.0), k = 0.55 + 0.35 * std::sin(r / 5);
    return c == 3 ? 1.0 : c == 0 ? 0.1 : c == 1 ? k * (0.4 + 0.4 * px / w) : k;
  });
  const char* const names[] = {"push", "slide", "zoom", "spin", "cube", "dip_to_colour", "luma_wipe", "glitch"};
  Picture sheet(rgba(32), w * columns, h * static_cast<int>(std::size(names)));
  for (std::size_t n = 0; n < std::size(names); ++n) {
    const Plugin plugin(std::string("transitions/") + names[n], 2);
    for (int i = 0; i < columns; ++i) {
      Picture out(rgba(32), w, h);
      const Call call{.numbers = {{"rushes.mix", {0.2 + 0.2 * i}}}, .seed = static_cast<std::uint64_t>(i)};
      if (const auto error = plugin.render(call, {&a, &b}, out); !error.empty()) throw std::runtime_error(error);
      for (int y = 0; y < h; ++y)
        for (int x = 0; x < 4 * w; ++x) sheet.set(0, 4 * w * i + x, static_cast<int>(n) * h + y, out.get(0, x, y));
    }
  }
  write_ppm(sheet, argv[1], 0);
  return 0;
} catch (const std::exception& x) {
  std::cerr << x.what() << "\n";
  return 1;
}
