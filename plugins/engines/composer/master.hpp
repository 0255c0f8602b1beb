// The last step of every sound: no offset, a level, no peak too high, clean edges.
#pragma once

#include "plugins/engines/composer/sound.hpp"

namespace composer {

struct Finish {
  double loudness = -18;                  // LUFS
  double ceiling = -1.5;                  // dBTP
  double fade_in = 0.01, fade_out = 0.5;  // seconds
};

// In place; the length stays. False when `progress` asked to stop.
bool finish(Stereo&, const Finish&, const Progress&);

}  // namespace composer
