#include "core/graph/export.hpp"

#include "core/media/convert.hpp"

#include <algorithm>
#include <chrono>

namespace rushes {

namespace {

// Sound runs ahead of the picture by no more than one block, so that both interleave closely in the file.
constexpr int block = 4096;
constexpr const char* null_path = "null:";

std::string extension(const std::string& path) {
  const auto dot = path.find_last_of("./");
  std::string ext = dot == path.npos || path[dot] == '/' ? "" : path.substr(dot);
  std::ranges::transform(ext, ext.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return ext;
}

// The part of the picture from its upper left corner on, as a picture of its own.
FramePtr upper_left(const FramePtr& frame, int width, int height) {
  auto part = std::make_shared<Frame>(*crop_view(frame, {0, 0, width, height}));
  part->full = part->bounds;
  return part;
}

}  // namespace

Result<void> codecs_for(const std::string& path, VideoCodec& video, AudioCodec& audio) {
  const std::string ext = extension(path);
  if (path == null_path) {
    video = VideoCodec::h264, audio = AudioCodec::pcm;  // what a film has: both are made
  } else if (ext == ".mp4" || ext == ".mov" || ext == ".mkv" || ext == ".m4v") {
    video = VideoCodec::h264, audio = AudioCodec::aac;
  } else if (ext == ".wav") {
    video = VideoCodec::none, audio = AudioCodec::pcm;
  } else if (ext == ".flac") {
    video = VideoCodec::none, audio = AudioCodec::flac;
  } else if (ext == ".m4a") {
    video = VideoCodec::none, audio = AudioCodec::aac;
  } else {
    return Error{Errc::invalid,
                 "cannot write " + path + ": the name must end in .mp4, .mov, .mkv, .m4a, .wav or .flac"};
  }
  return {};
}

Result<ExportReport> export_film(Evaluator& evaluator, const std::shared_ptr<FramePool>& pool, const ExportSpec& spec,
                                 const ExportProgress& progress, const CancelToken& cancel) {
  const auto began = std::chrono::steady_clock::now();
  const Graph& graph = evaluator.graph();
  const std::int64_t first = std::max<std::int64_t>(0, spec.first);
  const std::int64_t last = spec.last < 0 ? graph.length : std::min(spec.last, graph.length);
  if (first >= last)
    return Error{Errc::invalid, graph.length == 0
                                    ? std::string("nothing to render: the timeline has 0 frames; put clips on a track")
                                    : "nothing to render from frame " + std::to_string(first) +
                                          " on: the timeline has " + std::to_string(graph.length) + " frames"};

  const Canvas& canvas = graph.canvas;
  WriteSpec write;
  write.video = spec.video;
  const bool even = spec.even_sides && spec.video == VideoCodec::h264 && std::min(canvas.width, canvas.height) > 1;
  write.width = even ? canvas.width / 2 * 2 : canvas.width;
  write.height = even ? canvas.height / 2 * 2 : canvas.height;
  write.rate = canvas.rate;
  write.format = video_format::yuv420(canvas.bits);
  write.crf = spec.crf;
  write.preset = spec.preset;
  write.audio = spec.audio;
  write.audio_rate = canvas.sample_rate;
  write.audio_channels = canvas.channels;
  write.tags = spec.tags;
  std::unique_ptr<MediaWriter> writer;  // none: the null sink
  if (spec.path != null_path) {
    auto opened = MediaWriter::open(spec.path, write);
    if (!opened) return std::move(opened).error();
    writer = *std::move(opened);
  }

  ExportReport report;
  if (spec.video != VideoCodec::none) report.width = write.width, report.height = write.height;
  const std::int64_t sound_first = sample_at(frame_start(first, canvas.rate), canvas.sample_rate);
  const auto sound_until = [&](std::int64_t frame) -> Result<void> {
    if (spec.audio == AudioCodec::none) return {};
    const std::int64_t end = sample_at(frame_start(frame, canvas.rate), canvas.sample_rate);
    while (sound_first + report.samples < end) {
      const int n = static_cast<int>(std::min<std::int64_t>(block, end - sound_first - report.samples));
      auto sound = evaluator.audio(sound_first + report.samples, n, cancel);
      if (!sound) return std::move(sound).error();
      sound->start = report.samples;  // the file begins at its own zero
      if (!writer) {
        report.samples += n;
        continue;
      }
      if (auto ok = writer->audio(*sound); !ok) return std::move(ok).error();
      report.samples += n;
    }
    return {};
  };

  if (spec.video == VideoCodec::none) {
    for (std::int64_t n = first; n < last; ++n) {
      if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
      if (auto ok = sound_until(n + 1); !ok) return std::move(ok).error();
      if (progress) progress(n + 1 - first, last - first);
    }
  } else {
    auto ok = evaluator.frames(
        first, last,
        [&](std::int64_t n, const FramePtr& frame) -> Result<void> {
          auto converted = convert(*pool, even ? upper_left(frame, write.width, write.height) : frame, write.format);
          if (!converted) return std::move(converted).error();
          if (writer) {
            if (auto done = writer->video(**converted); !done) return std::move(done).error();
            ++report.counts.encoded;
          }
          if (auto done = sound_until(n + 1); !done) return std::move(done).error();
          ++report.frames;
          if (progress) progress(report.frames, last - first);
          return {};
        },
        cancel);
    if (!ok) return std::move(ok).error();
  }
  if (writer) {
    if (auto ok = writer->finish(); !ok) return std::move(ok).error();
    report.bytes = writer->bytes_written();
  }
  report.counts.evaluated = static_cast<std::uint64_t>(report.frames);
  report.counts.decode = evaluator.stats().decode;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return report;
}

}  // namespace rushes
