// The document's fields, said once: reading and writing both walk these lists, so names and order cannot differ.
// `Io` is called with a name and the member, and with limits where the type alone does not say them.
#pragma once

#include "core/project/project.hpp"

#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>

namespace rushes::document {

struct Bounds {
  std::int64_t low = 0, high = 0;
};
// 10^9 seconds, some 31 years: sums of a few such times stay far from overflow.
constexpr std::int64_t longest = 1'000'000'000 * Time::per_second;
constexpr Bounds any_time{-longest, longest}, from_zero{0, longest};

// Names of enumerators, in their order.
template <class Enum>
constexpr std::array<std::string_view, 0> names_of{};
template <>
inline constexpr std::array<std::string_view, 4> names_of<ProjectStatus>{"draft", "generating", "ready", "archived"};
template <>
inline constexpr std::array<std::string_view, 5> names_of<AssetKind>{"clip", "audio", "image", "overlay", "subtitle"};
template <>
inline constexpr std::array<std::string_view, 5> names_of<SceneStatus>{"planned", "queued", "generating", "ready",
                                                                       "failed"};
template <>
inline constexpr std::array<std::string_view, 2> names_of<TrackKind>{"video", "audio"};
template <>
inline constexpr std::array<std::string_view, 4> names_of<SourceKind>{"asset", "generator", "scene", "timeline"};
template <>
inline constexpr std::array<std::string_view, 3> names_of<Interpolation>{"hold", "linear", "bezier"};

template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

void describe(auto& io, Is<Keyframe> auto& key) {
  io("at", key.at, any_time);
  io("value", key.value);
  io("to_next", key.to_next);
  io("bezier", key.bezier);
}

void describe(auto& io, Is<Effect> auto& effect) {
  io("id", effect.id);
  io("plugin", effect.plugin);
  io("enabled", effect.enabled);
  io("params", effect.params);
  io("inputs", effect.inputs);
}

void describe(auto& io, Is<Source> auto& source) {
  io("kind", source.kind);
  io("id", source.id);
  io("params", source.params);
}

void describe(auto& io, Is<TimeKey> auto& key) {
  io("at", key.at, any_time);
  io("source", key.source, from_zero);
  io("to_next", key.to_next);
  io("bezier", key.bezier);
}

void describe(auto& io, Is<Clip> auto& clip) {
  io("id", clip.id);
  io("name", clip.name);
  io("source", clip.source);
  io("source_range", clip.source_range);
  io("duration", clip.duration, from_zero);
  io("speed", clip.speed);
  io("retime", clip.retime);
  io("effects", clip.effects);
  io("enabled", clip.enabled);
  io("link", clip.link);
}

void describe(auto& io, Is<Gap> auto& gap) { io("duration", gap.duration, from_zero); }

void describe(auto& io, Is<Transition> auto& transition) {
  io("id", transition.id);
  io("plugin", transition.plugin);
  io("in_offset", transition.in_offset, from_zero);
  io("out_offset", transition.out_offset, from_zero);
  io("params", transition.params);
}

void describe(auto& io, Is<Track> auto& track) {
  io("id", track.id);
  io("name", track.name);
  io("kind", track.kind);
  io("items", track.items);
  io("effects", track.effects);
  io("enabled", track.enabled);
  io("locked", track.locked);
  io("mute", track.mute);
  io("solo", track.solo);
  io("blend", track.blend);
}

void describe(auto& io, Is<Marker> auto& marker) {
  io("id", marker.id);
  io("name", marker.name);
  io("colour", marker.colour);
  io("comment", marker.comment);
  io("range", marker.range);
}

void describe(auto& io, Is<Timeline> auto& timeline) {
  io("tracks", timeline.tracks);
  io("markers", timeline.markers);
  io("master", timeline.master);
}

void describe(auto& io, Is<Asset> auto& asset) {
  io("id", asset.id);
  io("name", asset.name);
  io("kind", asset.kind);
  io("uri", asset.uri);
  io("content_hash", asset.content_hash);
  io("mime", asset.mime);
  io("bytes", asset.bytes, Bounds{0, INT64_MAX});
  io("duration", asset.duration, from_zero);
  io("width", asset.width, Bounds{0, 16384});  // 0: not a picture, or not known
  io("height", asset.height, Bounds{0, 16384});
  io("rate", asset.rate);
  io("prompt", asset.prompt);
  io("engine", asset.engine);
  io.json("generation_params", asset.generation_params);
  io("parent_asset", asset.parent_asset);
  io("tags", asset.tags);
}

void describe(auto& io, Is<Scene> auto& scene) {
  io("id", scene.id);
  io("title", scene.title);
  io("prompt", scene.prompt);
  io("negative_prompt", scene.negative_prompt);
  io("narration", scene.narration);
  io("notes", scene.notes);
  io("duration", scene.duration, from_zero);
  io("engine", scene.engine);
  io.json("generation_params", scene.generation_params);
  io("seed", scene.seed);
  io("status", scene.status);
  io("asset", scene.asset);
  io("error", scene.error);
}

void describe(auto& io, Is<Lineage> auto& lineage) {
  io("parent_project", lineage.parent_project);
  io("parent_prompt", lineage.parent_prompt);
  io("prompt_version", lineage.prompt_version, Bounds{0, 1'000'000'000});
}

void describe(auto& io, Is<Canvas> auto& canvas) {
  io("width", canvas.width, Bounds{1, 16384});
  io("height", canvas.height, Bounds{1, 16384});
  io("rate", canvas.rate);
  io("bits", canvas.bits, Bounds{8, 16});
  io("sample_rate", canvas.sample_rate, Bounds{8000, 384'000});
  io("channels", canvas.channels, Bounds{1, 16});
}

void describe(auto& io, Is<NestedTimeline> auto& nested) {
  io("id", nested.id);
  io("name", nested.name);
  io("timeline", nested.timeline);
}

// "rushes_project" stands before these.
void describe(auto& io, Is<Project> auto& project) {
  io("id", project.id);
  io("title", project.title);
  io("description", project.description);
  io("status", project.status);
  io("tags", project.tags);
  io("categories", project.categories);
  io("prompt", project.prompt);
  io("engine", project.engine);
  io.json("generation_params", project.generation_params);
  io("lineage", project.lineage);
  io("canvas", project.canvas);
  io("storyboard", project.storyboard);
  io("assets", project.assets);
  io("timeline", project.timeline);
  io("timelines", project.timelines);
}

}  // namespace rushes::document
