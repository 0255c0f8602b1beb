// What a clip shows, and how its time passes.
#pragma once

#include "core/timeline/edit_source.hpp"
#include "core/timeline/retime.hpp"
#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <span>
#include <string>

namespace rushes {

//   |  A  |  A' |         ->   |     A     |               The clip and the one behind it become one again: undoes a
//                                                          split. Refused unless A' shows exactly what A would if it
//                                                          were longer, with the same effects. Linked clips that meet
//                                                          at the same place are merged as well.
Result<Timeline> merge(Timeline timeline, const std::string& clip, bool with_links = true);

//   |  A  |  B  |  C  |   ->   |  A  |  X  |  C  |         The clip keeps its place, length, speed and effects, and
//                                                          shows `source` from `start` on. Refused when X is shorter.
Result<Timeline> replace_source(Timeline timeline, const std::string& clip, Source source, Time start,
                                const SourceLength& length = {});

//   source time            __.-o                           The clip keeps its place and length; which picture shows
//                        .'                                when follows `keys`, or, when there are none, normal speed
//                     o-'                                  from the clip's first picture.
Result<Timeline> set_retime(Timeline timeline, const std::string& clip, std::vector<TimeKey> keys,
                            const SourceLength& length = {}, bool with_links = true);

//   speed 2 o----o                                         The clip keeps its place, length and first picture, and
//                 `.                                       plays at these speeds (speed_curve in retime.hpp).
//   speed 1         `-o----
Result<Timeline> set_speed_ramp(Timeline timeline, const std::string& clip, std::span<const SpeedKey> speeds,
                                const SourceLength& length = {}, bool with_links = true);

}  // namespace rushes
