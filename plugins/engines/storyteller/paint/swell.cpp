// The sea of a storm: crests one behind the other that hide what lies between them, dark in their hollows, green where
// the light comes through, white where the wind tears them off.
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/terrain.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

class SwellLayer : public Layer {
 public:
  explicit SwellLayer(const Stage& stage) : look_(stage.look) {
    Dice dice = stage.dice("swell");
    heading_ = dice.sign();
    constexpr int kWaves = 8;
    for (int k = 0; k < kWaves; ++k) {
      const float s = static_cast<float>(k) / (kWaves - 1);
      waves_.push_back({26 * exp2_of(-3.55f * s) * dice.range(0.94f, 1.06f), dice.range(0.8f, 1.25f), dice.range(0, 40),
                        dice.range(0.8f, 1.25f), dice.bits()});
    }
    const Px deep = look_.night ? hex(0x05111a) : hex(0x123038);
    deep_ =
        opaque(mix(deep, look_.upper * 0.3f, 0.35f) * (look_.night ? 1.1f : 0.30f + 0.55f * clamp01(luma(look_.fill))));
    if (stage.spec.palette_asked) deep_ = opaque(mix(deep_, look_.accents[1], 0.5f));
    thin_ = opaque(mix(deep_ * 2.4f, hex(0x4f8f86) * (look_.fill * 0.55f), 0.55f));
    foam_ = opaque(look_.fill * 0.80f + look_.key * 0.35f + grey(look_.night ? 0.035f : 0));
  }

  // For every wave a row: the crest (frame row), and how much foam stands on it.
  Image prepare(const Shot& shot, const Image&, const Parallel&) const override {
    Image crests(shot.width, static_cast<int>(waves_.size()));
    const auto n = static_cast<std::size_t>(shot.width);
    std::vector<float> roll(n), chop(n), torn(n);
    const Placement far = shot.place(0);
    for (std::size_t k = 0; k < waves_.size(); ++k) {
      const Wave& w = waves_[k];
      const float z = distance(w, shot), px_ = 1 / far.scale;
      const float x0 = (0.5f - far.x) * px_ * z + shot.view.move_x * kSubjectDistance + w.phase, dx = px_ * z;
      const float along = heading_ * shot.t * 0.55f * w.pace;
      fbm_row(roll.data(), shot.width, (x0 + along) * 0.42f, dx * 0.42f, shot.t * 0.20f + w.phase, {w.seed, 2, 0.5f});
      fbm_row(chop.data(), shot.width, (x0 + along * 1.7f) * 1.9f, dx * 1.9f, shot.t * 0.45f, {w.seed + 3, 3, 0.55f});
      fbm_row(torn.data(), shot.width, (x0 + along) * 1.1f, dx * 1.1f, shot.t * 0.28f + 9, {w.seed + 7, 3, 0.6f});
      for (std::size_t x = 0; x < n; ++x) {
        const float ridge = 1 - std::abs(roll[x]) * 1.5f;  // rounded hollows, sharp crests
        const float height = (0.30f * std::max(ridge, -0.6f) + 0.075f * chop[x]) * w.tall;
        const float y = look_.horizon_y + (eye(shot) - height) / z;
        crests.row(static_cast<int>(k))[x] =
            Px{y * far.scale + far.y, smooth(0.05f, 0.55f, torn[x] + 0.55f * ridge - 0.35f), height, 0};
      }
    }
    return crests;
  }

  void paint(const Shot& shot, const Image& crests, Image& picture, int y0, int y1) const override {
    const float scale = shot.place(0).scale;
    for (std::size_t k = 0; k < waves_.size(); ++k) {
      const Wave& w = waves_[k];
      const float z = distance(w, shot), tall = 0.62f * w.tall / z * scale, near = smooth(26, 3, z);
      if (tall < 1) continue;
      const float haze = 1 - exp_of(-z * 0.02f * look_.haze_density), shown = smooth(1.9f, 2.6f, z) * smooth(30, 22, z);
      const Px* crest = crests.row(static_cast<int>(k));
      for (int y = y0; y < y1; ++y) {
        Px* out = picture.row(y);
        for (int x = 0; x < shot.width; ++x) {
          const float down = static_cast<float>(y) + 1 - crest[x][0];
          if (down <= 0) continue;
          const float d = down / tall;
          if (d >= 1) continue;
          // Thin at the top, where light comes through; dark in the hollow; gone where the next wave begins.
          Px c = mix(thin_, deep_, smooth(0.0f, 0.42f, d));
          c = mix(c, deep_ * 0.55f, smooth(0.40f, 0.9f, d) * 0.7f);
          const float top = std::max(1 - d * 3.2f, 0.f);
          float white = crest[x][1] * top * top * 0.95f;
          if (const float torn = 0.7f * crest[x][1] - d * 1.8f; d < 0.4f && torn > -0.45f) {  // lace that slides down
            const float fx = static_cast<float>(x) / scale * z;
            const float lace = noise(fx * 11 + w.phase, d * 10 - shot.t * 0.9f, w.seed + 11) * 1.3f;
            white = std::max(white, smooth(0.25f, 0.8f, lace + torn) * 0.7f * near);
          }
          c = mix(c, foam_, clamp01(white));
          c = mix(c, look_.haze, haze);
          const float a = clamp01(down) * (1 - smooth(0.62f, 1.0f, d)) * shown;
          out[x] = mix(out[x], opaque(c), a);
        }
      }
    }
  }

 private:
  struct Wave {
    float z, pace, phase, tall;
    std::uint32_t seed;
  };
  static float eye(const Shot& shot) { return std::max(kEye - shot.view.move_y * kSubjectDistance, 0.5f * kEye); }
  // They come slowly nearer, and begin again far off.
  float distance(const Wave& w, const Shot& shot) const {
    constexpr float kNearest = 1.9f, kFarthest = 30;
    const float span = log2_of(kFarthest / kNearest);
    float s = log2_of(w.z / kNearest) / span - shot.t * 0.022f;
    s -= static_cast<float>(floor_int(s));
    return kNearest * exp2_of(span * s);
  }

  Look look_;
  float heading_ = 1;
  std::vector<Wave> waves_;
  Px deep_, thin_, foam_;
};

}  // namespace

void add_swell(Stage& stage) { stage.add(std::make_unique<SwellLayer>(stage)); }

}  // namespace storyteller::paint
