#include "plugins/engines/storyteller/subjects/subject.hpp"

#include "plugins/engines/storyteller/subjects/pen.hpp"

#include <algorithm>
#include <cmath>

namespace storyteller {
namespace {

const std::vector<Drawing>& drawings() {
  static const std::vector<Drawing> all = [] {
    std::vector<Drawing> v;
    for (const auto family : {boats(), buildings(), plants(), people(), animals(), birds(), sea_animals(), vehicles(),
                              aircraft(), objects(), furniture(), landmarks(), wild_animals(), space(), play()})
      v.insert(v.end(), family.begin(), family.end());
    std::ranges::sort(v, {}, [](const Drawing& d) { return d.info.kind; });
    return v;
  }();
  return all;
}

const Drawing* find_drawing(std::string_view kind) {
  const auto& all = drawings();
  const auto it = std::ranges::lower_bound(all, kind, {}, [](const Drawing& d) { return d.info.kind; });
  return it != all.end() && it->info.kind == kind ? &*it : nullptr;
}

constexpr int kMaxRows = 4096;

}  // namespace

std::span<const SubjectInfo> subject_infos() {
  static const std::vector<SubjectInfo> infos = [] {
    std::vector<SubjectInfo> v;
    for (const Drawing& d : drawings()) v.push_back(d.info);
    return v;
  }();
  return infos;
}

const SubjectInfo* find_subject(std::string_view kind) {
  const Drawing* d = find_drawing(kind);
  return d ? &subject_infos()[static_cast<std::size_t>(d - drawings().data())] : nullptr;
}

Sprite draw_subject(const Subject& subject, int height_px, const SubjectLight& light, int pose, std::uint64_t seed) {
  const Drawing* d = find_drawing(subject.kind);
  if (!d || height_px < 1) return {};
  const int rows = std::min(height_px, kMaxRows);
  const int width = std::max(1, static_cast<int>(std::lround(rows * d->info.aspect)));
  const int poses = std::max(1, d->info.poses);
  const int step = ((pose % poses) + poses) % poses;
  Pen pen(width, rows, light, subject);
  Dice dice(seed);
  d->draw(pen, static_cast<float>(step) / poses, dice);
  return pen.finish(d->foot_y);
}

}  // namespace storyteller
