#include "core/media/content_key.hpp"

#include "core/base/time.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace rushes {

Result<Key> content_key_of(const std::string& path) {
  constexpr std::uint64_t mib = 1 << 20, whole = 64 * mib, blocks = 64;
  const auto failed = [&] {
    return Error{errno == ENOENT ? Errc::not_found : Errc::io, "cannot read " + path + ": " + std::strerror(errno)};
  };
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return failed();
  struct Closer {
    int fd;
    ~Closer() { ::close(fd); }
  } closer{fd};
  struct stat info {};
  if (::fstat(fd, &info) != 0) return failed();
  const auto size = static_cast<std::uint64_t>(info.st_size);
  Hasher hash;
  hash.add(size);
  std::vector<char> block(mib);
  const std::uint64_t count = size <= whole ? (size + mib - 1) / mib : blocks;
  for (std::uint64_t i = 0; i < count; ++i) {
    std::uint64_t at =
        size <= whole ? i * mib
                      : muldiv_floor(static_cast<std::int64_t>(size - mib), static_cast<std::int64_t>(i), blocks - 1);
    std::uint64_t left = std::min(mib, size - at);
    while (left) {
      const ssize_t n = ::pread(fd, block.data(), left, static_cast<off_t>(at));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return failed();
      if (n == 0) return Error{Errc::io, "cannot read " + path + ": it became shorter while it was read"};
      hash.bytes(block.data(), static_cast<std::size_t>(n));
      at += static_cast<std::uint64_t>(n);
      left -= static_cast<std::uint64_t>(n);
    }
  }
  return hash.key();
}

}  // namespace rushes
