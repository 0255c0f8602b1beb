// Keys, scales and chords as numbers of semitones.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

namespace composer {

enum class Mode { ionian, dorian, phrygian, lydian, aeolian };

const char* name_of(Mode);
std::array<int, 7> scale_of(Mode);  // semitones above the tonic

struct Key {
  int tonic = 0;  // 0 = C ... 11 = B
  Mode mode = Mode::ionian;
  bool operator==(const Key&) const = default;
};
std::string name_of(const Key&);  // "D dorian", "A minor", "C major"

enum class Quality { major, minor, diminished, major7, minor7, dominant7, sus2, sus4, add9, minor_add9, power };

struct Chord {
  int root = 0;  // semitones above the tonic
  Quality quality = Quality::major;
  bool operator==(const Chord&) const = default;
};

std::span<const int> intervals_of(Quality);
// Pitch classes 0..11 of a chord in a key, the root first.
std::vector<int> pitch_classes(const Key&, const Chord&);

// The pitches (MIDI numbers) a melody may use over a chord within a range, rising: the scale, with the chord's own
// notes in place of scale notes a semitone beside them.
std::vector<int> melody_pitches(const Key&, const Chord&, int low, int high);
bool is_chord_tone(const Key&, const Chord&, int pitch);

// Four voices (or fewer for small chords) within a range, rising, moving as little as possible from `before` (which may
// be empty).
std::vector<int> voice_chord(const Key&, const Chord&, const std::vector<int>& before, int low, int high, int voices);

// The pitch of class `pitch_class` nearest to `wanted`.
int nearest(int pitch_class, int wanted);

}  // namespace composer
