// Clips that come in or go elsewhere.
#pragma once

#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <string>

namespace rushes {

enum class Ripple { track, all };  // who makes room: this track, or every unlocked one

//   |   A   |  B  |    ->   | A |  C  | A' |  B  |        C goes in at `at`; what lies there or later moves behind it.
//       ^ at                                              With Ripple::all the other tracks get a gap at `at`.
Result<Timeline> insert(Timeline timeline, const std::string& track, Time at, Clip clip, Ripple ripple = Ripple::track);

//   |   A   |  B  |    ->   | A |  C  |B|                 C goes in at `at`; what it covers is gone, nothing moves.
//       ^ at
Result<Timeline> overwrite(Timeline timeline, const std::string& track, Time at, Clip clip);

//   |  A  |            ->   |  A  |  C  |                 C goes behind the last item.
Result<Timeline> append(Timeline timeline, const std::string& track, Clip clip);

enum class MoveMode { overwrite, insert };

//   |  A  |  B  |  C  |   ->   |  A  |  .  |  C  |        B leaves a gap and goes in at `to` on `track`, over what lies there
//            to ^ on v2        v2:      |  B  |           or between it. Linked clips move as far on their own tracks.
Result<Timeline> move(Timeline timeline, const std::string& clip, const std::string& track, Time to,
                      MoveMode mode = MoveMode::overwrite, bool with_links = true);

}  // namespace rushes
