// What the edits are made of. Not for others: include edits.hpp.
#pragma once

#include "core/timeline/edit_source.hpp"
#include "core/timeline/ids.hpp"
#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <string>
#include <vector>

namespace rushes::edit {

struct Where {
  std::size_t track = 0, item = 0;
};

Result<std::size_t> find_track(const Timeline& timeline, const std::string& id);
Result<std::size_t> find_open_track(const Timeline& timeline, const std::string& id);  // and it is not locked
Result<Where> find_clip(const Timeline& timeline, const std::string& id);
Clip& clip_at(Timeline& timeline, Where where);
TimeRange range_of(const Timeline& timeline, Where where);
// The clips with the same link as `id`, itself first; all on unlocked tracks, or an error.
Result<std::vector<std::string>> group(const Timeline& timeline, const std::string& id, bool with_links);

// The part [from, to) of what the clip shows, in its own time on the timeline; beyond 0 or its duration it grows.
// Keys of its effects stay on their pictures. Refused when the source has no such pictures or nothing would be left.
Result<Clip> slice(Clip clip, Time from, Time to, const SourceLength& length);

// Puts `filling` in place of `range`:
//
//   |   A   |  B  |  C  |        ->   | A | filling | C |       whatever the range cuts is trimmed;
//       |..range..|                                             transitions over cuts in or at the range go.
//
// A clip cut in two keeps its id on the left; the right part gets a new one. Behind the track's end a gap leads to the
// range.
void carve(Track& track, TimeRange range, std::vector<Item> filling, Ids& ids);

std::vector<Item> only(Item item);  // a list of one

// Joins neighbouring gaps, drops empty ones, shortens transitions to what their neighbours can give and drops those
// that no longer lie between two items or have become nothing.
void tidy(Track& track);

// A clip that is new to the timeline: sound in itself, with a free id (given or made) and free ids for its effects.
Result<Clip> adopt(const Timeline& timeline, Clip clip, Ids& ids);

// Whether what stands in `probe` would be sound on the timeline; its tracks are known to the probe.
Result<void> sound(const Timeline& timeline, Timeline probe);

// Times beyond +-10^9 s are refused at the door, so that sums of a few stay far from overflow.
constexpr std::int64_t longest = 1'000'000'000 * Time::per_second;
Result<void> reasonable(Time time);
Result<void> reasonable(const Track& track);  // its length

}  // namespace rushes::edit
