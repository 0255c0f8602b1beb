#include "core/media/proxy.hpp"

#include "core/media/convert.hpp"
#include "core/media/writer.hpp"

#include <algorithm>
#include <cmath>

namespace rushes {

namespace {

constexpr int linear = 8, bt709 = 1;  // code points of ITU-T H.273

VideoFormat format_for(const VideoFormat& source) {
  VideoFormat f = video_format::yuv420(8);
  if (source.transfer == linear) return f;  // light that 8 bits cannot hold
  f.primaries = source.primaries;
  f.transfer = source.transfer;
  f.matrix = source.family == RUSHES_FAMILY_YUV ? source.matrix : bt709;
  return f;
}

int even(double v) { return std::max(2, 2 * static_cast<int>(std::lround(v / 2))); }

class ProxySource final : public MediaSource {
 public:
  ProxySource(std::shared_ptr<MediaSource> original, std::shared_ptr<MediaSource> proxy)
      : original_(std::move(original)), proxy_(std::move(proxy)), info_(original_->info()) {
    Hasher hash;
    key_ = hash.add("proxy").add(original_->content_key()).add(proxy_->content_key()).key();
    VideoStreamInfo& v = info_.video.front();
    const VideoStreamInfo& p = proxy_->info().video.front();
    v.width = p.width;
    v.height = p.height;
    v.rotation = 0;
    v.mirrored = false;
    v.pixel_aspect = p.pixel_aspect;
    v.format = p.format;
  }
  const MediaInfo& info() const override { return info_; }
  Key content_key() const override { return key_; }
  Result<FramePtr> frame(std::int64_t n, const CancelToken& cancel) override { return proxy_->frame(n, cancel); }
  std::int64_t frame_at(Time time) const override { return original_->frame_at(time); }
  Time frame_time(std::int64_t n) const override { return original_->frame_time(n); }
  Result<AudioBlock> audio(std::int64_t start, int frames, const CancelToken& cancel) override {
    return original_->audio(start, frames, cancel);
  }

 private:
  const std::shared_ptr<MediaSource> original_, proxy_;
  MediaInfo info_;
  Key key_;
};

}  // namespace

std::string why_no_proxy(const MediaInfo& info) {
  if (info.video.empty()) return "it has no picture";
  if (info.kind == MediaKind::still || info.video.front().frames < 2) return "it is a still";
  if (info.video.front().format.alpha) return "its pictures have alpha, which a proxy cannot hold";
  return "";
}

Result<void> make_proxy(const std::shared_ptr<FramePool>& pool, MediaSource& source, const std::string& path,
                        const ProxySpec& spec, const std::function<void(std::int64_t, std::int64_t)>& progress,
                        const CancelToken& cancel) {
  const MediaInfo& info = source.info();
  if (const std::string why = why_no_proxy(info); !why.empty())
    return Error{Errc::invalid, "no proxy of " + info.path + ": " + why};
  if (spec.height < 16) return Error{Errc::invalid, "a proxy cannot be less than 16 pixels high"};
  const VideoStreamInfo& v = info.video.front();
  auto first = source.frame(0, cancel);
  if (!first) return std::move(first).error();
  const Frame& f = **first;
  const double shape = static_cast<double>(width(f.full)) * static_cast<double>(f.pixel_aspect.num) /
                       (static_cast<double>(f.pixel_aspect.den) * height(f.full));
  WriteSpec write;
  write.height = even(std::min(spec.height, height(f.full)));
  write.width = std::min(even(write.height * shape), 16384);
  write.rate = v.rate;
  write.format = format_for(v.format);
  write.crf = spec.crf;
  write.preset = "ultrafast";
  write.gop = 1;
  write.audio = AudioCodec::none;
  auto writer = MediaWriter::open(path, write);
  if (!writer) return std::move(writer).error();
  for (std::int64_t n = 0; n < v.frames; ++n) {
    if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    auto frame = source.frame(n, cancel);
    if (!frame) return std::move(frame).error();
    auto small = scale(*pool, *frame, write.width, write.height, write.format, Filter::bilinear);
    if (!small) return std::move(small).error();
    if (auto done = (*writer)->video(**small); !done) return done;
    if (progress) progress(n + 1, v.frames);
  }
  return (*writer)->finish();
}

Result<std::shared_ptr<MediaSource>> with_proxy(std::shared_ptr<MediaSource> original,
                                                std::shared_ptr<MediaSource> proxy) {
  const MediaInfo &o = original->info(), &p = proxy->info();
  if (o.video.empty() || p.video.empty() || o.video.front().frames != p.video.front().frames)
    return Error{Errc::invalid, p.path + " is no proxy of " + o.path + ": their frames are not as many"};
  return std::shared_ptr<MediaSource>(std::make_shared<ProxySource>(std::move(original), std::move(proxy)));
}

}  // namespace rushes
