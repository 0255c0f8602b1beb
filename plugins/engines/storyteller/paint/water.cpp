// Water: mirrors what is painted above the horizon, bent by two moving sets of waves, darkened by its depth and lit by
// a path of glitter below the sun or moon. Every row lies at one distance, so its waves are rows of noise.
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/stage.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

class WaterLayer : public Layer {
 public:
  WaterLayer(const Stage& stage, float shore) : shore_(shore), look_(stage.look), seed_(stage.seed("water")) {
    Dice dice = stage.dice("waves");
    const bool sea = stage.spec.world == World::sea;
    roughness_ =
        (sea ? dice.range(0.75f, 1.15f) : dice.range(0.14f, 0.3f)) * mix(0.75f, 1.35f, clamp01(look_.wind / 2.6f));
    heading_ = dice.range(-0.5f, 0.5f), size_ = dice.range(0.85f, 1.25f);
    const Px tone = look_.night ? hex(0x06131f) : mix(hex(0x0a3a4a), hex(0x10505a), dice.unit());
    deep_ = mix(tone, look_.upper * 0.35f, look_.night ? 0.4f : 0.45f);
    if (stage.spec.palette_asked) deep_ = mix(deep_, look_.accents[1], 0.5f);
    deep_ = opaque(deep_ * (look_.night ? 0.8f : 0.25f + 0.5f * clamp01(luma(look_.key))));
    foam_ = clamp01((look_.wind - 1.3f) / 1.3f) * (sea ? 1.f : 0.f);
    storm_ = stage.spec.weather == Weather::storm ? (sea ? 1.f : 0.5f) : 0;
    roughness_ *= 1 + 0.8f * storm_;
  }

  bool reads_picture() const override { return true; }

  // The picture above the waterline at half size, smeared downwards as water does: each row a blend of its neighbours.
  Image prepare(const Shot& shot, const Image& picture, const Parallel& parallel) const override {
    const int line = clamp_row(shot, shore_row(shot));
    if (line <= 2) return {};
    Image half((shot.width + 1) / 2, (line + 1) / 2);
    over_rows(parallel, half.height, [&](int y0, int y1) {
      for (int y = y0; y < y1; ++y) {
        Px* out = half.row(y);
        const Px *a = picture.row(std::min(y * 2, line - 1)), *b = picture.row(std::min(y * 2 + 1, line - 1));
        for (int x = 0; x < half.width; ++x) {
          const int l = x * 2, r = std::min(x * 2 + 1, shot.width - 1);
          out[x] = (a[l] + a[r] + b[l] + b[r]) * 0.25f;
        }
      }
    });
    return half;
  }

  void paint(const Shot& shot, const Image& above, Image& picture, int y0, int y1) const override {
    const float shore = shore_row(shot), horizon = shot.horizon_row();
    const int first = std::max(y0, static_cast<int>(shore));
    if (first >= y1) return;
    const Placement far = shot.place(0);
    const int n = shot.width;
    thread_local std::vector<float> across, along, fine;
    for (auto* v : {&across, &along, &fine}) v->resize(static_cast<std::size_t>(n));
    const float t = shot.t, pace = 0.6f + 0.4f * std::min(look_.wind, 2.f);
    const float pixel = 1 / far.scale;
    for (int y = first; y < y1; ++y) {
      const float below = (static_cast<float>(y) + 0.5f - horizon) * pixel;  // plane units under the horizon
      const float z = 1 / (std::max(below, 0.f) + 0.006f);
      const float u0 = (0.5f - far.x) * pixel * z * 0.5f + shot.view.move_x * 5.45f, du = pixel * z * 0.5f;
      const float v = z * 0.5f - shot.view.dolly * 5.45f;
      const float lay = v * 7 * size_ + u0 * 0;  // rows of waves, seen flat
      // The swell of a storm hides most of it.
      const bool hidden = storm_ > 0.9f;
      const Fbm waves{seed_, hidden ? 2 : 5, 0.62f}, cross{seed_ + 40, hidden ? 2 : 4, 0.6f};
      fbm_row(along.data(), n, (u0 + heading_ * v) * 2.6f * size_ + t * 0.22f * pace, du * 2.6f * size_,
              lay + t * 0.85f * pace, waves);
      fbm_row(across.data(), n, (u0 - heading_ * v) * 3.3f * size_ - t * 0.30f * pace + 40, du * 3.3f * size_,
              lay * 0.8f - t * 0.55f * pace + 11, cross);
      fbm_row(fine.data(), n, u0 * 13 * size_ - t * 0.5f, du * 13 * size_, lay * 3.6f + t * 2.2f * pace,
              {seed_ + 80, hidden ? 2 : 3, 0.6f});
      const float calm = 1 / (1 + z * 0.035f);  // far waves are too small to see one by one
      const float amplitude = roughness_ * calm;
      const float fresnel_far = 0.30f + 0.64f * exp_of(-below * (3.4f + 2.2f * roughness_));
      const float path = 0.025f + below * (0.30f + 0.25f * roughness_);
      const float shine = look_.disc_visible ? 1.f : 0.15f;
      const float haze = exp_of(-below * (34 / look_.haze_density)) * 0.6f;
      // The first row of water is partly shore.
      const float cover = clamp01(static_cast<float>(y) + 1 - shore);
      Px* out = picture.row(y);
      for (int x = 0; x < n; ++x) {
        const auto i = static_cast<std::size_t>(x);
        const float sy = along[i] + 0.6f * across[i] + 0.45f * fine[i], sx = across[i] - 0.5f * along[i];
        const float fx = static_cast<float>(x) + 0.5f + sx * amplitude * 0.030f * far.scale * (0.3f + below);
        const float lift = (std::abs(sy) * 0.10f + 0.04f * sy) * amplitude * (0.35f + 1.6f * below) +
                           0.35f * roughness_ * below * calm;
        const float fy =
            2 * shore - static_cast<float>(y) - 0.5f - lift * far.scale - (static_cast<float>(y) - shore) * 0.12f;
        Px mirror = above.empty() ? look_.haze : above.at(fx * 0.5f, std::max(fy, 1.f) * 0.5f);
        // Above the frame there is only sky.
        if (fy < 2) mirror = mix(mirror, look_.zenith, clamp01((2 - fy) * pixel * 9));
        // The disc itself is never seen whole in moving water: the glitter stands for it.
        const float bright = luma(mirror);
        if (bright > 1.1f) mirror *= 1.1f / bright;
        // Broken water mirrors no shapes, only the light of the sky as a whole.
        const float fresnel = clamp01(fresnel_far - 0.34f * sy * amplitude) * (1 - 0.5f * storm_);
        if (storm_ > 0) mirror = mix(mirror, mix(look_.lower, look_.upper, 0.5f), 0.75f * storm_);
        Px c = mix(deep_, mirror * 0.93f, fresnel);
        c += look_.fill * (0.05f * clamp01(sy) * amplitude);
        const float dx = (static_cast<float>(x) + 0.5f - far.x) * pixel - look_.sun_x;
        const float on = exp_of(-(dx * dx) / (path * path));
        if (on > 0.004f) {
          const float facet = clamp01(0.5f + 0.42f * sy + 0.3f * fine[i]);
          const float f2 = facet * facet, f4 = f2 * f2;
          c += look_.glow * (on * shine * (f4 * f4 * 3.4f + 0.10f * facet) * (look_.moon ? 1.5f : 1.f));
        }
        if (foam_ > 0) {
          const float crest = smooth(0.62f - 0.25f * storm_, 1.05f - 0.25f * storm_, along[i] + 0.45f * fine[i]) *
                              foam_ * clamp01(2 - z * 0.05f);
          c = mix(c, look_.fill * 0.9f + look_.key * 0.35f, crest * 0.75f);
        }
        c = mix(c, look_.haze, haze);
        out[x] = mix(out[x], opaque(c), cover);
      }
    }
  }

 private:
  float shore_row(const Shot& shot) const {
    // A lake's shore lies nearer than the horizon and moves a little with the camera.
    const float nearness = clamp((shore_ - look_.horizon_y) * 6, 0, 1);
    const Placement p = shot.place(nearness);
    return shore_ * p.scale + p.y;
  }
  static int clamp_row(const Shot& shot, float row) {
    return static_cast<int>(clamp(row, 0, static_cast<float>(shot.height)));
  }

  float shore_;
  Look look_;
  std::uint32_t seed_;
  float roughness_ = 1, heading_ = 0, size_ = 1, foam_ = 0, storm_ = 0;
  Px deep_;
};

}  // namespace

void add_water(Stage& stage, float shore) {
  stage.open_water = true;
  stage.add(std::make_unique<WaterLayer>(stage, shore));
}

}  // namespace storyteller::paint
