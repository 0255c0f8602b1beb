// Compound clips: several clips become one that shows a timeline of their own, and the way back.
#pragma once

#include "core/project/project.hpp"

#include <rushes/result.hpp>

#include <string>
#include <vector>

namespace rushes {

//   v2:     | C |                  v2:                      The clips move into a new timeline, in the tracks they lie
//   v1: | A | B | D |   ->         v1: |   N   | D |        on; N shows it on their lowest video track and, linked to
//       chosen: A B C              N:  v2:     | C |        it, their sound on the first audio track of theirs. What
//                                      v1: | A | B |        else lies there between them makes it fail. Transitions
//                                                           between chosen clips go along, others go.
Result<Project> make_compound(Project project, const std::vector<std::string>& clips, const std::string& name,
                              bool with_links = true);

//   v1: |   N   | D |   ->     v2:     | C |                The contents of the timeline that `clip` shows, as far as
//                              v1: | A | B | D |            it shows them, in its place: the lowest video and audio
//                                                           tracks in those of the clip and its linked twin, further
//                                                           ones in new tracks above. The timeline goes when nothing
//                                                           else shows it. Refused for clips with a speed, a retiming
//                                                           or effects of their own, which the contents have no place
//                                                           for.
Result<Project> break_compound(Project project, const std::string& clip);

}  // namespace rushes
