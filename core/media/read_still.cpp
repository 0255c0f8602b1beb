// One picture: its header, its pixels, upright and with its alpha as the framework has it.
#include "core/media/orient.hpp"
#include "core/media/pack.hpp"
#include "core/media/stills_module.hpp"

#include <sys/stat.h>

#include <OpenImageIO/imageio.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

namespace rushes {

namespace {

std::string ending_of(const std::string& path) {
  const auto dot = path.rfind('.');
  if (dot == path.npos || path.find('/', dot) != path.npos) return "";
  std::string e = path.substr(dot + 1);
  std::ranges::transform(e, e.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return e;
}

// EXIF's eight orientations as mirror-then-turn.
Orientation exif(int value) {
  constexpr Orientation table[] = {{0, false},  {0, true},   {180, false}, {180, true},
                                   {270, true}, {90, false}, {90, true},   {270, false}};
  return value >= 1 && value <= 8 ? table[value - 1] : Orientation{};
}

struct Header {
  VideoFormat read{};           // as read: alpha straight where the file has it so
  int w = 0, h = 0;             // of the picture (display window)
  int channels = 0, first = 0;  // those that are read
  std::vector<int> order;       // channel numbers, when they do not lie side by side
  Orientation orientation;
  rushes_rational aspect{1, 1};
  std::string format;
};

Result<Header> header_of(const OIIO::ImageSpec& spec, const std::string& path, const std::string& format) {
  Header h;
  h.format = format;
  h.w = spec.full_width > 0 ? spec.full_width : spec.width;
  h.h = spec.full_height > 0 ? spec.full_height : spec.height;
  const auto refuse = [&](const std::string& why) { return Error{Errc::invalid, "cannot read " + path + ": " + why}; };
  if (h.w < 1 || h.h < 1 || h.w > 32768 || h.h > 32768 || spec.width < 1 || spec.height < 1 || spec.width > 65536 ||
      spec.height > 65536) {
    return refuse("a picture of " + std::to_string(spec.width) + "x" + std::to_string(spec.height) +
                  " is too large here (at most 32768 each way)");
  }
  constexpr int far = 1 << 24;
  if (std::max({spec.x, spec.y, spec.full_x, spec.full_y}) > far ||
      std::min({spec.x, spec.y, spec.full_x, spec.full_y}) < -far) {
    return refuse("its pixels lie too far from where it is shown");
  }
  if (spec.nchannels < 1 || spec.nchannels > 256 || spec.image_bytes() > (std::uint64_t{4} << 30))
    return refuse("it has more pixels than can be held here (4 GiB)");
  if (spec.depth > 1) return refuse("it is a volume, not a picture");
  const int r = spec.channelindex("R"), g = spec.channelindex("G"), b = spec.channelindex("B"),
            y = spec.channelindex("Y");
  const int a = spec.alpha_channel >= 0 ? spec.alpha_channel : spec.channelindex("A");
  if (r >= 0 && g >= 0 && b >= 0)
    h.order = {r, g, b};
  else if (y >= 0)
    h.order = {y};
  else if (spec.nchannels >= 3)
    h.order = {0, 1, 2};
  else
    h.order = {0};
  const bool alpha = a >= 0 && std::ranges::find(h.order, a) == h.order.end();
  if (alpha) h.order.push_back(a);
  h.channels = static_cast<int>(h.order.size());
  VideoFormat& f = h.read;
  const bool colour = h.order.size() >= 3;
  f.family = colour ? RUSHES_FAMILY_RGB : RUSHES_FAMILY_GRAY;
  f.packed = colour;
  const auto base = static_cast<OIIO::TypeDesc::BASETYPE>(spec.format.basetype);
  if (base == OIIO::TypeDesc::UINT8)
    f.sample = RUSHES_SAMPLE_UINT, f.bits = 8, f.bytes = 1;
  else if (base == OIIO::TypeDesc::UINT16)
    f.sample = RUSHES_SAMPLE_UINT, f.bits = 16, f.bytes = 2;
  else
    f.sample = RUSHES_SAMPLE_FLOAT, f.bits = 32, f.bytes = 4;
  if (alpha)
    f.alpha = spec.get_int_attribute("oiio:UnassociatedAlpha") ? RUSHES_ALPHA_STRAIGHT : RUSHES_ALPHA_PREMULTIPLIED;
  f.primaries = 1;
  f.transfer = f.sample == RUSHES_SAMPLE_FLOAT ? 8 : 13;
  f.matrix = colour ? 0 : 1;
  f.full_range = 1;
  h.orientation = exif(spec.get_int_attribute("Orientation", 1));
  const float pixel = spec.get_float_attribute("PixelAspectRatio", 1.0f);
  if (std::isfinite(pixel) && pixel > 0.01f && pixel < 100.0f && std::abs(pixel - 1) > 1e-4f) {
    h.aspect = {std::llround(pixel * 10000.0), 10000};
  }
  return h;
}

Result<std::unique_ptr<OIIO::ImageInput>> open_image(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    const int code = errno;
    return Error{code == ENOENT ? Errc::not_found : Errc::io, "cannot open " + path + ": " + std::strerror(code)};
  }
  if (S_ISDIR(info.st_mode)) return Error{Errc::invalid, "cannot open " + path + ": it is a folder, not a picture"};
  if (info.st_size == 0) return Error{Errc::invalid, "cannot open " + path + ": the file is empty"};
  static const bool once = [] {
    OIIO::attribute("threads", 1);
    OIIO::attribute("exr_threads", -1);  // none of its own
    return true;
  }();
  (void)once;
  OIIO::ImageSpec config;
  config.attribute("oiio:UnassociatedAlpha", 1);  // we multiply, with rounding that is ours
  auto input = OIIO::ImageInput::open(path, &config);
  if (!input) {
    std::string why = OIIO::geterror();
    const std::string e = ending_of(path);
    if (e == "heic" || e == "heif" || e == "avif")
      return Error{Errc::invalid, "cannot read " + path + ": " + e +
                                      " pictures are not supported here; convert it to PNG or JPEG first"};
    if (const auto line = why.find('\n'); line != why.npos) why.resize(line);
    return Error{Errc::invalid,
                 "cannot read " + path + ": " + (why.empty() ? "it is no picture that is known here" : why)};
  }
  input->threads(1);
  return input;
}

MediaInfo info_of(const Header& h, const std::string& path) {
  MediaInfo info;
  info.kind = MediaKind::still;
  info.path = path;
  info.container = h.format;
  struct stat file {};
  if (::stat(path.c_str(), &file) == 0) info.bytes = static_cast<std::uint64_t>(file.st_size);
  VideoStreamInfo v;
  v.stream = 0;
  v.codec = h.format;
  v.width = h.w;
  v.height = h.h;
  v.rotation = h.orientation.rotation;
  v.mirrored = h.orientation.mirrored;
  v.pixel_aspect = h.aspect;
  v.frames = 1;
  v.format = h.read;
  if (v.format.alpha) v.format.alpha = RUSHES_ALPHA_PREMULTIPLIED;
  v.pixel_format = to_string(h.read);
  info.video.push_back(v);
  return info;
}

}  // namespace

namespace stills {

Result<MediaInfo> probe(const std::string& path) {
  try {
    auto input = open_image(path);
    if (!input) return std::move(input).error();
    auto h = header_of((*input)->spec(), path, (*input)->format_name());
    if (!h) return std::move(h).error();
    return info_of(*h, path);
  } catch (const std::exception& e) {
    return Error{Errc::invalid, "cannot read " + path + ": " + e.what()};
  }
}

Result<FramePtr> read(FramePool& pool, const std::string& path) {
  try {
    auto opened = open_image(path);
    if (!opened) return std::move(opened).error();
    OIIO::ImageInput& input = **opened;
    const OIIO::ImageSpec spec = input.spec();
    auto made = header_of(spec, path, input.format_name());
    if (!made) return std::move(made).error();
    const Header& h = *made;
    const auto type = h.read.sample == RUSHES_SAMPLE_FLOAT ? OIIO::TypeDesc::FLOAT
                      : h.read.bits > 8                    ? OIIO::TypeDesc::UINT16
                                                           : OIIO::TypeDesc::UINT8;
    const std::size_t sample = h.read.bytes, pixel = sample * static_cast<std::size_t>(spec.nchannels);
    std::vector<std::byte> data(pixel * static_cast<std::size_t>(spec.width) * static_cast<std::size_t>(spec.height));
    if (!input.read_image(0, 0, 0, spec.nchannels, type, data.data())) {
      std::string why = input.geterror();
      if (const auto line = why.find('\n'); line != why.npos) why.resize(line);
      return Error{Errc::io, "cannot read " + path + ": " + (why.empty() ? "it is damaged or cut off" : why)};
    }
    input.close();
    // The data window is placed in the display window: what lies outside it goes, what it does not cover is black and
    // clear.
    const Rect full{0, 0, h.w, h.h};
    auto out = pool.allocate(h.read, full, full);
    if (!out) return std::move(out).error();
    const int dx = spec.x - spec.full_x, dy = spec.y - spec.full_y;
    const Rect covered = intersect(full, {dx, dy, dx + spec.width, dy + spec.height});
    for (int p = 0; p < (*out)->n_planes; ++p) {
      const Plane& plane = (*out)->planes[static_cast<std::size_t>(p)];
      const int n = h.read.packed ? h.channels : 1;
      for (int y = 0; y < h.h; ++y) {
        std::byte* row = plane.data + y * plane.stride;
        if (!same(covered, full))
          std::memset(row, 0, static_cast<std::size_t>(h.w) * static_cast<std::size_t>(n) * sample);
        if (y < covered.y1 || y >= covered.y2) continue;
        const std::byte* from = data.data() + (static_cast<std::size_t>(y - dy) * static_cast<std::size_t>(spec.width) +
                                               static_cast<std::size_t>(covered.x1 - dx)) *
                                                  pixel;
        std::byte* to = row + static_cast<std::size_t>(covered.x1) * static_cast<std::size_t>(n) * sample;
        for (int x = covered.x1; x < covered.x2; ++x, from += pixel) {
          for (int c = 0; c < n; ++c, to += sample) {
            std::memcpy(
                to, from + static_cast<std::size_t>(h.order[static_cast<std::size_t>(h.read.packed ? c : p)]) * sample,
                sample);
          }
        }
      }
    }
    std::shared_ptr<Frame> frame = std::move(*out);
    frame->pixel_aspect = h.aspect;
    if (h.read.alpha == RUSHES_ALPHA_STRAIGHT) {
      if (frame->format.packed) {
        auto planes = unpack(pool, *frame, false);
        if (!planes) return std::move(planes).error();
        frame = std::move(*planes);
      }
      auto multiplied = associate(pool, *frame, true);
      if (!multiplied) return std::move(multiplied).error();
      frame = std::move(*multiplied);
      if (h.read.packed) {
        auto packed = pack(pool, *frame);
        if (!packed) return std::move(packed).error();
        frame = std::move(*packed);
      }
    }
    if (h.orientation.upright()) return FramePtr(std::move(frame));
    auto turned = orient(pool, *frame, h.orientation);
    if (!turned) return std::move(turned).error();
    return FramePtr(std::move(*turned));
  } catch (const std::exception& e) {
    return Error{Errc::invalid, "cannot read " + path + ": " + e.what()};
  }
}

}  // namespace stills

}  // namespace rushes
