#include "core/media/source.hpp"

#include "core/media/describe.hpp"
#include "core/media/file_source.hpp"
#include "core/media/known_files.hpp"
#include "core/media/still.hpp"

namespace rushes {

Result<std::shared_ptr<MediaSource>> open_media(std::shared_ptr<FramePool> pool, const std::string& path,
                                                const SourceOptions& options) {
  return open_known_media(std::move(pool), path, nullptr, options);
}

Result<std::shared_ptr<MediaSource>> open_known_media(std::shared_ptr<FramePool> pool, const std::string& path,
                                                      std::shared_ptr<KnownFiles> known, const SourceOptions& options) {
  if (!pool) return Error{Errc::invalid, "a frame pool is needed to open " + path};
  if (is_sequence(path)) return open_sequence(std::move(pool), path, options.sequence_rate);
  if (is_still(path)) return open_still(std::move(pool), path);
  return av::open_file(std::move(pool), path, std::move(known), options);
}

Result<MediaInfo> probe(const std::string& path) {
  if (is_sequence(path)) return probe_sequence(path, SourceOptions{}.sequence_rate);
  if (is_still(path)) return probe_still(path);
  auto input = av::open(path);
  if (!input) return std::move(input).error();
  return av::describe(**input, path);
}

}  // namespace rushes
