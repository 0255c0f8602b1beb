// Tracks, links between clips, markers, and what a clip is called.
#pragma once

#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <optional>
#include <string>
#include <vector>

namespace rushes {

//   v2          v3                                         At `index` among all tracks; for video, a later one lies higher.
//   v1    ->    v2
//               v1
Result<Timeline> add_track(Timeline timeline, Track track, std::size_t index);
// Refused while an effect elsewhere takes the track as an input.
Result<Timeline> remove_track(Timeline timeline, const std::string& track);
Result<Timeline> reorder_track(Timeline timeline, const std::string& track, std::size_t index);

struct TrackChange {  // what is given becomes so
  std::optional<std::string> name = {}, blend = {};
  std::optional<bool> enabled = {}, locked = {}, mute = {}, solo = {};
};
Result<Timeline> change_track(Timeline timeline, const std::string& track, TrackChange change);

struct ClipChange {
  std::optional<std::string> name = {};
  std::optional<bool> enabled = {};
};
Result<Timeline> change_clip(Timeline timeline, const std::string& clip, ClipChange change);

//   v1: |  A  |         v1: |  A  |·                       Two clips or more get one new link; those they were linked to
//   a1: |  B  |   ->    a1: |  B  |·                       before stay behind.
Result<Timeline> link(Timeline timeline, const std::vector<std::string>& clips);
Result<Timeline> unlink(Timeline timeline, const std::vector<std::string>& clips);

// A new marker, or another state of the one with the same id. They are kept in the order of their starts.
Result<Timeline> put_marker(Timeline timeline, Marker marker);
Result<Timeline> remove_marker(Timeline timeline, const std::string& marker);

}  // namespace rushes
