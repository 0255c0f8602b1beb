#include "host/services/media_encode.hpp"

#include "core/media/writer.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include <unistd.h>

namespace rushes::host {

namespace {

constexpr double near_lossless = 12;  // x264's scale

class MediaEncodeSession final : public EncodeSession {
 public:
  MediaEncodeSession(std::unique_ptr<MediaWriter> writer, std::string path, bool pictures)
      : writer_(std::move(writer)), path_(std::move(path)), pictures_(pictures) {}
  ~MediaEncodeSession() override {
    writer_.reset();
    ::unlink(path_.c_str());
  }

  Result<void> video(const rushes_image& image) override {
    // A frame over the caller's memory: the writer is done with it when the call returns.
    Frame frame;
    frame.format = image.format;
    frame.bounds = image.bounds;
    frame.full = image.full;
    frame.n_planes = static_cast<int>(std::min<std::uint32_t>(image.n_planes, 4));
    for (int i = 0; i < frame.n_planes; ++i) frame.planes[i] = {nullptr, static_cast<std::byte*>(image.plane[i].data), image.plane[i].stride};
    return writer_->video(frame);
  }

  Result<void> audio(const rushes_audio& block) override {
    AudioBlock copy = AudioBlock::silence(static_cast<int>(block.channels), block.layout, block.start, static_cast<int>(block.frames),
                                          static_cast<int>(block.rate));
    for (std::uint32_t c = 0; c < block.channels; ++c) std::memcpy(copy.channel(static_cast<int>(c)), block.channel[c], block.frames * sizeof(float));
    return writer_->audio(copy);
  }

  Result<std::string> finish(const TakeBytes& data) override {
    if (auto ok = writer_->finish(); !ok) return std::move(ok).error();
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path_.c_str(), "rb"), &std::fclose);
    if (!file) return Error{Errc::io, std::string("cannot read back what was encoded: ") + std::strerror(errno)};
    std::vector<char> block(1 << 20);
    while (const std::size_t n = std::fread(block.data(), 1, block.size(), file.get()))
      if (auto ok = data({block.data(), n}); !ok) return std::move(ok).error();
    if (std::ferror(file.get())) return Error{Errc::io, std::string("cannot read back what was encoded: ") + std::strerror(errno)};
    return std::string(pictures_ ? "video/mp4" : "audio/wav");
  }

 private:
  std::unique_ptr<MediaWriter> writer_;
  std::string path_;
  bool pictures_;
};

}  // namespace

EncodeBackend media_encoder(std::string scratch) {
  return [scratch = std::move(scratch)](const rushes_encode_spec& spec) -> Result<std::unique_ptr<EncodeSession>> {
    static std::atomic<unsigned> number{0};
    const bool pictures = spec.width > 0;
    const std::string path = scratch + "/encode-" + std::to_string(number++) + (pictures ? ".mp4" : ".wav");
    WriteSpec write;
    write.video = pictures ? VideoCodec::h264 : VideoCodec::none;
    write.width = static_cast<int>(spec.width);
    write.height = static_cast<int>(spec.height);
    if (pictures) write.rate = {spec.rate.num, spec.rate.den};
    write.format = spec.format;
    write.crf = near_lossless;
    write.preset = "superfast";
    write.gop = pictures ? static_cast<int>(std::max<std::int64_t>(1, spec.rate.num / spec.rate.den / 2)) : 0;
    write.audio = spec.audio_rate == 0 ? AudioCodec::none : pictures ? AudioCodec::aac : AudioCodec::pcm;
    write.audio_rate = static_cast<int>(spec.audio_rate);
    write.audio_channels = static_cast<int>(spec.audio_channels);
    auto writer = MediaWriter::open(path, write);
    if (!writer) return std::move(writer).error();
    return std::unique_ptr<EncodeSession>(std::make_unique<MediaEncodeSession>(*std::move(writer), path, pictures));
  };
}

}  // namespace rushes::host
