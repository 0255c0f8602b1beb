// What plays under the melody: figures of broken chords and pulses, held chords, and the bass.
#include "plugins/engines/composer/music/parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace composer {
namespace {

// How long the last chord is held, in beats.
double last_beats(const Score& score, double before_end) {
  return std::max(0.5, (score.seconds - before_end - score.last_chord) * score.tempo / 60);
}

int add_part(Score& score, const char* name, int program, int pan, int reverb, int louder = 0) {
  score.parts.push_back({name, program, false, std::clamp(volume_of(program) + louder, 0, 127), pan, reverb});
  return static_cast<int>(score.parts.size()) - 1;
}

struct Step {
  double beat;  // in the bar
  int voice;    // 0 = lowest; -1 = the whole chord
  double beats;
  int accent;
};

// One bar of a figure.
std::vector<Step> steps_of(Figure figure, int meter, double intensity, Random& random) {
  std::vector<Step> out;
  const int halves = meter * 2;
  switch (figure) {
    case Figure::arpeggio: {
      constexpr std::array up_down = {0, 1, 2, 3, 4, 3, 2, 1};
      const bool dense = intensity > 0.45;
      for (int i = 0; i < halves; ++i)
        if (dense || i % 2 == 0)
          out.push_back({i / 2.0, up_down[static_cast<std::size_t>(dense ? i % 8 : (i * 3 / 2) % 8)], meter - i / 2.0,
                         i == 0       ? 6
                         : i % 4 == 0 ? 2
                                      : -4});
      break;
    }
    case Figure::waltz:
      out.push_back({0, 0, static_cast<double>(meter), 8});
      for (int b = 1; b < meter; ++b) out.push_back({static_cast<double>(b), -1, 0.9, -8});
      if (intensity > 0.75 && meter == 3) out.push_back({2.5, 3, 0.5, -6});
      break;
    case Figure::strum:
      for (int i = 0; i < halves; ++i) {
        constexpr std::array plays = {true, false, true, true, false, true, true, true};
        if (plays[static_cast<std::size_t>(i % 8)] && (intensity > 0.4 || i % 2 == 0))
          out.push_back({i / 2.0, -1, 0.55, i == 0 ? 8 : i % 4 == 0 ? 4 : -6});
      }
      break;
    case Figure::ostinato: {
      constexpr std::array pattern = {0, 2, 1, 2, 0, 2, 1, 3};
      for (int i = 0; i < halves; ++i)
        out.push_back({i / 2.0, pattern[static_cast<std::size_t>(i % 8)], 0.36, i % 4 == 0 ? 10 : i % 2 == 0 ? 2 : -8});
      if (intensity > 0.8)
        for (int b = 1; b < meter; b += 2)
          out.push_back({b + 0.25, 0, 0.2, -10}), out.push_back({b + 0.75, 2, 0.2, -10});
      break;
    }
    case Figure::sparse:
      for (int i = 0; i < halves; ++i)
        if (i == 0 || random.chance(0.28 + 0.2 * intensity))
          out.push_back({i / 2.0, i == 0 ? 2 : random.below(5), 2.5, i == 0 ? 2 : -6});
      break;
    case Figure::pulse:
      for (int b = 0; b < meter; ++b) out.push_back({static_cast<double>(b), -1, 0.8, b == 0 ? 4 : -4});
      break;
    case Figure::none:
      break;
  }
  return out;
}

}  // namespace

void add_figure(Score& score, const MoodPlan& plan, Random random) {
  const int program = random.of(plan.figure);
  const bool staccato = plan.figure_kind == Figure::ostinato;
  const int part = add_part(score, "figure", program, 76, 48, staccato ? 4 : 0);
  const int low = staccato ? 48 : 52, high = staccato ? 70 : 79;
  std::vector<int> voices;
  for (int bar = 0; bar < score.bars; ++bar) {
    const Section& section = section_at(score, bar);
    const Chord& chord = score.chords[static_cast<std::size_t>(bar)];
    voices = voice_chord(score.key, chord, voices, low, high, 4);
    if (voices.empty()) continue;
    const bool thin =
        section.kind == SectionKind::quiet || section.kind == SectionKind::ending || section.kind == SectionKind::intro;
    const Figure kind = plan.figure_kind == Figure::strum && thin ? Figure::pulse : plan.figure_kind;
    for (const Step& step : steps_of(kind, score.meter, section.intensity, random)) {
      const int velocity = static_cast<int>(38 + 22 * section.intensity + 20 * plan.brightness + step.accent);
      const double beat = bar * score.meter + step.beat;
      if (step.voice < 0) {
        // A chord is touched from the bottom up, never quite at once.
        for (std::size_t v = kind == Figure::waltz ? 1 : 0; v < voices.size(); ++v)
          play(score, random, {part, beat, step.beats, voices[v], velocity - 3, static_cast<double>(v) * 0.011}, 0.7);
      } else {
        const auto v = static_cast<std::size_t>(step.voice);
        const int pitch = v < voices.size() ? voices[v] : voices[v % voices.size()] + 12;
        play(score, random, {part, beat, std::min(step.beats, 4.0), pitch, velocity, 0}, staccato ? 0.6 : 1.0);
      }
    }
  }
  // The last chord, spread like a harp's.
  const auto last = voice_chord(score.key, score.chords.back(), voices, low, high, 4);
  const double beat = score.bars * score.meter;
  for (std::size_t v = 0; v < last.size(); ++v)
    play(score, random,
         {part, beat, last_beats(score, 0.3), last[v], static_cast<int>(48 + 24 * plan.brightness),
          static_cast<double>(v) * (staccato ? 0.0 : 0.045)},
         0.5);
}

void add_pad(Score& score, const MoodPlan& plan, Random random) {
  const int program = random.of(plan.pad);
  const int part = add_part(score, "pad", program, 52, 72);
  std::vector<int> voices;
  for (int bar = 0; bar < score.bars;) {
    const Chord& chord = score.chords[static_cast<std::size_t>(bar)];
    int bars = 1;
    while (bar + bars < score.bars && bars < 2 && score.chords[static_cast<std::size_t>(bar + bars)] == chord) ++bars;
    const Section& section = section_at(score, bar);
    voices = voice_chord(score.key, chord, voices, 53, 76, section.intensity > 0.5 ? 4 : 3);
    const double beat = bar * score.meter;
    for (const int pitch : voices)
      play(score, random,
           {part, beat, bars * score.meter * 0.99 + 0.05, pitch, static_cast<int>(44 + 30 * section.intensity), -0.03},
           0.6);
    // It swells into the middle of each chord and with the form.
    const int level = static_cast<int>(58 + 48 * section.intensity);
    for (int q = 0; q < bars * score.meter; ++q)
      score.swells.push_back(
          {part, beat + q,
           std::clamp(level + static_cast<int>(9 * std::sin(3.14159265 * (q + 0.5) / (bars * score.meter))), 20, 127)});
    bar += bars;
  }
  const auto last = voice_chord(score.key, score.chords.back(), voices, 50, 76, 4);
  const double beat = score.bars * score.meter, held = last_beats(score, 0.5);
  for (const int pitch : last) play(score, random, {part, beat, held, pitch, 66, -0.02}, 0.5);
  // The last chord dies away.
  constexpr int points = 16;
  for (int i = 0; i <= points; ++i)
    score.swells.push_back({part, beat + held * i / points, static_cast<int>(96 - 62.0 * i / points)});
}

void add_bass(Score& score, const MoodPlan& plan, Random random) {
  const int program = random.of(plan.bass);
  const int part = add_part(score, "bass", program, 64, 28);
  int before = 40;
  const auto near_low = [&](int pitch_class) {
    int p = nearest(pitch_class, (before + 40) / 2);
    while (p < 31) p += 12;
    while (p > 50) p -= 12;
    return before = p;
  };
  for (int bar = 0; bar < score.bars; ++bar) {
    const Section& section = section_at(score, bar);
    const auto classes = pitch_classes(score.key, score.chords[static_cast<std::size_t>(bar)]);
    const int root = plan.bass_kind == Bass::drone && section.kind != SectionKind::ending && bar + 2 < score.bars &&
                             random.chance(0.6)
                         ? near_low(score.key.tonic)
                         : near_low(classes[0]);
    const double beat = bar * score.meter;
    const int velocity = static_cast<int>(52 + 24 * section.intensity + 12 * plan.brightness);
    const bool quiet = section.kind == SectionKind::intro || section.kind == SectionKind::quiet;
    if (quiet || plan.bass_kind == Bass::sustained || plan.bass_kind == Bass::drone) {
      play(score, random, {part, beat, score.meter * 0.98, root, velocity, 0}, 0.7);
      if (!quiet && plan.bass_kind == Bass::sustained && section.intensity > 0.8 && score.meter == 4)
        play(score, random,
             {part, beat + 3, 0.95,
              nearest(classes.back() == classes[0] ? classes[0] : classes[classes.size() > 2 ? 2 : 1], root),
              velocity - 10, 0},
             0.7);
    } else if (plan.bass_kind == Bass::root_fifth) {
      const int fifth = nearest(classes[classes.size() > 2 ? 2 : 1], root + 4);
      for (int b = 0; b < score.meter; ++b)
        if (b % 2 == 0 || section.intensity > 0.75)
          play(score, random, {part, beat + b, 0.8, b % 4 == 2 ? fifth : root, velocity - (b ? 6 : 0), 0}, 0.6);
      if (section.intensity > 0.6 && score.meter == 4)
        play(score, random, {part, beat + 3.5, 0.45, root, velocity - 12, 0}, 0.6);
    } else {
      for (int i = 0; i < score.meter * 2; ++i)
        play(score, random, {part, beat + i / 2.0, 0.42, root, velocity - (i % 4 ? 10 : 0), 0}, 0.5);
    }
  }
  play(score, random,
       {part, static_cast<double>(score.bars * score.meter), last_beats(score, 0.4),
        near_low(score.key.tonic + score.chords.back().root), 74, 0},
       0.3);
}

}  // namespace composer
