// Effects, their parameters and keys. An effect is found by its id wherever it sits.
#pragma once

#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <string>

namespace rushes {

constexpr std::size_t at_the_end = static_cast<std::size_t>(-1);

//   c7: [blur][grade]   ->   c7: [blur][glow][grade]       `owner` is a clip, a track, or empty for the master.
Result<Timeline> add_effect(Timeline timeline, const std::string& owner, Effect effect, std::size_t index = at_the_end);
Result<Timeline> remove_effect(Timeline timeline, const std::string& effect);
Result<Timeline> reorder_effect(Timeline timeline, const std::string& effect,
                                std::size_t index);  // among those beside it
Result<Timeline> enable_effect(Timeline timeline, const std::string& effect, bool enabled);

// `owner`: an effect, a transition, or a clip whose source is a generator.
//   value ----------   ->   value' ---------               A constant; keys that were there go.
Result<Timeline> set_param(Timeline timeline, const std::string& owner, const std::string& name, Value value);
//        o                     o    o
//   ____/ \_____       ->   ____/ \__/ \_                  A key more, or another value for the one at the same time.
Result<Timeline> set_key(Timeline timeline, const std::string& owner, const std::string& name, Keyframe key);
// The last key that goes leaves its value as a constant.
Result<Timeline> remove_key(Timeline timeline, const std::string& owner, const std::string& name, Time at);

}  // namespace rushes
