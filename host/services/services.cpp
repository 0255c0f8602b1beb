#include "host/services/services.hpp"

#include "host/services/errors.hpp"
#include "host/services/tables.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace rushes::host {
namespace {

const rushes_host_log log_table{
    sizeof(rushes_host_log), 0, [](const rushes_host* host, std::int32_t level, const char* text) noexcept {
      answered(nullptr, [&] {
        const auto& log = lent(host).state->options.log;
        if (!log || !text) return RUSHES_OK;
        std::string line(text);
        std::ranges::replace_if(
            line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
        log(static_cast<LogLevel>(std::clamp<std::int32_t>(level, RUSHES_LOG_DEBUG, RUSHES_LOG_ERROR)),
            lent(host).plugin, line);
        return RUSHES_OK;
      });
    }};

const rushes_host_resources resources_table{
    sizeof(rushes_host_resources), 0,
    [](const rushes_host* host, const char* id, const rushes_sink* data, rushes_error* error) noexcept {
      return answered(error, [&]() -> rushes_status {
        if (!id || !RUSHES_HAS(rushes_sink, data, write) || !data->write)
          return give_error(error, RUSHES_E_INVALID, "a resource is read with an id and a sink");
        rushes_status refused = RUSHES_OK;  // by the plugin's own sink
        const auto done = lent(host).state->options.resource(id, [&](std::string_view bytes) -> Result<void> {
          refused = data->write(data->ctx, bytes.data(), bytes.size());
          if (refused < 0) return Error{Errc::io, "the plugin did not take the data"};
          return {};
        });
        if (refused < 0)
          return give_error(error, refused, "the plugin did not take the data of resource " + std::string(id));
        if (!done) return give_error(error, done.error());
        return RUSHES_OK;
      });
    }};

const void* interface(const rushes_host* host, const char* id) noexcept {
  if (!id) return nullptr;
  const ServiceOptions& o = lent(host).state->options;
  const auto is = [&](const char* name) { return std::strcmp(id, name) == 0; };
  if (is(RUSHES_HOST_LOG)) return &log_table;
  if (is(RUSHES_HOST_TASKS)) return &tasks_table;
  if (is(RUSHES_HOST_SCRATCH) && !o.scratch.empty()) return &scratch_table;
  if (is(RUSHES_HOST_RESOURCES) && o.resource) return &resources_table;
  if (is(RUSHES_HOST_ENCODE) && o.encode) return &encode_table;
  return nullptr;
}

}  // namespace

Services::Services(ServiceOptions options) : state_(std::make_unique<State>()) { state_->options = std::move(options); }

Services::~Services() {
  abort_encoders(*state_);
  remove_scratch(*state_);
}

const rushes_host* Services::host_for(std::string_view plugin_id) {
  const std::lock_guard lock(state_->lent_mutex);
  auto it = state_->lent.find(plugin_id);
  if (it == state_->lent.end()) {
    auto made = std::make_unique<Lent>();
    made->plugin = plugin_id;
    made->state = state_.get();
    made->table = {sizeof(rushes_host),
                   RUSHES_ABI_MINOR,
                   made.get(),
                   state_->options.name.c_str(),
                   state_->options.version.c_str(),
                   &interface};
    it = state_->lent.emplace(made->plugin, std::move(made)).first;
  }
  return &it->second->table;
}

}  // namespace rushes::host
