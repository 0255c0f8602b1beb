#include "core/graph/evaluator.hpp"

#include "core/media/convert.hpp"
#include "tests/support/graph/graph_fixture.hpp"

#include <chrono>
#include <thread>

namespace rushes {
namespace {

using namespace testing;

struct Evaluate : GraphFixture {
  static Clip with(Clip c, Effect e) {
    c.effects.push_back(std::move(e));
    return c;
  }
};

TEST_F(Evaluate, ACutShowsTheRightFrames) {
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 10, 20), clip("c2", "a2", 10, 50)}));
  for (const auto& [n, source] : {std::pair{0, 20}, {9, 29}, {10, 50}, {19, 59}}) {
    const auto f = e->frame(n);
    ASSERT_TRUE(f) << f.error().message;
    EXPECT_EQ(luma(**f, 7, 3), fake_luma(source, 7, 3)) << n;
  }
  EXPECT_FALSE(e->frame(20));
  EXPECT_FALSE(e->frame(-1));
}

TEST_F(Evaluate, ASourceThatIsWhatTheCanvasWantsIsPassedThroughWithoutACopy) {
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 10, 20)}));
  const auto f = e->frame(3);
  const auto given = (*media.open("a1.mp4"))->frame(23);
  ASSERT_TRUE(f && given);
  for (int k = 0; k < 3; ++k)
    EXPECT_EQ((*f)->planes[static_cast<std::size_t>(k)].data, (*given)->planes[static_cast<std::size_t>(k)].data);
  const auto stats = e->stats();
  EXPECT_FALSE(stats.nodes.contains("convert"));
  EXPECT_FALSE(stats.nodes.contains("fit"));
  EXPECT_FALSE(stats.nodes.contains("org.rushes.blend"));
}

TEST_F(Evaluate, ASourceWithUnknownChromaPlaceIsOnlyRelabelled) {
  FakeSpec spec;
  spec.format.chroma_loc = 0;
  media.add("a1.mp4", spec);
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 10)}));
  const auto f = e->frame(3);
  const auto given = (*media.open("a1.mp4"))->frame(3);
  ASSERT_TRUE(f && given);
  EXPECT_EQ((*f)->planes[0].data, (*given)->planes[0].data);
  EXPECT_TRUE(same((*f)->format, video_format::yuv420(8)));
}

TEST_F(Evaluate, EverythingThatIsNotTheCanvasIsBroughtToIt) {
  media.add("a1.mp4", {.width = 100, .height = 80, .format = video_format::rgba8()});
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 10)}));
  const auto f = e->frame(3);
  ASSERT_TRUE(f) << f.error().message;
  EXPECT_TRUE(same((*f)->format, video_format::yuv420(8)));
  EXPECT_EQ((*f)->full.x2, 64);
  EXPECT_EQ((*f)->full.y2, 36);
}

TEST_F(Evaluate, AnEightBitTimelineNeverBecomesRgba) {
  const auto e = evaluator(small().track(
      "v1", {with(clip("c1", "a1", 20), effect("i", "test.invert")), dissolve("x", 4), clip("c2", "a2", 20, 30)}));
  for (const int n : {0, 18, 20, 30}) {
    ASSERT_TRUE(e->frame(n));
    EXPECT_EQ(e->explain(n).find("rgb"), std::string::npos);
  }
  EXPECT_FALSE(e->stats().nodes.contains("convert"));
}

TEST_F(Evaluate, SpeedReverseAndFreezeShowTheRightFrames) {
  Clip fast = clip("c1", "a1", 5), back = clip("c2", "a1", 10, 40), freeze = clip("c3", "a1", 6, 33);
  fast.source_range = {frames(10), frames(20)};
  fast.speed = {2, 1};
  back.speed = {-1, 1};
  freeze.speed = {0, 1};
  const auto e = evaluator(small().track("v1", {fast, back, freeze}));
  for (const auto& [n, source] : {std::pair{0, 10}, {4, 18}, {5, 49}, {14, 40}, {15, 33}, {20, 33}})
    EXPECT_EQ(luma(**e->frame(n), 0, 0), fake_luma(source, 0, 0)) << n;
}

TEST_F(Evaluate, ATransitionMixesBothNeighboursOverTheCut) {
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 20), dissolve("x", 4), clip("c2", "a2", 20, 30)}));
  const auto f = e->frame(16);  // the first of eight: one sixteenth
  ASSERT_TRUE(f) << f.error().message;
  const double mix = 0.5 / 8;
  EXPECT_EQ(luma(**f, 9, 9),
            static_cast<int>(fake_luma(16, 9, 9) * (1 - mix)) + static_cast<int>(fake_luma(26, 9, 9) * mix));
}

TEST_F(Evaluate, WhereThereIsNoHandleTheNearestFrameIsHeld) {
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 20, 80), dissolve("x", 4), clip("c2", "a2", 20, 0)}));
  const auto f = e->frame(23);  // beyond the end of a1
  ASSERT_TRUE(f) << f.error().message;
  const double mix = 7.5 / 8;
  EXPECT_EQ(luma(**f, 9, 9),
            static_cast<int>(fake_luma(99, 9, 9) * (1 - mix)) + static_cast<int>(fake_luma(3, 9, 9) * mix));
}

TEST_F(Evaluate, ACurveIsReadAtTheClipsOwnTime) {
  Effect e = effect("i", "test.invert", {{"amount", Param{{}, {key(0, 0), key(8, 1)}, {}}}});
  const auto ev = evaluator(small().track("v1", {gap(5), with(clip("c1", "a1", 10), e)}));
  EXPECT_EQ(luma(**ev->frame(5), 2, 2), fake_luma(0, 2, 2));
  EXPECT_EQ(luma(**ev->frame(9), 2, 2), 128);                        // half of a negative
  EXPECT_EQ(luma(**ev->frame(14), 2, 2), 255 - fake_luma(9, 2, 2));  // after the last key
}

TEST_F(Evaluate, IdentityEffectsCostNothing) {
  const auto e = evaluator(
      small().track("v1", {with(clip("c1", "a1", 10), effect("i", "test.invert", {{"amount", constant(0.0)}}))}));
  reset_renders();
  const auto f = e->frame(3);
  ASSERT_TRUE(f);
  EXPECT_EQ(renders("test.invert"), 0);
  EXPECT_EQ((*f)->planes[0].data, (*(*media.open("a1.mp4"))->frame(3))->planes[0].data);
}

TEST_F(Evaluate, OpaqueLayersHideWhatLiesBelow) {
  const auto e = evaluator(
      small().track("v1", {with(clip("c1", "a1", 10), effect("f", "test.fail"))}).track("v2", {clip("c2", "a2", 10)}));
  EXPECT_TRUE(e->frame(3));  // what would fail is never made
}

TEST_F(Evaluate, ATransformedPictureLiesOverTheTrackBelow) {
  media.add("a2.mp4", {.width = 16, .height = 8});
  Effect t = effect("t", "org.rushes.transform", {{"position", Param{{{20, 10, 0, 0}, 2, {}}, {}, {}}}});
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 10)}).track("v2", {with(clip("c2", "a2", 10), t)}));
  const auto f = e->frame(2);
  ASSERT_TRUE(f) << f.error().message;
  EXPECT_NEAR(luma(**f, 2, 2), fake_luma(2, 2, 2), 3);
  EXPECT_NEAR(luma(**f, 24, 14), fake_luma(2, 4, 4), 12);  // through float RGB and back; chroma is coarser than luma
  EXPECT_EQ(e->stats().nodes.at("org.rushes.blend").calls,
            1u);  // over the track below; that one over black is left out
}

TEST_F(Evaluate, BarsOfAnUpperTrackAreClear) {
  media.add("a2.mp4", {.width = 20, .height = 36});  // tall: bars left and right
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 10)}).track("v2", {clip("c2", "a2", 10)}));
  const auto f = e->frame(1);
  ASSERT_TRUE(f) << f.error().message;
  EXPECT_NEAR(luma(**f, 1, 20), fake_luma(1, 1, 20), 3);
}

TEST_F(Evaluate, NothingIsBlack) {
  const auto e = evaluator(small().track("v1", {gap(5), clip("c1", "a1", 5)}));
  const auto f = e->frame(2);
  ASSERT_TRUE(f);
  EXPECT_EQ(luma(**f, 10, 10), 16);
}

TEST_F(Evaluate, FramesComeInOrderAndAreTheSameAsOneByOne) {
  const Project p = small().track("v1", {with(clip("c1", "a1", 40), effect("t", "test.temporal")), dissolve("x", 4),
                                         with(clip("c2", "a2", 40, 20), effect("i", "test.invert"))});
  const auto e = evaluator(p), single = evaluator(p);
  std::int64_t next = 3;
  const auto ok = e->frames(3, 75, [&](std::int64_t n, const FramePtr& f) -> Result<void> {
    EXPECT_EQ(n, next++);
    EXPECT_EQ(digest(*f), digest(**single->frame(n)));
    return {};
  });
  EXPECT_TRUE(ok) << ok.error().message;
  EXPECT_EQ(next, 75);
}

TEST_F(Evaluate, ATemporalWindowIsNotMadeThreeTimes) {
  const auto e = evaluator(small().track(
      "v1", {with(with(clip("c1", "a1", 60), effect("i", "test.invert")), effect("t", "test.temporal"))}));
  reset_renders();
  ASSERT_TRUE(e->frames(0, 60, [](std::int64_t, const FramePtr&) -> Result<void> { return {}; }));
  EXPECT_EQ(renders("test.temporal"), 60);
  EXPECT_LE(renders("test.invert"), 64);
}

TEST_F(Evaluate, FramesEndsWithTheFirstError) {
  const auto e =
      evaluator(small().track("v1", {clip("c1", "a1", 10), with(clip("c2", "a2", 10), effect("f", "test.fail"))}));
  int seen = 0;
  const auto ok =
      e->frames(0, 20, [&](std::int64_t, const FramePtr&) -> Result<void> { return ++seen, Result<void>(); });
  ASSERT_FALSE(ok);
  EXPECT_EQ(seen, 10);
  EXPECT_EQ(ok.error().message, "frame 10: clip c2, test.fail: the dog ate the lens");
}

TEST_F(Evaluate, FramesEndsWhenTheSinkSaysSo) {
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 50)}));
  const auto ok = e->frames(0, 50, [&](std::int64_t n, const FramePtr&) -> Result<void> {
    return n == 7 ? Result<void>(Error{Errc::io, "full"}) : Result<void>();
  });
  ASSERT_FALSE(ok);
  EXPECT_EQ(ok.error().message, "full");
}

TEST_F(Evaluate, StrictErrorsNameClipAndEffect) {
  Clip c = with(clip("c1", "a1", 10), effect("f", "test.fail"));
  c.name = "Beach";
  const auto f = evaluator(small().track("v1", {c}))->frame(4);
  ASSERT_FALSE(f);
  EXPECT_EQ(f.error().message, "frame 4: clip \"Beach\" (c1), test.fail: the dog ate the lens");
}

TEST_F(Evaluate, NotStrictTheFrameIsMarkedAndTheErrorListed) {
  EvaluatorOptions o = options();
  o.strict = false;
  const auto e =
      evaluator(small()
                    .track("v1", {with(clip("c1", "a1", 10), effect("f", "test.fail")), clip("c2", "gone", 10)})
                    .asset("gone", 10),
                o);
  const auto f = e->frame(4);
  ASSERT_TRUE(f) << f.error().message;
  EXPECT_NE(luma(**f, 10, 0), fake_luma(4, 10, 0));    // the red bar
  EXPECT_EQ(luma(**f, 10, 30), fake_luma(4, 10, 30));  // the effect is passed by
  const auto slate = e->frame(14);
  ASSERT_TRUE(slate) << slate.error().message;
  EXPECT_GT(luma(**slate, 10, 30), 20);  // not black
  EXPECT_EQ(e->stats().errors.size(), 2u);
  EXPECT_EQ(e->stats().errors[0].plugin, "test.fail");
  EXPECT_EQ(digest(**e->frame(4)), digest(**f));  // and it is not taken from the cache as if it were right
}

TEST_F(Evaluate, MissingPluginsAndMediaAreErrorsOfTheirFramesOnly) {
  const auto e = evaluator(small()
                               .track("v1", {with(clip("c1", "a1", 10), effect("f", "com.example.gone")),
                                             clip("c2", "gone", 10), clip("c3", "a2", 10)})
                               .asset("gone", 10));
  EXPECT_NE(e->frame(4).error().message.find("com.example.gone"), std::string::npos);
  EXPECT_NE(e->frame(14).error().message.find("gone.mp4"), std::string::npos);
  EXPECT_TRUE(e->frame(24));
}

TEST_F(Evaluate, CancellingEndsSoon) {
  const auto e = evaluator(small().track("v1", {with(clip("c1", "a1", 10), effect("s", "test.slow"))}));
  const CancelToken token = CancelToken::make();
  std::jthread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    token.cancel();
  });
  const auto begin = std::chrono::steady_clock::now();
  const auto f = e->frame(0, token);
  ASSERT_FALSE(f);
  EXPECT_EQ(f.error().code, Errc::cancelled);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << "the effect would take 10 s";
}

TEST_F(Evaluate, CancellingOneRequestLeavesTheOther) {
  media.add("a1.mp4", {.delay_ms = 100});
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 10)}));
  const CancelToken token = CancelToken::make();
  std::jthread other([&] { EXPECT_TRUE(e->frame(0)); });
  std::jthread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    token.cancel();
  });
  EXPECT_FALSE(e->frame(0, token));
}

TEST_F(Evaluate, CancelledWorkCanBeAskedForAgain) {
  media.add("a1.mp4", {.delay_ms = 30});
  const auto e = evaluator(small().track("v1", {clip("c1", "a1", 10)}));
  for (int i = 0; i < 5; ++i) {
    const CancelToken token = CancelToken::make();
    std::jthread later([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      token.cancel();
    });
    EXPECT_FALSE(e->frame(1, token));
    EXPECT_TRUE(e->frame(2));
  }
  EXPECT_TRUE(e->frame(1));
}

TEST_F(Evaluate, PluginsThatBearOneCallGetOne) {
  EvaluatorOptions o = options();
  o.threads = 8;
  const auto e = evaluator(
      small().track("v1", {with(with(clip("c1", "a1", 60), effect("s", "test.serial")), effect("t", "test.scratch"))}),
      o);
  ASSERT_TRUE(e->frames(0, 60, [](std::int64_t n, const FramePtr& f) -> Result<void> {
    EXPECT_EQ(luma(*f, 5, 5), fake_luma(n, 5, 5) ^ 3 ^ 5);
    return {};
  }));
  EXPECT_EQ(most_serial_calls(), 1);
}

TEST_F(Evaluate, InPlaceOnlyWhereNobodyElseLooks) {
  // invert writes in place over what grain made, never over the source's own frame.
  const auto e = evaluator(
      small().track("v1", {with(with(clip("c1", "a1", 30), effect("i", "test.invert")), effect("j", "test.invert"))}));
  const Key before = digest(**(*media.open("a1.mp4"))->frame(5));
  ASSERT_TRUE(e->frames(0, 30, [](std::int64_t n, const FramePtr& f) -> Result<void> {
    EXPECT_EQ(luma(*f, 5, 5), fake_luma(n, 5, 5));
    return {};
  }));
  EXPECT_EQ(digest(**(*media.open("a1.mp4"))->frame(5)), before);
}

TEST_F(Evaluate, StatefulEffectsGiveTheSameFrameHoweverOneGetsThere) {
  const Project p = small().asset("a3", 600).track("v1", {with(clip("c1", "a3", 300), effect("t", "test.trail"))});
  media.add("a3.mp4", {.frames = 600});
  const auto forward = evaluator(p);
  std::map<std::int64_t, Key> in_order;
  reset_renders();
  ASSERT_TRUE(forward->frames(0, 300, [&](std::int64_t n, const FramePtr& f) -> Result<void> {
    in_order[n] = digest(*f);
    return {};
  }));
  EXPECT_EQ(renders("test.trail"), 300);  // history goes on, nothing is made twice
  const auto seeking = evaluator(p);
  for (const int n : {280, 7, 251, 249, 250, 0}) EXPECT_EQ(digest(**seeking->frame(n)), in_order[n]) << n;
}

TEST_F(Evaluate, AtBothEndsOfManyRequestsAtOnce) {
  EvaluatorOptions o = options();
  o.threads = 1;
  o.cache_bytes = 0;
  const auto e = evaluator(small().track("v1", {with(clip("c1", "a1", 40), effect("t", "test.temporal"))}), o);
  std::vector<std::jthread> askers;
  for (int i = 0; i < 6; ++i)
    askers.emplace_back([&, i] {
      for (int n = i; n < 40; n += 3) EXPECT_TRUE(e->frame(n));
    });
}

TEST_F(Evaluate, ManyClipsOpenOnlyWhatTheyShow) {
  ProjectBuilder p = small();
  std::vector<Item> items;
  for (int i = 0; i < 500; ++i) {
    p.asset("m" + std::to_string(i), 10);
    items.push_back(clip("k" + std::to_string(i), "m" + std::to_string(i), 5));
  }
  EvaluatorOptions o = options();
  int opened = 0;
  o.open = [&](const std::string& uri) {
    ++opened;
    return Result<std::shared_ptr<MediaSource>>(fake_source(pool, uri, {}));
  };
  const auto e = evaluator(p.track("v1", items), o);
  EXPECT_EQ(opened, 0);
  ASSERT_TRUE(e->frame(1200));
  EXPECT_EQ(opened, 1);
}

TEST_F(Evaluate, ExplainTellsWhatIsCachedAndWhatWouldRun) {
  const auto e = evaluator(small().track("v1", {with(clip("c1", "a1", 10, 20), effect("i", "test.invert"))}));
  std::string text = e->explain(3);
  EXPECT_NE(text.find("\"would run\""), std::string::npos);
  EXPECT_NE(text.find("test.invert"), std::string::npos);
  EXPECT_NE(text.find("\"frame\": 23"), std::string::npos);
  EXPECT_NE(text.find("yuv420p"), std::string::npos);
  ASSERT_TRUE(e->frame(3));
  text = e->explain(3);
  EXPECT_EQ(text.find("\"would run\""), std::string::npos);
  EXPECT_NE(text.find("\"cached\""), std::string::npos);
  EXPECT_NE(e->explain(99).find("error"), std::string::npos);
}

TEST_F(Evaluate, StatsCountCallsBytesAndHits) {
  const auto e = evaluator(small().track("v1", {with(clip("c1", "a1", 10), effect("i", "test.invert"))}));
  ASSERT_TRUE(e->frame(3));
  ASSERT_TRUE(e->frame(3));
  const auto s = e->stats();
  EXPECT_EQ(s.nodes.at("test.invert").calls, 1u);
  EXPECT_EQ(s.nodes.at("test.invert").bytes, 64u * 36 * 3 / 2);
  EXPECT_GE(s.cache_hits, 1u);
  EXPECT_GT(s.peak_bytes, 0u);
}

TEST_F(Evaluate, AnEditFindsWhatDidNotChangeInASharedCache) {
  EvaluatorOptions o = options();
  o.cache = make_frame_cache(64 << 20);
  const auto first = with(clip("c1", "a1", 10), effect("i", "test.invert"));
  ASSERT_TRUE(evaluator(small().track("v1", {first, clip("c2", "a2", 10)}), o)->frame(4));
  reset_renders();
  ASSERT_TRUE(evaluator(small().track("v1", {clip("c0", "a2", 3), first}), o)->frame(7));
  EXPECT_EQ(renders("test.invert"), 0);
}

TEST_F(Evaluate, ARootOfAnotherSizeIsAnError) {
  media.add("a1.mp4", {.width = 20, .height = 20});
  const auto g =
      graph_from_json(R"({"rushes_graph":1,"canvas":{"width":64,"height":36},"length":4,"media":[{"uri":"a1.mp4"}],
    "nodes":[{"kind":"source","media":0}],"segments":[{"first":0,"last":4,"root":{"node":0}}]})");
  ASSERT_TRUE(g);
  for (const bool tiles : {false, true}) {
    EvaluatorOptions o = options();
    o.tiles = tiles;
    EXPECT_FALSE((*Evaluator::open(*g, o))->frame(0));
  }
}

TEST_F(Evaluate, AHandWrittenGraphWorks) {
  const auto g = graph_from_json(R"({"rushes_graph":1,"canvas":{"width":64,"height":36},"length":4,
    "media":[{"uri":"a1.mp4"}],
    "nodes":[{"kind":"source","media":0,"time":{"start":0,"speed":[2,1]}},{"kind":"fit","inputs":[{"node":0}]},
             {"kind":"effect","plugin":"test.invert","params":{"amount":1},"inputs":[{"node":1}]}],
    "segments":[{"first":0,"last":4,"root":{"node":2,"offset":10}}]})");
  ASSERT_TRUE(g) << g.error().message;
  auto e = Evaluator::open(*g, options());
  ASSERT_TRUE(e);
  EXPECT_EQ(luma(**(*e)->frame(1), 3, 3), 255 - fake_luma(22, 3, 3));
}

TEST_F(Evaluate, ParametersThatThePluginDoesNotKnowAreErrorsThatNameThem) {
  const auto message = [&](const char* name, Param value) {
    Clip c = clip("c1", "a1", 10);
    c.effects.push_back(effect("i", "test.invert", {{name, std::move(value)}}));
    const auto frame = evaluator(small().track("v1", {c}))->frame(3);
    return frame ? std::string("a frame") : frame.error().message;
  };
  EXPECT_EQ(message("amount", constant(0.5)), "a frame");
  EXPECT_NE(message("amonut", constant(0.5)).find("test.invert has no parameter \"amonut\"; did you mean \"amount\"?"),
            std::string::npos)
      << message("amonut", constant(0.5));
  EXPECT_NE(message("brightness", constant(0.5)).find("no parameter \"brightness\"; it has "), std::string::npos);
  EXPECT_NE(message("amount", constant("much")).find("parameter \"amount\" of test.invert is a number, not text"),
            std::string::npos);
  EXPECT_NE(message("amount", constant("much")).find("c1"), std::string::npos) << "the clip";
}

}  // namespace
}  // namespace rushes
