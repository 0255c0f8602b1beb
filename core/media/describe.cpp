#include "core/media/describe.hpp"

#include "core/media/audio_decode.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cmath>

namespace rushes::av {

namespace {

void copy_tags(const AVDictionary* from, std::map<std::string, std::string>& to) {
  for (const AVDictionaryEntry* e = nullptr; (e = av_dict_get(from, "", e, AV_DICT_IGNORE_SUFFIX));)
    to.emplace(e->key, e->value);
}

Time start_of(const AVStream& s) { return known(s.start_time) ? time_of(s.start_time, s.time_base) : Time{}; }

Time duration_of(const AVFormatContext& input, const AVStream& s) {
  if (s.duration > 0) return time_of(s.duration, s.time_base);
  return input.duration > 0 ? time_of(input.duration, AV_TIME_BASE_Q) : Time{};
}

VideoStreamInfo video_info(const AVFormatContext& input, const AVStream& s) {
  const AVCodecParameters& p = *s.codecpar;
  VideoStreamInfo v;
  v.stream = s.index;
  v.codec = avcodec_get_name(p.codec_id);
  if (const char* profile = avcodec_profile_name(p.codec_id, p.profile)) v.profile = profile;
  if (const char* name = av_get_pix_fmt_name(static_cast<AVPixelFormat>(p.format))) v.pixel_format = name;
  v.width = p.width;
  v.height = p.height;
  const Orientation o = orientation_of(s);
  v.rotation = o.rotation;
  v.mirrored = o.mirrored;
  const AVRational aspect = s.sample_aspect_ratio.num > 0 ? s.sample_aspect_ratio : p.sample_aspect_ratio;
  if (aspect.num > 0 && aspect.den > 0) v.pixel_aspect = {aspect.num, aspect.den};
  const AVRational rate = s.avg_frame_rate.num > 0 ? s.avg_frame_rate : s.r_frame_rate;
  if (rate.num > 0 && rate.den > 0) v.rate = {rate.num, rate.den};
  if (s.r_frame_rate.num > 0 && s.r_frame_rate.den > 0) v.base_rate = {s.r_frame_rate.num, s.r_frame_rate.den};
  for (int i = 0; i < s.nb_side_data; ++i)
    if (const char* name = av_packet_side_data_name(s.side_data[i].type)) v.side_data.emplace_back(name);
  v.first = start_of(s);
  v.duration = duration_of(input, s);
  v.frames = s.nb_frames > 0 ? s.nb_frames : frames_in(v.duration, v.rate);
  if (const auto map = pixel_map(static_cast<AVPixelFormat>(p.format), p.width, p.height, p.color_range, p.color_space,
                                 p.color_primaries, p.color_trc, p.chroma_location, p.field_order)) {
    v.format = oriented(map->format, o);
  }
  return v;
}

// Fragmented files may claim any length before their fragments are read. Less than this much data for a second of it is
// nothing to believe.
constexpr double least_bytes_per_second = 100;

bool believable(const MediaInfo& info) {
  Time longest = info.duration;
  for (const auto& v : info.video) longest = std::max(longest, v.duration);
  for (const auto& a : info.audio) longest = std::max(longest, a.duration);
  return static_cast<double>(info.bytes) >= longest.seconds() * least_bytes_per_second;
}

// Lengths and frame counts from the packets, which are few.
void measure(const std::string& path, MediaInfo& info) {
  auto opened = open(path);
  if (!opened) return;
  AVFormatContext& input = **opened;
  struct Extent {
    Time start, end;
    std::int64_t packets = 0;
  };
  std::vector<Extent> extents(input.nb_streams);
  const Packet packet(av_packet_alloc());
  while (packet && av_read_frame(&input, packet.get()) >= 0) {
    const auto i = static_cast<std::size_t>(packet->stream_index);
    if (i >= extents.size()) extents.resize(i + 1);
    const AVStream& s = *input.streams[i];
    if (known(packet->pts)) {
      Extent& e = extents[i];
      const auto at = [&](std::int64_t stamp) {
        constexpr std::int64_t farthest = std::int64_t{1} << 59;  // differences stay within what is known
        return Time{std::clamp(time_of(stamp, s.time_base).ticks, -farthest, farthest)};
      };
      const Time start = at(packet->pts);
      const Time end = at(packet->pts + std::clamp<std::int64_t>(packet->duration, 0, std::int64_t{1} << 60));
      e.start = e.packets ? std::min(e.start, start) : start;
      e.end = e.packets ? std::max(e.end, end) : end;
      ++e.packets;
    }
    av_packet_unref(packet.get());
  }
  Time last = info.first;
  const auto set = [&](int stream, Time& duration, std::int64_t& frames) {
    const auto i = static_cast<std::size_t>(stream);
    if (i >= extents.size() || extents[i].packets == 0) return;
    const Extent& e = extents[i];
    duration = e.end - e.start;
    frames = e.packets;
    last = std::max(last, e.end);
  };
  for (auto& v : info.video) set(v.stream, v.duration, v.frames);
  for (auto& a : info.audio) set(a.stream, a.duration, a.frames);
  if (last > info.first) info.duration = last - info.first;
}

}  // namespace

Orientation orientation_of(const AVStream& stream) {
  std::size_t size = 0;
  const std::uint8_t* data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  if (!data || size < 9 * sizeof(std::int32_t)) return {};
  const auto* m = reinterpret_cast<const std::int32_t*>(data);
  // x' = a x + c y, y' = b x + d y, y downwards. A mirrored picture has a negative determinant; the flip comes first.
  const double a = m[0], b = m[1], c = m[3], d = m[4];
  Orientation o;
  o.mirrored = a * d - b * c < 0;
  const double angle = o.mirrored ? std::atan2(-c, d) : std::atan2(b, a);
  if (!std::isfinite(angle) || (a == 0 && b == 0)) return {};
  o.rotation = (static_cast<int>(std::lround(angle / (3.14159265358979323846 / 2))) % 4 + 4) % 4 * 90;
  return o;
}

MediaInfo describe(const AVFormatContext& input, const std::string& path) {
  MediaInfo info;
  info.path = path;
  info.container = input.iformat->name;
  struct stat file {};
  if (::stat(path.c_str(), &file) == 0) info.bytes = static_cast<std::uint64_t>(file.st_size);
  for (unsigned i = 0; i < input.nb_streams; ++i) {
    const AVStream& s = *input.streams[i];
    const AVCodecParameters& p = *s.codecpar;
    if (p.codec_type == AVMEDIA_TYPE_SUBTITLE) ++info.subtitle_streams;
    if (p.codec_type == AVMEDIA_TYPE_VIDEO && !(s.disposition & AV_DISPOSITION_ATTACHED_PIC) &&
        p.codec_id != AV_CODEC_ID_NONE && p.width > 0) {
      info.video.push_back(video_info(input, s));
    }
    if (p.codec_type == AVMEDIA_TYPE_AUDIO && p.codec_id != AV_CODEC_ID_NONE && p.sample_rate > 0) {
      AudioStreamInfo a;
      a.stream = s.index;
      a.codec = avcodec_get_name(p.codec_id);
      if (const char* profile = avcodec_profile_name(p.codec_id, p.profile)) a.profile = profile;
      if (const char* name = av_get_sample_fmt_name(static_cast<AVSampleFormat>(p.format))) a.sample_format = name;
      a.frames = s.nb_frames;
      a.rate = p.sample_rate;
      a.channels = p.ch_layout.nb_channels;
      a.layout = layout_of(p.ch_layout);
      a.first = start_of(s);
      a.duration = duration_of(input, s);
      info.audio.push_back(a);
    }
  }
  if (known(input.start_time)) info.first = time_of(input.start_time, AV_TIME_BASE_Q);
  info.attached_pictures = attached_pictures(input);
  info.chapters = static_cast<int>(input.nb_chapters);
  info.kind = info.video.empty() ? MediaKind::audio : MediaKind::video;
  for (const auto& v : info.video) info.duration = std::max(info.duration, v.duration);
  for (const auto& a : info.audio) info.duration = std::max(info.duration, a.duration);
  copy_tags(input.metadata, info.tags);
  if (!believable(info)) measure(path, info);
  return info;
}

}  // namespace rushes::av
