#include "core/media/bitstream.hpp"

#include <cstdint>
#include <functional>
#include <span>

namespace rushes::av {

namespace {

using Bytes = std::span<const std::uint8_t>;

// Calls `visit` for every NAL unit, in Annex B or with length prefixes, until it answers false.
void for_each_nal(const AVCodecParameters& codec, Bytes data, const std::function<bool(Bytes)>& visit) {
  int length_bytes = 0;
  if (codec.extradata_size >= 5 && codec.extradata[0] == 1) {
    if (codec.codec_id == AV_CODEC_ID_H264)
      length_bytes = (codec.extradata[4] & 3) + 1;
    else if (codec.extradata_size >= 23)
      length_bytes = (codec.extradata[21] & 3) + 1;
  }
  if (length_bytes) {
    while (data.size() > static_cast<std::size_t>(length_bytes)) {
      std::size_t n = 0;
      for (int i = 0; i < length_bytes; ++i) n = n << 8 | data[static_cast<std::size_t>(i)];
      data = data.subspan(static_cast<std::size_t>(length_bytes));
      if (n == 0 || n > data.size()) return;
      if (!visit(data.first(n))) return;
      data = data.subspan(n);
    }
    return;
  }
  const auto next_start = [&](std::size_t from) {
    for (std::size_t i = from; i + 3 <= data.size(); ++i) {
      if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1) return i;
    }
    return data.size();
  };
  for (std::size_t at = next_start(0); at < data.size();) {
    const std::size_t end = next_start(at + 3);
    if (end > at + 3 && !visit(data.subspan(at + 3, end - at - 3))) return;
    at = end;
  }
}

// Of a recovery point in an SEI unit: its frame count, or -1 when the unit has none.
int recovery_count(Bytes nal) {
  std::size_t at = 1;
  while (at + 2 < nal.size()) {
    std::size_t type = 0, size = 0;
    while (at < nal.size() && nal[at] == 0xFF) type += 255, ++at;
    if (at < nal.size()) type += nal[at++];
    while (at < nal.size() && nal[at] == 0xFF) size += 255, ++at;
    if (at < nal.size()) size += nal[at++];
    if (type == 6 && at < nal.size()) {
      // ue(v): zeros, a one, as many bits.
      std::uint64_t bits = 0;
      for (std::size_t i = 0; i < 8; ++i) bits = bits << 8 | (at + i < nal.size() ? nal[at + i] : 0);
      int zeros = 0;
      while (zeros < 16 && !(bits >> (63 - zeros) & 1)) ++zeros;
      return static_cast<int>((bits << zeros >> (63 - zeros)) - 1);
    }
    at += size;
  }
  return -1;
}

struct Bits {
  Bytes data;
  std::size_t at = 0;
  unsigned get(int n) {
    unsigned v = 0;
    while (n--) {
      v = v << 1 | (at / 8 < data.size() ? data[at / 8] >> (7 - at % 8) & 1u : 0u);
      ++at;
    }
    return v;
  }
};

bool vp9_shown(Bytes frame) {
  Bits b{frame};
  b.get(2);
  const unsigned profile = b.get(1) | b.get(1) << 1;
  if (profile == 3) b.get(1);
  if (b.get(1)) return true;  // show_existing_frame
  b.get(1);                   // frame_type
  return b.get(1);
}

}  // namespace

int shown_frames(AVCodecID codec, const AVPacket& packet) {
  const Bytes data(packet.data, static_cast<std::size_t>(std::max(0, packet.size)));
  if (data.empty()) return -1;
  if (codec == AV_CODEC_ID_VP8) return data[0] >> 4 & 1;
  if (codec != AV_CODEC_ID_VP9) return -1;
  // A superframe ends with an index: marker, frame sizes, marker (VP9 bitstream, annex B).
  const std::uint8_t marker = data.back();
  if ((marker & 0xE0) == 0xC0) {
    const std::size_t count = (marker & 7u) + 1, magnitude = (marker >> 3 & 3u) + 1, index = 2 + count * magnitude;
    if (data.size() >= index && data[data.size() - index] == marker) {
      std::size_t at = 0, entry = data.size() - index + 1;
      int shown = 0;
      for (std::size_t i = 0; i < count; ++i) {
        std::size_t n = 0;
        for (std::size_t b = 0; b < magnitude; ++b) n |= static_cast<std::size_t>(data[entry++]) << (8 * b);
        if (n > data.size() - at) return -1;
        if (n) shown += vp9_shown(data.subspan(at, n));
        at += n;
      }
      return shown;
    }
  }
  return vp9_shown(data);
}

EntryPoint entry_point(const AVCodecParameters& codec, const AVPacket& packet) {
  EntryPoint entry;
  if (codec.codec_id != AV_CODEC_ID_H264 && codec.codec_id != AV_CODEC_ID_HEVC) return entry;
  const Bytes data(packet.data, static_cast<std::size_t>(std::max(0, packet.size)));
  entry.clean = false;
  for_each_nal(codec, data, [&](Bytes nal) {
    if (codec.codec_id == AV_CODEC_ID_HEVC) {
      const int type = nal[0] >> 1 & 63;
      if (type < 32) {
        entry.clean = type == 19 || type == 20;  // IDR; CRA and BLA may have leading pictures that need older ones
        return false;
      }
      return true;
    }
    const int type = nal[0] & 31;
    if (type == 6) {
      if (const int n = recovery_count(nal); n >= 0) entry.settle = n;
    }
    if (type >= 1 && type <= 5) {
      entry.clean = type == 5;
      return false;
    }
    return true;
  });
  return entry;
}

}  // namespace rushes::av
