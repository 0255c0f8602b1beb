#include "core/media/known_files.hpp"

#include "core/base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

namespace rushes {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t largest = std::uint64_t{64} << 20;  // of one record
constexpr const char* ending = ".facts";

std::string checksum(std::string_view facts) {
  Hasher hash;
  hash.add(facts);
  return to_string(hash.key());  // 32 digits
}

}  // namespace

KnownFiles::KnownFiles(std::string folder, std::uint64_t limit_bytes)
    : folder_(std::move(folder)), limit_(limit_bytes) {}

std::optional<Key> KnownFiles::state_of(const std::string& path) {
  char* real = ::realpath(path.c_str(), nullptr);
  if (!real) return std::nullopt;
  const std::string place = real;
  std::free(real);
  struct stat info {};
  if (::stat(place.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  Hasher hash;
  hash.add(std::string_view(place)).add(info.st_size).add(info.st_dev).add(info.st_ino);
  for (const timespec& t : {info.st_mtim, info.st_ctim}) hash.add(t.tv_sec).add(t.tv_nsec);
  return hash.key();
}

std::string KnownFiles::place_of(const Key& state) const { return folder_ + "/" + to_string(state) + ending; }

std::optional<std::string> KnownFiles::find(const Key& state) const {
  const std::string place = place_of(state);
  auto content = read_file(place, largest);
  if (!content || content->size() < 32) return std::nullopt;
  const std::string sum = content->substr(content->size() - 32);
  content->resize(content->size() - 32);
  if (checksum(*content) != sum) return std::nullopt;
  ::utimensat(AT_FDCWD, place.c_str(), nullptr, 0);  // used just now
  return std::move(*content);
}

void KnownFiles::keep(const Key& state, std::string_view facts) {
  if (facts.size() > largest - 32) return;
  const std::lock_guard hold(lock_);
  std::error_code error;
  fs::create_directories(folder_, error);
  // Not synced to the disk: a record that was cut short does not match its sum.
  const std::string place = place_of(state), unfinished = place + "." + std::to_string(::getpid());
  {
    std::ofstream out(unfinished, std::ios::binary);
    out << facts << checksum(facts);
    if (!out.flush()) {
      fs::remove(unfinished, error);
      return;
    }
  }
  fs::rename(unfinished, place, error);
  if (error) fs::remove(unfinished, error);
  make_room();
}

void KnownFiles::make_room() const {
  struct Record {
    fs::file_time_type used;
    std::uint64_t bytes;
    fs::path path;
  };
  std::vector<Record> records;
  std::uint64_t total = 0;
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() != ending) continue;
    std::error_code gone;
    const std::uint64_t bytes = it->file_size(gone);
    const auto used = it->last_write_time(gone);
    if (gone) continue;
    records.push_back({used, bytes, it->path()});
    total += bytes;
  }
  if (total <= limit_) return;
  std::ranges::sort(records, {}, &Record::used);
  for (const Record& r : records) {
    if (total <= limit_) return;
    fs::remove(r.path, error);
    total -= r.bytes;
  }
}

}  // namespace rushes
