// The sound of a source at the speed of a clip: forwards, backwards, faster, slower, along a curve. The pitch goes with
// the speed; a frozen picture is silent.
#pragma once

#include "core/graph/graph.hpp"
#include "core/media/audio.hpp"

#include <functional>

namespace rushes {

// `n` samples of the source from its sample `start` on, at the source's rate.
using FetchSound = std::function<Result<AudioBlock>(std::int64_t start, int n)>;

// Samples [from, from + n) of a clip, counted from where the clip begins. Every sample stands for itself (a windowed
// sinc straight from its position), so the result does not depend on how a range is cut.
Result<AudioBlock> retimed_sound(const TimeMap& time, int source_rate, int clip_rate, std::int64_t from, int n,
                                 const FetchSound& fetch);

}  // namespace rushes
