// The sound of a file in chunks of fixed places, each decoded the same way whenever it is wanted: that is what makes
// samples independent of the order in which they are asked for, in bounded memory.
//
// Where the time stamps of the container count samples, chunk k is decoded from a fixed place before it, with a decoder
// and a resampler that are warm when it begins. Elsewhere (Matroska rounds to milliseconds, MPEG streams have no index)
// only decoding from the beginning tells which sample is which: chunks are then made one after the other, and going back
// behind what is remembered begins anew.
#pragma once

#include "core/media/audio_stream.hpp"
#include "core/media/resample.hpp"

#include <optional>

namespace rushes::av {

// Not thread-safe; one at a time.
class AudioChunks {
 public:
  static constexpr std::int64_t seconds = 8;      // of a chunk, at either rate a whole number of samples
  using Chunk = std::vector<std::vector<float>>;  // per channel; the last one of a file is shorter
  using Made = std::function<void(std::int64_t number, Chunk chunk)>;

  AudioChunks(std::string path, int stream, int channels, int rate)
      : path_(std::move(path)), stream_(stream), channels_(channels), out_rate_(rate) {}

  // Reads the first samples, once. Then first() is known.
  Result<void> begin(const CancelToken& cancel);
  std::int64_t first() const { return first_; }  // time stamp of sample 0
  AVRational time_base() const { return base_; }
  // Makes chunk `number` (0 or above), and perhaps others on the way to it. An empty chunk lies behind the end.
  Result<void> make(std::int64_t number, const Made& made, const CancelToken& cancel);

 private:
  struct Run {  // a decoder under way
    Input input;
    std::optional<AudioStream> stream;
    Resampler resampler;
    std::int64_t taken = 0;  // samples at the file's rate that went in, holes included; absolute
    std::int64_t start = 0;  // output sample of out[0]
    Chunk out;
    bool ended = false;
  };

  Result<void> restart(Run& run);
  Result<void> placed(Run& run, std::int64_t number, const CancelToken& cancel);
  Result<void> feed(Run& run, const Samples& samples, std::int64_t skip);
  Result<void> silence(Run& run, std::int64_t until);
  Result<void> until(Run& run, std::int64_t end, const CancelToken& cancel);
  Chunk cut(Run& run, std::int64_t from, std::int64_t to) const;

  const std::string path_;
  const int stream_, channels_, out_rate_;
  bool begun_ = false;
  bool counted_ = false;  // time stamps count samples
  int rate_ = 0;
  std::int64_t first_ = 0;
  AVRational base_{1, 1};
  Parameters parameters_;   // of the stream, once begun
  std::optional<Run> run_;  // goes on where the last chunk ended
  std::int64_t next_ = 0;   // chunk that run_ makes next
};

}  // namespace rushes::av
