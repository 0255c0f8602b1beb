// Timelines of other programs: their text -> Project, and Project -> their text. Pure: nothing here touches a disk, and
// what is known of media comes from a function that the caller gives. docs/formats/interchange.md says what each format
// carries.
//
// What a format cannot say, and what we cannot show, is told in notices, never dropped in silence. Text that is broken
// beyond use is an error of one sentence.
#pragma once

#include "core/project/project.hpp"

#include <rushes/result.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rushes::interchange {

enum class Format { otio, edl, fcpxml, xmeml, mlt, srt, vtt, ass };
const char* name(Format format);                           // "OpenTimelineIO"
std::optional<Format> format_of(const std::string& path);  // by the end of its name; .xml is looked into with detect()
std::optional<Format> detect(std::string_view text);

struct Notice {
  std::string place;  // "clip Beach", "event 004"
  std::string text;
  bool operator==(const Notice&) const = default;
};
std::string to_string(const Notice& notice);

// What is known of a file. Everything but the uri may be unknown: 0, or an empty optional.
struct Media {
  std::string uri;  // becomes the asset's
  int width = 0, height = 0;
  Rate rate{0, 1};
  Time duration;
  bool picture = true, sound = true, still = false;
  std::optional<Time> timecode;              // of its first frame, as an offset from 00:00:00:00
  std::optional<std::int64_t> first_number;  // of a sequence: the number of its first file
};
// `reference`: as it stands in the document (a path, a file:// URL, a sequence pattern, or of an EDL a clip's or reel's
// name). Nothing: it is not there.
using FindMedia = std::function<std::optional<Media>(const std::string& reference)>;

struct ReadOptions {
  FindMedia find;                // none: no medium is there
  std::string title;             // where the document has none; the file's name
  std::optional<Rate> rate;      // of EDLs, which do not say theirs
  std::optional<Canvas> canvas;  // of caption files, which have none
};
struct Read {
  Project project;
  std::vector<Notice> notices;
  std::vector<std::string> missing;  // references that find() did not know, each once
};
struct Written {
  std::string text;
  std::vector<Notice> notices;
};

Result<Read> read(std::string_view text, Format format, const ReadOptions& options = {});
Result<Written> write(const Project& project, Format format);

}  // namespace rushes::interchange
