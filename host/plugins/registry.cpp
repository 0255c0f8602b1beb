#include "host/plugins/registry.hpp"

#include "host/plugins/manifest.hpp"
#include "host/plugins/module.hpp"

#include <boost/filesystem.hpp>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace rushes::host {
namespace fs = boost::filesystem;
namespace {

Result<std::string> read_small(const fs::path& path) {
  std::FILE* f = std::fopen(path.c_str(), "rbe");
  if (!f) return Error{Errc::io, "it has no manifest.json that can be read: build the bundle again"};
  std::string text(max_manifest_bytes + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), f));
  const bool bad = std::ferror(f) != 0;
  std::fclose(f);
  if (bad) return Error{Errc::io, "its manifest.json cannot be read: look at the file's permissions"};
  return text;
}

// The library's real path, provided that it lies in the bundle.
Result<std::string> library_of(const fs::path& bundle, const std::string& relative) {
  boost::system::error_code ec;
  const fs::path base = fs::canonical(bundle, ec);
  if (ec) return Error{Errc::io, "the bundle cannot be read (" + ec.message() + ")"};
  const fs::path file = fs::canonical(bundle / relative, ec);
  if (ec) return Error{Errc::unavailable, "its library " + relative + " is missing: build or install the bundle again"};
  if (std::mismatch(base.begin(), base.end(), file.begin(), file.end()).first != base.end())
    return Error{Errc::unavailable,
                 "its library " + relative + " lies outside the bundle: replace the link by the file"};
  if (!fs::is_regular_file(file, ec))
    return Error{Errc::unavailable, "its library " + relative + " is not a file: build or install the bundle again"};
  return file.string();
}

std::vector<fs::path> bundles_in(const std::string& folder) {
  std::vector<fs::path> out;
  boost::system::error_code ec, unread;
  for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec))
    if (it->path().extension() == ".rushes" && fs::is_directory(it->path(), unread)) out.push_back(it->path());
  std::ranges::sort(out, {}, [](const fs::path& p) { return p.string(); });
  return out;
}

}  // namespace

struct Registry::State {
  struct Bundle {
    enum class Loading { not_yet, now, done } loading = Loading::not_yet;
    std::thread::id loader;
    std::string path, library;
    std::vector<std::size_t> rows;
    std::shared_ptr<const Module> module;
  };
  struct Row {
    PluginRow data;
    std::size_t bundle = 0;
    std::uint32_t index = 0;  // in the factory, once loaded
  };

  Options options;
  mutable std::mutex mutex;  // guards all below after the scan
  std::condition_variable loaded;
  std::vector<Bundle> bundles;
  std::vector<Row> rows;
  std::map<std::string, std::size_t, std::less<>> by_id;  // the row in use; a failed one only where there is no better
  std::vector<std::size_t> load_order;

  void scan() {
    for (const auto& folder : options.search_paths)
      for (const fs::path& path : bundles_in(folder)) add(path);
  }

  void add(const fs::path& path) {
    Bundle bundle;
    bundle.path = fs::absolute(path).string();
    const auto whole = [&](const Error& why) {
      PluginRow row;
      row.id = path.stem().string();
      row.state = PluginState::failed;
      row.reason = why.message;
      take(bundle, std::move(row));
    };
    auto text = read_small(path / "manifest.json");
    if (!text) {
      whole(text.error());
    } else if (auto manifest = parse_manifest(*text); !manifest) {
      whole(manifest.error());
    } else {
      const auto library = library_of(path, manifest->library);
      if (library) bundle.library = *library;
      for (PluginRow& row : manifest->rows) {
        if (row.state == PluginState::ok && !library) {
          row.state = PluginState::failed;
          row.reason = library.error().message;
        }
        take(bundle, std::move(row));
      }
    }
    bundles.push_back(std::move(bundle));
  }

  void take(Bundle& bundle, PluginRow row) {
    row.bundle = bundle.path;
    row.library = bundle.library;
    if (row.state == PluginState::ok) {
      const rushes_host* host = options.host_for(row.id);
      for (const auto& need : row.needs)
        if (!host->get_interface(host, need.c_str())) {
          row.state = PluginState::failed;
          row.reason = "it needs " + need + ", which this host does not lend: use a newer Rushes";
          break;
        }
    }
    const auto [place, fresh] = by_id.try_emplace(row.id, rows.size());
    if (!fresh && row.state == PluginState::ok) {
      const PluginRow& first = rows[place->second].data;
      if (first.state == PluginState::ok) {
        row.state = PluginState::shadowed;
        row.reason = first.bundle + " has the same id and comes first: remove one of them";
      } else {
        place->second = rows.size();
      }
    }
    bundle.rows.push_back(rows.size());
    rows.push_back({std::move(row), bundles.size(), 0});
  }

  // Loads the bundle's library and matches its rows; called by one thread once, without the lock.
  void load(std::size_t number) {
    std::string path, library, first;
    std::vector<std::pair<std::size_t, PluginRow>> wanted;
    {
      const std::lock_guard lock(mutex);
      path = bundles[number].path;
      library = bundles[number].library;
      for (const auto r : bundles[number].rows)
        if (rows[r].data.state == PluginState::ok) wanted.emplace_back(r, rows[r].data);
    }
    auto module = Module::open(library, path, options.host_for(wanted.front().second.id));
    std::vector<Result<std::uint32_t>> found;
    for (const auto& [r, row] : wanted) {
      if (module)
        found.push_back(match((*module)->factory(), row));
      else
        found.push_back(module.error());
    }
    std::vector<PluginRow> passed_over;
    std::unique_lock lock(mutex);
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      Row& row = rows[wanted[k].first];
      if (found[k]) {
        row.index = *found[k];
        row.data.loaded = true;
      } else {
        row.data.state = PluginState::failed;
        row.data.reason = found[k].error().message;
        if (next_takes_place_of(row)) passed_over.push_back(row.data);
      }
    }
    if (module) {
      bundles[number].module = *std::move(module);
      load_order.push_back(number);
    }
    bundles[number].loading = Bundle::Loading::done;
    loaded.notify_all();
    lock.unlock();
    if (options.passed_over)
      for (const PluginRow& row : passed_over) options.passed_over(row);
  }

  // The first bundle that was shadowed by `failed`; false where there is none. Under the lock.
  bool next_takes_place_of(const Row& failed) {
    const auto next = std::ranges::find_if(
        rows, [&](const Row& r) { return r.data.id == failed.data.id && r.data.state == PluginState::shadowed; });
    if (next == rows.end()) return false;
    next->data.state = PluginState::ok;
    next->data.reason.clear();
    by_id[failed.data.id] = static_cast<std::size_t>(next - rows.begin());
    return true;
  }
};

Registry::Registry(Options options) : state_(std::make_unique<State>()) {
  state_->options = std::move(options);
  state_->scan();
}

Registry::~Registry() {
  for (auto it = state_->load_order.rbegin(); it != state_->load_order.rend(); ++it)
    state_->bundles[*it].module.reset();
}

Result<LoadedPlugin> Registry::find(std::string_view id) {
  using Loading = State::Bundle::Loading;
  State& s = *state_;
  std::unique_lock lock(s.mutex);
  const auto place = s.by_id.find(id);
  if (place == s.by_id.end()) {
    std::string where;
    for (const auto& p : s.options.search_paths) where += (where.empty() ? "" : ", ") + p;
    return Error{Errc::not_found, "no plugin " + std::string(id) + " in " + (where.empty() ? "any folder" : where) +
                                      ": install its bundle or name its folder in RUSHES_PLUGIN_PATH"};
  }
  State::Row& row = s.rows[place->second];
  State::Bundle& bundle = s.bundles[row.bundle];
  if (row.data.state == PluginState::ok && bundle.loading == Loading::not_yet) {
    bundle.loading = Loading::now;
    bundle.loader = std::this_thread::get_id();
    lock.unlock();
    s.load(row.bundle);
    lock.lock();
  }
  if (bundle.loading == Loading::now && bundle.loader == std::this_thread::get_id())
    return Error{Errc::internal, "plugin " + row.data.id + " asked for itself while it started"};
  s.loaded.wait(lock, [&] { return bundle.loading != Loading::now; });
  if (row.data.state != PluginState::ok) {
    const bool another = &s.rows[s.by_id.find(id)->second] != &row;
    lock.unlock();
    if (another) return find(id);  // a bundle further down the path took its place
    return Error{Errc::unavailable, "plugin " + row.data.id + ": " + row.data.reason};
  }
  const rushes_factory& factory = bundle.module->factory();
  const std::uint32_t index = row.index;
  const std::shared_ptr<const Module> keep = bundle.module;
  const std::string name = row.data.id;
  lock.unlock();
  return LoadedPlugin{factory.info(index), &factory, index, s.options.host_for(name), keep};
}

std::vector<PluginRow> Registry::rows() const {
  const std::lock_guard lock(state_->mutex);
  std::vector<PluginRow> out;
  for (const auto& r : state_->rows) out.push_back(r.data);
  return out;
}

std::optional<PluginRow> Registry::row(std::string_view id) const {
  const std::lock_guard lock(state_->mutex);
  const auto place = state_->by_id.find(id);
  if (place == state_->by_id.end()) return std::nullopt;
  return state_->rows[place->second].data;
}

std::vector<std::string> default_search_paths(const std::string& exe, const char* plugin_path) {
  std::vector<std::string> out;
  for (std::string_view rest = plugin_path ? plugin_path : ""; !rest.empty();) {
    const auto colon = rest.find(':');
    if (colon != 0) out.emplace_back(rest.substr(0, colon));
    rest = colon == rest.npos ? std::string_view{} : rest.substr(colon + 1);
  }
  boost::system::error_code ec;
  const fs::path real = fs::canonical(exe, ec);
  const fs::path folder = (ec ? fs::path(exe) : real).parent_path();
  out.push_back((folder.parent_path() / "lib/rushes/plugins").string());
  return out;
}

}  // namespace rushes::host
