// Composes: a mood, a length and a seed become a score that ends where it should.
#pragma once

#include "plugins/engines/composer/music/score.hpp"

namespace composer {

struct Brief {
  Mood mood = Mood::calm;
  double seconds = 30;
  std::uint64_t seed = 1;
};

// Pure: the same brief gives the same score. Requires form.hpp's shortest <= seconds <= longest.
Score compose(const Brief&);

}  // namespace composer
