#include "core/media/writer.hpp"

#include "core/base/files.hpp"
#include "core/media/audio_encoder.hpp"
#include "core/media/encoder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>

namespace rushes {

namespace {

using av::Packet;

const char* muxer_for(const std::string& path) {
  const auto dot = path.rfind('.');
  const std::string ext = dot == path.npos ? "" : path.substr(dot);
  if (ext == ".mp4") return "mp4";
  if (ext == ".mov") return "mov";
  if (ext == ".mkv") return "matroska";
  if (ext == ".wav") return "wav";
  if (ext == ".flac") return "flac";
  if (ext == ".m4a") return "ipod";
  return nullptr;
}

// Packets are written in an order that depends on the calls alone: with each finished segment of pictures, the sound
// that had been given when the segment's last frame was.
class Writer final : public MediaWriter {
 public:
  ~Writer() override {
    video_.reset();
    drop_output();
  }

  Result<void> start(const std::string& path, const WriteSpec& spec) {
    static std::atomic<unsigned> counter{0};
    path_ = path;
    const char* muxer = muxer_for(path);
    if (!muxer)
      return Error{
          Errc::invalid,
          "cannot write " + path + ": its ending says no format that is known here (.mp4 .mov .mkv .wav .flac .m4a)"};
    if (spec.video == VideoCodec::none && spec.audio == AudioCodec::none)
      return Error{Errc::invalid, "cannot write " + path + ": neither picture nor sound was asked for"};
    const std::string kind = muxer;
    const bool sound_only = kind == "wav" || kind == "flac" || kind == "ipod";
    if (sound_only && spec.video != VideoCodec::none)
      return Error{Errc::invalid, "cannot write " + path + ": a " + kind + " file holds no pictures"};
    temporary_ = path + ".part-" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
    if (avformat_alloc_output_context2(&out_, nullptr, muxer, temporary_.c_str()) < 0 || !out_)
      return Error{Errc::unavailable, "no memory to write " + path};
    out_->flags |= AVFMT_FLAG_BITEXACT;
    out_->max_interleave_delta = 0;
    const bool global = out_->oformat->flags & AVFMT_GLOBALHEADER;
    if (spec.video != VideoCodec::none) {
      auto pool = FramePool::create();
      if (!pool) return std::move(pool).error();
      auto made = av::VideoEncoder::open(spec, global, std::move(*pool));
      if (!made) return std::move(made).error().in("cannot write " + path);
      video_ = std::move(*made);
      if (auto added = add(video_->parameters(), video_stream_); !added) return added;
      video_stream_->avg_frame_rate = video_stream_->r_frame_rate = video_->parameters().framerate;
      video_stream_->sample_aspect_ratio = {1, 1};
    }
    if (spec.audio != AudioCodec::none) {
      auto made = av::AudioEncoder::open(spec, global);
      if (!made) return std::move(made).error().in("cannot write " + path);
      audio_ = std::move(*made);
      if (auto added = add(audio_->parameters(), audio_stream_); !added) return added;
    }
    for (const auto& [key, value] : spec.tags) av_dict_set(&out_->metadata, key.c_str(), value.c_str(), 0);
    if (const int rc = avio_open(&out_->pb, ("file:" + temporary_).c_str(), AVIO_FLAG_WRITE); rc < 0)
      return av::failed("cannot write " + path, rc);
    made_file_ = true;
    AVDictionary* options = nullptr;
    if (kind == "mp4" || kind == "mov" || kind == "ipod") av_dict_set(&options, "movflags", "+faststart", 0);
    const int rc = avformat_write_header(out_, &options);
    av_dict_free(&options);
    if (rc < 0)
      return Error{Errc::invalid,
                   "cannot write " + path + ": a " + kind + " file does not take these codecs (" + av::text(rc) + ")"};
    header_ = true;
    return check();
  }

  Result<void> video(const Frame& frame) override {
    if (!video_) return Error{Errc::invalid, path_ + " is written without pictures"};
    if (finished_) return Error{Errc::invalid, path_ + " is finished"};
    if (auto done = video_->push(frame, audio_made_); !done) return done;
    return flush(false);
  }

  Result<void> audio(const AudioBlock& block) override {
    if (!audio_) return Error{Errc::invalid, path_ + " is written without sound"};
    if (finished_) return Error{Errc::invalid, path_ + " is finished"};
    std::vector<Packet> made;
    if (auto done = audio_->push(block, made); !done) return done;
    return take(std::move(made));
  }

  Result<void> finish() override {
    if (finished_) return Error{Errc::invalid, path_ + " is finished"};
    finished_ = true;
    if (audio_) {
      std::vector<Packet> made;
      if (auto done = audio_->end(made); !done) return done;
      if (auto done = take(std::move(made)); !done) return done;
    }
    if (video_) {
      video_->end(audio_made_);
      if (auto done = flush(true); !done) return done;
    }
    if (auto done = write({}, audio_made_); !done) return done;
    const int rc = av_write_trailer(out_);
    header_ = false;
    if (rc < 0) return av::failed("cannot write " + path_, rc);
    avio_flush(out_->pb);
    if (auto ok = check(); !ok) return ok;
    bytes_ = static_cast<std::uint64_t>(std::max<std::int64_t>(0, avio_size(out_->pb)));
    const int closed = avio_closep(&out_->pb);
    if (closed < 0) return av::failed("cannot write " + path_, closed);
    int code = 0;
    const int fd = ::open(temporary_.c_str(), O_RDWR | O_CLOEXEC);
    if (fd < 0 || ::fsync(fd) != 0) code = errno;
    if (fd >= 0) ::close(fd);
    if (!code && ::rename(temporary_.c_str(), path_.c_str()) != 0) code = errno;
    if (code) return Error{Errc::io, "cannot write " + path_ + ": " + why_not("write", code)};
    made_file_ = false;
    return {};
  }

  std::uint64_t bytes_written() const override { return bytes_; }

 private:
  Result<void> add(const AVCodecContext& codec, AVStream*& stream) {
    stream = avformat_new_stream(out_, nullptr);
    if (!stream || avcodec_parameters_from_context(stream->codecpar, &codec) < 0)
      return Error{Errc::unavailable, "no memory to write " + path_};
    stream->time_base = codec.time_base;
    return {};
  }

  Result<void> check() {
    if (out_->pb && out_->pb->error < 0) return av::failed("cannot write " + path_, out_->pb->error);
    return {};
  }

  Result<void> take(std::vector<Packet> made) {
    for (Packet& p : made) sound_.push_back(std::move(p));
    audio_made_ += static_cast<std::int64_t>(made.size());
    return video_ ? flush(false) : write({}, audio_made_);
  }

  Result<void> flush(bool all) {
    for (;;) {
      std::vector<Packet> packets;
      std::int64_t mark = 0;
      auto more = video_->next(packets, mark, all);
      if (!more) return std::move(more).error();
      if (!*more) return {};
      if (auto done = write(std::move(packets), mark); !done) return done;
    }
  }

  // Pictures, and sound up to packet `mark`, by time.
  Result<void> write(std::vector<Packet> pictures, std::int64_t mark) {
    auto picture = pictures.begin();
    while (picture != pictures.end() || (audio_written_ < mark && !sound_.empty())) {
      const bool has_sound = audio_written_ < mark && !sound_.empty();
      bool sound_first = has_sound;
      if (has_sound && picture != pictures.end()) {
        sound_first = av_compare_ts(sound_.front()->dts, audio_->parameters().time_base, (*picture)->dts,
                                    video_->parameters().time_base) < 0;
      }
      Packet packet;
      const AVStream* stream = sound_first ? audio_stream_ : video_stream_;
      const AVRational base = sound_first ? audio_->parameters().time_base : video_->parameters().time_base;
      if (sound_first) {
        packet = std::move(sound_.front());
        sound_.pop_front();
        ++audio_written_;
      } else {
        packet = std::move(*picture++);
      }
      packet->stream_index = stream->index;
      av_packet_rescale_ts(packet.get(), base, stream->time_base);
      const int rc = av_write_frame(out_, packet.get());
      if (rc < 0) return av::failed("cannot write " + path_, rc);
      bytes_ = static_cast<std::uint64_t>(std::max<std::int64_t>(0, avio_tell(out_->pb)));
      if (auto ok = check(); !ok) return ok;
    }
    return {};
  }

  void drop_output() {
    if (!out_) return;
    if (out_->pb) avio_closep(&out_->pb);
    avformat_free_context(out_);
    out_ = nullptr;
    if (made_file_) ::unlink(temporary_.c_str());
  }

  std::string path_, temporary_;
  AVFormatContext* out_ = nullptr;
  AVStream *video_stream_ = nullptr, *audio_stream_ = nullptr;
  std::unique_ptr<av::VideoEncoder> video_;
  std::unique_ptr<av::AudioEncoder> audio_;
  std::deque<Packet> sound_;
  std::int64_t audio_made_ = 0, audio_written_ = 0;
  std::uint64_t bytes_ = 0;
  bool made_file_ = false, header_ = false, finished_ = false;
};

}  // namespace

Result<std::unique_ptr<MediaWriter>> MediaWriter::open(const std::string& path, const WriteSpec& spec) {
  av::quiet();
  if (auto ok = replaceable(path); !ok) return std::move(ok).error();
  auto writer = std::make_unique<Writer>();
  if (auto started = writer->start(path, spec); !started) return std::move(started).error();
  return std::unique_ptr<MediaWriter>(std::move(writer));
}

}  // namespace rushes
