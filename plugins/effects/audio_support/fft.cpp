#include "plugins/effects/audio_support/fft.hpp"

#include <cmath>
#include <numbers>
#include <utility>

namespace audio {

Fft::Fft(std::size_t size) : half_(size / 2), turn_(half_), reversed_(half_), work_(half_) {
  for (std::size_t k = 0; k < half_; ++k) {
    const double a = -2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(size);
    turn_[k] = {static_cast<float>(std::cos(a)), static_cast<float>(std::sin(a))};
  }
  for (std::size_t k = 0, r = 0; k < half_; ++k) {
    reversed_[k] = r;
    std::size_t bit = half_ >> 1;
    for (; bit && (r & bit); bit >>= 1) r ^= bit;
    r |= bit;
  }
}

namespace {
// Without the checks for infinities that std::complex makes.
std::complex<float> times(const std::complex<float>& a, const std::complex<float>& b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}
}  // namespace

void Fft::transform(std::vector<std::complex<float>>& z) const {
  for (std::size_t k = 0; k < half_; ++k)
    if (k < reversed_[k]) std::swap(z[k], z[reversed_[k]]);
  for (std::size_t width = 1; width < half_; width *= 2) {
    const std::size_t step = half_ / width;  // of turn_, which goes round in 2 * half_
    for (std::size_t first = 0; first < half_; first += 2 * width)
      for (std::size_t k = 0; k < width; ++k) {
        const std::complex<float> even = z[first + k], odd = times(z[first + k + width], turn_[k * step]);
        z[first + k] = even + odd;
        z[first + k + width] = even - odd;
      }
  }
}

// The even samples are the real, the odd ones the imaginary part of a signal of half the length.
void Fft::forward(const float* in, std::complex<float>* bin) {
  for (std::size_t n = 0; n < half_; ++n) work_[n] = {in[2 * n], in[2 * n + 1]};
  transform(work_);
  bin[0] = {work_[0].real() + work_[0].imag(), 0};
  bin[half_] = {work_[0].real() - work_[0].imag(), 0};
  for (std::size_t k = 1; k < half_; ++k) {
    const std::complex<float> a = work_[k], b = std::conj(work_[half_ - k]);
    const std::complex<float> even = (a + b) * 0.5f, odd = (a - b) * 0.5f;
    const std::complex<float> turned = times(odd, turn_[k]);
    bin[k] = {even.real() + turned.imag(), even.imag() - turned.real()};  // even - i * turned
  }
}

void Fft::back(const std::complex<float>* bin, float* out) {
  work_[0] = {0.5f * (bin[0].real() + bin[half_].real()), -0.5f * (bin[0].real() - bin[half_].real())};
  for (std::size_t k = 1; k < half_; ++k) {
    const std::complex<float> a = bin[k], b = std::conj(bin[half_ - k]);
    const std::complex<float> even = (a + b) * 0.5f, odd = times((a - b) * 0.5f, std::conj(turn_[k]));
    // Conjugate of even + i * odd, so that the forward transform goes back.
    work_[k] = {even.real() - odd.imag(), -(even.imag() + odd.real())};
  }
  transform(work_);
  const float scale = 1.0f / static_cast<float>(half_);
  for (std::size_t n = 0; n < half_; ++n) {
    out[2 * n] = work_[n].real() * scale;
    out[2 * n + 1] = -work_[n].imag() * scale;
  }
}

}  // namespace audio
