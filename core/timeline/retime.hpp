// Clips whose speed changes: a curve from the clip's time to the source's (TimeKey), and how to make one out of speeds.
//
//   source ^        ____o     Before the first key and behind the last one the nearest picture stands still.
//          |     o--          Going down, the source plays backwards; level, it is frozen.
//          |  o-'
//          +--------------> at
#pragma once

#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <span>
#include <vector>

namespace rushes {

// The moment of the source that shows from `from` up to `to`, both from the clip's start, from < to. Rising stretches
// show what plays at `from`, falling ones what ends there, so that backwards shows the same pictures as forwards. Exact
// on linear stretches; on curves the nearest tick. Never before 0. `keys` must not be empty.
Time retimed(std::span<const TimeKey> keys, Time from, Time to);

// The stretch of the source between the earliest and the latest key.
TimeRange span_of(std::span<const TimeKey> keys);

struct SpeedKey {
  Time at;  // from the clip's start, 0 or later
  Speed speed;
  bool ramp = true;  // to the next key's speed, evenly; else this speed holds until there
};

// The curve of a clip that begins at `start` of its source and plays at these speeds for `duration`: the first speed
// holds before its key, the last one behind it. An even ramp is a parabola, which the curve's Bezier stretches hold
// exactly; where the speed changes its sign there is a key more. Refused: no keys, keys out of order or beyond
// 10^9 s, speeds beyond 1000, and running back over the source's first picture.
Result<std::vector<TimeKey>> speed_curve(Time start, std::span<const SpeedKey> speeds, Time duration);

}  // namespace rushes
