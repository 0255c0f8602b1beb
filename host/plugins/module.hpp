// One plugin library in memory. Lives as long as anything that came from it; the last owner's release runs deinit and
// unmaps the code.
#pragma once

#include "host/plugins/plugin_row.hpp"

#include <rushes/abi/plugin.h>
#include <rushes/result.hpp>

#include <memory>
#include <string>

namespace rushes::host {

class Module {
 public:
  // Loads, checks the entry and runs init once with `host`, which must outlive the module. Hold no lock.
  static Result<std::shared_ptr<const Module>> open(const std::string& library, const std::string& bundle,
                                                    const rushes_host* host);

  ~Module();
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;

  const rushes_factory& factory() const { return *factory_; }

 private:
  struct Library;
  explicit Module(std::unique_ptr<Library> library);
  std::unique_ptr<Library> library_;
  const rushes_entry* entry_ = nullptr;
  const rushes_factory* factory_ = nullptr;
  bool initialised_ = false;
};

// The number of the plugin with row.id in the factory, or what differs between the code and its manifest.
Result<std::uint32_t> match(const rushes_factory& factory, const PluginRow& row);

const char* kind_name(std::int32_t kind);  // of a RUSHES_KIND_*

}  // namespace rushes::host
