// What a narrator can say about a picture when the prompt itself has no more words.
#pragma once

#include "plugins/engines/storyteller/scene_spec.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace storyteller {

// How far into the film a line is said: the middle of a film speaks of the place, its end lets go.
enum class Moment { opening, middle, closing };

// False for words that name a subject but cannot follow "the": "she", "someone".
bool can_be_named(const Subject&);

// A sentence of at most `words` words that fits the scene and is not in `said` (it is added). Empty when nothing fits.
std::string narrator_line(const SceneSpec& scene, Moment moment, int words, std::uint64_t seed,
                          std::set<std::string>& said);

}  // namespace storyteller
