// One plugin as the evaluator uses it: its instances, and parameters resolved to what its ABI takes.
#pragma once

#include "core/base/hash.hpp"
#include "core/graph/graph.hpp"
#include "core/graph/plugin_library.hpp"

#include <rushes/abi/audio.h>
#include <rushes/abi/effect.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace rushes {

class PluginSlot {
 public:
  static Result<std::shared_ptr<PluginSlot>> load(PluginLibrary& library, const std::string& id);

  const rushes_plugin_info& info() const { return *plugin_.info; }
  bool has(std::uint64_t trait) const { return (info().traits & trait) != 0; }
  const rushes_effect& effect() const { return *effect_; }                 // of a plugin of kind effect
  const rushes_effect_pointwise* pointwise() const { return pointwise_; }  // null where it has none
  const rushes_effect_hints* hints() const { return hints_; }
  const LoadedPlugin& plugin() const { return plugin_; }
  rushes_instance* any() const { return first_->raw(); }  // for calls that any thread may make

  // An instance for one render call. CONCURRENT: the one there is. INSTANCES: one nobody else uses. Else: the one there
  // is, and others wait.
  class Lease {
   public:
    Lease(PluginSlot& slot);
    ~Lease();
    Lease(const Lease&) = delete;
    rushes_instance* raw() const { return raw_; }
    const Result<void>& ok() const { return ok_; }

   private:
    PluginSlot& slot_;
    std::unique_ptr<PluginInstance> own_;
    std::unique_lock<std::mutex> serial_;
    rushes_instance* raw_ = nullptr;
    Result<void> ok_;
  };
  // Held around calls of instances made elsewhere, for plugins that bear one call at a time only.
  std::unique_lock<std::mutex> serialised() {
    return has(RUSHES_TRAIT_CONCURRENT | RUSHES_TRAIT_INSTANCES) ? std::unique_lock<std::mutex>()
                                                                 : std::unique_lock(serial_);
  }

 private:
  explicit PluginSlot(LoadedPlugin plugin) : plugin_(std::move(plugin)) {}

  LoadedPlugin plugin_;
  std::unique_ptr<PluginInstance> first_;
  const rushes_effect* effect_ = nullptr;
  const rushes_effect_pointwise* pointwise_ = nullptr;
  const rushes_effect_hints* hints_ = nullptr;
  std::mutex idle_mutex_, serial_;
  std::vector<std::unique_ptr<PluginInstance>> idle_;
};

// Values in the order of the plugin's description. Owns the texts they point to.
struct ResolvedParams {
  std::vector<rushes_value> values;
  std::vector<std::string> texts;
  Key key;  // of all that may change the picture
};

// At `at`, from where the plugin is applied. Missing ones have their default; numbers are brought into their range. An
// unknown choice is an error. `mix`: the value of "rushes.mix" where the node has none of its own.
Result<std::shared_ptr<const ResolvedParams>> resolve(const rushes_plugin_info& info, const Params& params, Time at,
                                                      const std::map<std::string, Media>& resources, double mix = 0.5);
// True when no parameter that the plugin has follows a curve.
bool constant(const rushes_plugin_info& info, const Params& params);

}  // namespace rushes
