// Stills by OpenImageIO.
#include "core/base/files.hpp"
#include "core/media/convert.hpp"
#include "core/media/stills_module.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <OpenImageIO/imageio.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace rushes {

namespace {

// The format of the file for a frame: PNG and TIFF keep more than 8 bits, EXR is linear float, JPEG is 8 bits without
// alpha.
VideoFormat still_format(const VideoFormat& f, const std::string& ending) {
  const bool deep = f.sample == RUSHES_SAMPLE_FLOAT || f.bits > 8;
  VideoFormat out = ending == "exr"           ? video_format::rgba_float()
                    : deep && ending != "jpg" ? video_format::rgba16()
                                              : video_format::rgba8();
  if (ending == "exr") out.transfer = 8;
  if (!f.alpha || ending == "jpg")
    out.alpha = RUSHES_ALPHA_NONE;
  else
    out.alpha = ending == "png" ? RUSHES_ALPHA_STRAIGHT : RUSHES_ALPHA_PREMULTIPLIED;
  return out;
}

struct MemoryFile {
  int fd = ::memfd_create("still", MFD_CLOEXEC);
  MemoryFile() = default;
  MemoryFile(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (fd >= 0) ::close(fd);
  }
};

}  // namespace

namespace stills {

Result<void> write(FramePool& pool, const Frame& frame, const std::string& path) {
  const auto dot = path.rfind('.');
  std::string ending = dot == path.npos ? "" : path.substr(dot + 1);
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (ending == "jpeg") ending = "jpg";
  if (ending == "tiff") ending = "tif";
  if (ending != "png" && ending != "jpg" && ending != "exr" && ending != "tif") {
    return Error{Errc::invalid, "cannot write " + path + ": stills are .png, .jpg, .exr or .tif"};
  }
  const VideoFormat format = still_format(frame.format, ending);
  auto ready = convert(pool, std::make_shared<Frame>(frame), format);
  if (!ready) return std::move(ready).error().in("cannot write " + path);
  const Frame& image = **ready;
  const int channels = format.alpha ? 4 : 3;
  const auto give_up = [&](const std::string& why) { return Error{Errc::io, "cannot write " + path + ": " + why}; };
  // Into memory first: some of the libraries behind do not tell when a disk is full, and one ends the process.
  const MemoryFile memory;
  if (memory.fd < 0) return give_up(std::strerror(errno));
  const std::string temporary = "/proc/self/fd/" + std::to_string(memory.fd);
  try {
    const auto type = format.sample == RUSHES_SAMPLE_FLOAT ? OIIO::TypeDesc::FLOAT
                      : format.bits > 8                    ? OIIO::TypeDesc::UINT16
                                                           : OIIO::TypeDesc::UINT8;
    auto out = OIIO::ImageOutput::create(ending == "jpg"   ? "jpeg"
                                         : ending == "tif" ? "tiff"
                                         : ending == "exr" ? "openexr"
                                                           : "png");
    if (!out) return Error{Errc::unavailable, "cannot write " + path + ": OpenImageIO has no ." + ending + " here"};
    out->threads(1);
    OIIO::ImageSpec spec(width(image.bounds), height(image.bounds), channels, type);
    spec.full_width = width(image.full);
    spec.full_height = height(image.full);
    spec.x = image.bounds.x1 - image.full.x1;
    spec.y = image.bounds.y1 - image.full.y1;
    spec.attribute("oiio:ColorSpace", ending == "exr" ? "Linear" : "sRGB");
    if (ending == "png") {
      spec.attribute("png:compressionLevel", 4);
      spec.attribute("oiio:UnassociatedAlpha", 1);
    }
    if (ending == "jpg") spec.attribute("Compression", "jpeg:95");
    if (image.pixel_aspect.num > 0 && image.pixel_aspect.num != image.pixel_aspect.den) {
      spec.attribute("PixelAspectRatio",
                     static_cast<float>(image.pixel_aspect.num) / static_cast<float>(image.pixel_aspect.den));
    }
    if (!out->open(temporary, spec)) return give_up(out->geterror());
    const Plane& plane = image.planes[0];
    if (!out->write_image(type, plane.data, static_cast<OIIO::stride_t>(bytes_per_pixel(format, 0)), plane.stride))
      return give_up(out->geterror());
    if (!out->close()) return give_up(out->geterror());
  } catch (const std::exception& e) {
    return give_up(e.what());
  }
  auto content = read_file(temporary);
  if (!content) return give_up(content.error().message);
  return write_file(path, *content);
}

}  // namespace stills

}  // namespace rushes
