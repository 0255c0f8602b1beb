// The players. Each adds its part and notes to a score whose form, chords and time are laid out.
#pragma once

#include "plugins/engines/composer/music/score.hpp"
#include "plugins/engines/composer/random.hpp"

namespace composer {

void add_melody(Score&, const MoodPlan&, Random);
void add_figure(Score&, const MoodPlan&, Random);  // arpeggios, strumming, ostinati
void add_pad(Score&, const MoodPlan&, Random);
void add_bass(Score&, const MoodPlan&, Random);
void add_drums(Score&, const MoodPlan&, Random);

// How loud General MIDI programs come out beside each other, as controller 7.
int volume_of(int program);

// A player's small unevenness, once for every note: timing in seconds, velocity in steps.
void play(Score&, Random&, Note, double looseness);

const Section& section_at(const Score&, int bar);

}  // namespace composer
