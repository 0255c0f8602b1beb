#include "core/media/file_source.hpp"

#include "core/media/audio_reader.hpp"
#include "core/media/content_key.hpp"
#include "core/media/describe.hpp"
#include "core/media/timing.hpp"
#include "core/media/video_reader.hpp"

#include <algorithm>
#include <utility>

namespace rushes::av {

namespace {

class FileSource final : public MediaSource {
 public:
  const MediaInfo& info() const override { return info_; }
  Key content_key() const override { return key_; }

  Result<FramePtr> frame(std::int64_t n, const CancelToken& cancel) override {
    if (!video_) return Error{Errc::invalid, info_.path + " has no picture"};
    return video_->frame(n, cancel);
  }
  std::int64_t frame_at(Time time) const override { return timing_.frame_at(time); }
  Time frame_time(std::int64_t n) const override { return timing_.start(n); }

  Result<AudioBlock> audio(std::int64_t start, int frames, const CancelToken& cancel) override {
    if (frames < 0 || frames > (1 << 26))
      return Error{Errc::invalid, "a block of " + std::to_string(frames) + " samples cannot be read"};
    if (!audio_) return Error{Errc::invalid, info_.path + " has no sound"};
    return audio_->read(start, frames, cancel);
  }

  MediaInfo info_;
  Key key_;
  Timing timing_;
  std::unique_ptr<VideoReader> video_;
  std::unique_ptr<AudioReader> audio_;
};

std::vector<std::int64_t> stamps(const VideoIndex& index) {
  std::vector<std::int64_t> pts;
  pts.reserve(index.frames.size());
  for (const auto& f : index.frames) pts.push_back(f.pts);
  return pts;
}

Result<std::unique_ptr<VideoReader>> open_video(const std::shared_ptr<FramePool>& pool, const std::string& path,
                                                Input input, int stream, Orientation o, const SourceOptions& options,
                                                FramePtr& first) {
  const int threads = options.decoder_threads;
  const auto decoders = options.decoders ? options.decoders : std::make_shared<DecoderPool>();
  auto index = index_video(*input, stream, {});
  if (!index) return std::move(index).error().in(path);
  // What the packets promise is believed when the first frame comes out as promised.
  if (!index->frames.empty()) {
    auto reader = VideoReader::open(std::make_shared<const VideoIndex>(std::move(*index)), pool, std::move(input),
                                    stream, o, threads, path, decoders);
    if (!reader) return reader;
    if (auto frame = (*reader)->frame(0, {})) {
      first = *frame;
      return reader;
    }
  }
  auto again = av::open(path);
  if (!again) return std::move(again).error();
  index = index_by_decoding(**again, stream, {});
  if (!index) return Error{index.error().code, "cannot read " + path + ": " + index.error().message};
  auto reader = VideoReader::open(std::make_shared<const VideoIndex>(std::move(*index)), pool, std::move(*again),
                                  stream, o, threads, path, decoders);
  if (!reader) return reader;
  auto frame = (*reader)->frame(0, {});
  if (!frame) return std::move(frame).error();
  first = *frame;
  return reader;
}

}  // namespace

Result<std::shared_ptr<MediaSource>> open_file(std::shared_ptr<FramePool> pool, const std::string& path,
                                               const SourceOptions& options) {
  auto input = av::open(path);
  if (!input) return std::move(input).error();
  auto source = std::make_shared<FileSource>();
  source->info_ = describe(**input, path);
  MediaInfo& info = source->info_;
  auto key = content_key_of(path);
  if (!key) return std::move(key).error();
  source->key_ = *key;
  const int video = first_video(**input), audio = first_audio(**input);
  if (video < 0 && audio < 0)
    return Error{Errc::invalid, "cannot read " + path + ": there is no picture and no sound in it"};
  Time origin;
  if (audio >= 0) origin = info.audio.front().first;
  if (video >= 0) {
    const AVStream& s = *(*input)->streams[video];
    const AVRational base = s.time_base, average = s.avg_frame_rate, lowest = s.r_frame_rate;
    const Orientation o = orientation_of(s);
    FramePtr first;
    auto reader = open_video(pool, path, std::move(*input), video, o, options, first);
    if (!reader) return std::move(reader).error();
    source->video_ = std::move(*reader);
    const VideoIndex& index = source->video_->index();
    source->timing_ = Timing(stamps(index), index.end_pts, base, average, lowest);
    VideoStreamInfo& v = info.video.front();
    v.frames = static_cast<std::int64_t>(index.frames.size());
    v.rate = source->timing_.rate();
    v.variable = source->timing_.variable();
    v.first = origin = time_of(index.frames.front().pts, base);
    v.duration = source->timing_.duration();
    v.format = first->format;
    info.duration = v.duration;
    for (const auto& a : info.audio) info.duration = std::max(info.duration, a.duration);
  }
  if (audio >= 0) {
    const auto& a = info.audio.front();
    source->audio_ = make_audio_reader(path, a.stream, a, origin);
  }
  return std::shared_ptr<MediaSource>(std::move(source));
}

}  // namespace rushes::av
