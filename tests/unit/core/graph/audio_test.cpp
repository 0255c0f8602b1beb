#include "core/graph/evaluator.hpp"

#include "core/graph/audio_signal.hpp"
#include "tests/support/graph/graph_fixture.hpp"

#include <cmath>

namespace rushes {
namespace {

using namespace testing;

constexpr int per_frame = 2000;  // samples at 24 frames per second

struct Audio : GraphFixture {
  static Clip with(Clip c, Effect e) {
    c.effects.push_back(std::move(e));
    return c;
  }
  static ProjectBuilder sounding(std::vector<Item> items) {
    return small().track("a1", std::move(items), TrackKind::audio);
  }
  AudioBlock heard(Evaluator& e, std::int64_t start, int n) {
    auto block = e.audio(start, n);
    EXPECT_TRUE(block) << block.error().message;
    return std::move(*block);
  }
};

TEST_F(Audio, AClipSoundsWhereItLies) {
  const auto e = evaluator(sounding({gap(2), clip("c1", "a1", 10, 5)}));
  const AudioBlock b = heard(*e, 2 * per_frame - 10, 30);
  EXPECT_EQ(b.start, 2 * per_frame - 10);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(b.channel(0)[i], 0);
  for (int i = 10; i < 30; ++i)
    for (int c = 0; c < 2; ++c) EXPECT_EQ(b.channel(c)[i], fake_sample(5 * per_frame + i - 10, c));
  EXPECT_EQ(heard(*e, 12 * per_frame, 1).channel(0)[0], 0);
  EXPECT_EQ(heard(*e, -100, 50).frames, 50);
}

TEST_F(Audio, TheResultDoesNotDependOnHowARangeIsCut) {
  Track v = track(
      "v",
      {with(with(clip("c1", "a1", 40), effect("s", "test.smooth")), effect("l", "test.late")), clip("c2", "a2", 40)},
      TrackKind::audio);
  v.effects.push_back(effect("s2", "test.smooth"));
  v.effects.push_back(effect("g", "test.gain", {{"amount", Param{{}, {key(0, 0), key(60, 1)}, {}}}}));
  const Project p = small().track(v);
  const auto whole = evaluator(p);
  const AudioBlock all = heard(*whole, 0, 80 * per_frame);
  const auto cut = evaluator(p);
  std::int64_t at = 0;
  for (const int n : {1, 4095, 4096, 5000, 77, 20000, 16384, 9999}) {
    const AudioBlock part = heard(*cut, at, n);
    for (int c = 0; c < 2; ++c)
      ASSERT_EQ(0, std::memcmp(part.channel(c), all.channel(c) + at, static_cast<std::size_t>(n) * sizeof(float)))
          << at;
    at += n;
  }
  const auto backwards = evaluator(p);
  for (std::int64_t s = 80 * per_frame - 3000; s >= 0; s -= 7001) {
    const AudioBlock part = heard(*backwards, s, 3000);
    ASSERT_EQ(0, std::memcmp(part.channel(1), all.channel(1) + s, 3000 * sizeof(float))) << s;
  }
}

TEST_F(Audio, LatencyIsTakenBack) {
  const auto plain = evaluator(sounding({clip("c1", "a1", 30)})),
             late = evaluator(sounding({with(clip("c1", "a1", 30), effect("l", "test.late"))}));
  const AudioBlock a = heard(*plain, 0, 30 * per_frame), b = heard(*late, 0, 30 * per_frame);
  EXPECT_EQ(a.samples, b.samples);
}

TEST_F(Audio, TracksAddUpAndSilentOnesDoNot) {
  Track mute = track("a3", {clip("c3", "a1", 10)}, TrackKind::audio);
  mute.mute = true;
  const auto e =
      evaluator(sounding({clip("c1", "a1", 10)}).track("a2", {clip("c2", "a2", 10, 3)}, TrackKind::audio).track(mute));
  EXPECT_FLOAT_EQ(heard(*e, 500, 1).channel(1)[0], fake_sample(500, 1) + fake_sample(500 + 3 * per_frame, 1));
}

TEST_F(Audio, ASideChainHearsAnotherTrack) {
  Track music = track("m", {clip("c1", "a1", 10)}, TrackKind::audio);
  Effect duck = effect("d", "test.duck");
  duck.inputs = {"v"};
  music.effects = {duck};
  Track voice = track("v", {gap(2), clip("c2", "a2", 5)}, TrackKind::audio);
  voice.mute = true;  // feeds, but is not heard
  const auto e = evaluator(small().track(music).track(voice));
  EXPECT_EQ(heard(*e, 100, 1).channel(0)[0], fake_sample(100, 0));
  EXPECT_FLOAT_EQ(heard(*e, 5000, 1).channel(0)[0], fake_sample(5000, 0) - fake_sample(1000, 0));
}

TEST_F(Audio, ATrackThatFeedsItselfIsAnErrorNotALoop) {
  Track music = track("m", {clip("c1", "a1", 10)}, TrackKind::audio);
  Effect duck = effect("d", "test.duck");
  duck.inputs = {"m"};
  music.effects = {duck};
  const auto e = evaluator(small().track(music));
  const auto b = e->audio(0, 10);
  ASSERT_FALSE(b);
  EXPECT_NE(b.error().message.find("feeds itself"), std::string::npos);
}

TEST_F(Audio, ACrossfadeKeepsThePower) {
  const auto e = evaluator(sounding({clip("c1", "a1", 20), dissolve("x", 4), clip("c2", "a2", 20, 30)}));
  const std::int64_t at = 20 * per_frame;  // the middle
  const double half = std::sqrt(0.5);
  EXPECT_NEAR(heard(*e, at, 1).channel(0)[0], fake_sample(at, 0) * half + fake_sample(30 * per_frame, 0) * half, 1e-3);
  EXPECT_EQ(heard(*e, 15 * per_frame, 1).channel(0)[0], fake_sample(15 * per_frame, 0));
  EXPECT_EQ(heard(*e, 25 * per_frame, 1).channel(0)[0], fake_sample(35 * per_frame, 0));
}

TEST_F(Audio, BackwardsAndTwiceAsFast) {
  Clip back = clip("c1", "a1", 10, 5), fast = clip("c2", "a1", 10);
  back.speed = {-1, 1};
  fast.source_range = {frames(0), frames(20)};
  fast.speed = {2, 1};
  const auto e = evaluator(sounding({back, fast}));
  EXPECT_EQ(heard(*e, 0, 1).channel(0)[0], fake_sample(15 * per_frame - 1, 0));
  EXPECT_EQ(heard(*e, 777, 1).channel(0)[0], fake_sample(15 * per_frame - 778, 0));
  const AudioBlock a = heard(*e, 10 * per_frame, 4000), b = heard(*e, 10 * per_frame + 1234, 10);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(a.channel(1)[1234 + i], b.channel(1)[i]);
  EXPECT_NEAR(a.channel(0)[200], fake_sample(400, 0), 0.05);  // a slow saw: nearly what lies there
}

TEST_F(Audio, OneChannelSoundsOnBothSidesAndFiveOneFoldsDown) {
  media.add("a1.mp4", {.channels = 1});
  media.add("a2.mp4", {.channels = 6});
  const auto e = evaluator(sounding({clip("c1", "a1", 10), clip("c2", "a2", 10)}));
  EXPECT_EQ(heard(*e, 70, 1).channel(0)[0], fake_sample(70, 0));
  EXPECT_EQ(heard(*e, 70, 1).channel(1)[0], fake_sample(70, 0));
  const AudioBlock b = heard(*e, 10 * per_frame + 70, 1);
  const float k = 0.70710678f;
  EXPECT_NEAR(b.channel(0)[0], fake_sample(70, 0) + k * fake_sample(70, 2) + k * fake_sample(70, 4), 1e-6);
  EXPECT_NEAR(b.channel(1)[0], fake_sample(70, 1) + k * fake_sample(70, 2) + k * fake_sample(70, 5), 1e-6);
}

TEST_F(Audio, OneChannelCanvases) {
  Project p = sounding({clip("c1", "a1", 10)});
  p.canvas.channels = 1;
  const auto e = evaluator(p);
  EXPECT_NEAR(heard(*e, 70, 1).channel(0)[0], (fake_sample(70, 0) + fake_sample(70, 1)) / 2, 1e-6);
}

TEST_F(Audio, AnotherSampleRateKeepsTheTime) {
  Project p = sounding({clip("c1", "a1", 10)});
  p.canvas.sample_rate = 24000;
  const auto e = evaluator(p);
  EXPECT_NEAR(heard(*e, 100, 1).channel(0)[0], fake_sample(200, 0), 0.05);
}

TEST_F(Audio, GeneratorsSoundWithoutMedia) {
  const auto e = evaluator(sounding({gap(1), generator("g", "test.tone", 5)}));
  EXPECT_FLOAT_EQ(heard(*e, per_frame + 42, 1).channel(0)[0], 0.42f);
}

TEST_F(Audio, EffectsOnTheMix) {
  Project p = sounding({clip("c1", "a1", 10)});
  p.timeline.master.push_back(effect("g", "test.gain", {{"amount", constant(0.5)}}));
  EXPECT_FLOAT_EQ(heard(*evaluator(p), 321, 1).channel(0)[0], fake_sample(321, 0) * 0.5f);
}

TEST_F(Audio, WhatIsMissingIsAnErrorOrPassedBy) {
  const Project p = sounding({with(clip("c1", "a1", 10), effect("x", "com.example.gone"))});
  const auto strict = evaluator(p)->audio(0, 10);
  ASSERT_FALSE(strict);
  EXPECT_NE(strict.error().message.find("clip c1"), std::string::npos);
  EvaluatorOptions o = options();
  o.strict = false;
  const auto lenient = evaluator(p, o);
  EXPECT_EQ(heard(*lenient, 7, 1).channel(0)[0], fake_sample(7, 0));
  EXPECT_EQ(lenient->stats().errors.size(), 1u);
}

}  // namespace
}  // namespace rushes
