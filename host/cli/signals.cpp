#include "host/cli/signals.hpp"

#include <csignal>
#include <thread>

#include <pthread.h>
#include <unistd.h>

namespace rushes::cli {

CancelToken cancel_on_signals() {
  CancelToken token = CancelToken::make();
  std::signal(SIGPIPE, SIG_IGN);
  sigset_t set;
  sigemptyset(&set);
  for (const int s : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, s);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);  // inherited by every thread made later
  std::thread([token, set] {
    int got = 0;
    sigwait(&set, &got);
    token.cancel();
    sigwait(&set, &got);
    _exit(128 + got);
  }).detach();
  return token;
}

}  // namespace rushes::cli
