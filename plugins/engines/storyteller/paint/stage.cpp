#include "plugins/engines/storyteller/paint/stage.hpp"

#include "plugins/engines/storyteller/paint/noise.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

class PlateLayer : public Layer {
 public:
  PlateLayer(const Sheet& sheet, float nearness, float speed, float opacity)
      : plate_(sheet), nearness_(nearness), speed_(speed), opacity_(opacity) {}

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    Placement p = shot.place(nearness_);
    p.x += speed_ * shot.t * p.scale;
    plate_.draw(picture, p, y0, y1, opacity_);
  }

 private:
  Plate plate_;
  float nearness_, speed_, opacity_;
};

// Veils of mist along a line, slowly passing.
class MistLayer : public Layer {
 public:
  MistLayer(float y, float height, float nearness, float strength, std::uint32_t seed)
      : y_(y), height_(height), nearness_(nearness), strength_(strength), seed_(seed) {}

  void paint(const Shot& shot, const Image&, Image& picture, int y0, int y1) const override {
    const Placement p = shot.place(nearness_);
    const int step = 4, n = (shot.width + step - 1) / step + 2;
    thread_local std::vector<float> row;
    row.resize(static_cast<std::size_t>(n));
    const Px colour = opaque(mix(shot.look->haze, shot.look->horizon, 0.35f) * (1 + shot.flash));
    for (int y = y0; y < y1; ++y) {
      const float py = (static_cast<float>(y) + 0.5f - p.y) / p.scale, e = (py - y_) / height_;
      const float band = exp_of(-e * e * (e > 0 ? 1.4f : 2.6f));
      if (band * strength_ < 0.01f) continue;
      const float dx = static_cast<float>(step) / p.scale;
      fbm_row(row.data(), n, (-p.x / p.scale) * 1.6f - shot.t * 0.045f * shot.look->wind, dx * 1.6f,
              py * 5 + shot.t * 0.02f, {seed_, 4, 0.5f});
      Px* out = picture.row(y);
      for (int x = 0; x < shot.width; ++x) {
        const int i = x / step;
        const float f = static_cast<float>(x % step) / static_cast<float>(step);
        const float n0 = mix(row[static_cast<std::size_t>(i)], row[static_cast<std::size_t>(i) + 1], f);
        const float a = clamp01(strength_ * band * clamp01(0.62f + 0.75f * n0));
        out[x] = mix(out[x], colour, a);
      }
    }
  }

 private:
  float y_, height_, nearness_, strength_;
  std::uint32_t seed_;
};

}  // namespace

Sheet Stage::sheet(float nearness, float y0, float y1) const {
  Rect r = camera.reach(nearness);
  r.y0 = std::max(r.y0, y0), r.y1 = std::max(r.y0 + 0.01f, std::min(r.y1, y1));
  return Sheet(r, density(nearness));
}

bool Stage::sees(std::string_view sight) const { return std::ranges::find(spec.sights, sight) != spec.sights.end(); }

bool Stage::needs_land() const {
  return std::ranges::any_of(spec.subjects, [&](const Subject& s) {
    const SubjectInfo* info = find_subject(s.kind);
    return info && info->place == Place::ground && s.kind != "lighthouse" && !forbidden(spec, s.kind);
  });
}

bool Stage::has(Place place) const {
  return std::ranges::any_of(spec.subjects, [&](const Subject& s) {
    const SubjectInfo* info = find_subject(s.kind);
    return info && info->place == place && !forbidden(spec, s.kind);
  });
}

void Stage::add_plate(const Sheet& sheet, float nearness) {
  add(std::make_unique<PlateLayer>(sheet, nearness, 0.f, 1.f));
}

void Stage::add_drifting(const Sheet& sheet, float nearness, float speed, float opacity) {
  add(std::make_unique<PlateLayer>(sheet, nearness, speed, opacity));
}

void add_mist(Stage& stage, float y, float height, float nearness, float strength) {
  if (strength <= 0) return;
  stage.add(std::make_unique<MistLayer>(y, height, nearness, strength,
                                        stage.seed("mist") + static_cast<std::uint32_t>(stage.layers.size())));
}

}  // namespace storyteller::paint
