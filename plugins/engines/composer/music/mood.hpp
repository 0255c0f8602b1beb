// What a mood asks of the music: mode, tempo, chords, instruments, texture. One table, no code.
#pragma once

#include "plugins/engines/composer/music/theory.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace composer {

enum class Mood { calm, joyful, melancholic, tense, mysterious, epic, romantic };
inline constexpr std::array all_moods = {Mood::calm,       Mood::joyful, Mood::melancholic, Mood::tense,
                                         Mood::mysterious, Mood::epic,   Mood::romantic};

const char* name_of(Mood);
std::optional<Mood> mood_named(std::string_view);
// The mood a free description asks for; calm when it says nothing of the kind.
Mood mood_of(std::string_view description);

enum class Figure { none, arpeggio, waltz, strum, ostinato, sparse, pulse };  // what the accompanying part plays
enum class Bass { sustained, root_fifth, eighths, drone };
enum class Drums { none, light, pulse, big };

using Progression = std::array<Chord, 4>;
using Rhythm = std::vector<double>;  // beats; negative = a rest; sums to a bar

struct MoodPlan {
  Mood mood;
  Mode mode;
  double slowest, fastest;                 // beats a minute
  int meter;                               // beats in a bar
  std::vector<int> tonics;                 // keys that suit the instruments
  std::vector<Progression> first, second;  // for the main and the contrasting part
  std::array<Chord, 2> cadence;            // before the last chord
  Chord last;
  std::vector<Rhythm> rhythms;                 // of the melody
  std::vector<int> melody, figure, pad, bass;  // General MIDI programs to choose from
  Figure figure_kind;
  Bass bass_kind;
  Drums drums;
  double rubato;                // how much the pulse breathes, 0..1
  double melody_rest;           // chance that the melody leaves a phrase to the others
  int melody_low, melody_high;  // MIDI pitches
  double brightness;            // 0 soft .. 1 brilliant: how hard keys and strings are struck
};

const MoodPlan& plan_of(Mood);

}  // namespace composer
