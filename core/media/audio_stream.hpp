// One decoder of an audio stream, going forward: samples as they come out, at the file's own rate. Not thread-safe.
#pragma once

#include "core/media/audio_decode.hpp"

namespace rushes::av {

class AudioStream {
 public:
  // `input` outlives the stream.
  static Result<AudioStream> open(AVFormatContext& input, int stream);

  // The next samples, valid until the next call; false at the end.
  Result<bool> next(Samples& out, const CancelToken& cancel);
  // To a packet that begins at or before `pts`, with a decoder that knows nothing; false where the container cannot.
  bool seek(std::int64_t pts);
  AVRational time_base() const { return base_; }
  int errors() const { return errors_; }  // what the decoder complained about

 private:
  AudioStream() = default;

  AVFormatContext* input_ = nullptr;
  Codec codec_;
  Packet packet_;
  FrameRef frame_;
  AVRational base_{1, 1};
  int stream_ = -1, errors_ = 0;
  bool draining_ = false;
  std::vector<std::vector<float>> store_;
  std::vector<const float*> channel_;
};

}  // namespace rushes::av
