// Composed music before it sounds: notes in beats, and how beats lie in time.
#pragma once

#include "plugins/engines/composer/music/mood.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace composer {

struct Part {
  std::string name;
  int program = 0;                          // General MIDI, from 0
  bool drums = false;                       // plays on the percussion channel
  int volume = 100, pan = 64, reverb = 40;  // MIDI controllers 7, 10, 91
};

struct Note {
  int part = 0;
  double beat = 0, beats = 1;     // start and length
  int pitch = 60, velocity = 80;  // MIDI
  double nudge = 0;               // seconds early (-) or late (+)
};

struct Swell {  // expression (controller 11) of a part from here on
  int part = 0;
  double beat = 0;
  int value = 100;
};

enum class SectionKind { intro, main, contrast, quiet, ending };
const char* name_of(SectionKind);

struct Section {
  SectionKind kind = SectionKind::main;
  int first_bar = 0, bars = 4;
  double intensity = 0.6;  // 0..1: how many parts play, and how strongly
  int register_shift = 0;  // scale steps by which the melody lies higher
};

struct Score {
  Mood mood = Mood::calm;
  Key key;
  double tempo = 60;                   // beats a minute, on average
  int meter = 4;                       // beats in a bar
  int bars = 1;                        // before the last chord, which begins bar `bars` (from 0)
  double seconds = 0, last_chord = 0;  // length of the whole; where the last chord begins
  std::vector<Section> sections;
  std::vector<Chord> chords;       // one a bar, and the last one
  std::vector<double> beat_times;  // seconds at which beat n begins; the last entry is the last chord's
  std::vector<Part> parts;
  std::vector<Note> notes;
  std::vector<Swell> swells;

  double time_at(double beat) const;  // beats past the last chord go on at its tempo
};

}  // namespace composer
