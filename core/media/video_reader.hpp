// The pictures of one video stream by number, for several threads at once: single-threaded decoders at different places,
// as many as there are places where frames are asked in turn, and the frames that came out last.
#pragma once

#include "core/media/decoder_pool.hpp"
#include "core/media/orient.hpp"
#include "core/media/video_decoder.hpp"

#include <array>
#include <condition_variable>
#include <list>
#include <mutex>

namespace rushes::av {

class VideoReader final : private DecoderPool::Holder {
 public:
  ~VideoReader() override;
  struct Stream {
    std::shared_ptr<const VideoIndex> index;
    std::string path;
    int number = -1;  // in the file
    Parameters parameters;
    Orientation orientation;
  };
  // Opens nothing before the first frame is asked for.
  VideoReader(Stream stream, std::shared_ptr<FramePool> pool, int threads, std::shared_ptr<DecoderPool> decoders);
  // `input` has been used to make the index; it becomes the first decoder's.
  Result<void> begin(Input input);

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

  std::size_t idle(std::uint64_t& oldest) override;
  void close_oldest() override;
  FramePtr recent(std::int64_t n);
  void remember(std::int64_t n, FramePtr frame);
  Result<Slot*> lease(std::int64_t n, std::unique_lock<std::mutex>& hold, const CancelToken& cancel, FramePtr& found);
  Result<FramePtr> import(const VideoDecoder& decoder, const AVFrame& frame);

  const std::shared_ptr<const VideoIndex> index_;
  const std::string path_;
  const int stream_;
  const Parameters parameters_;
  const Orientation orientation_;
  const std::shared_ptr<FramePool> pool_;
  const int threads_;
  const std::shared_ptr<DecoderPool> decoders_;

  std::mutex lock_;  // guards what follows; never held while decoding
  std::condition_variable idle_;
  std::list<Slot> slots_;
  std::list<Recent> recent_;  // newest first
  std::uint64_t recent_bytes_ = 0;
  std::array<std::int64_t, 3> left_{-1, -1, -1};  // positions that decoders were taken away from, latest first
  std::size_t places_ = 1;                        // decoders worth keeping: places where frames are asked in turn
  int contended_ = 0;                             // above 0: threads ask for neighbouring frames at once
  std::int64_t last_asked_ = -1;
  bool backwards_ = false;
};

}  // namespace rushes::av
