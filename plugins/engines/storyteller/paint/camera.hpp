// The camera's way through a scene: an eased path over its frames, and where a layer of a given depth lands for it.
#pragma once

#include "plugins/engines/storyteller/paint/image.hpp"
#include "plugins/engines/storyteller/paint/painter.hpp"
#include "plugins/engines/storyteller/scene_spec.hpp"

namespace storyteller::paint {

// Where the camera is in one frame. Nearness is 0 at infinity, 1 where the main subject stands, more in front of it.
struct View {
  float turn_x = 0, turn_y = 0;  // looks aside: everything shifts alike
  float move_x = 0, move_y = 0;  // travels: near things shift more
  float dolly = 0;               // travels forward: near things grow more
  float zoom = 1;                // the lens
};

class CameraPath {
 public:
  CameraPath(const SceneSpec&, const Canvas&, int width, int height, float horizon);

  View at(int frame) const;
  Placement place(const View&, float nearness) const;
  // All of the plane that any frame of the path sees at this nearness, with a small margin.
  Rect reach(float nearness) const;
  // Pixels a plate needs per unit so that it is never enlarged.
  float density(float nearness) const;
  float horizon() const { return horizon_; }

 private:
  Camera camera_;
  int width_, height_, frames_;
  double rate_;
  float horizon_, strength_, motion_;
  std::uint64_t seed_;
};

}  // namespace storyteller::paint
