// The samples of an audio stream as planar float at the file's own rate, in order.
#pragma once

#include "core/base/cancel.hpp"
#include "core/media/av.hpp"

#include <functional>
#include <span>

namespace rushes::av {

struct Samples {
  int rate = 0, channels = 0;
  std::uint64_t layout = 0;           // WAVE speaker mask
  std::int64_t pts = AV_NOPTS_VALUE;  // of the first one, stream time base
  int frames = 0;
  const float* const* channel = nullptr;
};

std::uint64_t layout_of(const AVChannelLayout& layout);  // as a mask; guessed from the count where the file has none

// Decodes the stream from where `input` stands to its end, or until `take` answers false. `errors` counts what the
// decoder complained about.
Result<void> decode_audio(AVFormatContext& input, int stream, const CancelToken& cancel, int& errors,
                          const std::function<bool(const Samples&)>& take);

// A decoded frame's samples as planar float, in `store`.
void to_float(const AVFrame& frame, std::vector<std::vector<float>>& store);

}  // namespace rushes::av
