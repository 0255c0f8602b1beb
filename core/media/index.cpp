#include "core/media/index.hpp"

#include "core/media/bitstream.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string_view>
#include <utility>

namespace rushes::av {

namespace {

void only(AVFormatContext& input, int stream) {
  for (unsigned i = 0; i < input.nb_streams; ++i)
    input.streams[i]->discard = static_cast<int>(i) == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

bool intra_only(AVCodecID codec) {
  const AVCodecDescriptor* d = avcodec_descriptor_get(codec);
  return d && d->props & AV_CODEC_PROP_INTRA_ONLY;
}

// Containers that keep a time stamp for every frame.
bool keeps_times(const AVFormatContext& input) {
  const std::string_view name = input.iformat->name;
  return name.find("mp4") != name.npos || name.find("matroska") != name.npos;
}

bool one_frame_a_packet(AVCodecID codec) {
  return codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_HEVC || codec == AV_CODEC_ID_AV1 ||
         codec == AV_CODEC_ID_VP8 || codec == AV_CODEC_ID_VP9 || intra_only(codec);
}

std::int64_t usual_step(const VideoIndex& index) {
  std::vector<std::int64_t> steps;
  for (std::size_t i = 1; i < index.frames.size(); ++i) steps.push_back(index.frames[i].pts - index.frames[i - 1].pts);
  if (steps.empty()) return 0;
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  return *middle;
}

VideoIndex::Packet entry_of(const AVCodecParameters& codec, const AVPacket& p, bool& clean) {
  VideoIndex::Packet e{p.pts, p.dts, p.pos, p.size, (p.flags & AV_PKT_FLAG_KEY) != 0};
  clean = true;
  if (e.key) {
    const EntryPoint point = entry_point(codec, p);
    e.settle = point.settle;
    clean = point.clean;
  }
  return e;
}

// Where a packet lies in the file, or something else that few share.
std::int64_t place_of(const VideoIndex::Packet& p) { return p.pos >= 0 ? p.pos : ~p.pts; }

}  // namespace

void VideoIndex::finish() {
  for (std::size_t n = 0; n < frames.size(); ++n) {
    Packet& p = packets[static_cast<std::size_t>(frames[n].packet)];
    if (p.shown < 0) p.shown = static_cast<std::int64_t>(n);
  }
  by_place_.clear();
  if (!std::ranges::is_sorted(packets, {}, place_of)) {
    by_place_.resize(packets.size());
    std::iota(by_place_.begin(), by_place_.end(), 0);
    std::ranges::sort(by_place_, {},
                      [&](std::int64_t i) { return std::pair(place_of(packets[static_cast<std::size_t>(i)]), i); });
  }
  keys_.clear();
  for (std::size_t i = 0; i < packets.size(); ++i)
    if (packets[i].key && packets[i].shown >= 0) keys_.push_back(static_cast<std::int64_t>(i));
}

std::int64_t VideoIndex::find(const AVPacket& packet) const {
  const std::int64_t place = packet.pos >= 0 ? packet.pos : ~packet.pts;
  const auto nth = [&](std::size_t k) { return by_place_.empty() ? static_cast<std::int64_t>(k) : by_place_[k]; };
  const auto at = [&](std::size_t k) -> const Packet& { return packets[static_cast<std::size_t>(nth(k))]; };
  std::size_t low = 0, high = packets.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (place_of(at(middle)) < place)
      low = middle + 1;
    else
      high = middle;
  }
  std::int64_t found = -1;
  for (; low < packets.size() && place_of(at(low)) == place; ++low) {
    const Packet& p = at(low);
    const bool same_time = p.pts == packet.pts && (p.pts != AV_NOPTS_VALUE || p.dts == packet.dts);
    if (p.size != packet.size || !same_time) continue;
    if (found >= 0) return -1;  // two alike: not to be told apart
    found = nth(low);
  }
  return found;
}

std::int64_t VideoIndex::entry_for(std::int64_t n, std::int64_t before) const {
  const std::int64_t wanted = frames[static_cast<std::size_t>(n)].packet;
  const std::int64_t limit = std::min(wanted + 1, before);
  auto it = std::lower_bound(keys_.begin(), keys_.end(), limit);
  while (it != keys_.begin()) {
    --it;
    const Packet& p = packets[static_cast<std::size_t>(*it)];
    // A frame shown before the entry may need frames from before it; so may one within a gradual refresh.
    if (p.shown <= n && *it + p.settle <= wanted) return *it;
  }
  return 0;
}

Result<VideoIndex> index_video(AVFormatContext& input, int stream, const CancelToken& cancel) {
  only(input, stream);
  const AVStream& s = *input.streams[stream];
  VideoIndex index;
  index.time_base = s.time_base;
  bool trusted = keeps_times(input) && one_frame_a_packet(s.codecpar->codec_id);
  const bool counted = s.codecpar->codec_id == AV_CODEC_ID_VP8 || s.codecpar->codec_id == AV_CODEC_ID_VP9;
  const Packet packet = av::packet();
  std::int64_t duration = 0;
  for (int rc; (rc = av_read_frame(&input, packet.get())) != AVERROR_EOF; av_packet_unref(packet.get())) {
    if (rc < 0) break;  // what can be read can be used
    if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    if (packet->stream_index != stream) continue;
    bool clean = true;
    index.packets.push_back(entry_of(*s.codecpar, *packet, clean));
    const VideoIndex::Packet& e = index.packets.back();
    const auto ordinal = static_cast<std::int64_t>(index.packets.size()) - 1;
    if (ordinal == 0 && (!e.key || !clean)) trusted = false;
    if (!known(packet->pts) || packet->flags & AV_PKT_FLAG_CORRUPT || packet->size == 0) trusted = false;
    int shown = 1;
    if (counted) {
      shown = shown_frames(s.codecpar->codec_id, *packet);
      if (shown < 0 || shown > 1) trusted = false;
    }
    if (packet->flags & AV_PKT_FLAG_DISCARD) shown = 0;
    if (shown > 0 && known(packet->pts)) {
      if (packet->pts < index.packets.front().pts) trusted = false;
      index.frames.push_back({packet->pts, ordinal});
      if (duration == 0 || packet->pts >= index.end_pts)
        index.end_pts = packet->pts, duration = known(packet->duration) ? packet->duration : 0;
    }
  }
  if (index.packets.empty()) return Error{Errc::invalid, "there is no picture in it"};
  std::ranges::stable_sort(index.frames, {}, &VideoIndex::Shown::pts);
  for (std::size_t i = 1; i < index.frames.size() && trusted; ++i)
    trusted = index.frames[i].pts != index.frames[i - 1].pts;
  if (!trusted) {
    // The demuxer is moved back by the caller's next open: decoding needs a file at its beginning.
    index.frames.clear();
    return index;
  }
  index.end_pts += duration > 0 ? duration : usual_step(index);
  index.finish();
  return index;
}

Result<VideoIndex> index_by_decoding(AVFormatContext& input, int stream, const CancelToken& cancel) {
  only(input, stream);
  const AVStream& s = *input.streams[stream];
  VideoIndex index;
  index.time_base = s.time_base;
  index.decoded = true;
  auto opened = open_decoder(s, 1);
  if (!opened) return std::move(opened).error();
  AVCodecContext& codec = **opened;
  if (const int rc = avcodec_open2(&codec, codec.codec, nullptr); rc < 0) return failed("decoder", rc);
  const Packet packet = av::packet();
  const FrameRef frame = av::frame();
  std::int64_t duration = 0;
  const auto drain = [&] {
    while (avcodec_receive_frame(&codec, frame.get()) >= 0) {
      VideoIndex::Shown f{frame->best_effort_timestamp, frame->reordered_opaque, 0};
      for (std::size_t i = index.frames.size() - std::min<std::size_t>(4, index.frames.size()); i < index.frames.size();
           ++i)
        f.repeat += index.frames[i].packet == f.packet;
      duration = known(frame->pkt_duration) ? frame->pkt_duration : 0;
      index.frames.push_back(f);
      av_frame_unref(frame.get());
    }
  };
  for (int rc; (rc = av_read_frame(&input, packet.get())) != AVERROR_EOF; av_packet_unref(packet.get())) {
    if (rc < 0) break;
    if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    if (packet->stream_index != stream) continue;
    bool clean = true;
    index.packets.push_back(entry_of(*s.codecpar, *packet, clean));
    codec.reordered_opaque = static_cast<std::int64_t>(index.packets.size()) - 1;
    avcodec_send_packet(&codec, packet.get());
    drain();
  }
  avcodec_send_packet(&codec, nullptr);
  drain();
  if (index.frames.empty()) return Error{Errc::invalid, "no frame in it can be decoded"};
  // A frame without a time gets the one the rate gives it.
  AVRational rate = s.avg_frame_rate.num > 0 ? s.avg_frame_rate : s.r_frame_rate;
  if (rate.num <= 0 || rate.den <= 0) rate = {25, 1};
  const std::int64_t step = std::max<std::int64_t>(1, av_rescale_q(1, av_inv_q(rate), s.time_base));
  for (std::size_t i = 0; i < index.frames.size(); ++i) {
    VideoIndex::Shown& f = index.frames[i];
    if (!known(f.pts))
      f.pts = i ? index.frames[i - 1].pts + step : 0;
    else if (i && f.pts <= index.frames[i - 1].pts)
      f.pts = index.frames[i - 1].pts + 1;
  }
  index.end_pts = index.frames.back().pts + (duration > 0              ? duration
                                             : index.frames.size() > 1 ? usual_step(index)
                                                                       : step);
  index.finish();
  return index;
}

}  // namespace rushes::av
