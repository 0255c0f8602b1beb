// A score played by FluidSynth.
#pragma once

#include "plugins/engines/composer/music/score.hpp"
#include "plugins/engines/composer/sound.hpp"
#include "plugins/engines/composer/synth/soundfont.hpp"

#include <rushes/result.hpp>

namespace composer {

// Exactly round(score.seconds * 48000) samples, as the instruments give them (not yet levelled). The same score and
// font give the same samples. [any thread]
rushes::Result<Stereo> render(const Score&, const SoundFont&, const Progress&);

}  // namespace composer
