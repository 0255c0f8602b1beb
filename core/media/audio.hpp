// Sound: planar float at the project's rate (48 kHz unless said otherwise).
#pragma once

#include <rushes/abi/media.h>

#include <cstdint>
#include <vector>

namespace rushes {

inline constexpr std::uint64_t layout_mono = 4, layout_stereo = 3, layout_5_1 = 0x3F;  // WAVE speaker masks

struct AudioBlock {
  int rate = 48000;
  int channels = 2;
  std::uint64_t layout = layout_stereo;
  std::int64_t start = 0;  // absolute sample number of the first frame
  int frames = 0;
  std::vector<float> samples;  // channel after channel, `frames` each

  static AudioBlock silence(int channels, std::uint64_t layout, std::int64_t start, int frames, int rate = 48000) {
    return {rate, channels, layout, start, frames, std::vector<float>(static_cast<std::size_t>(channels) * frames)};
  }
  float* channel(int c) { return samples.data() + static_cast<std::size_t>(c) * frames; }
  const float* channel(int c) const { return samples.data() + static_cast<std::size_t>(c) * frames; }
};

}  // namespace rushes
