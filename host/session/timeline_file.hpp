// Timelines of other programs as files: tells them apart, finds the media they name, unpacks bundles (.otioz, .otiod).
#pragma once

#include "core/interchange/interchange.hpp"

#include <rushes/result.hpp>

#include <optional>
#include <string>
#include <vector>

namespace rushes::host {

struct TimelineOptions {
  std::vector<std::string> media_folders;  // searched, with all in them, for media by their names
  std::optional<Rate> rate;                // of EDLs
  std::string unpack;                      // where the media of .otioz bundles go; made when needed
};

// Whether this is a file (or folder) of another program's timeline, by its name and, of .xml, its beginning.
bool is_timeline_file(const std::string& path);

// The project with absolute uris, notices, and the references of which no file was found. Captions in files of their
// own become a clip of org.rushes.captions.
Result<interchange::Read> open_timeline(const std::string& path, const TimelineOptions& options);

// Clips whose media are not there show their names on a slate, or are silent, instead of failing.
void show_missing(Project& project);

}  // namespace rushes::host
