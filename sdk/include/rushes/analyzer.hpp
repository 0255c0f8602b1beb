// Analyzers in C++.  SPDX-License-Identifier: MIT
#pragma once

#include <rushes/plugin.hpp>

namespace rushes {

// T gives: `spec`; optionally `params`; `static constexpr uint32_t wants` (RUSHES_WANTS_*); begin(Values<T>);
// video(image, frame) and/or audio(block); finish() -> std::string JSON. One run at a time per instance.
template <class T>
struct Analyzer : PluginBase {
  static constexpr std::int32_t kind = RUSHES_KIND_ANALYZER;
  static constexpr char tables = 0;
  static const void* interface_for(const char* id) noexcept {
    static const rushes_analyzer table{
        sizeof(rushes_analyzer),
        T::wants,
        [](rushes_instance* i, const rushes_value* values, std::uint32_t n, rushes_error* error) noexcept {
          return guarded(error, [&] { detail::self<T>(i).begin(Values<T>{values, n}); });
        },
        [](rushes_instance* i, const rushes_call* call, const rushes_image* image, std::int64_t frame,
           rushes_error* error) noexcept -> rushes_status {
          if constexpr (requires(T t) { t.video(*image, frame); })
            return guarded(error, [&] {
              check_cancelled(call);
              detail::self<T>(i).video(*image, frame);
            });
          return fill(error, RUSHES_E_UNSUPPORTED, "this analyzer takes no pictures");
        },
        [](rushes_instance* i, const rushes_call* call, const rushes_audio* block,
           rushes_error* error) noexcept -> rushes_status {
          if constexpr (requires(T t) { t.audio(*block); })
            return guarded(error, [&] {
              check_cancelled(call);
              detail::self<T>(i).audio(*block);
            });
          return fill(error, RUSHES_E_UNSUPPORTED, "this analyzer takes no sound");
        },
        [](rushes_instance* i, const rushes_sink* json, rushes_error* error) noexcept {
          return guarded(error, [&] { write(json, detail::self<T>(i).finish()); });
        }};
    return std::strcmp(id, RUSHES_ANALYZER) == 0 ? &table : nullptr;
  }
};

}  // namespace rushes
