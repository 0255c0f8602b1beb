#include "host/services/errors.hpp"
#include "host/services/tables.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

namespace rushes::host {

const rushes_host_tasks tasks_table{
    sizeof(rushes_host_tasks), 0,
    [](const rushes_host*) noexcept -> std::uint32_t {
      return static_cast<std::uint32_t>(tbb::this_task_arena::max_concurrency());
    },
    [](const rushes_host*, std::uint32_t n, void* user,
       void(RUSHES_CALL* body)(void*, std::uint32_t) noexcept) noexcept {
      return answered(nullptr, [&]() -> rushes_status {
        if (!body) return RUSHES_E_INVALID;
        if (n == 1) return body(user, 0), RUSHES_OK;
        // Isolated: while the caller waits it must not pick up an unrelated frame, whose render might need a lock the
        // caller holds. A context of its own: cancelling the outer work must not leave bodies out. It carries the
        // caller's floating-point mode to the other threads.
        tbb::task_group_context context(tbb::task_group_context::isolated,
                                        tbb::task_group_context::default_traits | tbb::task_group_context::fp_settings);
        tbb::this_task_arena::isolate([&] {
          tbb::parallel_for(
              std::uint32_t{0}, n, [&](std::uint32_t i) { body(user, i); }, context);
        });
        return RUSHES_OK;
      });
    }};

}  // namespace rushes::host
