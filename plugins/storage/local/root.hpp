// The folder all objects lie in, and the only way to its files: nothing here follows a link or leaves the folder.
#pragma once

#include <rushes/storage.hpp>

#include <sys/stat.h>
#include <sys/types.h>

#include <string>
#include <string_view>
#include <utility>

namespace local {

// A descriptor that closes itself.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd();
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

// Throws the Failure that an errno means; `what` is "cannot write key".
[[noreturn]] void fail(int error, const std::string& what);

// Folders of our own, never keys.
inline constexpr char tmp_folder[] = ".rushes-tmp";
inline constexpr char meta_folder[] = ".rushes-meta";
bool is_reserved(std::string_view key);  // its first segment begins with ".rushes-"

std::string version_of(const struct stat& s);

class Root {
 public:
  Root() = default;
  // Makes the folder when it is missing and `create` says so.
  static Root open(const std::string& path, bool create);

  const std::string& path() const { return path_; }  // absolute, without links

  // As openat, from the root; never through a link. An invalid Fd with errno set when it fails.
  Fd at(const std::string& path, int flags, mode_t mode = 0) const;
  // A folder to read and to fsync; "" = the root.
  Fd folder(const std::string& path) const;
  // The same, making (and fsyncing) what is missing of it.
  Fd make_folder(const std::string& path) const;
  // A regular file to read, with its stat. Throws RUSHES_E_NOT_FOUND, or RUSHES_E_DENIED for what is no plain file.
  Fd object(const std::string& key, struct stat& s) const;
  // Waits for the right to change what `key` names, among all processes. Held as long as the Fd.
  Fd lock(std::string_view key) const;
  // Removes the empty folders above key.
  void prune(const std::string& key) const;

 private:
  std::string path_;
  Fd fd_;
  bool has_openat2_ = false;
};

// Of "a/b/c": "a/b" and "c".
std::pair<std::string, std::string> split(const std::string& key);

}  // namespace local
