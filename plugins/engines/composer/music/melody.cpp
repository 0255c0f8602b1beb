// The melody: a motif of two bars, repeated, moved with the chords and varied, in phrases that end on long notes.
#include "plugins/engines/composer/music/parts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace composer {
namespace {

struct Motif {
  std::vector<Rhythm> rhythms;          // of its bars
  std::vector<std::vector<int>> steps;  // for each sounding note, scale steps from the first of its bar
};

Rhythm fitted(const Rhythm& rhythm, int meter) {
  double sum = 0;
  for (const double r : rhythm) sum += std::abs(r);
  if (sum == meter) return rhythm;
  if (meter == 2) return {1, 1};
  Rhythm out;
  for (const double r : rhythm) out.push_back(r * meter / sum);
  return out;
}

Motif make_motif(const MoodPlan& plan, int meter, Random& random) {
  Motif motif;
  const Rhythm &one = random.of(plan.rhythms), &two = random.of(plan.rhythms);
  for (const Rhythm* r : {&one, &two}) {
    motif.rhythms.push_back(fitted(*r, meter));
    std::vector<int> steps;
    int at = 0;
    const int direction = random.chance(0.5) ? 1 : -1;
    for (const double beats : motif.rhythms.back()) {
      if (beats < 0) continue;
      steps.push_back(at);
      // Mostly by step in one direction, now and then a leap that turns back.
      const double dice = random.unit();
      at += dice < 0.50   ? direction
            : dice < 0.72 ? -direction
            : dice < 0.86 ? 2 * direction
            : dice < 0.94 ? -2 * direction
                          : 0;
      at = std::clamp(at, -4, 4);
    }
    motif.steps.push_back(steps);
  }
  return motif;
}

int index_near(const std::vector<int>& pitches, double wanted) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < pitches.size(); ++i)
    if (std::abs(pitches[i] - wanted) < std::abs(pitches[best] - wanted)) best = i;
  return static_cast<int>(best);
}

// The index of the chord tone nearest to `from` in the list, preferring not to stay.
int chord_index(const Score& score, const Chord& chord, const std::vector<int>& pitches, int from) {
  for (int away = 0; away < static_cast<int>(pitches.size()); ++away)
    for (const int i : {from + away, from - away})
      if (i >= 0 && i < static_cast<int>(pitches.size()) &&
          is_chord_tone(score.key, chord, pitches[static_cast<std::size_t>(i)]))
        return i;
  return std::clamp(from, 0, static_cast<int>(pitches.size()) - 1);
}

class Singer {
 public:
  Singer(Score& score, const MoodPlan& plan, Random random, int part)
      : score_(score),
        plan_(plan),
        random_(random),
        part_(part),
        last_(std::midpoint(plan.melody_low, plan.melody_high)) {}

  void phrase(const Section& section, const Motif& motif, bool final_phrase) {
    for (int b = 0; b < section.bars; ++b) {
      const int bar = section.first_bar + b;
      const bool cadence = b == section.bars - 1;
      const std::size_t which = static_cast<std::size_t>(b) % motif.rhythms.size();
      Rhythm rhythm = motif.rhythms[which];
      if (cadence && !final_phrase)
        rhythm = score_.meter == 3   ? Rhythm{2, -1}
                 : score_.meter == 2 ? Rhythm{1, -1}
                                     : Rhythm{random_.chance(0.5) ? 3.0 : 2.0, -1};
      // The second half of a phrase answers the first: turned upside down or higher.
      const int flip = b >= 2 && section.bars >= 4 && random_.chance(0.4) ? -1 : 1;
      const double arch = 3.5 * std::sin(3.14159265 * (b + 0.5) / section.bars);
      bar_of(section, bar, rhythm, motif.steps[which], flip, arch);
    }
  }

  void last_note(double until) {
    const double beat = score_.bars * score_.meter;
    const auto tonic = nearest(score_.key.tonic, static_cast<int>(last_));
    sing({part_, beat, (until - score_.last_chord) * score_.tempo / 60,
          std::clamp(tonic, plan_.melody_low - 5, plan_.melody_high + 3), velocity(0.6, true), 0});
  }

 private:
  void bar_of(const Section& section, int bar, const Rhythm& rhythm, const std::vector<int>& steps, int flip,
              double arch) {
    const Chord& chord = score_.chords[static_cast<std::size_t>(bar)];
    const auto pitches = melody_pitches(score_.key, chord, plan_.melody_low - 2, plan_.melody_high + 2);
    const double center = plan_.melody_low + 5 + section.register_shift * 1.8 + arch;
    int anchor = chord_index(score_, chord, pitches, index_near(pitches, 0.55 * last_ + 0.45 * center));
    double beat = bar * score_.meter;
    std::size_t n = 0;
    for (const double beats : rhythm) {
      if (beats > 0) {
        int i = anchor + flip * (n < steps.size() ? steps[n] : 0);
        i = std::clamp(i, 0, static_cast<int>(pitches.size()) - 1);
        const bool strong = std::fmod(beat, score_.meter) < 0.01 || beats >= 2;
        if (strong) i = chord_index(score_, chord, pitches, i);
        // No leap wider than an octave.
        int pitch = pitches[static_cast<std::size_t>(i)];
        while (pitch - last_ > 12) pitch -= 12;
        while (last_ - pitch > 12) pitch += 12;
        last_ = pitch;
        sing({part_, beat, beats * 0.97, pitch, velocity(section.intensity, std::fmod(beat, score_.meter) < 0.01), 0});
        ++n;
      }
      beat += std::abs(beats);
    }
  }

  int velocity(double intensity, bool accent) const {
    return static_cast<int>(54 + 26 * intensity + 18 * plan_.brightness + (accent ? 6 : 0));
  }
  void sing(const Note& note) { play(score_, random_, note, 1.0); }

  Score& score_;
  const MoodPlan& plan_;
  Random random_;
  int part_;
  double last_;
};

}  // namespace

void add_melody(Score& score, const MoodPlan& plan, Random random) {
  const int program = random.of(plan.melody);
  const int part = static_cast<int>(score.parts.size());
  score.parts.push_back({"melody", program, false, volume_of(program) + 6, 60, 58});
  const Motif first = make_motif(plan, score.meter, random), second = make_motif(plan, score.meter, random);
  Singer singer(score, plan, random.fork(9), part);
  bool sang = false;
  for (std::size_t i = 0; i < score.sections.size(); ++i) {
    const Section& section = score.sections[i];
    const bool last = i + 1 == score.sections.size();
    score.swells.push_back(
        {part, static_cast<double>(section.first_bar * score.meter), static_cast<int>(84 + 36 * section.intensity)});
    if (section.kind == SectionKind::intro) continue;
    // It rests now and then, but never twice, never at the climax and never in short pieces.
    if (sang && score.sections.size() > 5 && section.kind != SectionKind::contrast && !last &&
        section.intensity < 0.9 && random.chance(plan.melody_rest)) {
      sang = false;
      continue;
    }
    sang = true;
    singer.phrase(section, section.kind == SectionKind::contrast || section.kind == SectionKind::quiet ? second : first,
                  last);
  }
  singer.last_note(score.seconds - 0.4);
}

}  // namespace composer
