// A film file from a graph: frames and sound in their order into a MediaWriter.
#pragma once

#include "core/base/cancel.hpp"
#include "core/graph/evaluator.hpp"
#include "core/graph/stats.hpp"
#include "core/media/writer.hpp"

#include <rushes/result.hpp>

#include <cstdint>
#include <functional>
#include <string>

namespace rushes {

struct ExportSpec {
  std::string path;                   // container by its extension; "null:" = frames and sound are made and let go
  std::int64_t first = 0, last = -1;  // frames, half-open; last < 0 = to the end
  VideoCodec video = VideoCodec::h264;
  AudioCodec audio = AudioCodec::aac;
  double crf = 18;
  std::string preset = "veryfast";
  // H.264 in 4:2:0 has even sides only. True: the last column or row of an odd side is left out. False: every pixel is
  // kept, as 4:4:4, which few players show.
  bool even_sides = false;
  std::map<std::string, std::string> tags;
};

struct ExportReport {
  std::int64_t frames = 0;
  std::int64_t samples = 0;
  int width = 0, height = 0;  // of the pictures in the file
  std::uint64_t bytes = 0;
  double seconds = 0;  // how long it took
  RenderCounts counts;
};

// Called on the caller's thread after every frame.
using ExportProgress = std::function<void(std::int64_t done, std::int64_t total)>;

// Nothing lies under spec.path unless it succeeded. What was there before stays when it fails.
Result<ExportReport> export_film(Evaluator& evaluator, const std::shared_ptr<FramePool>& pool, const ExportSpec& spec,
                                 const ExportProgress& progress = {}, const CancelToken& cancel = {});

// The codecs a container takes by default: .wav and .flac have no picture, .mkv FFV1 only when asked. Errc::invalid for
// an extension we do not write.
Result<void> codecs_for(const std::string& path, VideoCodec& video, AudioCodec& audio);

}  // namespace rushes
