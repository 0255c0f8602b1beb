// The timeline: plain values that refer to each other by id. Tracks hold items one after the other, as OpenTimelineIO
// does: where an item lies follows from what comes before it.
#pragma once

#include "core/base/time.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace rushes {

// `extra` in every type: the JSON object of fields this version does not know, as text; empty = none. They survive a
// round trip.

// A parameter's value: up to four numbers, or text (strings, choice keys, asset ids, JSON).
struct Value {
  std::array<double, 4> v{};
  int n = 1;  // how many of v count; 0 = text
  std::string text;
  bool operator==(const Value&) const = default;
};

enum class Interpolation { hold, linear, bezier };

struct Keyframe {
  Time at;  // from the start of what the effect is applied to
  Value value;
  Interpolation to_next = Interpolation::linear;
  std::array<double, 4> bezier{0.25, 0.1, 0.25, 1};  // x1 y1 x2 y2 of the curve to the next key, as in CSS
  std::string extra;
  bool operator==(const Keyframe&) const = default;
};

// A constant, or a curve when it has keys (sorted by time).
struct Param {
  Value value;
  std::vector<Keyframe> keys;
  std::string extra;
  bool operator==(const Param&) const = default;
};
using Params = std::map<std::string, Param>;

// Before the first key and after the last one their values are held; so is text, and a value whose n differs from the
// next's.
Value value_at(const Param& param, Time at);

struct Effect {
  std::string id;
  std::string plugin;  // "org.rushes.blur"
  bool enabled = true;
  Params params;
  std::vector<std::string> inputs;  // ids of tracks that feed further inputs (side chain of a ducking)
  std::string extra;
  bool operator==(const Effect&) const = default;
};

enum class SourceKind { asset, generator, scene, timeline };

// What a clip shows: an asset (by id), a generator plugin with parameters, a storyboard scene (its asset once it is
// made), or another timeline of the project (a compound clip).
struct Source {
  SourceKind kind = SourceKind::asset;
  std::string id;  // asset id, plugin id, scene id or timeline id
  Params params;   // generator only; its keys lie in the source's own time, as source_range does
  std::string extra;
  bool operator==(const Source&) const = default;
};

struct Speed {  // source time per timeline time; negative = backwards, 0 = a freeze of source_range.start
  std::int64_t num = 1, den = 1;
  bool operator==(const Speed&) const = default;
};

// A point of a curve that says which moment of the source shows when. See retime.hpp.
struct TimeKey {
  Time at;      // from the clip's start; may lie outside of the clip
  Time source;  // in the source's own time
  Interpolation to_next = Interpolation::linear;
  std::array<double, 4> bezier{1.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3};  // as in Keyframe
  std::string extra;
  bool operator==(const TimeKey&) const = default;
};

struct Clip {
  std::string id, name;
  Source source;
  TimeRange source_range;       // in the source's own time, from its first frame
  Time duration;                // on the timeline
  Speed speed;                  // source_range covers duration * |speed|
  std::vector<TimeKey> retime;  // in rising order of `at`; when there are any, they rule and speed is 1
  std::vector<Effect> effects;  // first applied first
  bool enabled = true;
  std::string link;  // clips with the same link move together; empty = none
  std::string extra;
  bool operator==(const Clip&) const = default;
};

struct Gap {
  Time duration;
  std::string extra;
  bool operator==(const Gap&) const = default;
};

// Lies over the cut between the item before and the item after it and takes no room: from in_offset before the cut to
// out_offset behind it. Both neighbours need that much material beyond their ends (handles); where there is none, the
// nearest frame is held.
struct Transition {
  std::string id;
  std::string plugin;  // "org.rushes.dissolve"
  Time in_offset, out_offset;
  Params params;
  std::string extra;
  bool operator==(const Transition&) const = default;
};

using Item = std::variant<Clip, Gap, Transition>;

enum class TrackKind { video, audio };

struct Track {
  std::string id, name;
  TrackKind kind = TrackKind::video;
  std::vector<Item> items;
  std::vector<Effect> effects;  // on the whole track
  bool enabled = true, locked = false, mute = false, solo = false;
  std::string blend;  // video: mode of org.rushes.blend over the tracks below; empty = normal
  std::string extra;
  bool operator==(const Track&) const = default;
};

struct Marker {
  std::string id, name, colour, comment;
  TimeRange range;  // empty = a point
  std::string extra;
  bool operator==(const Marker&) const = default;
};

struct Timeline {
  std::vector<Track> tracks;  // video: the first lies lowest
  std::vector<Marker> markers;
  std::vector<Effect> master;  // audio effects on the mix
  std::string extra;
  bool operator==(const Timeline&) const = default;
};

// An item and where it lies on the timeline. A transition's range is the stretch it covers.
struct Placed {
  std::size_t index = 0;  // in Track::items
  TimeRange range;
};
std::vector<Placed> layout(const Track& track);
Time duration(const Item& item);  // a transition takes no room: 0
Time duration(const Track& track);
Time duration(const Timeline& timeline);  // of the longest enabled track

}  // namespace rushes
