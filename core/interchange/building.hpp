// A project that grows while a document is read: assets by their references, free ids, notices, and tracks that are
// filled by time.
#pragma once

#include "core/interchange/interchange.hpp"

#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace rushes::interchange {

// What a document says of a medium, where find() does not know better.
struct Reference {
  std::string url;
  std::string name;
  Time duration;
  Rate rate{0, 1};
  int width = 0, height = 0;
  bool picture = true, sound = true, still = false;
};

class Building {
 public:
  explicit Building(const ReadOptions& options);

  Project project;

  void note(std::string place, std::string text);
  // The asset of a reference, made when it is first asked for. An empty url: a medium that nobody named.
  std::string asset(const Reference& reference);
  const Media& media(const std::string& asset) const;  // what is known; picture and sound as far as anyone knows
  std::string next(const char* prefix);                // a free id: c1, t2, ...
  void taken(const std::string& id) { used_.insert(id); }
  bool free(const std::string& id) const { return !id.empty() && !used_.contains(id); }
  void adopt(Project base);  // begins with the assets and settings of a project that stood in the document

  Track track(TrackKind kind, std::string name);
  Clip clip(std::string name, Source source, Time start, Time duration, Speed speed = {});
  // The rate and size of what is rendered, where the document does not say: of the first picture that is known.
  void canvas_from_media(bool size, bool rate);
  // Makes all valid that can be: see settle(). Then checks the whole.
  Result<Read> finish();

 private:
  const ReadOptions& options_;
  std::map<std::string, std::string> asset_of_;  // by url
  std::map<std::string, Media> media_;           // by asset
  std::vector<std::string> missing_;
  std::vector<Notice> notices_;
  std::set<std::pair<std::string, std::string>> said_;
  std::unordered_set<std::string> used_;
  std::map<std::string, int> last_;
};

// Lays `item` at `at`: a gap before it where there is room; false when something lies there already.
bool place(Track& track, Time at, Item item);
// The first of `tracks` (of this kind, from `from` on) where [at, at + duration) is free; makes one when none is.
Track& free_track(Building& b, std::vector<Track>& tracks, TrackKind kind, Time at, std::size_t from = 0);
// Lays a transition over the cut at the end of the track so far; what is placed next comes behind it.
void place_transition(Building& b, Track& track, std::string plugin, Time in, Time out, Params params = {});
// Transitions get two neighbours (gaps where there are none) and fit them; what had to change is told.
void settle(Building& b, Track& track);

Param constant(double value);
Param constant(double x, double y);
Param constant(std::string text);

}  // namespace rushes::interchange
