// What a coded packet says about itself, without decoding it.
#pragma once

#include "core/media/av.hpp"

namespace rushes::av {

// How many frames a decoder will put out for this packet of VP8 or VP9: 0 for a hidden reference frame, -1 when it
// cannot be told (other codecs, damage).
int shown_frames(AVCodecID codec, const AVPacket& packet);

// Where decoding may begin. `clean`: every later packet decodes exactly. `settle`: the number of packets after which a
// gradual refresh is complete (H.264 recovery point).
struct EntryPoint {
  bool clean = true;
  int settle = 0;
};
EntryPoint entry_point(const AVCodecParameters& codec, const AVPacket& packet);

}  // namespace rushes::av
