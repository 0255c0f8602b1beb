// Backgrounds made of noise and filters: the sea, rain, a city. They never repeat.
#pragma once

#include "plugins/engines/composer/sound.hpp"

#include <rushes/result.hpp>

#include <array>
#include <optional>
#include <string_view>

namespace composer {

enum class Ambience { sea, rain, wind, forest, city, night, fire, space, room, thunder };
inline constexpr std::array all_ambiences = {Ambience::sea,  Ambience::rain,   Ambience::wind, Ambience::forest,
                                             Ambience::city, Ambience::night,  Ambience::fire, Ambience::space,
                                             Ambience::room, Ambience::thunder};

const char* name_of(Ambience);
std::optional<Ambience> ambience_named(std::string_view);
// What a free description asks for; a quiet room when it names no place.
Ambience ambience_of(std::string_view description);
// How loud it should be in the end, LUFS: a room is all but silent, thunder is not.
double loudness_of(Ambience);

// Exactly round(seconds * 48000) samples, not yet levelled. The same arguments give the same samples.
rushes::Result<Stereo> make_ambience(Ambience, double seconds, std::uint64_t seed, const Progress&);

}  // namespace composer
