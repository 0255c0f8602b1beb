// Runs an analyzer plugin over the sound of a timeline.
#pragma once

#include "core/base/cancel.hpp"
#include "core/graph/evaluator.hpp"
#include "core/graph/plugin_library.hpp"

#include <rushes/result.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace rushes::host {

// The analyzer's findings, JSON as it writes them.
Result<std::string> analyze_audio(PluginLibrary& plugins, std::string_view analyzer, Evaluator& evaluator,
                                  const std::function<void(double)>& progress = {}, const CancelToken& cancel = {});

// Integrated loudness (EBU R 128) of the whole timeline in LUFS; -70 for silence.
Result<double> integrated_loudness(PluginLibrary& plugins, Evaluator& evaluator,
                                   const std::function<void(double)>& progress = {}, const CancelToken& cancel = {});

}  // namespace rushes::host
