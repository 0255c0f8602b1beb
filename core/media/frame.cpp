#include "core/media/frame.hpp"

#include <cstring>

namespace rushes {

std::size_t Frame::bytes() const {
  std::size_t total = 0;
  for (int p = 0; p < n_planes; ++p) {
    total += static_cast<std::size_t>(plane_width(format, p, width(bounds))) *
             static_cast<std::size_t>(bytes_per_pixel(format, p)) *
             static_cast<std::size_t>(plane_height(format, p, height(bounds)));
  }
  return total;
}

rushes_image image_of(const Frame& frame) {
  rushes_image image{};
  image.size = sizeof image;
  image.n_planes = static_cast<std::uint32_t>(frame.n_planes);
  image.format = frame.format;
  image.bounds = frame.bounds;
  image.full = frame.full;
  image.pixel_aspect = frame.pixel_aspect;
  image.pts = {0, 1};
  for (std::size_t p = 0; p < static_cast<std::size_t>(frame.n_planes); ++p)
    image.plane[p] = {frame.planes[p].data, frame.planes[p].stride};
  return image;
}

rushes_image writable_image_of(Frame& frame) { return image_of(frame); }

Result<std::shared_ptr<Frame>> make_writable(FramePool& pool, FramePtr frame) {
  if (!frame) return Error{Errc::invalid, "there is no frame to write to"};
  bool shared[4] = {}, any = false;
  for (std::size_t p = 0; p < static_cast<std::size_t>(frame->n_planes); ++p) {
    shared[p] = frame->planes[p].buffer.use_count() > 1;
    any = any || shared[p];
  }
  const bool alone = frame.use_count() == 1;
  if (alone && !any) return std::const_pointer_cast<Frame>(std::move(frame));
  // Others hold the frame: all its planes are theirs too.
  auto copy = std::make_shared<Frame>(*frame);
  auto fresh = pool.allocate(frame->format, frame->bounds, frame->full);
  if (!fresh) return std::move(fresh).error();
  for (int p = 0; p < frame->n_planes; ++p) {
    const auto i = static_cast<std::size_t>(p);
    if (alone && !shared[i]) continue;
    const std::size_t row = static_cast<std::size_t>(plane_width(frame->format, p, width(frame->bounds))) *
                            static_cast<std::size_t>(bytes_per_pixel(frame->format, p));
    const Plane& from = frame->planes[i];
    Plane& to = (*fresh)->planes[i];
    for (int y = 0, h = plane_height(frame->format, p, height(frame->bounds)); y < h; ++y) {
      std::memcpy(to.data + y * to.stride, from.data + y * from.stride, row);
    }
    copy->planes[i] = to;
  }
  return copy;
}

FramePtr crop_view(const FramePtr& frame, const Rect& roi) {
  const VideoFormat& f = frame->format;
  Rect r = align(intersect(roi, frame->bounds), f, frame->bounds);
  if (empty(r)) return nullptr;
  // To the left as far as every plane's rows begin at 64 bytes again.
  const int step = 64 << f.sub_w;
  r.x1 = frame->bounds.x1 + (r.x1 - frame->bounds.x1) / step * step;
  if (same(r, frame->bounds)) return frame;
  auto view = std::make_shared<Frame>(*frame);
  view->bounds = r;
  for (int p = 0; p < frame->n_planes; ++p) {
    const int dx = plane_width(f, p, r.x1 - frame->bounds.x1), dy = plane_height(f, p, r.y1 - frame->bounds.y1);
    Plane& plane = view->planes[static_cast<std::size_t>(p)];
    plane.data += dy * plane.stride + static_cast<std::int64_t>(dx) * bytes_per_pixel(f, p);
  }
  return view;
}

}  // namespace rushes
