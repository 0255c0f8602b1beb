// Birds, crickets and an owl.
#include "plugins/engines/composer/ambience/layers.hpp"

#include <vector>

namespace composer {
namespace {

struct Call {
  double hz_from, hz_to, seconds, vibrato_hz, vibrato, overtone;
};

// One note, heard from some way off: the farther, the duller and the more of it comes back from the trees.
void sing(Stereo& out, double at_seconds, const Call& call, double loud, double position, double distance) {
  const auto first = static_cast<std::int64_t>(at_seconds * sample_rate);
  const auto size = static_cast<std::int64_t>(out.size());
  const auto count = static_cast<std::int64_t>(call.seconds * sample_rate);
  const Place place(position);
  Filter dull(9000 - 5000 * distance, 0.7);
  struct Echo {
    std::int64_t later;
    double left, right;
  };
  const Echo echoes[] = {{0, place.left, place.right},
                         {1370, 0.22 * distance * place.right, 0.22 * distance * place.left},
                         {2890, 0.16 * distance, 0.10 * distance},
                         {4530, 0.07 * distance, 0.11 * distance}};
  double phase = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const double x = static_cast<double>(i) / static_cast<double>(count), t = static_cast<double>(i) / sample_rate;
    const double hz = call.hz_from * std::pow(call.hz_to / call.hz_from, x) *
                      (1 + call.vibrato * std::sin(tau * call.vibrato_hz * t));
    phase += tau * hz / sample_rate;
    const double envelope = std::sin(std::numbers::pi * std::pow(x, 0.7));
    const double sample =
        dull.low(loud * envelope * envelope * (std::sin(phase) + call.overtone * std::sin(2 * phase)));
    for (const Echo& e : echoes)
      if (const auto n = first + i + e.later; n >= 0 && n < size) {
        out.left[static_cast<std::size_t>(n)] += static_cast<float>(sample * e.left);
        out.right[static_cast<std::size_t>(n)] += static_cast<float>(sample * e.right);
      }
  }
}

}  // namespace

void add_birds(Stereo& out, Random random, double level, int birds) {
  const double seconds = static_cast<double>(out.size()) / sample_rate;
  for (int b = 0; b < birds; ++b) {
    Random r = random.fork(static_cast<std::uint64_t>(b));
    const double base = r.between(2100, 5200), position = r.between(-0.95, 0.95), distance = r.between(0.15, 1.0);
    const int kind = r.below(4);
    // Its song: the same bird sings the same notes, with small liberties.
    std::vector<Call> song;
    const int notes = kind == 0   ? 2 + r.below(2)
                      : kind == 1 ? 6 + r.below(6)
                      : kind == 2 ? 3 + r.below(3)
                                  : 1 + r.below(2);
    for (int n = 0; n < notes; ++n) {
      const double from = base * (kind == 1 ? 1 + 0.02 * n : r.between(0.8, 1.25)),
                   bend = kind == 3 ? r.between(1.15, 1.5) : r.between(0.82, 1.22);
      song.push_back({from, from * bend,
                      kind == 1   ? r.between(0.045, 0.07)
                      : kind == 3 ? r.between(0.25, 0.5)
                                  : r.between(0.07, 0.2),
                      r.between(18, 45), kind == 2 ? 0.04 : 0.008, r.between(0.02, 0.2)});
    }
    const double gap = kind == 1 ? 0.02 : r.between(0.05, 0.14), pause = r.between(2.2, 6.5);
    for (double at = r.between(0, pause); at < seconds; at += pause * r.between(0.5, 1.7)) {
      const double pitch = r.between(0.97, 1.03), loud = level * (1.05 - 0.75 * distance) * r.between(0.6, 1.0);
      double t = at;
      for (Call call : song) {
        call.hz_from *= pitch, call.hz_to *= pitch;
        sing(out, t, call, loud, position, distance);
        t += call.seconds + gap * r.between(0.85, 1.15);
      }
    }
  }
}

void add_crickets(Stereo& out, Random random, double level, int crickets) {
  const double seconds = static_cast<double>(out.size()) / sample_rate;
  for (int c = 0; c < crickets; ++c) {
    Random r = random.fork(static_cast<std::uint64_t>(c));
    const double hz = r.between(3900, 5300), pulse = 1 / r.between(24, 34), rest = r.between(0.28, 0.65),
                 loud = level * 0.55 * std::pow(r.unit(), 1.3) + level * 0.05;
    const int pulses = 3 + r.below(3);
    const Place place(r.between(-1, 1));
    double at = r.between(0, rest);
    while (at < seconds) {
      // It falls silent now and then, as they do.
      if (r.chance(0.012)) at += r.between(1.5, 6);
      for (int p = 0; p < pulses; ++p) {
        const auto first = static_cast<std::int64_t>((at + p * pulse) * sample_rate),
                   count = static_cast<std::int64_t>(pulse * 0.62 * sample_rate);
        const double strength = loud * (0.6 + 0.4 * (p + 1) / pulses) * r.between(0.9, 1.0), phase = r.between(0, tau);
        for (std::int64_t i = 0; i < count && first + i < static_cast<std::int64_t>(out.size()); ++i) {
          const double x = static_cast<double>(i) / static_cast<double>(count),
                       t = static_cast<double>(i) / sample_rate, e = std::sin(std::numbers::pi * x);
          const double s = strength * e * e * (std::sin(phase + tau * hz * t) + 0.18 * std::sin(tau * 2 * hz * t));
          out.left[static_cast<std::size_t>(first + i)] += static_cast<float>(s * place.left);
          out.right[static_cast<std::size_t>(first + i)] += static_cast<float>(s * place.right);
        }
      }
      at += pulses * pulse + rest * r.between(0.92, 1.1);
    }
  }
}

void add_owl(Stereo& out, Random random, double level) {
  const double seconds = static_cast<double>(out.size()) / sample_rate, position = random.between(-0.8, 0.8);
  for (double at = random.between(3, 9); at < seconds; at += random.between(14, 30)) {
    const double hz = random.between(330, 370);
    sing(out, at, {hz * 0.97, hz, 0.38, 5, 0.006, 0.12}, level, position, 0.9);
    sing(out, at + 0.75, {hz, hz * 1.01, 0.22, 6, 0.006, 0.12}, level * 0.8, position, 0.9);
    sing(out, at + 1.08, {hz * 1.01, hz * 0.93, 0.75, 6, 0.012, 0.12}, level, position, 0.9);
  }
}

}  // namespace composer
