// The subjects: where they stand, how large they are, how they travel and move, their shadows, reflections and lights.
#include "plugins/engines/storyteller/paint/action.hpp"
#include "plugins/engines/storyteller/paint/blocking.hpp"
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/terrain.hpp"

#include <algorithm>
#include <span>

namespace storyteller::paint {
namespace {

struct Actor {
  const SubjectInfo* info = nullptr;
  std::vector<Plate> poses;  // drawn around (0, 0) = its foot, at full size
  std::vector<LightPoint> lights;
  float x = 0, y = 0, height = 0.3f, width = 0.3f;  // its foot on the plane, and its size
  float nearness = 1;
  float speed = 0;         // units a second
  float climb = 0;         // units it rises over the scene; below 0: it comes down
  bool stays_low = false;  // rises from where it stands
  float pace = 0;          // poses a second
  float bob = 0, phase = 0;
  bool mirrored = false;  // in the water below it
  bool shadow = false;
  bool right = true;    // goes or looks to the right
  bool afloat = false;  // on the water behind a beach
  float order = 0;      // from back to front
  float fade = 1;       // what the air leaves of it
};

Sprite flipped(Sprite s) {
  for (int y = 0; y < s.height; ++y) {
    const auto row = s.argb.begin() + static_cast<std::ptrdiff_t>(y) * s.width;
    std::reverse(row, row + s.width);
  }
  for (LightPoint& l : s.lights) l.x = 1 - l.x;
  return s;
}

// A quarter turn clockwise: what pointed up points to the right.
Sprite turned(const Sprite& s) {
  Sprite t{s.height, s.width, 1, std::vector<std::uint32_t>(s.argb.size()), s.lights};
  for (int y = 0; y < t.height; ++y)
    for (int x = 0; x < t.width; ++x)
      t.argb[static_cast<std::size_t>(y) * static_cast<std::size_t>(t.width) + static_cast<std::size_t>(x)] =
          s.argb[static_cast<std::size_t>(s.height - 1 - x) * static_cast<std::size_t>(s.width) +
                 static_cast<std::size_t>(y)];
  for (LightPoint& l : t.lights)
    l = {1 - l.y, l.x, l.colour, l.radius * static_cast<float>(s.height) / static_cast<float>(std::max(s.width, 1)),
         l.beam};
  return t;
}

class CastLayer : public Layer {
 public:
  CastLayer(const Stage& stage, std::vector<Actor> actors)
      : look_(stage.look),
        actors_(std::move(actors)),
        wet_(stage.open_water ? (stage.spec.weather == Weather::storm ? 0.2f : 0.75f) : stage.wet * 0.5f),
        seed_(stage.seed("ripples")) {
    seconds_ = static_cast<float>(stage.canvas.frames / stage.canvas.rate) * clamp(stage.spec.motion, 0.05f, 3);
    sparkle_ = look_.lamps || look_.fog > 0 || look_.rain > 0.8f                         ? 1.f
               : stage.spec.world == World::interior || stage.spec.world == World::space ? 0.8f
                                                                                         : 0.12f;
  }

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    for (const Actor& a : actors_) {
      if (a.poses.empty()) continue;
      const Placement p = here(shot, a);
      const int step = a.pace > 0 ? floor_int(shot.t * a.pace + a.phase) : 0;
      const int n = static_cast<int>(a.poses.size());
      const Plate& plate = a.poses[static_cast<std::size_t>(((step % n) + n) % n)];
      const float foot = p.y;
      if (a.shadow && a.climb == 0) shadow(shot, a, p, picture, y0, y1);
      if (a.mirrored) {
        thread_local std::vector<float> sway;
        sway.resize(static_cast<std::size_t>(y1 - y0));
        for (int y = y0; y < y1; ++y) {
          const float below = std::max((static_cast<float>(y) - foot) / p.scale, 0.f);
          sway[static_cast<std::size_t>(y - y0)] =
              p.scale * (0.006f + 0.05f * below) *
              fbm(static_cast<float>(y) / p.scale * 95, shot.t * 1.3f, {seed_, 3, 0.6f}) * a.height * 3;
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
    p.y += (a.y - risen(a, t) + a.bob * sin_of(t * 1.5f + a.phase)) * p.scale;
    return p;
  }

  // How far above its place it is: what leaves the ground gathers speed, what flies is midway in the middle.
  float risen(const Actor& a, float t) const {
    if (a.climb == 0) return 0;
    const float s = clamp(t / std::max(seconds_, 0.1f), 0, 1.5f);
    if (!a.stays_low) return a.climb * (s - 0.5f);
    return a.climb > 0 ? a.climb * s * s : -a.climb * (1 - s) * (1 - s);
  }

  // A soft pool of dark under it, drawn away from the light.
  void shadow(const Shot& shot, const Actor& a, const Placement& p, Image& picture, int y0, int y1) const {
    const float lean = look_.night ? 0 : -look_.light_x * a.width * 0.35f;
    const float rx = (a.width * 0.50f + std::abs(lean) * 0.6f) * p.scale,
                ry = std::max(
                    a.width * 0.075f * p.scale * (1 + (look_.night ? 0 : 0.6f * std::max(look_.light_z, 0.f))), 1.5f);
    // A light behind it throws it towards us.
    const float towards = look_.night ? 0 : clamp(look_.light_z / std::max(look_.light_y, 0.2f), 0, 1) * ry * 0.9f;
    const float cx = p.x + lean * p.scale, cy = p.y + ry * 0.15f + towards;
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
    const float turn = l.beam ? shot.t * 0.9f + a.phase : 0, towards = cos_of(turn),
                facing = std::max(sin_of(turn), 0.f);
    const Px colour = linear(l.colour) * (sparkle_ * (1 + (l.beam ? 1.2f * facing * facing * facing * facing : 0.f)));
    const Px light = {colour[0], colour[1], colour[2], 0};
    // A small lamp is a bright point, a lit window only a warm breath around it.
    const float small = clamp(0.07f / std::max(l.radius, 0.01f), 0.18f, 1);
    halo(picture, cx, cy, r * 0.9f, r * 0.9f, light * (0.75f * small), y0, y1);
    halo(picture, cx, cy, r * 3, r * 3, light * (0.13f * small), y0, y1);
    if (a.mirrored || wet_ > 0.05f)
      halo(picture, cx, 2 * p.y - cy + r * 1.2f, r * 0.9f, r * 3.4f, light * (0.30f * wet_ * small), y0, y1);
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

  void beam(const Shot& shot, Image& picture, float cx, float cy, float towards, Px light, float scale, int y0,
            int y1) const {
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

// The colours that things come in when the prompt names none.
std::span<const std::uint32_t> usual_colours(std::string_view kind) {
  static constexpr std::uint32_t clothes[] = {0x3d6ea5, 0xe9b52e, 0x4f9a5a, 0xc9502f, 0x7a5aa8, 0x2f9aa0},
                                 dresses[] = {0xc23b4e, 0x3a6fb0, 0xe0a030, 0x4a9a6a, 0x8a4aa0},
                                 boats[] = {0xf2efe6, 0x2f5f9a, 0x2f8a7a, 0xe8b83a, 0x3a4450},
                                 cars[] = {0x3a72b0, 0xe4e2da, 0xe2b032, 0x2f7a5c, 0x4a4f58},
                                 gay[] = {0xf2b234, 0x3f8fd0, 0x58b060, 0xe0609a, 0x9a6ad0, 0x2fa8a0},
                                 petals[] = {0xe86a8a, 0xf4c83a, 0xb58ae0, 0xf4f0ea, 0xf08a4a},
                                 scales[] = {0xf08a2c, 0x3fa0d0, 0xf2cc3a, 0xd85a8a, 0x5ab88a},
                                 wraps[] = {0x2f7ab8, 0xd8a83a, 0x4a9a5a, 0xb04a8a, 0xc8503a};
  if (kind == "person" || kind == "child") return clothes;
  if (kind == "woman") return dresses;
  if (kind == "boat" || kind == "rowboat") return boats;
  if (kind == "car") return cars;
  if (kind == "balloon" || kind == "hot_air_balloon" || kind == "kite" || kind == "tent") return gay;
  if (kind == "flower" || kind == "tulip") return petals;
  if (kind == "fish") return scales;
  if (kind == "gift") return wraps;
  return {};
}

Subject dressed(Subject s, std::uint64_t seed, int nth) {
  const auto colours = usual_colours(s.kind);
  if (s.tinted || colours.empty()) return s;
  const std::uint32_t c = colours[(static_cast<std::size_t>(scramble(static_cast<std::uint32_t>(seed ^ (seed >> 32)))) +
                                   static_cast<std::size_t>(nth)) %
                                  colours.size()];
  s.tinted = true;
  s.tint = {static_cast<std::uint8_t>(c >> 16), static_cast<std::uint8_t>(c >> 8), static_cast<std::uint8_t>(c)};
  return s;
}

bool is_person(std::string_view kind) {
  return kind == "person" || kind == "woman" || kind == "child" || kind == "couple";
}

// What is held or stands on something of the scene goes where that is.
enum class Holder { none, hand, table, other };

}  // namespace

void add_cast(Stage& stage) {
  if (stage.spec.subjects.empty()) return;
  Dice dice = stage.dice("cast");
  const float first_side = dice.chance(0.75f) ? (stage.look.sun_x > 0 ? -1.f : 1.f) : dice.sign();
  const SubjectLight base = subject_light(stage.look);
  const auto present = [&](auto&& wanted) {
    return std::ranges::any_of(stage.spec.subjects,
                               [&](const Subject& s) { return wanted(s.kind) && !forbidden(stage.spec, s.kind); });
  };
  const bool people = present(is_person),
             table = !stage.has_table && present([](std::string_view kind) { return kind == "table"; });
  const auto holder = [&](const Subject& s, const SubjectInfo& info) {
    if (s.kind == "umbrella" && people && !stage.underwater) return Holder::hand;
    // What its word puts by another thing of the picture; on the table of a room small things stand anyway.
    const bool by_other = s.relation != Relation::none && !(stage.has_table && s.by == "table") &&
                          (s.relation != Relation::in || s.by.ends_with("boat") || s.by.ends_with("ship")) &&
                          present([&](std::string_view kind) { return kind == s.by; });
    if (by_other) return Holder::other;
    return table && fits_on_table(info) ? Holder::table : Holder::none;
  };
  Blocking blocking(stage, first_side);
  std::vector<Actor> actors;
  int hand = -1, top = -1;  // the actors that hold
  const auto add = [&](const Subject& subject, const SubjectInfo& info, Holder held, int index) {
    Subject one = subject;
    one.count = held == Holder::hand ? 1 : static_cast<int>(clamp(static_cast<float>(subject.count), 1, 14));
    float height = held == Holder::none ? blocking.height_of(info, one) : 0;
    const Actor* by = nullptr;
    if (held == Holder::other) {
      for (const Actor& a : actors)
        if (a.info->kind == subject.by && !by) by = &a;
      if (!by) held = Holder::none, height = blocking.height_of(info, one);
    }
    const Body carrier = by ? Body{by->x, by->y, by->width, by->height} : Body{};
    const Relation relation = by ? subject.relation : Relation::none;
    const bool carried = relation == Relation::on || relation == Relation::in;
    if (by)
      height = relation == Relation::beside
                   ? blocking.height_of(info, one)
                   : height_by(info, *by->info, carrier, relation) * clamp(one.size, 0.6f, 1.5f);
    if (held == Holder::hand) height = actors[static_cast<std::size_t>(hand)].height * 0.62f;
    if (held == Holder::table)
      height = clamp(actors[static_cast<std::size_t>(top)].height * 0.55f * pow_of(info.height_m / 0.3f, 0.45f), 0.06f,
                     0.3f);
    const bool main = index == 0;
    const bool right = held == Holder::hand ? actors[static_cast<std::size_t>(hand)].right
                       : info.moves         ? (main ? first_side < 0 : dice.chance(0.5f))
                                            : first_side < 0;
    const float travel = info.moves && stage.spec.motion > 0 ? 1.f : 0.f;
    std::vector<Spot> spots;
    if (held == Holder::none) {
      spots = blocking.place(info, one.count, height, dice);
    } else if (by) {
      for (int k = 0; k < one.count; ++k) {
        const Body b = place_by(relation, *by->info, carrier, height * info.aspect, height, k, one.count,
                                stage.aspect(), carrier.x > 0 ? -1.f : 1.f);
        spots.push_back({b.x, b.y, by->nearness, 1});
        blocking.keep(b.x - b.width * 0.5f, b.x + b.width * 0.5f, b.y - height, b.y);
      }
    } else {
      const Actor& keeper = actors[static_cast<std::size_t>(held == Holder::hand ? hand : top)];
      for (int k = 0; k < one.count; ++k) {
        const float place = one.count == 1
                                ? dice.range(-0.22f, 0.22f)
                                : (static_cast<float>(k) + 0.5f) / static_cast<float>(one.count) * 0.7f - 0.35f;
        if (held == Holder::hand)
          spots.push_back({keeper.x + (keeper.right ? 0.10f : -0.10f) * keeper.height, keeper.y - keeper.height * 0.58f,
                           keeper.nearness, 1});
        else
          spots.push_back({keeper.x + place * keeper.width, keeper.y - keeper.height * 0.965f, keeper.nearness, 1});
      }
    }
    const bool acts = info.moves && stage.spec.motion > 0 && held == Holder::none && !by;
    const float by_speed = by ? by->speed : 0, by_climb = by ? by->climb : 0, by_bob = by ? by->bob : 0,
                by_phase = by ? by->phase : 0, by_order = by ? by->order : 0;
    const bool by_afloat = by && by->afloat;
    const bool by_right = by && by->info->moves ? by->right : right;
    for (int nth = 0; nth < one.count; ++nth) {
      const Spot& spot = spots[static_cast<std::size_t>(nth)];
      Actor a;
      const Course course = acts && one.action == Action::pass
                                ? passing(info, stage, spot.x, height * spot.scale * info.aspect, right, nth, one.count)
                                : Course{.x = spot.x, .right = by ? by_right : right};
      const bool faces_right = course.right;  // each for itself
      const float size = height * spot.scale * course.lane;
      a.info = &info;
      a.x = course.x, a.y = mix(stage.look.horizon_y, spot.y, course.lane), a.nearness = spot.nearness, a.height = size,
      a.width = size * info.aspect, a.right = faces_right;
      a.phase = dice.range(0, 6);
      const bool swims = stage.underwater && info.place == Place::water;
      const bool landed = info.place == Place::space && stage.sees("ground");
      const bool sails = info.place == Place::water && !swims,
                 flies = info.place == Place::air || (info.place == Place::space && !landed) || swims;
      const float pace = swims                                     ? 0.030f
                         : flies                                   ? 0.040f
                         : sails                                   ? 0.016f
                         : info.height_m > 1.2f && info.poses == 1 ? 0.05f
                                                                   : 0.022f;
      a.speed = (landed ? 0.f : travel) * pace * dice.range(0.8f, 1.2f) * (faces_right ? 1.f : -1.f);
      if (one.action == Action::rest && !flies && !sails) a.pace = 0;
      if (held == Holder::hand) a.speed = actors[static_cast<std::size_t>(hand)].speed;
      if (course.speed != 0) a.speed = course.speed;
      if (one.action == Action::rest) a.speed = 0;
      if (carried) a.speed = by_speed, a.climb = by_climb;
      if (acts && (one.action == Action::rise || one.action == Action::fall)) {
        const bool ground =
            info.place == Place::ground || (info.place == Place::space && stage.spec.world != World::space);
        // Legs and wheels climb a hill by walking up it; only what flies leaves the ground.
        if (info.place == Place::air || info.place == Place::space)
          a.climb = (one.action == Action::rise ? 1.f : -1.f) * (ground ? 0.75f : 0.42f), a.stays_low = ground;
        if (a.stays_low) a.y = stage.ground_y;
        a.speed *= 0.5f;
      }
      a.pace = info.poses > 1 && stage.spec.motion > 0 ? (flies ? 11.f : 9.f) * static_cast<float>(info.poses) / 8 : 0;
      a.bob = sails ? (stage.spec.weather == Weather::storm ? 0.016f : 0.0035f) : flies && info.moves ? 0.006f : 0;
      if (carried) a.bob = by_bob, a.phase = by_bob > 0 ? by_phase : a.phase;
      const bool rests =
          held == Holder::hand || held == Holder::table || carried || (stage.has_table && fits_on_table(info));
      a.mirrored = !rests && ((stage.open_water && (sails || (info.place == Place::ground && !stage.shore))) ||
                              (stage.wet > 0.1f && !flies && info.place != Place::table));
      a.shadow = !flies && held != Holder::hand && !(stage.open_water && sails) &&
                 (stage.spec.world != World::space || stage.sees("ground")) && stage.spec.world != World::abstract;
      a.afloat = (sails && stage.shore) || (carried && by_afloat);
      a.order = a.nearness < 1 ? a.y - 2 : a.y;
      if (carried)
        a.order = by_order + (relation == Relation::in ? -0.0001f : 0.0001f),
        a.shadow = a.shadow && relation == Relation::on && !by_bob;
      if (relation == Relation::under) a.order = std::max(a.order, by_order + 0.0001f);
      if (held == Holder::hand || held == Holder::table)
        a.order = actors[static_cast<std::size_t>(held == Holder::hand ? hand : top)].order + 0.0001f;
      const float distance = swims ? 4 : flies ? 14 : kSubjectDistance;
      a.fade = exp_of(-distance * 0.018f * stage.look.haze_density);
      SubjectLight light = base;
      if (!faces_right) light.from_right = !light.from_right;  // the drawing is turned over after it is lit
      const int poses = a.pace > 0 ? info.poses : 1;
      const float density = stage.density(spot.nearness);
      const int rows = static_cast<int>(clamp(size * density + 0.5f, 8, 3000));
      const std::uint64_t seed = stage.spec.seed + static_cast<std::uint64_t>(index * 100 + nth);
      Subject drawn = dressed(one, stage.spec.seed + static_cast<std::uint64_t>(index), nth);
      if (stage.underwater && drawn.kind == "whale") drawn.kind = "whale_below";  // it breathes out above
      // What is drawn standing flies with its nose ahead.
      const bool points = info.kind == "rocket" && one.action == Action::pass && course.speed != 0;
      if (points) std::swap(a.width, a.height), a.y -= 0.5f * (size - a.height);
      const float drawn_height = a.height;
      a.poses.resize(static_cast<std::size_t>(poses));
      std::vector<Sprite> sprites(static_cast<std::size_t>(poses));
      stage.parallel(poses, [&](int k) {
        Sprite s = draw_subject(drawn, rows, light, k, seed);
        if (points) s = turned(s);
        if (!faces_right) s = flipped(std::move(s));
        a.poses[static_cast<std::size_t>(k)] =
            Plate(s, -a.width * 0.5f, -drawn_height * (flies ? 1.f : s.foot_y), drawn_height);
        sprites[static_cast<std::size_t>(k)] = std::move(s);
      });
      a.lights = sprites.front().lights;
      // Lights are placed from the top of the drawing; below its foot it has none.
      if (!flies)
        for (LightPoint& l : a.lights) l.y += 1 - sprites.front().foot_y;
      if (hand < 0 && is_person(subject.kind)) hand = static_cast<int>(actors.size());
      if (top < 0 && subject.kind == "table") top = static_cast<int>(actors.size());
      actors.push_back(std::move(a));
    }
  };
  // First those that stand by themselves, then, round by round, what stands by one of those; last what waits in vain.
  struct Waiting {
    const Subject* subject;
    const SubjectInfo* info;
    Holder by;
    int index;
  };
  std::vector<Waiting> waiting;
  int index = -1;
  for (const Subject& subject : stage.spec.subjects) {
    const SubjectInfo* info = find_subject(subject.kind);
    if (!info || forbidden(stage.spec, subject.kind) || ++index >= 6) continue;
    if (stage.has_table && subject.kind == "table") continue;  // the room has set one
    waiting.push_back({&subject, info, holder(subject, *info), index});
  }
  for (int round = 0; round < 8 && !waiting.empty(); ++round)
    std::erase_if(waiting, [&](const Waiting& w) {
      const bool ready = w.by == Holder::none || round == 7 ||
                         (round > 0 && (w.by == Holder::other
                                            ? std::ranges::any_of(
                                                  actors, [&](const Actor& a) { return a.info->kind == w.subject->by; })
                                            : (w.by == Holder::hand ? hand : top) >= 0));
      if (!ready) return false;
      const bool in_vain = (w.by == Holder::hand && hand < 0) || (w.by == Holder::table && top < 0);
      add(*w.subject, *w.info, in_vain ? Holder::none : w.by, w.index);
      return true;
    });
  std::ranges::stable_sort(actors, {}, &Actor::order);
  // What floats behind a beach is painted before it.
  std::vector<Actor> afloat;
  for (Actor& a : actors)
    if (a.afloat) afloat.push_back(std::move(a));
  std::erase_if(actors, [](const Actor& a) { return a.afloat; });
  if (!afloat.empty())
    stage.layers.insert(stage.layers.begin() + static_cast<std::ptrdiff_t>(stage.shore_layer),
                        std::make_unique<CastLayer>(stage, std::move(afloat)));
  if (!actors.empty()) stage.add(std::make_unique<CastLayer>(stage, std::move(actors)));
}

}  // namespace storyteller::paint
