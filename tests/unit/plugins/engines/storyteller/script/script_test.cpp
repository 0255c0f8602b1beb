#include "plugins/engines/storyteller/script/script.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <set>

using namespace storyteller;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

std::vector<std::string> texts(std::string_view prompt) {
  std::vector<std::string> out;
  for (const auto& b : split_beats(prompt)) out.push_back(b.text);
  return out;
}

std::string spoken(std::string_view prompt) {
  const auto beats = split_beats(prompt);
  return beats.empty() ? "" : beats[0].spoken;
}

int words(const std::string& text) {
  int n = text.empty() ? 0 : 1;
  for (const char c : text) n += c == ' ';
  return n;
}

}  // namespace

TEST(Beats, AreSentencesLinesAndClauses) {
  EXPECT_THAT(texts("A boat leaves. It comes home!"), ElementsAre("A boat leaves.", "It comes home!"));
  EXPECT_THAT(texts("A boat leaves, then it comes home"), ElementsAre("A boat leaves", "it comes home"));
  EXPECT_THAT(texts("Scene 1: a sea\nScene 2: a city\n\n3. a forest"), ElementsAre("a sea", "a city", "a forest"));
  EXPECT_THAT(texts("Dr. Smith walks 3.5 miles. He rests."), ElementsAre("Dr. Smith walks 3.5 miles.", "He rests."));
}

TEST(Beats, OfNothingAreNone) {
  for (const char* text : {"", "   ", "...", "\n\n", "?!"}) EXPECT_TRUE(split_beats(text).empty()) << text;
}

TEST(Beats, AreBoundedForEndlessText) {
  const std::string endless(100'000, 'x');
  for (const auto& b : split_beats(endless)) EXPECT_LE(b.text.size(), 400u);
  std::string words;
  while (words.size() < 100'000) words += "word ";
  EXPECT_LE(split_beats(words).size(), 2000u);
}

TEST(Beats, SpokenFormLeavesOutTheMakersWords) {
  EXPECT_EQ(
      spoken("cinematic wide shot of a red car driving through the desert, dramatic lighting, 4k, highly detailed"),
      "A red car driving through the desert.");
  EXPECT_EQ(spoken("Make me a film about two dogs"), "Two dogs.");
  EXPECT_EQ(spoken("a lighthouse by the sea at dawn, slow pan left"), "A lighthouse by the sea at dawn.");
  EXPECT_EQ(spoken("4k, cinematic"), "");
}

TEST(Script, HasAsManyScenesAsTheLengthCarries) {
  EXPECT_EQ(write_script({.prompt = "a sea", .seconds = 30}).scenes.size(), 5u);
  EXPECT_EQ(write_script({.prompt = "a sea", .seconds = 3}).scenes.size(), 1u);
  EXPECT_EQ(write_script({.prompt = "a sea", .seconds = 30, .scenes = 9}).scenes.size(), 9u);
  EXPECT_EQ(write_script({.prompt = "A sea. A city. A forest. A desert. A room. Snow.", .seconds = 30}).scenes.size(),
            6u);
}

TEST(Script, KeepsTheOrderOfTheStory) {
  const Script s = write_script({.prompt = "A boat on the sea. A city at night. A rocket in space.", .seconds = 18});
  ASSERT_EQ(s.scenes.size(), 3u);
  EXPECT_THAT(s.scenes[0].prompt, HasSubstr("boat"));
  EXPECT_THAT(s.scenes[1].prompt, HasSubstr("city"));
  EXPECT_THAT(s.scenes[2].prompt, HasSubstr("rocket"));
  EXPECT_THAT(s.scenes[1].narration, HasSubstr("A city at night."));
}

TEST(Script, TheyAreThoseNamedBefore) {
  const Script s = write_script({.prompt = "A robot walks in the forest. It finds the moon.", .seconds = 12});
  ASSERT_EQ(s.scenes.size(), 2u);
  EXPECT_THAT(s.scenes[1].prompt, HasSubstr("robot"));
}

TEST(Script, NobodySaysTheSameTwice) {
  for (const char* prompt : {"a quiet sea", "a city", "an idea", "snow on the mountains", "a dog in the fields"}) {
    std::multiset<std::string> said;
    for (const auto& scene : write_script({.prompt = prompt, .seconds = 48}).scenes)
      if (!scene.narration.empty()) said.insert(scene.narration);
    EXPECT_GE(said.size(), 4u) << prompt;
    for (const auto& line : said) EXPECT_EQ(said.count(line), 1u) << line;
  }
}

TEST(Script, NarrationFitsTheTime) {
  for (const double seconds : {12.0, 30.0, 60.0}) {
    int total = 0;
    for (const auto& scene :
         write_script({.prompt = "A lighthouse by the sea, a red boat sails home", .seconds = seconds}).scenes)
      total += words(scene.narration);
    EXPECT_LE(total, seconds * 2.4) << seconds;
    EXPECT_GT(total, 5) << seconds;
  }
}

TEST(Script, VerbatimLosesNoWord) {
  const std::string text = "First comes the wind. Then comes the rain! And after that, nothing at all?";
  std::string all;
  for (const auto& scene : write_script({.prompt = text, .verbatim = true}).scenes)
    all += (all.empty() ? "" : " ") + scene.narration;
  EXPECT_EQ(all, text);
}

TEST(Script, ADayPassesWhereNoTimeIsNamed) {
  const Script passing = write_script({.prompt = "a village in the mountains", .seconds = 30});
  EXPECT_THAT(passing.scenes.front().prompt, HasSubstr("dawn"));
  EXPECT_THAT(passing.scenes.back().prompt, HasSubstr("night"));
  for (const auto& scene : write_script({.prompt = "a village in the mountains at noon", .seconds = 30}).scenes)
    EXPECT_THAT(scene.prompt, Not(HasSubstr("at night")));
}

TEST(Script, TitleIsShortAndOfThePrompt) {
  EXPECT_EQ(write_script({.prompt = R"(a boat at sea, titled "Homeward")"}).title, "Homeward");
  EXPECT_THAT(write_script({.prompt = "a lighthouse at dawn"}).title, HasSubstr("Lighthouse"));
  for (const char* prompt : {"", "x", "\xff\xfe", "an idea", "🚀🚀🚀"})
    EXPECT_FALSE(write_script({.prompt = prompt}).title.empty()) << prompt;
}

// Letters of `title` that neither the prompt nor the picture has would be an invention.
TEST(Script, TitleNamesOnlyWhatThePromptNames) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const auto title = [&](const char* prompt) { return write_script({.prompt = prompt, .seed = seed}).title; };
    EXPECT_EQ(title("A dog and a violin on a table"), "The Dog and the Violin");
    EXPECT_EQ(title("Justice"), "Justice");
    EXPECT_EQ(title("The slow geometry of forgotten thoughts, violet and gold"), "Slow Geometry of Forgotten Thoughts");
    EXPECT_EQ(title("a dog"), "The Dog in the Fields");
    for (const char* prompt : {"a dog on a chair", "a cat and a lamp", "an empty hall"})
      EXPECT_THAT(title(prompt), Not(HasSubstr("House"))) << prompt;
  }
}

TEST(Script, AnAbsurdlyLongWordIsNotRead) {
  for (const bool verbatim : {false, true}) {
    const Script s = write_script({.prompt = std::string(100'000, 'x'), .verbatim = verbatim, .seconds = 5});
    std::size_t letters = 0;
    for (const auto& scene : s.scenes) letters += scene.narration.size();
    EXPECT_LE(letters, 200u);
  }
  EXPECT_EQ(sayable("the " + std::string(46, 'x') + " sea"), "the sea");
  EXPECT_EQ(sayable(std::string(46, 'x') + "."), "");
  EXPECT_EQ(sayable("pneumonoultramicroscopicsilicovolcanoconiosis"), "pneumonoultramicroscopicsilicovolcanoconiosis");
  EXPECT_EQ(spoken_length("the sea is blue."), 4);
  EXPECT_EQ(spoken_length("internationalisation"), 2);
}

TEST(Script, LongWordsTakeTheTimeTheyNeed) {
  std::string prompt;
  for (int k = 0; k < 40; ++k) prompt += (k ? " " : "") + std::string(40, static_cast<char>('a' + k % 26));
  int total = 0;
  for (const auto& scene : write_script({.prompt = prompt, .seconds = 12}).scenes)
    total += spoken_length(scene.narration);
  EXPECT_LE(total, 12 * 2.4);
}

TEST(Script, WhatIsSaidAgainAndAgainIsToldOnceAndReported) {
  std::string prompt;
  for (int k = 0; k < 6000; ++k) prompt += "the sea is blue. ";
  const Script s = write_script({.prompt = prompt, .seconds = 30});
  int times = 0;
  for (const auto& scene : s.scenes) times += scene.narration.find("he sea is blue") != std::string::npos;
  EXPECT_EQ(times, 1);
  EXPECT_THAT(s.unmapped, testing::Contains("\"the sea is blue.\" (told once, not 6000 times)"));
}

TEST(Script, SentencesWithoutRoomAreReported) {
  std::string prompt;
  for (int k = 0; k < 3000; ++k) prompt += "A boat named number " + std::to_string(k) + " sails away. ";
  const Script s = write_script({.prompt = prompt, .seconds = 12});
  EXPECT_THAT(s.unmapped, testing::Contains(HasSubstr("(no room for this sentence)")));
  ASSERT_FALSE(s.unmapped.empty());
  EXPECT_THAT(s.unmapped.back(), HasSubstr("more sentences (no room for them)"));
  EXPECT_GT(std::stoi(s.unmapped.back()), 2900);
  for (const char* fits : {"A sea. A city. A forest.", "a dog"})
    EXPECT_THAT(write_script({.prompt = fits, .seconds = 30}).unmapped, testing::IsEmpty()) << fits;
}

TEST(Script, SameRequestSameScript) {
  const ScriptRequest r{.prompt = "a forest in the fog", .seconds = 30, .seed = 5};
  EXPECT_EQ(to_json(write_script(r)), to_json(write_script(r)));
  EXPECT_TRUE(
      nlohmann::json::parse(to_json(write_script({.prompt = "\xff quote \" and \\ "})), nullptr, false).is_object());
}
