// The few filters and slow curves ambience is made of.
#pragma once

#include "plugins/engines/composer/random.hpp"
#include "plugins/engines/composer/sound.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace composer {

inline constexpr double tau = 2 * std::numbers::pi;

// Chamberlin's state-variable filter in the zero-delay form of A. Simper: low, band and high pass at once, safe to
// modulate.
class Filter {
 public:
  Filter(double hz, double q) { tune(hz, q); }
  void tune(double hz, double q) {
    const double g = std::tan(std::numbers::pi * std::clamp(hz, 5.0, 20000.0) / sample_rate);
    k_ = 1 / q;
    a1_ = 1 / (1 + g * (g + k_));
    a2_ = g * a1_;
    a3_ = g * a2_;
  }
  void step(double x) {
    const double v3 = x - s2_, v1 = a1_ * s1_ + a2_ * v3, v2 = s2_ + a2_ * s1_ + a3_ * v3;
    s1_ = 2 * v1 - s1_;
    s2_ = 2 * v2 - s2_;
    low_ = v2, band_ = v1 * k_, high_ = x - k_ * v1 - v2;
  }
  double low(double x) { return step(x), low_; }
  double band(double x) { return step(x), band_; }  // 0 dB at its centre
  double high(double x) { return step(x), high_; }

 private:
  double a1_ = 0, a2_ = 0, a3_ = 0, k_ = 1, s1_ = 0, s2_ = 0, low_ = 0, band_ = 0, high_ = 0;
};

// White noise of uniform density, -1..1.
class White {
 public:
  explicit White(Random random) : random_(random) {}
  double operator()() { return 2 * random_.unit() - 1; }

 private:
  Random random_;
};

// About -3 dB an octave from 20 Hz up: a sum of slow and fast one-pole noises, an octave and a half apart.
class Pink {
 public:
  explicit Pink(Random random) : random_(random) {
    for (int i = 0; i < poles; ++i) {
      const double hz = 18 * std::pow(2.9, i);
      keep_[i] = std::exp(-tau * std::min(hz, 22000.0) / sample_rate);
      weight_[i] = std::sqrt(1 - keep_[i] * keep_[i]) / std::sqrt(static_cast<double>(poles));
    }
  }
  double operator()() {
    double sum = 0;
    for (int i = 0; i < poles; ++i)
      sum += state_[i] = keep_[i] * state_[i] + weight_[i] * (2 * random_.unit() - 1) * 1.7320508;
    return sum * 0.5;
  }

 private:
  static constexpr int poles = 7;
  Random random_;
  double keep_[poles], weight_[poles], state_[poles] = {};
};

// A slow curve between 0 and 1 that never repeats: a new random goal every `period` seconds, approached along a cosine.
class Drift {
 public:
  Drift(double period, Random random)
      : random_(random), length_(std::max<std::int64_t>(1, std::llround(period * sample_rate))) {
    from_ = random_.unit();
    to_ = random_.unit();
    at_ = static_cast<std::int64_t>(random_.unit() * static_cast<double>(length_));
  }
  double operator()() {
    if (++at_ >= length_) {
      at_ = 0;
      from_ = to_;
      to_ = random_.unit();
    }
    // The cosine at every 64th sample, straight lines between.
    if (at_ % 64 == 0 || fresh_) {
      const double now = curve(at_), next = curve(at_ + 64 - at_ % 64);
      value_ = now;
      slope_ = (next - now) / static_cast<double>(64 - at_ % 64);
      fresh_ = false;
    }
    const double out = value_;
    value_ += slope_;
    return out;
  }

 private:
  double curve(std::int64_t at) const {
    const double x = std::min(1.0, static_cast<double>(at) / static_cast<double>(length_));
    return from_ + (to_ - from_) * (0.5 - 0.5 * std::cos(std::numbers::pi * x));
  }

  Random random_;
  std::int64_t length_, at_;
  double from_, to_, value_ = 0, slope_ = 0;
  bool fresh_ = true;
};

// Gains of a source at `position` -1..1, at constant power.
struct Place {
  double left, right;
  explicit Place(double position)
      : left(std::cos((position + 1) * std::numbers::pi / 4)), right(std::sin((position + 1) * std::numbers::pi / 4)) {}
};

// Moments of a random process with `rate` events a second: the samples until the next.
inline std::int64_t wait(Random& random, double rate) {
  return std::max<std::int64_t>(1, std::llround(-std::log(1 - random.unit()) / rate * sample_rate));
}

}  // namespace composer
