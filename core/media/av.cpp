#include "core/media/av.hpp"

#include "core/base/files.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace rushes::av {

std::string text(int error) {
  if (error == AVERROR_INVALIDDATA) return "the data is damaged or not what its name says";
  if (error == AVERROR(ENOSPC) || error == AVERROR(EDQUOT)) return why_not("write", AVUNERROR(error));
  char words[AV_ERROR_MAX_STRING_SIZE] = {};
  av_strerror(error, words, sizeof words);
  std::string out = words;
  if (!out.empty()) out[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(out[0])));
  return out;
}

Error failed(const std::string& what, int error) {
  Errc code = Errc::io;
  if (error == AVERROR(ENOENT))
    code = Errc::not_found;
  else if (error == AVERROR(ENOMEM))
    code = Errc::unavailable;
  return {code, what + ": " + text(error)};
}

namespace {

// Demuxers say "invalid data", "invalid argument" or "end of file" where a file is not what it seems.
Error unreadable(const std::string& path, int error) {
  if (error == AVERROR_INVALIDDATA || error == AVERROR(EINVAL) || error == AVERROR_EOF)
    return {Errc::invalid,
            "cannot read " + path + ": no media format that is known here, or the file is damaged or cut off"};
  return failed("cannot read " + path, error);
}

}  // namespace

void quiet() {
  static const bool once = [] {
    av_log_set_level(AV_LOG_QUIET);
    return true;
  }();
  (void)once;
}

namespace {

// The file as its container has it, before anything of its streams is read.
Result<Input> open_container(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    const int code = errno;
    return Error{code == ENOENT ? Errc::not_found : Errc::io, "cannot open " + path + ": " + why_not("open", code)};
  }
  if (S_ISDIR(info.st_mode)) return Error{Errc::invalid, "cannot open " + path + ": it is a folder, not a media file"};
  if (!S_ISREG(info.st_mode)) return Error{Errc::invalid, "cannot open " + path + ": it is not an ordinary file"};
  if (info.st_size == 0) return Error{Errc::invalid, "cannot open " + path + ": the file is empty"};

  quiet();
  AVFormatContext* raw = avformat_alloc_context();
  if (!raw) return Error{Errc::unavailable, "no memory to open " + path};
  raw->max_streams = 128;
  // Only files: a playlist must not make us read other files or the network.
  AVDictionary* options = nullptr;
  av_dict_set(&options, "protocol_whitelist", "file", 0);
  const std::string url = "file:" + path;
  int rc = avformat_open_input(&raw, url.c_str(), nullptr, &options);
  av_dict_free(&options);
  if (rc < 0) {
    return unreadable(path, rc);
  }
  Input input(raw);
  const std::string format = input->iformat->name;
  for (const char* text_format : {"tty", "hls", "concat", "dash", "image2", "sdp", "ffmetadata", "data"}) {
    if (format == text_format)
      return Error{Errc::invalid, "cannot read " + path + ": it is not a media file (it looks like " + format + ")"};
  }
  return input;
}

Result<Input> look_into(Input input, const std::string& path) {
  if (const int rc = avformat_find_stream_info(input.get(), nullptr); rc < 0) return unreadable(path, rc);
  if (input->nb_streams == 0)
    return Error{Errc::invalid, "cannot read " + path + ": there is no picture and no sound in it"};
  return input;
}

}  // namespace

Result<Input> open(const std::string& path) {
  auto input = open_container(path);
  if (!input) return input;
  return look_into(std::move(*input), path);
}

Result<Input> reopen(const std::string& path, int stream, const AVCodecParameters& known) {
  auto input = open_container(path);
  if (!input) return input;
  const std::string_view name = (*input)->iformat->name;
  const bool indexed = name.find("mp4") != name.npos || name.find("matroska") != name.npos;
  if (!indexed || static_cast<unsigned>(stream) >= (*input)->nb_streams) return look_into(std::move(*input), path);
  if ((*input)->streams[stream]->codecpar->codec_id != known.codec_id)
    return Error{Errc::io, path + " has changed while it was open"};
  if (const int rc = avcodec_parameters_copy((*input)->streams[stream]->codecpar, &known); rc < 0)
    return failed("cannot read " + path, rc);
  return input;
}

int first_video(const AVFormatContext& input) {
  int best = -1;
  for (unsigned i = 0; i < input.nb_streams; ++i) {
    const AVStream& s = *input.streams[i];
    if (s.codecpar->codec_type != AVMEDIA_TYPE_VIDEO || (s.disposition & AV_DISPOSITION_ATTACHED_PIC)) continue;
    if (s.codecpar->codec_id == AV_CODEC_ID_NONE || s.codecpar->width <= 0 || s.codecpar->height <= 0) continue;
    if (best < 0) best = static_cast<int>(i);
  }
  return best;
}

int first_audio(const AVFormatContext& input) {
  for (unsigned i = 0; i < input.nb_streams; ++i) {
    const AVCodecParameters& p = *input.streams[i]->codecpar;
    if (p.codec_type == AVMEDIA_TYPE_AUDIO && p.codec_id != AV_CODEC_ID_NONE && p.sample_rate > 0)
      return static_cast<int>(i);
  }
  return -1;
}

int attached_pictures(const AVFormatContext& input) {
  int n = 0;
  for (unsigned i = 0; i < input.nb_streams; ++i)
    n += (input.streams[i]->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
  return n;
}

Result<Codec> open_decoder(const AVStream& stream, int threads) {
  const AVCodecParameters& par = *stream.codecpar;
  const AVCodec* codec = nullptr;
  const AVDictionaryEntry* alpha = av_dict_get(stream.metadata, "alpha_mode", nullptr, 0);
  if (alpha && std::strcmp(alpha->value, "1") == 0) {
    if (par.codec_id == AV_CODEC_ID_VP9) codec = avcodec_find_decoder_by_name("libvpx-vp9");
    if (par.codec_id == AV_CODEC_ID_VP8) codec = avcodec_find_decoder_by_name("libvpx");
  }
  if (!codec) codec = avcodec_find_decoder(par.codec_id);
  if (!codec)
    return Error{Errc::invalid, std::string("there is no decoder for ") + avcodec_get_name(par.codec_id) + " here"};
  Codec context(avcodec_alloc_context3(codec));
  if (!context) return Error{Errc::unavailable, "no memory for a decoder"};
  if (const int rc = avcodec_parameters_to_context(context.get(), &par); rc < 0) return failed("decoder", rc);
  context->pkt_timebase = stream.time_base;
  context->thread_count = threads;
  context->thread_type = threads > 1 ? FF_THREAD_FRAME | FF_THREAD_SLICE : 0;
  return context;
}

Time time_of(std::int64_t timestamp, AVRational base) {
  if (base.den <= 0) return {};
  constexpr std::int64_t farthest = std::int64_t{1} << 60;
  return {std::clamp(muldiv_round(timestamp, Time::per_second * base.num, base.den), -farthest, farthest)};
}

}  // namespace rushes::av
