// What the two halves of compile() share: the graph that grows, and what they ask about assets and plugins.
#pragma once

#include "core/graph/compile.hpp"

#include "core/base/hash.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <utility>

namespace rushes {

class Compiler {
 public:
  Compiler(const Project& project, const CompileOptions& options);

  struct Picture {
    int media;  // -1: why says what is missing
    std::string why;
  };
  Picture picture_of(const Source& source);
  // nullptr and why it is missing.
  const rushes_plugin_info* plugin(const std::string& id, std::string* why);
  void note_resources(const rushes_plugin_info& info, const Params& params);
  std::string label(const Clip& clip) const;
  std::string label(const Track& track) const;

  const Project& project;
  const CompileOptions& options;
  Graph graph;

 private:
  int media_of(const Asset& asset);

  std::map<std::string, int> media_;
  std::map<std::string, Result<LoadedPlugin>> plugins_;
};

void compile_video(Compiler& compiler);  // compile_video.cpp
void compile_audio(Compiler& compiler);  // compile_audio.cpp

// Tracks of one kind that show or sound: enabled, not muted, and when some are solo, those.
std::vector<const Track*> active_tracks(const Timeline& timeline, TrackKind kind);

}  // namespace rushes
