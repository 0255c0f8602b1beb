// The subjects: where they stand, how large they are, how they travel and move, their shadows, reflections and lights.
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/terrain.hpp"

#include <algorithm>
#include <span>

namespace storyteller::paint {
namespace {

struct Actor {
  std::vector<Plate> poses;  // drawn around (0, 0) = its foot, at full size
  std::vector<LightPoint> lights;
  float x = 0, y = 0, height = 0.3f, width = 0.3f;  // its foot on the plane, and its size
  float nearness = 1;
  float speed = 0;    // units a second
  float pace = 0;     // poses a second
  float bob = 0, phase = 0;
  bool mirrored = false;  // in the water below it
  bool shadow = false;
  float fade = 1;         // what the air leaves of it
};

Sprite flipped(Sprite s) {
  for (int y = 0; y < s.height; ++y) {
    const auto row = s.argb.begin() + static_cast<std::ptrdiff_t>(y) * s.width;
    std::reverse(row, row + s.width);
  }
  for (LightPoint& l : s.lights) l.x = 1 - l.x;
  return s;
}

class CastLayer : public Layer {
 public:
  CastLayer(const Stage& stage, std::vector<Actor> actors) : look_(stage.look), actors_(std::move(actors)), wet_(stage.open_water ? 0.75f : stage.wet * 0.5f), seed_(stage.seed("ripples")) {
    seconds_ = static_cast<float>(stage.canvas.frames / stage.canvas.rate);
    sparkle_ = look_.lamps || look_.fog > 0 || look_.rain > 0.8f ? 1.f : stage.spec.world == World::interior || stage.spec.world == World::space ? 0.8f : 0.12f;
  }

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    for (const Actor& a : actors_) {
      if (a.poses.empty()) continue;
      const Placement p = here(shot, a);
      const int step = a.pace > 0 ? floor_int(shot.t * a.pace + a.phase) : 0;
      const int n = static_cast<int>(a.poses.size());
      const Plate& plate = a.poses[static_cast<std::size_t>(((step % n) + n) % n)];
      const float foot = p.y;
      if (a.shadow) shadow(shot, a, p, picture, y0, y1);
      if (a.mirrored) {
        thread_local std::vector<float> sway;
        sway.resize(static_cast<std::size_t>(y1 - y0));
        for (int y = y0; y < y1; ++y) {
          const float below = std::max((static_cast<float>(y) - foot) / p.scale, 0.f);
          sway[static_cast<std::size_t>(y - y0)] =
              p.scale * (0.006f + 0.05f * below) * fbm(static_cast<float>(y) / p.scale * 95, shot.t * 1.3f, {seed_, 3, 0.6f}) * a.height * 3;
        }
        plate.draw_mirrored(picture, p, y0, y1, foot, sway.data(), wet_ * a.fade, 3.2f);
      }
      plate.draw(picture, p, y0, y1);
    }
    for (const Actor& a : actors_)
      for (const LightPoint& l : a.lights) shine(shot, a, l, picture, y0, y1);
  }

 private:
  Placement here(const Shot& shot, const Actor& a) const {
    Placement p = shot.place(a.nearness);
    const float t = shot.t;
    p.x += (a.x + a.speed * (t - seconds_ * 0.5f)) * p.scale;
    p.y += (a.y + a.bob * sin_of(t * 1.5f + a.phase)) * p.scale;
    return p;
  }

  // A soft pool of dark under it, drawn away from the light.
  void shadow(const Shot& shot, const Actor& a, const Placement& p, Image& picture, int y0, int y1) const {
    const float lean = look_.night ? 0 : -look_.light_x * a.width * 0.35f;
    const float rx = (a.width * 0.50f + std::abs(lean) * 0.6f) * p.scale, ry = std::max(a.width * 0.075f * p.scale, 1.5f);
    const float cx = p.x + lean * p.scale, cy = p.y + ry * 0.15f;
    const float depth = look_.night ? 0.5f : clamp(0.35f + 0.25f * luma(look_.key), 0.35f, 0.62f);
    for (int y = std::max(y0, floor_int(cy - ry)); y < std::min(y1, floor_int(cy + ry) + 1); ++y) {
      Px* row = picture.row(y);
      const float dy = (static_cast<float>(y) + 0.5f - cy) / ry;
      for (int x = std::max(0, floor_int(cx - rx)); x < std::min(shot.width, floor_int(cx + rx) + 1); ++x) {
        const float dx = (static_cast<float>(x) + 0.5f - cx) / rx, q = 1 - dx * dx - dy * dy;
        if (q > 0) row[x] = opaque(row[x] * (1 - depth * smooth(0, 0.9f, q)));
      }
    }
  }

  void shine(const Shot& shot, const Actor& a, const LightPoint& l, Image& picture, int y0, int y1) const {
    const Placement p = here(shot, a);
    const float left = p.x - a.width * 0.5f * p.scale, top = p.y - a.height * p.scale;
    const float cx = left + l.x * a.width * p.scale, cy = top + l.y * a.height * p.scale;
    const float r = std::max(l.radius * a.height * p.scale, 2.f);
    const float turn = l.beam ? shot.t * 0.9f + a.phase : 0, towards = cos_of(turn), facing = std::max(sin_of(turn), 0.f);
    const Px colour = linear(l.colour) * (sparkle_ * (1 + (l.beam ? 1.2f * facing * facing * facing * facing : 0.f)));
    const Px light = {colour[0], colour[1], colour[2], 0};
    // A small lamp is a bright point, a lit window only a warm breath around it.
    const float small = clamp(0.07f / std::max(l.radius, 0.01f), 0.18f, 1);
    halo(picture, cx, cy, r * 0.9f, r * 0.9f, light * (0.75f * small), y0, y1);
    halo(picture, cx, cy, r * 3, r * 3, light * (0.13f * small), y0, y1);
    if (a.mirrored || wet_ > 0.05f) halo(picture, cx, 2 * p.y - cy + r * 1.2f, r * 0.9f, r * 3.4f, light * (0.30f * wet_ * small), y0, y1);
    if (l.beam) beam(shot, picture, cx, cy, towards, light, p.scale, y0, y1);
  }

  static void halo(Image& picture, float cx, float cy, float rx, float ry, Px light, int y0, int y1) {
    for (int y = std::max(y0, floor_int(cy - ry)); y < std::min(y1, floor_int(cy + ry) + 1); ++y) {
      Px* row = picture.row(y);
      const float dy = (static_cast<float>(y) + 0.5f - cy) / ry;
      for (int x = std::max(0, floor_int(cx - rx)); x < std::min(picture.width, floor_int(cx + rx) + 1); ++x) {
        const float dx = (static_cast<float>(x) + 0.5f - cx) / rx, q = 1 - dx * dx - dy * dy;
        if (q > 0) row[x] += light * (q * q * q);
      }
    }
  }

  void beam(const Shot& shot, Image& picture, float cx, float cy, float towards, Px light, float scale, int y0, int y1) const {
    const float side = towards < 0 ? -1.f : 1.f, length = std::abs(towards);
    if (length < 0.05f) return;
    const float reach = 1.3f * scale * length, widest = 0.085f * scale;
    for (int y = std::max(y0, floor_int(cy - widest * 2)); y < std::min(y1, floor_int(cy + widest * 2) + 1); ++y) {
      Px* row = picture.row(y);
      const float dy = static_cast<float>(y) + 0.5f - cy;
      const int begin = side > 0 ? std::max(0, floor_int(cx)) : std::max(0, floor_int(cx - reach));
      const int end = side > 0 ? std::min(shot.width, floor_int(cx + reach)) : std::min(shot.width, floor_int(cx));
      for (int x = begin; x < end; ++x) {
        const float along = ((static_cast<float>(x) + 0.5f - cx) * side) / reach;
        if (along <= 0) continue;
        const float width = widest * (0.05f + along), e = dy / width;
        if (e * e > 4) continue;
        const float fade = (1 - along) * (1 - along);
        row[x] += light * (0.22f * fade * exp_of(-e * e * 2.2f));
      }
    }
  }

  Look look_;
  std::vector<Actor> actors_;
  float wet_, seconds_ = 4, sparkle_ = 1;
  std::uint32_t seed_;
};

// The share of the frame's height a thing of this many metres takes as the main subject.
float main_height(float metres) { return clamp(0.30f + 0.055f * log2_of(std::max(metres, 0.05f) / 2), 0.23f, 0.56f); }

struct Spot {
  float x, y, nearness;
};

// Things on their way through the air: not all in a row, nor one on the other.
Spot spot_for(const Stage& stage, Place place, int index, int nth, int count, float height, Dice& dice, float first_side) {
  const Look& look = stage.look;
  const float third = stage.aspect() / 6, spread = stage.aspect() * 0.5f - 0.12f;
  const float side = (index & 1) ? -first_side : first_side;
  float x = index == 0 ? side * third : index == 1 ? side * third * dice.range(0.9f, 1.4f) : dice.range(-spread, spread);
  if (count > 1) {
    const float gap = std::min(height * 0.95f, 1.5f * spread / static_cast<float>(count));
    x += gap * (static_cast<float>(nth) - static_cast<float>(count - 1) * 0.5f) * dice.range(0.85f, 1.15f);
  }
  x = clamp(x, -spread, spread);
  if (place == Place::air) {
    const float room = look.horizon_y + 0.5f;
    float y = look.horizon_y - room * dice.range(0.42f, 0.62f) + height * 0.5f;
    if (count > 1) y += dice.range(-0.10f, 0.10f) + 0.03f * std::abs(static_cast<float>(nth) - static_cast<float>(count - 1) * 0.5f);
    return {x, std::max(y, -0.47f + height), 0.7f};
  }
  if (place == Place::space) {
    const float y = stage.spec.world == World::space ? dice.range(-0.16f, 0.16f) : look.horizon_y - (look.horizon_y + 0.5f) * dice.range(0.5f, 0.7f);
    return {x, clamp(y + height * 0.5f, -0.46f + height, 0.46f), 0.6f};
  }
  if (place == Place::table && stage.table_y != 0) return {clamp(x, -0.42f, 0.42f), stage.table_y + 0.012f * static_cast<float>(nth & 1), 1};
  const float stand = place == Place::water && stage.water_y != 0 ? stage.water_y : stage.ground_y;
  float y = stand + (index == 0 ? 0 : dice.range(-0.05f, 0.06f)) + (count > 1 ? dice.range(-0.025f, 0.03f) : 0);
  y = clamp(y, look.horizon_y + 0.035f, 0.47f);
  return {x, y, kGroundNearness};
}

}  // namespace

void add_cast(Stage& stage) {
  if (stage.spec.subjects.empty()) return;
  Dice dice = stage.dice("cast");
  const float first_side = dice.chance(0.75f) ? (stage.look.sun_x > 0 ? -1.f : 1.f) : dice.sign();
  const SubjectLight base = subject_light(stage.look);
  std::vector<Actor> actors;
  int index = 0;
  float main_metres = 2, main_size = 0.3f;
  for (const Subject& subject : stage.spec.subjects) {
    const SubjectInfo* info = find_subject(subject.kind);
    if (!info || forbidden(stage.spec, subject.kind) || index >= 6) continue;
    const int count = static_cast<int>(clamp(static_cast<float>(subject.count), 1, 14));
    float height = main_height(info->height_m) * clamp(subject.size, 0.4f, 2);
    if (index == 0) {
      main_metres = info->height_m, main_size = height;
    } else {
      height = clamp(main_size * exp2_of(0.42f * log2_of(std::max(info->height_m, 0.05f) / std::max(main_metres, 0.05f))), 0.10f, 0.5f) * clamp(subject.size, 0.5f, 1.6f);
    }
    if (count > 1) height *= mix(0.95f, info->place == Place::air ? 0.45f : 0.62f, clamp01(static_cast<float>(count - 2) / 8));
    if (index == 0) height = std::max(height, count > 4 ? 0.14f : 0.225f);
    // Wide things must fit too.
    height = std::min({height, stage.aspect() * 0.62f / std::max(info->aspect, 0.1f), 0.72f});
    const bool right = info->moves ? (index == 0 ? first_side < 0 : dice.chance(0.5f)) : first_side < 0;
    const float travel = info->moves && stage.spec.motion > 0 ? 1.f : 0.f;
    for (int nth = 0; nth < count; ++nth) {
      const Spot spot = spot_for(stage, info->place, index, nth, count, height, dice, first_side);
      Actor a;
      const float size = count > 1 ? height * dice.range(0.86f, 1.12f) : height;
      a.x = spot.x, a.y = spot.y, a.nearness = spot.nearness, a.height = size, a.width = size * info->aspect;
      a.phase = dice.range(0, 6);
      const bool sails = info->place == Place::water, flies = info->place == Place::air || info->place == Place::space;
      const float pace = flies ? 0.040f : sails ? 0.016f : info->height_m > 1.2f && info->poses == 1 ? 0.05f : 0.022f;
      a.speed = travel * pace * dice.range(0.8f, 1.2f) * (right ? 1.f : -1.f);
      a.pace = info->poses > 1 && stage.spec.motion > 0 ? (flies ? 11.f : 9.f) * static_cast<float>(info->poses) / 8 : 0;
      a.bob = sails ? 0.0035f : flies && info->moves ? 0.006f : 0;
      a.mirrored = (stage.open_water && (sails || (info->place == Place::ground && !stage.shore))) || (stage.wet > 0.1f && !flies && info->place != Place::table);
      a.shadow = !flies && !(stage.open_water && sails) && stage.spec.world != World::space && stage.spec.world != World::abstract;
      const float distance = flies ? 14 : kSubjectDistance;
      a.fade = exp_of(-distance * 0.018f * stage.look.haze_density);
      SubjectLight light = base;
      if (!right) light.from_right = !light.from_right;  // the drawing is turned over after it is lit
      const int poses = a.pace > 0 ? info->poses : 1;
      const float density = stage.density(spot.nearness);
      const int rows = static_cast<int>(clamp(size * density + 0.5f, 8, 3000));
      const std::uint64_t seed = stage.spec.seed + static_cast<std::uint64_t>(index * 100 + nth);
      a.poses.resize(static_cast<std::size_t>(poses));
      std::vector<Sprite> sprites(static_cast<std::size_t>(poses));
      stage.parallel(poses, [&](int k) {
        Sprite s = draw_subject(subject, rows, light, k, seed);
        if (!right) s = flipped(std::move(s));
        a.poses[static_cast<std::size_t>(k)] = Plate(s, -a.width * 0.5f, -size * (flies ? 1.f : s.foot_y), size);
        sprites[static_cast<std::size_t>(k)] = std::move(s);
      });
      a.lights = sprites.front().lights;
      // Lights are placed from the top of the drawing; below its foot it has none.
      if (!flies)
        for (LightPoint& l : a.lights) l.y += 1 - sprites.front().foot_y;
      actors.push_back(std::move(a));
    }
    ++index;
  }
  std::ranges::stable_sort(actors, {}, [](const Actor& a) { return a.nearness < 1 ? a.y - 2 : a.y; });
  if (!actors.empty()) stage.add(std::make_unique<CastLayer>(stage, std::move(actors)));
}

}  // namespace storyteller::paint
