#include "plugins/effects/space/convolver.hpp"

#include "plugins/effects/audio_support/audio_block.hpp"

#include <algorithm>

namespace space {

Convolver::Convolver(const std::vector<float>& response) : fft_(2 * part) {
  const std::size_t n = part;
  for (std::size_t at = 0; at < std::max<std::size_t>(1, response.size()); at += n) {
    std::vector<float> padded(2 * n, 0.0f);
    const std::size_t count = at < response.size() ? std::min(n, response.size() - at) : 0;
    std::copy_n(response.begin() + static_cast<std::ptrdiff_t>(at), count, padded.begin());
    response_.emplace_back(fft_.bins());
    fft_.forward(padded.data(), response_.back().data());
  }
  past_.assign(response_.size(), Spectrum(fft_.bins()));
  sum_.resize(fft_.bins());
  block_.resize(2 * n);
  line_.resize(2 * n);
  ready_.resize(n);
  reset(0);
}

void Convolver::reset(std::int64_t next_sample) {
  for (Spectrum& s : past_) std::ranges::fill(s, std::complex<float>{});
  std::ranges::fill(block_, 0.0f);
  std::ranges::fill(ready_, 0.0f);
  newest_ = 0;
  inside_ = static_cast<std::size_t>(next_sample - audio::floor_div(next_sample, part) * part);
}

float Convolver::step(float x) {
  const float answer = ready_[inside_];
  block_[part + inside_] = x;
  if (++inside_ == part) {
    run();
    inside_ = 0;
  }
  return answer;
}

// Overlap-save: of a circular convolution over two parts the second half is right.
void Convolver::run() {
  newest_ = (newest_ + 1) % past_.size();
  fft_.forward(block_.data(), past_[newest_].data());
  std::copy_n(block_.begin() + part, part, block_.begin());
  std::ranges::fill(sum_, std::complex<float>{});
  for (std::size_t k = 0; k < response_.size(); ++k) {
    const auto* a = past_[(newest_ + past_.size() - k) % past_.size()].data();
    const auto* b = response_[k].data();
    for (std::size_t i = 0; i < sum_.size(); ++i)
      sum_[i] += std::complex<float>(a[i].real() * b[i].real() - a[i].imag() * b[i].imag(),
                                     a[i].real() * b[i].imag() + a[i].imag() * b[i].real());
  }
  fft_.back(sum_.data(), line_.data());
  std::copy_n(line_.begin() + part, part, ready_.begin());
}

}  // namespace space
