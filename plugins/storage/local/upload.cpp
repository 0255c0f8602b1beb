#include "upload.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <openssl/evp.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <utility>
#include <vector>

namespace local {
namespace {

constexpr std::size_t piece = 4u << 20;  // bytes between two looks at the call's cancellation

class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new()) {
    if (!context_ || EVP_DigestInit_ex(context_, EVP_sha256(), nullptr) != 1)
      throw rushes::Failure(RUSHES_E_FAILED, "no SHA-256 here");
  }
  ~Digest() { EVP_MD_CTX_free(context_); }
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;
  void add(const void* data, std::size_t size) { EVP_DigestUpdate(context_, data, size); }
  rushes::Sha256 result() {
    rushes::Sha256 out{};
    EVP_DigestFinal_ex(context_, out.data(), nullptr);
    return out;
  }

 private:
  EVP_MD_CTX* context_;
};

std::string new_name() {
  unsigned char random[16];
  if (::getrandom(random, sizeof random, 0) != sizeof random)
    throw rushes::Failure(RUSHES_E_FAILED, "no random numbers here");
  std::string name = "up-";
  for (const unsigned char b : random) {
    name += "0123456789abcdef"[b >> 4];
    name += "0123456789abcdef"[b & 15];
  }
  return name;
}
bool good_name(std::string_view name) {
  return name.size() == 35 && name.starts_with("up-") && name.find_first_not_of("0123456789abcdef", 3) == name.npos;
}

bool hold(int fd) {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  return ::fcntl(fd, F_OFD_SETLK, &whole) == 0;
}

// What stands under the key now: its version, or "" for nothing.
std::string version_at(const Root& root, const std::string& key) {
  const Fd fd = root.at(key, O_PATH);
  struct stat s;
  return fd && ::fstat(fd.get(), &s) == 0 && S_ISREG(s.st_mode) ? version_of(s) : std::string();
}

void check_condition(const Root& root, const Target& t) {
  if (!t.options.if_absent && !t.options.if_version) return;
  const std::string now = version_at(root, t.key);
  if (t.options.if_absent && !now.empty()) throw rushes::Failure(RUSHES_E_EXISTS, t.key + ": there is one already");
  if (t.options.if_version && now != *t.options.if_version)
    throw rushes::Failure(RUSHES_E_CONFLICT, t.key + " was changed meanwhile");
}

// Gives the finished file its key; `name` is then empty. The folder it is in is fsynced.
void publish(const Root& root, const Fd& tmp, std::string& name, const Target& t) {
  const auto [above, last] = split(t.key);
  // Another process may remove the folder, when it is empty, between our making it and the rename.
  for (int attempt = 0;; ++attempt) {
    const Fd folder = root.make_folder(above);
    if (!folder) {
      if (errno == ENOENT && attempt < 100) continue;
      if (errno == ENOTDIR)
        throw rushes::Failure(RUSHES_E_INVALID, t.key + ": a part of it is an object, and a file holds no files");
      fail(errno, "cannot store " + t.key);
    }
    int done = -1;
    if (t.options.if_absent) {
      done = ::renameat2(tmp.get(), name.c_str(), folder.get(), last.c_str(), RENAME_NOREPLACE);
      if (done != 0 && (errno == EINVAL || errno == ENOSYS)) {
        done = ::linkat(tmp.get(), name.c_str(), folder.get(), last.c_str(), 0);
        if (done == 0) ::unlinkat(tmp.get(), name.c_str(), 0);
      }
    } else {
      done = ::renameat(tmp.get(), name.c_str(), folder.get(), last.c_str());
    }
    if (done == 0) {
      name.clear();
      if (::fsync(folder.get()) != 0) fail(errno, "cannot make sure of " + t.key);
      return;
    }
    if (errno == ENOENT && attempt < 100) continue;
    if (errno == EISDIR || errno == ENOTEMPTY || (errno == EEXIST && !t.options.if_absent))
      throw rushes::Failure(RUSHES_E_INVALID, t.key + ": objects lie below this key, and a folder holds no bytes");
    fail(errno, "cannot store " + t.key);
  }
}

class LocalUpload final : public rushes::Upload {
 public:
  LocalUpload(const Root& root, Keep keep, Target target, Fd tmp, Fd file, std::string name)
      : root_(root),
        keep_(keep),
        target_(std::move(target)),
        tmp_(std::move(tmp)),
        file_(std::move(file)),
        name_(std::move(name)) {}
  ~LocalUpload() override {
    if (!name_.empty()) ::unlinkat(tmp_.get(), name_.c_str(), 0);
  }

  std::uint64_t resumed_at() const override { return resumed_at_; }

  void write(const void* data, std::size_t size, const rushes_call* call) override {
    const char* from = static_cast<const char*>(data);
    while (size > 0) {
      rushes::check_cancelled(call);
      const ssize_t n = ::pwrite(file_.get(), from, std::min(size, piece), static_cast<off_t>(length_));
      if (n < 0) {
        if (errno == EINTR) continue;
        fail(errno, "cannot write " + target_.key);
      }
      digest_.add(from, static_cast<std::size_t>(n));
      from += n;
      size -= static_cast<std::size_t>(n);
      length_ += static_cast<std::uint64_t>(n);
    }
  }

  // Takes over the bytes an earlier process wrote.
  void reread(const rushes_call* call) {
    std::vector<char> buffer(1u << 20);
    for (;;) {
      rushes::check_cancelled(call);
      const ssize_t n = ::pread(file_.get(), buffer.data(), buffer.size(), static_cast<off_t>(length_));
      if (n < 0) fail(errno, "cannot read the upload of " + target_.key);
      if (n == 0) break;
      digest_.add(buffer.data(), static_cast<std::size_t>(n));
      length_ += static_cast<std::uint64_t>(n);
    }
    resumed_at_ = length_;
  }

  // Copies inside the file system where that is possible; the digest is then `known`.
  void fill_from(int from, std::uint64_t size, std::optional<rushes::Sha256> known, const rushes_call* call) {
    while (known && length_ < size) {
      rushes::check_cancelled(call);
      const ssize_t n =
          ::copy_file_range(from, nullptr, file_.get(), nullptr, std::min<std::uint64_t>(size - length_, 64u << 20), 0);
      if (n <= 0 && length_ == 0)
        known.reset();  // not possible here
      else if (n <= 0)
        fail(n < 0 ? errno : EIO, "cannot copy to " + target_.key);
      else
        length_ += static_cast<std::uint64_t>(n);
    }
    known_ = known;
    std::vector<char> buffer(known ? 0 : 1u << 20);
    while (length_ < size) {
      const ssize_t n = ::pread(from, buffer.data(), buffer.size(), static_cast<off_t>(length_));
      if (n <= 0) fail(n < 0 ? errno : EIO, "cannot copy to " + target_.key);
      write(buffer.data(), static_cast<std::size_t>(n), call);
    }
  }

  std::string state() override {
    if (::fdatasync(file_.get()) != 0) fail(errno, "cannot make sure of the upload of " + target_.key);
    const auto& o = target_.options;
    const std::string sha = o.sha256 ? std::string(reinterpret_cast<const char*>(o.sha256->data()), 32) : "";
    std::string out = "rushes-local-1 ";
    for (const std::string& field :
         {name_, target_.key, std::string(o.if_absent ? "1" : ""), std::string(o.if_version ? "1" : ""),
          o.if_version.value_or(""), o.content_type, o.metadata, std::to_string(o.length), sha})
      out += std::to_string(field.size()) + ':' + field;
    return out;
  }

  rushes::ObjectInfo commit(const rushes_call* call) override {
    rushes::check_cancelled(call);
    const auto& o = target_.options;
    if (o.length >= 0 && static_cast<std::uint64_t>(o.length) != length_)
      throw rushes::Failure(RUSHES_E_INVALID, target_.key + ": " + std::to_string(o.length) +
                                                  " bytes were announced, " + std::to_string(length_) + " came");
    const rushes::Sha256 sum = known_ ? *known_ : digest_.result();
    if (o.sha256 && *o.sha256 != sum)
      throw rushes::Failure(RUSHES_E_CORRUPT, target_.key + ": the bytes do not have the digest that was announced");

    // The time to the nanosecond is part of the version: the kernel's own steps by milliseconds, in which an inode can
    // be used again.
    timespec now[2];
    ::clock_gettime(CLOCK_REALTIME, &now[0]);
    now[1] = now[0];
    struct stat s;
    if (::futimens(file_.get(), now) != 0 || ::fstat(file_.get(), &s) != 0) fail(errno, "cannot store " + target_.key);
    write_attributes(root_, keep_, file_.get(), s, target_.key, {o.content_type, o.metadata, sum});
    try {
      if (::fsync(file_.get()) != 0) fail(errno, "cannot store " + target_.key);
      rushes::check_cancelled(call);
      const Fd lock = root_.lock(target_.key);
      check_condition(root_, target_);
      const std::string old = version_at(root_, target_.key);
      publish(root_, tmp_, name_, target_);
      if (!old.empty() && old != version_of(s)) remove_sidecar(root_, target_.key, old);
    } catch (...) {
      if (!name_.empty()) remove_sidecar(root_, target_.key, version_of(s));
      throw;
    }
    return {length_, s.st_mtim.tv_sec * 1000000000ll + s.st_mtim.tv_nsec, version_of(s), o.content_type, o.metadata,
            sum};
  }

 private:
  const Root& root_;
  Keep keep_;
  Target target_;
  Fd tmp_, file_;
  std::string name_;  // in tmp_; empty once published
  Digest digest_;
  std::optional<rushes::Sha256> known_;
  std::uint64_t length_ = 0, resumed_at_ = 0;
};

std::unique_ptr<LocalUpload> begin(const Root& root, Keep keep, Target target) {
  check_condition(root, target);
  Fd tmp = root.make_folder(tmp_folder);
  if (!tmp) fail(errno, "cannot write in the storage folder");
  std::string name = new_name();
  Fd file(::openat(tmp.get(), name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file) fail(errno, "cannot write in the storage folder");
  hold(file.get());
  return std::make_unique<LocalUpload>(root, keep, std::move(target), std::move(tmp), std::move(file), std::move(name));
}

}  // namespace

std::unique_ptr<rushes::Upload> begin_upload(const Root& root, Keep keep, Target target) {
  return begin(root, keep, std::move(target));
}

std::unique_ptr<rushes::Upload> resume_upload(const Root& root, Keep keep, std::string_view state,
                                              const rushes_call* call) {
  const auto bad = [] { return rushes::Failure(RUSHES_E_INVALID, "this is not the state of a local upload"); };
  constexpr std::string_view head = "rushes-local-1 ";
  if (!state.starts_with(head)) throw bad();
  state = state.substr(head.size());
  std::string field[9];
  for (auto& f : field) {
    const auto colon = state.find(':');
    if (colon == state.npos || colon == 0 || colon > 5 || state.find_first_not_of("0123456789") != colon) throw bad();
    const std::size_t size = std::stoul(std::string(state.substr(0, colon)));
    state = state.substr(colon + 1);
    if (size > state.size()) throw bad();
    f = state.substr(0, size);
    state = state.substr(size);
  }
  const auto& [name, key, absent, has_version, version, type, metadata, length, sha] = field;
  if (!good_name(name) || rushes::key_fault(key) || is_reserved(key) || rushes::detail::text_fault(type) ||
      type.size() > 127)
    throw bad();
  if (metadata.size() > 2048 || (!metadata.empty() && rushes::detail::metadata_fault(metadata))) throw bad();
  if (length.empty() || length.size() > 18 || length.find_first_not_of("0123456789", length[0] == '-') != length.npos ||
      length == "-")
    throw bad();
  Target target{key, {}};
  target.options.if_absent = !absent.empty();
  if (!has_version.empty()) target.options.if_version = version;
  target.options.content_type = type;
  target.options.metadata = metadata;
  target.options.length = std::stoll(length);
  if (sha.size() == 32) std::copy(sha.begin(), sha.end(), target.options.sha256.emplace().begin());

  Fd tmp = root.folder(tmp_folder);
  Fd file = root.at(std::string(tmp_folder) + '/' + name, O_RDWR);
  struct stat s;
  // More than one name: it was published by a link just before the crash, so writing on would change an object.
  if (!tmp || !file || ::fstat(file.get(), &s) != 0 || !S_ISREG(s.st_mode) || s.st_nlink != 1)
    throw rushes::Failure(RUSHES_E_NOT_FOUND, "the upload of " + key + " is gone: begin it again");
  if (!hold(file.get()))
    throw rushes::Failure(RUSHES_E_CONFLICT, "the upload of " + key + " is still being written elsewhere");
  auto upload = std::make_unique<LocalUpload>(root, keep, std::move(target), std::move(tmp), std::move(file), name);
  upload->reread(call);
  return upload;
}

rushes::ObjectInfo copy_object(const Root& root, Keep keep, const std::string& from, Target target,
                               const rushes_call* call) {
  struct stat s;
  const Fd source = root.object(from, s);
  const Attributes a = read_attributes(root, source.get(), s, from);
  if (target.options.content_type.empty()) target.options.content_type = a.content_type;
  if (target.options.metadata.empty()) target.options.metadata = a.metadata;
  const auto upload = begin(root, keep, std::move(target));
  upload->fill_from(source.get(), static_cast<std::uint64_t>(s.st_size), a.sha256, call);
  return upload->commit(call);
}

void remove_object(const Root& root, const std::string& key, const char* if_version) {
  const auto [above, last] = split(key);
  const Fd folder = root.folder(above);
  if (!folder) {
    if (errno == ENOENT || errno == ENOTDIR) return;
    fail(errno, "cannot remove " + key);
  }
  struct stat s;
  if (::fstatat(folder.get(), last.c_str(), &s, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return;
    fail(errno, "cannot remove " + key);
  }
  if (S_ISDIR(s.st_mode)) return;
  if (!S_ISREG(s.st_mode)) throw rushes::Failure(RUSHES_E_DENIED, key + " is not a plain file");
  const Fd lock = root.lock(key);
  const std::string now = version_at(root, key);
  if (now.empty()) return;
  if (if_version && now != if_version) throw rushes::Failure(RUSHES_E_CONFLICT, key + " was changed meanwhile");
  if (::unlinkat(folder.get(), last.c_str(), 0) != 0 && errno != ENOENT) fail(errno, "cannot remove " + key);
  ::fsync(folder.get());
  remove_sidecar(root, key, now);
  root.prune(key);
}

std::uint64_t sweep_uploads(const Root& root, std::int64_t before_s) {
  Fd folder = root.folder(tmp_folder);
  if (!folder) return 0;
  DIR* dir = ::fdopendir(folder.release());
  if (!dir) return 0;
  std::uint64_t n = 0;
  while (const dirent* entry = ::readdir(dir)) {
    struct stat s;
    if (!good_name(entry->d_name) || ::fstatat(::dirfd(dir), entry->d_name, &s, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (!S_ISREG(s.st_mode) || s.st_mtim.tv_sec > before_s) continue;
    const Fd file(::openat(::dirfd(dir), entry->d_name, O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    if (file && hold(file.get()) && ::unlinkat(::dirfd(dir), entry->d_name, 0) == 0) ++n;
  }
  ::closedir(dir);
  return n;
}

}  // namespace local
