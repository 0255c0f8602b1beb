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
  MediaEncodeSession(std::shared_ptr<FramePool> pool, std::unique_ptr<MediaWriter> writer, std::string path,
                     bool pictures)
      : pool_(std::move(pool)), writer_(std::move(writer)), path_(std::move(path)), pictures_(pictures) {}
  ~MediaEncodeSession() override {
    writer_.reset();
    ::unlink(path_.c_str());
  }

  Result<void> video(const rushes_image& image) override {
    // The writer codes later, on its own threads; the image is the caller's only until this returns.
    auto copy = pool_->allocate(image.format, image.bounds, image.full);
    if (!copy) return std::move(copy).error();
    const Frame& frame = **copy;
    for (int p = 0; p < frame.n_planes; ++p) {
      const std::size_t row = static_cast<std::size_t>(plane_width(frame.format, p, width(frame.bounds))) *
                              bytes_per_pixel(frame.format, p);
      const int rows = plane_height(frame.format, p, height(frame.bounds));
      for (int y = 0; y < rows; ++y)
        std::memcpy(frame.planes[p].data + y * frame.planes[p].stride,
                    static_cast<const std::byte*>(image.plane[p].data) + y * image.plane[p].stride, row);
    }
    return writer_->video(frame);
  }

  Result<void> audio(const rushes_audio& block) override {
    AudioBlock copy = AudioBlock::silence(static_cast<int>(block.channels), block.layout, block.start,
                                          static_cast<int>(block.frames), static_cast<int>(block.rate));
    for (std::uint32_t c = 0; c < block.channels; ++c)
      std::memcpy(copy.channel(static_cast<int>(c)), block.channel[c], block.frames * sizeof(float));
    return writer_->audio(copy);
  }

  Result<std::string> finish(const TakeBytes& data) override {
    if (auto ok = writer_->finish(); !ok) return std::move(ok).error();
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path_.c_str(), "rb"), &std::fclose);
    if (!file) return Error{Errc::io, std::string("cannot read back what was encoded: ") + std::strerror(errno)};
    std::vector<char> block(1 << 20);
    while (const std::size_t n = std::fread(block.data(), 1, block.size(), file.get()))
      if (auto ok = data({block.data(), n}); !ok) return std::move(ok).error();
    if (std::ferror(file.get()))
      return Error{Errc::io, std::string("cannot read back what was encoded: ") + std::strerror(errno)};
    return std::string(pictures_ ? "video/mp4" : "audio/wav");
  }

 private:
  std::shared_ptr<FramePool> pool_;
  std::unique_ptr<MediaWriter> writer_;
  std::string path_;
  bool pictures_;
};

}  // namespace

EncodeBackend media_encoder(std::shared_ptr<FramePool> pool, std::string scratch) {
  return [pool = std::move(pool),
          scratch = std::move(scratch)](const rushes_encode_spec& spec) -> Result<std::unique_ptr<EncodeSession>> {
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
    return std::unique_ptr<EncodeSession>(
        std::make_unique<MediaEncodeSession>(pool, *std::move(writer), path, pictures));
  };
}

}  // namespace rushes::host
