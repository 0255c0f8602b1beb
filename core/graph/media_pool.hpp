// The media files of a graph: opened when first needed, a few kept open, facts remembered.
#pragma once

#include "core/base/hash.hpp"
#include "core/graph/graph.hpp"
#include "core/media/source.hpp"

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace rushes {

class MediaPool {
 public:
  using Open = std::function<Result<std::shared_ptr<MediaSource>>(const std::string& uri)>;
  MediaPool(const std::vector<Media>& media, Open open, std::size_t keep_open = 24);

  // Thread-safe; two files open at the same time on two threads, one file only once. An error is remembered.
  Result<std::shared_ptr<MediaSource>> source(int media);

 private:
  struct Slot {
    std::mutex opening;
    std::weak_ptr<MediaSource> source;
    std::optional<Error> error;
  };
  void touch(int media, std::shared_ptr<MediaSource> source);

  const std::vector<Media>& media_;
  Open open_;
  std::size_t keep_open_;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::mutex recent_mutex_;
  std::list<std::pair<int, std::shared_ptr<MediaSource>>> recent_;  // latest first
};

}  // namespace rushes
