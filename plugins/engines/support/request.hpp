// Reading a request's parameters where the host may have sent fewer than the plugin declares (an older project): the
// declared initial value stands in.
#pragma once

#include <rushes/plugin.hpp>
#include <rushes/result.hpp>

#include <string>
#include <string_view>

namespace engine_support {

template <class Plugin>
double number(const rushes::Values<Plugin>& values, std::string_view id) {
  const int i = rushes::Values<Plugin>::index(id);
  return i >= 0 && static_cast<std::uint32_t>(i) < values.count
             ? values.values[i].v[0]
             : Plugin::params[static_cast<std::size_t>(i)].initial[0];
}

template <class Plugin>
std::string text(const rushes::Values<Plugin>& values, std::string_view id) {
  const int i = rushes::Values<Plugin>::index(id);
  if (i >= 0 && static_cast<std::uint32_t>(i) < values.count && values.values[i].s.len > 0)
    return std::string(values.text(id));
  return Plugin::params[static_cast<std::size_t>(i)].text;
}

// A failed Result as what the border understands.
[[noreturn]] inline void raise(const rushes::Error& error) {
  switch (error.code) {
    case rushes::Errc::cancelled:
      throw rushes::Cancelled{};
    case rushes::Errc::invalid:
      throw rushes::Failure(RUSHES_E_INVALID, error.message);
    case rushes::Errc::not_found:
      throw rushes::Failure(RUSHES_E_NOT_FOUND, error.message);
    case rushes::Errc::unavailable:
      throw rushes::Failure(RUSHES_E_UNSUPPORTED, error.message);
    case rushes::Errc::io:
      throw rushes::Failure(RUSHES_E_IO, error.message);
    default:
      throw rushes::Failure(RUSHES_E_FAILED, error.message);
  }
}

}  // namespace engine_support
