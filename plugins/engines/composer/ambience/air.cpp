// Wind, rumble, hiss and thunder.
#include "plugins/engines/composer/ambience/layers.hpp"

namespace composer {

void add_breeze(Stereo& out, Random random, double level, double low_hz, double high_hz, double gust_seconds) {
  Drift slow(gust_seconds * 2.3, random.fork(1)), gust(gust_seconds, random.fork(2)),
      flutter(gust_seconds / 6, random.fork(3)), lean(gust_seconds * 1.7, random.fork(4));
  Pink left(random.fork(5)), right(random.fork(6));
  Filter fl(low_hz, 0.9), fr(low_hz, 0.9);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double force = 0.55 * slow() + 0.33 * gust() + 0.12 * flutter(), side = 0.5 * lean();
    if (i % 32 == 0) {
      const double hz = low_hz * std::pow(high_hz / low_hz, force);
      fl.tune(hz * 0.96, 0.8), fr.tune(hz * 1.04, 0.8);
    }
    const double loud = level * (0.12 + 1.1 * force * force) * 2.4;
    out.left[i] += static_cast<float>(loud * (0.75 + 0.5 * side) * fl.band(left()));
    out.right[i] += static_cast<float>(loud * (1.25 - 0.5 * side) * fr.band(right()));
  }
}

void add_whistle(Stereo& out, Random random, double level) {
  Drift force(4.5, random.fork(1)), pitch(3.2, random.fork(2)), shimmer(0.35, random.fork(3)), where(9, random.fork(4));
  White noise(random.fork(5));
  Filter first(900, 24), second(900, 18);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double f = force(), p = pitch(), s = shimmer(), w = where();
    if (i % 32 == 0) {
      const double hz = 520 * std::pow(2.1, 0.8 * p + 0.15 * s);
      first.tune(hz, 24), second.tune(hz * 1.01, 18);
    }
    const double x = level * std::max(0.0, f - 0.35) * 2.2 * second.band(first.band(noise()) * 3);
    const Place place(0.8 * (2 * w - 1));
    out.left[i] += static_cast<float>(x * place.left);
    out.right[i] += static_cast<float>(x * place.right);
  }
}

void add_rumble(Stereo& out, Random random, double level, double hz) {
  Pink left(random.fork(1)), right(random.fork(2)), both(random.fork(3));
  Drift slow(6, random.fork(4));
  Filter fl(hz, 0.6), fr(hz, 0.6), subl(28, 0.7), subr(28, 0.7);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double middle = both(), loud = level * (0.8 + 0.4 * slow()) * 1.6;
    // Deep sound has no side: mostly the same on both.
    out.left[i] += static_cast<float>(loud * subl.high(fl.low(0.8 * middle + 0.5 * left())));
    out.right[i] += static_cast<float>(loud * subr.high(fr.low(0.8 * middle + 0.5 * right())));
  }
}

void add_hiss(Stereo& out, Random random, double level, double low_hz, double high_hz) {
  White left(random.fork(1)), right(random.fork(2));
  Drift slow(5, random.fork(3));
  Filter hl(low_hz, 0.6), hr(low_hz, 0.6), ll(high_hz, 0.6), lr(high_hz, 0.6);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double loud = level * (0.78 + 0.44 * slow());
    out.left[i] += static_cast<float>(loud * ll.low(hl.high(left())));
    out.right[i] += static_cast<float>(loud * lr.low(hr.high(right())));
  }
}

void add_thunder(Stereo& out, Random random, double level) {
  const double seconds = static_cast<double>(out.size()) / sample_rate;
  double at = std::min(seconds * 0.15, random.between(0.8, 2.5));
  for (std::uint64_t strike = 0; at < seconds; ++strike) {
    Random r = random.fork(strike + 10);
    const double distance = r.unit(), length = r.between(5, 9.5), place = r.between(-0.7, 0.7);
    Pink noise(r.fork(1));
    White sharp(r.fork(2));
    Filter low(500, 0.7), lower(500, 0.7), crack(1800, 0.7);
    Drift roll(0.42, r.fork(3)), shift(2.0, r.fork(4));
    const auto first = static_cast<std::size_t>(at * sample_rate);
    const auto count = std::min(out.size() - first, static_cast<std::size_t>(length * sample_rate));
    for (std::size_t i = 0; i < count; ++i) {
      const double t = static_cast<double>(i) / sample_rate;
      if (i % 64 == 0) {
        // It grows darker as it rolls away.
        const double hz = 60 + (520 - 320 * distance) * std::exp(-t / 1.3);
        low.tune(hz, 0.7), lower.tune(hz * 1.4, 0.7);
      }
      const double r1 = roll(), envelope = (1 - std::exp(-t / (0.02 + 0.25 * distance))) *
                                           std::exp(-t / (length * 0.30)) * (0.25 + 1.5 * r1 * r1) *
                                           std::min(1.0, (length - t) * 2);
      double x = 3.2 * envelope * low.low(lower.low(noise()));
      if (distance < 0.6) {
        const double burst = std::exp(-t / 0.05) + 0.6 * std::exp(-std::abs(t - 0.13) / 0.03) +
                             0.4 * std::exp(-std::abs(t - 0.31) / 0.05);
        x += (0.6 - distance) * 0.9 * burst * std::min(1.0, t * 400) * crack.low(sharp());
      }
      const Place side(std::clamp(place + 0.6 * (shift() - 0.5), -1.0, 1.0));
      x *= level * (1 - 0.55 * distance);
      out.left[first + i] += static_cast<float>(x * side.left);
      out.right[first + i] += static_cast<float>(x * side.right);
    }
    at += r.between(7, 19);
  }
}

}  // namespace composer
