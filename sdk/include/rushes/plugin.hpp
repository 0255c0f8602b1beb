// C++20 over the ABI, for authors of plugins: descriptions as tables, exceptions that end at the border, the entry.
// Header-only and without an ABI of its own: everything here is inlined into the plugin.  SPDX-License-Identifier: MIT
#pragma once

#include <rushes/abi/rushes.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace rushes {

// ---- errors of authors' code: throw these, the border turns them into a status and a sentence -----------------------

struct Failure : std::exception {
  rushes_status status;
  std::string message;
  bool retryable = false;
  Failure(rushes_status status_, std::string message_) : status(status_), message(std::move(message_)) {}
  const char* what() const noexcept override { return message.c_str(); }
};
struct Cancelled {};

inline rushes_status fill(rushes_error* error, rushes_status status, const char* message,
                          std::uint32_t flags = 0) noexcept {
  if (RUSHES_HAS(rushes_error, error, message)) {
    error->status = status;
    error->flags = flags;
    std::snprintf(error->message, sizeof error->message, "%s", message);
  }
  return status;
}

// Every entry runs inside this. `body` may return a rushes_status or nothing.
template <class Body>
rushes_status guarded(rushes_error* error, Body&& body) noexcept {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Body>>) {
      body();
      return RUSHES_OK;
    } else {
      return body();
    }
  } catch (const Cancelled&) {
    return fill(error, RUSHES_E_CANCELLED, "cancelled");
  } catch (const Failure& f) {
    return fill(error, f.status, f.message.c_str(), f.retryable ? RUSHES_ERR_RETRYABLE : 0);
  } catch (const std::bad_alloc&) {
    return fill(error, RUSHES_E_NOMEM, "out of memory");
  } catch (const std::exception& x) {
    return fill(error, RUSHES_E_FAILED, x.what());
  } catch (...) {
    return fill(error, RUSHES_E_FAILED, "unknown exception");
  }
}

// ---- descriptions --------------------------------------------------------------------------------------------------

// One parameter, said once. Members beyond `id` have defaults; use designated initialisers.
struct ParamSpec {
  const char* id;
  const char* label = "";
  std::int32_t type = RUSHES_P_FLOAT;
  std::array<double, 4> initial{};
  double min = 0, max = 1;
  const char* text = "";     // initial text, or the key of the initial choice
  const char* choices = "";  // "key|key|key"
  std::int32_t unit = RUSHES_U_NONE;
  std::uint32_t flags = 0;  // RUSHES_PF_*
  const char* help = "";
  const char* group = "";
  double step = 0;
};

// T::spec of an author's class.
struct PluginSpec {
  const char* id;
  const char* name;
  const char* description = "";
  const char* license = "MIT";
  const char* vendor = "Rushes";
  const char* version_text = "1.0";
  std::uint32_t version = 1;
  std::uint64_t traits = 0;
  std::uint32_t inputs = 1;
  const char* const* needs = nullptr;  // host interface ids, nullptr ended
};

namespace detail {

// The C tables of one plugin class, built once from T::spec and T::params.
template <class T>
struct Description {
  std::vector<rushes_param_info> infos;
  std::vector<const rushes_param_info*> pointers;
  std::vector<std::unique_ptr<std::string>> texts;
  std::vector<std::vector<const char*>> keys;
  rushes_plugin_info info{};

  Description() {
    for (const ParamSpec& p : T::params) {
      rushes_param_info i{};
      i.size = sizeof i;
      i.type = p.type;
      i.flags = p.flags;
      i.unit = p.unit;
      i.id = p.id;
      i.label = *p.label ? p.label : p.id;
      i.group = p.group;
      i.help = p.help;
      std::copy(p.initial.begin(), p.initial.end(), i.def);
      i.min = i.soft_min = p.min;
      i.max = i.soft_max = p.max;
      i.step = p.step;
      i.def_text = p.text;
      i.since_version = 1;
      std::vector<const char*> list;
      for (std::string_view rest = p.choices; !rest.empty();) {
        const auto bar = rest.find('|');
        texts.push_back(std::make_unique<std::string>(rest.substr(0, bar)));
        list.push_back(texts.back()->c_str());
        rest = bar == rest.npos ? std::string_view{} : rest.substr(bar + 1);
      }
      keys.push_back(std::move(list));
      i.n_choices = static_cast<std::uint32_t>(keys.back().size());
      infos.push_back(i);
    }
    for (std::size_t k = 0; k < infos.size(); ++k) {
      if (!keys[k].empty()) infos[k].choice_keys = infos[k].choice_labels = keys[k].data();
      pointers.push_back(&infos[k]);
    }
    const PluginSpec& s = T::spec;
    info = {sizeof info,     T::kind,   s.id,          s.name,    s.vendor,
            s.version_text,  s.license, s.description, s.version, static_cast<std::uint32_t>(pointers.size()),
            pointers.data(), s.needs,   s.traits,      s.inputs,  0};
  }
  static const Description& get() {
    static const Description d;
    return d;
  }
};

template <class T>
T& self(rushes_instance* instance) {
  return *static_cast<T*>(instance->self);
}

// What the factory asks of each class in the list.
struct Class {
  const rushes_plugin_info* (*info)();
  rushes_status (*create)(const rushes_host*, rushes_instance**, rushes_error*) noexcept;
  void (*destroy)(void*) noexcept;
  const void* (*get_interface)(const char*) noexcept;
};

template <class T>
constexpr Class class_of() {
  return {[] { return &Description<T>::get().info; },
          [](const rushes_host* host, rushes_instance** out, rushes_error* error) noexcept {
            return guarded(error, [&] {
              auto object = std::make_unique<T>();
              object->host = host;
              if constexpr (requires { object->start(); }) object->start();
              *out = new rushes_instance{object.get(), &T::tables};
              object.release();
            });
          },
          [](void* object) noexcept { delete static_cast<T*>(object); },
          [](const char* id) noexcept -> const void* { return T::interface_for(id); }};
}

template <class... Ts>
struct Bundle {
  static constexpr Class classes[] = {class_of<Ts>()...};
  static constexpr std::uint32_t count = sizeof...(Ts);

  static std::uint32_t index_of(const rushes_instance* instance) noexcept {
    const void* const tables[] = {&Ts::tables...};
    for (std::uint32_t i = 0; i < count; ++i)
      if (tables[i] == instance->reserved) return i;
    return count;
  }
  static const rushes_factory* factory() noexcept {
    static const rushes_factory f{
        sizeof(rushes_factory),
        count,
        [](std::uint32_t i) noexcept -> const rushes_plugin_info* { return i < count ? classes[i].info() : nullptr; },
        [](std::uint32_t i, const rushes_host* host, rushes_bytes, rushes_instance** out,
           rushes_error* error) noexcept {
          if (i >= count) return fill(error, RUSHES_E_NOT_FOUND, "no plugin with this number in the bundle");
          return classes[i].create(host, out, error);
        },
        [](rushes_instance* instance) noexcept {
          const auto i = index_of(instance);
          if (i < count) classes[i].destroy(instance->self);
          delete instance;
        },
        [](rushes_instance* instance, const char* id) noexcept -> const void* {
          if (instance) {
            const auto i = index_of(instance);
            return i < count ? classes[i].get_interface(id) : nullptr;
          }
          for (const Class& c : classes)
            if (const void* table = c.get_interface(id)) return table;
          return nullptr;
        }};
    return &f;
  }
};

inline std::string& bundle_folder() {
  static std::string folder;
  return folder;
}

}  // namespace detail

// The folder of the bundle this code was loaded from; empty before the host called init.
inline const std::string& bundle_folder() { return detail::bundle_folder(); }

// ---- what the author's classes stand on
// ------------------------------------------------------------------------------

// Parameters of a call, by the id they were declared with.
template <class T>
struct Values {
  const rushes_value* values;
  std::uint32_t count;

  static constexpr int index(std::string_view id) {
    int i = 0;
    for (const ParamSpec& p : T::params) {
      if (id == p.id) return i;
      ++i;
    }
    return -1;
  }
  const rushes_value& at(std::string_view id) const {
    const int i = index(id);
    if (i < 0 || static_cast<std::uint32_t>(i) >= count)
      throw Failure(RUSHES_E_INVALID, "no parameter " + std::string(id));
    return values[i];
  }
  double number(std::string_view id, int k = 0) const { return at(id).v[k]; }
  bool flag(std::string_view id) const { return at(id).v[0] != 0; }
  std::string_view text(std::string_view id) const {
    const rushes_bytes& s = at(id).s;
    return {static_cast<const char*>(s.data), static_cast<std::size_t>(s.len)};
  }
};

inline void write(const rushes_sink* sink, const void* data, std::size_t size) {
  if (!sink || !sink->write) return;
  const rushes_status status = sink->write(sink->ctx, data, size);
  if (status == RUSHES_E_CANCELLED) throw Cancelled{};
  if (status < 0) throw Failure(status, "the host could not take the data");
}
inline void write(const rushes_sink* sink, std::string_view text) { write(sink, text.data(), text.size()); }

inline bool cancelled(const rushes_call* call) {
  return RUSHES_HAS(rushes_call, call, cancelled) && call->cancelled && call->cancelled(call);
}
inline void check_cancelled(const rushes_call* call) {
  if (cancelled(call)) throw Cancelled{};
}
inline void progress(const rushes_call* call, double fraction, const char* message = "") {
  if (RUSHES_HAS(rushes_call, call, progress) && call->progress) call->progress(call, fraction, message);
}

// A sink that collects into a string.
struct StringSink : rushes_sink {
  std::string text;
  StringSink() : rushes_sink{sizeof(rushes_sink), 0, this, &take} {}
  StringSink(const StringSink&) = delete;

 private:
  static rushes_status take(void* self, const void* data, std::uint64_t size) noexcept {
    try {
      static_cast<StringSink*>(self)->text.append(static_cast<const char*>(data), size);
      return RUSHES_OK;
    } catch (...) {
      return RUSHES_E_NOMEM;
    }
  }
};

// Base of every author's class: the host and its services.
struct PluginBase {
  const rushes_host* host = nullptr;
  static constexpr std::array<ParamSpec, 0> params{};

  template <class Service>
  const Service* service(const char* id) const {
    return host ? static_cast<const Service*>(host->get_interface(host, id)) : nullptr;
  }
  void log(std::int32_t level, const std::string& text) const {
    if (auto* l = service<rushes_host_log>(RUSHES_HOST_LOG)) l->log(host, level, text.c_str());
  }
  // body(0..n-1) on the host's threads, or one after the other where it lends none.
  template <class Body>
  void parallel(std::uint32_t n, const Body& body) const {
    auto* tasks = service<rushes_host_tasks>(RUSHES_HOST_TASKS);
    if (!tasks) {
      for (std::uint32_t i = 0; i < n; ++i) body(i);
      return;
    }
    struct Job {
      const Body* body;
      std::exception_ptr* errors;
    };
    std::vector<std::exception_ptr> errors(n);
    Job job{&body, errors.data()};
    const rushes_status status = tasks->parallel(host, n, &job, [](void* user, std::uint32_t i) noexcept {
      auto& j = *static_cast<Job*>(user);
      try {
        (*j.body)(i);
      } catch (...) {
        j.errors[i] = std::current_exception();
      }
    });
    for (auto& e : errors)
      if (e) std::rethrow_exception(e);
    if (status < 0) throw Failure(status, "the host could not run the tasks");
  }
  // The whole content of an asset parameter's resource.
  std::string resource(std::string_view id) const {
    auto* r = service<rushes_host_resources>(RUSHES_HOST_RESOURCES);
    if (!r) throw Failure(RUSHES_E_UNSUPPORTED, "this host lends no resources");
    StringSink sink;
    rushes_error error{};
    error.size = sizeof error;
    const rushes_status status = r->read(host, std::string(id).c_str(), &sink, &error);
    if (status < 0) throw Failure(status, error.message);
    return std::move(sink.text);
  }
};

}  // namespace rushes

// At the end of one .cpp of the bundle, at global scope: RUSHES_PLUGINS(Fade, Dissolve)
#define RUSHES_PLUGINS(...)                                                                                 \
  extern "C" RUSHES_EXPORT const rushes_entry rushes_entry_1;                                               \
  extern "C" const rushes_entry rushes_entry_1 = {                                                          \
      sizeof(rushes_entry),                                                                                 \
      RUSHES_ABI_MAJOR,                                                                                     \
      RUSHES_ABI_MINOR,                                                                                     \
      0,                                                                                                    \
      [](const rushes_host*, const char* folder, rushes_error* error) noexcept -> rushes_status {           \
        return ::rushes::guarded(error, [&] { ::rushes::detail::bundle_folder() = folder ? folder : ""; }); \
      },                                                                                                    \
      []() noexcept {},                                                                                     \
      &::rushes::detail::Bundle<__VA_ARGS__>::factory}
