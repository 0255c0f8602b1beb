#include "tests/support/graph/fake_media.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

namespace rushes::testing {

std::uint8_t fake_luma(std::int64_t n, int x, int y) {
  return static_cast<std::uint8_t>(16 + (x * 3 + y * 5 + n * 7) % 220);
}
float fake_sample(std::int64_t i, int c) { return static_cast<float>((i * (c + 3)) % 1009) / 1009 - 0.5f; }

namespace {

class FakeSource final : public MediaSource {
 public:
  FakeSource(std::shared_ptr<FramePool> pool, const std::string& name, const FakeSpec& spec)
      : pool_(std::move(pool)), spec_(spec), made_(static_cast<std::size_t>(spec.frames)) {
    Hasher h;
    h.add(std::string_view(name));
    key_ = h.key();
    info_.kind = spec.still ? MediaKind::still : MediaKind::video;
    VideoStreamInfo v;
    v.stream = 0;
    v.width = spec.width;
    v.height = spec.height;
    v.rate = spec.rate;
    v.frames = spec.frames;
    v.format = spec.format;
    if (spec.frames > 0) info_.video.push_back(v);
    if (spec.channels)
      info_.audio.push_back({1,
                             "pcm",
                             48000,
                             spec.channels,
                             spec.channels == 1   ? layout_mono
                             : spec.channels == 2 ? layout_stereo
                                                  : layout_5_1,
                             {},
                             {}});
  }

  const MediaInfo& info() const override { return info_; }
  Key content_key() const override { return key_; }
  std::int64_t frame_at(Time t) const override {
    return spec_.still ? 0 : std::clamp<std::int64_t>(rushes::frame_at(t, spec_.rate), 0, spec_.frames - 1);
  }
  Time frame_time(std::int64_t n) const override { return frame_start(n, spec_.rate); }

  Result<FramePtr> frame(std::int64_t n, const CancelToken& cancel) override {
    if (n < 0 || n >= spec_.frames) return Error{Errc::invalid, "no frame " + std::to_string(n)};
    for (int ms = 0; ms < spec_.delay_ms; ++ms) {
      if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    const std::lock_guard lock(mutex_);
    FramePtr& kept = made_[static_cast<std::size_t>(n)];
    if (!kept) {
      const Rect all{0, 0, spec_.width, spec_.height};
      auto frame = pool_->allocate(spec_.format, all, all);
      if (!frame) return std::move(frame).error();
      Frame& f = **frame;
      for (int k = 0; k < f.n_planes; ++k) {
        const Plane& p = f.planes[static_cast<std::size_t>(k)];
        const int w = plane_width(f.format, k, spec_.width) * bytes_per_pixel(f.format, k),
                  h = plane_height(f.format, k, spec_.height);
        for (int y = 0; y < h; ++y)
          for (int x = 0; x < w; ++x)
            p.data[y * p.stride + x] = static_cast<std::byte>(k == 0   ? fake_luma(n, x, y)
                                                              : k == 3 ? (x < w / 2 ? 255 : 40)
                                                                       : 100 + k * 10 + (x + n) % 20);
      }
      kept = std::move(*frame);
    }
    return kept;
  }

  Result<AudioBlock> audio(std::int64_t start, int frames, const CancelToken&) override {
    AudioBlock b = AudioBlock::silence(spec_.channels, info_.audio.at(0).layout, start, frames);
    const std::int64_t length = sample_at(frame_start(spec_.frames, spec_.rate), 48000);
    for (int c = 0; c < spec_.channels; ++c)
      for (int i = 0; i < frames; ++i)
        if (start + i >= 0 && start + i < length) b.channel(c)[i] = fake_sample(start + i, c);
    return b;
  }

 private:
  std::shared_ptr<FramePool> pool_;
  FakeSpec spec_;
  MediaInfo info_;
  Key key_;
  std::mutex mutex_;
  std::vector<FramePtr> made_;
};

}  // namespace

std::shared_ptr<MediaSource> fake_source(std::shared_ptr<FramePool> pool, const std::string& name,
                                         const FakeSpec& spec) {
  return std::make_shared<FakeSource>(std::move(pool), name, spec);
}

}  // namespace rushes::testing
