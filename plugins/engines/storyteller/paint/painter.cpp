#include "plugins/engines/storyteller/paint/painter.hpp"

#include "plugins/engines/storyteller/paint/finish.hpp"
#include "plugins/engines/storyteller/paint/scene.hpp"

#include <algorithm>

namespace storyteller {

struct Painter::Impl {
  Impl(const SceneSpec& spec, const Canvas& canvas, Parallel parallel)
      : width(std::max(canvas.width, 16)),
        height(std::max(canvas.height, 16)),
        scene(spec, canvas, std::move(parallel)),
        finish(scene.look(), spec.seed, width, height) {}

  int width, height;
  paint::Scene scene;
  paint::Finish finish;
};

Painter::Painter(const SceneSpec& spec, const Canvas& canvas, Parallel parallel)
    : impl_(std::make_unique<Impl>(spec, canvas, std::move(parallel))) {}
Painter::~Painter() = default;

void Painter::paint(int frame, std::uint8_t* rgb, std::int64_t stride) const {
  const auto& scene = impl_->scene;
  const paint::Shot shot = scene.shot(frame);
  paint::Image picture = scene.paint(shot);
  impl_->finish.apply(shot, picture, impl_->width, impl_->height, rgb, stride, scene.parallel());
  scene.give_back(std::move(picture));
}

}  // namespace storyteller
