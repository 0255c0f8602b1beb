// A scene that is set up: its layers, its light and its camera; gives the linear light of any frame.
#pragma once

#include "plugins/engines/storyteller/paint/stage.hpp"

#include <mutex>

namespace storyteller::paint {

class Scene {
 public:
  // `canvas` as asked for; drafts are painted at half its size.
  Scene(const SceneSpec&, const Canvas& canvas, Parallel);

  Shot shot(int frame) const;
  // Paints into a picture of the scene's own store; hand it back when done.
  Image paint(const Shot&) const;
  void give_back(Image) const;

  const Look& look() const { return look_; }
  const Parallel& parallel() const { return parallel_; }

 private:
  Image borrow() const;

  SceneSpec spec_;
  Canvas canvas_;
  Parallel parallel_;
  Look look_;
  CameraPath camera_;
  std::vector<std::unique_ptr<Layer>> layers_;
  mutable std::mutex mutex_;  // guards spare_
  mutable std::vector<Image> spare_;
};

}  // namespace storyteller::paint
