// What was found out about media files, kept in a folder from one run to the next: a file that has not changed since is
// opened without being read through again. Everything in the folder can be made again; it may be removed at any time.
#pragma once

#include "core/media/source.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace rushes {

// Thread-safe; several processes may share a folder.
class KnownFiles {
 public:
  // The folder is made when something is first kept. Records that have not been used for longest go when all of them
  // take more than `limit_bytes`.
  explicit KnownFiles(std::string folder, std::uint64_t limit_bytes = std::uint64_t{256} << 20);

  // Names the state a file is in: its place, size, inode and times of change. Changes whenever it is written to,
  // replaced or renamed. Nothing where there is no such file.
  static std::optional<Key> state_of(const std::string& path);

  std::optional<std::string> find(const Key& state) const;
  // Failing to keep something is no error: it is found out again.
  void keep(const Key& state, std::string_view facts);

 private:
  std::string place_of(const Key& state) const;
  void make_room() const;

  const std::string folder_;
  const std::uint64_t limit_;
  std::mutex lock_;  // one writer of this process at a time
};

// open_media() with what is known of the file. Without `known` the same as open_media().
Result<std::shared_ptr<MediaSource>> open_known_media(std::shared_ptr<FramePool> pool, const std::string& path,
                                                      std::shared_ptr<KnownFiles> known, const SourceOptions& = {});

}  // namespace rushes
