// Drums where a mood wants them: a light kit, a nervous pulse, or big drums and cymbals.
#include "plugins/engines/composer/music/parts.hpp"

#include <algorithm>

namespace composer {
namespace {

// General MIDI percussion keys.
enum : int {
  kick = 36,
  side_stick = 37,
  clap = 39,
  closed_hat = 42,
  pedal_hat = 44,
  crash = 49,
  tambourine = 54,
  low_tom = 41,
  mid_tom = 45,
  splash = 55,
  bongo = 61,
  conga = 64,
  shaker = 70,
  wood = 76,
  concert_bass = 35,
  soft_snare = 38,
  ride = 51
};
constexpr int timpani = 47, taiko = 116;

}  // namespace

void add_drums(Score& score, const MoodPlan& plan, Random random) {
  if (plan.drums == Drums::none) return;
  const bool big = plan.drums == Drums::big, pulse = plan.drums == Drums::pulse;
  const int kit = static_cast<int>(score.parts.size());
  score.parts.push_back({"drums", big || pulse ? 48 : 0, true, big ? 100 : 84, 64, big ? 64 : 36});
  int deep = -1, roll = -1;
  if (big || pulse) {
    deep = static_cast<int>(score.parts.size());
    score.parts.push_back({"taiko", taiko, false, 104, 58, 66});
    roll = static_cast<int>(score.parts.size());
    score.parts.push_back({"timpani", timpani, false, 104, 70, 60});
  }
  // The patterns are written for four beats; in a shorter bar what lies beyond it falls away.
  double bar_end = 0;
  const auto hit = [&](int part, double beat, int pitch, double velocity) {
    if (beat < bar_end) play(score, random, {part, beat, 0.5, pitch, static_cast<int>(velocity), 0}, 0.7);
  };

  for (int bar = 0; bar < score.bars; ++bar) {
    const Section& s = section_at(score, bar);
    const double at = bar * score.meter, force = s.intensity;
    bar_end = at + score.meter;
    const bool first = bar == s.first_bar, last = bar == s.first_bar + s.bars - 1,
               still = s.kind == SectionKind::intro || s.kind == SectionKind::quiet;
    if (plan.drums == Drums::light) {
      for (int i = 0; i < score.meter * 2; ++i) {
        if (!(still && i % 2)) hit(kit, at + i / 2.0, shaker, 38 + 22 * force + (i % 2 ? -8 : 6));
        if (!still && i % 4 == 0) hit(kit, at + i / 2.0, kick, 62 + 22 * force);
        if (!still && i % 4 == 2) hit(kit, at + i / 2.0, force > 0.75 ? soft_snare : side_stick, 52 + 26 * force);
        if (!still && force > 0.7) hit(kit, at + i / 2.0, closed_hat, 40 + 18 * force - (i % 2 ? 8 : 0));
      }
      if (!still && force > 0.6) hit(kit, at + score.meter - 0.5, kick, 50 + 20 * force);
      if (!still && force > 0.85) hit(kit, at + 1, tambourine, 52), hit(kit, at + 3, tambourine, 56);
      if (last && !still && force > 0.6)
        for (int i = 0; i < 4; ++i) hit(kit, at + score.meter - 1 + i / 4.0, i < 2 ? mid_tom : low_tom, 58 + 6 * i);
      if (first && force > 0.75) hit(kit, at, crash, 58 + 24 * force);
    } else if (pulse) {
      for (int i = 0; i < score.meter * 2; ++i)
        hit(kit, at + i / 2.0, i % 2 ? wood : closed_hat, 34 + 22 * force + (i == 0 ? 8 : 0));
      if (!still) {
        hit(deep, at, 43, 66 + 36 * force);
        hit(deep, at + 2.5, 43, 54 + 30 * force);
        if (force > 0.7) hit(deep, at + 1.5, 48, 50 + 28 * force), hit(deep, at + 3.5, 48, 50 + 24 * force);
      }
      if (last && force > 0.6)
        for (int i = 0; i < 8; ++i) hit(roll, at + score.meter - 2 + i / 4.0, nearest(score.key.tonic, 43), 40 + 6 * i);
    } else {
      const int low = nearest(score.key.tonic, 41);
      hit(deep, at, 41, (still ? 54 : 74) + 36 * force);
      if (!still) {
        for (const double b : {1.5, 2.0, 3.0, 3.5})
          if (b < score.meter) hit(deep, at + b, b == 2.0 ? 43 : 46, 54 + 34 * force);
        if (force > 0.75)
          for (int i = 0; i < score.meter * 4; ++i)
            if (i % 4) hit(kit, at + i / 4.0, soft_snare, 14 + 18 * force + (i % 4 == 2 ? 6 : 0));
        hit(roll, at, low, 60 + 34 * force);
      }
      if (last)
        for (int i = 0; i < 8; ++i) hit(roll, at + score.meter - 2 + i / 4.0, low, 36 + 50 * force * i / 8 + 10);
      if (first && force > 0.5) hit(kit, at, crash, 60 + 40 * force);
    }
  }
  const double end = score.bars * score.meter;
  bar_end = end + 1;
  if (big)
    hit(kit, end, crash, 96), hit(deep, end, 41, 108), hit(roll, end, nearest(score.key.tonic, 41), 104);
  else if (pulse)
    hit(deep, end, 41, 110), hit(roll, end, nearest(score.key.tonic, 41), 100);
  else
    hit(kit, end, crash, 64), hit(kit, end, kick, 84);
}

}  // namespace composer
