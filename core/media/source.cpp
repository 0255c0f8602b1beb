#include "core/media/source.hpp"

#include "core/media/describe.hpp"
#include "core/media/file_source.hpp"

namespace rushes {

Result<std::shared_ptr<MediaSource>> open_media(std::shared_ptr<FramePool> pool, const std::string& path, const SourceOptions& options) {
  return av::open_file(std::move(pool), path, options);
}

Result<MediaInfo> probe(const std::string& path) {
  auto input = av::open(path);
  if (!input) return std::move(input).error();
  return av::describe(**input, path);
}

}  // namespace rushes
