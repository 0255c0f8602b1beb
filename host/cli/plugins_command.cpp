// rushes plugins [list | info ID] [--json]
#include "host/cli/command.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>

namespace rushes::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string id;
  bool json = false, info = false;
};

Json finite(double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); }

Json param_json(const host::ParamRow& p) {
  Json j{{"id", p.id}, {"label", p.label}, {"type", host::param_type_name(p.type)}, {"help", p.help}};
  if (!p.choices.empty()) j["choices"] = p.choices;
  if (p.type == RUSHES_P_CHOICE || p.type == RUSHES_P_STRING || p.type == RUSHES_P_ASSET || p.type == RUSHES_P_JSON) {
    j["initial"] = p.text;
  } else {
    j["initial"] = p.type == RUSHES_P_FLOAT || p.type == RUSHES_P_INT || p.type == RUSHES_P_BOOL ? Json(p.initial[0])
                                                                                                 : Json(p.initial);
    j["min"] = finite(p.min);
    j["max"] = finite(p.max);
  }
  j["animates"] = (p.flags & RUSHES_PF_ANIMATES) != 0;
  return j;
}

Json row_json(const host::PluginRow& r, bool whole) {
  Json j{{"id", r.id},
         {"kind", r.kind},
         {"name", r.name},
         {"state", host::state_name(r.state)},
         {"version", r.version_text},
         {"license", r.license},
         {"bundle", r.bundle}};
  if (!r.reason.empty()) j["reason"] = r.reason;
  if (!whole) return j;
  j["vendor"] = r.vendor;
  j["description"] = r.description;
  j["traits"] = host::trait_names(r.traits);
  j["inputs"] = r.inputs;
  j["requires"] = r.needs;
  j["network"] = r.network;
  j["secrets"] = r.secrets;
  j["abi"] = r.abi;
  j["library"] = r.library;
  j["params"] = Json::array();
  for (const auto& p : r.params) j["params"].push_back(param_json(p));
  return j;
}

void print_info(const host::PluginRow& r) {
  std::printf("%s  %s %s (%s)\n%s\n", r.id.c_str(), r.name.c_str(), r.version_text.c_str(), r.kind.c_str(),
              r.description.c_str());
  std::printf("  state    %s%s%s\n  vendor   %s\n  licence  %s\n  bundle   %s\n", host::state_name(r.state),
              r.reason.empty() ? "" : ": ", r.reason.c_str(), r.vendor.c_str(), r.license.c_str(), r.bundle.c_str());
  std::string traits;
  for (const auto& t : host::trait_names(r.traits)) traits += (traits.empty() ? "" : " ") + t;
  if (!traits.empty()) std::printf("  traits   %s\n", traits.c_str());
  for (const auto& p : r.params) {
    std::string range;
    for (const auto& c : p.choices) range += (range.empty() ? "" : " | ") + c;
    if (p.choices.empty() && (p.type == RUSHES_P_FLOAT || p.type == RUSHES_P_INT)) {
      char text[96];
      std::snprintf(text, sizeof text, "%g (%g to %g)", p.initial[0], p.min, p.max);
      range = text;
    }
    std::printf("  %-18s %-8s %s\n", p.id.c_str(), host::param_type_name(p.type), range.c_str());
    if (!p.help.empty()) std::printf("  %-18s %s\n", "", p.help.c_str());
  }
}

Result<void> run(const Context& context, const Options& o) {
  auto session = Session::open(context);
  if (!session) return std::move(session).error();
  host::Registry& plugins = (*session)->plugins();
  if (o.info) {
    // Loading shows what a manifest cannot: a library that is broken.
    if (const auto row = plugins.row(o.id); row && row->state == host::PluginState::ok) (void)plugins.find(o.id);
    const auto row = plugins.row(o.id);
    if (!row)
      return Error{Errc::not_found, "there is no plugin '" + o.id + "': rushes plugins lists those that were found"};
    if (o.json)
      std::printf("%s\n", row_json(*row, true).dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    else
      print_info(*row);
    return {};
  }
  for (const auto& r : plugins.rows())  // list what is true, not what manifests promise
    if (r.state == host::PluginState::ok) (void)plugins.find(r.id);
  const auto rows = plugins.rows();
  if (o.json) {
    Json all = Json::array();
    for (const auto& r : rows) all.push_back(row_json(r, false));
    std::printf("%s\n", all.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    return {};
  }
  for (const auto& r : rows) {
    std::printf("%-32s %-13s %-9s %s\n", r.id.c_str(), r.kind.c_str(), host::state_name(r.state), r.name.c_str());
    if (!r.reason.empty()) std::printf("    %s\n", r.reason.c_str());
  }
  if (rows.empty()) std::printf("no plugins found: set RUSHES_PLUGIN_PATH to folders that hold NAME.rushes bundles\n");
  return {};
}

}  // namespace

void add_plugins(CLI::App& app, Context& context) {
  auto o = std::make_shared<Options>();
  auto* c = app.add_subcommand("plugins", "List the plugins that were found, or describe one");
  c->add_flag("--json", o->json, "As JSON");
  c->require_subcommand(0, 1);
  c->fallthrough();
  c->add_subcommand("list", "All of them, with the reason where one cannot be used (the default)");
  auto* info = c->add_subcommand("info", "One plugin and its parameters");
  info->add_option("id", o->id, "Its id, as in org.rushes.blur")->required();
  c->callback([&context, o, info] {
    o->info = info->parsed();
    context.run = [&context, o] { return run(context, *o); };
  });
}

}  // namespace rushes::cli
