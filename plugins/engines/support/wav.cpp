#include "plugins/engines/support/wav.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace engine_support {
namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

}  // namespace

std::uint32_t wav_frame_bytes(const WavFormat& format) {
  return format.channels * (format.sample == WavSample::pcm24 ? 3u : 4u);
}

rushes::Result<std::string> wav_header(const WavFormat& format, std::uint64_t frames) {
  const std::uint32_t frame_bytes = wav_frame_bytes(format);
  const bool is_float = format.sample == WavSample::float32;
  const std::uint32_t header = is_float ? 58 : 44;
  const std::uint64_t limit = std::numeric_limits<std::uint32_t>::max() - header - 1ull;
  if (frames > limit / frame_bytes)
    return rushes::Error{rushes::Errc::invalid,
                         "the sound is too long for one WAV file (4 GiB): ask for a shorter one"};
  const std::uint64_t data = frames * frame_bytes;
  std::string out = "RIFF";
  put(out, header - 8 + data + (data & 1), 4);
  out += "WAVEfmt ";
  put(out, is_float ? 18 : 16, 4);
  put(out, is_float ? 3 : 1, 2);
  put(out, format.channels, 2);
  put(out, format.rate, 4);
  put(out, std::uint64_t{format.rate} * frame_bytes, 4);
  put(out, frame_bytes, 2);
  put(out, is_float ? 32 : 24, 2);
  if (is_float) {  // formats other than PCM carry an extension size and a fact chunk
    put(out, 0, 2);
    out += "fact";
    put(out, 4, 4);
    put(out, frames, 4);
  }
  out += "data";
  put(out, data, 4);
  return out;
}

void wav_append(const WavFormat& format, std::span<const std::span<const float>> channels, std::string& out) {
  if (channels.empty()) return;
  out.reserve(out.size() + channels[0].size() * wav_frame_bytes(format));
  for (std::size_t i = 0; i < channels[0].size(); ++i)
    for (const auto& channel : channels) {
      const float x = std::isfinite(channel[i]) ? channel[i] : 0.0f;
      if (format.sample == WavSample::float32) {
        put(out, std::bit_cast<std::uint32_t>(x), 4);
      } else {
        const long n = std::clamp(std::lrint(static_cast<double>(x) * 8388607.0), -8388608L, 8388607L);
        put(out, static_cast<std::uint64_t>(n), 3);
      }
    }
}

std::string wav_tail(const WavFormat& format, std::uint64_t frames) {
  return frames * wav_frame_bytes(format) % 2 ? std::string(1, '\0') : std::string{};
}

}  // namespace engine_support
