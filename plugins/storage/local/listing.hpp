// Pages of keys in byte order, read from the folders each time: no cache that could be stale.
#pragma once

#include "root.hpp"

namespace local {

rushes::ListPage list_objects(const Root& root, const rushes::ListQuery& query, const rushes_call* call);

}  // namespace local
