// Proxies: frame for frame what they are of, and quick in any order.
#include "core/media/proxy.hpp"
#include "tests/unit/core/media/helpers.hpp"

#include <gtest/gtest.h>

#include <random>

namespace rushes::testing {
namespace {

// The level all over frame n.
int code(std::int64_t n) { return 24 + static_cast<int>(n * 37 % 200); }

class Proxy : public ::testing::Test {
 protected:
  // 40 frames of 192x144 in one group, at uneven times, with wide pixels and a tone.
  std::shared_ptr<MediaSource> film() {
    const std::string path = folder_ / "film.mkv";
    EXPECT_TRUE(
        ffmpeg("-f lavfi -i \"color=gray:s=192x144:r=25,format=yuv420p,geq=lum='24+mod(N*37,200)':cb=128:cr=128,"
               "setsar=4/3,setpts='N*40+if(mod(N,3),10,0)',settb=1/1000\" -f lavfi -i sine=d=1.6 -frames:v 40 "
               "-vsync vfr -c:v libx264 -qp 4 -g 100 -bf 2 -color_primaries bt470bg -colorspace bt470bg "
               "-color_trc gamma28 -c:a flac " +
               path));
    auto source = open_media(pool_, path, {.decoders = decoders_});
    EXPECT_TRUE(source) << source.error().message;
    return source ? *source : nullptr;
  }
  std::shared_ptr<MediaSource> proxy_of(const std::shared_ptr<MediaSource>& source) {
    const std::string path = folder_ / "proxy.mp4";
    auto made = make_proxy(pool_, *source, path, {.height = 72});
    EXPECT_TRUE(made) << made.error().message;
    auto opened = open_media(pool_, path, {.decoders = decoders_});
    EXPECT_TRUE(opened) << opened.error().message;
    auto both = with_proxy(source, *opened);
    EXPECT_TRUE(both) << both.error().message;
    return both ? *both : nullptr;
  }

  const Folder folder_;
  std::shared_ptr<FramePool> pool_ = *FramePool::create();
  std::shared_ptr<DecoderPool> decoders_ = std::make_shared<DecoderPool>();
};

TEST_F(Proxy, HasTheFramesSmallAndTheTimesAndSoundOfTheOriginal) {
  const auto source = film();
  ASSERT_TRUE(source);
  const auto proxy = proxy_of(source);
  ASSERT_TRUE(proxy);
  const VideoStreamInfo &v = proxy->info().video.front(), &o = source->info().video.front();
  ASSERT_TRUE(o.variable);
  EXPECT_EQ(v.frames, 40);
  EXPECT_EQ(v.height, 72);
  EXPECT_EQ(v.width, 128);  // 192 wide pixels of 4:3 and 144 rows: 16:9
  EXPECT_EQ(v.format.matrix, o.format.matrix);
  EXPECT_EQ(v.format.transfer, o.format.transfer);
  EXPECT_EQ(v.format.primaries, o.format.primaries);
  for (std::int64_t n = 0; n < 40; ++n) {
    auto frame = proxy->frame(n);
    ASSERT_TRUE(frame) << frame.error().message;
    EXPECT_NEAR(sample(**frame, 0, 64, 36), code(n), 3) << "frame " << n;
    EXPECT_EQ(width((*frame)->full), 128);
    EXPECT_EQ(proxy->frame_time(n), source->frame_time(n));
    EXPECT_EQ(proxy->frame_at(source->frame_time(n)), n);
  }
  auto a = source->audio(4800, 480), b = proxy->audio(4800, 480);
  ASSERT_TRUE(a && b);
  for (int i = 0; i < 480; ++i) ASSERT_EQ(a->channel(0)[i], b->channel(0)[i]);
}

// Every picture stands by itself; the decoder shows one only when it has seen what follows.
TEST_F(Proxy, AnyFrameIsAFewFramesDecoded) {
  const auto source = film();
  ASSERT_TRUE(source);
  const auto proxy = proxy_of(source);
  ASSERT_TRUE(proxy);
  const auto before = decoders_->counts();
  std::mt19937 random(3);
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(proxy->frame(static_cast<std::int64_t>(random() % 40)));
  EXPECT_LE(decoders_->counts().decoded - before.decoded, 60u);
}

TEST_F(Proxy, IsNeverTakenForTheOriginal) {
  const auto source = film();
  ASSERT_TRUE(source);
  const auto proxy = proxy_of(source);
  ASSERT_TRUE(proxy);
  EXPECT_NE(proxy->content_key(), source->content_key());
}

TEST_F(Proxy, IsRefusedWhereItIsOfNoUse) {
  ASSERT_TRUE(ffmpeg("-f lavfi -i testsrc2=s=64x48:d=1,format=yuva444p10le -c:v prores_ks -profile:v 4444 " +
                     (folder_ / "alpha.mov")));
  ASSERT_TRUE(ffmpeg("-f lavfi -i sine=d=1 " + (folder_ / "tone.wav")));
  ASSERT_TRUE(ffmpeg("-f lavfi -i testsrc2=s=64x48:d=1 -c:v ffv1 " + (folder_ / "short.mkv")));
  for (const auto& [file, why] : {std::pair{"alpha.mov", "alpha"}, std::pair{"tone.wav", "no picture"}}) {
    auto source = open_media(pool_, folder_ / file);
    ASSERT_TRUE(source) << source.error().message;
    auto made = make_proxy(pool_, **source, folder_ / "never.mp4");
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().message.find(why), std::string::npos) << made.error().message;
    EXPECT_FALSE(std::filesystem::exists(folder_ / "never.mp4"));
  }
  auto other = with_proxy(film(), *open_media(pool_, folder_ / "short.mkv"));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, Errc::invalid);
}

TEST_F(Proxy, StopsWhenCancelledAndLeavesNothing) {
  const auto source = film();
  ASSERT_TRUE(source);
  const CancelToken cancel = CancelToken::make();
  auto made = make_proxy(
      pool_, *source, folder_ / "half.mp4", {},
      [&](std::int64_t n, std::int64_t) {
        if (n == 5) cancel.cancel();
      },
      cancel);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Errc::cancelled);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "half.mp4"));
}

}  // namespace
}  // namespace rushes::testing
