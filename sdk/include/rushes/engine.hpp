// Generation engines in C++.  SPDX-License-Identifier: MIT
#pragma once

#include <rushes/plugin.hpp>

namespace rushes {

// T gives: `spec`; optionally `params`;
//   std::string capabilities();                                                JSON
//   rushes_job_state check(const Request&, std::vector<std::string>& notes);   throws Failure for a request it cannot do
//   std::string submit(const Request&, const rushes_call*, std::string_view prepared, rushes_job_state&);   the ticket
//   rushes_job_state poll(std::string_view ticket, const rushes_call*);
//   void cancel(std::string_view ticket, const rushes_call*);
//   void fetch(std::string_view ticket, std::uint32_t output, const rushes_call*, const rushes_sink* data, const rushes_sink* meta);
//   optionally prepare(const Request&, const rushes_call*) -> std::string and
//   reconcile(const Request&, const rushes_call*, rushes_job_state&) -> std::string (throws Failure RUSHES_E_NOT_FOUND).
// All of them may be called on several threads at once: keep no state in T.
template <class T>
struct Engine : PluginBase {
  static constexpr std::int32_t kind = RUSHES_KIND_ENGINE;

  struct Request : Values<T> {
    const rushes_gen_request* request;
    explicit Request(const rushes_gen_request* r) : Values<T>{r->params, r->n_params}, request(r) {}
    std::string_view mode() const { return request->mode ? request->mode : ""; }
    std::string_view prompt() const { return request->prompt ? request->prompt : ""; }
    std::string_view negative_prompt() const { return request->negative_prompt ? request->negative_prompt : ""; }
    double seconds() const { return double(request->duration) / 705600000.0; }
  };

  static rushes_job_state state(std::int32_t job, double fraction = -1) {
    rushes_job_state s{};
    s.size = sizeof s;
    s.state = job;
    s.progress = fraction;
    s.n_outputs = job == RUSHES_JOB_SUCCEEDED ? 1 : 0;
    return s;
  }

  static constexpr char tables = 0;
  static const void* interface_for(const char* id) noexcept {
    static const rushes_engine table = make();
    return std::strcmp(id, RUSHES_ENGINE) == 0 ? &table : nullptr;
  }

 private:
  static std::string_view view(rushes_bytes b) {
    return {static_cast<const char*>(b.data), static_cast<std::size_t>(b.len)};
  }
  static void give(rushes_job_state* out, const rushes_job_state& s) {
    if (!out) return;
    const std::uint32_t size = out->size;
    std::memcpy(out, &s, size < sizeof s ? size : sizeof s);
    out->size = size;
  }
  static std::string json_array(const std::vector<std::string>& texts) {
    std::string out = "[";
    for (const auto& t : texts) {
      out += out.size() > 1 ? ",\"" : "\"";
      for (const char c : t) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20)
          out += c;
        else
          out += ' ';
      }
      out += '"';
    }
    return out + "]";
  }
  static rushes_engine make() {
    rushes_engine e{};
    e.size = sizeof e;
    e.capabilities = [](rushes_instance* i, const rushes_sink* json, rushes_error* error) noexcept {
      return guarded(error, [&] { write(json, detail::self<T>(i).capabilities()); });
    };
    e.check = [](rushes_instance* i, const rushes_gen_request* r, rushes_job_state* estimate, const rushes_sink* notes,
                 rushes_error* error) noexcept {
      return guarded(error, [&] {
        std::vector<std::string> list;
        give(estimate, detail::self<T>(i).check(Request(r), list));
        write(notes, json_array(list));
      });
    };
    if constexpr (requires(T t, const Request& r, const rushes_call* c) { t.prepare(r, c); })
      e.prepare = [](rushes_instance* i, const rushes_call* call, const rushes_gen_request* r,
                     const rushes_sink* prepared, rushes_error* error) noexcept {
        return guarded(error, [&] { write(prepared, detail::self<T>(i).prepare(Request(r), call)); });
      };
    e.submit = [](rushes_instance* i, const rushes_call* call, const rushes_gen_request* r, rushes_bytes prepared,
                  const rushes_sink* ticket, rushes_job_state* out, rushes_error* error) noexcept {
      return guarded(error, [&] {
        rushes_job_state s = state(RUSHES_JOB_QUEUED);
        write(ticket, detail::self<T>(i).submit(Request(r), call, view(prepared), s));
        give(out, s);
      });
    };
    e.poll = [](rushes_instance* i, const rushes_call* call, rushes_bytes ticket, rushes_job_state* out,
                rushes_error* error) noexcept {
      return guarded(error, [&] { give(out, detail::self<T>(i).poll(view(ticket), call)); });
    };
    e.cancel = [](rushes_instance* i, const rushes_call* call, rushes_bytes ticket, rushes_error* error) noexcept {
      return guarded(error, [&] { detail::self<T>(i).cancel(view(ticket), call); });
    };
    e.fetch = [](rushes_instance* i, const rushes_call* call, rushes_bytes ticket, std::uint32_t output,
                 const rushes_sink* data, const rushes_sink* meta, rushes_error* error) noexcept {
      return guarded(error, [&] { detail::self<T>(i).fetch(view(ticket), output, call, data, meta); });
    };
    if constexpr (requires(T t, const Request& r, const rushes_call* c, rushes_job_state& s) { t.reconcile(r, c, s); })
      e.reconcile = [](rushes_instance* i, const rushes_call* call, const rushes_gen_request* r,
                       const rushes_sink* ticket, rushes_job_state* out, rushes_error* error) noexcept {
        return guarded(error, [&] {
          rushes_job_state s = state(RUSHES_JOB_QUEUED);
          write(ticket, detail::self<T>(i).reconcile(Request(r), call, s));
          give(out, s);
        });
      };
    return e;
  }
};

}  // namespace rushes
