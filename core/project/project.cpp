#include "core/project/project.hpp"

#include <algorithm>

namespace rushes {

const Asset* Project::find_asset(std::string_view wanted) const {
  const auto it = std::ranges::find(assets, wanted, &Asset::id);
  return it == assets.end() ? nullptr : &*it;
}

const Scene* Project::find_scene(std::string_view wanted) const {
  const auto it = std::ranges::find(storyboard, wanted, &Scene::id);
  return it == storyboard.end() ? nullptr : &*it;
}

const NestedTimeline* Project::find_timeline(std::string_view wanted) const {
  const auto it = std::ranges::find(timelines, wanted, &NestedTimeline::id);
  return it == timelines.end() ? nullptr : &*it;
}

}  // namespace rushes
