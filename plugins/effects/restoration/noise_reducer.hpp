// Steady noise taken out of one channel: its level at every frequency is learnt from the quietest moments around, and
// what does not stand out from it is turned down.
//
//   sound -> spectra of 1024 samples, four to a length, on the absolute grid
//         -> level of the noise: the least power, smoothed, from a second before to half a second after
//         -> gain of each frequency (Wiener), never below a floor -> sound, later by a fixed time
#pragma once

#include "plugins/effects/audio_support/fft.hpp"

#include <cstdint>
#include <vector>

namespace restoration {

struct Settings {
  double reduction_db = 18;  // at most
  double strength = 1;       // how far above the noise something must be to stay
  bool operator==(const Settings&) const = default;
};

class NoiseReducer {
 public:
  static constexpr int length = 1024, hop = 256;
  static constexpr int ahead = 94;               // frames: 0.5 s at 48 kHz
  static constexpr int block = 16, blocks = 18;  // frames; of the search for the least power, 1.5 s
  static constexpr std::int64_t latency = std::int64_t{ahead} * hop + length;
  // Samples after reset() until nothing depends on what came before.
  static constexpr std::int64_t memory = std::int64_t{(blocks + 1) * block + ahead + 16} * hop + 2 * length;

  explicit NoiseReducer(const Settings& settings);
  const Settings& settings() const { return settings_; }
  void reset(std::int64_t next_sample);
  float step(float x);  // takes sample n, gives sample n - latency

 private:
  struct Frame {
    std::vector<std::complex<float>> bins;
    std::vector<float> power;
  };
  void run();
  void learn(const Frame& newest);
  Frame& frame(int back) { return frames_[static_cast<std::size_t>((at_ + frames_count - back) % frames_count)]; }

  static constexpr int frames_count = ahead + 2, smooth = 7;
  Settings settings_;
  audio::Fft fft_;
  std::vector<float> window_, input_, output_, line_;
  std::vector<Frame> frames_;
  std::vector<std::vector<float>> least_;  // power at each frequency, of each block of frames
  std::vector<float> noise_, gain_;
  int at_ = 0, inside_ = 0, heard_ = 0;  // heard_: hops in a row that were not silence
  std::int64_t number_ = 0;              // of the next frame
  bool sounded_ = false;
};

}  // namespace restoration
