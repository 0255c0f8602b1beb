#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>

#include "tests/support/effect_harness.hpp"
#include "transitions/luma.hpp"

namespace rushes::test {
namespace {

const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();

struct Case {
  const char* name;
  const char* plugin;
  Call call;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case cases[] = {
    {"push", "transitions/push", {.numbers = {{"rushes.mix", {0.3}}}}},
    {"push_nan", "transitions/push", {.numbers = {{"rushes.mix", {nan}}}, .texts = {{"direction", "?"}}}},
    {"slide", "transitions/slide", {.numbers = {{"rushes.mix", {0.4}}}, .texts = {{"direction", "up"}}}},
    {"slide_reveal", "transitions/slide", {.numbers = {{"rushes.mix", {0.4}}}, .texts = {{"style", "reveal"}}}},
    {"zoom", "transitions/zoom", {.numbers = {{"rushes.mix", {0.45}}}}},
    {"zoom_wild",
     "transitions/zoom",
     {.numbers = {{"rushes.mix", {0.5}}, {"factor", {inf}}, {"centre", {nan, -inf}}, {"blur", {nan}}}}},
    {"spin", "transitions/spin", {.numbers = {{"rushes.mix", {0.55}}}}},
    {"spin_wild", "transitions/spin", {.numbers = {{"rushes.mix", {0.2}}, {"angle", {nan}}, {"blur", {0}}}}},
    {"cube", "transitions/cube", {.numbers = {{"rushes.mix", {0.35}}}}},
    {"cube_up",
     "transitions/cube",
     {.numbers = {{"rushes.mix", {0.6}}, {"background", {1, 0, 0, 0.5}}}, .texts = {{"direction", "down"}}}},
    {"cube_wild", "transitions/cube", {.numbers = {{"rushes.mix", {0.5}}, {"distance", {-inf}}, {"shade", {nan}}}}},
    {"dip", "transitions/dip_to_colour", {.numbers = {{"rushes.mix", {0.25}}, {"colour", {1, 0.8, 0.5, 1}}}}},
    {"dip_wild", "transitions/dip_to_colour", {.numbers = {{"rushes.mix", {0.7}}, {"hold", {inf}}}}},
    {"luma_clouds", "transitions/luma_wipe", {.numbers = {{"rushes.mix", {0.5}}}}},
    {"luma_bricks",
     "transitions/luma_wipe",
     {.numbers = {{"rushes.mix", {0.3}}, {"softness", {0}}, {"invert", {1}}}, .texts = {{"pattern", "bricks"}}}},
    {"glitch", "transitions/glitch", {.numbers = {{"rushes.mix", {0.5}}}, .seed = 77}},
    {"glitch_wild", "transitions/glitch", {.numbers = {{"rushes.mix", {0.5}}, {"block", {-inf}}, {"amount", {inf}}}}},
};

class TransitionConformance : public testing::TestWithParam<Case> {};
TEST_P(TransitionConformance, Holds) {
  EXPECT_THAT(conformance(GetParam().plugin, GetParam().call), testing::IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(Transitions, TransitionConformance, testing::ValuesIn(cases),
                         [](const auto& c) { return std::string(c.param.name); });

const char* const all[] = {"push", "slide", "zoom", "spin", "cube", "dip_to_colour", "luma_wipe", "glitch"};

Picture rendered(const std::string& effect, const Call& call, const Picture& a, const Picture& b) {
  // Opening a bundle takes longer than a small picture does.
  static std::map<std::string, std::unique_ptr<Plugin>> opened;
  auto& kept = opened[effect];
  if (!kept) kept = std::make_unique<Plugin>("transitions/" + effect);
  const Plugin& plugin = *kept;
  Picture out(plugin.output_format(a.format()), a.bounds().x2, a.bounds().y2);
  EXPECT_EQ(plugin.render(call, {&a, &b}, out), "") << effect;
  return out;
}

TEST(Transitions, AtTheEndsAreThePicturesThemselves) {
  for (const auto& format : {yuv(8, 1, 1), yuv(10, 1, 0, true), rgba(8), rgba(32)}) {
    const Picture a = noise(format, 61, 35, 1), b = noise(format, 61, 35, 2);
    for (const char* effect : all) {
      EXPECT_EQ(a.difference(rendered(effect, {.numbers = {{"rushes.mix", {0}}}}, a, b)), "") << effect;
      EXPECT_EQ(b.difference(rendered(effect, {.numbers = {{"rushes.mix", {1}}}}, a, b)), "") << effect;
      EXPECT_NE(a.difference(rendered(effect, {.numbers = {{"rushes.mix", {0.5}}}}, a, b)), "") << effect;
    }
  }
}

// Red, opaque: what it is near the ends must be near the pictures, so that nothing jumps.
Picture flat(double red, int w = 96, int h = 54) {
  Picture p(rgba(32), w, h);
  p.fill([&](int, int x, int) { return x % 4 == 0 ? red : x % 4 == 3 ? 1 : 0; });
  return p;
}
double mean(const Picture& p, int channel = 0) {
  double sum = 0;
  const int w = p.bounds().x2, h = p.bounds().y2;
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) sum += p.get(0, 4 * x + channel, y);
  return sum / (w * h);
}

TEST(Transitions, NothingJumpsAtTheEnds) {
  const Picture a = flat(0.2), b = flat(0.9);
  for (const char* effect : all) {
    EXPECT_NEAR(mean(rendered(effect, {.numbers = {{"rushes.mix", {0.002}}}}, a, b)), 0.2, 0.02) << effect;
    EXPECT_NEAR(mean(rendered(effect, {.numbers = {{"rushes.mix", {0.998}}}}, a, b)), 0.9, 0.02) << effect;
    // An opaque frame stays opaque.
    for (const double mix : {0.1, 0.5, 0.77})
      EXPECT_NEAR(mean(rendered(effect, {.numbers = {{"rushes.mix", {mix}}}}, a, b), 3), 1, 1e-4) << effect << mix;
  }
}

// A picture whose red tells x and green tells y.
Picture places(int w, int h, double blue) {
  Picture p(rgba(32), w, h);
  p.fill([&](int, int x, int y) {
    return x % 4 == 0 ? (x / 4 + 0.5) / w : x % 4 == 1 ? (y + 0.5) / h : x % 4 == 2 ? blue : 1;
  });
  return p;
}

TEST(Push, EveryPixelIsWhereItShouldBe) {
  const Picture a = places(80, 40, 0), b = places(80, 40, 1);
  const Picture out = rendered("push", {.numbers = {{"rushes.mix", {0.25}}}, .texts = {{"ease", "linear"}}}, a, b);
  for (int x = 0; x < 80; ++x) {
    EXPECT_NEAR(out.get(0, 4 * x, 9) * 80, x < 60 ? x + 20.5 : x - 59.5, 1e-3) << x;
    EXPECT_EQ(out.get(0, 4 * x + 2, 9), x < 60 ? 0 : 1) << x;
  }
}

TEST(Slide, CoverLeavesTheOtherInPlace) {
  const Picture a = places(80, 40, 0), b = places(80, 40, 1);
  const Picture out = rendered(
      "slide", {.numbers = {{"rushes.mix", {0.25}}}, .texts = {{"ease", "linear"}, {"direction", "down"}}}, a, b);
  for (int y = 0; y < 40; ++y) {
    EXPECT_NEAR(out.get(0, 4 * 7 + 1, y) * 40, y < 10 ? y + 30.5 : y + 0.5, 1e-3) << y;
    EXPECT_EQ(out.get(0, 4 * 7 + 2, y), y < 10 ? 1 : 0) << y;
  }
}

// Half way round, the edge between the sides is in the middle and both are mirror images in size.
TEST(Cube, HalfWayTheEdgeIsInTheMiddle) {
  const Picture a = places(160, 90, 0), b = places(160, 90, 1);
  const Picture out = rendered("cube", {.numbers = {{"rushes.mix", {0.5}}, {"shade", {0}}}}, a, b);
  EXPECT_NEAR(out.get(0, 4 * 77, 45), 1, 0.06);  // the right end of the leaving picture
  EXPECT_NEAR(out.get(0, 4 * 82, 45), 0, 0.06);  // the left end of the coming one
  EXPECT_EQ(out.get(0, 4 * 40 + 2, 45), 0);
  EXPECT_EQ(out.get(0, 4 * 120 + 2, 45), 1);
  EXPECT_NEAR(out.get(0, 4 * 79 + 1, 45), 0.5, 0.02);  // the nearest edge touches the screen: nothing is cut off
  EXPECT_GT(out.get(0, 4 * 77, 1), 0.9);
}

TEST(Spin, HalfATurnHalfWayIsAQuarterTurn) {
  const Picture a = places(90, 90, 0);
  const Picture out =
      rendered("spin", {.numbers = {{"rushes.mix", {0.25}}, {"blur", {0}}}, .texts = {{"ease", "linear"}}}, a,
               places(90, 90, 1));
  // 45 degrees clockwise: what was above the middle is now to its upper right.
  const double step = 20 / std::sqrt(2.0);
  const int x = static_cast<int>(45 + step), y = static_cast<int>(45 - step);
  EXPECT_NEAR(out.get(0, 4 * x, y) * 90, 45, 1.1);
  EXPECT_NEAR(out.get(0, 4 * x + 1, y) * 90, 25, 1.1);
}

TEST(DipToColour, HalfWayIsTheColour) {
  const Picture out =
      rendered("dip_to_colour", {.numbers = {{"rushes.mix", {0.5}}, {"colour", {0.3, 0, 0, 1}}}}, flat(0.9), flat(0.8));
  EXPECT_NEAR(mean(out), 0.3, 1e-6);
}

// A place never changes back; where a pattern spreads evenly, the share that has changed is the mix.
TEST(LumaWipe, DarkPlacesChangeFirstAndForGood) {
  for (const char* pattern : {"diagonal", "blinds", "spiral", "clouds", "rings", "bricks", "checker"}) {
    std::vector<double> before(96 * 54, 0.0);
    for (const double mix : {0.1, 0.3, 0.5, 0.7, 0.9}) {
      const Picture out = rendered(
          "luma_wipe",
          {.numbers = {{"rushes.mix", {mix}}, {"softness", {0}}}, .texts = {{"pattern", pattern}, {"ease", "linear"}}},
          flat(0), flat(1));
      for (int y = 0; y < 54; ++y)
        for (int x = 0; x < 96; ++x) {
          double& was = before[static_cast<std::size_t>(y * 96 + x)];
          ASSERT_GE(out.get(0, 4 * x, y), was) << pattern << mix;
          was = out.get(0, 4 * x, y);
        }
      if (pattern == std::string("blinds")) {
        EXPECT_NEAR(mean(out), mix, 0.05);
      }
    }
    EXPECT_GT(std::ranges::count(before, 1.0), 96 * 54 * 3 / 4) << pattern;
  }
}

TEST(Luma, AnyPictureIsReadAndSpread) {
  const std::string pgm = std::string("P5\n4 1\n255\n") + std::string("\x20\x40\x60\x80", 4);
  const auto luma = effects::read_luma(pgm);
  ASSERT_EQ(luma->width, 4);
  EXPECT_NEAR(luma->at(0, 0.5), 0, 1e-6);
  EXPECT_NEAR(luma->at(1, 0.5), 1, 1e-6);
  EXPECT_NEAR(luma->at(0.5, 0.5), 0.5, 0.01);
  for (const std::string bad : {std::string("text"), std::string(), std::string("\x89PNG\r\n"), pgm.substr(0, 12)})
    EXPECT_THROW((void)effects::read_luma(bad), rushes::Failure);
}

TEST(Glitch, EveryBlockGoesOverOnce) {
  std::vector<double> before(96 * 54, 0.0);
  for (int i = 1; i < 20; ++i) {
    const Picture out = rendered(
        "glitch", {.numbers = {{"rushes.mix", {i / 20.0}}, {"amount", {0}}}, .seed = static_cast<std::uint64_t>(i)},
        flat(0), flat(1));
    for (int y = 0; y < 54; ++y)
      for (int x = 0; x < 96; ++x) {
        double& was = before[static_cast<std::size_t>(y * 96 + x)];
        ASSERT_GE(out.get(0, 4 * x, y), was);
        was = out.get(0, 4 * x, y);
      }
    if (i == 10) {
      EXPECT_NEAR(mean(out), 0.5, 0.15);
    }
  }
}

}  // namespace
}  // namespace rushes::test
