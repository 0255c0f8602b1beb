// Frames to packets. The stream is cut into segments of whole groups of pictures, each coded by a single-threaded
// encoder of its own, so that the bytes are the same however many of them work at once.
#pragma once

#include "core/media/av.hpp"
#include "core/media/writer.hpp"

#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

namespace rushes::av {

class VideoEncoder {
 public:
  static Result<std::unique_ptr<VideoEncoder>> open(const WriteSpec& spec, bool global_header,
                                                    std::shared_ptr<FramePool> pool);
  ~VideoEncoder();

  const AVCodecContext& parameters() const { return *first_; }

  // Takes frame `count` of the stream; waits while too many are queued. `mark` is kept with the segment that ends here.
  Result<void> push(const Frame& frame, std::int64_t mark);
  void end(std::int64_t mark);
  // The packets of the next segment once it is finished; false when it is not (or with `wait`, when there is no more).
  Result<bool> next(std::vector<Packet>& packets, std::int64_t& mark, bool wait);

 private:
  struct Segment {
    std::int64_t first = 0;
    std::deque<Frame> frames;
    bool complete = false, taken = false, done = false;
    std::int64_t mark = 0;
    std::vector<Packet> packets;
  };
  VideoEncoder() = default;
  void work();
  Result<void> code(Segment& segment);
  Result<Codec> make_context() const;
  Result<FrameRef> wrap(const Frame& frame, std::int64_t pts) const;

  WriteSpec spec_;
  bool global_header_ = false;
  std::shared_ptr<FramePool> pool_;
  VideoFormat coded_{};  // what the codec is given
  AVPixelFormat pixels_ = AV_PIX_FMT_NONE;
  Codec first_;  // opened at once: what the container needs to know
  int segment_frames_ = 48;
  std::size_t queue_limit_ = 64;

  std::mutex lock_;  // guards what follows
  std::condition_variable changed_;
  std::list<Segment> segments_;
  std::int64_t pushed_ = 0, coded_packets_ = 0;
  std::size_t queued_ = 0;
  bool stop_ = false;
  std::optional<Error> error_;
  std::vector<std::jthread> workers_;
};

}  // namespace rushes::av
