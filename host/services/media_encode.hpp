// The encode service over core/media: what an engine paints becomes a near-lossless file that is quick to seek in.
#pragma once

#include "core/media/frame.hpp"
#include "host/services/encode.hpp"

#include <memory>
#include <string>

namespace rushes::host {

// Pictures: H.264 with a keyframe twice a second at a quality where nothing is seen to be lost, in MP4, with AAC sound;
// sound alone: WAV. Files grow in `scratch` and are gone when their session ends.
EncodeBackend media_encoder(std::shared_ptr<FramePool> pool, std::string scratch);

}  // namespace rushes::host
