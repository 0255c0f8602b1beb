// What the document's fields do not say by themselves: ids that must differ, references that must lead somewhere.
#include "core/timeline/validate.hpp"

#include "core/project/project.hpp"

#include <algorithm>
#include <unordered_map>
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

struct Known {
  const Names &assets, &scenes, &timelines;
};

// The timeline itself, and that its clips show what there is.
Result<void> check(const Timeline& timeline, Rate rate, const Known& known, const std::string& place) {
  if (auto valid = validate(timeline, rate); !valid)
    return Error{valid.error().code, place + "." + valid.error().message};
  for (std::size_t t = 0; t < timeline.tracks.size(); ++t) {
    const auto& items = timeline.tracks[t].items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto* clip = std::get_if<Clip>(&items[i]);
      if (!clip || clip->source.kind == SourceKind::generator) continue;
      const auto [there, what] = clip->source.kind == SourceKind::asset   ? std::pair{&known.assets, "asset"}
                                 : clip->source.kind == SourceKind::scene ? std::pair{&known.scenes, "scene"}
                                                                          : std::pair{&known.timelines, "timeline"};
      if (there->contains(clip->source.id)) continue;
      return bad(place + "." + nth("tracks", t) + nth(".items", i) + ".source.id",
                 std::string("there is no ") + what + " \"" + clip->source.id + "\"");
    }
  }
  return {};
}

// Takes away, again and again, the timelines that show no others, counting how deep they nest. What stays shows itself.
Result<void> check_nesting(const Project& project) {
  constexpr std::size_t deepest = 32;
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < project.timelines.size(); ++i) index.emplace(project.timelines[i].id, i);
  const std::size_t n = project.timelines.size();
  std::vector<std::vector<std::size_t>> shown_by(n);
  std::vector<std::size_t> waits(n), depth(n, 1), ready;
  for (std::size_t i = 0; i < n; ++i) {
    for (const Track& track : project.timelines[i].timeline.tracks)
      for (const Item& item : track.items) {
        const auto* clip = std::get_if<Clip>(&item);
        if (!clip || clip->source.kind != SourceKind::timeline) continue;
        shown_by[index.at(clip->source.id)].push_back(i);
        ++waits[i];
      }
    if (waits[i] == 0) ready.push_back(i);
  }
  for (std::size_t k = 0; k < ready.size(); ++k)
    for (const std::size_t by : shown_by[ready[k]]) {
      depth[by] = std::max(depth[by], depth[ready[k]] + 1);
      if (depth[by] > deepest)
        return bad(nth("timelines", by), "timelines lie more than " + std::to_string(deepest) + " deep in one another");
      if (--waits[by] == 0) ready.push_back(by);
    }
  if (ready.size() == n) return {};
  const auto first =
      static_cast<std::size_t>(std::ranges::find_if(waits, [](std::size_t w) { return w > 0; }) - waits.begin());
  return bad(nth("timelines", first), "timeline " + project.timelines[first].id + " shows itself by way of its clips");
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

  auto timelines = names(project.timelines, "timelines");
  if (!timelines) return std::move(timelines).error();
  const Known known{*assets, *scenes, *timelines};
  if (auto ok = check(project.timeline, canvas.rate, known, "timeline"); !ok) return ok;
  for (std::size_t i = 0; i < project.timelines.size(); ++i)
    if (auto ok = check(project.timelines[i].timeline, canvas.rate, known, nth("timelines", i) + ".timeline"); !ok)
      return ok;
  return check_nesting(project);
}

}  // namespace rushes
