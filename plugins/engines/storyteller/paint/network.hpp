// Points and links that pulses run along: for data, ideas and connections.
#pragma once

#include "plugins/engines/storyteller/paint/stage.hpp"

namespace storyteller::paint {

void add_network(Stage&);

}  // namespace storyteller::paint
