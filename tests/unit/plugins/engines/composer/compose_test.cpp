#include "plugins/engines/composer/music/compose.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace composer {
namespace {

constexpr double lengths[] = {3, 4.2, 7.5, 10, 15, 22, 30, 47.3, 60, 95, 180, 600};

TEST(Compose, LastChordIsTheTonicAndRingsToTheEnd) {
  for (const Mood mood : all_moods)
    for (const double seconds : lengths)
      for (const std::uint64_t seed : {1, 2, 3}) {
        const Score s = compose({mood, seconds, seed});
        SCOPED_TRACE(std::string(name_of(mood)) + " " + std::to_string(seconds) + " s, seed " + std::to_string(seed));
        EXPECT_EQ(s.chords.back().root, 0);
        EXPECT_EQ(s.chords.size(), static_cast<std::size_t>(s.bars) + 1);
        EXPECT_NEAR(s.beat_times.back(), s.last_chord, 1e-9);
        EXPECT_GE(seconds - s.last_chord, 1.0);
        EXPECT_LE(seconds - s.last_chord, 6.6);
        // Sounding when the music stops, and nothing begins after the last chord.
        const double end = s.bars * s.meter;
        double latest = 0;
        for (const Note& n : s.notes) {
          EXPECT_LE(n.beat, end);
          latest = std::max(latest, s.time_at(n.beat + n.beats));
        }
        EXPECT_NEAR(latest, seconds - 0.3, 0.2);
        // The bass ends on the tonic.
        int lowest = 127;
        for (const Note& n : s.notes)
          if (n.beat == end && !s.parts[static_cast<std::size_t>(n.part)].drums &&
              s.parts[static_cast<std::size_t>(n.part)].name == "bass")
            lowest = n.pitch;
        EXPECT_EQ(lowest % 12, s.key.tonic);
      }
}

TEST(Compose, TempoSuitsTheMoodAndBeatsNeverJump) {
  for (const Mood mood : all_moods)
    for (const double seconds : lengths) {
      const Score s = compose({mood, seconds, 5});
      const MoodPlan& plan = plan_of(mood);
      if (seconds >= 10) {
        EXPECT_GE(s.tempo, plan.slowest * 0.93) << name_of(mood) << seconds;
        EXPECT_LE(s.tempo, plan.fastest * 1.07) << name_of(mood) << seconds;
        EXPECT_EQ(s.meter, plan.meter) << seconds;
      }
      for (std::size_t i = 2; i < s.beat_times.size(); ++i) {
        const double one = s.beat_times[i - 1] - s.beat_times[i - 2], two = s.beat_times[i] - s.beat_times[i - 1];
        ASSERT_GT(two, 0);
        EXPECT_LT(std::abs(two / one - 1), 0.2);
      }
    }
}

TEST(Compose, MoodsDifferInModeAndTempo) {
  std::set<std::pair<Mode, int>> kinds;
  for (const Mood mood : all_moods) kinds.insert({plan_of(mood).mode, static_cast<int>(plan_of(mood).slowest / 20)});
  EXPECT_EQ(kinds.size(), all_moods.size());
  const auto tempo = [](Mood m) { return compose({m, 60, 11}).tempo; };
  EXPECT_LT(tempo(Mood::calm), tempo(Mood::epic));
  EXPECT_LT(tempo(Mood::epic), tempo(Mood::joyful));
  EXPECT_LT(tempo(Mood::melancholic), tempo(Mood::tense));
  EXPECT_NE(compose({Mood::joyful, 60, 11}).key.mode, compose({Mood::melancholic, 60, 11}).key.mode);
}

TEST(Compose, TheSeedDecidesAndNothingElse) {
  const auto pitches = [](std::uint64_t seed) {
    std::vector<std::tuple<double, int, int, double>> out;
    for (const Note& n : compose({Mood::calm, 40, seed}).notes) out.emplace_back(n.beat, n.pitch, n.velocity, n.nudge);
    return out;
  };
  EXPECT_EQ(pitches(4), pitches(4));
  std::set<std::vector<std::tuple<double, int, int, double>>> all;
  for (std::uint64_t seed = 0; seed < 12; ++seed) all.insert(pitches(seed));
  EXPECT_EQ(all.size(), 12u);
}

TEST(Compose, MelodySingsInRangeMostlyBySteps) {
  for (const Mood mood : all_moods) {
    const Score s = compose({mood, 90, 8});
    std::vector<Note> melody;
    for (const Note& n : s.notes)
      if (s.parts[static_cast<std::size_t>(n.part)].name == "melody") melody.push_back(n);
    ASSERT_GT(melody.size(), 20u) << name_of(mood);
    int small = 0, large = 0;
    for (std::size_t i = 0; i < melody.size(); ++i) {
      EXPECT_GE(melody[i].pitch, plan_of(mood).melody_low - 8);
      EXPECT_LE(melody[i].pitch, plan_of(mood).melody_high + 8);
      if (i == 0) continue;
      const int leap = std::abs(melody[i].pitch - melody[i - 1].pitch);
      (leap <= 4 ? small : large)++;
      EXPECT_LE(leap, 14);
    }
    EXPECT_GT(small, 2 * large) << name_of(mood);
  }
}

TEST(Compose, NothingIsEverSilentForLong) {
  for (const Mood mood : all_moods) {
    const Score s = compose({mood, 120, 21});
    double sounding = 0;
    for (const Note& n : s.notes) {
      EXPECT_LT(s.time_at(n.beat) - sounding, 0.5) << name_of(mood);
      sounding = std::max(sounding, s.time_at(n.beat + n.beats));
    }
  }
}

TEST(Compose, PlayersAreUneven) {
  std::set<double> nudges;
  for (const Note& n : compose({Mood::romantic, 20, 1}).notes) nudges.insert(n.nudge);
  EXPECT_GT(nudges.size(), 30u);
}

TEST(Mood, IsReadFromWords) {
  EXPECT_EQ(mood_of("A sad, lonely piano"), Mood::melancholic);
  EXPECT_EQ(mood_of("EPIC battle at dawn, heroic"), Mood::epic);
  EXPECT_EQ(mood_of("happy summer fun"), Mood::joyful);
  EXPECT_EQ(mood_of("something warm"), Mood::calm);
  EXPECT_EQ(mood_of(""), Mood::calm);
  EXPECT_EQ(mood_named("tense"), Mood::tense);
  EXPECT_FALSE(mood_named("angry"));
}

}  // namespace
}  // namespace composer
