// An animated value without zipper noise. Values hold for cells of 4096 samples on the absolute grid; at the start of a
// cell the value glides from the last cell's within 1024 samples (21 ms). What comes out depends on sample positions
// and the values at the cells' starts, not on where blocks begin.
#pragma once

#include "plugins/effects/audio_support/audio_block.hpp"

#include <cstdint>
#include <limits>

namespace audio {

class CellRamp {
 public:
  static constexpr std::int64_t cell = 4096, glide = 1024;
  // After reset() the result is exact from the second cell on.
  static constexpr std::uint32_t preroll = cell;

  void reset() { *this = {}; }

  // The value at sample `n`; `wanted` is the parameter of the block that holds it. Samples come in order.
  float at(std::int64_t n, float wanted) {
    const std::int64_t here = floor_div(n, cell);
    if (here != current_cell_) {
      before_ = current_cell_ == none ? wanted : now_;
      now_ = wanted;
      current_cell_ = here;
    }
    const std::int64_t into = n - here * cell;
    if (into >= glide || before_ == now_) return now_;
    return before_ + (now_ - before_) * (static_cast<float>(into) / static_cast<float>(glide));
  }

 private:
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();
  std::int64_t current_cell_ = none;
  float before_ = 0, now_ = 0;
};

}  // namespace audio
