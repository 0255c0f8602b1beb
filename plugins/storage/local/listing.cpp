#include "listing.hpp"

#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>

namespace local {
namespace {

struct Entry {
  std::string name;  // a folder's ends in "/", which also gives its place in byte order
  bool folder = false;
};

// Folders and plain files that can be part of a key; in byte order. Empty for a folder that is gone.
std::vector<Entry> entries(const Root& root, const std::string& path) {
  std::vector<Entry> out;
  Fd fd = root.folder(path);
  if (!fd) {
    if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == EXDEV) return out;
    fail(errno, "cannot list " + path);
  }
  DIR* dir = ::fdopendir(fd.get());
  if (!dir) fail(errno, "cannot list " + path);
  fd.release();
  while (const dirent* e = ::readdir(dir)) {
    Entry entry{e->d_name, e->d_type == DT_DIR};
    if (entry.name == "." || entry.name == ".." || (path.empty() && is_reserved(entry.name)) ||
        rushes::key_fault(entry.name))
      continue;
    if (e->d_type == DT_UNKNOWN) {
      struct stat s;
      if (::fstatat(::dirfd(dir), e->d_name, &s, AT_SYMLINK_NOFOLLOW) != 0) continue;
      if (!S_ISDIR(s.st_mode) && !S_ISREG(s.st_mode)) continue;
      entry.folder = S_ISDIR(s.st_mode);
    } else if (e->d_type != DT_DIR && e->d_type != DT_REG) {
      continue;
    }
    if (entry.folder) entry.name += '/';
    out.push_back(std::move(entry));
  }
  ::closedir(dir);
  std::ranges::sort(out, {}, &Entry::name);
  return out;
}

bool holds_objects(const Root& root, const std::string& path) {
  const auto all = entries(root, path);
  return std::ranges::any_of(all, [](const Entry& e) { return !e.folder; }) ||
         std::ranges::any_of(all, [&](const Entry& e) {
           return holds_objects(root, path + '/' + e.name.substr(0, e.name.size() - 1));
         });
}

struct Walk {
  const Root& root;
  const rushes::ListQuery& query;
  const rushes_call* call;
  rushes::ListPage page;
  bool more = false;

  // False when the page is full.
  bool add(rushes::ListPage::Item item) {
    if (page.items.size() == query.limit) {
      more = true;
      return false;
    }
    page.items.push_back(std::move(item));
    return true;
  }

  // `path` is "" or ends in "/".
  bool folder(const std::string& path) {
    rushes::check_cancelled(call);
    const std::string_view prefix = query.prefix, after = query.after;
    const std::string plain = path.empty() ? path : path.substr(0, path.size() - 1);
    for (const Entry& e : entries(root, plain)) {
      const std::string full = path + e.name;
      const bool below = std::string_view(full).starts_with(prefix);
      if (!below && !(e.folder && prefix.starts_with(full))) continue;
      if (e.folder) {
        // Everything in it comes before `after`, or it is the prefix the page before ended with.
        if (full <= after && (!after.starts_with(full) || after == full)) continue;
        if (below && !query.delimiter.empty()) {
          if (holds_objects(root, full.substr(0, full.size() - 1)) && !add({full, true, 0, 0, {}})) return false;
        } else if (!folder(full)) {
          return false;
        }
      } else if (std::string_view(full) > after && full.size() <= 1024) {
        const Fd file = root.at(full, O_PATH);
        struct stat s;
        if (!file || ::fstat(file.get(), &s) != 0 || !S_ISREG(s.st_mode)) continue;
        if (!add({full, false, static_cast<std::uint64_t>(s.st_size),
                  s.st_mtim.tv_sec * 1000000000ll + s.st_mtim.tv_nsec, version_of(s)}))
          return false;
      }
    }
    return true;
  }
};

}  // namespace

rushes::ListPage list_objects(const Root& root, const rushes::ListQuery& query, const rushes_call* call) {
  Walk walk{root, query, call, {}};
  const auto slash = query.prefix.rfind('/');
  walk.folder(slash == query.prefix.npos ? std::string() : std::string(query.prefix.substr(0, slash + 1)));
  if (walk.more) walk.page.next = walk.page.items.back().key;
  return std::move(walk.page);
}

}  // namespace local
