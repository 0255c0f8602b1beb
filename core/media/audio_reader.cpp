#include "core/media/audio_reader.hpp"

#include "core/media/audio_chunks.hpp"

#include <algorithm>
#include <list>
#include <mutex>

namespace rushes::av {

namespace {

constexpr std::uint64_t remembered = 24u << 20;  // bytes of chunks that are kept; at least two chunks are

class ChunkReader final : public AudioReader {
 public:
  ChunkReader(std::string path, int stream, const AudioStreamInfo& info, Time origin)
      : channels_(info.channels),
        layout_(info.layout),
        origin_(origin),
        chunks_(std::move(path), stream, info.channels, project_rate) {}

  Result<AudioBlock> read(std::int64_t start, int frames, const CancelToken& cancel) override {
    if (auto ok = begin(cancel); !ok) return std::move(ok).error();
    AudioBlock block = AudioBlock::silence(channels_, layout_, start, frames);
    constexpr std::int64_t size = AudioChunks::seconds * project_rate;
    const std::int64_t from = start + shift_, to = from + frames;
    for (std::int64_t at = std::max<std::int64_t>(from, 0); at < to;) {
      const std::int64_t number = at / size, end = std::min(to, (number + 1) * size);
      auto chunk = chunk_of(number, cancel);
      if (!chunk) return std::move(chunk).error();
      const std::int64_t here = at - number * size;
      const std::int64_t n = std::min(end - at, static_cast<std::int64_t>((**chunk)[0].size()) - here);
      if (n <= 0 && here == 0) break;  // behind the end
      for (int c = 0; c < channels_ && n > 0; ++c)
        std::copy_n((**chunk)[static_cast<std::size_t>(c)].data() + here, n, block.channel(c) + (at - from));
      at = end;
    }
    return block;
  }

 private:
  using ChunkPtr = std::shared_ptr<const AudioChunks::Chunk>;

  Result<void> begin(const CancelToken& cancel) {
    const std::lock_guard hold(decoding_);
    if (begun_) return {};
    if (auto ok = chunks_.begin(cancel); !ok) return ok;
    shift_ =
        muldiv_round((origin_ - time_of(chunks_.first(), chunks_.time_base())).ticks, project_rate, Time::per_second);
    begun_ = true;
    return {};
  }

  ChunkPtr known(std::int64_t number) {
    const std::lock_guard hold(lock_);
    const auto it = std::ranges::find(recent_, number, &std::pair<std::int64_t, ChunkPtr>::first);
    if (it == recent_.end()) return nullptr;
    recent_.splice(recent_.begin(), recent_, it);
    return it->second;
  }

  Result<ChunkPtr> chunk_of(std::int64_t number, const CancelToken& cancel) {
    if (auto chunk = known(number)) return chunk;
    const std::lock_guard hold(decoding_);
    if (auto chunk = known(number)) return chunk;  // made while this thread waited
    ChunkPtr wanted;
    auto ok = chunks_.make(
        number,
        [&](std::int64_t n, AudioChunks::Chunk made) {
          auto chunk = std::make_shared<const AudioChunks::Chunk>(std::move(made));
          if (n == number) wanted = chunk;
          remember(n, std::move(chunk));
        },
        cancel);
    if (!ok) return std::move(ok).error();
    return wanted;
  }

  std::uint64_t bytes(const AudioChunks::Chunk& c) const { return c.size() * c[0].size() * sizeof(float); }

  void remember(std::int64_t number, ChunkPtr chunk) {
    const std::lock_guard hold(lock_);
    bytes_ += bytes(*chunk);
    recent_.emplace_front(number, std::move(chunk));
    while (recent_.size() > 2 && bytes_ > remembered) {
      bytes_ -= bytes(*recent_.back().second);
      recent_.pop_back();
    }
  }

  const int channels_;
  const std::uint64_t layout_;
  const Time origin_;
  std::mutex decoding_;  // held while decoding; guards chunks_, begun_ and, until it is begun, shift_
  AudioChunks chunks_;
  bool begun_ = false;
  std::int64_t shift_ = 0;                               // sample 0 asked for is sample shift_ of the chunks
  std::mutex lock_;                                      // guards what follows; never held while decoding
  std::list<std::pair<std::int64_t, ChunkPtr>> recent_;  // latest first
  std::uint64_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<AudioReader> make_audio_reader(std::string path, int stream, const AudioStreamInfo& info, Time origin) {
  return std::make_unique<ChunkReader>(std::move(path), stream, info, origin);
}

}  // namespace rushes::av
