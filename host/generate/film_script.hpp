// What a film is made of before anything is generated: a title and scenes, as an engine's mode "script" writes them
// (docs/sdk/engines.md), and when each scene plays.
#pragma once

#include "core/base/time.hpp"

#include <rushes/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace rushes::host {

struct ScriptScene {
  std::string prompt;      // what is seen
  std::string narration;   // what is said; may be empty
  std::string ambience;    // what is heard around: a prompt for mode "ambience"; may be empty
  std::string transition;  // plugin id of the way into this scene; empty = a cut
};

struct FilmScript {
  std::string title, subtitle, mood;
  std::vector<ScriptScene> scenes;
};

// Errc::unavailable when it is no script, or one without scenes.
Result<FilmScript> film_script_from_json(std::string_view json);

// `text`, or when it is longer than `most` bytes, as much of it as fits, up to the end of a word where there is one, and
// "..." behind it. UTF-8 is not cut in two.
std::string shortened(const std::string& text, std::size_t most);

// One scene's place in the film. All in frames.
struct SceneCut {
  std::int64_t start = 0, length = 0;
  std::int64_t head = 0, tail = 0;  // handles of its picture before and after, for the transitions
  std::int64_t speech = 0;          // where its narration begins, from the film's start
};

struct Pacing {
  double title_lead = 2.4;  // seconds of the first scene before anybody speaks
  double lead = 0.7, rest = 0.5, end_rest = 1.6;
  double transition = 0.8;
  double shortest = 2.5;  // no scene is shorter
};

// Scene lengths that add up to `total` seconds, or to more where the narration needs it (speech: seconds of each
// scene's narration). What is left over is shared out evenly.
std::vector<SceneCut> cut_scenes(const FilmScript& script, const std::vector<double>& speech, double total, Rate rate,
                                 const Pacing& pacing = {});

}  // namespace rushes::host
