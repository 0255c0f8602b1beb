#pragma once

#include "core/base/hash.hpp"

#include <string>

namespace rushes {

// Of the size and the bytes: all of them up to 64 MiB; of a larger file the first and last MiB and 62 blocks of 1 MiB
// spread evenly between, which an edit of the same length may escape but a different recording does not.
Result<Key> content_key_of(const std::string& path);

}  // namespace rushes
