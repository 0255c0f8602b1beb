#include "core/graph/compile.hpp"

#include "tests/support/graph/graph_fixture.hpp"

namespace rushes {
namespace {

using namespace testing;

struct Compile : GraphFixture {
  // The first node of a kind.
  static const Node* find(const Graph& g, NodeKind kind) {
    for (const Node& n : g.nodes)
      if (n.kind == kind) return &n;
    return nullptr;
  }
  static int count(const Graph& g, NodeKind kind) {
    int n = 0;
    for (const Node& node : g.nodes) n += node.kind == kind;
    return n;
  }
};

TEST_F(Compile, CutsBecomeSegmentsThatCoverTheTimeline) {
  const Graph g = compiled(small().track("v1", {clip("c1", "a1", 10), gap(5), clip("c2", "a2", 20)}));
  EXPECT_EQ(g.length, 35);
  ASSERT_EQ(g.segments.size(), 3u);
  EXPECT_EQ(g.segments[0].last, 10);
  EXPECT_EQ(g.segments[1].last, 15);
  EXPECT_EQ(g.nodes[static_cast<std::size_t>(g.segments[1].root.node)].kind, NodeKind::gap);
  EXPECT_EQ(g.segment_at(9), &g.segments[0]);
  EXPECT_EQ(g.segment_at(10), &g.segments[1]);
  EXPECT_EQ(g.segment_at(34), &g.segments[2]);
  EXPECT_EQ(g.segment_at(35), nullptr);
  EXPECT_EQ(g.segment_at(-1), nullptr);
}

TEST_F(Compile, ATransitionIsASegmentOfItsOwnOverTheCut) {
  const Graph g = compiled(small().track("v1", {clip("c1", "a1", 20), dissolve("x", 4), clip("c2", "a2", 20, 30)}));
  ASSERT_EQ(g.segments.size(), 3u);
  EXPECT_EQ(g.segments[1].first, 16);
  EXPECT_EQ(g.segments[1].last, 24);
  const Node* t = find(g, NodeKind::transition);
  ASSERT_TRUE(t);
  EXPECT_EQ(t->length, 8);
  ASSERT_EQ(t->inputs.size(), 2u);
  EXPECT_EQ(t->inputs[0].offset, 16);  // frame 0 of the transition is frame 16 of the leaving clip
  EXPECT_EQ(t->inputs[1].offset, -4);  // and lies four frames before the coming one: its handle
}

TEST_F(Compile, AMovedClipKeepsItsNodes) {
  const Graph a = compiled(small().track("v1", {clip("c1", "a1", 10)}));
  const Graph b = compiled(small().track("v1", {gap(7), clip("c1", "a1", 10)}));
  EXPECT_EQ(*find(a, NodeKind::source), *find(b, NodeKind::source));
  EXPECT_EQ(b.segments.back().root.offset, -7);
}

TEST_F(Compile, EqualClipsShareTheirNodes) {
  Clip first = clip("c1", "a1", 10), second = clip("c2", "a1", 10);
  first.name = second.name = "same";
  first.id = second.id = "c";  // ids are in labels only
  const Graph g = compiled(small().track("v1", {first, gap(3), second}));
  EXPECT_EQ(count(g, NodeKind::source), 1);
}

TEST_F(Compile, DisabledThingsAreLeftOut) {
  Clip off = clip("c1", "a1", 10);
  off.enabled = false;
  Clip plain = clip("c2", "a2", 10);
  plain.effects.push_back(effect("e", "test.invert"));
  plain.effects[0].enabled = false;
  Clip unseen = clip("c3", "a2", 10);
  unseen.effects.push_back(effect("t", "org.rushes.transform", {{"opacity", constant(0.0)}}));
  const Graph g = compiled(small().track("v1", {off, plain, unseen}));
  EXPECT_EQ(count(g, NodeKind::source), 1);
  EXPECT_EQ(count(g, NodeKind::effect), 0);
}

TEST_F(Compile, MutedTracksDoNotShowAndSoloOnesAlone) {
  Track mute = track("v2", {clip("c2", "a2", 10)}), solo = track("v3", {clip("c3", "a1", 10)});
  mute.mute = true;
  EXPECT_EQ(count(compiled(small().track("v1", {clip("c1", "a1", 10)}).track(mute)), NodeKind::source), 1);
  solo.solo = true;
  const Graph g = compiled(small().track("v1", {clip("c1", "a2", 10)}).track(solo));
  EXPECT_EQ(count(g, NodeKind::source), 1);
  EXPECT_EQ(g.media[static_cast<std::size_t>(find(g, NodeKind::source)->media)].uri, "a1.mp4");
}

TEST_F(Compile, AMissingPluginBecomesAnErrorNodeThatKeepsItsParameters) {
  Clip c = clip("c1", "a1", 10);
  c.name = "Beach";
  c.effects.push_back(effect("e", "com.example.gone",
                             {{"strength", constant(0.25)}, {"curve", Param{{}, {key(0, 1), key(5, 2)}, {}}}}));
  const Graph g = compiled(small().track("v1", {c}));
  const Node* n = find(g, NodeKind::error);
  ASSERT_TRUE(n);
  EXPECT_EQ(n->plugin, "com.example.gone");
  EXPECT_EQ(n->params.at("strength").value.v[0], 0.25);
  EXPECT_EQ(n->params.at("curve").keys.size(), 2u);
  EXPECT_EQ(n->label, "clip \"Beach\" (c1)");
  EXPECT_NE(n->message.find("com.example.gone"), std::string::npos);
  const auto again = graph_from_json(to_json(g));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, g);
}

TEST_F(Compile, MissingMediaAndUnmadeScenesBecomeErrorNodes) {
  ProjectBuilder p = small().scene("s1", "a beach", 10);
  Clip scene = clip("c1", "s1", 10);
  scene.source.kind = SourceKind::scene;
  CompileOptions o = compile_options();
  o.resolve = [](const std::string& uri) { return uri == "a2.mp4" ? "" : uri; };
  const auto g = compile(p.track("v1", {scene, clip("c2", "a2", 10)}), o);
  ASSERT_TRUE(g);
  ASSERT_EQ(count(*g, NodeKind::error), 2);
  EXPECT_NE(find(*g, NodeKind::error)->message.find("has not been made"), std::string::npos);
}

TEST_F(Compile, APluginOfTheWrongSortIsAnErrorNode) {
  Clip c = clip("c1", "a1", 10);
  c.effects.push_back(effect("e", "org.rushes.dissolve"));
  EXPECT_EQ(count(compiled(small().track("v1", {c})), NodeKind::error), 1);
}

TEST_F(Compile, TheFirstTransformGetsThePictureInItsOwnSize) {
  Clip c = clip("c1", "a1", 10);
  c.effects.push_back(effect("t", "org.rushes.transform"));
  EXPECT_EQ(count(compiled(small().track("v1", {c})), NodeKind::fit), 0);
}

TEST_F(Compile, LayersAreBlendedBottomToTop) {
  Track upper = track("v2", {gap(5), clip("c2", "a2", 10)});
  upper.blend = "add";
  const Graph g = compiled(small().track("v1", {clip("c1", "a1", 20)}).track(upper));
  ASSERT_EQ(g.segments.size(), 3u);
  const Node& root = g.nodes[static_cast<std::size_t>(g.segments[1].root.node)];
  EXPECT_EQ(root.kind, NodeKind::blend);
  EXPECT_EQ(root.params.at("mode").value.text, "add");
  EXPECT_EQ(g.nodes[static_cast<std::size_t>(root.inputs[0].node)].kind,
            NodeKind::blend);  // the lower track over black
}

TEST_F(Compile, OverlappingTransitionsAndAShortClipStillCoverEverything) {
  const Graph g = compiled(small().track("v1", {clip("c1", "a1", 20), dissolve("x1", 6), clip("c2", "a2", 4),
                                                dissolve("x2", 6), clip("c3", "a1", 20, 50)}));
  EXPECT_EQ(g.length, 44);
  EXPECT_EQ(g.segments.front().first, 0);
  EXPECT_EQ(g.segments.back().last, 44);
}

struct TimeCase {
  const char* name;
  TimeMap map;
  std::vector<std::int64_t> frames;  // of the source, for frames 0, 1, 2, ...
};
void PrintTo(const TimeCase& c, std::ostream* out) { *out << c.name; }
class TimeMaps : public ::testing::TestWithParam<TimeCase> {};
TEST_P(TimeMaps, LeadToTheSourceFrame) {
  for (const Rate rate : {Rate{24, 1}, Rate{30000, 1001}, Rate{25, 1}, Rate{60, 1}}) {
    TimeMap map = GetParam().map;
    map.start = frame_start(map.start.ticks, rate);  // given in frames
    for (std::size_t i = 0; i < GetParam().frames.size(); ++i)
      EXPECT_EQ(frame_at(source_time(map, static_cast<std::int64_t>(i), rate), rate), GetParam().frames[i])
          << to_string(rate) << " frame " << i;
  }
}
INSTANTIATE_TEST_SUITE_P(All, TimeMaps,
                         ::testing::Values(TimeCase{"normal", {Time{10}, {1, 1}}, {10, 11, 12}},
                                           TimeCase{"double", {Time{10}, {2, 1}}, {10, 12, 14, 16}},
                                           TimeCase{"half", {Time{4}, {1, 2}}, {4, 4, 5, 5, 6}},
                                           TimeCase{"third", {Time{0}, {1, 3}}, {0, 0, 0, 1, 1, 1, 2}},
                                           TimeCase{"backwards", {Time{10}, {-1, 1}}, {9, 8, 7}},
                                           TimeCase{"backwards_double", {Time{10}, {-2, 1}}, {8, 6, 4, 2, 0}},
                                           TimeCase{"freeze", {Time{7}, {0, 1}}, {7, 7, 7}}),
                         [](const auto& i) { return std::string(i.param.name); });

}  // namespace
}  // namespace rushes
