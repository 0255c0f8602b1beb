#include "host/plugins/manifest.hpp"

#include "core/project/json_tree.hpp"

#include <rushes/abi/rushes.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

namespace rushes::host {
namespace {

using nlohmann::json;

constexpr std::size_t max_id = 128, max_params = 1000, max_plugins = 1000, max_choices = 10000;
constexpr double unlimited = std::numeric_limits<double>::infinity();

// Brackets open at once, outside strings. The parser itself has no limit.
int depth_of(std::string_view text) {
  int depth = 0, deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return deepest;
}

bool good_id(std::string_view id) {
  return !id.empty() && id.size() <= max_id && id.front() != '.' && id.back() != '.' &&
         std::ranges::all_of(id, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                  c == '-';
         });
}

// Reads members of one object; the first that has the wrong type or range is remembered in `wrong`.
struct Fields {
  const json& object;
  std::string wrong;

  const json* member(const char* name, bool required) {
    const auto it = object.find(name);
    if (it != object.end()) return &*it;
    if (required) complain(name, "is missing");
    return nullptr;
  }
  void complain(const char* name, const char* what) {
    if (wrong.empty()) wrong = std::string("\"") + name + "\" " + what;
  }
  std::string text(const char* name, bool required = false) {
    const json* j = member(name, required);
    if (!j) return {};
    if (!j->is_string()) return complain(name, "must be a string"), std::string();
    auto s = j->get<std::string>();
    if (s.find('\0') != s.npos) return complain(name, "holds a NUL"), std::string();
    return s;
  }
  std::vector<std::string> texts(const char* name, std::size_t most) {
    std::vector<std::string> out;
    const json* j = member(name, false);
    if (!j) return out;
    if (!j->is_array() || j->size() > most)
      return complain(name, "must be an array of strings, and not a huge one"), out;
    for (const json& item : *j) {
      if (!item.is_string()) return complain(name, "must be an array of strings"), out;
      out.push_back(item.get<std::string>());
    }
    return out;
  }
  template <class Int>
  Int whole(const char* name, Int otherwise, bool required = false) {
    const json* j = member(name, required);
    if (!j) return otherwise;
    if (j->is_number_unsigned()) {
      const auto v = j->get<std::uint64_t>();
      if (v <= static_cast<std::uint64_t>(std::numeric_limits<Int>::max())) return static_cast<Int>(v);
    }
    return complain(name, "must be a whole number that is not negative"), otherwise;
  }
  // null stands for a number JSON cannot say; `no_number` is taken for it where there is one.
  double number(const char* name, double otherwise, const double* no_number = nullptr) {
    const json* j = member(name, false);
    if (!j) return otherwise;
    if (j->is_null() && no_number) return *no_number;
    return finite(*j, name);
  }
  double finite(const json& j, const char* name) {
    const double v = j.is_number() ? j.get<double>() : unlimited;
    if (!std::isfinite(v)) return complain(name, "must be a finite number"), 0;
    return v;
  }
};

ParamRow param_row(const json& j, std::string& wrong) {
  ParamRow p;
  if (!j.is_object()) return wrong = "a parameter must be an object", p;
  Fields f{j, {}};
  p.id = f.text("id", true);
  p.label = f.text("label");
  p.group = f.text("group");
  p.help = f.text("help");
  p.text = f.text("text");
  p.type = f.whole<std::int32_t>("type", 0, true);
  p.unit = f.whole<std::int32_t>("unit", 0);
  p.flags = f.whole<std::uint32_t>("flags", 0);
  p.since_version = f.whole<std::uint32_t>("since_version", 1);
  const double below = -unlimited, above = unlimited;
  p.min = f.number("min", 0, &below);
  p.max = f.number("max", 1, &above);
  p.soft_min = f.number("soft_min", p.min, &below);
  p.soft_max = f.number("soft_max", p.max, &above);
  p.step = f.number("step", 0);
  if (const json* initial = f.member("initial", false)) {
    if (!initial->is_array() || initial->size() > p.initial.size())
      f.complain("initial", "must be an array of at most 4 numbers");
    else
      for (std::size_t i = 0; i < initial->size(); ++i) p.initial[i] = f.finite((*initial)[i], "initial");
  }
  p.choices = f.texts("choices", max_choices);
  p.choice_labels = f.texts("choice_labels", max_choices);
  if (p.choice_labels.empty()) p.choice_labels = p.choices;
  if (p.choice_labels.size() != p.choices.size()) f.complain("choice_labels", "must be as many as the choices");
  if (!f.wrong.empty()) wrong = "parameter \"" + p.id + "\": " + f.wrong;
  return p;
}

PluginRow plugin_row(const json& j, std::size_t number) {
  PluginRow row;
  row.id = "plugin " + std::to_string(number);
  row.state = PluginState::failed;
  if (!j.is_object()) return row.reason = "its entry in the manifest is not an object", row;
  Fields f{j, {}};
  const std::string id = f.text("id", true);
  if (good_id(id))
    row.id = id;
  else
    f.complain("id", "must be 1 to 128 of the characters A-Z a-z 0-9 . _ -");
  row.kind = f.text("kind", true);
  row.name = f.text("name");
  row.vendor = f.text("vendor");
  row.version_text = f.text("version_text");
  row.license = f.text("license");
  row.description = f.text("description");
  row.version = f.whole<std::uint32_t>("version", 0);
  row.traits = f.whole<std::uint64_t>("traits", 0);
  row.inputs = f.whole<std::uint32_t>("inputs", 0);
  row.needs = f.texts("requires", 100);
  constexpr const char* kinds[] = {"effect", "engine", "storage", "audio_effect", "analyzer"};
  if (std::ranges::find(kinds, row.kind) == std::end(kinds))
    f.complain("kind", "must be effect, engine, storage, audio_effect or analyzer");
  std::string wrong = f.wrong;
  if (const json* params = f.member("params", false)) {
    if (!params->is_array() || params->size() > max_params)
      f.complain("params", "must be an array of at most 1000");
    else {
      std::set<std::string> seen;
      for (const json& p : *params) {
        std::string bad;
        row.params.push_back(param_row(p, bad));
        if (wrong.empty()) wrong = std::move(bad);
        if (wrong.empty() && !seen.insert(row.params.back().id).second)
          wrong = "two parameters are named \"" + row.params.back().id + "\"";
      }
    }
  }
  if (wrong.empty()) wrong = f.wrong;
  if (wrong.empty())
    row.state = PluginState::ok;
  else
    row.reason = "its entry in the manifest is wrong: " + wrong;
  return row;
}

// Relative and staying inside the bundle.
bool good_library(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find('\0') != path.npos) return false;
  for (std::string_view rest = path; !rest.empty();) {
    const auto slash = rest.find('/');
    if (rest.substr(0, slash) == "..") return false;
    rest = slash == rest.npos ? std::string_view{} : rest.substr(slash + 1);
  }
  return true;
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view text) {
  if (text.size() > max_manifest_bytes) return Error{Errc::invalid, "manifest.json is larger than 4 MiB"};
  if (depth_of(text) > max_manifest_depth) return Error{Errc::invalid, "manifest.json is nested deeper than 32 levels"};
  try {
    const json document = json::parse(text);
    if (!document.is_object()) return Error{Errc::invalid, "manifest.json is not an object"};
    Fields f{document, {}};
    if (f.whole<std::uint32_t>("rushes_manifest", 0) != 1)
      return Error{Errc::invalid, "manifest.json has no \"rushes_manifest\": 1"};
    Manifest m;
    const std::string abi = f.text("abi", true);
    if (abi.substr(0, abi.find('.')) != std::to_string(RUSHES_ABI_MAJOR) && f.wrong.empty())
      return Error{Errc::invalid, "it was built for ABI " + abi.substr(0, 40) + ", this host speaks " +
                                      std::to_string(RUSHES_ABI_MAJOR) + ": rebuild it with this host's SDK"};
    m.library = f.text("library", true);
    const auto network = f.texts("network", 1000), secrets = f.texts("secrets", 1000);
    const json* plugins = f.member("plugins", true);
    if (plugins && (!plugins->is_array() || plugins->empty() || plugins->size() > max_plugins))
      f.complain("plugins", "must be an array of 1 to 1000");
    if (!f.wrong.empty()) return Error{Errc::invalid, "manifest.json: " + f.wrong};
    if (!good_library(m.library)) return Error{Errc::invalid, "manifest.json: \"library\" leaves the bundle"};
    for (const json& p : *plugins) {
      m.rows.push_back(plugin_row(p, m.rows.size() + 1));
      m.rows.back().network = network;
      m.rows.back().secrets = secrets;
      m.rows.back().abi = abi;
    }
    return m;
  } catch (const std::exception& x) {  // parse errors, numbers out of range, memory
    return Error{Errc::invalid,
                 "manifest.json cannot be read: " + rushes::json::reason(x.what()) + ": build the bundle again"};
  }
}

const char* state_name(PluginState state) {
  switch (state) {
    case PluginState::ok:
      return "ok";
    case PluginState::failed:
      return "failed";
    case PluginState::shadowed:
      return "shadowed";
  }
  return "failed";
}

std::vector<std::string> trait_names(std::uint64_t traits) {
  constexpr const char* names[] = {"deterministic", "stateless", "concurrent", "instances",  "in_place", "tiles",
                                   "pointwise",     "uses_time", "uses_seed",  "transition", "generator"};
  std::vector<std::string> out;
  for (std::size_t bit = 0; bit < std::size(names); ++bit)
    if (traits >> bit & 1) out.emplace_back(names[bit]);
  return out;
}

const char* param_type_name(std::int32_t type) {
  constexpr const char* names[] = {"unknown", "float", "int",  "bool",  "choice", "string",
                                   "color",   "point", "rect", "curve", "asset",  "json"};
  return type >= 1 && type < static_cast<std::int32_t>(std::size(names)) ? names[type] : names[0];
}

}  // namespace rushes::host
