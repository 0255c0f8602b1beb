#include "core/graph/graph.hpp"

#include "tests/support/graph/graph_fixture.hpp"

#include <fstream>
#include <sstream>

namespace rushes {
namespace {

using namespace testing;

struct GraphJson : GraphFixture {
  Graph rich() {
    Clip c = clip("c1", "a1", 20, 5);
    c.name = "Beach \"1\"\n";
    c.effects.push_back(
        effect("e", "test.invert", {{"amount", Param{{}, {key(0, 0, Interpolation::bezier), key(10, 1)}, {}}}}));
    Clip fast = clip("c2", "a2", 20);
    fast.speed = {-2, 1};
    Clip sound = clip("s1", "a1", 20);
    sound.effects.push_back(effect("g", "test.gain", {{"amount", constant(0.5)}}));
    Track music = track("m", {clip("s2", "a2", 20)}, TrackKind::audio);
    Effect duck = effect("d", "test.duck");
    duck.inputs = {"a"};
    music.effects.push_back(duck);
    return compiled(small()
                        .track("v1", {c, dissolve("x", 4), fast})
                        .track("v2", {generator("g", "test.ramp", 5)})
                        .track("a", {sound, dissolve("y", 3), clip("s3", "a2", 10)}, TrackKind::audio)
                        .track(music));
  }
};

TEST_F(GraphJson, RoundTripKeepsEverything) {
  const Graph g = rich();
  const std::string text = to_json(g);
  const auto again = graph_from_json(text);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, g);
  EXPECT_EQ(to_json(*again), text);
}

struct Hostile {
  const char* name;
  const char* from;  // in a good graph ...
  const char* to;    // ... replaced by this
};
void PrintTo(const Hostile& h, std::ostream* out) { *out << h.name; }
class HostileGraphs : public ::testing::TestWithParam<Hostile> {};
TEST_P(HostileGraphs, AreRefusedWithASentence) {
  std::string text =
      R"({"rushes_graph":1,"canvas":{"width":64,"height":36,"rate":[24,1]},"length":10,"media":[{"uri":"a.mp4"}],
    "nodes":[{"kind":"source","media":0,"time":{"start":0,"speed":[1,1]}},{"kind":"fit","inputs":[{"node":0}]}],
    "segments":[{"first":0,"last":10,"root":{"node":1}}],"audio":{"length":0,"tracks":[]}})";
  ASSERT_TRUE(graph_from_json(text)) << graph_from_json(text).error().message;
  const std::size_t at = text.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, std::string(GetParam().from).size(), GetParam().to);
  const auto g = graph_from_json(text);
  ASSERT_FALSE(g);
  EXPECT_EQ(g.error().code, Errc::invalid);
  EXPECT_GT(g.error().message.size(), 10u);
}
INSTANTIATE_TEST_SUITE_P(
    All, HostileGraphs,
    ::testing::Values(
        Hostile{"version", "\"rushes_graph\":1", "\"rushes_graph\":2"}, Hostile{"no_json", "{", "{{"},
        Hostile{"list", "\"canvas\":{", "\"canvas\":[],\"x\":{"}, Hostile{"zero_size", "\"width\":64", "\"width\":0"},
        Hostile{"huge_size", "\"width\":64", "\"width\":1000000"}, Hostile{"zero_rate", "[24,1]", "[24,0]"},
        Hostile{"text_for_number", "\"length\":10", "\"length\":\"10\""},
        Hostile{"fraction", "\"length\":10", "\"length\":10.5"},
        Hostile{"beyond_64_bits", "\"length\":10", "\"length\":18446744073709551615"},
        Hostile{"huge", "\"length\":10", "\"length\":9000000000000000000"},
        Hostile{"no_media", "\"media\":0", "\"media\":1"}, Hostile{"negative_media", "\"media\":0", "\"media\":-5"},
        Hostile{"unknown_kind", "\"fit\"", "\"magic\""},
        Hostile{"itself", "\"inputs\":[{\"node\":0}]", "\"inputs\":[{\"node\":1}]"},
        Hostile{"no_inputs", "\"inputs\":[{\"node\":0}]", "\"inputs\":[]"},
        Hostile{"no_speed", "\"speed\":[1,1]", "\"speed\":[1,0]"},
        Hostile{"root", "\"root\":{\"node\":1}", "\"root\":{\"node\":7}"},
        Hostile{"hole", "\"first\":0", "\"first\":1"}, Hostile{"too_short", "\"last\":10", "\"last\":9"},
        Hostile{"audio", "\"tracks\":[]", "\"tracks\":[{\"clips\":[{\"start\":-1,\"length\":5}]}]"},
        Hostile{"side", "\"tracks\":[]", "\"tracks\":[{\"clips\":[],\"effects\":[{\"plugin\":\"x\",\"side\":[3]}]}]"},
        Hostile{"curve", "\"kind\":\"fit\"",
                "\"params\":{\"a\":{\"keys\":[{\"at\":5,\"value\":1},{\"at\":5,\"value\":2}]}},\"kind\":\"fit\""},
        Hostile{"least_offset", "\"inputs\":[{\"node\":0}]",
                "\"inputs\":[{\"node\":0,\"offset\":-9223372036854775808}]"},
        Hostile{"least_root_offset", "\"root\":{\"node\":1}", "\"root\":{\"node\":1,\"offset\":-9223372036854775808}"},
        Hostile{"least_start", "\"start\":0", "\"start\":-9223372036854775808"},
        Hostile{"least_speed", "\"speed\":[1,1]", "\"speed\":[-9223372036854775808,1]"},
        Hostile{"endless_node", "\"kind\":\"fit\"", "\"length\":9223372036854775807,\"kind\":\"fit\""},
        Hostile{"far_key", "\"kind\":\"fit\"",
                "\"params\":{\"a\":{\"keys\":[{\"at\":-9223372036854775808,\"value\":1},{\"at\":9223372036854775807,"
                "\"value\":2}]}},\"kind\":\"fit\""},
        Hostile{"endless_sound", "\"audio\":{\"length\":0", "\"audio\":{\"length\":9223372036854775807"},
        Hostile{"fast_sound", "\"tracks\":[]",
                "\"tracks\":[{\"clips\":[{\"start\":0,\"length\":5,\"time\":{\"speed\":[9223372036854775807,1]}}]}]"},
        Hostile{"late_sound", "\"tracks\":[]",
                "\"tracks\":[{\"clips\":[{\"start\":0,\"length\":5,\"time\":{\"start\":9223372036854775807}}]}]"},
        Hostile{"sound_feeds_itself", "\"tracks\":[]",
                "\"tracks\":[{\"clips\":[],\"effects\":[{\"plugin\":\"x\",\"side\":[0]}]}]"},
        Hostile{"five", "\"kind\":\"fit\"", "\"params\":{\"a\":[1,2,3,4,5]},\"kind\":\"fit\""}),
    [](const auto& i) { return std::string(i.param.name); });

TEST(GraphTimes, FarFramesStayWithinTheNumbers) {
  const std::int64_t far = std::int64_t{1} << 51;  // 2000 offsets of 2^40 frames
  const Time late{std::int64_t{1} << 60};
  EXPECT_EQ(source_time({late, {1'000'000'000, 1}}, far, {1, 1}).ticks, INT64_MAX);
  EXPECT_EQ(source_time({-late, {-1'000'000'000, 1}}, far, {1, 1}).ticks, -INT64_MAX);
  EXPECT_EQ(source_time({late, {1, 1}}, -far, {1, 1'000'000'000}).ticks, -INT64_MAX + late.ticks);
}

TEST(GraphText, AnErrorIsOneLineWhateverNamesItQuotes) {
  const auto g = graph_from_json(R"({"rushes_graph":1,"canvas":{"width":64,"height":36},"length":0,"segments":[],
    "nodes":[{"kind":"gap","params":{"a\nb)" +
                                 std::string(100'000, 'x') + R"(":[]}}]})");
  ASSERT_FALSE(g);
  EXPECT_LT(g.error().message.size(), 500u);
  EXPECT_EQ(g.error().message.find('\n'), std::string::npos);
}

TEST(GraphText, NestedTooDeepIsRefused) {
  const auto g = graph_from_json("{\"rushes_graph\":" + std::string(1'000'000, '['));
  ASSERT_FALSE(g);
  EXPECT_EQ(g.error().message, "nested deeper than 64 levels");
}

TEST_F(GraphJson, ALongRowOfTracksIsRefusedNotFollowed) {
  Graph g = compiled(small().track("v1", {clip("c1", "a1", 10)}));
  g.audio.tracks.assign(100'000, {});
  for (int t = 0; t + 1 < 100'000; ++t)
    g.audio.tracks[static_cast<std::size_t>(t)].effects = {{"test.duck", "", {}, {t + 1}, ""}};
  const auto ok = validate(g);
  ASSERT_FALSE(ok);
  EXPECT_NE(ok.error().message.find("effects in a row"), std::string::npos) << ok.error().message;
}

TEST_F(GraphJson, ALongChainIsRefusedNotFollowed) {
  Graph g = compiled(small().track("v1", {clip("c1", "a1", 10)}));
  Node n{.kind = NodeKind::effect, .plugin = "test.invert"};
  for (int i = 0; i < 3000; ++i) {
    n.inputs = {{static_cast<int>(g.nodes.size()) - 1, 0}};
    g.nodes.push_back(n);
  }
  EXPECT_FALSE(graph_from_json(to_json(g)));
}

TEST_F(GraphJson, DeepNestingIsRefused) {
  EXPECT_FALSE(graph_from_json(std::string(1'000'000, '[')));
  EXPECT_FALSE(graph_from_json(""));
}

TEST_F(GraphJson, DotShowsTheWholeOrOneFramesPart) {
  const Graph g = rich();
  const std::string whole = to_dot(g), part = to_dot(g, 0);
  EXPECT_NE(whole.find("org.rushes.dissolve"), std::string::npos);
  EXPECT_EQ(part.find("org.rushes.dissolve"), std::string::npos);
  EXPECT_NE(part.find("test.invert"), std::string::npos);
  EXPECT_NE(part.find("\\\"1\\\""), std::string::npos);  // quotes in names
  EXPECT_EQ(to_dot(g, 100000).find("n0"), std::string::npos);
}

}  // namespace
}  // namespace rushes
