#include "plugins/engines/storyteller/paint/scene.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

Canvas painted_canvas(Canvas c) {
  c.width = std::max(c.width, 16), c.height = std::max(c.height, 16);
  c.frames = std::max(c.frames, 1);
  if (!(c.rate > 0)) c.rate = 24;
  if (c.quality == Quality::draft) c.width = (c.width + 1) / 2, c.height = (c.height + 1) / 2;
  return c;
}

void build(Stage& stage) {
  switch (stage.spec.world) {
    case World::sea:
      build_sea(stage);
      break;
    case World::mountains:
    case World::desert:
    case World::snow:
    case World::countryside:
      build_land(stage);
      break;
    case World::forest:
      build_forest(stage);
      break;
    case World::city:
      build_city(stage);
      break;
    case World::space:
      build_space(stage);
      break;
    case World::interior:
      build_interior(stage);
      break;
    case World::abstract:
      build_abstract(stage);
      break;
  }
  const bool veiled = stage.look.fog > 0 && !stage.underwater && stage.spec.world != World::space &&
                      stage.spec.world != World::interior && stage.spec.world != World::abstract;
  if (veiled) add_mist(stage, stage.look.horizon_y - 0.04f, 0.42f, 0.2f, 0.72f);
  add_cast(stage);
  if (veiled) add_mist(stage, stage.ground_y + 0.02f, 0.11f, 1.3f, 0.34f);  // it also rolls before their feet
  if (stage.spec.world == World::forest) add_foreground(stage);
  add_weather(stage);
}

// Lightning: in every few seconds of a storm one bolt flickers; a function of time alone.
float flash_at(const Look& look, float t, std::uint32_t seed) {
  if (!look.lightning) return 0;
  constexpr float kEvery = 2.6f;
  const int n = floor_int(t / kEvery);
  Dice dice(seed + static_cast<std::uint32_t>(n), "flash");
  const float since = t - kEvery * (static_cast<float>(n) + dice.range(0.05f, 0.7f));
  if (since < 0) return 0;
  return exp_of(-since * 9) * (0.65f + 0.35f * sin_of(since * 70));
}

}  // namespace

Scene::Scene(const SceneSpec& spec, const Canvas& canvas, Parallel parallel)
    : spec_(spec),
      canvas_(painted_canvas(canvas)),
      parallel_(std::move(parallel)),
      look_(make_look(spec_, static_cast<float>(canvas_.width) / static_cast<float>(canvas_.height))),
      camera_(spec_, canvas_, canvas_.width, canvas_.height, look_.horizon_y) {
  Stage stage{spec_, canvas_, parallel_, look_, camera_, {}};
  build(stage);
  layers_ = std::move(stage.layers);
  look_ = stage.look;  // a world may have changed its air
}

Shot Scene::shot(int frame) const {
  Shot s;
  const bool moves = spec_.motion > 0;
  s.frame = moves ? frame : 0;
  s.t = moves ? static_cast<float>(frame / canvas_.rate) * std::min(spec_.motion, 3.f) : 0;
  s.view = camera_.at(moves ? frame : canvas_.frames / 2);
  s.camera = &camera_, s.look = &look_;
  s.width = canvas_.width, s.height = canvas_.height, s.quality = canvas_.quality;
  s.seed = static_cast<std::uint32_t>(spec_.seed ^ (spec_.seed >> 32));
  s.flash = flash_at(look_, s.t, s.seed);
  return s;
}

Image Scene::paint(const Shot& shot) const {
  Image picture = borrow();
  // Layers that look at what lies behind them wait for it; all others go band by band, while its rows are warm.
  for (std::size_t first = 0; first < layers_.size();) {
    std::size_t last = first + 1;
    while (last < layers_.size() && !layers_[last]->reads_picture()) ++last;
    std::vector<Image> prepared;
    for (std::size_t k = first; k < last; ++k) prepared.push_back(layers_[k]->prepare(shot, picture, parallel_));
    over_rows(parallel_, shot.height, [&](int y0, int y1) {
      for (std::size_t k = first; k < last; ++k) layers_[k]->paint(shot, prepared[k - first], picture, y0, y1);
    });
    first = last;
  }
  return picture;
}

// A picture's memory is kept for the next frame: fresh pages cost more than some layers.
Image Scene::borrow() const {
  const std::lock_guard lock(mutex_);
  if (spare_.empty()) return Image(canvas_.width, canvas_.height);
  Image image = std::move(spare_.back());
  spare_.pop_back();
  return image;
}

void Scene::give_back(Image image) const {
  const std::lock_guard lock(mutex_);
  spare_.push_back(std::move(image));
}

}  // namespace storyteller::paint
