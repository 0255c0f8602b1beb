// The discrete Fourier transform of real signals whose length is a power of two; plain arithmetic in a fixed order, so
// the same bits everywhere.
#pragma once

#include <complex>
#include <cstddef>
#include <vector>

namespace audio {

class Fft {
 public:
  explicit Fft(std::size_t size);  // a power of two, at least 4
  std::size_t size() const { return 2 * half_; }
  std::size_t bins() const { return half_ + 1; }

  // bin[k] = sum of in[n] e^(-2 pi i k n / size), k = 0 .. size / 2.
  void forward(const float* in, std::complex<float>* bin);
  // The inverse of it, scaled so that forward and back is the signal again.
  void back(const std::complex<float>* bin, float* out);

 private:
  void transform(std::vector<std::complex<float>>& z) const;  // of half the size, in place
  std::size_t half_;
  std::vector<std::complex<float>> turn_;  // e^(-2 pi i k / size), k < half
  std::vector<std::size_t> reversed_;
  std::vector<std::complex<float>> work_;
};

}  // namespace audio
