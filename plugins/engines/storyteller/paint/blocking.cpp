#include "plugins/engines/storyteller/paint/blocking.hpp"

#include "plugins/engines/storyteller/paint/action.hpp"

#include "plugins/engines/storyteller/paint/terrain.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

// The share of the frame's height a thing of this many metres takes as the main subject.
float main_height(float metres) { return clamp(0.30f + 0.055f * log2_of(std::max(metres, 0.05f) / 2), 0.23f, 0.56f); }

// In a room the furniture sets the scale: a shelf of 2 m is 0.63 high.
float room_height(float metres) { return clamp(0.36f * pow_of(metres, 0.75f), 0.10f, 0.62f); }

bool spans(const SubjectInfo& info) { return info.aspect >= 2.9f && !info.moves; }  // a bridge goes from edge to edge

}  // namespace

bool fits_on_table(const SubjectInfo& info) {
  return info.place == Place::table || (info.place == Place::ground && !info.moves && info.height_m <= 0.6f);
}

float Blocking::height_of(const SubjectInfo& info, const Subject& subject) {
  const bool main = sized_++ == 0;
  const float aspect = stage_.aspect();
  if (spans(info)) return clamp(aspect * 1.14f / info.aspect, 0.2f, 0.62f);
  float height = main_height(info.height_m) * clamp(subject.size, 0.4f, 2);
  if (stage_.spec.world == World::interior && info.place == Place::ground &&
      !(stage_.has_table && fits_on_table(info))) {
    height = room_height(info.height_m) * clamp(subject.size, 0.5f, 1.6f);
    if (main) main_metres_ = info.height_m, main_height_ = height;
  } else if (main) {
    main_metres_ = info.height_m, main_height_ = height;
  } else {
    height =
        clamp(main_height_ * exp2_of(0.42f * log2_of(std::max(info.height_m, 0.05f) / std::max(main_metres_, 0.05f))),
              0.10f, 0.5f) *
        clamp(subject.size, 0.5f, 1.6f);
  }
  if (!main && info.moves && info.place == Place::ground && info.height_m < 0.3f)
    height *= 0.5f;  // a ball by its players
  const int count = subject.count;
  if (count > 1)
    height *= mix(0.95f, info.place == Place::air ? 0.45f : 0.62f, clamp01(static_cast<float>(count - 2) / 8));
  if (main) height = std::max(height, count > 4 ? 0.14f : 0.225f);
  // Wide things must fit too, and a group side by side.
  height = std::min({height, aspect * 0.62f / std::max(info.aspect, 0.1f), 0.72f});
  const bool scattered = !info.moves && info.height_m > 2.5f;
  if (count > 1 && !scattered) {
    const float room = aspect * (info.place == Place::air ? 1.1f : 0.88f);
    const float share = is_vehicle(info) ? 1.2f : 0.80f;  // those keep their distance
    height = std::max(std::min(height, room / (static_cast<float>(count) * info.aspect * share)), 0.09f);
  }
  return height;
}

float Blocking::line_for(const SubjectInfo& info, float height, bool main, Dice& dice) const {
  const Look& look = stage_.look;
  if (stage_.underwater && (info.place == Place::water || info.place == Place::air)) {
    const float middle = main ? dice.range(-0.10f, 0.12f) : dice.range(-0.26f, 0.24f);
    return clamp(middle + height * 0.5f, -0.42f + height, 0.44f);
  }
  if (info.place == Place::air) {
    const float room = look.horizon_y + 0.5f;
    return std::max(look.horizon_y - room * dice.range(0.42f, 0.62f) + height * 0.5f, -0.47f + height);
  }
  if (info.place == Place::space && !stage_.sees("ground")) {
    const float y = stage_.spec.world == World::space
                        ? dice.range(-0.16f, 0.16f)
                        : look.horizon_y - (look.horizon_y + 0.5f) * dice.range(0.5f, 0.7f);
    return clamp(y + height * 0.5f, -0.46f + height, 0.46f);
  }
  if (fits_on_table(info) && stage_.has_table) return stage_.table_y;
  if (info.place == Place::table && stage_.table_y != 0) return stage_.table_y;
  const float stand = info.place == Place::water && stage_.water_y != 0 ? stage_.water_y : stage_.ground_y;
  const float y = stand + (main                                  ? 0
                           : info.height_m > 2.5f && !info.moves ? dice.range(-0.07f, 0.02f)
                                                                 : dice.range(-0.05f, 0.06f));
  return clamp(y, look.horizon_y + 0.035f, 0.47f);
}

// The place nearest to the wished one where little is covered.
float Blocking::room_for(float wish, float width, float y, float height, float spread) const {
  const float reach = std::max(spread - width * 0.5f, 0.f);
  wish = clamp(wish, -reach, reach);
  constexpr int kSteps = 48;
  float best = wish, best_cost = 1e9f;
  for (int k = 0; k <= kSteps; ++k) {
    const float x = k == 0 ? wish : mix(-reach, reach, static_cast<float>(k - 1) / (kSteps - 1));
    const float margin = 0.012f, x0 = x - width * 0.5f - margin, x1 = x + width * 0.5f + margin;
    float cost = 0.10f * std::abs(x - wish);
    for (const Rect& t : taken_) {
      const float w = std::min(x1, t.x1) - std::max(x0, t.x0), h = std::min(y, t.y1) - std::max(y - height, t.y0);
      if (w > 0 && h > 0) cost += w * h / std::max(std::min(width * height, t.width() * t.height()), 1e-4f);
    }
    if (cost < best_cost - 1e-6f) best = x, best_cost = cost;
  }
  return best;
}

std::vector<Spot> Blocking::place(const SubjectInfo& info, int count, float height, Dice& dice) {
  const int index = placed_++;
  const bool main = index == 0, ground = info.place == Place::ground || info.place == Place::water;
  const float aspect = stage_.aspect(), spread = aspect * 0.5f - 0.03f, third = aspect / 6,
              width = height * info.aspect;
  const float nearness = info.place == Place::air                               ? 0.7f
                         : info.place == Place::space && !stage_.sees("ground") ? 0.6f
                         : info.place == Place::table && stage_.table_y != 0    ? 1.f
                                                                                : kGroundNearness;
  std::vector<Spot> spots;
  if (spans(info)) {
    spots.push_back({dice.around(0, 0.05f), mix(stage_.look.horizon_y, 0.5f, 0.34f), nearness, 1});
    return spots;
  }
  const float side = (index & 1) ? -first_side_ : first_side_;
  const float wish = main         ? side * third * dice.range(0.85f, 1.15f)
                     : index == 1 ? side * third * dice.range(0.9f, 1.5f)
                                  : dice.range(-spread, spread);
  const bool table = stage_.has_table && fits_on_table(info);
  // Trees, houses and lamps stand about, the farther the smaller; others keep together.
  if (count > 1 && ground && !info.moves && info.height_m > 2.5f) {
    for (int k = 0; k < count; ++k) {
      const float y = line_for(info, height, main && k == 0, dice);
      const float depth =
          clamp((y - stage_.look.horizon_y) / std::max(stage_.ground_y - stage_.look.horizon_y, 0.02f), 0.35f, 1.4f);
      const float scale = mix(1, depth, 0.7f) * dice.range(0.85f, 1.12f);
      const float even = (static_cast<float>(k) + dice.unit()) / static_cast<float>(count) * 2 - 1;
      const float x = room_for(main && k == 0 ? wish : even * spread, width * scale, y, height * scale, spread);
      spots.push_back({x, y, nearness, scale});
      keep(x - width * scale * 0.5f, x + width * scale * 0.5f, y - height * scale, y);
    }
    return spots;
  }
  const float line = line_for(info, height, main, dice);
  const float limit = table ? std::min(0.55f, spread) : spread;
  const float gap = count > 1 ? std::min(width * dice.range(1.02f, 1.18f) * (is_vehicle(info) ? 1.2f : 1.f),
                                         (2 * limit - width) / static_cast<float>(count - 1))
                              : 0;
  const float whole = width + gap * static_cast<float>(count - 1);
  const bool flies = !ground && !table && info.place != Place::table;
  const float centre = room_for(wish, whole, line, height * (count > 1 && flies ? 1.4f : 1.f), limit);
  for (int k = 0; k < count; ++k) {
    const float middle = static_cast<float>(k) - static_cast<float>(count - 1) * 0.5f;
    Spot s{centre + gap * middle + (count > 1 ? gap * dice.range(-0.10f, 0.10f) : 0), line, nearness,
           count > 1 ? dice.range(0.88f, 1.10f) : 1};
    if (count > 1) {
      if (flies)
        s.y = std::max(line + dice.range(-0.10f, 0.10f) + 0.02f * std::abs(middle), -0.47f + height);
      else if (stage_.underwater && info.place == Place::water)
        s.y = clamp(line + dice.range(-0.14f, 0.14f), -0.44f + height, 0.45f);
      else if (!table)
        s.y = clamp(line + dice.range(-0.025f, 0.03f), stage_.look.horizon_y + 0.035f, 0.48f);
    }
    keep(s.x - width * 0.5f, s.x + width * 0.5f, s.y - height, s.y);
    spots.push_back(s);
  }
  return spots;
}

}  // namespace storyteller::paint
