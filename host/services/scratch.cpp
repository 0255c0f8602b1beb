#include "host/services/errors.hpp"
#include "host/services/tables.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace rushes::host {
namespace fs = std::filesystem;
namespace {

Result<std::string> folder_for(Services::State& state, const std::string& plugin) {
  const std::lock_guard lock(state.scratch_mutex);
  if (const auto it = state.scratch_folders.find(plugin); it != state.scratch_folders.end()) return it->second;
  const auto failed = [](const std::string& path, const std::string& why) {
    return Error{Errc::io,
                 "cannot make the scratch folder " + path + " (" + why + "): free space or choose another folder"};
  };
  if (state.scratch_root.empty()) {
    std::error_code ec;
    fs::create_directories(state.options.scratch, ec);
    std::string name = (fs::absolute(state.options.scratch) / "rushes-scratch-XXXXXX").string();
    if (!::mkdtemp(name.data())) return failed(name, std::strerror(errno));  // only for us: 0700
    state.scratch_root = name;
  }
  // Numbered, so that no two ids can meet in one folder whatever characters they hold.
  std::string folder = state.scratch_root + '/' + std::to_string(state.scratch_folders.size() + 1);
  std::error_code ec;
  if (!fs::create_directory(folder, ec)) return failed(folder, ec.message());
  state.scratch_folders.emplace(plugin, folder);
  return folder;
}

}  // namespace

const rushes_host_scratch scratch_table{
    sizeof(rushes_host_scratch), 0, [](const rushes_host* host, const rushes_sink* path, rushes_error* error) noexcept {
      return answered(error, [&]() -> rushes_status {
        if (!RUSHES_HAS(rushes_sink, path, write) || !path->write)
          return give_error(error, RUSHES_E_INVALID, "the path needs a sink");
        const auto folder = folder_for(*lent(host).state, lent(host).plugin);
        if (!folder) return give_error(error, folder.error());
        const rushes_status taken = path->write(path->ctx, folder->data(), folder->size());
        return taken < 0 ? give_error(error, taken, "the plugin did not take the path") : RUSHES_OK;
      });
    }};

void remove_scratch(Services::State& state) {
  std::error_code ec;
  if (!state.scratch_root.empty()) fs::remove_all(state.scratch_root, ec);
}

}  // namespace rushes::host
