// SceneSpec -> moving picture. A Painter is made once per scene and then paints any frame, in any order, from any
// thread: everything a frame depends on is the spec, the canvas and the frame number.
#pragma once

#include "plugins/engines/storyteller/scene_spec.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace storyteller {

enum class Quality { draft, preview, final };

struct Canvas {
  int width = 1280, height = 720;  // any size >= 16, also odd
  double rate = 24;                // frames per second
  int frames = 96;                 // length of the scene: camera moves are eased over it
  Quality quality = Quality::final;
};

// Runs body(0..n-1), in any order, possibly in parallel, and returns when all are done.
using Parallel = std::function<void(int n, const std::function<void(int)>& body)>;

class Painter {
 public:
  // Prepares sprites and terrain. `parallel` may be used here and in paint(); results never depend on it.
  Painter(const SceneSpec&, const Canvas&, Parallel parallel);
  ~Painter();

  // Writes canvas.width x canvas.height pixels of packed RGB, 8 bits, sRGB, dithered; rows are `stride` bytes apart.
  void paint(int frame, std::uint8_t* rgb, std::int64_t stride) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace storyteller
