#include "plugins/engines/storyteller/paint/painter.hpp"

#include "plugins/engines/storyteller/paint/finish.hpp"
#include "plugins/engines/storyteller/paint/noise.hpp"
#include "plugins/engines/storyteller/paint/stage.hpp"

#include <algorithm>
#include <mutex>

namespace storyteller {

using namespace paint;

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
    case World::sea: build_sea(stage); break;
    case World::interior: build_interior(stage); break;
    case World::abstract: build_abstract(stage); break;
    case World::forest: build_forest(stage); break;
    case World::space: build_space(stage); break;
    case World::city: build_city(stage); break;
    case World::mountains:
    case World::desert:
    case World::snow:
    case World::countryside: build_land(stage); break;
  }
  add_cast(stage);
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

struct Painter::Impl {
  Impl(const SceneSpec& asked, const Canvas& canvas, Parallel run)
      : spec(asked), frame_width(std::max(canvas.width, 16)), frame_height(std::max(canvas.height, 16)), small(painted_canvas(canvas)),
        parallel(std::move(run)), look(make_look(spec, static_cast<float>(small.width) / static_cast<float>(small.height))),
        camera(spec, small, small.width, small.height, look.horizon_y) {
    Stage stage{spec, small, parallel, look, camera, {}};
    build(stage);
    layers = std::move(stage.layers);
    look = stage.look;  // a world may have changed its air
    finish = std::make_unique<Finish>(look, spec.seed, frame_width, frame_height);
  }

  Shot shot(int frame) const {
    Shot s;
    const bool moves = spec.motion > 0;
    s.frame = moves ? frame : 0;
    s.t = moves ? static_cast<float>(frame / small.rate) * std::min(spec.motion, 3.f) : 0;
    s.view = camera.at(moves ? frame : small.frames / 2);
    s.camera = &camera, s.look = &look;
    s.width = small.width, s.height = small.height, s.quality = small.quality;
    s.seed = static_cast<std::uint32_t>(spec.seed ^ (spec.seed >> 32));
    s.flash = flash_at(look, s.t, s.seed);
    return s;
  }

  // A picture's memory is kept for the next frame: fresh pages cost more than some layers.
  Image borrow() {
    const std::lock_guard lock(mutex);
    if (spare.empty()) return Image(small.width, small.height);
    Image image = std::move(spare.back());
    spare.pop_back();
    return image;
  }
  void give_back(Image image) {
    const std::lock_guard lock(mutex);
    spare.push_back(std::move(image));
  }

  SceneSpec spec;
  int frame_width, frame_height;
  Canvas small;
  Parallel parallel;
  Look look;
  CameraPath camera;
  std::unique_ptr<Finish> finish;
  std::vector<std::unique_ptr<Layer>> layers;
  std::mutex mutex;  // guards `spare`
  std::vector<Image> spare;
};

Painter::Painter(const SceneSpec& spec, const Canvas& canvas, Parallel parallel) : impl_(std::make_unique<Impl>(spec, canvas, std::move(parallel))) {}
Painter::~Painter() = default;

void Painter::paint(int frame, std::uint8_t* rgb, std::int64_t stride) const {
  Impl& p = *impl_;
  const Shot shot = p.shot(frame);
  Image picture = p.borrow();
  // Layers that look at what lies behind them wait for it; all others go band by band, while its rows are warm.
  const std::size_t count = p.layers.size();
  for (std::size_t first = 0; first < count;) {
    std::size_t last = first + 1;
    while (last < count && !p.layers[last]->reads_picture()) ++last;
    std::vector<Image> prepared;
    for (std::size_t k = first; k < last; ++k) prepared.push_back(p.layers[k]->prepare(shot, picture, p.parallel));
    over_rows(p.parallel, shot.height, [&](int y0, int y1) {
      for (std::size_t k = first; k < last; ++k) p.layers[k]->paint(shot, prepared[k - first], picture, y0, y1);
    });
    first = last;
  }
  p.finish->apply(shot, picture, p.frame_width, p.frame_height, rgb, stride, p.parallel);
  p.give_back(std::move(picture));
}

}  // namespace storyteller
