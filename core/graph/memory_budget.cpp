#include "core/graph/evaluator.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace rushes {

namespace {

// A limit file of a control group: a number, or "max".
std::uint64_t limit_in(const std::string& path) {
  std::ifstream file(path);
  std::uint64_t bytes = 0;
  return file >> bytes && bytes > 0 ? bytes : ~std::uint64_t{0};
}

}  // namespace

std::uint64_t automatic_memory_budget() {
  std::uint64_t limit =
      static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(sysconf(_SC_PAGE_SIZE));
  // Version 2: the limit of our group and of all above it. Version 1: one file.
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    if (line.rfind("0::", 0) != 0) continue;
    for (std::string path = line.substr(3);; path = path.substr(0, path.find_last_of('/'))) {
      limit = std::min(limit, limit_in("/sys/fs/cgroup" + path + "/memory.max"));
      if (path.empty() || path.find('/') == std::string::npos) break;
    }
  }
  limit = std::min(limit, limit_in("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
  return limit / 2;
}

}  // namespace rushes
