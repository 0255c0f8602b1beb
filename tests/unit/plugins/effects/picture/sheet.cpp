// Renders effects on a picture, for people to look at: sheet IN.ppm FOLDER writes FOLDER/NAME.ppm for each.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "tests/support/effect_harness.hpp"

namespace {

using namespace rushes::test;

struct Sample {
  const char* name;
  const char* plugin;
  Call call;
};
const Sample samples[] = {
#include "samples.inc"
};

// Binary PPM as a YUV 4:2:0 picture, since that is what films are.
Picture read_ppm(const char* path) {
  std::ifstream in(path, std::ios::binary);
  std::string magic;
  int w = 0, h = 0, max = 0;
  in >> magic >> w >> h >> max;
  in.get();
  if (magic != "P6" || w < 1 || h < 1 || max != 255) throw std::runtime_error(std::string(path) + " is no binary PPM");
  std::vector<unsigned char> p(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 3);
  in.read(reinterpret_cast<char*>(p.data()), static_cast<std::streamsize>(p.size()));
  Picture out(yuv(8, 1, 1), w, h);
  out.fill([&](int k, int x, int y) {
    double rgb[3] = {};
    const int step = k ? 2 : 1;
    int count = 0;
    for (int v = y * step; v < std::min(h, (y + 1) * step); ++v)
      for (int u = x * step; u < std::min(w, (x + 1) * step); ++u, ++count)
        for (int c = 0; c < 3; ++c) rgb[c] += p[static_cast<std::size_t>((v * w + u) * 3 + c)] / 255.0;
    for (double& c : rgb) c /= count;
    const double luma = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    if (k == 0) return std::round(16 + 219 * luma);
    return std::round(128 + 224 * (k == 1 ? (rgb[2] - luma) / 1.8556 : (rgb[0] - luma) / 1.5748));
  });
  return out;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: picture_effects_sheet IN.ppm FOLDER\n";
    return 2;
  }
  const Picture in = read_ppm(argv[1]);
  const int w = in.bounds().x2, h = in.bounds().y2;
  for (const Sample& s : samples) {
    const Plugin plugin(s.plugin, 2);
    Picture out(plugin.info().n_inputs ? plugin.output_format(in.format()) : yuv(8, 1, 1, true), w, h);
    std::vector<const Picture*> inputs(plugin.info().n_inputs, &in);
    if (const auto error = plugin.render(s.call, inputs, out); !error.empty())
      throw std::runtime_error(std::string(s.name) + ": " + error);
    write_ppm(out, std::string(argv[2]) + "/" + s.name + ".ppm", 0.35);
  }
  return 0;
} catch (const std::exception& x) {
  std::cerr << x.what() << "\n";
  return 1;
}
