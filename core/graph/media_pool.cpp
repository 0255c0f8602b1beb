#include "core/graph/media_pool.hpp"

#include <algorithm>

namespace rushes {

MediaPool::MediaPool(const std::vector<Media>& media, Open open, std::size_t keep_open)
    : media_(media), open_(std::move(open)), keep_open_(keep_open) {
  for (std::size_t i = 0; i < media.size(); ++i) slots_.push_back(std::make_unique<Slot>());
}

Result<std::shared_ptr<MediaSource>> MediaPool::source(int media) {
  Slot& slot = *slots_[static_cast<std::size_t>(media)];
  std::shared_ptr<MediaSource> source;
  {
    const std::lock_guard lock(slot.opening);
    if (slot.error) return *slot.error;
    source = slot.source.lock();
    if (!source) {
      if (!open_) return Error{Errc::unavailable, "nothing here opens media"};
      auto opened = open_(media_[static_cast<std::size_t>(media)].uri);
      if (!opened) {
        slot.error = std::move(opened).error();
        if (slot.error->code == Errc::not_found)
          slot.error->message += "; put the file back, or change the asset's uri";
        else if (slot.error->code == Errc::invalid)
          slot.error->message += "; put a whole one in its place, or change the asset's uri";
        return *slot.error;
      }
      source = std::move(*opened);
      slot.source = source;
    }
  }
  touch(media, source);
  return source;
}

void MediaPool::touch(int media, std::shared_ptr<MediaSource> source) {
  std::shared_ptr<MediaSource> closed;  // closed without the lock
  const std::lock_guard lock(recent_mutex_);
  const auto it = std::ranges::find(recent_, media, &std::pair<int, std::shared_ptr<MediaSource>>::first);
  if (it != recent_.end()) {
    recent_.splice(recent_.begin(), recent_, it);
    return;
  }
  recent_.emplace_front(media, std::move(source));
  if (recent_.size() > keep_open_) {
    closed = std::move(recent_.back().second);
    recent_.pop_back();
  }
}

}  // namespace rushes
