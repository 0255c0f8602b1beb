// Media made for tests: pictures and sound that say which frame and which sample they are.
#pragma once

#include "core/media/frame.hpp"
#include "core/media/source.hpp"

#include <map>
#include <memory>
#include <string>

namespace rushes::testing {

struct FakeSpec {
  int width = 64, height = 36;
  std::int64_t frames = 100;
  Rate rate{24, 1};
  VideoFormat format = video_format::yuv420(8);
  int channels = 2;  // 0 = silent
  bool still = false;
  int delay_ms = 0;  // per frame
};

// Luma of pixel (x, y) of frame n is fake_luma(n, x, y); every frame is made once and kept.
std::uint8_t fake_luma(std::int64_t n, int x, int y);
// Sample i of channel c.
float fake_sample(std::int64_t i, int c);
std::shared_ptr<MediaSource> fake_source(std::shared_ptr<FramePool> pool, const std::string& name,
                                         const FakeSpec& spec);

// Opens "a1.mp4" and so on.
class FakeMedia {
 public:
  explicit FakeMedia(std::shared_ptr<FramePool> pool) : pool_(std::move(pool)) {}
  void add(const std::string& uri, const FakeSpec& spec) { sources_[uri] = fake_source(pool_, uri, spec); }
  Result<std::shared_ptr<MediaSource>> open(const std::string& uri) const {
    const auto it = sources_.find(uri);
    if (it == sources_.end()) return Error{Errc::not_found, "cannot open " + uri + ": No such file or directory"};
    return it->second;
  }

 private:
  std::shared_ptr<FramePool> pool_;
  std::map<std::string, std::shared_ptr<MediaSource>> sources_;
};

}  // namespace rushes::testing
