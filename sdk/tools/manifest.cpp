// rushes-manifest --bundle DIR --library lib/linux-x86_64/NAME.so [--network HOST]... [--secret NAME]...
// Loads the library, asks each plugin for its description and writes DIR/manifest.json, from which a host lists plugins
// without running any of their code.
#include <rushes/abi/rushes.h>

#include <dlfcn.h>

#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

namespace {

std::string quoted(const char* text) {
  std::string out = "\"";
  for (const char* c = text ? text : ""; *c; ++c) {
    const auto u = static_cast<unsigned char>(*c);
    if (*c == '"' || *c == '\\') {
      out += '\\';
      out += *c;
    } else if (u < 0x20) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", u);
      out += code;
    } else {
      out += *c;
    }
  }
  return out + '"';
}

std::string number(double value) {
  if (!std::isfinite(value)) return "null";
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

std::string list(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const auto& i : items) out += (out.size() > 1 ? ", " : "") + i;
  return out + "]";
}

std::string param(const rushes_param_info& p) {
  std::vector<std::string> initial, keys, labels;
  for (const double d : p.def) initial.push_back(number(d));
  for (std::uint32_t i = 0; i < p.n_choices; ++i) {
    keys.push_back(quoted(p.choice_keys[i]));
    labels.push_back(quoted(p.choice_labels ? p.choice_labels[i] : p.choice_keys[i]));
  }
  std::string out =
      "{\"id\": " + quoted(p.id) + ", \"label\": " + quoted(p.label) + ", \"type\": " + std::to_string(p.type) +
      ", \"unit\": " + std::to_string(p.unit) + ", \"flags\": " + std::to_string(p.flags) +
      ", \"initial\": " + list(initial) + ", \"min\": " + number(p.min) + ", \"max\": " + number(p.max) +
      ", \"soft_min\": " + number(p.soft_min) + ", \"soft_max\": " + number(p.soft_max) +
      ", \"step\": " + number(p.step) + ", \"text\": " + quoted(p.def_text) + ", \"group\": " + quoted(p.group) +
      ", \"help\": " + quoted(p.help) + ", \"since_version\": " + std::to_string(p.since_version);
  if (!keys.empty()) out += ", \"choices\": " + list(keys) + ", \"choice_labels\": " + list(labels);
  return out + "}";
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

std::string plugin(const rushes_plugin_info& i) {
  std::string params;
  for (std::uint32_t k = 0; k < i.n_params; ++k) params += (k ? ",\n        " : "\n        ") + param(*i.params[k]);
  std::vector<std::string> needs;
  for (const char* const* r = i.requires_; r && *r; ++r) needs.push_back(quoted(*r));
  return "    {\"id\": " + quoted(i.id) + ", \"kind\": " + quoted(kind_name(i.kind)) + ", \"name\": " + quoted(i.name) +
         ", \"vendor\": " + quoted(i.vendor) + ", \"version_text\": " + quoted(i.version_text) +
         ", \"version\": " + std::to_string(i.version) + ",\n     \"license\": " + quoted(i.license_spdx) +
         ", \"description\": " + quoted(i.description) + ", \"traits\": " + std::to_string(i.traits) +
         ", \"inputs\": " + std::to_string(i.n_inputs) + ", \"requires\": " + list(needs) + ",\n     \"params\": [" +
         params + "]}";
}

int fail(const std::string& why) {
  std::fprintf(stderr, "rushes-manifest: %s\n", why.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::string bundle, library;
  std::vector<std::string> network, secrets;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string key = argv[i];
    if (key == "--bundle")
      bundle = argv[i + 1];
    else if (key == "--library")
      library = argv[i + 1];
    else if (key == "--network")
      network.push_back(quoted(argv[i + 1]));
    else if (key == "--secret")
      secrets.push_back(quoted(argv[i + 1]));
  }
  if (bundle.empty() || library.empty()) {
    std::fprintf(stderr, "usage: rushes-manifest --bundle DIR --library FILE [--network HOST]... [--secret NAME]...\n");
    return 2;
  }
  void* module = dlopen((bundle + "/" + library).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!module) return fail(dlerror());
  const auto* entry = static_cast<const rushes_entry*>(dlsym(module, RUSHES_ENTRY_SYMBOL));
  if (!entry)
    return fail(library + " does not export " RUSHES_ENTRY_SYMBOL ": is RUSHES_PLUGINS(...) in one of its files?");
  if (entry->abi_major != RUSHES_ABI_MAJOR) return fail(library + " speaks another ABI");
  const rushes_factory* factory = entry->factory();
  if (!factory || factory->count == 0) return fail(library + " holds no plugin");
  std::string plugins;
  for (std::uint32_t i = 0; i < factory->count; ++i) plugins += (i ? ",\n" : "") + plugin(*factory->info(i));

  const std::string path = bundle + "/manifest.json", temporary = path + ".new";
  {
    std::ofstream out(temporary);
    out << "{\n  \"rushes_manifest\": 1,\n  \"abi\": \"" << entry->abi_major << '.' << entry->abi_minor
        << "\",\n  \"library\": " << quoted(library.c_str()) << ",\n  \"network\": " << list(network)
        << ",\n  \"secrets\": " << list(secrets) << ",\n  \"plugins\": [\n"
        << plugins << "\n  ]\n}\n";
    if (!out.flush()) return fail("cannot write " + temporary);
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) return fail("cannot write " + path);
  return 0;
}
