// The sound of a file at 48 kHz by sample number.
#pragma once

#include "core/media/audio_decode.hpp"

#include "core/media/source.hpp"

#include <memory>

namespace rushes::av {

inline constexpr int project_rate = 48000;

class AudioReader {
 public:
  virtual ~AudioReader() = default;
  virtual Result<AudioBlock> read(std::int64_t start, int frames, const CancelToken& cancel) = 0;
};

// `origin`: the time in the container that is sample 0. Nothing is decoded before the first read.
std::unique_ptr<AudioReader> make_audio_reader(std::string path, int stream, const AudioStreamInfo& info, Time origin);

}  // namespace rushes::av
