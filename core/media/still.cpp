// Stills as the rest of media sees them: what is one, and the module that reads and writes them.
#include "core/media/still.hpp"

#include "core/media/stills_module.hpp"
#include "core/media/writer.hpp"

#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace rushes {

namespace {

constexpr const char* module_name = "librushes_stills.so";

std::string ending_of(const std::string& path) {
  const auto dot = path.rfind('.');
  if (dot == path.npos || path.find('/', dot) != path.npos) return "";
  std::string e = path.substr(dot + 1);
  std::ranges::transform(e, e.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return e;
}

// <folder of the program>/../lib/rushes, where the plugins lie too.
std::string beside_the_program() {
  std::array<char, 4096> exe{};
  const ssize_t n = ::readlink("/proc/self/exe", exe.data(), exe.size() - 1);
  std::string path(exe.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
  path.resize(path.rfind('/') == path.npos ? 0 : path.rfind('/'));
  return path + "/../lib/rushes/" + module_name;
}

struct Folders {
  std::mutex lock;
  std::vector<std::string> told;
};
Folders& folders() {
  static Folders f;
  return f;
}

// Never unloaded.
Result<const StillsModule*> load_module() {
  std::vector<std::string> paths{beside_the_program()};
  {
    const std::lock_guard hold(folders().lock);
    for (const std::string& folder : folders().told) paths.push_back(folder + "/" + module_name);
  }
  paths.insert(paths.end(), {std::string(RUSHES_MODULE_FOLDER "/") + module_name,
                             std::string("/usr/lib/rushes/") + module_name, std::string(module_name)});
  std::string why;
  for (const std::string& path : paths) {
    if (void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) {
      if (const void* table = ::dlsym(library, "rushes_stills_module_1"))
        return static_cast<const StillsModule*>(table);
      ::dlclose(library);
    }
    const char* said = ::dlerror();
    if (said && (why.empty() || ::access(path.c_str(), F_OK) == 0)) why = said;
  }
  return Error{Errc::unavailable, "pictures cannot be read or written here: " + why +
                                      "; install rushes whole, with its lib/rushes folder"};
}

Result<const StillsModule*> stills_module() {
  static std::atomic<const StillsModule*> loaded = nullptr;
  if (const StillsModule* known = loaded.load(std::memory_order_acquire)) return known;
  auto found = load_module();
  if (found) loaded.store(*found, std::memory_order_release);
  return found;
}

}  // namespace

bool is_still(const std::string& path) {
  static const std::set<std::string> endings = {"png", "jpg", "jpeg", "jpe",  "exr",  "tif",  "tiff", "pgm", "ppm",
                                                "pnm", "pbm", "pfm",  "bmp",  "tga",  "dpx",  "cin",  "hdr", "psd",
                                                "sgi", "jp2", "j2k",  "webp", "heic", "heif", "avif"};
  return endings.contains(ending_of(path));
}

void look_for_stills_in(const std::string& folder) {
  const std::lock_guard hold(folders().lock);
  if (std::ranges::find(folders().told, folder) == folders().told.end()) folders().told.push_back(folder);
}

Result<MediaInfo> probe_still(const std::string& path) {
  const auto module = stills_module();
  if (!module) return module.error();
  return (*module)->probe(path);
}

Result<FramePtr> read_still(FramePool& pool, const std::string& path) {
  const auto module = stills_module();
  if (!module) return module.error();
  return (*module)->read(pool, path);
}

Result<void> write_still(FramePool& pool, const Frame& frame, const std::string& path) {
  const auto module = stills_module();
  if (!module) return module.error();
  return (*module)->write(pool, frame, path);
}

}  // namespace rushes
