// Which frame comes out of which packet: what makes access by frame number exact.
#pragma once

#include "core/base/cancel.hpp"
#include "core/media/av.hpp"

#include <cstdint>
#include <vector>

namespace rushes::av {

struct VideoIndex {
  struct Packet {  // in the order of the file
    std::int64_t pts, dts, pos;
    int size;
    bool key;
    int settle = 0;           // see EntryPoint
    std::int64_t shown = -1;  // the (first) frame it becomes, -1: none
  };
  struct Shown {       // in the order of presentation
    std::int64_t pts;  // stream time base
    std::int64_t packet;
    int repeat = 0;  // the how-manieth frame of that packet
  };
  AVRational time_base{1, 1};
  std::vector<Packet> packets;
  std::vector<Shown> frames;
  std::int64_t end_pts = 0;  // where the last frame ends
  bool decoded = false;      // made by decoding everything, not from the packets alone

  // The packet read from a file at an unknown place, -1 when it is not in the index.
  std::int64_t find(const AVPacket& packet) const;
  // The packet to begin decoding at for frame n: the last clean one from which n comes out exactly, among those before
  // `before`.
  std::int64_t entry_for(std::int64_t n, std::int64_t before) const;

  void finish();  // once frames and packets are filled
 private:
  std::vector<std::int64_t> by_place_;  // packets by their position in the file (or pts); empty: they lie in order
  std::vector<std::int64_t> keys_;
};

// Reads the packets of a stream once. They are decoded only where what comes out cannot be told from the packets:
// containers without reliable time stamps, streams that begin in the middle of a group, damaged packets, codecs with
// frames that are not shown.
Result<VideoIndex> index_video(AVFormatContext& input, int stream, const CancelToken& cancel);
// By decoding everything. `input` stands at its beginning.
Result<VideoIndex> index_by_decoding(AVFormatContext& input, int stream, const CancelToken& cancel);

}  // namespace rushes::av
