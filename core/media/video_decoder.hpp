// One decoder at one place of one video stream. Not thread-safe; the reader lends it to one thread at a time.
#pragma once

#include "core/media/decoder_pool.hpp"
#include "core/media/index.hpp"

#include <functional>

namespace rushes::av {

class VideoDecoder {
 public:
  // `at_start`: `input` has just been opened; else it may stand anywhere.
  static Result<std::unique_ptr<VideoDecoder>> open(std::shared_ptr<const VideoIndex> index,
                                                    std::shared_ptr<FramePool> pool, Input input, int stream,
                                                    int threads, std::string path, bool at_start,
                                                    std::shared_ptr<DecoderPool> decoders);

  // The frame that comes out next without a seek; frames before it are gone.
  std::int64_t position() const { return position_; }
  // Decodes frame n. Frames that come out on the way and are within `keep` of n go to `passing`. An io error when the
  // decoder does not put it out from any place to begin at.
  Result<FrameRef> frame(std::int64_t n, std::int64_t keep,
                         const std::function<void(std::int64_t, const AVFrame&)>& passing, const CancelToken& cancel);
  // Gives back its frames and its codec and keeps the file open: what is left is small. The next frame begins with a
  // seek, as after any jump.
  void rest();
  bool resting() const { return !codec_; }
  AVFieldOrder field_order() const { return codec_->field_order; }
  AVRational pixel_aspect() const { return aspect_; }
  std::uint64_t last_used = 0;       // the pool's clock
  std::uint64_t last_delivered = 0;  // frames the pool's readers had given out by then

 private:
  VideoDecoder() = default;
  Result<void> wake();
  Result<void> seek(std::int64_t packet);
  Result<void> rewind();
  bool read(AVPacket& packet, std::int64_t& ordinal);
  enum class Step { found, missed, cancelled };
  Step run(std::int64_t n, std::int64_t keep, const std::function<void(std::int64_t, const AVFrame&)>& passing,
           const CancelToken& cancel, AVFrame& out);

  std::shared_ptr<const VideoIndex> index_;
  std::shared_ptr<FramePool> pool_;
  std::shared_ptr<DecoderPool> decoders_;
  Input input_;
  Codec codec_;
  Packet packet_, waiting_;
  bool has_waiting_ = false, draining_ = false, placed_ = false;
  int stream_ = -1, threads_ = 1;
  std::string path_;
  AVRational aspect_{0, 1};
  std::int64_t next_packet_ = 0, position_ = 0, last_id_ = -1;
  int repeat_ = 0;
};

}  // namespace rushes::av
