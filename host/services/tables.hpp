// Inside host/services: what the tables of the services know of who called them.
#pragma once

#include "host/services/services.hpp"

#include <map>
#include <mutex>
#include <set>
#include <string>

namespace rushes::host {

// What rushes_host.ctx points at: one plugin's view of the host.
struct Lent {
  rushes_host table{};
  std::string plugin;
  Services::State* state = nullptr;
};

struct Encoder;

struct Services::State {
  ServiceOptions options;
  std::mutex lent_mutex;  // guards lent
  std::map<std::string, std::unique_ptr<Lent>, std::less<>> lent;

  std::mutex scratch_mutex;  // guards the next two
  std::string scratch_root;  // empty until the first plugin asks
  std::map<std::string, std::string, std::less<>> scratch_folders;

  std::mutex encoders_mutex;  // guards encoders: those that are neither finished nor aborted
  std::set<Encoder*> encoders;
};

inline const Lent& lent(const rushes_host* host) { return *static_cast<const Lent*>(host->ctx); }

extern const rushes_host_tasks tasks_table;
extern const rushes_host_scratch scratch_table;
extern const rushes_host_encode encode_table;

void remove_scratch(Services::State& state);
void abort_encoders(Services::State& state);

}  // namespace rushes::host
