#include "plugins/engines/storyteller/prompt/parse.hpp"

#include "plugins/engines/storyteller/prompt/lexicon.hpp"
#include "plugins/engines/storyteller/prompt/text.hpp"
#include "plugins/engines/storyteller/subjects/subject.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

namespace storyteller {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

SceneSpec parse(std::string_view prompt, std::string_view negative = "", std::uint64_t seed = 0) {
  return parse_with(nullptr, prompt, negative, seed);
}

std::vector<std::string> kinds(const SceneSpec& s) {
  std::vector<std::string> out;
  for (const Subject& x : s.subjects) out.push_back(x.kind);
  return out;
}

TEST(Prompt, EveryKindOfTheLexiconIsInTheSubjectLibrary) {
  for (const std::string& kind : all_kinds_in_lexicon()) EXPECT_NE(find_subject(kind), nullptr) << kind;
}

TEST(Prompt, DefaultSubjectsAreInTheSubjectLibrary) {
  for (const std::string_view world : kWorldNames)
    for (std::uint64_t seed = 1; seed < 40; ++seed) {
      const SceneSpec s = parse(world, "", seed);
      EXPECT_EQ(s.subjects.empty(), world == "abstract") << world;
      for (const Subject& x : s.subjects) EXPECT_NE(find_subject(x.kind), nullptr) << x.kind;
      EXPECT_THAT(s.unmapped, IsEmpty());
    }
}

TEST(Prompt, EveryWorldTimeWeatherMoodAndStyleCanBeAsked) {
  const std::pair<const char*, World> worlds[] = {
      {"the ocean", World::sea},          {"the alps", World::mountains},       {"deep woods", World::forest},
      {"sand dunes", World::desert},      {"a busy street", World::city},       {"arctic tundra", World::snow},
      {"a distant galaxy", World::space}, {"a quiet bedroom", World::interior}, {"rolling hills", World::countryside},
      {"music", World::abstract},         {"a dream", World::abstract}};
  for (const auto& [text, world] : worlds) EXPECT_EQ(parse(text).world, world) << text;
  const std::pair<const char*, TimeOfDay> times[] = {{"a street at midnight", TimeOfDay::night},
                                                     {"sunrise over hills", TimeOfDay::dawn},
                                                     {"a street at noon", TimeOfDay::day},
                                                     {"hills in the golden hour", TimeOfDay::dusk}};
  for (const auto& [text, time] : times) EXPECT_EQ(parse(text).time, time) << text;
  const std::pair<const char*, Weather> weathers[] = {{"cloudless sea", Weather::clear},
                                                      {"overcast sea", Weather::cloudy},
                                                      {"drizzle on the street", Weather::rain},
                                                      {"thunder over the sea", Weather::storm},
                                                      {"snowflakes on a street", Weather::snow},
                                                      {"misty hills", Weather::fog},
                                                      {"a windy hill", Weather::wind}};
  for (const auto& [text, weather] : weathers) EXPECT_EQ(parse(text).weather, weather) << text;
  const std::pair<const char*, Mood> moods[] = {
      {"a serene beach", Mood::calm},      {"a cheerful beach", Mood::joyful},   {"a lonely beach", Mood::melancholic},
      {"a dangerous beach", Mood::tense},  {"an eerie beach", Mood::mysterious}, {"an epic beach", Mood::epic},
      {"a romantic beach", Mood::romantic}};
  for (const auto& [text, mood] : moods) EXPECT_EQ(parse(text).mood, mood) << text;
  const std::pair<const char*, Style> styles[] = {{"documentary, a beach", Style::natural},
                                                  {"film noir street", Style::noir},
                                                  {"sepia street", Style::vintage},
                                                  {"pastel street", Style::pastel},
                                                  {"synthwave street", Style::neon}};
  for (const auto& [text, style] : styles) EXPECT_EQ(parse(text).style, style) << text;
}

TEST(Prompt, CameraWordsAreRead) {
  const std::pair<const char*, Camera> cases[] = {{"slow pan left over a lake", {CameraMove::pan_left, 0.5f, 1}},
                                                  {"fast pan right over a lake", {CameraMove::pan_right, 2, 1}},
                                                  {"close-up, zoom in on a rose", {CameraMove::push, 1, 1.8f}},
                                                  {"aerial view of a city", {CameraMove::crane_up, 1, 0.65f}},
                                                  {"wide shot, pull back from a house", {CameraMove::pull, 1, 0.7f}},
                                                  {"handheld, a man", {CameraMove::handheld, 1, 1}},
                                                  {"static shot of a tree", {CameraMove::hold, 1, 1}},
                                                  {"tilt up a tower", {CameraMove::tilt_up, 1, 1}},
                                                  {"orbit shot of a castle", {CameraMove::orbit, 1, 1}},
                                                  {"crane down to a house", {CameraMove::crane_down, 1, 1}}};
  for (const auto& [text, camera] : cases) {
    const SceneSpec s = parse(text);
    EXPECT_EQ(s.camera.move, camera.move) << text;
    EXPECT_FLOAT_EQ(s.camera.speed, camera.speed) << text;
    EXPECT_FLOAT_EQ(s.camera.lens, camera.lens) << text;
    EXPECT_THAT(s.unmapped, IsEmpty()) << text;
  }
  EXPECT_EQ(parse("still photo of a bridge").motion, 0);
  EXPECT_LT(parse("a horse in slow motion").motion, 1);
}

TEST(Prompt, ColoursCountsAndSizesBelongToTheirNouns) {
  const SceneSpec s = parse("two tiny red boats and a giant green house");
  ASSERT_EQ(s.subjects.size(), 2u);
  EXPECT_EQ(s.subjects[0].count, 2);
  EXPECT_LT(s.subjects[0].size, 1);
  EXPECT_TRUE(s.subjects[0].tinted);
  EXPECT_GT(s.subjects[0].tint.r, s.subjects[0].tint.g);
  EXPECT_EQ(s.subjects[1].count, 1);
  EXPECT_EQ(s.subjects[1].size, 2);
  EXPECT_GT(s.subjects[1].tint.g, s.subjects[1].tint.r);
  EXPECT_FALSE(s.palette_asked);
}

TEST(Prompt, ClothesColourTheirWearer) {
  const SceneSpec s = parse("a woman in a red dress with a blue umbrella");
  ASSERT_EQ(s.subjects.size(), 2u);
  EXPECT_GT(s.subjects[0].tint.r, s.subjects[0].tint.b);
  EXPECT_GT(s.subjects[1].tint.b, s.subjects[1].tint.r);
}

TEST(Prompt, ColoursOfNoThingMakeThePalette) {
  const SceneSpec s = parse("red desert");
  EXPECT_TRUE(s.palette_asked);
  EXPECT_GT(s.palette[2].r, s.palette[2].b + 40);
  EXPECT_FALSE(parse("desert").palette_asked);
}

TEST(Prompt, EveryColourAskedForIsInThePalette) {
  const auto nearest = [](const SceneSpec& s, int r, int g, int b) {
    int best = 1 << 20;
    for (const Colour c : s.palette) best = std::min(best, std::abs(c.r - r) + std::abs(c.g - g) + std::abs(c.b - b));
    return best;
  };
  const SceneSpec two = parse("abstract shapes, violet and gold");
  EXPECT_LT(nearest(two, 0x7A, 0x3F, 0xA8), 60);
  EXPECT_LT(nearest(two, 0xE2, 0xAE, 0x3C), 60);
  const SceneSpec three = parse("abstract shapes in red, blue and gold");
  EXPECT_LT(nearest(three, 0xC8, 0x30, 0x2C), 60);
  EXPECT_LT(nearest(three, 0x2F, 0x66, 0xC4), 60);
  EXPECT_LT(nearest(three, 0xE2, 0xAE, 0x3C), 60);
}

TEST(Prompt, PalettesRunFromDarkToLight) {
  for (const char* text : {"sea", "neon city at night", "red desert", "pastel meadow", "noir street",
                           "joyful beach at dusk", "purple and orange dream"}) {
    const SceneSpec s = parse(text);
    const auto luma = [](Colour c) { return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b; };
    EXPECT_TRUE(std::ranges::is_sorted(s.palette, {}, luma)) << text;
    EXPECT_GT(luma(s.palette[4]) - luma(s.palette[0]), 40) << text;
  }
}

TEST(Prompt, WhatIsNotWantedIsLeftOut) {
  const SceneSpec s = parse("a beach without people or boats, no rain, with a dog");
  EXPECT_THAT(s.negative, testing::IsSupersetOf({"person", "woman", "couple", "boat", "ship", "rain"}));
  EXPECT_THAT(kinds(s), ElementsAre("dog"));
  EXPECT_EQ(s.weather, Weather::clear);
  const SceneSpec t = parse("a dog and a man on a rainy beach", "people, rain, blurry");
  EXPECT_THAT(kinds(t), ElementsAre("dog"));
  EXPECT_EQ(t.weather, Weather::clear);
  EXPECT_THAT(t.unmapped, IsEmpty());
}

TEST(Prompt, NegativeWordsAlsoKeepDefaultsOut) {
  for (std::uint64_t seed = 1; seed < 30; ++seed)
    EXPECT_THAT(kinds(parse("the sea, no boats, no birds", "", seed)), testing::Each("lighthouse"));
}

TEST(Prompt, QuotedTextIsATitle) {
  EXPECT_EQ(parse("a harbour, title \"The Quiet Harbour\"").text, "The Quiet Harbour");
  EXPECT_EQ(parse("a harbour, \xE2\x80\x9CNeon \xC3\x9C\xE2\x80\x9D").text, "Neon \xC3\x9C");
  EXPECT_EQ(parse("the dog's bone isn't here").text, "");
  const SceneSpec whole = parse("\"a red boat\"");
  EXPECT_EQ(whole.text, "");
  EXPECT_THAT(kinds(whole), ElementsAre("boat"));
}

TEST(Prompt, WordsThatCannotBePicturedAreToldInOrder) {
  EXPECT_THAT(parse("a boat full of zorbles and quixotic frumps at dusk").unmapped,
              ElementsAre("zorbles", "quixotic", "frumps"));
}

TEST(Prompt, SeedComesFromTheWordsAndTheUser) {
  const std::uint64_t seed = parse("a red boat").seed;
  EXPECT_EQ(seed, parse("  A red,  BOAT! ").seed);
  EXPECT_NE(seed, parse("a blue boat").seed);
  EXPECT_NE(seed, parse("a red boat", "", 7).seed);
  EXPECT_NE(parse("a red boat", "", 8).seed, parse("a red boat", "", 7).seed);
  EXPECT_EQ(parse("the sea", "", 3), parse("the sea", "", 3));
}

TEST(Prompt, AnyBytesAreRead) {
  EXPECT_EQ(parse("").world, World::abstract);
  EXPECT_EQ(parse("\xF0\x9F\x9A\x80\xF0\x9F\x8C\x95").world, World::abstract);
  EXPECT_THAT(kinds(parse("a boat \xFF\xFE\xC0\x80 \xF0\x9F\x90\xB3 sea")), ElementsAre("boat"));
  std::string noise;
  std::uint32_t x = 1;
  for (int i = 0; i < 100000; ++i) noise += static_cast<char>((x = x * 1664525u + 1013904223u) >> 24);
  SceneSpec back;
  EXPECT_TRUE(from_json(to_json(parse(noise)), back));
  EXPECT_TRUE(from_json(to_json(parse(std::string(100000, '"'))), back));
  EXPECT_TRUE(from_json(to_json(parse(std::string(100000, 'a'))), back));
  std::string words;
  while (words.size() < 100000) words += "two red boats without people and ";
  EXPECT_TRUE(from_json(to_json(parse(words, words)), back));
}

TEST(SpecJson, ComesBackAsItWas) {
  for (const char* text : {"two tiny red boats, no people, \"A title\" zorble", "a dream",
                           "slow pan left, neon city in the rain at night", ""}) {
    const SceneSpec s = parse(text, "rain", 42);
    SceneSpec back;
    ASSERT_TRUE(from_json(to_json(s), back)) << to_json(s);
    EXPECT_EQ(back, s) << to_json(s);
    EXPECT_EQ(to_json(back), to_json(s));
  }
}

TEST(SpecJson, RefusesWhatIsNotASpec) {
  const std::string good = to_json(parse("a red boat on the sea"));
  SceneSpec s;
  ASSERT_TRUE(from_json(good, s));
  const SceneSpec before = s;
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string t = good;
    const std::size_t at = t.find(from);
    EXPECT_NE(at, t.npos) << from;
    return t.replace(at, from.size(), to);
  };
  const std::string bad[] = {"",
                             "null",
                             "[]",
                             "{}",
                             "{",
                             std::string(5000, '['),
                             good + "x",
                             with("\"sea\"", "\"moon\""),
                             with("\"speed\":1", "\"speed\":1e99"),
                             with("\"count\":1", "\"count\":-1"),
                             with("\"count\":1", "\"count\":1.5"),
                             with("\"seed\":", "\"seed\":-"),
                             with("\"motion\":1", "\"motion\":\"1\""),
                             with("\"#C8302C\"", "\"#C8302\""),
                             with("\"text\":\"\"", "\"text\":\"\",\"extra\":1"),
                             with("\"negative\":[]", "\"negative\":[1]"),
                             with("\"text\":\"\"", "\"text\":\"\xFF\"")};
  for (const std::string& text : bad) EXPECT_FALSE(from_json(text, s)) << text.substr(0, 200);
  EXPECT_EQ(s, before);
}

TEST(WordNetFiles, DamagedOnesDoNoHarm) {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("rushes-wordnet-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
  std::filesystem::create_directories(folder);
  EXPECT_FALSE(WordNet::open(folder.string()).has_value());
  std::ofstream(folder / "index.noun")
      << "boat n 1 1 @ 1 1 00000000  \nschooner n 9999999 999999 @ ~ 2 0 99999999 00000012\n";
  std::ofstream(folder / "data.noun") << "00000000 06 n ff boat 0 999 @ 00000000 n 0000";
  auto net = WordNet::open(folder.string());
  ASSERT_TRUE(net.has_value());
  EXPECT_THAT(kinds(parse_with(&*net, "a schooner and a boat at sea", "", 0)), Contains("boat"));
  std::filesystem::remove_all(folder);
}

TEST(WordNetFiles, ManyThreadsAskAtOnce) {
  std::vector<SceneSpec> specs(4);
  {
    std::vector<std::jthread> threads;
    for (SceneSpec& s : specs)
      threads.emplace_back([&s] { s = parse_prompt("a schooner near an atoll, a spaniel and a sycamore", "", 1); });
  }
  for (const SceneSpec& s : specs) EXPECT_EQ(s, specs[0]);
}

}  // namespace
}  // namespace storyteller
