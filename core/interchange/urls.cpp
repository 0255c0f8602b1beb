#include "core/interchange/urls.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace rushes::interchange {

namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      const char c = static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      out += c ? c : '_';  // no path holds a zero byte
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string file_url(std::string_view path) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalnum(u) || std::string_view("/-_.~!$&'()*+,=@").find(c) != std::string_view::npos)
      out += c;
    else
      (out += '%') += digits[u >> 4], out += digits[u & 15];
  }
  return out;
}

std::string path_of(std::string_view reference) {
  const auto starts = [&](std::string_view scheme) {
    return reference.size() >= scheme.size() &&
           std::equal(scheme.begin(), scheme.end(), reference.begin(),
                      [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
  };
  if (!starts("file:")) return std::string(reference);
  reference.remove_prefix(5);
  if (reference.starts_with("//")) {
    reference.remove_prefix(2);
    const auto slash = reference.find('/');  // behind the host, which is ours
    reference.remove_prefix(slash == reference.npos ? 0 : slash);
  }
  std::string path = percent_decoded(reference);
  if (path.size() > 3 && path[0] == '/' && std::isalpha(static_cast<unsigned char>(path[1])) && path[2] == ':' &&
      path[3] == '/')
    path.erase(0, 1);
  return path;
}

std::string file_name(std::string_view path) {
  const auto slash = path.find_last_of("/\\");
  return std::string(slash == path.npos ? path : path.substr(slash + 1));
}

std::string stem(std::string_view path) {
  std::string name = file_name(path);
  const auto dot = name.rfind('.');
  if (dot != name.npos && dot > 0) name.resize(dot);
  return name;
}

Looks looks_like(std::string_view path) {
  static constexpr std::array stills{"png", "jpg", "jpeg", "tif",  "tiff", "exr", "dpx",
                                     "tga", "bmp", "psd",  "webp", "hdr",  "gif"};
  static constexpr std::array sounds{"wav", "mp3", "aif", "aiff", "flac", "ogg", "opus",
                                     "m4a", "aac", "wma", "bwf",  "caf",  "ac3"};
  std::string ending;
  if (const auto dot = path.rfind('.'); dot != path.npos)
    for (const char c : path.substr(dot + 1)) ending += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (std::ranges::find(stills, ending) != stills.end()) return Looks::still;
  if (std::ranges::find(sounds, ending) != sounds.end()) return Looks::sound;
  return Looks::clip;
}

}  // namespace rushes::interchange
