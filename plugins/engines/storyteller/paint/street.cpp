#include "plugins/engines/storyteller/paint/street.hpp"

#include "plugins/engines/storyteller/paint/brush.hpp"
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/terrain.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

constexpr float kKerb = 0.62f;  // width of the pavement on each side

// A camera that rises or sinks sees the ground from another height.
float eye_height(const Shot& shot) { return std::max(kEye - shot.view.move_y * kSubjectDistance, 0.3f * kEye); }

class StreetLayer : public Layer {
 public:
  StreetLayer(const Stage& stage, StreetPlan plan)
      : plan_(std::move(plan)), look_(stage.look), seed_(stage.seed("asphalt")) {
    const float lit = look_.lamps ? 0.16f : 0;
    light_ = look_.key * std::max(look_.light_y, 0.f) * 0.7f + look_.fill * 0.7f + px(1.0f, 0.7f, 0.45f, 0) * lit;
    snow_ = look_.snow;
  }
  bool reads_picture() const override { return true; }

  void paint(const Shot& shot, const Image& above, Image& picture, int y0, int y1) const override {
    const float horizon = shot.horizon_row();
    const Placement far = shot.place(0);
    const float pixel = 1 / far.scale;
    const int n = shot.width;
    thread_local std::vector<float> grain, puddle, ripple, base;
    for (auto* v : {&grain, &puddle, &ripple, &base}) v->resize(static_cast<std::size_t>(n));
    // The row on which the wall behind each column meets the ground: that of the nearest plate that has one there. The
    // ground begins a little higher, so that no seam is left.
    for (int x = 0; x < n; ++x) base[static_cast<std::size_t>(x)] = horizon;
    for (const StreetCard& card : plan_.cards) {
      const Placement p = shot.place(card.nearness);
      const float steps = static_cast<float>(card.foot.size() - 1) / (plan_.walls_x1 - plan_.walls_x0);
      for (int x = 0; x < n; ++x) {
        const float sx = (static_cast<float>(x) + 0.5f - p.x) / p.scale;
        const float k = clamp((sx - plan_.walls_x0) * steps, 0, static_cast<float>(card.foot.size() - 1));
        const auto i = std::min(static_cast<std::size_t>(k), card.foot.size() - 2);
        const float a = card.foot[i], b = card.foot[i + 1];
        if (a == kNoWall && b == kNoWall) continue;
        const float foot = a == kNoWall ? b : b == kNoWall ? a : std::min(a, b);
        base[static_cast<std::size_t>(x)] = std::max(foot * p.scale + p.y - 1.75f, horizon);
      }
    }
    const float eye = eye_height(shot);
    for (int y = std::max(y0, floor_int(horizon)); y < y1; ++y) {
      const float below = std::max((static_cast<float>(y) + 0.5f - horizon) * pixel, 0.0005f), z = eye / below;
      const float ahead = z + shot.view.dolly * kSubjectDistance;
      const float x0 = (0.5f - far.x) * pixel * z + shot.view.move_x * kSubjectDistance, dx = pixel * z;
      fbm_row(grain.data(), n, x0 * 6, dx * 6, ahead * 6, {seed_, 4, 0.6f});
      fbm_row(puddle.data(), n, x0 * 0.8f, dx * 0.8f, ahead * 0.55f, {seed_ + 9, 4, 0.5f});
      fbm_row(ripple.data(), n, x0 * 5, dx * 5, ahead * 14 + shot.t * (look_.rain > 0 ? 7.f : 0.4f),
              {seed_ + 21, 3, 0.6f});
      const float haze = 1 - exp_of(-z * 1.6f * 0.018f * look_.haze_density);
      const float fine = smooth(26, 3, z), soft = dx * 1.2f;
      const float dash_z = ahead * 0.55f, dash = dash_z - static_cast<float>(floor_int(dash_z));
      const float cross_z = ahead - 4.6f;
      Px* out = picture.row(y);
      for (int x = 0; x < n; ++x) {
        const auto i = static_cast<std::size_t>(x);
        // Also behind the soft edge of a wall.
        const float cover = std::max(clamp01(static_cast<float>(y) + 1 - base[i]), 1 - out[x][3]);
        if (cover <= 0) continue;
        const float wx = x0 + static_cast<float>(x) * dx, off = std::abs(wx);
        const float road = plan_.half - kKerb;
        const auto band = [&](float centre, float half) {
          return clamp01((half - std::abs(off - centre)) / std::max(soft, 0.006f) + 0.5f);
        };
        const float pavement = smooth(road - soft, road + soft, off);
        Px ground = mix(hex(0x33343a), hex(0x6b6864), pavement) * (1 + 0.22f * grain[i] * fine);
        if (pavement > 0.5f) {
          const float slab = ahead * 2.2f - static_cast<float>(floor_int(ahead * 2.2f));
          ground *= 1 - 0.25f * smooth(0.05f, 0.02f, std::min(slab, 1 - slab)) * fine;
        }
        ground = mix(ground, hex(0x8c8880), band(road, 0.035f) * 0.8f);
        float paint = band(0, 0.035f) * (dash < 0.5f ? 1.f : 0.f) * smooth(40, 12, z);
        const float bars = wx * 1.9f - static_cast<float>(floor_int(wx * 1.9f));
        if (cross_z > 0 && cross_z < 0.75f && off < road - 0.1f)
          paint =
              std::max(paint, clamp01((0.25f - std::abs(bars - 0.5f)) / std::max(soft * 1.9f, 0.02f) + 0.5f) * 0.85f);
        ground = mix(ground, hex(0xcfc9bb), paint * (0.75f + 0.25f * grain[i]));
        if (snow_ > 0) ground = mix(ground, px(0.8f, 0.84f, 0.9f), clamp01(0.55f + 0.5f * puddle[i] + 0.4f * pavement));
        const float pool = smooth(0.05f, 0.45f, puddle[i] + 0.1f) * (1 - 0.6f * pavement);
        const float wet = plan_.wet * (0.42f + 0.58f * pool);
        Px c = ground * light_ * (1 - 0.45f * plan_.wet);
        if (wet > 0.03f && !above.empty()) {
          const float rough = (1 - pool) * 0.022f + 0.003f;
          const float depth = (static_cast<float>(y) - base[i]);
          const float fx = static_cast<float>(x) + 0.5f + ripple[i] * rough * 0.35f * far.scale;
          const float fy = base[i] - depth * 1.04f + ripple[i] * rough * far.scale * 1.3f;
          const float spread = (0.010f + 0.06f * depth * pixel) * far.scale;
          Px mirror = above.at(fx * 0.5f, std::max(fy, 1.f) * 0.5f) +
                      above.at((fx + spread * 0.08f) * 0.5f, std::max(fy - spread, 1.f) * 0.5f) +
                      above.at((fx - spread * 0.08f) * 0.5f, std::max(fy + spread, 1.f) * 0.5f);
          mirror *= 1.f / 3;
          const float grazing = 0.30f + 0.55f * exp_of(-below * 4);
          c = mix(c, mirror * 0.95f, clamp01(wet * grazing * (0.8f + 0.25f * ripple[i])));
          c += mirror * (0.10f * wet);
        }
        c = mix(c, look_.haze, haze);
        out[x] = opaque(mix(out[x], c, cover));
      }
    }
  }

  Image prepare(const Shot& shot, const Image& picture, const Parallel& parallel) const override {
    if (plan_.wet < 0.03f) return {};
    Image half((shot.width + 1) / 2, (shot.height + 1) / 2);
    over_rows(parallel, half.height, [&](int y0, int y1) {
      for (int y = y0; y < y1; ++y) {
        Px* out = half.row(y);
        const Px *a = picture.row(y * 2), *b = picture.row(std::min(y * 2 + 1, shot.height - 1));
        for (int x = 0; x < half.width; ++x) {
          const int l = x * 2, r = std::min(x * 2 + 1, shot.width - 1);
          out[x] = (a[l] + a[r] + b[l] + b[r]) * 0.25f;
        }
      }
    });
    return half;
  }

 private:
  StreetPlan plan_;
  Look look_;
  std::uint32_t seed_;
  Px light_;
  float snow_ = 0;
};

// Cars seen from behind and from the front, one unit wide.
Plate car(const Look& look, bool towards, Px paint, float density) {
  Sheet s({-0.75f, -1.05f, 0.75f, 0.25f}, density);
  const Px light = look.key * 0.5f + look.fill * 0.8f + grey(look.lamps ? 0.05f : 0);
  const Px body = opaque(paint * light), dark = opaque(body * 0.25f),
           glass = opaque(mix(look.lower, look.upper, 0.5f) * 0.35f);
  for (int k = 0; k < 12; ++k) {
    const float w = 0.50f + 0.02f * static_cast<float>(k);
    const Point pool[] = {{-w, -0.02f}, {w, -0.02f}, {w - 0.06f, 0.05f}, {-w + 0.06f, 0.05f}};
    polygon(s, pool, px(0, 0, 0), px(0, 0, 0), 0.05f);
  }
  for (const float side : {-1.f, 1.f})
    rectangle(s, {side * 0.40f - 0.09f, -0.2f, side * 0.40f + 0.09f, 0.02f}, hex(0x0a0a0c), hex(0x050506));
  const Point cabin[] = {{-0.40f, -0.46f}, {-0.31f, -0.76f}, {-0.24f, -0.80f},
                         {0.24f, -0.80f},  {0.31f, -0.76f},  {0.40f, -0.46f}};
  polygon(s, cabin, opaque(body * 1.15f), body);
  const Point window[] = {{-0.345f, -0.49f}, {-0.27f, -0.73f}, {0.27f, -0.73f}, {0.345f, -0.49f}};
  polygon(s, window, opaque(glass * 1.3f), opaque(glass * 0.5f));
  const Point hull[] = {{-0.47f, -0.12f}, {-0.50f, -0.30f}, {-0.47f, -0.44f}, {-0.40f, -0.49f},
                        {0.40f, -0.49f},  {0.47f, -0.44f},  {0.50f, -0.30f},  {0.47f, -0.12f}};
  polygon(s, hull, opaque(body * 1.2f), opaque(body * 0.6f));
  rectangle(s, {-0.46f, -0.19f, 0.46f, -0.12f}, dark, opaque(dark * 0.6f));
  rectangle(s, {-0.12f, -0.28f, 0.12f, -0.22f}, towards ? dark : opaque(grey(0.35f) * light), dark);
  const float power = look.lamps || look.fog > 0 || look.rain > 0 ? 1.f : 0.25f;
  const Px lamp = towards ? px(1.0f, 0.93f, 0.78f) : px(1.0f, 0.05f, 0.03f);
  for (const float side : {-1.f, 1.f}) {
    const float x = side * 0.38f, y = -0.34f;
    stroke(s, {x - 0.05f, y}, 0.042f, {x + 0.05f, y}, 0.042f, opaque(lamp * ((towards ? 3.6f : 2.2f) * power + 0.15f)));
    glow(s, x, y, towards ? 0.34f : 0.24f, lamp * (0.7f * power));
  }
  return Plate(s);
}

class TrafficLayer : public Layer {
 public:
  TrafficLayer(const Stage& stage, float half, float wet) : look_(stage.look), half_(half), wet_(wet) {
    Dice dice = stage.dice("traffic");
    const float density = stage.density(1) * 0.32f;
    for (int k = 0; k < 3; ++k) {
      static const Px paints[] = {hex(0x20242a), hex(0x7a1f1c), hex(0xb8b4aa),
                                  hex(0x22385a), hex(0xc29a2a), hex(0x3d5a48)};
      const Px paint = mix(paints[dice.below(6)], look_.accents[3], look_.accent * 0.5f);
      towards_.push_back(car(look_, true, paint, density)), away_.push_back(car(look_, false, paint, density));
    }
    for (int k = 0; k < 7; ++k) cars_.push_back({(k & 1) != 0, dice.unit(), dice.range(0.8f, 1.2f), dice.below(3)});
  }
  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    struct Seen {
      float z;
      const Car* car;
    };
    std::vector<Seen> seen;
    for (const Car& c : cars_) {
      constexpr float kNear = 4.2f, kFar = 46;
      float s = c.start + (c.towards ? -1.f : 1.f) * shot.t * c.speed * 0.055f;
      s -= static_cast<float>(floor_int(s));
      seen.push_back({mix(kNear, kFar, s), &c});
    }
    std::ranges::sort(seen, std::greater{}, &Seen::z);
    for (const Seen& s : seen) {
      const float lane = (s.car->towards ? -1.f : 1.f) * (half_ - kKerb) * 0.48f, z = s.z - shot.view.dolly * 2;
      if (z < 2) continue;
      const Placement far = shot.place(0);
      Placement p;
      p.scale = far.scale * 0.95f / z;
      p.x = far.x + (lane - shot.view.move_x * kSubjectDistance) / z * far.scale;
      p.y = shot.horizon_row() + eye_height(shot) / z * far.scale;
      const Plate& plate = (s.car->towards ? towards_ : away_)[static_cast<std::size_t>(s.car->model)];
      const float clear = exp_of(-z * 0.02f * look_.haze_density) * smooth(46, 38, s.z) * smooth(4.2f, 5.2f, s.z);
      if (wet_ > 0.05f) {
        thread_local std::vector<float> sway;
        sway.assign(static_cast<std::size_t>(std::max(y1 - y0, 0)), 0.f);
        for (int y = y0; y < y1; ++y)
          sway[static_cast<std::size_t>(y - y0)] =
              p.scale * 0.03f * noise(static_cast<float>(y) * 0.35f, shot.t * 2, 7);
        plate.draw_mirrored(picture, p, y0, y1, p.y, sway.data(), wet_ * 0.6f * clear, 5);
      }
      plate.draw(picture, p, y0, y1, clear);
    }
  }

 private:
  struct Car {
    bool towards;
    float start, speed;
    int model;
  };
  Look look_;
  float half_, wet_;
  std::vector<Plate> towards_, away_;
  std::vector<Car> cars_;
};

}  // namespace

void add_street(Stage& stage, StreetPlan plan) {
  const float half = plan.half, wet = plan.wet;
  stage.add(std::make_unique<StreetLayer>(stage, std::move(plan)));
  if (stage.wants("car") && stage.wants("traffic") && stage.wants("vehicle"))
    stage.add(std::make_unique<TrafficLayer>(stage, half, wet));
}

}  // namespace storyteller::paint
