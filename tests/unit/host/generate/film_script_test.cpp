#include "host/generate/film_script.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace rushes;
using namespace rushes::host;

namespace {

FilmScript script(std::size_t scenes) {
  FilmScript s;
  for (std::size_t i = 0; i < scenes; ++i) s.scenes.push_back({"p", "n", "", i ? "org.rushes.dissolve" : ""});
  return s;
}

TEST(Shortened, EndsAtAWordAndNeverInsideOfACharacter) {
  EXPECT_EQ(shortened("as it is", 8), "as it is");
  EXPECT_EQ(shortened("a red boat sails home", 15), "a red boat...");
  EXPECT_EQ(shortened(std::string(100, 'a'), 10), "aaaaaaaaaa...");
  EXPECT_EQ(shortened("\xC3\xA9\xC3\xA9\xC3\xA9", 3), "\xC3\xA9...");
}

}  // namespace

TEST(FilmScript, ReadsScenesAndRefusesNone) {
  auto s = film_script_from_json(
      R"({"title":"T","mood":"calm","scenes":[{"prompt":"a","narration":"b"},{"narration":"no prompt"},3]})");
  ASSERT_TRUE(s);
  EXPECT_EQ(s->title, "T");
  ASSERT_EQ(s->scenes.size(), 1u);
  EXPECT_EQ(s->scenes[0].narration, "b");
  for (const char* bad : {"", "[]", "{", R"({"scenes":[]})", R"({"scenes":{"prompt":"a"}})"})
    EXPECT_FALSE(film_script_from_json(bad)) << bad;
}

TEST(FilmScript, CutsAddUpToTheLengthAsked) {
  for (const double total : {3.0, 10.0, 30.0, 61.5})
    for (const std::size_t n : {1u, 2u, 5u, 7u}) {
      const auto cuts = cut_scenes(script(n), std::vector<double>(n, total >= 30 ? 0.2 : 0.0), total, {24, 1});
      ASSERT_EQ(cuts.size(), n);
      std::int64_t at = 0;
      for (const auto& c : cuts) {
        EXPECT_EQ(c.start, at);
        EXPECT_GT(c.length, 0);
        at += c.length;
      }
      EXPECT_EQ(at, std::llround(total * 24)) << total << " s in " << n;
    }
}

TEST(FilmScript, NarrationFitsIntoItsScene) {
  const std::vector<double> speech{4.0, 6.5, 3.25};
  const auto cuts = cut_scenes(script(3), speech, 10, {25, 1});
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_GE(cuts[i].speech, cuts[i].start);
    EXPECT_LE(static_cast<double>(cuts[i].speech) / 25 + speech[i],
              static_cast<double>(cuts[i].start + cuts[i].length) / 25 + 1e-9);
  }
  EXPECT_GT(cuts[2].start + cuts[2].length, 250);  // longer than asked rather than cut off
}

TEST(FilmScript, TransitionsHaveHandlesOnBothSides) {
  const auto cuts = cut_scenes(script(3), {0, 0, 0}, 12, {24, 1});
  EXPECT_EQ(cuts[0].head, 0);
  EXPECT_GT(cuts[0].tail, 0);
  EXPECT_EQ(cuts[0].tail, cuts[1].head);
  EXPECT_EQ(cuts[1].tail, cuts[2].head);
  EXPECT_EQ(cuts[2].tail, 0);
  for (const auto& c : cut_scenes(script(5), {}, 1, {24, 1})) EXPECT_LE(c.head + c.tail, c.length);
}
