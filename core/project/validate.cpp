// What the document's fields do not say by themselves: ids that must differ, references that must lead somewhere.
#include "core/timeline/validate.hpp"

#include "core/project/project.hpp"

#include <unordered_set>

namespace rushes {

namespace {

using Names = std::unordered_set<std::string>;

std::string nth(const char* list, std::size_t i) { return list + ("[" + std::to_string(i) + "]"); }

Error bad(const std::string& place, const std::string& what) { return {Errc::invalid, place + ": " + what}; }

bool usable(Rate rate) {
  return rate.num > 0 && rate.den > 0 && rate.num <= 1'000'000'000 && rate.den <= 1'000'000'000 &&
         rate.num >= rate.den && rate.num / 1000 <= rate.den;
}

template <class T>
Result<Names> names(const std::vector<T>& list, const char* place) {
  Names out;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].id.empty()) return bad(nth(place, i) + ".id", "is empty");
    if (!out.insert(list[i].id).second) return bad(nth(place, i) + ".id", "\"" + list[i].id + "\" is used twice");
  }
  return out;
}

}  // namespace

Result<void> validate(const Project& project) {
  const Canvas& canvas = project.canvas;
  if (canvas.width < 1 || canvas.width > 16384) return bad("canvas.width", "must lie in 1 to 16384");
  if (canvas.height < 1 || canvas.height > 16384) return bad("canvas.height", "must lie in 1 to 16384");
  if (!usable(canvas.rate)) return bad("canvas.rate", "must lie in 1 to 1000 frames per second");
  if (canvas.bits != 8 && canvas.bits != 10 && canvas.bits != 12 && canvas.bits != 16)
    return bad("canvas.bits", "must be 8, 10, 12 or 16");

  auto assets = names(project.assets, "assets");
  if (!assets) return std::move(assets).error();
  auto scenes = names(project.storyboard, "storyboard");
  if (!scenes) return std::move(scenes).error();
  for (std::size_t i = 0; i < project.assets.size(); ++i) {
    const Asset& asset = project.assets[i];
    if (!usable(asset.rate)) return bad(nth("assets", i) + ".rate", "must lie in 1 to 1000 frames per second");
    if (!asset.parent_asset.empty() && (asset.parent_asset == asset.id || !assets->contains(asset.parent_asset))) {
      return bad(nth("assets", i) + ".parent_asset", "there is no other asset \"" + asset.parent_asset + "\"");
    }
  }
  for (std::size_t i = 0; i < project.storyboard.size(); ++i) {
    const Scene& scene = project.storyboard[i];
    if (!scene.asset.empty() && !assets->contains(scene.asset)) {
      return bad(nth("storyboard", i) + ".asset", "there is no asset \"" + scene.asset + "\"");
    }
  }

  if (auto valid = validate(project.timeline, canvas.rate); !valid) {
    return Error{valid.error().code, "timeline." + valid.error().message};
  }
  for (std::size_t t = 0; t < project.timeline.tracks.size(); ++t) {
    const auto& items = project.timeline.tracks[t].items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto* clip = std::get_if<Clip>(&items[i]);
      if (!clip || clip->source.kind == SourceKind::generator) continue;
      const bool is_asset = clip->source.kind == SourceKind::asset;
      if ((is_asset ? *assets : *scenes).contains(clip->source.id)) continue;
      return bad("timeline." + nth("tracks", t) + nth(".items", i) + ".source.id",
                 std::string("there is no ") + (is_asset ? "asset" : "scene") + " \"" + clip->source.id + "\"");
    }
  }
  return {};
}

}  // namespace rushes
