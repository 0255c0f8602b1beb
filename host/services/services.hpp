// The services behind rushes_host.get_interface: one table per plugin, so that the host knows who asks.
//
//     Services services({.log = ..., .scratch = "/tmp"});
//     const rushes_host* host = services.host_for("org.rushes.fade");
//
// A service without what it needs (no encoder, no scratch folder) is not lent: get_interface answers NULL.
// Thread-safe. No lock is held while a function of the options or a plugin runs. Outlives every plugin that got a
// table.
#pragma once

#include "host/services/encode.hpp"

#include <rushes/abi/host.h>
#include <rushes/result.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace rushes::host {

enum class LogLevel {
  debug = RUSHES_LOG_DEBUG,
  info = RUSHES_LOG_INFO,
  warning = RUSHES_LOG_WARNING,
  error = RUSHES_LOG_ERROR
};

struct ServiceOptions {
  // [any thread, several at once] One line of a plugin; control characters are already replaced by spaces.
  std::function<void(LogLevel, std::string_view plugin, std::string_view text)> log = {};
  // [any thread, several at once] Streams the content of an asset; Errc::not_found where there is none.
  std::function<Result<void>(std::string_view id, const TakeBytes&)> resource = {};
  EncodeBackend encode = {};
  std::string scratch = {};     // folder under which plugins get folders of their own; removed by ~Services
  std::string name = "rushes";  // what the host says it is
  std::string version = "0.1.0";
};

class Services {
 public:
  explicit Services(ServiceOptions options);
  ~Services();
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  // The same pointer for the same id every time.
  const rushes_host* host_for(std::string_view plugin_id);

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace rushes::host
