// All edits. Every one is a function from a timeline to a new one, or to the reason why not; undo keeps the old value.
// Times are exact ticks: whoever edits in frames gives the start of one (frame_start).
// - Tracks that are locked refuse edits; clips with the same link are edited together unless `with_links` is false.
// - Transitions stay while their cut does: they become shorter with their neighbours and go when the cut goes.
// - New things without an id get the next free one.
// What an edit returns passes validate() whenever what it was given did.
#pragma once

#include "core/timeline/edit_content.hpp"
#include "core/timeline/edit_effects.hpp"
#include "core/timeline/edit_place.hpp"
#include "core/timeline/edit_remove.hpp"
#include "core/timeline/edit_tracks.hpp"
#include "core/timeline/edit_transitions.hpp"
#include "core/timeline/edit_trim.hpp"
