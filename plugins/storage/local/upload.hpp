// A file in .rushes-tmp that gets its key when it is whole.
//
//     write, write, ...  ->  attributes, fsync(file), rename, fsync(folder)
//
// A crash at any point leaves the old object or the new one, and at most a file in .rushes-tmp, which resume can go on
// with and sweep removes.
#pragma once

#include "attributes.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace local {

struct Target {
  std::string key;
  rushes::PutOptions options;
};

std::unique_ptr<rushes::Upload> begin_upload(const Root& root, Keep keep, Target target);
std::unique_ptr<rushes::Upload> resume_upload(const Root& root, Keep keep, std::string_view state,
                                              const rushes_call* call);

// The bytes of `from` under the target's key.
rushes::ObjectInfo copy_object(const Root& root, Keep keep, const std::string& from, Target target,
                               const rushes_call* call);

void remove_object(const Root& root, const std::string& key, const char* if_version);

// Removes uploads that nobody holds and that were last written to before then.
std::uint64_t sweep_uploads(const Root& root, std::int64_t before_s);

}  // namespace local
