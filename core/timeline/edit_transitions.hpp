// Transitions over cuts.
#pragma once

#include "core/timeline/edit_source.hpp"
#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <string>

namespace rushes {

// A transition shows pictures beyond the ends of its neighbours (handles). Where a source has none:
enum class Handles {
  hold,     // the nearest picture stands still
  shorten,  // the transition becomes as short as there are pictures
  require,  // the edit is refused
};

//   |  A  |  B  |   ->   |  A [X] B  |                     Over the cut behind `clip`, in place of one that lies there.
Result<Timeline> add_transition(Timeline timeline, const std::string& clip, Transition transition,
                                Handles handles = Handles::hold, const SourceLength& length = {});

//   |  A [X] B  |   ->   |  A  |  B  |
Result<Timeline> remove_transition(Timeline timeline, const std::string& transition);

// Other offsets for a transition that is there; limits as for a new one.
Result<Timeline> resize_transition(Timeline timeline, const std::string& transition, Time in_offset, Time out_offset,
                                   Handles handles = Handles::hold, const SourceLength& length = {});

// How much of a clip's source lies before its start and behind its end, in timeline time. A freeze, a source without an
// end and a generator have as much as one likes: 10^9 s; a retimed clip has none.
struct HandleRoom {
  Time before, behind;
};
HandleRoom handles_of(const Clip& clip, const SourceLength& length);

}  // namespace rushes
