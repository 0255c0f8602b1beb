// Audio effects in C++.  SPDX-License-Identifier: MIT
#pragma once

#include <rushes/plugin.hpp>

namespace rushes {

// T gives: `spec`; optionally `params`;
//   void process(const Process&);                         fills out() from in(i)
//   optionally void prepare(rate, channels, layout, max_frames), void reset(start_sample), uint32_t latency(), uint32_t tail()
//   and `static constexpr std::uint32_t preroll` (samples at 48 kHz).
// Calls of one instance come one at a time.
template <class T>
struct AudioEffect : PluginBase {
  static constexpr std::int32_t kind = RUSHES_KIND_AUDIO_EFFECT;
  static constexpr std::uint32_t preroll = 0;

  struct Process : Values<T> {
    const rushes_call* call;
    const rushes_audio_args* args;
    const rushes_audio* const* inputs;
    std::uint32_t n_inputs;
    rushes_audio* output;
    const rushes_audio& in(std::uint32_t i = 0) const {
      if (i >= n_inputs || !inputs[i]) throw Failure(RUSHES_E_INVALID, "input " + std::to_string(i) + " is missing");
      return *inputs[i];
    }
    rushes_audio& out() const { return *output; }
    std::int64_t duration() const { return args->duration; }
  };

  static constexpr char tables = 0;
  static const void* interface_for(const char* id) noexcept {
    static const rushes_audio_effect table{
        sizeof(rushes_audio_effect),
        T::preroll,
        [](rushes_instance* i, std::uint32_t rate, std::uint32_t channels, std::uint64_t layout,
           std::uint32_t max_frames, rushes_error* error) noexcept {
          return guarded(error, [&] {
            if constexpr (requires(T t) { t.prepare(rate, channels, layout, max_frames); })
              detail::self<T>(i).prepare(rate, channels, layout, max_frames);
          });
        },
        [](rushes_instance* i, std::int64_t start) noexcept {
          return guarded(nullptr, [&] {
            if constexpr (requires(T t) { t.reset(start); }) detail::self<T>(i).reset(start);
          });
        },
        [](rushes_instance* i, const rushes_call* call, const rushes_audio_args* args, const rushes_audio* const* in,
           std::uint32_t n_in, rushes_audio* out, rushes_error* error) noexcept {
          return guarded(error, [&] {
            detail::self<T>(i).process(Process{{args->params, args->n_params}, call, args, in, n_in, out});
          });
        },
        [](rushes_instance* i) noexcept -> std::uint32_t {
          if constexpr (requires(T t) { t.latency(); }) return detail::self<T>(i).latency();
          return 0;
        },
        [](rushes_instance* i) noexcept -> std::uint32_t {
          if constexpr (requires(T t) { t.tail(); }) return detail::self<T>(i).tail();
          return 0;
        }};
    return std::strcmp(id, RUSHES_AUDIO_EFFECT) == 0 ? &table : nullptr;
  }
};

}  // namespace rushes
