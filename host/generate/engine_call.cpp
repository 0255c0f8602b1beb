#include "host/generate/engine_call.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

namespace rushes::host {

EngineCall::EngineCall(const CancelToken& cancel, const std::function<void(double)>& progress)
    : cancel_(cancel), progress_(progress) {
  call_.size = sizeof call_;
  call_.ctx = this;
  call_.cancelled = [](const rushes_call* c) noexcept -> rushes_bool {
    return static_cast<EngineCall*>(c->ctx)->cancel_.cancelled();
  };
  call_.progress = [](const rushes_call* c, double fraction, const char*) noexcept {
    auto* self = static_cast<EngineCall*>(c->ctx);
    try {
      if (self->progress_ && std::isfinite(fraction)) self->progress_(std::clamp(fraction, 0.0, 1.0));
    } catch (...) {  // progress is for people; a failing display does not end the work
    }
  };
  call_.sleep_ms = [](const rushes_call* c, std::uint32_t ms) noexcept -> rushes_status {
    auto* self = static_cast<EngineCall*>(c->ctx);
    for (std::uint32_t slept = 0; slept < ms; slept += 20) {
      if (self->cancel_.cancelled()) return RUSHES_E_CANCELLED;
      std::this_thread::sleep_for(std::chrono::milliseconds(std::min<std::uint32_t>(20, ms - slept)));
    }
    return self->cancel_.cancelled() ? RUSHES_E_CANCELLED : RUSHES_OK;
  };
}

Result<std::unique_ptr<EngineRequest>> EngineRequest::make(const rushes_plugin_info& info,
                                                           const GenerateRequest& request, std::string key) {
  std::unique_ptr<EngineRequest> out(new EngineRequest);
  out->mode_ = request.mode;
  out->prompt_ = request.prompt;
  out->negative_ = request.negative_prompt;
  out->key_ = std::move(key);
  for (const auto& [id, value] : request.params) {
    const auto known = std::any_of(info.params, info.params + info.n_params,
                                   [&name = id](const rushes_param_info* p) { return name == p->id; });
    if (!known) return Error{Errc::invalid, std::string(info.id) + " has no parameter '" + id + "'"};
  }
  out->texts_.reserve(info.n_params);  // values point into it
  for (std::uint32_t i = 0; i < info.n_params; ++i) {
    const rushes_param_info& p = *info.params[i];
    rushes_value v{p.type, 1, {p.def[0], p.def[1], p.def[2], p.def[3]}, {nullptr, 0}};
    std::string text = p.def_text ? p.def_text : "";
    if (const auto given = request.params.find(p.id); given != request.params.end()) {
      const bool textual =
          p.type == RUSHES_P_CHOICE || p.type == RUSHES_P_STRING || p.type == RUSHES_P_ASSET || p.type == RUSHES_P_JSON;
      if (textual != (given->second.n == 0))
        return Error{Errc::invalid,
                     std::string(info.id) + ": parameter '" + p.id + "' takes " + (textual ? "text" : "a number")};
      text = given->second.text;
      std::copy(given->second.v.begin(), given->second.v.end(), v.v);
      if (!textual && (!std::isfinite(v.v[0]) || v.v[0] < p.min || v.v[0] > p.max))
        return Error{Errc::invalid, std::string(info.id) + ": parameter '" + p.id + "' is out of its range"};
      if (p.type == RUSHES_P_CHOICE &&
          std::none_of(p.choice_keys, p.choice_keys + p.n_choices, [&](const char* k) { return text == k; })) {
        std::string all;
        for (std::uint32_t k = 0; k < p.n_choices; ++k) all += (k ? ", " : "") + std::string(p.choice_keys[k]);
        return Error{Errc::invalid,
                     std::string(info.id) + ": '" + text + "' is no choice of '" + p.id + "': it is one of " + all};
      }
    }
    out->texts_.push_back(std::move(text));
    v.s = {out->texts_.back().data(), out->texts_.back().size()};
    out->values_.push_back(v);
  }
  rushes_gen_request& r = out->raw_;
  r.size = sizeof r;
  r.mode = out->mode_.c_str();
  r.prompt = out->prompt_.c_str();
  r.negative_prompt = out->negative_.c_str();
  r.duration = request.duration.ticks;
  r.rate = {request.width ? request.rate.num : 0, request.rate.den};
  r.width = static_cast<std::uint32_t>(request.width);
  r.height = static_cast<std::uint32_t>(request.height);
  r.seed = request.seed;
  r.count = 1;
  r.n_params = info.n_params;
  r.params = out->values_.data();
  r.idempotency_key = out->key_.c_str();
  return out;
}

}  // namespace rushes::host
