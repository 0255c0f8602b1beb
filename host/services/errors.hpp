// Between our errors and those of the ABI.
#pragma once

#include <rushes/abi/base.h>
#include <rushes/result.hpp>

#include <exception>
#include <new>
#include <string_view>
#include <type_traits>

namespace rushes::host {

// Fills *out where there is one (never splitting a UTF-8 sequence) and returns the status.
rushes_status give_error(rushes_error* out, rushes_status status, std::string_view message);
rushes_status give_error(rushes_error* out, const Error& error);

// Our side of a call from a plugin: nothing thrown gets through. `body` returns a rushes_status.
template <class Body>
rushes_status answered(rushes_error* out, Body&& body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return give_error(out, RUSHES_E_NOMEM, "out of memory");
  } catch (const std::exception& x) {
    return give_error(out, RUSHES_E_FAILED, x.what());
  } catch (...) {
    return give_error(out, RUSHES_E_FAILED, "unknown exception in the host");
  }
}

}  // namespace rushes::host
