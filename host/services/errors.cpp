#include "host/services/errors.hpp"

#include <algorithm>
#include <cstring>

namespace rushes::host {

rushes_status give_error(rushes_error* out, rushes_status status, std::string_view message) {
  if (!RUSHES_HAS(rushes_error, out, message)) return status;
  std::size_t n = std::min(message.size(), sizeof out->message - 1);
  if (n < message.size())
    while (n > 0 && (static_cast<unsigned char>(message[n]) & 0xC0) == 0x80) --n;
  std::memcpy(out->message, message.data(), n);
  out->message[n] = '\0';
  out->status = status;
  out->flags = 0;
  return status;
}

rushes_status give_error(rushes_error* out, const Error& error) {
  switch (error.code) {
    case Errc::invalid:
      return give_error(out, RUSHES_E_INVALID, error.message);
    case Errc::not_found:
      return give_error(out, RUSHES_E_NOT_FOUND, error.message);
    case Errc::cancelled:
      return give_error(out, RUSHES_E_CANCELLED, error.message);
    case Errc::io:
      return give_error(out, RUSHES_E_IO, error.message);
    case Errc::unavailable: {
      const rushes_status status = give_error(out, RUSHES_E_FAILED, error.message);
      if (RUSHES_HAS(rushes_error, out, flags)) out->flags = RUSHES_ERR_RETRYABLE;
      return status;
    }
    case Errc::internal:
      break;
  }
  return give_error(out, RUSHES_E_FAILED, error.message);
}

}  // namespace rushes::host
