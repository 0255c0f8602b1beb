#include "core/base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace rushes {

std::string why_not(std::string_view what, int code) {
  switch (code) {
    case ENOENT:
      return what == "write" ? "there is no such folder" : "there is no such file";
    case ENOTDIR:
      return "a part of its path is no folder";
    case EISDIR:
      return "it is a folder; name a file";
    case EACCES:
    case EPERM:
    case EROFS:
      return what == "write" ? "writing there is not permitted" : "reading it is not permitted";
    case ENOSPC:
    case EDQUOT:
      return "no space is left on the disk: free some, or name a place on another";
    case ENAMETOOLONG:
      return "the name is too long: most disks take 255 bytes";
    default:
      return std::strerror(code);
  }
}

namespace {

Error failed(const char* what, const std::string& path, int code) {
  return {code == ENOENT ? Errc::not_found : Errc::io,
          std::string("cannot ") + what + " " + path + ": " + why_not(what, code)};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::uint64_t limit) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return failed("open", path, errno);
  struct stat info {};
  if (::fstat(fd, &info) != 0 || S_ISDIR(info.st_mode)) {
    const int code = S_ISDIR(info.st_mode) ? EISDIR : errno;
    ::close(fd);
    return failed("read", path, code);
  }
  std::string content;
  char block[1 << 16];
  for (;;) {
    const ssize_t n = ::read(fd, block, sizeof block);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int code = errno;
      ::close(fd);
      return failed("read", path, code);
    }
    if (n == 0) break;
    if (content.size() + static_cast<std::size_t>(n) > limit) {
      ::close(fd);
      return Error{Errc::invalid,
                   path + " is larger than the " + std::to_string(limit >> 20) + " MiB that are read here"};
    }
    content.append(block, static_cast<std::size_t>(n));
  }
  ::close(fd);
  return content;
}

Result<void> replaceable(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || S_ISREG(info.st_mode)) return {};
  if (S_ISDIR(info.st_mode)) return Error{Errc::invalid, "cannot write " + path + ": it is a folder; name a file"};
  return Error{Errc::invalid,
               "cannot write " + path + ": it is a device or a pipe, which would be replaced by a file; name a file"};
}

Result<void> write_file(const std::string& path, std::string_view content) {
  if (auto ok = replaceable(path); !ok) return ok;
  const std::string temporary = path + ".part-" + std::to_string(::getpid());
  const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return failed("write", path, errno);
  int code = 0;
  while (!content.empty() && !code) {
    const ssize_t n = ::write(fd, content.data(), content.size());
    if (n >= 0)
      content.remove_prefix(static_cast<std::size_t>(n));
    else if (errno != EINTR)
      code = errno;
  }
  if (!code && ::fsync(fd) != 0) code = errno;
  if (::close(fd) != 0 && !code) code = errno;
  if (!code && ::rename(temporary.c_str(), path.c_str()) != 0) code = errno;
  if (code) {
    ::unlink(temporary.c_str());
    return failed("write", path, code);
  }
  return {};
}

}  // namespace rushes
