// What is kept beside an object's bytes: content type, metadata, digest. In a user xattr of the file, or, where the
// file system has none, in a sidecar file named by key and version, so that an old one is never taken for a new
// object's.
#pragma once

#include "root.hpp"

#include <optional>
#include <string>

namespace local {

enum class Keep { automatic, xattr, sidecar };

struct Attributes {
  std::string content_type, metadata;
  std::optional<rushes::Sha256> sha256;
};

// Before the file gets its name: `s` is its final stat. Throws.
void write_attributes(const Root& root, Keep keep, int fd, const struct stat& s, const std::string& key,
                      const Attributes& a);
// The defaults where nothing was kept. The digest only when the file was not changed since.
Attributes read_attributes(const Root& root, int fd, const struct stat& s, const std::string& key);
// The sidecar of a version that is gone, if there is one.
void remove_sidecar(const Root& root, const std::string& key, const std::string& version);
// Sidecars that no object has, older than that; answers how many were removed.
std::uint64_t sweep_sidecars(const Root& root, std::int64_t before_s);

rushes::ObjectInfo info_of(const Root& root, int fd, const struct stat& s, const std::string& key);

}  // namespace local
