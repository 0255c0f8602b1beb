// Media references: paths and URLs.
#pragma once

#include <string>
#include <string_view>

namespace rushes::interchange {

std::string percent_decoded(std::string_view text);  // what is no %XX stays as it is
std::string file_url(std::string_view path);         // of an absolute path: "file:///a%20b"; others are only encoded
// "file://localhost/a%20b.mov" -> "/a b.mov"; "file:///D%3a/x" -> "D:/x"; a path or another scheme: as it is.
std::string path_of(std::string_view reference);
std::string file_name(std::string_view path);  // behind the last / or backslash
std::string stem(std::string_view path);       // its name without the last ending

enum class Looks { clip, still, sound };
Looks looks_like(std::string_view path);  // by its ending

}  // namespace rushes::interchange
