// Objects as files in a folder.
#include "attributes.hpp"
#include "listing.hpp"
#include "root.hpp"
#include "upload.hpp"

#include <rushes/storage.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <string>

namespace local {
namespace {

class FileReader final : public rushes::Reader {
 public:
  FileReader(Fd file, const struct stat& s, std::string key)
      : file_(std::move(file)),
        size_(static_cast<std::uint64_t>(s.st_size)),
        version_(version_of(s)),
        key_(std::move(key)) {}
  std::uint64_t length() const override { return size_; }
  std::size_t read_at(std::uint64_t offset, void* data, std::size_t size, const rushes_call* call) override {
    std::size_t done = 0;
    while (done < size) {
      rushes::check_cancelled(call);
      const std::size_t wanted = std::min<std::size_t>(size - done, 8u << 20);
      const ssize_t n =
          ::pread(file_.get(), static_cast<char*>(data) + done, wanted, static_cast<off_t>(offset + done));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail(errno, "cannot read " + key_);
      if (n == 0) break;
      done += static_cast<std::size_t>(n);
    }
    // We never write into a file that has a key; somebody else may have.
    struct stat now;
    if (::fstat(file_.get(), &now) != 0 || version_of(now) != version_)
      throw rushes::Failure(RUSHES_E_CONFLICT, key_ + " was changed while it was read");
    return done;
  }

 private:
  Fd file_;
  std::uint64_t size_;
  std::string version_, key_;
};

struct Local : rushes::Storage<Local> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.local",
                                           .name = "Local folder",
                                           .description = "Objects are files in a folder of this machine.",
                                           .traits = RUSHES_TRAIT_CONCURRENT,
                                           .inputs = 0};
  static constexpr std::array params{
      rushes::ParamSpec{.id = "root",
                        .label = "Folder",
                        .type = RUSHES_P_STRING,
                        .flags = RUSHES_PF_REQUIRED,
                        .help = "The folder that holds the objects."},
      rushes::ParamSpec{.id = "create",
                        .label = "Make the folder",
                        .type = RUSHES_P_BOOL,
                        .help = "Make the folder when it is missing."},
      rushes::ParamSpec{.id = "attributes",
                        .label = "Metadata",
                        .type = RUSHES_P_CHOICE,
                        .text = "auto",
                        .choices = "auto|xattr|sidecar",
                        .help = "Where content types and metadata are kept: extended attributes, files beside, or what "
                                "the file system can."}};
  static constexpr std::uint32_t caps = RUSHES_ST_CREATE_ONLY | RUSHES_ST_REPLACE_IF | RUSHES_ST_PRESIGN_GET |
                                        RUSHES_ST_SERVER_COPY | RUSHES_ST_RESUME | RUSHES_ST_SHA256 |
                                        RUSHES_ST_METADATA | RUSHES_ST_LOCAL_PATH;

  void configure(const Settings& s) {
    const auto keep = s.text("attributes");
    if (keep != "" && keep != "auto" && keep != "xattr" && keep != "sidecar")
      throw rushes::Failure(RUSHES_E_INVALID, "attributes must be auto, xattr or sidecar, not " + std::string(keep));
    keep_ = keep == "xattr" ? Keep::xattr : keep == "sidecar" ? Keep::sidecar : Keep::automatic;
    root_ = Root::open(std::string(s.text("root")), s.flag("create"));
    ready_ = true;
  }

  rushes::ObjectInfo stat(std::string_view key, const rushes_call*) {
    struct stat s;
    const std::string name = checked(key);
    const Fd file = root_.object(name, s);
    return info_of(root_, file.get(), s, name);
  }

  std::unique_ptr<rushes::Reader> open(std::string_view key, const char* if_version, const rushes_call*) {
    struct stat s;
    const std::string name = checked(key);
    Fd file = root_.object(name, s);
    if (if_version && version_of(s) != if_version)
      throw rushes::Failure(RUSHES_E_CONFLICT, name + " was changed meanwhile");
    return std::make_unique<FileReader>(std::move(file), s, name);
  }

  std::unique_ptr<rushes::Upload> create(std::string_view key, const rushes::PutOptions& options, const rushes_call*) {
    return begin_upload(root_, keep_, {checked(key), options});
  }
  std::unique_ptr<rushes::Upload> resume(std::string_view state, const rushes_call* call) {
    checked("x");
    return resume_upload(root_, keep_, state, call);
  }

  void remove(std::string_view key, const char* if_version, const rushes_call*) {
    remove_object(root_, checked(key), if_version);
  }

  rushes::ObjectInfo copy(std::string_view from, std::string_view to, const rushes::PutOptions& options,
                          const rushes_call* call) {
    return copy_object(root_, keep_, checked(from), {checked(to), options}, call);
  }

  rushes::ListPage list(const rushes::ListQuery& query, const rushes_call* call) {
    checked("x");
    return list_objects(root_, query, call);
  }

  std::string url(std::string_view method, std::string_view key, std::uint32_t, const rushes::PutOptions&,
                  std::string_view) {
    if (method != "GET") throw rushes::Failure(RUSHES_E_UNSUPPORTED, "a folder gives URLs for reading only");
    struct stat s;
    const std::string name = checked(key);
    root_.object(name, s);
    std::string url = "file://";
    for (const char c : root_.path() + '/' + name) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                         std::string_view("/-._~").find(c) != std::string_view::npos;
      char code[4];
      std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(c));
      if (plain)
        url += c;
      else
        url += code;
    }
    return R"({"method":"GET","url":")" + url + R"(","headers":{},"expires_at":null})";
  }

  std::uint64_t sweep(std::uint64_t older_than_s, const rushes_call*) {
    checked("x");
    timespec clock;
    ::clock_gettime(CLOCK_REALTIME, &clock);  // time() may lag behind it, and so behind the files' times
    const std::int64_t now = clock.tv_sec;
    const std::int64_t before =
        now - static_cast<std::int64_t>(std::min<std::uint64_t>(older_than_s, static_cast<std::uint64_t>(now)));
    return sweep_uploads(root_, before) + sweep_sidecars(root_, before);
  }

 private:
  // The key, provided that a folder is set and that the key is not one of our own places.
  std::string checked(std::string_view key) const {
    if (!ready_) throw rushes::Failure(RUSHES_E_STATE, "the storage folder is not set: call configure first");
    if (is_reserved(key))
      throw rushes::Failure(RUSHES_E_INVALID, "keys that begin with .rushes- are this storage's own");
    return std::string(key);
  }

  Root root_;
  Keep keep_ = Keep::automatic;
  bool ready_ = false;
};

}  // namespace
}  // namespace local

RUSHES_PLUGINS(local::Local);
