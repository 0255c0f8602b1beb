// What the tests of media share: a folder of their own, media made by ffmpeg, and pictures as numbers.
#pragma once

#include "core/base/hash.hpp"
#include "core/media/frame.hpp"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace rushes::testing {

struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "rushes-media-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::string operator/(const std::string& name) const { return (path / name).string(); }
};

// True when ffmpeg did it.
inline bool ffmpeg(const std::string& arguments) {
  return std::system(("ffmpeg -v error -nostdin -y " + arguments + " >/dev/null 2>&1").c_str()) == 0;
}

inline std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline Key pixels_of(const Frame& f) {
  Hasher h;
  for (int p = 0; p < f.n_planes; ++p) {
    const auto row = static_cast<std::size_t>(plane_width(f.format, p, width(f.bounds)) * bytes_per_pixel(f.format, p));
    for (int y = 0; y < plane_height(f.format, p, height(f.bounds)); ++y)
      h.bytes(f.planes[static_cast<std::size_t>(p)].data + y * f.planes[static_cast<std::size_t>(p)].stride, row);
  }
  return h.key();
}

inline double sample(const Frame& f, int plane, int x, int y) {
  const std::byte* at = f.planes[static_cast<std::size_t>(plane)].data +
                        y * f.planes[static_cast<std::size_t>(plane)].stride +
                        static_cast<std::ptrdiff_t>(x) * f.format.bytes;
  if (f.format.sample == RUSHES_SAMPLE_FLOAT) return *reinterpret_cast<const float*>(at);
  return f.format.bytes == 1 ? *reinterpret_cast<const std::uint8_t*>(at) : *reinterpret_cast<const std::uint16_t*>(at);
}

// Of all planes, relative to the largest value of the format; 200 when they are equal.
inline double psnr(const Frame& a, const Frame& b) {
  double sum = 0, n = 0;
  const double peak = a.format.sample == RUSHES_SAMPLE_FLOAT ? 1 : (1 << a.format.bits) - 1;
  const int per = a.format.packed ? bytes_per_pixel(a.format, 0) / a.format.bytes : 1;
  for (int p = 0; p < a.n_planes; ++p) {
    for (int y = 0; y < plane_height(a.format, p, height(a.bounds)); ++y) {
      for (int x = 0; x < plane_width(a.format, p, width(a.bounds)) * per; ++x, ++n) {
        const double d = (sample(a, p, x, y) - sample(b, p, x, y)) / peak;
        sum += d * d;
      }
    }
  }
  return sum == 0 ? 200 : -10 * std::log10(sum / n);
}

}  // namespace rushes::testing
