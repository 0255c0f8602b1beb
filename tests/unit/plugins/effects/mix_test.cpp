// dissolve, fade and blend against their formulas.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

class MixedFormats : public testing::TestWithParam<int> {
 protected:
  rushes_video_format format() const {
    const rushes_video_format all[] = {yuv(8, 1, 1), yuv(10, 1, 0), yuv(16, 0, 0, false, true),
                                       rgba(8),      rgba(16),      rgba(32)};
    return all[GetParam()];
  }
  double step() const { return format().sample == RUSHES_SAMPLE_FLOAT ? 1e-4 : format().bits > 12 ? 3 : 1; }
};

TEST_P(MixedFormats, DissolveIsTheWeightedMean) {
  const Plugin dissolve("dissolve");
  const Picture a = noise(format(), 65, 33, 1), b = noise(format(), 65, 33, 2);
  for (const double m : {0.0, 0.1, 0.25, 0.5, 0.737, 1.0}) {
    Picture out(format(), 65, 33), expected(format(), 65, 33);
    ASSERT_EQ(dissolve.render({.numbers = {{"rushes.mix", {m}}}}, {&a, &b}, out), "");
    expected.fill([&](int k, int x, int y) {
      const double v = a.get(k, x, y) * (1 - m) + b.get(k, x, y) * m;
      return format().sample == RUSHES_SAMPLE_FLOAT ? v : std::round(v);
    });
    EXPECT_EQ(expected.difference(out, step()), "") << "mix " << m;
  }
}

TEST_P(MixedFormats, FadeGoesToTheColour) {
  const Plugin fade("fade");
  const Picture a = noise(format(), 33, 17, 1);
  Picture grey(format(), 33, 17);
  ASSERT_EQ(fade.render({.numbers = {{"amount", {1}}, {"colour", {0.5, 0.5, 0.5, 1}}}}, {&a}, grey), "");
  const bool fp = format().sample == RUSHES_SAMPLE_FLOAT;
  const double max = fp ? 1 : std::ldexp(1.0, format().bits) - 1, unit = std::ldexp(1.0, format().bits - 8);
  Picture expected(format(), 33, 17);
  expected.fill([&](int k, int x, int) {
    if (format().packed) return x % 4 == 3 ? max : max / 2;
    if (k > 0) return 128 * unit;
    return format().full_range ? max / 2 : (16 + 219 * 0.5) * unit;
  });
  EXPECT_EQ(expected.difference(grey, step()), "");
}
INSTANTIATE_TEST_SUITE_P(Formats, MixedFormats, testing::Range(0, 6));

TEST(Dissolve, OpaqueStraightPicturesMixLikeOpaqueOnes) {
  const Plugin dissolve("dissolve");
  const Picture a = gradient(yuv(8, 1, 1, true), 40, 22);
  Picture b(yuv(8, 1, 1, true), 40, 22);
  b.fill([](int k, int x, int y) { return k == 3 ? 255 : (x * 7 + y * 3) % 256; });
  Picture out(a.format(), 40, 22);
  ASSERT_EQ(dissolve.render({.numbers = {{"rushes.mix", {0.3}}}}, {&a, &b}, out), "");
  Picture expected(a.format(), 40, 22);
  expected.fill([&](int k, int x, int y) { return std::round(a.get(k, x, y) * 0.7 + b.get(k, x, y) * 0.3); });
  EXPECT_EQ(expected.difference(out, 1), "");
}

TEST(Dissolve, WhatIsTransparentGivesNoColour) {
  const Plugin dissolve("dissolve");
  Picture a(yuv(8, 0, 0, true), 8, 8), b(yuv(8, 0, 0, true), 8, 8), out(yuv(8, 0, 0, true), 8, 8);
  a.fill([](int k, int, int) { return k == 3 ? 0 : 235; });
  b.fill([](int k, int, int) { return k == 3 ? 255 : 90; });
  ASSERT_EQ(dissolve.render({.numbers = {{"rushes.mix", {0.5}}}}, {&a, &b}, out), "");
  EXPECT_EQ(out.get(0, 3, 3), 90);
  EXPECT_NEAR(out.get(3, 3, 3), 128, 1);
}

TEST(Dissolve, MixesPicturesOfDifferentFormats) {
  const Plugin dissolve("dissolve");
  Picture a(yuv(8, 1, 1), 16, 16), b(rgba(8), 16, 16), out(yuv(8, 1, 1), 16, 16);
  a.fill([](int k, int, int) { return k ? 128 : 16; });
  b.fill([](int, int, int) { return 255; });
  ASSERT_EQ(dissolve.render({.numbers = {{"rushes.mix", {0.5}}}}, {&a, &b}, out), "");
  EXPECT_NEAR(out.get(0, 5, 5), 16 + 219 / 2.0, 1);
  EXPECT_NEAR(out.get(1, 5, 5), 128, 1);
}

TEST(Dissolve, PassesTheEndsThrough) {
  const Plugin dissolve("dissolve");
  const Picture a = noise(yuv(8, 1, 1), 16, 16, 1), b = noise(yuv(8, 1, 1), 16, 16, 2);
  const auto start = dissolve.plan({.numbers = {{"rushes.mix", {0}}}}, {&a, &b}, a);
  ASSERT_EQ(start.identity, 0);
  EXPECT_EQ(start.needs[0].input, 0u);
  const auto end = dissolve.plan({.numbers = {{"rushes.mix", {1}}}}, {&a, &b}, a);
  ASSERT_EQ(end.identity, 0);
  EXPECT_EQ(end.needs[0].input, 1u);
  EXPECT_LT(dissolve.plan({.numbers = {{"rushes.mix", {0.5}}}}, {&a, &b}, a).identity, 0);
}

TEST(Blend, OverIsPremultipliedOver) {
  const Plugin blend("blend");
  for (const int bits : {8, 16, 32}) {
    const Picture base = noise(rgba(bits), 50, 20, 1), top = noise(rgba(bits), 50, 20, 2);
    Picture out(rgba(bits), 50, 20), expected(rgba(bits), 50, 20);
    ASSERT_EQ(blend.render({.numbers = {{"opacity", {0.75}}}}, {&base, &top}, out), "");
    const double max = bits == 32 ? 1 : std::ldexp(1.0, bits) - 1;
    expected.fill([&](int k, int x, int y) {
      const double a = top.get(k, x / 4 * 4 + 3, y) / max * 0.75;
      return std::round((top.get(k, x, y) * 0.75 + base.get(k, x, y) * (1 - a)) * 1e6) / 1e6;
    });
    EXPECT_EQ(expected.difference(out, bits == 32 ? 1e-4 : 1.01), "") << bits;
  }
}

TEST(Blend, StraightTopOverYuvWithAveragedChromaAlpha) {
  const Plugin blend("blend");
  const Picture base = noise(yuv(8, 1, 1), 37, 21, 1), top = noise(yuv(8, 1, 1, true), 37, 21, 2);
  Picture out(base.format(), 37, 21), expected(base.format(), 37, 21);
  ASSERT_EQ(blend.render({}, {&base, &top}, out), "");
  expected.fill([&](int k, int x, int y) {
    double a = 0;
    int n = 0;
    const int s = k ? 1 : 0;
    for (int v = y << s; v < (y + 1) << s && v < 21; ++v)
      for (int u = x << s; u < (x + 1) << s && u < 37; ++u, ++n) a += top.get(3, u, v) / 255;
    a /= n;
    return std::round(base.get(k, x, y) * (1 - a) + top.get(k, x, y) * a);
  });
  EXPECT_EQ(expected.difference(out, 1), "");
}

TEST(Blend, SmallTopLeavesTheRestAlone) {
  const Plugin blend("blend");
  const Picture base = noise(yuv(8, 1, 1), 64, 48, 1);
  Picture top(yuv(8, 1, 1, true), {0, 0, 64, 48}, {16, 8, 31, 23});
  top.fill([](int k, int x, int y) { return k == 3 ? 255 : (x * 5 + y * 11) % 256; });
  Picture out(base.format(), 64, 48);
  ASSERT_EQ(blend.render({}, {&base, &top}, out), "");
  for (int y = 0; y < 48; ++y)
    for (int x = 0; x < 64; ++x) {
      const bool inside = x >= 16 && x < 31 && y >= 8 && y < 23;
      ASSERT_EQ(out.get(0, x, y), inside ? top.get(0, x - 16, y - 8) : base.get(0, x, y)) << x << "," << y;
    }
  EXPECT_EQ(out.get(1, 7, 7), base.get(1, 7, 7));
  EXPECT_EQ(out.get(1, 10, 6), top.get(1, 2, 2));
  EXPECT_EQ(out.get(1, 20, 20), base.get(1, 20, 20));
}

TEST(Blend, ModesGiveTheSameInYuvAndRgb) {
  const Plugin blend("blend");
  const char* modes[] = {"multiply",   "screen", "overlay", "add",       "soft_light",
                         "hard_light", "darken", "lighten", "difference"};
  // Two greys as YUV 4:4:4 full range are the same numbers as in RGB.
  Picture yb(yuv(8, 0, 0, false, true), 16, 16), yt(yuv(8, 0, 0, true, true), 16, 16), rb(rgba(8), 16, 16),
      rt(rgba(8), 16, 16);
  yb.fill([](int k, int x, int y) { return k ? 128 : x * 16 + y; });
  yt.fill([](int k, int x, int y) { return k == 3 ? 255 : k ? 128 : y * 16 + x; });
  rb.fill([](int, int x, int y) { return x % 4 == 3 ? 255 : x / 4 * 16 + y; });
  rt.fill([](int, int x, int y) { return x % 4 == 3 ? 255 : y * 16 + x / 4; });
  for (const char* mode : modes) {
    Picture yo(yb.format(), 16, 16), ro(rgba(8), 16, 16);
    ASSERT_EQ(blend.render({.texts = {{"mode", mode}}}, {&yb, &yt}, yo), "");
    ASSERT_EQ(blend.render({.texts = {{"mode", mode}}}, {&rb, &rt}, ro), "");
    for (int y = 0; y < 16; ++y)
      for (int x = 0; x < 16; ++x)
        ASSERT_NEAR(yo.get(0, x, y), ro.get(0, 4 * x + 1, y), 1) << mode << " " << x << "," << y;
    const double b = 96, t = 6, seen = ro.get(0, 4 * 6, 0);  // the values at 6,0
    const std::map<std::string, double> expected{{"multiply", b * t / 255},
                                                 {"screen", b + t - b * t / 255},
                                                 {"add", b + t},
                                                 {"darken", t},
                                                 {"lighten", b},
                                                 {"difference", b - t},
                                                 {"overlay", 2 * b * t / 255},
                                                 {"hard_light", 2 * b * t / 255}};
    if (const auto e = expected.find(mode); e != expected.end()) {
      EXPECT_NEAR(seen, e->second, 1) << mode;
    }
  }
}

TEST(Blend, TakesATopOfAnotherFormat) {
  const Plugin blend("blend");
  const Picture base = noise(yuv(10, 1, 1), 32, 32, 1);
  Picture top(rgba(8), 32, 32), out(base.format(), 32, 32);
  top.fill([](int, int x, int y) { return y < 16 && x % 4 == 3 ? 255 : 0; });  // black above, nothing below
  ASSERT_EQ(blend.render({}, {&base, &top}, out), "");
  EXPECT_EQ(out.get(0, 5, 5), 64);
  EXPECT_EQ(out.get(1, 2, 2), 512);
  EXPECT_EQ(out.get(0, 5, 25), base.get(0, 5, 25));
  EXPECT_EQ(out.get(2, 5, 12), base.get(2, 5, 12));
}

}  // namespace
}  // namespace rushes::test
