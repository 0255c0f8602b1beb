// Sounds to try effects on, and what to measure of what comes out.
#pragma once

#include "tests/support/plugin_driver/plugin_driver.hpp"

#include <cmath>
#include <complex>
#include <functional>
#include <numbers>

namespace sound {

using plugin_driver::AudioRun;
using plugin_driver::Channels;
using plugin_driver::Params;
using plugin_driver::Plugin;

inline constexpr double rate = 48000;

// value(t) at every sample of `seconds`; the same for each of `channels`.
inline Channels made(double seconds, std::uint32_t channels, const std::function<double(double t)>& value) {
  std::vector<float> one(static_cast<std::size_t>(seconds * rate));
  for (std::size_t i = 0; i < one.size(); ++i) one[i] = static_cast<float>(value(static_cast<double>(i) / rate));
  return Channels(channels, one);
}
inline Channels tone(double seconds, double hz, double amplitude, std::uint32_t channels = 2) {
  return made(seconds, channels, [=](double t) { return amplitude * std::sin(2 * std::numbers::pi * hz * t); });
}
inline Channels impulse(std::size_t length, std::uint32_t channels = 2) {
  Channels out(channels, std::vector<float>(length, 0.0f));
  for (auto& c : out) c[0] = 1;
  return out;
}

// RMS in decibels of the samples [from, to).
inline double level(const std::vector<float>& samples, std::size_t from, std::size_t to) {
  double sum = 0;
  for (std::size_t i = from; i < to; ++i) sum += double(samples[i]) * samples[i];
  return 10 * std::log10(sum / static_cast<double>(to - from) + 1e-30);
}

// The spectrum of the samples at one frequency.
inline std::complex<double> spectrum_at(const std::vector<float>& samples, double hz) {
  std::complex<double> sum = 0;
  for (std::size_t i = 0; i < samples.size(); ++i)
    sum += double(samples[i]) * std::polar(1.0, -2 * std::numbers::pi * hz * static_cast<double>(i) / rate);
  return sum;
}

// Runs the effect and takes its latency back: out[n] belongs to in[n].
inline Channels run(Plugin& plugin, Channels in, AudioRun how = {}) {
  const auto* effect = plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT);
  how.out_channels = static_cast<std::uint32_t>(in.size());
  rushes_error error = Plugin::empty_error();
  effect->prepare(plugin.instance(), 48000, how.out_channels, 3, how.block, &error);
  const std::uint32_t lag = effect->latency(plugin.instance());
  for (auto& c : in) c.insert(c.end(), lag, 0.0f);
  Channels out = plugin_driver::run_audio(plugin, {std::move(in)}, how);
  for (auto& c : out) c.erase(c.begin(), c.begin() + lag);
  return out;
}

}  // namespace sound
