// Convolution with a long response, in partitions of one size on the absolute grid of samples: what comes out depends on
// sample positions alone.
#pragma once

#include "plugins/effects/audio_support/fft.hpp"

#include <cstdint>
#include <vector>

namespace space {

class Convolver {
 public:
  static constexpr std::int64_t part = 2048;  // samples; the latency

  explicit Convolver(const std::vector<float>& response);
  // Samples after reset() until nothing depends on what came before.
  std::int64_t memory() const { return static_cast<std::int64_t>(response_.size() + 2) * part; }
  void reset(std::int64_t next_sample);
  float step(float x);  // takes sample n, gives the result at n - part

 private:
  using Spectrum = std::vector<std::complex<float>>;
  void run();
  audio::Fft fft_;
  std::vector<Spectrum> response_;  // of each partition
  std::vector<Spectrum> past_;      // of the signal, a ring
  std::size_t newest_ = 0;
  std::vector<float> block_, ready_, line_;  // the last two parts of the signal; results; work
  Spectrum sum_;
  std::size_t inside_ = 0;
};

}  // namespace space
