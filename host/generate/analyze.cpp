#include "host/generate/analyze.hpp"

#include "host/generate/engine_call.hpp"

#include <rushes/abi/analyzer.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace rushes::host {

namespace {

constexpr int block = 4096;

rushes_status take(void* text, const void* data, std::uint64_t size) noexcept {
  try {
    static_cast<std::string*>(text)->append(static_cast<const char*>(data), size);
    return RUSHES_OK;
  } catch (...) {
    return RUSHES_E_NOMEM;
  }
}

}  // namespace

Result<std::string> analyze_audio(PluginLibrary& plugins, std::string_view analyzer, Evaluator& evaluator,
                                  const std::function<void(double)>& progress, const CancelToken& cancel) {
  auto plugin = plugins.find(analyzer);
  if (!plugin) return std::move(plugin).error();
  auto instance = PluginInstance::create(*plugin);
  if (!instance) return std::move(instance).error();
  const auto* table = instance->table<rushes_analyzer>(RUSHES_ANALYZER);
  if (!table || !(table->wants & RUSHES_WANTS_AUDIO))
    return Error{Errc::invalid, std::string(analyzer) + " does not analyze sound"};
  auto parameters = EngineRequest::make(*plugin->info, {}, {});  // every parameter at its default
  if (!parameters) return std::move(parameters).error();

  rushes_error error{};
  error.size = sizeof error;
  const EngineCall call(cancel, {});
  if (const auto s =
          table->begin(instance->raw(), (*parameters)->get()->params, (*parameters)->get()->n_params, &error);
      s < 0)
    return plugin_error(analyzer, s, error);
  const Canvas& canvas = evaluator.graph().canvas;
  const std::int64_t total = sample_at(frame_start(evaluator.graph().length, canvas.rate), canvas.sample_rate);
  for (std::int64_t at = 0; at < total; at += block) {
    if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    auto sound = evaluator.audio(at, static_cast<int>(std::min<std::int64_t>(block, total - at)), cancel);
    if (!sound) return std::move(sound).error();
    std::vector<float*> channels;
    for (int c = 0; c < sound->channels; ++c) channels.push_back(sound->channel(c));
    const rushes_audio view{sizeof(rushes_audio),
                            static_cast<std::uint32_t>(sound->rate),
                            static_cast<std::uint32_t>(sound->channels),
                            static_cast<std::uint32_t>(sound->frames),
                            sound->layout,
                            at,
                            channels.data()};
    if (const auto s = table->audio(instance->raw(), call.get(), &view, &error); s < 0)
      return plugin_error(analyzer, s, error);
    if (progress) progress(static_cast<double>(at + sound->frames) / static_cast<double>(total));
  }
  std::string json;
  const rushes_sink sink{sizeof(rushes_sink), 0, &json, &take};
  if (const auto s = table->finish(instance->raw(), &sink, &error); s < 0) return plugin_error(analyzer, s, error);
  return json;
}

Result<double> integrated_loudness(PluginLibrary& plugins, Evaluator& evaluator,
                                   const std::function<void(double)>& progress, const CancelToken& cancel) {
  auto found = analyze_audio(plugins, "org.rushes.loudness.meter", evaluator, progress, cancel);
  if (!found) return std::move(found).error();
  const auto j = nlohmann::json::parse(*found, nullptr, false);
  if (!j.is_object() || !j.contains("integrated_lufs") || !j["integrated_lufs"].is_number())
    return Error{Errc::internal, "the loudness meter told no loudness"};
  return std::clamp(j["integrated_lufs"].get<double>(), -70.0, 10.0);
}

}  // namespace rushes::host
