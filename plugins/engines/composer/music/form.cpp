#include "plugins/engines/composer/music/form.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace composer {
namespace {

struct Fit {
  int bars, meter;
  double ring, tempo;  // seconds the last chord rings; beats a minute
};

// The last chord rings for about a bar and a half, the rest is whole bars: their number is chosen so that the tempo
// suits the mood, by preference a multiple of four and near the tempo the seed has drawn.
Fit fit(const MoodPlan& plan, double seconds, double wished) {
  Fit best{1, plan.meter, seconds / 2, wished};
  double least = 1e9;
  const int meters[] = {plan.meter, 2};
  for (const int meter : meters) {
    if (meter != plan.meter && seconds > 12) continue;
    for (double share = 0.75; share <= 2.0; share += 0.125) {
      const double ring = std::clamp(share * plan.meter * 60 / wished, 1.1, std::min(6.5, seconds * 0.42));
      const double playing = seconds - ring;
      const int least_bars = std::max(1, static_cast<int>(std::floor(playing * plan.slowest * 0.9 / 60 / meter)));
      const int most_bars =
          std::max(least_bars, static_cast<int>(std::ceil(playing * plan.fastest * 1.1 / 60 / meter)));
      for (int bars = least_bars; bars <= most_bars; ++bars) {
        const double tempo = bars * meter * 60 / playing;
        double cost = std::abs(std::log(tempo / wished)) * 6 + std::abs(share - 1.375) * 0.8;
        if (tempo < plan.slowest) cost += 60 * std::log(plan.slowest / tempo);
        if (tempo > plan.fastest) cost += 60 * std::log(tempo / plan.fastest);
        cost += bars % 4 == 0 ? 0 : bars % 2 == 0 ? (bars > 6 ? 0.35 : 0.1) : (bars > 3 ? 0.9 : 0.3);
        if (meter != plan.meter) cost += 0.8;
        if (cost < least) least = cost, best = {bars, meter, ring, tempo};
      }
    }
  }
  return best;
}

std::vector<Section> sections_of(int bars) {
  std::vector<Section> out;
  const int intro = bars >= 24 ? 4 : bars >= 10 ? 2 : 0, ending = bars >= 24 ? 4 : bars >= 10 ? 2 : 0;
  if (intro > 0) out.push_back({SectionKind::intro, 0, intro, 0.35, 0});
  const int body = bars - intro - ending, phrases = std::max(1, (body + 1) / 4);
  // Phrases of four bars; what does not divide is spread from the end, so that one or two phrases have three or five.
  for (int i = 0; i < phrases; ++i) {
    const int from = intro + i * body / phrases, to = intro + (i + 1) * body / phrases;
    // A A B A, with a quiet moment before the climax of a long piece.
    const bool quiet = phrases >= 6 && i == phrases * 5 / 8;
    const auto kind = quiet                                        ? SectionKind::quiet
                      : i % 4 == 2 || (phrases >= 8 && i % 8 == 6) ? SectionKind::contrast
                                                                   : SectionKind::main;
    const double way = phrases == 1 ? 0.7 : static_cast<double>(i) / (phrases - 1);
    const double arc = 0.55 + 0.45 * std::sin(std::numbers::pi * std::pow(way, 1.6) * 0.62);
    out.push_back({kind, from, to - from,
                   quiet ? 0.32 : std::min(1.0, arc + (kind == SectionKind::contrast ? 0.06 : 0)),
                   kind == SectionKind::contrast ? 3
                   : way > 0.7 && phrases > 3    ? 1
                                                 : 0});
  }
  if (ending > 0) out.push_back({SectionKind::ending, bars - ending, ending, 0.45, 0});
  return out;
}

std::vector<Chord> chords_of(const MoodPlan& plan, const std::vector<Section>& sections, int bars, Random random) {
  const Progression &first = random.of(plan.first), &second = random.of(plan.second);
  std::vector<Chord> out(static_cast<std::size_t>(bars), first[0]);
  for (const Section& s : sections)
    for (int b = 0; b < s.bars; ++b) {
      const Progression& from = s.kind == SectionKind::contrast || s.kind == SectionKind::quiet ? second : first;
      out[static_cast<std::size_t>(s.first_bar + b)] = s.kind == SectionKind::intro && s.bars == 2
                                                           ? from[static_cast<std::size_t>(b * 3 % 4)]
                                                           : from[static_cast<std::size_t>(b % 4)];
    }
  // The way home.
  if (bars >= 2) out[static_cast<std::size_t>(bars - 2)] = plan.cadence[0];
  if (bars >= 1 && bars != 2) out[static_cast<std::size_t>(bars - 1)] = plan.cadence[1];
  if (bars == 2) out[0] = plan.last, out[1] = plan.cadence[1];
  out.push_back(plan.last);
  return out;
}

// Beats are not equally long: phrases breathe, and the last bars grow broad. Scaled to end at `until` exactly.
std::vector<double> beat_times_of(const MoodPlan& plan, int bars, int meter, double until) {
  const int beats = bars * meter;
  std::vector<double> weights(static_cast<std::size_t>(beats), 1.0);
  for (int i = 0; i < beats; ++i) {
    const double phrase = static_cast<double>(i % (4 * meter)) / (4 * meter);
    weights[static_cast<std::size_t>(i)] -= plan.rubato * 0.035 * std::sin(2 * std::numbers::pi * phrase - 0.6);
    const int left = beats - i, slow = std::min(meter * 3 / 2, beats / 3);
    if (left <= slow)
      weights[static_cast<std::size_t>(i)] *=
          1 + std::min(0.10 + 0.22 * plan.rubato, 0.07 * slow) * (slow - left + 1) / slow;
  }
  double sum = 0;
  for (const double w : weights) sum += w;
  std::vector<double> out{0};
  double at = 0;
  for (const double w : weights) out.push_back((at += w) * until / sum);
  return out;
}

}  // namespace

const char* name_of(SectionKind kind) {
  constexpr const char* names[] = {"intro", "main", "contrast", "quiet", "ending"};
  return names[static_cast<std::size_t>(kind)];
}

double Score::time_at(double beat) const {
  const double last = static_cast<double>(beat_times.size() - 1);
  if (beat >= last) return beat_times.back() + (beat - last) * 60 / tempo;
  const auto whole = static_cast<std::size_t>(std::max(0.0, beat));
  return beat_times[whole] + (beat - static_cast<double>(whole)) * (beat_times[whole + 1] - beat_times[whole]);
}

Score lay_out(const MoodPlan& plan, double seconds, Random random) {
  Score score;
  score.mood = plan.mood;
  score.key = {random.of(plan.tonics), plan.mode};
  const double wished = random.between(plan.slowest, plan.fastest);
  const Fit f = fit(plan, seconds, wished);
  score.bars = f.bars;
  score.meter = f.meter;
  score.tempo = f.tempo;
  score.seconds = seconds;
  score.last_chord = seconds - f.ring;
  score.sections = sections_of(f.bars);
  score.chords = chords_of(plan, score.sections, f.bars, random.fork(1));
  score.beat_times = beat_times_of(plan, f.bars, f.meter, score.last_chord);
  return score;
}

}  // namespace composer
