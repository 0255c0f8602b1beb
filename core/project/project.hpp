// A project: storyboard, assets, timeline, and where it came from. The project document (docs/formats/project.md) is
// its JSON.
#pragma once

#include "core/base/time.hpp"
#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rushes {

enum class ProjectStatus { draft, generating, ready, archived };
enum class AssetKind { clip, audio, image, overlay, subtitle };
enum class SceneStatus { planned, queued, generating, ready, failed };

struct Asset {
  std::string id, name;
  AssetKind kind = AssetKind::clip;
  std::string uri;           // file path (relative to the project file, or absolute) or storage URI
  std::string content_hash;  // SHA-256, hex; empty = not known
  std::string mime;
  std::int64_t bytes = 0;
  Time duration;
  int width = 0, height = 0;
  Rate rate;
  std::string prompt, engine, generation_params;  // how it was made; generation_params is a JSON object as text
  std::string parent_asset;
  std::vector<std::string> tags;
  std::string extra;
  bool operator==(const Asset&) const = default;
};

struct Scene {
  std::string id, title, prompt, negative_prompt, narration, notes;
  Time duration;
  std::string engine, generation_params;
  std::uint64_t seed = 0;
  SceneStatus status = SceneStatus::planned;
  std::string asset;  // id of its picture once it is made
  std::string error;  // why it failed
  std::string extra;
  bool operator==(const Scene&) const = default;
};

struct Lineage {
  std::string parent_project, parent_prompt;
  int prompt_version = 1;
  std::string extra;
  bool operator==(const Lineage&) const = default;
};

struct Canvas {  // what the timeline is rendered to
  int width = 1280, height = 720;
  Rate rate;
  int bits = 8;  // 8, 10, 12 or 16
  int sample_rate = 48000, channels = 2;
  std::string extra;
  bool operator==(const Canvas&) const = default;
};

// A timeline that clips of others show as one picture with sound. It has the project's canvas.
struct NestedTimeline {
  std::string id, name;
  Timeline timeline;
  std::string extra;
  bool operator==(const NestedTimeline&) const = default;
};

struct Project {
  static constexpr int schema = 1;  // "rushes_project": 1
  std::string id, title, description;
  ProjectStatus status = ProjectStatus::draft;
  std::vector<std::string> tags, categories;
  std::string prompt, engine, generation_params;
  Lineage lineage;
  Canvas canvas;
  std::vector<Scene> storyboard;
  std::vector<Asset> assets;
  Timeline timeline;
  std::vector<NestedTimeline> timelines;  // none of them shows itself, not even by way of others
  std::string extra;
  bool operator==(const Project&) const = default;

  const Asset* find_asset(std::string_view id) const;
  const Scene* find_scene(std::string_view id) const;
  const NestedTimeline* find_timeline(std::string_view id) const;
};

// Canonical JSON: stable key order, two-space indent, times as integer ticks. The same project gives the same bytes.
std::string to_json(const Project& project);
// Hostile text is refused with one sentence that begins with the place ("timeline.tracks[1].items[3].duration: ..."):
// wrong types, NaN, depth over 64, over 64 MiB, over 1,000,000 list entries, negative durations, sizes out of 1..16384,
// duplicate ids and names, references to nothing, and whatever validate() finds. Objects without an id get the next
// free one.
Result<Project> project_from_json(std::string_view json);
// The first thing that project_from_json would refuse in this value.
Result<void> validate(const Project& project);

Result<Project> load_project(const std::string& path);  // asset uris stay as written; see resolve_uri
Result<void> save_project(const Project& project,
                          const std::string& path);  // atomic; refuses what could not be loaded again

// Where a relative asset uri points: beside the project file. Absolute paths and URIs with a scheme are returned as
// they are.
std::string resolve_uri(const std::string& project_path, const std::string& uri);

}  // namespace rushes
