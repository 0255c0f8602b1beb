#include "plugins/engines/storyteller/paint/action.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

// The height of what can be stood on, as a share of the drawing.
float surface(std::string_view kind) {
  struct Top {
    std::string_view kind;
    float share;
  };
  static constexpr Top tops[] = {{"table", 0.965f}, {"chair", 0.50f},   {"bench", 0.52f},   {"piano", 0.62f},
                                 {"boat", 0.16f},   {"rowboat", 0.30f}, {"ship", 0.38f},    {"tallship", 0.22f},
                                 {"horse", 0.60f},  {"zebra", 0.60f},   {"unicorn", 0.60f}, {"camel", 0.80f},
                                 {"cow", 0.72f},    {"bicycle", 0.62f}, {"book", 0.60f},    {"bridge", 0.40f},
                                 {"car", 0.96f},    {"house", 0.80f},   {"oak", 0.60f},     {"elephant", 0.92f},
                                 {"castle", 0.72f}, {"turtle", 0.75f},  {"train", 0.92f},   {"truck", 0.90f}};
  for (const Top& t : tops)
    if (t.kind == kind) return t.share;
  return 0.95f;
}

}  // namespace

bool is_vehicle(const SubjectInfo& info) {
  static constexpr std::string_view wheels[] = {"car", "bus", "truck", "bicycle", "tractor", "train"};
  return std::ranges::find(wheels, info.kind) != std::end(wheels);
}

Course passing(const SubjectInfo& info, const Stage& stage, float spot_x, float width, bool right, int nth, int count) {
  const float aspect = stage.aspect(),
              seconds = std::max(
                  static_cast<float>(stage.canvas.frames / stage.canvas.rate) * std::min(stage.spec.motion, 3.f), 0.5f);
  const bool wheels = is_vehicle(info), quick = wheels || info.place == Place::air || info.place == Place::space;
  // From where its nose enters to where its tail leaves, unless that would be a flash.
  const float whole = aspect + width * 0.7f, way = quick ? std::min(whole, 0.62f * seconds)
                                                   : info.place == Place::water
                                                       ? clamp(0.07f * seconds, 0.16f, 0.6f * aspect)
                                                       : clamp(0.11f * seconds, 0.22f, 0.85f * aspect);
  Course c;
  c.right = right;
  if (wheels && count > 1 && (nth & 1)) c.right = !right, c.lane = 0.74f;  // the other side of the road
  const float forwards = c.right ? 1.f : -1.f;
  c.speed = forwards * way / seconds;
  if (!quick) {
    c.x = spot_x * 0.5f;
  } else if (wheels && count > 1) {
    // A column on each side, with room between; the farther back, the later it comes.
    const int row = nth / 2, rows = (count + 1 - (nth & 1)) / 2;
    c.x = -forwards * (static_cast<float>(row) - static_cast<float>(rows - 1) * 0.5f) *
              std::max(width * 1.55f, 0.5f * aspect) +
          forwards * 0.06f * aspect;
  } else {
    c.x = count > 1 ? spot_x * 0.8f : 0.05f * spot_x;
  }
  return c;
}

float height_by(const SubjectInfo& info, const SubjectInfo& by_info, const Body& by, Relation relation) {
  const float natural = info.height_m / std::max(by_info.height_m, 0.05f);
  if (relation == Relation::on && by_info.kind == "table")
    return clamp(by.height * 0.55f * pow_of(info.height_m / 0.3f, 0.45f), 0.06f, 0.3f);
  float height = by.height * clamp(pow_of(natural, 0.8f), 0.16f, 1.5f);
  if (relation == Relation::under && by_info.height_m < 1.2f) height = std::min(height, by.height * 0.62f);
  // It must not hang over what carries it.
  if (relation != Relation::under) height = std::min(height, by.width * 1.15f / std::max(info.aspect, 0.1f));
  return clamp(height, 0.06f, 0.5f);
}

Body place_by(Relation relation, const SubjectInfo& by_info, const Body& by, float width, float height, int nth,
              int count, float aspect, float side) {
  Body b{by.x, by.y, width, height};
  const float spread = count > 1 ? (static_cast<float>(nth) + 0.5f) / static_cast<float>(count) - 0.5f : 0.f;
  switch (relation) {
    case Relation::on:
      b.x += spread * 0.8f * by.width, b.y = by.y - surface(by_info.kind) * by.height;
      break;
    case Relation::in:
      b.x += spread * 0.6f * by.width, b.y = by.y - 0.06f * by.height;
      break;
    case Relation::under:
      b.x += (count > 1 ? spread * 0.9f : 0.10f * side) * by.width, b.y = by.y + 0.012f;
      break;
    case Relation::beside:
    case Relation::none: {
      const float away = (by.width + width) * 0.53f + 0.02f + static_cast<float>(nth) * width * 1.1f;
      const float limit = aspect * 0.5f - width * 0.5f;
      b.x = by.x + side * away;
      if (std::abs(b.x) > limit) b.x = by.x - side * away;
      b.x = clamp(b.x, -limit, limit), b.y = by.y + 0.006f;
      break;
    }
  }
  return b;
}

}  // namespace storyteller::paint
