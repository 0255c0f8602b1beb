// manifest.json of a bundle, read without trusting it: whatever the bytes are, the answer is rows or a sentence.
#pragma once

#include "host/plugins/plugin_row.hpp"

#include <rushes/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rushes::host {

inline constexpr std::size_t max_manifest_bytes = 4u << 20;
inline constexpr int max_manifest_depth = 32;

struct Manifest {
  std::string library;          // relative to the bundle; has no ".." and is not absolute
  std::vector<PluginRow> rows;  // in the order of the bundle; a malformed one is `failed`, its neighbours are not
};

// An Error when the document as a whole cannot be used.
Result<Manifest> parse_manifest(std::string_view text);

}  // namespace rushes::host
