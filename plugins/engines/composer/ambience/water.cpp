// Waves on a shore, and rain drops.
#include "plugins/engines/composer/ambience/layers.hpp"

#include <vector>

namespace composer {

void add_waves(Stereo& out, Random random, double level, double every_seconds) {
  const double seconds = static_cast<double>(out.size()) / sample_rate;
  Pink left(random.fork(1)), right(random.fork(2));
  White foam_left(random.fork(3)), foam_right(random.fork(4));
  Filter body_left(500, 0.6), body_right(500, 0.6), foam_low_left(6000, 0.6), foam_low_right(6000, 0.6),
      foam_high_left(1800, 0.6), foam_high_right(1800, 0.6);
  // The waves: when each breaks, how high it is, how it lies.
  struct Wave {
    double breaks, height, rise, fall, place;
  };
  std::vector<Wave> waves;
  for (double at = -every_seconds * random.unit(); at < seconds + 4; at += every_seconds * random.between(0.72, 1.35))
    waves.push_back(
        {at, random.between(0.55, 1.0), random.between(1.8, 3.2), random.between(2.6, 4.5), random.between(-0.5, 0.5)});
  std::size_t first = 0;
  double swell = 0, foam = 0, lean = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double t = static_cast<double>(i) / sample_rate;
    while (first < waves.size() && t - waves[first].breaks > waves[first].fall * 5) ++first;
    if (i % 16 == 0) {
      swell = 0.10, foam = 0.03, lean = 0;
      for (std::size_t w = first; w < waves.size() && waves[w].breaks - t < 6; ++w) {
        const Wave& wave = waves[w];
        const double dt = t - wave.breaks,
                     near = dt < 0 ? std::exp(dt / wave.rise * 2.2) : std::exp(-dt / wave.fall * 1.5);
        // The foam comes with the breaking and runs out on the sand, longer and finer.
        const double fizz = dt < -0.4 ? 0 : dt < 0.3 ? (dt + 0.4) / 0.7 : std::exp(-(dt - 0.3) / wave.fall);
        swell += wave.height * near;
        foam += wave.height * fizz;
        lean += wave.place * near;
      }
      lean = std::clamp(lean, -0.6, 0.6);
      const double hz = 180 + 900 * std::min(1.0, swell);
      body_left.tune(hz, 0.6), body_right.tune(hz * 1.05, 0.6);
      const double high = 2500 + 5500 * std::min(1.0, foam);
      foam_low_left.tune(high, 0.6), foam_low_right.tune(high, 0.6);
    }
    const double l =
        1.5 * swell * body_left.low(left()) + 0.16 * foam * foam_low_left.low(foam_high_left.high(foam_left()));
    const double r =
        1.5 * swell * body_right.low(right()) + 0.16 * foam * foam_low_right.low(foam_high_right.high(foam_right()));
    out.left[i] += static_cast<float>(level * l * (1 - 0.6 * lean));
    out.right[i] += static_cast<float>(level * r * (1 + 0.6 * lean));
  }
}

void add_drops(Stereo& out, Random random, double level, double per_second, double lowest_hz, double highest_hz) {
  for (std::int64_t at = wait(random, per_second); at < static_cast<std::int64_t>(out.size());
       at += wait(random, per_second)) {
    const double hz = lowest_hz * std::pow(highest_hz / lowest_hz, random.unit()),
                 decay = 0.0012 + 6.0 / hz * random.between(0.5, 1.6);
    const double loud = level * 0.5 * std::pow(random.unit(), 2.5), rise = random.between(0, 0.35),
                 phase = random.between(0, tau);
    const Place place(random.between(-1, 1));
    const auto count =
        std::min<std::int64_t>(static_cast<std::int64_t>(out.size()) - at, std::llround(decay * 7 * sample_rate));
    for (std::int64_t i = 0; i < count; ++i) {
      const double t = static_cast<double>(i) / sample_rate;
      // A bubble closes: its tone rises a little while it dies.
      const double x = loud * std::min(1.0, t * 3000) * std::exp(-t / decay) *
                       std::sin(phase + tau * hz * t * (1 + rise * t / decay));
      out.left[static_cast<std::size_t>(at + i)] += static_cast<float>(x * place.left);
      out.right[static_cast<std::size_t>(at + i)] += static_cast<float>(x * place.right);
    }
  }
}

}  // namespace composer
