// Named places, sights of nature, and what goes with them.
#include "plugins/engines/storyteller/prompt/lexicon.hpp"
#include "plugins/engines/storyteller/prompt/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace storyteller {
namespace {

SceneSpec parse(std::string_view prompt) { return parse_with(nullptr, prompt, "", 0); }
bool sees(const SceneSpec& s, std::string_view sight) { return std::ranges::find(s.sights, sight) != s.sights.end(); }
bool has(const SceneSpec& s, std::string_view kind) {
  return std::ranges::find(s.subjects, kind, &Subject::kind) != s.subjects.end();
}

TEST(Places, NamesChooseTheirWorld) {
  const std::pair<const char*, World> cases[] = {{"the Alps", World::mountains},
                                                 {"the Himalayas at dawn", World::mountains},
                                                 {"across the Andes", World::mountains},
                                                 {"the Sahara", World::desert},
                                                 {"the Pacific", World::sea},
                                                 {"the Amazon", World::forest},
                                                 {"deep in the jungle", World::forest},
                                                 {"Mount Everest", World::mountains},
                                                 {"the Great Barrier Reef", World::sea}};
  for (const auto& [prompt, world] : cases) EXPECT_EQ(parse(prompt).world, world) << prompt;
}

TEST(Places, SnowDoesNotFlattenMountains) {
  for (const char* prompt : {"High snowy mountains under a golden sunset", "Snow-capped mountains at noon",
                             "snow covered peaks", "The Alps in winter"}) {
    const SceneSpec s = parse(prompt);
    EXPECT_EQ(s.world, World::mountains) << prompt;
    EXPECT_TRUE(sees(s, "snowcaps")) << prompt;
  }
}

TEST(Places, WinterWhitensAnyLandAndBaresItsTrees) {
  for (const char* prompt : {"The Alps in winter", "a village in winter", "a winter forest", "a farm in winter"})
    EXPECT_TRUE(sees(parse(prompt), "winter")) << prompt;
  EXPECT_EQ(parse("a village in winter").world, World::countryside);
  EXPECT_TRUE(has(parse("an oak on a hill in winter"), "bare_tree"));
  EXPECT_TRUE(has(parse("an oak on a hill in summer"), "oak"));
}

TEST(Places, SightsOfNatureFillThePicture) {
  for (const char* prompt : {"A rainbow", "A waterfall in the jungle", "A volcano erupts", "huge waves"})
    EXPECT_TRUE(parse(prompt).subjects.empty()) << prompt;
  EXPECT_TRUE(sees(parse("A rainbow"), "rainbow"));
  EXPECT_TRUE(sees(parse("A waterfall in the jungle"), "waterfall"));
  EXPECT_EQ(parse("A waterfall in the jungle").world, World::forest);
  EXPECT_TRUE(sees(parse("A volcano erupts"), "eruption"));
  EXPECT_FALSE(sees(parse("A sleeping volcano"), "eruption"));
  EXPECT_TRUE(has(parse("a boat in huge waves"), "boat"));
}

TEST(Places, ColoursGoToTheirNouns) {
  EXPECT_TRUE(sees(parse("a green field"), "tinted_land"));
  EXPECT_FALSE(sees(parse("a green car on a field"), "tinted_land"));
  EXPECT_TRUE(sees(parse("mountains under a golden sunset"), "tinted_sky"));
  EXPECT_FALSE(sees(parse("a golden dog at sunset"), "tinted_sky"));
}

TEST(Places, WhoDrivesSitsInside) {
  const SceneSpec s = parse("a farmer drives a tractor");
  EXPECT_TRUE(has(s, "tractor"));
  EXPECT_FALSE(has(s, "person"));
  EXPECT_TRUE(has(parse("a farmer stands by a tractor"), "person"));
}

TEST(Places, AMatchHasABallAndAGoal) {
  const SceneSpec s = parse("A football match");
  ASSERT_EQ(s.subjects.size(), 3u);
  EXPECT_EQ(s.subjects[0].count, 5);
  EXPECT_EQ(s.subjects[1].kind, "ball");
  EXPECT_EQ(s.subjects[1].count, 1);
  EXPECT_EQ(s.subjects[2].kind, "goal");
}

TEST(PromptText, NothingATerminalObeysIsLeft) {
  EXPECT_EQ(printable("a \x1b[31mboat\x07\x7f\nsea\ttoo"), "a  [31mboat  \nsea\ttoo");
  EXPECT_EQ(printable("caf\xC3\xA9 \xC2\x9B"), "caf\xC3\xA9  ");
  EXPECT_TRUE(read_text("!!! \x1b", false).tokens.empty());
}

TEST(Places, CampfiresBurnOutdoors) {
  EXPECT_EQ(parse("a guitar and a chair by a campfire").world, World::forest);
  EXPECT_EQ(parse("a fireplace in the living room").world, World::interior);
}

}  // namespace
}  // namespace storyteller
