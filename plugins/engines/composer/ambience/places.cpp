// A town's traffic and horns, a fire's crackle, the drone of space, the hum of a room.
#include "plugins/engines/composer/ambience/layers.hpp"

namespace composer {

void add_traffic(Stereo& out, Random random, double level) {
  const double seconds = static_cast<double>(out.size()) / sample_rate;
  std::uint64_t number = 0;
  for (double at = -random.between(0, 4); at < seconds; at += random.between(1.6, 5.5)) {
    Random r = random.fork(++number);
    const double length = r.between(4, 9), from = r.chance(0.5) ? -0.9 : 0.9, distance = r.between(0.3, 1.0),
                 motor = r.between(48, 95);
    Pink tyres(r.fork(1));
    Filter band(400, 0.5), dull(1000, 0.6);
    double phase = 0;
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(length * sample_rate); ++i) {
      const std::int64_t n = static_cast<std::int64_t>(at * sample_rate) + i;
      if (n < 0) {
        tyres();
        continue;
      }
      if (n >= static_cast<std::int64_t>(out.size())) break;
      const double x = static_cast<double>(i) / (length * sample_rate), u = (x - 0.5) * 6, near = 1 / (1 + u * u);
      if (i % 64 == 0) band.tune(260 + 700 * near, 0.5), dull.tune(500 + 2200 * near * (1.2 - distance), 0.6);
      // Passing by, the pitch falls.
      phase += tau * motor * (1 - 0.06 * std::tanh(u)) / sample_rate;
      const double edge = std::min({1.0, x * 8, (1 - x) * 8});
      const double s = level * edge * near * (1.1 - 0.8 * distance) *
                       (1.3 * dull.low(band.band(tyres())) +
                        0.10 * (std::sin(phase) + 0.5 * std::sin(2 * phase) + 0.3 * std::sin(3 * phase)));
      const Place place(from * (1 - 2 * x));
      out.left[static_cast<std::size_t>(n)] += static_cast<float>(s * place.left);
      out.right[static_cast<std::size_t>(n)] += static_cast<float>(s * place.right);
    }
  }
}

void add_horns(Stereo& out, Random random, double level) {
  const double seconds = static_cast<double>(out.size()) / sample_rate;
  for (double at = random.between(3, 10); at < seconds; at += random.between(9, 24)) {
    const double hz = random.between(300, 420), length = random.between(0.15, 0.7),
                 position = random.between(-0.9, 0.9);
    const Place place(position);
    Filter dull(900, 0.7);
    const auto first = static_cast<std::int64_t>(at * sample_rate);
    // Two notes a third apart, as horns have, with what comes back from the houses.
    for (std::int64_t i = 0; i < static_cast<std::int64_t>((length + 1.2) * sample_rate) &&
                             first + i < static_cast<std::int64_t>(out.size());
         ++i) {
      const double t = static_cast<double>(i) / sample_rate,
                   e = t < length ? std::min(1.0, t * 40) : std::exp(-(t - length) / 0.22) * 0.4;
      double s = 0;
      for (int k = 1; k <= 5; ++k) s += (std::sin(tau * hz * k * t) + std::sin(tau * hz * 1.26 * k * t)) / k;
      s = level * e * 0.5 * dull.low(s);
      out.left[static_cast<std::size_t>(first + i)] += static_cast<float>(s * place.left);
      out.right[static_cast<std::size_t>(first + i)] += static_cast<float>(s * place.right);
    }
  }
}

void add_crackle(Stereo& out, Random random, double level) {
  Drift busy(2.5, random.fork(1));
  double rate = 14;
  std::uint64_t number = 0;
  for (std::int64_t at = 0, before = 0; at < static_cast<std::int64_t>(out.size());
       before = at, at += wait(random, rate)) {
    for (std::int64_t k = before; k < at; k += 480)
      rate = 5 + 26 * busy();  // the curve moves on its own clock of samples
    Random r = random.fork(++number + 100);
    const double size = std::pow(r.unit(), 5), hz = r.between(900, 5200) * (1 - 0.6 * size),
                 decay = r.between(0.0006, 0.003) + 0.012 * size;
    const Place place(r.between(-0.7, 0.7));
    White noise(r.fork(1));
    Filter band(hz, 1.3);
    const auto count = std::min<std::int64_t>(static_cast<std::int64_t>(out.size()) - at,
                                              static_cast<std::int64_t>(decay * 8 * sample_rate) + 1);
    for (std::int64_t i = 0; i < count; ++i) {
      const double t = static_cast<double>(i) / sample_rate, s = level * (0.12 + 0.9 * size) * std::min(1.0, t * 9000) *
                                                                 std::exp(-t / decay) * band.band(noise()) * 1.4;
      out.left[static_cast<std::size_t>(at + i)] += static_cast<float>(s * place.left);
      out.right[static_cast<std::size_t>(at + i)] += static_cast<float>(s * place.right);
    }
  }
}

void add_drone(Stereo& out, Random random, double level) {
  const double root = random.between(46, 62);
  constexpr double ratios[] = {1, 1.5, 2, 2.997, 4, 5.04, 6.01, 8.02};
  std::uint64_t number = 0;
  for (const double ratio : ratios)
    for (const double detune : {-1.0, 1.0}) {
      Random r = random.fork(++number);
      Drift loudness(7 + ratio, r.fork(1)), pitch(11, r.fork(2)), where(13, r.fork(3));
      double phase = r.between(0, tau);
      const double strength = level * 0.34 / std::pow(ratio, 1.05);
      for (std::size_t i = 0; i < out.size(); ++i) {
        const double hz = root * ratio * (1 + detune * 0.0016 + 0.002 * (pitch() - 0.5));
        phase += tau * hz / sample_rate;
        if (phase > tau) phase -= tau;
        // With 0.18 of its octave: sin 2p = 2 sin p cos p.
        const double sine = std::sin(phase), cosine = std::cos(phase);
        const double a = loudness(), s = strength * (0.2 + a * a) * sine * (1 + 0.36 * cosine);
        const double side = 0.5 * (2 * where() - 1) * std::min(1.0, ratio / 3);
        out.left[i] += static_cast<float>(s * (0.7 - 0.5 * side));
        out.right[i] += static_cast<float>(s * (0.7 + 0.5 * side));
      }
    }
}

void add_hum(Stereo& out, Random random, double level, double hz) {
  Drift slow(9, random.fork(1));
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double t = static_cast<double>(i) / sample_rate,
                 s = level * (0.8 + 0.4 * slow()) *
                     (std::sin(tau * hz * t) + 0.4 * std::sin(tau * 2 * hz * t) + 0.15 * std::sin(tau * 3 * hz * t));
    out.left[i] += static_cast<float>(s);
    out.right[i] += static_cast<float>(s);
  }
}

}  // namespace composer
