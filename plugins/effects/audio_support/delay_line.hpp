// Planar samples, some time later.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace audio {

class DelayLine {
 public:
  void prepare(std::uint32_t channels, std::int64_t delay) {
    delay_ = std::max<std::int64_t>(0, delay);
    lines_.assign(channels, std::vector<float>(static_cast<std::size_t>(delay_), 0.0f));
    at_ = 0;
  }
  void reset() {
    for (auto& line : lines_) std::ranges::fill(line, 0.0f);
    at_ = 0;
  }
  std::uint32_t channels() const { return static_cast<std::uint32_t>(lines_.size()); }
  // What went in `delay` samples ago; takes the newest. After all channels of a sample: advance().
  float exchange(std::uint32_t channel, float newest) {
    if (delay_ == 0) return newest;
    return std::exchange(lines_[channel][at_], newest);
  }
  void advance() {
    if (++at_ >= static_cast<std::size_t>(delay_)) at_ = 0;
  }

 private:
  std::vector<std::vector<float>> lines_;
  std::int64_t delay_ = 0;
  std::size_t at_ = 0;
};

}  // namespace audio
