// The main job: a prompt becomes a project whose timeline is a film with pictures, narration, captions and music.
//
//     script -> narration -> cuts -> pictures, music, ambience -> project -> loudness        (rendering it is export_film's)
//
// Every piece comes from an engine plugin through Generator, so a second run, or one after a crash, makes only what is missing.
#pragma once

#include "core/base/cancel.hpp"
#include "core/graph/plugin_library.hpp"
#include "core/project/project.hpp"
#include "host/generate/cues.hpp"
#include "host/generate/film_script.hpp"
#include "host/generate/generate.hpp"

#include <rushes/result.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace rushes::host {

enum class Captions { burn, sidecar, off };

struct FilmOptions {
  std::string prompt;
  bool script = false;  // the prompt is a script to be spoken word for word
  double seconds = 30;
  int scenes = 0;          // 0 = by the prompt and the length
  std::uint64_t seed = 0;  // 0 = from the prompt
  Canvas canvas;
  std::string voice = "rms";  // of the narrator; empty = nobody speaks
  bool music = true;
  Captions captions = Captions::burn;
  std::string picture_engine = "org.rushes.storyteller", voice_engine = "org.rushes.narrator",
              music_engine = "org.rushes.composer";
  std::string quality = "final";  // of the storyteller: draft, preview, final
};

// What was generated for each scene, and when it plays.
struct FilmPieces {
  FilmScript script;
  std::vector<SceneCut> cuts;
  std::vector<Generated> pictures;
  std::vector<std::optional<Generated>> speech;
  std::vector<Time> speech_length;
  std::vector<std::optional<Generated>> ambience;
  std::vector<Generated> music;  // pieces one after the other, each of equal length
  std::vector<Cue> cues;
};

struct FilmReport {
  Project project;
  FilmPieces pieces;
  std::vector<std::string> unmapped;  // words of the prompt that could not be pictured
  std::vector<std::string> notes;     // what differs from what was asked
};

// stage: "script", "narration", "pictures", "music"; fraction 0..1. [several threads, one at a time]
using FilmProgress = std::function<void(const std::string& stage, double fraction)>;

Result<FilmReport> make_film(PluginLibrary& plugins, const std::string& folder, const FilmOptions& options,
                             const FilmProgress& progress = {}, const CancelToken& cancel = {});

// The project of these pieces; pure.
Project assemble_film(const FilmOptions& options, const FilmPieces& pieces);

}  // namespace rushes::host
