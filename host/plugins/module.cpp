#include "host/plugins/module.hpp"

#include <boost/dll/shared_library.hpp>

#include <dlfcn.h>

#include <string_view>
#include <utility>

namespace rushes::host {

struct Module::Library {
  boost::dll::shared_library handle;
};

Module::Module(std::unique_ptr<Library> library) : library_(std::move(library)) {}

Module::~Module() {
  if (initialised_) entry_->deinit();
}

Result<std::shared_ptr<const Module>> Module::open(const std::string& library, const std::string& bundle,
                                                   const rushes_host* host) {
  const auto refuse = [&](std::string why, const char* remedy) {
    return Error{Errc::unavailable, library + " " + std::move(why) + ": " + remedy};
  };
  constexpr const char* rebuild = "rebuild it with this host's SDK";
  try {
    auto loaded = std::make_unique<Library>();
    boost::system::error_code ec;
    // Everything is resolved now, so that a missing symbol is a sentence here and not a crash later.
    loaded->handle.load(library, ec, boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
    if (ec) {
      const char* said = ::dlerror();
      return refuse(std::string("cannot be loaded (") + (said ? said : ec.message()) + ")",
                    "install what it needs or rebuild it");
    }
    if (!loaded->handle.has(RUSHES_ENTRY_SYMBOL))
      return refuse("does not export " RUSHES_ENTRY_SYMBOL, "build it with rushes_add_plugin()");
    std::shared_ptr<Module> m(new Module(std::move(loaded)));
    m->entry_ = &m->library_->handle.get<const rushes_entry>(RUSHES_ENTRY_SYMBOL);
    const rushes_entry* e = m->entry_;
    if (!RUSHES_HAS(rushes_entry, e, abi_minor)) return refuse("has an entry of wrong size", rebuild);
    if (e->abi_major != RUSHES_ABI_MAJOR)
      return refuse("was built for ABI " + std::to_string(e->abi_major) + ", this host speaks " +
                        std::to_string(RUSHES_ABI_MAJOR),
                    rebuild);
    if (!RUSHES_HAS(rushes_entry, e, factory) || !e->init || !e->deinit || !e->factory)
      return refuse("has an incomplete entry", rebuild);

    rushes_error error{};
    error.size = sizeof error;
    const rushes_status status = e->init(host, bundle.c_str(), &error);
    if (status < 0) {
      error.message[sizeof error.message - 1] = '\0';
      return refuse(
          "did not start (" + (*error.message ? std::string(error.message) : "status " + std::to_string(status)) + ")",
          "see what it asks for, or remove the bundle");
    }
    m->initialised_ = true;
    m->factory_ = e->factory();
    const rushes_factory* f = m->factory_;
    if (!RUSHES_HAS(rushes_factory, f, get_interface) || !f->info || !f->create || !f->destroy || !f->get_interface)
      return refuse("has an incomplete factory", rebuild);
    return std::shared_ptr<const Module>(std::move(m));
  } catch (const std::exception& x) {
    return refuse(std::string("cannot be loaded (") + x.what() + ")", "rebuild it");
  }
}

const char* kind_name(std::int32_t kind) {
  switch (kind) {
    case RUSHES_KIND_EFFECT:
      return "effect";
    case RUSHES_KIND_ENGINE:
      return "engine";
    case RUSHES_KIND_STORAGE:
      return "storage";
    case RUSHES_KIND_AUDIO_EFFECT:
      return "audio_effect";
    case RUSHES_KIND_ANALYZER:
      return "analyzer";
    default:
      return "unknown";
  }
}

Result<std::uint32_t> match(const rushes_factory& factory, const PluginRow& row) {
  const auto differs = [&](const std::string& what) {
    return Error{Errc::unavailable,
                 row.library + ": its code and its manifest differ in " + what + ": build the bundle again"};
  };
  for (std::uint32_t i = 0; i < factory.count; ++i) {
    const rushes_plugin_info* info = factory.info(i);
    if (!RUSHES_HAS(rushes_plugin_info, info, traits) || !info->id || row.id != info->id) continue;
    if (row.kind != kind_name(info->kind))
      return differs(std::string("the kind (") + kind_name(info->kind) + ", " + row.kind + ")");
    if (row.version != info->version)
      return differs("the version (" + std::to_string(info->version) + ", " + std::to_string(row.version) + ")");
    if (row.traits != info->traits) return differs("the traits");
    if (row.params.size() != info->n_params || (info->n_params && !info->params))
      return differs("the number of parameters");
    for (std::uint32_t k = 0; k < info->n_params; ++k) {
      const rushes_param_info* p = info->params[k];
      if (!RUSHES_HAS(rushes_param_info, p, since_version) || !p->id) return differs("parameter " + std::to_string(k));
      if (row.params[k].id != p->id || row.params[k].type != p->type)
        return differs("parameter \"" + row.params[k].id + "\"");
    }
    return i;
  }
  return Error{Errc::unavailable,
               row.library + " holds no plugin " + row.id + ", though its manifest says so: build the bundle again"};
}

}  // namespace rushes::host
