// Prompt text -> SceneSpec. Pure, apart from reading WordNet's files once when they are installed.
#pragma once

#include "plugins/engines/storyteller/scene_spec.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace storyteller {

// `user_seed` 0 = taken from the prompt alone. Never fails: an empty or meaningless prompt gives an abstract scene.
SceneSpec parse_prompt(std::string_view prompt, std::string_view negative_prompt, std::uint64_t user_seed);

// The spec as canonical JSON (stable key order), for reports and for the cache key; and back. from_json: false when it
// is not a spec.
std::string to_json(const SceneSpec&);
bool from_json(std::string_view json, SceneSpec& out);

}  // namespace storyteller
