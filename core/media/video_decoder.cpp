#include "core/media/video_decoder.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace rushes::av {

Result<std::unique_ptr<VideoDecoder>> VideoDecoder::open(std::shared_ptr<const VideoIndex> index,
                                                         std::shared_ptr<FramePool> pool, Input input, int stream,
                                                         int threads, std::string path, bool at_start,
                                                         std::shared_ptr<DecoderPool> decoders) {
  auto d = std::unique_ptr<VideoDecoder>(new VideoDecoder);
  AVStream& s = *input->streams[stream];
  for (unsigned i = 0; i < input->nb_streams; ++i)
    input->streams[i]->discard = static_cast<int>(i) == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  d->aspect_ = s.sample_aspect_ratio.num > 0 ? s.sample_aspect_ratio : s.codecpar->sample_aspect_ratio;
  d->index_ = std::move(index);
  d->pool_ = std::move(pool);
  d->input_ = std::move(input);
  d->packet_ = packet();
  d->waiting_ = packet();
  d->stream_ = stream;
  d->placed_ = at_start;
  d->path_ = std::move(path);
  d->decoders_ = std::move(decoders);
  d->threads_ = threads;
  if (auto ok = d->wake(); !ok) return std::move(ok).error();
  ++d->decoders_->opened;
  return d;
}

Result<void> VideoDecoder::wake() {
  auto codec = open_decoder(*input_->streams[stream_], threads_);
  if (!codec) return std::move(codec).error();
  (*codec)->flags |= AV_CODEC_FLAG_UNALIGNED;  // exact cropping; import copies where it leaves rows unaligned
  decode_into(**codec, pool_);
  if (const int rc = avcodec_open2(codec->get(), (*codec)->codec, nullptr); rc < 0)
    return failed("decoder for " + path_, rc);
  codec_ = std::move(*codec);
  return {};
}

void VideoDecoder::rest() {
  codec_.reset();
  av_packet_unref(waiting_.get());
  has_waiting_ = draining_ = placed_ = false;
}

Result<void> VideoDecoder::rewind() {
  auto input = av::open(path_);
  if (!input) return std::move(input).error();
  if (static_cast<unsigned>(stream_) >= (*input)->nb_streams)
    return Error{Errc::io, path_ + " has changed while it was open"};
  for (unsigned i = 0; i < (*input)->nb_streams; ++i)
    (*input)->streams[i]->discard = static_cast<int>(i) == stream_ ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  input_ = std::move(*input);
  has_waiting_ = false;
  next_packet_ = 0;
  return {};
}

// The next packet of our stream and its number in the index.
bool VideoDecoder::read(AVPacket& packet, std::int64_t& ordinal) {
  if (has_waiting_) {
    av_packet_move_ref(&packet, waiting_.get());
    has_waiting_ = false;
    ordinal = next_packet_++;
    return true;
  }
  while (av_read_frame(input_.get(), &packet) >= 0) {
    if (packet.stream_index == stream_) {
      ordinal = next_packet_++;
      return true;
    }
    av_packet_unref(&packet);
  }
  return false;
}

// Stands before `packet`, with a fresh decoder.
Result<void> VideoDecoder::seek(std::int64_t target) {
  ++decoders_->seeks;
  avcodec_flush_buffers(codec_.get());
  av_packet_unref(waiting_.get());
  has_waiting_ = false;
  draining_ = placed_ = false;
  last_id_ = -1;
  bool placed = false;
  std::int64_t from = target;
  for (int attempt = 0; attempt < 3 && !placed; ++attempt) {
    const VideoIndex::Packet& p = index_->packets[static_cast<std::size_t>(from)];
    // Containers seek by what they index: Matroska by presentation times, the others by decoding times.
    const bool by_pts =
        p.dts == AV_NOPTS_VALUE || std::string_view(input_->iformat->name).find("matroska") != std::string_view::npos;
    const std::int64_t time = by_pts ? p.pts : p.dts;
    if (time == AV_NOPTS_VALUE || av_seek_frame(input_.get(), stream_, time, AVSEEK_FLAG_BACKWARD) < 0) break;
    while (!has_waiting_ && av_read_frame(input_.get(), waiting_.get()) >= 0) {
      if (waiting_->stream_index == stream_)
        has_waiting_ = true;
      else
        av_packet_unref(waiting_.get());
    }
    const std::int64_t at = has_waiting_ ? index_->find(*waiting_) : -1;
    if (at >= 0 && at <= target) {
      next_packet_ = at;
      placed = true;
    } else {
      av_packet_unref(waiting_.get());
      has_waiting_ = false;
      if (from == 0) break;
      from -= std::min<std::int64_t>(from, 1 + (at > target ? 2 * (at - target) : 16));
    }
  }
  if (!placed) {
    if (auto done = rewind(); !done) return done;
  }
  std::int64_t ordinal = 0;
  while (next_packet_ < target) {
    if (!read(*packet_, ordinal)) return Error{Errc::io, path_ + " ends before where its index says"};
    av_packet_unref(packet_.get());
  }
  const std::int64_t shown = index_->packets[static_cast<std::size_t>(target)].shown;
  position_ = shown < 0 ? 0 : shown;
  if (target == 0) position_ = 0;
  placed_ = true;
  return {};
}

VideoDecoder::Step VideoDecoder::run(std::int64_t n, std::int64_t keep,
                                     const std::function<void(std::int64_t, const AVFrame&)>& passing,
                                     const CancelToken& cancel, AVFrame& out) {
  // Leaving out frames that nothing refers to is exact only where the codec says so.
  const AVCodecID id = codec_->codec_id;
  const bool may_skip = !index_->decoded && (id == AV_CODEC_ID_H264 || id == AV_CODEC_ID_MPEG2VIDEO);
  std::vector<std::int64_t> may_be_left_out;  // packets since the last frame that came out
  const auto left_out = [&] {
    decoders_->skipped += static_cast<std::uint64_t>(std::ranges::count_if(
        may_be_left_out, [&](std::int64_t p) { return index_->packets[static_cast<std::size_t>(p)].shown < n; }));
  };
  for (;;) {
    av_frame_unref(&out);
    const int rc = avcodec_receive_frame(codec_.get(), &out);
    if (rc >= 0) {
      ++decoders_->decoded;
      const std::int64_t packet = out.reordered_opaque;
      std::erase(may_be_left_out, packet);
      repeat_ = packet == last_id_ ? repeat_ + 1 : 0;
      last_id_ = packet;
      if (packet < 0 || packet >= static_cast<std::int64_t>(index_->packets.size())) continue;
      const std::int64_t first = index_->packets[static_cast<std::size_t>(packet)].shown;
      if (first < 0) continue;
      std::int64_t shown = first;
      if (repeat_ > 0) {
        while (shown < static_cast<std::int64_t>(index_->frames.size()) && shown < first + 4 &&
               !(index_->frames[static_cast<std::size_t>(shown)].packet == packet &&
                 index_->frames[static_cast<std::size_t>(shown)].repeat == repeat_)) {
          ++shown;
        }
        if (shown == static_cast<std::int64_t>(index_->frames.size()) || shown == first + 4) continue;
      }
      position_ = shown + 1;
      if (shown == n) {
        left_out();
        return Step::found;
      }
      if (n - shown <= keep) passing(shown, out);
      if (shown > n) return Step::missed;
      continue;
    }
    if (cancel.cancelled()) return Step::cancelled;
    if (draining_ || rc == AVERROR_EOF) return Step::missed;
    std::int64_t ordinal = 0;
    if (!read(*packet_, ordinal)) {
      avcodec_send_packet(codec_.get(), nullptr);  // what is still inside comes out
      draining_ = true;
      continue;
    }
    const std::int64_t shown = ordinal < static_cast<std::int64_t>(index_->packets.size())
                                   ? index_->packets[static_cast<std::size_t>(ordinal)].shown
                                   : -1;
    const bool skip = may_skip && shown >= 0 && shown + keep < n;
    if (skip) may_be_left_out.push_back(ordinal);
    codec_->skip_frame = skip ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
    codec_->reordered_opaque = ordinal;
    avcodec_send_packet(codec_.get(), packet_.get());  // an error here shows as a frame that does not come
    av_packet_unref(packet_.get());
  }
}

Result<FrameRef> VideoDecoder::frame(std::int64_t n, std::int64_t keep,
                                     const std::function<void(std::int64_t, const AVFrame&)>& passing,
                                     const CancelToken& cancel) {
  if (resting()) {
    if (auto ok = wake(); !ok) return std::move(ok).error();
  }
  FrameRef out = av::frame();
  const auto cancelled = [] { return Error{Errc::cancelled, "cancelled"}; };
  std::int64_t entry = index_->entry_for(n, INT64_MAX);
  const bool ahead = placed_ && n >= position_;
  if (ahead && index_->packets[static_cast<std::size_t>(entry)].shown <= position_ + 8) {
    const Step step = run(n, keep, passing, cancel, *out);
    if (step == Step::found) return out;
    if (step == Step::cancelled) return cancelled();
  }
  for (;;) {
    if (auto done = seek(entry); !done) return std::move(done).error();
    const Step step = run(n, keep, passing, cancel, *out);
    if (step == Step::found) return out;
    if (step == Step::cancelled) return cancelled();
    if (entry == 0) break;
    entry = index_->entry_for(n, entry);
  }
  return Error{Errc::io,
               "frame " + std::to_string(n) + " of " + path_ + " cannot be decoded; the file is damaged there"};
}

}  // namespace rushes::av
