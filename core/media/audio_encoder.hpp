// Samples to packets, on the caller's thread.
#pragma once

#include "core/media/av.hpp"
#include "core/media/writer.hpp"

#include <vector>

namespace rushes::av {

class AudioEncoder {
 public:
  static Result<std::unique_ptr<AudioEncoder>> open(const WriteSpec& spec, bool global_header);
  const AVCodecContext& parameters() const { return *codec_; }
  Result<void> push(const AudioBlock& block, std::vector<Packet>& packets);
  Result<void> end(std::vector<Packet>& packets);

 private:
  AudioEncoder() = default;
  Result<void> code(int frames, std::vector<Packet>& packets);
  Result<void> receive(std::vector<Packet>& packets);

  Codec codec_;
  std::vector<std::vector<float>> waiting_;  // by channel
  std::int64_t pushed_ = 0, coded_ = 0;
  int block_ = 1024;
};

}  // namespace rushes::av
