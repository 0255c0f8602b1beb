// The ABI's request and call structs, filled from our own types and owned for as long as a call lasts.
#pragma once

#include "core/base/cancel.hpp"
#include "host/generate/generate.hpp"

#include <rushes/abi/engine.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace rushes::host {

// Cancellation and progress for one call of an engine.
class EngineCall {
 public:
  EngineCall(const CancelToken& cancel, const std::function<void(double)>& progress);
  EngineCall(const EngineCall&) = delete;
  const rushes_call* get() const { return &call_; }

 private:
  CancelToken cancel_;
  std::function<void(double)> progress_;
  rushes_call call_{};
};

// A request as the engine reads it. `error` when a parameter is unknown, of the wrong type or out of its range.
class EngineRequest {
 public:
  static Result<std::unique_ptr<EngineRequest>> make(const rushes_plugin_info& info, const GenerateRequest& request,
                                                     std::string key);
  EngineRequest(const EngineRequest&) = delete;
  const rushes_gen_request* get() const { return &raw_; }

 private:
  EngineRequest() = default;
  std::string mode_, prompt_, negative_, key_;
  std::vector<std::string> texts_;
  std::vector<rushes_value> values_;
  rushes_gen_request raw_{};
};

}  // namespace rushes::host
