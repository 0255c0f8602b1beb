#include "host/generate/cues.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace rushes;
using namespace rushes::host;

namespace {

SpokenWord word(const char* text, double start, double end, bool ends = false) {
  return {text, from_seconds(start), from_seconds(end), ends};
}

}  // namespace

TEST(Cues, EndWithTheirSentence) {
  const auto cues = make_cues({word("One", 0, 0.5), word("two.", 0.5, 1, true), word("Three.", 1.2, 2, true)});
  ASSERT_EQ(cues.size(), 2u);
  EXPECT_EQ(cues[0].words.size(), 2u);
  EXPECT_EQ(cues[1].start, from_seconds(1.2));
}

TEST(Cues, BreakAtALongPause) {
  EXPECT_EQ(make_cues({word("One", 0, 0.5), word("two", 2, 2.5)}).size(), 2u);
  EXPECT_EQ(make_cues({word("One", 0, 0.5), word("two", 1.2, 1.5)}).size(), 1u);
}

TEST(Cues, NeverHoldMoreThanTwoLines) {
  std::vector<SpokenWord> words;
  for (int i = 0; i < 60; ++i) words.push_back(word("lighthouse", i * 0.3, i * 0.3 + 0.3));
  for (const auto& cue : make_cues(words, 20)) {
    std::size_t n = 0;
    for (const auto& w : cue.words) n += w.text.size() + 1;
    EXPECT_LE(n - 1, 40u);
  }
}

TEST(Cues, DoNotOverlapAndStayALittle) {
  const auto cues = make_cues({word("One.", 0, 1, true), word("Two.", 1.1, 2, true), word("Three.", 8, 9, true)});
  EXPECT_EQ(cues[0].end, from_seconds(1.1));
  EXPECT_EQ(cues[1].end, from_seconds(2.35));
}

TEST(Cues, SubRip) {
  EXPECT_EQ(to_srt(make_cues({word("Hello", 1, 1.5), word("there.", 1.5, 2, true), word("Bye.", 62.25, 63, true)})),
            "1\n00:00:01,000 --> 00:00:02,350\nHello there.\n\n2\n00:01:02,250 --> 00:01:03,350\nBye.\n");
}

TEST(Cues, BracesStayAndAreNoCommands) {
  const auto srt = to_srt(make_cues({word("{freedom}", 0, 1), word("{\\an8}up", 1, 2), word("{y:i}it", 2, 3, true)}));
  EXPECT_NE(srt.find("{freedom}"), srt.npos) << srt;
  EXPECT_NE(srt.find("{\xE2\x81\xA0\\an8}up"), srt.npos) << srt;
  EXPECT_NE(srt.find("{\xE2\x81\xA0y:i}it"), srt.npos) << srt;
}

TEST(Cues, WebVttHasATimeAtEveryWordAndEscapesMarkup) {
  EXPECT_EQ(to_vtt(make_cues({word("<b>", 1, 1.5), word("&", 1.5, 2, true)})),
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.350\n&lt;b&gt; <00:00:01.500>&amp;\n");
}

TEST(Cues, LinesSplitEvenly) {
  const auto text =
      to_srt(make_cues({word("aaaa", 0, 1), word("bbbb", 1, 2), word("cccc", 2, 3), word("dddd", 3, 4, true)}, 12), 12);
  EXPECT_THAT(text, testing::HasSubstr("aaaa bbbb\ncccc dddd\n"));
}

TEST(Cues, WordsComeFromTheNarratorsMeta) {
  const auto words = spoken_words(
      R"({"words":[{"text":"A","start":0.1,"end":0.2,"sentence":0},{"text":"B.","start":0.3,"end":0.5,"sentence":0},
    {"text":"C","start":0.7,"end":0.9,"sentence":1},{"text":5},7]})",
      from_seconds(10));
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(words[0].start, from_seconds(10.1));
  EXPECT_FALSE(words[0].ends_sentence);
  EXPECT_TRUE(words[1].ends_sentence);
  EXPECT_TRUE(spoken_words("not json", {}).empty());
}
