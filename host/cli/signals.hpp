#pragma once

#include "core/base/cancel.hpp"

namespace rushes::cli {

// The first Ctrl-C (SIGINT), SIGTERM or SIGHUP cancels the token, so that work ends cleanly; the second one ends the
// process. SIGPIPE is ignored: a closed pipe is an error of a write. Once per process.
CancelToken cancel_on_signals();

}  // namespace rushes::cli
