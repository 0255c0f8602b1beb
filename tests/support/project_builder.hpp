// Small timelines and projects in few words: only what a test is about needs to be said.
//
//   Project p = ProjectBuilder().asset("a1", 240).track("v1", {clip("c1", "a1", 48), dissolve("x1", 12), clip("c2", "a1", 48)});
//
// Lengths are in frames of `rate`, which is 24/1 unless another is given.
#pragma once

#include "core/project/project.hpp"

#include <string>
#include <utility>
#include <vector>

namespace rushes::testing {

inline Time frames(std::int64_t n, Rate rate = {24, 1}) { return frame_start(n, rate); }

inline Value number(double v) { return {{v, 0, 0, 0}, 1, {}}; }
inline Value text(std::string t) { return {{}, 0, std::move(t)}; }
inline Param constant(double v) { return {number(v), {}, {}}; }
inline Param constant(std::string t) { return {text(std::move(t)), {}, {}}; }
inline Keyframe key(std::int64_t frame, double v, Interpolation to_next = Interpolation::linear) {
  Keyframe k;
  k.at = frames(frame);
  k.value = number(v);
  k.to_next = to_next;
  return k;
}

// `length` frames of an asset, from its frame `from` on, at normal speed.
inline Clip clip(std::string id, std::string asset, std::int64_t length, std::int64_t from = 0, Rate rate = {24, 1}) {
  Clip c;
  c.id = std::move(id);
  c.source.id = std::move(asset);
  c.source_range = {frames(from, rate), frames(from + length, rate)};
  c.duration = c.source_range.duration();
  return c;
}
inline Clip generator(std::string id, std::string plugin, std::int64_t length, Params params = {},
                      Rate rate = {24, 1}) {
  Clip c = clip(std::move(id), std::move(plugin), length, 0, rate);
  c.source.kind = SourceKind::generator;
  c.source.params = std::move(params);
  return c;
}
inline Clip linked(Clip c, std::string link) {
  c.link = std::move(link);
  return c;
}
inline Gap gap(std::int64_t length, Rate rate = {24, 1}) { return {frames(length, rate), {}}; }
// `half` frames before the cut and as many behind it.
inline Transition dissolve(std::string id, std::int64_t half, Rate rate = {24, 1}) {
  Transition t;
  t.id = std::move(id);
  t.plugin = "org.rushes.dissolve";
  t.in_offset = t.out_offset = frames(half, rate);
  return t;
}
inline Effect effect(std::string id, std::string plugin, Params params = {}) {
  Effect e;
  e.id = std::move(id);
  e.plugin = std::move(plugin);
  e.params = std::move(params);
  return e;
}
inline Track track(std::string id, std::vector<Item> items, TrackKind kind = TrackKind::video) {
  Track t;
  t.id = std::move(id);
  t.kind = kind;
  t.items = std::move(items);
  return t;
}
inline Timeline timeline(std::vector<Track> tracks) {
  Timeline t;
  t.tracks = std::move(tracks);
  return t;
}

class ProjectBuilder {
 public:
  ProjectBuilder() { project_.id = "p1"; }

  ProjectBuilder& canvas(int width, int height, Rate rate = {24, 1}) {
    project_.canvas.width = width;
    project_.canvas.height = height;
    project_.canvas.rate = rate;
    return *this;
  }
  ProjectBuilder& asset(std::string id, std::int64_t length, std::string uri = {}, AssetKind kind = AssetKind::clip) {
    Asset a;
    a.uri = uri.empty() ? id + ".mp4" : std::move(uri);
    a.id = std::move(id);
    a.kind = kind;
    a.rate = project_.canvas.rate;
    a.duration = frames(length, a.rate);
    project_.assets.push_back(std::move(a));
    return *this;
  }
  ProjectBuilder& scene(std::string id, std::string prompt, std::int64_t length) {
    Scene s;
    s.id = std::move(id);
    s.prompt = std::move(prompt);
    s.duration = frames(length, project_.canvas.rate);
    project_.storyboard.push_back(std::move(s));
    return *this;
  }
  ProjectBuilder& track(std::string id, std::vector<Item> items, TrackKind kind = TrackKind::video) {
    project_.timeline.tracks.push_back(testing::track(std::move(id), std::move(items), kind));
    return *this;
  }
  ProjectBuilder& track(Track t) {
    project_.timeline.tracks.push_back(std::move(t));
    return *this;
  }
  Project build() const { return project_; }
  operator Project() const { return project_; }

 private:
  Project project_;
};

}  // namespace rushes::testing
