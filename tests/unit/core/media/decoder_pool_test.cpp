// What decoders do, counted: no frame is decoded that need not be.
#include "core/media/source.hpp"
#include "tests/unit/core/media/helpers.hpp"

#include <gtest/gtest.h>

namespace rushes::testing {
namespace {

// Ten seconds in groups of 50 frames, each I B B P B B P ...: two of three frames are not referred to.
class Decoding : public ::testing::Test {
 protected:
  static const std::string& film() {
    static const Folder folder;
    static const std::string path = folder / "a.mp4";
    static const bool made = ffmpeg(
        "-f lavfi -i testsrc2=s=64x48:r=25:d=10 -c:v libx264 -g 50 -keyint_min 50 -sc_threshold 0 -bf 2 -x264-params "
        "b-adapt=0:b-pyramid=none -pix_fmt yuv420p " +
        path);
    EXPECT_TRUE(made);
    return path;
  }
  std::shared_ptr<MediaSource> open(const std::string& path = film()) {
    auto source = open_media(pool_, path, {.decoders = decoders_});
    EXPECT_TRUE(source) << source.error().message;
    before_ = decoders_->counts();
    return *source;
  }
  // Since the source was opened.
  DecodeCounts counts() const {
    const DecodeCounts c = decoders_->counts();
    return {c.decoded - before_.decoded, c.skipped - before_.skipped, c.delivered - before_.delivered,
            c.reused - before_.reused,   c.seeks - before_.seeks,     c.opened - before_.opened};
  }

  std::shared_ptr<FramePool> pool_ = *FramePool::create();
  std::shared_ptr<DecoderPool> decoders_ = std::make_shared<DecoderPool>(2);
  DecodeCounts before_;
};

TEST_F(Decoding, ForwardsEveryFrameOnceAndWithoutASeek) {
  auto source = open();
  for (int n = 0; n < 250; ++n) ASSERT_TRUE(source->frame(n));
  EXPECT_EQ(counts().delivered, 250u);
  EXPECT_LE(counts().decoded, 250u);
  EXPECT_EQ(counts().seeks, 0u);
  EXPECT_EQ(counts().opened, 0u);
}

TEST_F(Decoding, OnTheWayToAFrameWhatNothingRefersToIsLeftOut) {
  auto source = open();
  ASSERT_TRUE(source->frame(145));  // 45 behind a keyframe: 15 references, and what is being reordered at the end
  EXPECT_EQ(counts().seeks, 1u);
  EXPECT_LE(counts().decoded, 20u);
  EXPECT_GE(counts().skipped, 26u);
}

TEST_F(Decoding, BackwardsEveryGroupOnce) {
  auto source = open();
  for (int n = 149; n >= 50; --n) ASSERT_TRUE(source->frame(n));
  EXPECT_EQ(counts().delivered, 100u);
  EXPECT_LE(counts().decoded, 120u);  // two groups, and the way to the first frame, before it shows where this goes
  EXPECT_LE(counts().seeks, 3u);
}

TEST_F(Decoding, ACutThatGoesOnWhereTheLastClipEndedSeeksNotAgain) {
  auto source = open();
  for (int n = 60; n < 80; ++n) ASSERT_TRUE(source->frame(n));
  const std::uint64_t seeks = counts().seeks;
  for (int n = 82; n < 100; ++n) ASSERT_TRUE(source->frame(n));
  EXPECT_EQ(counts().seeks, seeks);
}

TEST_F(Decoding, TwoPlacesInTurnGetADecoderEach) {
  auto source = open();
  for (int k = 0; k < 40; ++k) {
    ASSERT_TRUE(source->frame(5 + k));
    ASSERT_TRUE(source->frame(155 + k));
  }
  EXPECT_LE(counts().opened, 1u);
  EXPECT_LE(counts().seeks, 4u);
  EXPECT_LE(counts().decoded, 95u);
}

TEST_F(Decoding, TheLastFrameAgainIsNotDecodedAgain) {
  auto source = open();
  for (int k = 0; k < 10; ++k) ASSERT_TRUE(source->frame(30));
  EXPECT_EQ(counts().reused, 9u);
  EXPECT_LE(counts().seeks, 1u);
}

TEST_F(Decoding, IdleDecodersOfAllFilesTogetherAreFew) {
  std::vector<std::shared_ptr<MediaSource>> sources;
  for (int i = 0; i < 6; ++i) sources.push_back(open());
  for (int round = 0; round < 2; ++round)
    for (auto& s : sources) ASSERT_TRUE(s->frame(10));
  // The pool keeps two: in the second round the others have to be opened again, and their frames are the same.
  EXPECT_GE(counts().opened, 4u);
  std::uint64_t in_use = pool_->stats().in_use;
  sources.clear();
  EXPECT_LT(pool_->stats().in_use, in_use);
  EXPECT_EQ(pool_->stats().in_use, 0u);
}

}  // namespace
}  // namespace rushes::testing
