// The peak of the wave between the samples: four times oversampled, as ITU-R BS.1770 annex 2 asks for.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace loudness {

class TruePeak {
 public:
  static constexpr int reach = 12;  // samples each side of the four points; the answers lag by this many

  TruePeak() { reset(); }
  void reset();
  // Takes sample n; gives the largest |x| of the wave from sample n - reach up to, not including, n - reach + 1.
  float step(float x);

 private:
  std::array<float, 4 * reach> history_{};  // twice the window, so that it is always contiguous
  int at_ = 0;
};

}  // namespace loudness
