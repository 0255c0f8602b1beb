#include <cmath>
#include <cstring>
#include <fstream>
#include <random>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

constexpr int pad = 48;             // bytes of padding in a row, at least
constexpr std::size_t guard = 256;  // bytes of canary around a plane
constexpr unsigned char canary = 0xC5;

int planes_of(const rushes_video_format& f) {
  return f.packed ? 1 : f.family == RUSHES_FAMILY_GRAY ? 1 : f.alpha ? 4 : 3;
}
bool is_chroma(const rushes_video_format& f, int k) { return f.family == RUSHES_FAMILY_YUV && (k == 1 || k == 2); }

}  // namespace

int Picture::plane_width(int k) const {
  const auto& b = image_.bounds;
  const int s = is_chroma(image_.format, k) ? image_.format.sub_w : 0;
  return (((b.x2 + (1 << s) - 1) >> s) - (b.x1 >> s)) * (image_.format.packed ? 4 : 1);
}
int Picture::plane_height(int k) const {
  const auto& b = image_.bounds;
  const int s = is_chroma(image_.format, k) ? image_.format.sub_h : 0;
  return ((b.y2 + (1 << s) - 1) >> s) - (b.y1 >> s);
}

Picture::Picture(const rushes_video_format& format, rushes_rect full, rushes_rect bounds, unsigned char fill) {
  image_.size = sizeof image_;
  image_.format = format;
  image_.bounds = bounds;
  image_.full = full;
  image_.pixel_aspect = {1, 1};
  image_.pts = {0, 1};
  image_.n_planes = static_cast<std::uint32_t>(planes_of(format));
  for (int k = 0; k < planes(); ++k) {
    const std::size_t bytes = static_cast<std::size_t>(plane_width(k)) * format.bytes;
    const std::size_t stride = (bytes + pad + 63) / 64 * 64;
    image_.plane[k].stride = static_cast<std::int64_t>(stride);
    storage_.emplace_back(guard + 64 + stride * static_cast<std::size_t>(plane_height(k)) + 64 + guard, canary);
  }
  point();
  for (int k = 0; k < planes(); ++k)
    for (int y = 0; y < plane_height(k); ++y)
      std::memset(static_cast<char*>(image_.plane[k].data) + y * image_.plane[k].stride, fill,
                  static_cast<std::size_t>(plane_width(k)) * format.bytes);
}

Picture::Picture(const Picture& other) : Picture(other.format(), other.image_.full, other.bounds()) {
  for (int k = 0; k < planes(); ++k)
    for (int y = 0; y < plane_height(k); ++y)
      std::memcpy(static_cast<char*>(image_.plane[k].data) + y * image_.plane[k].stride,
                  static_cast<const char*>(other.image_.plane[k].data) + y * other.image_.plane[k].stride,
                  static_cast<std::size_t>(plane_width(k)) * format().bytes);
}

void Picture::point() {
  for (int k = 0; k < planes(); ++k) {
    auto* p = storage_[static_cast<std::size_t>(k)].data() + guard;
    image_.plane[k].data = p + (64 - reinterpret_cast<std::uintptr_t>(p) % 64) % 64;
  }
}

double Picture::get(int k, int x, int y) const {
  const char* row = static_cast<const char*>(image_.plane[k].data) + y * image_.plane[k].stride;
  if (format().sample == RUSHES_SAMPLE_FLOAT) return reinterpret_cast<const float*>(row)[x];
  return format().bytes == 1 ? reinterpret_cast<const unsigned char*>(row)[x]
                             : reinterpret_cast<const std::uint16_t*>(row)[x];
}

void Picture::set(int k, int x, int y, double v) {
  char* row = static_cast<char*>(image_.plane[k].data) + y * image_.plane[k].stride;
  if (format().sample == RUSHES_SAMPLE_FLOAT)
    reinterpret_cast<float*>(row)[x] = static_cast<float>(v);
  else if (format().bytes == 1)
    reinterpret_cast<unsigned char*>(row)[x] = static_cast<unsigned char>(v);
  else
    reinterpret_cast<std::uint16_t*>(row)[x] = static_cast<std::uint16_t>(v);
}

void Picture::fill(const std::function<double(int, int, int)>& value) {
  for (int k = 0; k < planes(); ++k) {
    const int s = is_chroma(format(), k) ? format().sub_w : 0, t = is_chroma(format(), k) ? format().sub_h : 0;
    const int x0 = (bounds().x1 >> s) * (format().packed ? 4 : 1), y0 = bounds().y1 >> t;
    for (int y = 0; y < plane_height(k); ++y)
      for (int x = 0; x < plane_width(k); ++x) set(k, x, y, value(k, x0 + x, y0 + y));
  }
}

Picture Picture::crop(const rushes_rect& wanted) const {
  rushes_rect r = wanted;
  if (format().family == RUSHES_FAMILY_YUV) {
    const int w = 1 << format().sub_w, h = 1 << format().sub_h;
    r.x1 = r.x1 / w * w, r.y1 = r.y1 / h * h;
    r.x2 = (r.x2 + w - 1) / w * w, r.y2 = (r.y2 + h - 1) / h * h;
  }
  r = {std::max(r.x1, bounds().x1), std::max(r.y1, bounds().y1), std::min(r.x2, bounds().x2),
       std::min(r.y2, bounds().y2)};
  if (r.x2 < r.x1) r.x2 = r.x1;
  if (r.y2 < r.y1) r.y2 = r.y1;
  Picture out(format(), image_.full, r);
  for (int k = 0; k < planes(); ++k) {
    const int s = is_chroma(format(), k) ? format().sub_w : 0, t = is_chroma(format(), k) ? format().sub_h : 0;
    const int dx = ((r.x1 >> s) - (bounds().x1 >> s)) * (format().packed ? 4 : 1),
              dy = (r.y1 >> t) - (bounds().y1 >> t);
    for (int y = 0; y < out.plane_height(k); ++y)
      std::memcpy(
          static_cast<char*>(out.image_.plane[k].data) + y * out.image_.plane[k].stride,
          static_cast<const char*>(image_.plane[k].data) + (y + dy) * image_.plane[k].stride + dx * format().bytes,
          static_cast<std::size_t>(out.plane_width(k)) * format().bytes);
  }
  return out;
}

bool Picture::intact() const {
  for (int k = 0; k < planes(); ++k) {
    const auto& bytes = storage_[static_cast<std::size_t>(k)];
    const auto* begin = static_cast<const unsigned char*>(image_.plane[k].data);
    const std::size_t stride = static_cast<std::size_t>(image_.plane[k].stride),
                      used = static_cast<std::size_t>(plane_width(k)) * format().bytes;
    const std::size_t height = static_cast<std::size_t>(plane_height(k));
    const auto untouched = [](const unsigned char* from, const unsigned char* to) {
      return std::all_of(from, to, [](unsigned char c) { return c == canary; });
    };
    if (!untouched(bytes.data(), begin)) return false;
    for (std::size_t y = 0; y + 1 < height; ++y)
      if (!untouched(begin + y * stride + used, begin + (y + 1) * stride)) return false;
    if (!untouched(begin + height * stride + 64, bytes.data() + bytes.size())) return false;
  }
  return true;
}

std::string Picture::difference(const Picture& other, double tolerance) const {
  if (planes() != other.planes() || plane_width(0) != other.plane_width(0) || plane_height(0) != other.plane_height(0))
    return "other size";
  for (int k = 0; k < planes(); ++k)
    for (int y = 0; y < plane_height(k); ++y) {
      const std::size_t bytes = static_cast<std::size_t>(plane_width(k)) * format().bytes;
      if (std::memcmp(static_cast<const char*>(image_.plane[k].data) + y * image_.plane[k].stride,
                      static_cast<const char*>(other.image_.plane[k].data) + y * other.image_.plane[k].stride,
                      bytes) == 0)
        continue;
      for (int x = 0; x < plane_width(k); ++x) {
        const double a = get(k, x, y), b = other.get(k, x, y);
        if (a == b || std::fabs(a - b) <= tolerance || (std::isnan(a) && std::isnan(b))) continue;
        return "plane " + std::to_string(k) + " at " + std::to_string(x) + "," + std::to_string(y) + ": " +
               std::to_string(a) + " and " + std::to_string(b);
      }
    }
  return {};
}

rushes_video_format yuv(int bits, int sub_w, int sub_h, bool alpha, bool full_range, int matrix) {
  rushes_video_format f{};
  f.family = RUSHES_FAMILY_YUV, f.sample = RUSHES_SAMPLE_UINT;
  f.bits = static_cast<std::uint8_t>(bits), f.bytes = bits > 8 ? 2 : 1;
  f.sub_w = static_cast<std::uint8_t>(sub_w), f.sub_h = static_cast<std::uint8_t>(sub_h);
  f.alpha = alpha ? RUSHES_ALPHA_STRAIGHT : RUSHES_ALPHA_NONE;
  f.primaries = f.transfer = 1, f.matrix = static_cast<std::uint8_t>(matrix), f.full_range = full_range;
  return f;
}

rushes_video_format rgba(int bits) {
  rushes_video_format f = bits == 8 ? formats::rgba8 : bits == 16 ? formats::rgba16 : formats::rgba_float;
  f.primaries = 1, f.transfer = 13, f.chroma_loc = f.field_order = 0;
  return f;
}

std::vector<rushes_video_format> concrete(const rushes_video_format& p) {
  if (p.family == RUSHES_FAMILY_RGB) return {rgba(p.bits)};
  const bool alpha = p.alpha == RUSHES_ALPHA_STRAIGHT;
  if (p.bytes == 1)
    return {yuv(8, 1, 1, alpha), yuv(8, 0, 0, alpha, true, 5), yuv(8, 1, 0, alpha), yuv(8, 2, 0, alpha, true)};
  return {yuv(10, 1, 1, alpha), yuv(16, 0, 0, alpha, true, 9), yuv(12, 1, 0, alpha, false, 9)};
}

std::string name_of(const rushes_video_format& f) {
  std::string name = f.family == RUSHES_FAMILY_YUV ? "yuv" : "rgb";
  if (f.alpha) name += "a";
  if (f.family == RUSHES_FAMILY_YUV) name += f.sub_h ? "420" : f.sub_w == 2 ? "411" : f.sub_w ? "422" : "444";
  return name + (f.sample == RUSHES_SAMPLE_FLOAT ? "f" : "p") + std::to_string(f.bits) + (f.full_range ? "-full" : "");
}

Picture noise(const rushes_video_format& f, int width, int height, unsigned seed) {
  Picture picture(f, width, height);
  std::mt19937 random(seed);
  const double max = f.sample == RUSHES_SAMPLE_FLOAT ? 1.0 : std::ldexp(1.0, f.bits) - 1;
  const auto alpha = [&](int x, int y) {  // thirds: none, all, partial
    const int part = (x / 5 + y / 3) % 3;
    return part == 0 ? 0.0 : part == 1 ? 1.0 : ((x * 37 + y * 101) % 255) / 255.0;
  };
  picture.fill([&](int k, int x, int y) {
    const double v = static_cast<double>(random() % 65536) / 65535.0;
    if (f.packed) {
      const double a = alpha(x / 4, y);
      const double c = x % 4 == 3 ? a : v * a;
      return f.sample == RUSHES_SAMPLE_FLOAT ? c : std::floor(c * max);
    }
    return k == 3 ? std::round(alpha(x, y) * max) : std::floor(v * max);
  });
  return picture;
}

Picture gradient(const rushes_video_format& f, int width, int height) {
  Picture picture(f, width, height);
  const bool fp = f.sample == RUSHES_SAMPLE_FLOAT;
  const double max = fp ? 1.0 : std::ldexp(1.0, f.bits) - 1;
  picture.fill([&](int k, int x, int y) {
    const int channel = f.packed ? x % 4 : k;
    const double px = f.packed ? x / 4 : x, py = y;
    const double u = 0.5 + 0.3 * std::sin(px * 0.13 + channel) + 0.15 * std::cos(py * 0.21 - channel);
    const double v = (channel == 3 ? 1.0 : u) * max;
    return fp ? v : std::round(v);
  });
  return picture;
}

void write_ppm(const Picture& p, const std::string& path, double background) {
  const auto& f = p.format();
  const double max = f.sample == RUSHES_SAMPLE_FLOAT ? 1.0 : std::ldexp(1.0, f.bits) - 1,
               unit = std::ldexp(1.0, f.bits - 8);
  const double kr = f.matrix == 5 || f.matrix == 6 ? 0.299
                    : f.matrix == 9                ? 0.2627
                                                   : 0.2126,
               kb = f.matrix == 5 || f.matrix == 6 ? 0.114
                    : f.matrix == 9                ? 0.0593
                                                   : 0.0722;
  const int w = p.bounds().x2 - p.bounds().x1, h = p.bounds().y2 - p.bounds().y1;
  std::ofstream out(path, std::ios::binary);
  out << "P6\n" << w << " " << h << "\n255\n";
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      double c[3], a = 1;
      if (f.packed) {
        for (int k = 0; k < 3; ++k) c[k] = p.get(0, 4 * x + k, y) / max;
        a = p.get(0, 4 * x + 3, y) / max;
      } else {
        const double Y = f.full_range ? p.get(0, x, y) / max : (p.get(0, x, y) - 16 * unit) / (219 * unit);
        const double range = f.full_range ? max : 224 * unit, mid = 128 * unit;
        const double u = (p.get(1, x >> f.sub_w, y >> f.sub_h) - mid) / range,
                     v = (p.get(2, x >> f.sub_w, y >> f.sub_h) - mid) / range;
        c[0] = Y + 2 * (1 - kr) * v, c[2] = Y + 2 * (1 - kb) * u;
        c[1] = (Y - kr * c[0] - kb * c[2]) / (1 - kr - kb);
        if (f.alpha) {
          a = p.get(3, x, y) / max;
          for (double& v2 : c) v2 *= a;
        }
      }
      for (double v : c)
        out.put(static_cast<char>(std::lround(std::clamp((v + background * (1 - a)) * 255, 0.0, 255.0))));
    }
}

}  // namespace rushes::test
