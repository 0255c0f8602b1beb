#include "plugins/engines/narrator/narrate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

namespace narrator {
namespace {

std::vector<float> samples_of(const Narration& narration) {
  std::vector<float> out;
  EXPECT_TRUE(
      narration.write([&](std::span<const float> piece) { out.insert(out.end(), piece.begin(), piece.end()); }, {}));
  return out;
}

Narration spoken(std::string_view text, const Options& options = {}) {
  auto result = narrate(text, options, {});
  EXPECT_TRUE(result) << result.error().message;
  return std::move(*result);
}

constexpr const char* story = "In 2024, Dr. Smith paid $3.50 for tea. \"Wonderful!\" she said.\n\nIt didn't rain.";

TEST(Narrate, EveryWrittenWordHasItsTime) {
  const Narration n = spoken(story);
  std::vector<std::string> texts;
  std::int64_t before = 0;
  for (const Word& w : n.words()) {
    texts.push_back(w.text);
    EXPECT_GE(w.start, before) << w.text;
    EXPECT_GT(w.end, w.start + 48000 / 50) << w.text;
    before = w.end;
  }
  EXPECT_LE(before, n.sample_count());
  EXPECT_EQ(texts, (std::vector<std::string>{"In", "2024,", "Dr.", "Smith", "paid", "$3.50", "for", "tea.",
                                             "\"Wonderful!\"", "she", "said.", "It", "didn't", "rain."}));
  EXPECT_EQ(n.words().back().sentence, 2);
  EXPECT_EQ(n.words().back().paragraph, 1);
}

TEST(Narrate, PausesGrowFromSentenceToParagraph) {
  const Narration n = spoken(story);
  const auto gap = [&](std::size_t i) {
    return static_cast<double>(n.words()[i + 1].start - n.words()[i].end) / 48000;
  };
  EXPECT_NEAR(gap(7), 0.40, 0.03);
  EXPECT_NEAR(gap(10), 0.85, 0.03);
}

TEST(Narrate, SoundIsWhereTheWordsAreAndSilenceBetween) {
  const Narration n = spoken(story);
  const auto samples = samples_of(n);
  ASSERT_EQ(static_cast<std::int64_t>(samples.size()), n.sample_count());
  const auto loudness = [&](std::int64_t from, std::int64_t to) {
    double sum = 0;
    for (std::int64_t i = from; i < to; ++i)
      sum += double(samples[static_cast<std::size_t>(i)]) * samples[static_cast<std::size_t>(i)];
    return std::sqrt(sum / static_cast<double>(to - from));
  };
  for (const Word& w : n.words()) EXPECT_GT(loudness(w.start, w.end), 0.01) << w.text;
  EXPECT_LT(loudness(n.words()[10].end + 6000, n.words()[11].start - 3000), 1e-4);
}

TEST(Narrate, PeakIsThreeDecibelsBelowFull) {
  for (const Voice voice : {Voice::rms, Voice::slt}) {
    Options options;
    options.voice = voice;
    float peak = 0;
    for (const float s : samples_of(spoken("The quick brown fox jumps over the lazy dog.", options)))
      peak = std::max(peak, std::abs(s));
    EXPECT_NEAR(peak, 0.708, 0.001);
  }
}

TEST(Narrate, PhrasesBeginAndEndWithoutAClick) {
  const auto samples = samples_of(spoken(story));
  for (std::size_t i = 1; i < samples.size(); ++i) {
    const bool edge = (samples[i] == 0) != (samples[i - 1] == 0);
    if (edge) {
      EXPECT_LT(std::abs(samples[i] - samples[i - 1]), 1e-3f) << "at sample " << i;
    }
  }
}

TEST(Narrate, FasterSpeechIsShorter) {
  Options fast;
  fast.rate = 1.5;
  const double slow = static_cast<double>(spoken(story).sample_count());
  EXPECT_NEAR(static_cast<double>(spoken(story, fast).sample_count()) / slow, 1 / 1.5, 0.06);
}

TEST(Narrate, SameTextSameSamplesOnAnyThread) {
  const auto once = samples_of(spoken(story));
  std::srand(99);
  std::vector<float> first, second;
  std::thread a([&] { first = samples_of(spoken(story)); }), b([&] { second = samples_of(spoken(story)); });
  a.join();
  b.join();
  EXPECT_EQ(once, first);
  EXPECT_EQ(once, second);
}

TEST(Narrate, NothingToSayIsAClearError) {
  for (const char* text : {"", " \n", "\xE6\x97\xA5\xE6\x9C\xAC", "...!"}) {
    const auto result = narrate(text, {}, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, rushes::Errc::invalid);
    EXPECT_GT(result.error().message.size(), 20u);
  }
  Options odd;
  odd.rate = std::nan("");
  EXPECT_FALSE(narrate("hello", odd, {}));
}

TEST(Narrate, CanBeStoppedBetweenSentences) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "This is one more sentence of a very long text. ";
  int calls = 0;
  double last = -1;
  const auto result = narrate(text, {}, [&](double done) {
    EXPECT_GE(done, last);
    last = done;
    return ++calls < 5;
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, rushes::Errc::cancelled);
  EXPECT_EQ(calls, 5);
}

}  // namespace
}  // namespace narrator
