// Whole files, read and written so that nothing half-written is ever seen under the final name.
#pragma once

#include <rushes/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace rushes {

// What an errno means to who wanted to "open", "read" or "write" a file, and what to do about it.
std::string why_not(std::string_view what, int code);
// At most `limit` bytes; a larger file is an error that says so.
Result<std::string> read_file(const std::string& path, std::uint64_t limit = std::uint64_t{1} << 30);
// Whether `path` is free or an ordinary file, which a rename may replace; devices, folders and pipes are not.
Result<void> replaceable(const std::string& path);
// Temporary file beside it, fsync, rename. On failure nothing is left behind.
Result<void> write_file(const std::string& path, std::string_view content);

}  // namespace rushes
