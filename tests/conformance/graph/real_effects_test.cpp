// The five switches over the effects that Rushes comes with, loaded from their bundles as a host does.
#include "tests/conformance/graph/bundles.hpp"

#include <set>

namespace rushes {
namespace {

using namespace testing;

struct RealEffects : GraphFixture, ::testing::WithParamInterface<Switches> {
  static constexpr int w = 160, h = 138;
  host::Registry registry{
      {.search_paths = {RUSHES_PLUGINS}, .host_for = [](const std::string&) { return bare_host(); }}};

  RealEffects() {
    media.add("a1.mp4", {.width = w, .height = h});
    media.add("a2.mp4", {.width = 100, .height = 80, .rate = {30000, 1001}, .format = video_format::rgba8()});
    media.add("logo.png", {.width = 64,
                           .height = 40,
                           .frames = 1,
                           .format = video_format::yuv(1, 1, 8, true),
                           .channels = 0,
                           .still = true});
  }

  static Param moving(double from, double to) { return Param{{}, {key(0, from), key(10, to)}, {}}; }
  static Param point(double x, double y) { return Param{{{x, y, 0, 0}, 2, {}}, {}, {}}; }

  static Project everything() {
    const auto fx = [](Clip c, std::vector<Effect> list) {
      c.effects = std::move(list);
      return c;
    };
    Transition wipe = dissolve("x2", 3);
    wipe.plugin = "org.rushes.wipe";
    wipe.params = {{"style", constant(std::string("iris"))}};
    Track low = track(
        "v1",
        {fx(clip("c1", "a1", 12, 4),
            {effect("e1", "org.rushes.blur", {{"sigma", moving(0, 6)}}),
             effect("e2", "org.rushes.colour", {{"saturation", constant(1.6)}, {"exposure", constant(0.3)}})}),
         dissolve("x1", 3), fx(clip("c2", "a2", 12, 10), {effect("e3", "org.rushes.fade", {{"amount", moving(1, 0)}})}),
         wipe, clip("c3", "a1", 10, 40)});
    Track high =
        track("v2", {gap(4),
                     fx(clip("c5", "logo", 10), {effect("e7", "org.rushes.transform",
                                                        {{"position", point(0.7, 0.3)},
                                                         {"scale", point(0.4, 0.4)},
                                                         {"rotation", moving(0, 45)},
                                                         {"opacity", constant(0.8)}})}),
                     fx(generator("c6", "org.rushes.title", 10, {{"text", constant(std::string("Rushes"))}}), {})});
    Track glow = track(
        "v3", {gap(20), fx(clip("c7", "a2", 8), {effect("e8", "org.rushes.transform",
                                                        {{"scale", point(1.5, 1.5)}, {"opacity", constant(0.4)}})})});
    glow.blend = "screen";
    Track words = track("v4", {gap(2), generator("c8", "org.rushes.captions", 26,
                                                 {{"text", constant(std::string("WEBVTT\n\n00:00.000 --> 00:00.700\n"
                                                                                "one <00:00.300>two\n"))},
                                                  {"style", constant(std::string("word_highlight"))}})});
    return ProjectBuilder()
        .canvas(w, h)
        .asset("a1", 100)
        .asset("a2", 100)
        .asset("logo", 0, "logo.png")
        .track(low)
        .track(high)
        .track(glow)
        .track(words);
  }

  std::vector<Key> digests(const Switches& s) {
    EvaluatorOptions o = options();
    o.plugins = &registry;
    const auto graph = compile(everything(), {&registry, [](const std::string& uri) { return uri; }});
    EXPECT_TRUE(graph) << graph.error().message;
    for (const Node& n : graph->nodes) EXPECT_NE(n.kind, NodeKind::error) << n.message;
    return film_digests(*graph, o, s);
  }
};

TEST_P(RealEffects, GiveTheSameBytes) {
  static const std::vector<Key> reference = digests({});
  EXPECT_GT(std::set<Key>(reference.begin(), reference.end()).size(), 25u);
  const std::vector<Key> now = digests(GetParam());
  ASSERT_EQ(now.size(), reference.size());
  for (std::size_t n = 0; n < now.size(); ++n) EXPECT_EQ(now[n], reference[n]) << "frame " << n;
}

INSTANTIATE_TEST_SUITE_P(All, RealEffects, all_switches(),
                         [](const auto& i) { return ::testing::PrintToString(i.param); });

struct RealSound : GraphFixture {
  host::Registry registry{
      {.search_paths = {RUSHES_PLUGINS}, .host_for = [](const std::string&) { return bare_host(); }}};
};

// Voice over music that is ducked, levels, fades and a limiter: the same samples whichever way they are asked for.
TEST_F(RealSound, DoesNotDependOnHowItIsAskedFor) {
  media.add("a1.mp4", {.frames = 1000});
  media.add("a2.mp4", {.frames = 1000, .channels = 1});
  Clip voice = clip("c1", "a2", 120);
  voice.effects = {effect("e1", "org.rushes.gain", {{"gain", constant(-3.0)}}), effect("e2", "org.rushes.audio_fade")};
  Track speech = track("speech", {gap(100), voice}, TrackKind::audio),
        music = track("music", {clip("c2", "a1", 600)}, TrackKind::audio);
  Effect duck = effect("e3", "org.rushes.ducking");
  duck.inputs = {"speech"};
  music.effects = {duck, effect("e4", "org.rushes.pan", {{"position", Param{{}, {key(0, -1), key(300, 1)}, {}}}})};
  Project p = ProjectBuilder().canvas(64, 36).asset("a1", 1000).asset("a2", 1000).track(speech).track(music);
  p.timeline.master = {effect("e5", "org.rushes.loudness")};
  const auto graph = compile(p, {&registry, [](const std::string& uri) { return uri; }});
  ASSERT_TRUE(graph);
  EvaluatorOptions o = options();
  o.plugins = &registry;
  const auto whole = std::move(*Evaluator::open(*graph, o)), parts = std::move(*Evaluator::open(*graph, o));
  const auto all = whole->audio(0, 600 * 2000);
  ASSERT_TRUE(all) << all.error().message;
  for (const std::int64_t at : {900'000, 0, 450'001, 449'000, 1'190'000, 3}) {
    const auto part = parts->audio(at, 9000);
    ASSERT_TRUE(part) << part.error().message;
    for (int c = 0; c < 2; ++c)
      ASSERT_EQ(0, std::memcmp(part->channel(c), all->channel(c) + at, 9000 * sizeof(float))) << at;
  }
}

}  // namespace
}  // namespace rushes
