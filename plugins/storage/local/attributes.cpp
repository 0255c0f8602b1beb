#include "attributes.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <openssl/evp.h>

#include <cerrno>
#include <cstring>

namespace local {
namespace {

constexpr char attribute[] = "user.rushes.object";

std::string hex(const unsigned char* bytes, std::size_t n) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < n; ++i) {
    out += digits[bytes[i] >> 4];
    out += digits[bytes[i] & 15];
  }
  return out;
}

std::optional<rushes::Sha256> unhex(std::string_view text) {
  rushes::Sha256 out{};
  if (text.size() != 64) return std::nullopt;
  for (std::size_t i = 0; i < 64; ++i) {
    const char c = text[i];
    const int v = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (v < 0) return std::nullopt;
    out[i / 2] = static_cast<std::uint8_t>(out[i / 2] << 4 | v);
  }
  return out;
}

// Four lines: key, version, digest or "-", content type; then the metadata.
std::string encode(const std::string& key, const std::string& version, const Attributes& a) {
  return key + '\n' + version + '\n' + (a.sha256 ? hex(a.sha256->data(), 32) : "-") + '\n' + a.content_type + '\n' +
         a.metadata;
}

struct Kept {
  std::string key, version;
  Attributes attributes;
};
std::optional<Kept> decode(std::string_view text) {
  std::string_view line[4];
  for (auto& l : line) {
    const auto end = text.find('\n');
    if (end == text.npos) return std::nullopt;
    l = text.substr(0, end);
    text = text.substr(end + 1);
  }
  return Kept{std::string(line[0]),
              std::string(line[1]),
              {std::string(line[3].substr(0, 127)), std::string(text.substr(0, 2048)), unhex(line[2])}};
}

std::string sidecar_name(const std::string& key, const std::string& version) {
  unsigned char digest[32];
  EVP_Digest(key.data(), key.size(), digest, nullptr, EVP_sha256(), nullptr);
  return hex(digest, 16) + '-' + version;
}

std::optional<std::string> read_all(const Fd& fd) {
  if (!fd) return std::nullopt;
  std::string text(8192, '\0');
  const ssize_t n = ::pread(fd.get(), text.data(), text.size(), 0);
  if (n < 0) return std::nullopt;
  text.resize(static_cast<std::size_t>(n));
  return text;
}

void write_sidecar(const Root& root, const std::string& name, const std::string& text) {
  const auto written = [](int fd, const std::string& all) {
    return ::write(fd, all.data(), all.size()) == static_cast<ssize_t>(all.size()) && ::fsync(fd) == 0;
  };
  const Fd folder = root.make_folder(meta_folder);
  if (!folder) fail(errno, "cannot keep the metadata");
  const Fd file(::openat(folder.get(), name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file || !written(file.get(), text) || ::fsync(folder.get()) != 0) {
    const int error = errno;
    ::unlinkat(folder.get(), name.c_str(), 0);
    fail(error, "cannot keep the metadata");
  }
}

}  // namespace

void write_attributes(const Root& root, Keep keep, int fd, const struct stat& s, const std::string& key,
                      const Attributes& a) {
  const std::string version = version_of(s);
  const std::string text = encode(key, version, a);
  if (keep != Keep::sidecar) {
    if (::fsetxattr(fd, attribute, text.data(), text.size(), 0) == 0) return;
    // ENOSPC and E2BIG: the file system has attributes, but not such long ones.
    const bool unable = errno == ENOTSUP || errno == E2BIG || errno == ERANGE || errno == ENOSPC;
    if (keep == Keep::xattr || !unable) fail(errno, "cannot keep the metadata of " + key + " in an extended attribute");
  }
  write_sidecar(root, sidecar_name(key, version), text);
}

Attributes read_attributes(const Root& root, int fd, const struct stat& s, const std::string& key) {
  const std::string version = version_of(s);
  std::string text(4096, '\0');
  const ssize_t n = ::fgetxattr(fd, attribute, text.data(), text.size());
  std::optional<Kept> kept;
  if (n >= 0) {
    text.resize(static_cast<std::size_t>(n));
    kept = decode(text);
  } else if (auto side = read_all(root.at(std::string(meta_folder) + '/' + sidecar_name(key, version), O_RDONLY))) {
    kept = decode(*side);
    if (kept && kept->key != key) kept.reset();
  }
  if (!kept) return {rushes::type_by_name(key), "", std::nullopt};
  if (kept->version != version) kept->attributes.sha256.reset();
  return kept->attributes;
}

void remove_sidecar(const Root& root, const std::string& key, const std::string& version) {
  if (const Fd folder = root.folder(meta_folder)) ::unlinkat(folder.get(), sidecar_name(key, version).c_str(), 0);
}

std::uint64_t sweep_sidecars(const Root& root, std::int64_t before_s) {
  std::uint64_t n = 0;
  Fd folder = root.folder(meta_folder);
  if (!folder) return 0;
  DIR* dir = ::fdopendir(folder.release());
  if (!dir) return 0;
  while (const dirent* entry = ::readdir(dir)) {
    const std::string path = std::string(meta_folder) + '/' + entry->d_name;
    struct stat s;
    if (::fstatat(::dirfd(dir), entry->d_name, &s, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(s.st_mode) ||
        s.st_mtim.tv_sec > before_s)
      continue;
    const auto text = read_all(root.at(path, O_RDONLY));
    const auto kept = text ? decode(*text) : std::nullopt;
    struct stat object;
    bool in_use = false;
    if (kept && !rushes::key_fault(kept->key)) {
      const Fd file = root.at(kept->key, O_PATH);
      in_use = file && ::fstat(file.get(), &object) == 0 && version_of(object) == kept->version;
    }
    if (!in_use && ::unlinkat(::dirfd(dir), entry->d_name, 0) == 0) ++n;
  }
  ::closedir(dir);
  return n;
}

rushes::ObjectInfo info_of(const Root& root, int fd, const struct stat& s, const std::string& key) {
  const Attributes a = read_attributes(root, fd, s, key);
  return {static_cast<std::uint64_t>(s.st_size),
          s.st_mtim.tv_sec * 1000000000ll + s.st_mtim.tv_nsec,
          version_of(s),
          a.content_type,
          a.metadata,
          a.sha256};
}

}  // namespace local
