// title: something readable, inside the frame, that comes and goes.
#include <gtest/gtest.h>

#include <chrono>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

struct Box {
  int x1 = 1 << 20, y1 = 1 << 20, x2 = -1, y2 = -1;
  int solid = 0;  // pixels that show fully
};
Box shown(const Picture& p, double above = 200) {
  Box b;
  for (int y = 0; y < p.plane_height(3); ++y)
    for (int x = 0; x < p.plane_width(3); ++x)
      if (p.get(3, x, y) > above) {
        b.x1 = std::min(b.x1, x), b.y1 = std::min(b.y1, y), b.x2 = std::max(b.x2, x), b.y2 = std::max(b.y2, y);
        ++b.solid;
      }
  return b;
}

Picture titled(Call call, int w = 640, int h = 360) {
  const Plugin title("title");
  Picture out(title.output_format(yuv(8, 1, 1)), w, h, 0x77);
  EXPECT_EQ(title.render(call, {}, out), "");
  EXPECT_EQ(out.format().alpha, RUSHES_ALPHA_STRAIGHT);
  EXPECT_TRUE(out.intact());
  return out;
}

TEST(Title, EveryStyleShowsInsideTheSafeArea) {
  for (const char* style : {"lower_third", "centred", "chapter", "plain"})
    for (const char* text :
         {"Hi", "A long line that has to be broken because it does not fit into one line of the frame at all",
          "Aphilippoussisunbrokenverylongwordthatneverendsandendsandends",
          "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve"}) {
      const Box b = shown(
          titled({.texts = {{"text", text}, {"subtitle", "Below"}, {"style", style}}, .frame = 50, .duration = 125}));
      EXPECT_GT(b.solid, 60) << style << " " << text;
      EXPECT_GE(b.x1, 640 * 0.03) << style << " " << text;
      EXPECT_LE(b.x2, 640 * 0.97) << style << " " << text;
      EXPECT_GE(b.y1, 360 * 0.03) << style << " " << text;
      EXPECT_LE(b.y2, 360 * 0.97) << style << " " << text;
    }
}

TEST(Title, LowerThirdStandsBelowLeft) {
  const Box b = shown(titled({.texts = {{"text", "Ada"}}, .frame = 50, .duration = 125}));
  EXPECT_LT(b.x2, 320);
  EXPECT_GT(b.y1, 240);
}

TEST(Title, ComesAndGoes) {
  const auto solid = [](std::int64_t frame) {
    return shown(titled({.texts = {{"text", "Ada"}}, .frame = frame, .duration = 100}), 100).solid;
  };
  EXPECT_EQ(solid(0), 0);
  EXPECT_GT(solid(50), 100);
  EXPECT_EQ(solid(99), 0);
  EXPECT_EQ(solid(40), solid(60));
  const auto still =
      shown(titled({.numbers = {{"animate", {0}}}, .texts = {{"text", "Ada"}}, .frame = 0, .duration = 100}), 100)
          .solid;
  EXPECT_EQ(still, solid(50));
}

TEST(Title, PositionMovesItButNotOut) {
  const Box up =
      shown(titled({.numbers = {{"position", {0, -1}}}, .texts = {{"text", "Ada"}}, .frame = 50, .duration = 100}));
  EXPECT_LT(up.y2, 120);
  EXPECT_GE(up.y1, 8);
  EXPECT_GT(up.solid, 60);
}

TEST(Title, ColourAndAccentArrive) {
  const Picture p = titled({.numbers = {{"colour", {0, 0, 1, 1}}, {"accent", {0, 0, 1, 1}}, {"shadow", {0}}},
                            .texts = {{"text", "MMM"}},
                            .frame = 50,
                            .duration = 100});
  for (int y = 0; y < 360; ++y)
    for (int x = 0; x < 640; ++x)
      if (p.get(3, x, y) > 128) {
        ASSERT_NEAR(p.get(0, x, y), 16 + 219 * 0.0722, 2);
        ASSERT_NEAR(p.get(1, x / 2, y / 2), 240, 2) << x << "," << y;
      }
}

TEST(Title, NothingToSayIsTransparent) {
  const Picture p = titled({.texts = {{"text", ""}, {"subtitle", ""}}, .frame = 50, .duration = 100});
  EXPECT_EQ(shown(p, 0).solid, 0);
  EXPECT_EQ(p.get(0, 100, 100), 16);
  EXPECT_EQ(p.get(1, 100, 100), 128);
}

TEST(Title, IsDrawnOnceAndThenOnlyMoved) {
  const Plugin title("title");
  Picture out(yuv(8, 1, 1, true), 1280, 720);
  const auto took = [&](Call call) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(title.render(call, {}, out), "");
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  Call call{.texts = {{"text", "Somebody"}, {"subtitle", "of somewhere"}}, .frame = 40, .duration = 100};
  const double first = took(call);
  double again = 1;
  for (int i = 0; i < 5; ++i) call.frame++, again = std::min(again, took(call));
  EXPECT_LT(again, first / 2);
}

}  // namespace
}  // namespace rushes::test
