#include "core/interchange/renumber.hpp"

#include <algorithm>
#include <map>

namespace rushes::interchange {

namespace {

class Renumbering {
 public:
  explicit Renumbering(Project& project) : p_(project) {}

  void run() {
    timeline(p_.timeline);
    std::vector<Asset> assets;
    for (const std::string& old : asset_order_) {
      const auto found = std::ranges::find(p_.assets, old, &Asset::id);
      if (found == p_.assets.end()) continue;
      assets.push_back(std::move(*found));
      assets.back().id = assets_[old];
    }
    p_.assets = std::move(assets);
    std::vector<NestedTimeline> inner;
    for (const std::string& old : timeline_order_) inner.push_back(std::move(done_.at(old)));
    p_.timelines = std::move(inner);
  }

 private:
  std::string next(char kind) { return kind + std::to_string(++last_[kind]); }

  void timeline(Timeline& t) {
    for (Track& track : t.tracks) {
      track.id = next('t');
      for (Effect& e : track.effects) e.id = next('e');
      for (Item& item : track.items) {
        if (auto* x = std::get_if<Transition>(&item)) x->id = next('x');
        if (auto* c = std::get_if<Clip>(&item)) clip(*c);
      }
    }
    std::ranges::stable_sort(t.markers, [](const Marker& a, const Marker& b) {
      return a.range.start != b.range.start ? a.range.start < b.range.start : a.range.end < b.range.end;
    });
    for (Marker& m : t.markers) m.id = next('m');
  }

  void clip(Clip& c) {
    c.id = next('c');
    for (Effect& e : c.effects) e.id = next('e');
    if (!c.link.empty()) {
      std::string& link = links_[c.link];
      if (link.empty()) link = next('l');
      c.link = link;
    }
    if (c.source.kind == SourceKind::asset) {
      std::string& id = assets_[c.source.id];
      if (id.empty()) id = next('a'), asset_order_.push_back(c.source.id);
      c.source.id = id;
    }
    if (c.source.kind != SourceKind::timeline) return;
    const std::string old = c.source.id;
    std::string& id = timelines_[old];
    if (id.empty()) {
      id = next('n');
      timeline_order_.push_back(old);
      const auto found = std::ranges::find(p_.timelines, old, &NestedTimeline::id);
      NestedTimeline inner = found == p_.timelines.end() ? NestedTimeline{} : *found;
      inner.id = id;
      timeline(inner.timeline);
      done_.emplace(old, std::move(inner));
    }
    c.source.id = timelines_[old];
  }

  Project& p_;
  std::map<char, int> last_;
  std::map<std::string, std::string> assets_, timelines_, links_;
  std::map<std::string, NestedTimeline> done_;
  std::vector<std::string> asset_order_, timeline_order_;
};

}  // namespace

void renumber(Project& project) { Renumbering(project).run(); }

}  // namespace rushes::interchange
