#include "host/session/unzip.hpp"

#include <zip.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

namespace rushes::host {

namespace fs = std::filesystem;

namespace {

struct Close {
  void operator()(zip_t* z) const { zip_discard(z); }
  void operator()(zip_file_t* f) const { zip_fclose(f); }
  void operator()(std::FILE* f) const { std::fclose(f); }
};

bool safe(const std::string& name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != name.npos || name.find('\0') != name.npos) return false;
  for (const fs::path& part : fs::path(name))
    if (part == "..") return false;
  return true;
}

Result<void> unpack(zip_t* zip, zip_uint64_t index, std::uint64_t size, const std::string& to) {
  const std::unique_ptr<zip_file_t, Close> in(zip_fopen_index(zip, index, 0));
  if (!in) return Error{Errc::invalid, zip_strerror(zip)};
  std::error_code error;
  fs::create_directories(fs::path(to).parent_path(), error);
  const std::unique_ptr<std::FILE, Close> out(std::fopen(to.c_str(), "wbx"));
  if (!out) return Error{Errc::io, "cannot write " + to};
  std::vector<char> buffer(1 << 20);
  for (std::uint64_t done = 0;;) {
    const zip_int64_t n = zip_fread(in.get(), buffer.data(), buffer.size());
    if (n < 0) return Error{Errc::invalid, "is damaged: " + std::string(zip_file_strerror(in.get()))};
    if (n == 0) return {};
    done += static_cast<std::uint64_t>(n);
    if (done > size) return Error{Errc::invalid, "holds more than its directory says"};
    if (std::fwrite(buffer.data(), 1, static_cast<std::size_t>(n), out.get()) != static_cast<std::size_t>(n))
      return Error{Errc::io, "cannot write " + to};
  }
}

}  // namespace

Result<void> unzip(const std::string& archive, const std::string& folder) {
  if (folder.empty()) return Error{Errc::invalid, archive + ": there is nowhere to unpack its media to"};
  int code = 0;
  const std::unique_ptr<zip_t, Close> zip(zip_open(archive.c_str(), ZIP_RDONLY, &code));
  if (!zip)
    return Error{Errc::invalid, archive + " is no bundle that can be opened: it is no zip archive, or a damaged one"};
  const zip_int64_t n = zip_get_num_entries(zip.get(), 0);
  if (n < 1 || n > 10'000) return Error{Errc::invalid, archive + ": a bundle holds 1 to 10000 files"};
  struct Entry {
    zip_uint64_t index;
    std::uint64_t size;
    std::string name;
  };
  std::vector<Entry> entries;
  std::uint64_t total = 0;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(n); ++i) {
    zip_stat_t stat;
    if (zip_stat_index(zip.get(), i, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME) || !(stat.valid & ZIP_STAT_SIZE))
      return Error{Errc::invalid, archive + ": its directory is damaged"};
    const std::string name = stat.name;
    if (!safe(name)) return Error{Errc::invalid, archive + ": holds a file that leads out of its folder"};
    if (name.back() == '/') continue;
    if (stat.size > std::uint64_t{100'000'000'000} - total)
      return Error{Errc::invalid, archive + ": holds more than 100 GB"};
    total += stat.size;
    entries.push_back({i, stat.size, name});
  }
  for (const Entry& e : entries)
    if (auto done = unpack(zip.get(), e.index, e.size, folder + "/" + e.name); !done)
      return std::move(done).error().in(archive + ": " + e.name.substr(0, 100));
  return {};
}

}  // namespace rushes::host
