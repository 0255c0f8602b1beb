// How the framework gets at plugins without knowing files or loading: the host implements PluginLibrary.
#pragma once

#include <rushes/abi/plugin.h>
#include <rushes/result.hpp>

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace rushes {

// A plugin whose code is loaded. A copyable handle: `keep_alive` holds the library in memory.
struct LoadedPlugin {
  const rushes_plugin_info* info = nullptr;
  const rushes_factory* factory = nullptr;
  std::uint32_t index = 0;            // in the factory
  const rushes_host* host = nullptr;  // what create() is given
  std::shared_ptr<const void> keep_alive;
};

// Owns one instance of a plugin; movable, destroyed on any thread when no call runs.
class PluginInstance {
 public:
  static Result<PluginInstance> create(const LoadedPlugin& plugin);

  PluginInstance(PluginInstance&& other) noexcept
      : plugin_(std::move(other.plugin_)), raw_(std::exchange(other.raw_, nullptr)) {}
  PluginInstance& operator=(PluginInstance&& other) noexcept {
    std::swap(plugin_, other.plugin_);
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~PluginInstance() {
    if (raw_) plugin_.factory->destroy(raw_);
  }

  rushes_instance* raw() const { return raw_; }
  const rushes_plugin_info& info() const { return *plugin_.info; }
  // The table of an interface (RUSHES_EFFECT ...), or nullptr.
  template <class Table>
  const Table* table(const char* id) const {
    return static_cast<const Table*>(plugin_.factory->get_interface(raw_, id));
  }

 private:
  PluginInstance(LoadedPlugin plugin, rushes_instance* raw) : plugin_(std::move(plugin)), raw_(raw) {}
  LoadedPlugin plugin_;
  rushes_instance* raw_ = nullptr;
};

class PluginLibrary {
 public:
  virtual ~PluginLibrary() = default;
  // Loads the plugin's library if need be. Thread-safe. The error says why there is none and what to do.
  virtual Result<LoadedPlugin> find(std::string_view id) = 0;
};

// A status and error of the ABI as an Error; `who` is the plugin's id.
Error plugin_error(std::string_view who, rushes_status status, const rushes_error& error);

}  // namespace rushes
