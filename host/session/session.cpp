#include "host/session/session.hpp"

#include "core/base/files.hpp"
#include "core/graph/compile.hpp"
#include "core/interchange/interchange.hpp"
#include "core/media/known_files.hpp"
#include "core/media/proxy.hpp"
#include "core/media/source.hpp"
#include "core/media/still.hpp"
#include "host/services/media_encode.hpp"
#include "host/session/timeline_file.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>

#include <unistd.h>

namespace rushes::host {

namespace {

void log_line(LogLevel level, std::string_view plugin, std::string_view text) {
  if (level >= LogLevel::warning)
    std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(plugin.size()), plugin.data(), static_cast<int>(text.size()),
                 text.data());
}

std::string scratch_folder() {
  std::error_code error;
  const auto base = std::filesystem::temp_directory_path(error);
  std::string folder = (error ? std::string("/tmp") : base.string()) + "/rushes-XXXXXX";
  return ::mkdtemp(folder.data()) ? folder : std::string();
}

}  // namespace

// Numbered stills do not say how fast they run; the project's assets do.
struct Session::SequenceRates {
  std::mutex mutex;
  std::map<std::string, Rate> of;  // by path

  void note(const std::string& path, Rate rate) {
    const std::lock_guard lock(mutex);
    of.insert_or_assign(path, rate);
  }
  Rate get(const std::string& path) {
    const std::lock_guard lock(mutex);
    const auto it = of.find(path);
    return it == of.end() ? SourceOptions{}.sequence_rate : it->second;
  }
};

std::string default_cache_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache && cache[0] == '/') return std::string(cache) + "/rushes";
  const char* home = std::getenv("HOME");
  return home && home[0] == '/' ? std::string(home) + "/.cache/rushes" : std::string();
}

Result<std::unique_ptr<Session>> Session::open(const SessionOptions& o) {
  std::unique_ptr<Session> s(new Session);
  auto pool = FramePool::create();
  if (!pool) return std::move(pool).error();
  s->pool_ = *std::move(pool);
  s->scratch_ = scratch_folder();
  s->cache_ = o.cache_folder.empty() ? default_cache_folder() : o.cache_folder == "none" ? "" : o.cache_folder;
  if (!s->cache_.empty()) s->known_ = std::make_shared<KnownFiles>(s->cache_ + "/media");
  ServiceOptions services;
  if (o.log)
    services.log = o.log;
  else
    services.log = log_line;
  s->log_ = services.log;
  s->media_folders_ = o.media_folders;
  s->sequence_rates_ = std::make_shared<SequenceRates>();
  services.scratch = s->scratch_;
  services.encode = media_encoder(s->pool_, s->scratch_);
  services.resource = [](std::string_view id, const TakeBytes& take) -> Result<void> {
    auto content = read_file(std::string(id), std::uint64_t{256} << 20);
    if (!content) return std::move(content).error();
    return take(*content);
  };
  s->services_ = std::make_unique<Services>(std::move(services));
  Registry::Options plugins;
  plugins.search_paths =
      o.plugin_paths.empty() ? default_search_paths(o.executable, std::getenv("RUSHES_PLUGIN_PATH")) : o.plugin_paths;
  for (const std::string& folder : plugins.search_paths)  // lib/rushes, where lib/rushes/plugins is one of them
    look_for_stills_in((std::filesystem::path(folder) / "").parent_path().parent_path().string());
  plugins.host_for = [raw = s->services_.get()](const std::string& id) { return raw->host_for(id); };
  plugins.passed_over = [log = o.log ? o.log : log_line](const PluginRow& broken) {
    log(LogLevel::warning, broken.id, broken.reason + "; the next bundle with this id is used instead");
  };
  s->plugins_ = std::make_unique<Registry>(std::move(plugins));
  return s;
}

Session::~Session() {
  plugins_.reset();
  services_.reset();
  std::error_code ignored;
  if (!scratch_.empty()) std::filesystem::remove_all(scratch_, ignored);
}

Result<Graph> Session::compile_project(const Project& project, const std::string& path) {
  CompileOptions options;
  options.plugins = plugins_.get();
  options.resolve = [path](const std::string& uri) { return resolve_uri(path, uri); };
  for (const Asset& a : project.assets)
    if (a.uri.find_first_of("#%") != a.uri.npos) sequence_rates_->note(resolve_uri(path, a.uri), a.rate);
  return compile(project, options);
}

namespace {

// What people name a project by: its file, or its folder.
Result<std::string> project_file(const std::string& given) {
  std::error_code error;
  if (std::filesystem::is_directory(given, error)) {
    std::string inside = given + (given.back() == '/' ? "project.json" : "/project.json");
    if (std::filesystem::exists(inside, error)) return inside;
    return Error{Errc::not_found, "there is no project.json in the folder " + given + ": name a project document"};
  }
  if (!given.empty() && (std::filesystem::exists(given, error) || error)) return given;
  return Error{Errc::not_found, "there is no file " + (given.empty() ? "\"\"" : given) +
                                    ": name a project document, as rushes make writes into FILM.project/project.json"};
}

}  // namespace

Result<Graph> Session::load_timeline(const std::string& path) {
  auto read = open_timeline(path, {.media_folders = media_folders_, .rate = {}, .unpack = scratch_ + "/bundle"});
  if (!read) return std::move(read).error();
  const std::string name = std::filesystem::path(path).filename().string();
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < read->notices.size() && i < most; ++i)
    log_(LogLevel::warning, name, interchange::to_string(read->notices[i]));
  if (read->notices.size() > most)
    log_(LogLevel::warning, name,
         std::to_string(read->notices.size() - most) + " notes more; rushes import " + path + " lists all");
  for (std::size_t i = 0; i < read->missing.size() && i < most; ++i)
    log_(LogLevel::warning, name, "missing: " + read->missing[i]);
  if (!read->missing.empty())
    log_(LogLevel::warning, name,
         std::to_string(read->missing.size()) +
             " media are not there and show as slates; --media FOLDER says where to look");
  show_missing(read->project);
  auto graph = compile_project(read->project, path);
  if (!graph) return std::move(graph).error().in(path);
  return graph;
}

Result<Graph> Session::load_graph(const std::string& given) {
  if (is_timeline_file(given)) {
    std::error_code error;
    if (std::filesystem::exists(given, error)) return load_timeline(given);
  }
  auto file = project_file(given);
  if (!file) return std::move(file).error();
  const std::string& path = *file;
  auto text = read_file(path, std::uint64_t{64} << 20);
  if (!text) return std::move(text).error();
  if (text->starts_with("\xef\xbb\xbf")) text->erase(0, 3);  // some editors put a byte order mark before UTF-8
  const auto begin = text->find_first_not_of(" \t\r\n");
  if (begin != text->npos && (*text)[begin] != '{' && (*text)[begin] != '[')
    return Error{Errc::invalid, path + " is no project: a project document or a saved graph is JSON and begins with {"};
  const auto first_field = text->find_first_not_of(" \t\r\n{");
  if (first_field != text->npos && text->compare(first_field, 14, "\"rushes_graph\"") == 0) {
    auto graph = graph_from_json(*text);
    if (!graph) return std::move(graph).error().in(path);
    for (Media& m : graph->media) m.uri = resolve_uri(path, m.uri);  // files named in it are relative to it
    for (auto& [id, m] : graph->resources) m.uri = resolve_uri(path, m.uri);
    return graph;
  }
  auto project = project_from_json(*text);
  if (!project) return std::move(project).error().in(path);
  auto graph = compile_project(*project, path);
  if (!graph) return std::move(graph).error().in(path);
  return graph;
}

Result<std::unique_ptr<Evaluator>> Session::evaluate(Graph graph, const EvaluationOptions& o) {
  EvaluatorOptions options;
  options.pool = pool_;
  options.plugins = plugins_.get();
  options.decoders = decoders_;
  options.open = [this, proxies = o.proxies](const std::string& path) { return open_media(path, proxies); };
  options.threads = o.threads;
  options.cache_bytes = o.cache_bytes;
  options.tiles = o.tiles;
  options.strict = o.strict;
  return Evaluator::open(std::move(graph), std::move(options));
}

Result<std::shared_ptr<MediaSource>> Session::open_media(const std::string& path, bool proxies) {
  auto source =
      open_known_media(pool_, path, known_, {.sequence_rate = sequence_rates_->get(path), .decoders = decoders_});
  if (!source || !proxies || cache_.empty()) return source;
  auto place = proxy_of(**source);
  std::error_code error;
  if (!place || !std::filesystem::exists(*place, error)) return source;
  // One that cannot be read, or is of something else, is as good as none.
  auto proxy = open_known_media(pool_, *place, known_, {.decoders = decoders_});
  if (!proxy) return source;
  auto with = with_proxy(*source, *std::move(proxy));
  return with ? with : source;
}

Result<std::string> Session::proxy_of(const MediaSource& source) const {
  if (cache_.empty())
    return Error{Errc::unavailable, "there is no place for proxies: set XDG_CACHE_HOME or HOME to a folder"};
  return cache_ + "/proxies/" + to_string(source.content_key()) + ".mp4";
}

}  // namespace rushes::host
