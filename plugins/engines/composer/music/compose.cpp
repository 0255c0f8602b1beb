#include "plugins/engines/composer/music/compose.hpp"

#include "plugins/engines/composer/music/form.hpp"
#include "plugins/engines/composer/music/parts.hpp"

#include <algorithm>

namespace composer {

Score compose(const Brief& brief) {
  const MoodPlan& plan = plan_of(brief.mood);
  const Random random = Random(brief.seed).fork(static_cast<std::uint64_t>(brief.mood) + 100);
  Score score = lay_out(plan, brief.seconds, random.fork(1));
  add_pad(score, plan, random.fork(2));
  add_bass(score, plan, random.fork(3));
  add_figure(score, plan, random.fork(4));
  add_melody(score, plan, random.fork(5));
  add_drums(score, plan, random.fork(6));
  // The last chord stands alone: what rings before it is let go as it comes.
  const double end = score.bars * score.meter;
  for (Note& note : score.notes)
    if (note.beat < end) note.beats = std::min(note.beats, end - note.beat + 0.1);
  std::ranges::stable_sort(score.notes, {}, &Note::beat);
  return score;
}

const Section& section_at(const Score& score, int bar) {
  for (const Section& s : score.sections)
    if (bar < s.first_bar + s.bars) return s;
  return score.sections.back();
}

void play(Score& score, Random& random, Note note, double looseness) {
  note.nudge += random.bell() * 0.009 * looseness;
  note.velocity = std::clamp(note.velocity + static_cast<int>(random.bell() * 4 * looseness), 8, 124);
  note.pitch = std::clamp(note.pitch, 12, 108);
  score.notes.push_back(note);
}

int volume_of(int program) {
  struct Level {
    int program, volume;
  };
  constexpr Level levels[] = {{0, 118},  {4, 92},  {8, 108}, {10, 122}, {11, 120}, {24, 104}, {25, 96},
                              {32, 92},  {33, 84}, {40, 88}, {42, 82},  {43, 92},  {44, 74},  {45, 104},
                              {46, 112}, {48, 78}, {49, 78}, {52, 76},  {60, 94},  {68, 88},  {69, 90},
                              {71, 92},  {73, 86}, {78, 70}, {89, 84},  {92, 80}};
  for (const Level& l : levels)
    if (l.program == program) return l.volume;
  return 88;
}

}  // namespace composer
