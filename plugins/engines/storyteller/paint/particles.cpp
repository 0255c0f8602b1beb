// What falls and flies: rain, snow, dust, leaves, sparks, fireflies and far birds. Where each is follows from its
// number and the time alone.
#include "plugins/engines/storyteller/paint/brush.hpp"
#include "plugins/engines/storyteller/paint/network.hpp"
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/stage.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

inline float wrap(float v) { return v - static_cast<float>(floor_int(v)); }

struct Fleck {
  float x, y, r, a;
};

// Adds a soft round spot of `colour` to rows y0..y1.
void spot(Image& picture, const Fleck& f, Px colour, int y0, int y1) {
  colour = opaque(colour);
  const float r = std::max(f.r, 0.7f), a = f.a * (f.r < 0.7f ? f.r * f.r / 0.49f : 1);
  for (int y = std::max(y0, floor_int(f.y - r)); y < std::min(y1, floor_int(f.y + r) + 1); ++y) {
    Px* row = picture.row(y);
    const float dy = (static_cast<float>(y) + 0.5f - f.y) / (r + 0.5f);
    for (int x = std::max(0, floor_int(f.x - r)); x < std::min(picture.width, floor_int(f.x + r) + 1); ++x) {
      const float dx = (static_cast<float>(x) + 0.5f - f.x) / (r + 0.5f), q = 1 - dx * dx - dy * dy;
      if (q > 0) row[x] = mix(row[x], colour, a * q * q * (3 - 2 * q));
    }
  }
}

// A line of even width, its ends round and soft.
void line(Image& picture, Point a, Point b, float width, Px colour, float alpha, int y0, int y1) {
  colour = opaque(colour);
  const float r = std::max(width * 0.5f, 0.5f), k = alpha * std::min(width / (2 * r), 1.f);
  const float bx = b.x - a.x, by = b.y - a.y, length2 = std::max(bx * bx + by * by, 1e-4f);
  const int top = std::max(y0, floor_int(std::min(a.y, b.y) - r - 1)),
            bottom = std::min(y1, floor_int(std::max(a.y, b.y) + r + 2));
  for (int y = top; y < bottom; ++y) {
    Px* row = picture.row(y);
    const float py = static_cast<float>(y) + 0.5f - a.y;
    // Columns near the line on this row.
    float l = std::min(a.x, b.x), h = std::max(a.x, b.x);
    if (std::abs(by) > 2) {
      const float s = bx / by, m = a.x + py * s, reach = std::abs(s) + r * (1 + std::abs(s)) + 2;
      l = std::max(l, m - reach), h = std::min(h, m + reach);
    }
    for (int x = std::max(0, floor_int(l - r - 1)); x < std::min(picture.width, floor_int(h + r + 2)); ++x) {
      const float at_x = static_cast<float>(x) + 0.5f - a.x, t = clamp01((at_x * bx + py * by) / length2);
      const float dx = at_x - bx * t, dy = py - by * t, cover = clamp01(r + 0.5f - std::sqrt(dx * dx + dy * dy));
      if (cover > 0) row[x] = mix(row[x], colour, k * cover * std::min(1.f, 4 * t * (1 - t) + 0.25f));
    }
  }
}

enum class Kind { rain, snow, dust, leaves, sparks, fireflies };

struct Field {
  Kind kind;
  int count;
  float nearness;
  Px colour;
  float strength = 1;
};

class FieldLayer : public Layer {
 public:
  FieldLayer(const Field& f, std::uint32_t seed) : field_(f), seed_(seed) {}

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const float h = static_cast<float>(shot.height), w = static_cast<float>(shot.width), wind = shot.look->wind,
                n = field_.nearness;
    const float ox = -(shot.view.turn_x + shot.view.move_x * n) * h,
                oy = -(shot.view.turn_y + shot.view.move_y * n) * h;
    const Px colour = opaque(field_.colour * (1 + 2 * shot.flash));
    for (int k = 0; k < field_.count; ++k) {
      const auto number = [&](std::uint32_t part) {
        return static_cast<float>(scramble(seed_ + static_cast<std::uint32_t>(k) * 31 + part * 7727) >> 8) *
               (1.f / 16777216);
      };
      const float a = number(1), b = number(2), c = number(3), d = number(4);
      const float t = shot.t;
      switch (field_.kind) {
        case Kind::rain: {
          const float speed = (1.5f + 0.5f * c) * mix(0.8f, 1.5f, n), lean = 0.10f * wind;
          const float length = (0.035f + 0.05f * c) * mix(0.6f, 1.6f, n) * h,
                      y = (wrap(b + t * speed) * 1.3f - 0.15f) * h + oy * 0.2f;
          if (y + length < static_cast<float>(y0) || y - length > static_cast<float>(y1)) continue;
          const float x = (wrap(a + 0.37f * static_cast<float>(floor_int(b + t * speed))) * 1.3f - 0.15f) * w -
                          lean * (y - 0.5f * h) + ox;
          line(picture, {x, y}, {x - lean * length, y + length}, mix(0.0009f, 0.0022f, n) * h, colour,
               field_.strength * (0.25f + 0.5f * d), y0, y1);
          break;
        }
        case Kind::snow: {
          const float speed = (0.055f + 0.05f * c) * mix(0.7f, 2.2f, n),
                      y = (wrap(b + t * speed) * 1.1f - 0.05f) * h + oy;
          const float r = mix(0.0012f, 0.0050f, n * n) * (0.6f + 0.8f * d) * h;
          if (y + r < static_cast<float>(y0) || y - r > static_cast<float>(y1)) continue;
          const float x =
              (wrap(a - t * 0.02f * wind * (0.5f + n) + 0.012f * n * sin_of(t * (0.8f + c) + d * kTau)) * 1.1f -
               0.05f) *
                  w +
              ox;
          spot(picture, {x, y, r, field_.strength * (0.55f + 0.4f * d)}, colour, y0, y1);
          break;
        }
        case Kind::dust: {
          const float y = (wrap(b + 0.015f * sin_of(t * 0.5f + d * kTau) - t * 0.004f) * 1.1f - 0.05f) * h + oy;
          const float r = (0.0010f + 0.0022f * c * c * c) * h * mix(0.7f, 1.6f, n);
          if (y + r < static_cast<float>(y0) || y - r > static_cast<float>(y1)) continue;
          const float x = (wrap(a + t * 0.006f * wind + 0.01f * sin_of(t * 0.4f + c * kTau)) * 1.1f - 0.05f) * w + ox;
          spot(picture,
               {x, y, r, field_.strength * (0.2f + 0.5f * d) * (0.6f + 0.4f * sin_of(t * (0.6f + d) + a * kTau))},
               colour, y0, y1);
          break;
        }
        case Kind::leaves: {
          const float y = (wrap(b + t * (0.05f + 0.05f * c) + 0.02f * sin_of(t * 2 + a * kTau)) * 1.1f - 0.05f) * h +
                          oy,
                      r = (0.004f + 0.006f * c) * h * mix(0.6f, 1.5f, n);
          if (y + r < static_cast<float>(y0) || y - r > static_cast<float>(y1)) continue;
          const float x = (wrap(a - t * 0.10f * wind * (0.5f + 0.7f * d)) * 1.2f - 0.1f) * w + ox,
                      turn = t * (2 + 3 * d) + a * kTau;
          const float flat = std::abs(cos_of(turn * 0.7f)) * 0.8f + 0.2f;
          const Px tone = colour * (0.7f + 0.6f * d);
          line(picture, {x - cos_of(turn) * r, y - sin_of(turn) * r * flat},
               {x + cos_of(turn) * r, y + sin_of(turn) * r * flat}, r * 0.9f * flat, opaque(tone), field_.strength, y0,
               y1);
          break;
        }
        case Kind::sparks:
        case Kind::fireflies: {
          const bool fly = field_.kind == Kind::fireflies;
          const float y = (fly ? mix(0.45f, 0.95f, b) + 0.03f * sin_of(t * (0.4f + c) + d * kTau)
                               : wrap(b - t * (0.05f + 0.06f * c)) * 1.1f - 0.05f) *
                              h +
                          oy;
          const float r = (0.0022f + 0.002f * c) * h;
          if (y + r * 5 < static_cast<float>(y0) || y - r * 5 > static_cast<float>(y1)) continue;
          const float x = (wrap(a + 0.03f * sin_of(t * (0.3f + 0.4f * d) + c * kTau)) * 1.1f - 0.05f) * w + ox;
          const float pulse = clamp01(0.35f + 0.75f * sin_of(t * (1 + 1.4f * d) + a * 40));
          spot(picture, {x, y, r, pulse}, opaque(colour * 2.2f), y0, y1);
          spot(picture, {x, y, r * 5, pulse * 0.16f}, colour, y0, y1);
          break;
        }
      }
    }
  }

 private:
  Field field_;
  std::uint32_t seed_;
};

// Points that drift, the links between near ones, and pulses that run along the links.
class NetworkLayer : public Layer {
 public:
  explicit NetworkLayer(const Stage& stage)
      : dot_(mix(stage.look.accents[4], grey(1), 0.5f) * 1.3f),
        link_(mix(stage.look.accents[3], px(0.4f, 0.75f, 1.0f), 0.5f)) {
    Dice dice = stage.dice("network");
    const int n = 58;
    for (int k = 0; k < n; ++k)
      nodes_.push_back({dice.range(-0.62f, 0.62f) * stage.aspect(), dice.range(-0.6f, 0.6f), dice.range(0.35f, 1.15f),
                        dice.range(0, kTau)});
    for (int a = 0; a < n; ++a)
      for (int b = a + 1; b < n; ++b) {
        const auto &p = nodes_[static_cast<std::size_t>(a)], &q = nodes_[static_cast<std::size_t>(b)];
        const float dx = p.x - q.x, dy = p.y - q.y, d2 = dx * dx + dy * dy;
        if (d2 < 0.085f && std::abs(p.r - q.r) < 0.5f)
          links_.push_back({a, b, dice.unit(), dice.range(0.25f, 0.6f) * dice.sign()});
      }
  }
  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    std::vector<Point> at;
    for (const Fleck& f : nodes_) {
      const Placement p = shot.place(f.r);
      at.push_back({(f.x + 0.02f * sin_of(shot.t * 0.5f + f.a)) * p.scale + p.x,
                    (f.y + 0.02f * sin_of(shot.t * 0.43f + f.a * 2)) * p.scale + p.y});
    }
    const float h = static_cast<float>(shot.height);
    for (const Link& l : links_) {
      const Point a = at[static_cast<std::size_t>(l.a)], b = at[static_cast<std::size_t>(l.b)];
      if (std::min(a.y, b.y) > static_cast<float>(y1) + 0.02f * h ||
          std::max(a.y, b.y) < static_cast<float>(y0) - 0.02f * h)
        continue;
      line(picture, a, b, 0.0018f * h, link_, 0.55f, y0, y1);
      const float s = wrap(l.start + shot.t * l.speed);
      const Point pulse{mix(a.x, b.x, s), mix(a.y, b.y, s)};
      spot(picture, {pulse.x, pulse.y, 0.0045f * h, 0.95f}, dot_, y0, y1);
      spot(picture, {pulse.x, pulse.y, 0.016f * h, 0.22f}, link_, y0, y1);
    }
    for (std::size_t k = 0; k < at.size(); ++k) {
      const float r = nodes_[k].r * 0.0085f * h;
      spot(picture, {at[k].x, at[k].y, r * 3.2f, 0.20f}, link_, y0, y1);
      spot(picture, {at[k].x, at[k].y, r, 0.95f}, dot_, y0, y1);
    }
  }

 private:
  struct Link {
    int a, b;
    float start, speed;
  };
  Px dot_, link_;
  std::vector<Fleck> nodes_;
  std::vector<Link> links_;
};

// A few birds far off, beating their wings.
class BirdsLayer : public Layer {
 public:
  BirdsLayer(const Stage& stage, Dice dice) : colour_(mix(stage.look.fill * 0.10f, stage.look.haze, 0.25f)) {
    const float x = dice.range(-0.5f, 0.3f) * stage.aspect(),
                y = stage.look.horizon_y - (stage.look.horizon_y + 0.5f) * dice.range(0.35f, 0.75f);
    speed_ = dice.sign() * dice.range(0.012f, 0.022f);
    const int n = 4 + dice.below(7);
    for (int k = 0; k < n; ++k) {
      const int pair = (k + 1) / 2;
      const float arm = static_cast<float>(pair) * (k & 1 ? 1.f : -1.f);
      birds_.push_back({x + std::abs(arm) * -0.022f * (speed_ > 0 ? 1.f : -1.f) + dice.around(0, 0.006f),
                        y + arm * 0.014f + dice.around(0, 0.006f), dice.range(0.008f, 0.012f), dice.range(0, kTau)});
    }
  }
  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(0.15f);
    for (const Fleck& b : birds_) {
      const float x = (b.x + speed_ * shot.t) * p.scale + p.x,
                  y = (b.y + 0.003f * sin_of(shot.t * 0.7f + b.a)) * p.scale + p.y, r = b.r * p.scale;
      const float beat = sin_of(shot.t * 7.5f + b.a) * 0.55f + 0.15f;
      for (const float side : {-1.f, 1.f}) {
        const Point elbow = {x + side * r * 0.45f, y - r * (0.22f + 0.35f * beat)},
                    tip = {x + side * r, y - r * 0.55f * beat};
        line(picture, {x, y}, elbow, r * 0.20f, colour_, 0.9f, y0, y1);
        line(picture, elbow, tip, r * 0.15f, colour_, 0.9f, y0, y1);
      }
    }
  }

 private:
  Px colour_;
  float speed_ = 0.015f;
  std::vector<Fleck> birds_;
};

// Bolts of a thunderstorm: drawn once, shown while the sky flashes.
class BoltLayer : public Layer {
 public:
  explicit BoltLayer(const Stage& stage) {
    for (int k = 0; k < 3; ++k) {
      Dice dice(stage.spec.seed + static_cast<std::uint64_t>(k), "bolt");
      // From above all that the camera ever sees: it comes out of the clouds wherever one looks.
      Rect area = stage.camera.reach(0);
      area.y0 -= 0.04f, area.y1 = stage.look.horizon_y;
      Sheet sheet(area, stage.density(0));
      grow(sheet, {dice.range(0.6f, -0.6f) * stage.aspect() * 0.6f, area.y0}, stage.look.horizon_y, 0.0032f, dice, 0);
      bolts_.emplace_back(sheet);
    }
  }
  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    if (shot.flash < 0.05f) return;
    const auto which = static_cast<std::size_t>(floor_int(shot.t / 2.6f) % 3);
    bolts_[which].draw(picture, shot.place(0), y0, y1, std::min(shot.flash * 1.4f, 1.f));
  }

 private:
  static void grow(Sheet& sheet, Point at, float end, float width, Dice& dice, int depth) {
    const Px core = px(3.2f, 3.4f, 4.0f), air = px(0.25f, 0.28f, 0.5f, 0);
    float lean = dice.range(-0.3f, 0.3f);
    while (at.y < end && width > 0.0004f) {
      lean = clamp(lean * 0.6f + dice.around(0, 0.9f), -1.3f, 1.3f);
      const Point next = {at.x + lean * 0.022f, at.y + dice.range(0.012f, 0.03f)};
      stroke(sheet, at, width * 0.5f, next, width * 0.46f, core);
      if (depth == 0) glow(sheet, next.x, next.y, 0.05f, air);
      if (depth < 2 && dice.chance(0.17f))
        grow(sheet, next, mix(next.y, end, dice.range(0.2f, 0.6f)), width * 0.5f, dice, depth + 1);
      at = next, width *= depth == 0 ? 0.985f : 0.93f;
    }
  }
  std::vector<Plate> bolts_;
};

}  // namespace

void add_bolts(Stage& stage) {
  if (stage.look.lightning) stage.add(std::make_unique<BoltLayer>(stage));
}

void add_network(Stage& stage) { stage.add(std::make_unique<NetworkLayer>(stage)); }

void add_birds(Stage& stage) {
  Dice dice = stage.dice("birds");
  const bool fair = !stage.look.night && stage.look.rain < 0.5f && stage.look.snow == 0;
  if (fair && stage.wants("bird") && stage.wants("animal") && dice.chance(0.55f))
    stage.add(std::make_unique<BirdsLayer>(stage, dice));
}

namespace {

void add_field(Stage& stage, const Field& f) {
  stage.add(
      std::make_unique<FieldLayer>(f, stage.seed("fall") + static_cast<std::uint32_t>(stage.layers.size()) * 997));
}

}  // namespace

void add_falling(Stage& stage) {
  const Look& look = stage.look;
  if (look.rain > 0) {
    // By night it is the lamps that show the drops.
    const bool lit = look.night || (look.lamps && stage.spec.world == World::city);
    const Px drop = mix(look.haze, grey(luma(look.haze) * 1.6f + (lit ? 0.34f : 0.13f)), lit ? 0.8f : 0.6f);
    add_field(stage, {Kind::rain, static_cast<int>(720 * look.rain), 0.1f, drop, lit ? 0.55f : 0.40f});
    add_field(stage, {Kind::rain, static_cast<int>(350 * look.rain), 0.5f, drop, lit ? 0.70f : 0.50f});
    add_field(stage, {Kind::rain, static_cast<int>(120 * look.rain), 1, drop, lit ? 0.75f : 0.55f});
  }
  if (look.snow > 0) {
    const Px flake = mix(grey(luma(look.haze) * 1.25f + 0.25f), look.haze, 0.3f);
    add_field(stage, {Kind::snow, 900, 0.1f, flake, 0.6f});
    add_field(stage, {Kind::snow, 380, 0.5f, flake, 0.8f});
    add_field(stage, {Kind::snow, 110, 1, flake, 0.75f});
  }
}

void add_dust(Stage& stage, Px light) { add_field(stage, {Kind::dust, 90, 0.9f, light, 0.55f}); }

void add_weather(Stage& stage) {
  const Look& look = stage.look;
  const World world = stage.spec.world;
  if (world == World::interior || world == World::space || world == World::abstract || stage.underwater) return;
  add_falling(stage);
  const bool still = look.rain == 0 && look.snow == 0;
  if (stage.sees("leaves") && stage.wants("leave") && look.snow == 0 && world != World::sea)
    add_field(stage, {Kind::leaves, 54, 0.8f, mix(hex(0xc8762a), look.accents[3], look.accent * 0.6f), 0.95f});
  if (still && stage.sees("fireflies") && look.lamps && world != World::forest)
    add_field(stage, {Kind::fireflies, 40, 0.6f, px(0.8f, 1.f, 0.3f)});
  if (stage.spec.weather == Weather::wind && still) {
    if (world == World::desert)
      add_field(stage, {Kind::dust, 260, 0.8f, look.haze * 1.2f, 0.8f});
    else if (stage.wants("leave") && world != World::sea)
      add_field(stage, {Kind::leaves, 70, 0.8f, mix(hex(0xb8632a), look.accents[3], look.accent), 0.95f});
  } else if (still && world == World::forest) {
    if (look.night)
      add_field(stage, {Kind::fireflies, 46, 0.6f, px(0.75f, 1.f, 0.30f)});
    else
      add_field(stage, {Kind::dust, 150, 0.6f, look.key + look.glow * 0.5f, 0.7f});
  } else if (still && world == World::countryside && look.lamps && look.fog == 0 && !stage.sees("fireflies") &&
             stage.spec.style != Style::neon) {
    add_field(stage, {Kind::fireflies, 26, 0.6f, px(1.f, 0.9f, 0.35f)});
  }
}

}  // namespace storyteller::paint
