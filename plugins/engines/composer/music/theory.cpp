#include "plugins/engines/composer/music/theory.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace composer {
namespace {

constexpr const char* note_names[12] = {"C",       "D flat", "D",      "E flat", "E",      "F",
                                        "F sharp", "G",      "A flat", "A",      "B flat", "B"};

constexpr int major_i[] = {0, 4, 7}, minor_i[] = {0, 3, 7}, diminished_i[] = {0, 3, 6}, major7_i[] = {0, 4, 7, 11},
              minor7_i[] = {0, 3, 7, 10}, dominant7_i[] = {0, 4, 7, 10}, sus2_i[] = {0, 2, 7}, sus4_i[] = {0, 5, 7},
              add9_i[] = {0, 4, 7, 2}, minor_add9_i[] = {0, 3, 7, 2}, power_i[] = {0, 7};

int class_of(int pitch) { return (pitch % 12 + 12) % 12; }

}  // namespace

const char* name_of(Mode mode) {
  switch (mode) {
    case Mode::ionian:
      return "major";
    case Mode::dorian:
      return "dorian";
    case Mode::phrygian:
      return "phrygian";
    case Mode::lydian:
      return "lydian";
    default:
      return "minor";
  }
}

std::array<int, 7> scale_of(Mode mode) {
  switch (mode) {
    case Mode::ionian:
      return {0, 2, 4, 5, 7, 9, 11};
    case Mode::dorian:
      return {0, 2, 3, 5, 7, 9, 10};
    case Mode::phrygian:
      return {0, 1, 3, 5, 7, 8, 10};
    case Mode::lydian:
      return {0, 2, 4, 6, 7, 9, 11};
    default:
      return {0, 2, 3, 5, 7, 8, 10};
  }
}

std::string name_of(const Key& key) { return std::string(note_names[class_of(key.tonic)]) + " " + name_of(key.mode); }

std::span<const int> intervals_of(Quality quality) {
  switch (quality) {
    case Quality::major:
      return major_i;
    case Quality::minor:
      return minor_i;
    case Quality::diminished:
      return diminished_i;
    case Quality::major7:
      return major7_i;
    case Quality::minor7:
      return minor7_i;
    case Quality::dominant7:
      return dominant7_i;
    case Quality::sus2:
      return sus2_i;
    case Quality::sus4:
      return sus4_i;
    case Quality::add9:
      return add9_i;
    case Quality::minor_add9:
      return minor_add9_i;
    default:
      return power_i;
  }
}

std::vector<int> pitch_classes(const Key& key, const Chord& chord) {
  std::vector<int> out;
  for (const int i : intervals_of(chord.quality)) out.push_back(class_of(key.tonic + chord.root + i));
  return out;
}

bool is_chord_tone(const Key& key, const Chord& chord, int pitch) {
  const auto classes = pitch_classes(key, chord);
  return std::ranges::find(classes, class_of(pitch)) != classes.end();
}

std::vector<int> melody_pitches(const Key& key, const Chord& chord, int low, int high) {
  std::array<bool, 12> allowed{};
  for (const int s : scale_of(key.mode)) allowed[static_cast<std::size_t>(class_of(key.tonic + s))] = true;
  for (const int c : pitch_classes(key, chord)) {
    if (allowed[static_cast<std::size_t>(c)]) continue;
    allowed[static_cast<std::size_t>(class_of(c - 1))] = allowed[static_cast<std::size_t>(class_of(c + 1))] = false;
    allowed[static_cast<std::size_t>(c)] = true;
  }
  for (const int c : pitch_classes(key, chord)) allowed[static_cast<std::size_t>(c)] = true;
  std::vector<int> out;
  for (int p = low; p <= high; ++p)
    if (allowed[static_cast<std::size_t>(class_of(p))]) out.push_back(p);
  return out;
}

int nearest(int pitch_class, int wanted) {
  int p = wanted + class_of(pitch_class - wanted);
  return p - wanted > 6 ? p - 12 : p;
}

std::vector<int> voice_chord(const Key& key, const Chord& chord, const std::vector<int>& before, int low, int high,
                             int voices) {
  const auto classes = pitch_classes(key, chord);
  std::vector<int> options;
  for (int p = low; p <= high; ++p)
    if (std::ranges::find(classes, class_of(p)) != classes.end()) options.push_back(p);
  const int count = std::min<int>(voices, static_cast<int>(options.size()));
  std::vector<int> chosen, best;
  double least = std::numeric_limits<double>::max();
  const double middle = (low + high) / 2.0;
  // All rising choices of `count` pitches; ranges are two octaves at most, so there are few hundred.
  const auto judge = [&] {
    double cost = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      if (i < before.size()) cost += std::abs(chosen[i] - before[i]) * 1.0;
      cost += std::abs(chosen[i] - middle) * (before.empty() ? 0.6 : 0.12);
      if (i > 0) {
        const int gap = chosen[i] - chosen[i - 1];
        if (gap > 9) cost += 3.0 * (gap - 9);
        if (gap < 3) cost += 1.5 * (3 - gap) + (chosen[i] < 55 ? 4 : 0);
      }
    }
    // Every note of the chord should be there; a missing third hurts most.
    for (std::size_t k = 0; k < classes.size(); ++k)
      if (std::ranges::none_of(chosen, [&](int p) { return class_of(p) == classes[k]; }))
        cost += k == 1 ? 14 : k == 2 ? 4 : 9;
    if (cost < least) least = cost, best = chosen;
  };
  const auto choose = [&](const auto& self, std::size_t from) -> void {
    if (static_cast<int>(chosen.size()) == count) return judge();
    for (std::size_t i = from; i < options.size(); ++i) {
      chosen.push_back(options[i]);
      self(self, i + 1);
      chosen.pop_back();
    }
  };
  choose(choose, 0);
  return best;
}

}  // namespace composer
