// How a length becomes bars, a tempo and sections, so that the last chord falls where it should.
#pragma once

#include "plugins/engines/composer/music/score.hpp"
#include "plugins/engines/composer/random.hpp"

namespace composer {

inline constexpr double shortest = 3, longest = 600;  // seconds

// Fills in everything of a score but parts and notes. Requires shortest <= seconds <= longest.
Score lay_out(const MoodPlan&, double seconds, Random);

}  // namespace composer
