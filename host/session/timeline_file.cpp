#include "host/session/timeline_file.hpp"

#include "core/base/files.hpp"
#include "core/interchange/times.hpp"
#include "core/interchange/urls.hpp"
#include "core/media/source.hpp"
#include "host/session/unzip.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <unordered_map>

namespace rushes::host {

namespace fs = std::filesystem;
using interchange::Media;

namespace {

constexpr std::uint64_t largest_text = std::uint64_t{64} << 20;

bool ends_with(const std::string& path, std::string_view ending) {
  if (path.size() < ending.size()) return false;
  return std::equal(ending.begin(), ending.end(), path.end() - static_cast<std::ptrdiff_t>(ending.size()),
                    [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

bool is_pattern(const std::string& path) {
  const std::string name = interchange::file_name(path);
  return name.find('#') != name.npos || name.find('%') != name.npos;
}

// Files below the media folders by their names, with and without the ending.
struct Names {
  std::unordered_map<std::string, std::string> path_of;
  std::vector<std::string> folders;

  explicit Names(const std::vector<std::string>& roots) {
    constexpr std::size_t most = 200'000;
    std::vector<std::string> files;
    for (const std::string& root : roots) {
      folders.push_back(root);
      std::error_code error;
      fs::recursive_directory_iterator it(root, fs::directory_options::skip_permission_denied, error), end;
      for (; !error && it != end && files.size() < most; it.increment(error)) {
        std::error_code ignored;
        if (it->is_directory(ignored))
          folders.push_back(it->path().string());
        else if (it->is_regular_file(ignored))
          files.push_back(it->path().string());
      }
    }
    std::ranges::sort(files);  // the same one is found however the disk lists them
    std::ranges::sort(folders);
    for (const std::string& f : files) path_of.emplace(interchange::file_name(f), f);
    for (const std::string& f : files) path_of.emplace(interchange::stem(f), f);
  }
};

class Finder {
 public:
  Finder(std::string folder, const std::vector<std::string>& media) : folder_(std::move(folder)), names_(media) {}

  std::optional<Media> find(const std::string& reference) const {
    const std::string plain = interchange::path_of(reference), decoded = interchange::percent_decoded(plain);
    for (const std::string& path : {plain, decoded}) {
      if (path.empty() || path.find("://") != path.npos) continue;
      if (auto there = look(path.front() == '/' ? path : folder_ + "/" + path)) return there;
    }
    // Elsewhere, under the same name.
    std::string name = interchange::file_name(decoded);
    if (name.empty()) return {};
    if (auto there = look(folder_ + "/" + name)) return there;
    if (is_pattern(name)) {
      for (const std::string& f : names_.folders)
        if (auto there = look(f + "/" + name)) return there;
      return {};
    }
    for (const std::string& key : {name, interchange::stem(name)})
      if (const auto it = names_.path_of.find(key); it != names_.path_of.end())
        if (auto there = look(it->second)) return there;
    return {};
  }

 private:
  static std::optional<Media> look(const std::string& path) {
    std::error_code error;
    const bool file = fs::is_regular_file(path, error);
    if (!file && !is_pattern(path)) return {};
    const auto info = probe(path);
    if (!info && !file) return {};
    Media m;
    m.uri = fs::absolute(path, error).lexically_normal().string();
    if (!info) return m;  // there, and not readable: rendering says why
    m.still = info->kind == MediaKind::still;
    m.picture = !info->video.empty() || m.still || info->kind == MediaKind::sequence;
    m.sound = !info->audio.empty();
    m.duration = info->duration;
    if (!info->video.empty()) {
      const VideoStreamInfo& v = info->video.front();
      const bool turned = v.rotation == 90 || v.rotation == 270;
      m.width = turned ? v.height : v.width, m.height = turned ? v.width : v.height;
      m.rate = v.rate;
      if (const auto tag = info->tags.find("timecode"); tag != info->tags.end())
        if (const auto code = interchange::parse_timecode(tag->second, v.rate, false))
          m.timecode = frame_start(code->frame, v.rate);
    }
    return m;
  }

  std::string folder_;
  Names names_;
};

}  // namespace

bool is_timeline_file(const std::string& given) {
  const std::string path = without_slash(given);
  if (ends_with(path, ".otioz") || ends_with(path, ".otiod")) return true;
  std::error_code error;
  if (fs::is_directory(path, error)) return false;
  if (interchange::format_of(path)) return true;
  if (!ends_with(path, ".xml")) return false;
  const auto text = read_file(path, largest_text);
  return text && interchange::detect(*text).has_value();
}

Result<interchange::Read> open_timeline(const std::string& given, const TimelineOptions& options) {
  const std::string path = without_slash(given);
  std::error_code error;
  if (!fs::exists(path, error)) return Error{Errc::not_found, "there is no file " + path};
  std::string file = path;
  if (ends_with(path, ".otiod") && fs::is_directory(path, error)) {
    file = path + "/content.otio";
  } else if (ends_with(path, ".otioz")) {
    if (auto done = unzip(path, options.unpack); !done) return std::move(done).error();
    file = options.unpack + "/content.otio";
  }
  auto text = read_file(file, largest_text);
  if (!text) return std::move(text).error();
  auto format = interchange::detect(*text);
  if (!format || interchange::format_of(file) == interchange::Format::edl) format = interchange::format_of(file);
  if (!format)
    return Error{Errc::invalid, path +
                                    " is no timeline that is known here: .otio .otioz .otiod .edl .fcpxml .xml "
                                    "(Final Cut Pro 7) .mlt .kdenlive .srt .vtt .ass"};
  std::vector<std::string> folders = options.media_folders;
  for (const std::string& f : folders)
    if (!fs::is_directory(f, error)) return Error{Errc::not_found, "there is no folder " + f + " to look for media in"};
  const std::string folder = fs::absolute(file, error).parent_path().string();
  const Finder finder(folder, folders);
  interchange::ReadOptions read;
  read.find = [&](const std::string& reference) { return finder.find(reference); };
  read.title = interchange::stem(path);
  read.rate = options.rate;
  auto done = interchange::read(*text, *format, read);
  if (!done) return std::move(done).error().in(path + " (" + interchange::name(*format) + ")");
  // What was not found is looked for beside the document once more when it is rendered.
  for (Asset& a : done->project.assets)
    if (!a.uri.empty() && a.uri.front() != '/' && resolve_uri(folder + "/x", a.uri) != a.uri)
      a.uri = (fs::path(folder) / a.uri).lexically_normal().string();
  return done;
}

void show_missing(Project& project) {
  std::unordered_map<std::string, std::string> gone;  // asset -> its name
  for (const Asset& a : project.assets) {
    std::error_code error;
    if (a.uri.empty() || (!is_pattern(a.uri) && a.uri.find("://") == a.uri.npos && !fs::exists(a.uri, error)) ||
        (is_pattern(a.uri) && !probe(a.uri)))
      gone.emplace(a.id, a.name.empty() ? a.id : a.name);
  }
  if (gone.empty()) return;
  const auto text = [](std::string value) { return Param{{{}, 0, std::move(value)}, {}, {}}; };
  const auto replace = [&](Timeline& timeline) {
    for (Track& track : timeline.tracks)
      for (Item& item : track.items) {
        auto* c = std::get_if<Clip>(&item);
        if (!c || c->source.kind != SourceKind::asset || !gone.contains(c->source.id)) continue;
        if (track.kind == TrackKind::audio) {
          c->enabled = false;
          continue;
        }
        const std::string& name = gone[c->source.id];
        c->source = {
            SourceKind::generator,
            "org.rushes.title",
            {{"text", text(c->name.empty() ? name : c->name)},
             {"subtitle", text(c->name.empty() || c->name == name ? "media offline" : "media offline: " + name)},
             {"style", text("centred")},
             {"animate", Param{{{0, 0, 0, 0}, 1, {}}, {}, {}}}},
            {}};
        c->source_range = {{}, c->duration};
        c->speed = {};
        c->retime.clear();
      }
  };
  replace(project.timeline);
  for (NestedTimeline& n : project.timelines) replace(n.timeline);
}

}  // namespace rushes::host
