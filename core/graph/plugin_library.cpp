#include "core/graph/plugin_library.hpp"

#include <string>
#include <utility>

namespace rushes {

Result<PluginInstance> PluginInstance::create(const LoadedPlugin& plugin) {
  rushes_error error{};
  error.size = sizeof error;
  rushes_instance* raw = nullptr;
  const rushes_status status =
      plugin.factory->create(plugin.index, plugin.host, rushes_bytes{nullptr, 0}, &raw, &error);
  if (status < 0) return plugin_error(plugin.info->id, status, error);
  if (!raw) return Error{Errc::internal, std::string(plugin.info->id) + ": create() gave no instance"};
  return PluginInstance(plugin, raw);
}

Error plugin_error(std::string_view who, rushes_status status, const rushes_error& error) {
  Errc code = Errc::internal;
  switch (status) {
    case RUSHES_E_INVALID:
    case RUSHES_E_UNSUPPORTED:
    case RUSHES_E_FORMAT:
    case RUSHES_E_CONTENT_POLICY:
      code = Errc::invalid;
      break;
    case RUSHES_E_NOT_FOUND:
      code = Errc::not_found;
      break;
    case RUSHES_E_CANCELLED:
      code = Errc::cancelled;
      break;
    case RUSHES_E_IO:
    case RUSHES_E_CORRUPT:
    case RUSHES_E_EXISTS:
    case RUSHES_E_CONFLICT:
    case RUSHES_E_DENIED:
      code = Errc::io;
      break;
    case RUSHES_E_NETWORK:
    case RUSHES_E_TIMEOUT:
    case RUSHES_E_AUTH:
    case RUSHES_E_QUOTA:
    case RUSHES_E_RATE_LIMITED:
    case RUSHES_E_NOMEM:
      code = Errc::unavailable;
      break;
    default:
      break;
  }
  std::string text(who);
  text += ": ";
  if (*error.where) text += std::string(error.where) + ": ";
  text += *error.message ? std::string(error.message) : "failed with status " + std::to_string(status);
  return {code, std::move(text)};
}

}  // namespace rushes
