// Proxies: the frames of a source, small and each coded by itself. Any of them is decoded in about a millisecond, where
// a frame in the middle of a long group of pictures needs all that it refers to.
#pragma once

#include "core/base/cancel.hpp"
#include "core/media/source.hpp"

#include <functional>
#include <string>

namespace rushes {

struct ProxySpec {
  int height = 540;  // at most; smaller pictures keep their size
  double crf = 23;
};

// Why there is no use in a proxy of it: it is a still, has no picture, or pictures with alpha. Empty: there is.
std::string why_no_proxy(const MediaInfo& info);

// Writes the proxy of `source` to `path` (.mp4): H.264, keyframes only, square pixels, the colours of the source in 8
// bits. Frame n is frame n of the source. `progress`: frames done, and of how many.
Result<void> make_proxy(const std::shared_ptr<FramePool>& pool, MediaSource& source, const std::string& path,
                        const ProxySpec& spec = {},
                        const std::function<void(std::int64_t, std::int64_t)>& progress = {},
                        const CancelToken& cancel = {});

// `original` with the pictures of `proxy`: times and sound are the original's, size and format the proxy's. The content
// key is one of its own. Errc::invalid when their frames are not as many.
Result<std::shared_ptr<MediaSource>> with_proxy(std::shared_ptr<MediaSource> original,
                                                std::shared_ptr<MediaSource> proxy);

}  // namespace rushes
