// The promise of the evaluator: the same bytes for 1, 2 or 8 threads, in any order, cached or not, in tiles or whole
// (and, of isolated plugins, in process or not).
#include "tests/conformance/graph/switches.hpp"

#include <fstream>
#include <set>
#include <sstream>

namespace rushes {
namespace {

using namespace testing;

struct FiveSwitches : GraphFixture, ::testing::WithParamInterface<Switches> {
  // Larger than two tiles of 64 rows, and not a multiple of them.
  static constexpr int w = 96, h = 150;

  FiveSwitches() {
    media.add("a1.mp4", {.width = w, .height = h});
    media.add("a2.mp4", {.width = 40, .height = 30, .rate = {30000, 1001}, .format = video_format::rgba8()});
    media.add("deep.mp4", {.width = 100, .height = 100, .format = video_format::yuv(0, 0, 10, false)});
    media.add("logo.png", {.width = 32,
                           .height = 20,
                           .frames = 1,
                           .format = video_format::yuv(1, 1, 8, true),
                           .channels = 0,
                           .still = true});
  }

  // Every sort of node there is.
  static Project everything() {
    const auto fx = [](Clip c, std::vector<Effect> list) {
      c.effects = std::move(list);
      return c;
    };
    Clip fast = clip("c3", "a1", 12);
    fast.source_range = {frames(0), frames(36)};
    fast.speed = {-3, 1};
    Track low =
        track("v1", {fx(clip("c1", "a1", 16, 4),
                        {effect("e1", "test.temporal"), effect("e2", "test.box"),
                         effect("e3", "test.invert", {{"amount", Param{{}, {key(0, 0), key(12, 1)}, {}}}})}),
                     dissolve("x1", 3), fx(clip("c2", "a2", 16, 10), {effect("e4", "test.trail")}), dissolve("x2", 2),
                     fx(fast, {effect("e5", "test.float_invert"), effect("e6", "test.serial")}), gap(3),
                     clip("c4", "deep", 9)});
    Track high =
        track("v2", {gap(5),
                     fx(clip("c5", "logo", 20),
                        {effect("e7", "org.rushes.transform", {{"position", Param{{{30, 70, 0, 0}, 2, {}}, {}, {}}}})}),
                     gap(4),
                     fx(generator("c6", "test.ramp", 10), {effect("e8", "test.scratch"), effect("e9", "test.grain")})});
    Track tall = track("v3", {gap(8), clip("c7", "deep", 10)});
    tall.blend = "add";
    Track whole = track("v4", {gap(20), fx(clip("c8", "a1", 6, 40),
                                           {effect("e10", "org.rushes.transform", {{"opacity", constant(0.5)}})})});
    whole.effects.push_back(effect("e11", "test.invert", {{"amount", constant(1.0)}}));
    return ProjectBuilder()
        .canvas(w, h)
        .asset("a1", 100)
        .asset("a2", 100)
        .asset("deep", 100)
        .asset("logo", 0, "logo.png")
        .track(low)
        .track(high)
        .track(tall)
        .track(whole);
  }

  std::vector<Key> digests(const Switches& s) { return film_digests(compiled(everything()), options(), s); }
};

TEST_P(FiveSwitches, GiveTheSameBytes) {
  static const std::vector<Key> reference = digests({});
  ASSERT_GT(reference.size(), 50u);
  EXPECT_GT(std::set<Key>(reference.begin(), reference.end()).size(), 40u);  // and the film moves
  const std::vector<Key> now = digests(GetParam());
  ASSERT_EQ(now.size(), reference.size());
  for (std::size_t n = 0; n < now.size(); ++n) EXPECT_EQ(now[n], reference[n]) << "frame " << n;
}

INSTANTIATE_TEST_SUITE_P(All, FiveSwitches, all_switches(),
                         [](const auto& i) { return ::testing::PrintToString(i.param); });

// The page shows a graph; it is one.
TEST_F(GraphFixture, TheExampleInTheFormatsPageRenders) {
  std::ifstream page(RUSHES_SOURCE "/docs/formats/graph.md");
  std::stringstream text;
  text << page.rdbuf();
  const std::string all = text.str();
  const std::size_t begin = all.find("```json") + 7, end = all.find("```", begin);
  ASSERT_LT(begin, end);
  const auto graph = graph_from_json(std::string_view(all).substr(begin, end - begin));
  ASSERT_TRUE(graph) << graph.error().message;
  media.add("beach.mp4", {});
  media.add("city.mp4", {});
  const auto e = std::move(*Evaluator::open(*graph, options()));
  EXPECT_EQ(luma(**e->frame(3), 4, 4), fake_luma(3, 4, 4));
  EXPECT_EQ(luma(**e->frame(12), 4, 4), fake_luma(14, 4, 4));
  const double mix = 0.5 / 4;
  EXPECT_EQ(luma(**e->frame(8), 4, 4),
            static_cast<int>(fake_luma(8, 4, 4) * (1 - mix)) + static_cast<int>(fake_luma(6, 4, 4) * mix));
}

}  // namespace
}  // namespace rushes
