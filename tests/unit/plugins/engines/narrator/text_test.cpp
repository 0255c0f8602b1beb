#include "plugins/engines/narrator/text/numbers.hpp"
#include "plugins/engines/narrator/text/script.hpp"
#include "plugins/engines/narrator/text/unicode.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace narrator {
namespace {

std::string joined(const Words& words) {
  std::string out;
  for (const auto& w : words) out += (out.empty() ? "" : " ") + w;
  return out;
}

std::string said(std::string_view text) {
  Words all;
  for (const Sentence& s : read_script(text))
    for (const ScriptWord& w : s.words) append(all, w.said);
  return joined(all);
}

struct Case {
  const char *name, *written, *said;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }
class Said : public testing::TestWithParam<Case> {};
TEST_P(Said, AsAPersonWould) { EXPECT_EQ(said(GetParam().written), GetParam().said) << GetParam().written; }

INSTANTIATE_TEST_SUITE_P(
    Narrator, Said,
    testing::Values(
        Case{"Thousands", "1,234,567 people",
             "one million two hundred thirty four thousand five hundred sixty seven people"},
        Case{"Year", "in 2024", "in twenty twenty four"}, Case{"OldYear", "in 1905", "in nineteen oh five"},
        Case{"Year2005", "in 2005", "in two thousand five"},
        Case{"Decade", "the 1990s and the 60s", "the nineteen nineties and the sixties"},
        Case{"Decimal", "about 3.14", "about three point one four"},
        Case{"Version", "version 1.2.3", "version one point two point three"},
        Case{"Negative", "at -5", "at minus five"}, Case{"Ordinal", "the 21st of May", "the twenty first of may"},
        Case{"Dollars", "it costs $1", "it costs one dollar"},
        Case{"DollarsAndCents", "$3.50", "three dollars fifty cents"},
        Case{"ScaledMoney",
             "\xE2\x82\xAC"
             "2.5 million now",
             "two point five million euros now"},
        Case{"ShortScale", "$3k", "three thousand dollars"},
        Case{"Pounds",
             "\xC2\xA3"
             "20",
             "twenty pounds"},
        Case{"Percent", "3.5% more", "three point five percent more"},
        Case{"Unit", "5km, 1kg", "five kilometers one kilogram"},
        Case{"Degrees",
             "20\xC2\xB0"
             "C",
             "twenty degrees celsius"},
        Case{"Time", "at 10:30", "at ten thirty"}, Case{"EarlyTime", "at 9:05", "at nine oh five"},
        Case{"FullHour", "at 7:00", "at seven o'clock"}, Case{"Afternoon", "at 3:15pm", "at three fifteen p m"},
        Case{"Date", "on 2024-05-17", "on may seventeenth twenty twenty four"},
        Case{"Fraction", "1/2 or 3/4", "one half or three quarters"},
        Case{"Range",
             "1914\xE2\x80\x93"
             "1918",
             "nineteen fourteen to nineteen eighteen"},
        Case{"Hyphen", "a 5-year plan", "a five year plan"}, Case{"Telephone", "agent 007", "agent zero zero seven"},
        Case{"Huge", "12345678901234567",
             "one two three four five six seven eight nine zero one two three four five six seven"},
        Case{"Doctor", "Dr. Smith met Mrs. Jones.", "doctor smith met missus jones"},
        Case{"Street", "on Main St. today", "on main street today"}, Case{"Saint", "near St. Paul", "near saint paul"},
        Case{"ForExample", "fruit, e.g. apples", "fruit for example apples"}, Case{"Acronym", "the BBC", "the b b c"},
        Case{"SaidAcronym", "NASA went", "nasa went"}, Case{"LetterA", "the USA", "the u s ay"},
        Case{"Shouting", "STOP THE CAR NOW", "stop the car now"}, Case{"Roman", "World War II", "world war two"},
        Case{"King", "Henry VIII", "henry the eighth"}, Case{"Ampersand", "salt & pepper", "salt and pepper"},
        Case{"Address", "write to me@example.com", "write to me at example dot com"},
        Case{"Accents",
             "Caf\xC3\xA9 na\xC3\xAFve \xC5\x81\xC3\xB3"
             "d\xC5\xBA",
             "cafe naive lodz"},
        Case{"Combining", "Cafe\xCC\x81", "cafe"}, Case{"Cyrillic", "\xD0\x9C\xD0\xB8\xD1\x80", "mir"},
        Case{"CurlyApostrophe", "don\xE2\x80\x99t", "don't"}, Case{"Emoji", "so good \xF0\x9F\x98\x80", "so good"},
        Case{"OnlyEmoji", "\xF0\x9F\x94\xA5", "fire"}, Case{"BrokenUtf8", "caf\xC3 ok\xFF", "caf okay"}),
    [](const auto& c) { return c.param.name; });

std::vector<std::string> sentences(std::string_view text) {
  std::vector<std::string> out;
  for (const Sentence& s : read_script(text)) {
    std::string line;
    for (const auto& w : s.words) line += (line.empty() ? "" : " ") + w.text;
    out.push_back(line);
  }
  return out;
}
using Lines = std::vector<std::string>;

TEST(Script, EndsSentencesAtStopsButNotAtAbbreviations) {
  EXPECT_EQ(sentences("Dr. Who left at 3.5 km. He ran! Why? J. S. Bach knew."),
            (Lines{"Dr. Who left at 3.5 km.", "He ran!", "Why?", "J. S. Bach knew."}));
}

TEST(Script, QuotedStopInsideASentenceGoesOn) {
  EXPECT_EQ(sentences("\"Stop!\" he said. \"Go.\" She went."), (Lines{"\"Stop!\" he said.", "\"Go.\"", "She went."}));
}

TEST(Script, AbbreviationMayEndASentence) {
  EXPECT_EQ(sentences("He lived in the U.S. The house was big."),
            (Lines{"He lived in the U.S.", "The house was big."}));
  EXPECT_EQ(sentences("The U.S. economy grew."), (Lines{"The U.S. economy grew."}));
}

TEST(Script, BlankLineEndsAParagraphAndATitleStandsAlone) {
  const auto script = read_script(
      "A Title\nThe first line of a paragraph that goes on for quite a while and then\nwraps here.\n\nNext one.");
  ASSERT_EQ(script.size(), 3u);
  EXPECT_FALSE(script[0].paragraph_end);
  EXPECT_TRUE(script[1].paragraph_end);
  EXPECT_EQ(script[1].words.back().text, "here.");
  EXPECT_TRUE(script[2].paragraph_end);
}

TEST(Script, DashPartsWordsAndSilentPiecesJoinTheirNeighbour) {
  const auto script = read_script("one\xE2\x80\x94two \xE2\x80\x94 three");
  ASSERT_EQ(script.size(), 1u);
  ASSERT_EQ(script[0].words.size(), 3u);
  EXPECT_EQ(script[0].words[0].text, "one\xE2\x80\x94");
  EXPECT_EQ(script[0].words[1].text, "two \xE2\x80\x94");
  EXPECT_TRUE(script[0].words[1].pause_after);
}

TEST(Script, WordsKeepTheirPlaceInTheSource) {
  const std::string text = "  He paid $3.50, \xE2\x80\x9Cgladly\xE2\x80\x9D \xF0\x9F\x99\x82 twice.\n\nThen 2024 came.";
  std::size_t end = 0;
  for (const Sentence& s : read_script(text))
    for (const ScriptWord& w : s.words) {
      EXPECT_GE(w.offset, end);
      EXPECT_EQ(text.substr(w.offset, w.length), w.text);
      end = w.offset + w.length;
    }
  EXPECT_EQ(end, text.size());
}

TEST(Script, LongSentencesAreCut) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "word ";
  const auto script = read_script(text);
  EXPECT_GE(script.size(), 10u);
  std::size_t words = 0;
  for (const Sentence& s : script) {
    words += s.words.size();
    EXPECT_LE(s.words.size(), 48u);
  }
  EXPECT_EQ(words, 500u);
}

TEST(Script, NothingToSayGivesNothing) {
  for (const char* text : {"", "   \n\n ", "...", "-- !!", "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E"})
    EXPECT_TRUE(read_script(text).empty()) << text;
}

TEST(Script, AnyBytesGivePlainWords) {
  std::uint32_t state = 7;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 200; ++i) {
      state = state * 1664525u + 1013904223u;
      text += static_cast<char>(round % 2 ? state >> 24 : " .,'\"-$%0123456789abcIVXZ#/@:&+"[(state >> 24) % 32]);
    }
    for (const Sentence& s : read_script(text)) {
      EXPECT_FALSE(s.words.empty());
      for (const ScriptWord& w : s.words) {
        ASSERT_FALSE(w.said.empty());
        for (const std::string& part : w.said) {
          ASSERT_FALSE(part.empty());
          ASSERT_LE(part.size(), 44u);
          ASSERT_TRUE(std::ranges::all_of(part, [](char c) { return (c >= 'a' && c <= 'z') || c == '\''; })) << part;
          ASSERT_NE(part.find_first_not_of('\''), std::string::npos);
        }
      }
    }
  }
}

TEST(Unicode, DecodesWhatIsWellFormedAndReplacesTheRest) {
  std::size_t at = 0;
  EXPECT_EQ(next_code_point("\xF0\x9F\x98\x80", at), U'\U0001F600');
  EXPECT_EQ(at, 4u);
  for (const char* bad :
       {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xF0\x9F"}) {
    at = 0;
    EXPECT_EQ(next_code_point(bad, at), replacement_character);
    EXPECT_EQ(at, 1u);
  }
}

TEST(Numbers, RomanNumeralsMustBeWellFormed) {
  EXPECT_EQ(roman("XIV"), 14);
  EXPECT_EQ(roman("IIII"), 0);
  EXPECT_EQ(roman("VX"), 0);
  EXPECT_EQ(roman("MIX"), 0);
}

}  // namespace
}  // namespace narrator
