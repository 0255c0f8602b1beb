#include "plugins/effects/restoration/noise_reducer.hpp"

#include "plugins/effects/audio_support/audio_block.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace restoration {
namespace {

// The least of many smoothed powers of noise lies this far below their mean.
constexpr float bias = 2.4f;
constexpr float unknown = std::numeric_limits<float>::max();

// Mean over bins b - reach .. b + reach.
float around(const std::vector<float>& v, std::size_t b, std::size_t reach) {
  const std::size_t from = b > reach ? b - reach : 0, to = std::min(v.size(), b + reach + 1);
  float sum = 0;
  for (std::size_t i = from; i < to; ++i) sum += v[i];
  return sum / static_cast<float>(to - from);
}

}  // namespace

NoiseReducer::NoiseReducer(const Settings& settings)
    : settings_(settings),
      fft_(length),
      window_(length),
      input_(length),
      output_(length + hop),
      line_(length),
      frames_(frames_count),
      least_(blocks, std::vector<float>(fft_.bins(), unknown)),
      noise_(fft_.bins()),
      gain_(fft_.bins()) {
  // Squared and four times overlapped it adds up to 1.
  for (int i = 0; i < length; ++i)
    window_[static_cast<std::size_t>(i)] =
        static_cast<float>(std::sqrt(2.0 / 3) * (0.5 - 0.5 * std::cos(2 * std::numbers::pi * i / length)));
  for (Frame& f : frames_) f.bins.resize(fft_.bins()), f.power.resize(fft_.bins());
  reset(0);
}

void NoiseReducer::reset(std::int64_t next_sample) {
  std::ranges::fill(input_, 0.0f);
  std::ranges::fill(output_, 0.0f);
  for (Frame& f : frames_) {
    std::ranges::fill(f.bins, std::complex<float>{});
    std::ranges::fill(f.power, 0.0f);
  }
  for (auto& l : least_) std::ranges::fill(l, unknown);
  number_ = audio::floor_div(next_sample, hop);
  inside_ = static_cast<int>(next_sample - number_ * hop);
  at_ = heard_ = 0;
  sounded_ = false;
}

float NoiseReducer::step(float x) {
  const float answer = output_[static_cast<std::size_t>(inside_)];
  input_[static_cast<std::size_t>(length - hop + inside_)] = x;
  sounded_ = sounded_ || x != 0;
  if (++inside_ == hop) {
    run();
    inside_ = 0;
  }
  return answer;
}

// Silence that no microphone made says nothing of the noise: only frames without any of it are learnt from.
void NoiseReducer::learn(const Frame& newest) {
  const auto slot = [&](std::int64_t b) -> std::vector<float>& {
    return least_[static_cast<std::size_t>((b % blocks + blocks) % blocks)];
  };
  const std::int64_t here = audio::floor_div(number_, block);
  if (number_ % block == 0) std::ranges::fill(slot(here), unknown);
  if (heard_ < length / hop + smooth) return;
  std::vector<float>& least = slot(here);
  std::vector<float> mean(newest.power.size(), 0.0f);
  for (int k = 0; k < smooth; ++k) {
    const std::vector<float>& p = frame(k).power;
    for (std::size_t b = 0; b < mean.size(); ++b) mean[b] += p[b] * (1.0f / smooth);
  }
  for (std::size_t b = 0; b < mean.size(); ++b) least[b] = std::min(least[b], around(mean, b, 2));
}

void NoiseReducer::run() {
  heard_ = sounded_ ? std::min(heard_ + 1, 1000) : 0;
  sounded_ = false;
  at_ = (at_ + 1) % frames_count;
  Frame& newest = frame(0);
  for (std::size_t i = 0; i < line_.size(); ++i) line_[i] = input_[i] * window_[i];
  fft_.forward(line_.data(), newest.bins.data());
  for (std::size_t b = 0; b < newest.power.size(); ++b)
    newest.power[b] = newest.bins[b].real() * newest.bins[b].real() + newest.bins[b].imag() * newest.bins[b].imag();
  learn(newest);
  ++number_;
  std::copy(input_.begin() + hop, input_.end(), input_.begin());

  std::ranges::fill(noise_, unknown);
  for (const auto& l : least_)
    for (std::size_t b = 0; b < noise_.size(); ++b) noise_[b] = std::min(noise_[b], l[b]);

  // The frame that leaves, between its neighbours in time.
  Frame &now = frame(ahead), &before = frame(ahead + 1), &after = frame(ahead - 1);
  const auto floor = static_cast<float>(audio::from_db(-settings_.reduction_db));
  const float over = bias * static_cast<float>(settings_.strength);
  for (std::size_t b = 0; b < gain_.size(); ++b) {
    const float power =
        0.5f * around(now.power, b, 1) + 0.25f * (around(before.power, b, 1) + around(after.power, b, 1));
    const float n = noise_[b] < unknown ? noise_[b] * over : 0;
    gain_[b] = n > 0 ? std::max(floor, 1 - n / std::max(power, 1e-30f)) : 1.0f;
  }
  std::vector<std::complex<float>> shaped(now.bins);
  for (std::size_t b = 0; b < shaped.size(); ++b) shaped[b] *= around(gain_, b, 1);
  fft_.back(shaped.data(), line_.data());
  std::copy(output_.begin() + hop, output_.end(), output_.begin());
  std::fill(output_.end() - hop, output_.end(), 0.0f);
  // output_ begins with the samples that are complete after this frame.
  for (std::size_t i = 0; i < line_.size(); ++i) output_[i] += line_[i] * window_[i];
}

}  // namespace restoration
