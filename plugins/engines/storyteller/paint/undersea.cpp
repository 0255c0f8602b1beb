// Under the surface: light that falls through the waves in moving beams, a sandy floor with weeds and corals that fades
// into the blue, bubbles and a far shoal.
#include "plugins/engines/storyteller/paint/growth.hpp"
#include "plugins/engines/storyteller/paint/noise.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

class DepthLayer : public Layer {
 public:
  DepthLayer(const Stage& stage, Px top, Px bottom)
      : look_(stage.look), top_(top), bottom_(bottom), seed_(stage.seed("depth")) {}

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(0.05f);
    const float x0 = (0.5f - p.x) / p.scale, dx = 1 / p.scale, t = shot.t;
    thread_local std::vector<float> ripple;
    ripple.resize(static_cast<std::size_t>(shot.width));
    for (int y = y0; y < y1; ++y) {
      const float down = (static_cast<float>(y) + 0.5f - p.y) / p.scale + 0.5f;  // 0 at the top of the frame
      const Px base = mix(top_, bottom_, smooth(-0.1f, 0.85f, down));
      const float surface = exp_of(-std::max(down, 0.f) * 8);
      // Waves seen from below lie flatter the nearer the surface is.
      const float z = 1 / (std::max(down, 0.f) + 0.10f);
      fbm_row(ripple.data(), shot.width, x0 * z * 0.9f + t * 0.10f, dx * z * 0.9f, z * 2.2f + t * 0.5f,
              {seed_, 4, 0.55f});
      Px* out = picture.row(y);
      for (int x = 0; x < shot.width; ++x) {
        const float at_x = x0 + static_cast<float>(x) * dx - look_.sun_x, near = exp_of(-at_x * at_x * 2.2f);
        const float crest = 1 - std::abs(ripple[static_cast<std::size_t>(x)]) * 2.2f;
        const float glint = surface * clamp01(crest) * (0.25f + 0.9f * near);
        out[x] = opaque(base * (1 + 0.55f * near * exp_of(-std::max(down, 0.f) * 2)) + look_.glow * (0.55f * glint));
      }
    }
  }

 private:
  Look look_;
  Px top_, bottom_;
  std::uint32_t seed_;
};

// Beams of light from the surface, swaying; they lie over everything, as the water between is lit.
class BeamLayer : public Layer {
 public:
  explicit BeamLayer(const Stage& stage) : look_(stage.look), seed_(stage.seed("beams")) {}

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(0.4f);
    const float t = shot.t, dx = 1 / p.scale;
    thread_local std::vector<float> veil;
    veil.resize(static_cast<std::size_t>(shot.width));
    const Px light = Px{look_.glow[0], look_.glow[1], look_.glow[2], 0};
    for (int y = y0; y < y1; ++y) {
      const float down = std::max((static_cast<float>(y) + 0.5f - p.y) / p.scale + 0.55f, 0.f);
      // Beams spread from a point above the frame, so they fan out.
      const float spread = 1 / (1.1f + down), lean = look_.sun_x;
      const float x0 = ((0.5f - p.x) / p.scale - lean) * spread;
      fbm_row(veil.data(), shot.width, x0 * 8 + t * 0.06f, dx * spread * 8, t * 0.22f + 3, {seed_, 3, 0.55f});
      const float fade = exp_of(-down * 2.3f) * 0.42f;
      Px* out = picture.row(y);
      for (int x = 0; x < shot.width; ++x) {
        const float v = veil[static_cast<std::size_t>(x)];
        if (v > 0.02f) out[x] += light * (fade * smooth(0.02f, 0.75f, v));
      }
    }
  }

 private:
  Look look_;
  std::uint32_t seed_;
};

// Chains of bubbles on their way up.
class BubbleLayer : public Layer {
 public:
  explicit BubbleLayer(const Stage& stage) : colour_(stage.look.fill * 0.8f + stage.look.key * 0.5f) {
    Dice dice = stage.dice("bubbles");
    for (int chain = 0; chain < 5; ++chain) {
      const float x = dice.range(-0.5f, 0.5f) * stage.aspect(), start = dice.unit();
      for (int k = 0, n = 5 + dice.below(6); k < n; ++k)
        bubbles_.push_back({x + dice.around(0, 0.02f), start + static_cast<float>(k) * dice.range(0.02f, 0.05f),
                            dice.range(0.003f, 0.009f), dice.range(0, kTau)});
    }
  }

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(1);
    for (const Bubble& b : bubbles_) {
      float rise = b.start + shot.t * (0.07f + b.r * 4);
      rise -= static_cast<float>(floor_int(rise));
      const float cx = (b.x + 0.012f * sin_of(shot.t * 2.2f + b.phase)) * p.scale + p.x,
                  cy = (0.6f - rise * 1.2f) * p.scale + p.y, r = std::max(b.r * p.scale, 1.2f);
      for (int y = std::max(y0, floor_int(cy - r - 1)); y < std::min(y1, floor_int(cy + r) + 2); ++y) {
        Px* row = picture.row(y);
        for (int x = std::max(0, floor_int(cx - r - 1)); x < std::min(shot.width, floor_int(cx + r) + 2); ++x) {
          const float dx = (static_cast<float>(x) + 0.5f - cx) / r, dy = (static_cast<float>(y) + 0.5f - cy) / r,
                      q = std::sqrt(dx * dx + dy * dy);
          const float cover = clamp01((1 - q) * r + 0.5f);
          if (cover <= 0) continue;
          const float rim = smooth(0.55f, 0.95f, q),
                      shine = smooth(0.35f, 0.1f, std::sqrt((dx + 0.35f) * (dx + 0.35f) + (dy + 0.4f) * (dy + 0.4f)));
          row[x] = opaque(mix(row[x], colour_, cover * (0.10f + 0.45f * rim + 0.6f * shine)));
        }
      }
    }
  }

 private:
  struct Bubble {
    float x, start, r, phase;
  };
  Px colour_;
  std::vector<Bubble> bubbles_;
};

// Small fish far off, all going the same way.
class ShoalLayer : public Layer {
 public:
  explicit ShoalLayer(const Stage& stage) {
    Dice dice = stage.dice("shoal");
    direction_ = dice.sign();
    const float x = dice.range(-0.4f, 0.4f) * stage.aspect(), y = dice.range(-0.25f, 0.05f);
    colour_ = mix(stage.look.haze * 0.45f, stage.look.accents[1] * 0.5f, 0.2f);
    for (int k = 0; k < 34; ++k)
      fish_.push_back(
          {x + dice.around(0, 0.34f), y + dice.around(0, 0.10f), dice.range(0.009f, 0.016f), dice.range(0, kTau)});
  }

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(0.3f);
    for (const Fish& f : fish_) {
      const float cx = (f.x + direction_ * shot.t * 0.03f) * p.scale + p.x,
                  cy = (f.y + 0.006f * sin_of(shot.t * 1.2f + f.phase)) * p.scale + p.y, r = f.r * p.scale;
      const float wag = 0.25f * sin_of(shot.t * 9 + f.phase);
      for (int y = std::max(y0, floor_int(cy - r)); y < std::min(y1, floor_int(cy + r) + 1); ++y) {
        Px* row = picture.row(y);
        for (int x = std::max(0, floor_int(cx - r * 1.7f)); x < std::min(shot.width, floor_int(cx + r * 1.7f) + 1);
             ++x) {
          const float u = (static_cast<float>(x) + 0.5f - cx) / r * direction_,
                      v = (static_cast<float>(y) + 0.5f - cy) / r;
          const float body = 1 - u * u - v * v * 7, behind = -u - 0.85f;
          const float tail = behind > 0 && behind < 0.6f ? 0.12f + behind * 0.65f - std::abs(v - wag * behind) : -1;
          const float cover = clamp01(std::max(body, tail * 2) * r * 0.5f);
          if (cover > 0) row[x] = opaque(mix(row[x], colour_, cover * 0.75f));
        }
      }
    }
  }

 private:
  struct Fish {
    float x, y, r, phase;
  };
  float direction_ = 1;
  Px colour_;
  std::vector<Fish> fish_;
};

}  // namespace

void build_undersea(Stage& stage) {
  Look& look = stage.look;
  Dice dice = stage.dice("undersea");
  static constexpr float power[] = {0.30f, 0.75f, 1.0f, 0.62f};
  const float light = power[static_cast<std::size_t>(stage.spec.time)] * (look.cover > 0.7f ? 0.75f : 1.f);
  Px top = mix(hex(0x2fb4c8), hex(0x3a9ad8), dice.unit()), bottom = mix(hex(0x06304e), hex(0x0a4458), dice.unit());
  if (stage.spec.palette_asked)
    top = mix(top, look.accents[3], 0.55f), bottom = mix(bottom, look.accents[1], 0.55f);
  else
    top = mix(top, look.horizon, 0.08f);
  top = opaque(top * (0.95f * light)), bottom = opaque(bottom * (0.9f * light));
  stage.underwater = true;
  look.exposure /= look.hour_exposure;
  look.horizon_y = dice.range(0.02f, 0.14f);
  look.haze = mix(top, bottom, 0.62f), look.haze_density = 5.5f;
  look.key = mix(px(0.75f, 1.0f, 1.0f), top, 0.25f) * (1.25f * light), look.fill = mix(top, bottom, 0.35f) * 1.25f;
  look.glow = px(0.70f, 1.0f, 0.95f) * (0.75f * light);
  look.light_x = look.light_x > 0 ? 0.3f : -0.3f, look.light_y = 0.9f, look.light_z = -0.3f;
  look.lower = look.horizon = look.haze, look.upper = mix(top, bottom, 0.3f), look.zenith = top;
  look.disc_visible = false, look.lightning = false, look.lamps = look.lamps && look.night;
  stage.add(std::make_unique<DepthLayer>(stage, top, bottom));
  const std::uint32_t seed = dice.bits();
  add_slice(stage, {.relief = Relief::hills,
                    .ground = Ground::rock,
                    .near = 9,
                    .far = 26,
                    .base = -0.8f,
                    .height = dice.range(1.6f, 3.2f),
                    .size = dice.range(4, 8),
                    .valley = 0.7f,
                    .valley_x = dice.range(-0.5f, 0.5f),
                    .seed = seed});
  stage.add(std::make_unique<ShoalLayer>(stage));
  const Slice floor{.relief = Relief::meadow,
                    .ground = Ground::sand,
                    .near = 0.9f,
                    .far = 12,
                    .base = -0.12f,
                    .height = 0.28f,
                    .size = 2.4f,
                    .seed = seed + 1};
  add_slice(stage, floor);
  static const Px corals[] = {hex(0xd8584a), hex(0xe0904a), hex(0xa858b8), hex(0xd86a9a), hex(0xd8b84a)};
  const int first = dice.below(5);
  add_growth(stage, floor,
             {{.plant = Plant::rock,
               .count = 9 + dice.below(8),
               .near = 1.7f,
               .far = 9,
               .low = 0.06f,
               .high = 0.26f,
               .clumps = 0.6f,
               .colour = hex(0x6a7470)},
              {.plant = Plant::bush,
               .count = 5 + dice.below(8),
               .near = 1.8f,
               .far = 8,
               .low = 0.07f,
               .high = 0.18f,
               .clumps = 0.6f,
               .colour = corals[first]},
              {.plant = Plant::bush,
               .count = 4 + dice.below(7),
               .near = 1.8f,
               .far = 7,
               .low = 0.05f,
               .high = 0.15f,
               .clumps = 0.6f,
               .colour = corals[(first + 2) % 5]},
              {.plant = Plant::tuft,
               .count = 120 + dice.below(160),
               .near = 1.4f,
               .far = 7,
               .low = 0.06f,
               .high = 0.17f,
               .clumps = 0.7f,
               .colour = hex(0x3f8a52)}},
             "reef");
  stage.add(std::make_unique<BeamLayer>(stage));
  stage.add(std::make_unique<BubbleLayer>(stage));
  stage.ground_y = mix(look.horizon_y, 0.5f, dice.range(0.5f, 0.7f));
}

}  // namespace storyteller::paint
