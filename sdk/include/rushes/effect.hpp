// Effects, transitions and generators in C++.  SPDX-License-Identifier: MIT
//
//     struct Invert : rushes::Effect<Invert> {
//       static constexpr rushes::PluginSpec spec{.id = "org.example.invert", .name = "Invert"};
//       void render(const Render& r) { ... r.in(0) ... r.out() ... }
//     };
//     RUSHES_PLUGINS(Invert);
#pragma once

#include <rushes/image.hpp>
#include <rushes/plugin.hpp>

namespace rushes {

// T gives: `spec`; optionally `params`; `render(const Render&)`;
// optionally `formats(uint32_t input) -> container of rushes_video_format` (default: RGBA float for all)
// and `plan(Plan&)` (default: every input, same frame, same region).
// Optional, each saying false when it does not know (abi/effect.h has the promises):
// `map(const Args&, rushes_pointwise&) -> bool`, `extent(const Args&, rushes_rect&) -> bool`,
// `same_as(const Args&, int64_t&) -> bool`.
// render and plan are called on several threads at once when spec.traits says CONCURRENT: keep no state in T then.
template <class T>
struct Effect : PluginBase {
  static constexpr std::int32_t kind = RUSHES_KIND_EFFECT;

  struct Args : Values<T> {
    const rushes_effect_args* args;
    explicit Args(const rushes_effect_args* a) : Values<T>{a->params, a->n_params}, args(a) {}
    const rushes_rect& roi() const { return args->roi; }
    const rushes_rect& full() const { return args->full; }
    std::int64_t frame() const { return args->time.frame; }
    double rate() const { return double(args->time.rate.num) / double(args->time.rate.den); }  // frames per second
    double scale() const { return double(args->scale.num) / double(args->scale.den); }
    std::int64_t duration() const { return RUSHES_HAS(rushes_effect_args, args, duration) ? args->duration : 0; }
  };

  struct Plan : Args {
    rushes_need* needs;
    std::uint32_t cap;
    std::uint32_t n = 0;
    std::int32_t* identity;
    bool handled = false;
    // Asks for a frame of an input. The order of needs is the order of r.in(i).
    void need(std::uint32_t input, std::int64_t frame, const rushes_rect& roi, bool optional = false) {
      if (n >= cap) throw Failure(RUSHES_E_INVALID, "plan asks for too many frames");
      needs[n++] = {input, optional, frame, roi};
      handled = true;
    }
    // The output is input `input` of the same frame, unchanged.
    void pass(std::uint32_t input) {
      n = 0;
      need(input, this->frame(), this->roi());
      *identity = 0;
    }
  };

  struct Render : Args {
    const rushes_call* call;
    const rushes_image* const* inputs;
    std::uint32_t n_inputs;
    rushes_image* output;
    const rushes_image& in(std::uint32_t i = 0) const {
      if (i >= n_inputs || !inputs[i]) throw Failure(RUSHES_E_INVALID, "input " + std::to_string(i) + " is missing");
      return *inputs[i];
    }
    rushes_image& out() const { return *output; }
    void check() const { check_cancelled(call); }
  };

  static constexpr char tables = 0;  // its address names the class
  static const void* interface_for(const char* id) noexcept {
    static const rushes_effect table{
        sizeof(rushes_effect),
        0,
        [](rushes_instance* i, std::uint32_t input, rushes_video_format* out,
           std::uint32_t cap) noexcept -> std::uint32_t {
          std::uint32_t n = 0;
          const rushes_status status = guarded(nullptr, [&] {
            if constexpr (requires(T t) { t.formats(input); }) {
              for (const rushes_video_format& f : detail::self<T>(i).formats(input)) {
                if (n < cap) out[n] = f;
                ++n;
              }
            } else if (input != RUSHES_OUTPUT) {
              if (cap) out[0] = formats::rgba_float;
              n = 1;
            }
          });
          return status == RUSHES_OK ? n : 0;
        },
        [](rushes_instance* i, const rushes_effect_args* args, rushes_need* out, std::uint32_t cap, std::uint32_t* n,
           std::int32_t* identity, rushes_error* error) noexcept -> rushes_status {
          if constexpr (requires(T t, Plan & p) { t.plan(p); }) {
            return guarded(error, [&]() -> rushes_status {
              Plan plan{Args(args), out, cap, 0, identity, false};
              detail::self<T>(i).plan(plan);
              *n = plan.n;
              return plan.handled ? RUSHES_OK : RUSHES_NOT_HANDLED;
            });
          } else {
            return RUSHES_NOT_HANDLED;
          }
        },
        [](rushes_instance* i, const rushes_call* call, const rushes_effect_args* args, const rushes_image* const* in,
           std::uint32_t n_in, rushes_image* out, rushes_error* error) noexcept {
          return guarded(error, [&] { detail::self<T>(i).render(Render{Args(args), call, in, n_in, out}); });
        },
        nullptr,
        0,
        0};
    if (std::strcmp(id, RUSHES_EFFECT) == 0) return &table;
    if constexpr (requires(T t, const Args& a, rushes_pointwise& p) { t.map(a, p); }) {
      static const rushes_effect_pointwise pointwise{
          sizeof(rushes_effect_pointwise), 0,
          [](rushes_instance* i, const rushes_effect_args* args, rushes_pointwise* out,
             rushes_error* error) noexcept -> rushes_status {
            return guarded(error, [&]() -> rushes_status {
              return detail::self<T>(i).map(Args(args), *out) ? RUSHES_OK : RUSHES_NOT_HANDLED;
            });
          }};
      if (std::strcmp(id, RUSHES_EFFECT_POINTWISE) == 0) return &pointwise;
    }
    constexpr bool has_extent = requires(T t, const Args& a, rushes_rect& r) { t.extent(a, r); };
    constexpr bool has_same_as = requires(T t, const Args& a, std::int64_t& n) { t.same_as(a, n); };
    if constexpr (has_extent || has_same_as) {
      static const rushes_effect_hints hints{
          sizeof(rushes_effect_hints), 0,
          [](rushes_instance* i, const rushes_effect_args* args, rushes_rect* out) noexcept -> rushes_status {
            if constexpr (has_extent)
              return guarded(nullptr, [&]() -> rushes_status {
                return detail::self<T>(i).extent(Args(args), *out) ? RUSHES_OK : RUSHES_NOT_HANDLED;
              });
            return RUSHES_NOT_HANDLED;
          },
          [](rushes_instance* i, const rushes_effect_args* args, std::int64_t* frame) noexcept -> rushes_status {
            if constexpr (has_same_as)
              return guarded(nullptr, [&]() -> rushes_status {
                return detail::self<T>(i).same_as(Args(args), *frame) ? RUSHES_OK : RUSHES_NOT_HANDLED;
              });
            return RUSHES_NOT_HANDLED;
          }};
      if (std::strcmp(id, RUSHES_EFFECT_HINTS) == 0) return &hints;
    }
    return nullptr;
  }
};

}  // namespace rushes
