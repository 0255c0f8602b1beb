#include "transitions/luma.hpp"

#include <rushes/plugin.hpp>

#include <OpenImageIO/filesystem.h>
#include <OpenImageIO/imageio.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace rushes::effects {
namespace {

constexpr std::int64_t most_pixels = 64 << 20;

// A reader is chosen by the name's ending; these are tried by what the bytes begin with.
const char* ending_of(const std::string& b) {
  const auto begins = [&](std::string_view magic) { return b.compare(0, magic.size(), magic) == 0; };
  if (begins("\x89PNG")) return "luma.png";
  if (begins("\xFF\xD8\xFF")) return "luma.jpg";
  if (begins("II*") || begins(std::string_view("MM\0*", 4))) return "luma.tif";
  if (begins("\x76\x2f\x31\x01")) return "luma.exr";
  if (begins("BM")) return "luma.bmp";
  if (begins("GIF8")) return "luma.gif";
  if (b.size() > 2 && b[0] == 'P' && b[1] >= '1' && b[1] <= '6') return "luma.ppm";
  if (begins("RIFF") && b.compare(8, 4, "WEBP") == 0) return "luma.webp";
  return nullptr;
}
[[noreturn]] void refuse(const std::string& why) {
  throw rushes::Failure(RUSHES_E_FORMAT, "luma wipe: the picture cannot be read: " + why);
}

double hash(std::int64_t x, std::int64_t y) {
  auto h =
      static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15ull ^ static_cast<std::uint64_t>(y) * 0xC2B2AE3D27D4EB4Full;
  h ^= h >> 29, h *= 0xBF58476D1CE4E5B9ull, h ^= h >> 32;
  return static_cast<double>(h >> 11) / 9007199254740992.0;
}
double value_noise(double x, double y) {
  const double fx = std::floor(x), fy = std::floor(y);
  const auto ix = static_cast<std::int64_t>(fx), iy = static_cast<std::int64_t>(fy);
  const double a = x - fx, b = y - fy, u = a * a * (3 - 2 * a), v = b * b * (3 - 2 * b);
  const double top = hash(ix, iy) * (1 - u) + hash(ix + 1, iy) * u;
  return top * (1 - v) + (hash(ix, iy + 1) * (1 - u) + hash(ix + 1, iy + 1) * u) * v;
}

}  // namespace

float Luma::at(double u, double v) const {
  const double x = std::clamp(u * width - 0.5, 0.0, width - 1.0), y = std::clamp(v * height - 0.5, 0.0, height - 1.0);
  const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
  const int x1 = std::min(x0 + 1, width - 1), y1 = std::min(y0 + 1, height - 1);
  const auto a = static_cast<float>(x - x0), b = static_cast<float>(y - y0);
  const auto grey_at = [&](int px, int py) {
    return grey[static_cast<std::size_t>(py) * static_cast<std::size_t>(width) + static_cast<std::size_t>(px)];
  };
  const float top = grey_at(x0, y0) + (grey_at(x1, y0) - grey_at(x0, y0)) * a;
  const float bottom = grey_at(x0, y1) + (grey_at(x1, y1) - grey_at(x0, y1)) * a;
  return top + (bottom - top) * b;
}

std::shared_ptr<const Luma> read_luma(const std::string& bytes) try {
  const char* name = ending_of(bytes);
  if (!name) refuse("it is not PNG, JPEG, TIFF, EXR, BMP, GIF, WebP or PNM");
  OIIO::Filesystem::IOMemReader memory(const_cast<char*>(bytes.data()), bytes.size());
  auto in = OIIO::ImageInput::open(name, nullptr, &memory);
  if (!in) refuse(OIIO::geterror());
  const OIIO::ImageSpec& spec = in->spec();
  if (spec.width < 1 || spec.height < 1 || std::int64_t{spec.width} * spec.height > most_pixels)
    refuse("it has no size, or more than 64 million pixels");
  auto luma = std::make_shared<Luma>();
  luma->width = spec.width, luma->height = spec.height;
  const auto n = static_cast<std::size_t>(spec.nchannels);
  std::vector<float> all(static_cast<std::size_t>(spec.width) * static_cast<std::size_t>(spec.height) * n);
  if (!in->read_image(0, 0, 0, spec.nchannels, OIIO::TypeDesc::FLOAT, all.data())) refuse(in->geterror());
  luma->grey.resize(all.size() / n);
  float low = 1e30f, high = -1e30f;
  for (std::size_t i = 0; i < luma->grey.size(); ++i) {
    const float* p = all.data() + i * n;
    float v = n >= 3 ? 0.2126f * p[0] + 0.7152f * p[1] + 0.0722f * p[2] : p[0];
    if (!std::isfinite(v)) v = 0;
    luma->grey[i] = v;
    low = std::min(low, v), high = std::max(high, v);
  }
  const float scale = high > low ? 1 / (high - low) : 0;
  for (float& v : luma->grey) v = high > low ? (v - low) * scale : 0.5f;
  return luma;
} catch (const rushes::Failure&) {
  throw;
} catch (const std::exception& x) {
  refuse(x.what());
}

float luma_pattern(std::string_view name, double u, double v, double aspect) {
  const double x = (u - 0.5) * aspect, y = v - 0.5;
  double g = (u + v) / 2;
  if (name == "blinds") {
    g = u * 8 - std::floor(u * 8);
  } else if (name == "checker") {
    const double cx = u * 8 * aspect / 1.5, cy = v * 6;
    const bool odd = (static_cast<int>(std::floor(cx)) + static_cast<int>(std::floor(cy))) % 2 != 0;
    g = (odd ? 0.5 : 0) + (cx - std::floor(cx)) / 2;
  } else if (name == "spiral") {
    const double turns = std::atan2(y, x) / 6.283185307179586 + std::hypot(x, y) * 3;
    g = turns - std::floor(turns);
  } else if (name == "clouds") {
    double size = 4, share = 0.5;
    g = 0;
    for (int octave = 0; octave < 5; ++octave, size *= 2, share /= 2)
      g += share * value_noise(u * aspect * size + octave * 17, v * size);
    g = (g - 0.25) / 0.5;
  } else if (name == "rings") {
    const double r = std::hypot(x, y) * 5;
    g = r - std::floor(r);
  } else if (name == "bricks") {
    const double row = std::floor(v * 10);
    g = hash(static_cast<std::int64_t>(std::floor(u * 5 * aspect + (std::fmod(row, 2) != 0 ? 0.5 : 0))),
             static_cast<std::int64_t>(row));
  }
  return static_cast<float>(std::clamp(g, 0.0, 1.0));
}

}  // namespace rushes::effects
