// From linear light to the screen: bloom, exposure, film curve, grade, vignette, grain, and 8 bits with dither.
#pragma once

#include "plugins/engines/storyteller/paint/stage.hpp"

#include <array>

namespace storyteller::paint {

class Finish {
 public:
  Finish(const Look&, std::uint64_t seed, int width, int height);
  // `picture` may be smaller than the frame (drafts); it is then enlarged.
  void apply(const Shot&, const Image& picture, int width, int height, std::uint8_t* rgb, std::int64_t stride,
             const Parallel&) const;

 private:
  Image bloom(const Image& picture, const Parallel&) const;

  Look look_;
  std::vector<float> tone_[3];       // film curve, grade and sRGB, by the bits of a float
  std::vector<std::int16_t> grain_;  // a tile of film grain, 1/128 of a code
  std::vector<float> falloff_x_, falloff_y_;
};

}  // namespace storyteller::paint
