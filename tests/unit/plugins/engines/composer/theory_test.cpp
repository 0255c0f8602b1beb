#include "plugins/engines/composer/music/theory.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace composer {
namespace {

TEST(Theory, ChordsLieInTheirKey) {
  EXPECT_EQ(pitch_classes({0, Mode::ionian}, {7, Quality::dominant7}), (std::vector<int>{7, 11, 2, 5}));
  EXPECT_EQ(pitch_classes({9, Mode::aeolian}, {8, Quality::major}), (std::vector<int>{5, 9, 0}));
  EXPECT_EQ(name_of(Key{2, Mode::dorian}), "D dorian");
}

TEST(Theory, MelodyYieldsToAChordOutsideTheScale) {
  // E major in A minor: G sharp is sung, G and A natural beside it are not, except that A is no chord note.
  const auto pitches = melody_pitches({9, Mode::aeolian}, {7, Quality::major}, 60, 71);
  EXPECT_NE(std::ranges::find(pitches, 68), pitches.end());
  EXPECT_EQ(std::ranges::find(pitches, 67), pitches.end());
}

TEST(Theory, VoicingHoldsEveryNoteOfTheChordInRange) {
  for (const Quality q :
       {Quality::major, Quality::minor7, Quality::dominant7, Quality::add9, Quality::diminished, Quality::sus4})
    for (int root = 0; root < 12; ++root) {
      const Key key{root, Mode::ionian};
      const Chord chord{5, q};
      const auto voices = voice_chord(key, chord, {}, 53, 76, 4);
      ASSERT_EQ(voices.size(), 4u);
      EXPECT_TRUE(std::ranges::is_sorted(voices));
      for (const int p : voices) {
        EXPECT_GE(p, 53);
        EXPECT_LE(p, 76);
        EXPECT_TRUE(is_chord_tone(key, chord, p));
      }
      for (const int c : pitch_classes(key, chord))
        EXPECT_TRUE(std::ranges::any_of(voices, [&](int p) { return p % 12 == c; })) << root << " " << c;
    }
}

TEST(Theory, VoicesMoveLittle) {
  const Key key{0, Mode::ionian};
  const auto first = voice_chord(key, {0, Quality::major}, {}, 53, 76, 4),
             second = voice_chord(key, {5, Quality::major}, first, 53, 76, 4);
  int motion = 0;
  for (std::size_t i = 0; i < 4; ++i) motion += std::abs(first[i] - second[i]);
  EXPECT_LE(motion, 12);
}

TEST(Theory, NearestOctave) {
  EXPECT_EQ(nearest(0, 61), 60);
  EXPECT_EQ(nearest(11, 60), 59);
  EXPECT_EQ(nearest(6, 60), 66);
}

}  // namespace
}  // namespace composer
