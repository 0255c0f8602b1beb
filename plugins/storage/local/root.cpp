#include "root.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

namespace local {

Fd::~Fd() {
  if (fd_ >= 0) ::close(fd_);
}

void fail(int error, const std::string& what) {
  const auto because = [&](rushes_status status, const std::string& why) {
    throw rushes::Failure(status, what + ": " + why);
  };
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      because(RUSHES_E_NOT_FOUND, "there is no such object");
      break;
    case EEXIST:
      because(RUSHES_E_EXISTS, "there is one already");
      break;
    case ELOOP:
    case EXDEV:
      because(RUSHES_E_DENIED, "a link lies on its way, and links are not followed");
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      because(RUSHES_E_DENIED, std::string("the folder does not allow it (") + std::strerror(error) + ")");
      break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      because(RUSHES_E_QUOTA, "no space is left in the storage folder: free some or choose another folder");
      break;
    case ENAMETOOLONG:
      because(RUSHES_E_INVALID, "its path is too long for this file system");
      break;
    default:
      because(RUSHES_E_IO, std::strerror(error));
      break;
  }
  std::abort();  // because() throws
}

bool is_reserved(std::string_view key) { return key.starts_with(".rushes-"); }

std::string version_of(const struct stat& s) {
  char text[64];
  std::snprintf(text, sizeof text, "%llx-%llx-%llx", static_cast<unsigned long long>(s.st_ino),
                static_cast<unsigned long long>(s.st_size),
                static_cast<unsigned long long>(s.st_mtim.tv_sec) * 1000000000ull +
                    static_cast<unsigned long long>(s.st_mtim.tv_nsec));
  return text;
}

std::pair<std::string, std::string> split(const std::string& key) {
  const auto slash = key.rfind('/');
  if (slash == key.npos) return {"", key};
  return {key.substr(0, slash), key.substr(slash + 1)};
}

Root Root::open(const std::string& path, bool create) {
  if (path.empty()) throw rushes::Failure(RUSHES_E_INVALID, "the storage folder is not named: set `root`");
  if (create && ::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
    fail(errno, "cannot make the storage folder " + path);
  Root root;
  char real[PATH_MAX];
  if (!::realpath(path.c_str(), real)) {
    if (errno == ENOENT)
      throw rushes::Failure(RUSHES_E_NOT_FOUND,
                            "the storage folder " + path + " does not exist: make it, or set `create`");
    fail(errno, "cannot open the storage folder " + path);
  }
  root.path_ = real;
  root.fd_ = Fd(::open(real, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root.fd_) {
    if (errno == ENOTDIR) throw rushes::Failure(RUSHES_E_INVALID, path + " is not a folder: `root` must name one");
    fail(errno, "cannot open the storage folder " + path);
  }
  root.has_openat2_ = true;
  root.has_openat2_ = static_cast<bool>(root.at(".", O_PATH | O_DIRECTORY));
  return root;
}

Fd Root::at(const std::string& path, int flags, mode_t mode) const {
  flags |= O_CLOEXEC | O_NOFOLLOW;
  if (has_openat2_) {
    open_how how{};
    how.flags = static_cast<std::uint64_t>(flags);
    how.mode = flags & O_CREAT ? mode : 0;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    for (;;) {
      const long fd = ::syscall(SYS_openat2, fd_.get(), path.c_str(), &how, sizeof how);
      // EAGAIN: a folder on the way was renamed meanwhile, so the kernel could not be sure.
      if (fd >= 0 || errno != EAGAIN) return Fd(static_cast<int>(fd));
    }
  }
  // Without openat2: one step after the other, none of them through a link. No path here holds "..".
  Fd step;
  std::string_view rest = path;
  for (auto slash = rest.find('/'); slash != rest.npos; slash = rest.find('/')) {
    step = Fd(::openat(step ? step.get() : fd_.get(), std::string(rest.substr(0, slash)).c_str(),
                       O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!step) return step;
    rest = rest.substr(slash + 1);
  }
  return Fd(::openat(step ? step.get() : fd_.get(), std::string(rest).c_str(), flags, mode));
}

Fd Root::folder(const std::string& path) const { return at(path.empty() ? "." : path, O_RDONLY | O_DIRECTORY); }

Fd Root::make_folder(const std::string& path) const {
  if (Fd there = folder(path)) return there;
  Fd current = folder("");
  for (std::string_view rest = path; current && !rest.empty();) {
    const auto slash = rest.find('/');
    const std::string name(rest.substr(0, slash));
    rest = slash == rest.npos ? std::string_view{} : rest.substr(slash + 1);
    if (::mkdirat(current.get(), name.c_str(), 0700) == 0)
      ::fsync(current.get());
    else if (errno != EEXIST)
      return {};
    current = Fd(::openat(current.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  }
  return current;
}

Fd Root::object(const std::string& key, struct stat& s) const {
  // O_NONBLOCK: opening a FIFO must not wait for its other end.
  Fd fd = at(key, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (!fd) {
    const int error = errno;
    if (error == ENXIO) throw rushes::Failure(RUSHES_E_DENIED, key + " is not a plain file");  // a socket, or a FIFO
    fail(error, "no object " + key);
  }
  if (::fstat(fd.get(), &s) != 0) fail(errno, "cannot look at " + key);
  if (S_ISDIR(s.st_mode)) fail(ENOENT, "no object " + key);
  if (!S_ISREG(s.st_mode)) throw rushes::Failure(RUSHES_E_DENIED, key + " is not a plain file");
  return fd;
}

Fd Root::lock(std::string_view key) const {
  const Fd tmp = make_folder(tmp_folder);
  if (!tmp) fail(errno, "cannot write in the storage folder");
  Fd file(::openat(tmp.get(), "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file) fail(errno, "cannot lock the storage folder");
  std::uint64_t hash = 14695981039346656037ull;  // FNV-1a: one byte of the file stands for the key
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = static_cast<off_t>(hash >> 2);
  range.l_len = 1;
  // Of the open file, not of the process: so it holds between threads too.
  while (::fcntl(file.get(), F_OFD_SETLKW, &range) != 0)
    if (errno != EINTR) fail(errno, "cannot lock the storage folder");
  return file;
}

void Root::prune(const std::string& key) const {
  for (auto [above, name] = split(key); !above.empty();) {
    auto [parent, folder_name] = split(above);
    const Fd dir = folder(parent);
    if (!dir || ::unlinkat(dir.get(), folder_name.c_str(), AT_REMOVEDIR) != 0) return;
    above = parent;
  }
}

}  // namespace local
