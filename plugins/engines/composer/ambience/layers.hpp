// The layers ambience is put together from. Each adds itself to `out`; all of `out` is known to it by position only.
#pragma once

#include "plugins/engines/composer/ambience/filters.hpp"

namespace composer {

// Air and weather
void add_breeze(Stereo& out, Random, double level, double low_hz, double high_hz, double gust_seconds);
void add_whistle(Stereo& out, Random, double level);
void add_rumble(Stereo& out, Random, double level, double hz);
void add_hiss(Stereo& out, Random, double level, double low_hz, double high_hz);
void add_thunder(Stereo& out, Random, double level);
// Water
void add_waves(Stereo& out, Random, double level, double every_seconds);
void add_drops(Stereo& out, Random, double level, double per_second, double lowest_hz, double highest_hz);
// Life
void add_birds(Stereo& out, Random, double level, int birds);
void add_crickets(Stereo& out, Random, double level, int crickets);
void add_owl(Stereo& out, Random, double level);
// Town, fire, space
void add_traffic(Stereo& out, Random, double level);
void add_horns(Stereo& out, Random, double level);
void add_crackle(Stereo& out, Random, double level);
void add_drone(Stereo& out, Random, double level);
void add_hum(Stereo& out, Random, double level, double hz);

}  // namespace composer
