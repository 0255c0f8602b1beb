#include "core/media/video_reader.hpp"

#include <algorithm>
#include <chrono>

namespace rushes::av {

namespace {

constexpr std::size_t max_places = 3, max_decoders = 8;
constexpr std::int64_t keep_contended = 3;  // frames before the wanted one that are kept when other threads want them
constexpr std::int64_t near = 3;            // frames from where a decoder was taken away: it should have stayed
constexpr std::uint64_t still_wanted = 24;  // frames of all files, after which a decoder that was not used rests
constexpr std::uint64_t recent_limit = 48u << 20, backward_limit = 256u << 20;  // bytes of recent frames

}  // namespace

VideoReader::VideoReader(Stream stream, std::shared_ptr<FramePool> pool, int threads,
                         std::shared_ptr<DecoderPool> decoders)
    : index_(std::move(stream.index)),
      path_(std::move(stream.path)),
      stream_(stream.number),
      parameters_(std::move(stream.parameters)),
      orientation_(stream.orientation),
      pool_(std::move(pool)),
      threads_(threads),
      decoders_(std::move(decoders)) {
  decoders_->join(this);
}

Result<void> VideoReader::begin(Input input) {
  auto first = VideoDecoder::open(index_, pool_, std::move(input), stream_, threads_, path_, false, decoders_);
  if (!first) return std::move(first).error();
  const std::lock_guard hold(lock_);
  slots_.push_back({std::move(*first)});
  return {};
}

VideoReader::~VideoReader() { decoders_->leave(this); }

std::size_t VideoReader::idle(std::uint64_t& oldest) {
  const std::lock_guard hold(lock_);
  std::size_t n = 0;
  const std::uint64_t delivered = decoders_->delivered;
  for (const Slot& s : slots_) {
    if (s.busy || s.decoder->resting()) continue;
    if (delivered > s.decoder->last_delivered + still_wanted) {
      s.decoder->rest();
      continue;
    }
    ++n;
    oldest = std::min(oldest, s.decoder->last_used);
  }
  return n;
}

void VideoReader::close_oldest() {
  std::list<Slot> closed;  // destroyed without the lock
  const std::lock_guard hold(lock_);
  auto oldest = slots_.end();
  for (auto it = slots_.begin(); it != slots_.end(); ++it)
    if (!it->busy && !it->decoder->resting() &&
        (oldest == slots_.end() || it->decoder->last_used < oldest->decoder->last_used))
      oldest = it;
  if (oldest != slots_.end()) closed.splice(closed.begin(), slots_, oldest);
}

FramePtr VideoReader::recent(std::int64_t n) {
  const auto it = std::ranges::find(recent_, n, &Recent::n);
  if (it == recent_.end()) return nullptr;
  recent_.splice(recent_.begin(), recent_, it);
  return it->frame;
}

void VideoReader::remember(std::int64_t n, FramePtr frame) {
  if (recent(n)) return;
  recent_bytes_ += frame->bytes();
  recent_.push_front({n, std::move(frame)});
  const std::uint64_t limit = backwards_ ? backward_limit : recent_limit;
  const std::size_t count = backwards_ ? 512 : contended_ > 0 ? 8 : 2;
  while (recent_.size() > 1 && (recent_bytes_ > limit || recent_.size() > count)) {
    recent_bytes_ -= recent_.back().frame->bytes();
    recent_.pop_back();
  }
}

// The decoder that reaches n with the least work; one that is busy just before n is waited for, because n is next to
// what it does.
Result<VideoReader::Slot*> VideoReader::lease(std::int64_t n, std::unique_lock<std::mutex>& hold,
                                              const CancelToken& cancel, FramePtr& found) {
  const std::int64_t entry = index_->entry_for(n, INT64_MAX);
  const std::int64_t seek_cost =
      n - std::max<std::int64_t>(0, index_->packets[static_cast<std::size_t>(entry)].shown) + 8;
  for (;;) {
    if ((found = recent(n))) return nullptr;
    Slot *best = nullptr, *oldest = nullptr;
    std::int64_t best_cost = seek_cost;
    for (Slot& s : slots_) {
      const std::int64_t at = s.busy ? s.target + 1 : s.decoder ? s.decoder->position() : 0;
      const bool goes_on = s.busy || !s.decoder->resting();
      if (goes_on && n >= at && n - at < best_cost) best = &s, best_cost = n - at;
      if (s.busy) continue;
      if (!oldest || s.decoder->last_used < oldest->decoder->last_used) oldest = &s;
    }
    Slot* chosen = nullptr;
    if (best && !best->busy) {
      chosen = best;
    } else if (best) {
      contended_ = 64;  // requests for which what is decoded on the way is kept
    } else {
      // Somebody goes on where a decoder was taken away: two places are asked in turn, and each is worth a decoder.
      const auto back = std::ranges::find_if(left_, [n](std::int64_t p) { return p >= 0 && n >= p && n - p <= near; });
      if (back != left_.end()) {
        places_ = std::min(places_ + 1, max_places);
        *back = -1;
      }
      const bool free = oldest && (oldest->decoder->last_used == 0 || oldest->decoder->resting());
      if (free) {
        chosen = oldest;
      } else if (oldest && slots_.size() >= places_) {
        chosen = oldest;
        left_ = {oldest->decoder->position(), left_[0], left_[1]};
      }
    }
    if (chosen) {
      chosen->busy = true;
      chosen->target = n;
      return chosen;
    }
    if (!best && slots_.size() < max_decoders) {
      slots_.push_back({nullptr, true, n});
      Slot& fresh = slots_.back();
      hold.unlock();
      auto input = reopen(path_, stream_, *parameters_);
      Result<std::unique_ptr<VideoDecoder>> made = Error{Errc::io, path_ + " has changed while it was open"};
      if (!input)
        made = std::move(input).error();
      else if (static_cast<unsigned>(stream_) < (*input)->nb_streams)
        made = VideoDecoder::open(index_, pool_, std::move(*input), stream_, threads_, path_, true, decoders_);
      hold.lock();
      if (!made) {
        slots_.remove_if([&](const Slot& s) { return &s == &fresh; });
        idle_.notify_all();
        return std::move(made).error();
      }
      fresh.decoder = std::move(*made);
      return &fresh;
    }
    if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    idle_.wait_for(hold, std::chrono::milliseconds(50));
  }
}

Result<FramePtr> VideoReader::import(const VideoDecoder& decoder, const AVFrame& frame) {
  auto made = import_frame(pool_, frame, decoder.field_order(), decoder.pixel_aspect());
  if (!made) return std::move(made).error();
  if (orientation_.upright()) return FramePtr(std::move(*made));
  auto turned = orient(*pool_, **made, orientation_);
  if (!turned) return std::move(turned).error();
  return FramePtr(std::move(*turned));
}

Result<FramePtr> VideoReader::frame(std::int64_t n, const CancelToken& cancel) {
  if (n < 0 || n >= static_cast<std::int64_t>(index_->frames.size())) {
    return Error{Errc::invalid,
                 path_ + " has no frame " + std::to_string(n) + "; it has " + std::to_string(index_->frames.size())};
  }
  std::unique_lock hold(lock_);
  backwards_ = n == last_asked_ - 1 || (backwards_ && n <= last_asked_);
  last_asked_ = n;
  const bool backwards = backwards_;
  FramePtr found;
  auto leased = lease(n, hold, cancel, found);
  if (!leased) return std::move(leased).error();
  if (found) {
    ++decoders_->delivered;
    ++decoders_->reused;
    return found;
  }
  const bool contended = contended_ > 0 && contended_-- > 0;
  Slot& slot = **leased;
  VideoDecoder& decoder = *slot.decoder;
  hold.unlock();

  // Playing backwards, the whole group that was decoded for one frame is kept for the next ones.
  std::vector<std::pair<std::int64_t, FramePtr>> kept;
  const std::int64_t keep = backwards ? 512 : contended ? keep_contended : 0;
  auto decoded = decoder.frame(
      n, keep,
      [&](std::int64_t shown, const AVFrame& passing) {
        if (auto f = import(decoder, passing)) kept.emplace_back(shown, std::move(*f));
      },
      cancel);
  Result<FramePtr> out = Error{};
  if (decoded)
    out = import(decoder, **decoded);
  else
    out = std::move(decoded).error();
  decoded = Error{};  // the decoder's reference goes before others may write to the planes

  hold.lock();
  decoder.last_used = decoders_->next_use();
  decoder.last_delivered = decoders_->delivered;
  for (auto& [shown, f] : kept) remember(shown, std::move(f));
  if (out) {
    ++decoders_->delivered;
    remember(n, *out);
  }
  slot.busy = false;
  // Those made for a rush of threads are closed again.
  std::list<Slot> closed;
  if (slots_.size() > places_) {
    const auto it = std::ranges::find_if(slots_, [&](const Slot& s) { return &s == &slot; });
    const auto busy = static_cast<std::size_t>(std::ranges::count_if(slots_, [](const Slot& s) { return s.busy; }));
    if (slots_.size() - busy > max_places) closed.splice(closed.begin(), slots_, it);
  }
  idle_.notify_all();
  hold.unlock();
  closed.clear();
  decoders_->settle();
  return out;
}

}  // namespace rushes::av
