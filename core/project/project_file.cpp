// The project as a file.
#include "core/base/files.hpp"
#include "core/project/project.hpp"

#include <algorithm>
#include <cctype>

namespace rushes {

Result<Project> load_project(const std::string& path) {
  auto text = read_file(path, std::uint64_t{64} << 20);
  if (!text) return std::move(text).error();
  auto project = project_from_json(*text);
  if (!project) return std::move(project).error().in(path);
  return project;
}

Result<void> save_project(const Project& project, const std::string& path) {
  const std::string text = to_json(project);
  if (auto again = project_from_json(text); !again) return std::move(again).error().in("cannot save " + path);
  return write_file(path, text);
}

std::string resolve_uri(const std::string& project_path, const std::string& uri) {
  if (uri.empty() || uri.front() == '/') return uri;
  // RFC 3986: a scheme is a letter, then letters, digits, '+', '-' and '.', up to the first ':'.
  const auto colon = uri.find(':');
  const auto in_scheme = [](unsigned char c) { return std::isalnum(c) || c == '+' || c == '-' || c == '.'; };
  const bool has_scheme = colon != uri.npos && colon > 0 && std::isalpha(static_cast<unsigned char>(uri[0])) &&
                          std::all_of(uri.begin(), uri.begin() + static_cast<std::ptrdiff_t>(colon), in_scheme);
  if (has_scheme) return uri;
  const auto slash = project_path.rfind('/');
  return slash == project_path.npos ? uri : project_path.substr(0, slash + 1) + uri;
}

}  // namespace rushes
