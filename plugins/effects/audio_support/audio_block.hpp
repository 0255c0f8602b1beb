// Small things every audio effect needs over the ABI's planar blocks.
#pragma once

#include <rushes/plugin.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace audio {

inline double from_db(double db) { return std::pow(10.0, db / 20.0); }

// Blocks whose sizes do not agree would read past their ends: refuse them with a sentence.
inline void require_same_frames(const rushes_audio& in, const rushes_audio& out, const char* what) {
  if (in.frames != out.frames || in.start != out.start)
    throw rushes::Failure(RUSHES_E_INVALID, std::string(what) + ": input and output must cover the same samples");
  if (in.channels == 0) throw rushes::Failure(RUSHES_E_INVALID, std::string(what) + ": the input has no channels");
}

// The channel of `block` that feeds output channel `c`: the same one, or the last there is (mono feeds all). Requires
// channels > 0.
inline const float* channel_for(const rushes_audio& block, std::uint32_t c) {
  return block.channel[std::min(c, block.channels - 1)];
}

inline std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

}  // namespace audio
