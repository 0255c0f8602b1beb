// The pictures of one video stream by number, for several threads at once: a few single-threaded decoders at different
// places, and the frames that came out lately.
#pragma once

#include "core/media/decoder_pool.hpp"
#include "core/media/orient.hpp"
#include "core/media/video_decoder.hpp"

#include <condition_variable>
#include <list>
#include <mutex>

namespace rushes::av {

class VideoReader {
 public:
  // `input` has been used to make the index; it becomes the first decoder's.
  static Result<std::unique_ptr<VideoReader>> open(std::shared_ptr<const VideoIndex> index,
                                                   std::shared_ptr<FramePool> pool, Input input, int stream,
                                                   Orientation orientation, int threads, std::string path,
                                                   std::shared_ptr<DecoderPool> decoders);

  Result<FramePtr> frame(std::int64_t n, const CancelToken& cancel);
  const VideoIndex& index() const { return *index_; }

 private:
  struct Slot {
    std::unique_ptr<VideoDecoder> decoder;
    bool busy = false;
    std::int64_t target = -1;  // of a busy one
  };
  struct Recent {
    std::int64_t n;
    FramePtr frame;
  };

  VideoReader() = default;
  FramePtr recent(std::int64_t n);
  void remember(std::int64_t n, FramePtr frame);
  Result<Slot*> lease(std::int64_t n, std::unique_lock<std::mutex>& hold, const CancelToken& cancel, FramePtr& found);
  Result<FramePtr> import(const VideoDecoder& decoder, const AVFrame& frame);

  std::shared_ptr<const VideoIndex> index_;
  std::shared_ptr<FramePool> pool_;
  std::shared_ptr<DecoderPool> decoders_;
  Orientation orientation_;
  int stream_ = -1, threads_ = 1;
  std::string path_;

  std::mutex lock_;  // guards what follows; never held while decoding
  std::condition_variable idle_;
  std::list<Slot> slots_;
  std::list<Recent> recent_;  // newest first
  std::uint64_t recent_bytes_ = 0, clock_ = 0;
  std::int64_t last_asked_ = -1;
  bool backwards_ = false;
};

}  // namespace rushes::av
