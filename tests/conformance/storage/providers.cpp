#include "subject.hpp"

#include <filesystem>

namespace storage_suite {

const std::vector<Provider>& providers() {
  static const std::vector<Provider> all = {
      {"local", "org.rushes.local",
       [](const std::string& folder) {
         return std::vector<Param>{{"root", 0, folder}};
       }},
      {"local_sidecar", "org.rushes.local",
       [](const std::string& folder) {
         return std::vector<Param>{{"root", 0, folder}, {"attributes", 0, "sidecar"}};
       }},
      {"memory", "org.rushes.example.memory", [](const std::string&) { return std::vector<Param>{}; }},
  };
  return all;
}

}  // namespace storage_suite
