#include "core/media/decoder_pool.hpp"

namespace rushes {

void DecoderPool::join(Holder* holder) {
  const std::lock_guard hold(lock_);
  holders_.push_back(holder);
}

void DecoderPool::leave(Holder* holder) {
  const std::lock_guard hold(lock_);
  std::erase(holders_, holder);
}

void DecoderPool::settle() {
  const std::lock_guard hold(lock_);
  for (;;) {
    std::size_t idle = 0;
    Holder* longest = nullptr;
    std::uint64_t since = ~std::uint64_t{0};
    for (Holder* h : holders_) {
      std::uint64_t oldest = ~std::uint64_t{0};
      idle += h->idle(oldest);
      if (oldest < since) since = oldest, longest = h;
    }
    if (idle <= keep_idle_ || !longest) return;
    longest->close_oldest();
  }
}

}  // namespace rushes
