// All that opening a media file finds out about it, and the same as bytes, to be kept from one run to the next.
#pragma once

#include "core/media/index.hpp"
#include "core/media/orient.hpp"
#include "core/media/source.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace rushes::av {

struct FileFacts {
  Key content;
  MediaInfo info;
  // Of the first video stream; without one, `video` is -1 and the rest is empty.
  int video = -1;
  Orientation orientation;
  AVRational average{0, 1}, lowest{0, 1};  // frame rates, as the container has them
  Parameters parameters;
  std::shared_ptr<const VideoIndex> index;
};

std::string to_bytes(const FileFacts& facts);
// Nothing when they were written by another version of Rushes or FFmpeg, or are no such bytes.
std::optional<FileFacts> facts_from(std::string_view bytes);

}  // namespace rushes::av
