// Pictures of nothing: silk bands of light, drifting bokeh, flowing ink; chosen by the seed, coloured by palette and
// mood.
#include "plugins/engines/storyteller/paint/network.hpp"
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/stage.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

struct Tones {
  Px dark, low, middle, high, bright;
};

Px along(const Tones& t, float s) {
  s = clamp01(s) * 4;
  const Px* c = &t.dark;
  const int i = std::min(static_cast<int>(s), 3);
  return mix(c[i], c[i + 1], s - static_cast<float>(i));
}

// A slow flow of colour, painted at a quarter of the size.
class FlowLayer : public Layer {
 public:
  FlowLayer(const Tones& tones, std::uint32_t seed, float contrast, float size)
      : tones_(tones), seed_(seed), contrast_(contrast), size_(size) {}
  Image prepare(const Shot& shot, const Image&, const Parallel& parallel) const override {
    Image low(shot.width / 4 + 2, shot.height / 4 + 2);
    const Placement p = shot.place(0.2f);
    over_rows(parallel, low.height, [&](int y0, int y1) {
      const auto n = static_cast<std::size_t>(low.width);
      std::vector<float> a(n), b(n), u(n), v(n), f(n), g(n);
      for (int j = y0; j < y1; ++j) {
        const float y = ((static_cast<float>(j) + 0.5f) * 4 - p.y) / p.scale, x0 = (2 - p.x) / p.scale,
                    dx = 4 / p.scale, t = shot.t;
        fbm_row(a.data(), low.width, x0 * size_ + t * 0.06f, dx * size_, y * size_ - t * 0.05f, {seed_, 3, 0.5f});
        fbm_row(b.data(), low.width, x0 * size_ - t * 0.05f + 9, dx * size_, y * size_ + t * 0.06f,
                {seed_ + 1, 3, 0.5f});
        for (std::size_t i = 0; i < n; ++i)
          u[i] = (x0 + static_cast<float>(i) * dx) * size_ * 0.9f + 1.1f * a[i],
          v[i] = y * size_ * 0.9f + 1.1f * b[i] + t * 0.04f;
        fbm_points(f.data(), u.data(), v.data(), low.width, {seed_ + 2, 4, 0.48f});
        for (std::size_t i = 0; i < n; ++i) u[i] = u[i] * 0.8f + 0.7f * f[i] + 4, v[i] = v[i] * 0.8f - 0.7f * f[i];
        fbm_points(g.data(), u.data(), v.data(), low.width, {seed_ + 3, 3, 0.5f});
        Px* out = low.row(j);
        for (std::size_t i = 0; i < n; ++i) {
          Px c = along(tones_, 0.40f + contrast_ * (0.5f * f[i] + 0.22f * b[i]));
          const float fold = 1 - std::abs(g[i]) * 1.25f;
          c += tones_.bright * (0.30f * contrast_ * clamp01(fold) * clamp01(fold) * clamp01(fold));
          out[i] = opaque(c);
        }
      }
    });
    return low;
  }
  void paint(const Shot& shot, const Image& low, Image& picture, int y0, int y1) const override {
    for (int y = y0; y < y1; ++y)
      for (int x = 0; x < shot.width; ++x)
        picture.row(y)[x] = low.at((static_cast<float>(x) + 0.5f) * 0.25f, (static_cast<float>(y) + 0.5f) * 0.25f);
  }

 private:
  Tones tones_;
  std::uint32_t seed_;
  float contrast_, size_;
};

// Bands of silk: each has a bright edge that waves across the picture and fades to one side.
class SilkLayer : public Layer {
 public:
  SilkLayer(const Tones& tones, Dice dice, int bands) {
    for (int k = 0; k < bands; ++k) {
      const float s = (static_cast<float>(k) + 0.5f) / static_cast<float>(bands);
      silk_.push_back({mix(-0.5f, 0.55f, s) + dice.around(0, 0.08f), dice.range(0.10f, 0.26f), dice.range(0.4f, 1.1f),
                       dice.range(0.10f, 0.32f), dice.around(0, 0.35f), dice.bits(),
                       along(tones, dice.range(0.35f, 1.f)), 0.25f + 0.9f * s});
    }
  }
  Image prepare(const Shot& shot, const Image&, const Parallel&) const override {
    // One row of edge heights for every band.
    Image edges(shot.width, static_cast<int>(silk_.size()));
    std::vector<float> wave(static_cast<std::size_t>(shot.width)), fine(static_cast<std::size_t>(shot.width));
    for (std::size_t k = 0; k < silk_.size(); ++k) {
      const Silk& s = silk_[k];
      const Placement p = shot.place(s.nearness);
      const float x0 = (0.5f - p.x) / p.scale, dx = 1 / p.scale;
      fbm_row(wave.data(), shot.width, x0 * s.frequency + shot.t * 0.07f, dx * s.frequency, shot.t * 0.11f + 3,
              {s.seed, 3, 0.42f});
      fbm_row(fine.data(), shot.width, x0 * s.frequency * 2 - shot.t * 0.05f, dx * s.frequency * 2, shot.t * 0.08f + 7,
              {s.seed + 9, 2, 0.5f});
      for (int x = 0; x < shot.width; ++x) {
        const float at_x = x0 + static_cast<float>(x) * dx,
                    y = s.y + s.slope * at_x + s.height * wave[static_cast<std::size_t>(x)];
        edges.row(static_cast<int>(k))[x] =
            Px{y * p.scale + p.y, s.width * p.scale * (0.6f + 0.55f * (1 + fine[static_cast<std::size_t>(x)])), 0, 0};
      }
    }
    return edges;
  }
  void paint(const Shot& shot, const Image& edges, Image& picture, int y0, int y1) const override {
    for (std::size_t k = 0; k < silk_.size(); ++k) {
      const Px light = silk_[k].colour;
      const Px* edge = edges.row(static_cast<int>(k));
      for (int y = y0; y < y1; ++y) {
        Px* out = picture.row(y);
        for (int x = 0; x < shot.width; ++x) {
          const float d = static_cast<float>(y) + 0.5f - edge[x][0];
          if (d < -1 || d > edge[x][1]) continue;
          const float s = clamp01(d / edge[x][1]), fall = (1 - s) * (1 - s),
                      rim = std::max(0.f, 1 - std::abs(d - 1) * (700.f / static_cast<float>(shot.height)) * 0.35f);
          const float a = clamp01(d + 1) * (0.55f * fall + 0.10f * fall * fall);
          out[x] = out[x] * (1 - 0.45f * a) + light * (a + 0.5f * rim);
        }
      }
    }
  }

 private:
  struct Silk {
    float y, height, frequency, width, slope;
    std::uint32_t seed;
    Px colour;
    float nearness;
  };
  std::vector<Silk> silk_;
};

// Out-of-focus lights: flat discs with a brighter rim.
class BokehLayer : public Layer {
 public:
  BokehLayer(const Tones& tones, Dice dice, int count, float largest) {
    for (int k = 0; k < count; ++k) {
      const float d = dice.unit();
      discs_.push_back({dice.unit(), dice.unit(), mix(0.012f, largest, d * d), 0.15f + d,
                        dice.range(0.03f, 0.16f) * (1.2f - 0.8f * d), dice.range(0, kTau),
                        along(tones, dice.range(0.45f, 1))});
    }
  }
  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const float w = static_cast<float>(shot.width), h = static_cast<float>(shot.height);
    const auto wrap = [](float v) { return v - static_cast<float>(floor_int(v)); };
    for (const Disc& d : discs_) {
      const Placement p = shot.place(d.nearness);
      const float shift_x = p.x - w * 0.5f, shift_y = p.y - h * 0.5f;
      const float r = d.r * h * p.scale / h,
                  y = (wrap(d.y - shot.t * 0.010f * d.nearness + 0.01f * sin_of(shot.t * 0.5f + d.phase)) * 1.4f -
                       0.2f) *
                          h +
                      shift_y;
      if (y + r < static_cast<float>(y0) || y - r > static_cast<float>(y1)) continue;
      const float x =
          (wrap(d.x + 0.012f * sin_of(shot.t * 0.4f + d.phase * 2) + shot.t * 0.006f * d.nearness) * 1.4f - 0.2f) * w +
          shift_x;
      const float bright = d.strength * (0.75f + 0.25f * sin_of(shot.t * 0.9f + d.phase));
      const Px light = {d.colour[0], d.colour[1], d.colour[2], 0};
      for (int j = std::max(y0, floor_int(y - r - 1)); j < std::min(y1, floor_int(y + r) + 2); ++j) {
        Px* out = picture.row(j);
        for (int i = std::max(0, floor_int(x - r - 1)); i < std::min(shot.width, floor_int(x + r) + 2); ++i) {
          const float dx = static_cast<float>(i) + 0.5f - x, dy = static_cast<float>(j) + 0.5f - y,
                      q = std::sqrt(dx * dx + dy * dy);
          const float inside = clamp01((r - q) / (0.03f * r + 1) + 0.5f);
          if (inside > 0) out[i] += light * (bright * inside * (0.6f + 0.55f * smooth(0.72f, 0.97f, q / r)));
        }
      }
    }
  }

 private:
  struct Disc {
    float x, y, r, nearness, strength, phase;
    Px colour;
  };
  std::vector<Disc> discs_;
};

}  // namespace

void build_abstract(Stage& stage) {
  Look& look = stage.look;
  Dice dice = stage.dice("abstract");
  static constexpr float power[] = {0.42f, 0.85f, 1.35f, 0.7f};
  const float light = power[static_cast<std::size_t>(stage.spec.time)] * (look.cover > 0.7f ? 0.8f : 1.f);
  static const std::uint32_t sets[][5] = {
      {0x0b1026, 0x1f3a7a, 0x2f8fa8, 0xf0a860, 0xfff0d0}, {0x160a24, 0x5a1f6a, 0xd0406a, 0xff9a5a, 0xffe8c0},
      {0x06141a, 0x0f4a52, 0x2fa08a, 0xb0e07a, 0xf6ffe0}, {0x120c1e, 0x3a2a7a, 0x6a5ad0, 0x5ac8f0, 0xe8f8ff},
      {0x1a0c08, 0x7a2a14, 0xe06a2a, 0xf8c050, 0xfff4d0}, {0x0a0f14, 0x2a3f52, 0x7a95a8, 0xd0d8d8, 0xffffff}};
  const auto& set = sets[dice.below(6)];
  Tones t;
  Px* tone = &t.dark;
  const bool given = stage.spec.palette_asked || look.accent > 0.1f;
  for (std::size_t k = 0; k < 5; ++k)
    tone[k] = opaque(mix(hex(set[k]), look.accents[k], stage.spec.palette_asked ? 0.92f : given ? 0.25f : 0.f) * light);
  look.exposure /= look.hour_exposure;
  const int kind = dice.below(4);
  const float busy = stage.spec.mood == Mood::tense || stage.spec.mood == Mood::epic ? 1.3f
                     : stage.spec.mood == Mood::calm                                 ? 0.8f
                                                                                     : 1.f;
  stage.add(std::make_unique<FlowLayer>(t, dice.bits(), (kind == 2 ? 1.15f : 0.55f) * busy,
                                        dice.range(0.7f, 1.5f) * (kind == 2 ? 1.4f : 1.f)));
  if (stage.sees("network"))
    add_network(stage);
  else if (kind == 0 || kind == 3)
    stage.add(std::make_unique<SilkLayer>(t, dice, kind == 0 ? 5 + dice.below(4) : 3));
  if (kind == 1) stage.add(std::make_unique<BokehLayer>(t, dice, 70, 0.13f));
  if (kind != 1) stage.add(std::make_unique<BokehLayer>(t, dice, kind == 3 ? 34 : 16, kind == 3 ? 0.09f : 0.05f));
  look.key = grey(1.1f), look.fill = t.middle;
  stage.ground_y = dice.range(0.24f, 0.34f);
}

}  // namespace storyteller::paint
