// What is known of a plugin without running it: plain data, one row per plugin of each bundle that was found.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace rushes::host {

struct ParamRow {
  std::string id, label, group, help, text;  // text: initial text, or the key of the initial choice
  std::int32_t type = 0, unit = 0;           // RUSHES_P_*, RUSHES_U_*
  std::uint32_t flags = 0;                   // RUSHES_PF_*
  std::array<double, 4> initial{};
  double min = 0, max = 0, soft_min = 0, soft_max = 0, step = 0;  // no limit = -inf, +inf
  std::uint32_t since_version = 1;
  std::vector<std::string> choices, choice_labels;  // as many labels as choices
  bool operator==(const ParamRow&) const = default;
};

// ok: can be asked for, or is loaded. failed: `reason` says why and what to do. shadowed: an earlier bundle has the id.
enum class PluginState { ok, failed, shadowed };

struct PluginRow {
  std::string id;    // of a bundle whose manifest cannot be read: the bundle's name
  std::string kind;  // effect engine storage audio_effect analyzer; empty when unknown
  std::string name, vendor, version_text, license, description;
  std::uint32_t version = 0;
  std::uint64_t traits = 0;  // RUSHES_TRAIT_*
  std::uint32_t inputs = 0;
  std::vector<std::string> needs;  // ids of host services it cannot do without
  std::vector<ParamRow> params;
  std::vector<std::string> network, secrets;  // of its bundle: hosts it may ask, names of secrets it uses
  std::string abi;                            // "1.0"
  std::string bundle, library;                // absolute paths
  PluginState state = PluginState::ok;
  std::string reason;   // empty when ok
  bool loaded = false;  // its code is in memory
};

const char* state_name(PluginState state);

// "deterministic stateless ...": the names of the RUSHES_TRAIT_* bits that are set, in the order of the header.
std::vector<std::string> trait_names(std::uint64_t traits);

// "float", "choice" ...: the name of a RUSHES_P_*; "unknown" for another number.
const char* param_type_name(std::int32_t type);

}  // namespace rushes::host
