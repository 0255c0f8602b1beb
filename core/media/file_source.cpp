#include "core/media/file_source.hpp"

#include "core/media/audio_reader.hpp"
#include "core/media/content_key.hpp"
#include "core/media/describe.hpp"
#include "core/media/file_facts.hpp"
#include "core/media/known_files.hpp"
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

Timing timing_of(const FileFacts& facts) {
  return {stamps(*facts.index), facts.index->end_pts, facts.index->time_base, facts.average, facts.lowest};
}

Result<std::unique_ptr<VideoReader>> reader_of(const FileFacts& facts, const std::string& path,
                                               const std::shared_ptr<FramePool>& pool, const SourceOptions& options) {
  VideoReader::Stream stream{facts.index, path, facts.video, {}, facts.orientation};
  stream.parameters.reset(avcodec_parameters_alloc());
  if (!stream.parameters || avcodec_parameters_copy(stream.parameters.get(), facts.parameters.get()) < 0)
    return Error{Errc::unavailable, "no memory to open " + path};
  return std::make_unique<VideoReader>(std::move(stream), pool, options.decoder_threads, options.decoders);
}

// The index of the first video stream and a reader for it; what the packets promise is believed when the first frame
// comes out as promised.
Result<std::unique_ptr<VideoReader>> look_at_video(FileFacts& facts, Input input, const std::string& path,
                                                   const std::shared_ptr<FramePool>& pool,
                                                   const SourceOptions& options) {
  const int stream = facts.video;
  const AVStream& s = *input->streams[stream];
  facts.average = s.avg_frame_rate;
  facts.lowest = s.r_frame_rate;
  facts.orientation = orientation_of(s);
  facts.parameters.reset(avcodec_parameters_alloc());
  if (!facts.parameters || avcodec_parameters_copy(facts.parameters.get(), s.codecpar) < 0)
    return Error{Errc::unavailable, "no memory to open " + path};
  auto index = index_video(*input, stream, {});
  if (!index) return std::move(index).error().in(path);
  Result<std::unique_ptr<VideoReader>> reader = Error{};
  Result<FramePtr> first = Error{};
  if (!index->frames.empty()) {
    facts.index = std::make_shared<const VideoIndex>(std::move(*index));
    reader = reader_of(facts, path, pool, options);
    if (!reader) return reader;
    if (auto begun = (*reader)->begin(std::move(input)); !begun) return std::move(begun).error();
    first = (*reader)->frame(0, {});
  }
  if (!first) {
    auto again = av::open(path);
    if (!again) return std::move(again).error();
    index = index_by_decoding(**again, stream, {});
    if (!index) return Error{index.error().code, "cannot read " + path + ": " + index.error().message};
    facts.index = std::make_shared<const VideoIndex>(std::move(*index));
    reader = reader_of(facts, path, pool, options);
    if (!reader) return reader;
    if (auto begun = (*reader)->begin(std::move(*again)); !begun) return std::move(begun).error();
    first = (*reader)->frame(0, {});
    if (!first) return std::move(first).error();
  }
  const VideoIndex& found = *facts.index;
  const Timing timing = timing_of(facts);
  VideoStreamInfo& v = facts.info.video.front();
  v.frames = static_cast<std::int64_t>(found.frames.size());
  v.rate = timing.rate();
  v.variable = timing.variable();
  v.first = time_of(found.frames.front().pts, found.time_base);
  v.duration = timing.duration();
  v.format = (*first)->format;
  facts.info.duration = v.duration;
  for (const auto& a : facts.info.audio) facts.info.duration = std::max(facts.info.duration, a.duration);
  return reader;
}

// All there is to know, by reading the file. `reader`: for its pictures, if it has any.
Result<FileFacts> look_at(const std::string& path, const std::shared_ptr<FramePool>& pool, const SourceOptions& options,
                          std::unique_ptr<VideoReader>& reader) {
  auto input = av::open(path);
  if (!input) return std::move(input).error();
  FileFacts facts;
  facts.info = describe(**input, path);
  auto key = content_key_of(path);
  if (!key) return std::move(key).error();
  facts.content = *key;
  facts.video = first_video(**input);
  if (facts.video < 0 && first_audio(**input) < 0)
    return Error{Errc::invalid, "cannot read " + path + ": there is no picture and no sound in it"};
  if (facts.video >= 0) {
    auto made = look_at_video(facts, std::move(*input), path, pool, options);
    if (!made) return std::move(made).error();
    reader = std::move(*made);
  }
  return facts;
}

}  // namespace

Result<std::shared_ptr<MediaSource>> open_file(std::shared_ptr<FramePool> pool, const std::string& path,
                                               std::shared_ptr<KnownFiles> known, const SourceOptions& given) {
  SourceOptions options = given;
  if (!options.decoders) options.decoders = std::make_shared<DecoderPool>();
  // The state before the file is looked at: should it change meanwhile, what is kept is not found again.
  const auto state = known ? KnownFiles::state_of(path) : std::nullopt;
  auto source = std::make_shared<FileSource>();
  std::optional<FileFacts> facts;
  if (state) {
    if (const auto bytes = known->find(*state)) facts = facts_from(*bytes);
  }
  if (!facts) {
    auto found = look_at(path, pool, options, source->video_);
    if (!found) return std::move(found).error();
    facts = std::move(*found);
    if (state) known->keep(*state, to_bytes(*facts));
  } else if (facts->video >= 0) {
    auto reader = reader_of(*facts, path, pool, options);
    if (!reader) return std::move(reader).error();
    source->video_ = std::move(*reader);
  }
  if (facts->video >= 0) source->timing_ = timing_of(*facts);
  source->key_ = facts->content;
  source->info_ = std::move(facts->info);
  const MediaInfo& info = source->info_;
  source->info_.path = path;
  const auto a =
      std::ranges::find_if(info.audio, [](const AudioStreamInfo& s) { return s.rate > 0 && s.channels > 0; });
  if (a != info.audio.end())
    source->audio_ = make_audio_reader(path, a->stream, *a, facts->video >= 0 ? info.video.front().first : a->first);
  return std::shared_ptr<MediaSource>(std::move(source));
}

}  // namespace rushes::av
