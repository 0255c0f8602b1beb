#include "finishing/vignette_weights.hpp"

#include "support/mix_pictures.hpp"
#include "support/pixel_effect.hpp"

#include <list>
#include <mutex>

namespace rushes::effects {

float VignetteShape::weight(float px, float py) const {
  const float dx = (px - x) * sx, dy = (py - y) * sy;
  return amount * smooth_step(low, high, std::sqrt(dx * dx + dy * dy));
}

namespace {

std::shared_ptr<const VignetteWeights> made(const VignetteShape& shape, const rushes_rect& full, int sub_w, int sub_h) {
  auto w = std::make_shared<VignetteWeights>();
  w->x1 = full.x1, w->y1 = full.y1, w->sub_w = sub_w, w->sub_h = sub_h;
  w->width = full.x2 - full.x1;
  w->chroma_width = ((full.x2 + (1 << sub_w) - 1) >> sub_w) - (full.x1 >> sub_w);
  const int height = full.y2 - full.y1, rows = ((full.y2 + (1 << sub_h) - 1) >> sub_h) - (full.y1 >> sub_h);
  const auto width = static_cast<std::size_t>(w->width);
  w->luma.resize(width * static_cast<std::size_t>(height));
  w->chroma.resize(static_cast<std::size_t>(w->chroma_width) * static_cast<std::size_t>(rows));
  for (int y = 0; y < height; ++y) {
    std::uint16_t* row = w->luma.data() + width * static_cast<std::size_t>(y);
    for (int x = 0; x < w->width; ++x)
      row[x] = static_cast<std::uint16_t>(
          shape.weight(static_cast<float>(full.x1 + x) + 0.5f, static_cast<float>(full.y1 + y) + 0.5f) * weight_one +
          0.5f);
  }
  std::vector<std::uint16_t> group;
  for (int c = 0; c < rows; ++c) {
    const int first = std::max(0, (((full.y1 >> sub_h) + c) << sub_h) - full.y1),
              last = std::min(height, ((((full.y1 >> sub_h) + c) + 1) << sub_h) - full.y1);
    group.assign(w->luma.data() + width * static_cast<std::size_t>(first),
                 w->luma.data() + width * static_cast<std::size_t>(last));
    chroma_weights(group, w->width, last - first, sub_w);
    std::copy_n(group.data(), w->chroma_width, w->chroma.data() + static_cast<std::ptrdiff_t>(c) * w->chroma_width);
  }
  return w;
}

}  // namespace

std::shared_ptr<const VignetteWeights> vignette_weights(const VignetteShape& shape, const rushes_rect& full, int sub_w,
                                                        int sub_h) {
  struct Entry {
    VignetteShape shape;
    rushes_rect full;
    int sub_w, sub_h;
    std::shared_ptr<const VignetteWeights> weights;
  };
  static std::mutex mutex;       // also while they are made: others want the same
  static std::list<Entry> kept;  // the last used first
  const std::lock_guard lock(mutex);
  const auto found = std::find_if(kept.begin(), kept.end(), [&](const Entry& e) {
    return e.shape == shape && e.sub_w == sub_w && e.sub_h == sub_h && covers(e.full, full) && covers(full, e.full);
  });
  if (found != kept.end()) {
    kept.splice(kept.begin(), kept, found);
    return found->weights;
  }
  constexpr std::size_t most = std::size_t{64} << 20;  // bytes, beside the one that is asked for
  kept.push_front({shape, full, sub_w, sub_h, made(shape, full, sub_w, sub_h)});
  std::size_t bytes = 0;
  for (auto e = std::next(kept.begin()); e != kept.end();) {
    bytes += 2 * (e->weights->luma.size() + e->weights->chroma.size());
    e = bytes > most ? kept.erase(e) : std::next(e);
  }
  return kept.front().weights;
}

}  // namespace rushes::effects
