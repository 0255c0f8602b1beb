#include "plugins/engines/storyteller/paint/camera.hpp"

#include "plugins/engines/storyteller/paint/noise.hpp"

#include <algorithm>

namespace storyteller::paint {

CameraPath::CameraPath(const SceneSpec& spec, const Canvas& canvas, int width, int height, float horizon)
    : camera_(spec.camera),
      width_(width),
      height_(height),
      frames_(std::max(1, canvas.frames)),
      rate_(std::max(1.0, canvas.rate)),
      horizon_(horizon),
      motion_(clamp(spec.motion, 0, 2)),
      seed_(spec.seed) {
  // A longer scene travels further, but a short one is not rushed.
  const float seconds = static_cast<float>(frames_ / rate_);
  strength_ = clamp(camera_.speed, 0.2f, 3) * clamp(0.55f + seconds * 0.11f, 0.5f, 1.8f) * (motion_ > 0 ? 1.f : 0.f);
}

View CameraPath::at(int frame) const {
  // Eased at both ends, never standing still in between: mostly smoothstep, a little straight.
  const float s = frames_ > 1 ? clamp01(static_cast<float>(frame) / static_cast<float>(frames_ - 1)) : 0.5f;
  const float eased = mix(s, s * s * (3 - 2 * s), 0.75f);
  const float way = (eased - 0.5f) * strength_;  // -half..half, so that the middle frame is the composition
  const float begun = eased * strength_;
  View v;
  v.zoom = clamp(camera_.lens, 0.6f, 2);
  switch (camera_.move) {
    case CameraMove::hold:
      break;
    case CameraMove::pan_left:
      v.turn_x = -0.12f * way, v.move_x = -0.08f * way;
      break;
    case CameraMove::pan_right:
      v.turn_x = 0.12f * way, v.move_x = 0.08f * way;
      break;
    case CameraMove::tilt_up:
      v.turn_y = -0.12f * way;
      break;
    case CameraMove::tilt_down:
      v.turn_y = 0.12f * way;
      break;
    case CameraMove::push:
      v.dolly = 0.16f * begun;
      break;
    case CameraMove::pull:
      v.dolly = 0.16f * (strength_ - begun);
      break;
    case CameraMove::crane_up:
      v.move_y = -0.10f * way, v.turn_y = 0.02f * way;
      break;
    case CameraMove::crane_down:
      v.move_y = 0.10f * way, v.turn_y = -0.02f * way;
      break;
    case CameraMove::orbit:
      v.move_x = 0.20f * way, v.turn_x = -0.15f * way;
      break;
    case CameraMove::handheld: {
      const float t = static_cast<float>(static_cast<double>(frame) / rate_) * motion_;
      const auto seed = static_cast<std::uint32_t>(seed_);
      v.turn_x = 0.010f * strength_ * fbm(t * 0.55f, 3.5f, {seed + 1, 3, 0.45f});
      v.turn_y = 0.008f * strength_ * fbm(t * 0.60f, 7.5f, {seed + 2, 3, 0.45f});
      v.move_x = 0.010f * strength_ * fbm(t * 0.30f, 1.5f, {seed + 3, 2, 0.5f});
      v.dolly = 0.04f * begun + 0.01f;
      break;
    }
  }
  if (motion_ <= 0) v.dolly = 0;
  return v;
}

Placement CameraPath::place(const View& v, float nearness) const {
  const float scale = v.zoom * (1 + v.dolly * nearness);
  const float h = static_cast<float>(height_);
  // Growth is around the point the camera travels to: the middle of the horizon.
  const float x = -v.turn_x - v.move_x * nearness, y = horizon_ * (1 - scale) - v.turn_y - v.move_y * nearness;
  return {scale * h, static_cast<float>(width_) * 0.5f + x * h, h * 0.5f + y * h};
}

Rect CameraPath::reach(float nearness) const {
  Rect r{1e9f, 1e9f, -1e9f, -1e9f};
  for (int k = 0; k <= 64; ++k) {
    const Placement p = place(at(static_cast<int>(static_cast<std::int64_t>(frames_ - 1) * k / 64)), nearness);
    r.x0 = std::min(r.x0, -p.x / p.scale), r.x1 = std::max(r.x1, (static_cast<float>(width_) - p.x) / p.scale);
    r.y0 = std::min(r.y0, -p.y / p.scale), r.y1 = std::max(r.y1, (static_cast<float>(height_) - p.y) / p.scale);
  }
  const float margin = camera_.move == CameraMove::handheld ? 0.04f : 0.012f;
  return {r.x0 - margin, r.y0 - margin, r.x1 + margin, r.y1 + margin};
}

float CameraPath::density(float nearness) const {
  float scale = 0;
  for (int k = 0; k <= 16; ++k)
    scale =
        std::max(scale, place(at(static_cast<int>(static_cast<std::int64_t>(frames_ - 1) * k / 16)), nearness).scale);
  return scale * 1.05f;
}

}  // namespace storyteller::paint
