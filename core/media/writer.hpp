// Writing: frames and sound in their order into one file. Nothing is seen under the final name before finish()
// succeeded.
#pragma once

#include "core/base/time.hpp"
#include "core/media/audio.hpp"
#include "core/media/frame.hpp"

#include <rushes/result.hpp>

#include <map>
#include <memory>
#include <string>

namespace rushes {

enum class VideoCodec { none, h264, ffv1, prores };
enum class AudioCodec { none, aac, pcm, flac };

struct WriteSpec {
  // Container by the extension of the path: .mp4 .mov .mkv .wav .flac .m4a
  VideoCodec video = VideoCodec::h264;
  int width = 0, height = 0;
  Rate rate;
  VideoFormat format{};  // of the frames that will come; converted where the codec cannot hold it
  double crf = 18;       // x264's scale; 0 = lossless
  std::string preset = "veryfast";
  int gop = 0;      // frames between keyframes at most; 0 = two seconds; 1 = every frame
  int threads = 0;  // 0 = as many as cores. The bytes do not depend on it.
  AudioCodec audio = AudioCodec::aac;
  int audio_rate = 48000, audio_channels = 2;
  int audio_bitrate = 192000;
  std::map<std::string, std::string> tags;  // title, comment
};

class MediaWriter {
 public:
  static Result<std::unique_ptr<MediaWriter>> open(const std::string& path, const WriteSpec& spec);
  virtual ~MediaWriter() = default;  // without finish(): removes what was written
  // Frame 0, 1, 2 ... of spec's format and size. Its planes are shared, and read until finish().
  virtual Result<void> video(const Frame& frame) = 0;
  virtual Result<void> audio(const AudioBlock& block) = 0;  // contiguous from sample 0
  virtual Result<void> finish() = 0;                        // trailer, fsync, rename
  virtual std::uint64_t bytes_written() const = 0;
};

// A still: PNG (8 or 16 bit), JPEG, EXR or TIFF by extension; converted to full-range sRGB (EXR: linear float). Atomic
// as well.
Result<void> write_still(FramePool& pool, const Frame& frame, const std::string& path);

}  // namespace rushes
