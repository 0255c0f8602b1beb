// RIFF/WAVE files of 48 kHz and other rates, written from the front: the length is known before the first sample.
#pragma once

#include <rushes/result.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace engine_support {

enum class WavSample { pcm24, float32 };

struct WavFormat {
  WavSample sample = WavSample::pcm24;
  std::uint32_t rate = 48000;
  std::uint16_t channels = 2;
};

std::uint32_t wav_frame_bytes(const WavFormat&);

// Everything before the samples, for `frames` samples per channel. Errc::invalid where the file would pass the 4 GiB of
// RIFF.
rushes::Result<std::string> wav_header(const WavFormat&, std::uint64_t frames);

// Appends samples, given one span per channel (all of one length), interleaved as the format says. 24-bit samples are
// rounded and clamped; what is not a number becomes silence.
void wav_append(const WavFormat&, std::span<const std::span<const float>> channels, std::string& out);

// What ends the data chunk: a padding byte where its length is odd.
std::string wav_tail(const WavFormat&, std::uint64_t frames);

}  // namespace engine_support
