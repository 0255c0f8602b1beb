// Clips that become longer or shorter, show other pictures of their source, or share a cut.
// `length` tells how far sources reach; without it there is no limit behind.
#pragma once

#include "core/timeline/edit_source.hpp"
#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <string>

namespace rushes {

enum class TrimMode { plain, ripple };

//   |  A  |  B  |  C  |   ->   |  A  | . | B |  C  |       plain: the clip's start moves by `delta` (later when positive),
//         >>| delta                                        a gap gives or takes the room;
//                              |  A  | B |  C  |           ripple: what follows moves up instead.
Result<Timeline> trim_start(Timeline timeline, const std::string& clip, Time delta, TrimMode mode = TrimMode::plain,
                            const SourceLength& length = {}, bool with_links = true);

//   |  A  |  B  |  C  |   ->   |  A  | B | . |  C  |       plain; growing is possible into a gap or at the track's end only.
//           |<<                |  A  | B |  C  |           ripple
Result<Timeline> trim_end(Timeline timeline, const std::string& clip, Time delta, TrimMode mode = TrimMode::plain,
                          const SourceLength& length = {}, bool with_links = true);

//   |     A     |         ->   |  A  |  A' |               Same pictures, two clips. `at` is a position on the timeline.
//         ^ at                                             Linked clips that lie there are split too; the right parts are
//                                                          linked to each other.
Result<Timeline> split(Timeline timeline, const std::string& clip, Time at, bool with_links = true);

//   |  A  |  B  |         ->   |   A   | B |               The cut behind `clip` moves by `delta`; the rest stays.
//        cut >>|                                           Linked clips with the same end roll as well.
Result<Timeline> roll(Timeline timeline, const std::string& clip, Time delta, const SourceLength& length = {},
                      bool with_links = true);

//   | a|bcd|e | shows bcd  ->  | ab|cde|  shows cde        The clip stays and shows its source `delta` later.
Result<Timeline> slip(Timeline timeline, const std::string& clip, Time delta, const SourceLength& length = {},
                      bool with_links = true);

//   |  A  |  B  |  C  |   ->   |   A   |  B  | C |         The clip moves by `delta` between its neighbours, which give and take.
Result<Timeline> slide(Timeline timeline, const std::string& clip, Time delta, const SourceLength& length = {},
                       bool with_links = true);

//   |    A    |  B  |     ->   |  A  |  B  |               Same pictures at another speed; what follows moves. The new length
//   speed 1                    speed 2                     is rounded to whole frames at `rate`, one at least. 0 freezes the
//                                                          first picture for the clip's length. A retiming goes.
Result<Timeline> set_speed(Timeline timeline, const std::string& clip, Speed speed, Rate rate, bool with_links = true);

}  // namespace rushes
